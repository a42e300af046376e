//! Whether the two files were given in the wrong order.
//!
//! In: the headers of both resolutions. Out: a warning if the first is later. The first kind of evidence that both have
//! decides:
//!
//! 1. the draft that a text says it is based on;
//! 2. sessions or years of the symbols of one organ, or the session of the header;
//! 3. in one session an adopted resolution before a draft; revisions of one symbol; numbers of one series of symbols;
//! 4. dates of adoption or of issue.
//!
//! A newer text that says that it is based on another draft than the older file gives a warning, too.
//!
//! Symbols of two organs are not compared: the Human Rights Council counts its own sessions.

use super::rollover;
use crate::lexicon::Lexicon;
use crate::model::{HeaderField, Resolution, Versions, Warning};

/// Warns if the first resolution seems to be later than the second.
pub(super) fn warning(resolutions: Versions<&Resolution>) -> Option<Warning> {
    let files = resolutions.map(Provenance::new);
    let Some(evidence) = evidence(files.as_ref()) else { return another_base(files.as_ref()) };
    let [first, second] = [&files.before, &files.after].map(|file| file.describe(evidence));
    Some(Warning::about_pair(format!("The files may be swapped: the first is {first}, the second {second}.")))
}

/// Warns if the older file is a draft, but not the one that the newer text is based on.
fn another_base(files: Versions<&Provenance<'_>>) -> Option<Warning> {
    let base = files.after.base?;
    let older = files.before.symbol.as_ref().filter(|_| files.before.is_draft)?.text;
    (base != older).then(|| {
        Warning::about_pair(format!("The newer text says that it is based on {base}, but the older file is {older}."))
    })
}

/// What shows that the first file is later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OrderClue {
    Base,
    Session,
    Adoption,
    Number,
    Date,
}

/// What a header says about the time of a resolution.
#[derive(Default)]
struct Provenance<'a> {
    symbol: Option<Symbol<'a>>,
    /// The symbol of the draft that the text is based on.
    base: Option<&'a str>,
    /// Session or year, from the symbol or else from the header.
    period: Option<i32>,
    is_adopted: bool,
    is_draft: bool,
    date: Option<Date>,
}

/// The parts of a document symbol.
struct Symbol<'a> {
    text: &'a str,
    /// `A` of `A/C.1/78/L.11`, `A/HRC` of `A/HRC/54/L.3`.
    organ: &'a str,
    /// The session, or the year for organs that count by years.
    period: Option<i32>,
    /// `A/C.1/78/L.` and 11, without the year in brackets after a resolution of the Security Council.
    series: (&'a str, Option<u32>),
    revision: u32,
    is_resolution: bool,
    is_draft: bool,
}

/// A date that can be compared, and as printed.
struct Date {
    order: (i32, u8, u8),
    text: String,
}

fn evidence(files: Versions<&Provenance<'_>>) -> Option<OrderClue> {
    let Versions { before, after } = files;
    if after.is_based_on(before) {
        return None;
    }
    if before.is_based_on(after) {
        return Some(OrderClue::Base);
    }
    let symbols = before.symbol.as_ref().zip(after.symbol.as_ref());
    if symbols.is_none_or(|(before, after)| before.organ == after.organ)
        && let Some((first, second)) = before.period.zip(after.period)
        && is_year(first) == is_year(second)
    {
        if first != second {
            return (first > second).then_some(OrderClue::Session);
        }
        if before.is_adopted && after.is_draft {
            return Some(OrderClue::Adoption);
        }
        if before.is_draft && after.is_adopted {
            return None;
        }
    }
    if let Some((first, second)) = symbols
        && first.series.0 == second.series.0
        && let (Some(first_number), Some(second_number)) = (first.series.1, second.series.1)
        && (first_number, first.revision) != (second_number, second.revision)
    {
        return ((first_number, first.revision) > (second_number, second.revision)).then_some(OrderClue::Number);
    }
    let dates = before.date.as_ref().zip(after.date.as_ref());
    dates.is_some_and(|(before, after)| before.order > after.order).then_some(OrderClue::Date)
}

/// Whether an organ counts by years; sessions have smaller numbers.
fn is_year(period: i32) -> bool {
    period >= 1945
}

