//! Near copies: which of two similar paragraphs continues a clause, where a comparison of two versions cannot know.
//!
//! A comparison of two versions takes an equal text for the old one, wherever it stands, and of two equal older texts
//! the one that stands in its place. Three things speak against that:
//!
//! 1. *Place.* The equal text stands in the other part, where its opening words do not belong, or it would have moved in
//!    a step in which hardly anything moves; and a near copy stands where the clause stood. Then the clause stayed, and
//!    the equal text is a copy of it.
//! 2. *Order.* Of two near copies in one place the first is the clause: a copy is inserted behind what it copies.
//! 3. *Age.* An older version has a near copy of a clause beside it, and one of the two is gone. A copy that stood in one
//!    version only is the likelier to be gone: the clause that has the longer past goes on.

use super::{Tracker, kept_share};
use crate::model::{ChangeKind, Comparison, LineageLink, ParagraphIndex, Part, VersionedParagraph, Versions};

/// What a near copy keeps of both texts.
const MIN_COPY_SHARE: f64 = 0.75;
/// What a near copy in its place keeps, if the other claimant left the part.
const MIN_PLACE_SHARE: f64 = 0.5;
/// How much less a near copy may keep than the one behind it.
const MAX_LOSS: f64 = 0.25;
/// In a step that moves more than one paragraph and a greater share of all, an equal text may well have moved.
const MAX_MOVED_SHARE: f64 = 0.1;
/// How many paragraphs before the second of two near copies are looked at.
const MAX_FIRSTS: usize = 8;
/// How far a neighbour is looked for.
const MAX_DISTANCE: usize = 3;

/// Why a link may be that of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// It leaves the part.
    OtherPart,
    /// It moves where hardly anything moves.
    Moved,
    /// A new paragraph stands before it.
    Second,
}

impl Tracker {
    /// The paragraphs of the last two versions whose link may be that of a copy; `new` ones are in neither list.
    pub(super) fn contested(&self, new: &[VersionedParagraph]) -> Versions<Vec<VersionedParagraph>> {
        let newest = self.versions.len() - 1;
        let links = || self.lineage.links_into(newest);
        let mut contested: Versions<Vec<_>> = Versions::default();
        if new.iter().any(|at| self.is_new(*at)) {
            let doubtful = links().filter(|link| self.claim(link).is_some());
            contested.before.extend(doubtful.flat_map(|link| link.before.iter().copied()));
        }
        let gone = super::paragraphs(&self.versions, newest - 1)
            .filter(|at| self.lineage.outgoing(*at).is_empty() && !self.is_new(*at));
        let gone: Vec<_> = if newest > 1 { gone.collect() } else { Vec::new() };
        if !gone.is_empty() {
            let young = links().filter(|link| matches!(link.before[..], [older] if self.is_new(older)));
            let after = |link: &LineageLink| {
                let version = link.version;
                link.after.clone().into_iter().map(move |paragraph| VersionedParagraph { version, paragraph })
            };
            contested.after = young.flat_map(after).collect();
            contested.before.extend(gone);
        }
        contested
    }

    /// The links to be replaced if the newer paragraph continues the older one of the version before it; `None` if it
    /// does not.
    pub(super) fn replaced_copy(
        &self,
        older: VersionedParagraph,
        newer: VersionedParagraph,
        share: f64,
    ) -> Option<Vec<usize>> {
        match (self.lineage.outgoing(older), self.lineage.incoming(newer)) {
            ([held], _) if self.is_new(newer) => {
                let link = &self.lineage.links[*held];
                let is_in_place = self.is_in_place(older, newer);
                let stays = match self.claim(link) {
                    None => false,
                    Some(Claim::OtherPart) if is_in_place => share >= MIN_PLACE_SHARE,
                    Some(Claim::OtherPart) => share >= MIN_COPY_SHARE,
                    Some(Claim::Moved) => share >= MIN_COPY_SHARE && is_in_place,
                    Some(Claim::Second) => {
                        share >= MIN_COPY_SHARE
                            && kept_share(&link.segments) <= share + MAX_LOSS
                            && self.firsts(link).contains(&newer)
                    }
                };
                (stays && self.part(older) == self.part(newer)).then(|| vec![*held])
            }
            ([], Some(held)) => {
                let link = &self.lineage.links[held];
                let is_young = matches!(link.before[..], [rival] if self.is_new(rival)) && link.after.len() == 1;
                let is_near = share >= kept_share(&link.segments).max(MIN_COPY_SHARE);
                (is_young && is_near && !self.is_new(older)).then(|| vec![held])
            }
            _ => None,
        }
    }

