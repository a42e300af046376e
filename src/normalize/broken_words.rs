//! Words that extraction broke in two are made whole: `navi gation`, where the text has `navigation` elsewhere or the
//! vocabulary knows it.
//!
//! A word is broken only if neither piece is a word of its own: in the vocabulary, or elsewhere in the text. A piece
//! that is an ending only (`develop ment`) says so itself. Each word that is made whole goes to the ledger.
//!
//! A piece at the end of a word has, wherever it stands, the same word before it. So the steps are: count the words of
//! the text and note what stands before each; decide for the few that always follow the same word; close the gaps.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use memchr::memchr_iter;

use super::body_start;
use crate::lexicon::{Lexicon, WordList, is_known_word, makes_another_word};
use crate::model::{Block, BlockKind, Document, LedgerEntry, RemovalKind};
use crate::text::OffsetMap;

/// Bytes of the shortest word that is made whole.
const MIN_WORD_LEN: usize = 6;
/// Bytes of the shortest ending that shows by itself that it is a piece.
const MIN_ENDING_LEN: usize = 3;

pub(super) fn mend(document: &mut Document) {
    let body = body_start(document);
    let is_text = |(index, block): &(usize, &Block)| *index >= body && block.kind != BlockKind::Table;
    let blocks = document.blocks.iter().enumerate();
    let texts: Vec<&str> = blocks.map(|block| if is_text(&block) { block.1.text.as_str() } else { "" }).collect();
    let broken = find_broken(&texts);
    if broken.is_empty() {
        return;
    }
    let gaps: Vec<Vec<usize>> = texts.iter().map(|text| gaps(text, &broken)).collect();
    for (block, gaps) in document.blocks.iter_mut().zip(gaps) {
        close(block, &gaps, &mut document.ledger);
    }
}

/// Closes the gaps in a block, given as offsets of spaces.
fn close(block: &mut Block, gaps: &[usize], ledger: &mut Vec<LedgerEntry>) {
    let text = block.text.as_str();
    for (first, second) in gaps.iter().filter_map(|gap| pieces(text, *gap)) {
        let text = format!("{first} {second}");
        ledger.push(LedgerEntry::new(RemovalKind::WordBreak, text, block.location));
    }
    let gaps: Vec<(Range<usize>, &str)> = gaps.iter().map(|gap| (*gap..gap + 1, "")).collect();
    block.text.replace_all(&gaps);
    let mut shift = OffsetMap::new(gaps.into_iter().map(|(range, with)| (range, with.len())));
    block.footnote_refs.sort_by_key(|mark| mark.offset);
    block.footnote_refs.iter_mut().for_each(|mark| mark.offset = shift.map(mark.offset));
}

/// What a text says of a spelling of a word.
struct Occurrences<'a> {
    count: usize,
    /// The word before it, if that is always the same, with nothing but a space between them.
    before: Option<&'a str>,
}

/// The broken words of the texts: the second piece with the first one, as they are spelled.
fn find_broken<'a>(texts: &[&'a str]) -> HashMap<&'a str, &'a str> {
    let spellings = count_words(texts);
    let pairs = spellings.iter().filter_map(|(second, occurrences)| Some((occurrences.before?, *second)));
    let candidates: Vec<(&str, &str)> = pairs.filter(|(first, second)| may_be_broken(first, second)).collect();
    if candidates.is_empty() {
        return HashMap::new();
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    spellings.iter().for_each(|(word, found)| *counts.entry(word.to_lowercase()).or_default() += found.count);
    let count = |word: &str| counts.get(word).copied().unwrap_or_default();
    let is_broken = |(first, second): &(&str, &str)| {
        let [first, second] = [first, second].map(|piece| piece.to_lowercase());
        let word = first.clone() + &second;
        let (breaks, whole) = (count(&second), count(&word));
        // What the text has in two more often than in one is written in two.
        let is_word = whole > 0 && whole >= breaks || is_known_word(&word) && breaks <= whole + 1;
        let is_ending = second.len() >= MIN_ENDING_LEN && WordList::Ending.contains(&second);
        let is_first_word = is_known_word(&first) || count(&first) > breaks;
        is_word && !is_known_word(&second) && (!is_first_word || is_ending)
    };
    candidates.into_iter().filter(is_broken).map(|(first, second)| (second, first)).collect()
}

/// Whether two neighbours may be one word by themselves: words of letters, and none of them a function word or a unit.
fn may_be_broken(first: &str, second: &str) -> bool {
    let is_piece = |word: &str| {
        !word.is_empty() && word.chars().all(char::is_alphabetic) && Lexicon::any().function_word(word).is_none()
    };
    first.len() + second.len() >= MIN_WORD_LEN
        && second.starts_with(char::is_lowercase)
        && is_piece(first)
        && is_piece(second)
        // “per cent” is written in two, whatever the text or the vocabulary has besides.
        && !WordList::Unit.contains(&first.to_lowercase())
        && !makes_another_word(&first.to_lowercase(), second)
}

/// The words of texts by their spelling, without the signs around them.
fn count_words<'a>(texts: &[&'a str]) -> HashMap<&'a str, Occurrences<'a>, FixedState> {
    // Words with the signs around them first: they are many, and their spellings few.
    let mut printed: HashMap<&str, Occurrences, FixedState> = HashMap::default();
    for text in texts {
        let (mut start, mut before) = (0, "");
        for end in memchr_iter(b' ', text.as_bytes()).chain([text.len()]) {
            let word = &text[start..end];
            start = end + 1;
            let found = printed.entry(word).or_insert(Occurrences { count: 0, before: Some(before) });
            found.count += 1;
            found.before = found.before.filter(|first| first.eq_ignore_ascii_case(before));
            before = word;
        }
    }
    let mut spellings: HashMap<&str, Occurrences, FixedState> = HashMap::default();
    for (printed, Occurrences { count, before }) in printed {
        let from_word = printed.trim_start_matches(is_sign);
        let word = from_word.trim_end_matches(is_sign);
        let before = before.filter(|before| from_word.len() == printed.len() && before.ends_with(char::is_alphabetic));
        let before = before.map(|before| before.trim_start_matches(is_sign));
        let found = spellings.entry(word).or_insert(Occurrences { count: 0, before });
        found.count += count;
        found.before = found.before.filter(|first| before.is_some_and(|word| word.eq_ignore_ascii_case(first)));
    }
    spellings
}

