//! Changes of words in the paragraphs of a draft.

use std::ops::Range;

use super::conflicts;
use super::splice;
use super::tracked_text::{NewNote, NewRef, TrackedText};
use crate::amend::locate::{self, Leniency};
use crate::lexicon::{PhraseList, parse_opening};
use crate::model::{NewWords, Occurrence, ProvisionIndex, WordChange, WordPlace};
use crate::text::{letter_count, same_spelling};

/// What a change did in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::amend) struct Edited {
    /// How many places were changed.
    pub(super) count: usize,
    /// Whether the words were as they should be before.
    pub(in crate::amend) is_moot: bool,
    /// What a person should check.
    pub(super) notes: Vec<String>,
    /// Words that others have put in at the same place.
    pub(super) overlaps: Vec<(String, ProvisionIndex)>,
}

/// Where a quotation stands in the current text.
struct Found {
    ranges: Vec<Range<usize>>,
    notes: Vec<String>,
    /// Others who changed the words that are quoted.
    by: Vec<ProvisionIndex>,
    leniency: Leniency,
}

/// Why nothing was changed in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::amend) enum Failure {
    /// The quotation does not stand in it.
    Missing,
    /// It stands there more often than the instruction allows; the places with the words around them.
    Ambiguous(Vec<String>),
    /// The words were changed by others, who are named.
    Changed(Vec<ProvisionIndex>),
    /// It stands there less often than the instruction says.
    TooFew(usize),
}

/// Applies a change to the words of a paragraph.
pub(in crate::amend) fn change(
    tracked: &mut TrackedText,
    change: &WordChange,
    occurrence: Occurrence,
    by: ProvisionIndex,
) -> Result<Edited, Failure> {
    match change {
        WordChange::Delete { words } => replace(tracked, words, &NewWords::default(), occurrence, by),
        WordChange::Replace { words, with } => replace(tracked, words, with, occurrence, by),
        WordChange::Insert { words, place } => insert(tracked, words, place, occurrence, by),
    }
}

fn replace(
    tracked: &mut TrackedText,
    words: &str,
    new: &NewWords,
    occurrence: Occurrence,
    by: ProvisionIndex,
) -> Result<Edited, Failure> {
    let with = new.text.as_str();
    let found = match find(tracked, words, by) {
        Ok(found) => found,
        // “replace “x” with “y”” where y stands already: someone else has done it
        Err(_) if !with.is_empty() && has_been_put_in(tracked, with, by) => {
            return Ok(Edited { is_moot: true, ..Edited::default() });
        }
        Err(failure) => return Err(failure),
    };
    let text = tracked.current();
    let as_wanted = |words: &str| words == with || !found.by.is_empty() && same_spelling(words, with);
    if found.ranges.iter().all(|range| as_wanted(&text[range.clone()])) {
        return Ok(Edited { is_moot: true, ..Edited::default() });
    }
    let foreign: Vec<_> = found.by.iter().copied().filter(|other| other.amendment != by.amendment).collect();
    if !foreign.is_empty() {
        return Err(Failure::Changed(foreign));
    }
    let mut done = Edited { notes: found.notes, ..Edited::default() };
    let ranges = match of_draft(tracked, words, occurrence) {
        Some(range) => vec![range],
        None => selected(&text, found.ranges, occurrence)?,
    };
    for range in ranges.into_iter().rev() {
        let with = in_capitals_of(&text[range.clone()], words, with, found.leniency);
        if range.start == 0 && !with.is_empty() {
            done.notes.extend(opening_note(&text, range.end, &with));
        }
        if done.is_there_already(conflicts::at_range(tracked, &range, &with, by)) {
            continue;
        }
        let fitted = splice::fit(&text, range, &with);
        done.notes.extend(fitted.note.map(str::to_owned));
        let refs = refs_in(new, &fitted.with, by);
        tracked.replace(fitted.range, &fitted.with, refs, by);
        done.count += 1;
    }
    Ok(done)
}

