//! Two wordings of a paragraph → the instructions that make one of the other, each with the shortest quotation that
//! stands in one place only.
//!
//! Every instruction is tried before it is taken: written, read again and applied, it must give the words that it is for.

use std::ops::Range;

use super::candidates::{candidates, closing_sign};
use super::hunks::{Hunk, cut, join, phrases};
use super::restatement::{are_most_words, is_restated, joined_to_two};
use crate::amend::apply::quoted_refs::mark_place;
use crate::amend::apply::tracked_text::TrackedText;
use crate::amend::apply::word_changes;
use crate::amend::change_words;
use crate::amend::grammar::sentence::parse_sentence;
use crate::amend::grammar::wording::wording;
use crate::amend::locate;
use crate::model::{Extent, Instruction, Occurrence, Part, ProvisionIndex, Target, WordChange, printed_mark};
use crate::text::{compatible, diff, fold_char};

/// A text as its spelling matters: quotation marks and dashes folded, one space for several.
pub(super) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if character.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if character.is_ascii() {
            out.extend(fold_char(character));
        } else {
            out.extend(compatible(character.encode_utf8(&mut [0; 4])).filter_map(fold_char));
        }
    }
    out
}

const BY: ProvisionIndex = ProvisionIndex { amendment: 0, provision: 0 };

/// The changes that make one text of another; none where it had better be printed anew.
pub(super) fn changes(before: &str, after: &str, target: &Target) -> Option<Vec<Instruction>> {
    changes_of(before, after, Part::Heading, &[], &[], target)
}

/// The same where some replacements are made everywhere first. `marks` are those of footnotes that stay, printed in both
/// texts.
pub(super) fn changes_of(
    before: &str,
    after: &str,
    part: Part,
    everywhere: &[Instruction],
    marks: &[&str],
    target: &Target,
) -> Option<Vec<Instruction>> {
    let draft = before;
    let mut tracked = TrackedText::of_base(draft);
    replace_all(&mut tracked, part, everywhere);
    let before = tracked.current();
    // two quotations that share words are one change
    let mut hunks = phrases(&before, after);
    join_around_marks(&before, after, marks, &mut hunks);
    if let Some(two) = joined_to_two(&before, after, &hunks) {
        hunks = two;
    } else if is_restated(&before, after, &hunks) {
        return None;
    }
    loop {
        let instructions = instructions_for(tracked.clone(), draft, after, &hunks, target)?;
        let Some(index) = overlapping(&before, &instructions) else { return Some(instructions) };
        join(&mut hunks, index, index + 1);
        if is_restated(&before, after, &hunks) {
            return None;
        }
    }
}

/// Whether a paragraph had better be printed anew than changed place by place, even if its changes might be joined to two.
pub(super) fn needs_restatement(before: &str, after: &str) -> bool {
    is_restated(before, after, &phrases(before, after)) || changes(before, after, &Target::Title).is_none()
}

/// Makes one change of those between which the mark of a footnote goes from one place to another: read alone, the first
/// of two would delete the footnote.
fn join_around_marks(before: &str, after: &str, marks: &[&str], hunks: &mut Vec<Hunk>) {
    for mark in marks {
        let place = |text: &str| mark_place(text, mark).map(|start| start..start + printed_mark(mark).len());
        let Some((old, new)) = place(before).zip(place(after)) else { continue };
        let overlaps = |left: &Range<usize>, right: &Range<usize>| left.start < right.end && right.start < left.end;
        let gone = hunks.iter().position(|hunk| overlaps(&hunk.before, &old));
        let come = hunks.iter().position(|hunk| overlaps(&hunk.after, &new));
        if let Some((gone, come)) = gone.zip(come) {
            join(hunks, gone.min(come), gone.max(come));
        }
    }
}

/// The instructions that make changes; none if one of them cannot be said.
fn instructions_for(
    mut tracked: TrackedText,
    draft: &str,
    after: &str,
    hunks: &[Hunk],
    target: &Target,
) -> Option<Vec<Instruction>> {
    let before = tracked.current();
    // in the title all places of a quotation are meant, of which there is one
    let occurrence = if *target == Target::Title { Occurrence::All } else { Occurrence::Only };
    let mut instructions = Vec::new();
    for hunk in hunks {
        let wanted = spelled(&format!("{}{}", &after[..hunk.after.end], &before[hunk.before.end..]));
        if let Some(change) = closing_sign(&before, after, hunk).filter(|_| matches!(target, Target::Paragraph(_))) {
            instructions.push(close(&mut tracked, change, target)?);
            continue;
        }
        // words of the draft are quoted, once in it and not changed yet, where there are some
        let current = tracked.current();
        let is_there = |change: &WordChange| {
            change_words::quotations(change)
                .all(|quote| stands_once_in(&current, quote) && stands_once_in(draft, quote))
        };
        let (there, changed): (Vec<_>, Vec<_>) = candidates(&before, after, hunk).into_iter().partition(is_there);
        let (instruction, amended) = there
            .into_iter()
            .chain(changed)
            .find_map(|change| checked(&tracked, change, occurrence, target, &wanted))?;
        tracked = amended;
        instructions.push(instruction);
    }
    (spelled(&tracked.current()) == spelled(after)).then_some(instructions)
}

