//! The words of both texts, interned and counted: what every later step compares.
//!
//! In: two resolutions, and which paragraphs already found their equal. Out: [`Texts`].
//!
//! 1. Words are told apart by [`Token::caseless`](crate::model::Token); punctuation does not count. A lone Chinese
//!    character says little, so it counts together with the next one.
//! 2. A word weighs log₂(1 + paragraphs / paragraphs that have it), over both texts, in fixed point: a word in every
//!    paragraph weighs 1, one in two of a hundred 5.7. Nothing shipped, so it works in any language.
//! 3. Only paragraphs without an equal get their words sorted: most of a text has one, and never needs it. Those with
//!    one only tell how common words are, and of a long text [`SAMPLE`] of them tell that well enough.
//!
//! Weights are integers, so that sums do not depend on the order of addition.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Index;

use rayon::prelude::*;

use crate::lexicon::tokens;
use crate::model::{Key, Paragraph, ParagraphIndex, Part, Resolution, Side, Token, TokenKind, Versions};

/// Paragraphs spelt by one processor at once: few, so that none waits long for another at the end.
const AT_ONCE: usize = 64;
/// Settled paragraphs that are looked at, about.
const SAMPLE: usize = 1000;

/// Both texts with their words counted.
pub(super) struct Texts<'a> {
    pub(super) resolutions: Versions<&'a Resolution>,
    pub(super) units: Versions<Units>,
    /// Weight of each word, in 256ths.
    rarity: Vec<u32>,
}

/// The words of the paragraphs of one side, by their place.
pub(super) struct Units {
    /// Which unit each paragraph has; all that found their equal have the first, which is empty.
    places: Vec<u32>,
    units: Vec<Unit>,
}

impl Units {
    /// How many paragraphs there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }
}

impl Index<usize> for Units {
    type Output = Unit;

    fn index(&self, paragraph: usize) -> &Unit {
        &self.units[self.places[paragraph] as usize]
    }
}

/// The words of one paragraph. Empty for a paragraph that found its equal.
#[derive(Default)]
pub(super) struct Unit {
    /// In order.
    pub(super) words: Vec<u32>,
    /// Each once, in the order in which they are met first, with its count.
    pub(super) bag: Vec<(u32, u32)>,
    /// Of the whole bag.
    pub(super) weight: u64,
    /// Words of the opening phrase.
    pub(super) opening: usize,
    /// What else speaks for a pair; none for a paragraph that found its equal.
    pub(super) traits: Option<Traits>,
}

/// What a score looks at beside the words, kept side by side: it is looked at for many pairs.
#[derive(Clone, Copy)]
pub(super) struct Traits {
    pub(super) kind: Kind,
    pub(super) part: Part,
    pub(super) parent: Option<ParagraphIndex>,
    pub(super) verb: Option<Key>,
    pub(super) label: Option<Key>,
}

impl Traits {
    fn of(paragraph: &Paragraph) -> Traits {
        Traits {
            kind: Kind::of(paragraph),
            part: paragraph.part,
            parent: paragraph.parent,
            verb: paragraph.opening.as_ref().map(|opening| Key::of(&opening.verb)),
            label: paragraph.label.as_ref().map(|label| Key::of(&label.shown)),
        }
    }
}

/// What may be linked with what: text with text, headings with headings, tables with tables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Heading,
    Table,
}

impl Kind {
    pub(super) fn of(paragraph: &Paragraph) -> Kind {
        match paragraph.part {
            Part::Heading => Kind::Heading,
            Part::Table => Kind::Table,
            _ => Kind::Text,
        }
    }
}

