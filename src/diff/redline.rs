//! Paragraphs that belong together → their redline.
//!
//! In: the paragraphs of each side. Out: segments, whose texts of one side in order are exactly the text of that side; and
//! the edits, the phrases that a person would name.
//!
//! 1. Tokenize each side, and compare the keys of the words ([`hunks`](super::hunks)).
//! 2. Slide insertions to the boundaries of phrases ([`slide`](super::slide)).
//! 3. Check that words with equal keys are equal: keys are hashes.
//! 4. Keep words that differ in spelling only ([`spacing`](super::spacing)).
//! 5. Align again, by weight, where changes are close together ([`realign`](super::realign)), and slide again.
//! 6. Mark kept words as changed if the spaces between them have a meaning.
//! 7. Find the edits ([`edits`]), from the hunks before the next two steps. So segments may have other boundaries.
//! 8. Make the redline readable ([`cleanup`](super::cleanup)).
//! 9. Replace lists of numbers entry by entry ([`lists`](super::lists)), and write the segments.

use ecow::EcoString;

use super::cleanup::cleanup;
use super::edits::{self, JoinWeights};
use super::hunks::{Hunk, hunks, verify_keys};
use super::lists::align_entries;
use super::realign::realign;
use super::sequence::{TokenSeq, join_paragraphs};
use super::slide::slide;
use super::spacing::{extend_to_words, keep_spacing_variants, split_at_conflicts, words_broken_in_newer};
use super::word_usage::WordUsage;
use crate::model::{Edit, ParagraphIndex, Resolution, Segment, Versions};

/// The redline of one link, and its edits where both sides have words.
pub(super) fn redline(
    resolutions: Versions<&Resolution>,
    paragraphs: Versions<&[ParagraphIndex]>,
    word_usage: &WordUsage<'_>,
) -> (Vec<Segment>, Vec<Edit>) {
    if paragraphs.before.is_empty() || paragraphs.after.is_empty() {
        return (replace(texts(resolutions, paragraphs)), Vec::new());
    }
    let sequences = resolutions.zip(paragraphs).map(|(resolution, paragraphs)| TokenSeq::new(resolution, paragraphs));
    let sequences = sequences.as_ref();
    if sequences.before.tokens.is_empty() || sequences.after.tokens.is_empty() {
        return (replace(texts(resolutions, paragraphs)), Vec::new());
    }
    let hunks = compare_tokens(sequences, word_usage);
    let drafts = edits::find(sequences, &hunks, &JoinWeights::FITTED);
    let hunks = align_entries(sequences, cleanup(sequences, &drafts, hunks));
    let segments = hunks.iter().flat_map(|hunk| segments(sequences, hunk)).collect();
    (segments, edits::edits(sequences, &drafts))
}

/// The hunks of two sequences, before they are made readable.
pub(super) fn compare_tokens(sequences: Versions<&TokenSeq>, word_usage: &WordUsage<'_>) -> Vec<Hunk> {
    let found = slide(sequences, hunks(sequences.map(|sequence| sequence.keys.as_slice())));
    let hunks = verify_keys(sequences, found.clone());
    // Keys that turned out to collide cannot be compared again.
    let is_verified = hunks == found;
    let mut hunks = keep_spacing_variants(sequences, hunks, word_usage);
    if let Some(again) = is_verified.then(|| realign(sequences, &hunks)).flatten() {
        // A broken word between two changes was aligned again by its fragments, so spellings are compared once more.
        hunks = keep_spacing_variants(sequences, slide(sequences, again), word_usage);
    }
    extend_to_words(sequences, split_at_conflicts(sequences, hunks, word_usage))
}

/// Equal texts, each in its own spelling.
pub(super) fn equal(resolutions: Versions<&Resolution>, paragraphs: Versions<&[ParagraphIndex]>) -> Vec<Segment> {
    kept(texts(resolutions, paragraphs))
}

/// The paragraphs of each side joined by line ends.
fn texts(resolutions: Versions<&Resolution>, paragraphs: Versions<&[ParagraphIndex]>) -> Versions<EcoString> {
    let texts = resolutions.zip(paragraphs).map(|(resolution, paragraphs)| join_paragraphs(resolution, paragraphs));
    intern_pair(Versions::new(&texts.before, &texts.after))
}

/// Both texts. Equal ones share one string; nearly all kept texts are equal.
fn intern_pair(texts: Versions<&str>) -> Versions<EcoString> {
    let before = EcoString::from(texts.before);
    let after = if texts.before == texts.after { before.clone() } else { texts.after.into() };
    Versions::new(before, after)
}

