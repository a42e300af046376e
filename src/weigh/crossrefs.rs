//! References to paragraphs of the same text (`paragraph 5 above`), followed through the renumbering.
//!
//! Only what says so is one: *above*, *below*, *of the present resolution*. `paragraph 5 of resolution 78/237` belongs
//! to another text. A reference that followed its paragraph is editorial; one that did not is a warning that names the
//! paragraph it stands in, whether that one changed or not.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use memchr::memmem::Finder;

use super::case::Case;
use super::words::{Word, Words};
use crate::model::{
    Change, ChangeKind, Comparison, NumberStyle, ParagraphIndex, ReasonCode, Resolution, Segment, Side, Versions,
    Warning,
};

/// More references than these in one paragraph are counted.
const PAIRS: usize = 4;

/// Where every paragraph went.
pub(super) struct Map<'a> {
    comparison: &'a Comparison,
    /// By the section and the printed number.
    numbered: Versions<HashMap<(&'a str, &'a str), ParagraphIndex, RandomState>>,
    /// What became of each older paragraph.
    became: Vec<&'a [ParagraphIndex]>,
}

/// A reference: which word it is, and the number.
struct Reference {
    word: usize,
    number: String,
}

impl<'a> Map<'a> {
    pub(super) fn new(comparison: &'a Comparison) -> Map<'a> {
        let numbered = |text: &'a Resolution| {
            let numbers = || text.indexed().filter_map(|(at, it)| Some(((section(&it.id.0), number(text, at)?), at)));
            let mut numbered = HashMap::with_capacity_and_hasher(numbers().count(), RandomState::default());
            numbered.extend(numbers());
            numbered
        };
        let numbered = comparison.resolutions.as_ref().par_map(numbered);
        let mut became: Vec<&[ParagraphIndex]> = vec![&[]; comparison.resolutions.before.paragraphs.len()];
        for change in &comparison.changes {
            for before in &change.paragraphs.before {
                became[before.0] = &change.paragraphs.after;
            }
        }
        Map { comparison, numbered, became }
    }

    /// Judges the references of a change of words; gives the broken ones.
    pub(super) fn judge(&self, case: &mut Case<'_>) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if !case.change.segments.iter().any(segment_may_refer) {
            return warnings;
        }
        let references = case.words.sides.as_ref().map(|words| references(words));
        if references.before.is_empty() && references.after.is_empty() {
            return warnings;
        }
        let mut followed = Vec::new();
        for verdict in self.verdicts(case.change, &references) {
            let told = |case: &mut Case<'_>| {
                for (side, at) in Side::BOTH.into_iter().zip([verdict.words.before, verdict.words.after]) {
                    at.into_iter().for_each(|at| case.words.tell(side, at..at + 1));
                }
            };
            told(case);
            if verdict.code == ReasonCode::CrossReference {
                followed.push(verdict.text);
                continue;
            }
            case.say(verdict.code, verdict.text.clone());
            warnings.extend(self.warning(case.change, &verdict));
        }
        let more = followed.len().saturating_sub(PAIRS);
        followed.truncate(PAIRS);
        let pairs = followed.join(", ");
        if more > 0 {
            case.say(ReasonCode::CrossReference, format!("paragraphs {pairs} and {more} more follow the renumbering"));
        } else if followed.len() > 1 {
            case.say(ReasonCode::CrossReference, format!("paragraphs {pairs} follow the renumbering"));
        } else if !followed.is_empty() {
            case.say(ReasonCode::CrossReference, format!("paragraph {pairs} follows the renumbering"));
        }
        warnings
    }

    /// Checks the references of a paragraph whose words are the same; gives the broken ones.
    pub(super) fn check(&self, change: &Change) -> Vec<Warning> {
        let after = &self.comparison.resolutions.after;
        let paragraph = change.paragraphs.after.first().and_then(|at| after.paragraphs.get(at.0));
        let Some(text) = paragraph.and_then(|paragraph| referring(&paragraph.text)) else { return Vec::new() };
        // The words are the same on both sides.
        let text = [Segment::Added { text: text.into() }];
        let words = Words::of(&text).sides.after;
        let references = Versions::new(references(&words), references(&words));
        self.verdicts(change, &references).iter().filter_map(|verdict| self.warning(change, verdict)).collect()
    }

    fn warning(&self, change: &Change, verdict: &Verdict) -> Option<Warning> {
        let after = &self.comparison.resolutions.after;
        let name = change.paragraphs.after.first().map(|at| after[*at].id.0.as_str()).unwrap_or_default();
        let broken = verdict.code == ReasonCode::BrokenReference;
        broken.then(|| Warning::new(format!("{name}: {}", verdict.text)))
    }

    fn verdicts(&self, change: &Change, references: &Versions<Vec<Reference>>) -> Vec<Verdict> {
        let comparison = self.comparison;
        let (Some(&at), true) = (change.paragraphs.after.first(), change.kind != ChangeKind::Removed) else {
            return Vec::new();
        };
        let after = &comparison.resolutions.after;
        let here = section(&after[at].id.0);
        let exists = |number: &str| self.numbered.after.contains_key(&(here, number));
        let known = !self.numbered.after.is_empty();
        let paired = references.before.len() == references.after.len();
        let mut out = Vec::new();
        for (place, new) in references.after.iter().enumerate() {
            let old = references.before.get(place).filter(|_| paired);
            let words = Versions::new(old.map(|old| old.word), Some(new.word));
            let mut say = |code: ReasonCode, text: String| out.push(Verdict { code, text, words });
            let missing = || format!("paragraph {} does not exist", new.number);
            let target = old.zip(change.paragraphs.before.first()).and_then(|(old, from)| {
                let there = section(&comparison.resolutions.before[*from].id.0);
                self.numbered.before.get(&(there, old.number.as_str())).copied()
            });
            let (Some(old), Some(target)) = (old, target) else {
                if known && !exists(&new.number) {
                    say(ReasonCode::BrokenReference, missing());
                }
                continue;
            };
            let now: Vec<&str> = self.became[target.0].iter().filter_map(|at| number(after, *at)).collect();
            let (from, to) = (&old.number, &new.number);
            if now.contains(&to.as_str()) {
                if from != to {
                    say(ReasonCode::CrossReference, format!("{from} → {to}"));
                }
            } else if !exists(to) {
                say(ReasonCode::BrokenReference, missing());
            } else if from == to {
                let text = match now.first() {
                    Some(now) => format!("refers to paragraph {to}, which is {now} now"),
                    None => format!("refers to paragraph {to}, which is another one now"),
                };
                say(ReasonCode::BrokenReference, text);
            } else {
                say(
                    ReasonCode::RetargetedReference,
                    format!("refers to paragraph {to} instead of {from}, which is another one"),
                );
            }
        }
        out
    }
}

