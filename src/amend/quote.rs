//! Two wordings of a paragraph → the instructions that make one of the other, each with the shortest quotation that
//! stands in one place only.
//!
//! Every instruction is tried before it is taken: written, read again and applied, it must give the words that it is for.

use std::ops::Range;

use super::locate::{self, is_at_words};
use super::pieces::Pieces;
use super::sentence::sentence;
use super::wording::wording;
use super::words;
use crate::model::{Instruction, Occurrence, Part, ProvisionIndex, Target, WordChange, WordPlace};
use crate::text::{compatible, diff, fold_char};

/// A text as its spelling matters: quotation marks and dashes folded, one space for several.
pub(super) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if character.is_ascii() {
            out.extend(fold_char(character));
        } else {
            out.extend(compatible(character.encode_utf8(&mut [0; 4])).filter_map(fold_char));
        }
    }
    out
}

/// More changes than these, or more than half of the words changed, and the paragraph is printed anew.
const MAX_CHANGES: usize = 5;

const BY: ProvisionIndex = ProvisionIndex { amendment: 0, provision: 0 };

/// The changes that make one text of another; none where it had better be printed anew.
pub(super) fn changes(before: &str, after: &str, target: &Target) -> Option<Vec<Instruction>> {
    changes_of(before, after, Part::Heading, &[], target)
}

/// The same where some replacements are made everywhere first.
pub(super) fn changes_of(
    before: &str,
    after: &str,
    part: Part,
    everywhere: &[Instruction],
    target: &Target,
) -> Option<Vec<Instruction>> {
    let mut pieces = Pieces::of_base(before);
    replace_all(&mut pieces, part, everywhere);
    let before = pieces.current();
    let hunks = hunks(&before, after, true);
    let changed: usize =
        hunks.iter().map(|hunk| words_in(&before[hunk.before.clone()]).max(words_in(&after[hunk.after.clone()]))).sum();
    let total = words_in(&before).max(words_in(after));
    if hunks.len() > MAX_CHANGES || changed * 2 > total && total > 6 {
        return None;
    }
    let mut instructions = Vec::new();
    for hunk in &hunks {
        let wanted = spelled(&format!("{}{}", &after[..hunk.after.end], &before[hunk.before.end..]));
        let (instruction, amended) = candidates(&before, after, hunk)
            .into_iter()
            .find_map(|(change, occurrence)| tried(&pieces, change, occurrence, target, &wanted))?;
        pieces = amended;
        instructions.push(instruction);
    }
    (spelled(&pieces.current()) == spelled(after)).then_some(instructions)
}

/// The text with the replacements that are made everywhere.
pub(super) fn with_replaced(text: &str, part: Part, everywhere: &[Instruction]) -> String {
    let mut pieces = Pieces::of_base(text);
    replace_all(&mut pieces, part, everywhere);
    pieces.current()
}

pub(super) fn replace_all(pieces: &mut Pieces, part: Part, everywhere: &[Instruction]) {
    for instruction in everywhere {
        let Instruction::Words { scope, change, occurrence, .. } = instruction else { continue };
        let is_meant = scope.iter().any(|target| match target {
            Target::Whole => true,
            Target::Preamble => part == Part::Preambular,
            Target::OperativePart => part == Part::Operative,
            Target::Title
            | Target::Paragraph(_)
            | Target::Chapeau(_)
            | Target::Nth(_)
            | Target::Footnote(..)
            | Target::FromEnd(..) => false,
        });
        if is_meant {
            // a paragraph without the words stays as it is
            let _ = words::change(pieces, change, *occurrence, BY);
        }
    }
}

/// A change, if the instruction that says it is read as it is written and gives the words that are wanted.
fn tried(
    pieces: &Pieces,
    change: WordChange,
    occurrence: Occurrence,
    target: &Target,
    wanted: &str,
) -> Option<(Instruction, Pieces)> {
    let mut amended = pieces.clone();
    let done = words::change(&mut amended, &change, occurrence, BY).ok()?;
    if done.is_moot || spelled(&amended.current()) != wanted {
        return None;
    }
    let instruction = Instruction::Words { scope: vec![target.clone()], change, occurrence, is_printed: false };
    let read = sentence(&wording(&instruction), &[])?;
    (read.instructions == [instruction.clone()]).then_some((instruction, amended))
}

