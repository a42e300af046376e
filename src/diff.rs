//! [`Resolution`]s and [`Alignment`] → [`Comparison`]: what happened to each link of paragraphs.
//!
//! 1. The *kind*: unchanged where the keys of the paragraphs are equal, which leaves out spelling of quotes, dashes and
//!    stray spaces; split or merged by the number of paragraphs; else added, removed or reworded.
//! 2. Whether it was *renumbered*: on a link of one to one, by the paragraph's own printed number alone. "(b)" of
//!    another paragraph keeps its number.
//! 3. The *redline* ([`redline`]).
//! 4. Header fields, the organ's line, closing lines and footnotes that differ.
//!
//! How much a change matters is weighed later; only a mere change of spelling is called typographic here, because
//! nothing but this room sees it.

mod closing;
mod footnotes;
mod header;
mod hunks;
mod redline;
mod respell;
mod side;
mod slide;
mod tidy;

use rayon::prelude::*;

use crate::model::{
    Alignment, Change, ChangeKind, Comparison, Key, Label, LabelForm, Link, Resolution, Segment, Significance, Versions,
};

/// Links compared by one processor at once: few, so that none waits long for another at the end.
const AT_ONCE: usize = 64;

/// Says what changed.
pub fn diff(resolutions: Versions<Resolution>, alignment: Alignment) -> Comparison {
    let both = resolutions.as_ref();
    let changes = alignment.links.into_par_iter().with_max_len(AT_ONCE).map(|link| change(both, link)).collect();
    let header = header::changes(both);
    let closing = closing::changes(both.map(|resolution| resolution.closing.as_slice()));
    let footnotes = footnotes::changes(both.map(|resolution| resolution.footnotes.as_slice()));
    let Alignment { near_misses, warnings, .. } = alignment;
    Comparison { changes, header, closing, footnotes, near_misses, warnings, resolutions }
}

fn change(resolutions: Versions<&Resolution>, link: Link) -> Change {
    let (kind, segments) = kind_and_segments(resolutions, &link);
    let spelt_otherwise = segments.iter().any(|segment| match segment {
        Segment::Kept(both) => both.before != both.after,
        _ => false,
    });
    let significance = (kind == ChangeKind::Unchanged && spelt_otherwise).then_some(Significance::Typographic);
    Change {
        kind,
        renumbered: is_renumbered(resolutions, &link),
        paragraphs: link.paragraphs,
        moved: link.moved,
        confidence: link.confidence,
        basis: link.basis,
        significance,
        reasons: Vec::new(),
        segments,
    }
}

fn kind_and_segments(resolutions: Versions<&Resolution>, link: &Link) -> (ChangeKind, Vec<Segment>) {
    let paragraphs = link.paragraphs.as_ref().map(Vec::as_slice);
    let kind = match (paragraphs.before, paragraphs.after) {
        ([], _) => ChangeKind::Added,
        (_, []) => ChangeKind::Removed,
        ([before], [after]) if resolutions.before[*before].key == resolutions.after[*after].key => {
            return (ChangeKind::Unchanged, redline::kept(resolutions, paragraphs));
        }
        ([_], [_]) => ChangeKind::Reworded,
        ([_], _) => ChangeKind::Split,
        _ => ChangeKind::Merged,
    };
    let segments = redline::redline(resolutions, paragraphs);
    // Nothing but spelling after all.
    let all_kept = segments.iter().all(|segment| matches!(segment, Segment::Kept(_)));
    let kind = if kind == ChangeKind::Reworded && all_kept { ChangeKind::Unchanged } else { kind };
    (kind, segments)
}

fn is_renumbered(resolutions: Versions<&Resolution>, link: &Link) -> bool {
    let ([before], [after]) = (link.paragraphs.before.as_slice(), link.paragraphs.after.as_slice()) else {
        return false;
    };
    let number = |label: &Option<Label>| {
        label.as_ref().filter(|label| label.form != LabelForm::Bullet).map(|label| Key::of(&label.shown))
    };
    number(&resolutions.before[*before].label) != number(&resolutions.after[*after].label)
}