fn insert(
    tracked: &mut TrackedText,
    new: &NewWords,
    place: &WordPlace,
    occurrence: Occurrence,
    by: ProvisionIndex,
) -> Result<Edited, Failure> {
    let text = tracked.current();
    let (mut done, offsets) = offsets(tracked, &new.text, place, occurrence, by)?;
    for offset in offsets.into_iter().rev() {
        if done.is_there_already(conflicts::at_range(tracked, &(offset..offset), &new.text, by)) {
            continue;
        }
        // a new sentence ends the one before it
        let stop = text[offset..].trim();
        if *place == WordPlace::End && is_sentence(&new.text) && matches!(stop, ";" | ",") {
            let words = NewWords { text: format!(". {}", new.text), footnote_refs: Vec::new() };
            let refs = refs_in(new, &words.text, by);
            tracked.replace(offset..text.len(), &words.text, refs, by);
            done.notes.push("the sentence before the new one ends with a full stop now".to_owned());
            done.count += 1;
            continue;
        }
        let fitted = splice::fit(&text, offset..offset, &new.text);
        done.notes.extend(fitted.note.map(str::to_owned));
        let refs = refs_in(new, &fitted.with, by);
        tracked.replace(fitted.range, &fitted.with, refs, by);
        done.count += 1;
    }
    Ok(done)
}

/// Puts the reference of a new footnote into a paragraph.
pub(super) fn insert_footnote(
    tracked: &mut TrackedText,
    text: &str,
    place: &WordPlace,
    occurrence: Occurrence,
    by: ProvisionIndex,
) -> Result<Edited, Failure> {
    let (mut done, offsets) = offsets(tracked, "", place, occurrence, by)?;
    for offset in offsets.into_iter().rev() {
        let mark = NewRef { offset: 0, note: NewNote::Printed(text.to_owned()) };
        tracked.replace(offset..offset, "", vec![mark], by);
        done.count += 1;
    }
    Ok(done)
}

/// Where the footnote references of new words are in these words as they were fitted in: behind as many letters.
fn refs_in(new: &NewWords, fitted: &str, by: ProvisionIndex) -> Vec<NewRef> {
    let mut refs = NewRef::listed(&new.footnote_refs, by);
    refs.iter_mut().for_each(|mark| mark.offset = map_offset(&new.text, mark.offset, fitted));
    refs
}

/// The offset in a text that has the same letters before it as an offset in another, and the same signs behind them.
pub(in crate::amend) fn map_offset(from: &str, offset: usize, to: &str) -> usize {
    let before = &from[..offset.min(from.len())];
    let mut left = letter_count(before);
    let mut place = 0;
    for (index, letter) in to.char_indices() {
        if left == 0 {
            break;
        }
        left -= usize::from(letter.is_alphanumeric());
        place = index + letter.len_utf8();
    }
    let signs = before.chars().rev().take_while(|sign| !sign.is_alphanumeric()).collect::<Vec<_>>();
    let same = signs.iter().rev().zip(to[place..].chars()).take_while(|(sign, other)| *sign == other);
    place + same.map(|(sign, _)| sign.len_utf8()).sum::<usize>()
}

/// Where new words go.
fn offsets(
    tracked: &TrackedText,
    words: &str,
    place: &WordPlace,
    occurrence: Occurrence,
    by: ProvisionIndex,
) -> Result<(Edited, Vec<usize>), Failure> {
    let text = tracked.current();
    let mut done = Edited::default();
    let offsets: Vec<usize> = match place {
        WordPlace::After(anchor) | WordPlace::Before(anchor) => {
            let found = find(tracked, anchor, by)?;
            done.notes = found.notes;
            let is_after = matches!(place, WordPlace::After(_));
            let side = |range: Range<usize>| if is_after { range.end } else { range.start };
            selected(&text, found.ranges, occurrence)?.into_iter().map(side).collect()
        }
        WordPlace::Between(first, second) => {
            let (first, second) = (find(tracked, first, by)?, find(tracked, second, by)?);
            done.notes = first.notes;
            let follows = |end: usize| {
                let between =
                    |start: usize| text.get(end..start).is_some_and(|between| !between.contains(char::is_alphanumeric));
                second.ranges.iter().any(|range| range.start >= end && between(range.start))
            };
            let ends: Vec<Range<usize>> = first.ranges.into_iter().filter(|range| follows(range.end)).collect();
            if ends.is_empty() {
                return Err(Failure::Missing);
            }
            selected(&text, ends, occurrence)?.into_iter().map(|range| range.end).collect()
        }
        WordPlace::Start => vec![0],
        WordPlace::End => vec![end_of(&text, words)],
    };
    Ok((done, offsets))
}