/// Offsets of the spaces in a text that break one of these words.
fn gaps(text: &str, broken: &HashMap<&str, &str>) -> Vec<usize> {
    let is_broken =
        |(first, second): (&str, &str)| broken.get(second).is_some_and(|before| before.eq_ignore_ascii_case(first));
    let is_gap = |gap: &usize| pieces(text, *gap).is_some_and(is_broken);
    text.match_indices(' ').map(|(gap, _)| gap).filter(is_gap).collect()
}

/// The words on both sides of a space, without the signs around both.
fn pieces(text: &str, gap: usize) -> Option<(&str, &str)> {
    let first = text[..gap].rsplit(' ').next()?.trim_start_matches(is_sign);
    let second = text[gap + 1..].split(' ').next()?.trim_end_matches(is_sign);
    Some((first, second))
}

/// Whether a character is not a letter.
fn is_sign(character: char) -> bool {
    !character.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FootnoteRef, StyledText};

    #[test]
    fn words_that_were_broken_are_made_whole() {
        for (text, expected) in [
            ("the lights of navigation and navi gation at sea", "the lights of navigation and navigation at sea"),
            ("Navi gation and the navigation of ships", "Navigation and the navigation of ships"),
            (
                "Navi gation and navi gation, navigation of navigation",
                "Navigation and navigation, navigation of navigation",
            ),
            ("the celestial gation and navi gation, navigation", "the celestial gation and navi gation, navigation"),
            ("the imple mentation of the plan", "the implementation of the plan"),
            ("the develop ment of harbours that develop", "the development of harbours that develop"),
            ("le renforce ment des ports", "le renforcement des ports"),
            ("la coopé ration entre les ports", "la coopération entre les ports"),
            ("развитие сотрудни чества портов", "развитие сотрудничества портов"),
            // Each of the pieces is a word, or may be one.
            ("an everyday lamp, lit every day", "an everyday lamp, lit every day"),
            ("the sea bed under the sea, and the seabed", "the sea bed under the sea, and the seabed"),
            (
                "the light houses and light houses, a lighthouses act",
                "the light houses and light houses, a lighthouses act",
            ),
            ("30 per cent of the lamps, and 40 percent", "30 per cent of the lamps, and 40 percent"),
            ("in to the harbour, into it", "in to the harbour, into it"),
            ("the navi, gation of navigation", "the navi, gation of navigation"),
            ("the navi Gation of navigation", "the navi Gation of navigation"),
            ("the navi  gation of navigation", "the navi  gation of navigation"),
        ] {
            let mut block = Block { text: StyledText::plain(text), ..Block::default() };
            block.footnote_refs.push(FootnoteRef { offset: text.len(), marker: "1".into() });
            let mut document = Document { blocks: vec![block], ..Document::default() };
            mend(&mut document);
            let block = &document.blocks[0];
            assert_eq!(block.text.as_str(), expected);
            assert_eq!(block.footnote_refs[0].offset, expected.len(), "{text}");
            assert_eq!(document.ledger.len(), text.len() - expected.len(), "{text}");
            assert!(document.ledger.iter().all(|entry| text.contains(&entry.text)), "{text}");
        }
    }
}
