//! What an edit does, in a sentence of quotations.

use std::ops::Range;

use super::super::sequence::{TokenRef, TokenSeq};
use super::Draft;
use super::classes::WordClass;
use crate::lexicon::{FunctionWord, WordList, number_word};
use crate::model::Versions;
use crate::text::{QuotationLength, elided};

/// How much of a phrase is quoted: what can be read in a sentence.
const LENGTH: QuotationLength = QuotationLength { max_words: 20, head: 12, tail: 5 };

/// Says what an edit does.
pub(super) fn statement(sequences: Versions<&TokenSeq>, draft: &Draft) -> String {
    let mut quotations = Versions::new(
        quotation(sequences.before, draft.blocks().map(|block| &block.before)),
        quotation(sequences.after, draft.blocks().map(|block| &block.after)),
    );
    if quotations.before.is_none() && quotations.after.is_none() {
        quotations = sequences.zip(draft.main.clone()).map(|(sequence, words)| Some(with_context(sequence, words)));
    }
    if !draft.moved && quotations.before == quotations.after {
        // Only the marks at their ends differ: then they are quoted too.
        quotations = sequences
            .zip(draft.main.clone())
            .map(|(sequence, words)| Some(sequence.text[sequence.bytes(words)].to_owned()));
    }
    if let (Some(before), Some(after)) = (&quotations.before, &quotations.after)
        && is_count(before)
        && is_count(after)
    {
        // A number alone does not say what it counts.
        quotations =
            sequences.zip(draft.main.clone()).map(|(sequence, words)| Some(with_what_it_counts(sequence, words)));
    }
    let quotations = quotations.map(|text| text.map(|text| elided(&text, LENGTH).into_owned()));
    match (draft.moved, quotations.before, quotations.after) {
        (true, Some(before), _) => format!("moves “{before}”"),
        (_, Some(before), Some(after)) => format!("“{before}” becomes “{after}”"),
        (_, Some(before), None) => format!("drops “{before}”"),
        (_, None, Some(after)) => format!("adds “{after}”"),
        (_, None, None) => String::new(),
    }
}

/// The first block with content, without the joining words at its ends.
fn quotation<'a>(sequence: &TokenSeq, mut blocks: impl Iterator<Item = &'a Range<usize>>) -> Option<String> {
    let class = |index: usize| WordClass::from_token(&sequence.tokens[index]);
    let words = blocks.find(|words| (*words).clone().any(|index| class(index).is_content()))?;
    let (mut start, mut end) = (words.start, words.end);
    while class(start).is_joining() {
        start += 1;
    }
    while class(end - 1).is_joining() {
        end -= 1;
    }
    Some(sequence.text[sequence.bytes(with_closing_mark(sequence, start, end))].to_owned())
}

/// Words with the bracket or quotation mark that closes the last one opened among them: `1284 (2031)`, not `1284 (2031`.
fn with_closing_mark(sequence: &TokenSeq, start: usize, end: usize) -> Range<usize> {
    let count = |mark: &str| sequence.tokens[start..end].iter().filter(|token| token.text == mark).count();
    let closes = |open: &str, close: &str| {
        sequence.tokens.get(end).is_some_and(|token| token.text == close) && count(open) > count(close)
    };
    start..end + usize::from(closes("(", ")") || closes("“", "”"))
}

/// Whether a quotation is a number that counts something: `36`, `1,259,112`, `eighty-seventh`. A year and a symbol
/// do not.
fn is_count(text: &str) -> bool {
    let is_digits = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || ",. ".contains(character));
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number_word = || text.to_lowercase().split('-').all(|word| number_word(word).is_some());
    is_digits && !is_year || is_number_word()
}

/// A number with the words behind it: `36 ratifying States`, `30 per cent`, `19 million United States dollars`, `36 of the
/// 44`, or with `paragraph` before it.
fn with_what_it_counts(sequence: &TokenSeq, words: Range<usize>) -> String {
    const MAX_CONTENT_WORDS: usize = 2;
    let numbered =
        words.start.checked_sub(1).is_some_and(|before| sequence.tokens[before].text.starts_with("paragraph"));
    let start = words.start - usize::from(numbered);
    let mut end = words.end;
    let mut content_words = 0;
    while !numbered && content_words < MAX_CONTENT_WORDS {
        let Some(token) = sequence.tokens.get(end) else { break };
        match WordClass::from_token(token) {
            WordClass::Content if token.text.starts_with(char::is_uppercase) => {}
            WordClass::Content if token.text != "per" && WordList::Unit.contains(token.text) => {}
            WordClass::Content => content_words += 1,
            WordClass::Hyphen => {}
            WordClass::Function(_) if token.text == "per" => {}
            _ => break,
        }
        end += 1;
    }
    if end == words.end && sequence.tokens.get(end).is_some_and(|token| token.text == "of") {
        let is_determiner =
            |token: &&TokenRef| WordClass::from_token(token) == WordClass::Function(FunctionWord::Determiner);
        let whole = end + 1 + sequence.tokens[end + 1..].iter().take_while(is_determiner).count();
        let is_number =
            sequence.tokens.get(whole).is_some_and(|token| WordClass::from_token(token) == WordClass::Number);
        end = if is_number { whole + 1 } else { end };
    }
    sequence.text[sequence.bytes(start..end)].to_owned()
}

/// Words without content, with as many words around them as give them some.
fn with_context(sequence: &TokenSeq, words: Range<usize>) -> String {
    let has_content =
        |words: &Range<usize>| words.clone().any(|index| WordClass::from_token(&sequence.tokens[index]).is_content());
    let (mut words, len) = (words, sequence.tokens.len());
    while !has_content(&words) && (words.start > 0 || words.end < len) {
        words = words.start.saturating_sub(1)..(words.end + 1).min(len);
    }
    sequence.text[sequence.bytes(words)].to_owned()
}
