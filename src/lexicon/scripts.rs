//! Raised and lowered characters as plain text: `10⁶`, `CO₂`, `x^(n+1)`, `1/2`.
//!
//! Digits and signs have characters of their own in Unicode. Anything else is written after `^` (raised) or `_`
//! (lowered), in parentheses where it is more than one character. The ending of an ordinal or an abbreviation (`21st`,
//! `No`) is only set small: it stays as it is.

use std::ops::Range;

use super::word_lists::WordList;
use crate::text::{Style, StyledText};

/// A longer raised run is plain text: a caption, a whole note.
const MAX_SCRIPT_CHARS: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Plain,
    Raised,
    Lowered,
}

impl Script {
    fn from_style(style: Style) -> Script {
        match style {
            Style { superscript: true, .. } | Style { exponent: true, .. } => Script::Raised,
            Style { subscript: true, .. } => Script::Lowered,
            _ => Script::Plain,
        }
    }
}

/// Whether a text has raised or lowered characters.
pub fn has_scripts(text: &StyledText) -> bool {
    text.spans().iter().any(|(_, style)| Script::from_style(*style) != Script::Plain)
}

/// The text with its raised and lowered characters written plainly. `moved` has byte offsets of the old text in
/// ascending order and gets those of the new one.
pub fn linearize(text: &StyledText, moved: &mut [usize]) -> StyledText {
    let runs = runs(text);
    let mut out = StyledText::default();
    let mut offsets = moved.iter_mut().peekable();
    let mut index = 0;
    while let Some((range, script)) = runs.get(index).cloned() {
        let run = &text.as_str()[range.clone()];
        let style = Style { superscript: false, exponent: false, subscript: false, ..text.style_at(range.start) };
        while let Some(offset) = offsets.next_if(|offset| **offset <= range.start) {
            *offset = out.as_str().len();
        }
        index += 1;
        if script == Script::Plain {
            let start = out.as_str().len();
            out.append(&text.slice(range.clone()));
            while let Some(offset) = offsets.next_if(|offset| **offset < range.end) {
                *offset = start + (*offset - range.start);
            }
            continue;
        }
        if let Some((denominator, used)) = fraction(text.as_str(), &runs[index - 1..]) {
            let gap = if out.as_str().ends_with(|last: char| last.is_ascii_digit()) { " " } else { "" };
            out.push(&format!("{gap}{run}/{denominator}"), style);
            index += used;
        } else {
            let before = out.as_str().chars().next_back();
            out.push(&linearize_run(run, script, before), style);
        }
        let end = runs[index - 1].0.end;
        while let Some(offset) = offsets.next_if(|offset| **offset < end) {
            *offset = out.as_str().len();
        }
    }
    offsets.for_each(|offset| *offset = out.as_str().len());
    out
}

/// The ranges of each script, in order.
fn runs(text: &StyledText) -> Vec<(Range<usize>, Script)> {
    let mut out: Vec<(Range<usize>, Script)> = Vec::new();
    let mut add = |range: Range<usize>, script| match out.last_mut() {
        _ if range.is_empty() => {}
        Some((last, known)) if *known == script => last.end = range.end,
        _ => out.push((range, script)),
    };
    let mut end = 0;
    for (range, style) in text.spans() {
        add(end..range.start, Script::Plain);
        add(range.clone(), Script::from_style(*style));
        end = range.end;
    }
    add(end..text.as_str().len(), Script::Plain);
    out
}

/// Superscript digits, a slash, lowered digits: a fraction. Its denominator and how many more runs it takes.
fn fraction<'t>(text: &'t str, runs: &[(Range<usize>, Script)]) -> Option<(&'t str, usize)> {
    let [(above, Script::Raised), (slash, Script::Plain), (below, Script::Lowered), ..] = runs else { return None };
    let is_number = |range: &Range<usize>| text[range.clone()].bytes().all(|byte| byte.is_ascii_digit());
    let parts = matches!(&text[slash.clone()], "/" | "⁄" | "∕");
    (is_number(above) && parts && is_number(below)).then(|| (&text[below.clone()], 2))
}

