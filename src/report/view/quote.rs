//! The shortest quotations that show a change: `“Takes note of” → “Welcomes”`.
//!
//! In: the segments of a redline. Out: the quotations in words. What was removed and added between two kept segments is one
//! quotation. If it is only a comma or a short word, the neighbouring word is included, because `“of” → “for”` shows
//! nothing. An insertion or deletion has the words it follows.

use super::words;
use crate::model::Segment;
use crate::text::{QuotationLength, elided, letter_count, single_spaced};

/// Quotations with fewer letters and digits include a neighbouring word.
const MIN_LETTERS: usize = 4;
/// Words that identify a position.
const POSITION_WORDS: usize = 4;
/// Longer quotations are elided in the middle.
const MAX_QUOTED_WORDS: usize = 40;

/// The quotations of a redline in order: `“Takes note of” → “Welcomes”; adds “annually” after “to report”`. A mere
/// paragraph break is none.
pub(super) fn quotations(segments: &[Segment]) -> String {
    let mut quotations = Vec::new();
    let mut open = Pending::default();
    for (index, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Removed { text } => open.old.push_str(text),
            Segment::Added { text } => open.new.push_str(text),
            Segment::Kept(both) if is_island(&both.after) && index + 1 < segments.len() && open.is_open() => {
                open.old.push_str(&both.before);
                open.new.push_str(&both.after);
            }
            Segment::Kept(both) => {
                quotations.extend(open.close(&both.after));
                open = Pending { kept: &both.after, ..Pending::default() };
            }
        }
    }
    quotations.extend(open.close(""));
    quotations.join("; ")
}

/// Kept punctuation between two changes does not separate them.
fn is_island(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// A quotation that may still grow.
#[derive(Default)]
struct Pending<'a> {
    /// The kept words before it.
    kept: &'a str,
    old: String,
    new: String,
}

impl Pending<'_> {
    fn is_open(&self) -> bool {
        !self.old.is_empty() || !self.new.is_empty()
    }

    /// Ends the quotation before `next`.
    fn close(&self, next: &str) -> Option<String> {
        let (old, new) = (single_spaced(&self.old), single_spaced(&self.new));
        let weak = letter_count(&old).max(letter_count(&new)) < MIN_LETTERS;
        let marks_only = letter_count(&old) == 0 || letter_count(&new) == 0;
        if old.is_empty() && new.is_empty() {
            return None;
        }
        if (weak && !old.is_empty() && !new.is_empty()) || (letter_count(&old) + letter_count(&new) == 0) {
            let before = words::last(self.kept, 1);
            let after = if marks_only && !before.is_empty() { "" } else { words::first(next, 1) };
            let [old, new] = [&self.old, &self.new].map(|words| quoted(&format!("{before}{words}{after}")));
            return Some(format!("{old} → {new}"));
        }
        let position = match (self.kept.trim(), is_island(next)) {
            ("", _) => "at the beginning".to_owned(),
            (_, true) => "at the end".to_owned(),
            (kept, false) => format!("after “{}”", single_spaced(words::last(kept, POSITION_WORDS))),
        };
        Some(match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("adds {} {position}", quoted(without_leading_comma(&new))),
            (_, true) => format!("drops {} {position}", quoted(without_leading_comma(&old))),
            _ => format!("{} → {}", quoted(&old), quoted(&new)),
        })
    }
}

/// Removes a leading comma or semicolon.
fn without_leading_comma(text: &str) -> &str {
    text.trim_start_matches([',', ';', ' '])
}

/// Quotes at most [`MAX_QUOTED_WORDS`]; the middle is elided.
fn quoted(text: &str) -> String {
    let tail = MAX_QUOTED_WORDS / 5;
    // Eliding two or three words would save nothing.
    let length = QuotationLength { max_words: MAX_QUOTED_WORDS + 3, head: MAX_QUOTED_WORDS - tail, tail };
    format!("“{}”", elided(&single_spaced(text), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hunk_shows_itself() {
        for (segments, expected) in [
            (
                vec![Segment::removed("Takes note of"), Segment::added("Welcomes"), Segment::kept(" the report;")],
                "“Takes note of” → “Welcomes”",
            ),
            (
                vec![
                    Segment::kept("the report"),
                    Segment::removed(" of"),
                    Segment::added(" for"),
                    Segment::kept(" the session"),
                ],
                "“report of the” → “report for the”",
            ),
            (
                vec![Segment::kept("at its session"), Segment::removed(","), Segment::added(";")],
                "“session,” → “session;”",
            ),
            (
                vec![
                    Segment::kept("Requests the Secretary-General to report"),
                    Segment::added(" annually"),
                    Segment::kept(" on progress;"),
                ],
                "adds “annually” after “the Secretary-General to report”",
            ),
            (
                vec![Segment::kept("Calls upon States"), Segment::added(", as appropriate"), Segment::kept(";")],
                "adds “as appropriate” at the end",
            ),
            (
                vec![
                    Segment::added("Also"),
                    Segment::removed("Reaffirms"),
                    Segment::added(" reaffirms"),
                    Segment::kept(" the Charter"),
                ],
                "“Reaffirms” → “Also reaffirms”",
            ),
            (vec![Segment::removed("Further"), Segment::kept(" reaffirms")], "drops “Further” at the beginning"),
            (vec![Segment::kept("first sentence;"), Segment::added("\n"), Segment::kept("second")], ""),
        ] {
            assert_eq!(quotations(&segments), expected);
        }
    }
}
