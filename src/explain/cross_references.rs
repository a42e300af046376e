//! References to paragraphs of the same resolution (`paragraph 5 above`), and whether they follow the renumbering.
//!
//! In: the changes. Out: reasons and warnings. A reference counts only if the text marks it as one: *above*, *below*, *of
//! the present resolution*. `paragraph 5 of resolution 78/237` is a citation. A reference that followed its paragraph is
//! editorial. One that did not gives a warning with the id of the referring paragraph, even if that paragraph is unchanged.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use memchr::memmem::Finder;
use rayon::prelude::*;
use similar::TextDiff;

use super::context::RuleContext;
use super::words::{Word, WordDiff};
use crate::lexicon::{Lexicon, PhraseList};
use crate::model::{
    Change, ChangeKind, Comparison, NumberStyle, ParagraphIndex, ReasonCode, Resolution, Segment, Side, Versions,
    Warning,
};

/// The most references of one paragraph that are listed; more are counted.
const MAX_LISTED: usize = 4;
/// From this share of common words, a paragraph takes the place of a removed one with the same number.
const MIN_REPLACEMENT_RATIO: f32 = 0.5;

/// The new number of every numbered paragraph.
pub(super) struct RenumberingMap<'a> {
    comparison: &'a Comparison,
    /// Paragraphs by section and printed number.
    by_number: Versions<HashMap<(&'a str, &'a str), ParagraphIndex, RandomState>>,
    /// The newer paragraphs that each older one became.
    successors: Vec<&'a [ParagraphIndex]>,
}

/// A reference in the text.
struct Reference {
    /// The index of the number among the words.
    word: usize,
    number: String,
}

/// What happened to one reference.
struct Outcome {
    code: ReasonCode,
    /// The text of the reason; for a reference that followed, the pair of numbers.
    text: String,
    /// The index of the word that is the number on each side.
    words: Versions<Option<usize>>,
}

impl<'a> RenumberingMap<'a> {
    pub(super) fn new(comparison: &'a Comparison) -> RenumberingMap<'a> {
        let by_number = |text: &'a Resolution| {
            let numbered = || {
                text.indexed()
                    .filter_map(|(index, paragraph)| Some(((section(&paragraph.id.0), number(text, index)?), index)))
            };
            let mut by_number = HashMap::with_capacity_and_hasher(numbered().count(), RandomState::default());
            by_number.extend(numbered());
            by_number
        };
        let by_number = comparison.resolutions.as_ref().par_map(by_number);
        let mut successors: Vec<&[ParagraphIndex]> = vec![&[]; comparison.resolutions.before.paragraphs.len()];
        for change in &comparison.changes {
            for before in &change.paragraphs.before {
                successors[before.0] = &change.paragraphs.after;
            }
        }
        RenumberingMap { comparison, by_number, successors }
    }

    /// Gives reasons for the references of a change, and a warning for each broken one.
    pub(super) fn apply(&self, context: &mut RuleContext<'_>) {
        if !context.change.segments.iter().any(segment_may_refer) {
            return;
        }
        let references = context.words.sides.as_ref().map(|words| references(words));
        if references.before.is_empty() && references.after.is_empty() {
            return;
        }
        let mut followed = Vec::new();
        for outcome in self.outcomes(context.change, &references) {
            for side in Side::BOTH {
                if let Some(word) = *outcome.words.get(side) {
                    context.words.mark_explained(side, word..word + 1);
                }
            }
            context.warnings.extend(self.warning(context.change, &outcome));
            match outcome.code {
                ReasonCode::CrossReference => followed.push(outcome.text),
                code => context.add_reason(code, outcome.text),
            }
        }
        let more = followed.len().saturating_sub(MAX_LISTED);
        followed.truncate(MAX_LISTED);
        let pairs = followed.join(", ");
        if more > 0 {
            let text = format!("paragraphs {pairs} and {more} more follow the renumbering");
            context.add_reason(ReasonCode::CrossReference, text);
        } else if followed.len() > 1 {
            context.add_reason(ReasonCode::CrossReference, format!("paragraphs {pairs} follow the renumbering"));
        } else if !followed.is_empty() {
            context.add_reason(ReasonCode::CrossReference, format!("paragraph {pairs} follows the renumbering"));
        }
    }

    /// Gives a warning for each broken reference in paragraphs with the same words on both sides.
    pub(super) fn check_unchanged(&self) -> Vec<Warning> {
        let changes = &self.comparison.changes;
        // If every paragraph kept its number, unchanged references are still right.
        let renumbers =
            |change: &Change| change.renumbered || !matches!(change.kind, ChangeKind::Unchanged | ChangeKind::Reworded);
        if !changes.iter().any(renumbers) {
            return Vec::new();
        }
        let unchanged = changes.par_iter().filter(|change| change.kind == ChangeKind::Unchanged);
        unchanged.flat_map_iter(|change| self.broken_references(change)).collect()
    }