impl Provenance<'_> {
    fn new(resolution: &Resolution) -> Provenance<'_> {
        let header = &resolution.header;
        let symbols = header.get(HeaderField::Symbol).map(|symbols| symbols.split(" / ").map(Symbol::new));
        let symbol = symbols.and_then(|symbols| {
            // A resolution also has the symbol of the report that recommended it.
            symbols.reduce(|first, next| if !first.is_resolution && next.is_resolution { next } else { first })
        });
        let adoption = header.get(HeaderField::Adoption);
        let submitted = header.get(HeaderField::Submission).is_some();
        let is_adopted = adoption.is_some() || symbol.as_ref().is_some_and(|symbol| symbol.is_resolution);
        let period = match &symbol {
            Some(symbol) => symbol.period,
            None => rollover::session(resolution),
        };
        Provenance {
            period,
            is_adopted,
            is_draft: !is_adopted && (submitted || symbol.as_ref().is_some_and(|symbol| symbol.is_draft)),
            date: adoption.and_then(Date::find).or_else(|| header.get(HeaderField::Date).and_then(Date::find)),
            base: header.base_draft.as_deref(),
            symbol,
        }
    }

    fn is_based_on(&self, other: &Provenance<'_>) -> bool {
        self.base.is_some() && self.base == other.symbol.as_ref().map(|symbol| symbol.text)
    }

    /// Describes the file by the facts of the evidence.
    fn describe(&self, evidence: OrderClue) -> String {
        let symbol = self.symbol.as_ref().map(|symbol| symbol.text);
        let year = self.date.as_ref().map(|date| date.order.0.to_string());
        let date = self.date.as_ref().map(|date| date.text.as_str());
        match (evidence, symbol) {
            (OrderClue::Base, symbol) => {
                let base = self.base.map(|base| format!("based on {base}"));
                [symbol.map(str::to_owned), base].into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
            (OrderClue::Adoption, symbol) => {
                let kind = if self.is_adopted { "the adopted text" } else { "a draft" };
                symbol.map_or_else(|| kind.to_owned(), |symbol| format!("{kind} {symbol}"))
            }
            (OrderClue::Date, Some(symbol)) => format!("{symbol} of {}", date.unwrap_or_default()),
            (OrderClue::Date, None) => format!("of {}", date.unwrap_or_default()),
            (_, Some(symbol)) => match year.filter(|year| !symbol.contains(year.as_str())) {
                Some(year) => format!("{symbol} of {year}"),
                None => symbol.to_owned(),
            },
            (_, None) => format!("of session {}", self.period.unwrap_or_default()),
        }
    }
}

impl Symbol<'_> {
    fn new(text: &str) -> Symbol<'_> {
        let text = text.trim();
        let (base, year) = match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
            Some((base, year)) => (base, year.parse().ok()),
            None => (text, None),
        };
        let (base, revision) = base.split_once("/Rev.").unwrap_or((base, ""));
        let base = ["/Add.", "/Corr."].iter().find_map(|part| base.split_once(part)).map_or(base, |(base, _)| base);
        let is_resolution_part = |part: &str| part == "RES" || part.starts_with("Res.");
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_inner = |part: &str| is_resolution_part(part) || part.starts_with("C.") || part.starts_with("L.");

        let mut organ_end = 0;
        let mut parts = base.split('/').peekable();
        while let Some(part) = parts.next_if(|part| !is_inner(part) && !is_number(part)) {
            organ_end += part.len() + usize::from(organ_end > 0);
        }
        let inner: Vec<&str> = parts.collect();
        let counted = inner.iter().find(|part| !is_resolution_part(part) && !part.starts_with("C."));
        let counted = counted.filter(|part| is_number(part)).and_then(|part| part.parse().ok());
        // The first number of a resolution of the Security Council is its own.
        let counted = counted.filter(|period| (1..200).contains(period) || (1945..2100).contains(period));
        let digits = base.len() - base.trim_end_matches(|last: char| last.is_ascii_digit()).len();
        let (series, number) = base.split_at(base.len() - digits);
        let leading = revision.split(|other: char| !other.is_ascii_digit()).next();
        Symbol {
            text,
            organ: &base[..organ_end],
            period: year.or(counted.filter(|_| inner.len() > 1)),
            series: (series, number.parse().ok()),
            revision: leading.and_then(|digits| digits.parse().ok()).unwrap_or(0),
            is_resolution: inner.iter().any(|part| is_resolution_part(part)),
            is_draft: inner.iter().any(|part| part.starts_with("L.")),
        }
    }
}