impl<'a> Texts<'a> {
    /// Counts the words; `settled` says which paragraphs have an equal on the other side, `spelt` has the words of some.
    pub(super) fn count(
        resolutions: Versions<&'a Resolution>,
        settled: &Versions<Vec<bool>>,
        mut spelt: Spellings,
    ) -> Texts<'a> {
        // A settled paragraph is the same on both sides: reading one side is enough.
        let step = settled.before.iter().filter(|settled| **settled).count().div_ceil(SAMPLE).max(1);
        let skipped =
            |side: Side, at: usize| settled.get(side)[at] && (side == Side::After || !at.is_multiple_of(step));
        spelt.add(resolutions, |side, at| !skipped(side, at));
        let mut spelt = spelt.0;
        // The unsettled first: only their words are ever compared. What is numbered makes room for the numbers.
        let intern = |(spelt, settled): (&mut Vec<Option<Box<Spelt>>>, &Vec<bool>)| {
            let mut interner = Interner::default();
            let mut units = vec![Unit::default()];
            let read = |(spelt, settled): (&mut Option<Box<Spelt>>, &bool)| {
                let Some(spelt) = spelt.take_if(|_| !settled) else { return 0 };
                let (words, bag) = interner.number(&spelt.words);
                units.push(Unit { words, bag, weight: 0, opening: spelt.opening, traits: Some(spelt.traits) });
                units.len() as u32 - 1
            };
            let places = spelt.iter_mut().zip(settled).map(read).collect();
            (interner, Units { places, units })
        };
        let Versions { before: (mut interner, before), after: (other, after) } =
            spelt.as_mut().zip(settled.as_ref()).map_at_once(intern);
        let renumbered = interner.take_in(other);
        let mut units = Versions::new(before, after);
        let both: Vec<&Spelt> = spelt.before.iter().flatten().map(Box::as_ref).collect();
        let met = both.par_chunks(both.len().div_ceil(2).max(1)).map(|some| interner.met_in(some));
        met.collect::<Vec<_>>().iter().for_each(|met| interner.meet_again(met, 2 * step as u32));
        let all = (resolutions.before.paragraphs.len() + resolutions.after.paragraphs.len()) as u64;
        let rarity: Vec<u32> = interner.met.iter().map(|&(times, _)| rarity(all, u64::from(times))).collect();
        let weigh = |unit: &mut Unit| {
            let weight = |&(word, count): &(u32, u32)| u64::from(count) * u64::from(rarity[word as usize]);
            unit.weight = unit.bag.iter().map(weight).sum();
        };
        units.before.units.par_iter_mut().for_each(weigh);
        units.after.units.par_iter_mut().for_each(|unit| {
            let words = unit.words.iter_mut().chain(unit.bag.iter_mut().map(|(word, _)| word));
            words.for_each(|word| *word = renumbered[*word as usize]);
            weigh(unit);
        });
        Texts { resolutions, units, rarity }
    }

    /// Weight of one word.
    pub(super) fn rarity(&self, word: u32) -> u64 {
        u64::from(self.rarity[word as usize])
    }

    /// Weight of the words that two sorted bags share.
    pub(super) fn common(&self, one: &[(u32, u32)], other: &[(u32, u32)]) -> u64 {
        let (mut i, mut j, mut sum) = (0, 0, 0);
        // Without branches on the words: a processor cannot guess which of two texts has the next one.
        while let (Some(&(a, many)), Some(&(b, times))) = (one.get(i), other.get(j)) {
            sum += u64::from(a == b) * u64::from(many.min(times)) * self.rarity(a);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        sum
    }

    /// Weight of words one by one.
    pub(super) fn weigh_words(&self, words: &[u32]) -> u64 {
        words.iter().map(|&word| self.rarity(word)).sum()
    }

    /// How many words the texts have between them.
    pub(super) fn vocabulary(&self) -> usize {
        self.rarity.len()
    }
}

/// Bags laid out by the numbers of their words, to be compared with several others.
pub(super) struct Laid<'t> {
    /// How often a word is in the bags, and its weight: what is looked up together stands together.
    words: Vec<(u32, u32)>,
    bags: Vec<&'t [(u32, u32)]>,
}