/// Changes the sign that ends a paragraph.
fn close(tracked: &mut TrackedText, change: WordChange, target: &Target) -> Option<Instruction> {
    let WordChange::Replace { words, with } = &change else { return None };
    let end = tracked.current().trim_end().len();
    tracked.replace(end.checked_sub(words.len())?..end, &with.text, Vec::new(), BY);
    let (scope, occurrence, extent) = (vec![target.clone()], Occurrence::Only, Extent::AtEnd);
    Some(Instruction::Words { scope, change, occurrence, extent, is_printed: false })
}

/// The first of two instructions that follow each other and quote the same words of a text, one of them to change these.
fn overlapping(text: &str, instructions: &[Instruction]) -> Option<usize> {
    let place = |instruction: &Instruction| {
        let Instruction::Words { change, .. } = instruction else { return None };
        let places =
            change_words::quotations(change).filter_map(|quote| locate::locate(text, quote)?.0.into_iter().next());
        places.reduce(|first, second| first.start.min(second.start)..first.end.max(second.end))
    };
    let inserts =
        |instruction: &Instruction| matches!(instruction, Instruction::Words { change: WordChange::Insert { .. }, .. });
    let overlaps = |pair: &[Instruction]| {
        !pair.iter().all(inserts)
            && place(&pair[0])
                .zip(place(&pair[1]))
                .is_some_and(|(left, right)| left.start < right.end && right.start < left.end)
    };
    instructions.windows(2).position(overlaps)
}

/// Whether more than half of the words of a text are changed.
pub(super) fn is_rewritten(before: &str, after: &str) -> bool {
    are_most_words(before, after, &phrases(before, after))
}

/// Whether half of the words of a text stand in another, in phrases.
pub(super) fn is_part(text: &str, whole: &str) -> bool {
    const PHRASE: usize = 4;
    let words = |text: &str| cut(text).into_iter().map(|word| spelled(&text[word])).collect::<Vec<_>>();
    let (words, whole) = (words(text), words(whole));
    let runs = diff(&whole, &words).into_iter().filter(|run| run.is_equal && run.after.len() >= PHRASE);
    runs.map(|run| run.after.len()).sum::<usize>() * 2 > words.len()
}

/// The text with the replacements that are made everywhere.
pub(super) fn with_replaced(text: &str, part: Part, everywhere: &[Instruction]) -> String {
    let mut tracked = TrackedText::of_base(text);
    replace_all(&mut tracked, part, everywhere);
    tracked.current()
}

pub(super) fn replace_all(tracked: &mut TrackedText, part: Part, everywhere: &[Instruction]) {
    for instruction in everywhere {
        let Instruction::Words { scope, change, occurrence, .. } = instruction else { continue };
        let is_meant = scope.iter().any(|target| match target {
            Target::Whole => true,
            Target::Preamble => part == Part::Preambular,
            Target::OperativePart => part == Part::Operative,
            Target::Title
            | Target::Paragraph(_)
            | Target::Chapeau(_)
            | Target::Nth(_)
            | Target::Footnote(..)
            | Target::FromEnd(..)
            | Target::Placed(..) => false,
        });
        if is_meant {
            // a paragraph without the words stays as it is
            let _ = word_changes::change(tracked, change, *occurrence, BY);
        }
    }
}

/// A change, if the instruction that says it is read as it is written and gives the words that are wanted.
fn checked(
    tracked: &TrackedText,
    change: WordChange,
    occurrence: Occurrence,
    target: &Target,
    wanted: &str,
) -> Option<(Instruction, TrackedText)> {
    let mut amended = tracked.clone();
    let done = word_changes::change(&mut amended, &change, occurrence, BY).ok()?;
    if done.is_moot || spelled(&amended.current()) != wanted {
        return None;
    }
    let scope = vec![target.clone()];
    let instruction = Instruction::Words { scope, change, occurrence, extent: Extent::Quoted, is_printed: false };
    let read = parse_sentence(&wording(&instruction), &[])?;
    (read.instructions == [instruction.clone()]).then_some((instruction, amended))
}

/// Whether words stand in a text as they are, in one place only.
pub(super) fn stands_once_in(text: &str, words: &str) -> bool {
    let found = locate::locate(text, words);
    found.is_some_and(|(places, leniency)| places.len() == 1 && leniency == locate::Leniency::Printing)
}

