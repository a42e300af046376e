//! Which of several changes of equal significance a reader should see first.
//!
//! One ranking for the headlines and the overview. In order: whether the files belong together, what binds, a new title,
//! what breaks; new operative paragraphs, first those that set something up or ask for a report or money, and removed
//! ones; the strength of verbs; money, conditions and scope; other words of operative paragraphs; then everything else. These are the first questions that a delegation asks.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::{FieldDiff, ReportedChange, entry};
use crate::model::{
    Change, ChangeKind, Comparison, Edit, EditDirection, EditKind, EditType, Paragraph, Part, ReasonCode, Side,
    Significance,
};
use crate::text::alphanumeric_words;

/// The fewest capitalized words that identify a name.
const MIN_NAME_WORDS: usize = 2;
/// How many times longer dropped words are than what takes their place.
const MIN_RATIO_DROPPED: usize = 4;
/// Shorter words are mostly function words.
const MIN_CONTENT_LETTERS: usize = 5;
/// The fewest words of a phrase that has another place, and the share of them that stand there.
const MIN_PHRASE_WORDS: usize = 3;
const MIN_SHARE_THERE: f64 = 0.6;

/// The first words of a quotation that identify it.
const MIN_QUOTED_WORDS: usize = 4;

/// The most salient first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Salience {
    /// Files that may be swapped or unrelated.
    Doubt,
    /// Chapter VII of the Charter.
    Binding,
    Title,
    BrokenReference,
    /// An operative paragraph that asks for a report or money, or sets something up.
    NewMandate,
    NewOperative,
    RemovedOperative,
    Verb,
    Throughout,
    Amount,
    Modal,
    Scope,
    /// Other words of an operative paragraph.
    OperativeWords,
    /// A new recital or subparagraph.
    NewOther,
    /// A verb, an amount or a condition of the preamble: it binds nobody.
    Preambular,
    RemovedOther,
    /// Words that are gone.
    Dropped,
    Content,
    /// A verb that is neither stronger nor weaker.
    OtherVerb,
    /// Another date, symbol or name.
    Update,
}

/// The edits of a change, and the reasons that no edit shows, with their sentences, the most salient first; without the
/// edits that `is_known` says are reported elsewhere.
pub(super) fn ranked(change: &Change, is_known: impl Fn(&Edit) -> bool) -> Vec<(Salience, &str)> {
    let significance = change.effective_significance();
    let edits = change.edits.iter().filter(|edit| Some(edit.significance) == significance && !is_known(edit));
    let edits = edits.filter(|edit| !change.is_form_of_part(edit));
    // What became of a bracket is said by a reason. An edit that brings or drops the sign has the words of a party.
    let has_brackets = change.has_reason(ReasonCode::Brackets);
    let edits = edits.filter(|edit| !(has_brackets && is_of_brackets(edit) && has_words_of_one_side(change, edit)));
    let len = |edit: &Edit| {
        let lens = edit.lens();
        if change.kind == ChangeKind::Reworded { lens.before + lens.after } else { 0 }
    };
    let edits = edits.filter_map(|edit| Some((of_edit_within(change, edit)?, len(edit), edit.text.as_str())));
    let reasons = change.reasons.iter().filter(|reason| Some(reason.significance) == significance);
    // Of equals, a reason comes first: where a phrase went says more than that it is gone. Then the longest phrase. The
    // phrases of a paragraph that was divided are fragments: they keep the order of the text.
    let reasons = reasons.filter_map(|reason| Some((of_reason(reason.code)?, usize::MAX, reason.text.as_str())));
    let mut ranked: Vec<_> = reasons.chain(edits).collect();
    ranked.sort_by_key(|(salience, len, _)| (*salience, Reverse(*len)));
    ranked.into_iter().map(|(salience, _, text)| (salience, text)).collect()
}

/// The salience of an edit with regard to the other edits of its change; `None` if it drops a passage that went to
/// another paragraph, or a name or phrase that stands in new words of the paragraph: it has another place, and is not
/// gone.
fn of_edit_within(change: &Change, edit: &Edit) -> Option<Salience> {
    let salience = of_edit(edit)?;
    let lens = edit.lens();
    // A word that joins what is left is no replacement.
    let is_dropped = lens.after * MIN_RATIO_DROPPED < lens.before;
    let has_other_place = is_dropped && (is_relocated(change, edit) || comes_back(change, edit));
    (!has_other_place).then_some(salience)
}

