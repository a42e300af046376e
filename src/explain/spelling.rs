//! Words with another spelling: upper and lower case, `-ise` and `-ize`, names, the name of the organ.
//!
//! The spelling of a name can be the subject of a text, so another one is never typographic.

use std::ops::Range;

use super::context::{RuleContext, SharedContext};
use super::words::{Word, WordChange};
use crate::lexicon::PhraseList;
use crate::model::{ReasonCode, Side, TextKey, Versions};
use crate::text::TokenKind;

pub(super) fn apply(_: &SharedContext<'_>, context: &mut RuleContext<'_>) {
    let changes = context.words.word_changes.clone();
    let mut capitals = Vec::new();
    for change in &changes {
        apply_organ_name(context, change);
        let [old, new] = Side::BOTH.map(|side| unexplained(context, side, change.get(side).clone()));
        let ([old], [new]) = (&old[..], &new[..]) else { continue };
        let (before, after) = (&context.words.sides.before[*old], &context.words.sides.after[*new]);
        let pair = format!("{} → {}", before.shown, after.shown);
        let is_name = |word: &Word<'_>, index: usize| word.is_capitalized() && index > 0;
        let code = if caseless_key(before) == caseless_key(after) {
            let is_unit = |word: usize, side: Side| is_unit(context.words.sides.get(side), word);
            let gains_acronym = is_acronym(before.shown) != is_acronym(after.shown);
            if is_unit(*old, Side::Before) && is_unit(*new, Side::After)
                || gains_acronym && has_lowercase_words(context)
            {
                Some(ReasonCode::Wording)
            } else {
                capitals.push(pair.clone());
                None
            }
        } else if before.is_punctuation() || after.is_punctuation() {
            continue;
        } else if canonical_spelling(&before.lower()) == canonical_spelling(&after.lower()) {
            Some(ReasonCode::Spelling)
        } else if is_name(before, *old)
            && is_name(after, *new)
            && !is_possessive(after, before)
            && is_similar_name(&before.lower(), &after.lower())
        {
            Some(ReasonCode::NameSpelling)
        } else {
            continue;
        };
        let explained = Versions::new(*old..*old + 1, *new..*new + 1);
        match code {
            Some(ReasonCode::NameSpelling) => {
                context.add_reason(ReasonCode::NameSpelling, format!("{pair} (spelling of a name)"))
            }
            Some(code) => context.add_reason(code, pair),
            None => {}
        }
        context.words.mark_both_explained(&explained);
    }
    capitals.dedup();
    if !capitals.is_empty() {
        let more = if capitals.len() > 3 { ", …" } else { "" };
        capitals.truncate(3);
        context.add_reason(ReasonCode::Capitals, format!("{}{more}", capitals.join(", ")));
    }
}

/// Whether a word is the symbol of a unit: a few letters after a number. `5 mW` is not `5 MW`.
fn is_unit(words: &[Word<'_>], index: usize) -> bool {
    let number = index.checked_sub(1).and_then(|last| words.get(last));
    words[index].shown.chars().count() <= 3 && number.is_some_and(|word| word.kind == TokenKind::Number)
}

/// Whether a word looks like an acronym: `WHO` is not `who`.
fn is_acronym(shown: &str) -> bool {
    (2..=5).contains(&shown.len()) && shown.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether both sides have unchanged words in lower case, so that the whole text is not in capitals.
fn has_lowercase_words(context: &RuleContext<'_>) -> bool {
    Side::all(|side| {
        let words = context.words.sides.get(side);
        words.iter().any(|word| !word.changed && word.shown.contains(char::is_lowercase))
    })
}

/// The first two words of a range that are not explained yet.
fn unexplained(context: &RuleContext<'_>, side: Side, range: Range<usize>) -> Vec<usize> {
    range.filter(|&index| context.words.sides.get(side)[index].is_unexplained()).take(2).collect()
}

/// `the Assembly` for `the General Assembly`: a name of two words whose equivalent is the second.
fn apply_organ_name(context: &mut RuleContext<'_>, change: &WordChange) {
    for side in Side::BOTH {
        let (own, other) = (change.get(side).clone(), change.get(side.other()).clone());
        let Some(name) = context.words.sides.get(side).get(own.start..own.start + 2) else { continue };
        let is_only_word = own.len() == 1 && other.is_empty() && name[0].is_unexplained();
        let equivalent = context.lexicon.longest_equivalent(name.iter().map(Word::lower));
        let is_name = name.iter().all(Word::is_capitalized) && equivalent == Some((2, &*name[1].lower()));
        if is_only_word && is_name {
            let (long, short) = (format!("the {} {}", name[0].shown, name[1].shown), format!("the {}", name[1].shown));
            let pair = match side {
                Side::Before => format!("{long} → {short}"),
                Side::After => format!("{short} → {long}"),
            };
            context.add_reason(ReasonCode::OrganName, pair);
            context.words.mark_explained(side, own);
        }
    }
}

/// The key of a word, ignoring case.
fn caseless_key(word: &Word<'_>) -> TextKey {
    TextKey::cased_and_caseless(word.shown).1
}

/// Whether exactly one of two names is possessive, so that they are different words.
fn is_possessive(left: &Word<'_>, right: &Word<'_>) -> bool {
    left.lower().contains('\'') != right.lower().contains('\'')
}

/// One of the usual spellings of a word, the same for all of them.
pub(super) fn canonical_spelling(lower: &str) -> String {
    // Shorter words are other words: “wise”, “four”.
    const MIN_LEN: usize = 5;
    let mut word = lower.to_owned();
    for (spelling, other) in PhraseList::Spelling.phrases().iter().filter(|_| lower.len() >= MIN_LEN) {
        word = match spelling.strip_prefix('-').zip(other.strip_prefix('-')) {
            None => word.replace(spelling, other),
            Some((end, other)) => word.strip_suffix(end).map(|stem| format!("{stem}{other}")).unwrap_or(word),
        };
    }
    word
}

/// Whether two names may be spellings of the same name: few letters differ, and the first is equal.
fn is_similar_name(left: &str, right: &str) -> bool {
    let longest = left.chars().count().max(right.chars().count());
    let same_start = left.chars().next() == right.chars().next();
    same_start && (4..=32).contains(&longest) && strsim::levenshtein(left, right) * 3 <= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_and_names() {
        for (left, right, same) in [
            ("organise", "organize", true),
            ("organisation", "organization", true),
            ("labour", "labor", true),
            ("centre", "center", true),
            ("programme", "program", true),
            ("rise", "rize", false),
            ("their", "there", false),
        ] {
            assert_eq!(canonical_spelling(left) == canonical_spelling(right), same, "{left} {right}");
        }
        for (left, right, same) in [
            ("chernobyl", "chornobyl", true),
            ("kiev", "kyiv", false),
            ("ukraine", "uganda", false),
            ("turkey", "türkiye", false),
            ("kharkov", "kharkiv", true),
        ] {
            assert_eq!(is_similar_name(left, right), same, "{left} {right}");
        }
    }
}
