//! A change between two wordings → the ways to say it, the best first.
//!
//! A quotation must stand in one place only, and a person should see what it is about: it has a word that names something,
//! does not begin or end within a date or compound, and leaves off at no small word where that can be helped.

use std::ops::Range;

use super::hunks::{Hunk, MAX_ANCHOR, content_len, cut, indivisible_ranges, is_content, is_joint, is_sign};
use crate::amend::change_words::quotations;
use crate::amend::grammar::cursor::sign_name;
use crate::amend::locate::{self, is_at_words};
use crate::lexicon::Lexicon;
use crate::model::{Occurrence, WordChange, WordPlace};
use crate::text::letter_count;

/// The ways to say a change.
pub(super) fn candidates(before: &str, after: &str, hunk: &Hunk) -> Vec<WordChange> {
    let quoter = Quoter::new(before, hunk.before.clone());
    let new = after[hunk.after.clone()].trim();
    let old = before[hunk.before.clone()].trim();
    let has_only = |words: &str, is_small: fn(&str) -> bool| cut(words).into_iter().all(|word| is_small(&words[word]));
    // a small word or a sign alone says little: it is quoted with its neighbours where that is possible
    let is_function = |word: &str| is_sign(word) || Lexicon::any().function_word(word).is_some();
    let is_telling = match (old.is_empty(), new.is_empty()) {
        (true, _) => !has_only(new, is_joint),
        (false, true) => is_long(old),
        (false, false) => is_long(old) && !has_only(old, is_function),
    };
    let alone = match (old.is_empty(), new.is_empty()) {
        (true, _) => quoter.insertions(new),
        (false, true) if is_at_words(before, &hunk.before) => vec![WordChange::Delete { words: old.to_owned() }],
        (false, true) => Vec::new(),
        (false, false) => vec![WordChange::Replace { words: old.to_owned(), with: new.into() }],
    };
    let mut in_context = quoter.in_context(after, hunk.after.clone());
    // a comma at the end of a quotation would not be seen, and a small word there belongs to what follows
    if has_only(old, is_sign) && has_only(new, is_sign) || old.is_empty() && !is_telling {
        let mut between = quoter.between_words(after, hunk.after.clone());
        between.append(&mut in_context);
        in_context = between;
    }
    let mut all = if is_telling { [alone, in_context].concat() } else { [in_context, alone].concat() };
    // a quotation within a quotation would be misread
    all.retain(|change| quotations(change).all(|words| !words.contains(['“', '”'])));
    // nor half of what stands in brackets
    all.sort_by_key(|change| !quotations(change).all(has_whole_brackets));
    all
}

/// Whether every bracket of a quotation has its other half.
fn has_whole_brackets(words: &str) -> bool {
    let step = |depth: i32, sign: char| match sign {
        '(' | '[' => Some(depth + 1),
        ')' | ']' => Some(depth - 1).filter(|depth| *depth >= 0),
        _ => Some(depth),
    };
    words.chars().try_fold(0, step) == Some(0)
}

/// The change of the sign that ends a paragraph, which is named and not quoted.
pub(super) fn closing_sign(before: &str, after: &str, hunk: &Hunk) -> Option<WordChange> {
    let ends = |text: &str, range: &Range<usize>| text[range.end..].trim().is_empty();
    let (old, new) = (&before[hunk.before.clone()], &after[hunk.after.clone()]);
    let is_named = |sign: &str| sign_name(sign).is_some();
    let is_closing = ends(before, &hunk.before) && ends(after, &hunk.after) && is_named(old) && is_named(new);
    is_closing.then(|| WordChange::Replace { words: old.to_owned(), with: new.into() })
}

/// How to say where in a text an offset is.
pub(super) fn place_at(text: &str, offset: usize) -> (WordPlace, Occurrence) {
    if text[offset..].trim().is_empty() {
        return (WordPlace::End, Occurrence::Only);
    }
    let quoter = Quoter::new(text, offset..offset);
    if let Some(anchor) = quoter.anchors(&quoter.before()).into_iter().next() {
        return (WordPlace::After(text[anchor].to_owned()), Occurrence::Only);
    }
    let Some(anchor) = quoter.before().into_iter().find(|anchor| is_long(&text[anchor.clone()])) else {
        return (WordPlace::Start, Occurrence::Only);
    };
    let place = quoter.places(&anchor).iter().position(|found| *found == anchor).unwrap_or(0);
    (WordPlace::After(text[anchor].to_owned()), Occurrence::Nth(place + 1))
}

/// Whether words are enough to be found by: more than a small one.
pub(super) fn is_long(words: &str) -> bool {
    letter_count(words) > 3
}

/// Quotes a text around a place.
struct Quoter<'t> {
    text: &'t str,
    place: Range<usize>,
    /// The words before the place, and those behind it.
    left: Vec<Range<usize>>,
    right: Vec<Range<usize>>,
    /// What is not quoted by halves.
    multiword: Vec<Range<usize>>,
}