/// Whether words are a sentence of their own: a capital, some words, a stop.
fn is_sentence(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(char::is_uppercase) && words.ends_with(['.', ';', ',']) && words.split_whitespace().count() > 2
}

/// Where words at the end of a paragraph go: before its last sign, a new sentence or a footnote (no words) behind it.
fn end_of(text: &str, words: &str) -> usize {
    let text = text.trim_end();
    let is_behind = words.is_empty() || words.trim_start().starts_with(char::is_uppercase) && text.ends_with('.');
    let bare = text.trim_end_matches(splice::STOPS);
    if is_behind { text.len() } else { bare.len() }
}

/// Finds a quotation in the words as they are now, else in those of the draft.
fn find(tracked: &TrackedText, quote: &str, by: ProvisionIndex) -> Result<Found, Failure> {
    let current = tracked.current();
    let now = locate::locate(&current, quote);
    let exact = |found: &Option<(Vec<Range<usize>>, Leniency)>| {
        found.as_ref().is_some_and(|(_, leniency)| *leniency <= Leniency::Hyphens)
    };
    if tracked.is_changed() && !exact(&now) {
        let base = tracked.base();
        let then = locate::locate(&base, quote);
        if let Some((ranges, leniency)) =
            then.filter(|(_, leniency)| now.as_ref().is_none_or(|(_, now)| leniency < now))
        {
            let places: Vec<_> = ranges.into_iter().map(|range| tracked.current_range(range)).collect();
            let mut others: Vec<ProvisionIndex> = places.iter().flat_map(|(_, by)| by.clone()).collect();
            others.retain(|other| *other != by);
            let ranges = places.into_iter().map(|(range, _)| range).collect();
            let notes =
                vec![format!("“{quote}” is quoted as in the draft; an earlier instruction has changed these words")];
            return Ok(Found { ranges, notes, by: others, leniency });
        }
    }
    let (ranges, leniency) = now.ok_or(Failure::Missing)?;
    let printed = ranges.first().map(|range| current[range.clone()].to_owned()).unwrap_or_default();
    let notes = match leniency {
        Leniency::Printing | Leniency::Hyphens => Vec::new(),
        Leniency::Capitals => vec![format!("“{quote}” is found with other capitals: “{printed}”")],
        Leniency::WithinWords => vec![format!("“{quote}” is found only as part of a longer word")],
        Leniency::EndPunctuation => vec![format!("“{quote}” is found only without its last punctuation: “{printed}”")],
    };
    Ok(Found { ranges, notes, by: Vec::new(), leniency })
}

/// The place that is meant by its count in the draft, where earlier instructions have changed others of these places.
fn of_draft(tracked: &TrackedText, quote: &str, occurrence: Occurrence) -> Option<Range<usize>> {
    let Occurrence::Nth(place) = occurrence else { return None };
    if !tracked.is_changed() {
        return None;
    }
    let (base, current) = (tracked.base(), tracked.current());
    let (places, _) = locate::locate(&base, quote)?;
    let (range, by) = tracked.current_range(places.get(place.checked_sub(1)?)?.clone());
    (by.is_empty() && same_spelling(&current[range.clone()], quote)).then_some(range)
}

