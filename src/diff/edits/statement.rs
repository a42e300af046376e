//! What an edit does, stated for people by quotations.
//!
//! In: an edit in the making. Out: `“Requests” becomes “Invites”`, `adds “as appropriate” after “the towers”`.

use std::ops::Range;

use super::super::sequence::{TokenRef, TokenSeq};
use super::classes::WordClass;
use super::{Block, EditDraft};
use crate::lexicon::{FunctionWord, Lexicon, PhraseList, WordList, is_connective};
use crate::model::Versions;
use crate::text::{QuotationLength, elided};

/// How much of a phrase is quoted: what is readable within a sentence.
const LENGTH: QuotationLength = QuotationLength { max_words: 20, head: 12, tail: 5 };

/// The start of a longer title is not quoted.
const MAX_TITLE_TOKENS: usize = 10;

/// The words of each side that are quoted, if there are any.
type QuotedWords = Versions<Option<Range<usize>>>;

/// States what an edit does.
pub(super) fn statement(sequences: Versions<&TokenSeq>, draft: &EditDraft) -> String {
    let quoted = words_to_quote(sequences, draft);
    let quotations = quotations(sequences, draft, &quoted);
    let quotations = quotations.map(|text| text.map(|text| elided(&text, LENGTH).into_owned()));
    let position = |sequence: &TokenSeq, words: &Option<Range<usize>>| {
        words.as_ref().and_then(|words| position(sequence, words)).unwrap_or_default()
    };
    match (draft.moved, quotations.before, quotations.after) {
        (true, Some(before), _) => format!("moves “{before}”"),
        (_, Some(before), Some(after)) => format!("“{before}” becomes “{after}”"),
        (_, Some(before), None) => format!("drops “{before}”{}", position(sequences.before, &quoted.before)),
        (_, None, Some(after)) => format!("adds “{after}”{}", position(sequences.after, &quoted.after)),
        (_, None, None) => String::new(),
    }
}

/// The words that say what an edit does.
fn words_to_quote(sequences: Versions<&TokenSeq>, draft: &EditDraft) -> QuotedWords {
    let quoted = Versions::new(
        quoted_words(sequences.before, draft.blocks().map(|block| &block.before)),
        quoted_words(sequences.after, draft.blocks().map(|block| &block.after)),
    );
    let has_words = quoted.before.is_some() || quoted.after.is_some();
    let quoted = match has_words {
        true => quoted,
        false => sequences.zip(draft.main.clone()).map(|(sequence, words)| Some(with_context(sequence, words))),
    };
    if draft.moved {
        return quoted;
    }
    without_common_words(sequences, with_displaced_words(sequences, &draft.main, quoted))
}

/// The quotations, with the words around them that a reader needs.
fn quotations(sequences: Versions<&TokenSeq>, draft: &EditDraft, quoted: &QuotedWords) -> Versions<Option<String>> {
    match (&quoted.before, &quoted.after) {
        (Some(before), Some(after))
            if stands_for_noun(sequences.before, before)
                && stands_for_noun(sequences.after, after)
                && (before.len() > 1 || after.len() > 1) =>
        {
            let words = Versions::new(before, after).map(Clone::clone);
            let following = sequences.zip(words).map(|(sequence, words)| Some(with_following(sequence, words)));
            return written(sequences, &following);
        }
        (Some(before), None) if !draft.moved => {
            let before = with_noun(sequences.before, before.clone());
            return written(sequences, &Versions::new(Some(before), None));
        }
        (None, Some(after)) if !draft.moved => {
            let after = with_noun(sequences.after, after.clone());
            return written(sequences, &Versions::new(None, Some(after)));
        }
        _ => {}
    }
    let mut quotations = written(sequences, quoted);
    if !draft.moved && quotations.before == quotations.after {
        // Only the punctuation at their ends differs, so it is quoted too.
        quotations = written(sequences, &draft.main.clone().map(Some));
    }
    let is_count = |quotation: &Option<String>| quotation.as_deref().is_some_and(is_count);
    if is_count(&quotations.before) && is_count(&quotations.after) {
        // A number alone says little, so what it counts is quoted too.
        return sequences.zip(draft.main.clone()).map(|(sequence, words)| Some(with_what_it_counts(sequence, words)));
    }
    quotations
}

