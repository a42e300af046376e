//! What no other rule explains: another order, names, punctuation, and wording, which is quoted.

use std::ops::Range;

use super::context::{RuleContext, SharedContext};
use super::words::{Word, WordChange, printed, quoted, replacement};
use crate::lexicon::{PhraseList, WordList};
use crate::model::{ChangeKind, ReasonCode, Side, Versions};

/// The most hunks that are quoted; more are counted.
const MAX_QUOTED_HUNKS: usize = 3;

pub(super) fn apply(_: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    explain_joining_words(context);
    apply_order(context);
    let (mut quoted_hunks, mut more) = (0, 0);
    for hunk in context.words.hunks.clone() {
        let open = Versions::from_fn(|side| unexplained(context, side, &hunk));
        let mut all = open.before.iter().chain(&open.after).peekable();
        if all.peek().is_none() {
            continue;
        }
        let is_partly_explained = is_partly_explained(context, &hunk);
        if all.clone().all(|word| word.is_punctuation()) {
            // A comma beside explained words belongs to them.
            let is_separator = |word: &&Word<'_>| matches!(word.shown, "," | "/" | "，" | "、" | "،");
            if !(is_partly_explained && all.all(is_separator)) {
                apply_punctuation(context, &hunk);
            }
            continue;
        }
        if quoted_hunks == MAX_QUOTED_HUNKS {
            more += 1;
            continue;
        }
        quoted_hunks += 1;
        let is_name = is_name(&open.before) && is_name(&open.after);
        let [before, after] = Side::BOTH.map(|side| {
            let text = hunk_text(context, side, hunk.get(side), is_partly_explained);
            if text.is_empty() { text } else { quoted(&text) }
        });
        let text = replacement(&before, &after);
        context.add_reason(if is_name { ReasonCode::Name } else { ReasonCode::Wording }, text);
    }
    if more > 0 {
        let places = if more == 1 { "place" } else { "places" };
        context.add_reason(ReasonCode::Wording, format!("words in {more} more {places}"));
    }
    // Every change of words has a reason.
    if context.reasons.is_empty() {
        context.add_reason(ReasonCode::Wording, "reworded");
    }
}

fn is_partly_explained(context: &RuleContext<'_>, hunk: &WordChange) -> bool {
    Side::any(|side| context.words.slice(side, hunk.get(side).clone()).iter().any(|word| word.explained))
}

/// The words of a hunk as the redline shows them, without the punctuation at both ends. If some are explained, only the
/// others.
fn hunk_text(context: &RuleContext<'_>, side: Side, range: &Range<usize>, is_partly_explained: bool) -> String {
    let text = if is_partly_explained {
        let words = context.words.slice(side, range.clone());
        printed(words.iter().filter(|word| word.is_unexplained()))
    } else {
        context.words.text(side, range.clone())
    };
    text.trim_matches([',', ';', ' ']).to_owned()
}

fn unexplained<'c, 'a>(context: &'c RuleContext<'a>, side: Side, hunk: &WordChange) -> Vec<&'c Word<'a>> {
    context.words.slice(side, hunk.get(side).clone()).iter().filter(|word| word.is_unexplained()).collect()
}

/// Explains the words that join citations and dates that are explained: `and`, `resolutions`, `of`.
fn explain_joining_words(context: &mut RuleContext<'_>) {
    let is_about_entities = |code: ReasonCode| {
        matches!(code, ReasonCode::Rollover | ReasonCode::Order | ReasonCode::CrossReference)
            || code.is_about_citations()
    };
    let is_regrouped = matches!(context.change.kind, ChangeKind::Split | ChangeKind::Merged);
    if !context.has_reason(is_about_entities) && !is_regrouped {
        return;
    }
    let changes_list = context.has_reason(ReasonCode::is_about_citations);
    for hunk in context.words.hunks.clone() {
        let is_beside = is_partly_explained(context, &hunk);
        let joins = |side: Side| {
            unexplained(context, side, &hunk).iter().all(|word| {
                let is_and = || word.shown == "," || word.is_in(WordList::And);
                let marks = [";", ".", ":", "-", "–", "(", ")", "“", "”", "\"", "，", "、"];
                PhraseList::CitationNoun.contains(&word.lower())
                    || (changes_list || is_beside || is_regrouped) && is_and()
                    || (is_beside || is_regrouped) && word.is_in(WordList::EntryJoint)
                    || is_beside && marks.contains(&word.shown)
            })
        };
        if Side::all(joins) {
            context.words.mark_both_explained(&hunk);
        }
    }
}