/// Words of one text in place of words of the other, with the place of each in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The ways to say a change, the shortest first.
fn candidates(before: &str, after: &str, hunk: &Hunk) -> Vec<(WordChange, Occurrence)> {
    let old = before[hunk.before.clone()].trim();
    let new = after[hunk.after.clone()].trim();
    let mut out = Vec::new();
    // a small word or a sign alone says little: it is quoted with its neighbours where that is possible
    let is_telling = if old.is_empty() { !is_sign(new) } else { is_good_anchor(old) };
    let words = cut(before);
    let left: Vec<&Range<usize>> = words.iter().filter(|word| word.end <= hunk.before.start).collect();
    let right: Vec<&Range<usize>> = words.iter().filter(|word| word.start >= hunk.before.end).collect();
    let is_unique = |range: Range<usize>| {
        locate::locate(before, &before[range.clone()]).is_some_and(|(places, _)| places == [range])
    };
    if old.is_empty() {
        let end = hunk.before.start;
        let anchors = left.iter().rev().take(MAX_ANCHOR).map(|word| word.start..end_of(before, end));
        let anchor =
            anchors.into_iter().find(|anchor| is_good_anchor(&before[anchor.clone()]) && is_unique(anchor.clone()));
        if let Some(anchor) = anchor {
            let place = WordPlace::After(before[anchor].to_owned());
            out.push((WordChange::Insert { words: new.into(), place }, Occurrence::Only));
        }
        if right.iter().all(|word| is_sign(&before[(*word).clone()])) {
            out.push((WordChange::Insert { words: new.into(), place: WordPlace::End }, Occurrence::Only));
        }
        if left.is_empty() {
            out.push((WordChange::Insert { words: new.into(), place: WordPlace::Start }, Occurrence::Only));
        }
        let start = right.first().map_or(before.len(), |word| word.start);
        let anchors = right.iter().take(MAX_ANCHOR).map(|word| start..word.end);
        let anchor =
            anchors.into_iter().find(|anchor| is_good_anchor(&before[anchor.clone()]) && is_unique(anchor.clone()));
        if let Some(anchor) = anchor {
            let place = WordPlace::Before(before[anchor].to_owned());
            out.push((WordChange::Insert { words: new.into(), place }, Occurrence::Only));
        }
    } else if new.is_empty() {
        if is_at_words(before, &hunk.before) {
            out.push((WordChange::Delete { words: old.to_owned() }, Occurrence::Only));
        }
    } else {
        out.push((WordChange::Replace { words: old.to_owned(), with: new.into() }, Occurrence::Only));
    }
    let alone = if is_telling { Vec::new() } else { std::mem::take(&mut out) };
    // with words beside it, more and more of them, now before it and now behind
    for count in 1..=MAX_ANCHOR {
        for (behind, ahead) in [(count, 0), (0, count), (count, count)] {
            let start = if behind == 0 {
                hunk.before.start
            } else {
                match left.len().checked_sub(behind) {
                    Some(index) => left[index].start,
                    None => continue,
                }
            };
            let end = if ahead == 0 {
                hunk.before.end
            } else {
                match right.get(ahead - 1) {
                    Some(word) => word.end,
                    None => continue,
                }
            };
            let context = start..end;
            if !is_unique(trimmed(before, context.clone())) {
                continue;
            }
            let with = format!(
                "{}{}{}",
                &before[start..hunk.before.start],
                &after[hunk.after.clone()],
                &before[hunk.before.end..end]
            );
            let quoted = before[trimmed(before, context)].to_owned();
            out.push((WordChange::Replace { words: quoted, with: with.trim().into() }, Occurrence::Only));
        }
    }
    out.extend(alone);
    out
}

