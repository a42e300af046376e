//! A letter that the font of a file gives as another: `oboectives` for `objectives`.
//!
//! A PDF names the letters of its text by a table in each font. A wrong entry replaces one letter in the whole text, and no
//! reader of the file can know what was meant. Against the other version it can be seen: several words differ in that
//! letter alone, and the text does not have the letter at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Change, Comparison, Edit, Segment, Side, TextSpan, Versions, Warning};

/// Different words that must show the same two letters: one or two may be slips of the pen.
const MIN_WORDS: usize = 3;
/// Words that a warning quotes.
const MAX_QUOTED: usize = 3;

/// A letter that one text gives as another.
pub(super) struct Fault {
    side: Side,
    meant: char,
    given: char,
    /// The words of the faulty text, each after the word that was meant.
    words: BTreeSet<(String, String)>,
}

impl Fault {
    /// The warning for people.
    pub(super) fn warning(&self) -> Warning {
        let words = self.words.iter().take(MAX_QUOTED);
        let quoted: Vec<String> = words.map(|(meant, given)| format!("“{given}” for “{meant}”")).collect();
        let text = self.side.text_name();
        let (given, meant, quoted) = (self.given, self.meant, quoted.join(", "));
        Warning::new(format!(
            "{text}: a font of the file gives “{given}” where “{meant}” is printed ({quoted}); check these words against \
             the page"
        ))
    }

    /// Whether an edit shows nothing but this fault.
    fn explains(&self, change: &Change, edit: &Edit) -> bool {
        let texts = Versions::new(change.text(Side::Before), change.text(Side::After));
        let words = texts.as_ref().zip(edit.spans.as_ref()).map(|(text, spans)| {
            let quoted =
                |span: &TextSpan| text.chars().skip(span.start).take(span.end - span.start).collect::<String>();
            spans.iter().flat_map(|span| words(&quoted(span))).collect::<Vec<_>>()
        });
        let (meant, given) = match self.side {
            Side::After => (words.before, words.after),
            Side::Before => (words.after, words.before),
        };
        let mut pairs = meant.iter().zip(&given);
        let is_fault = |meant: &str, given: &str| replaced_letter(meant, given) == Some((self.meant, self.given));
        meant.len() == given.len()
            && meant != given
            && pairs.all(|(meant, given)| meant == given || is_fault(meant, given))
    }
}

/// Finds the letters that one of the texts gives as others.
pub(super) fn find(comparison: &Comparison) -> Vec<Fault> {
    let mut replaced: BTreeMap<(char, char), BTreeSet<(String, String)>> = BTreeMap::new();
    for pair in comparison.changes.iter().flat_map(|change| change.segments.windows(2)) {
        let [Segment::Removed { text: before }, Segment::Added { text: after }] = pair else { continue };
        // Shortcut: nearly all changes differ in length.
        if before.chars().count() != after.chars().count() {
            continue;
        }
        for (before, after) in words(before).into_iter().zip(words(after)) {
            if let Some(letters) = replaced_letter(&before, &after) {
                replaced.entry(letters).or_default().insert((before, after));
            }
        }
    }
    replaced.retain(|_, words| words.len() >= MIN_WORDS);
    let is_missing = |side: Side, letter: char| {
        !comparison.resolutions.get(side).paragraphs.iter().any(|paragraph| paragraph.text.contains(letter))
    };
    let mut faults = Vec::new();
    for ((before, after), words) in replaced {
        if is_missing(Side::Before, after) {
            let words = words.iter().cloned().map(|(before, after)| (after, before)).collect();
            faults.push(Fault { side: Side::Before, meant: after, given: before, words });
        }
        if is_missing(Side::After, before) {
            faults.push(Fault { side: Side::After, meant: before, given: after, words });
        }
    }
    faults.sort_by_key(|fault| fault.side == Side::After);
    faults
}

/// Marks the edits that show nothing but a fault, and says so in their statements.
pub(super) fn mark(comparison: &mut Comparison, faults: &[Fault]) {
    if faults.is_empty() {
        return;
    }
    for change in &mut comparison.changes {
        let is_faulty = |edit: &Edit| faults.iter().any(|fault| fault.explains(change, edit));
        let faulty: Vec<bool> = change.edits.iter().map(is_faulty).collect();
        for (edit, _) in change.edits.iter_mut().zip(faulty).filter(|(_, is_faulty)| *is_faulty) {
            edit.font_fault = true;
            edit.text += " (a fault of the file)";
        }
    }
}

/// The words of a text in small letters, without the signs around them.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    words.map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase()).collect()
}

/// The letters in which two words differ, if these are the same two wherever they differ.
fn replaced_letter(meant: &str, given: &str) -> Option<(char, char)> {
    if meant.chars().count() != given.chars().count() {
        return None;
    }
    let mut differing = meant.chars().zip(given.chars()).filter(|(meant, given)| meant != given);
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
            let versions = Versions::new(before, after);
            let read = |text: &str| crate::resolution(text.as_bytes()).expect("the text is read");
            let comparison = crate::compare(versions.map(read));
            let warnings: Vec<String> = comparison.warnings.iter().map(ToString::to_string).collect();
            let found =
                warnings.iter().any(|warning| warning.contains("gives “o” where “j”") && warning.contains(expected));
            assert_eq!(found, !expected.is_empty(), "{warnings:?}");
            let statements: Vec<&str> =
                comparison.changes.iter().flat_map(|change| &change.edits).map(|edit| edit.text.as_str()).collect();
            let marked = statements.iter().filter(|text| text.ends_with("(a fault of the file)")).count();
            assert_eq!(marked, if expected.is_empty() { 0 } else { 3 }, "{statements:?}");
            let changes = comparison.changes.iter().filter(|change| change.is_font_fault());
            assert_eq!(changes.count(), if expected.is_empty() { 0 } else { 2 });
        }
    }
}
