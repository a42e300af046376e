//! Tables, row by row: a row is kept, inserted or deleted; words within a row are not compared.

use super::body::{Body, Placement};
use super::run::Revision;
use crate::model::{Change, Side};
use crate::report::view::Role;
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
                for run in diff(&rows[0], &rows[1]) {
                    let fates =
                        if run.is_equal { [Revision::Kept; 2] } else { [Revision::Deleted, Revision::Inserted] };
                    let after = if run.is_equal { 0..0 } else { run.after };
                    marked.extend(rows[0][run.before].iter().map(|row| (*row, fates[0])));
                    marked.extend(rows[1][after].iter().map(|row| (*row, fates[1])));
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
}
