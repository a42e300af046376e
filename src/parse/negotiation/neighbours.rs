//! Brackets with nothing between them: the authors that one names for another, and alternatives.

use std::collections::HashSet;

use crate::lexicon::{WordList, party_names};
use crate::model::{Attribution, Bracket, BracketKind, Negotiation, Paragraph, Stance};

/// Gives the words of a bracket the authors that a bracket beside it names: `[in all regions] [EU]`, or `[EU] [in all
/// regions]` where a row of brackets begins with names. Names alone in a row are alternatives: `[EU] [G77]`. The brackets
/// come in order of paragraph, depth and place.
pub(super) fn mark_authors(paragraphs: &[Paragraph], found: &mut Negotiation) {
    let of_proposals = found.proposals.iter().map(|proposal| &proposal.attribution);
    let attributions = found.brackets.iter().filter_map(|bracket| bracket.attribution.as_ref()).chain(of_proposals);
    let known: HashSet<String> = attributions.flat_map(|attribution| attribution.authors.iter().cloned()).collect();
    let names = |bracket: &Bracket| {
        let words = &paragraphs[bracket.paragraph.0].text[bracket.words.clone()];
        let is_bare = bracket.kind == BracketKind::Words && bracket.attribution.is_none() && bracket.is_closed;
        (is_bare && bracket.closes_in.is_none()).then(|| party_names(words, |name| known.contains(name))).flatten()
    };
    let names: Vec<Option<Vec<String>>> = found.brackets.iter().map(names).collect();
    let brackets = &mut found.brackets;
    let mut is_credited = vec![false; brackets.len()];
    let mut start = 0;
    while start < brackets.len() {
        let mut end = start + 1;
        while end < brackets.len() && is_beside(paragraphs, &brackets[end - 1], &brackets[end]) {
            end += 1;
        }
        let leads = names[start].is_some();
        for index in start..end {
            let Some(authors) = &names[index] else { continue };
            let is_target = |place: &usize| {
                names[*place].is_none()
                    && matches!(brackets[*place].kind, BracketKind::Words | BracketKind::Placeholder)
            };
            let target = if leads { (index + 1..end).find(is_target) } else { (start..index).rev().find(is_target) };
            let Some(target) = target else { continue };
            brackets[index].kind = BracketKind::Position;
            if brackets[target].attribution.is_some() && !is_credited[target] {
                // A party that is named beside the proposal of another one supports it.
                brackets[index].attribution = Some(Attribution { authors: authors.clone(), stance: Stance::Support });
                continue;
            }
            is_credited[target] = true;
            let attribution = Attribution { authors: authors.clone(), stance: Stance::Add };
            match &mut brackets[target].attribution {
                Some(known) => known.authors.extend(authors.iter().cloned()),
                none => *none = Some(attribution.clone()),
            }
            (brackets[index].attribution, brackets[index].names_authors) = (Some(attribution), true);
        }
        start = end;
    }
}

/// Whether nothing but space stands between two brackets.
fn is_beside(paragraphs: &[Paragraph], left: &Bracket, right: &Bracket) -> bool {
    let before = &paragraphs[right.paragraph.0].text[..right.words.start];
    left.paragraph == right.paragraph
        && left.depth == right.depth
        && left.is_closed
        && left.closes_in.is_none()
        && before.rfind('[').is_some_and(|open| before[..open].trim_end().ends_with(']'))
}

/// Gives neighbours with nothing but a stroke or *or* between them the number of their set.
pub(super) fn mark_alternatives(paragraphs: &[Paragraph], brackets: &mut [Bracket]) {
    let is_choice = |bracket: &Bracket| {
        bracket.is_closed
            && bracket.closes_in.is_none()
            && bracket.attribution.is_none()
            && bracket.kind == BracketKind::Words
            && !holds_only_brackets(&paragraphs[bracket.paragraph.0].text[bracket.words.clone()])
    };
    let mut sets = 0;
    for index in 1..brackets.len() {
        let [left, right] = [&brackets[index - 1], &brackets[index]];
        let are_siblings = left.paragraph == right.paragraph && left.depth == right.depth;
        if !are_siblings || !is_choice(left) || !is_choice(right) {
            continue;
        }
        let text = &paragraphs[left.paragraph.0].text;
        let between = text[left.words.end..right.words.start].trim();
        let between = between.strip_prefix(']').and_then(|between| between.strip_suffix('['));
        if !between.is_some_and(|between| is_between_alternatives(between.trim())) {
            continue;
        }
        let set = left.alternatives.unwrap_or_else(|| {
            sets += 1;
            sets - 1
        });
        brackets[index - 1].alternatives = Some(set);
        brackets[index].alternatives = Some(set);
    }
}

/// Whether words between two brackets make them alternatives.
fn is_between_alternatives(between: &str) -> bool {
    matches!(between, "" | "/") || WordList::Or.contains(between)
}

/// Whether nothing stands in a bracket but other ones: `[[annually] [monthly]]` is around a set, and no member of one.
fn holds_only_brackets(words: &str) -> bool {
    let mut depth = 0_usize;
    let mut is_outside = |c: char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c != ']'
    };
    let outside: String = words.chars().map(|c| if is_outside(c) { c } else { ' ' }).collect();
    words.starts_with('[') && outside.split_whitespace().all(is_between_alternatives)
}