/// A raised or lowered run as plain text after the character `before`.
fn linearize_run(run: &str, script: Script, before: Option<char>) -> String {
    let bare = run.trim();
    let count = bare.chars().count();
    let is_attached = before.is_some_and(|before| !before.is_whitespace());
    let is_mark =
        !bare.chars().any(char::is_alphanumeric) && !bare.chars().any(|sign| in_script(sign, script).is_some());
    if is_mark || count > MAX_SCRIPT_CHARS || !is_attached && bare.contains(char::is_whitespace) {
        return run.to_owned();
    }
    if script == Script::Raised && is_ending(bare, before) {
        return run.to_owned();
    }
    let (lead, rest) = run.split_at(run.len() - run.trim_start().len());
    let tail = &rest[bare.len()..];
    let separates = |sign: char| matches!(sign, ',' | '.' | ' ');
    let figures = bare.chars().map(|sign| in_script(sign, script).or(Some(sign).filter(|sign| separates(*sign))));
    let written = match figures.collect::<Option<String>>() {
        Some(figures) => figures,
        None => {
            let sign = if script == Script::Raised { '^' } else { '_' };
            if count == 1 { format!("{sign}{bare}") } else { format!("{sign}({bare})") }
        }
    };
    format!("{lead}{written}{tail}")
}

/// Whether raised letters are the end of an ordinal or an abbreviation.
fn is_ending(letters: &str, before: Option<char>) -> bool {
    let lower = letters.trim_end_matches('.').to_lowercase();
    match before {
        Some(figure) if figure.is_ascii_digit() => WordList::OrdinalEnding.contains(&lower),
        // Roman numerals have the same endings
        Some(letter) if letter.is_uppercase() => {
            WordList::AbbreviationEnding.contains(&lower) || WordList::OrdinalEnding.contains(&lower)
        }
        Some('n') => WordList::NumeroEnding.contains(&lower),
        _ => false,
    }
}

/// The character of Unicode that is raised or lowered by itself.
fn in_script(character: char, script: Script) -> Option<char> {
    let plain = "0123456789+=()";
    let (written, minus) = match script {
        Script::Raised => ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁼⁽⁾", '⁻'),
        Script::Lowered => ("₀₁₂₃₄₅₆₇₈₉₊₌₍₎", '₋'),
        Script::Plain => return None,
    };
    if matches!(character, '-' | '−' | '–' | '\u{2011}') {
        return Some(minus);
    }
    // one that is raised already is kept
    if written.contains(character) || character == minus {
        return Some(character);
    }
    plain.chars().position(|sign| sign == character).and_then(|index| written.chars().nth(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^{…}` is a raised run, `_{…}` a lowered one.
    fn styled(source: &str) -> StyledText {
        let mut out = StyledText::default();
        let mut rest = source;
        while let Some(start) = rest.find(['^', '_']) {
            let (before, script) = rest.split_at(start);
            out.push(before, Style::default());
            let end = script.find('}').unwrap_or(script.len());
            let raised = script.starts_with('^');
            out.push(&script[2..end], Style { superscript: raised, subscript: !raised, ..Style::default() });
            rest = &script[end + 1..];
        }
        out.push(rest, Style::default());
        out
    }

    #[test]
    fn scripts_are_written_plainly() {
        for (source, expected) in [
            ("10^{6} cases", "10⁶ cases"),
            ("10^{-6}", "10⁻⁶"),
            ("CO_{2}, PM_{2.5}", "CO₂, PM₂.₅"),
            ("x_{i}^{n+1}", "x_i^(n+1)"),
            ("2^{1}/_{2} years", "2 1/2 years"),
            ("^{3}⁄_{4} of", "3/4 of"),
            ("the 21^{st} of 3^{ème}, XX^{e}, N^{o} 4, n^{os} 5", "the 21st of 3ème, XXe, No 4, nos 5"),
            ("words^{1,2} and^{3}", "words¹,² and³"),
            ("word^{*}", "word*"),
            ("m^{2 }of", "m² of"),
            ("a^{(2)}", "a⁽²⁾"),
            (" ^{a line that is set small}", " a line that is set small"),
            ("plain", "plain"),
        ] {
            assert_eq!(linearize(&styled(source), &mut []).as_str(), expected, "{source}");
        }
    }

    #[test]
    fn offsets_move_with_the_text() {
        let mut offsets = [0, 2, 3, 5, 9];
        let text = linearize(&styled("10^{6} cases"), &mut offsets);
        assert_eq!(text.as_str(), "10⁶ cases");
        assert_eq!(offsets, [0, 2, 5, 7, 11]);
    }
}
