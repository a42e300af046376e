//! A text → its atoms: the characters that carry meaning, each with the separator before it.
//!
//! White space, hyphens and dashes are not atoms but the separators between them. So two spellings of one text have equal
//! atoms and differ only in their separators. Compatibility forms are folded, and the digits of a number that is grouped
//! by thousands are joined: `1,000`, `1 000` and `1000` have the same four atoms.

use std::ops::Range;

use crate::text::{compatible, fold_char};

/// A character that carries meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// As it is compared.
    pub(super) character: char,
    /// The bytes of the text that it was made from; the atoms of a ligature share them.
    pub(super) source: Range<usize>,
    /// What is between it and the atom before.
    pub(super) separator: Separator,
}

/// What is between two atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Separator {
    /// White space at the start, before any dash.
    pub(super) space_before: bool,
    /// White space after a dash.
    pub(super) space_after: bool,
    /// The hyphen or dash, if there is one.
    pub(super) dash: Option<Dash>,
    /// Whether a minus sign follows a hyphen or dash, as in `2–−5`.
    pub(super) minus: bool,
}

/// What a hyphen or dash looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    /// `-`, the non-breaking hyphen and the minus sign.
    Hyphen,
    /// `–`, which joins words like a hyphen if no space is beside it.
    En,
    /// `—` and the like, and several in a row.
    Em,
}

impl Separator {
    pub(super) fn is_empty(self) -> bool {
        self == Separator::default()
    }

    /// Whether there is white space and nothing else.
    pub(super) fn is_space(self) -> bool {
        self.dash.is_none() && self.space_before
    }

    fn push(&mut self, character: char) {
        if character.is_whitespace() {
            if self.dash.is_some() {
                self.space_after = true;
            } else {
                self.space_before = true;
            }
            return;
        }
        self.minus = self.dash.is_some() && character == '\u{2212}';
        self.dash = Some(match (self.dash, character) {
            (Some(_), _) => Dash::Em,
            (None, '\u{2013}') => Dash::En,
            (None, '\u{2014}' | '\u{2015}') => Dash::Em,
            _ => Dash::Hyphen,
        });
    }
}

/// The atoms of a text, and the separator after the last.
pub(super) fn atoms(text: &str) -> (Vec<Atom>, Separator) {
    let mut atoms = Vec::with_capacity(text.len());
    let mut separator = Separator::default();
    for (start, character) in text.char_indices() {
        let source = start..start + character.len_utf8();
        if character.is_ascii_alphanumeric() {
            atoms.push(Atom { character, source, separator: std::mem::take(&mut separator) });
            continue;
        }
        for part in compatible(&text[source.clone()]) {
            match fold_char(part) {
                _ if part.is_whitespace() => separator.push(part),
                Some('-') => separator.push(part),
                None => {}
                Some(character) => {
                    atoms.push(Atom { character, source: source.clone(), separator: std::mem::take(&mut separator) })
                }
            }
        }
    }
    join_thousands(&mut atoms);
    (atoms, separator)
}

/// Joins the digits of numbers that are grouped by thousands.
fn join_thousands(atoms: &mut Vec<Atom>) {
    let mut dropped: Vec<usize> = Vec::new();
    let mut index = 0;
    while index < atoms.len() {
        let lead = digits(&atoms[index..]);
        if lead == 0 {
            index += 1;
            continue;
        }
        let mut end = index + lead;
        let starts = index.checked_sub(1).and_then(|last| atoms.get(last)).is_none_or(|last| {
            !atoms[index].separator.is_empty()
                || !matches!(last.character, '.' | ',') && !last.character.is_alphanumeric()
        });
        if starts && lead <= 3 && atoms[index].character != '0' {
            let separator = separator(&atoms[end..]);
            while let Some(width) = separator.filter(|width| self::separator(&atoms[end..]) == Some(*width)) {
                if width == 1 {
                    dropped.push(end);
                }
                atoms[end + width].separator = Separator::default();
                end += width + 3;
            }
        }
        index = end;
    }
    let mut dropped = dropped.into_iter().peekable();
    let mut index = 0;
    atoms.retain(|_| {
        let drop = dropped.next_if_eq(&index).is_some();
        index += 1;
        !drop
    });
}

/// The number of digits at the start without a separator between them.
fn digits(atoms: &[Atom]) -> usize {
    let digits = atoms.iter().take_while(|atom| atom.character.is_ascii_digit()).enumerate();
    digits.take_while(|(index, atom)| *index == 0 || atom.separator.is_empty()).count()
}

/// The number of atoms before the next group of exactly three digits: 0 after a space, 1 for a comma or an apostrophe;
/// `None` if no such group follows.
fn separator(atoms: &[Atom]) -> Option<usize> {
    let first = atoms.first()?;
    let width = match first.character {
        ',' | '\'' if first.separator.is_empty() && atoms.get(1).is_some_and(|next| next.separator.is_empty()) => 1,
        digit if digit.is_ascii_digit() && first.separator.is_space() => 0,
        _ => return None,
    };
    (digits(&atoms[width..]) == 3).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_one_number() {
        for (text, expected) in [
            ("1,000", "1000"),
            ("1\u{a0}000\u{202f}000", "1000000"),
            ("12'345", "12345"),
            ("１,０００", "1000"),
            ("1,5", "1,5"),
            ("1, 200", "1,200"),
            ("1 2", "1 2"),
            ("paragraphs 12 and 345", "paragraphs 12 and 345"),
            ("2024 100", "2024 100"),
            ("0 100", "0 100"),
            ("1.5 100", "1.5 100"),
            ("1 0000", "1 0000"),
            ("10-100", "10-100"),
        ] {
            let (atoms, _) = atoms(text);
            let mut written = String::new();
            for atom in &atoms {
                if atom.separator.is_space() && atom.character != ',' && !written.ends_with(',') {
                    written.push(' ');
                }
                if atom.separator.dash.is_some() {
                    written.push('-');
                }
                written.push(atom.character);
            }
            assert_eq!(written, expected, "{text}");
        }
    }
}
