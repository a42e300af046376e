//! Redlines → what happened to the brackets and the agreed paragraphs of the older text.
//!
//! In: changes with their redlines. Out: the brackets that were resolved or opened, and the agreed paragraphs that
//! changed.
//!
//! A bracket is resolved if neither of its signs is kept. If most of its letters are kept, its words are agreed. If other
//! words are in their place, they were replaced, else deleted. Of a set of alternatives, the one that is kept was chosen.
//! A position (`[US: delete]`) is agreed if the words that it is on follow it, and withdrawn if they do not.
//! Work is linear in the length of the texts: letters are counted once, as prefix sums.

use std::ops::Range;

use crate::model::{
    Bracket, BracketKind, BracketOutcome, Change, ChangeKind, NegotiationChanges, ParagraphIndex, ReopenedParagraph,
    Resolution, ResolvedBracket, Segment, Side, Stance, Versions,
};

/// What happened to brackets and agreed paragraphs.
pub(super) fn changes(resolutions: Versions<&Resolution>, changes: &[Change]) -> NegotiationChanges {
    let mut out = NegotiationChanges::default();
    let counts = resolutions.map(|resolution| resolution.negotiation.counts);
    if !counts.before.is_under_negotiation() && !counts.after.is_under_negotiation() {
        return out;
    }
    for change in changes.iter().filter(|change| change.kind != ChangeKind::Unchanged) {
        let older = RedlineSide::new(resolutions.before, change, Side::Before);
        let newer = RedlineSide::new(resolutions.after, change, Side::After);
        out.resolved.extend(older.resolved().into_iter().map(|(bracket, outcome, chosen)| ResolvedBracket {
            bracket,
            outcome,
            chosen,
        }));
        let opened = newer.resolved();
        let is_changed = !opened.is_empty() || older.changed_letters() + newer.changed_letters() > 0;
        out.opened.extend(opened.into_iter().map(|(bracket, ..)| bracket));
        out.reopened.extend(is_changed.then(|| reopened(resolutions.before, change)).into_iter().flatten());
    }
    out.resolved.sort_by_key(|resolved| resolved.bracket);
    choose(resolutions.before, &mut out.resolved);
    out.opened.sort_unstable();
    out.reopened.sort_by_key(|reopened| reopened.before);
    out
}

/// The paragraphs of one side of a change, and which of their bytes the redline keeps.
struct RedlineSide<'a> {
    resolution: &'a Resolution,
    /// Each paragraph with its offset in the joined text.
    paragraphs: Vec<(ParagraphIndex, usize)>,
    text: String,
    /// For each byte, the number of kept letters before it.
    kept: Vec<u32>,
    /// For each byte, the number of letters before it.
    all: Vec<u32>,
    /// For each byte, whether it is kept.
    is_kept: Vec<bool>,
    /// The words that only the other side has, with their offset in this one.
    inserted: Vec<(usize, &'a str)>,
    /// The ranges that only this side has.
    removed: Vec<Range<usize>>,
    /// Whether the paragraphs stand in another place.
    is_moved: bool,
}

