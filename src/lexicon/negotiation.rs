//! The contents of brackets in a text under negotiation besides proposals: marks of agreement, placeholders, options,
//! choices.
//!
//! The conventions are those of English working papers; official texts in other languages have no open brackets.

use memchr::memmem;

use super::{PhraseList, WordList};

/// Whether brackets, square or round, hold a mark of agreement: `agreed ad ref`, `Agreed ad referendum, 12 March`,
/// `agreed in informals`, `ad ref`.
pub fn is_agreed_mark(inner: &str) -> bool {
    const MAX_WORDS: usize = 6;
    const MAX_WORDS_WITH_DATE: usize = 12;
    let lower = inner.trim().trim_matches('*').to_lowercase();
    let bare = lower.trim_end_matches('.');
    let words = lower.split_whitespace().count();
    let is_dated = || lower.contains(|c: char| c.is_ascii_digit());
    PhraseList::AgreedMark.phrases().iter().any(|(mark, condition)| match *condition {
        "alone" => bare == *mark,
        condition => {
            let needs_date = words > MAX_WORDS || condition == "dated";
            lower.starts_with(mark) && words <= MAX_WORDS_WITH_DATE && (!needs_date || is_dated())
        }
    })
}

/// Whether a bracket is a placeholder for words that are still to come: `Placeholder for …`, `X`, `…`, `20XX`, `tbc`,
/// `insert date`.
pub fn is_placeholder(inner: &str) -> bool {
    const MAX_INSTRUCTION_WORDS: usize = 6;
    let lower = inner.trim().trim_matches('*').to_lowercase();
    let is_phrase = |(phrase, condition): &(&str, &str)| match *condition {
        "start" => lower.starts_with(phrase),
        "instruction" => {
            let words = lower.strip_prefix(phrase).filter(|rest| rest.starts_with(' '));
            words.is_some_and(|words| words.split_whitespace().count() < MAX_INSTRUCTION_WORDS)
        }
        _ => lower == *phrase,
    };
    lower.is_empty()
        || PhraseList::Placeholder.phrases().iter().any(is_phrase)
        || lower.chars().all(|c| matches!(c, 'x' | '_' | '.' | '…' | ' ')) && lower.len() <= 6
        || lower.strip_prefix("20").is_some_and(|year| matches!(year, "xx" | "yy" | "__"))
}

const SIGNS_BEFORE_OPTION: [char; 5] = ['[', '{', '*', '(', ' '];

/// The labels of options in a paragraph, each with its offset and its number: 0 and `1` of `Option 1: …`. One that stands
/// further on is a label if it is set off on both sides, and not the only one: `[Option A: …] [Option B: …]`.
pub fn option_labels(text: &str) -> Vec<(usize, &str)> {
    let mut labels: Vec<(usize, &str)> = option_number(text).map(|number| (0, number)).into_iter().collect();
    let signs = text.len() - text.trim_start_matches(SIGNS_BEFORE_OPTION).len();
    for word in PhraseList::Option.words() {
        let first = labels.first().map_or(0, |_| signs + word.len());
        for offset in memmem::find_iter(text.get(first..).unwrap_or_default().as_bytes(), word) {
            let offset = first + offset;
            let before = text[..offset].trim_end();
            let is_or = |word: &str| WordList::Or.contains(word);
            let is_set_off = before.ends_with([';', '.', ',', ':', '[', ']', '{', '}', '/'])
                || before.rsplit_once(' ').is_some_and(|(_, last)| is_or(last));
            let Some((number, behind)) = option(&text[offset..]).filter(|_| is_set_off) else { continue };
            if behind.trim_start().starts_with([':', ']', '}']) {
                labels.push((offset, number));
            }
        }
    }
    if labels.len() == 1 && labels[0].0 > 0 {
        labels.clear();
    }
    labels
}

/// The number of an option that a text begins with: `1` of `Option 1: …`, `B` of `[Option B`.
pub fn option_number(text: &str) -> Option<&str> {
    option(text.trim_start_matches(SIGNS_BEFORE_OPTION)).map(|(number, _)| number)
}

/// The number of an option that a text begins with, and the text behind it.
fn option(text: &str) -> Option<(&str, &str)> {
    let after = |word: &str| {
        let is_option = text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        is_option.then(|| text[word.len()..].strip_prefix(' ')).flatten()
    };
    let rest = PhraseList::Option.words().find_map(after)?;
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let after = rest[len..].trim_start();
    let is_number = rest[..len].bytes().all(|digit| digit.is_ascii_digit()) || len == 1;
    let ends = after.is_empty() || after.starts_with([':', '.', ')', ']', '}', '-', '–', '(']);
    (len > 0 && is_number && ends).then(|| rest.split_at(len))
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
    let is_and_or = matches!(parts[..], [first, second] if {
        WordList::And.contains(&first.to_lowercase()) && WordList::Or.contains(&second.to_lowercase())
    });
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