/// How to say where in a text an offset is.
pub(super) fn place_at(text: &str, offset: usize) -> (WordPlace, Occurrence) {
    if is_sign(&text[offset..]) {
        return (WordPlace::End, Occurrence::Only);
    }
    let places =
        |range: &Range<usize>| locate::locate(text, &text[range.clone()]).map_or(Vec::new(), |(found, _)| found);
    let end = end_of(text, offset);
    let words: Vec<Range<usize>> = cut(text).into_iter().filter(|word| word.end <= end).collect();
    let anchors: Vec<Range<usize>> = words.iter().rev().take(MAX_ANCHOR).map(|word| word.start..end).collect();
    let fits =
        |anchor: &&Range<usize>| is_good_anchor(&text[(*anchor).clone()]) && places(anchor) == [(*anchor).clone()];
    if let Some(anchor) = anchors.iter().find(fits) {
        return (WordPlace::After(text[anchor.clone()].to_owned()), Occurrence::Only);
    }
    let Some(anchor) = anchors.into_iter().find(|anchor| is_good_anchor(&text[anchor.clone()])) else {
        return (WordPlace::Start, Occurrence::Only);
    };
    let place = places(&anchor).iter().position(|found| *found == anchor).unwrap_or(0);
    (WordPlace::After(text[anchor].to_owned()), Occurrence::Nth(place + 1))
}

/// Changes of so few words say little by themselves: with one or two words between, they are part of one phrase.
const MAX_FRAGMENT: usize = 3;

/// More words than these make no short quotation.
const MAX_ANCHOR: usize = 12;

/// A range without the spaces at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// The end of the words before an offset.
fn end_of(text: &str, offset: usize) -> usize {
    text[..offset].trim_end().len()
}

/// Whether words are enough to find a place by: more than a small one.
fn is_good_anchor(words: &str) -> bool {
    words.chars().filter(|letter| letter.is_alphanumeric()).count() > 3
}

