//! The language of a text.

use super::entries::entries;
use crate::model::{Language, Script};

/// Letters examined: a few paragraphs are enough.
const MAX_LETTERS: usize = 2000;

/// Detects the language by the script of most letters and, among languages of one script, by their most frequent words;
/// English where nothing decides.
pub fn detect_language<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Language {
    let mut counts = [0_usize; Script::ALL.len()];
    for letter in texts.clone().flat_map(str::chars).filter(|letter| letter.is_alphabetic()).take(MAX_LETTERS) {
        counts[Script::of(letter) as usize] += 1;
    }
    // Of equal counts the first script.
    let script = Script::ALL.into_iter().rev().max_by_key(|script| counts[*script as usize]).unwrap_or_default();
    let script = if counts[script as usize] == 0 { Script::default() } else { script };
    let mut languages = Language::ALL.into_iter().filter(|language| language.script() == script);
    let first = languages.next().unwrap_or_default();
    let sample: String = texts.flat_map(|text| text.chars().chain([' '])).take(MAX_LETTERS).collect();
    let score = |language: &Language| -> usize {
        let words = entries().filter(|entry| entry.language == *language && entry.kind == "frequent");
        words.map(|entry| sample.matches(&format!(" {} ", entry.phrase)).count()).sum()
    };
    // Of equal scores the first language.
    languages.chain([first]).max_by_key(score).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_official_languages() {
        for (text, language) in [
            ("Recalling its resolution of the year and the report,", Language::English),
            ("Rappelant les résolutions des années passées et une autre,", Language::French),
            ("Recordando las resoluciones del año y los informes,", Language::Spanish),
            ("ссылаясь на свою резолюцию,", Language::Russian),
            ("إذ تشير إلى قرارها", Language::Arabic),
            ("回顾其决议", Language::Chinese),
            ("", Language::English),
        ] {
            assert_eq!(detect_language(std::iter::once(text)), language, "{text}");
        }
    }
}