    /// Whether nothing comes before a paragraph. The first version has nothing new: it is as old as can be known.
    fn is_new(&self, at: VersionedParagraph) -> bool {
        at.version.0 > 0 && self.lineage.is_new(at)
    }

    /// Why a link between neighbours may be that of a copy.
    fn claim(&self, link: &LineageLink) -> Option<Claim> {
        let ([older], [newer]) = (&link.before[..], &link.after[..]) else { return None };
        let newer = VersionedParagraph { version: link.version, paragraph: *newer };
        if older.version.0 + 1 != newer.version.0 {
            None
        } else if self.part(*older) != self.part(newer) {
            Some(Claim::OtherPart)
        } else if link.moved {
            self.is_calm.then_some(Claim::Moved)
        } else {
            (link.kind == ChangeKind::Reworded && !self.firsts(link).is_empty()).then_some(Claim::Second)
        }
    }

    /// The new paragraphs right before that of a link, up to one that stayed in its place and no more than
    /// [`MAX_FIRSTS`].
    fn firsts(&self, link: &LineageLink) -> Vec<VersionedParagraph> {
        let Some(last) = link.after.first() else { return Vec::new() };
        let at = |index| VersionedParagraph { version: link.version, paragraph: ParagraphIndex(index) };
        let stays = |at: &VersionedParagraph| {
            self.lineage.link_into(*at).is_some_and(|link| !link.before.is_empty() && !link.moved)
        };
        let gap = (0..last.0).rev().take(MAX_FIRSTS).map(at).take_while(|at| !stays(at));
        gap.filter(|at| self.is_new(*at)).collect()
    }

    fn part(&self, at: VersionedParagraph) -> Part {
        self.versions[at.version.0][at.paragraph].part
    }

    /// Whether a paragraph of the next version stands behind or before what became of the neighbours of an older one.
    fn is_in_place(&self, older: VersionedParagraph, newer: VersionedParagraph) -> bool {
        let len = self.versions[older.version.0].paragraphs.len();
        let image = |index: usize| {
            let at = VersionedParagraph { paragraph: ParagraphIndex(index), ..older };
            let mut links = self.lineage.links_from(at).filter(|link| link.version == newer.version && !link.moved);
            links.next().and_then(|link| link.after.first()).map(|paragraph| paragraph.0)
        };
        let (index, place) = (older.paragraph.0, newer.paragraph.0);
        let previous = (index.saturating_sub(MAX_DISTANCE)..index).rev().find_map(image);
        let next = (index + 1..len.min(index + 1 + MAX_DISTANCE)).find_map(image);
        let follows = previous.is_some_and(|previous| (1..=MAX_DISTANCE).contains(&place.wrapping_sub(previous)));
        let precedes = next.is_some_and(|next| (1..=MAX_DISTANCE).contains(&next.wrapping_sub(place)));
        follows || precedes
    }
}

/// Whether a step hardly moves anything.
pub(super) fn is_calm(comparison: &Comparison) -> bool {
    let linked = comparison.changes.iter().filter(|change| !change.paragraphs.before.is_empty());
    let linked = linked.filter(|change| !change.paragraphs.after.is_empty());
    let (moved, all) =
        linked.fold((0_usize, 0_usize), |(moved, all), change| (moved + usize::from(change.moved), all + 1));
    moved <= 1 || moved as f64 <= all as f64 * MAX_MOVED_SHARE
}
