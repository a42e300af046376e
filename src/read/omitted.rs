//! What a file shows and the text leaves out is listed: word for word in the ledger, once per kind in the warnings.
//!
//! Struck-through text is the older wording in one draft and an accident in another. It never stands in the sentence.

use crate::lexicon::linearize;
use crate::lexicon::parse_label;
use crate::model::{Block, Document, LedgerEntry, RemovalKind, SourceLocation, StyledText, Warning};
use crate::text::single_spaced;

/// Characters of a passage that a warning quotes.
const MAX_QUOTE: usize = 60;

/// Takes struck-through text out of the blocks and warns of everything that a reader of the file sees and the text
/// lacks.
pub(super) fn settle(document: &mut Document) {
    let is_struck = |block: &Block| block.text.spans().iter().any(|(_, style)| style.strike);
    if document.blocks.iter().any(is_struck) {
        for mut block in std::mem::take(&mut document.blocks) {
            if is_struck(&block) {
                let (kept, mut struck) = split_struck(&block.text);
                // a number without its text is struck with it
                let rest = parse_label(kept.as_str()).map_or(0, |label| label.len);
                let is_gone = kept.as_str()[rest..].trim().is_empty();
                if is_gone {
                    struck = vec![block.text.as_str().to_owned()];
                }
                record_struck(&struck, block.location, &mut document.ledger);
                if is_gone {
                    continue;
                }
                block.text = kept;
            }
            document.blocks.push(block);
        }
    }
    for (taken, subject, plural) in [
        (RemovalKind::Struck, "struck-through text is left out of the text", "passages"),
        (RemovalKind::Hidden, "hidden text is left out of the text", "passages"),
        (RemovalKind::Picture, "pictures and embedded objects are not read", "of them"),
    ] {
        let mut entries = document.ledger.iter().filter(|entry| entry.kind == taken);
        let Some(first) = entries.next() else { continue };
        let count = 1 + entries.count();
        let quote = shortened(&first.text);
        let text = match count {
            1 => format!("{subject}: “{quote}”"),
            _ => format!("{subject}: {count} {plural}, the first “{quote}”"),
        };
        document.warnings.push(Warning::at(first.location, text));
    }
}

/// The text of a note in one line, its struck-through passages in the ledger.
pub(super) fn note_text(blocks: &[Block], ledger: &mut Vec<LedgerEntry>) -> String {
    let mut words = String::new();
    for (index, block) in blocks.iter().enumerate() {
        let (mut text, struck) = split_struck(&block.text);
        record_struck(&struck, block.location, ledger);
        // the note's own mark is often repeated, raised, at its start
        if let Some((range, _)) = text.spans().first().cloned().filter(|(range, _)| index == 0 && range.start == 0) {
            let mut rest = StyledText::plain(&text.as_str()[range.clone()]);
            rest.append(&text.slice(range.end..text.as_str().len()));
            text = rest;
        }
        for word in linearize(&text, &mut []).as_str().split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    words
}

/// What is not struck through, and the passages that are.
fn split_struck(text: &StyledText) -> (StyledText, Vec<String>) {
    let (mut kept, mut struck) = (StyledText::default(), Vec::<String>::new());
    let (mut end, mut is_open) = (0, false);
    for (range, style) in text.spans() {
        if range.start > end {
            keep(&text.slice(end..range.start), is_open, &mut kept);
            is_open = false;
        }
        let passage = &text.as_str()[range.clone()];
        match (style.strike, struck.last_mut().filter(|_| is_open)) {
            (true, Some(last)) => last.push_str(passage),
            (true, None) => struck.push(passage.to_owned()),
            (false, _) => kept.push(passage, *style),
        }
        is_open = style.strike;
        end = range.end;
    }
    keep(&text.slice(end..text.as_str().len()), is_open, &mut kept);
    (kept, struck)
}

/// Of the two spaces around a passage that was removed, one stays.
fn keep(text: &StyledText, is_behind_passage: bool, kept: &mut StyledText) {
    let doubles = is_behind_passage && kept.as_str().ends_with(' ') && text.as_str().starts_with(' ');
    kept.append(&text.slice(usize::from(doubles)..text.as_str().len()));
}

fn record_struck(passages: &[String], place: SourceLocation, ledger: &mut Vec<LedgerEntry>) {
    for passage in passages {
        let text = single_spaced(passage);
        if !text.is_empty() {
            ledger.push(LedgerEntry::new(RemovalKind::Struck, text, place));
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTE) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Style;

    fn block(parts: &[(&str, bool)]) -> Block {
        let mut text = StyledText::default();
        for (part, strike) in parts {
            text.push(part, Style { strike: *strike, ..Style::default() });
        }
        Block { text, ..Block::default() }
    }

    #[test]
    fn struck_text_leaves_the_sentence() {
        let mut document = Document {
            blocks: vec![
                block(&[("1. Decides to light ", false), ("oil", true), (" electric lamps;", false)]),
                block(&[("2. ", false), ("Decides to wait.", true)]),
                block(&[("3. Decides to meet.", false)]),
            ],
            ..Document::default()
        };
        settle(&mut document);
        let texts: Vec<_> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["1. Decides to light electric lamps;", "3. Decides to meet."]);
        let ledger: Vec<_> = document.ledger.iter().map(|entry| (entry.kind, entry.text.as_str())).collect();
        assert_eq!(ledger, [(RemovalKind::Struck, "oil"), (RemovalKind::Struck, "2. Decides to wait.")]);
        let warnings: Vec<_> = document.warnings.iter().map(|warning| warning.text.as_str()).collect();
        assert_eq!(warnings, ["struck-through text is left out of the text: 2 passages, the first “oil”"]);
    }
}
