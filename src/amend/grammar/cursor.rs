//! A sentence read from left to right: its words, and the paragraphs that it names.

use ecow::{EcoString, eco_format};

use super::tokens::{Token, tokens};
use crate::lexicon::{PhraseList, WordList, parse_cardinal, parse_ordinal};

/// What a sign is called; none for one that has no name.
pub(in crate::amend) fn sign_name(sign: &str) -> Option<&'static str> {
    PhraseList::Sign.phrases().iter().find(|(_, named)| *named == sign).map(|(name, _)| *name)
}

/// Where the reading of a sentence is.
pub(super) struct Cursor {
    pub(super) tokens: Vec<Token>,
    pub(super) index: usize,
}

impl Cursor {
    pub(super) fn new(sentence: &str) -> Cursor {
        Cursor { tokens: tokens(sentence), index: 0 }
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.index)
    }

    pub(super) fn advance(&mut self) {
        self.index += 1;
    }

    pub(super) fn position(&self) -> usize {
        self.index
    }

    pub(super) fn set_position(&mut self, index: usize) {
        self.index = index;
    }

    /// Takes what a reading of several parts takes; nothing where it is none.
    pub(super) fn attempt<T>(&mut self, take: impl FnOnce(&mut Cursor) -> Option<T>) -> Option<T> {
        let start = self.index;
        let taken = take(self);
        if taken.is_none() {
            self.index = start;
        }
        taken
    }

    /// The word some tokens ahead, in lower case; empty where none is.
    pub(super) fn word(&self, ahead: usize) -> &str {
        match self.tokens.get(self.index + ahead) {
            Some(Token::Word(lower, _)) => lower,
            _ => "",
        }
    }

    /// Takes words if they come next.
    fn take(&mut self, words: &str) -> bool {
        let count = words.split(' ').count();
        let found = words.split(' ').enumerate().all(|(ahead, word)| self.word(ahead) == word);
        self.index += if found { count } else { 0 };
        found
    }

    /// Takes the first phrase of a list that comes next, and gives its value.
    pub(super) fn take_phrase(&mut self, list: PhraseList) -> Option<&'static str> {
        list.phrases().iter().find_map(|(phrase, value)| self.take(phrase).then_some(*value))
    }

    /// Takes a phrase of a list if one comes next.
    pub(super) fn take_from(&mut self, list: PhraseList) -> bool {
        self.take_phrase(list).is_some()
    }

    pub(super) fn is_at_quote(&self) -> bool {
        matches!(self.peek(), Some(Token::Quote(_)))
    }

    /// Whether the next word is a phrase of a list.
    pub(super) fn is_at(&self, list: PhraseList) -> bool {
        list.contains(self.word(0))
    }

    pub(super) fn take_sign(&mut self, signs: &[char]) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(sign)) if signs.contains(sign));
        self.index += usize::from(found);
        found
    }

    /// Whether the sentence ends here, or with a colon.
    pub(super) fn is_at_colon(&self) -> bool {
        matches!(self.tokens.get(self.index..), Some([] | [Token::Sign(':')]))
    }

    pub(super) fn take_quote(&mut self) -> Option<String> {
        // “a comma” is as good as “,”
        let start = self.index;
        if (self.take_from(PhraseList::Definite) || self.take_from(PhraseList::Indefinite))
            && let Some(sign) = self.take_phrase(PhraseList::Sign)
        {
            return Some(sign.to_owned());
        }
        self.index = start;
        let Some(Token::Quote(quote)) = self.peek() else { return None };
        let quote = quote.clone();
        self.index += 1;
        Some(quote)
    }

    /// Whether a text in quotation marks ends what is said of it: nothing follows, or only that the rest is renumbered.
    pub(super) fn ends_text(&self) -> bool {
        let mut rest = self.tokens.get(self.index..).unwrap_or_default().iter();
        let is_sign = |token: &&Token| matches!(token, Token::Sign('.' | ';' | ','));
        let words: Vec<&str> = rest
            .by_ref()
            .skip_while(is_sign)
            .map_while(|token| match token {
                Token::Word(lower, _) => Some(lower.as_str()),
                _ => None,
            })
            .collect();
        let verb = |word: &str| PhraseList::Verb.value(word);
        match words.as_slice() {
            [] => rest.next().is_none(),
            [and, first, ..] if PhraseList::And.contains(and) => matches!(verb(first), Some("renumber" | "delete")),
            [first, ..] => verb(first) == Some("renumber"),
        }
    }

    /// Whether a colon stands before the last token.
    pub(super) fn follows_colon(&self) -> bool {
        self.index.checked_sub(2).is_some_and(|index| matches!(self.tokens[index], Token::Sign(':')))
    }

    /// Up to four words from here on, to read an ordinal from.
    pub(super) fn words(&self) -> Vec<&str> {
        (0..4).map(|ahead| self.word(ahead)).take_while(|word| !word.is_empty()).collect()
    }

    /// Takes an ordinal word.
    pub(super) fn take_ordinal(&mut self) -> Option<usize> {
        let (value, used) = parse_ordinal(&self.words())?;
        self.index += used;
        Some(value)
    }

    /// Takes a count: `two`, `36`.
    pub(super) fn take_cardinal(&mut self) -> Option<usize> {
        let count = match self.peek()? {
            Token::Word(lower, _) => parse_cardinal(lower),
            Token::Number(number) => number.parse().ok(),
            Token::Bracketed(_) | Token::Quote(_) | Token::Sign(_) => None,
        }?;
        self.advance();
        Some(count)
    }

    /// Takes a paragraph number with its suffix: `4 bis`.
    pub(super) fn take_label(&mut self) -> Option<EcoString> {
        let Some(Token::Number(number)) = self.peek() else { return None };
        let mut label: EcoString = number.as_str().into();
        self.index += 1;
        while WordList::NumberSuffix.contains(self.word(0)) {
            label = eco_format!("{label} {}", self.word(0));
            self.index += 1;
            if label.ends_with("alt")
                && let Some(Token::Number(number)) = self.peek()
            {
                label = eco_format!("{label} {number}");
                self.index += 1;
            }
        }
        Some(label)
    }

    /// The mark of a footnote: `3`, `*`, `a`.
    pub(super) fn take_mark(&mut self) -> Option<String> {
        let mark = match self.peek()? {
            Token::Number(number) => number.clone(),
            Token::Word(_, printed) if printed.chars().count() == 1 => printed.clone(),
            Token::Sign(sign @ ('*' | '†' | '‡')) => {
                let sign = *sign;
                let mut mark = String::new();
                while self.take_sign(&[sign]) {
                    mark.push(sign);
                }
                return Some(mark);
            }
            Token::Word(..) | Token::Bracketed(_) | Token::Quote(_) | Token::Sign(_) => return None,
        };
        self.index += 1;
        Some(mark)
    }

    /// Takes numbers in brackets: `(a) (ii)`.
    pub(super) fn take_items(&mut self) -> EcoString {
        let mut items = EcoString::new();
        while let Some(Token::Bracketed(item)) = self.peek() {
            items.push_str(item);
            self.index += 1;
        }
        items
    }
}
