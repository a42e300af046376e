use super::openings::{Mood, opening};
use crate::model::LabelForm;

/// A paragraph number found at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLabel {
    /// As it is shown: `4`, `4 bis`, `(a)`, `•`.
    pub shown: String,
    /// What it may stand for, likeliest first: `(i)` is a Roman one or the ninth letter.
    pub readings: Vec<(LabelForm, u32)>,
    /// Bytes up to the text behind it.
    pub end: usize,
    /// Spaces between it and the text behind it.
    pub space: usize,
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

/// The number of a section, chapter, article or annex found at the start of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSection {
    /// As printed, without the full stop: `II`, `B`, `Article 3`.
    pub shown: String,
    /// Its kind.
    pub kind: SectionKind,
    /// Its place in its sequence; 0 where it has none (`Annex`).
    pub ordinal: u32,
    /// Bytes up to the heading's text.
    pub end: usize,
}

/// The kinds of sections, as far as numbering cares.
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

const LATIN_SUFFIXES: [&str; 10] =
    ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "alt"];

/// The paragraph number a text begins with.
///
/// Numbers: `4.` `4)` `4 bis.` `4.2` `OP4.` `PP3 ter` `§ 4.`; letters and Roman ones: `(a)` `a)` `(ii)` `ii)` `а)`
/// (Cyrillic too) `(أ)` `（一）`; bullets `•`.
/// A space must follow, except behind full-width marks and before Chinese.
pub fn label(text: &str) -> Option<FoundLabel> {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    let mut found = bullet(trimmed).or_else(|| number(trimmed)).or_else(|| lettered(trimmed))?;
    let rest = &trimmed[found.end..];
    let behind = rest.len() - rest.trim_start().len();
    if behind == 0
        && !rest.is_empty()
        && !rest.starts_with(is_wide)
        && !trimmed[..found.end].ends_with(['．', '）', '、'])
    {
        return None;
    }
    found.space = rest.chars().take_while(|character| character.is_whitespace()).count();
    found.end += behind + skipped;
    Some(found)
}

fn bullet(text: &str) -> Option<FoundLabel> {
    let first = text.chars().next()?;
    matches!(first, '•' | '●' | '▪' | '◦' | '‣' | '·' | '–' | '—' | '-' | '*' | '\u{f0b7}')
        .then(|| found(first.to_string(), vec![(LabelForm::Bullet, 0)], first.len_utf8()))
}