    fn broken_references(&self, change: &Change) -> Vec<Warning> {
        let after = &self.comparison.resolutions.after;
        let paragraph = change.paragraphs.after.first().and_then(|index| after.paragraphs.get(index.0));
        let Some(text) = paragraph.and_then(|paragraph| referring_part(&paragraph.text)) else { return Vec::new() };
        let text = [Segment::added(text)];
        let words = WordDiff::new(&text).sides.after;
        let references = Versions::new(references(&words), references(&words));
        self.outcomes(change, &references).iter().filter_map(|outcome| self.warning(change, outcome)).collect()
    }

    fn warning(&self, change: &Change, outcome: &Outcome) -> Option<Warning> {
        let after = &self.comparison.resolutions.after;
        let id = change.paragraphs.after.first().map(|index| after[*index].id.0.as_str()).unwrap_or_default();
        let is_broken = outcome.code == ReasonCode::BrokenReference;
        is_broken.then(|| Warning::new(format!("{id}: {}", outcome.text)))
    }

    fn outcomes(&self, change: &Change, references: &Versions<Vec<Reference>>) -> Vec<Outcome> {
        let texts = self.comparison.resolutions.as_ref();
        let (Some(&index), true) = (change.paragraphs.after.first(), change.kind != ChangeKind::Removed) else {
            return Vec::new();
        };
        let own_section = section(&texts.after[index].id.0);
        let numbered = |number: &str| self.by_number.after.get(&(own_section, number)).copied();
        let exists = |number: &str| numbered(number).is_some();
        let has_numbers = !self.by_number.after.is_empty();
        let is_paired = references.before.len() == references.after.len();
        let mut out = Vec::new();
        for (nth, new) in references.after.iter().enumerate() {
            let old = references.before.get(nth).filter(|_| is_paired);
            let words = Versions::new(old.map(|old| old.word), Some(new.word));
            let mut push = |code: ReasonCode, text: String| out.push(Outcome { code, text, words });
            let missing = || format!("paragraph {} does not exist", new.number);
            let target = old.zip(change.paragraphs.before.first()).and_then(|(old, source)| {
                let section = section(&texts.before[*source].id.0);
                self.by_number.before.get(&(section, old.number.as_str())).copied()
            });
            let (Some(old), Some(target)) = (old, target) else {
                if has_numbers && !exists(&new.number) {
                    push(ReasonCode::BrokenReference, missing());
                }
                continue;
            };
            let successors = self.successors[target.0].iter();
            let now: Vec<&str> = successors.filter_map(|index| number(texts.after, *index)).collect();
            let (from, to) = (&old.number, &new.number);
            let is_replaced = || {
                let removed = &texts.before[target];
                self.successors[target.0].is_empty()
                    && numbered(to).is_some_and(|new| replaces(&texts.after[new].text, &removed.text))
            };
            if now.contains(&to.as_str()) {
                if from != to {
                    push(ReasonCode::CrossReference, format!("{from} → {to}"));
                }
            } else if !exists(to) {
                push(ReasonCode::BrokenReference, missing());
            } else if from == to && is_replaced() {
                // The reference is to the paragraph that took the place of the removed one.
            } else if from == to {
                let text = match now.first() {
                    Some(now) => format!("still refers to paragraph {to}, which is now {now}"),
                    None if self.successors[target.0].is_empty() => {
                        format!("still refers to paragraph {to}; the former paragraph {to} was removed")
                    }
                    None => format!("still refers to paragraph {to}, which no longer has this number"),
                };
                push(ReasonCode::BrokenReference, text);
            } else {
                let text = format!("refers to paragraph {to} instead of {from}, a different paragraph");
                push(ReasonCode::RetargetedReference, text);
            }
        }
        out
    }
}

/// Whether a paragraph says nearly what a removed one with its number said: another instalment of a sum, another date.
fn replaces(new: &str, removed: &str) -> bool {
    let [removed, new] = [removed, new].map(|text| text.split_whitespace().collect::<Vec<_>>());
    TextDiff::from_slices(&removed, &new).ratio() >= MIN_REPLACEMENT_RATIO
}

/// The part of an id before its last name: `II/` of `II/OP3`.
fn section(id: &str) -> &str {
    id.rfind('/').map_or("", |slash| &id[..=slash])
}

