//! Links → the identity of each word across the versions.
//!
//! In: links with their redlines. Out: the words of every paragraph, each with an id that it keeps as long as it stays.
//! The version that brought an id is the version to which the word is credited.
//!
//! 1. A kept word keeps its id; one that is only spelled differently too.
//! 2. An added run of words that was removed elsewhere in the same link was moved; one that an earlier link of the same
//!    clause removed is back. Both keep their ids. The runs must be long enough to be a phrase ([`is_phrase`]).
//! 3. Any other word is new.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::Lineage;
use crate::model::{
    LineageLink, ParagraphIndex, Resolution, Segment, Side, TextKey, TracedWord, VersionIndex, VersionedParagraph,
    WordId,
};
use crate::text::{Token, TokenKind, diff, tokens};

/// Places of a word that are looked at when a run is searched; a common word begins too many.
const MAX_PLACES: usize = 16;
/// Letters of a word that is a phrase by itself.
const MIN_LONG_WORD: usize = 6;
/// Letters of several words that are a phrase.
const MIN_LETTERS: usize = 8;

/// A run of words that a link removed.
type Removed = Arc<Vec<Word>>;

/// A word that is compared.
#[derive(Debug, Clone, Copy)]
struct Word {
    key: TextKey,
    letters: usize,
    id: WordId,
}

/// The words of every paragraph by version, and the version of each id.
pub(super) fn trace(versions: &[Resolution], lineage: &Lineage) -> (Vec<Vec<Vec<TracedWord>>>, Vec<VersionIndex>) {
    let mut tracer = Tracer { versions, words: Vec::new(), removed: Vec::new(), word_versions: Vec::new() };
    for (version, resolution) in versions.iter().enumerate() {
        tracer.words.push(vec![Vec::new(); resolution.paragraphs.len()]);
        tracer.removed.push(vec![Vec::new(); resolution.paragraphs.len()]);
        for at in super::paragraphs(versions, version) {
            match lineage.link_into(at) {
                None => tracer.add_new(at),
                Some(link) if link.before.is_empty() => tracer.add_new(at),
                // Each link once, with its first paragraph.
                Some(link) if link.after.first() == Some(&at.paragraph) => tracer.follow(link),
                Some(_) => {}
            }
        }
    }
    (tracer.words, tracer.word_versions)
}

struct Tracer<'a> {
    versions: &'a [Resolution],
    words: Vec<Vec<Vec<TracedWord>>>,
    /// The runs that the links of each paragraph have removed so far.
    removed: Vec<Vec<Vec<Removed>>>,
    word_versions: Vec<VersionIndex>,
}

/// The paragraphs of one side of a link, joined by line feeds.
struct JoinedText {
    text: String,
    paragraphs: Vec<VersionedParagraph>,
    /// Where each begins.
    starts: Vec<usize>,
    tokens: Vec<Token>,
}

impl Tracer<'_> {
    fn new_id(&mut self, version: VersionIndex) -> WordId {
        self.word_versions.push(version);
        WordId((self.word_versions.len() - 1) as u32)
    }

    /// A paragraph whose words are all new.
    fn add_new(&mut self, at: VersionedParagraph) {
        let text = &self.versions[at.version.0][at.paragraph].text;
        let words = tokens(text).map(|token| TracedWord { range: token.range, id: self.new_id(at.version) }).collect();
        self.words[at.version.0][at.paragraph.0] = words;
    }

    /// Gives the newer paragraphs of a link their words.
    fn follow(&mut self, link: &LineageLink) {
        let before = self.joined(link.before.clone());
        let after = |paragraph: &ParagraphIndex| VersionedParagraph { version: link.version, paragraph: *paragraph };
        let after = self.joined(link.after.iter().map(after).collect());
        let before_words = self.words_of(&before);
        let mut ids = kept_ids(link, &before, &before_words, &after);
        let mut removed: Vec<Removed> = Vec::new();
        for at in &before.paragraphs {
            for run in &self.removed[at.version.0][at.paragraph.0] {
                if !removed.iter().any(|known| Arc::ptr_eq(known, run)) {
                    removed.push(Arc::clone(run));
                }
            }
        }
        removed.extend(removed_runs(&before_words, &ids).into_iter().map(Arc::new));
        restore(&after, &mut ids, &removed);
        let ids: Vec<WordId> = ids.into_iter().map(|id| id.unwrap_or_else(|| self.new_id(link.version))).collect();
        for (index, at) in after.paragraphs.iter().enumerate() {
            let start = after.starts[index];
            let words = after.tokens.iter().zip(&ids).filter(|(token, _)| after.paragraph_of(token) == index);
            let shifted = |range: &Range<usize>| range.start - start..range.end - start;
            self.words[at.version.0][at.paragraph.0] =
                words.map(|(token, id)| TracedWord { range: shifted(&token.range), id: *id }).collect();
            self.removed[at.version.0][at.paragraph.0] = removed.clone();
        }
    }

    fn joined(&self, paragraphs: Vec<VersionedParagraph>) -> JoinedText {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(paragraphs.len());
        for at in &paragraphs {
            if !text.is_empty() || !starts.is_empty() {
                text.push('\n');
            }
            starts.push(text.len());
            text += &self.versions[at.version.0][at.paragraph].text;
        }
        let tokens = tokens(&text).collect();
        JoinedText { text, paragraphs, starts, tokens }
    }

    /// The words of older paragraphs, which have their ids already.
    fn words_of(&self, joined: &JoinedText) -> Vec<Word> {
        let known = joined.paragraphs.iter().flat_map(|at| &self.words[at.version.0][at.paragraph.0]);
        let word = |(token, known): (&Token, &TracedWord)| Word {
            key: token.caseless_key,
            letters: letters(&joined.text, token),
            id: known.id,
        };
        joined.tokens.iter().zip(known).map(word).collect()
    }
}

