//! What no other rule explained: another order, names, punctuation, and wording.

use std::ops::Range;

use super::case::Case;
use super::words::{Word, quoted};
use crate::model::{ChangeKind, ReasonCode, Side, Versions};

/// More places than these are counted, not quoted.
const PLACES: usize = 3;

pub(super) fn judge(case: &mut Case<'_>) {
    glue(case);
    order(case);
    let mut told = 0;
    let mut more = 0;
    for hunk in case.words.hunks.clone() {
        let open = Versions::new(open(case, Side::Before, &hunk), open(case, Side::After, &hunk));
        let all = || open.before.iter().chain(&open.after);
        if all().next().is_none() {
            continue;
        }
        if all().all(|word| word.is_mark()) {
            // A comma beside what was explained belongs to it.
            if !(has_told(case, &hunk) && all().all(|word| matches!(word.shown, "," | "/" | "，" | "、" | "،"))) {
                punctuation(case, &hunk);
            }
            continue;
        }
        if told == PLACES {
            more += 1;
            continue;
        }
        told += 1;
        let name = is_name(&open.before) && is_name(&open.after);
        let texts = hunk.as_ref().zip(Versions::new(Side::Before, Side::After));
        let whole = !has_told(case, &hunk);
        let texts = texts.map(|(range, side)| text(case, side, range, whole));
        let text = match (texts.before.is_empty(), texts.after.is_empty()) {
            (true, _) => format!("adds {}", quoted(&texts.after)),
            (_, true) => format!("drops {}", quoted(&texts.before)),
            _ => format!("{} → {}", quoted(&texts.before), quoted(&texts.after)),
        };
        case.say(if name { ReasonCode::Name } else { ReasonCode::Wording }, text);
    }
    if more > 0 {
        let places = if more == 1 { "place" } else { "places" };
        case.say(ReasonCode::Wording, format!("words in {more} more {places}"));
    }
    // A change of words that left no word to explain must still be told.
    if case.reasons.is_empty() {
        case.say(ReasonCode::Wording, "reworded");
    }
}

fn has_told(case: &Case<'_>, hunk: &Versions<Range<usize>>) -> bool {
    Side::BOTH.iter().any(|side| case.words.sides.get(*side)[hunk.get(*side).clone()].iter().any(|word| word.told))
}

/// The words of a place as people see them, without the marks that join them to what stands before; of a place that
/// is explained in part, the words that are not.
fn text(case: &Case<'_>, side: Side, range: &Range<usize>, whole: bool) -> String {
    let words = case.words.sides.get(side);
    let text = if whole {
        case.words.text(side, range.clone())
    } else {
        let mut text = String::new();
        for word in words[range.clone()].iter().filter(|word| word.is_open()) {
            text += if word.spaced { " " } else { "" };
            text += word.shown;
        }
        text
    };
    text.trim_matches([',', ';', ' ']).to_owned()
}

fn open<'c, 'a>(case: &'c Case<'a>, side: Side, hunk: &Versions<Range<usize>>) -> Vec<&'c Word<'a>> {
    case.words.sides.get(side)[hunk.get(side).clone()].iter().filter(|word| word.is_open()).collect()
}

/// Joining words beside citations and dates that were explained: `and`, `resolutions`, `of`.
fn glue(case: &mut Case<'_>) {
    let cites = |code: ReasonCode| {
        matches!(code, ReasonCode::Rollover | ReasonCode::Order | ReasonCode::CrossReference)
            || code.is_about_citations()
    };
    let parted = matches!(case.change.kind, ChangeKind::Split | ChangeKind::Merged);
    if !case.has_reason(cites) && !parted {
        return;
    }
    let lists = case.has_reason(ReasonCode::is_about_citations);
    for hunk in case.words.hunks.clone() {
        let told = |side: Side| case.words.sides.get(side)[hunk.get(side).clone()].iter().any(|word| word.told);
        let any = told(Side::Before) || told(Side::After);
        let lists = lists || any;
        let joins = |side: Side| {
            let mut words = case.words.sides.get(side)[hunk.get(side).clone()].iter().filter(|word| word.is_open());
            words.all(|word| match &*word.lower() {
                "resolution" | "resolutions" => true,
                "and" | "," => lists || parted,
                "of" | "to" | "as" | "well" => any || parted,
                mark => any && matches!(mark, ";" | "." | ":" | "-" | "–" | "(" | ")" | "“" | "”" | "\"" | "，" | "、"),
            })
        };
        if joins(Side::Before) && joins(Side::After) {
            for side in Side::BOTH {
                case.words.tell(side, hunk.get(side).clone());
            }
        }
    }
}

