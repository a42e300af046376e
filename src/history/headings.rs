//! Headings that lost or changed all their words: the heading over the same paragraphs goes on.
//!
//! A comparison of two texts finds a heading by its words. `Article 7 (adaptation)` and a bare `Article 9` have none in
//! common; if most of what stands below the one became what stands below the other, it is the same article.

use std::collections::BTreeMap;

use super::Tracker;
use crate::model::{
    ChangeKind, LineageLink, Paragraph, ParagraphIndex, Part, Segment, Significance, VersionIndex, VersionedParagraph,
};

impl Tracker {
    /// Links the new headings of the newest version to those of the version before it that nothing continues: first
    /// those with a number, over all that stands up to the next of them, then the others.
    pub(super) fn link_headings(&mut self) {
        for is_numbered in [true, false] {
            self.link_headings_of(is_numbered);
        }
    }

    fn link_headings_of(&mut self, is_numbered: bool) {
        let Some(previous) = self.versions.len().checked_sub(2) else { return };
        let newest = previous + 1;
        let [older, newer] = [previous, newest].map(|version| self.headings(version, is_numbered));
        // How many links lead from below one heading to below another, and from and to each.
        let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let (mut from, mut to) = (BTreeMap::new(), BTreeMap::new());
        for link in self.lineage.links_into(newest) {
            let [first, last] = [link.before.first(), link.before.last()];
            let (Some(at), Some(paragraph), true) = (first, link.after.first(), first == last) else { continue };
            if at.version.0 != previous {
                continue;
            }
            let (Some(old), Some(new)) = (older[at.paragraph.0], newer[paragraph.0]) else { continue };
            *shared.entry((old, new)).or_default() += 1;
            *from.entry(old).or_default() += 1;
            *to.entry(new).or_default() += 1;
        }
        for ((old, new), count) in shared {
            let most =
                |all: &BTreeMap<usize, usize>, heading| 2 * count > all.get(heading).copied().unwrap_or_default();
            if most(&from, &old) && most(&to, &new) {
                self.link_heading(previous, old, new);
            }
        }
    }

    /// By paragraph, the heading that it stands under: the nearest, or the nearest with a number.
    fn headings(&self, version: usize, is_numbered: bool) -> Vec<Option<usize>> {
        let mut heading = None;
        let paragraphs = self.versions[version].paragraphs.iter().enumerate();
        let under = paragraphs.map(|(index, paragraph)| {
            let is_heading = paragraph.part == Part::Heading;
            let counts = is_heading && (!is_numbered || paragraph.label.is_some());
            heading = if counts { Some(index) } else { heading };
            heading.filter(|_| !is_heading)
        });
        under.collect()
    }

    fn link_heading(&mut self, previous: usize, old: usize, new: usize) {
        let before = VersionedParagraph { version: VersionIndex(previous), paragraph: ParagraphIndex(old) };
        let after = VersionedParagraph { version: VersionIndex(previous + 1), paragraph: ParagraphIndex(new) };
        if !self.lineage.is_new(after) || !self.lineage.outgoing(before).is_empty() {
            return;
        }
        let [old, new] = [before, after].map(|at| &self.versions[at.version.0][at.paragraph]);
        let label = |paragraph: &Paragraph| paragraph.label.as_ref().map(|label| label.text.clone());
        self.lineage.reconnect(LineageLink {
            before: vec![before],
            version: after.version,
            after: vec![after.paragraph],
            kind: ChangeKind::Reworded,
            renumbered: label(old) != label(new),
            significance: Some(Significance::Editorial),
            segments: vec![Segment::removed(&old.text), Segment::added(&new.text)],
            ..LineageLink::default()
        });
    }
}
