//! PDF → printed lines with their true place, size and style.
//!
//! In: the bytes of a file. Out: a [`Document`] of the kind plain text gives, one block a printed line, but measured
//! on the page instead of counted in characters.
//!
//! 1. `pages`: what is asked of a PDF library: for each page, runs of characters with place and font. `pdfboss` asks
//!    it, `annotations` adds what is drawn over a page, `fonts` mends what the library does not know. `limits` keeps
//!    the limits against hostile files, with what `unpack` and `content` count; `object_streams` looks at what the
//!    library unpacks before it can be asked.
//! 2. `rows`: runs that stand on one baseline make a row; raised and small ones go to the row they were raised from.
//! 3. `words`: a row becomes text: spaces where the page has them, styles, superscript digits.
//!    `order` puts what is read from right to left into the order it is read in.
//! 4. `measure`: rows become blocks with indent, width and gap in columns and lines; `separators` finds the drawn lines
//!    over footnotes.
//!
//! Reading order is that of baselines, from left to right on each, as in layout text: the heads of official documents
//! have two columns, and everything after expects their lines side by side. What the file itself tags as running head
//! or foot goes to the ledger at once; where tags are missing, the rules for layout text find them.

mod annotations;
mod columns;
mod content;
mod fonts;
mod limits;
mod measure;
mod object_streams;
mod order;
mod pages;
mod pdfboss;
mod rows;
mod separators;
mod unpack;
mod words;

use self::measure::PageRows;
use self::pages::PdfBackend;
use super::Error;
use crate::model::{Document, LedgerEntry, RemovalKind, SourceLocation, Warning};

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut pages = pdfboss::PdfbossBackend::open(bytes)?;
    let mut remarks = Remarks::default();
    let mut comments = Vec::new();
    let sheets = sheets(&mut pages, &mut remarks, &mut comments)?;
    let mut document = measure::document(&sheets, &pages)?;
    let mut letters = document.blocks.iter().flat_map(|block| block.text.as_str().chars());
    if letters.clone().all(char::is_whitespace) {
        return Err(Error::NoText);
    }
    if letters.all(|letter| letter.is_whitespace() || letter == '\u{fffd}') {
        return Err(Error::NoCharacters);
    }
    document.ledger.append(&mut comments);
    document.warnings.extend(pages.unread().into_iter().map(Warning::new));
    document.warnings.extend(remarks.warnings());
    Ok(document)
}

/// Takes the rows of every page.
fn sheets(
    pages: &mut impl PdfBackend,
    remarks: &mut Remarks,
    comments: &mut Vec<LedgerEntry>,
) -> Result<Vec<PageRows>, Error> {
    let mut sheets = Vec::new();
    let mut runs = 0;
    for index in 0..pages.count() {
        let mut page = pages.page(index)?;
        let number = index as u32 + 1;
        let place = SourceLocation { page: number, line: 0 };
        for text in page.comments.drain(..) {
            comments.push(LedgerEntry::new(RemovalKind::Comment, text, place));
        }
        for unread in page.unread.drain(..) {
            remarks.add(unread, number);
        }
        let picture = page.picture;
        let mut rows = rows::rows(page);
        if picture && rows.iter().map(rows::letter_count).sum::<usize>() < MIN_LETTERS {
            remarks.add("there is a picture instead of text, and what it says is not read".into(), number);
        }
        if columns::split(&mut rows) {
            remarks.add("the text is set in two columns, and the left one is read first".into(), number);
        }
        if rows.iter().any(|row| row.aside == Some(RemovalKind::Hidden)) {
            remarks.add("text that the page does not show is left out of the text".into(), number);
        }
        if rows.iter().any(|row| row.sideways) {
            remarks.add("text that is set sideways is read after the rest of the page".into(), number);
        }
        runs += rows.iter().map(|row| row.runs.len() + 1).sum::<usize>();
        if runs > MAX_RUNS {
            return Err(Error::Limit { what: "pieces of text", most: MAX_RUNS.to_string() });
        }
        sheets.push(PageRows { page: number, rows });
        pages.check_time()?;
    }
    Ok(sheets)
}

/// Pieces of text of all pages, once those that belong together are joined.
const MAX_RUNS: usize = 1_000_000;
/// Letters of a page that has hardly any text.
const MIN_LETTERS: usize = 60;

/// What there is to say about pages, each said once for all pages it is about.
#[derive(Default)]
struct Remarks {
    pages: Vec<(String, Vec<u32>)>,
}

impl Remarks {
    fn add(&mut self, text: String, page: u32) {
        match self.pages.iter().position(|(known, _)| *known == text) {
            Some(index) => {
                let pages = &mut self.pages[index].1;
                pages.extend((pages.last() != Some(&page)).then_some(page));
            }
            None if self.pages.len() < MAX_REMARKS => self.pages.push((text, vec![page])),
            None => {}
        }
    }

    fn warnings(self) -> impl Iterator<Item = Warning> {
        self.pages.into_iter().map(|(text, pages)| match pages[..] {
            [page] => Warning::at(SourceLocation { page, line: 0 }, text),
            _ => Warning::new(format!("pages {}: {text}", ranges(&pages))),
        })
    }
}

/// Nobody reads more warnings.
const MAX_REMARKS: usize = 100;

/// Pages in order, as `2, 5–7`.
fn ranges(pages: &[u32]) -> String {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some([_, last]) if *last + 1 == *page => *last = *page,
            _ => runs.push([*page, *page]),
        }
    }
    let run = |[first, last]: &[u32; 2]| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_name_their_pages() {
        let mut remarks = Remarks::default();
        for page in [1, 2, 3, 5, 6, 9, 9] {
            remarks.add("a".into(), page);
        }
        remarks.add("b".into(), 4);
        let warnings: Vec<String> = remarks.warnings().map(|warning| warning.to_string()).collect();
        assert_eq!(warnings, ["pages 1–3, 5, 6, 9: a", "page 4: b"]);
    }
}
