//! Words that are spelt otherwise: capitals, `-ise` and `-ize`, names, the organ's name.
//!
//! How a name is spelt can be all that a text is about, so it is never typographic.

use super::case::Case;
use super::words::Word;
use crate::model::{ReasonCode, Side, TextKey, Versions};
use crate::text::TokenKind;

pub(super) fn judge(case: &mut Case<'_>) {
    let edits = case.words.edits.clone();
    let mut capitals = Vec::new();
    for edit in &edits {
        organ(case, edit);
        let [old, new] = [Side::Before, Side::After].map(|side| open(case, side, edit.get(side).clone()));
        let ([old], [new]) = (&old[..], &new[..]) else { continue };
        let (before, after) = (&case.words.sides.before[*old], &case.words.sides.after[*new]);
        let pair = format!("{} → {}", before.shown, after.shown);
        let name = |word: &Word<'_>, at: usize| word.is_capital() && at > 0;
        let code = if lower_key(before) == lower_key(after) {
            let unit = |word: usize, side: Side| is_unit(case.words.sides.get(side), word);
            let acronym = is_acronym(before.shown) != is_acronym(after.shown);
            if unit(*old, Side::Before) && unit(*new, Side::After) || acronym && has_small_words(case) {
                Some(ReasonCode::Wording)
            } else {
                capitals.push(pair.clone());
                None
            }
        } else if before.is_mark() || after.is_mark() {
            continue;
        } else if variant(&before.lower()) == variant(&after.lower()) {
            Some(ReasonCode::Spelling)
        } else if name(before, *old)
            && name(after, *new)
            && !is_possessive(after, before)
            && near(&before.lower(), &after.lower())
        {
            Some(ReasonCode::NameSpelling)
        } else {
            continue;
        };
        let (old, new) = (*old, *new);
        match code {
            Some(ReasonCode::NameSpelling) => {
                case.say(ReasonCode::NameSpelling, format!("{pair} (a name spelt otherwise)"))
            }
            Some(code) => case.say(code, pair),
            None => {}
        }
        case.words.tell(Side::Before, old..old + 1);
        case.words.tell(Side::After, new..new + 1);
    }
    capitals.dedup();
    if !capitals.is_empty() {
        let more = if capitals.len() > 3 { ", …" } else { "" };
        capitals.truncate(3);
        case.say(ReasonCode::Capitals, format!("{}{more}", capitals.join(", ")));
    }
}

/// Whether a word is the symbol of a unit: a few letters behind a figure. `5 mW` is not `5 MW`.
fn is_unit(words: &[Word<'_>], index: usize) -> bool {
    let number = index.checked_sub(1).and_then(|last| words.get(last));
    words[index].shown.chars().count() <= 3 && number.is_some_and(|it| it.kind == TokenKind::Number)
}

/// Whether a word is written as an acronym is: `WHO` is not `who`.
fn is_acronym(shown: &str) -> bool {
    (2..=5).contains(&shown.len()) && shown.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether a text is not set in capitals as a whole, on either side.
fn has_small_words(case: &Case<'_>) -> bool {
    Side::BOTH.iter().all(|side| {
        let words = case.words.sides.get(*side);
        words.iter().any(|word| !word.changed && word.shown.contains(char::is_lowercase))
    })
}

/// The words of a place that are not explained yet.
fn open(case: &Case<'_>, side: Side, range: std::ops::Range<usize>) -> Vec<usize> {
    range.filter(|&at| case.words.sides.get(side)[at].is_open()).take(2).collect()
}

/// `the Assembly` for `the General Assembly`.
fn organ(case: &mut Case<'_>, edit: &Versions<std::ops::Range<usize>>) {
    for side in Side::BOTH {
        let (here, there) = (edit.get(side).clone(), edit.get(side.other()).clone());
        let words = case.words.sides.get(side);
        let text = |at: usize| words.get(at).map_or("", |word| word.shown);
        let bare = here.len() == 1 && there.is_empty() && words[here.start].is_open();
        if bare && text(here.start) == "General" && text(here.end) == "Assembly" {
            let pair = match side {
                Side::Before => "the General Assembly → the Assembly",
                Side::After => "the Assembly → the General Assembly",
            };
            case.say(ReasonCode::OrganName, pair);
            case.words.tell(side, here);
        }
    }
}

/// What a word is compared by, case aside.
fn lower_key(word: &Word<'_>) -> TextKey {
    TextKey::cased_and_caseless(word.shown).1
}

/// Whether one name is the other with an apostrophe: that is another word.
fn is_possessive(one: &Word<'_>, other: &Word<'_>) -> bool {
    one.lower().contains('\'') != other.lower().contains('\'')
}

/// A word with what is spelt in two ways spelt in one.
fn variant(lower: &str) -> String {
    let mut word = lower.replace("isation", "ization").replace("yse", "yze").replace("programme", "program");
    for end in ["ise", "ised", "ises", "ising"] {
        if let Some(stem) = word.strip_suffix(end).filter(|stem| stem.len() > 2) {
            word = format!("{stem}{}", end.replacen('s', "z", 1));
            break;
        }
    }
    if word.len() > 4 {
        word = word.replace("our", "or");
        if let Some(stem) = word.strip_suffix("tre").map(str::to_owned) {
            word = format!("{stem}ter");
        }
    }
    word
}

/// Whether two names may be one name: few letters differ, and the first is the same.
fn near(one: &str, other: &str) -> bool {
    let longest = one.chars().count().max(other.chars().count());
    let same_start = one.chars().next() == other.chars().next();
    same_start && (4..=32).contains(&longest) && strsim::levenshtein(one, other) * 3 <= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_and_names() {
        for (one, other, same) in [
            ("organise", "organize", true),
            ("organisation", "organization", true),
            ("labour", "labor", true),
            ("centre", "center", true),
            ("programme", "program", true),
            ("rise", "rize", false),
            ("their", "there", false),
        ] {
            assert_eq!(variant(one) == variant(other), same, "{one} {other}");
        }
        for (one, other, same) in [
            ("chernobyl", "chornobyl", true),
            ("kiev", "kyiv", false),
            ("ukraine", "uganda", false),
            ("turkey", "türkiye", false),
            ("kharkov", "kharkiv", true),
        ] {
            assert_eq!(near(one, other), same, "{one} {other}");
        }
    }
}
