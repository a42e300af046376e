//! Open ends: clauses that go on after an absence, and strong links that overrule weak steps.
//!
//! An older paragraph is an open end if no newer one continues it, or only a weak link of one to one does; a paragraph
//! of the newest version, if it is new or comes from such a link. The version before the newest was compared with the
//! newest already: of it only the paragraphs with near copies ([`super::copies`]) are looked at again.

use super::{Lineage, Tracker, kept_share};
use crate::model::{
    Comparison, LineageLink, Paragraph, ParagraphId, ParagraphIndex, Resolution, VersionIndex, VersionedParagraph,
    Versions,
};

/// A link that keeps less of both texts is weak.
const MAX_WEAK_SHARE: f64 = 0.5;
/// What a link across an absence must keep of both texts. Texts of one genre that have nothing to do with each other
/// keep up to a half.
const MIN_REVIVED_SHARE: f64 = 0.7;
/// A moved paragraph that keeps less is another one.
const MIN_MOVED_SHARE: f64 = 0.3;
/// How much more a link must keep than the weak one that it overrules.
const MIN_GAIN: f64 = 0.25;

impl Tracker {
    /// The open ends of the older versions and of the newest one, each set as a text; none where one side has no open
    /// ends. Compare them and give the comparison to [`Tracker::reconnect`].
    pub fn open_ends(&mut self) -> Option<Versions<Resolution>> {
        let newest = self.versions.len().checked_sub(1).filter(|newest| *newest > 0)?;
        self.cut_rewritten_moves(newest);
        self.link_headings();
        let is_open = |at: &VersionedParagraph| self.lineage.is_open(*at);
        let mut after: Vec<_> = super::paragraphs(&self.versions, newest).filter(is_open).collect();
        let goes_on = |at: &VersionedParagraph| self.lineage.links_from(*at).any(|link| !is_weak(link));
        let older = (0..newest - 1).flat_map(|version| super::paragraphs(&self.versions, version));
        let mut before: Vec<_> = older.filter(|at| !goes_on(at)).collect();
        let Versions { before: claimants, after: contested } = self.contested(&after);
        before.extend(claimants);
        after.extend(contested);
        after.sort_unstable();
        after.dedup();
        if before.is_empty() || after.is_empty() {
            return None;
        }
        self.open = Versions::new(before, after);
        Some(self.open.as_ref().map(|ends| self.text(ends)))
    }

    /// Takes back links of one to one that moved and keep next to nothing: what stood elsewhere in other words proves no
    /// lineage.
    fn cut_rewritten_moves(&mut self, newest: usize) {
        let links: Vec<usize> = self.lineage.incoming[newest].iter().flatten().copied().collect();
        for link in links {
            let held = &self.lineage.links[link];
            let is_one = held.before.len() == 1 && held.after.len() == 1;
            if is_one && held.moved && kept_share(&held.segments) < MIN_MOVED_SHARE {
                self.lineage.cut(link, &self.versions);
            }
        }
    }

    /// Open ends as a text. Their ids, parents and cross-references are those of other texts, so they have none.
    pub(super) fn text(&self, ends: &[VersionedParagraph]) -> Resolution {
        let paragraph = |(index, at): (usize, &VersionedParagraph)| Paragraph {
            id: ParagraphId(format!("{index}").into()),
            parent: None,
            depth: 0,
            cross_references: Vec::new(),
            ..self.versions[at.version.0][at.paragraph].clone()
        };
        let language = self.versions.last().map(|version| version.language).unwrap_or_default();
        let paragraphs = ends.iter().enumerate().map(paragraph).collect();
        Resolution { language, paragraphs, ..Resolution::default() }
    }

    /// Takes the comparison of the texts that [`Tracker::open_ends`] gave.
    pub fn reconnect(&mut self, comparison: &Comparison) {
        let open = std::mem::take(&mut self.open);
        let version = VersionIndex(self.versions.len() - 1);
        for change in &comparison.changes {
            let before = ends(&open.before, &change.paragraphs.before);
            let after = ends(&open.after, &change.paragraphs.after);
            let share = kept_share(&change.segments);
            if before.is_empty() || after.is_empty() || share < MIN_REVIVED_SHARE {
                continue;
            }
            let is_neighbour = |at: &VersionedParagraph| at.version.0 + 1 == version.0;
            let replaced = match (before.as_slice(), after.as_slice()) {
                ([older], [newer]) if is_neighbour(older) => self.replaced_copy(*older, *newer, share),
                _ if before.iter().any(is_neighbour) => None,
                _ => self.lineage.weaker(&before, &after, share),
            };
            let Some(replaced) = replaced else { continue };
            replaced.into_iter().for_each(|link| self.lineage.cut(link, &self.versions));
            let after = after.into_iter().map(|at| at.paragraph).collect();
            self.lineage.reconnect(super::link(change, before, version, after));
        }
    }
}

impl Lineage {
    /// The weak links that a link between open ends would replace, if it is so much stronger than each.
    fn weaker(&self, before: &[VersionedParagraph], after: &[VersionedParagraph], share: f64) -> Option<Vec<usize>> {
        let outgoing = before.iter().flat_map(|at| self.outgoing(*at).iter().copied());
        let incoming = after.iter().filter_map(|at| self.incoming(*at));
        let incoming = incoming.filter(|link| !self.links[*link].before.is_empty());
        let mut links: Vec<usize> = outgoing.chain(incoming).collect();
        links.sort_unstable();
        links.dedup();
        let is_weaker = |link: &usize| {
            let link = &self.links[*link];
            is_weak(link) && kept_share(&link.segments) + MIN_GAIN <= share
        };
        links.iter().all(is_weaker).then_some(links)
    }
}

fn ends(open: &[VersionedParagraph], indices: &[ParagraphIndex]) -> Vec<VersionedParagraph> {
    let mut ends: Vec<_> = indices.iter().filter_map(|index| open.get(index.0).copied()).collect();
    ends.sort_unstable();
    ends
}

/// Whether a link of one to one keeps so little that a stronger one may overrule it.
pub(super) fn is_weak(link: &LineageLink) -> bool {
    link.before.len() == 1 && link.after.len() == 1 && kept_share(&link.segments) < MAX_WEAK_SHARE
}
