//! How the lines of an amendment begin that are instructions: a quick look, before a sentence is read.

use crate::lexicon::{PhraseList, parse_label};

/// Whether a line can begin an instruction: a look at its first words saves the reading of every paragraph.
pub(super) fn may_begin(line: &str) -> bool {
    let body = parse_label(line).map_or(line, |label| line[label.len..].trim_start());
    let word: String = body.chars().take_while(|letter| letter.is_alphabetic() || *letter == '-').collect();
    let word = word.to_lowercase();
    PhraseList::Order.contains(&word) || PhraseList::Opener.contains(&word)
}

/// Whether a numbered line begins as an instruction and not as a numbered paragraph may: `2. In operative paragraph 5, …`.
pub(super) fn may_amend(line: &str) -> bool {
    const WORDS: usize = 6;
    let body = parse_label(line).map_or(line, |label| line[label.len..].trim_start());
    let names_paragraph = |word: &str| PhraseList::Paragraph.strip_start(word).is_some();
    let mut words = body.split_whitespace().take(WORDS);
    begins_with_verb(body) || may_begin(body) && words.any(names_paragraph)
}

/// Whether a line begins as an order to change a text.
pub(super) fn begins_with_verb(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    PhraseList::Order.contains(&first.to_lowercase())
}
