//! [`Resolution`]s and [`Alignment`] → [`Comparison`]: what happened to each link of paragraphs.
//!
//! 1. The *kind*: unchanged where the texts are equal or differ in typography only ([`spelling`] has the rule); split
//!    or merged by the number of paragraphs; else added, removed or reworded. Equal keys are not enough: they leave out
//!    spaces and hyphens that may make another word.
//! 2. Whether it was *renumbered*: on a link of one to one, by the paragraph's own printed number alone. "(b)" of
//!    another paragraph keeps its number.
//! 3. The *redline* ([`redline`]) and the *edits* in it ([`edits`]), the words of kept text in two spellings
//!    ([`spelling_runs`](mod@spelling_runs)) and the rows of tables ([`rows`]).
//! 4. Header fields, the organ's line, closing lines and footnotes that differ.
//! 5. What differs in typography only ([`typography`]).
//! 6. What normalization removed from both texts and differs: its kind, and a warning with both wordings ([`left_out`]).
//! 7. What happened to brackets and agreed paragraphs ([`negotiation`]).
//!
//! How much a change matters is decided by [`explain`](crate::explain). Only a difference in typography alone gets its
//! significance here, because only this module sees it.

mod atoms;
mod cleanup;
mod closing;
pub mod edits;
mod fields;
mod footnote_refs;
mod footnotes;
mod header;
mod hunks;
mod left_out;
mod lists;
mod negotiation;
mod realign;
mod redline;
mod rows;
mod sequence;
mod slide;
mod spacing;
mod spelling;
mod spelling_runs;
mod typography;
mod word_usage;

use rayon::prelude::*;

pub use fields::field_redline;
pub use spelling_runs::spelling_runs;
use word_usage::WordUsage;

use crate::model::{
    Alignment, Change, ChangeKind, Comparison, Edit, Label, Link, LinkBasis, NumberStyle, Paragraph, ParagraphIndex,
    Part, Resolution, Segment, Side, Significance, Versions, Warning,
};
use crate::text::same_spelling;

/// Links in one task: few, for an even load at the end.
const CHUNK_SIZE: usize = 64;

/// Finds what changed.
///
/// ```
/// # use travaux::model::Versions;
/// # let text = |verb| format!("The General Assembly,\n\n1. Decides to meet;\n\n2. {verb} the keepers of lights to report.");
/// # let resolution = |verb| travaux::resolution(text(verb).as_bytes());
/// use travaux::model::ChangeKind;
///
/// let versions = Versions::new(resolution("Requests")?, resolution("Invites")?);
/// let alignment = travaux::align::align(versions.as_ref());
/// let comparison = travaux::diff::diff(versions, alignment);
/// let change = comparison.changes.last().expect("there are paragraphs");
/// assert_eq!(change.kind, ChangeKind::Reworded);
/// assert_eq!(change.edits[0].text, "“Requests” becomes “Invites”");
/// # Ok::<(), travaux::read::Error>(())
/// ```
pub fn diff(resolutions: Versions<Resolution>, alignment: Alignment) -> Comparison {
    let both = resolutions.as_ref();
    let word_usage = &WordUsage::new(both);
    let links = alignment.links.into_par_iter().with_max_len(CHUNK_SIZE);
    let changes: Vec<Change> = links.map(|link| change(both, link, word_usage)).collect();
    let (header, similar_fields) = header::changes(both, word_usage);
    let (closing, similar_lines) = closing::changes(both.map(|resolution| resolution.closing.as_slice()), word_usage);
    let (footnotes, similar_notes) = footnotes::changes(both, &changes, word_usage);
    let similar = similar_fields.into_iter().chain(similar_lines).chain(similar_notes);
    let similar = similar.chain(fields::similar_words(&header, &closing, &footnotes));
    let typography = typography::list(both, &changes, similar);
    let negotiation = negotiation::changes(both, &changes);
    let Alignment { near_misses, mut warnings, .. } = alignment;
    let (left_out, left_out_warnings) = left_out::differences(both, word_usage).into_iter().unzip();
    warnings.extend::<Vec<Warning>>(left_out_warnings);
    Comparison {
        changes,
        header,
        closing,
        footnotes,
        typography,
        left_out,
        negotiation,
        near_misses,
        warnings,
        resolutions,
    }
}

fn change(resolutions: Versions<&Resolution>, link: Link, word_usage: &WordUsage<'_>) -> Change {
    let (kind, segments, edits) = kind_and_words(resolutions, &link, word_usage);
    let spelling_runs = spelling_runs(&segments);
    let renumbered =
        is_renumbered(resolutions, &link) && !(kind == ChangeKind::Reworded && has_other_part(resolutions, &link));
    let is_number = renumbered && kind == ChangeKind::Unchanged && is_bare_number(resolutions, &link);
    let is_typographic = kind == ChangeKind::Unchanged && !spelling_runs.is_empty() && !is_number;
    let significance = is_typographic.then_some(Significance::Typographic);
    let rows = rows::rows(resolutions, link.paragraphs.as_ref().map(Vec::as_slice), word_usage);
    Change {
        kind,
        renumbered,
        paragraphs: link.paragraphs,
        moved: link.moved,
        confidence: link.confidence,
        basis: basis(link.basis, kind),
        significance,
        reasons: Vec::new(),
        segments,
        spelling_runs,
        rows,
        edits,
    }
}

fn is_bare_number(resolutions: Versions<&Resolution>, link: &Link) -> bool {
    link.paragraphs.after.first().is_some_and(|index| resolutions.after[*index].is_bare_number())
}

