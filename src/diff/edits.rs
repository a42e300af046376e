//! The redline of a change → its edits: the phrases that a person would name, each of which could be accepted by itself.
//!
//! In: two sequences of words and their hunks. Out: edits in the order of the text; every changed word is in exactly one.
//!
//! 1. Grow each changed hunk to whole words and whole opening phrases ([`grow`]).
//! 2. Join hunks that are one phrase ([`join`]), and the two signs of a pair of brackets ([`brackets`]).
//! 3. Attach conjunctions and final punctuation to the edit that they result from ([`attach`]).
//! 4. Pair what was deleted in one place and inserted in another ([`moves`]).
//! 5. Grow what is too small to quote: dates and single punctuation marks ([`grow`]).
//! 6. Write the spans ([`spans`]) and a statement for people ([`statement`]).
//!
//! [`join`] decides by a weighted sum of features, fitted on hand-made edits (`tests/fit`).

mod attach;
mod brackets;
mod classes;
mod grow;
mod join;
mod moves;
mod spans;
mod statement;
mod units;

use std::ops::Range;

use super::hunks::Hunk;
use super::redline::compare_tokens;
use super::sequence::TokenSeq;
use super::word_usage::WordUsage;
use crate::model::{Edit, ParagraphIndex, Resolution, TextSpan, Versions};
pub use join::{JoinWeights, KeptRun};
use units::Units;

/// A range of words on each side that belong together.
type Block = Versions<Range<usize>>;

/// An edit in the making: its main block, and blocks elsewhere that belong to it.
pub(super) struct EditDraft {
    main: Block,
    others: Vec<Block>,
    moved: bool,
}

impl EditDraft {
    fn new(main: Block) -> EditDraft {
        EditDraft { main, others: Vec::new(), moved: false }
    }

    /// All blocks of the edit.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block> {
        std::iter::once(&self.main).chain(&self.others)
    }
}

/// Joins each block to the one before it if its flag is set.
fn merge(blocks: Vec<Block>, joins: &[bool]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for (block, joins) in blocks.into_iter().zip(joins) {
        match out.last_mut() {
            Some(last) if *joins => {
                last.before.end = block.before.end;
                last.after.end = block.after.end;
            }
            _ => out.push(block),
        }
    }
    out
}

/// Whether a block contains a range of words on each side.
pub(super) fn contains(block: &Block, words: &Block) -> bool {
    let within = |inner: &Range<usize>, outer: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
    within(&words.before, &block.before) && within(&words.after, &block.after)
}

/// Finds the edits of one change.
pub(super) fn find(sequences: Versions<&TokenSeq>, hunks: &[Hunk], weights: &JoinWeights) -> Vec<EditDraft> {
    let blocks = grow::to_whole_phrases(sequences, changed(hunks));
    let units = units(sequences, &blocks);
    let blocks = join::join(sequences, units.as_ref(), changed_share(sequences, hunks), blocks, weights);
    let blocks = brackets::join_pairs(sequences, blocks);
    let drafts = attach::attach(sequences, blocks);
    let drafts = moves::pair(sequences, drafts);
    grow::to_quotable(sequences, units.as_ref(), drafts)
}

/// The edits as the model has them.
pub(super) fn edits(sequences: Versions<&TokenSeq>, drafts: &[EditDraft]) -> Vec<Edit> {
    let offsets = spans::Offsets::new(sequences);
    drafts.iter().map(|draft| offsets.edit(draft, statement::statement(sequences, draft))).collect()
}

/// The edits between two texts with other weights, to measure fitted weights; all paragraphs of a text are taken as one
/// change.
pub fn edits_with(resolutions: Versions<&Resolution>, weights: &JoinWeights) -> Vec<Edit> {
    let word_usage = WordUsage::new(resolutions);
    let sequences = sequences(resolutions);
    let sequences = sequences.as_ref();
    edits(sequences, &find(sequences, &compare_tokens(sequences, &word_usage), weights))
}