fn number(text: &str) -> Option<FoundLabel> {
    let (prefix, part) = prefix(text);
    let body = &text[prefix..];
    let digits = body.chars().take_while(|digit| digit.is_numeric()).count();
    let digits_len: usize = body.chars().take(digits).map(char::len_utf8).sum();
    if digits == 0 || digits > 4 {
        return None;
    }
    let ordinal = value(&body[..digits_len])?;
    let mut end = digits_len;
    let mut shown = body[..digits_len].to_owned();
    // 4.2, 4.2.1: the levels of a statute
    while let Some(level) = body[end..].strip_prefix('.') {
        let more = level.bytes().take_while(u8::is_ascii_digit).count();
        if more == 0 || more > 3 {
            break;
        }
        shown.push_str(&body[end..end + 1 + more]);
        end += 1 + more;
    }
    let levels = shown.contains('.');
    let suffix = suffix(&body[end..]);
    if !suffix.is_empty() {
        shown.push(' ');
        shown.push_str(suffix.trim());
        end += suffix.len();
    }
    let closed = body[end..].starts_with(['.', ')', '．', '、', ':']) && !body[end..].starts_with(".)");
    if closed {
        end += body[end..].chars().next().map_or(0, char::len_utf8);
        // "5.bis." and "4.)" are not seen; ".1" behind means a level that was not one
        if body[end..].starts_with(|next: char| next.is_ascii_digit()) {
            return None;
        }
    } else if let Some(dash) = body[end..].trim_start().strip_prefix(['-', '–'])
        && dash.starts_with(' ')
        && !body.is_ascii()
    {
        // Arabic numbers its paragraphs "1 - "
        end = body.len() - dash.len();
    } else if part.is_none() && suffix.is_empty() && !(prefix > 0 || levels) {
        // extraction may lose the full stop: "25   Condemns"
        let rest = body[end..].trim_start();
        let opens = || opening(rest).is_some_and(|(_, mood)| mood == Mood::Operative);
        if digits > 3 || rest.len() == body[end..].len() || !rest.starts_with(char::is_uppercase) || !opens() {
            return None;
        }
    }
    let mut out = found(shown, vec![(LabelForm::Number, ordinal)], prefix + end);
    out.part = part;
    Some(out)
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
fn suffix(text: &str) -> &str {
    let mut end = 0;
    loop {
        let rest = &text[end..];
        let word = rest.trim_start_matches([' ', '\u{a0}']);
        let spaces = rest.len() - word.len();
        let length = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let lower = word[..length].to_ascii_lowercase();
        if spaces > 2 || !LATIN_SUFFIXES.contains(&lower.as_str()) {
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

fn lettered(text: &str) -> Option<FoundLabel> {
    let (open, body) = match text.strip_prefix(['(', '（']) {
        Some(body) => (text.len() - body.len(), body),
        None => (0, text),
    };
    let length = body.find([')', '）', '.'])?;
    let inner = body[..length].trim();
    let close = body[length..].chars().next()?;
    // A full stop closes only small letters and Roman ones without a bracket: "a." and "ii."
    if inner.is_empty() || inner.chars().count() > 6 || (close == '.' && open > 0) {
        return None;
    }
    let (core, suffix) = inner.split_once([' ', '\u{a0}']).unwrap_or((inner, ""));
    if !suffix.is_empty() && !LATIN_SUFFIXES.contains(&suffix) {
        return None;
    }
    let mut readings = Vec::new();
    if let Some(ordinal) = roman(core).filter(|_| core.chars().all(char::is_lowercase)) {
        readings.push((LabelForm::Roman, ordinal));
    }
    if let Some(ordinal) = letter(core) {
        readings.push((LabelForm::Letter, ordinal));
    }
    if open > 0
        && let Some(ordinal) = value(core)
    {
        readings.push((LabelForm::Number, ordinal));
    }
    if let Some(ordinal) = chinese(core).filter(|_| open > 0) {
        readings.push((LabelForm::Roman, ordinal));
    }
    // "a." could end a sentence cut off before; "i.e." is none
    if readings.is_empty() || (close == '.' && core.chars().count() > 4) {
        return None;
    }
    let shown = if close == '.' { format!("({inner})") } else { format!("({inner})") };
    Some(found(shown, readings, open + length + close.len_utf8()))
}

/// The number of a section that a heading begins with: `II`, `B.`, `Chapter IV`, `Article 3`, `Annex`.
///
/// A bare Roman number or letter must be followed by a full stop, or stand alone.
pub fn section_label(text: &str) -> Option<FoundSection> {
    let text = text.trim_end();
    if let Some((word, kind)) = NAMED_SECTIONS.iter().find(|(word, _)| starts_with_word(text, word)) {
        let mut end = word.len();
        let rest = text[end..].trim_start();
        let length = rest.find(|end: char| !end.is_alphanumeric()).unwrap_or(rest.len());
        let core = &rest[..length];
        let alone = rest.is_empty() || *kind == SectionKind::Annex && core.is_empty();
        let ordinal = value(core).or_else(|| roman(&core.to_lowercase())).or_else(|| capital(core));
        let after = &rest[length..];
        // "Article 3 of the Charter" and "Rule 7 applies" are no headings
        let closed = after.is_empty() || after.starts_with(['.', ':', '\n', '–', '—', '-']) || after.starts_with("  ");
        match ordinal {
            Some(_) if !closed => return None,
            Some(_) => end = text.len() - after.len(),
            None if alone => {}
            None => return None,
        }
        let shown = text[..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let rest = text[end..].trim_start_matches(['.', ':', '–', '—', '-', ' ', '\n', '\u{a0}']);
        return Some(FoundSection { shown, kind: *kind, ordinal: ordinal.unwrap_or(0), end: text.len() - rest.len() });
    }
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let core = &text[..length];
    let rest = &text[length..];
    let stopped = rest.strip_prefix('.').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']));
    if core.is_empty() || !(rest.is_empty() || rest.starts_with('\n') || stopped) {
        return None;
    }
    let (kind, ordinal) = match roman(&core.to_lowercase()) {
        // C, D, I, L, M, V, X alone: I is the Roman one, V and X too; C, D, L, M are letters here
        Some(ordinal) if !matches!(core, "C" | "D" | "L" | "M") => (SectionKind::Roman, ordinal),
        _ => (SectionKind::Letter, capital(core)?),
    };
    let end = text.len() - rest.trim_start_matches(['.', ' ', '\n']).len();
    Some(FoundSection { shown: core.to_owned(), kind, ordinal, end })
}

const NAMED_SECTIONS: [(&str, SectionKind); 32] = [
    ("Annex", SectionKind::Annex),
    ("ANNEX", SectionKind::Annex),
    ("Annexe", SectionKind::Annex),
    ("Anexo", SectionKind::Annex),
    ("Appendix", SectionKind::Annex),
    ("Приложение", SectionKind::Annex),
    ("المرفق", SectionKind::Annex),
    ("附件", SectionKind::Annex),
    ("Chapter", SectionKind::Chapter),
    ("CHAPTER", SectionKind::Chapter),
    ("Chapitre", SectionKind::Chapter),
    ("Capítulo", SectionKind::Chapter),
    ("Глава", SectionKind::Chapter),
    ("Part", SectionKind::Chapter),
    ("PART", SectionKind::Chapter),
    ("Partie", SectionKind::Chapter),
    ("Title", SectionKind::Chapter),
    ("Section", SectionKind::Section),
    ("SECTION", SectionKind::Section),
    ("Sección", SectionKind::Section),
    ("Раздел", SectionKind::Section),
    ("Article", SectionKind::Article),
    ("ARTICLE", SectionKind::Article),
    ("Artículo", SectionKind::Article),
    ("Статья", SectionKind::Article),
    ("المادة", SectionKind::Article),
    ("Rule", SectionKind::Article),
    ("RULE", SectionKind::Article),
    ("Regulation", SectionKind::Article),
    ("Règle", SectionKind::Article),
    ("Principle", SectionKind::Article),
    ("Guideline", SectionKind::Article),
];

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
}

fn found(shown: String, readings: Vec<(LabelForm, u32)>, end: usize) -> FoundLabel {
    FoundLabel { shown, readings, end, space: 0, part: None }
}

/// The value of figures of any script: `12`, `١٢`, `１２`.
fn value(figures: &str) -> Option<u32> {
    let mut sum: u32 = 0;
    for figure in figures.chars() {
        let digit = match figure {
            '0'..='9' => figure as u32 - '0' as u32,
            '\u{0660}'..='\u{0669}' => figure as u32 - 0x0660,
            '\u{06F0}'..='\u{06F9}' => figure as u32 - 0x06F0,
            '\u{FF10}'..='\u{FF19}' => figure as u32 - 0xFF10,
            _ => return None,
        };
        sum = sum.checked_mul(10)?.checked_add(digit)?;
    }
    (!figures.is_empty()).then_some(sum)
}

/// The value of a Roman number in small letters, if it is well formed.
fn roman(text: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let mut rest = text;
    let mut sum = 0;
    for (part, worth) in PARTS {
        let most = if matches!(part, "c" | "x" | "i") { 3 } else { 1 };
        for _ in 0..most {
            match rest.strip_prefix(part) {
                Some(shorter) => {
                    rest = shorter;
                    sum += worth;
                }
                None => break,
            }
        }
    }
    (rest.is_empty() && sum > 0).then_some(sum)
}

/// The place of a letter: `a` 1 … `z` 26, `aa` 27; Cyrillic look-alikes count as their Latin twins.
fn letter(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    let first = letters.next()?;
    let one = match first {
        'a'..='z' => first as u32 - 'a' as u32 + 1,
        // а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я: й, ъ, ы, ь number nothing
        'а'..='я' => "абвгдежзиклмнопрстуфхцчшщэюя".chars().position(|known| known == first)? as u32 + 1,
        'أ' | 'ا' | 'ب'..='ي' => {
            "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().position(|known| known == first).unwrap_or(0) as u32 + 1
        }
        _ => return None,
    };
    match (letters.next(), letters.next()) {
        (None, _) => Some(one),
        (Some(second), None) if second == first && first.is_ascii() => Some(26 + one),
        _ => None,
    }
}

fn capital(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(u32::from(letter - b'A') + 1),
        _ => None,
    }
}

fn chinese(text: &str) -> Option<u32> {
    const FIGURES: &str = "一二三四五六七八九十";
    let mut characters = text.chars();
    let first = characters.next()?;
    let one = FIGURES.chars().position(|known| known == first)? as u32 + 1;
    match characters.next() {
        None => Some(one),
        Some(second) if one == 10 => FIGURES.chars().position(|known| known == second).map(|unit| 11 + unit as u32),
        _ => None,
    }
}

fn is_wide(character: char) -> bool {
    (0x2E80..0xFFE0).contains(&(character as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        use LabelForm::{Bullet, Letter, Number, Roman};
        for (text, expected) in [
            ("4.   Welcomes", Some(("4", Number, 4, "Welcomes"))),
            ("4) Welcomes", Some(("4", Number, 4, "Welcomes"))),
            ("4 bis. Welcomes", Some(("4 bis", Number, 4, "Welcomes"))),
            ("OP4 bis Welcomes", Some(("4 bis", Number, 4, "Welcomes"))),
            ("OP 7 alt 2. Urges", Some(("7 alt 2", Number, 7, "Urges"))),
            ("4.2 The owner", Some(("4.2", Number, 4, "The owner"))),
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
            let got = label(text);
            let got = got.as_ref().map(|l| (l.shown.as_str(), l.readings[0].0, l.readings[0].1, &text[l.end..]));
            assert_eq!(got, expected, "{text}");
        }
        assert_eq!(label("(i) x").map(|l| l.readings), Some(vec![(Roman, 1), (Letter, 9)]));
    }

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
            ("Rule 7", Some(("Rule 7", Article, 7, ""))),
            ("Article 3 of the Charter", None),
            ("Part of the work", None),
            ("A plan of action", None),
            ("I am", None),
            ("Introduction", None),
        ] {
            let got = section_label(text);
            let got = got.as_ref().map(|s| (s.shown.as_str(), s.kind, s.ordinal, &text[s.end..]));
            assert_eq!(got, expected, "{text}");
        }
    }
}
