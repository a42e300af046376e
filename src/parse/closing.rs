//! Blocks → which of them close the text: the meeting, its date, the vote.
//!
//! A meeting in a list looks like one that closes a text, so the place decides: closing lines are the last ones before
//! an annex, before the next part of a composite resolution, or before the end, with nothing else among them.

use crate::lexicon::{ClosingLine, closing_line, is_organ_line, parse_section_label};
use crate::model::{Block, BlockKind};

/// Longer blocks are paragraphs, whatever they begin with.
const MAX_HEADING_LEN: usize = 250;

/// More lines than these close no text: the voters of every member State, one a line, are fewer.
const MAX_LINES: usize = 500;

/// For each block, whether it closes the text or a part of it.
pub(super) fn detect_closing_lines(blocks: &[Block]) -> Vec<bool> {
    let mut closes = vec![false; blocks.len()];
    let mut end = blocks.len();
    for boundary in (0..blocks.len()).rev().filter(|index| begins_part(&blocks[*index])) {
        mark_run(&blocks[boundary + 1..end], &mut closes[boundary + 1..end]);
        end = boundary;
    }
    mark_run(&blocks[..end], &mut closes[..end]);
    closes
}

/// Whether an annex, a section or another part of a composite resolution begins here.
fn begins_part(block: &Block) -> bool {
    let text = block.text.as_str().trim();
    block.kind == BlockKind::Heading
        || text.len() <= MAX_HEADING_LEN && (is_organ_line(text) || parse_section_label(text).is_some())
}

/// Marks the closing lines at the end of a part.
fn mark_run(part: &[Block], closes: &mut [bool]) {
    let mut start = part.len();
    while start > 0 {
        let block = &part[start - 1];
        let above = start.checked_sub(2).map(|index| &part[index]);
        if block.kind == BlockKind::Table || kind(block).is_none() && !above.is_some_and(announces_names) {
            break;
        }
        start -= 1;
    }
    if part.len() - start > MAX_LINES {
        return;
    }
    // A date or a list of names closes nothing unless a meeting or a vote stands with it.
    let kinds: Vec<Option<ClosingLine>> = part[start..].iter().map(kind).collect();
    let strong = |kind: &Option<ClosingLine>| {
        matches!(kind, Some(ClosingLine::Meeting | ClosingLine::Adoption | ClosingLine::Result))
    };
    let Some(first) = kinds.iter().position(strong) else { return };
    let dated = first > 0 && kinds[first - 1] == Some(ClosingLine::Date);
    closes[start + first - usize::from(dated)..].fill(true);
}

fn kind(block: &Block) -> Option<ClosingLine> {
    closing_line(block.text.as_str())
}

/// `In favour:`, when the names stand in a line of their own.
fn announces_names(block: &Block) -> bool {
    kind(block) == Some(ClosingLine::Voters) && block.text.as_str().trim_end().ends_with([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    #[test]
    fn only_the_last_lines_of_a_part_close_it() {
        for (lines, expected) in [
            (&["1. Decides.", "9th plenary meeting", "3 May 2035"][..], &[1, 2][..]),
            (&["1. Decides.", "3 May 2035", "9th plenary meeting"], &[1, 2]),
            (&["1. Decides.", "9th plenary meeting", "Annex", "9th meeting"], &[1, 3]),
            (&["1. Decides.", "9th plenary meeting", "B", "The Sea", "The General Assembly,", "1. Asks."], &[1]),
            (&["1. Lists:", "9th plenary meeting", "3 May 2035", "2. Decides."], &[]),
            (&["1. Lists:", "9th meeting", "Outcome of the 9th meeting of States"], &[]),
            (&["1. Decides.", "3 May 2035"], &[]),
            (
                &[
                    "1. Decides.",
                    "9th meeting",
                    "[Adopted by a recorded vote of 2 to 1. The voting was as follows:",
                    "In favour:",
                    "Ruritania and Zenda",
                    "Against:",
                    "Lyonesse]",
                ],
                &[1, 2, 3, 4, 5, 6],
            ),
            (&["In favour:", "Ruritania", "1. Decides."], &[]),
            (&["In favour:", "Ruritania"], &[]),
            (&["1. Decides.", "In favour: 12; Against: 1; Abstaining: 2"], &[1]),
            (&["1. Decides.", "Yes: 12, No: 1", "3 May 2035"], &[1, 2]),
        ] {
            let block = |line: &&str| Block { text: StyledText::plain(*line), ..Block::default() };
            let blocks: Vec<Block> = lines.iter().map(block).collect();
            let closes = detect_closing_lines(&blocks);
            let found: Vec<usize> = (0..lines.len()).filter(|index| closes[*index]).collect();
            assert_eq!(found, expected, "{lines:?}");
        }
    }
}
