//! Phrases that were dropped and are back: a new clause that says what an older one said before it was cut.
//!
//! In: the new paragraphs of the newest version. Out: for each, the older paragraph that said most of it, if it did. Runs
//! of [`RUN_LEN`] words are looked up among those of all versions. What the version before the newest still says was not
//! dropped: whether it was split off or copied is for the comparison of the two to say.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;

use super::Tracker;
use crate::model::{Part, Resolution, TextKey, VersionedParagraph};
use crate::text::{TokenKind, tokens};

/// Words that are looked up together.
const RUN_LEN: usize = 6;
/// What share of its words a new clause must have of the older one.
const MIN_SHARE: f64 = 0.6;
/// Words that a new clause must have of the older one.
const MIN_WORDS: usize = 12;

/// Where each run of words stood last.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    last: HashMap<[TextKey; RUN_LEN], VersionedParagraph, FixedState>,
    /// How many versions were taken in.
    len: usize,
}

impl Phrases {
    /// Takes in the versions before the newest.
    fn extend(&mut self, versions: &[Resolution]) {
        for version in self.len..versions.len().saturating_sub(1) {
            for at in super::paragraphs(versions, version) {
                let keys = keys(&versions[version][at.paragraph].text);
                self.last.extend(runs(&keys).map(|run| (run, at)));
            }
            self.len = version + 1;
        }
    }
}

impl Tracker {
    /// The new paragraphs of the newest version that say what an older one did, each with it.
    pub(super) fn dropped_phrases(&mut self) -> Vec<(VersionedParagraph, VersionedParagraph)> {
        let Some(newest) = self.versions.len().checked_sub(1).filter(|newest| *newest > 1) else { return Vec::new() };
        let is_text = |at: &VersionedParagraph| self.versions[newest][at.paragraph].part != Part::Heading;
        let new: Vec<_> =
            super::paragraphs(&self.versions, newest).filter(|at| is_text(at) && self.lineage.is_new(*at)).collect();
        if new.is_empty() {
            return Vec::new();
        }
        self.phrases.extend(&self.versions);
        new.into_iter().filter_map(|at| Some((self.said_before(at)?, at))).collect()
    }

    /// The older paragraph that said most of a new one.
    fn said_before(&self, at: VersionedParagraph) -> Option<VersionedParagraph> {
        let keys = keys(&self.versions[at.version.0][at.paragraph].text);
        // By older paragraph, how many words it has, and the end of the last run of them.
        let mut said: BTreeMap<VersionedParagraph, (usize, usize)> = BTreeMap::new();
        for (start, run) in runs(&keys).enumerate() {
            let Some(older) = self.phrases.last.get(&run) else { continue };
            if older.version.0 + 1 < at.version.0 {
                let (count, end) = said.entry(*older).or_default();
                *count += start + RUN_LEN - (*end).max(start);
                *end = start + RUN_LEN;
            }
        }
        // Of equals the latest.
        let (older, (count, _)) = said.into_iter().max_by_key(|(_, (count, _))| *count)?;
        (count >= MIN_WORDS && count as f64 >= MIN_SHARE * keys.len() as f64).then_some(older)
    }
}

/// The words of a text without regard to case.
fn keys(text: &str) -> Vec<TextKey> {
    tokens(text).filter(|token| token.kind != TokenKind::Punctuation).map(|token| token.caseless_key).collect()
}

/// Each run of words.
fn runs(keys: &[TextKey]) -> impl Iterator<Item = [TextKey; RUN_LEN]> + '_ {
    keys.windows(RUN_LEN).filter_map(|run| run.try_into().ok())
}
