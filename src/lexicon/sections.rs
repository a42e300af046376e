//! The number of a section, chapter, article or annex that a heading begins with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ecow::EcoString;

use super::entries::entries;
use super::labels::latin_suffix;
use super::numerals::{capital_index, parse_digits, parse_han, parse_roman};
use crate::text::single_spaced;

/// The number of a section, chapter, article or annex found at the start of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionMatch {
    /// As printed, without the full stop: `II`, `B`, `Article 3`.
    pub text: EcoString,
    /// Its kind.
    pub kind: SectionKind,
    /// Its place in its sequence; 0 where it has none (`Annex`).
    pub ordinal: u32,
    /// Bytes up to the heading's text.
    pub len: usize,
}

/// The kinds of sections that are numbered separately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// `Annex`, `Appendix`
    Annex,
    /// `Part`, `Chapter`, `Title`
    Chapter,
    /// `II`
    Roman,
    /// `B`
    Letter,
    /// `Section 3`
    Section,
    /// `Article 3`, `Rule 7`, `Regulation 2`
    Article,
}

/// The number of a section that a heading begins with: `II`, `B.`, `Chapter IV`, `Article 3`, `Annex`.
///
/// A bare Roman number or letter must be followed by a full stop, or stand alone.
pub fn parse_section_label(text: &str) -> Option<SectionMatch> {
    section_label(text, false)
}

/// The same of a text that is known to be a heading, by its style or because its number is counted: a title may follow
/// the number with nothing between them, as in “Article 3 Depositary”.
pub fn parse_heading_section(text: &str) -> Option<SectionMatch> {
    section_label(text, true)
}

fn section_label(text: &str, is_heading: bool) -> Option<SectionMatch> {
    let text = text.trim_end();
    // “[Article 3 bis] (mechanism)” is not agreed yet
    if let Some(inner) = text.strip_prefix('[')
        && let Some(end) = inner.find(']')
        && let Some(found) = section_label(&inner[..end], is_heading).filter(|found| found.len == end)
    {
        let is_title = |rest: &str| rest.is_empty() || is_in_brackets(rest.trim_start());
        return is_title(&inner[end + 1..]).then_some(SectionMatch { len: end + 1, ..found });
    }
    if let Some((word, kind)) = named_section(text) {
        let mut end = word.len();
        let rest = text[end..].trim_start();
        let (length, ordinal) = section_number(rest);
        let alone = rest.is_empty() || kind == SectionKind::Annex && length == 0;
        let after = &rest[length..];
        // "Article 3 of the Charter" and "Rule 7 applies" are no headings
        let has_levels = rest[..length].contains(['.', '-']) || has_letter(&rest[..length]);
        let closed = after.is_empty()
            || (has_levels || is_heading) && after.trim_start().starts_with(char::is_uppercase)
            || after.starts_with(['.', ':', '\n', '–', '—', '-'])
            || after.starts_with("  ")
            // “Article 2 (purpose)”
            || after.starts_with(' ') && is_in_brackets(after.trim_start());
        match ordinal {
            Some(_) if !closed => return None,
            Some(_) => end = text.len() - after.len(),
            None if alone => {}
            None => return None,
        }
        let shown = single_spaced(&text[..end]).into();
        let rest = text[end..].trim_start_matches(['.', ':', '–', '—', '-', ' ', '\n', '\u{a0}']);
        return Some(SectionMatch { text: shown, kind, ordinal: ordinal.unwrap_or(0), len: text.len() - rest.len() });
    }
    if let Some(found) = chinese_section(text) {
        return Some(found);
    }
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let core = &text[..length];
    let rest = &text[length..];
    // “I. – Les lampes”, “I.- Les lampes”
    let after_stop = rest.strip_prefix('.').map(|rest| rest.trim_start_matches([' ', '\u{a0}', '–', '—', '-']));
    let stopped = rest.strip_prefix('.').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '–', '-']));
    let is_initial = after_stop.is_some_and(is_initial_or_number);
    if core.is_empty() || is_initial || !(rest.is_empty() || rest.starts_with('\n') || stopped) {
        return None;
    }
    let (kind, ordinal) = match parse_roman(&core.to_lowercase()) {
        // C, D, I, L, M, V, X alone: I is the Roman one, V and X too; C, D, L, M are letters here
        Some(ordinal) if !matches!(core, "C" | "D" | "L" | "M") => (SectionKind::Roman, ordinal),
        _ => (SectionKind::Letter, capital_index(core)?),
    };
    let end = text.len() - after_stop.unwrap_or(rest).trim_start_matches([' ', '\n']).len();
    Some(SectionMatch { text: core.into(), kind, ordinal, len: end })
}

