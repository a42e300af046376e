//! Two [`Resolution`]s and their [`Alignment`] → [`Comparison`]: what happened to each link, word by word.
//!
//! 1. `words`: the words of one side of a link, its paragraphs set one below the other.
//! 2. `hunks`: where the words differ (Patience, by `similar`).
//! 3. `polish`: hunks made readable: broken words forgiven, islands closed, limits moved to where a phrase ends.
//! 4. `segments`: kept, removed and added text; joined they give both texts back to the letter.
//! 5. `around`: header fields and footnotes that differ.

mod around;
mod hunks;
mod polish;
mod segments;
mod words;

use crate::model::{
    Alignment, Change, ChangeKind, Comparison, Link, Resolution, Segment, Significance, Versions, Warning,
};
use words::Words;

/// Says what changed.
pub fn diff(resolutions: Versions<Resolution>, alignment: Alignment) -> Comparison {
    let mut warnings = alignment.warnings;
    let sides = resolutions.as_ref();
    let changes = alignment.links.into_iter().map(|link| change(sides, link, &mut warnings)).collect();
    Comparison {
        changes,
        header: around::header(sides),
        footnotes: around::footnotes(sides),
        near_misses: alignment.near_misses,
        warnings,
        resolutions,
    }
}

fn change(sides: Versions<&Resolution>, link: Link, warnings: &mut Vec<Warning>) -> Change {
    let words = sides.zip(link.paragraphs.as_ref()).map(|(side, list)| Words::of(side, list));
    let kind = kind(sides, &link);
    let segments = match kind {
        ChangeKind::Added => vec![Segment::Added { text: words.after.text.clone() }],
        ChangeKind::Removed => vec![Segment::Removed { text: words.before.text.clone() }],
        ChangeKind::Unchanged => {
            vec![Segment::Kept(Versions::new(words.before.text.clone(), words.after.text.clone()))]
        }
        ChangeKind::Reworded | ChangeKind::Split | ChangeKind::Merged => redline(&words, warnings),
    };
    let spelled = kind == ChangeKind::Unchanged && words.before.text != words.after.text;
    Change {
        kind,
        renumbered: is_renumbered(sides, &link),
        moved: link.moved,
        confidence: link.confidence,
        basis: link.basis,
        significance: spelled.then_some(Significance::Typographic),
        reasons: Vec::new(),
        segments,
        paragraphs: link.paragraphs,
    }
}

fn kind(sides: Versions<&Resolution>, link: &Link) -> ChangeKind {
    match (link.paragraphs.before.as_slice(), link.paragraphs.after.as_slice()) {
        ([], _) => ChangeKind::Added,
        (_, []) => ChangeKind::Removed,
        ([before], [after]) if sides.before[*before].key == sides.after[*after].key => ChangeKind::Unchanged,
        ([_], [_]) => ChangeKind::Reworded,
        ([_], _) => ChangeKind::Split,
        _ => ChangeKind::Merged,
    }
}

/// Whether a paragraph prints another number than before. Its own number counts: `9 (b)` and `10 (b)` are both `(b)`.
fn is_renumbered(sides: Versions<&Resolution>, link: &Link) -> bool {
    let ([before], [after]) = (link.paragraphs.before.as_slice(), link.paragraphs.after.as_slice()) else {
        return false;
    };
    match (&sides.before[*before].label, &sides.after[*after].label) {
        (Some(before), Some(after)) => before.shown != after.shown,
        _ => false,
    }
}

fn redline(words: &Versions<Words<'_>>, warnings: &mut Vec<Warning>) -> Vec<Segment> {
    let hunks = hunks::hunks(words).unwrap_or_else(|count| {
        let start: String = words.before.text.chars().take(40).collect();
        warnings.push(Warning::new(format!(
            "“{start} …” is too long to be compared word by word ({count} words); it is shown as replaced"
        )));
        vec![hunks::Hunk::whole(words)]
    });
    segments::segments(words, &polish::polish(words, hunks))
}