/// The same words. A word that the newer text has broken is a segment of its own, so that a report can show that word in
/// the older spelling and the rest in the newer one.
fn kept(texts: Versions<EcoString>) -> Vec<Segment> {
    let cuts = words_broken_in_newer(texts.as_ref().map(|text| text.as_str()));
    if cuts.is_empty() {
        return vec![Segment::Kept(texts)];
    }
    let mut start = Versions::new(0, 0);
    let ends = cuts.into_iter().flat_map(|word| [word.start, word.end]);
    let ends = ends.chain([texts.as_ref().map(|text| text.len())]);
    let mut segments = Vec::new();
    for end in ends {
        let range = std::mem::replace(&mut start, end).zip(end);
        let piece = texts.as_ref().zip(range).map(|(text, (start, end))| &text[start..end]);
        if piece != Versions::default() {
            segments.push(Segment::Kept(intern_pair(piece)));
        }
    }
    segments
}

/// One text replaced by the other.
pub(super) fn replace(texts: Versions<impl Into<EcoString>>) -> Vec<Segment> {
    let Versions { before, after } = texts.map(Into::into);
    let removed = (!before.is_empty()).then_some(Segment::Removed { text: before });
    removed.into_iter().chain((!after.is_empty()).then_some(Segment::Added { text: after })).collect()
}