/// Whether words stand in a text as they are.
pub(super) fn stands_in(text: &str, words: &str) -> bool {
    locate::locate(text, words).is_some_and(|(_, found)| found == locate::Leniency::Printing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ParagraphId;

    fn shown(before: &str, after: &str) -> Vec<String> {
        said_of(&Target::Paragraph(ParagraphId("OP1".into())), before, after)
    }

    fn said_of(target: &Target, before: &str, after: &str) -> Vec<String> {
        let changes = changes(before, after, target);
        changes.map_or_else(Vec::new, |changes| changes.iter().map(wording).collect())
    }

    #[test]
    fn the_title_is_changed_as_a_paragraph_is() {
        assert_eq!(
            said_of(&Target::Title, "Lamps at sea and on the coast", "Lamps at sea and on the coasts of all seas"),
            ["Replace “coast” with “coasts of all seas” in the title."]
        );
    }

    #[test]
    fn the_shortest_quotation_is_taken() {
        for (before, after, expected) in [
            (
                "Takes note of the report on lamps and the sea;",
                "Welcomes the report on lamps and the sea;",
                &["In operative paragraph 1, replace “Takes note of” with “Welcomes”."][..],
            ),
            (
                "Urges States to light the lamps and to tend the lamps;",
                "Urges States to light the lamps and to tend the old lamps;",
                &["In operative paragraph 1, after “tend the”, insert “old”."],
            ),
            (
                "Urges States to light the lamps and to tend the bells;",
                "Urges States to light the lamps and to tend the old bells;",
                &["In operative paragraph 1, before “bells”, insert “old”."],
            ),
            (
                "Urges States to light the lamps, and to tend the lamps at sea, as appropriate;",
                "Urges States to light the lamps, and to tend the lamps at sea;",
                &["In operative paragraph 1, delete “, as appropriate”."],
            ),
            (
                "Urges States to light the lamps and to tend the lamps;",
                "Urges States to light the fires and to tend the lamps;",
                &["In operative paragraph 1, replace “light the lamps” with “light the fires”."],
            ),
            ("Notes the sea and the land and the air;", "Calls for lamps;", &[]),
            (
                "Encourages all States, and the Fund, to report;",
                "Encourages all States, and the Fund, to report, by 2030;",
                &["In operative paragraph 1, after “report”, insert “, by 2030”."],
            ),
            // three insertions, but not three replacements
            (
                "Urges the keepers, the pilots and the ports to report on the lamps of the coast every year;",
                "Urges the keepers, the young pilots and the ports to report in full on the lamps of the coast every year at noon;",
                &[
                    "In operative paragraph 1, before “pilots and the ports”, insert “young”.",
                    "In operative paragraph 1, after “ports to report”, insert “in full”.",
                    "In operative paragraph 1, after “every year”, insert “at noon”.",
                ],
            ),
            (
                "Urges the keepers, the pilots and the ports to report on the lamps of the coast every year;",
                "Urges the keepers, the boatmen and the ports to speak on the lamps of the coast every month;",
                &[],
            ),
            // an insertion on both sides of a word takes no word out
            (
                "Welcoming the plan to close the yearly 4 million crown gap, to light the lamps of all coasts and \
                 renew the towers of the north,",
                "Welcoming the plan to close the yearly 4 million silver crown gap, to light the great lamps of all \
                 coasts and continue the renewal of, and renew with care the towers of the north,",
                &[
                    "In operative paragraph 1, after “yearly 4 million”, insert “silver”.",
                    "In operative paragraph 1, before “lamps of all coasts”, insert “great”.",
                    "In operative paragraph 1, replace “renew” with “continue the renewal of, and renew with care”.",
                ],
            ),
            // two quotations do not share words
            (
                "Welcomes steps in the Charter of Lamps through which keepers agreed to share their lamps and oil with all coasts of the north and the south;",
                "Welcomes the Charter of Lamps, which holds the promise of keepers to share their lamps and oil with all coasts of the north and the south;",
                &[
                    "In operative paragraph 1, delete “steps in”.",
                    "In operative paragraph 1, replace “Lamps through which keepers agreed” with “Lamps, which holds the \
                     promise of keepers”.",
                ],
            ),
            // nor has one half of what stands in brackets
            (
                "Recalling the meetings of Lo (2011, 2012 and 2013), of Ra (2014) and of Su (2013, 2014 and 2022),",
                "Recalling the meetings of Lo (2011, 2012 and 2013), of Ra (2014) and of Su (2013, 2014 and 2022 in spring),",
                &["In operative paragraph 1, after “2014 and 2022”, insert “in spring”."],
            ),
            // a comma is seen between two words only
            (
                "Condemns all acts based on race or creed, and others;",
                "Condemns all acts based on race, or creed, and others;",
                &["In operative paragraph 1, replace “race or creed” with “race, or creed”."],
            ),
            (
                "Notes the work of keepers as well the use of lamps;",
                "Notes the work of keepers as well as the use of lamps;",
                &["In operative paragraph 1, replace “as well” with “as well as”."],
            ),
            // a phrase has its preposition
            (
                "Recalls decision 15/6 of 19 December 2022 of the Conference of the Parties;",
                "Recalls decision 15/6 of the Conference of the Parties;",
                &["In operative paragraph 1, delete “of 19 December 2022”."],
            ),
            // two words where one would do: a person finds them at once
            (
                "Urges the use of new platforms and resources, for the sea;",
                "Urges the use of new platforms and resources, free of charge, for the sea;",
                &["In operative paragraph 1, after “platforms and resources,”, insert “free of charge,”."],
            ),
            (
                "Invites the keepers of the Grand Coast to rest at noon;",
                "Invites the keepers of the Grand Coast and its bays to rest at noon;",
                &["In operative paragraph 1, after “Grand Coast”, insert “and its bays”."],
            ),
            // a small word has what it belongs to with it, a number its unit
            (
                "Urges all States, in particular those whose lamps are dark, to light them;",
                "Urges all States, in particular the nine whose lamps are dark, to light them;",
                &["In operative paragraph 1, replace “those whose lamps” with “the nine whose lamps”."],
            ),
            (
                "Notes the loss of 5 per cent of all lamps and 3 towers of the coast;",
                "Notes the loss of 4 per cent of all lamps and 3 towers of the coast;",
                &["In operative paragraph 1, replace “5 per cent” with “4 per cent”."],
            ),
            // items at the end of a list
            (
                "Recalls the Convention on Lamps and the International Convention on the Safety of All Towers and Bells of \
                 the Northern Coast, as amended by the States of the region in later years and at later meetings, and urges all \
                 others to join them before the next winter, so that all coasts are lit by the same rules;",
                "Recalls the Convention on Lamps, the International Convention on the Safety of All Towers and Bells of \
                 the Northern Coast and the Code of Pilots, as amended by the States of the region in later years and at \
                 later meetings, and urges all others to join them before the next winter, so that all coasts are \
                 lit by the same rules;",
                &[
                    "In operative paragraph 1, replace “Lamps and the International Convention on the Safety of All Towers \
                   and Bells of the Northern Coast” with “Lamps, the International Convention on the Safety of All \
                   Towers and Bells of the Northern Coast and the Code of Pilots”.",
                ],
            ),
            // no quotation within a quotation
            (
                "Notes the plan for the sea “Lamps and bells” and waits for it;",
                "Notes the plan for the sea “Lamps and bells”, and waits for it;",
                &["In operative paragraph 1, replace “and waits” with “, and waits”."],
            ),
            // what only takes words out is not printed anew
            (
                "Recalls the Convention on Lamps, and welcomes the Compact of the Fourth Conference on the Towers of the Coast, \
                 as endorsed by the Assembly in its resolution of that year, and thanks the pilots of the \
                 northern bays for their help;",
                "Recalls the Convention on Lamps, and thanks the pilots of the northern bays for their help;",
                &[
                    "In operative paragraph 1, delete “and welcomes the Compact of the Fourth Conference on the Towers of the \
                     Coast, as endorsed by the Assembly in its resolution of that year,”.",
                ],
            ),
            // the sign that ends a paragraph is named
            (
                "Notes the lamps of the northern coast and its bays.",
                "Notes the lamps of the northern coast and its bays;",
                &["In operative paragraph 1, replace the full stop at the end with a semicolon."],
            ),
            // words that stand once in the draft, not only in what earlier changes have left
            (
                "Decides to hold the next meeting of keepers, and invites the pilots to attend the next meeting of keepers;",
                "Decides to call a grand meeting of keepers, and invites the pilots to attend a grand meeting of keepers;",
                &[
                    "In operative paragraph 1, replace “hold the next” with “call a grand”.",
                    "In operative paragraph 1, replace “attend the next” with “attend a grand”.",
                ],
            ),
            // one phrase that goes to another place is one change
            (
                "Recalls the needs of islands and the dark coasts, and the great needs of the many other wide and \
                 northern bays of old, and invites all States to send their best keepers, pilots and fishers to these \
                 places before the winter of the year;",
                "Recalls the needs of islands, and the great needs of the many other wide and northern bays of old and \
                 the dark coasts, and invites all States to send their best keepers, pilots and fishers to these \
                 places before the winter of the year;",
                &["In operative paragraph 1, replace “islands and the dark coasts, and the great needs of the many \
                   other wide and northern bays of old” with “islands, and the great needs of the many other wide \
                   and northern bays of old and the dark coasts”."],
            ),
        ] {
            assert_eq!(shown(before, after), expected, "{before}");
        }
    }
}
