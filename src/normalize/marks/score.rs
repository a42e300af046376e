//! How likely a digit is a footnote reference, by the words around it.

use crate::lexicon::{Lexicon, WordList};

/// No word that shows whether a digit is a mark has more bytes than this.
const MAX_WORD_LEN: usize = 60;

/// Whether a word follows a plain number: a unit, or a month, which must be capitalized (“commissions, 12 may participate”).
fn follows_number(word: &str) -> bool {
    WordList::Unit.contains(word)
        || word.starts_with(char::is_uppercase) && Lexicon::any().month_number(&word.to_lowercase()).is_some()
}

/// How likely the digits at a place are a mark: 0 not at all, 10 nearly sure.
pub(super) fn marker_score(text: &str, start: usize, end: usize) -> u32 {
    // only the words beside the digits are looked at, however long the text goes on without a space
    let first =
        (start.saturating_sub(MAX_WORD_LEN)..=start).find(|offset| text.is_char_boundary(*offset)).unwrap_or(start);
    let last =
        (end..=end.saturating_add(MAX_WORD_LEN).min(text.len())).rev().find(|offset| text.is_char_boundary(*offset));
    let (text, start, end) = (&text[first..last.unwrap_or(end)], start - first, end - first);
    let before = text[..start].chars().next_back();
    let behind = text[end..].chars().next();
    let Some(before) = before else { return 0 };
    // "2.5", "1,000", "4/5", "2-year"
    let joined = |next: char| matches!(next, '/' | '-' | '\u{2011}' | '–' | '%' | '°') || next.is_alphanumeric();
    if behind.is_some_and(joined) {
        // "resolutions 3on the": raised, and the space after it was lost
        let word: String = text[end..].chars().take_while(|next| next.is_alphabetic()).collect();
        let lost = before.is_whitespace() && word.len() > 1 && !matches!(word.as_str(), "st" | "nd" | "rd" | "th");
        return if lost && word.chars().all(char::is_lowercase) { 6 } else { 0 };
    }
    if behind.is_some_and(|next| matches!(next, '.' | ','))
        && text[end + 1..].starts_with(|next: char| next.is_ascii_digit())
    {
        return 0;
    }
    let word_before =
        |text: &str| -> String { text.trim_end().rsplit([' ', '\u{a0}']).next().unwrap_or_default().to_lowercase() };
    if before.is_ascii_digit() {
        // glued to a number: a year or a resolution number with a mark after
        let number = text[..start].rsplit([' ', '\u{a0}', '(']).next().unwrap_or_default();
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        let resolution =
            number.contains('/') && number.rsplit('/').next().is_some_and(|last| (1..=3).contains(&last.len()));
        return if year || resolution { 4 } else { 0 };
    }
    if before.is_whitespace() {
        let rest = &text[..start];
        let word = word_before(rest);
        let next = text[end..].trim_start().split([' ', ',', ';', '.', ':', '\u{a0}']).next().unwrap_or_default();
        let last = rest.trim_end().chars().next_back().unwrap_or(' ');
        if follows_number(next) {
            return 0;
        }
        if matches!(last, ',' | ';' | '.' | ':' | '”' | '"' | ')' | '’') {
            // "paragraphs 1, 2 and 3": a list of numbers
            let digits = word.trim_end_matches([',', ';']).bytes().rev().take_while(u8::is_ascii_digit).count();
            return if (1..=2).contains(&digits) && last == ',' { 3 } else { 8 };
        }
        if WordList::Numbered.contains(&word) || word.is_empty() {
            return 0;
        }
        if matches!(
            word.as_str(),
            "and" | "or" | "to" | "of" | "in" | "at" | "by" | "on" | "from" | "for" | "until" | "with" | "between"
        ) {
            return 0;
        }
        let capital =
            rest.trim_end().rsplit([' ', '\u{a0}']).next().is_some_and(|word| word.starts_with(char::is_uppercase));
        return if capital { 6 } else { 5 };
    }
    if before.is_alphabetic() || matches!(before, ',' | ';' | ':' | ')' | '”' | '"' | '’' | ']' | '»') {
        return 10;
    }
    if before == '.' {
        let word = word_before(&text[..start]);
        return if matches!(word.as_str(), "no." | "nos." | "vol." | "para." | "art.") || word.len() < 4 {
            1
        } else {
            9
        };
    }
    0
}