/// Explains an entry of a list that was removed in one place and added in another, with only entries between.
///
/// After another introduction (*including*, *as well as*, *faced by*) an entry has another meaning, so only short entries
/// of one continuous list count.
fn apply_order(context: &mut RuleContext<'_>) {
    const MAX_MOVED_WORDS: usize = 3;
    const MAX_WORDS_BETWEEN: usize = 8;
    let entry_words = |side: Side| {
        let indices = context.words.hunks.iter().flat_map(|hunk| hunk.get(side).clone());
        let words = indices.map(|index| (index, &context.words.sides.get(side)[index]));
        let is_entry_word =
            |word: &Word<'_>| word.is_unexplained() && !word.is_punctuation() && !word.is_in(WordList::And);
        words.filter(|(_, word)| is_entry_word(word)).collect::<Vec<_>>()
    };
    let (old, new) = (entry_words(Side::Before), entry_words(Side::After));
    let same = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.1.lower() == new.1.lower());
    if old.is_empty() || old.len() > MAX_MOVED_WORDS || !same {
        return;
    }
    // In the older text, the kept entries are between the removed one and the position of the added one.
    let target = context.words.hunks.iter().find(|hunk| hunk.after.contains(&new[0].0));
    let (Some(target), source) = (target.map(|hunk| hunk.before.start), old[0].0) else { return };
    let between = context.words.slice(Side::Before, source.min(target)..source.max(target));
    let is_within_list =
        |word: &Word<'_>| !word.is_in(WordList::Boundary) && !matches!(word.shown, ";" | ":" | "(" | ")" | "[" | "]");
    if !context.words.hunks.iter().all(|hunk| is_entry(context, hunk))
        || between.len() > MAX_WORDS_BETWEEN + old.len()
        || !between.iter().all(is_within_list)
    {
        return;
    }
    context.add_reason(ReasonCode::Order, "the same entries in another order");
    let all = context.words.sides.as_ref().map(|words| 0..words.len());
    context.words.mark_both_explained(&all);
}

/// Whether a hunk has a comma or *and* at one end on both sides, as the entry of a list has.
fn is_entry(context: &RuleContext<'_>, hunk: &WordChange) -> bool {
    let is_bounded = |side: Side| {
        let words = context.words.sides.get(side);
        let range = hunk.get(side);
        let ends = [range.start.checked_sub(1), Some(range.start), Some(range.end), range.end.checked_sub(1)];
        let separates = |index: usize| words.get(index).is_some_and(Word::joins_entries);
        range.is_empty() || ends.into_iter().flatten().any(separates)
    };
    Side::all(is_bounded)
}

/// Explains punctuation in a hunk without other unexplained words.
fn apply_punctuation(context: &mut RuleContext<'_>, hunk: &WordChange) {
    let is_last = |side: Side| context.words.sides.get(side)[hunk.get(side).end..].iter().all(Word::is_punctuation);
    let marks = |side: Side| {
        let words = unexplained(context, side, hunk);
        words.iter().map(|word| word.shown).collect::<Vec<_>>().join(" ")
    };
    let [old, new] = Side::BOTH.map(marks);
    let [old_quoted, new_quoted] =
        [&old, &new].map(|marks| if marks.is_empty() { String::new() } else { format!("“{marks}”") });
    let text = replacement(&old_quoted, &new_quoted);
    let both_of = |known: &str| old.chars().chain(new.chars()).all(|mark| known.contains(mark));
    let code = if both_of(",;:.،؛。；，： ") {
        if Side::all(is_last) { ReasonCode::EndMark } else { ReasonCode::Punctuation }
    } else if both_of(",;:.-–—()\"'“”‘’«»…/،؛。；，： ") {
        ReasonCode::Punctuation
    } else {
        // A sign that is not punctuation (§, %, +) has a meaning.
        ReasonCode::Wording
    };
    context.add_reason(code, text);
}

/// Whether words are names and the small words in them.
fn is_name(words: &[&Word<'_>]) -> bool {
    words.iter().all(|word| {
        (word.is_capitalized() && !word.lower().contains('\''))
            || word.is_punctuation()
            || word.is_in(WordList::NameFiller)
    }) && (words.is_empty() || words.iter().any(|word| word.is_capitalized()))
}