/// Equal keys can hide a space or sign that has a meaning: then the texts are similar, not equal.
fn basis(basis: LinkBasis, kind: ChangeKind) -> LinkBasis {
    match basis {
        LinkBasis::EqualText | LinkBasis::EqualTextInOrder if kind == ChangeKind::Reworded => LinkBasis::SimilarWords,
        basis => basis,
    }
}

fn kind_and_words(
    resolutions: Versions<&Resolution>,
    link: &Link,
    word_usage: &WordUsage<'_>,
) -> (ChangeKind, Vec<Segment>, Vec<Edit>) {
    let paragraphs = link.paragraphs.as_ref().map(Vec::as_slice);
    let kind = match (paragraphs.before, paragraphs.after) {
        ([], _) => ChangeKind::Added,
        (_, []) => ChangeKind::Removed,
        ([before], [after]) if is_same(resolutions.zip(Versions::new(*before, *after)), word_usage) => {
            return (ChangeKind::Unchanged, redline::equal(resolutions, paragraphs), Vec::new());
        }
        ([_], [_]) => ChangeKind::Reworded,
        ([_], _) => ChangeKind::Split,
        _ => ChangeKind::Merged,
    };
    let (segments, edits) = redline::redline(resolutions, paragraphs, word_usage);
    // Nothing but spelling after all.
    let all_kept = segments.iter().all(|segment| matches!(segment, Segment::Kept(_)));
    let kind = if kind == ChangeKind::Reworded && all_kept { ChangeKind::Unchanged } else { kind };
    (kind, segments, edits)
}

/// Whether two paragraphs with equal keys differ in typography at most.
fn is_same(paragraphs: Versions<(&Resolution, ParagraphIndex)>, word_usage: &WordUsage<'_>) -> bool {
    let paragraphs = paragraphs.map(|(resolution, index)| &resolution[index]);
    let texts = paragraphs.map(|paragraph| paragraph.text.as_str());
    texts.before == texts.after
        || are_bare_numbers(&paragraphs)
        || paragraphs.before.key == paragraphs.after.key && spelling::equivalent(texts, true, word_usage)
}

/// Whether two headings consist of their numbers, which are of the same kind.
fn are_bare_numbers(paragraphs: &Versions<&Paragraph>) -> bool {
    paragraphs.before.is_bare_number()
        && paragraphs.after.is_bare_number()
        && paragraphs.before.key == paragraphs.after.key
}

/// Whether a paragraph moved between the preamble and the operative part. Only one of them has numbers, so that a number
/// that appears or is gone follows from the move.
fn has_other_part(resolutions: Versions<&Resolution>, link: &Link) -> bool {
    let part = |side: Side| link.paragraphs.get(side).first().map(|index| resolutions.get(side)[*index].part);
    matches!(
        (part(Side::Before), part(Side::After)),
        (Some(Part::Preambular), Some(Part::Operative)) | (Some(Part::Operative), Some(Part::Preambular))
    )
}

fn is_renumbered(resolutions: Versions<&Resolution>, link: &Link) -> bool {
    let ([before], [after]) = (link.paragraphs.before.as_slice(), link.paragraphs.after.as_slice()) else {
        return false;
    };
    fn number(label: Option<&Label>) -> Option<&str> {
        label.filter(|label| label.style != NumberStyle::Bullet).map(|label| label.text.as_str())
    }
    let numbers =
        (number(resolutions.before[*before].label.as_ref()), number(resolutions.after[*after].label.as_ref()));
    match numbers {
        (Some(before), Some(after)) => !same_spelling(before, after),
        // A typed label that is not printed any more, as “PP1”, is typography as long as the paragraph keeps its place.
        (before, after) => {
            before.is_some() != after.is_some() && !keeps_id(resolutions, link.paragraphs.as_ref().map(Vec::as_slice))
        }
    }
}

/// Whether paragraphs that are linked one to one have the same id.
fn keeps_id(resolutions: Versions<&Resolution>, paragraphs: Versions<&[ParagraphIndex]>) -> bool {
    match (paragraphs.before, paragraphs.after) {
        ([before], [after]) => resolutions.before[*before].id == resolutions.after[*after].id,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LinkBasis, Paragraph, ParagraphId, Part, TextKey};

    #[test]
    fn equal_keys_are_no_equal_texts() {
        let resolution = |text: &str| {
            let paragraph = Paragraph {
                key: TextKey::default(),
                ..Paragraph::new(ParagraphId("OP1".into()), Part::Operative, text)
            };
            Resolution { paragraphs: vec![paragraph], ..Resolution::default() }
        };
        for (before, after, kind) in [
            ("The pilot may sell the boat;", "The pilot may sell the boat;", ChangeKind::Unchanged),
            ("The pilot may sell the boat;", "The pilot  may sell the bo\u{AD}at;", ChangeKind::Unchanged),
            ("The pilot may sell the boat;", "The pilot must keep the boat;", ChangeKind::Reworded),
        ] {
            let paragraphs = Versions::new(vec![ParagraphIndex(0)], vec![ParagraphIndex(0)]);
            let link = Link { paragraphs, similarity: 1.0, confidence: 1.0, basis: LinkBasis::EqualText, moved: false };
            let alignment = Alignment { links: vec![link], ..Alignment::default() };
            let comparison = diff(Versions::new(resolution(before), resolution(after)), alignment);
            assert_eq!(comparison.changes[0].kind, kind, "{before} {after}");
        }
    }
}
