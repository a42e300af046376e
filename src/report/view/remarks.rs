//! What is said of a change, sentence by sentence, the same in every report.
//!
//! The unit is the edit: each has one statement. What no edit shows comes from the reasons: a reference that follows the
//! renumbering, a date that does not follow the calendar. A change without edits has its reasons alone.
//!
//! Above a redline, a sentence that only quotes its words again (*adds “wherever practicable”*) is left out; one that gives
//! a direction or a consequence (*weaker*, *follows the renumbering*) stays.

use memchr::memmem::Finder;

use super::ReportedChange;
use crate::model::{Change, ChangeKind, Edit, Reason, ReasonCode, Segment, Significance};

/// Words that only say that something was added, removed or replaced.
const EMPTY_WORDS: [&str; 27] = [
    "adds", "added", "drops", "dropped", "deletes", "deleted", "removes", "removed", "inserts", "inserted", "replaces",
    "replaced", "before", "after", "becomes", "cites", "instead", "by", "with", "of", "and", "in", "the", "words",
    "more", "place", "places",
];

/// Whether a word only says that something was added, removed or replaced, or what: a resolution by its number.
fn is_empty(word: &str) -> bool {
    word == "resolution" || EMPTY_WORDS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

impl<'a> ReportedChange<'a> {
    /// All that is said of the change.
    pub fn statements(&self) -> impl Iterator<Item = &'a str> {
        let change = self.change;
        let edits = change.edits.iter().map(|edit| edit.text.as_str());
        edits.chain(other_reasons(change).map(|reason| reason.text.as_str()))
    }

    /// What is said of the change beside its name and its redline.
    pub fn remarks(&self) -> impl Iterator<Item = &'a str> {
        let change = self.change;
        let is_remarkable = |edit: &&Edit| edit.direction.is_some() && !change.is_form_of_part(edit) || edit.font_fault;
        let edits = change.edits.iter().filter(is_remarkable).map(|edit| without_shown_clause(&edit.text));
        let reasons = other_reasons(change).filter(move |reason| adds_words(&change.segments, &reason.text));
        edits.chain(reasons.map(|reason| reason.text.as_str()))
    }
}

/// A statement with a direction without the clause before it, which the redline shows: of `adds “Recalls its resolution”;
/// “Requests” becomes “invites” (weaker)`, the second part.
fn without_shown_clause(statement: &str) -> &str {
    statement.rsplit_once("”; ").map_or(statement, |(_, verbs)| verbs)
}

/// The reasons that say what neither the name of the change nor an edit of it says.
fn other_reasons(change: &Change) -> impl Iterator<Item = &Reason> {
    change.reasons.iter().filter(|reason| match (change.kind, reason.code) {
        (ChangeKind::Added, ReasonCode::Added)
        | (ChangeKind::Removed, ReasonCode::Removed)
        | (ChangeKind::Split, ReasonCode::Split)
        | (ChangeKind::Merged, ReasonCode::Merged) => false,
        _ if change.edits.is_empty() => true,
        (_, ReasonCode::CrossReference) => true,
        (_, ReasonCode::OffStep) => reason.significance == Significance::Substantive,
        (_, code) => code.is_independent_of_edits(),
    })
}

/// Whether a sentence has words that are neither quoted nor in the redline.
fn adds_words(segments: &[Segment], sentence: &str) -> bool {
    // Shortcut: most sentences with a direction end with it.
    if sentence.ends_with("(weaker)") || sentence.ends_with("(stronger)") {
        return true;
    }
    let in_text = |word: &str| {
        let finder = Finder::new(word);
        segments.iter().any(|segment| match segment {
            Segment::Kept(both) => finder.find(both.after.as_bytes()).is_some(),
            Segment::Removed { text } | Segment::Added { text } => finder.find(text.as_bytes()).is_some(),
        })
    };
    unquoted(sentence).any(|word| !is_empty(word) && !in_text(word))
}

/// The words outside quotation marks, without punctuation around them.
fn unquoted(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('“').enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.rsplit_once('”').map_or("", |(_, behind)| behind),
    });
    let words = parts.flat_map(str::split_whitespace).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reasons_that_add_to_the_redline_are_left() {
        let segments = [
            Segment::kept("Recalling its resolutions 81/142 and 82/119, "),
            Segment::removed("urges"),
            Segment::added("calls upon, wherever practicable, and 83/114"),
        ];
        for (text, expected) in [
            ("adds “wherever practicable”", false),
            ("“urges” → “calls upon”", false),
            ("“urges” → “calls upon” (weaker)", true),
            ("“urges” becomes “calls upon” (no agreed order of strength)", true),
            ("adds resolution 83/114", false),
            ("82/119 → 83/114", false),
            ("words in 3 more places", false),
            ("paragraph 4 → 5 follows the renumbering", true),
            ("moved from OP3 to OP4: “the “lights” of lakes”", true),
            ("drops “the “lights” of lakes”", false),
        ] {
            assert_eq!(adds_words(&segments, text), expected, "{text}");
        }
    }
}