impl<'t> Laid<'t> {
    /// No bag yet.
    pub(super) fn over(texts: &Texts) -> Laid<'t> {
        Laid { words: texts.rarity.iter().map(|&weight| (0, weight)).collect(), bags: Vec::new() }
    }

    /// Lays out a bag instead of what was laid out.
    pub(super) fn lay(&mut self, bag: &'t [(u32, u32)]) {
        if let [one] = self.bags.as_slice()
            && std::ptr::eq(*one, bag)
        {
            return;
        }
        for &(word, _) in self.bags.drain(..).flatten() {
            self.words[word as usize].0 = 0;
        }
        self.add(bag);
    }

    /// Lays out another bag with it.
    pub(super) fn add(&mut self, bag: &'t [(u32, u32)]) {
        bag.iter().for_each(|&(word, count)| self.words[word as usize].0 += count);
        self.bags.push(bag);
    }

    /// How often a word is in what is laid out.
    pub(super) fn times(&self, word: u32) -> u32 {
        self.words[word as usize].0
    }

    /// Weight of the words that it shares with another bag.
    pub(super) fn common(&self, other: &[(u32, u32)]) -> u64 {
        let shared = |&(word, count): &(u32, u32)| {
            let (times, weight) = self.words[word as usize];
            u64::from(count.min(times)) * u64::from(weight)
        };
        other.iter().map(shared).sum()
    }
}

/// Words sorted, each with its count.
pub(super) fn bag(words: &[u32]) -> Vec<(u32, u32)> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    let mut out: Vec<(u32, u32)> = Vec::with_capacity(sorted.len());
    for word in sorted {
        match out.last_mut() {
            Some((last, count)) if *last == word => *count += 1,
            _ => out.push((word, 1)),
        }
    }
    out
}

/// Words → numbers, and in how many paragraphs each was met.
#[derive(Default)]
struct Interner {
    numbers: HashMap<Key, u32, BuildHasherDefault<Ready>>,
    /// The words in the order of their numbers.
    words: Vec<Key>,
    /// Paragraphs that have the word, and the last of them.
    met: Vec<(u32, u32)>,
    /// Where each word is in the bag of the last paragraph that has it.
    places: Vec<u32>,
    paragraphs: u32,
}

impl Interner {
    /// The numbers of the words of a paragraph, and its bag.
    fn number(&mut self, words: &[Key]) -> (Vec<u32>, Vec<(u32, u32)>) {
        self.paragraphs += 1;
        let mut bag = Vec::with_capacity(words.len());
        let number = |word: &Key| {
            let number = self.of(*word);
            let place = &mut self.places[number as usize];
            if count(&mut self.met[number as usize], self.paragraphs) {
                *place = bag.len() as u32;
                bag.push((number, 1));
            } else {
                bag[*place as usize].1 += 1;
            }
            number
        };
        (words.iter().map(number).collect(), bag)
    }

    /// The number of a word, a new one if it is new.
    fn of(&mut self, word: Key) -> u32 {
        let fresh = self.met.len() as u32;
        let number = *self.numbers.entry(word).or_insert(fresh);
        if number == fresh {
            self.words.push(word);
            self.met.push((0, 0));
            self.places.push(0);
        }
        number
    }

    /// Adds what another has met, and gives the numbers that its words have here.
    fn take_in(&mut self, other: Interner) -> Vec<u32> {
        let number = |(word, (times, _)): (Key, (u32, u32))| {
            let number = self.of(word);
            self.met[number as usize].0 += times;
            number
        };
        other.words.into_iter().zip(other.met).map(number).collect()
    }

    /// In how many of some paragraphs each word stands.
    fn met_in(&self, some: &[&Spelt]) -> Vec<(u32, u32)> {
        let mut met = vec![(0, 0); self.met.len()];
        for (paragraph, spelt) in (1..).zip(some) {
            for number in spelt.words.iter().filter_map(|word| self.numbers.get(word)) {
                count(&mut met[*number as usize], paragraph);
            }
        }
        met
    }

    /// Counts paragraphs that stand in both texts, each for so many; words met nowhere else do not matter.
    fn meet_again(&mut self, met: &[(u32, u32)], times: u32) {
        for (own, again) in self.met.iter_mut().zip(met) {
            own.0 += again.0 * times;
        }
    }
}

/// Counts a paragraph for a word, once; whether it did.
fn count((met, last): &mut (u32, u32), paragraph: u32) -> bool {
    let first = *last != paragraph;
    *met += u32::from(first);
    *last = paragraph;
    first
}

/// The words of some paragraphs of both sides.
pub(super) struct Spellings(Versions<Vec<Option<Box<Spelt>>>>);

