//! Cross-references: numbers of paragraphs of the text itself, as in `paragraphs 14 and 16 above`.
//!
//! A noun, numbers, and words that say that the paragraphs are of this text. `paragraph 5 of resolution 78/237` is a
//! citation of another one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::entries::entries;
use super::{PhraseList, WordList};
use crate::text::capitalized;

/// The noun, the numbers and what follows them.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    // As printed within a sentence and at its start.
    let nouns = PhraseList::ParagraphNoun.words().flat_map(|noun| [noun.to_owned(), capitalized(noun)]);
    let joints = entries().filter(|entry| WordList::of_kind(entry.kind) == Some(WordList::NumberJoint));
    let nouns = alternation(nouns);
    let joints = alternation(joints.map(|entry| entry.phrase.to_owned()));
    let self_references = alternation(PhraseList::SelfReference.words().map(str::to_owned));
    // “4 (a)”, and “5, 12 and 14”.
    let number = r"[0-9]+\b(?: ?\([^()]*\))*";
    let numbers = format!(r"{number}(?:,? ?(?:[,–-]|\b(?:{joints})\b)? ?{number})*");
    Regex::new(&format!(r"\b(?:{nouns}) ?({numbers}),? ?(?:{self_references})\b")).expect("every phrase is escaped")
});

/// The numbers among numbers; those in parentheses are of subparagraphs.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\([^()]*\)|[0-9]+").expect("the pattern is a constant"));

/// The bytes of the numbers of paragraphs of the same text that a text refers to.
pub fn cross_references(text: &str) -> impl Iterator<Item = Range<usize>> {
    let numbers = REFERENCE.captures_iter(text).filter_map(|reference| reference.get(1));
    numbers.flat_map(|numbers| {
        let found = NUMBER.find_iter(numbers.as_str()).filter(|number| !number.as_str().starts_with('('));
        found.map(move |number| numbers.start() + number.start()..numbers.start() + number.end())
    })
}

/// A pattern for any of some phrases.
fn alternation(phrases: impl Iterator<Item = String>) -> String {
    phrases.map(|phrase| regex::escape(&phrase)).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_paragraph_of_the_text_is_a_reference() {
        let cases: [(&str, &[&str]); 15] = [
            ("as set out in paragraph 5 above;", &["5"]),
            ("Paragraph 5 below", &["5"]),
            ("the amounts in paragraphs 1, 3 and 4 above", &["1", "3", "4"]),
            ("paragraphs 3, 4 (a) and 7 of the present resolution;", &["3", "4", "7"]),
            ("see paragraph 2 (a) (ii) below", &["2"]),
            ("paragraphs 5–7 above", &["5", "7"]),
            ("les sommes visées au paragraphe 3 ci-dessus", &["3"]),
            ("los párrafos 2 y 3 supra", &["2", "3"]),
            ("указанных в пункте 4 выше", &["4"]),
            ("المشار إليها في الفقرة 2 أعلاه", &["2"]),
            ("in paragraph 5 of its resolution 12/34;", &[]),
            ("in paragraph 5 of the present report;", &[]),
            ("the paragraph above;", &[]),
            ("subparagraph 5 above;", &[]),
            ("in 3 of the towns named above", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = cross_references(text).map(|number| &text[number]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