fn segments(sequences: Versions<&TokenSeq>, hunk: &Hunk) -> Vec<Segment> {
    let texts = intern_pair(sequences.zip(hunk.ranges.clone()).map(|(sequence, words)| sequence.text(words)));
    if hunk.kept { kept(texts) } else { replace(texts) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Paragraph, ParagraphId, Part};

    fn paragraph(text: &str) -> Paragraph {
        Paragraph::new(ParagraphId("OP1".into()), Part::Operative, text)
    }

    /// The redline of two lists of paragraphs, written out.
    fn shown(before: &[&str], after: &[&str]) -> String {
        let read = |texts: &[&str]| Resolution {
            paragraphs: texts.iter().map(|text| paragraph(text)).collect(),
            ..Resolution::default()
        };
        let both = Versions::new(read(before), read(after));
        let lists = both.as_ref().map(|side| (0..side.paragraphs.len()).map(ParagraphIndex).collect::<Vec<_>>());
        let write = |segment: &Segment| match segment {
            Segment::Kept(both) if both.before == both.after => both.after.to_string(),
            Segment::Kept(both) => format!("<{}|{}>", both.before, both.after),
            Segment::Removed { text } => format!("[-{text}-]"),
            Segment::Added { text } => format!("{{+{text}+}}"),
        };
        let (segments, _) = redline(both.as_ref(), lists.as_ref().map(Vec::as_slice), &WordUsage::new(both.as_ref()));
        segments.iter().map(write).collect::<String>().replace('\n', "¶")
    }

    #[test]
    fn words_not_letters() {
        for (before, after, expected) in [
            ("States shall report;", "States should report;", "States[- shall-]{+ should+} report;"),
            ("of 12 October 2023 in", "of 14 October 2024 in", "of[- 12-]{+ 14+} October[- 2023-]{+ 2024+} in"),
            ("resolution 78/237 of", "resolution 79/212 of", "resolution[- 78/237-]{+ 79/212+} of"),
            ("Welcomes the report;", "Also welcomes the report;", "[-Welcomes-]{+Also welcomes+} the report;"),
        ] {
            assert_eq!(shown(&[before], &[after]), expected);
        }
    }

    #[test]
    fn words_with_one_key_are_distinguished() {
        let read = |text: &str| Resolution { paragraphs: vec![paragraph(text)], ..Resolution::default() };
        let both = Versions::new(read("The pilot may sell the boat;"), read("The pilot must keep the “boat”;"));
        let mut sequences = both.as_ref().map(|side| TokenSeq::new(side, &[ParagraphIndex(0)]));
        sequences.before.keys[2] = sequences.after.keys[2];
        sequences.before.keys[3] = sequences.after.keys[3];
        let found = hunks(sequences.as_ref().map(|sequence| sequence.keys.as_slice()));
        assert_eq!(found[0].ranges.before, 0..5);
        let verified: Vec<_> =
            verify_keys(sequences.as_ref(), found).into_iter().map(|hunk| (hunk.ranges.before, hunk.kept)).collect();
        assert_eq!(verified[..3], [(0..2, true), (2..4, false), (4..5, true)]);
    }

    #[test]
    fn spellings_are_kept() {
        for (before, after, expected) in [
            ("the Amer ica of old", "the America of old", "<the Amer ica of old|the America of old>"),
            (
                "its people -centred work",
                "its people-centred work",
                "<its people -centred work|its people-centred work>",
            ),
            (
                "co-operation of all States",
                "cooperation of some States",
                "<co-operation of|cooperation of>[- all-]{+ some+} States",
            ),
        ] {
            assert_eq!(shown(&[before], &[after]), expected);
        }
    }

    #[test]
    fn a_word_broken_in_the_newer_text_stands_alone() {
        for (before, after, expected) in [
            ("the America of old", "the Amer ica of old", "the< America| Amer ica> of old"),
            ("“safe” navigation;", "\"safe\" navi gation;", "<“safe”|\"safe\">< navigation;| navi gation;>"),
            ("all harbours", "a ll har bours", "<all|a ll>< harbours| har bours>"),
        ] {
            assert_eq!(shown(&[before], &[after]), expected);
        }
    }

    #[test]
    fn short_kept_runs_are_absorbed() {
        let before = "Calls upon all States to support the Fund and the Office in their work, as decided;";
        let after = "Calls upon all States to finance the Bank and the Council in their work, as decided;";
        let expected = "Calls upon all States to[- support the Fund and the Office-]{+ finance the Bank and the Council+} in their work, as decided;";
        assert_eq!(shown(&[before], &[after]), expected);
    }

    #[test]
    fn the_rest_of_a_compound_is_not_kept_alone() {
        let before = "Recalling the first to twentieth meetings of keepers, held in Oslo,";
        let after = "Recalling the First to Twenty-first Meetings of keepers, held in Oslo,";
        let expected = "Recalling the[- first to twentieth meetings-]{+ First to Twenty-first Meetings+} of keepers, held in Oslo,";
        assert_eq!(shown(&[before], &[after]), expected);
    }

    #[test]
    fn an_inserted_clause_begins_with_its_comma() {
        let before = "Requests a report at its ninth session on the towers of the coast;";
        let after = "Requests a report at its ninth session, through the Board, on dues, and at its tenth session on the towers of the coast;";
        let expected = "Requests a report at its ninth session{+, through the Board, on dues, and at its tenth session+} on the towers of the coast;";
        assert_eq!(shown(&[before], &[after]), expected);
    }

    #[test]
    fn lists_show_whole_entries() {
        let before = "peace, security, development and rights;";
        let after = "peace, security, the environment, development and rights;";
        assert_eq!(shown(&[before], &[after]), "peace, security,{+ the environment,+} development and rights;");
        assert_eq!(shown(&[after], &[before]), "peace, security,[- the environment,-] development and rights;");
    }

    #[test]
    fn lists_of_figures_are_exchanged_entry_by_entry() {
        for (before, after, expected) in [
            (
                "paragraphs 12, 15, 18 and 21 of the report;",
                "paragraphs 13, 16, 19 and 22 of the report;",
                "paragraphs[- 12-]{+ 13+},[- 15-]{+ 16+},[- 18-]{+ 19+} and[- 21-]{+ 22+} of the report;",
            ),
            (
                "in documents A/76/12 and A/76/40;",
                "in documents A/77/13 and A/77/41;",
                "in documents[- A/76/12-]{+ A/77/13+} and[- A/76/40-]{+ A/77/41+};",
            ),
            // another number of entries, other separators, or entries without figures
            ("rules 1, 2 and 3;", "rules 4 and 5;", "rules[- 1, 2 and 3-]{+ 4 and 5+};"),
            ("rules 1, 2;", "rules 3,4;", "rules[- 1, 2-]{+ 3,4+};"),
            ("rules 1 or 2;", "rules 3 and 4;", "rules[- 1 or 2-]{+ 3 and 4+};"),
            (
                "the Fund and the Bank;",
                "its Office and its Court;",
                "[-the Fund and the Bank-]{+its Office and its Court+};",
            ),
        ] {
            assert_eq!(shown(&[before], &[after]), expected);
        }
    }

    #[test]
    fn a_break_for_a_space_is_kept() {
        let before = ["Notes the report, and requests the Chair to reply to all of it;"];
        let after = ["Notes the report;", "Requests the Chair to reply to all of it;"];
        assert_eq!(
            shown(&before, &after),
            "Notes the report[-, and requests-]{+;¶Requests+} the Chair to reply to all of it;"
        );
        assert_eq!(
            shown(&["One two; three four;"], &["One two;", "three four;"]),
            "<One two; three four;|One two;¶three four;>"
        );
    }

    #[test]
    fn beyond_recognition_is_shown_whole() {
        let before = "Notes the establishment of a working group on the lights of the coast;";
        let after = "Regrets that no State has paid the dues of the year to the Fund;";
        let [before_clause, after_clause] = [before, after].map(|text| text.trim_end_matches(';'));
        assert_eq!(shown(&[before], &[after]), format!("[-{before_clause}-]{{+{after_clause}+}};"));
    }
}
