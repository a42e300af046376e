//! Tables, row by row: a row is kept, inserted or deleted; words within a row are not compared. A row that differs in
//! typography only is kept, in its newer spelling, unless typography is tracked.

use super::body::{Body, Placement};
use super::run::Revision;
use super::untracked::cell;
use super::xml::{Xml, w};
use crate::model::{Change, Side, Versions};
use crate::report::view::Role;
use crate::text::table_rows;

/// Separates paragraphs in a cell.
const PARAGRAPH: char = '\u{2029}';

impl Body<'_, '_> {
    pub(super) fn table(&mut self, change: &Change, placement: Placement) {
        let texts = Versions::from_fn(|side| change.text(side));
        let rows = texts.as_ref().map(|text| table_rows(text).collect::<Vec<_>>());
        let mut marked: Vec<(&str, Revision)> = Vec::new();
        match placement {
            Placement::OneSided(Side::Before, _) => marked.extend(deleted(&rows.before)),
            Placement::OneSided(Side::After, _) => marked.extend(inserted(&rows.after)),
            Placement::Both => {
                let mut new_rows = Vec::new();
                for run in &change.rows {
                    let (old, new) = (&rows.before[run.before.clone()], &rows.after[run.after.clone()]);
                    if run.is_equal && (old == new || !self.revisions.tracks_typography) {
                        marked.append(&mut new_rows);
                        marked.extend(new.iter().map(|row| (*row, Revision::Kept)));
                    } else {
                        marked.extend(deleted(old));
                        new_rows.extend(inserted(new));
                    }
                }
                marked.append(&mut new_rows);
            }
        }
        let columns = marked.iter().map(|(row, _)| row.split(" | ").count()).max().unwrap_or(1);
        let properties = [
            w("tblStyle").val("TableGrid"),
            w("tblW").w([("w", "0"), ("type", "auto")]),
            w("tblInd").w([("w", "1267"), ("type", "dxa")]),
        ];
        let grid: Xml = (0..columns).map(|_| w("gridCol")).collect();
        let mut table = w("tbl").with(w("tblPr").with(properties)).with(w("tblGrid").with(grid));
        for (row, revision) in marked {
            let mark = self.revisions.mark_element(revision);
            let mut cells = Xml::from((!mark.is_empty()).then(|| w("trPr").with(mark)));
            for text in row.split(" | ") {
                let words = text.split(PARAGRAPH).map(|text| self.revisions.words(text, Role::Words, revision));
                cells += cell(None::<Xml>, words.map(|words| w("p").with(words)).collect());
            }
            table = table.with(w("tr").with(cells));
        }
        // Two consecutive tables would merge.
        self.out += [table, w("p")];
    }
}

fn deleted<'a>(rows: &[&'a str]) -> impl Iterator<Item = (&'a str, Revision)> {
    rows.iter().map(|row| (*row, Revision::Deleted))
}

fn inserted<'a>(rows: &[&'a str]) -> impl Iterator<Item = (&'a str, Revision)> {
    rows.iter().map(|row| (*row, Revision::Inserted))
}