fn written(sequences: Versions<&TokenSeq>, quoted: &QuotedWords) -> Versions<Option<String>> {
    sequences.zip(quoted.clone()).map(|(sequence, words)| Some(sequence.text[sequence.bytes(words?)].to_owned()))
}

/// The first block with content, without the joining words at its ends.
fn quoted_words<'a>(sequence: &TokenSeq, mut blocks: impl Iterator<Item = &'a Range<usize>>) -> Option<Range<usize>> {
    let class = |index: usize| WordClass::from_token(&sequence.tokens[index]);
    let words = blocks.find(|words| (*words).clone().any(|index| class(index).is_content()))?;
    let (mut start, mut end) = (words.start, words.end);
    while class(start).is_joining() {
        start += 1;
    }
    while class(end - 1).is_joining() {
        end -= 1;
    }
    Some(with_square_brackets(sequence, words, with_paired_marks(sequence, start, end)))
}

/// Adds function words that a phrase replaced: `those` → `the nine`.
fn with_displaced_words(sequences: Versions<&TokenSeq>, block: &Block, quoted: QuotedWords) -> QuotedWords {
    let displaced = |sequence: &TokenSeq, words: &Range<usize>| {
        let is_word = |index: &usize| {
            let token = &sequence.tokens[*index];
            let class = WordClass::from_token(token);
            matches!(class, WordClass::Function(FunctionWord::Determiner | FunctionWord::Other))
                && !is_connective(token.text)
        };
        let (first, last) = (words.clone().find(is_word)?, words.clone().rfind(is_word)?);
        Some(first..last + 1)
    };
    match (&quoted.before, &quoted.after) {
        (None, Some(_)) => Versions::new(displaced(sequences.before, &block.before), quoted.after),
        (Some(_), None) => Versions::new(quoted.before, displaced(sequences.after, &block.after)),
        _ => quoted,
    }
}

/// Leaves out the words that a phrase shares with a longer one on the other side: `4 trillion` → `4 trillion United
/// States dollars` only adds words.
fn without_common_words(sequences: Versions<&TokenSeq>, quoted: QuotedWords) -> QuotedWords {
    // One common word does not show that words were only added.
    const MIN_COMMON: usize = 2;
    let (Some(before), Some(after)) = (&quoted.before, &quoted.after) else { return quoted };
    let keys = Versions::new(&sequences.before.keys[before.clone()], &sequences.after.keys[after.clone()]);
    let common = before.len().min(after.len());
    let rest = |sequence: &TokenSeq, words: &Range<usize>| {
        let rest = if keys.before[..common] == keys.after[..common] {
            words.start + common..words.end
        } else if keys.before[before.len() - common..] == keys.after[after.len() - common..] {
            words.start..words.end - common
        } else {
            return None;
        };
        quoted_words(sequence, std::iter::once(&rest))
    };
    if common < MIN_COMMON {
        return quoted;
    }
    let rest = match before.len() < after.len() {
        true => Versions::new(None, rest(sequences.after, after)),
        false => Versions::new(rest(sequences.before, before), None),
    };
    if rest.before.is_some() || rest.after.is_some() { rest } else { quoted }
}

/// The position of a short phrase: ` before “the towers”`, or at the end of a clause ` after “the keepers”`.
fn position(sequence: &TokenSeq, words: &Range<usize>) -> Option<String> {
    // A longer phrase can be found without its position.
    const MAX_QUOTED_WORDS: usize = 3;
    const MAX_CONTENT_WORDS: usize = 3;
    const MAX_WORDS: usize = 6;
    if words.len() > MAX_QUOTED_WORDS {
        return None;
    }
    let class = |index: usize| WordClass::from_token(&sequence.tokens[index]);
    // The words up to a punctuation mark or the last content word that fits, without conjunctions beside the phrase.
    let context = |indices: &mut dyn Iterator<Item = usize>| {
        let indices = indices.skip_while(|index| class(*index) == WordClass::Function(FunctionWord::Conjunction));
        let (mut words, mut content) = (Vec::new(), 0);
        for index in indices.take(MAX_WORDS) {
            let class = class(index);
            // Two words with content are a phrase that a function word ends.
            let is_whole = content == MAX_CONTENT_WORDS || content == 2 && matches!(class, WordClass::Function(_));
            if is_whole || matches!(class, WordClass::Comma | WordClass::Punctuation) {
                break;
            }
            words.push(index);
            // Parts of a compound are one word.
            content += usize::from(class.is_content() && sequence.tokens[index].is_spaced());
        }
        while words.last().is_some_and(|index| !class(*index).is_content()) {
            words.pop();
        }
        let (first, last) = (words.iter().min()?, words.iter().max()?);
        Some(*first..*last + 1)
    };
    let (relation, context) = match context(&mut (words.end..sequence.tokens.len())) {
        Some(next) => ("before", next),
        None => {
            let comma = usize::from(words.start > 0 && class(words.start - 1) == WordClass::Comma);
            ("after", context(&mut (0..words.start - comma).rev())?)
        }
    };
    Some(format!(" {relation} “{}”", &sequence.text[sequence.bytes(context)]))
}

