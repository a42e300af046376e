//! Cross-references: `as provided for in paragraphs 14 and 16 above`.
//!
//! In: the tokens of a paragraph. Out: the numbers that it refers to, and the paragraphs that have them.
//!
//! Clauses on the instalments of one sum are nearly one text; they differ in the clause that they refer to. Where that
//! was renumbered, the number itself misleads, but the paragraph that has it is linked. So of two pairs, the one whose
//! references are linked with each other is right.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::corpus::{Corpus, Tokenized};
use super::matching::{Matching, Pair};
use crate::lexicon::PhraseList;
use crate::model::{NumberStyle, ParagraphIndex, Resolution, TextKey};
use crate::text::{Token, TokenKind, tokens};

/// The words after a number that make it a reference, of the languages in which they follow it.
static DIRECTIONS: LazyLock<Vec<TextKey>> = LazyLock::new(|| {
    let words = PhraseList::Direction.phrases().iter();
    words.map(|(word, _)| TextKey::cased_and_caseless(word).1).collect()
});
/// The digits of the longest number of a paragraph.
const MAX_DIGITS: usize = 3;

/// Whether tokens come after a number like words that make it a reference.
#[derive(Default)]
pub(super) struct ReferenceDetector {
    /// Whether there is a reference.
    pub(super) found: bool,
    /// After a number, how many words may still come before the direction: one, as in “16 and 18” and “4 (a)”.
    words_left: u8,
}

impl ReferenceDetector {
    /// Takes the next token that is no punctuation. Returns whether it is a number that may be a reference.
    pub(super) fn push(&mut self, token: &Token) -> bool {
        if token.kind == TokenKind::Number && token.range.len() <= MAX_DIGITS {
            self.words_left = 2;
            return true;
        }
        if self.words_left > 0 {
            self.words_left -= 1;
            self.found |= DIRECTIONS.contains(&token.caseless_key);
        }
        false
    }
}

/// The keys of the numbers that a text refers to.
pub(super) fn find(text: &str) -> Vec<TextKey> {
    let (mut found, mut pending) = (Vec::new(), Vec::new());
    let mut detector = ReferenceDetector::default();
    for token in tokens(text).filter(|token| token.kind != TokenKind::Punctuation) {
        if detector.push(&token) {
            pending.push(token.caseless_key);
        } else if std::mem::take(&mut detector.found) {
            found.append(&mut pending);
        } else if detector.words_left == 0 {
            pending.clear();
        }
    }
    found
}

/// The paragraphs that each text with references refers to: of several with one number the last above it, or else the
/// first.
pub(super) fn resolve(
    resolution: &Resolution,
    texts: &[Option<Tokenized>],
) -> Vec<(ParagraphIndex, Vec<ParagraphIndex>)> {
    let numbers = || texts.iter().map(|text| text.as_ref().map_or(&[][..], |text| &text.references));
    if numbers().all(<[_]>::is_empty) {
        return Vec::new();
    }
    let mut by_number: HashMap<TextKey, Vec<ParagraphIndex>, RandomState> = HashMap::default();
    for (index, paragraph) in resolution.indexed().filter(|(_, paragraph)| paragraph.depth == 0) {
        let label = paragraph.label.as_ref().filter(|label| label.style == NumberStyle::Number);
        label.into_iter().for_each(|label| by_number.entry(TextKey::new(&label.text)).or_default().push(index));
    }
    let resolve = |referring: ParagraphIndex, number: &TextKey| {
        let paragraphs = by_number.get(number)?;
        let above = paragraphs.partition_point(|&paragraph| paragraph < referring);
        paragraphs.get(above.saturating_sub(1)).copied()
    };
    let referring = resolution.indices().zip(numbers()).filter(|(_, numbers)| !numbers.is_empty());
    let resolve_all = |(referring, numbers): (ParagraphIndex, &[TextKey])| {
        (referring, numbers.iter().filter_map(|number| resolve(referring, number)).collect())
    };
    referring.map(resolve_all).collect()
}