/// Whether a name or most of a phrase that an edit drops stands in the new words of another edit.
fn comes_back(change: &Change, edit: &Edit) -> bool {
    let mut words = change.words_of([edit], Side::Before);
    words.retain(|word| word.chars().count() >= MIN_CONTENT_LETTERS);
    if words.len() < MIN_NAME_WORDS {
        return false;
    }
    let others = change.edits.iter().filter(|other| *other != edit);
    let new: HashSet<String> = change.words_of(others, Side::After).into_iter().collect();
    let found = words.iter().filter(|word| new.contains(*word)).count();
    let mut names = words.iter().filter(|word| word.starts_with(char::is_uppercase));
    let has_name = names.clone().count() >= MIN_NAME_WORDS && names.all(|name| new.contains(name));
    has_name || found >= MIN_PHRASE_WORDS && found as f64 >= MIN_SHARE_THERE * words.len() as f64
}

/// Whether an edit removes a passage of which a reason says where it went.
fn is_relocated(change: &Change, edit: &Edit) -> bool {
    let reasons = change.reasons.iter().filter(|reason| reason.code == ReasonCode::Relocation);
    let quotations = reasons.filter_map(|reason| reason.text.split_once('“'));
    let mut starts =
        quotations.map(|(_, quotation)| alphanumeric_words(quotation).take(MIN_QUOTED_WORDS).collect::<Vec<_>>());
    starts.any(|start| change.words_of([edit], Side::Before).windows(MIN_QUOTED_WORDS).any(|words| words == start))
}

/// What the edits of a reworded paragraph concern, by the most salient of them, in words that its name completes
/// (`a weaker verb in`); `None` if it is its content, which no word sums up.
pub(super) fn topic(
    comparison: &Comparison,
    change: &Change,
    is_known: impl Fn(&Edit) -> bool,
) -> Option<(Salience, &'static str)> {
    if change.has_reason(ReasonCode::Part) {
        let is_operative = is_operative(comparison, change);
        return Some((
            Salience::Verb,
            if is_operative { "moved to the operative part:" } else { "moved to the preamble:" },
        ));
    }
    // A passage that another paragraph had or has is neither added nor deleted.
    let is_passage = change.has_reason(ReasonCode::Relocation);
    let is_one_sided = |kind: EditKind| move |edit: &Edit| edit.kind == kind && !is_passage;
    let significance = change.effective_significance();
    let salience = ranked(change, &is_known).first()?.0;
    let mut edits = change.edits.iter().filter(|edit| Some(edit.significance) == significance && !is_known(edit));
    let topic = match salience {
        Salience::Binding => "Chapter VII in",
        Salience::BrokenReference => "a broken reference in",
        Salience::Verb => match edits.find_map(|edit| edit.direction.filter(|_| of_edit(edit) == Some(salience))) {
            Some(EditDirection::Stronger) => "a stronger verb in",
            Some(EditDirection::Weaker) => "a weaker verb in",
            None => return None,
        },
        Salience::Amount => "amounts in",
        Salience::Modal => "modal verbs in",
        Salience::Scope => "conditions and scope in",
        Salience::Content if change.has_reason(ReasonCode::Brackets) && edits.clone().all(is_of_brackets) => {
            "brackets in"
        }
        Salience::Dropped | Salience::Content if edits.clone().all(is_one_sided(EditKind::Deleted)) => "deletions in",
        Salience::Content if edits.all(is_one_sided(EditKind::Inserted)) => "additions in",
        _ => return None,
    };
    Some((salience, topic))
}

/// Whether one side of an edit has all words of the other.
fn has_words_of_one_side(change: &Change, edit: &Edit) -> bool {
    let [before, after] = Side::BOTH.map(|side| change.words_of([edit], side));
    let has_all = |words: &[String], others: &[String]| others.iter().all(|word| words.contains(word));
    has_all(&before, &after) || has_all(&after, &before)
}