/// An entry of a list taken out in one place and put in at another, with nothing but entries between.
///
/// What stands under another head (*including*, *as well as*, *faced by*) has another meaning, so that only short entries
/// in one unbroken list count.
fn order(case: &mut Case<'_>) {
    const MOST: usize = 3;
    const BETWEEN: usize = 8;
    let open = |side: Side| {
        let places = case.words.hunks.iter().flat_map(|hunk| hunk.get(side).clone());
        let words = places.map(|at| (at, &case.words.sides.get(side)[at]));
        words.filter(|(_, word)| word.is_open() && !word.is_mark() && !word.is(&["and"])).collect::<Vec<_>>()
    };
    let (old, new) = (open(Side::Before), open(Side::After));
    let same = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.1.lower() == new.1.lower());
    if old.is_empty() || old.len() > MOST || !same {
        return;
    }
    // The older text has the entries that stand still between the place of the removed one and that of the added one.
    let words = &case.words.sides.before;
    let place = case.words.hunks.iter().find(|hunk| !hunk.after.is_empty() && hunk.after.contains(&new[0].0));
    let (Some(place), from) = (place.map(|hunk| hunk.before.start), old[0].0) else { return };
    let between = words.get(from.min(place)..from.max(place)).unwrap_or_default();
    let entries = |word: &Word<'_>| !word.is(&HEADS) && !matches!(word.shown, ";" | ":" | "(" | ")" | "[" | "]");
    let still = case.words.hunks.iter().all(|hunk| is_entry(case, hunk));
    if !still || between.len() > BETWEEN + old.len() || !between.iter().all(entries) {
        return;
    }
    case.say(ReasonCode::Order, "the same entries in another order");
    for side in Side::BOTH {
        let all = case.words.sides.get(side).len();
        case.words.tell(side, 0..all);
    }
}

/// Words that part one list from another.
const HEADS: [&str; 24] = [
    "as",
    "well",
    "including",
    "by",
    "in",
    "to",
    "that",
    "which",
    "for",
    "with",
    "on",
    "from",
    "not",
    "no",
    "or",
    "but",
    "if",
    "who",
    "where",
    "when",
    "is",
    "are",
    "shall",
    "should",
];

/// Whether a place is bounded as entries of a list are: a comma or *and* at one of its ends, on both sides.
fn is_entry(case: &Case<'_>, hunk: &Versions<Range<usize>>) -> bool {
    let bounds = |side: Side| {
        let words = case.words.sides.get(side);
        let range = hunk.get(side);
        if range.is_empty() {
            return true;
        }
        let joins = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| word.is(&[",", "and", ";"]));
        let at_start = joins(range.start.checked_sub(1)) || joins(Some(range.start));
        at_start || joins(Some(range.end)) || range.end.checked_sub(1).is_some_and(|last| joins(Some(last)))
    };
    bounds(Side::Before) && bounds(Side::After)
}

/// Marks in a place where nothing else is to be explained.
fn punctuation(case: &mut Case<'_>, hunk: &Versions<Range<usize>>) {
    let last = |side: Side| {
        let words = case.words.sides.get(side);
        words[hunk.get(side).end..].iter().all(|word| word.is_mark())
    };
    let open = |side: Side| {
        let words = case.words.sides.get(side)[hunk.get(side).clone()].iter();
        words.filter(|word| word.is_open()).map(|word| word.shown).collect::<Vec<_>>().join(" ")
    };
    let (old, new) = (open(Side::Before), open(Side::After));
    let what = match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("adds “{new}”"),
        (_, true) => format!("drops “{old}”"),
        _ => format!("“{old}” → “{new}”"),
    };
    let marks = |text: &str| text.chars().all(|mark| ",;:.،؛。；，： ".contains(mark));
    let code = match () {
        // A sign that is no mark of punctuation (§, %, +) says something.
        () if !marks(&old) || !marks(&new) => {
            let known = |text: &str| text.chars().all(|mark| ",;:.-–—()\"'“”‘’«»…/،؛。；，： ".contains(mark));
            if known(&old) && known(&new) { ReasonCode::Punctuation } else { ReasonCode::Wording }
        }
        () if last(Side::Before) && last(Side::After) => ReasonCode::EndMark,
        () => ReasonCode::Punctuation,
    };
    case.say(code, what);
}

/// Whether words are names and what joins them.
fn is_name(words: &[&Word<'_>]) -> bool {
    words.iter().all(|word| {
        (word.is_capital() && !word.lower().contains('\''))
            || word.is_mark()
            || word.is(&["of", "the", "and", "de", "for", "in"])
    }) && (words.is_empty() || words.iter().any(|word| word.is_capital()))
}