/// Whether words were put in by someone else.
fn has_been_put_in(tracked: &TrackedText, words: &str, by: ProvisionIndex) -> bool {
    let count = |text: &str| locate::locate(text, words).map_or(0, |(places, _)| places.len());
    tracked.changed_by().iter().any(|other| *other != by) && count(&tracked.current()) > count(&tracked.base())
}

/// The places that an instruction means.
fn selected(text: &str, ranges: Vec<Range<usize>>, occurrence: Occurrence) -> Result<Vec<Range<usize>>, Failure> {
    match occurrence {
        Occurrence::All => Ok(ranges),
        Occurrence::Only if ranges.len() == 1 => Ok(ranges),
        Occurrence::Only => Err(Failure::Ambiguous(ranges.iter().map(|range| context(text, range)).collect())),
        Occurrence::Nth(place) => {
            let count = ranges.len();
            let index = place.checked_sub(1);
            index.and_then(|index| ranges.into_iter().nth(index)).map(|range| vec![range]).ok_or(Failure::TooFew(count))
        }
    }
}

/// A place with the words around it.
fn context(text: &str, range: &Range<usize>) -> String {
    const WORDS: usize = 3;
    let mut words: Vec<&str> = text[..range.start].split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    let len = text[range.end..].split_inclusive(char::is_whitespace).take(WORDS + 1).map(str::len).sum::<usize>();
    words.push(text[range.start..range.end + len].trim_end());
    format!("“{}”", words.join(" ").trim())
}

/// Words in the capitals of the place where they go, if the quotation ignored them.
fn in_capitals_of(found: &str, quote: &str, with: &str, leniency: Leniency) -> String {
    let is_capital = |text: &str| text.trim_start().starts_with(char::is_uppercase);
    let mut letters = with.trim_start().chars();
    match letters.next() {
        Some(first)
            if leniency == Leniency::Capitals
                && is_capital(found) != is_capital(quote)
                && is_capital(with) == is_capital(quote) =>
        {
            let first =
                if is_capital(found) { first.to_uppercase().to_string() } else { first.to_lowercase().to_string() };
            first + letters.as_str()
        }
        _ => with.to_owned(),
    }
}

