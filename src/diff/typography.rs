//! What differs in typography only.
//!
//! In: changes with their redlines; header fields and footnotes that are [equivalent](super::spelling::equivalent).
//! Out: every pair of spellings with its location, among them the signs around the numbers of paragraphs.
//!
//! A pair is the least that shows the difference: the quotation mark or dash that was replaced, else the words around the
//! difference up to the next space that both texts have.

use std::ops::Range;

use ecow::EcoString;
use rayon::prelude::*;

use super::atoms::{Atom, atoms};
use super::keeps_id;
use super::spelling::are_equal;
use crate::model::{
    Change, Label, NumberStyle, ParagraphIndex, Resolution, Segment, Side, TextLocation, TypographicDifference,
    Versions,
};

/// Two texts that differ in typography only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypographicVariant<'a> {
    pub(super) location: TextLocation,
    pub(super) texts: Versions<&'a str>,
}

/// Lists the differences of the changes in their order, then those of the others.
pub(super) fn list<'a>(
    resolutions: Versions<&Resolution>,
    changes: &[Change],
    others: impl Iterator<Item = TypographicVariant<'a>>,
) -> Vec<TypographicDifference> {
    let changes = changes.par_iter().enumerate();
    let mut list: Vec<TypographicDifference> = changes
        .flat_map_iter(|(index, change)| {
            let mut found = SpellingPairs::default();
            let is_number = |index: &ParagraphIndex| resolutions.after[*index].is_bare_number();
            let compared = if change.renumbered && change.paragraphs.after.first().is_some_and(is_number) {
                &[]
            } else {
                change.segments.as_slice()
            };
            compared.iter().filter_map(Segment::spellings).for_each(|texts| found.compare(texts));
            let number = number(resolutions, change).map(|spellings| {
                let spellings = spellings.map(EcoString::from);
                TypographicDifference { location: TextLocation::Number(index), spellings, count: 1 }
            });
            number.into_iter().chain(found.located(&TextLocation::Change(index)))
        })
        .collect();
    for TypographicVariant { location, texts } in others {
        let mut found = SpellingPairs::default();
        found.compare(texts);
        list.extend(found.located(&location));
    }
    list
}

/// The numbers of the first paragraphs of a change as printed, if the signs around them differ, or if one of them is not
/// printed and the paragraph keeps its id. Numbers of different kinds are a renumbering, not typography.
fn number<'a>(resolutions: Versions<&'a Resolution>, change: &Change) -> Option<Versions<&'a str>> {
    let paragraphs = change.paragraphs.as_ref().map(Vec::as_slice);
    let first = paragraphs.map(|paragraphs| paragraphs.first().copied());
    let label = |resolution: &'a Resolution, index: ParagraphIndex| resolution[index].label.as_ref();
    let labels = (label(resolutions.before, first.before?), label(resolutions.after, first.after?));
    let is_number = |label: &Label| label.style != NumberStyle::Bullet;
    let differs = match labels {
        (Some(before), Some(after)) => {
            before.style == after.style && before.printed != after.printed && before.signs() != after.signs()
        }
        (Some(label), None) | (None, Some(label)) => is_number(label) && keeps_id(resolutions, paragraphs),
        (None, None) => false,
    };
    let printed = |label: Option<&'a Label>| label.map_or("", |label| label.printed.as_str());
    differs.then(|| Versions::new(printed(labels.0), printed(labels.1)))
}

/// The pairs of spellings of one location, in the order of the text.
#[derive(Default)]
struct SpellingPairs(Vec<(Versions<EcoString>, usize)>);

impl SpellingPairs {
    fn located(self, location: &TextLocation) -> impl Iterator<Item = TypographicDifference> + use<> {
        let location = location.clone();
        let difference =
            move |(spellings, count)| TypographicDifference { location: location.clone(), spellings, count };
        self.0.into_iter().map(difference)
    }

    fn push(&mut self, spellings: Versions<&str>) {
        let known =
            self.0.iter_mut().find(|(known, _)| known.before == spellings.before && known.after == spellings.after);
        match known {
            Some((_, count)) => *count += 1,
            None => self.0.push((spellings.map(EcoString::from), 1)),
        }
    }

