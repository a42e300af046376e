//! The contents of brackets in a text under negotiation besides proposals: marks of agreement, placeholders, options,
//! choices.
//!
//! The conventions are those of English working papers; official texts in other languages have no open brackets.

use memchr::memmem;

use super::PhraseList;

/// Whether brackets, square or round, hold a mark of agreement: `agreed ad ref`, `Agreed ad referendum, 12 March`,
/// `agreed in informals`, `ad ref`.
pub fn is_agreed_mark(inner: &str) -> bool {
    const MAX_WORDS: usize = 6;
    const MAX_WORDS_WITH_DATE: usize = 12;
    let lower = inner.trim().trim_matches('*').to_lowercase();
    let bare = lower.trim_end_matches('.');
    let words = lower.split_whitespace().count();
    let is_dated = || lower.contains(|c: char| c.is_ascii_digit());
    matches!(bare, "agreed" | "ad ref")
        || PhraseList::AgreedMark.phrases().iter().any(|(mark, _)| lower.starts_with(mark))
            && (words <= MAX_WORDS || words <= MAX_WORDS_WITH_DATE && is_dated())
            && (!lower.starts_with("agreed on") || is_dated())
}

/// Whether a bracket is a placeholder for words that are still to come: `Placeholder for …`, `X`, `…`, `20XX`, `tbc`,
/// `insert date`.
pub fn is_placeholder(inner: &str) -> bool {
    const MAX_INSTRUCTION_WORDS: usize = 6;
    let lower = inner.trim().trim_matches('*').to_lowercase();
    lower.starts_with("placeholder")
        || lower.is_empty()
        || PhraseList::Placeholder.contains(&lower)
        || lower.chars().all(|c| matches!(c, 'x' | '_' | '.' | '…' | ' ')) && lower.len() <= 6
        || lower.strip_prefix("20").is_some_and(|year| matches!(year, "xx" | "yy" | "__"))
        || lower.starts_with("insert ") && lower.split_whitespace().count() <= MAX_INSTRUCTION_WORDS
}

const SIGNS_BEFORE_OPTION: [char; 5] = ['[', '{', '*', '(', ' '];

/// The labels of options in a paragraph, each with its offset and its number: 0 and `1` of `Option 1: …`. One that stands
/// further on is a label if it is set off on both sides, and not the only one: `[Option A: …] [Option B: …]`.
pub fn option_labels(text: &str) -> Vec<(usize, &str)> {
    const WORD: &str = "Option ";
    let mut labels: Vec<(usize, &str)> = option_number(text).map(|number| (0, number)).into_iter().collect();
    let signs = text.len() - text.trim_start_matches(SIGNS_BEFORE_OPTION).len();
    let first = labels.first().map_or(0, |_| signs + WORD.len());
    for offset in memmem::find_iter(text.get(first..).unwrap_or_default().as_bytes(), WORD) {
        let offset = first + offset;
        let before = text[..offset].trim_end();
        let is_set_off = before.ends_with([';', '.', ',', ':', '[', ']', '{', '}', '/']) || before.ends_with(" or");
        let Some(number) = option_number(&text[offset..]).filter(|_| is_set_off) else { continue };
        let behind = &text[offset + WORD.len() + number.len()..];
        if behind.trim_start().starts_with([':', ']', '}']) {
            labels.push((offset, number));
        }
    }
    if labels.len() == 1 && labels[0].0 > 0 {
        labels.clear();
    }
    labels
}

/// The number of an option that a text begins with: `1` of `Option 1: …`, `B` of `[Option B`.
pub fn option_number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(SIGNS_BEFORE_OPTION);
    let rest = text.get(..7).filter(|word| word.eq_ignore_ascii_case("option "))?;
    let rest = &text[rest.len()..];
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let after = rest[len..].trim_start();
    let is_number = rest[..len].bytes().all(|digit| digit.is_ascii_digit()) || len == 1;
    let ends = after.is_empty() || after.starts_with([':', '.', ')', ']', '}', '-', '–', '(']);
    (len > 0 && is_number && ends).then_some(&rest[..len])
}

/// The alternatives in one bracket: `shall/should`. Each is a word or a few; figures and symbols are none.
pub fn choices(inner: &str) -> Vec<&str> {
    const MAX_WORDS: usize = 4;
    let parts: Vec<&str> = inner.split('/').map(str::trim).collect();
    let is_choice = |part: &&str| {
        let words = part.split_whitespace().count();
        (1..=MAX_WORDS).contains(&words)
            && part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''))
    };
    let is_and_or = inner.trim().eq_ignore_ascii_case("and/or");
    let is_word = |part: &&str| part.chars().any(char::is_lowercase);
    if parts.len() > 1 && !is_and_or && parts.iter().all(is_choice) && parts.iter().any(is_word) {
        parts
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_placeholders_options_and_choices() {
        for (inner, agreed, placeholder) in [
            ("Agreed ad ref", true, false),
            ("agreed ad referendum", true, false),
            ("agreed in informals", true, false),
            ("Agreed ad ref on 12 March at 3 p.m.", true, false),
            ("agreed", true, false),
            ("Ad ref.", true, false),
            ("provisionally agreed", true, false),
            ("agreed on 12 March", true, false),
            ("agreed on the margins", false, false),
            ("agreed outcome with legal force", false, false),
            ("to be determined", false, true),
            ("to be determined by the Conference", false, false),
            ("insert date", false, true),
            ("__", false, true),
            ("Placeholder for “climate finance”", false, true),
            ("X", false, true),
            ("20XX", false, true),
            ("…", false, true),
            ("shall", false, false),
        ] {
            assert_eq!((is_agreed_mark(inner), is_placeholder(inner)), (agreed, placeholder), "{inner}");
        }
        for (text, number) in [
            ("Option 1: Parties", Some("1")),
            ("[Option B", Some("B")),
            ("Option 12 (purpose):", Some("12")),
            ("Options for the future", None),
            ("Option one is open", None),
            ("Optional", None),
        ] {
            assert_eq!(option_number(text), number, "{text}");
        }
        for (text, expected) in [
            ("Option 1: Acts; Option 2: Pays", &[(0, "1"), (16, "2")][..]),
            ("{Option A} [Acts] {Option B} [Pays]", &[(0, "A"), (19, "B")]),
            ("Decides to [Option 1: act] [Option 2: pay]", &[(12, "1"), (28, "2")]),
            ("option 1: Acts; Option 2: Pays", &[(0, "1"), (16, "2")]),
            ("Option 1: Acts as under Option 2: in full", &[(0, "1")]),
            ("Acts; Option 2: Pays", &[]),
            ("Acts, Option A of the annex and, Option B of it", &[]),
        ] {
            assert_eq!(option_labels(text), expected, "{text}");
        }
        for (inner, expected) in [
            ("shall/should", &["shall", "should"][..]),
            ("shall / should / may", &["shall", "should", "may"]),
            ("and/or", &[]),
            ("78/237", &[]),
            ("A/RES", &[]),
            ("shall", &[]),
        ] {
            assert_eq!(choices(inner), expected, "{inner}");
        }
    }
}
