//! Whether everything that stands in a source stands in what was read from it.
//!
//! Source and resolution are cut into *atoms*: runs of letters, runs of digits, and single marks. Every atom of the
//! source must stand in a paragraph (label or text), the header, the organ line, the closing, a footnote or the
//! ledger, as often as it stands in the source.
//!
//! What the program unifies, and this check therefore too:
//! - compatibility forms (NFKC), white space, and characters that show nothing;
//! - a word broken at the end of a line may be joined, figures with a footnote mark behind them parted;
//! - a label loses its stop or closing bracket, and `OP`, `PP` or `§` before it;
//! - a header field that names itself (`Distr.: Limited`, `Agenda item 5`) keeps its value only, sponsors no colon.

use std::collections::HashMap;

use travaux::model::{HeaderField, RemovalKind, Resolution};
use unicode_normalization::UnicodeNormalization;

/// Words of the source, in order, that stand nowhere in the resolution, or not as often as in the source.
pub(crate) fn missing_words(source_words: impl Iterator<Item = String>, resolution: &Resolution) -> Vec<String> {
    let mut available = Atoms::of_resolution(resolution);
    let words: Vec<String> = source_words.flat_map(|word| atoms(&word)).collect();
    let missing: Vec<usize> = (0..words.len()).filter(|index| !available.take(&words[*index])).collect();
    let mut out = Vec::new();
    let mut rest = missing.as_slice();
    while let Some((&first, others)) = rest.split_first() {
        if let Some(count) = joined(&words, rest, &mut available) {
            rest = &rest[count..];
            continue;
        }
        rest = others;
        if !available.take_parts(&words[first]) && !available.forgives(&words[first]) {
            out.push(words[first].clone());
        }
    }
    out
}

/// How many of the missing atoms, from the first on, stand in the resolution as one.
fn joined(words: &[String], missing: &[usize], available: &mut Atoms) -> Option<usize> {
    const MAX_PIECES: usize = 6;
    let mut whole = String::new();
    for (count, index) in missing.iter().take(MAX_PIECES).enumerate() {
        // what stands between two missing pieces may be the hyphen, which was found elsewhere
        if count > 0 && index - missing[count - 1] > 2 {
            return None;
        }
        if words[*index].chars().all(char::is_alphanumeric) {
            whole.push_str(&words[*index]);
        }
        if count > 0 && available.take(&whole) {
            return Some(count + 1);
        }
    }
    None
}

/// Atoms of a resolution by how often they stand in it.
struct Atoms {
    counts: HashMap<String, usize>,
    /// Labels, each of which may have lost a mark and a word before it.
    labels: usize,
    label_words: usize,
    /// Words that fields of the header may have lost by naming themselves.
    field_names: HashMap<String, usize>,
}

impl Atoms {
    fn of_resolution(resolution: &Resolution) -> Atoms {
        let mut counts = HashMap::new();
        let mut labels = 0;
        for paragraph in &resolution.paragraphs {
            count(&mut counts, &paragraph.text);
            if let Some(label) = &paragraph.label {
                count(&mut counts, &label.text);
                labels += 1;
            }
        }
        resolution.header.fields.values().for_each(|value| count(&mut counts, value));
        resolution.organ_line.iter().chain(&resolution.closing).for_each(|line| count(&mut counts, line));
        // a footnote stands in the ledger too, as it was printed: it counts once
        let (mut notes, mut printed) = (HashMap::new(), HashMap::new());
        for note in &resolution.footnotes {
            count(&mut notes, &note.mark);
            count(&mut notes, &note.text);
        }
        for entry in &resolution.ledger {
            match entry.kind {
                RemovalKind::Footnote => count(&mut printed, &entry.text),
                RemovalKind::Invisible => {}
                _ => count(&mut counts, &entry.text),
            }
        }
        for (atom, times) in printed {
            let known = notes.entry(atom).or_insert(0);
            *known = times.max(*known);
        }
        for (atom, times) in notes {
            *counts.entry(atom).or_insert(0) += times;
        }
        let mut field_names = HashMap::new();
        for field in resolution.header.fields.keys() {
            let words = match field {
                HeaderField::Distribution => "Distr.:",
                HeaderField::OriginalLanguage => "Original:",
                HeaderField::AgendaItem => "Agenda item items",
                HeaderField::Committee => "Committee: Forum:",
                HeaderField::ItemTitle => "Topic: Subject: Question of:",
                HeaderField::Sponsors => "Sponsors: Sponsor: Main submitter: Submitted by:",
                HeaderField::Other => "Signatories:",
                HeaderField::Number => ".",
                _ => continue,
            };
            // a field may be given twice, by a header in two columns or by a second document in the file
            (0..4).for_each(|_| count(&mut field_names, words));
        }
        Atoms { counts, labels, label_words: labels, field_names }
    }

