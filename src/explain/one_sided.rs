//! Paragraphs that are on one side only: what they begin with and what they ask for.

use super::context::RuleContext;
use super::opening;
use super::words::{Word, lower, quoted};
use crate::model::{ChangeKind, Part, ReasonCode, Side};

pub(super) fn apply(context: &mut RuleContext<'_>) {
    let (side, code, verb) = match context.change.kind {
        ChangeKind::Removed => (Side::Before, ReasonCode::Removed, "removes"),
        _ => (Side::After, ReasonCode::Added, "adds"),
    };
    let Some(paragraph) = *context.first.get(side) else { return };
    let noun = match paragraph.part {
        Part::Heading => "a heading",
        Part::Table => "a table",
        Part::Annex => "a paragraph of an annex",
        Part::Declaration => "a paragraph of the declaration",
        _ if paragraph.depth > 0 => "a subparagraph",
        Part::Preambular => "a preambular paragraph",
        Part::Operative => "an operative paragraph",
    };
    let words = context.words.sides.get(side);
    let asks = opening::asks(paragraph);
    let mut action = None;
    let start = match &paragraph.opening {
        Some(opening) => {
            let end = context.words.opening_len(side, opening);
            let addressee = context.lexicon.longest_addressee(words[end..].iter().map(Word::lower));
            let opening = context.words.text(side, 0..end);
            let addressee_len = addressee.map_or(0, |(len, _)| len);
            let addressee = context.words.text(side, end..end + addressee_len);
            // What is decided or asked for is the infinitive right after the opening and its addressee.
            if let [to, verb, ..] = &words[end + addressee_len..]
                && asks
                && to.is(&["to"])
                && verb.is(&["establish", "convene", "appoint"])
            {
                action = Some(format!("{} to {}", lower(&opening), verb.lower()));
            }
            let space = if addressee.is_empty() { "" } else { " " };
            format!("{}{space}{addressee}", lower(&opening))
        }
        None => quoted(&context.words.text(side, 0..words.len().min(8))),
    };
    let has_pair =
        |first: &[&str], second: &[&str]| words.windows(2).any(|pair| pair[0].is(first) && pair[1].is(second));
    let has_any = |list: &[&str]| words.iter().any(|word| word.is(list));
    let report = asks && (has_pair(&["to"], &["submit", "report"]) || has_pair(&["a"], &["report"]));
    let money = has_any(&["appropriates", "apportions", "appropriation", "appropriations", "$"]);
    let chapter_vii = has_pair(&["chapter"], &["vii"]);
    let no_longer = if side == Side::After { "" } else { "no longer " };
    context.add_reason(code, format!("{verb} {noun}: {start}"));
    if chapter_vii {
        context.add_reason(ReasonCode::ChapterVii, format!("{no_longer}invokes Chapter VII of the Charter"));
    }
    for (applies, object) in [(report, "a report"), (money, "money")] {
        if applies {
            context.add_reason(ReasonCode::Mandate, format!("{no_longer}asks for {object}"));
        }
    }
    if let Some(action) = action {
        context.add_reason(ReasonCode::Mandate, format!("{no_longer}{action}"));
    }
}
