//! The sentence that stands first: how many paragraphs, how many of each kind.
//!
//! What happened to words, what happened to places, and what did not happen are parted by semicolons, because the
//! first and the second can be true of one paragraph.

use crate::model::Tally;

/// Says it; `header` and `footnotes` are how many of them differ.
pub(super) fn sentence(tally: &Tally, header: usize, footnotes: usize) -> String {
    let count = |number: usize, word: &str| (number > 0).then(|| format!("{number} {word}"));
    let list = |items: [Option<String>; 5]| items.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let words = list([
        count(tally.added, "added"),
        count(tally.removed, "removed"),
        count(tally.reworded, "reworded"),
        count(tally.split, "split"),
        count(tally.merged, "merged"),
    ]);
    let places = list([count(tally.moved, "moved"), count(tally.renumbered, "renumbered"), None, None, None]);
    let around = list([
        count(header, if header == 1 { "header field differs" } else { "header fields differ" }),
        count(footnotes, if footnotes == 1 { "footnote differs" } else { "footnotes differ" }),
        None,
        None,
        None,
    ]);
    let mut parts = Vec::new();
    if words.is_empty() && places.is_empty() {
        parts.push(format!("No difference in {}", paragraphs(tally)));
        parts.push(around);
    } else {
        let told: Vec<String> = [words, places].into_iter().filter(|part| !part.is_empty()).collect();
        parts.push(format!("{}: {}", paragraphs(tally), told.join("; ")));
        parts.push(count(tally.unchanged, "unchanged").unwrap_or_default());
        parts.push(around);
    }
    parts.retain(|part| !part.is_empty());
    parts.join("; ") + "."
}

fn paragraphs(tally: &Tally) -> String {
    let counts = tally.paragraphs;
    let noun = if counts.after == 1 { "paragraph" } else { "paragraphs" };
    match counts.before == counts.after {
        true => format!("{} {noun}", counts.after),
        false => format!("{} {noun} ({} before)", counts.after, counts.before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Versions;

    #[test]
    fn sentences() {
        let same = Tally { paragraphs: Versions::new(7, 7), unchanged: 7, ..Tally::default() };
        let other = Tally { paragraphs: Versions::new(7, 9), unchanged: 3, added: 2, reworded: 4, ..Tally::default() };
        let moved = Tally { paragraphs: Versions::new(2, 2), unchanged: 2, moved: 1, renumbered: 2, ..same };
        let one = Tally { paragraphs: Versions::new(0, 1), added: 1, ..Tally::default() };
        for (tally, header, footnotes, expected) in [
            (same, 0, 0, "No difference in 7 paragraphs."),
            (same, 1, 2, "No difference in 7 paragraphs; 1 header field differs, 2 footnotes differ."),
            (other, 0, 0, "9 paragraphs (7 before): 2 added, 4 reworded; 3 unchanged."),
            (moved, 2, 0, "2 paragraphs: 1 moved, 2 renumbered; 2 unchanged; 2 header fields differ."),
            (one, 0, 0, "1 paragraph (0 before): 1 added."),
        ] {
            assert_eq!(sentence(&tally, header, footnotes), expected);
        }
    }
}
