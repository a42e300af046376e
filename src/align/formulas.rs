//! Formulas: what two texts of one genre share although neither comes from the other.
//!
//! In: pairs. Out: whether the two are versions of one text; if not, only the very similar pairs stay. Every resolution
//! takes note of a report and decides on an agenda item. Measured on 294 pairs of resolutions on different subjects: 359
//! reworded pairs without this step; on 239 of them 37 with a least score of .75, 19 with .85. The links of the real
//! versions stay all the same.

use super::corpus::Corpus;
use super::matching::Matching;
use super::score::{MIN_SIMILAR, MIN_SURE};
use crate::model::HeaderField;
use crate::text::same_spelling;

/// What a pair needs in texts that are not versions of one text.
const MIN_SCORE: f64 = 0.85;
/// Versions of one text have at least this share of the paragraphs of the shorter one in sure pairs…
const MIN_SURE_SHARE: f64 = 0.5;
/// …or this share in pairs that are clearly similar: a mandate renewed with few words left. Of the pairs on different
/// subjects none reaches .3, of those on one subject .5. Of many paragraphs less than that is above one half by more than
/// chance ([`min_similar_count`]).
const MIN_SIMILAR_SHARE: f64 = 0.6;
/// If the shorter text has fewer paragraphs, they do not show whether the two are versions of one text.
const MIN_PARAGRAPHS: usize = 4;

/// Unlinks what is only similar. For two texts that are not versions of one text.
pub(super) fn unlink_formulas(matching: &mut Matching) {
    matching.unlink_if(|_, _, evidence| evidence.score < MIN_SCORE);
}

/// Whether the two are versions of one text: they have the same title, or enough of the paragraphs of the shorter one are
/// linked.
pub(super) fn are_versions(corpus: &Corpus, matching: &Matching) -> bool {
    let titles = corpus.resolutions.map(|resolution| resolution.header.get(HeaderField::Title));
    if let (Some(before), Some(after)) = (titles.before, titles.after)
        && same_spelling(before, after)
    {
        return true;
    }
    let lens = matching.lens();
    let shorter = lens.before.min(lens.after);
    let holds = |min_score: f64, min_count: f64| {
        let pairs = matching.pairs_with_evidence().filter(|(_, evidence)| evidence.score >= min_score);
        pairs.count() as f64 >= min_count
    };
    shorter < MIN_PARAGRAPHS
        || holds(MIN_SURE, MIN_SURE_SHARE * shorter as f64)
        || holds(MIN_SIMILAR, min_similar_count(shorter as f64))
}

/// How many of the paragraphs of the shorter text must be clearly similar to others: a share of them, or one half and its
/// standard error.
fn min_similar_count(shorter: f64) -> f64 {
    (MIN_SIMILAR_SHARE * shorter).min(shorter / 2.0 + shorter.sqrt() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::matching::Evidence;
    use crate::align::tests::{corpus, matching, pair, resolutions};
    use crate::model::LinkBasis;

    #[test]
    fn half_of_many_similar_paragraphs_is_enough() {
        // How many paragraphs each text has, how many are similar, and whether the two are versions.
        for (len, similar, expected) in [(10, 5, false), (10, 6, true), (100, 54, false), (100, 55, true)] {
            let texts = vec!["a"; len];
            let texts = resolutions(&texts, &texts);
            let mut matching = matching(&texts, &[]);
            for index in 0..similar {
                let evidence = Evidence { score: MIN_SIMILAR, ..Evidence::equal(LinkBasis::SimilarInGap) };
                matching.link(pair(index, index), evidence);
            }
            assert_eq!(are_versions(&corpus(&texts), &matching), expected, "{similar} of {len}");
        }
    }

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
            let weak = Evidence { score: MIN_SIMILAR, ..Evidence::equal(LinkBasis::SimilarInGap) };
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