impl<'a> RedlineSide<'a> {
    fn new(resolution: &'a Resolution, change: &'a Change, side: Side) -> RedlineSide<'a> {
        let paragraphs = resolution.with_offsets(change.paragraphs.get(side));
        let paragraphs = paragraphs.map(|(start, paragraph, _)| (paragraph, start)).collect();
        let (mut text, mut is_kept, mut inserted) = (String::new(), Vec::new(), Vec::new());
        let mut removed: Vec<Range<usize>> = Vec::new();
        for segment in &change.segments {
            let own = segment.text(side);
            let other = segment.text(side.other());
            if own.is_empty() && other.chars().any(char::is_alphanumeric) {
                inserted.push((text.len(), other));
            }
            if !own.is_empty() && !matches!(segment, Segment::Kept(_)) {
                let end = text.len() + own.len();
                match removed.last_mut() {
                    Some(last) if last.end == text.len() => last.end = end,
                    _ => removed.push(text.len()..end),
                }
            }
            text += own;
            is_kept.resize(text.len(), matches!(segment, Segment::Kept(_)));
        }
        let (mut kept, mut all) = (vec![0; text.len() + 1], vec![0; text.len() + 1]);
        let mut letters = (0, 0);
        for (offset, c) in text.char_indices() {
            if c.is_alphanumeric() {
                letters = (letters.0 + u32::from(is_kept[offset]), letters.1 + 1);
            }
            let end = offset + c.len_utf8();
            kept[offset + 1..=end].fill(letters.0);
            all[offset + 1..=end].fill(letters.1);
        }
        RedlineSide { resolution, paragraphs, text, kept, all, is_kept, inserted, removed, is_moved: change.moved }
    }

    /// The brackets of these paragraphs that only this side has.
    fn resolved(&self) -> Vec<(usize, BracketOutcome, Option<String>)> {
        let brackets = &self.resolution.negotiation.brackets;
        let mut resolved = Vec::new();
        for &(paragraph, start) in &self.paragraphs {
            let first = brackets.partition_point(|bracket| bracket.paragraph < paragraph);
            let own = brackets[first..].iter().take_while(|bracket| bracket.paragraph == paragraph);
            for (index, bracket) in (first..).zip(own).filter(|(_, bracket)| bracket.kind != BracketKind::AgreedMark) {
                if let Some((outcome, chosen)) = self.outcome(bracket, start) {
                    let of_position = self.outcome_of_position(index, start);
                    resolved.push((index, of_position.unwrap_or(outcome), chosen.filter(|_| of_position.is_none())));
                }
            }
        }
        resolved
    }

    /// What happened to a bracket; `None` if it is still there.
    fn outcome(&self, bracket: &Bracket, start: usize) -> Option<(BracketOutcome, Option<String>)> {
        let words = bracket.words.start + start..bracket.words.end + start;
        let open = self.text.get(..words.start)?.rfind('[')?;
        let close = self.text.get(words.end..)?.find(']').map(|close| words.end + close);
        if self.is_kept[open] || close.is_some_and(|close| bracket.is_closed && self.is_kept[close]) {
            return None;
        }
        let (kept, all) = self.letters(&words);
        if all > 0 && 2 * kept >= all {
            return Some((BracketOutcome::Kept, self.chosen(bracket, &words)));
        }
        let replacement = self.replacement(open);
        let has = |choice: &str| replacement.as_deref().is_some_and(|text| contains_words(text, choice));
        let outcome = match &replacement {
            Some(_) if has(&self.text[words.clone()]) => BracketOutcome::Kept,
            Some(_) => BracketOutcome::Replaced,
            None => BracketOutcome::Dropped,
        };
        let chosen = self.chosen(bracket, &words);
        let chosen = chosen.or_else(|| bracket.choices.iter().find(|choice| has(choice)).cloned());
        Some((if chosen.is_some() { BracketOutcome::Kept } else { outcome }, chosen))
    }

    /// What came of a position that is gone; `None` if the bracket holds words for the text.
    fn outcome_of_position(&self, index: usize, start: usize) -> Option<BracketOutcome> {
        let bracket = &self.resolution.negotiation.brackets[index];
        let attribution = bracket.attribution.as_ref()?;
        let quoted = self.quoted_elsewhere(bracket, start).filter(|_| attribution.stance == Stance::Delete);
        if bracket.kind != BracketKind::Position && quoted.is_none() {
            return None;
        }
        let words = quoted.or_else(|| self.words_beside(index, start));
        let len = self.resolution[bracket.paragraph].text.len();
        let (kept, all) = self.letters(&words.unwrap_or(start..start + len));
        let are_kept = all > 0 && 2 * kept >= all;
        let is_followed = match attribution.stance {
            _ if bracket.names_authors => {
                return Some(if are_kept { BracketOutcome::Kept } else { BracketOutcome::Dropped });
            }
            Stance::Delete | Stance::Oppose => !are_kept,
            Stance::Add | Stance::Retain | Stance::Support => are_kept,
            Stance::Move => self.is_moved,
            Stance::Replace | Stance::Reserve => false,
        };
        Some(if is_followed { BracketOutcome::Kept } else { BracketOutcome::Withdrawn })
    }

    /// The words of the bracket beside a position, which the position is on.
    fn words_beside(&self, index: usize, start: usize) -> Option<Range<usize>> {
        let brackets = &self.resolution.negotiation.brackets;
        let position = &brackets[index];
        let text = &self.resolution[position.paragraph].text;
        let has_words = |bracket: &&Bracket| bracket.kind != BracketKind::Position;
        let siblings = |bracket: &&Bracket| bracket.paragraph == position.paragraph && bracket.depth == position.depth;
        let opens_behind_sign = |bracket: &Bracket| {
            let open = text[..bracket.words.start].rfind('[').unwrap_or_default();
            text[..open].trim_end().ends_with(']')
        };
        let near = |bracket: &&Bracket| bracket.paragraph == position.paragraph && bracket.depth >= position.depth;
        let mut before = brackets[..index].iter().rev().take(MAX_SIBLINGS).take_while(near).filter(siblings);
        let mut beside = position;
        while opens_behind_sign(beside) {
            beside = before.next()?;
            if has_words(&beside) {
                return Some(beside.words.start + start..beside.words.end + start);
            }
        }
        // Names may stand before the words: “[EU] [in all regions]”.
        let mut behind = brackets[index + 1..].iter().take(MAX_SIBLINGS).take_while(near).filter(siblings);
        let next = behind.find(has_words).filter(|_| position.names_authors)?;
        Some(next.words.start + start..next.words.end + start)
    }

    /// Where the words stand that a bracket quotes from the text around it: `[US: delete “to report”]`.
    fn quoted_elsewhere(&self, bracket: &Bracket, start: usize) -> Option<Range<usize>> {
        let place = bracket.quoted_elsewhere(&self.resolution[bracket.paragraph].text)?;
        Some(place.start + start..place.end + start)
    }

    /// The words of the other side that replace the removed range around an offset.
    fn replacement(&self, offset: usize) -> Option<String> {
        let after = self.removed.partition_point(|range| range.start <= offset);
        let range = self.removed[..after].last().filter(|range| offset < range.end)?;
        let first = self.inserted.partition_point(|(offset, _)| *offset < range.start);
        let inside = self.inserted[first..].iter().take_while(|(offset, _)| *offset <= range.end);
        let words: String = inside.take(MAX_INSERTIONS).map(|(_, words)| *words).collect();
        (!words.is_empty()).then_some(words)
    }

    /// The alternative in a bracket whose words are kept.
    fn chosen(&self, bracket: &Bracket, words: &Range<usize>) -> Option<String> {
        let mut from = words.start;
        let is_kept = |choice: &&String| {
            let found = self.text.get(from..words.end).and_then(|text| text.find(choice.as_str()));
            let range = found.map(|found| from + found..from + found + choice.len());
            range.is_some_and(|range| {
                from = range.end;
                let (kept, all) = self.letters(&range);
                kept == all
            })
        };
        bracket.choices.iter().find(is_kept).cloned()
    }

    /// The number of kept letters in a range, and of all letters.
    fn letters(&self, range: &Range<usize>) -> (u32, u32) {
        (self.kept[range.end] - self.kept[range.start], self.all[range.end] - self.all[range.start])
    }

    /// The number of letters that only this side has, without marks of agreement.
    fn changed_letters(&self) -> u32 {
        let changed = |(kept, all): (u32, u32)| all - kept;
        let marks: u32 = self.marks().map(|mark| changed(self.letters(&mark))).sum();
        changed(self.letters(&(0..self.text.len()))) - marks
    }

    /// The marks of agreement, in square or round brackets.
    fn marks(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.text.match_indices(['[', '(']).filter_map(|(start, _)| {
            let len = self.text[start..].find([']', ')'])?;
            let inner = &self.text[start + 1..start + len];
            crate::lexicon::is_agreed_mark(inner).then_some(start..start + len)
        })
    }
}