impl Date {
    /// The first date in a text: `2 December 2034`, with the month in words of any language known.
    fn find(text: &str) -> Option<Date> {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(3).find_map(|words| {
            let digits = |word: &str| word.trim_end_matches(|last: char| !last.is_ascii_digit()).parse::<u16>().ok();
            let day = u8::try_from(digits(words[0])?).ok().filter(|day| (1..=31).contains(day))?;
            let month = Lexicon::any().month_number(&words[1].to_lowercase())?;
            let year = digits(words[2]).filter(|year| (1945..2100).contains(year))?;
            Some(Date { order: (i32::from(year), month, day), text: format!("{} {} {year}", words[0], words[1]) })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolution(fields: &[(HeaderField, &str)]) -> Resolution {
        let mut resolution = Resolution::default();
        resolution.header.fields.extend(fields.iter().map(|(field, text)| (*field, (*text).to_owned())));
        resolution
    }

    fn warning_text(first: &Resolution, second: &Resolution) -> Option<String> {
        warning(Versions::new(first, second)).map(|warning| warning.text)
    }

    #[test]
    fn a_later_symbol_first_gives_a_warning() {
        for (earlier, later) in [
            ("A/RES/89/10", "A/RES/90/2"),
            ("A/RES/90/2", "A/RES/90/11"),
            ("A/C.2/90/L.9", "A/C.2/90/L.45"),
            ("A/C.2/90/L.9", "A/C.2/90/L.9/Rev.1"),
            ("A/C.2/90/L.9/Rev.2", "A/C.2/90/L.9/Rev.10"),
            ("A/C.1/90/L.5", "A/RES/90/2"),
            ("A/C.1/90/L.62", "A/RES/90/2"),
            ("A/90/L.5", "A/C.1/91/L.5"),
            ("A/HRC/60/L.7", "A/HRC/RES/60/3"),
            ("E/2034/L.5", "E/RES/2034/2"),
            ("S/RES/2801 (2034)", "S/RES/2799 (2035)"),
            ("S/RES/1999 (2011)", "S/RES/2002 (2011)"),
        ] {
            let [earlier, later] = [earlier, later].map(|symbol| resolution(&[(HeaderField::Symbol, symbol)]));
            assert_eq!(warning_text(&earlier, &later), None);
            assert!(warning_text(&later, &earlier).is_some_and(|text| text.starts_with("The files may be swapped")));
            assert_eq!(warning_text(&earlier, &earlier), None);
        }
    }

    #[test]
    fn a_text_is_later_than_its_base() {
        let base = resolution(&[(HeaderField::Symbol, "A/C.2/90/L.60")]);
        let mut later = resolution(&[(HeaderField::Symbol, "A/C.2/90/L.45")]);
        assert!(warning_text(&base, &later).is_some());
        later.header.base_draft = Some("A/C.2/90/L.60".to_owned());
        assert_eq!(warning_text(&base, &later), None);
        let expected = "The files may be swapped: the first is A/C.2/90/L.45, based on A/C.2/90/L.60, the second \
                        A/C.2/90/L.60.";
        assert_eq!(warning_text(&later, &base).as_deref(), Some(expected));
        let other_draft = resolution(&[(HeaderField::Symbol, "A/C.2/90/L.8")]);
        let expected = "The newer text says that it is based on A/C.2/90/L.60, but the older file is A/C.2/90/L.8.";
        assert_eq!(warning_text(&other_draft, &later).as_deref(), Some(expected));
        for unrelated in [&[][..], &[(HeaderField::Symbol, "A/RES/89/7")]] {
            assert_eq!(warning_text(&resolution(unrelated), &later), None);
        }
    }

    #[test]
    fn what_cannot_be_compared_gives_no_warning() {
        for (left, right) in [
            ("A/HRC/RES/60/3", "A/RES/89/10"),
            ("A/RES/ES-10/21", "A/RES/89/10"),
            ("A/C.1/90/L.5", "A/C.2/90/L.6"),
            ("S/RES/1999 (2011)", "A/RES/65/10"),
            ("A/90/7", "A/90/7/Add.1"),
        ] {
            let [left, right] = [left, right].map(|symbol| resolution(&[(HeaderField::Symbol, symbol)]));
            assert_eq!([warning_text(&left, &right), warning_text(&right, &left)], [None, None]);
        }
    }

    #[test]
    fn the_warning_names_the_evidence() {
        use HeaderField::{Adoption, Date, Session, Submission, Symbol};
        let adopted = "Resolution adopted by the General Assembly on 2 December 2035";
        let first = resolution(&[(Symbol, "A/RES/90/12 / A/90/409"), (Adoption, adopted)]);
        for (second, expected) in [
            (
                resolution(&[(Symbol, "A/RES/89/10"), (Date, "8 January 2035")]),
                Some("the first is A/RES/90/12 of 2035, the second A/RES/89/10 of 2035."),
            ),
            (
                resolution(&[(Symbol, "A/C.1/90/L.5"), (Date, "8 October 2035")]),
                Some("the first is the adopted text A/RES/90/12, the second a draft A/C.1/90/L.5."),
            ),
            (resolution(&[(Date, "3 December 2035")]), None),
            (
                resolution(&[(Date, "30 November 2035")]),
                Some("the first is A/RES/90/12 of 2 December 2035, the second of 30 November 2035."),
            ),
            (
                resolution(&[(Session, "Eighty-ninth session"), (Submission, "draft resolution")]),
                Some("the first is A/RES/90/12 of 2035, the second of session 89."),
            ),
            (resolution(&[(Session, "Ninety-first session"), (Submission, "draft resolution")]), None),
            (resolution(&[]), None),
        ] {
            let expected = expected.map(|expected| format!("The files may be swapped: {expected}"));
            assert_eq!(warning_text(&first, &second), expected);
        }
    }
}
