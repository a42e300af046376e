//! The reasons that say more than the redline below them.
//!
//! A redline shows the words that were added and removed. A reason that only quotes them again (*adds “wherever practicable”*)
//! is left out above it; one that gives a type, a direction or a consequence (*weaker*, *follows the renumbering*) stays.

use memchr::memmem::Finder;

use super::ReportedChange;
use crate::model::{Change, ChangeKind, Reason, ReasonCode, Segment};

/// Whether a word only says that something was added, removed or replaced.
fn is_empty(word: &str) -> bool {
    matches!(
        word,
        "adds"
            | "added"
            | "drops"
            | "dropped"
            | "deletes"
            | "deleted"
            | "removes"
            | "removed"
            | "inserts"
            | "inserted"
            | "replaces"
            | "replaced"
            | "becomes"
            | "cites"
            | "instead"
            | "by"
            | "with"
            | "of"
            | "and"
            | "in"
            | "the"
            | "words"
            | "more"
            | "place"
            | "places"
            | "resolution"
    ) || word.bytes().all(|byte| byte.is_ascii_digit())
}

impl<'a> ReportedChange<'a> {
    /// The reasons that add to the name of the change and its redline.
    pub fn remarks(&self) -> impl Iterator<Item = &'a Reason> {
        let change = self.change;
        change.reasons.iter().filter(move |reason| says_more(change, reason))
    }
}

fn says_more(change: &Change, reason: &Reason) -> bool {
    // The name of the change says it.
    let names_kind = matches!(
        (change.kind, reason.code),
        (ChangeKind::Added, ReasonCode::Added)
            | (ChangeKind::Removed, ReasonCode::Removed)
            | (ChangeKind::Split, ReasonCode::Split)
            | (ChangeKind::Merged, ReasonCode::Merged)
    );
    !names_kind && adds_words(&change.segments, &reason.text)
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
    use crate::model::Versions;

    #[test]
    fn only_reasons_that_add_to_the_redline_are_left() {
        let both = |text: &str| Segment::Kept(Versions::new(text.into(), text.into()));
        let segments = [
            both("Recalling its resolutions 81/142 and 82/119, "),
            Segment::Removed { text: "urges".into() },
            Segment::Added { text: "calls upon, wherever practicable, and 83/114".into() },
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
