//! [`Comparison`]s of V1→V2→…→Vn → [`History`]: where each clause of the last version comes from.
//!
//! Lineage is decided over all versions together. The comparison of two neighbours finds most links. Those it cannot
//! find are found between *open ends* ([`ends`]): older paragraphs that no newer one continues, or only a weak link
//! does, and paragraphs of the newest version that look new. A clause that is gone in V2 and back in V3 is one clause,
//! and a strong link between V1 and V3 overrules two weak steps.
//!
//! Of near copies, the one that has the place or the longer past is the clause ([`copies`]); a heading goes on if what
//! stands below it does ([`headings`]), and one of the readings of a bracketed text is that text ([`resolved`]). A new clause may be a phrase
//! that an older one lost ([`phrases`]).
//!
//! 1. [`Tracker::add`] takes the comparison of the last version with the next.
//! 2. [`Tracker::open_ends`] gives the open ends as two texts; whoever compares them gives the comparison to
//!    [`Tracker::reconnect`]. This module compares nothing itself, so every link is found by the same rules.
//!    The same for [`Tracker::resolved_ends`], which are compared pair by pair.
//! 3. [`Tracker::finish`] follows the [`words`] through the links, and builds the [`paths`] of the clauses and the
//!    [`rows`] of the table.
//!
//! Two versions give the links of their comparison. Work is linear in the number of versions: a step looks at its own
//! paragraphs and at the open ends.

mod copies;
mod ends;
mod headings;
mod paths;
mod phrases;
mod resolved;
mod rows;
mod words;

use crate::model::{
    Change, ChangeKind, Comparison, History, LineageLink, ParagraphIndex, Resolution, Segment, Side, Significance,
    VersionIndex, VersionedParagraph, Versions, Warning,
};
use crate::text::letter_count;

/// Takes the comparisons of neighbouring versions, oldest first, and builds the history.
#[derive(Debug, Default)]
pub struct Tracker {
    versions: Vec<Resolution>,
    steps: Vec<Comparison>,
    lineage: Lineage,
    /// What the texts of the last [`Tracker::open_ends`] are made of.
    open: Versions<Vec<VersionedParagraph>>,
    /// The runs of words of the versions before the newest.
    phrases: phrases::Phrases,
    /// Whether the last step hardly moved anything.
    is_calm: bool,
}

/// Which paragraphs continue which.
#[derive(Debug, Default)]
struct Lineage {
    links: Vec<LineageLink>,
    /// By version and paragraph, the link that it comes from; none in the first version.
    incoming: Vec<Vec<Option<usize>>>,
    /// By version and paragraph, the links that it goes into.
    outgoing: Vec<Vec<Vec<usize>>>,
}

impl Tracker {
    /// Begins with the first version.
    pub fn new(first: Resolution) -> Tracker {
        let mut tracker = Tracker::default();
        tracker.add_version(first);
        tracker
    }

    /// Adds the next version, by its comparison with the last one.
    pub fn add(&mut self, comparison: Comparison) {
        let previous = VersionIndex(self.versions.len() - 1);
        let version = VersionIndex(self.versions.len());
        self.add_version(comparison.resolutions.after.clone());
        for change in comparison.changes.iter().filter(|change| !change.paragraphs.after.is_empty()) {
            let older = |&paragraph| VersionedParagraph { version: previous, paragraph };
            let before = change.paragraphs.before.iter().map(older).collect();
            let after = change.paragraphs.after.clone();
            self.lineage.insert(LineageLink { moved: change.moved, ..link(change, before, version, after) });
        }
        self.is_calm = copies::is_calm(&comparison);
        self.steps.push(comparison);
    }

    fn add_version(&mut self, resolution: Resolution) {
        self.lineage.incoming.push(vec![None; resolution.paragraphs.len()]);
        self.lineage.outgoing.push(vec![Vec::new(); resolution.paragraphs.len()]);
        self.versions.push(resolution);
    }

    /// Builds the history.
    pub fn finish(self) -> History {
        let Tracker { versions, steps, lineage, .. } = self;
        let (words, word_versions) = words::trace(&versions, &lineage);
        let (rows, row_of) = rows::rows(&versions, &lineage);
        let clauses = paths::clauses(&versions, &lineage, &row_of, &words, &word_versions);
        let gone = paths::gone(&versions, &lineage, &row_of, &words);
        let links = lineage.links.into_iter().filter(|link| !link.after.is_empty()).collect();
        let warnings = same_texts(&versions);
        History { versions, steps, links, rows, clauses, gone, words, word_versions, warnings }
    }
}

