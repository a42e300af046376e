//! Printed tables of contents: a title, a row of dots, the number of a page.
//!
//! In: blocks, a line each where the source has lines. Out: the same without the table, which goes to the ledger. It must
//! be one: titles in it stand again where their sections begin. A row of dots before an amount is a line of a table.

use std::collections::HashSet;

use crate::model::{Block, Document, LedgerEntry, RemovalKind};
use crate::text::single_spaced;

/// The fewest dots in a row.
const MIN_DOTS: usize = 4;
/// The fewest lines of a table of contents.
const MIN_LINES: usize = 2;

/// Removes the lines of tables of contents.
pub(super) fn remove(document: &mut Document) {
    let entries: Vec<Option<String>> =
        document.blocks.iter().map(|block| title(block.text.as_str()).map(compared)).collect();
    if entries.iter().flatten().count() < MIN_LINES {
        return;
    }
    let others = document.blocks.iter().zip(&entries).filter(|(_, entry)| entry.is_none());
    let lines: HashSet<String> = others.map(|(block, _)| compared(block.text.as_str())).collect();
    let begins = |title: &str| !title.is_empty() && lines.contains(title);
    // the first line of a title that takes two
    let wrapped = |index: usize| {
        let (above, entry) = (index.checked_sub(1)?, entries[index].as_ref()?);
        let first = &document.blocks[above];
        let title = compared(first.text.as_str()) + entry;
        (entries[above].is_none() && !begins(entry) && begins(&title)).then_some(above)
    };
    let first_lines: HashSet<usize> = (0..entries.len()).filter_map(wrapped).collect();
    let known = entries.iter().flatten().filter(|entry| begins(entry)).count() + first_lines.len();
    if known < MIN_LINES {
        return;
    }
    let blocks = std::mem::take(&mut document.blocks);
    for ((index, block), entry) in blocks.into_iter().enumerate().zip(entries) {
        if entry.is_some() || first_lines.contains(&index) {
            document.ledger.push(entry_of(&block));
        } else {
            document.blocks.push(block);
        }
    }
}

fn entry_of(block: &Block) -> LedgerEntry {
    let text = single_spaced(block.text.as_str());
    LedgerEntry::new(RemovalKind::TableOfContents, text, block.location)
}

/// The title before a row of dots and a page number.
fn title(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.trim_end_matches(|sign: char| sign.is_ascii_alphanumeric());
    let page = &text[rest.len()..];
    let is_roman = page.bytes().all(|byte| b"ivxlc".contains(&byte));
    let is_page = page.len() <= 4 && !page.is_empty() && (is_roman || page.bytes().all(|byte| byte.is_ascii_digit()));
    let is_leader = |sign: char| matches!(sign, '.' | '…' | '·' | '_') || sign.is_whitespace();
    let title = rest.trim_end_matches(is_leader);
    let dots: usize = rest[title.len()..]
        .chars()
        .map(|sign| match sign {
            '…' => 3,
            sign => usize::from(!sign.is_whitespace()),
        })
        .sum();
    (is_page && dots >= MIN_DOTS).then_some(title)
}

/// What titles are compared by: their letters and digits.
fn compared(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    #[test]
    fn contents_leave_the_text() {
        for (lines, expected) in [
            (
                &[
                    "Contents",
                    "1. Oil ..... 2",
                    "2. Wax and the",
                    "wicks …… 13",
                    "1. Oil",
                    "Burns.",
                    "2. Wax and the wicks",
                    "Melts.",
                ][..],
                &["Contents", "1. Oil", "Burns.", "2. Wax and the wicks", "Melts."][..],
            ),
            (&["Preface . . . . ii", "Oil____3", "PREFACE", "Lamps.", "Oil"], &["PREFACE", "Lamps.", "Oil"]),
            // amounts, not pages
            (
                &["Oil .......... 40", "Wax .......... 60", "Total ........ 100"],
                &["Oil .......... 40", "Wax .......... 60", "Total ........ 100"],
            ),
            (&["Oil ... 2", "Wax ... 3", "Oil", "Wax"], &["Oil ... 2", "Wax ... 3", "Oil", "Wax"]),
        ] {
            let block = |line: &&str| Block { text: StyledText::plain(*line), ..Block::default() };
            let mut document = Document { blocks: lines.iter().map(block).collect(), ..Document::default() };
            remove(&mut document);
            let left: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
            assert_eq!(left, expected);
            assert_eq!(document.ledger.len(), lines.len() - expected.len());
        }
    }
}
