//! What should have moved with the text and did not: a report asked for at a session that is over.
//!
//! Only where the headers tell both sessions, and only in paragraphs that ask or decide: most sessions that a text
//! names are past, and rightly stay.

use super::case::Case;
use super::numbers::{Figure, What, figures};
use super::opening;
use super::steps::Steps;
use super::words::{Word, Words};
use crate::model::{ChangeKind, Comparison, ReasonCode, Segment, Side, Warning};

/// Judges what stayed in a change of words.
pub(super) fn judge(comparison: &Comparison, steps: &Steps, case: &mut Case<'_>) {
    let (Some(before), Some(after)) = (steps.of.before, steps.of.after) else { return };
    let Some(at) = case.change.paragraphs.after.first() else { return };
    if !opening::asks(&comparison.resolutions.after[*at]) {
        return;
    }
    let figures = case.figures.after.iter();
    let stale: Vec<String> = figures
        .filter(|figure| !case.words.touched(Side::After, figure.words.clone()))
        .filter(|figure| is_stale(figure, steps, before, after) && coming(&case.words.sides.after, figure))
        .map(|figure| case.words.text(Side::After, figure.words.clone()))
        .collect();
    for text in stale {
        case.say(ReasonCode::Stale, format!("still {text}, though the text is of session {after} now"));
    }
}

/// Warns of what stayed in paragraphs whose words are the same.
pub(super) fn warnings(comparison: &Comparison, steps: &Steps) -> Vec<Warning> {
    let (Some(before), Some(after), true) = (steps.of.before, steps.of.after, steps.moves()) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for change in comparison.changes.iter().filter(|change| change.kind == ChangeKind::Unchanged) {
        let Some(paragraph) = change.paragraphs.after.first().map(|at| &comparison.resolutions.after[*at]) else {
            continue;
        };
        if !paragraph.text.contains("session") && !paragraph.text.contains("20") || !opening::asks(paragraph) {
            continue;
        }
        let segments = [Segment::Added { text: paragraph.text.as_str().into() }];
        let words = Words::of(&segments);
        let row = &words.sides.after;
        for figure in figures(row).iter().filter(|it| is_stale(it, steps, before, after) && coming(row, it)) {
            let text = words.text(Side::After, figure.words.clone());
            let id = &paragraph.id;
            out.push(Warning::new(format!("{id}: still {text}, though the text is of session {after} now")));
        }
    }
    out
}

/// Whether a figure lay ahead of the older text and does not lie ahead of the newer one.
fn is_stale(figure: &Figure, steps: &Steps, before: i32, after: i32) -> bool {
    match figure.what {
        What::Session(session) => steps.moves() && before < session && session <= after,
        // The regular part of a session lies in the year in which it opens.
        What::Year(year) | What::Date { year: Some(year), cited: false } => {
            steps.moves() && (30..150).contains(&before) && before + 1945 < year && year < after + 1945
        }
        _ => false,
    }
}

/// Whether words before a figure put it ahead: `at its eightieth session`, `by 2025`.
fn coming(words: &[Word<'_>], figure: &Figure) -> bool {
    let at = figure.words.start;
    let is = |back: usize, some: &[&str]| at.checked_sub(back).is_some_and(|at| words[at].is(some));
    match figure.what {
        What::Session(_) => is(1, &["its"]) || is(1, &["the"]) && is(2, &["at", "of", "for"]),
        _ => {
            is(1, &["by", "in", "until"]) || is(1, &["of"]) && is(2, &["end"]) || is(1, &["than"]) && is(2, &["later"])
        }
    }
}
