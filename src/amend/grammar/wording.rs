//! An instruction → its sentence, in the form of the United Nations.
//!
//! What is written here is read by [`sentence`](super::sentence) as the same instruction; the tests try both together.

use super::cursor::sign_name;
use super::enumeration::enumerated;
use super::locator::{is_wide, target_phrase};
use crate::lexicon::{cardinal_word, ordinal_word};
use crate::model::{Division, Extent, Instruction, NewKind, Occurrence, Position, Target, WordChange, WordPlace};
use crate::text::capitalized;

/// The sentence of an instruction. One that a text follows ends with a colon.
pub(in crate::amend) fn wording(instruction: &Instruction) -> String {
    match instruction {
        Instruction::Delete { targets } => format!("Delete {}.", enumerated(targets)),
        Instruction::Replace { targets } => format!("Replace {} with the following text:", enumerated(targets)),
        Instruction::Insert { position, kind, count } => {
            format!(
                "{}, insert {} reading:",
                capitalized(&position_words(position)),
                new_words(*kind, count.unwrap_or(1))
            )
        }
        Instruction::Move { targets, position } => format!("Move {} {}.", enumerated(targets), destination(position)),
        Instruction::Reverse { targets } => format!("Reverse the order of {}.", enumerated(targets)),
        Instruction::Renumber { target, label } if is_number(label) => {
            format!("Renumber {} as paragraph {label}.", target_phrase(target))
        }
        Instruction::Renumber { target, label } => format!("Renumber {} as “{label}”.", target_phrase(target)),
        Instruction::InsertFootnote { target, place, occurrence } => {
            format!("{}, insert a footnote reading:", place_phrase(&target_phrase(target), place, *occurrence, ""))
        }
        Instruction::RenumberRest => "Renumber the remaining paragraphs accordingly.".to_owned(),
        Instruction::Words { scope, change, occurrence, extent, is_printed } => {
            let sentence = extent_sentence(scope, change, *occurrence, *extent)
                .unwrap_or_else(|| words(scope, change, *occurrence));
            if *is_printed { format!("{sentence} so that the paragraph reads:") } else { format!("{sentence}.") }
        }
    }
}

/// `In operative paragraph 5, after the second occurrence of “the sea”`
fn place_phrase(targets: &str, place: &WordPlace, occurrence: Occurrence, spread: &str) -> String {
    let nth = nth(occurrence);
    match place {
        WordPlace::After(words) => format!("In {targets}, after {nth}“{words}”{spread}"),
        WordPlace::Before(words) => format!("In {targets}, before {nth}“{words}”{spread}"),
        WordPlace::Between(first, second) => format!("In {targets}, between “{first}” and “{second}”"),
        WordPlace::Start => format!("At the beginning of {targets}"),
        WordPlace::End => format!("At the end of {targets}"),
    }
}

/// `the second occurrence of `
fn nth(occurrence: Occurrence) -> String {
    match occurrence {
        Occurrence::Nth(place) => format!("the {} occurrence of ", ordinal_word(place)),
        Occurrence::All | Occurrence::Only => String::new(),
    }
}

/// Whether a number is one of digits, perhaps with a suffix.
fn is_number(label: &str) -> bool {
    label.starts_with(|first: char| first.is_ascii_digit())
        && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == ' ')
}

fn words(scope: &[Target], change: &WordChange, occurrence: Occurrence) -> String {
    // a change in many places names them last
    let places = enumerated(scope);
    let spread = match occurrence {
        Occurrence::All if !scope.iter().any(is_wide) && scope.len() == 1 => " wherever it occurs",
        Occurrence::All | Occurrence::Only | Occurrence::Nth(_) => "",
    };
    let nth = nth(occurrence);
    let what = match change {
        WordChange::Delete { words } => format!("delete {nth}“{words}”"),
        WordChange::Replace { words, with } => format!("replace {nth}“{words}” with “{}”", with.text),
        WordChange::Insert { words, place } => {
            return format!("{}, insert “{}”", place_phrase(&places, place, occurrence, spread), words.text);
        }
    };
    match scope.iter().any(is_wide) || scope.len() > 1 {
        true if scope == [Target::Whole] => format!("{} throughout the text", capitalized(&what)),
        true => format!("{} in {places}", capitalized(&what)),
        false => format!("In {places}, {what}{spread}"),
    }
}