fn is_sign(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

fn words_in(text: &str) -> usize {
    cut(text).iter().filter(|word| !is_sign(&text[(*word).clone()])).count()
}

/// Words, and the signs before and after them, by their places; ideographs one by one.
pub(super) fn cut(text: &str) -> Vec<Range<usize>> {
    crate::text::spans(text).map(|span| span.range).collect()
}

/// The changes between two texts; those between which only a small word stays are one.
pub(super) fn hunks(before: &str, after: &str, joins_small_gaps: bool) -> Vec<Hunk> {
    let (old, new) = (cut(before), cut(after));
    let keys =
        |text: &str, words: &[Range<usize>]| words.iter().map(|word| spelled(&text[word.clone()])).collect::<Vec<_>>();
    let mut hunks: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for run in diff(&keys(before, &old), &keys(after, &new)).into_iter().filter(|run| !run.is_equal) {
        match hunks.last_mut() {
            Some((last_old, last_new)) if run.before.start <= last_old.end && run.after.start <= last_new.end => {
                last_old.end = run.before.end;
                last_new.end = run.after.end;
            }
            Some((last_old, last_new))
                if joins_small_gaps
                    && is_small_gap(before, &old[last_old.end..run.before.start], {
                        let last = last_old.len().max(last_new.len());
                        last.min(run.before.len().max(run.after.len()))
                    }) =>
            {
                last_old.end = run.before.end;
                last_new.end = run.after.end;
            }
            _ => hunks.push((run.before, run.after)),
        }
    }
    let place = |words: &[Range<usize>], run: &Range<usize>| match (words.get(run.start), run.is_empty()) {
        (Some(first), false) => first.start..words[run.end - 1].end,
        (Some(_), true) | (None, _) => {
            let end = run.start.checked_sub(1).map_or(0, |last| words[last].end);
            end..end
        }
    };
    hunks.iter().map(|(old_run, new_run)| Hunk { before: place(&old, old_run), after: place(&new, new_run) }).collect()
}

/// Whether so little stays between two changes that they read better as one; `len` is the length of the shorter one.
fn is_small_gap(text: &str, words: &[Range<usize>], len: usize) -> bool {
    let letters: usize =
        words.iter().map(|word| text[word.clone()].chars().filter(|letter| letter.is_alphanumeric()).count()).sum();
    let is_list = || words.len() <= MAX_ANCHOR && words.iter().all(|word| is_list_sign(&text[word.clone()]));
    let is_phrase = || len <= MAX_FRAGMENT && words.iter().filter(|word| !is_sign(&text[(*word).clone()])).count() <= 2;
    words.len() <= 2 && letters <= 3 || is_phrase() || is_list()
}

/// Whether a word is part of a list of numbers: `15, 17, 19 and 28`.
fn is_list_sign(word: &str) -> bool {
    word == "and" || word == "," || word.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether words stand in a text as they are.
pub(super) fn stands_in(text: &str, words: &str) -> bool {
    locate::locate(text, words).is_some_and(|(_, found)| found == locate::Leniency::Printing)
}

/// Replacements that are made in three texts or more, wherever the words stand in any of them.
pub(super) fn recurring(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut found: Vec<((String, String), usize)> = Vec::new();
    for (before, after) in texts.iter().filter(|(before, after)| before != after) {
        let mut here: Vec<(String, String)> = Vec::new();
        for hunk in hunks(before, after, false) {
            let pair = without_common_end(before[hunk.before].trim(), after[hunk.after].trim());
            let is_name = !pair.0.is_empty() && !pair.1.is_empty() && is_good_anchor(&pair.0);
            if is_name && !here.contains(&pair) {
                here.push(pair);
            }
        }
        for pair in here {
            match found.iter_mut().find(|(other, _)| *other == pair) {
                Some((_, count)) => *count += 1,
                None => found.push((pair, 1)),
            }
        }
    }
    found.retain(|((words, with), count)| *count >= 3 && holds_everywhere(texts, words, with));
    found.into_iter().map(|(pair, _)| pair).collect()
}

/// Two compound words without the part that they share: `Chernobyl-affected` is one of the places of `Chernobyl`.
fn without_common_end(old: &str, new: &str) -> (String, String) {
    let is_hyphen = |sign: char| matches!(sign, '-' | '\u{2010}' | '\u{2011}');
    let (Some(old_end), Some(new_end)) = (old.find(is_hyphen), new.find(is_hyphen)) else {
        return (old.to_owned(), new.to_owned());
    };
    let ends = [&old[old_end..], &new[new_end..]].map(spelled);
    if ends[0] == ends[1] {
        (old[..old_end].to_owned(), new[..new_end].to_owned())
    } else {
        (old.to_owned(), new.to_owned())
    }
}

/// Whether no text still has the words, once all are replaced, where the newer one has fewer of the others.
fn holds_everywhere(texts: &[(&str, &str)], words: &str, with: &str) -> bool {
    let count = |text: &str, words: &str| match locate::locate(text, words) {
        Some((places, locate::Leniency::Printing)) => places.len(),
        _ => 0,
    };
    texts.iter().all(|(before, after)| {
        let old = count(before, words);
        old == 0 || count(after, words) == 0 && count(after, with) >= old + count(before, with)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ParagraphId;

    fn shown(before: &str, after: &str) -> Vec<String> {
        let target = Target::Paragraph(ParagraphId("OP1".into()));
        let changes = changes(before, after, &target);
        changes.map_or_else(Vec::new, |changes| changes.iter().map(wording).collect())
    }

    #[test]
    fn the_shortest_quotation_is_taken() {
        for (before, after, expected) in [
            (
                "Takes note of the report on lamps and the sea;",
                "Welcomes the report on lamps and the sea;",
                &["In operative paragraph 1, replace “Takes note of” with “Welcomes”."][..],
            ),
            (
                "Urges States to light the lamps and to tend the lamps;",
                "Urges States to light the lamps and to tend the old lamps;",
                &["In operative paragraph 1, after “tend the”, insert “old”."],
            ),
            (
                "Urges States to light the lamps, and to tend the lamps at sea, as appropriate;",
                "Urges States to light the lamps, and to tend the lamps at sea;",
                &["In operative paragraph 1, delete “, as appropriate”."],
            ),
            (
                "Urges States to light the lamps and to tend the lamps;",
                "Urges States to light the fires and to tend the lamps;",
                &["In operative paragraph 1, replace “lamps and” with “fires and”."],
            ),
            ("Notes the sea and the land and the air;", "Calls for lamps;", &[]),
            (
                "Encourages all States, and the Fund, to report;",
                "Encourages all States, and the Fund, to report, by 2030;",
                &["In operative paragraph 1, after “report”, insert “, by 2030”."],
            ),
        ] {
            assert_eq!(shown(before, after), expected, "{before}");
        }
    }

    #[test]
    fn what_recurs_is_found() {
        let texts = [
            ("The Chernobyl plant", "The Chornobyl plant"),
            ("Chernobyl and Chernobyl-affected", "Chornobyl and Chornobyl-affected"),
            ("A day for Chernobyl", "A day for Chornobyl"),
        ];
        assert_eq!(recurring(&texts), [("Chernobyl".to_owned(), "Chornobyl".to_owned())]);
        assert_eq!(recurring(&texts[..2]), []);
    }
}