impl<'t> Quoter<'t> {
    fn new(text: &'t str, place: Range<usize>) -> Quoter<'t> {
        let words = cut(text);
        let left = words.iter().filter(|word| word.end <= place.start).cloned().collect();
        let right = words.into_iter().filter(|word| word.start >= place.end).collect();
        Quoter { text, place, left, right, multiword: indivisible_ranges(text) }
    }

    /// The ways to say where new words go.
    fn insertions(&self, new: &str) -> Vec<WordChange> {
        let insert = |place| WordChange::Insert { words: new.into(), place };
        let quoted = |anchor: Range<usize>| self.text[anchor].to_owned();
        let beside = |anchors: Vec<Range<usize>>, place: fn(String) -> WordPlace| -> Vec<(bool, WordChange)> {
            let change = |anchor: Range<usize>| (self.is_good(&anchor), insert(place(quoted(anchor))));
            anchors.into_iter().map(change).collect()
        };
        let after = beside(self.anchors(&self.before()), WordPlace::After);
        let before = beside(self.anchors(&self.behind()), WordPlace::Before);
        let small = |word: Option<&Range<usize>>| word.is_some_and(|word| self.is_small(word));
        // “of the | old keepers”: the words behind belong to it
        let belongs_behind = !new.starts_with([',', ';', ':', '.', ')'])
            && small(self.left.last())
            && !small(self.right.first())
            && self.right.first().is_some_and(|word| !is_sign(&self.text[word.clone()]));
        let mut out = Vec::new();
        let is_good = |found: &[(bool, WordChange)]| matches!(found, [(true, _), ..]);
        let is_before = is_good(&before) && (belongs_behind || !is_good(&after));
        let anchored = if is_before { [before, after] } else { [after, before] };
        let mut anchored = anchored.into_iter().flatten().map(|(_, change)| change);
        out.extend(anchored.next());
        if self.right.iter().all(|word| is_sign(&self.text[word.clone()])) {
            out.push(insert(WordPlace::End));
        }
        if self.left.is_empty() {
            out.push(insert(WordPlace::Start));
        }
        out.extend(anchored);
        out
    }

    /// The change with words beside it, more and more of them.
    fn in_context(&self, after: &str, new: Range<usize>) -> Vec<WordChange> {
        let mut counts: Vec<(usize, usize)> =
            (0..=MAX_ANCHOR).flat_map(|before| (0..=MAX_ANCHOR).map(move |behind| (before, behind))).collect();
        // what is counted stands behind its number, and what a small word belongs to behind that
        let place = &self.text[self.place.clone()];
        let last = cut(place).pop().map_or("", |word| &place[word]);
        let is_number = last.ends_with(|sign: char| sign.is_ascii_digit());
        let is_small = Lexicon::any().function_word(last).is_some();
        counts.sort_by_key(|(before, behind)| match () {
            () if is_small => (*before, *behind),
            () if is_number => (before + behind, *before),
            () => (before + behind, *behind),
        });
        let ranges = counts.into_iter().skip(1).filter_map(|(before, behind)| self.around(before, behind));
        let ranges: Vec<Range<usize>> = ranges.filter(|range| self.is_unique(range)).collect();
        let (mut good, poor): (Vec<_>, Vec<_>) = ranges.into_iter().partition(|range| self.is_good(range));
        good.sort_by_key(|range| self.cuts_name(range));
        let chosen = good.into_iter().take(MAX_ANCHOR).chain(poor.into_iter().take(MAX_ANCHOR));
        chosen.map(|range| self.quoting(range, after, &new)).collect()
    }

    /// The change with good words on both sides of it.
    fn between_words(&self, after: &str, new: Range<usize>) -> Vec<WordChange> {
        let counts = (2..=MAX_ANCHOR).flat_map(|sum| (1..sum).map(move |behind| (sum - behind, behind)));
        let ranges = counts.filter_map(|(before, behind)| self.around(before, behind));
        let ranges = ranges.filter(|range| self.is_good(range) && !self.cuts_name(range));
        let chosen = ranges.filter(|range| self.is_unique(range)).take(MAX_ANCHOR);
        chosen.map(|range| self.quoting(range, after, &new)).collect()
    }

    /// The change said with the words of a range about the place, spaced as in the newer text.
    fn quoting(&self, range: Range<usize>, after: &str, new: &Range<usize>) -> WordChange {
        let before = self.text[range.start..self.place.start.max(range.start)].trim_end();
        let behind = self.text[self.place.end.min(range.end)..range.end].trim_start();
        let space = |is_there: bool| if is_there { " " } else { "" };
        let is_spaced_before = after[..new.start].ends_with(char::is_whitespace);
        let is_spaced_behind = after[new.end..].starts_with(char::is_whitespace);
        let with = if new.is_empty() {
            format!("{before}{}{behind}", space(is_spaced_before || is_spaced_behind))
        } else {
            format!("{before}{}{}{}{behind}", space(is_spaced_before), &after[new.clone()], space(is_spaced_behind))
        };
        WordChange::Replace { words: self.text[range].to_owned(), with: with.trim().into() }
    }

    /// So many words before the place, and so many behind it.
    fn around(&self, before: usize, behind: usize) -> Option<Range<usize>> {
        let start = match before {
            0 if self.place.is_empty() => self.right.first()?.start,
            0 => self.place.start,
            count => self.left[self.left.len().checked_sub(count)?].start,
        };
        let end = match behind {
            0 if self.place.is_empty() => self.left.last()?.end,
            0 => self.place.end,
            count => self.right.get(count - 1)?.end,
        };
        Some(start..end)
    }

    /// What stands directly before the place, the shortest first.
    fn before(&self) -> Vec<Range<usize>> {
        let end = self.text[..self.place.start].trim_end().len();
        self.left.iter().rev().take(MAX_ANCHOR).map(|word| word.start..end).collect()
    }

    /// What stands directly behind the place, the shortest first.
    fn behind(&self) -> Vec<Range<usize>> {
        let start = self.right.first().map_or(self.text.len(), |word| word.start);
        self.right.iter().take(MAX_ANCHOR).map(|word| start..word.end).collect()
    }

    /// The quotations of some that say best where a place is.
    fn anchors(&self, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
        let unique: Vec<&Range<usize>> = ranges.iter().filter(|range| self.is_unique(range)).collect();
        let good: Vec<&Range<usize>> = unique.iter().copied().filter(|range| self.is_good(range)).collect();
        let whole: Vec<&Range<usize>> = good.iter().copied().filter(|range| !self.cuts_name(range)).collect();
        let telling = |ranges: &[&Range<usize>]| ranges.iter().copied().find(|range| self.is_telling(range)).cloned();
        let first = |ranges: &[&Range<usize>]| ranges.first().copied().cloned();
        let long = unique.iter().copied().find(|range| is_long(&self.text[(*range).clone()])).cloned();
        let found = [telling(&whole), first(&whole), telling(&good), first(&good), long];
        let mut anchors: Vec<Range<usize>> = Vec::new();
        for anchor in found.into_iter().flatten() {
            if !anchors.contains(&anchor) {
                anchors.push(anchor);
            }
        }
        anchors
    }

    /// Whether a person finds the place at once: two words that name something, with no sign between them.
    fn is_telling(&self, range: &Range<usize>) -> bool {
        let words = &self.text[range.clone()];
        let signs = || cut(words).into_iter().filter(|word| is_sign(&words[word.clone()]));
        let is_inside = |sign: Range<usize>| sign.end < words.len() && matches!(&words[sign], "," | ";" | ":" | ".");
        content_len(words) > 1 && !signs().any(is_inside)
    }

    fn places(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        locate::locate(self.text, &self.text[range.clone()]).map_or_else(Vec::new, |(found, _)| found)
    }

    fn is_unique(&self, range: &Range<usize>) -> bool {
        self.places(range) == std::slice::from_ref(range)
    }

    /// Whether a quotation reads well: it names something, and its ends are whole.
    fn is_good(&self, range: &Range<usize>) -> bool {
        let cuts = |unit: &Range<usize>, end: usize| unit.start < end && end < unit.end;
        let is_cut = self.multiword.iter().any(|unit| cuts(unit, range.start) || cuts(unit, range.end));
        let words = || self.left.iter().chain(&self.right);
        let first = words().find(|word| word.start == range.start);
        let last = words().find(|word| word.end == range.end);
        let is_loose = |word: Option<&Range<usize>>| {
            word.is_some_and(|word| self.is_small(word) || is_sign(&self.text[word.clone()]))
        };
        // a sign that the place itself begins or ends at is no choice
        let is_loose_end = range.end > self.place.start && is_loose(last);
        let is_small_end = last.is_some_and(|word| self.is_small(word));
        let is_capital = |word: Option<&Range<usize>>| {
            word.is_some_and(|word| self.text[word.clone()].starts_with(char::is_uppercase))
        };
        // “Member” of “Member States”
        let next = words().find(|word| word.start >= range.end).filter(|_| range.end > self.place.end);
        let is_cut_name = is_capital(last) && is_capital(next);
        !is_cut
            && !is_cut_name
            && !is_loose(first)
            && !is_loose_end
            && !is_small_end
            && is_content(&self.text[range.clone()])
    }

    /// Whether a quotation begins within a name: `Day` of `Remembrance Day`.
    fn cuts_name(&self, range: &Range<usize>) -> bool {
        let before = self.left.iter().chain(&self.right).rev().find(|word| word.end <= range.start);
        let is_capital = |offset: usize| self.text[offset..].starts_with(char::is_uppercase);
        is_capital(range.start) && before.is_some_and(|word| word.start > 0 && is_capital(word.start))
    }

    /// Whether a word only holds others together, and is not part of a compound: `in-depth`.
    fn is_small(&self, word: &Range<usize>) -> bool {
        let is_part = || self.multiword.iter().any(|unit| unit.start <= word.start && word.end <= unit.end);
        Lexicon::any().function_word(&self.text[word.clone()]).is_some() && !is_part()
    }
}
