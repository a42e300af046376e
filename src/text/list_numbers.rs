//! A number of a list → what a person sees: `4`, `d`, `iv`, `г`.

/// A number in one of Word's number formats; unknown formats count in digits.
pub(crate) fn format_number(number: i64, format: &str) -> String {
    let Ok(ordinal) = u32::try_from(number) else { return number.to_string() };
    match format {
        "lowerLetter" => letters(ordinal, 'a'),
        "upperLetter" => letters(ordinal, 'A'),
        "lowerRoman" => roman(ordinal).to_lowercase(),
        "upperRoman" => roman(ordinal),
        "decimalZero" => format!("{ordinal:02}"),
        "russianLower" => pick(ordinal, "абвгдежзиклмнопрстуфхцчшщэюя"),
        "russianUpper" => pick(ordinal, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
        "arabicAbjad" => pick(ordinal, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
        "arabicAlpha" => pick(ordinal, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
        "hindiNumbers" => digits(ordinal, '٠'),
        "decimalFullWidth" | "decimalFullWidth2" => digits(ordinal, '０'),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => chinese(ordinal),
        "ordinal" => format_ordinal(ordinal as usize),
        "none" => String::new(),
        _ => ordinal.to_string(),
    }
}

/// a, b … z, aa, bb …: Word doubles the letter.
fn letters(ordinal: u32, first: char) -> String {
    let Some(index) = ordinal.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from_u32(first as u32 + index % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (index / 26 + 1).min(30) as usize).collect()
}

/// Roman numerals in capitals; ordinary ones where there are none.
fn roman(ordinal: u32) -> String {
    if !(1..4000).contains(&ordinal) {
        return ordinal.to_string();
    }
    const VALUES: [u32; 13] = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
    const SIGNS: [&str; 13] = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
    let mut left = ordinal;
    let mut out = String::new();
    for (value, sign) in VALUES.into_iter().zip(SIGNS) {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

fn pick(ordinal: u32, alphabet: &str) -> String {
    let letter = ordinal.checked_sub(1).and_then(|index| alphabet.chars().nth(index as usize));
    letter.map_or_else(|| ordinal.to_string(), String::from)
}

fn digits(ordinal: u32, zero: char) -> String {
    let digit = |figure: char| figure.to_digit(10).and_then(|value| char::from_u32(zero as u32 + value));
    ordinal.to_string().chars().filter_map(digit).collect()
}

fn chinese(ordinal: u32) -> String {
    let units: Vec<char> = "〇一二三四五六七八九".chars().collect();
    match ordinal {
        0..=9 => units[ordinal as usize].to_string(),
        10..=99 => {
            let tens = if ordinal < 20 { String::new() } else { units[(ordinal / 10) as usize].to_string() };
            let ones =
                if ordinal.is_multiple_of(10) { String::new() } else { units[(ordinal % 10) as usize].to_string() };
            format!("{tens}十{ones}")
        }
        _ => ordinal.to_string(),
    }
}

/// `1st`, `22nd`
pub(crate) fn format_ordinal(ordinal: usize) -> String {
    let ending = match (ordinal % 10, ordinal % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{ordinal}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        for (number, format, expected) in [
            (4, "decimal", "4"),
            (4, "decimalZero", "04"),
            (4, "lowerLetter", "d"),
            (28, "lowerLetter", "bb"),
            (49, "upperRoman", "XLIX"),
            (4, "lowerRoman", "iv"),
            (3, "russianLower", "в"),
            (2, "arabicAbjad", "ب"),
            (12, "hindiNumbers", "١٢"),
            (12, "chineseCounting", "十二"),
            (20, "chineseCounting", "二十"),
            (22, "ordinal", "22nd"),
            (0, "lowerLetter", "0"),
            (0, "upperRoman", "0"),
            (-1, "lowerLetter", "-1"),
            (7, "none", ""),
            (7, "unheardOf", "7"),
        ] {
            assert_eq!(format_number(number, format), expected, "{number} as {format}");
        }
    }
}
