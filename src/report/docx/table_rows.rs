//! Tables, row by row: a row is kept, inserted or deleted; words within a row are not compared. A row that differs in
//! typography only is kept, in its newer spelling, unless typography is tracked.

use std::collections::HashMap;

use super::body::{Body, Placement};
use super::run::Revision;
use crate::model::{Change, Side};
use crate::report::view::{self, LayoutLine, Origin, Role};
use crate::text::diff;

/// Separates paragraphs in a cell.
const PARAGRAPH: char = '\u{2029}';

impl Body<'_, '_> {
    pub(super) fn table(&mut self, change: &Change, placement: Placement) {
        let texts = [Side::Before, Side::After].map(|side| change.text(side));
        let rows = texts.each_ref().map(|text| text.split('\n').filter(|row| !row.is_empty()).collect::<Vec<_>>());
        let mut marked: Vec<(&str, Revision)> = Vec::new();
        match placement {
            Placement::OneSided(Side::Before, _) => marked.extend(rows[0].iter().map(|row| (*row, Revision::Deleted))),
            Placement::OneSided(Side::After, _) => marked.extend(rows[1].iter().map(|row| (*row, Revision::Inserted))),
            Placement::Both => {
                let spellings = self.newer_spellings(change);
                let respelt = |row: &&str| spellings.get(*row).map_or_else(|| (*row).to_owned(), String::clone);
                let keys =
                    [rows[0].iter().map(respelt).collect(), rows[1].iter().map(|row| (*row).to_owned()).collect()];
                let [old, new]: [Vec<String>; 2] = keys;
                for run in diff(&old, &new) {
                    let (before, revision) =
                        if run.is_equal { (0..0, Revision::Kept) } else { (run.before, Revision::Inserted) };
                    marked.extend(rows[0][before].iter().map(|row| (*row, Revision::Deleted)));
                    marked.extend(rows[1][run.after].iter().map(|row| (*row, revision)));
                }
            }
        }
        let columns = marked.iter().map(|(row, _)| row.split(" | ").count()).max().unwrap_or(1);
        self.out += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>\
                     <w:tblInd w:w=\"1267\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>";
        self.out += &"<w:gridCol/>".repeat(columns);
        self.out += "</w:tblGrid>";
        for (row, revision) in marked {
            let attrs = match revision.element() {
                Some(element) => format!("<w:trPr><w:{element}{}/></w:trPr>", self.revisions.attrs()),
                None => String::new(),
            };
            self.out += &format!("<w:tr>{attrs}");
            for cell in row.split(" | ") {
                self.out += "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>";
                for paragraph in cell.split(PARAGRAPH) {
                    let words = self.revisions.words(paragraph, Role::Words, revision);
                    self.out += &format!("<w:p>{words}</w:p>");
                }
                self.out += "</w:tc>";
            }
            self.out += "</w:tr>\n";
        }
        // Two consecutive tables would merge.
        self.out += "</w:tbl><w:p/>\n";
    }

    /// The rows that differ in typography only, by their older text; none if typography is tracked.
    fn newer_spellings(&self, change: &Change) -> HashMap<String, String> {
        if self.revisions.tracks_typography {
            return HashMap::new();
        }
        let lines = view::layout(self.comparison, change);
        let kept = lines
            .iter()
            .filter(|line| line.end == Origin::Both && line.runs.iter().all(|run| run.origin == Origin::Both));
        let text = |line: &LayoutLine<'_>, side: Side| {
            let words = line.runs.iter().filter(|run| run.role != Role::FootnoteRef);
            words.map(|run| run.on(side)).collect::<String>()
        };
        kept.map(|line| (text(line, Side::Before), text(line, Side::After))).collect()
    }
}
