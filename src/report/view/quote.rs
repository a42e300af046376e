//! The smallest quotations that show a change: `“Takes note of” → “Welcomes”`.
//!
//! Steps: gather what was removed and added between two stretches of kept words into one hunk; where a hunk is only
//! a comma or a little word, take the neighbouring word in, for `“of” → “for”` shows nothing; say of an insertion
//! what it follows.

use super::stretch;
use crate::model::Segment;

/// Words with fewer letters and figures than these show nothing by themselves.
const WEAK: usize = 4;
/// Words by which a place is named.
const PLACE: usize = 4;

/// One place where words changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Hunk {
    /// Words for words.
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
        /// Where.
        place: Place,
    },
    /// Words that are gone.
    Dropped {
        /// The words.
        text: String,
        /// Where.
        place: Place,
    },
}

/// Where a hunk stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// Before everything else in the paragraph.
    Start,
    /// After everything else in the paragraph.
    End,
    /// After these words.
    After(String),
}

/// Lists the hunks of a redline in order. A place where only a paragraph was parted is none.
pub fn hunks(segments: &[Segment]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut open = Open::default();
    for (at, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Removed { text } => open.old.push_str(text),
            Segment::Added { text } => open.new.push_str(text),
            Segment::Kept(both) if is_island(&both.after) && at + 1 < segments.len() && open.is_open() => {
                open.old.push_str(&both.before);
                open.new.push_str(&both.after);
            }
            Segment::Kept(both) => {
                hunks.extend(open.close(&both.after));
                open = Open { kept: &both.after, ..Open::default() };
            }
        }
    }
    hunks.extend(open.close(""));
    hunks
}

/// A kept mark of punctuation between two changes is no place to part them.
fn is_island(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// A hunk that may still grow.
#[derive(Default)]
struct Open<'a> {
    /// The kept words before it.
    kept: &'a str,
    old: String,
    new: String,
}

impl Open<'_> {
    fn is_open(&self) -> bool {
        !self.old.is_empty() || !self.new.is_empty()
    }

    /// Ends the hunk before `next`.
    fn close(&self, next: &str) -> Option<Hunk> {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let (old, new) = (clean(&self.old), clean(&self.new));
        let weak = letters(&old).max(letters(&new)) < WEAK;
        let marks_only = letters(&old) == 0 || letters(&new) == 0;
        if old.is_empty() && new.is_empty() {
            return None;
        }
        if (weak && !old.is_empty() && !new.is_empty()) || (letters(&old) + letters(&new) == 0) {
            let before = stretch::last(self.kept, 1);
            let after = if marks_only && !before.is_empty() { "" } else { stretch::first(next, 1) };
            return Some(Hunk::Replaced {
                old: clean(&format!("{before}{}{after}", self.old)),
                new: clean(&format!("{before}{}{after}", self.new)),
            });
        }
        let place = match (self.kept.trim(), is_island(next)) {
            ("", _) => Place::Start,
            (_, true) => Place::End,
            (kept, false) => Place::After(clean(stretch::last(kept, PLACE))),
        };
        Some(match (old.is_empty(), new.is_empty()) {
            (true, _) => Hunk::Added { text: bare(&new), place },
            (_, true) => Hunk::Dropped { text: bare(&old), place },
            _ => Hunk::Replaced { old, new },
        })
    }
}

/// One line, single spaces.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the comma by which words are joined to those before them.
fn bare(text: &str) -> String {
    text.trim_start_matches([',', ';', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Versions;

    fn kept(text: &str) -> Segment {
        Segment::Kept(Versions::new(text.into(), text.into()))
    }

    fn removed(text: &str) -> Segment {
        Segment::Removed { text: text.into() }
    }

    fn added(text: &str) -> Segment {
        Segment::Added { text: text.into() }
    }

    fn replaced(old: &str, new: &str) -> Hunk {
        Hunk::Replaced { old: old.into(), new: new.into() }
    }

    #[test]
    fn each_hunk_shows_itself() {
        let after = |words: &str| Place::After(words.into());
        for (segments, expected) in [
            (
                vec![removed("Takes note of"), added("Welcomes"), kept(" the report;")],
                vec![replaced("Takes note of", "Welcomes")],
            ),
            (
                vec![kept("the report"), removed(" of"), added(" for"), kept(" the session")],
                vec![replaced("report of the", "report for the")],
            ),
            (vec![kept("at its session"), removed(","), added(";")], vec![replaced("session,", "session;")]),
            (
                vec![kept("Requests the Secretary-General to report"), added(" annually"), kept(" on progress;")],
                vec![Hunk::Added { text: "annually".into(), place: after("the Secretary-General to report") }],
            ),
            (
                vec![kept("Calls upon States"), added(", as appropriate"), kept(";")],
                vec![Hunk::Added { text: "as appropriate".into(), place: Place::End }],
            ),
            (
                vec![added("Also"), removed("Reaffirms"), added(" reaffirms"), kept(" the Charter")],
                vec![replaced("Reaffirms", "Also reaffirms")],
            ),
            (
                vec![removed("Further"), kept(" reaffirms")],
                vec![Hunk::Dropped { text: "Further".into(), place: Place::Start }],
            ),
            (vec![kept("first sentence;"), added("\n"), kept("second")], vec![]),
        ] {
            assert_eq!(hunks(&segments), expected);
        }
    }
}