    fn take(&mut self, atom: &str) -> bool {
        take(&mut self.counts, atom)
    }

    /// Whether the resolution has the atom in two pieces: a figure and the footnote mark behind it.
    fn take_parts(&mut self, atom: &str) -> bool {
        atom.char_indices().skip(1).any(|(middle, _)| {
            let (first, second) = atom.split_at(middle);
            if self.take(first) {
                if self.take(second) {
                    return true;
                }
                *self.counts.entry(first.to_owned()).or_insert(0) += 1;
            }
            false
        })
    }

    /// Whether a label or a field of the header may have lost the atom.
    fn forgives(&mut self, atom: &str) -> bool {
        if take(&mut self.field_names, atom) {
            return true;
        }
        if matches!(atom, "OP" | "PP" | "§") && self.label_words > 0 {
            self.label_words -= 1;
            return true;
        }
        if matches!(atom, "." | ")" | ":" | "-" | "–" | "—" | "、") && self.labels > 0 {
            self.labels -= 1;
            return true;
        }
        false
    }
}

fn count(counts: &mut HashMap<String, usize>, text: &str) {
    for atom in atoms(text) {
        *counts.entry(atom).or_insert(0) += 1;
    }
}

fn take(counts: &mut HashMap<String, usize>, atom: &str) -> bool {
    match counts.get_mut(atom) {
        Some(times) if *times > 0 => {
            *times -= 1;
            true
        }
        _ => false,
    }
}

/// Runs of letters, runs of digits, single marks.
fn atoms(text: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Letters,
        Digits,
        Mark,
    }
    let mut out: Vec<String> = Vec::new();
    let mut last = None;
    for original in text.chars() {
        let shown = |character: &char| !is_invisible(*character);
        if original.is_whitespace() {
            last = None;
            continue;
        }
        // a raised figure, a fraction: not part of the figures beside it
        let composed = original.is_numeric() && original.nfkc().next() != Some(original);
        if composed {
            last = None;
        }
        for character in original.nfkc().filter(shown) {
            let kind = match character {
                _ if character.is_numeric() => Kind::Digits,
                _ if character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character) => {
                    Kind::Letters
                }
                _ if character.is_whitespace() => {
                    last = None;
                    continue;
                }
                _ => Kind::Mark,
            };
            match out.last_mut() {
                Some(atom) if last == Some(kind) && kind != Kind::Mark => atom.push(character),
                _ => out.push(character.to_string()),
            }
            last = Some(kind);
        }
        if composed {
            last = None;
        }
    }
    // a letter and its accent may be one character or two
    out.into_iter().map(|atom| atom.nfkc().collect()).collect()
}

/// Characters that the program takes out because nothing of them is seen; the ledger counts them.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || character.is_control()
}

#[test]
fn lost_and_doubled_words_are_seen() {
    let text = "The General Assembly,\n\n1. Notes the re-\nport of 3 May;\n\n2. Notes the plan.";
    let resolution = travaux::resolution(text.as_bytes()).unwrap();
    let missing = |source: &str| missing_words(source.split_whitespace().map(str::to_owned), &resolution);
    assert_eq!(missing(text), [""; 0]);
    assert_eq!(missing(&text.replace("the plan", "the new plan")), ["new"]);
    assert_eq!(missing(&text.replace("the plan", "the plan the plan")), ["the", "plan"]);
    assert_eq!(missing(&text.replace("3 May", "3½ May")), ["1", "⁄", "2"]);
}
