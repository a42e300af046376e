//! English ordinal words: `twenty-first` ↔ 21.

const ONES: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const CARDINALS: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [(&str, &str, usize); 8] = [
    ("twenty", "twentieth", 20),
    ("thirty", "thirtieth", 30),
    ("forty", "fortieth", 40),
    ("fifty", "fiftieth", 50),
    ("sixty", "sixtieth", 60),
    ("seventy", "seventieth", 70),
    ("eighty", "eightieth", 80),
    ("ninety", "ninetieth", 90),
];

/// The word for a place in an order: `twenty-first`; digits with an ending from 200 on.
pub fn ordinal_word(number: usize) -> String {
    let tens = || TENS.iter().find(|(.., value)| number / 10 * 10 == *value);
    match (number, ONES.get(number), tens()) {
        (1.., Some(word), _) => (*word).to_owned(),
        (_, _, Some((cardinal, ordinal, _))) => match number % 10 {
            0 => (*ordinal).to_owned(),
            unit => format!("{cardinal}-{}", ONES[unit]),
        },
        (100, ..) => "one hundredth".to_owned(),
        (101..200, ..) => format!("one hundred and {}", ordinal_word(number - 100)),
        _ => {
            let ending = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{ending}")
        }
    }
}

/// The word for a count: `two`; digits from 20 on.
pub fn cardinal_word(number: usize) -> String {
    match CARDINALS.get(number) {
        Some(word) if !word.is_empty() => (*word).to_owned(),
        _ => number.to_string(),
    }
}

/// The count that a word in lower case stands for: `two`, `12`, and `a` for one.
pub fn parse_cardinal(word: &str) -> Option<usize> {
    match word {
        "a" | "an" => Some(1),
        _ => CARDINALS.iter().skip(1).position(|known| *known == word).map(|index| index + 1).or(word.parse().ok()),
    }
}

/// The place that the first of these words in lower case stand for, and how many words say it: `twenty-first`,
/// `twenty first`, `21st`, `one hundred and second`.
pub fn parse_ordinal(words: &[&str]) -> Option<(usize, usize)> {
    match words {
        ["one", "hundred", "and", rest @ ..] => parse_ordinal(rest).map(|(value, used)| (100 + value, used + 3)),
        ["one", "hundredth", ..] => Some((100, 2)),
        ["hundredth", ..] => Some((100, 1)),
        [first, rest @ ..] => {
            if let Some(value) = below_hundred(first) {
                return Some((value, 1));
            }
            let tens = TENS.iter().find(|(cardinal, ..)| cardinal == first)?.2;
            let unit = rest.first().and_then(|unit| ONES.iter().position(|known| known == unit))?;
            (1..10).contains(&unit).then_some((tens + unit, 2))
        }
        [] => None,
    }
}

/// An ordinal in one word.
fn below_hundred(word: &str) -> Option<usize> {
    if let Some(value) = ONES.iter().skip(1).position(|known| *known == word) {
        return Some(value + 1);
    }
    if let Some((.., value)) = TENS.iter().find(|(_, ordinal, _)| *ordinal == word) {
        return Some(*value);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(value) = digits.and_then(|digits| digits.parse().ok()) {
        return Some(value).filter(|value| *value > 0);
    }
    let (tens, unit) = word.split_once('-')?;
    let tens = TENS.iter().find(|(cardinal, ..)| *cardinal == tens)?.2;
    let unit = ONES.iter().position(|known| *known == unit)?;
    (1..10).contains(&unit).then_some(tens + unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_as_they_are_written() {
        for number in 1..400 {
            let word = ordinal_word(number);
            let words: Vec<&str> = word.split(' ').collect();
            assert_eq!(parse_ordinal(&words), Some((number, words.len())), "{word}");
        }
        assert_eq!((ordinal_word(41), ordinal_word(100)), ("forty-first".to_owned(), "one hundredth".to_owned()));
        for (words, expected) in [
            (&["twenty", "first", "preambular"][..], Some((21, 2))),
            (&["21st"], Some((21, 1))),
            (&["twenty"], None),
            (&["0th"], None),
            (&["paragraph"], None),
            (&[], None),
        ] {
            assert_eq!(parse_ordinal(words), expected, "{words:?}");
        }
    }

    #[test]
    fn cardinals_are_read_as_they_are_written() {
        for number in 1..40 {
            assert_eq!(parse_cardinal(&cardinal_word(number)), Some(number));
        }
        assert_eq!((parse_cardinal("a"), parse_cardinal("new")), (Some(1), None));
    }
}
