//! Characters that show nothing are removed; the ledger counts them.
//!
//! Composed forms (NFC) are made, so that `é` typed in two ways is one text, and spaces of any kind become plain ones,
//! so that columns, numbers and fields are found despite them; nothing else of the spelling changes.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::{Block, BlockKind, BlockUnit, Document, LedgerEntry, RemovalKind, SourceLocation, StyledText};
use crate::text::is_invisible;

/// Cleans every block. Tabs stay where printed lines are still to be joined, for they part the columns of a table;
/// answers whether any did.
pub(super) fn remove_invisible(document: &mut Document) -> bool {
    let keep_tabs = document.block_unit == BlockUnit::Line;
    let mut has_tabs = false;
    let mut counts: BTreeMap<char, (usize, SourceLocation)> = BTreeMap::new();
    for block in &mut document.blocks {
        if !is_plain(block.text.as_str()) {
            has_tabs |= clean_block(block, keep_tabs, &mut counts);
        }
    }
    // a line of which nothing is seen is an empty line
    let mut gap = 0.0;
    document.blocks.retain_mut(|block| {
        let empty = block.text.as_str().trim().is_empty();
        block.lines_above += std::mem::take(&mut gap);
        if empty {
            gap = block.lines_above + 1.0;
        }
        !empty
    });
    document.ledger.extend(counts.into_iter().map(|(character, (count, place))| LedgerEntry {
        kind: RemovalKind::Invisible,
        text: format!("{count} × U+{:04X}", character as u32),
        location: place,
    }));
    has_tabs
}

/// Whether a text has only letters and marks that need no look: Latin, and the dashes and quotation marks of print.
fn is_plain(text: &str) -> bool {
    let plain = |character| matches!(character, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}');
    let bytes = text.as_bytes();
    let (Some(second), Some(third)) = (bytes.get(1..), bytes.get(2..)) else { return text.chars().all(plain) };
    // Each sign by its first bytes, without a branch, so that many are looked at at once: C2 to CB begin the Latin
    // letters, C2 80 to C2 A0 are control characters and the no-break space, C2 AD is the soft hyphen; E2 80 90 to
    // E2 80 A7 are the marks.
    let other = |((&a, &b), &c): ((&u8, &u8), &u8)| {
        let within = |byte: u8, first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
        let printable = within(a, b' ', b'~');
        let behind = within(a, 0x80, 0xBF);
        let latin = within(a, 0xC3, 0xCB) | within(a, 0xC2, 0xC2) & within(b, 0xA1, 0xBF) & (1 - within(b, 0xAD, 0xAD));
        let mark = within(a, 0xE2, 0xE2) & within(b, 0x80, 0x80) & within(c, 0x90, 0xA7);
        1 - (printable | behind | latin | mark)
    };
    let others = bytes.iter().zip(second).zip(third).map(other).fold(0, |a, b| a | b);
    others == 0 && text.chars().rev().take(2).all(plain)
}

/// Returns whether a tab stayed.
fn clean_block(block: &mut Block, keep_tabs: bool, counts: &mut BTreeMap<char, (usize, SourceLocation)>) -> bool {
    // the no-break space is the only such character of most texts
    if block.text.spans().is_empty() {
        let plain = block.text.as_str().replace('\u{a0}', " ");
        if is_plain(&plain) {
            block.text = StyledText::plain(plain);
            return false;
        }
    }
    let mut has_tabs = false;
    let mut out = StyledText::default();
    let text = block.text.as_str();
    let mut run = String::new();
    let mut style = block.text.style_at(0);
    let mut flush = |run: &mut String, style| {
        if is_nfc(run) {
            out.push(run, style)
        } else {
            out.push(&run.nfc().collect::<String>(), style)
        }
        run.clear();
    };
    let styled = !block.text.spans().is_empty();
    for (offset, character) in text.char_indices() {
        if styled {
            let here = block.text.style_at(offset);
            if here != style {
                flush(&mut run, style);
                style = here;
            }
        }
        match character {
            // rows of a table, paragraphs of a cell
            '\n' | '\u{2029}' if block.kind == BlockKind::Table => run.push(character),
            'ﬀ' => run.push_str("ff"),
            'ﬁ' => run.push_str("fi"),
            'ﬂ' => run.push_str("fl"),
            'ﬃ' => run.push_str("ffi"),
            'ﬄ' => run.push_str("ffl"),
            // a soft hyphen at the end of a line shows that the word goes on; `paragraphs` needs it
            '\u{ad}' if offset + 2 == text.len() => run.push(character),
            '\t' if keep_tabs => {
                has_tabs = true;
                run.push(character);
            }
            space if space.is_whitespace() => run.push(' '),
            character if is_invisible(character) => {
                counts.entry(character).or_insert((0, block.location)).0 += 1;
            }
            character => run.push(character),
        }
    }
    flush(&mut run, style);
    block.text = out;
    has_tabs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_characters_need_no_look() {
        for character in '\0'..='\u{3000}' {
            let plain =
                matches!(character, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}');
            for text in
                [format!("{character}"), format!("ab{character}"), format!("{character}ab"), format!("a{character}b")]
            {
                assert_eq!(is_plain(&text), plain, "{text:?}");
            }
        }
        assert!(!is_plain("a𝄞b") && is_plain(""));
    }

    #[test]
    fn invisible_characters_are_counted() {
        let text = "States\u{200B}\u{202E} o\u{FB03}ce e\u{301}t\u{e9}\tend";
        let mut document = Document {
            blocks: vec![Block { text: StyledText::plain(text), ..Block::default() }],
            ..Document::default()
        };
        document.block_unit = BlockUnit::Paragraph;
        assert!(!remove_invisible(&mut document));
        assert_eq!(document.blocks[0].text.as_str(), "States office été end");
        let ledger: Vec<_> = document.ledger.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(ledger, ["1 × U+200B", "1 × U+202E"]);
    }
}