impl JoinedText {
    /// The paragraph that a token stands in, by its place in the list.
    fn paragraph_of(&self, token: &Token) -> usize {
        self.starts.partition_point(|start| *start <= token.range.start).saturating_sub(1)
    }

    /// The tokens that begin in a range of bytes.
    fn tokens_in(&self, bytes: Range<usize>) -> Range<usize> {
        let first = |offset| self.tokens.partition_point(|token| token.range.start < offset);
        first(bytes.start)..first(bytes.end)
    }
}

fn letters(text: &str, token: &Token) -> usize {
    match token.kind {
        TokenKind::Punctuation => 0,
        TokenKind::Word | TokenKind::Number => text[token.range.clone()].chars().count(),
    }
}

/// The ids of the newer words that a link keeps.
fn kept_ids(link: &LineageLink, before: &JoinedText, words: &[Word], after: &JoinedText) -> Vec<Option<WordId>> {
    let mut ids = vec![None; after.tokens.len()];
    let (mut old, mut new) = (0, 0);
    for segment in &link.segments {
        let lens = [Side::Before, Side::After].map(|side| segment.text(side).len());
        let (older, newer) = (before.tokens_in(old..old + lens[0]), after.tokens_in(new..new + lens[1]));
        (old, new) = (old + lens[0], new + lens[1]);
        if matches!(segment, Segment::Kept(_)) {
            keep(&mut ids[newer.clone()], &words[older], &after.tokens[newer]);
        }
    }
    ids
}

/// Gives kept words the ids of the older ones: word by word, and where the two spellings have other words in number, by
/// what is equal; a word that is spelled differently keeps the id of the older word in its place.
fn keep(ids: &mut [Option<WordId>], older: &[Word], newer: &[Token]) {
    if older.len() == newer.len() {
        ids.iter_mut().zip(older).for_each(|(id, word)| *id = Some(word.id));
        return;
    }
    let keys = |words: &[Word]| words.iter().map(|word| word.key).collect::<Vec<_>>();
    let newer_keys: Vec<TextKey> = newer.iter().map(|token| token.caseless_key).collect();
    for run in diff(&keys(older), &newer_keys) {
        for (offset, index) in run.after.enumerate() {
            let place = (run.before.start + offset).min(run.before.end.max(1) - 1);
            ids[index] = older.get(place).map(|word| word.id);
        }
    }
}

/// The runs of older words that no newer word continues.
fn removed_runs(words: &[Word], ids: &[Option<WordId>]) -> Vec<Vec<Word>> {
    let mut kept: Vec<WordId> = ids.iter().flatten().copied().collect();
    kept.sort_unstable();
    let is_removed = |word: &Word| kept.binary_search(&word.id).is_err();
    let runs = words.chunk_by(|left, right| is_removed(left) == is_removed(right));
    runs.filter(|run| run.first().is_some_and(is_removed) && is_phrase(run)).map(<[Word]>::to_vec).collect()
}

/// Whether words are enough to be known again: several, or one long one.
fn is_phrase(words: &[Word]) -> bool {
    let letters = words.iter().map(|word| word.letters).sum::<usize>();
    let count = words.iter().filter(|word| word.letters > 0).count();
    match count {
        0 => false,
        1 => letters >= MIN_LONG_WORD,
        _ => letters >= MIN_LETTERS,
    }
}

/// Gives new words that were removed before their old ids, the longest runs first at each place.
fn restore(after: &JoinedText, ids: &mut [Option<WordId>], removed: &[Removed]) {
    if removed.is_empty() || ids.iter().all(Option::is_some) {
        return;
    }
    let mut places: HashMap<TextKey, Vec<(usize, usize)>, FixedState> = HashMap::default();
    // Newest runs first: of two equal ones the later removal is undone.
    for (run, words) in removed.iter().enumerate().rev() {
        for (place, word) in words.iter().enumerate().filter(|(_, word)| word.letters > 0) {
            places.entry(word.key).or_default().push((run, place));
        }
    }
    let mut used: Vec<Vec<bool>> = removed.iter().map(|words| vec![false; words.len()]).collect();
    let mut index = 0;
    while index < ids.len() {
        let candidates = ids[index].is_none().then(|| places.get(&after.tokens[index].caseless_key)).flatten();
        let open = after.tokens[index..].iter().zip(&ids[index..]).take_while(|(_, id)| id.is_none());
        let lens = candidates.into_iter().flatten().take(MAX_PLACES).map(|&(run, place)| {
            let free = removed[run][place..].iter().zip(&used[run][place..]).zip(open.clone());
            let len = free.take_while(|((word, used), (token, _))| !**used && word.key == token.caseless_key).count();
            (len, run, place)
        });
        // Of equal lengths the one found first.
        let longest = lens.reduce(|best, next| if next.0 > best.0 { next } else { best });
        match longest {
            Some((len, run, place)) if is_phrase(&removed[run][place..place + len]) => {
                for offset in 0..len {
                    ids[index + offset] = Some(removed[run][place + offset].id);
                    used[run][place + offset] = true;
                }
                index += len;
            }
            _ => index += 1,
        }
    }
}
