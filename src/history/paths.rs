//! Lineage → what each clause was in every version, and what happened to it.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use super::Lineage;
use crate::model::{
    BlameSpan, ChangeKind, Clause, ClauseEvent, EventKind, GoneClause, LineageLink, ParagraphIndex, Part, Resolution,
    Significance, TextSpan, TracedWord, VersionIndex, VersionedParagraph, WordId,
};

/// The paragraphs of the last version.
pub(super) fn clauses(
    versions: &[Resolution],
    lineage: &Lineage,
    row_of: &[Vec<usize>],
    words: &[Vec<Vec<TracedWord>>],
    word_versions: &[VersionIndex],
) -> Vec<Clause> {
    let Some(last) = versions.len().checked_sub(1) else { return Vec::new() };
    let clause = |at: VersionedParagraph| {
        let Ancestry { path, links } = ancestry(lineage, at, words);
        let origin = origin(&path);
        Clause {
            paragraph: at.paragraph,
            origin,
            events: events(versions, lineage, &path, &links),
            spans: spans(&versions[last][at.paragraph].text, &words[last][at.paragraph.0], word_versions, origin),
            path,
            row: row_of[last][at.paragraph.0],
        }
    };
    super::paragraphs(versions, last).map(clause).collect()
}

/// The paragraphs that nothing continues, in the order of their versions.
pub(super) fn gone(
    versions: &[Resolution],
    lineage: &Lineage,
    row_of: &[Vec<usize>],
    words: &[Vec<Vec<TracedWord>>],
) -> Vec<GoneClause> {
    let older = (0..versions.len().saturating_sub(1)).flat_map(|version| super::paragraphs(versions, version));
    let is_end = |at: &VersionedParagraph| lineage.outgoing(*at).is_empty();
    let clause = |last: VersionedParagraph| {
        let Ancestry { path, links } = ancestry(lineage, last, words);
        let mut events = events(versions, lineage, &path, &links);
        events.push(ClauseEvent { version: VersionIndex(last.version.0 + 1), kind: EventKind::Dropped });
        GoneClause { last, origin: origin(&path), events, path, row: row_of[last.version.0][last.paragraph.0] }
    };
    older.filter(is_end).map(clause).collect()
}

/// What a paragraph was, and the links that say so.
struct Ancestry {
    path: Vec<Vec<ParagraphIndex>>,
    links: Vec<usize>,
}

/// Letters and words that a paragraph has of one of its ancestors at least.
const MIN_SHARED: (usize, usize) = (8, 2);

/// What was merged and split again belongs to the part that has its words.
fn ancestry(lineage: &Lineage, last: VersionedParagraph, words: &[Vec<Vec<TracedWord>>]) -> Ancestry {
    let of = |at: VersionedParagraph| words[at.version.0][at.paragraph.0].iter();
    let mut path = vec![Vec::new(); words.len()];
    let mut links = Vec::new();
    let mut own: Option<HashSet<WordId, FixedState>> = None;
    let mut open = vec![(last, false)];
    while let Some((at, is_part)) = open.pop() {
        if path[at.version.0].contains(&at.paragraph) {
            continue;
        }
        path[at.version.0].push(at.paragraph);
        let Some(index) = lineage.incoming(at).filter(|link| !links.contains(link)) else { continue };
        links.push(index);
        let link = &lineage.links[index];
        let is_part = is_part || link.after.len() > 1;
        let mut before = link.before.clone();
        if is_part && before.len() > 1 {
            let own = own.get_or_insert_with(|| of(last).map(|word| word.id).collect());
            let is_shared = |at: &VersionedParagraph| {
                let lens = of(*at).filter(|word| own.contains(&word.id)).map(|word| word.range.len());
                let (letters, count) = lens.fold((0, 0), |(letters, count), len| (letters + len, count + 1));
                letters >= MIN_SHARED.0 && count >= MIN_SHARED.1
            };
            let shared: Vec<_> = before.iter().copied().filter(is_shared).collect();
            before = if shared.is_empty() { before } else { shared };
        }
        open.extend(before.into_iter().map(|at| (at, is_part)));
    }
    path.iter_mut().for_each(|paragraphs| paragraphs.sort_unstable());
    Ancestry { path, links }
}

