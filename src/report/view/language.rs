//! The language of a text, as far as a page or a Word file must know it to set it right: fonts, hyphens, direction.

use crate::model::Resolution;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its tag (BCP 47): `en`, `ar`.
    pub tag: &'static str,
    /// Whether it is written from right to left.
    pub from_right: bool,
}

/// Letters looked at: a few paragraphs tell.
const LETTERS: usize = 2000;

/// Words at the beginning of the organ's line, or anywhere in a text, that tell languages of Latin letters apart.
const LATIN: [(&str, [&str; 5]); 3] = [
    ("fr", [" les ", " des ", " une ", " aux ", " et "]),
    ("es", [" los ", " las ", " una ", " del ", " y "]),
    ("en", [" the ", " and ", " of ", " to ", " in "]),
];

/// Tells the language by its letters, and that of Latin letters by its commonest words; English where nothing tells.
pub fn language(resolution: &Resolution) -> Language {
    let texts = || resolution.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let mut counts = [0_usize; 4];
    for letter in texts().flat_map(str::chars).filter(|c| c.is_alphabetic()).take(LETTERS) {
        match letter {
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}' => counts[0] += 1,
            '\u{400}'..='\u{52f}' => counts[1] += 1,
            '\u{3400}'..='\u{9fff}' => counts[2] += 1,
            _ => counts[3] += 1,
        }
    }
    let most = counts.into_iter().max().unwrap_or(0);
    let tag = match counts.iter().position(|count| *count == most && most > 0) {
        Some(0) => "ar",
        Some(1) => "ru",
        Some(2) => "zh",
        _ => {
            let sample: String = texts().flat_map(|text| text.chars().chain([' '])).take(LETTERS).collect();
            let score = |words: &[&str; 5]| words.iter().map(|word| sample.matches(word).count()).sum::<usize>();
            LATIN.iter().max_by_key(|(_, words)| score(words)).map_or("en", |(tag, _)| tag)
        }
    };
    Language { tag, from_right: tag == "ar" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_languages() {
        for (text, tag) in [
            ("Recalling its resolution of the year and the report,", "en"),
            ("Rappelant les résolutions des années passées et une autre,", "fr"),
            ("Recordando las resoluciones del año y los informes,", "es"),
            ("ссылаясь на свою резолюцию,", "ru"),
            ("إذ تشير إلى قرارها", "ar"),
            ("回顾其决议", "zh"),
            ("", "en"),
        ] {
            let paragraph = crate::report::view::setting::sample(text);
            let resolution = Resolution { paragraphs: vec![paragraph], ..Resolution::default() };
            assert_eq!(language(&resolution).tag, tag, "{text}");
        }
    }
}
