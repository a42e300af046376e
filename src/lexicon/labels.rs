//! The number that a paragraph begins with.
//!
//! In: the text of a paragraph. Out: its [`LabelMatch`]: the number as named, what it can stand for, and its length. What
//! `(i)` stands for depends on its neighbours, which `parse` knows.

use ecow::{EcoString, eco_format};

use super::numerals::{letter_index, parse_digits, parse_han, parse_roman};
use super::openings::{ClauseKind, parse_opening};
use super::sections::has_letter;
use super::word_lists::WordList;
use crate::model::NumberStyle;
use crate::text::format_ordinal;

/// A paragraph number found at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMatch {
    /// As it is shown: `4`, `4 bis`, `(a)`, `•`.
    pub text: EcoString,
    /// What it may stand for, likeliest first: `(i)` is a Roman one or the ninth letter.
    pub interpretations: Vec<(NumberStyle, u32)>,
    /// Bytes up to the text after it.
    pub len: usize,
    /// Spaces between it and the text after it.
    pub spaces_after: usize,
    /// Whether negotiators' words name the part: `PP4`, `OP4`.
    pub part: Option<NamedPart>,
}

/// The part that a negotiators' label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedPart {
    /// `PP`
    Preambular,
    /// `OP`
    Operative,
}

/// The paragraph number a text begins with.
///
/// Numbers: `4.` `4)` `4 bis.` `4.2` `OP4.` `PP3 ter` `§ 4.`; letters and Roman ones: `(a)` `a)` `(ii)` `ii)` `а)`
/// (Cyrillic too) `(أ)` `（一）`; bullets `•`.
/// `A.1`, `1st.`, `a/`; and after the mark of a quotation that goes on, as French law has it, `« 1°` and `« a)`.
/// A space must follow, except after full-width marks and before Chinese. Square brackets before a number are skipped:
/// they enclose the whole paragraph.
pub fn parse_label(text: &str) -> Option<LabelMatch> {
    let trimmed = text.trim_start();
    if trimmed.starts_with('[') {
        return bracketed(text, trimmed.trim_start_matches(['[', ' ', '\u{a0}']));
    }
    let skipped = text.len() - trimmed.len();
    let mut found = bullet(trimmed)
        .or_else(|| number(trimmed))
        .or_else(|| lettered(trimmed))
        .or_else(|| lettered_number(trimmed))
        .or_else(|| chinese_number(trimmed))
        .or_else(|| quoted(trimmed))?;
    let rest = &trimmed[found.len..];
    let space = rest.len() - rest.trim_start().len();
    if space == 0
        && !rest.is_empty()
        && !rest.starts_with(is_wide)
        && !trimmed[..found.len].ends_with(['．', '）', '、'])
    {
        return None;
    }
    found.spaces_after = rest.chars().take_while(|character| character.is_whitespace()).count();
    found.len += space + skipped;
    Some(found)
}

/// The number after the square brackets that a text begins with: `[4 alt. Decides …]`, `[2. Decides …]`, `[(a) …]`. Its
/// closing mark or `bis` must follow, because `[2 or 3 years]` does not begin with a paragraph number.
fn bracketed(text: &str, inner: &str) -> Option<LabelMatch> {
    let is_closed = |found: &LabelMatch| inner[..found.len].ends_with(['.', ')', '）', '．', '、', ':']);
    let numbered = number(inner).filter(|found| is_closed(found) || found.part.is_some() || found.text.contains(' '));
    let mut found = numbered.or_else(|| lettered(inner).filter(|_| inner.starts_with(['(', '（'])))?;
    let rest = &inner[found.len..];
    found.spaces_after = rest.len() - rest.trim_start().len();
    if found.spaces_after == 0 && !rest.starts_with(is_wide) && !found.text.contains(' ') {
        return None;
    }
    found.len += text.len() - inner.len() + found.spaces_after;
    Some(found)
}

/// The number that a heading begins with, where its type or its style shows that it is one: `2.`, `2.1`, `(a)`, and a
/// bare `3` before a capital.
pub fn parse_heading_number(text: &str) -> Option<LabelMatch> {
    if let Some(found) = parse_label(text) {
        return Some(found).filter(|found| found.interpretations[0].0 != NumberStyle::Bullet);
    }
    parse_unclosed_number(text).filter(|found| text[found.len..].starts_with(char::is_uppercase))
}

/// A number without its stop and the text after it: `4 bis`, `(a)`.
pub fn parse_bare_label(label: &str) -> Option<LabelMatch> {
    let stop = if label.ends_with(')') { "" } else { "." };
    parse_label(&format!("{label}{stop} x"))
}

