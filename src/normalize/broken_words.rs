//! Words that extraction broke in two are made whole: `navi gation`, where the text has `navigation` elsewhere or the
//! vocabulary knows it.
//!
//! A word is broken only if neither piece is a word of its own: in the vocabulary, or elsewhere in the text. A piece
//! that is an ending only (`develop ment`) says so itself. Each word that is made whole goes to the ledger.
//!
//! Steps: hash the words and the pairs of neighbours in one pass; of the few pairs whose hash is that of a word, look at
//! the words themselves. Few texts have a broken word, and every text pays for the look.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memchr_iter;

use super::body_start;
use crate::lexicon::{Lexicon, WordList, is_known_word, known_words, makes_another_word};
use crate::model::{Block, BlockKind, Document, LedgerEntry, RemovalKind};
use crate::text::OffsetMap;

/// Letters of the shortest word that is made whole.
const MIN_WORD_LEN: usize = 6;
/// Letters of the shortest ending that shows by itself that it is a piece.
const MIN_ENDING_LEN: usize = 3;

pub(super) fn mend(document: &mut Document) {
    let body = body_start(document);
    let is_text = |(index, block): &(usize, &Block)| *index >= body && block.kind != BlockKind::Table;
    let blocks = document.blocks.iter().enumerate();
    let texts: Vec<&str> = blocks.map(|block| if is_text(&block) { block.1.text.as_str() } else { "" }).collect();
    let broken = broken_words(&texts);
    for pairs in broken.chunk_by(|left, right| left.text == right.text) {
        if let Some(block) = pairs.first().and_then(|first| document.blocks.get_mut(first.text as usize)) {
            join(block, pairs, &mut document.ledger);
        }
    }
}

/// Two neighbouring words that may be one, as byte offsets in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    text: u32,
    start: u32,
    space: u32,
    end: u32,
}

impl Pair {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn gap(self) -> Range<usize> {
        self.space as usize..self.space as usize + 1
    }
}

/// Closes the gaps in a block.
fn join(block: &mut Block, pairs: &[Pair], ledger: &mut Vec<LedgerEntry>) {
    for pair in pairs {
        let text = block.text.as_str()[pair.range()].to_owned();
        ledger.push(LedgerEntry { kind: RemovalKind::WordBreak, text, location: block.location });
    }
    let gaps: Vec<(Range<usize>, &str)> = pairs.iter().map(|pair| (pair.gap(), "")).collect();
    block.text.replace_all(&gaps);
    let mut shift = OffsetMap::new(gaps.into_iter().map(|(range, with)| (range, with.len())));
    block.footnote_refs.sort_by_key(|mark| mark.offset);
    block.footnote_refs.iter_mut().for_each(|mark| mark.offset = shift.map(mark.offset));
}

/// The pairs that are one word, in order.
fn broken_words(texts: &[&str]) -> Vec<Pair> {
    let mut scan = Scan::new();
    for (index, text) in (0..).zip(texts) {
        scan.read(index, text.as_bytes());
    }
    let candidates: Vec<Candidate> = scan.candidates().filter_map(|pair| Candidate::new(texts, pair)).collect();
    if candidates.is_empty() {
        return Vec::new();
    }
    let counts = scan.count(candidates.iter().flat_map(|candidate| candidate.hashes));
    let mut breaks: HashMap<u64, usize> = HashMap::new();
    candidates.iter().for_each(|candidate| *breaks.entry(candidate.hashes[0]).or_default() += 1);
    let is_broken = |candidate: &&Candidate| {
        let [whole, first, second] = candidate.hashes.map(|hash| counts.get(&hash).copied().unwrap_or_default());
        let breaks = breaks.get(&candidate.hashes[0]).copied().unwrap_or_default();
        let [known, known_first, known_second] = candidate.words.each_ref().map(|word| is_known_word(word));
        // What the text has in two more often than in one is written in two.
        let is_whole = whole > 0 && whole >= breaks || known && breaks <= whole + 1;
        let ending = &candidate.words[2];
        let is_ending = ending.len() >= MIN_ENDING_LEN && WordList::Ending.contains(ending);
        let [is_first_word, is_second_word] = [known_first || first > breaks, known_second || second > breaks];
        is_whole && !is_second_word && (!is_first_word || is_ending)
    };
    candidates.iter().filter(is_broken).map(|candidate| candidate.pair).collect()
}

/// A pair whose letters are those of a word.
struct Candidate {
    pair: Pair,
    /// The word, and its pieces.
    words: [String; 3],
    hashes: [u64; 3],
}

impl Candidate {
    /// A pair of small-lettered words that are no function words.
    fn new(texts: &[&str], pair: Pair) -> Option<Candidate> {
        let (first, second) = texts[pair.text as usize].get(pair.range())?.split_once(' ')?;
        let is_word =
            |piece: &str| piece.chars().all(char::is_alphabetic) && Lexicon::any().function_word(piece).is_none();
        if !second.starts_with(char::is_lowercase) || !is_word(first) || !is_word(second) {
            return None;
        }
        let [first, second] = [first, second].map(str::to_lowercase);
        // “per cent” is written in two, whatever the text or the vocabulary has besides.
        if makes_another_word(&first, &second) || WordList::Unit.contains(&first) {
            return None;
        }
        let words = [first.clone() + &second, first, second];
        let hashes = words.each_ref().map(|word| Word::new(word.as_bytes(), 0, word.len()).hash());
        Some(Candidate { pair, words, hashes })
    }
}

