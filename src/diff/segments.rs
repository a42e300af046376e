use super::hunks::Hunk;
use super::words::Words;
use crate::model::{Segment, Versions};

/// The text of both sides parted at the hunks. White space belongs to the word behind it; what stands behind the last
/// word, to the last segment.
pub(super) fn segments(words: &Versions<Words<'_>>, hunks: &[Hunk]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(hunks.len() * 3 + 1);
    let (mut before, mut after) = (0, 0);
    for hunk in hunks {
        keep(words, &mut out, (before, hunk.before.start), (after, hunk.after.start));
        if !hunk.before.is_empty() {
            out.push(Segment::Removed { text: slice(&words.before, hunk.before.start, hunk.before.end).to_owned() });
        }
        if !hunk.after.is_empty() {
            out.push(Segment::Added { text: slice(&words.after, hunk.after.start, hunk.after.end).to_owned() });
        }
        (before, after) = (hunk.before.end, hunk.after.end);
    }
    keep(words, &mut out, (before, words.before.len()), (after, words.after.len()));
    out
}

fn keep(words: &Versions<Words<'_>>, out: &mut Vec<Segment>, before: (usize, usize), after: (usize, usize)) {
    let before = slice(&words.before, before.0, before.1);
    let after = slice(&words.after, after.0, after.1);
    if !before.is_empty() || !after.is_empty() {
        out.push(Segment::Kept(Versions::new(before.to_owned(), after.to_owned())));
    }
}

/// The text of some words with the white space before them.
fn slice<'a>(words: &'a Words<'_>, start: usize, end: usize) -> &'a str {
    let to = if end == words.len() { words.text.len() } else { words.start(end) };
    let from = if start == words.len() && start > 0 { words.text.len() } else { words.start(start) };
    &words.text[from..to.max(from)]
}
