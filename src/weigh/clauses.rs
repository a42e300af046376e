//! Paragraphs that are only on one side: what the clause did.

use super::case::Case;
use super::code::Code;
use super::opening;
use super::words::{Word, lower, quoted};
use crate::lexicon;
use crate::model::{ChangeKind, Part, Side};

pub(super) fn judge(case: &mut Case<'_>) {
    let (side, code, verb) = match case.change.kind {
        ChangeKind::Removed => (Side::Before, Code::Removed, "removes"),
        _ => (Side::After, Code::Added, "adds"),
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
            let end = words.partition_point(|word| word.end() <= opening.range.end);
            let next: Vec<_> = words[end..].iter().take(12).map(Word::lower).collect();
            let length = lexicon::addressee(&next).map_or(0, |(length, _)| length);
            let opening = case.words.text(side, 0..end);
            let whom = case.words.text(side, end..end + length);
            let space = if whom.is_empty() { "" } else { " " };
            format!(": {}{space}{whom}", lower(&opening))
        }
        None => format!(": {}", quoted(&case.words.text(side, 0..words.len().min(8)))),
    };
    let lowered: Vec<_> = words.iter().map(Word::lower).collect();
    let has = |phrase: &[&str]| lowered.windows(phrase.len()).any(|window| window == phrase);
    let asks = opening::asks(paragraph);
    let report = has(&["to", "submit"]) || has(&["to", "report"]) || has(&["a", "report"]);
    let names = |some: &[&str]| lowered.iter().any(|word| some.contains(&&**word));
    let money = names(&["appropriates", "apportions", "appropriation", "appropriations", "$"]);
    let body = names(&["establish", "convene", "appoint"]);
    let chapter = has(&["chapter", "vii"]);
    let verb_of = if side == Side::After { "asks for" } else { "no longer asks for" };
    case.say(code.says(format!("{verb} {what}{tail}")));
    if chapter {
        let way = if side == Side::After { "invokes" } else { "no longer invokes" };
        case.say(Code::ChapterSeven.says(format!("{way} Chapter VII of the Charter")));
    }
    for (is, what) in [(asks && report, "a report"), (money, "money"), (asks && body, "a body or a meeting")] {
        if is {
            case.say(Code::Mandate.says(format!("{verb_of} {what}")));
        }
    }
}