/// A number that only white space follows, as the items below `resolves` have it: `1 to keep the lamps lit;`.
pub fn parse_unclosed_number(text: &str) -> Option<LabelMatch> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = parse_digits(&text[..digits]).filter(|_| digits <= 2)?;
    let word = text.find(char::is_whitespace)?;
    let letters = if has_letter(&text[..word]) { &text[digits..word] } else { "" };
    let suffix = if letters.is_empty() { latin_suffix(&text[digits..]) } else { letters };
    let end = digits + suffix.len();
    let rest = text[end..].trim_start();
    let len = text.len() - rest.len();
    let separator = if suffix.is_empty() || !letters.is_empty() { "" } else { " " };
    (rest.starts_with(char::is_alphabetic) && len > end).then(|| LabelMatch {
        spaces_after: len - end,
        ..found(
            eco_format!("{}{separator}{}", &text[..digits], suffix.trim()),
            vec![(NumberStyle::Number, ordinal)],
            len,
        )
    })
}

/// The number directly after another one, as `(a)` in “3. (a) A harbour …”: the first of a list whose other items are
/// paragraphs of their own. In “3. (a) oil; (b) wicks” the list is part of the sentence.
pub fn parse_inner_label(text: &str, outer: &LabelMatch) -> Option<LabelMatch> {
    let is_item = |style: NumberStyle| matches!(style, NumberStyle::Letter | NumberStyle::Roman | NumberStyle::Number);
    let rest = &text[outer.len..];
    if !is_item(outer.interpretations[0].0) || !is_closed_by_bracket(rest) {
        return None;
    }
    let inner = parse_label(rest)?;
    let (style, _) = *inner.interpretations.iter().find(|(style, ordinal)| is_item(*style) && *ordinal == 1)?;
    let is_second = |label: LabelMatch| label.interpretations.contains(&(style, 2));
    let goes_on = rest.match_indices(' ').map(|(space, _)| &rest[space + 1..]);
    let mut later = goes_on.filter(|rest| is_closed_by_bracket(rest)).filter_map(parse_label);
    (!later.any(is_second)).then_some(inner)
}

/// Whether a text begins with a few characters and a closing bracket.
fn is_closed_by_bracket(text: &str) -> bool {
    text.chars().take(5).skip(1).any(|sign| matches!(sign, ')' | '）'))
}

/// The number after the guillemet that a quoted paragraph begins with: `« 1° Les lampes …`.
fn quoted(text: &str) -> Option<LabelMatch> {
    let inner = text.strip_prefix('«')?.trim_start();
    let is_french = |found: &LabelMatch| inner[..found.len].contains(['°', 'º']) || inner[..found.len].ends_with(')');
    let mut found = number(inner).or_else(|| lettered(inner)).filter(is_french)?;
    found.len += text.len() - inner.len();
    Some(found)
}

/// `A.1`, `B.12.`: the paragraphs of a part with a letter.
fn lettered_number(text: &str) -> Option<LabelMatch> {
    let digits_start = 2;
    let is_part = text.starts_with(|letter: char| letter.is_ascii_uppercase()) && text[1..].starts_with('.');
    let body = text.get(digits_start..).filter(|_| is_part)?;
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = parse_digits(&body[..digits]).filter(|_| (1..=2).contains(&digits))?;
    let end = digits_start + digits;
    let len = end + usize::from(text[end..].starts_with(['.', ')']));
    let rest = text[len..].trim_start();
    let begins = rest.starts_with(|sign: char| sign.is_uppercase() || matches!(sign, '[' | '“' | '"' | '(' | '«'));
    begins.then(|| found(text[..end].into(), vec![(NumberStyle::Number, ordinal)], len))
}

fn bullet(text: &str) -> Option<LabelMatch> {
    let first = text.chars().next()?;
    matches!(first, '•' | '●' | '▪' | '◦' | '‣' | '·' | '–' | '—' | '-' | '*' | '\u{f0b7}')
        .then(|| found(first.into(), vec![(NumberStyle::Bullet, 0)], first.len_utf8()))
}

