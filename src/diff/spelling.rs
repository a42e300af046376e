//! Whether two spellings can differ in meaning.
//!
//! In: two texts whose [atoms](super::atoms) are equal. Out: the separators between atoms that may change the meaning.
//!
//! These cannot: quotation marks, the style of a dash, no-break and thin spaces, spaces beside punctuation, thousands
//! grouped by a comma or a space, and a word that extraction or a line end broke in two. These can:
//!
//! - *Digits*: a space between two of them (`1 2` is not `12`), a space after the point or comma between two of them
//!   (`1, 5` is not `1,5`), a hyphen or dash beside one that the other text lacks (`−5` is not `5`).
//! - *Letters that count*: a space or hyphen between two Roman numerals or two single capitals (`I-V` is not `IV`).
//! - *A hyphen or dash for a space*, or a dash that one text lacks: `long-term` is not `long term`.
//! - *A compound hyphen for a dash between phrases*: `text-agreed` is not `text – agreed`.
//! - *Two words for one*: joining or splitting letters is noise if a fragment is no word by itself (`Amer ica`). It
//!   makes another word if the lexicon lists the pair (`may be`, `re-sign`), or if the text that splits the word also
//!   has it unsplit, and both fragments occur elsewhere with other neighbours: then all three are words of that text.
//!
//! Whether a lost hyphen makes another word is decided by the lexicon alone: `peace-building` and `peacebuilding` are
//! the same word, and texts have both.

use super::atoms::{Atom, Dash, Separator, atoms};
use super::word_usage::WordUsage;
use crate::lexicon::makes_another_word;
use crate::model::{Side, Versions};
use crate::text::is_ideograph;

/// Whether two texts differ in typography at most. If they are whole paragraphs (`whole`) and not parts of them, a bullet
/// before them does not count.
pub(super) fn equivalent(texts: Versions<&str>, whole: bool, word_usage: &WordUsage<'_>) -> bool {
    if texts.before == texts.after {
        return true;
    }
    let both = texts.map(atoms);
    let edges = both.as_ref().map(|(atoms, end)| {
        let first = atoms.first();
        let starts_with_digit = first.is_some_and(|first| first.character.is_numeric());
        let start = first.is_some_and(|first| first.separator.dash.is_some()) && (!whole || starts_with_digit);
        (start, end.dash.is_some() && !whole)
    });
    let atoms = both.as_ref().map(|(atoms, _)| atoms.as_slice());
    edges.before == edges.after
        && are_equal(atoms)
        && (1..atoms.before.len()).all(|index| fits(atoms, index, word_usage))
}

/// The separators that may change the meaning, by the byte offsets of the atoms after them; none if the atoms differ.
pub(super) fn conflicts(texts: Versions<&str>, word_usage: &WordUsage<'_>) -> Vec<Versions<usize>> {
    let both = texts.map(|text| atoms(text).0);
    let atoms = both.as_ref().map(Vec::as_slice);
    if !are_equal(atoms) {
        return Vec::new();
    }
    let differing = (1..atoms.before.len()).filter(|&index| !fits(atoms, index, word_usage));
    differing.map(|index| atoms.map(|atoms| atoms[index].source.start)).collect()
}

pub(super) fn are_equal(atoms: Versions<&[Atom]>) -> bool {
    let characters = atoms.map(|atoms| atoms.iter().map(|atom| atom.character));
    characters.before.eq(characters.after)
}

