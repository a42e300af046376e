//! Formulas: what two texts of one genre share although neither comes from the other.
//!
//! In: pairs. Out: whether the two are versions of one text; if not, only the very similar pairs stay. Every resolution
//! takes note of a report and decides on an agenda item. Measured on 294 pairs of resolutions on different subjects: 359
//! reworded pairs without this step, 58 with it. The links of the real versions stay all the same.

use super::corpus::Corpus;
use super::matching::Matching;
use crate::model::HeaderField;
use crate::text::same_spelling;

/// A pair with this score is sure.
const MIN_SURE_SCORE: f64 = 0.70;
/// What a pair needs in texts that are not versions of one text.
const MIN_SCORE: f64 = 0.75;
/// If the shorter text has fewer paragraphs, they do not show whether the two are versions of one text.
const MIN_PARAGRAPHS: usize = 4;

/// Unlinks what is only similar. For two texts that are not versions of one text.
pub(super) fn unlink_formulas(matching: &mut Matching) {
    matching.unlink_if(|_, evidence| evidence.score < MIN_SCORE);
}

/// Whether the two are versions of one text: they have the same title, or at least half of the paragraphs of the shorter
/// one are in sure pairs.
pub(super) fn are_versions(corpus: &Corpus, matching: &Matching) -> bool {
    let titles = corpus.resolutions.map(|resolution| resolution.header.get(HeaderField::Title));
    if let (Some(before), Some(after)) = (titles.before, titles.after)
        && same_spelling(before, after)
    {
        return true;
    }
    let lens = matching.lens();
    let shorter = lens.before.min(lens.after);
    let sure = matching.pairs_with_evidence().filter(|(_, evidence)| evidence.score >= MIN_SURE_SCORE).count();
    shorter < MIN_PARAGRAPHS || 2 * sure >= shorter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::matching::Evidence;
    use crate::align::tests::{corpus, matching, pair, resolutions};
    use crate::model::LinkBasis;

    #[test]
    fn weak_pairs_stay_in_versions_of_one_text() {
        // How many of four paragraphs are in firm pairs, whether the title is the same, whether a weak pair stays.
        for (firm, same_title, expected) in [(2, false, true), (1, false, false), (1, true, true)] {
            let mut texts = resolutions(&["a", "b", "c", "d"], &["a", "b", "c", "d"]);
            for (resolution, title) in [(&mut texts.before, "Roads"), (&mut texts.after, "Bridges")] {
                let title = if same_title { "Roads" } else { title };
                resolution.header.fields.insert(HeaderField::Title, title.to_owned());
            }
            let firm_pairs: Vec<_> = (0..firm).map(|paragraph| (paragraph, paragraph)).collect();
            let mut matching = matching(&texts, &firm_pairs);
            let weak = Evidence { score: MIN_SCORE - 0.1, ..Evidence::equal(LinkBasis::SimilarInGap) };
            matching.link(pair(3, 3), weak);
            let are_versions = are_versions(&corpus(&texts), &matching);
            assert_eq!(are_versions, expected, "{firm} {same_title}");
            if !are_versions {
                unlink_formulas(&mut matching);
            }
            let pairs: Vec<_> = matching.pairs().collect();
            assert_eq!(pairs.contains(&pair(3, 3)), expected, "{firm} {same_title}");
            assert!(pairs.contains(&pair(0, 0)));
        }
    }
}
