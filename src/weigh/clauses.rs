//! Paragraphs that are only on one side: what the clause did.

use super::case::Case;
use super::opening;
use super::words::{Word, lower, quoted};
use crate::lexicon;
use crate::model::{ChangeKind, Part, ReasonCode, Side};

pub(super) fn judge(case: &mut Case<'_>) {
    let (side, code, verb) = match case.change.kind {
        ChangeKind::Removed => (Side::Before, ReasonCode::Removed, "removes"),
        _ => (Side::After, ReasonCode::Added, "adds"),
    };
    let Some(paragraph) = *case.first.get(side) else { return };
    let what = match paragraph.part {
        Part::Heading => "a heading",
        Part::Table => "a table",
        Part::Annex => "a paragraph of an annex",
        Part::Declaration => "a paragraph of the declaration",
        _ if paragraph.depth > 0 => "a subparagraph",
        Part::Preambular => "a preambular paragraph",
        Part::Operative => "an operative paragraph",
    };
    let words = case.words.sides.get(side);
    let tail = match &paragraph.opening {
        Some(opening) => {
            let end = case.words.of_opening(side, opening);
            let length =
                lexicon::longest_addressee(words[end..].iter().map(Word::lower)).map_or(0, |(length, _)| length);
            let opening = case.words.text(side, 0..end);
            let whom = case.words.text(side, end..end + length);
            let space = if whom.is_empty() { "" } else { " " };
            format!(": {}{space}{whom}", lower(&opening))
        }
        None => format!(": {}", quoted(&case.words.text(side, 0..words.len().min(8)))),
    };
    let has = |one: &[&str], next: &[&str]| words.windows(2).any(|pair| pair[0].is(one) && pair[1].is(next));
    let names = |some: &[&str]| words.iter().any(|word| word.is(some));
    let asks = opening::asks(paragraph);
    let report = asks && (has(&["to"], &["submit", "report"]) || has(&["a"], &["report"]));
    let money = names(&["appropriates", "apportions", "appropriation", "appropriations", "$"]);
    let body = asks && names(&["establish", "convene", "appoint"]);
    let chapter = has(&["chapter"], &["vii"]);
    let verb_of = if side == Side::After { "asks for" } else { "no longer asks for" };
    case.say(code, format!("{verb} {what}{tail}"));
    if chapter {
        let way = if side == Side::After { "invokes" } else { "no longer invokes" };
        case.say(ReasonCode::ChapterVii, format!("{way} Chapter VII of the Charter"));
    }
    for (is, what) in [(report, "a report"), (money, "money"), (body, "a body or a meeting")] {
        if is {
            case.say(ReasonCode::Mandate, format!("{verb_of} {what}"));
        }
    }
}