/// Whether the separators before an atom cannot differ in meaning.
fn fits(atoms: Versions<&[Atom]>, index: usize, word_usage: &WordUsage<'_>) -> bool {
    let separators = atoms.map(|atoms| atoms[index].separator);
    if separators.before == separators.after {
        return true;
    }
    let (left, right) = (atoms.before[index - 1].character, atoms.before[index].character);
    let beside_digit = left.is_numeric() || right.is_numeric();
    let letters = left.is_alphabetic() && right.is_alphabetic();
    match (separators.before.dash, separators.after.dash) {
        (Some(_), Some(_)) if letters => dash_role(separators.before).is_compatible(dash_role(separators.after)),
        (Some(_), Some(_)) => separators.before.minus == separators.after.minus,
        (None, None) if left.is_numeric() && right.is_numeric() => false,
        _ if letters && are_ordinals(atoms, index) => false,
        (None, None) if letters => {
            let side = if separators.before.is_space() { Side::Before } else { Side::After };
            is_ideograph(left) || is_ideograph(right) || !are_two_words(atoms, index, side, word_usage)
        }
        (None, None) => {
            let last = index.checked_sub(2).and_then(|last| atoms.before.get(last));
            !(matches!(left, '.' | ',') && right.is_numeric() && last.is_some_and(|last| last.character.is_numeric()))
        }
        // A dash that one side lacks.
        _ if beside_digit || !letters => false,
        (dash, _) => {
            let side = if dash.is_some() { Side::Before } else { Side::After };
            let other = separators.get(side.other());
            let fragments = fragments(atoms.get(side), index);
            dash_role(*separators.get(side)) == DashRole::Joins
                && other.is_empty()
                && !makes_another_word(&fragments.0, &fragments.1)
        }
    }
}

/// Whether the letters around a separator are numbers: two Roman numerals, or two single capitals. More than two capitals
/// are a spaced heading (`A N N E X`).
fn are_ordinals(atoms: Versions<&[Atom]>, index: usize) -> bool {
    let side = if atoms.before[index].separator.is_empty() { Side::After } else { Side::Before };
    let both = runs(atoms.get(side), index);
    let is_roman = |run: &Vec<char>| run.iter().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'));
    let is_capital = |run: &Vec<char>| run.len() == 1 && run[0].is_uppercase();
    let joined: usize = runs(atoms.get(side.other()), index).iter().map(Vec::len).sum();
    let is_pair = both.iter().map(Vec::len).sum::<usize>() == joined;
    is_pair && (both.iter().all(is_roman) || both.iter().all(is_capital))
}

/// What a dash between letters does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DashRole {
    /// It makes one word of two.
    Joins,
    /// It separates phrases.
    Separates,
    /// A hyphen with a space on each side: a typewriter's dash, or a hyphen around which extraction put spaces.
    Ambiguous,
}

impl DashRole {
    fn is_compatible(self, other: DashRole) -> bool {
        self == other || self == DashRole::Ambiguous || other == DashRole::Ambiguous
    }
}

fn dash_role(separator: Separator) -> DashRole {
    match (
        separator.dash,
        separator.space_before && separator.space_after,
        separator.space_before || separator.space_after,
    ) {
        (Some(Dash::Em), _, _) | (Some(Dash::En), true, _) => DashRole::Separates,
        (Some(Dash::Hyphen), true, _) | (Some(Dash::En), false, true) => DashRole::Ambiguous,
        _ => DashRole::Joins,
    }
}

/// Whether a space on one side makes two words of what is one word on the other.
fn are_two_words(atoms: Versions<&[Atom]>, index: usize, side: Side, word_usage: &WordUsage<'_>) -> bool {
    let (left, right) = fragments(atoms.get(side), index);
    if makes_another_word(&left, &right) {
        return true;
    }
    let (start, end) = fragments(atoms.get(side.other()), index);
    word_usage.are_words(side, (&left, &right), &(start + &end))
}

/// The letters that touch a separator on its left and on its right, in lower case.
fn fragments(atoms: &[Atom], index: usize) -> (String, String) {
    let [left, right] = runs(atoms, index).map(|run| run.into_iter().collect::<String>().to_lowercase());
    (left, right)
}

/// The letters that touch a separator on its left and on its right, up to the next separator or other sign.
fn runs(atoms: &[Atom], index: usize) -> [Vec<char>; 2] {
    let is_letter = |atom: &&Atom| atom.character.is_alphabetic();
    let back = atoms[..index].iter().rev();
    let mut ended = false;
    let left = back.take_while(|atom| !std::mem::replace(&mut ended, !atom.separator.is_empty())).take_while(is_letter);
    let mut left: Vec<char> = left.map(|atom| atom.character).collect();
    left.reverse();
    let right = atoms[index..].iter().enumerate();
    let right = right.take_while(|(nth, atom)| *nth == 0 || atom.separator.is_empty()).map(|(_, atom)| atom);
    [left, right.take_while(is_letter).map(|atom| atom.character).collect()]
}