/// The kept runs between the changes of two texts, each with the spans of the changes on its left and right; all
/// paragraphs of a text are taken as one change. The weights are fitted on these.
pub fn kept_runs(resolutions: Versions<&Resolution>) -> Vec<(KeptRun, [Versions<TextSpan>; 2])> {
    let word_usage = WordUsage::new(resolutions);
    let sequences = sequences(resolutions);
    let sequences = sequences.as_ref();
    let hunks = compare_tokens(sequences, &word_usage);
    let blocks = grow::to_whole_phrases(sequences, changed(&hunks));
    let units = units(sequences, &blocks);
    let share = changed_share(sequences, &hunks);
    let offsets = spans::Offsets::new(sequences);
    let runs = blocks.windows(2).map(|pair| {
        let (left, right) = (&pair[0], &pair[1]);
        let run = KeptRun::new(sequences, units.as_ref(), share, left, right);
        (run, [left, right].map(|block| offsets.spans(block)))
    });
    runs.collect()
}

fn units(sequences: Versions<&TokenSeq>, blocks: &[Block]) -> Versions<Units> {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else {
        return sequences.map(|sequence| Units::new(sequence, 0..0));
    };
    let changed = first.as_ref().zip(last.as_ref()).map(|(first, last)| first.start..last.end);
    sequences.zip(changed).map(|(sequence, changed)| Units::new(sequence, changed))
}

fn sequences(resolutions: Versions<&Resolution>) -> Versions<TokenSeq<'_>> {
    resolutions.map(|resolution| {
        let all: Vec<ParagraphIndex> = (0..resolution.paragraphs.len()).map(ParagraphIndex).collect();
        TokenSeq::new(resolution, &all)
    })
}

fn changed(hunks: &[Hunk]) -> Vec<Block> {
    hunks.iter().filter(|hunk| !hunk.kept).map(|hunk| hunk.ranges.clone()).collect()
}

