//! By how much the whole document moves from one version to the next: sessions and years.

use std::collections::HashMap;

use rayon::prelude::*;

use super::case::Case;
use super::numbers::{self, What};
use super::words::Words;
use crate::model::{Comparison, HeaderField, Resolution, Segment, Side, Versions};

/// The steps of a document. Between two versions of one session nothing moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Steps {
    /// Sessions; none where nothing tells.
    pub(super) session: Option<i32>,
    /// Years.
    pub(super) year: Option<i32>,
    /// The session of each text.
    pub(super) of: Versions<Option<i32>>,
}

impl Steps {
    /// Whether the newer text is another year's.
    pub(super) fn moves(&self) -> bool {
        self.session.or(self.year).is_some_and(|step| step > 0)
    }

    /// Whether a difference of sessions is the document's own.
    pub(super) fn has_session(&self, step: i32) -> bool {
        self.moves() && self.session == Some(step)
    }

    /// Whether a difference of years is the document's own.
    pub(super) fn has_year(&self, step: i32) -> bool {
        self.moves() && self.year == Some(step)
    }
}

/// Finds the steps: by the headers where they tell, else by the differences that most figures have.
pub(super) fn find(comparison: &Comparison, cases: &[Case<'_>]) -> Steps {
    let of = comparison.resolutions.as_ref().map(session);
    let years = comparison.resolutions.as_ref().map(year);
    if let (Some(before), Some(after)) = (of.before, of.after) {
        // A year for a session, as the Assembly counts; a text that says otherwise is heard.
        let step = after - before;
        let said = years.before.zip(years.after).map(|(before, after)| after - before);
        let year = voted(cases, |what| if let What::Year(year) = what { Some(*year) } else { None });
        let year = if step == 0 { Some(0) } else { year.or(said.filter(|said| *said > 0)).or(Some(step)) };
        return Steps { session: Some(step), year, of };
    }
    let session = voted(cases, |what| match what {
        What::Session(number) => Some(*number),
        What::Resolution { session, .. } if *session < 200 => Some(*session),
        _ => None,
    });
    let year = voted(cases, |what| match what {
        What::Year(year) | What::Date { year: Some(year), .. } => Some(*year),
        _ => None,
    });
    // One of them stands for the other: both count years.
    Steps { session: session.or(year), year: year.or(session), of }
}

/// The session a text was adopted or submitted in.
pub(super) fn session(resolution: &Resolution) -> Option<i32> {
    let symbol = resolution.header.get(HeaderField::Symbol);
    let by_symbol = symbol.and_then(|symbol| {
        let mut parts = symbol.split('/').filter_map(|part| part.parse::<i32>().ok());
        parts.next().filter(|number| (1..200).contains(number))
    });
    by_symbol.or_else(|| {
        let text = resolution.header.get(HeaderField::Session)?;
        let segment = [Segment::Added { text: text.into() }];
        numbers::session(&Words::of(&segment).sides.after)
    })
}

/// The year of a symbol that has one: `S/RES/1454 (2002)`, or of the date.
fn year(resolution: &Resolution) -> Option<i32> {
    let fields = [HeaderField::Symbol, HeaderField::Date, HeaderField::Adoption];
    let year = |text: &str| {
        let numbers = text.split(|other: char| !other.is_ascii_digit()).filter(|part| part.len() == 4);
        numbers.filter_map(|part| part.parse().ok()).find(|year| (1945..2100).contains(year))
    };
    fields.iter().find_map(|field| resolution.header.get(*field).and_then(year))
}

/// The step that the replaced figures of most paragraphs make, if at least two paragraphs make it.
fn voted(cases: &[Case<'_>], value: impl Fn(&What) -> Option<i32> + Sync) -> Option<i32> {
    let cases = cases.par_iter().filter(|case| !case.is_alone());
    let cast: Vec<i32> = cases.flat_map_iter(|case| steps(case, &value)).collect();
    let mut votes: HashMap<i32, usize> = HashMap::new();
    for step in &cast {
        *votes.entry(*step).or_default() += 1;
    }
    let (step, count) = votes.into_iter().max_by_key(|(step, count)| (*count, -step.abs(), *step))?;
    (step > 0 && count >= 2 && count * 2 > cast.len()).then_some(step)
}

/// The steps that the replaced figures of one paragraph make, each once.
fn steps(case: &Case<'_>, value: impl Fn(&What) -> Option<i32>) -> Vec<i32> {
    let open = |side: Side| {
        let open = case.open_figures(side).into_iter();
        open.filter_map(|(hunk, figure)| value(&figure.what).map(|value| (hunk, value))).collect::<Vec<_>>()
    };
    let (before, after) = (open(Side::Before), open(Side::After));
    let mut taken = vec![false; after.len()];
    let mut steps: Vec<i32> = Vec::new();
    for (hunk, old) in before {
        let found = after.iter().enumerate().find(|(at, (other, _))| !taken[*at] && *other == hunk);
        if let Some((at, (_, new))) = found {
            taken[at] = true;
            steps.push(new - old);
        }
    }
    steps.sort_unstable();
    steps.dedup();
    steps
}