/// Extends quoted words by the square brackets of the phrase that complete pairs: `[Urges] [Invites]`, not
/// `Urges] [Invites`.
fn with_square_brackets(sequence: &TokenSeq, phrase: &Range<usize>, quoted: Range<usize>) -> Range<usize> {
    let (mut depth, mut unopened) = (0_usize, 0_usize);
    for token in &sequence.tokens[quoted.clone()] {
        match token.text {
            "[" => depth += 1,
            "]" if depth == 0 => unopened += 1,
            "]" => depth -= 1,
            _ => {}
        }
    }
    let Range { mut start, mut end } = quoted;
    while unopened > 0 && start > phrase.start && sequence.tokens[start - 1].text == "[" {
        start -= 1;
        unopened -= 1;
    }
    while depth > 0 && end < phrase.end && sequence.tokens[end].text == "]" {
        end += 1;
        depth -= 1;
    }
    start..end
}

/// Extends quoted words by the bracket or quotation mark that completes a pair: `1284 (2031)`, not `1284 (2031`, and
/// `entitled “Our seas, our lights” as adopted`, not `our lights” as adopted`. The word before a title keeps two opening
/// marks apart.
fn with_paired_marks(sequence: &TokenSeq, start: usize, end: usize) -> Range<usize> {
    let count = |mark: &str| sequence.tokens[start..end].iter().filter(|token| token.text == mark).count();
    let closes = |open: &str, close: &str| {
        sequence.tokens.get(end).is_some_and(|token| token.text == close) && count(open) > count(close)
    };
    let is_within_title = count("“") < count("”");
    let earliest = start.saturating_sub(MAX_TITLE_TOKENS);
    let title = (earliest..start).rev().find(|index| sequence.tokens[*index].text == "“").filter(|_| is_within_title);
    title.map_or(start, |mark| mark.saturating_sub(1))..end + usize::from(closes("(", ")") || closes("“", "”"))
}

/// Whether a quotation is a number that counts something: `36`, `1,259,112`, `eighty-seventh`. A year and a symbol
/// do not.
fn is_count(text: &str) -> bool {
    let is_digits = text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || ",. ".contains(character));
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number_word = || text.to_lowercase().split('-').all(|word| Lexicon::any().number_word(word).is_some());
    is_digits && !is_year || is_number_word()
}

/// A number with the words after it: `36 ratifying States`, `30 per cent`, `19 million United States dollars`, `36 of the
/// 44`, or with `paragraph` before it.
fn with_what_it_counts(sequence: &TokenSeq, words: Range<usize>) -> String {
    const MAX_CONTENT_WORDS: usize = 2;
    let is_noun = |before: usize| PhraseList::ParagraphNoun.contains(sequence.tokens[before].text);
    let numbered = words.start.checked_sub(1).is_some_and(is_noun);
    let start = words.start - usize::from(numbered);
    let mut end = words.end;
    // A name counts as one word, and a unit ends the phrase unless a name follows: “million United States dollars”.
    let mut content_words = 0;
    let mut in_name = false;
    while let Some(token) = sequence.tokens.get(end).filter(|_| !numbered) {
        let class = WordClass::from_token(token);
        let is_name = class == WordClass::Content && token.text.starts_with(char::is_uppercase);
        let is_unit = !WordList::Rate.contains(token.text) && WordList::Unit.contains(token.text);
        match class {
            WordClass::Content if is_unit => content_words = MAX_CONTENT_WORDS,
            WordClass::Content if is_name => content_words += usize::from(!in_name),
            WordClass::Content if content_words < MAX_CONTENT_WORDS => content_words += 1,
            WordClass::Hyphen => {}
            WordClass::Function(_) if WordList::Rate.contains(token.text) => {}
            _ => break,
        }
        in_name = is_name;
        end += 1;
    }
    if end == words.end && sequence.tokens.get(end).is_some_and(|token| WordList::Genitive.contains(token.text)) {
        let is_determiner =
            |token: &&TokenRef| WordClass::from_token(token) == WordClass::Function(FunctionWord::Determiner);
        let whole = end + 1 + sequence.tokens[end + 1..].iter().take_while(is_determiner).count();
        let is_number =
            sequence.tokens.get(whole).is_some_and(|token| WordClass::from_token(token) == WordClass::Number);
        end = if is_number { with_following(sequence, start..whole + 1).end } else { end };
    }
    let quoted = if is_share(sequence, start..end) { within_clause(sequence, start..end) } else { start..end };
    sequence.text[sequence.bytes(quoted)].to_owned()
}