/// What a word is known by: its first and last eight bytes, with case folded for ASCII letters, and its length.
#[derive(Clone, Copy)]
struct Word {
    head: u64,
    tail: u64,
    len: usize,
}

/// Bytes of the head and the tail of a word.
const EDGE: usize = 8;

impl Word {
    fn new(bytes: &[u8], start: usize, end: usize) -> Word {
        let len = end - start;
        if len >= EDGE {
            return Word { head: load(bytes, start), tail: load(bytes, end - EDGE), len };
        }
        let head = load(bytes, start) & ((1 << (8 * len)) - 1);
        Word { head, tail: head << (8 * (EDGE - len)), len }
    }

    /// Two words without the space between them.
    fn joined(self, next: Word) -> Word {
        let head = if self.len >= EDGE { self.head } else { self.head | next.head << (8 * self.len) };
        let tail = if next.len >= EDGE { next.tail } else { next.tail | self.tail >> (8 * next.len) };
        Word { head, tail, len: self.len + next.len }
    }

    fn hash(self) -> u64 {
        let head = self.head.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let tail = (self.tail ^ self.len as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        (head ^ tail.rotate_left(29)).wrapping_mul(0x1656_67B1_9E37_79F9)
    }
}

/// Eight bytes in small letters; fewer at the end of the text.
fn load(bytes: &[u8], start: usize) -> u64 {
    let mut loaded = [0; EDGE];
    match bytes.get(start..start + EDGE) {
        Some(whole) => loaded.copy_from_slice(whole),
        None => loaded[..bytes.len() - start].copy_from_slice(&bytes[start..]),
    }
    u64::from_le_bytes(loaded) | 0x2020_2020_2020_2020
}

/// A set of hashes that may say yes to one that is not in it.
struct HashBits {
    bits: Vec<u64>,
    shift: u32,
}

impl HashBits {
    fn new(log: u32) -> HashBits {
        HashBits { bits: vec![0; 1 << (log - 6)], shift: 64 - log }
    }

    fn insert(&mut self, hash: u64) {
        let slot = hash >> self.shift;
        self.bits[(slot / 64) as usize] |= 1 << (slot % 64);
    }

    fn contains(&self, hash: u64) -> bool {
        let slot = hash >> self.shift;
        self.bits[(slot / 64) as usize] & (1 << (slot % 64)) != 0
    }
}

/// The words of texts by their hashes, and the pairs of neighbours.
struct Scan {
    words: Vec<u64>,
    pairs: Vec<(u64, Pair)>,
}

impl Scan {
    fn new() -> Scan {
        Scan { words: Vec::new(), pairs: Vec::new() }
    }

    fn read(&mut self, text: u32, bytes: &[u8]) {
        let mut start = 0;
        let mut last: Option<(Word, usize)> = None;
        for end in memchr_iter(b' ', bytes).chain([bytes.len()]) {
            let (mut from, mut to) = (start, end);
            while from < to && !is_letter(bytes[from]) {
                from += 1;
            }
            while from < to && !is_letter(bytes[to - 1]) {
                to -= 1;
            }
            let before = last.take();
            if from < to {
                let word = Word::new(bytes, from, to);
                self.words.push(word.hash());
                if let Some((first, first_start)) = before
                    && from == start
                    && first.len + word.len >= MIN_WORD_LEN
                    && !bytes[from].is_ascii_uppercase()
                {
                    let [first_start, space, to] = [first_start, start - 1, to].map(|offset| offset as u32);
                    let pair = Pair { text, start: first_start, space, end: to };
                    self.pairs.push((first.joined(word).hash(), pair));
                }
                last = (to == end).then_some((word, from));
            }
            start = end + 1;
        }
    }

    /// The pairs whose letters may be those of a word.
    fn candidates(&self) -> impl Iterator<Item = Pair> {
        let mut words = HashBits::new(20);
        known_words().for_each(|word| words.insert(Word::new(word.as_bytes(), 0, word.len()).hash()));
        self.words.iter().for_each(|hash| words.insert(*hash));
        self.pairs.iter().filter(move |(hash, _)| words.contains(*hash)).map(|(_, pair)| *pair)
    }

    /// How often each of these words occurs.
    fn count(&self, wanted: impl Iterator<Item = u64>) -> HashMap<u64, usize> {
        let mut counts: HashMap<u64, usize> = wanted.map(|hash| (hash, 0)).collect();
        let mut asked = HashBits::new(16);
        counts.keys().for_each(|hash| asked.insert(*hash));
        for hash in self.words.iter().filter(|hash| asked.contains(**hash)) {
            counts.entry(*hash).and_modify(|count| *count += 1);
        }
        counts
    }
}

/// Whether a byte may be one of a letter: other signs beyond ASCII are sorted out later.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
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
