//! Two lines → one, with the hyphen between them resolved.

use std::collections::HashSet;

use crate::model::{Block, FootnoteRef, LedgerEntry, RemovalKind, Style};

/// Appends a line to a paragraph.
///
/// A hyphen at the line's end stays, unless the text shows that the line break made it; a space that extraction left
/// before it goes. After a suspended hyphen (`micro- and small`) the space stays.
pub(super) fn append(block: &mut Block, line: &Block, hyphens: &Hyphens, ledger: &mut Vec<LedgerEntry>) {
    let next = line.text.as_str();
    let text = block.text.as_str().trim_end();
    let end = text.len();
    let stem = text.trim_end_matches(['-', '\u{2010}', '\u{2011}', '\u{ad}']);
    let hyphen = &text[stem.len()..];
    let stem = stem.trim_end();
    let first = next.split(char::is_whitespace).next().unwrap_or_default();
    let goes_on = hyphen.chars().count() == 1
        && stem.ends_with(char::is_alphabetic)
        && first.starts_with(char::is_alphabetic)
        && !matches!(first, "and" | "or" | "to" | "et" | "ou" | "y" | "o" | "и" | "или");
    let start = stem.len();
    if goes_on && (hyphen == "\u{ad}" || hyphens.made_by_line_break(stem, next)) {
        ledger.push(LedgerEntry::new(RemovalKind::LineHyphen, hyphen, line.location));
        block.text.truncate(start);
    } else if goes_on {
        let (hyphen, style) = (hyphen.to_owned(), block.text.style_at(end - hyphen.len()));
        block.text.truncate(start);
        block.text.push(&hyphen, style);
    } else {
        block.text.truncate(end);
        // a bracket opens what follows it, over the end of a line too
        let space = if block.text.as_str().ends_with(['(', '[']) { "" } else { " " };
        block.text.push(space, Style::default());
    }
    let shift = block.text.as_str().len();
    block.text.append(&line.text);
    block.footnote_refs.extend(
        line.footnote_refs.iter().map(|mark| FootnoteRef { offset: mark.offset + shift, marker: mark.marker.clone() }),
    );
}

/// Which words the text has with a hyphen, and which without.
pub(super) struct Hyphens {
    words: HashSet<String>,
}

impl Hyphens {
    /// Collects the words of a document, if any of its lines ends with a hyphen.
    pub(super) fn new(blocks: &[Block]) -> Hyphens {
        // only lines that end with a hyphen ask
        let asked = blocks.iter().any(|block| block.text.as_str().ends_with(['-', '\u{2010}']));
        let words = blocks.iter().filter(|_| asked).flat_map(|block| block.text.as_str().split_whitespace());
        let trimmed = words.map(|word| word.trim_matches(|edge: char| !edge.is_alphanumeric()).to_lowercase());
        Hyphens { words: trimmed.collect() }
    }

    /// Whether the hyphen between two lines was made by the line break: the text has the word in one piece, and
    /// nowhere with the hyphen. UN texts do not hyphenate, so a hyphen is kept unless something speaks against it.
    fn made_by_line_break(&self, stem: &str, rest: &str) -> bool {
        let word = |text: &str| text.trim_matches(|edge: char| !edge.is_alphanumeric()).to_lowercase();
        let first = word(stem.rsplit(char::is_whitespace).next().unwrap_or_default());
        let second = word(rest.split(char::is_whitespace).next().unwrap_or_default());
        !first.is_empty()
            && self.words.contains(&format!("{first}{second}"))
            && !self.words.contains(&format!("{first}-{second}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    #[test]
    fn hyphens_at_line_ends() {
        let block = |text: &str| Block { text: StyledText::plain(text), ..Block::default() };
        for (first, second, expected) in [
            ("capacity-", "building for all", "capacity-building for all"),
            ("the Open -", "Ended Working Group", "the Open-Ended Working Group"),
            ("the reso-", "lution and", "the resolution and"),
            ("the reso\u{ad}", "lution", "the resolution"),
            ("micro-", "and small ones", "micro- and small ones"),
            ("from 2015 –", "2030", "from 2015 – 2030"),
            ("the States", "concerned", "the States concerned"),
            ("the States (", "all)", "the States (all)"),
        ] {
            let elsewhere = block("a resolution of Member States with capacity-building");
            let hyphens = Hyphens::new(&[block(first), block(second), elsewhere]);
            let mut joined = block(first);
            append(&mut joined, &block(second), &hyphens, &mut Vec::new());
            assert_eq!(joined.text.as_str(), expected);
        }
    }
}
