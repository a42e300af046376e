//! The sentence of an instruction → words, numbers, quotations, signs.

use crate::lexicon::{PhraseList, WordList, parse_ordinal};

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word in lower case, and as printed.
    Word(String, String),
    /// A paragraph number: `5`, `4.2`.
    Number(String),
    /// A number in brackets, with them: `(a)`, `(ii)`.
    Bracketed(String),
    /// What stands between quotation marks.
    Quote(String),
    /// Any other sign.
    Sign(char),
}

/// Cuts a sentence.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let marks = Marks::of(sentence);
    let mut out = Vec::new();
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = rest.trim_start();
        } else if let Some((quote, len)) = marks.quotation(rest) {
            out.push(Token::Quote(quote.to_owned()));
            rest = &rest[len..];
        } else if let Some(len) = bracketed(rest) {
            out.push(Token::Bracketed(rest[..len].to_lowercase()));
            rest = &rest[len..];
        } else if first.is_alphanumeric() || first == '•' {
            let len = word_len(rest);
            word(&rest[..len], &mut out);
            rest = &rest[len..];
        } else if first == '&' {
            out.push(Token::Word("and".to_owned(), "&".to_owned()));
            rest = &rest[1..];
        } else {
            out.push(Token::Sign(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

/// The length of a word: letters and digits, with hyphens, apostrophes, slashes and full stops between them.
fn word_len(text: &str) -> usize {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let mut joins = || {
            matches!(character, '-' | '\u{2010}' | '\u{2011}' | '’' | '\'' | '/' | '.')
                && characters.peek().is_some_and(|(_, next)| next.is_alphanumeric())
        };
        if !(character.is_alphanumeric() || character == '•' || index > 0 && joins()) {
            break;
        }
        end = index + character.len_utf8();
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// `OP5` and `PP3` are a word and a number; `21st` is a word.
fn word(text: &str, out: &mut Vec<Token>) {
    let text = text.replace(['\u{2010}', '\u{2011}'], "-");
    let lower = text.to_lowercase();
    let is_number = |text: &str| text.starts_with(|digit: char| digit.is_ascii_digit());
    let split = |(prefix, _): &(&str, &str)| lower.strip_prefix(*prefix).filter(|number| is_number(number));
    if let Some(number) = PhraseList::DivisionAbbreviation.phrases().iter().find_map(split) {
        let len = lower.len() - number.len();
        out.push(Token::Word(lower[..len].to_owned(), text[..len].to_owned()));
        out.push(Token::Number(number.to_owned()));
    } else if let Some((first, last)) = range(&lower) {
        out.extend([Token::Number(first.to_owned()), Token::Sign('-'), Token::Number(last.to_owned())]);
    } else if is_number(&lower) && parse_ordinal(&[&lower]).is_none() {
        out.push(Token::Number(lower));
    } else {
        out.push(Token::Word(lower, text));
    }
}

/// The two ends of `3-5`.
fn range(word: &str) -> Option<(&str, &str)> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    word.split_once('-').filter(|(first, last)| is_number(first) && is_number(last))
}

/// The length of `(a)`, `(iv)`, `(2)`.
fn bracketed(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('(')?;
    let end = inner.find(')')?;
    // “(a bis)”
    let is_suffix = |suffix: &str| WordList::NumberSuffix.contains(suffix);
    let core =
        inner[..end].split_once(' ').filter(|(_, suffix)| is_suffix(suffix)).map_or(&inner[..end], |(core, _)| core);
    let fits = !core.is_empty()
        && core.chars().count() <= 5
        && core.chars().all(char::is_alphanumeric)
        && !core.chars().any(|letter| letter.is_uppercase());
    fits.then_some(end + 2)
}

/// Which quotation marks a sentence uses: another kind within them belongs to what is quoted.
struct Marks {
    open: char,
    close: char,
}

impl Marks {
    fn of(sentence: &str) -> Marks {
        const KINDS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('"', '"'), ('‘', '’'), ('\'', '\'')];
        let (open, close) = KINDS.into_iter().find(|(open, _)| sentence.contains(*open)).unwrap_or(KINDS[0]);
        Marks { open, close }
    }

    /// The words between the marks at the start of a text, and the length with them. Marks within marks are counted;
    /// where they do not add up, the first closing one counts.
    fn quotation<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        let inner = text.strip_prefix(self.open)?;
        if self.close == '\'' || self.close == '’' {
            // an apostrophe within a word closes nothing
            let is_close = |(end, sign): &(usize, char)| {
                *sign == self.close && !inner[end + sign.len_utf8()..].starts_with(char::is_alphanumeric)
            };
            let (end, _) = inner.char_indices().find(is_close)?;
            return Some((&inner[..end], self.open.len_utf8() + end + self.close.len_utf8()));
        }
        let (open, close) = (self.open.len_utf8(), self.close.len_utf8());
        let mut depth = 1;
        let found = inner.char_indices().find(|(_, character)| {
            if *character == self.close {
                depth -= 1;
            } else if *character == self.open {
                depth += 1;
            }
            depth == 0
        });
        let end = found.map(|(end, _)| end).or_else(|| inner.find(self.close))?;
        Some((&inner[..end], open + end + close))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut() {
        let shown = |sentence: &str| {
            let shown = |token: Token| match token {
                Token::Word(lower, _) => lower,
                Token::Number(number) => format!("#{number}"),
                Token::Bracketed(number) => number,
                Token::Quote(quote) => format!("<{quote}>"),
                Token::Sign(sign) => sign.to_string(),
            };
            tokens(sentence).into_iter().map(shown).collect::<Vec<_>>().join(" ")
        };
        for (sentence, expected) in [
            ("In OP5(a)(ii), delete “x”.", "in op #5 (a) (ii) , delete <x> ."),
            ("Replace “a “b” c” with “d”.", "replace <a “b” c> with <d> ."),
            ("Replace “a “b” with “d”.", "replace <a “b> with <d> ."),
            ("Delete 'the keeper's lamp' here", "delete <the keeper's lamp> here"),
            ("Delete \"x (y)\" in the 21st paragraph:", "delete <x (y)> in the 21st paragraph :"),
            ("Strike clauses 3-5, 7 & 9", "strike clauses #3 - #5 , #7 and #9"),
            ("A/80/L.3, paragraph 4.2 and sub‑paragraph (b)", "a/80/l.3 , paragraph #4.2 and sub-paragraph (b)"),
        ] {
            assert_eq!(shown(sentence), expected, "{sentence}");
        }
    }
}
