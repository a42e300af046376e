//! A letter that the font of a file gives as another: `oboectives` for `objectives`.
//!
//! A PDF names the letters of its text by a table in each font. A wrong entry replaces one letter in the whole text, and no
//! reader of the file can know what was meant. Against the other version it can be seen: several words differ in that
//! letter alone, and the text does not have the letter at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Comparison, Segment, Side, Warning};

/// Different words that must show the same two letters: one or two may be slips of the pen.
const MIN_WORDS: usize = 3;
/// Words that a warning quotes.
const MAX_QUOTED: usize = 3;

/// The letter that was meant, and the letter that stands for it.
type Letters = (char, char);

/// Warns of letters that one text gives as others.
pub(super) fn warnings(comparison: &Comparison) -> Vec<Warning> {
    Side::BOTH.into_iter().flat_map(|side| warnings_of(comparison, side)).collect()
}

fn warnings_of(comparison: &Comparison, faulty: Side) -> Vec<Warning> {
    let texts = comparison.resolutions.as_ref();
    let mut replaced: BTreeMap<Letters, BTreeSet<(String, String)>> = BTreeMap::new();
    for pair in comparison.changes.iter().flat_map(|change| change.segments.windows(2)) {
        let [Segment::Removed { text: before }, Segment::Added { text: after }] = pair else { continue };
        let (right, wrong) = match faulty {
            Side::After => (words(before), words(after)),
            Side::Before => (words(after), words(before)),
        };
        for (right, wrong) in right.iter().zip(&wrong).filter(|_| right.len() == wrong.len()) {
            if let Some(letters) = replaced_letter(right, wrong) {
                replaced.entry(letters).or_default().insert((right.clone(), wrong.clone()));
            }
        }
    }
    let is_missing =
        |letter: char| !texts.get(faulty).paragraphs.iter().any(|paragraph| paragraph.text.contains(letter));
    let found = replaced.into_iter().filter(|((meant, _), words)| words.len() >= MIN_WORDS && is_missing(*meant));
    let warning = |((meant, shown), words): (Letters, BTreeSet<(String, String)>)| {
        let quoted: Vec<String> =
            words.iter().take(MAX_QUOTED).map(|(right, wrong)| format!("“{wrong}” for “{right}”")).collect();
        let text = match faulty {
            Side::Before => "older text",
            Side::After => "newer text",
        };
        Warning::new(format!(
            "{text}: a font of the file gives “{shown}” where “{meant}” is printed ({}); check these words against the \
             page",
            quoted.join(", ")
        ))
    };
    found.map(warning).collect()
}

/// The words of a text in small letters, without the signs around them.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words.map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()).collect()
}

/// The letter that a word has where another word has, every time it differs, the same other letter.
fn replaced_letter(right: &str, wrong: &str) -> Option<Letters> {
    if right.chars().count() != wrong.chars().count() {
        return None;
    }
    let mut differing = right.chars().zip(wrong.chars()).filter(|(meant, shown)| meant != shown);
    let letters = differing.next()?;
    let is_letter = letters.0.is_alphabetic() && letters.1.is_alphabetic();
    (is_letter && differing.all(|pair| pair == letters)).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_a_letter() {
        for (right, wrong, expected) in [
            ("objectives", "oboectives", Some(('j', 'o'))),
            ("jujube", "ouoube", Some(('j', 'o'))),
            ("major", "manor", Some(('j', 'n'))),
            ("major", "minor", None),
            ("major", "majors", None),
            ("major", "major", None),
            ("2031", "2032", None),
        ] {
            assert_eq!(replaced_letter(right, wrong), expected, "{right} {wrong}");
        }
    }

    #[test]
    fn a_letter_that_is_missing_is_warned_of() {
        let old = "The General Assembly,\n\n1. Recalls the objectives of the harbours;\n\n2. Notes the major lights on the \
                   jetty of the port;\n\n3. Decides to meet in the tower.\n";
        let faulty = old.replace('j', "o");
        let slip = old.replace("major", "maoor");
        for (before, after, expected) in
            [(old, faulty.as_str(), "newer text"), (&faulty, old, "older text"), (old, &slip, "")]
        {
            let versions = crate::model::Versions::new(before, after);
            let read = |text: &str| crate::resolution(text.as_bytes()).expect("the text is read");
            let comparison = crate::compare(versions.map(read));
            let warnings: Vec<String> = comparison.warnings.iter().map(ToString::to_string).collect();
            let found =
                warnings.iter().any(|warning| warning.contains("gives “o” where “j”") && warning.contains(expected));
            assert_eq!(found, !expected.is_empty(), "{warnings:?}");
        }
    }
}
