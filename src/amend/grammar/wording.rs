//! An instruction → its sentence, in the form of the United Nations.
//!
//! What is written here is read by [`sentence`](super::sentence) as the same instruction; the tests try both together.

use super::cursor::sign_name;
use super::enumeration::enumerated;
use super::locator::target_phrase;
use crate::lexicon::{cardinal_word, ordinal_word};
use crate::model::{
    Division, Extent, Instruction, NewKind, NewWords, Occurrence, Position, Target, WordChange, WordPlace,
};
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
        Instruction::InsertFootnote { target, place, occurrence } => footnote(target, place, *occurrence),
        Instruction::RenumberRest => "Renumber the remaining paragraphs accordingly.".to_owned(),
        Instruction::Words { scope, change, occurrence, extent, is_printed } => {
            let sentence = extent_sentence(scope, change, *occurrence, *extent)
                .unwrap_or_else(|| words(scope, change, *occurrence));
            if *is_printed { format!("{sentence} so that the paragraph reads:") } else { format!("{sentence}.") }
        }
    }
}

fn footnote(target: &Target, place: &WordPlace, occurrence: Occurrence) -> String {
    let (target, nth) = (target_phrase(target), nth(occurrence));
    let place = match place {
        WordPlace::After(words) => format!("In {target}, after {nth}“{words}”"),
        WordPlace::Before(words) => format!("In {target}, before {nth}“{words}”"),
        WordPlace::Between(first, second) => format!("In {target}, between “{first}” and “{second}”"),
        WordPlace::Start => format!("At the beginning of {target}"),
        WordPlace::End => format!("At the end of {target}"),
    };
    format!("{place}, insert a footnote reading:")
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
    let is_wide =
        |target: &Target| matches!(target, Target::Title | Target::Preamble | Target::OperativePart | Target::Whole);
    let places = enumerated(scope);
    let spread = match occurrence {
        Occurrence::All if !scope.iter().any(is_wide) && scope.len() == 1 => " wherever it occurs",
        Occurrence::All | Occurrence::Only | Occurrence::Nth(_) => "",
    };
    let nth = nth(occurrence);
    let what = match change {
        WordChange::Delete { words } => format!("delete {nth}“{words}”"),
        WordChange::Replace { words, with } => format!("replace {nth}“{words}” with “{}”", with.text),
        WordChange::Insert { words: NewWords { text: words, .. }, place } => match place {
            WordPlace::After(anchor) => return format!("In {places}, after {nth}“{anchor}”{spread}, insert “{words}”"),
            WordPlace::Before(anchor) => {
                return format!("In {places}, before {nth}“{anchor}”{spread}, insert “{words}”");
            }
            WordPlace::Between(first, second) => {
                return format!("In {places}, between “{first}” and “{second}”, insert “{words}”");
            }
            WordPlace::Start => return format!("At the beginning of {places}, insert “{words}”"),
            WordPlace::End => return format!("At the end of {places}, insert “{words}”"),
        },
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
    use crate::model::ParagraphId;

    fn paragraph(id: &str) -> Target {
        Target::Paragraph(ParagraphId(id.into()))
    }

    #[test]
    fn sentences_are_read_as_they_are_written() {
        let words = |scope: Vec<Target>, change, occurrence| Instruction::Words {
            scope,
            change,
            occurrence,
            extent: Extent::Quoted,
            is_printed: false,
        };
        let reaching = |extent| Instruction::Words {
            scope: vec![paragraph("OP2")],
            change: WordChange::Delete { words: "the sea".into() },
            occurrence: Occurrence::Only,
            extent,
            is_printed: false,
        };
        let sentence_of = |change, extent| Instruction::Words {
            scope: vec![paragraph("OP2")],
            change,
            occurrence: Occurrence::Only,
            extent,
            is_printed: false,
        };
        let replace = || WordChange::Replace { words: "seas".into(), with: "oceans".into() };
        let insert = |place| WordChange::Insert { words: "new".into(), place };
        let all = [
            (Instruction::Delete { targets: vec![paragraph("OP9")] }, "Delete operative paragraph 9."),
            (
                Instruction::Delete { targets: ["PP21", "OP35", "OP38"].map(paragraph).into() },
                "Delete the twenty-first preambular paragraph and operative paragraphs 35 and 38.",
            ),
            (
                Instruction::Delete {
                    targets: ["PP5", "PP6", "PP7", "OP2", "OP9", "OP10", "OP11", "OP13"].map(paragraph).into(),
                },
                "Delete the fifth to seventh preambular paragraphs and operative paragraphs 2, 9 to 11 and 13.",
            ),
            (
                Instruction::Delete {
                    targets: ["OP4(a)", "OP4(b)", "OP4(c)", "OP4(e)", "OP5(a)(i)", "OP5(a)(ii)"].map(paragraph).into(),
                },
                "Delete operative paragraph 4 (a) to (c) and (e) and operative paragraph 5 (a) (i) and (ii).",
            ),
            (
                Instruction::Replace { targets: vec![paragraph("OP200")] },
                "Replace operative paragraph 200 with the following text:",
            ),
            (
                Instruction::Insert {
                    position: Position::After(paragraph("OP4")),
                    kind: NewKind::Operative,
                    count: Some(2),
                },
                "After operative paragraph 4, insert two new operative paragraphs reading:",
            ),
            (
                Instruction::Insert {
                    position: Position::Before(paragraph("OP5")),
                    kind: NewKind::Operative,
                    count: Some(36),
                },
                "Before operative paragraph 5, insert 36 new operative paragraphs reading:",
            ),
            (
                Instruction::Insert {
                    position: Position::FirstUnder(paragraph("OP4")),
                    kind: NewKind::Subparagraph,
                    count: Some(1),
                },
                "At the beginning of operative paragraph 4, insert a new subparagraph reading:",
            ),
            (
                Instruction::Insert {
                    position: Position::Start(Division::Preamble),
                    kind: NewKind::Heading,
                    count: Some(1),
                },
                "At the beginning of the preamble, insert a new heading reading:",
            ),
            (
                Instruction::Move { targets: vec![paragraph("OP7")], position: Position::After(paragraph("OP12")) },
                "Move operative paragraph 7 to follow operative paragraph 12.",
            ),
            (
                Instruction::Move { targets: vec![paragraph("OP7")], position: Position::Start(Division::Operative) },
                "Move operative paragraph 7 to the beginning of the operative part.",
            ),
            (
                Instruction::Renumber { target: paragraph("OP5"), label: "4 bis".into() },
                "Renumber operative paragraph 5 as paragraph 4 bis.",
            ),
            (
                Instruction::Renumber { target: paragraph("OP5(b)"), label: "(c)".into() },
                "Renumber operative paragraph 5 (b) as “(c)”.",
            ),
            (
                Instruction::Insert {
                    position: Position::Before(paragraph("OP5")),
                    kind: NewKind::UnnumberedOperative,
                    count: Some(1),
                },
                "Before operative paragraph 5, insert a new unnumbered operative paragraph reading:",
            ),
            (
                Instruction::Delete { targets: vec![Target::Footnote("3".into(), None), paragraph("OP9")] },
                "Delete footnote 3 and operative paragraph 9.",
            ),
            (
                words(vec![Target::Footnote("3".into(), None)], replace(), Occurrence::Only),
                "In footnote 3, replace “seas” with “oceans”.",
            ),
            (
                Instruction::InsertFootnote {
                    target: paragraph("OP4(a)"),
                    place: WordPlace::After("the sea".into()),
                    occurrence: Occurrence::Nth(2),
                },
                "In operative paragraph 4 (a), after the second occurrence of “the sea”, insert a footnote reading:",
            ),
            (
                Instruction::InsertFootnote {
                    target: paragraph("OP4"),
                    place: WordPlace::End,
                    occurrence: Occurrence::Only,
                },
                "At the end of operative paragraph 4, insert a footnote reading:",
            ),
            (reaching(Extent::After), "In operative paragraph 2, delete everything after “the sea”."),
            (reaching(Extent::Before), "In operative paragraph 2, delete everything before “the sea”."),
            (reaching(Extent::From), "In operative paragraph 2, delete everything from “the sea” to the end."),
            (reaching(Extent::AtEnd), "In operative paragraph 2, delete “the sea” at the end."),
            (
                sentence_of(WordChange::Delete { words: String::new() }, Extent::SentenceFromEnd(1)),
                "In operative paragraph 2, delete the last sentence.",
            ),
            (
                sentence_of(WordChange::Replace { words: String::new(), with: "new".into() }, Extent::Sentence(2)),
                "In operative paragraph 2, replace the second sentence with “new”.",
            ),
            (
                sentence_of(
                    WordChange::Insert { words: "new".into(), place: WordPlace::End },
                    Extent::SentenceFromEnd(2),
                ),
                "In operative paragraph 2, after the penultimate sentence, insert “new”.",
            ),
            (
                Instruction::Reverse { targets: ["OP3", "OP5"].map(paragraph).into() },
                "Reverse the order of operative paragraphs 3 and 5.",
            ),
            (Instruction::RenumberRest, "Renumber the remaining paragraphs accordingly."),
            (
                words(vec![Target::Title, Target::Preamble, Target::OperativePart], replace(), Occurrence::All),
                "Replace “seas” with “oceans” in the title, the preambular paragraphs and the operative paragraphs.",
            ),
            (
                words(vec![Target::Whole], replace(), Occurrence::All),
                "Replace “seas” with “oceans” throughout the text.",
            ),
            (
                words(vec![paragraph("OP4(a)")], replace(), Occurrence::All),
                "In operative paragraph 4 (a), replace “seas” with “oceans” wherever it occurs.",
            ),
            (
                words(vec![paragraph("PP4")], WordChange::Delete { words: "all".into() }, Occurrence::Nth(2)),
                "In the fourth preambular paragraph, delete the second occurrence of “all”.",
            ),
            (
                words(vec![paragraph("OP8")], insert(WordPlace::After("the sea".into())), Occurrence::Only),
                "In operative paragraph 8, after “the sea”, insert “new”.",
            ),
            (
                words(vec![paragraph("OP8")], insert(WordPlace::After("the sea".into())), Occurrence::Nth(3)),
                "In operative paragraph 8, after the third occurrence of “the sea”, insert “new”.",
            ),
            (
                words(vec![paragraph("OP8")], insert(WordPlace::Between("a".into(), "b".into())), Occurrence::Only),
                "In operative paragraph 8, between “a” and “b”, insert “new”.",
            ),
            (
                words(vec![paragraph("OP8")], insert(WordPlace::Start), Occurrence::Only),
                "At the beginning of operative paragraph 8, insert “new”.",
            ),
            (
                words(vec![paragraph("OP8")], insert(WordPlace::End), Occurrence::Only),
                "At the end of operative paragraph 8, insert “new”.",
            ),
        ];
        for (instruction, expected) in all {
            assert_eq!(wording(&instruction), expected);
            let read = parse_sentence(expected, &[]).unwrap_or_default();
            assert_eq!(read.instructions, [instruction], "{expected}");
            assert_eq!(read.expects_text, expected.ends_with(':'), "{expected}");
        }
    }

    #[test]
    fn sections_are_read_as_they_are_written() {
        for (kind, count, words) in [
            (NewKind::SectionHeading, 1, "a new section heading"),
            (NewKind::SectionHeading, 2, "two new section headings"),
            (NewKind::Section, 1, "a new section"),
            (NewKind::Section, 3, "three new sections"),
            (
                NewKind::SectionOpening { preambular: 1, operative: 0 },
                2,
                "a section heading and a new preambular paragraph",
            ),
            (
                NewKind::SectionOpening { preambular: 0, operative: 2 },
                3,
                "a section heading and two new operative paragraphs",
            ),
            (
                NewKind::SectionOpening { preambular: 3, operative: 1 },
                5,
                "a section heading, three new preambular paragraphs and a new operative paragraph",
            ),
        ] {
            let position = Position::After(Target::Paragraph(ParagraphId("OP18".into())));
            let instruction = Instruction::Insert { position, kind, count: Some(count) };
            let expected = format!("After operative paragraph 18, insert {words} reading:");
            assert_eq!(wording(&instruction), expected);
            assert_eq!(parse_sentence(&expected, &[]).unwrap().instructions, [instruction]);
        }
    }
}