/// What became of one reference; the text of one that followed is the pair of numbers.
struct Verdict {
    code: ReasonCode,
    text: String,
    words: Versions<Option<usize>>,
}

/// What stands before the last name in an id: `II/OP3` → `II/`.
fn section(id: &str) -> &str {
    id.rfind('/').map_or("", |at| &id[..=at])
}

/// The printed number of a paragraph that is not below another.
fn number(text: &Resolution, at: ParagraphIndex) -> Option<&str> {
    let paragraph = text.paragraphs.get(at.0)?;
    let label = paragraph.label.as_ref().filter(|label| label.style == NumberStyle::Number && paragraph.depth == 0)?;
    Some(label.text.as_str())
}

/// Most of the word that every reference has, in small letters and in capitals.
static NOUN: LazyLock<[Finder<'_>; 2]> = LazyLock::new(|| ["aragraph", "ARAGRAPH"].map(Finder::new));

/// Whether a text has the word, so that it is worth looking at its words one by one.
fn may_refer(text: &str) -> bool {
    NOUN.iter().any(|noun| noun.find(text.as_bytes()).is_some())
}

/// The same of either side; what is kept is nearly always spelt alike.
fn segment_may_refer(segment: &Segment) -> bool {
    match segment {
        Segment::Kept(both) => may_refer(&both.after) || both.before != both.after && may_refer(&both.before),
        Segment::Removed { text } | Segment::Added { text } => may_refer(text),
    }
}

/// The part of a text that is worth looking at closer, if there is any: it begins at the first paragraph that is cited
/// by its number.
fn referring(text: &str) -> Option<&str> {
    let cited = |at: &usize| {
        let behind = text[at + "aragraph".len()..].trim_start_matches('s');
        behind.trim_start().starts_with(|first: char| first.is_ascii_digit())
    };
    let noun = NOUN[0].find_iter(text.as_bytes()).find(cited)?;
    let start = text[..noun].rfind(|before: char| !before.is_alphabetic()).map_or(0, |at| at + 1);
    let rest = text.get(start..)?;
    ["above", "below", "of the present", "of this"].iter().any(|it| rest.contains(it)).then_some(rest)
}

/// Finds the references in a text.
fn references(words: &[Word<'_>]) -> Vec<Reference> {
    let is = |at: usize, some: &[&str]| words.get(at).is_some_and(|word| word.is(some));
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is(at, &["paragraph", "paragraphs"]) {
            at += 1;
            continue;
        }
        at += 1;
        let mut list = Vec::new();
        let text = |at: usize| words.get(at).map_or(Cow::Borrowed(""), Word::lower);
        let numeral = |at: usize| text(at).bytes().all(|byte| byte.is_ascii_digit()) && !text(at).is_empty();
        while numeral(at) {
            list.push(Reference { word: at, number: text(at).into_owned() });
            at += 1;
            while text(at) == "(" && text(at + 2) == ")" {
                at += 3;
            }
            match &*text(at) {
                "," if numeral(at + 1) => at += 1,
                "," if is(at + 1, &["and", "or"]) && numeral(at + 2) => at += 2,
                "and" | "or" | "to" | "–" | "-" if numeral(at + 1) => at += 1,
                _ => break,
            }
        }
        let present = || {
            is(at + 1, &["the"])
                && is(at + 2, &["present"])
                && is(at + 3, &["resolution", "annex", "declaration", "draft"])
        };
        let this = || is(at + 1, &["this"]) && is(at + 2, &["resolution"]);
        let own = is(at, &["above", "below"]) || is(at, &["of"]) && (present() || this());
        if own {
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
            let segments = [Segment::Added { text: text.into() }];
            let words = Words::of(&segments);
            let found: Vec<String> = references(&words.sides.after).into_iter().map(|it| it.number).collect();
            assert_eq!(found, expected, "{text}");
            assert!(referring(text).is_some() || expected.is_empty(), "{text}");
        }
    }
}
