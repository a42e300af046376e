//! Digits, letters and Roman numbers → what they count.

/// The value of digits of any script: `12`, `١٢`, `１２`.
pub(super) fn parse_digits(figures: &str) -> Option<u32> {
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

/// The value of a Roman number in lower case, if it is well formed.
pub(super) fn parse_roman(text: &str) -> Option<u32> {
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
pub(super) fn letter_index(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    let first = letters.next()?;
    let number = match first {
        'a'..='z' => first as u32 - 'a' as u32 + 1,
        // а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я: й, ъ, ы, ь number nothing
        'а'..='я' => "абвгдежзиклмнопрстуфхцчшщэюя".chars().position(|known| known == first)? as u32 + 1,
        'أ' | 'ا' | 'ب'..='ي' => {
            "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().position(|known| known == first).unwrap_or(0) as u32 + 1
        }
        _ => return None,
    };
    match (letters.next(), letters.next()) {
        (None, _) => Some(number),
        (Some(second), None) if second == first && first.is_ascii() => Some(26 + number),
        _ => None,
    }
}

/// The place of a capital: `A` 1 … `Z` 26.
pub(super) fn capital_index(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(u32::from(letter - b'A') + 1),
        _ => None,
    }
}

/// The value of a Chinese number below a thousand: `二十三`, `一百零五`.
pub(super) fn parse_han(text: &str) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    let (mut sum, mut digit) = (0, None);
    for character in text.chars() {
        let unit = match character {
            '百' => 100,
            '十' => 10,
            _ => {
                let value = DIGITS.chars().position(|known| known == character)? as u32;
                // Zero fills a place and may precede another digit.
                if digit.replace(value).is_some_and(|last| last > 0) {
                    return None;
                }
                continue;
            }
        };
        sum += digit.take().unwrap_or(1) * unit;
    }
    Some(sum + digit.unwrap_or(0)).filter(|sum| *sum > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(
            [parse_digits("12"), parse_digits("١٢"), parse_digits("１２"), parse_digits("x"), parse_digits("")],
            [Some(12), Some(12), Some(12), None, None]
        );
        assert_eq!(
            [parse_roman("iv"), parse_roman("xii"), parse_roman("iiii"), parse_roman("vx")],
            [Some(4), Some(12), None, None]
        );
        assert_eq!(
            [letter_index("c"), letter_index("bb"), letter_index("ab"), letter_index("в")],
            [Some(3), Some(28), None, Some(3)]
        );
        assert_eq!(
            [capital_index("B"), capital_index("b"), parse_han("二"), parse_han("十二")],
            [Some(2), None, Some(2), Some(12)]
        );
        assert_eq!(
            ["二十三", "一百零五", "二三", "十二三", "零", ""].map(parse_han),
            [Some(23), Some(105), None, None, None, None]
        );
    }
}
