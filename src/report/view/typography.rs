//! Differences in typography only: a line that counts them, and the list.
//!
//! Equal replacements are one row with all their places, so that a text whose apostrophes were all replaced is one row.
//! Numbers of paragraphs that differ in the same punctuation (`1.` → `1`, `2.` → `2`) are one row too, shown by the
//! first. Characters that are invisible or look like another are named, otherwise both spellings would look the same.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::name;
use crate::model::{Comparison, Label, Side, TextLocation, TypographicDifference, Versions};
use crate::text::{counted, enumeration};

/// The differences in typography.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typography {
    /// Their number: `12 in 5 paragraphs and 1 footnote`; empty if there are none.
    pub count: String,
    /// The rows, in the order of the newer text.
    pub rows: Vec<TypographyRow>,
}

/// One spelling for another, with all its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypographyRow {
    /// The two spellings as printed.
    pub spellings: Versions<String>,
    /// The places (`PP3`, `title`, `footnote 2`), and the count in each.
    pub places: Vec<(String, usize)>,
}

impl TypographyRow {
    /// The two spellings with invisible characters named: `" → “`, `- → <non-breaking hyphen>`.
    pub fn pair(&self) -> String {
        let shown = self.shown();
        format!("{} → {}", shown.before, shown.after)
    }

    /// The two spellings with invisible characters named.
    pub fn shown(&self) -> Versions<String> {
        self.spellings.as_ref().map(|text| named(text))
    }

    /// The places in a line: `PP1, PP3 (2 times), title`.
    pub fn places(&self) -> String {
        let place = |(name, count): &(String, usize)| match count {
            1 => name.clone(),
            2 => format!("{name} (twice)"),
            count => format!("{name} ({count} times)"),
        };
        self.places.iter().map(place).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for TypographyRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pair(), self.places())
    }
}

impl Typography {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The line that counts them.
    pub fn line(&self) -> String {
        format!("Typographic differences: {}", self.count)
    }

    /// The sentence that counts them where they are not listed: nobody sends a list of hyphens. `None` if there are none.
    pub fn note(&self) -> Option<String> {
        (!self.is_empty()).then(|| format!("Typographic differences, not listed here: {}.", self.count))
    }
}

/// The key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum RowKey<'a> {
    /// The spellings.
    Words(Versions<&'a str>),
    /// The punctuation before and after a number; nothing where it is not printed.
    Numbers(Versions<Option<(&'a str, &'a str)>>),
}

/// Groups the differences.
pub(super) fn list(comparison: &Comparison) -> Typography {
    let differences = &comparison.typography;
    if differences.is_empty() {
        return Typography::default();
    }
    let mut rows: Vec<TypographyRow> = Vec::new();
    let mut known: HashMap<RowKey<'_>, usize> = HashMap::new();
    for TypographicDifference { location, spellings, count } in differences {
        let spellings = spellings.as_ref().map(|text| text.as_str());
        let signs = match location {
            TextLocation::Number(index) => Some(labels(comparison, *index).map(|label| label.map(Label::signs))),
            _ => None,
        };
        let key = signs.map_or(RowKey::Words(spellings), RowKey::Numbers);
        let row = *known.entry(key).or_insert(rows.len());
        if row == rows.len() {
            let shown = signs.and_then(|signs| renumbered_spellings(comparison, location, signs));
            rows.push(TypographyRow {
                spellings: shown.unwrap_or_else(|| spellings.map(str::to_owned)),
                places: Vec::new(),
            });
        }
        rows[row].places.push((place(comparison, location), *count));
    }
    Typography { count: count(differences), rows }
}

/// The numbers of the first paragraphs of a change.
fn labels(comparison: &Comparison, change: usize) -> Versions<Option<&Label>> {
    let label = |side: Side| comparison.paragraphs(comparison.changes.get(change)?, side).next()?.label.as_ref();
    Versions::new(label(Side::Before), label(Side::After))
}