    /// Adds what differs between two spellings of one text.
    fn compare(&mut self, texts: Versions<&str>) {
        if texts.before == texts.after {
            return;
        }
        let both = texts.map(|text| atoms(text).0);
        let atoms = both.as_ref().map(Vec::as_slice);
        if !are_equal(atoms) || atoms.before.is_empty() {
            // Spellings with different atoms were found equal by another rule, and are shown whole.
            return self.push(texts.map(str::trim));
        }
        let is_boundary = |index: usize| Side::all(|side| atoms.get(side)[index].separator.is_space());
        let len = atoms.before.len();
        let mut start = 0;
        while start < len {
            let end = (start + 1..len).find(|&index| is_boundary(index)).unwrap_or(len);
            self.word(texts, atoms, start..end);
            if end < len {
                self.push_differing(texts.zip(atoms).map(|(text, atoms)| space_before(text, atoms, end)));
            }
            start = end;
        }
    }

    /// Adds what differs in one word with the marks around it.
    fn word(&mut self, texts: Versions<&str>, atoms: Versions<&[Atom]>, range: Range<usize>) {
        let last = range.end - 1;
        let whole =
            texts.zip(atoms).map(|(text, atoms)| &text[atoms[range.start].source.start..atoms[last].source.end]);
        if whole.before == whole.after {
            return;
        }
        let spelling =
            |index: usize| texts.zip(atoms).map(|(text, atoms): (&str, &[Atom])| &text[atoms[index].source.clone()]);
        let dash = |index: usize| texts.zip(atoms).map(|(text, atoms)| space_before(text, atoms, index));
        let only_marks = range.clone().all(|index| {
            let own = spelling(index);
            let mark = !atoms.before[index].character.is_alphanumeric();
            let gaps = if index == range.start { Versions::default() } else { dash(index) };
            (own.before == own.after || mark) && (gaps.before == gaps.after || is_one_sign(gaps))
        });
        if !only_marks {
            return self.push(trimmed(whole));
        }
        // One character may stand for several: the dots of an ellipsis are shown together.
        let shares_source =
            |index: usize| Side::any(|side| atoms.get(side)[index - 1].source == atoms.get(side)[index].source);
        let mut start = range.start;
        while start < range.end {
            if start > range.start {
                self.push_differing(dash(start).map(str::trim));
            }
            let end = (start + 1..range.end).find(|&index| !shares_source(index)).unwrap_or(range.end);
            let group = texts
                .zip(atoms)
                .map(|(text, atoms): (&str, &[Atom])| &text[atoms[start].source.start..atoms[end - 1].source.end]);
            self.push_differing(group);
            start = end;
        }
    }

    fn push_differing(&mut self, spellings: Versions<&str>) {
        if spellings.before != spellings.after {
            self.push(spellings);
        }
    }
}

/// Whether one dash replaces another, with the same spaces around it.
fn is_one_sign(gaps: Versions<&str>) -> bool {
    let shape = gaps.map(|gap| (gap.starts_with(char::is_whitespace), gap.ends_with(char::is_whitespace)));
    let dashes = gaps.map(|gap| gap.trim().chars().count());
    shape.before == shape.after && dashes == Versions::new(1, 1)
}

/// Two spellings without the punctuation that both start or end with.
fn trimmed(spellings: Versions<&str>) -> Versions<&str> {
    const MARKS: [char; 12] = [',', ';', '.', ':', '،', '؛', '(', ')', '[', ']', '"', '“'];
    let same = |get: fn(&str) -> Option<char>, texts: Versions<&str>| {
        let ends = texts.map(get);
        ends.before.filter(|mark| ends.after == Some(*mark) && MARKS.contains(mark)).map(char::len_utf8)
    };
    let mut texts = spellings;
    while let Some(len) = same(|text| text.chars().next_back(), texts) {
        texts = texts.map(|text| &text[..text.len() - len]);
    }
    while let Some(len) = same(|text| text.chars().next(), texts) {
        texts = texts.map(|text| &text[len..]);
    }
    if texts.before.is_empty() || texts.after.is_empty() { spellings } else { texts }
}

/// The text between an atom and the one before it; empty between atoms of one character, as the three dots of an ellipsis.
fn space_before<'t>(text: &'t str, atoms: &[Atom], index: usize) -> &'t str {
    text.get(atoms[index - 1].source.end..atoms[index].source.start).unwrap_or_default()
}