fn number(text: &str) -> Option<LabelMatch> {
    let (prefix, part) = prefix(text);
    let body = &text[prefix..];
    let digits = body.chars().take_while(|digit| digit.is_numeric()).count();
    let digits_len: usize = body.chars().take(digits).map(char::len_utf8).sum();
    if digits == 0 || digits > 4 {
        return None;
    }
    let ordinal = parse_digits(&body[..digits_len])?;
    let mut end = digits_len;
    let mut shown = EcoString::from(&body[..digits_len]);
    // 4.2, 4.2.1: the levels of a statute; § 12-301 has hyphens
    let is_section = prefix > 0 && part.is_none();
    while let Some(level) = body[end..].strip_prefix(|sign| sign == '.' || sign == '-' && is_section) {
        let more = level.bytes().take_while(u8::is_ascii_digit).count();
        if more == 0 || more > 3 {
            break;
        }
        shown.push_str(&body[end..end + 1 + more]);
        end += 1 + more;
    }
    let levels = shown.contains('.');
    // “13A. The owner”, “§ 3a The owner”: put in later
    let letters = body[end..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let after = &body[end + letters..];
    let is_closed = after.starts_with(['.', ')']) || is_section && after.starts_with(char::is_whitespace);
    if letters > 0 && is_closed && has_letter(&body[..end + letters]) {
        shown.push_str(&body[end..end + letters]);
        end += letters;
    }
    // “1st. That the lamps be lit”
    if letters == 2 && end == digits_len && after.starts_with(['.', ')']) {
        let is_ordinal = body[..end + letters] == format_ordinal(ordinal as usize);
        if is_ordinal && after[1..].trim_start().starts_with(char::is_uppercase) {
            end += letters;
        }
    }
    // “1° Les lampes”, “2° bis Les fûts”: French law
    let degree = body[end..].chars().next().filter(|sign| matches!(sign, '°' | 'º'));
    let ordinal_len = degree.map_or(0, char::len_utf8);
    end += ordinal_len;
    let suffix = latin_suffix(&body[end..]);
    if !suffix.is_empty() {
        shown.push(' ');
        shown.push_str(suffix.trim());
        end += suffix.len();
    }
    if degree.is_some() && !body[end..].trim_start_matches(')').trim_start().starts_with(char::is_alphabetic) {
        return None;
    }
    let closed = body[end..].starts_with(['.', ')', '．', '、', ':']) && !body[end..].starts_with(".)");
    if closed {
        end += body[end..].chars().next().map_or(0, char::len_utf8);
        // "5.bis." and "4.)" are not seen; ".1" after means a level that was not one
        if body[end..].starts_with(|next: char| next.is_ascii_digit()) {
            return None;
        }
    } else if let Some(dash) = body[end..].trim_start().strip_prefix(['-', '–'])
        && dash.starts_with(' ')
        && (!body.is_ascii() || digits <= 2 && dash.trim_start().starts_with(char::is_uppercase))
    {
        // Arabic numbers its paragraphs "1 - ", as other texts may do
        end = body.len() - dash.len();
    } else if part.is_none() && suffix.is_empty() && !(prefix > 0 || levels || degree.is_some()) {
        // extraction may lose the full stop: "25   Condemns"
        let rest = body[end..].trim_start();
        let opens = || parse_opening(rest).is_some_and(|(_, mood)| mood == ClauseKind::Operative);
        if digits > 3 || rest.len() == body[end..].len() || !rest.starts_with(char::is_uppercase) || !opens() {
            return None;
        }
    }
    let mut out = found(shown, vec![(NumberStyle::Number, ordinal)], prefix + end);
    out.part = part;
    Some(out)
}

/// `一、`, `二十一、`, but not “一、二级” (the first and second grade).
fn chinese_number(text: &str) -> Option<LabelMatch> {
    let is_numeral = |sign: char| "一二三四五六七八九十百".contains(sign);
    // most texts begin otherwise, and are not searched
    let (number, rest) = text.starts_with(is_numeral).then(|| text.split_once('、')).flatten()?;
    let ordinal = parse_han(number)?;
    let is_list = rest.starts_with(is_numeral);
    let len = number.len() + '、'.len_utf8();
    (!is_list).then(|| found(number.into(), vec![(NumberStyle::Number, ordinal)], len))
}

/// Bytes of `OP`, `PP`, `§`, `Paragraph`, `Section` before a number, and the part they name.
fn prefix(text: &str) -> (usize, Option<NamedPart>) {
    for (word, part) in
        [("OP", Some(NamedPart::Operative)), ("PP", Some(NamedPart::Preambular)), ("§§", None), ("§", None)]
    {
        if let Some(rest) = text.strip_prefix(word) {
            let spaces = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
            if spaces <= 2 && rest[spaces..].starts_with(|digit: char| digit.is_ascii_digit()) {
                return (word.len() + spaces, part);
            }
        }
    }
    (0, None)
}

/// ` bis`, ` ter`, ` alt 2` at the start, with the space before; empty if there is none.
pub(super) fn latin_suffix(text: &str) -> &str {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let word = rest.trim_start_matches([' ', '\u{a0}']);
        let spaces = rest.len() - word.len();
        let length = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let lower = word[..length].to_ascii_lowercase();
        if spaces > 2 || !WordList::NumberSuffix.contains(&lower) {
            return &text[..end];
        }
        end += spaces + length;
        // alt 2
        if lower == "alt" {
            let rest = &text[end..];
            let digits = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count();
            if digits == 1 && rest.starts_with(' ') {
                end += 2;
            }
        }
    }
}