/// The most brackets that are looked through for the words that a position is on.
const MAX_SIBLINGS: usize = 32;
/// The most insertions that are joined to one replacement.
const MAX_INSERTIONS: usize = 64;
/// The most bytes of a text in which words are searched.
const MAX_REPLACEMENT: usize = 4096;

/// Whether a text has some words in a row.
fn contains_words(text: &str, words: &str) -> bool {
    let words = words.trim();
    let is_boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_whole = |start: usize| {
        is_boundary(text[..start].chars().next_back()) && is_boundary(text[start + words.len()..].chars().next())
    };
    !words.is_empty() && text.len() <= MAX_REPLACEMENT && text.match_indices(words).any(|(start, _)| is_whole(start))
}

/// Notes for each bracket of a set of alternatives which of them was chosen.
fn choose(before: &Resolution, resolved: &mut [ResolvedBracket]) {
    let brackets = &before.negotiation.brackets;
    let set = |resolved: &ResolvedBracket| brackets[resolved.bracket].alternatives;
    let mut winners: std::collections::HashMap<usize, String> = std::collections::HashMap::new();
    for kept in resolved.iter().filter(|resolved| resolved.outcome == BracketOutcome::Kept) {
        let bracket = &brackets[kept.bracket];
        if let Some(set) = set(kept) {
            let words = &before[bracket.paragraph].text[bracket.words.clone()];
            winners.entry(set).and_modify(|all| *all = format!("{all} {words}")).or_insert_with(|| words.to_owned());
        }
    }
    for bracket in resolved.iter_mut() {
        if let Some(winner) = set(bracket).and_then(|set| winners.get(&set)) {
            bracket.chosen = Some(winner.clone());
            if bracket.outcome == BracketOutcome::Replaced {
                bracket.outcome = BracketOutcome::Dropped;
            }
        }
    }
}

/// The agreed paragraphs of a change of words.
fn reopened(before: &Resolution, change: &Change) -> Vec<ReopenedParagraph> {
    let agreed = &before.negotiation.agreed;
    let is_agreed = |paragraph: &&ParagraphIndex| agreed.binary_search(paragraph).is_ok();
    let reopened =
        |paragraph: &ParagraphIndex| ReopenedParagraph { before: *paragraph, after: change.paragraphs.after.clone() };
    change.paragraphs.before.iter().filter(is_agreed).map(reopened).collect()
}
