//! The shortest quotations that show a change: `“Takes note of” → “Welcomes”`.
//!
//! In: the segments of a redline. Out: [`Quotation`]s. What was removed and added between two kept segments is one
//! quotation. If it is only a comma or a short word, the neighbouring word is included, because `“of” → “for”` shows
//! nothing. An insertion or deletion has the words it follows.

use super::words;
use crate::model::Segment;
use crate::text::{letter_count, single_spaced};

/// Quotations with fewer letters and digits include a neighbouring word.
const MIN_LETTERS: usize = 4;
/// Words that identify a position.
const POSITION_WORDS: usize = 4;

/// Words that changed in one place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Quotation {
    /// Replaced words.
    Replaced {
        /// The older words.
        old: String,
        /// The newer words.
        new: String,
    },
    /// New words.
    Added {
        /// The words.
        text: String,
        /// Their position.
        position: Position,
    },
    /// Removed words.
    Dropped {
        /// The words.
        text: String,
        /// Their position.
        position: Position,
    },
}

/// Where words were added or removed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Position {
    /// At the beginning of the paragraph.
    Start,
    /// At the end of the paragraph.
    End,
    /// After these words.
    After(String),
}

/// The quotations of a redline in order. A mere paragraph break is none.
pub fn quotations(segments: &[Segment]) -> Vec<Quotation> {
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
    quotations
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
    fn close(&self, next: &str) -> Option<Quotation> {
        let (old, new) = (single_spaced(&self.old), single_spaced(&self.new));
        let weak = letter_count(&old).max(letter_count(&new)) < MIN_LETTERS;
        let marks_only = letter_count(&old) == 0 || letter_count(&new) == 0;
        if old.is_empty() && new.is_empty() {
            return None;
        }
        if (weak && !old.is_empty() && !new.is_empty()) || (letter_count(&old) + letter_count(&new) == 0) {
            let before = words::last(self.kept, 1);
            let after = if marks_only && !before.is_empty() { "" } else { words::first(next, 1) };
            return Some(Quotation::Replaced {
                old: single_spaced(&format!("{before}{}{after}", self.old)),
                new: single_spaced(&format!("{before}{}{after}", self.new)),
            });
        }
        let position = match (self.kept.trim(), is_island(next)) {
            ("", _) => Position::Start,
            (_, true) => Position::End,
            (kept, false) => Position::After(single_spaced(words::last(kept, POSITION_WORDS))),
        };
        Some(match (old.is_empty(), new.is_empty()) {
            (true, _) => Quotation::Added { text: without_leading_comma(&new), position },
            (_, true) => Quotation::Dropped { text: without_leading_comma(&old), position },
            _ => Quotation::Replaced { old, new },
        })
    }
}

/// Removes a leading comma or semicolon.
fn without_leading_comma(text: &str) -> String {
    text.trim_start_matches([',', ';', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(old: &str, new: &str) -> Quotation {
        Quotation::Replaced { old: old.into(), new: new.into() }
    }

    #[test]
    fn each_hunk_shows_itself() {
        let after = |words: &str| Position::After(words.into());
        for (segments, expected) in [
            (
                vec![Segment::removed("Takes note of"), Segment::added("Welcomes"), Segment::kept(" the report;")],
                vec![replaced("Takes note of", "Welcomes")],
            ),
            (
                vec![
                    Segment::kept("the report"),
                    Segment::removed(" of"),
                    Segment::added(" for"),
                    Segment::kept(" the session"),
                ],
                vec![replaced("report of the", "report for the")],
            ),
            (
                vec![Segment::kept("at its session"), Segment::removed(","), Segment::added(";")],
                vec![replaced("session,", "session;")],
            ),
            (
                vec![
                    Segment::kept("Requests the Secretary-General to report"),
                    Segment::added(" annually"),
                    Segment::kept(" on progress;"),
                ],
                vec![Quotation::Added { text: "annually".into(), position: after("the Secretary-General to report") }],
            ),
            (
                vec![Segment::kept("Calls upon States"), Segment::added(", as appropriate"), Segment::kept(";")],
                vec![Quotation::Added { text: "as appropriate".into(), position: Position::End }],
            ),
            (
                vec![
                    Segment::added("Also"),
                    Segment::removed("Reaffirms"),
                    Segment::added(" reaffirms"),
                    Segment::kept(" the Charter"),
                ],
                vec![replaced("Reaffirms", "Also reaffirms")],
            ),
            (
                vec![Segment::removed("Further"), Segment::kept(" reaffirms")],
                vec![Quotation::Dropped { text: "Further".into(), position: Position::Start }],
            ),
            (vec![Segment::kept("first sentence;"), Segment::added("\n"), Segment::kept("second")], vec![]),
        ] {
            assert_eq!(quotations(&segments), expected);
        }
    }
}