/// The share of the words of both sides that is changed.
fn changed_share(sequences: Versions<&TokenSeq>, hunks: &[Hunk]) -> f64 {
    let changed: usize = changed(hunks).iter().map(|block| block.before.len() + block.after.len()).sum();
    changed as f64 / (sequences.before.tokens.len() + sequences.after.tokens.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::parse_opening;
    use crate::model::{Paragraph, ParagraphId, Part, Side};

    fn resolution(text: &str) -> Resolution {
        let paragraph = |text: &str| Paragraph {
            opening: parse_opening(text).map(|(opening, _)| opening),
            ..Paragraph::new(ParagraphId("OP1".into()), Part::Operative, text)
        };
        Resolution { paragraphs: text.split('\n').map(paragraph).collect(), ..Resolution::default() }
    }

    fn found(before: &str, after: &str) -> Vec<Edit> {
        let texts = Versions::new(before, after).map(resolution);
        edits_with(texts.as_ref(), &JoinWeights::FITTED)
    }

    fn quoted(text: &str, spans: &[TextSpan]) -> String {
        let quote = |span: &TextSpan| text.chars().skip(span.start).take(span.end - span.start).collect::<String>();
        spans.iter().map(quote).collect::<Vec<_>>().join(" … ")
    }

    /// The edits, written out: `kind: older → newer`.
    fn shown(before: &str, after: &str) -> Vec<String> {
        let write = |edit: Edit| {
            let [older, newer] = [quoted(before, &edit.spans.before), quoted(after, &edit.spans.after)];
            format!("{}: {older} → {newer}", format!("{:?}", edit.kind).to_lowercase())
        };
        found(before, after).into_iter().map(write).collect()
    }

    #[test]
    fn edits_are_phrases() {
        for (before, after, expected) in [
            (
                "Requests the Secretary-General to report on all lights of the coast to the Council;",
                "Invites the Secretary-General to report on the lights of the coast to the Council;",
                &["replaced: Requests → Invites", "replaced: all lights → the lights"][..],
            ),
            (
                "Also welcomes the offer of the Government of Malta to host the seminar;",
                "Welcomes the offer of the Government of Malta to host the seminar;",
                &["replaced: Also welcomes → Welcomes"],
            ),
            (
                "Welcomes the harbours, which were newly-built, and all that stands in them for the use of ships;",
                "Welcomes the harbours, newly-built, and all that stands in them for the use of ships;",
                &["replaced: which were newly-built → newly-built"],
            ),
            (
                "Recalling paragraphs 4 and 5 of General Assembly resolution 71/10 of 12 May 2017,",
                "Recalling paragraphs 4 and 5 of General Assembly resolution 72/11 of 12 May 2018,",
                &["replaced: 71/10 of 12 May 2017 → 72/11 of 12 May 2018"],
            ),
            (
                "Recalling its resolution 71/10 of 12 May 2017 on lighthouses,",
                "Recalling its resolution 72/11 of 14 May 2018 on lighthouses,",
                &["replaced: 71/10 of 12 May 2017 → 72/11 of 14 May 2018"],
            ),
            (
                "Notes that the dues for the period from 1 July 2021 to 30 June 2022 are unpaid;",
                "Notes that the dues for the period from 1 July 2022 to 30 June 2023 are unpaid;",
                &["replaced: 1 July 2021 to 30 June 2022 → 1 July 2022 to 30 June 2023"],
            ),
            (
                "Stresses the needs of drought-stricken islands and of their keepers;",
                "Stresses the needs of storm-stricken islands and of their keepers;",
                &["replaced: drought-stricken → storm-stricken"],
            ),
            (
                "Encourages all States to repair the towers in line with paragraphs 3, 5 and 8 above;",
                "Encourages all States to repair the towers in line with paragraphs 4, 6 and 9 above;",
                &["replaced: 3, 5 and 8 → 4, 6 and 9"],
            ),
            (
                "Supports keepers in their work, and pays sustainable investments on time;",
                "Supports keepers in their work, and pays sustainable harbour investments on time;",
                &["replaced: sustainable investments → sustainable harbour investments"],
            ),
            // What can be accepted by itself is an edit of its own.
            (
                "Takes note of the report of the Board on the state of the towers, and decides to meet in Valletta in 2030;",
                "Welcomes the report of the Board on the state of the towers, and decides to meet again in Valletta in 2031;",
                &["replaced: Takes note of → Welcomes", "inserted:  → again", "replaced: 2030 → 2031"],
            ),
            // A lone mark is quoted with the words beside it.
            (
                "Thanks the keepers of lights and of buoys;",
                "Thanks the keepers of lights, and of buoys;",
                &["replaced: lights and of → lights, and of"],
            ),
            (
                "Invites the Board, within existing resources, to publish a list of the towers on every coast;",
                "Invites the Board to publish a list of the towers on every coast, within existing resources;",
                &["moved: , within existing resources, → , within existing resources"],
            ),
        ] {
            assert_eq!(shown(before, after), expected, "{before}");
        }
    }

    #[test]
    fn a_joining_word_goes_with_the_entry_that_moved_it() {
        let before = "Recalling its resolutions 70/1 of 3 May 2016 and 71/2 of 4 May 2017,";
        let after = "Recalling its resolutions 70/1 of 3 May 2016, 71/2 of 4 May 2017 and 72/3 of 5 May 2018,";
        assert_eq!(shown(before, after), ["replaced: and → , … and 72/3 of 5 May 2018"]);
        assert_eq!(found(before, after)[0].text, "adds “72/3 of 5 May 2018”");
    }

    #[test]
    fn statements_can_be_understood_without_the_text() {
        for (before, after, expected) in [
            (
                "Invites the keepers and their financial institutions to light the towers;",
                "Invites the keepers and encourages their financial institutions to light the towers;",
                "adds “encourages” before “their financial institutions”",
            ),
            (
                "Requests the keepers to light the towers of the coast;",
                "Requests the keepers to light the towers of the coast, as appropriate;",
                "adds “as appropriate” after “towers of the coast”",
            ),
            (
                "Urges all keepers, in particular those whose towers are dark, to act;",
                "Urges all keepers, in particular the nine whose towers are dark, to act;",
                "“those whose towers are dark” becomes “the nine whose towers are dark”",
            ),
            (
                "Notes dues in the amount of 19 million United States dollars from the keepers;",
                "Notes dues in the amount of 21 million United States dollars from the keepers;",
                "“19 million United States dollars” becomes “21 million United States dollars”",
            ),
            (
                "Notes that the tower stood for 27 years after the storm;",
                "Notes that the tower stood for 28 years after the storm;",
                "“27 years” becomes “28 years”",
            ),
            // A phrase does not end before its noun.
            (
                "Welcomes the declaration of the keepers;",
                "Welcomes the meeting of pilots, keepers and fishers at the old harbour, at which the political declaration of the keepers;",
                "adds “meeting of pilots, keepers and fishers at the old harbour, at which the political declaration”",
            ),
            // A share is quoted with its whole.
            (
                "Notes the wells, of which only 5 per cent remain drinkable, and their keepers;",
                "Notes the wells, of which only 4 per cent remain drinkable, and their keepers;",
                "“of which only 5 per cent remain drinkable” becomes “of which only 4 per cent remain drinkable”",
            ),
            (
                "Recalls the pact entitled “Our seas, our lights” of the spring, which names keepers;",
                "Recalls the pact entitled “Our seas, one coast” of the autumn, which names keepers;",
                "“entitled “Our seas, our lights” of the spring” becomes “entitled “Our seas, one coast” of the autumn”",
            ),
            (
                "Invites the Board, within existing resources, to publish a list of the towers on every coast;",
                "Invites the Board to publish a list of the towers on every coast, within existing resources;",
                "moves “within existing resources”",
            ),
            // The signs of a bracket are one edit.
            (
                "[Urges] [Invites] Parties to deposit with the Archive a copy of every core that they drill;",
                "Invites Parties to deposit with the Archive a copy of every core that they drill;",
                "“[Urges] [Invites]” becomes “Invites”",
            ),
            (
                "Decides to keep a register of cores [open to all] [open to Parties and to such others as they name];",
                "Decides to keep a register of cores open to all;",
                "“[open to all] [open to Parties and to such others as they name]” becomes “open to all”",
            ),
            (
                "Invites Parties to deposit with the Archive a copy of every core that they drill;",
                "[Invites] Parties to deposit with the Archive a copy of every core that they drill;",
                "“Invites” becomes “[Invites]”",
            ),
        ] {
            let texts: Vec<_> = found(before, after).into_iter().map(|edit| edit.text).collect();
            assert_eq!(texts, [expected], "{before}");
        }
    }

    #[test]
    fn offsets_count_characters() {
        let (before, after) = (
            "Rappelle les phares « éteints » de l’île et décide d’agir;",
            "Rappelle les phares « éteints » de la côte et décide d’agir;",
        );
        let edits = found(before, after);
        assert_eq!(quoted(after, &edits[0].spans.after), "la côte");
    }

    #[test]
    fn every_changed_word_is_in_one_edit() {
        let texts = [
            "Recalls the report, and requests the Chair, as appropriate, to reply to all of it by 3 May 2030;",
            "Also recalls the reports and their annexes;\nRequests the Chair to reply, as appropriate, to it;",
            "Decides to include the item entitled “Lights” in the agenda of its seventy-ninth session.",
        ];
        for before in texts {
            for after in texts {
                let edits = found(before, after);
                let resolutions = Versions::new(before, after).map(resolution);
                let sequences = sequences(resolutions.as_ref());
                let word_usage = WordUsage::new(resolutions.as_ref());
                for hunk in compare_tokens(sequences.as_ref(), &word_usage).iter().filter(|hunk| !hunk.kept) {
                    for side in Side::BOTH {
                        let sequence = sequences.get(side);
                        for word in hunk.ranges.get(side).clone() {
                            let byte = sequence.bytes(word..word + 1).start;
                            let character = sequence.text[..byte].chars().count();
                            let spans = edits.iter().flat_map(|edit| edit.spans.get(side));
                            let holders = spans.filter(|span| span.start <= character && character < span.end).count();
                            assert_eq!(holders, 1, "{before} / {after}: {}", sequence.tokens[word].text);
                        }
                    }
                }
            }
        }
    }
}