/// The length of a section's number, and what it counts: `12`, `IV`, `1.02`, `1-102`, `12A`, `8 bis`, `1-bis`, `L. 121-1`.
fn section_number(text: &str) -> (usize, Option<u32>) {
    let digits_len = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    // the part of a code before the number: “Article L. 121-1”
    let code = text.strip_prefix(|part: char| part.is_ascii_uppercase()).map_or("", |rest| {
        let number = rest.strip_prefix('.').unwrap_or(rest).trim_start();
        let has_levels = number[digits_len(number)..].starts_with('-') && digits_len(number) > 0;
        if has_levels { &text[..text.len() - number.len()] } else { "" }
    });
    let rest = &text[code.len()..];
    let word_end = rest.find(|end: char| !end.is_alphanumeric() && end != '\u{64b}').unwrap_or(rest.len());
    // “Article 2bis” and “Article 2a”, but not “Article 1er”
    let digits = digits_len(rest);
    let has_suffix = digits > 0 && (!latin_suffix(&rest[digits..]).is_empty() || has_letter(&rest[..word_end]));
    let core = if has_suffix { &rest[..digits] } else { &rest[..word_end] };
    let mut ordinal = section_ordinal(core);
    let mut length = core.len() + if has_letter(&rest[..word_end]) { word_end - digits } else { 0 };
    // “Section 1.02”, “Section 1-102”
    while let Some(level) = rest[length..].strip_prefix(['.', '-']).filter(|_| parse_digits(core).is_some()) {
        let digits = digits_len(level);
        let Some(number) = parse_digits(&level[..digits]) else { break };
        ordinal = Some(number);
        length += 1 + digits;
    }
    if ordinal.is_some() {
        let hyphen = usize::from(rest[length..].starts_with('-'));
        let suffix = latin_suffix(&rest[length + hyphen..]).len();
        length += if suffix > 0 { hyphen + suffix } else { 0 };
    }
    (code.len() + length, ordinal)
}

/// Whether a number ends with the letter of an inserted provision: `12A`, `3b`, `13ZA`.
pub(super) fn has_letter(number: &str) -> bool {
    let letters = number.trim_start_matches(|digit: char| digit.is_ascii_digit());
    letters.len() < number.len()
        && match letters.as_bytes() {
            [letter] => letter.is_ascii_alphabetic(),
            [first, second] => first.is_ascii_uppercase() && second.is_ascii_uppercase(),
            _ => false,
        }
}

/// What a section's number counts: digits, Roman numbers, a capital, or the word of an ordinal, with its ending or not.
fn section_ordinal(core: &str) -> Option<u32> {
    let lower = core.to_lowercase();
    // “1er”, “Ier”, “1º”
    let bare = ["er", "re", "º", "°", "o"].iter().find_map(|ending| lower.strip_suffix(ending));
    let number = |text: &str| parse_digits(text).or_else(|| parse_roman(text));
    number(&lower)
        .or_else(|| capital_index(core))
        .or_else(|| bare.and_then(number))
        .or_else(|| ORDINALS.iter().find(|(word, _)| *word == lower).map(|(_, value)| *value))
}

/// `第三条`, `第2章`, followed by white space or nothing.
fn chinese_section(text: &str) -> Option<SectionMatch> {
    let rest = text.strip_prefix('第')?;
    let length = rest.find(|sign: char| !(sign.is_numeric() || "一二三四五六七八九十百".contains(sign)))?;
    let ordinal = parse_digits(&rest[..length]).or_else(|| parse_han(&rest[..length]))?;
    let kind = match rest[length..].chars().next()? {
        '条' => SectionKind::Article,
        '章' | '编' => SectionKind::Chapter,
        '节' => SectionKind::Section,
        _ => return None,
    };
    let end = '第'.len_utf8() + length + '条'.len_utf8();
    let after = &text[end..];
    let is_apart = after.is_empty() || after.starts_with(|sign: char| sign.is_whitespace() || sign == '：');
    let body = after.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '：');
    is_apart.then(|| SectionMatch { text: text[..end].into(), kind, ordinal, len: text.len() - body.len() })
}

/// The words of ordinals that number a section: “Article premier”.
static ORDINALS: LazyLock<Vec<(&str, u32)>> = LazyLock::new(|| {
    let ordinals = entries().filter(|entry| entry.kind == "ordinal");
    ordinals.filter_map(|entry| Some((entry.phrase, parse_digits(entry.value)?))).collect()
});

/// The words that name a section, by their first letter: nearly all texts begin with another.
static NAMED_SECTIONS: LazyLock<BTreeMap<char, Vec<(&str, SectionKind)>>> = LazyLock::new(|| {
    let kind = |name: &str| match name {
        "annex" => Some(SectionKind::Annex),
        "chapter" => Some(SectionKind::Chapter),
        "section" => Some(SectionKind::Section),
        "article" => Some(SectionKind::Article),
        _ => None,
    };
    let mut sections: BTreeMap<char, Vec<(&str, SectionKind)>> = BTreeMap::new();
    for entry in entries().filter(|entry| entry.kind == "section") {
        if let (Some(first), Some(kind)) = (entry.phrase.chars().next(), kind(entry.value)) {
            sections.entry(first).or_default().push((entry.phrase, kind));
        }
    }
    sections
});

/// The name of a section that a text begins with, and its kind.
fn named_section(text: &str) -> Option<(&'static str, SectionKind)> {
    let names = NAMED_SECTIONS.get(&text.chars().next()?)?;
    names.iter().copied().find(|(name, _)| starts_with_word(text, name))
}

