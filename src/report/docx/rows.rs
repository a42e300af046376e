//! Tables, row by row: a row stays, comes or goes; words within a row are not compared.

use super::body::{Body, Standing};
use super::run::Fate;
use crate::model::{Change, Side};
use crate::report::view::Role;
use crate::text::diff;

/// What parts paragraphs in a cell.
const PARAGRAPH: char = '\u{2029}';

impl Body<'_, '_> {
    pub(super) fn table(&mut self, change: &Change, standing: Standing) {
        let texts = [Side::Before, Side::After].map(|side| change.text(side));
        let rows = texts.each_ref().map(|text| text.split('\n').filter(|row| !row.is_empty()).collect::<Vec<_>>());
        let mut marked: Vec<(&str, Fate)> = Vec::new();
        match standing {
            Standing::One(Side::Before, _) => marked.extend(rows[0].iter().map(|row| (*row, Fate::Deleted))),
            Standing::One(Side::After, _) => marked.extend(rows[1].iter().map(|row| (*row, Fate::Inserted))),
            Standing::Both => {
                for run in diff(&rows[0], &rows[1]) {
                    let fates = if run.is_equal { [Fate::Kept; 2] } else { [Fate::Deleted, Fate::Inserted] };
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
        for (row, fate) in marked {
            let sign = match fate.element() {
                Some(element) => format!("<w:trPr><w:{element}{}/></w:trPr>", self.ink.sign()),
                None => String::new(),
            };
            self.out += &format!("<w:tr>{sign}");
            for cell in row.split(" | ") {
                self.out += "<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/></w:tcPr>";
                for paragraph in cell.split(PARAGRAPH) {
                    let words = self.ink.words(paragraph, Role::Words, fate);
                    self.out += &format!("<w:p>{words}</w:p>");
                }
                self.out += "</w:tc>";
            }
            self.out += "</w:tr>\n";
        }
        // A table that another one follows would run into it.
        self.out += "</w:tbl><w:p/>\n";
    }
}