/// Whether the references of a pair are linked with each other: `None` if nothing shows it.
pub(super) fn are_linked(corpus: &Corpus, matching: &Matching, pair: Pair) -> Option<bool> {
    let references = corpus.vectors_of(pair).map(|vector| vector.references.as_slice());
    if references.before.len() != references.after.len() {
        return None;
    }
    let targets = references.before.iter().zip(references.after);
    let known = targets.filter_map(|(&before, &after)| matching.are_partners(Pair { before, after }));
    known.reduce(|all, linked| all && linked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tests::{matching, pair};
    use crate::model::Versions;

    fn corpus_of<'a>(texts: &'a Versions<Resolution>) -> Corpus<'a> {
        Corpus::new(&Matching::new(texts.as_ref()))
    }

    #[test]
    fn a_number_with_a_direction_is_a_reference() {
        // A text below five numbered paragraphs, and the numbers that it refers to.
        let cases: [(&str, &[usize]); 9] = [
            ("as set out in paragraph 5 above", &[5]),
            ("the amounts in paragraphs 1, 3 and 4 above", &[1, 3, 4]),
            ("see paragraph 2 (a) below", &[2]),
            ("les sommes visées au paragraphe 3 ci-dessus", &[3]),
            ("los párrafos 2 y 3 supra", &[2, 3]),
            ("указанных в пункте 4 выше", &[4]),
            ("in 3 of the towns named above", &[]),
            ("in paragraph 5 of its resolution 12/34", &[]),
            ("paragraph 9 above", &[]),
        ];
        for (text, expected) in cases {
            let numbered = (1..6).map(|number| format!("{number}. Asks town {number} to wait;\n\n"));
            let document = format!("The Council,\n\n{}6. Notes {text};", numbered.collect::<String>());
            let resolution = || crate::resolution(document.as_bytes()).unwrap();
            let texts = Versions::new(resolution(), Resolution::default());
            let references = &corpus_of(&texts).vectors.before[ParagraphIndex(5)].references;
            let expected: Vec<_> = expected.iter().map(|number| ParagraphIndex(number - 1)).collect();
            assert_eq!(*references, expected, "{text}");
        }
    }

    #[test]
    fn instalments_follow_what_they_refer_to() {
        let sum = |number, months: &str, crowns| {
            format!(
                "{number}. Decides to share among the keepers of the towers the amount of {crowns} crowns for the months of \
                 {months}, in line with the scale of the guild;\n\n"
            )
        };
        let tax = |number, of, crowns| {
            format!(
                "{number}. Decides that there shall be set off against the share of each keeper, as provided for in \
                 paragraph {of} above, its part of the lamp tax of {crowns} crowns, of which a third is for the masters;\n\n"
            )
        };
        let text = |clauses: &[String]| format!("The Council,\n\n{}", clauses.concat());
        let before = text(&[
            sum(1, "June and July", 120),
            tax(2, 1, 12),
            sum(3, "August", 90),
            tax(4, 3, 9),
            sum(5, "winter and spring, at a monthly rate", 300),
            tax(6, 5, 30),
        ]);
        let after = text(&[
            sum(1, "June and July", 140),
            tax(2, 1, 14),
            sum(3, "winter and spring, at a monthly rate", 310),
            tax(4, 3, 31),
        ]);
        let texts = Versions::new(before, after).map(|text| crate::resolution(text.as_bytes()).unwrap());
        for (texts, expected) in
            [(texts.clone(), [(0, 0), (1, 1), (4, 2), (5, 3)]), (texts.reversed(), [(0, 0), (1, 1), (2, 4), (3, 5)])]
        {
            let links = crate::align::align(texts.as_ref()).links;
            let pairs: Vec<_> = links
                .iter()
                .filter_map(|link| Some((link.paragraphs.before.first()?.0, link.paragraphs.after.first()?.0)))
                .collect();
            assert_eq!(pairs, expected);
        }
    }

    #[test]
    fn references_are_compared_one_by_one() {
        let text = "The Council,\n\n1. Asks all towns to wait;\n\n2. Asks all ports to wait;\n\n3. Notes paragraphs 1 and 2 above;";
        let texts = Versions::from_fn(|_| crate::resolution(text.as_bytes()).unwrap());
        let corpus = corpus_of(&texts);
        let cases = [
            (vec![], None),
            (vec![(0, 0)], Some(true)),
            (vec![(0, 1)], Some(false)),
            (vec![(0, 0), (2, 1)], Some(false)),
        ];
        for (pairs, expected) in cases {
            assert_eq!(are_linked(&corpus, &matching(&texts, &pairs), pair(2, 2)), expected, "{pairs:?}");
        }
    }
}