/// Whether what follows a capital and its full stop shows that it is no number: “H. R. 999”, “S. 1234”.
fn is_initial_or_number(text: &str) -> bool {
    let mut signs = text.chars();
    let is_initial = signs.next().is_some_and(char::is_uppercase) && signs.next() == Some('.');
    is_initial || !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is enclosed in one pair of round brackets.
fn is_in_brackets(text: &str) -> bool {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains(['(', ')']) && !inner.trim().is_empty())
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections() {
        use SectionKind::{Annex, Article, Chapter, Letter, Roman};
        for (text, expected) in [
            ("II", Some(("II", Roman, 2, ""))),
            ("II.   Organization of work", Some(("II", Roman, 2, "Organization of work"))),
            ("B. Plenary", Some(("B", Letter, 2, "Plenary"))),
            ("A", Some(("A", Letter, 1, ""))),
            ("C.", Some(("C", Letter, 3, ""))),
            ("Annex", Some(("Annex", Annex, 0, ""))),
            ("Annex III", Some(("Annex III", Annex, 3, ""))),
            ("Chapter IV", Some(("Chapter IV", Chapter, 4, ""))),
            ("Article 12", Some(("Article 12", Article, 12, ""))),
            ("Article 12. Depositary", Some(("Article 12", Article, 12, "Depositary"))),
            ("Section 1.02 Pay", Some(("Section 1.02", SectionKind::Section, 2, "Pay"))),
            ("Section 1.02 of the Act", None),
            ("Section 1.02", Some(("Section 1.02", SectionKind::Section, 2, ""))),
            ("Section 1.02  Pay", Some(("Section 1.02", SectionKind::Section, 2, "Pay"))),
            ("SEC. 2. LAMPS", Some(("SEC. 2", SectionKind::Section, 2, "LAMPS"))),
            ("Section 1-102. Pay", Some(("Section 1-102", SectionKind::Section, 102, "Pay"))),
            ("Sec. 12A. Pay", Some(("Sec. 12A", SectionKind::Section, 12, "Pay"))),
            ("Art. 3a Pay of keepers", Some(("Art. 3a", Article, 3, "Pay of keepers"))),
            ("Art. 1-bis. Salario", Some(("Art. 1-bis", Article, 1, "Salario"))),
            ("Article L. 121-1", Some(("Article L. 121-1", Article, 1, ""))),
            ("Article R121-3", Some(("Article R121-3", Article, 3, ""))),
            ("Article 5-year plans", Some(("Article 5", Article, 5, "year plans"))),
            ("I. – Les lampes", Some(("I", Roman, 1, "Les lampes"))),
            ("II.- Les lampes", Some(("II", Roman, 2, "Les lampes"))),
            ("H. R. 999", None),
            ("S. 1234", None),
            ("Article 1er", Some(("Article 1er", Article, 1, ""))),
            ("Article premier", Some(("Article premier", Article, 1, ""))),
            ("Article 56 bis", Some(("Article 56 bis", Article, 56, ""))),
            ("Chapitre Ier", Some(("Chapitre Ier", Chapter, 1, ""))),
            ("Artículo 3.º", Some(("Artículo 3", Article, 3, "º"))),
            ("Статья 4. Свет", Some(("Статья 4", Article, 4, "Свет"))),
            ("المادة ٤", Some(("المادة ٤", Article, 4, ""))),
            ("المادة الأولى", Some(("المادة الأولى", Article, 1, ""))),
            ("第三条", Some(("第三条", Article, 3, ""))),
            ("第十二条　灯塔", Some(("第十二条", Article, 12, "灯塔"))),
            ("第2章 油", Some(("第2章", Chapter, 2, "油"))),
            ("第51条规定", None),
            ("第三委员会", None),
            ("Rule 7", Some(("Rule 7", Article, 7, ""))),
            ("Article 2 (purpose)", Some(("Article 2", Article, 2, "(purpose)"))),
            ("Article 2bis (general)", Some(("Article 2bis", Article, 2, "(general)"))),
            ("Article 8 bis", Some(("Article 8 bis", Article, 8, ""))),
            ("[Article 3ter] (mechanism)", Some(("Article 3ter", Article, 3, "] (mechanism)"))),
            ("Article 3 (a) of the Charter", None),
            ("Article 3 (a), paragraph (b)", None),
            ("[Article 3 of the Charter]", None),
            ("Article 3 of the Charter", None),
            ("Part of the work", None),
            ("A plan of action", None),
            ("I am", None),
            ("Introduction", None),
        ] {
            let got = parse_section_label(text);
            let got = got.as_ref().map(|s| (s.text.as_str(), s.kind, s.ordinal, &text[s.len..]));
            assert_eq!(got, expected, "{text}");
        }
        for (text, expected) in [
            ("Article 3 Depositary", Some("Depositary")),
            ("Chapter IV  Means", Some("Means")),
            ("Article 3 of the Charter", None),
            ("Part of the work", None),
        ] {
            let got = parse_heading_section(text);
            assert_eq!(got.map(|section| &text[section.len..]), expected, "{text}");
        }
    }
}