/// Words with the ones after them that say what they are: `the nine whose ratification is needed`.
fn with_following(sequence: &TokenSeq, words: Range<usize>) -> Range<usize> {
    const MAX_WORDS: usize = 5;
    words.start..following_end(sequence, words.end, MAX_WORDS)
}

/// The end of the last content word among the next `max_words` words of the clause; `end` if there is none.
fn following_end(sequence: &TokenSeq, end: usize, max_words: usize) -> usize {
    let following = (end..sequence.tokens.len()).take_while(|index| is_within_clause(sequence, *index)).take(max_words);
    let is_content = |index: &usize| WordClass::from_token(&sequence.tokens[*index]).is_content();
    following.filter(is_content).last().map_or(end, |last| last + 1)
}

fn is_within_clause(sequence: &TokenSeq, index: usize) -> bool {
    !matches!(WordClass::from_token(&sequence.tokens[index]), WordClass::Comma | WordClass::Punctuation)
}

/// Whether words are a number of things named before or after, or stand for one: `the nine`, `those`.
fn stands_for_noun(sequence: &TokenSeq, words: &Range<usize>) -> bool {
    words.clone().all(|index| {
        let token = &sequence.tokens[index];
        WordClass::from_token(token) == WordClass::Function(FunctionWord::Determiner) || is_count(token.text)
    })
}

/// Words with the noun that a determiner and an adjective at their end wait for: `at which the political` →
/// `at which the political declaration`.
fn with_noun(sequence: &TokenSeq, words: Range<usize>) -> Range<usize> {
    let class = |index: usize| sequence.tokens.get(index).map(WordClass::from_token);
    let waits = words.len() > 2
        && class(words.end - 2) == Some(WordClass::Function(FunctionWord::Determiner))
        && class(words.end - 1) == Some(WordClass::Content)
        && class(words.end) == Some(WordClass::Content);
    words.start..words.end + usize::from(waits)
}

/// Whether words end with a share: `5 per cent`.
fn is_share(sequence: &TokenSeq, words: Range<usize>) -> bool {
    let ends_with = |count: usize| {
        let last = words.end.saturating_sub(count).max(words.start)..words.end;
        WordList::Share.contains(&sequence.text[sequence.bytes(last)])
    };
    ends_with(1) || ends_with(2)
}

/// A share with what it is a share of, up to the punctuation marks around it: `of which only 5 per cent remains potable`.
fn within_clause(sequence: &TokenSeq, words: Range<usize>) -> Range<usize> {
    const MAX_BEFORE: usize = 4;
    const MAX_AFTER: usize = 6;
    let before = (0..words.start).rev().take_while(|index| is_within_clause(sequence, *index)).count();
    let end = following_end(sequence, words.end, MAX_AFTER);
    // The start of a clause is quoted whole or not at all.
    let start = if before <= MAX_BEFORE { words.start - before } else { words.start };
    start..end
}

/// Extends function words on both sides until they include a content word.
fn with_context(sequence: &TokenSeq, words: Range<usize>) -> Range<usize> {
    let has_content =
        |words: &Range<usize>| words.clone().any(|index| WordClass::from_token(&sequence.tokens[index]).is_content());
    let (mut words, len) = (words, sequence.tokens.len());
    while !has_content(&words) && (words.start > 0 || words.end < len) {
        words = words.start.saturating_sub(1)..(words.end + 1).min(len);
    }
    words
}