/// A change of more than is quoted; none of the quotation alone.
fn extent_sentence(scope: &[Target], change: &WordChange, occurrence: Occurrence, extent: Extent) -> Option<String> {
    let (places, nth) = (enumerated(scope), nth(occurrence));
    let quote = match change {
        WordChange::Delete { words } | WordChange::Replace { words, .. } => words.as_str(),
        WordChange::Insert { .. } => "",
    };
    let what = match extent {
        Extent::Quoted => return None,
        Extent::AtEnd => match sign_name(quote) {
            Some(name) => format!("the {name} at the end"),
            None => format!("“{quote}” at the end"),
        },
        Extent::After => format!("everything after {nth}“{quote}”"),
        Extent::Before => format!("everything before {nth}“{quote}”"),
        Extent::From => format!("everything from {nth}“{quote}” to the end"),
        Extent::Sentence(place) => format!("the {} sentence", ordinal_word(place)),
        Extent::SentenceFromEnd(1) => "the last sentence".to_owned(),
        Extent::SentenceFromEnd(2) => "the penultimate sentence".to_owned(),
        Extent::SentenceFromEnd(place) => format!("the {} last sentence", ordinal_word(place)),
    };
    Some(match change {
        WordChange::Delete { .. } => format!("In {places}, delete {what}"),
        WordChange::Replace { with, .. } => match sign_name(&with.text).filter(|_| extent == Extent::AtEnd) {
            Some(name) => format!("In {places}, replace {what} with a {name}"),
            None => format!("In {places}, replace {what} with “{}”", with.text),
        },
        WordChange::Insert { words, .. } => format!("In {places}, after {what}, insert “{}”", words.text),
    })
}

fn position_words(position: &Position) -> String {
    match position {
        Position::After(target) => format!("after {}", target_phrase(target)),
        Position::Before(target) => format!("before {}", target_phrase(target)),
        Position::FirstUnder(target) => format!("at the beginning of {}", target_phrase(target)),
        Position::LastUnder(target) => format!("at the end of {}", target_phrase(target)),
        Position::Start(division) => format!("at the beginning of {}", division_words(*division)),
        Position::End(division) => format!("at the end of {}", division_words(*division)),
    }
}

fn destination(position: &Position) -> String {
    match position {
        Position::After(target) => format!("to follow {}", target_phrase(target)),
        Position::Before(target) => format!("to precede {}", target_phrase(target)),
        elsewhere => position_words(elsewhere).replacen("at the", "to the", 1),
    }
}

fn division_words(division: Division) -> &'static str {
    match division {
        Division::Preamble => "the preamble",
        Division::Operative => "the operative part",
    }
}

/// The sentence of a replacement by several paragraphs of the first level, which says how many there are.
pub(in crate::amend) fn replacement(targets: &[Target], kind: NewKind, count: usize) -> String {
    format!("Replace {} with the following {} {}s:", enumerated(targets), cardinal_word(count), noun(kind))
}

/// `a new preambular paragraph`, `two new operative paragraphs`.
pub(in crate::amend) fn new_words(kind: NewKind, count: usize) -> String {
    let noun = noun(kind);
    match (kind, count) {
        (NewKind::SectionOpening { preambular, operative }, _) => opening_words(preambular, operative),
        (_, 0 | 1) => format!("a new {noun}"),
        (_, count) => format!("{} new {noun}s", cardinal_word(count)),
    }
}

/// `a section heading and a new preambular paragraph`: the beginning of a section.
fn opening_words(preambular: usize, operative: usize) -> String {
    let parts = [(NewKind::Preambular, preambular), (NewKind::Operative, operative)].into_iter();
    let parts: Vec<String> =
        parts.filter(|(_, count)| *count > 0).map(|(kind, count)| new_words(kind, count)).collect();
    match parts.as_slice() {
        [preambular, operative] => format!("a section heading, {preambular} and {operative}"),
        parts => format!("a section heading and {}", parts.concat()),
    }
}