impl Lineage {
    fn insert(&mut self, link: LineageLink) {
        let index = self.links.len();
        for older in &link.before {
            self.outgoing[older.version.0][older.paragraph.0].push(index);
        }
        for newer in &link.after {
            self.incoming[link.version.0][newer.0] = Some(index);
        }
        self.links.push(link);
    }

    /// Inserts a link instead of those that say that its newer paragraphs are new.
    fn reconnect(&mut self, link: LineageLink) {
        for newer in &link.after {
            if let Some(held) = self.incoming[link.version.0][newer.0] {
                self.links[held] = LineageLink::default();
            }
        }
        self.insert(link);
    }

    /// The index of the link that a paragraph comes from.
    fn incoming(&self, at: VersionedParagraph) -> Option<usize> {
        self.incoming[at.version.0][at.paragraph.0]
    }

    /// The link that a paragraph comes from.
    fn link_into(&self, at: VersionedParagraph) -> Option<&LineageLink> {
        self.incoming(at).map(|link| &self.links[link])
    }

    /// The links into a version, one for each of its paragraphs.
    fn links_into(&self, version: usize) -> impl Iterator<Item = &LineageLink> {
        self.incoming[version].iter().flatten().map(|link| &self.links[*link])
    }

    /// The indices of the links that a paragraph goes into.
    fn outgoing(&self, at: VersionedParagraph) -> &[usize] {
        &self.outgoing[at.version.0][at.paragraph.0]
    }

    /// The links that a paragraph goes into.
    fn links_from(&self, at: VersionedParagraph) -> impl Iterator<Item = &LineageLink> {
        self.outgoing(at).iter().map(|link| &self.links[*link])
    }

    /// Whether nothing comes before a paragraph.
    fn is_new(&self, at: VersionedParagraph) -> bool {
        self.link_into(at).is_none_or(|link| link.before.is_empty())
    }

    /// Whether nothing comes before a paragraph, or only a weak link says so.
    fn is_open(&self, at: VersionedParagraph) -> bool {
        self.is_new(at) || self.link_into(at).is_some_and(ends::is_weak)
    }

    /// Makes the newer paragraphs of a link new ones, each with a link of its own.
    fn cut(&mut self, index: usize, versions: &[Resolution]) {
        let LineageLink { before, version, after, .. } = std::mem::take(&mut self.links[index]);
        for older in before {
            self.outgoing[older.version.0][older.paragraph.0].retain(|outgoing| *outgoing != index);
        }
        for paragraph in after {
            let text = versions[version.0][paragraph].text.as_str().into();
            self.insert(LineageLink {
                version,
                after: vec![paragraph],
                kind: ChangeKind::Added,
                significance: Some(Significance::Substantive),
                segments: vec![Segment::Added { text }],
                ..LineageLink::default()
            });
        }
    }
}

/// A link that a comparison found, as one that did not move.
fn link(
    change: &Change,
    before: Vec<VersionedParagraph>,
    version: VersionIndex,
    after: Vec<ParagraphIndex>,
) -> LineageLink {
    LineageLink {
        before,
        version,
        after,
        kind: change.kind,
        moved: false,
        renumbered: change.renumbered,
        significance: change.significance,
        segments: change.segments.clone(),
    }
}

/// A warning for each two versions that are the same text.
fn same_texts(versions: &[Resolution]) -> Vec<Warning> {
    let keys = |version: &Resolution| version.paragraphs.iter().map(|paragraph| paragraph.key).collect::<Vec<_>>();
    let keys: Vec<_> = versions.iter().map(keys).collect();
    let pairs =
        (1..keys.len()).filter_map(|newer| Some((keys[..newer].iter().position(|key| *key == keys[newer])?, newer)));
    let pairs = pairs.filter(|(older, newer)| versions[*older].header == versions[*newer].header);
    pairs
        .map(|(older, newer)| Warning::new(format!("Versions {} and {} have the same text.", older + 1, newer + 1)))
        .collect()
}

/// How much of both texts a link keeps, 0 to 1, in letters.
fn kept_share(segments: &[Segment]) -> f64 {
    let (mut kept, mut all) = (0_usize, 0_usize);
    for segment in segments {
        let letters = |side| letter_count(segment.text(side));
        let both = letters(Side::Before) + letters(Side::After);
        kept += if matches!(segment, Segment::Kept(_)) { both } else { 0 };
        all += both;
    }
    if all == 0 { 0.0 } else { kept as f64 / all as f64 }
}

/// All paragraphs of a version.
fn paragraphs(versions: &[Resolution], version: usize) -> impl DoubleEndedIterator<Item = VersionedParagraph> + use<> {
    let len = versions[version].paragraphs.len();
    (0..len).map(move |index| VersionedParagraph { version: VersionIndex(version), paragraph: ParagraphIndex(index) })
}