fn lettered(text: &str) -> Option<LabelMatch> {
    let (open, body) = match text.strip_prefix(['(', '（']) {
        Some(body) => (text.len() - body.len(), body),
        None => (0, text),
    };
    // no number is longer than the first few characters
    let length = body.char_indices().take(14).find(|(_, character)| matches!(character, ')' | '）' | '.' | '/'))?.0;
    let inner = body[..length].trim();
    let close = body[length..].chars().next()?;
    // “a/ les lampes”, but neither “and/or” nor “A/80/L.1”
    let is_slashed = inner.chars().count() == 1 && open == 0 && body[length + 1..].starts_with(char::is_whitespace);
    if close == '/' && !(is_slashed && inner.chars().all(char::is_lowercase)) {
        return None;
    }
    // A full stop closes only lower-case letters and Roman ones without a bracket: "a." and "ii."
    let (core, suffix) = inner.split_once([' ', '\u{a0}']).unwrap_or((inner, ""));
    if core.is_empty() || core.chars().count() > 6 || (close == '.' && open > 0) {
        return None;
    }
    if !suffix.is_empty() && !WordList::NumberSuffix.contains(suffix) {
        return None;
    }
    let mut readings = Vec::new();
    if let Some(ordinal) = parse_roman(core).filter(|_| core.chars().all(char::is_lowercase)) {
        readings.push((NumberStyle::Roman, ordinal));
    }
    if let Some(ordinal) = letter_index(core) {
        readings.push((NumberStyle::Letter, ordinal));
    }
    if open > 0
        && let Some(ordinal) = parse_digits(core)
    {
        readings.push((NumberStyle::Number, ordinal));
    }
    if let Some(ordinal) = parse_han(core).filter(|_| open > 0) {
        readings.push((NumberStyle::Roman, ordinal));
    }
    // "a." could end a sentence cut off before; "i.e." is none
    if readings.is_empty() || (close == '.' && core.chars().count() > 4) {
        return None;
    }
    // “b)bis”, “b) bis”
    let end = open + length + close.len_utf8();
    let after = if suffix.is_empty() && close != '.' { latin_suffix(&text[end..]) } else { "" };
    let separator = if after.is_empty() { "" } else { " " };
    // the brackets are put where a style has none, so that “a.” and “(a)” are one name
    let shown = eco_format!("({inner}{separator}{})", after.trim());
    Some(found(shown, readings, end + after.len()))
}

fn found(shown: EcoString, readings: Vec<(NumberStyle, u32)>, end: usize) -> LabelMatch {
    LabelMatch { text: shown, interpretations: readings, len: end, spaces_after: 0, part: None }
}