/// The first version that has a clause.
fn origin(path: &[Vec<ParagraphIndex>]) -> VersionIndex {
    VersionIndex(path.iter().position(|paragraphs| !paragraphs.is_empty()).unwrap_or_default())
}

fn events(
    versions: &[Resolution],
    lineage: &Lineage,
    path: &[Vec<ParagraphIndex>],
    links: &[usize],
) -> Vec<ClauseEvent> {
    let mut events = Vec::new();
    let origin = origin(path);
    if origin.0 > 0 {
        events.push(ClauseEvent { version: origin, kind: EventKind::Added });
    }
    for link in links.iter().map(|link| &lineage.links[*link]).filter(|link| !link.before.is_empty()) {
        let mut push = |version, kind| events.push(ClauseEvent { version, kind });
        let previous = link.before.iter().map(|at| at.version).max().unwrap_or_default();
        if previous.0 + 1 < link.version.0 && path[link.version.0 - 1].is_empty() {
            push(VersionIndex(previous.0 + 1), EventKind::Dropped);
            push(link.version, EventKind::Revived);
        }
        link_events(versions, link).into_iter().for_each(|kind| push(link.version, kind));
    }
    events.sort_unstable();
    events.dedup();
    events
}

/// What a link says of the clause.
fn link_events(versions: &[Resolution], link: &LineageLink) -> Vec<EventKind> {
    let words = match (link.kind, link.significance) {
        (ChangeKind::Split, _) => Some(EventKind::Split),
        (ChangeKind::Merged, _) => Some(EventKind::Merged),
        (ChangeKind::Reworded, None | Some(Significance::Substantive)) => Some(EventKind::Reworded),
        (ChangeKind::Reworded, Some(_)) => Some(EventKind::Adjusted),
        (ChangeKind::Unchanged | ChangeKind::Added | ChangeKind::Removed, _) => None,
    };
    let part = |at: VersionedParagraph| versions[at.version.0][at.paragraph].part;
    let after = link.after.first().map(|paragraph| VersionedParagraph { version: link.version, paragraph: *paragraph });
    let place = match (link.before.first().map(|at| part(*at)), after.map(part)) {
        (Some(Part::Preambular), Some(Part::Operative)) => Some(EventKind::Promoted),
        (Some(Part::Operative), Some(Part::Preambular)) => Some(EventKind::Demoted),
        _ if link.moved => Some(EventKind::Moved),
        _ => None,
    };
    let number =
        (link.renumbered && place.is_none_or(|place| place == EventKind::Moved)).then_some(EventKind::Renumbered);
    words.into_iter().chain(place).chain(number).collect()
}

/// Which version brought which part of a text. White space belongs to the word after it, and a mark of punctuation that a
/// later version brought to the phrase that it follows: who brought a comma is no news.
fn spans(text: &str, words: &[TracedWord], word_versions: &[VersionIndex], origin: VersionIndex) -> Vec<BlameSpan> {
    let mut spans: Vec<BlameSpan> = Vec::new();
    let (mut byte, mut character) = (0, 0);
    for word in words {
        let start = character;
        character += text[byte..word.range.end].chars().count();
        byte = word.range.end;
        let version = word_versions[word.id.0 as usize];
        let is_mark = version != origin && !text[word.range.clone()].contains(char::is_alphanumeric);
        match spans.last_mut() {
            Some(last) if last.version == version || is_mark => last.span.end = character,
            _ => spans.push(BlameSpan { span: TextSpan { start, end: character }, version }),
        }
    }
    let rest = text[byte..].chars().count();
    if let Some(last) = spans.last_mut() {
        last.span.end += rest;
    }
    spans
}