/// The printed number of a top-level paragraph.
fn number(text: &Resolution, index: ParagraphIndex) -> Option<&str> {
    let paragraph = text.paragraphs.get(index.0)?;
    let label = paragraph.label.as_ref().filter(|label| label.style == NumberStyle::Number && paragraph.depth == 0)?;
    Some(label.text.as_str())
}

/// What nouns as `paragraph` and `paragraphs` have in common, in any case: their shortest forms without the first letter.
static NOUNS: LazyLock<Vec<Finder<'_>>> = LazyLock::new(|| {
    let mut shortest: Vec<&str> = PhraseList::ParagraphNoun.words().collect();
    shortest.sort_unstable();
    shortest.dedup_by(|longer, shorter| longer.starts_with(*shorter));
    let rests = shortest.into_iter().filter_map(|noun| Some(&noun[noun.chars().next()?.len_utf8()..]));
    let rests = rests.filter(|rest| !rest.is_empty()).flat_map(|rest| [rest.to_owned(), rest.to_uppercase()]);
    rests.map(|rest| Finder::new(rest.as_bytes()).into_owned()).collect()
});

/// Whether a text has such a noun. Most do not, and their words are not searched.
fn may_refer(text: &str) -> bool {
    NOUNS.iter().any(|noun| noun.find(text.as_bytes()).is_some())
}

/// The same for a segment. Kept text nearly always has the same spelling on both sides.
fn segment_may_refer(segment: &Segment) -> bool {
    match segment {
        Segment::Kept(both) => may_refer(&both.after) || both.before != both.after && may_refer(&both.before),
        Segment::Removed { text } | Segment::Added { text } => may_refer(text),
    }
}

/// The rest of a text from the first numbered `paragraph` on, if it may refer to one of the same resolution.
fn referring_part(text: &str) -> Option<&str> {
    let has_number = |noun: &usize| {
        let after = text[*noun..].trim_start_matches(char::is_alphabetic);
        after.trim_start().starts_with(|first: char| first.is_ascii_digit())
    };
    let first = |noun: &Finder<'_>| noun.find_iter(text.as_bytes()).find(has_number);
    let noun = NOUNS.iter().filter_map(first).min()?;
    let rest = &text[text[..noun].trim_end_matches(char::is_alphabetic).len()..];
    (PhraseList::Direction.occurs_in(rest) || PhraseList::SelfReference.occurs_in(rest)).then_some(rest)
}

/// Finds the references in a text.
fn references(words: &[Word<'_>]) -> Vec<Reference> {
    let text = |index: usize| words.get(index).map_or(Cow::Borrowed(""), Word::lower);
    let is_numeral = |index: usize| {
        let text = text(index);
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut out = Vec::new();
    let mut index = 0;
    while index < words.len() {
        index += 1;
        if !PhraseList::ParagraphNoun.contains(&words[index - 1].lower()) {
            continue;
        }
        let mut list = Vec::new();
        while is_numeral(index) {
            list.push(Reference { word: index, number: text(index).into_owned() });
            index += 1;
            while text(index) == "(" && text(index + 2) == ")" {
                index += 3;
            }
            // “5, 12 and 14”, “5, and 14”
            let joining =
                words[index.min(words.len())..].iter().take(2).take_while(|word| word.joins_numbers()).count();
            if !is_numeral(index + joining) {
                break;
            }
            index += joining;
        }
        if Lexicon::any().is_self_reference(words.iter().skip(index).map(Word::lower)) {
            out.append(&mut list);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_paragraphs_only() {
        for (text, expected) in [
            ("as set out in paragraph 5 above;", &["5"][..]),
            ("paragraphs 3, 4 (a) and 7 of the present resolution;", &["3", "4", "7"]),
            ("in paragraph 5 of its resolution 12/34;", &[]),
            ("the paragraph above;", &[]),
            ("in paragraph 5 of the present report;", &[]),
            ("subparagraph 5 above;", &[]),
        ] {
            let segments = [Segment::added(text)];
            let words = WordDiff::new(&segments);
            let found: Vec<String> =
                references(&words.sides.after).into_iter().map(|reference| reference.number).collect();
            assert_eq!(found, expected, "{text}");
            assert!(referring_part(text).is_some() || expected.is_empty(), "{text}");
        }
    }

    #[test]
    fn another_instalment_replaces_a_removed_one() {
        let removed =
            "Further decides to share among the keepers the amount of 300 crowns for the month of January 2031;";
        for (new, expected) in [
            (
                "Further decides to share among the keepers the amount of 1,500 crowns for the months to June 2032;",
                true,
            ),
            (
                "Further decides to review all towers of the northern coast, with a view to closing those that no ship passes;",
                false,
            ),
        ] {
            assert_eq!(replaces(new, removed), expected, "{new}");
        }
    }
}