/// A warning where a new opening verb stands before a word that belonged to the old one: `Welcomes of the report`.
fn opening_note(text: &str, end: usize, with: &str) -> Option<String> {
    parse_opening(text)?;
    let next = text[end..].split_whitespace().next()?;
    let governors = || PhraseList::Governed.words().filter_map(|phrase| phrase.split_once(' '));
    let last = with.split_whitespace().next_back()?.to_lowercase();
    let is_preposition = governors().any(|(_, preposition)| preposition == next);
    let is_governed = governors().any(|governor| governor == (last.as_str(), next));
    (is_preposition && !is_governed)
        .then(|| format!("“{} {next}” may be ungrammatical; applied as written", with.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BY: ProvisionIndex = ProvisionIndex { amendment: 0, provision: 0 };
    const NEXT: ProvisionIndex = ProvisionIndex { amendment: 0, provision: 1 };
    const OTHER: ProvisionIndex = ProvisionIndex { amendment: 1, provision: 0 };

    fn replaced(words: &str, with: &str) -> WordChange {
        WordChange::Replace { words: words.into(), with: with.into() }
    }

    fn inserted(words: &str, place: WordPlace) -> WordChange {
        WordChange::Insert { words: words.into(), place }
    }

    #[test]
    fn words_change_where_they_are_quoted() {
        let text = "Takes note of the report on the old lamps, and of the lamps‑at‑sea study of the lamps;";
        let after = |anchor: &str| WordPlace::After(anchor.into());
        for (change, occurrence, expected) in [
            (
                replaced("Takes note of", "Welcomes"),
                Occurrence::Only,
                "Welcomes the report on the old lamps, and of the lamps‑at‑sea study of the lamps;",
            ),
            (
                replaced("takes note of", "welcomes"),
                Occurrence::Only,
                "Welcomes the report on the old lamps, and of the lamps‑at‑sea study of the lamps;",
            ),
            (
                replaced("lamps-at-sea", "sea lamps"),
                Occurrence::Only,
                "Takes note of the report on the old lamps, and of the sea lamps study of the lamps;",
            ),
            (
                WordChange::Delete { words: "of the lamps".into() },
                Occurrence::Nth(2),
                "Takes note of the report on the old lamps, and of the lamps‑at‑sea study;",
            ),
            (
                replaced("lamps", "lights"),
                Occurrence::All,
                "Takes note of the report on the old lights, and of the lights‑at‑sea study of the lights;",
            ),
            (
                inserted("full", WordPlace::Before("report".into())),
                Occurrence::Only,
                "Takes note of the full report on the old lamps, and of the lamps‑at‑sea study of the lamps;",
            ),
            (
                inserted(", and shores;", WordPlace::End),
                Occurrence::Only,
                "Takes note of the report on the old lamps, and of the lamps‑at‑sea study of the lamps, and shores;",
            ),
            (
                inserted("annual", WordPlace::Between("the".into(), "report".into())),
                Occurrence::Only,
                "Takes note of the annual report on the old lamps, and of the lamps‑at‑sea study of the lamps;",
            ),
            (
                inserted("of 2030", after("report")),
                Occurrence::Only,
                "Takes note of the report of 2030 on the old lamps, and of the lamps‑at‑sea study of the lamps;",
            ),
        ] {
            let mut tracked = TrackedText::of_base(text);
            super::change(&mut tracked, &change, occurrence, BY)
                .unwrap_or_else(|failure| panic!("{change:?}: {failure:?}"));
            assert_eq!(tracked.current(), expected);
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let mut tracked = TrackedText::of_base("Urges States to light the lamps and to tend the lamps;");
        let twice = super::change(&mut tracked, &replaced("the lamps", "the lights"), Occurrence::Only, BY);
        assert_eq!(
            twice,
            Err(Failure::Ambiguous(vec![
                "“States to light the lamps and to tend”".into(),
                "“and to tend the lamps;”".into()
            ]))
        );
        assert_eq!(super::change(&mut tracked, &replaced("the sea", "x"), Occurrence::Only, BY), Err(Failure::Missing));
        assert_eq!(
            super::change(&mut tracked, &replaced("the lamps", "x"), Occurrence::Nth(3), BY),
            Err(Failure::TooFew(2))
        );
        assert!(!tracked.is_changed());
    }

    #[test]
    fn the_words_of_the_draft_may_be_quoted_after_a_change() {
        let mut tracked =
            TrackedText::of_base("Marks the day of the Chernobyl disaster and the year of the Chernobyl plant;");
        super::change(&mut tracked, &replaced("Chernobyl", "Chornobyl"), Occurrence::All, BY).unwrap();
        let again = super::change(
            &mut tracked,
            &replaced("the Chernobyl disaster", "the Chornobyl disaster"),
            Occurrence::Only,
            NEXT,
        );
        assert!(again.is_ok_and(|done| done.is_moot));
        let more =
            super::change(&mut tracked, &replaced("the Chernobyl plant", "the plant"), Occurrence::Only, NEXT).unwrap();
        assert_eq!(more.notes.len(), 1);
        assert_eq!(tracked.current(), "Marks the day of the Chornobyl disaster and the year of the plant;");
        let foreign = super::change(&mut tracked, &replaced("the Chernobyl disaster", "it"), Occurrence::Only, OTHER);
        assert_eq!(foreign, Err(Failure::Changed(vec![BY])));
    }

    #[test]
    fn broken_grammar_is_told() {
        let mut tracked = TrackedText::of_base("Takes note of the report;");
        let done = super::change(&mut tracked, &replaced("Takes note", "Welcomes"), Occurrence::Only, BY).unwrap();
        assert_eq!(tracked.current(), "Welcomes of the report;");
        assert_eq!(done.notes, ["“Welcomes of” may be ungrammatical; applied as written"]);
    }
}
