//! Whether a paragraph had better be printed anew than changed in several places.

use super::hunks::{Hunk, cut, hunks, is_sign, join};

/// More changes than these and the paragraph is printed anew, unless it is so long that each has many words about it; and
/// so it is where more than half of the words are changed, or several changes take the place of two fifths. Insertions
/// alone are easier to follow, and would be hidden in a new paragraph; so would changes that take out few of many words.
const MAX_CHANGES: usize = 2;
const MAX_CHANGES_OF_LONG: usize = 3;
const MAX_INSERTIONS: usize = 4;
const WORDS_OF_A_CHANGE: usize = 60;
const WORDS_OF_A_SMALL_CHANGE: usize = 25;

/// Words that deletions may add to join what is left.
const MAX_JOINING_WORDS: usize = 2;

/// Changes that take out one word in so many at most are small.
const SHARE_OF_SMALL: usize = 10;

/// Changes that are too many are joined where no more words stand between them.
const MAX_JOINED_GAP: usize = 8;

/// The words of an instruction beside its quotations, and those of one that prints a paragraph anew beside its text.
const FRAME_OF_CHANGE: usize = 6;
const FRAME_OF_PRINTED: usize = 8;

/// Joined changes are worth reading where they have so many of a hundred words of the paragraph printed anew at most.
const MAX_SHARE_OF_PRINTED: usize = 85;

/// Whether a paragraph had better be printed anew than changed in so many places.
pub(super) fn is_restated(before: &str, after: &str, hunks: &[Hunk]) -> bool {
    if are_deletions(before, after, hunks) {
        return false;
    }
    let quoted: usize = hunks.iter().map(|hunk| words_in(&before[hunk.before.clone()])).sum();
    let is_scattered = hunks.len() > 1 && quoted * 5 > words_in(before) * 2;
    hunks.len() > most_changes(before, after) || is_scattered || are_most_words(before, after, hunks)
}

/// How many changes a reader follows in a paragraph.
fn most_changes(before: &str, after: &str) -> usize {
    let (gone, len) = (removed_words(before, after), longer_len(before, after));
    match gone {
        0 => MAX_INSERTIONS,
        _ if gone * SHARE_OF_SMALL <= len => (len / WORDS_OF_A_SMALL_CHANGE).clamp(MAX_CHANGES, MAX_INSERTIONS),
        _ => (len / WORDS_OF_A_CHANGE).clamp(MAX_CHANGES, MAX_CHANGES_OF_LONG),
    }
}

/// Whether a few changes only take words out, give or take an “and”, and leave enough of the paragraph. In a new
/// paragraph they would be hidden.
fn are_deletions(before: &str, after: &str, phrases: &[Hunk]) -> bool {
    let new: usize = hunks(before, after).iter().map(|hunk| words_in(&after[hunk.after.clone()])).sum();
    phrases.len() <= MAX_CHANGES_OF_LONG && new <= MAX_JOINING_WORDS && words_in(after) * 3 >= words_in(before)
}

/// The same changes with those nearest each other joined to two, where they are too many, and these two are much shorter than
/// the paragraph printed anew.
pub(super) fn joined_to_two(before: &str, after: &str, hunks: &[Hunk]) -> Option<Vec<Hunk>> {
    if hunks.len() <= most_changes(before, after) || are_deletions(before, after, hunks) {
        return None;
    }
    let mut hunks = hunks.to_vec();
    while hunks.len() > MAX_CHANGES {
        let gaps = hunks.windows(2).map(|pair| words_in(&before[pair[0].before.end..pair[1].before.start]));
        let (index, gap) = gaps.enumerate().min_by_key(|(_, gap)| *gap)?;
        if gap > MAX_JOINED_GAP {
            return None;
        }
        join(&mut hunks, index, index + 1);
    }
    (are_short(before, after, &hunks) && !are_most_words(before, after, &hunks)).then_some(hunks)
}

/// Whether instructions that make changes are much shorter than the paragraph printed anew.
fn are_short(before: &str, after: &str, hunks: &[Hunk]) -> bool {
    let len = |hunk: &Hunk| words_in(&before[hunk.before.clone()]) + words_in(&after[hunk.after.clone()]);
    let changes: usize = hunks.iter().map(|hunk| len(hunk) + FRAME_OF_CHANGE).sum();
    changes * 100 <= (words_in(after) + FRAME_OF_PRINTED) * MAX_SHARE_OF_PRINTED
}

/// Whether changes are of more than half of the words of a text that is no mere heading.
pub(super) fn are_most_words(before: &str, after: &str, hunks: &[Hunk]) -> bool {
    let len = |hunk: &Hunk| longer_len(&before[hunk.before.clone()], &after[hunk.after.clone()]);
    let (changed, total) = (hunks.iter().map(len).sum::<usize>(), longer_len(before, after));
    changed * 2 > total && total > 6
}

fn longer_len(before: &str, after: &str) -> usize {
    words_in(before).max(words_in(after))
}

/// How many words of the older text are not in the newer one, in its order.
fn removed_words(before: &str, after: &str) -> usize {
    hunks(before, after).into_iter().map(|hunk| words_in(&before[hunk.before])).sum()
}

fn words_in(text: &str) -> usize {
    cut(text).iter().filter(|word| !is_sign(&text[(*word).clone()])).count()
}

#[cfg(test)]
mod tests {
    use super::super::hunks::phrases;
    use super::*;

    #[test]
    fn changes_beside_each_other_are_joined_where_that_is_short() {
        const BEFORE: &str = "Also asks the ports of the bay to set up schemes that secure lamps, bells and good towers to care \
                              for all the ships in time and lit roads and quays for the pilots";
        const AFTER: &str = "Also begs the ports of the bay to grant lamps, bells and good towers schemes to serve all the \
                             ships in time and lit roadways and quays, including deep ones, for the pilots";
        const REST: &str = ", as well as for the boats of the fishers who live on its many small islands, including by night \
                            and in the fog of the early spring;";
        let joined = [
            (
                "asks the ports of the bay to set up schemes that secure lamps, bells and good towers to care for",
                "begs the ports of the bay to grant lamps, bells and good towers schemes to serve",
            ),
            ("roads and quays", "roadways and quays, including deep ones,"),
        ];
        let apart = |text: &str| {
            let text = text.replace("of the bay", "of the bay, the old town and the islands of the north");
            text.replace("all the ships", "all the ships and the boats of the old ports")
        };
        for (before, after, expected) in [
            (format!("{BEFORE}{REST}"), format!("{AFTER}{REST}"), Some(&joined[..])),
            // most of the paragraph
            (BEFORE.to_owned(), AFTER.to_owned(), None),
            // no more than a reader follows
            (format!("{BEFORE}{REST}"), format!("{}{REST}", BEFORE.replace("asks", "begs")), None),
            // too much between them
            (format!("{}{REST}", apart(BEFORE)), format!("{}{REST}", apart(AFTER)), None),
        ] {
            let found = joined_to_two(&before, &after, &phrases(&before, &after));
            let found: Option<Vec<(&str, &str)>> = found.map(|hunks| {
                hunks.iter().map(|hunk| (&before[hunk.before.clone()], &after[hunk.after.clone()])).collect()
            });
            assert_eq!(found.as_deref(), expected, "{after}");
        }
    }
}