fn noun(kind: NewKind) -> &'static str {
    match kind {
        NewKind::Preambular => "preambular paragraph",
        NewKind::Operative => "operative paragraph",
        NewKind::UnnumberedOperative => "unnumbered operative paragraph",
        NewKind::Unnumbered => "unnumbered paragraph",
        NewKind::Subparagraph => "subparagraph",
        NewKind::Heading => "heading",
        NewKind::SectionHeading => "section heading",
        NewKind::Section | NewKind::SectionOpening { .. } => "section",
        NewKind::Table => "table",
        NewKind::Paragraph => "paragraph",
    }
}

#[cfg(test)]
mod tests {
    use super::super::sentence::parse_sentence;
    use super::*;

    /// What each of them does to a text is tested with the other wordings, in `tests/amend/wordings.txt`.
    #[test]
    fn sentences_are_read_as_they_are_written() {
        for sentence in [
            "Delete operative paragraph 9.",
            "Delete the twenty-first preambular paragraph and operative paragraphs 35 and 38.",
            "Delete the fifth to seventh preambular paragraphs and operative paragraphs 2, 9 to 11 and 13.",
            "Delete operative paragraph 4 (a) to (c) and (e) and operative paragraph 5 (a) (i) and (ii).",
            "Replace operative paragraph 200 with the following text:",
            "After operative paragraph 4, insert two new operative paragraphs reading:",
            "Before operative paragraph 5, insert 36 new operative paragraphs reading:",
            "At the beginning of operative paragraph 4, insert a new subparagraph reading:",
            "At the beginning of the preamble, insert a new heading reading:",
            "Move operative paragraph 7 to follow operative paragraph 12.",
            "Move operative paragraph 7 to the beginning of the operative part.",
            "Renumber operative paragraph 5 as paragraph 4 bis.",
            "Renumber operative paragraph 5 (b) as “(c)”.",
            "Before operative paragraph 5, insert a new unnumbered operative paragraph reading:",
            "Delete footnote 3 and operative paragraph 9.",
            "In footnote 3, replace “seas” with “oceans”.",
            "In operative paragraph 4 (a), after the second occurrence of “the sea”, insert a footnote reading:",
            "At the end of operative paragraph 4, insert a footnote reading:",
            "In operative paragraph 2, delete everything after “the sea”.",
            "In operative paragraph 2, delete everything before “the sea”.",
            "In operative paragraph 2, delete everything from “the sea” to the end.",
            "In operative paragraph 2, delete “the sea” at the end.",
            "In operative paragraph 2, delete the last sentence.",
            "In operative paragraph 2, replace the second sentence with “new”.",
            "In operative paragraph 2, after the penultimate sentence, insert “new”.",
            "Reverse the order of operative paragraphs 3 and 5.",
            "Renumber the remaining paragraphs accordingly.",
            "Replace “seas” with “oceans” in the title, the preambular paragraphs and the operative paragraphs.",
            "Replace “seas” with “oceans” throughout the text.",
            "In operative paragraph 4 (a), replace “seas” with “oceans” wherever it occurs.",
            "In the fourth preambular paragraph, delete the second occurrence of “all”.",
            "In operative paragraph 8, after “the sea”, insert “new”.",
            "In operative paragraph 8, after the third occurrence of “the sea”, insert “new”.",
            "In operative paragraph 8, between “a” and “b”, insert “new”.",
            "At the beginning of operative paragraph 8, insert “new”.",
            "At the end of operative paragraph 8, insert “new”.",
            "After operative paragraph 18, insert a new section heading reading:",
            "After operative paragraph 18, insert two new section headings reading:",
            "After operative paragraph 18, insert a new section reading:",
            "After operative paragraph 18, insert three new sections reading:",
            "After operative paragraph 18, insert a section heading and a new preambular paragraph reading:",
            "After operative paragraph 18, insert a section heading and two new operative paragraphs reading:",
            "After operative paragraph 18, insert a section heading, three new preambular paragraphs and a new operative paragraph reading:",
            "After the text inserted by instruction 4, insert a new heading reading:",
            "After the text moved by instruction 12, insert a new heading reading:",
        ] {
            let read = parse_sentence(sentence, &[]).unwrap_or_default();
            let written: Vec<String> = read.instructions.iter().map(wording).collect();
            assert_eq!(written, [sentence]);
            assert_eq!(read.expects_text, sentence.ends_with(':'), "{sentence}");
        }
    }
}
