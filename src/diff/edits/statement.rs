//! What an edit does, in a few words made of quotations.

use std::ops::Range;

use super::super::sequence::{TokenRef, TokenSeq};
use super::Draft;
use super::phrase::Class;
use crate::lexicon::FunctionWord;
use crate::model::Versions;

/// Says what an edit does.
pub(super) fn statement(rows: Versions<&TokenSeq>, draft: &Draft) -> String {
    let mut quotations = Versions::new(
        quotation(rows.before, draft.blocks().map(|block| &block.before)),
        quotation(rows.after, draft.blocks().map(|block| &block.after)),
    );
    if quotations.before.is_none() && quotations.after.is_none() {
        quotations = rows.zip(draft.main.clone()).map(|(row, words)| Some(with_context(row, words)));
    }
    if !draft.moved && quotations.before == quotations.after {
        // Only the marks at their ends differ: then the marks tell.
        quotations = rows.zip(draft.main.clone()).map(|(row, words)| Some(row.text[row.bytes(words)].to_owned()));
    }
    if let (Some(before), Some(after)) = (&quotations.before, &quotations.after)
        && is_count(before)
        && is_count(after)
    {
        // A number alone does not say what it counts.
        quotations = rows.zip(draft.main.clone()).map(|(row, words)| Some(with_what_it_counts(row, words)));
    }
    let quotations = quotations.map(|text| text.map(|text| clipped(&text)));
    match (draft.moved, quotations.before, quotations.after) {
        (true, Some(before), _) => format!("moves “{before}”"),
        (_, Some(before), Some(after)) => format!("“{before}” becomes “{after}”"),
        (_, Some(before), None) => format!("drops “{before}”"),
        (_, None, Some(after)) => format!("adds “{after}”"),
        (_, None, None) => String::new(),
    }
}

/// The first block that says something, without the glue at its ends.
fn quotation<'a>(row: &TokenSeq, mut blocks: impl Iterator<Item = &'a Range<usize>>) -> Option<String> {
    let class = |at: usize| Class::of(&row.tokens[at]);
    let words = blocks.find(|words| (*words).clone().any(|at| class(at).is_content()))?;
    let (mut start, mut end) = (words.start, words.end);
    while class(start).is_glue() {
        start += 1;
    }
    while class(end - 1).is_glue() {
        end -= 1;
    }
    Some(row.text[row.bytes(with_closing_bracket(row, start, end))].to_owned())
}

/// Words with the bracket that closes the last one opened among them: `1284 (2031)`, not `1284 (2031`.
fn with_closing_bracket(row: &TokenSeq, start: usize, end: usize) -> Range<usize> {
    let count = |bracket: &str| row.tokens[start..end].iter().filter(|token| token.text == bracket).count();
    let closes = row.tokens.get(end).is_some_and(|token| token.text == ")");
    start..end + usize::from(closes && count("(") > count(")"))
}

/// Whether a quotation is a number that counts something: `36`, `1,259,112`. A year and a symbol do not.
fn is_count(text: &str) -> bool {
    let is_digits = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || ",. ".contains(character));
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits && !is_year
}

/// A number with the words behind it: `36 ratifying States`, `30 per cent`, `36 of the 44`, or with `paragraph` before it.
fn with_what_it_counts(row: &TokenSeq, words: Range<usize>) -> String {
    const MAX_CONTENT_WORDS: usize = 2;
    let numbered = words.start.checked_sub(1).is_some_and(|before| row.tokens[before].text.starts_with("paragraph"));
    let start = words.start - usize::from(numbered);
    let mut end = words.end;
    let mut content_words = 0;
    while !numbered && content_words < MAX_CONTENT_WORDS {
        let Some(token) = row.tokens.get(end) else { break };
        match Class::of(token) {
            Class::Content => content_words += 1,
            Class::Hyphen => {}
            Class::Function(_) if token.text == "per" => {}
            _ => break,
        }
        end += 1;
    }
    if end == words.end && row.tokens.get(end).is_some_and(|token| token.text == "of") {
        let is_determiner = |token: &&TokenRef| Class::of(token) == Class::Function(FunctionWord::Determiner);
        let whole = end + 1 + row.tokens[end + 1..].iter().take_while(is_determiner).count();
        let is_number = row.tokens.get(whole).is_some_and(|token| Class::of(token) == Class::Number);
        end = if is_number { whole + 1 } else { end };
    }
    row.text[row.bytes(start..end)].to_owned()
}

/// Words that say nothing alone, with so many on both sides that they do.
fn with_context(row: &TokenSeq, words: Range<usize>) -> String {
    let says_something = |words: &Range<usize>| words.clone().any(|at| Class::of(&row.tokens[at]).is_content());
    let (mut words, len) = (words, row.tokens.len());
    while !says_something(&words) && (words.start > 0 || words.end < len) {
        words = words.start.saturating_sub(1)..(words.end + 1).min(len);
    }
    row.text[row.bytes(words)].to_owned()
}

/// A quotation that is short enough to be read in a sentence: of a longer one the beginning and the end.
fn clipped(text: &str) -> String {
    const MAX_WORDS: usize = 20;
    const HEAD: usize = 12;
    const TAIL: usize = 5;
    if text.len() < 2 * MAX_WORDS {
        return text.to_owned();
    }
    // Where a word ends, and where the next one starts.
    let bytes = |(at, white): (usize, char)| at..at + white.len_utf8();
    let gaps: Vec<Range<usize>> = text.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(bytes).collect();
    if gaps.len() < MAX_WORDS {
        return text.to_owned();
    }
    format!("{} … {}", &text[..gaps[HEAD - 1].start], &text[gaps[gaps.len() - TAIL].end..])
}