fn is_wide(character: char) -> bool {
    (0x2E80..0xFFE0).contains(&(character as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        use NumberStyle::{Bullet, Letter, Number, Roman};
        for (text, expected) in [
            ("4.   Welcomes", Some(("4", Number, 4, "Welcomes"))),
            ("4) Welcomes", Some(("4", Number, 4, "Welcomes"))),
            ("4 bis. Welcomes", Some(("4 bis", Number, 4, "Welcomes"))),
            ("(a quater) Oil", Some(("(a quater)", Letter, 1, "Oil"))),
            ("OP4 bis Welcomes", Some(("4 bis", Number, 4, "Welcomes"))),
            ("OP 7 alt 2. Urges", Some(("7 alt 2", Number, 7, "Urges"))),
            ("[4 alt. Decides]", Some(("4 alt", Number, 4, "Decides]"))),
            ("[2. Decides]", Some(("2", Number, 2, "Decides]"))),
            ("[[2. Decides", Some(("2", Number, 2, "Decides"))),
            ("[OP4 Decides]", Some(("4", Number, 4, "Decides]"))),
            ("[(a) To decide;]", Some(("(a)", Letter, 1, "To decide;]"))),
            ("[1.5 °C or] less", None),
            ("[2 or 3] years", None),
            ("[1] See the annex", None),
            ("[2.] Decides", None),
            ("[a) ropes]", None),
            ("13A. The owner", Some(("13A", Number, 13, "The owner"))),
            ("5b) the owner", Some(("5b", Number, 5, "the owner"))),
            ("§ 3a The owner", Some(("3a", Number, 3, "The owner"))),
            ("§ 12-301 The owner", Some(("12-301", Number, 12, "The owner"))),
            ("1 - The owner", Some(("1", Number, 1, "The owner"))),
            ("12 - 14 May", None),
            ("3D models", None),
            ("20th. century", None),
            ("1st. That lamps", Some(("1", Number, 1, "That lamps"))),
            ("22nd) That lamps", Some(("22", Number, 22, "That lamps"))),
            ("2st. That lamps", None),
            ("1st International Congress", None),
            ("A.1 Decides", Some(("A.1", Number, 1, "Decides"))),
            ("B.12. Decides", Some(("B.12", Number, 12, "Decides"))),
            ("A.1 lamps", None),
            ("E.164", None),
            ("a/ les lampes", Some(("(a)", Letter, 1, "les lampes"))),
            ("a/b testing", None),
            ("A/ Lamps", None),
            ("« 1° Les lampes", Some(("1", Number, 1, "Les lampes"))),
            ("«\u{a0}a) les lampes", Some(("(a)", Letter, 1, "les lampes"))),
            ("« 12 lampes", None),
            ("« 1. Décide", None),
            ("一、点亮", Some(("一", Number, 1, "点亮"))),
            ("一、二级灯塔", None),
            ("4.2 The owner", Some(("4.2", Number, 4, "The owner"))),
            ("1° Les lampes", Some(("1", Number, 1, "Les lampes"))),
            ("2° bis Les fûts", Some(("2 bis", Number, 2, "Les fûts"))),
            ("20° 30′ N", None),
            ("b)bis Le nom", Some(("(b bis)", Letter, 2, "Le nom"))),
            ("(b) bis Le nom", Some(("(b bis)", Letter, 2, "Le nom"))),
            ("§ 12. Widerruf", Some(("12", Number, 12, "Widerruf"))),
            ("(a) The name", Some(("(a)", Letter, 1, "The name"))),
            ("(ii)  the marks", Some(("(ii)", Roman, 2, "the marks"))),
            ("b) Le nom", Some(("(b)", Letter, 2, "Le nom"))),
            ("a. The name", Some(("(a)", Letter, 1, "The name"))),
            ("(1) The owner", Some(("(1)", Number, 1, "The owner"))),
            ("б) название", Some(("(б)", Letter, 2, "название"))),
            ("١ - تقرر", Some(("١", Number, 1, "تقرر"))),
            ("1. 请秘书长", Some(("1", Number, 1, "请秘书长"))),
            ("1．请秘书长", Some(("1", Number, 1, "请秘书长"))),
            ("（二） 名称", Some(("(二)", Roman, 2, "名称"))),
            ("（二十一）名称", Some(("(二十一)", Roman, 21, "名称"))),
            ("• Monday", Some(("•", Bullet, 0, "Monday"))),
            ("25   Condemns it", Some(("25", Number, 25, "Condemns it"))),
            ("2015 was", None),
            ("25 States", None),
            ("3.5 billion", Some(("3.5", Number, 3, "billion"))),
            ("2/4", None),
            ("i.e. the", None),
            ("(United States", None),
            ("", None),
        ] {
            let got = parse_label(text);
            let got =
                got.as_ref().map(|l| (l.text.as_str(), l.interpretations[0].0, l.interpretations[0].1, &text[l.len..]));
            assert_eq!(got, expected, "{text}");
        }
        for (text, expected) in [
            ("3. (a) A harbour", Some("(a)")),
            ("(a)   (i) The taking", Some("(i)")),
            ("2. a) Le port", Some("(a)")),
            ("4. (1) The owner", Some("(1)")),
            ("3. (b) A harbour", None),
            ("3. (a) oil; (b) wicks", None),
            ("3. (UNESCO) reports", None),
            ("3. A harbour (a) small", None),
            ("– (a) A harbour", None),
        ] {
            let inner = parse_label(text).and_then(|outer| parse_inner_label(text, &outer));
            assert_eq!(inner.as_ref().map(|inner| inner.text.as_str()), expected, "{text}");
        }
        assert_eq!(parse_label("(i) x").map(|l| l.interpretations), Some(vec![(Roman, 1), (Letter, 9)]));
    }
}
