//! PDF → printed lines with their true place, size and style.
//!
//! In: the bytes of a file. Out: a [`Document`] of the kind plain text gives, one block a printed line, but measured
//! on the page instead of counted in characters.
//!
//! 1. `pages`: what is asked of a PDF library: for each page, runs of characters with place and font. The one place
//!    that knows such a library is `boss`, which also keeps the limits against hostile files; `guard` looks at what
//!    libraries unpack before they can be asked.
//! 2. `rows`: runs that stand on one baseline make a row; raised and small ones go to the row they were raised from.
//! 3. `words`: a row becomes text: spaces where the page has them, styles, raised figures.
//!    `order` puts what is read from right to left into the order it is read in.
//! 4. `measure`: rows become blocks with indent, width and gap in columns and lines; `separators` finds the drawn lines
//!    over footnotes.
//!
//! Reading order is that of baselines, from left to right on each, as in layout text: the heads of official documents
//! have two columns, and everything behind expects their lines side by side. What the file itself tags as running head
//! or foot goes to the ledger at once; where tags are missing, the rules for layout text find them.

mod boss;
mod guard;
mod measure;
mod order;
mod pages;
mod rows;
mod separators;
mod words;

use self::measure::Sheet;
use self::pages::Pages;
use super::Error;
use crate::model::{Document, Warning};

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut warnings = Vec::new();
    let sheets = sheets(&mut boss::Boss::open(bytes)?, &mut warnings)?;
    let mut document = measure::document(&sheets);
    let letters = document.blocks.iter().flat_map(|block| block.text.as_str().chars());
    let (mut all, mut unknown) = (0_usize, 0_usize);
    for letter in letters.filter(|letter| !letter.is_whitespace()) {
        all += 1;
        unknown += usize::from(letter == '\u{fffd}');
    }
    if all == unknown {
        return Err(Error::NoText);
    }
    if unknown * 100 > all {
        warnings.push(Warning::new(format!(
            "{unknown} of {all} characters could not be told: the fonts of the file do not say what they stand for"
        )));
    }
    document.warnings.extend(warnings);
    Ok(document)
}

/// Takes the rows of every page.
fn sheets(pages: &mut impl Pages, warnings: &mut Vec<Warning>) -> Result<Vec<Sheet>, Error> {
    let mut sheets = Vec::new();
    for index in 0..pages.count() {
        let page = pages.page(index)?;
        let number = index as u32 + 1;
        if let Some(what) = &page.lost {
            let place = crate::model::Place { page: number, line: 0 };
            warnings.push(Warning::at(place, format!("a part of the page could not be read: {what}")));
        }
        sheets.push(Sheet { page: number, rows: rows::rows(page) });
    }
    Ok(sheets)
}