fn is_of_brackets(edit: &Edit) -> bool {
    edit.types.first() == Some(&EditType::Brackets)
}

fn of_edit(edit: &Edit) -> Option<Salience> {
    Some(match edit.types.first()? {
        // A clause that replaces another has the direction of its verb.
        EditType::OpeningVerb | EditType::Content | EditType::Reference if edit.direction.is_some() => Salience::Verb,
        EditType::OpeningVerb => Salience::OtherVerb,
        EditType::Amount => Salience::Amount,
        EditType::Modal => Salience::Modal,
        EditType::Hedge | EditType::Intensifier => Salience::Scope,
        EditType::Time | EditType::Reference | EditType::Name => Salience::Update,
        _ if edit.kind == EditKind::Deleted => Salience::Dropped,
        _ => Salience::Content,
    })
}

fn of_reason(code: ReasonCode) -> Option<Salience> {
    match code {
        ReasonCode::ChapterVii => Some(Salience::Binding),
        ReasonCode::Part => Some(Salience::Verb),
        ReasonCode::BrokenReference | ReasonCode::RetargetedReference => Some(Salience::BrokenReference),
        ReasonCode::Brackets => Some(Salience::Content),
        code => code.is_independent_of_edits().then_some(Salience::Content),
    }
}

/// An added or removed paragraph of text: its side and its salience. One with subparagraphs is ranked by its chapeau.
pub(super) fn of_paragraph<'a>(
    comparison: &'a Comparison,
    change: &'a Change,
) -> Option<(Side, &'a Paragraph, Salience)> {
    let side = entry::only_side(change)?;
    let paragraph = comparison.paragraphs(change, side).next()?;
    let is_operative = matches!(paragraph.part, Part::Operative | Part::Annex | Part::Declaration);
    let salience = match (side, is_operative && paragraph.depth == 0) {
        (Side::After, true) if change.has_reason(ReasonCode::Mandate) => Salience::NewMandate,
        (Side::After, true) => Salience::NewOperative,
        (Side::After, false) => Salience::NewOther,
        (Side::Before, true) => Salience::RemovedOperative,
        (Side::Before, false) => Salience::RemovedOther,
    };
    paragraph.part.is_text().then_some((side, paragraph, salience))
}

/// The salience of the words of a paragraph, with regard to its part.
pub(super) fn in_part(comparison: &Comparison, change: &Change, salience: Salience) -> Salience {
    match salience {
        Salience::Dropped | Salience::Content if is_operative(comparison, change) => Salience::OperativeWords,
        Salience::Verb | Salience::Amount | Salience::Modal | Salience::Scope if is_preambular(comparison, change) => {
            Salience::Preambular
        }
        salience => salience,
    }
}

/// Whether the newer paragraph belongs to the preamble, wherever the older one stood.
fn is_preambular(comparison: &Comparison, change: &Change) -> bool {
    let moved_between_parts = change.has_reason(ReasonCode::Part);
    let part = comparison.paragraphs(change, Side::After).next().map(|paragraph| paragraph.part);
    part == Some(Part::Preambular) && !moved_between_parts
}

/// Whether the newer paragraph is an operative one.
pub(super) fn is_operative(comparison: &Comparison, change: &Change) -> bool {
    comparison.paragraphs(change, Side::After).next().is_some_and(|paragraph| paragraph.part == Part::Operative)
}

/// The salience of any reported change.
pub(super) fn of_change(comparison: &Comparison, reported: &ReportedChange<'_>) -> Salience {
    let of_paragraph = of_paragraph(comparison, reported.change).map(|(_, _, salience)| salience);
    let of_words = ranked(reported.change, |_| false).first().map(|(salience, _)| *salience);
    let of_words = of_words.map(|salience| in_part(comparison, reported.change, salience));
    of_paragraph.into_iter().chain(of_words).min().unwrap_or(Salience::Content)
}

/// The significance and salience of a header field, closing line or footnote: another organ or title is another
/// resolution.
pub(super) fn of_field(field: &FieldDiff) -> (Option<Significance>, Salience) {
    match field.name.as_str() {
        "organ line" | "title" => (Some(Significance::Substantive), Salience::Title),
        _ => (None, Salience::Content),
    }
}