impl Spellings {
    /// Of no paragraph yet.
    pub(super) fn none(resolutions: Versions<&Resolution>) -> Spellings {
        Spellings(resolutions.map(|resolution| resolution.paragraphs.iter().map(|_| None).collect()))
    }

    /// Adds those that are `wanted` and not there.
    pub(super) fn add(&mut self, resolutions: Versions<&Resolution>, wanted: impl Fn(Side, usize) -> bool + Sync) {
        for side in Side::BOTH {
            let spell = |(at, (spelt, paragraph)): (usize, (&mut Option<Box<Spelt>>, &Paragraph))| {
                if spelt.is_none() && wanted(side, at) {
                    *spelt = Some(Box::new(spell(paragraph)));
                }
            };
            let paragraphs = &resolutions.get(side).paragraphs;
            self.0.get_mut(side).par_iter_mut().with_max_len(AT_ONCE).zip(paragraphs).enumerate().for_each(spell);
        }
    }
}

/// The words of a paragraph, and how many of them its opening phrase has.
struct Spelt {
    words: Vec<Key>,
    opening: usize,
    traits: Traits,
}

/// Finds the words of a paragraph; an ideograph counts with the one behind it.
fn spell(paragraph: &Paragraph) -> Spelt {
    let text = paragraph.text.as_str();
    let opening_end = paragraph.opening.as_ref().map_or(0, |opening| opening.range.end);
    let mut spelt = Spelt { words: Vec::with_capacity(text.len() / 6), opening: 0, traits: Traits::of(paragraph) };
    // Where the last word ended, if it was an ideograph.
    let mut beside = None;
    for token in tokens(text).filter(|token| token.kind != TokenKind::Punctuation) {
        let ideograph = is_ideograph(text, &token);
        if let Some(last) = spelt.words.last_mut().filter(|_| ideograph && beside == Some(token.range.start)) {
            *last = last.beside(token.caseless);
        }
        beside = ideograph.then_some(token.range.end);
        spelt.words.push(token.caseless);
        spelt.opening += usize::from(token.range.end <= opening_end);
    }
    spelt
}

/// Whether a token is one character of a script written without spaces: three or four bytes, from U+3040 on.
fn is_ideograph(text: &str, token: &Token) -> bool {
    matches!(token.range.len(), 3 | 4)
        && text[token.range.clone()].chars().next().is_some_and(|first| first >= '\u{3040}')
}

/// log₂(1 + all / times) in 256ths.
fn rarity(all: u64, times: u64) -> u32 {
    let times = times.max(1);
    log2(all + times) - log2(times)
}

/// log₂ in 256ths, straight between powers of two: integers only, so the same on every machine.
fn log2(number: u64) -> u32 {
    let whole = number.max(1).ilog2();
    let fraction = (u128::from(number.max(1)) << 8 >> whole) as u32 & 0xFF;
    (whole << 8) + fraction
}

/// Hashes what is a hash already: a [`Key`] is one.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more() {
        assert_eq!(log2(1), 0);
        assert_eq!(log2(8), 3 * 256);
        assert_eq!(log2(12), 3 * 256 + 128);
        assert_eq!(rarity(100, 100), 256);
        assert!(rarity(100, 2) > rarity(100, 4));
    }

    #[test]
    fn bags_count_each_word() {
        assert_eq!(bag(&[5, 3, 5, 9]), [(3, 1), (5, 2), (9, 1)]);
    }

    #[test]
    fn laid_out_bags_add_up_and_give_way() {
        let mut laid = Laid { words: vec![(0, 10), (0, 20), (0, 30), (0, 40)], bags: Vec::new() };
        let (one, other) = (bag(&[1, 2, 2]), bag(&[2, 3]));
        laid.lay(&one);
        assert_eq!(laid.common(&other), 30);
        laid.add(&other);
        assert_eq!([0, 1, 2, 3].map(|word| laid.times(word)), [0, 1, 3, 1]);
        assert_eq!(laid.common(&bag(&[0, 2, 2, 2, 2])), 90);
        laid.lay(&one);
        assert_eq!([0, 1, 2, 3].map(|word| laid.times(word)), [0, 1, 2, 0]);
    }
}