/// The spellings of a number that differs too: of both sides with the newer number, because only the signs are typography.
fn renumbered_spellings(
    comparison: &Comparison,
    location: &TextLocation,
    signs: Versions<Option<(&str, &str)>>,
) -> Option<Versions<String>> {
    let TextLocation::Number(index) = location else { return None };
    let Versions { before, after } = labels(comparison, *index);
    let (before, after) = (before?, after?);
    let number = after.text.trim_matches(|sign: char| !sign.is_alphanumeric());
    let spelling = |signs: Option<(&str, &str)>| signs.map(|(left, right)| format!("{left}{number}{right}"));
    let spellings = Versions::new(spelling(signs.before)?, spelling(signs.after)?);
    (before.text != after.text).then_some(spellings)
}

fn place(comparison: &Comparison, location: &TextLocation) -> String {
    match location {
        TextLocation::Change(index) | TextLocation::Number(index) => {
            name::change_name(comparison, &comparison.changes[*index]).to_string()
        }
        TextLocation::Header(field) => field.name().to_owned(),
        TextLocation::ClosingLine(lines) => format!("closing line {}", lines.after + 1),
        TextLocation::Footnote(marks) if marks.before == marks.after => format!("footnote {}", marks.after),
        TextLocation::Footnote(marks) => format!("footnote {} (old {})", marks.after, marks.before),
    }
}

fn count(differences: &[TypographicDifference]) -> String {
    let total: usize = differences.iter().map(|difference| difference.count).sum();
    let places: HashSet<&TextLocation> = differences.iter().map(|difference| &difference.location).collect();
    let noun = |place: &TextLocation| match place {
        TextLocation::Change(_) => "paragraph",
        TextLocation::Number(_) => "paragraph number",
        TextLocation::Header(_) => "header field",
        TextLocation::ClosingLine(_) => "closing line",
        TextLocation::Footnote(_) => "footnote",
    };
    let nouns = ["paragraph", "paragraph number", "header field", "closing line", "footnote"];
    let counts = nouns.map(|kind| (places.iter().filter(|place| noun(place) == kind).count(), kind));
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = counts.map(|(count, noun)| counted(count, noun)).collect();
    format!("{total} in {}", enumeration(&parts))
}

/// Names the characters that are invisible or look like another.
fn named(text: &str) -> String {
    if text.is_empty() {
        return "<nothing>".to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character_name(character) {
            // A plain space is visible between other characters.
            Some(name) if character != ' ' || text.trim().is_empty() => out.push_str(&format!("<{name}>")),
            _ => out.push(character),
        }
    }
    out
}

fn character_name(character: char) -> Option<String> {
    let name = match character {
        ' ' => "space",
        '\n' => "line break",
        '\t' => "tab",
        '\u{a0}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{640}' => "tatweel",
        '\u{2002}' => "en space",
        '\u{2003}' => "em space",
        '\u{2007}' => "figure space",
        '\u{2009}' => "thin space",
        '\u{200a}' => "hair space",
        '\u{200b}' => "zero-width space",
        '\u{200c}' => "zero-width non-joiner",
        '\u{200d}' => "zero-width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2010}' => "Unicode hyphen",
        '\u{2011}' => "non-breaking hyphen",
        '\u{2012}' => "figure dash",
        '\u{2212}' => "minus sign",
        '\u{202f}' => "narrow no-break space",
        '\u{2060}' => "word joiner",
        '\u{3000}' => "ideographic space",
        '\u{feff}' => "byte order mark",
        character if character.is_whitespace() || character.is_control() => {
            return Some(format!("U+{:04X}", character as u32));
        }
        _ => return None,
    };
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_named() {
        for (text, expected) in [
            ("“", "“"),
            ("\u{a0}", "<no-break space>"),
            (" ", "<space>"),
            ("Amer ica", "Amer ica"),
            ("5\u{202f}%", "5<narrow no-break space>%"),
            ("COVID\u{2011}19", "COVID<non-breaking hyphen>19"),
            ("", "<nothing>"),
            ("\u{85}", "<U+0085>"),
        ] {
            assert_eq!(named(text), expected);
        }
    }
}
