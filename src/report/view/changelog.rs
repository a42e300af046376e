//! The changelog as data: what changed from one version to the next, for people who were not in the room.
//!
//! In: a [`View`]. Out: sections of bullets. Sections in order: Main points if there are several bullets; New, Removed,
//! Added and dropped again (over several versions), Reworded, Moved, split and merged; then
//! Routine, Editorial, Fault of the file and Typographic, with a count in the heading; Negotiation; Renumbered last. A bullet names the
//! paragraph on both sides and shows it as a redline in context: a quotation alone does not say what it is about. Where
//! the change has no substance, sentences are enough.
//! A paragraph that was both moved and reworded is in both sections, so that the sections add up to the verdict.

use super::negotiation::open_summary;
use super::quote::quotations;
use super::recurring::RecurringTexts;
use super::verdict::is_draft_to_resolution;
use super::{Elision, FieldDiff, Name, ReportedChange, View, quoted_beginning, submission_line};
use crate::model::{
    ChangeKind, Comparison, Edit, EditType, FootnoteChange, HeaderChange, HeaderField, Paragraph, Part, ReasonCode,
    Segment, Side, Significance, Versions,
};
use crate::text::{capitalized, counted, enumeration};

/// A bullet quotes no more passages that moved to or from another paragraph.
const MAX_PASSAGES: usize = 2;
/// Words of an added or removed paragraph that are quoted: all of them, unless it is a table of pages.
const MAX_PARAGRAPH_WORDS: usize = 400;
/// Of a paragraph that moved as it is, so many words are quoted to identify it.
const MAX_MOVED_WORDS: usize = 15;

/// With more bullets of substance, the headlines come first.
const MAX_BULLETS_WITHOUT_HEADLINES: usize = 3;

/// With more edits, a split or merged paragraph is shown as a redline.
const MAX_SENTENCES_OF_SPLIT: usize = 2;

/// Unchanged words in the redline of a bullet: enough to locate the change.
pub const CONTEXT: Elision = Elision { min_paragraph: 30, context: 7, min_elided: 8 };

/// One step of a changelog: a comparison of two versions, and how it is reported.
#[derive(Debug, Clone)]
pub struct ChangelogStep<'a> {
    /// The comparison of the two versions.
    pub comparison: &'a Comparison,
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
    /// Whether it compares the first and the last of several versions.
    pub overall: bool,
    /// Only changes of at least this significance.
    pub at_least: Option<Significance>,
    /// Whether bullets give page numbers.
    pub pages: bool,
    /// Of the overall step: the clauses that came and went between the first and the last version, a sentence each
    /// ([`super::HistoryView::passing`]). The comparison of the two does not have them.
    pub passing: Vec<String>,
}

impl<'a> ChangelogStep<'a> {
    /// A step with nothing filtered.
    pub fn new(comparison: &'a Comparison) -> ChangelogStep<'a> {
        ChangelogStep { comparison, names: None, overall: false, at_least: None, pages: false, passing: Vec::new() }
    }

    /// The content of the step.
    pub fn view(&self) -> View<'_> {
        let view = View::new(self.comparison, self.names.as_ref()).at_least(self.at_least);
        match is_draft_to_resolution(self.comparison) {
            true => without_draft_fields(view),
            false => with_submission_line(view),
        }
    }

    /// The sections that are not empty.
    pub fn sections<'v>(&self, view: &'v View<'_>) -> Vec<Section<'v>> {
        sections(view, &self.passing)
    }

    /// The heading of the step.
    pub fn title(&self, view: &View<'_>) -> String {
        format!("{}{}", if self.overall { "Overall: " } else { "" }, view.title())
    }
}

/// A section of the changelog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// `New`, `Removed`, `Routine: 3 paragraphs` …
    pub heading: String,
    /// Its bullets.
    pub bullets: Vec<Bullet<'a>>,
}

/// A bullet of the changelog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bullet<'a> {
    /// The id of the paragraph in the newer text.
    pub now: Option<String>,
    /// Its id in the older text, if that differs or the paragraph was removed.
    pub old: Option<String>,
    /// The page, if the files have pages: `p. 3 (old p. 2)`.
    pub page: String,
    /// A redline, which shows the change with the words around it. To be written with [`CONTEXT`].
    pub redline: Option<&'a [Segment]>,
    /// What happened, in sentences; behind a redline only what it does not show.
    pub text: String,
    /// Notes on uncertain matches.
    pub tags: Vec<String>,
}

impl Bullet<'_> {
    /// A bullet that names no paragraph.
    fn from_text(text: String) -> Self {
        Bullet { text, ..Bullet::default() }
    }

    /// The sentences; behind a redline with a dash before them.
    pub fn behind_redline(&self) -> String {
        match (self.redline, self.text.as_str()) {
            (_, "") => String::new(),
            (Some(_), text) => format!(" – {text}"),
            (None, text) => text.to_owned(),
        }
    }

    /// What is before the text: the name, to be emphasized, and the rest: `OP4` and ` (old OP3), p. 2: `.
    pub fn heading(&self, pages: bool) -> (String, String) {
        let page = if pages && !self.page.is_empty() { format!(", {}", self.page) } else { String::new() };
        match (&self.now, &self.old) {
            (Some(now), Some(old)) => (now.clone(), format!(" (old {old}){page}: ")),
            (Some(now), None) => (now.clone(), format!("{page}: ")),
            (None, Some(old)) => (format!("old {old}"), format!("{page}: ")),
            (None, None) => (String::new(), String::new()),
        }
    }
}

/// Replaces the header fields that only a draft has, or only a resolution, by a remark that names them: that a resolution
/// prints no sponsors does not say that they withdrew.
fn without_draft_fields(mut view: View<'_>) -> View<'_> {
    let is_of_kind = |change: &HeaderChange| match change.field {
        HeaderField::Distribution | HeaderField::OriginalLanguage | HeaderField::Number => true,
        HeaderField::Committee | HeaderField::Sponsors | HeaderField::Submission => change.values.after.is_none(),
        _ => false,
    };
    let changes = view.comparison.header.iter();
    let (of_kind, own): (Vec<_>, Vec<_>) = changes.zip(view.header).partition(|(change, _)| is_of_kind(change));
    view.header = own.into_iter().map(|(_, field)| field).collect();
    // An asterisk marks a footnote to the header: on whose behalf the draft was submitted.
    let is_of_header = |change: &FootnoteChange| match (&change.footnotes.before, &change.footnotes.after) {
        (Some(footnote), None) => footnote.mark.starts_with('*'),
        _ => false,
    };
    let changes = view.comparison.footnotes.iter();
    let (of_header, own): (Vec<_>, Vec<_>) =
        view.footnotes.into_iter().zip(changes).partition(|(_, change)| is_of_header(change));
    view.footnotes = own.into_iter().map(|(field, _)| field).collect();
    let mut gone: Vec<String> = Vec::new();
    let mut new: Vec<String> = Vec::new();
    for (change, _) in of_kind {
        let name = change.field.name();
        match &change.values.after {
            None => gone.push(name.to_owned()),
            Some(value) => new.push(format!("{name} {value}")),
        }
    }
    gone.extend(of_header.iter().map(|(field, _)| field.name.trim_start_matches("old ").to_owned()));
    let parts = [("no longer printed: ", gone), ("now ", new)].into_iter().filter(|(_, names)| !names.is_empty());
    let remark = parts.map(|(what, names)| format!("{what}{}", enumeration(&names))).collect::<Vec<_>>().join("; ");
    if !remark.is_empty() {
        view.header.push(FieldDiff::remark("follows from the adoption", remark));
    }
    view
}

/// Puts sponsors that a newer draft does not print into one line with its submission note: that the chair submits it does
/// not say that they withdrew.
fn with_submission_line(mut view: View<'_>) -> View<'_> {
    let changes = &view.comparison.header;
    let index = |field: HeaderField| changes.iter().position(|change| change.field == field);
    if let (Some(sponsors), Some(note)) = (index(HeaderField::Sponsors), index(HeaderField::Submission))
        && changes[sponsors].values.after.is_none()
        && let Some(line) = submission_line(view.comparison)
    {
        view.header[note] = FieldDiff { name: "sponsors and submission".to_owned(), ..line };
        view.header.remove(sponsors);
    }
    view
}

/// The lines under the heading: the subject, and the dates of both texts.
pub fn about(view: &View<'_>) -> Vec<String> {
    let field = |side: Side, field: HeaderField| view.comparison.resolutions.get(side).header.get(field);
    let title = field(Side::After, HeaderField::Title).or(field(Side::Before, HeaderField::Title));
    let dates = Versions::new(field(Side::Before, HeaderField::Date), field(Side::After, HeaderField::Date));
    let dates = match (dates.before, dates.after) {
        (Some(old), Some(new)) if old != new => Some(format!("Issued: {old} → {new}")),
        (_, Some(date)) | (Some(date), None) => Some(format!("Issued: {date}")),
        (None, None) => None,
    };
    title.map(|title| format!("Subject: {title}")).into_iter().chain(dates).collect()
}

/// The sections that are not empty.
fn sections<'a>(view: &'a View<'_>, passing: &[String]) -> Vec<Section<'a>> {
    let mut sections = Sections { known: RecurringTexts::new(&view.recurring), ..Sections::default() };
    for recurring in &view.recurring {
        let text = sentence(&format!("{}: {}", recurring.sentence(), recurring.names.join(", ")));
        let section = match recurring.font_fault {
            true => &mut sections.faults,
            false => sections.reworded(Some(recurring.significance)),
        };
        section.push(Bullet::from_text(text));
    }
    view.changes().for_each(|reported| sections.add(view.comparison, reported));
    // Nobody cites a paragraph of the preamble by a number that is not printed.
    let renumbered = view.renumbering.iter().filter(|range| range.is_printed);
    let plain = |heading: &str| heading.to_owned();
    // Counted are the paragraphs, not the bullets: one bullet may name several.
    let counted = |heading: &str, significance: Significance| {
        let is_counted = |reported: &&ReportedChange<'_>| {
            reported.change.kind == ChangeKind::Reworded
                && reported.change.effective_significance() == Some(significance)
                && !reported.change.is_font_fault()
        };
        with_count(heading, view.changes().filter(is_counted).count())
    };
    let faulty = view.changes().filter(|reported| reported.change.is_font_fault()).count();
    let substance = [&sections.new, &sections.removed, &sections.reworded, &sections.moved].map(Vec::len).iter().sum();
    let headlines: &[String] = if MAX_BULLETS_WITHOUT_HEADLINES < substance { &view.headlines } else { &[] };
    let all = [
        (plain("Main points"), headlines.iter().map(|line| Bullet::from_text(sentence(line))).collect()),
        (plain("New"), sections.new),
        (plain("Removed"), sections.removed),
        (plain("Added and dropped again"), passing.iter().cloned().map(Bullet::from_text).collect()),
        (plain("Reworded"), sections.reworded),
        (plain("Moved, split and merged"), sections.moved),
        (counted("Routine", Significance::Routine), sections.routine),
        (counted("Editorial", Significance::Editorial), sections.editorial),
        (with_count("Fault of the file", faulty), sections.faults),
        (counted("Typographic", Significance::Typographic), sections.typographic),
        (plain("Negotiation"), open_summary(view.comparison).into_iter().map(Bullet::from_text).collect()),
        (plain("Renumbered"), renumbered.map(|range| Bullet::from_text(range.to_string())).collect()),
    ];
    let filled = all.into_iter().filter(|(_, bullets)| !bullets.is_empty());
    filled.map(|(heading, bullets)| Section { heading, bullets }).collect()
}

fn with_count(heading: &str, count: usize) -> String {
    format!("{heading}: {}", counted(count, "paragraph"))
}

#[derive(Default)]
struct Sections<'a> {
    /// Replacements reported once for all paragraphs.
    known: RecurringTexts<'a>,
    new: Vec<Bullet<'a>>,
    removed: Vec<Bullet<'a>>,
    reworded: Vec<Bullet<'a>>,
    moved: Vec<Bullet<'a>>,
    routine: Vec<Bullet<'a>>,
    editorial: Vec<Bullet<'a>>,
    faults: Vec<Bullet<'a>>,
    typographic: Vec<Bullet<'a>>,
}

impl<'a> Sections<'a> {
    /// The section of reworded paragraphs of a significance.
    fn reworded(&mut self, significance: Option<Significance>) -> &mut Vec<Bullet<'a>> {
        match significance {
            Some(Significance::Routine) => &mut self.routine,
            Some(Significance::Editorial) => &mut self.editorial,
            Some(Significance::Typographic) => &mut self.typographic,
            Some(Significance::Substantive) | None => &mut self.reworded,
        }
    }

    fn add(&mut self, comparison: &Comparison, reported: &'a ReportedChange<'_>) {
        let change = reported.change;
        let (words, redline) = self.words(reported);
        let has_redline = redline.is_some();
        let section = match (change.kind, change.effective_significance()) {
            (ChangeKind::Added, _) => &mut self.new,
            (ChangeKind::Removed, _) => &mut self.removed,
            (ChangeKind::Unchanged | ChangeKind::Split | ChangeKind::Merged, _) => &mut self.moved,
            (ChangeKind::Reworded, _) if change.is_font_fault() => &mut self.faults,
            (ChangeKind::Reworded, significance) => self.reworded(significance),
        };
        let text = match change.kind {
            ChangeKind::Added => one_sided(comparison, reported, Side::After),
            ChangeKind::Removed => one_sided(comparison, reported, Side::Before),
            ChangeKind::Reworded => words,
            ChangeKind::Unchanged if reported.count > 1 => "moved together, unchanged".to_owned(),
            ChangeKind::Unchanged => {
                format!("moved, unchanged: {}", quoted_beginning(&change.text(Side::After), MAX_MOVED_WORDS))
            }
            ChangeKind::Split | ChangeKind::Merged => {
                let counts = change.paragraphs.as_ref().map(|paragraphs| number(paragraphs.len()));
                let position = if change.moved { "moved and " } else { "" };
                let what = match (change.paragraphs.before.len(), change.paragraphs.after.len()) {
                    (1, _) => format!("split into {}", counts.after),
                    (_, 1) => format!("{} merged into one", counts.before),
                    _ => format!("{} split and merged into {}", counts.before, counts.after),
                };
                format!("{position}{what}{}{words}", if words.is_empty() { "" } else { "; " })
            }
        };
        // A paragraph without edits of its own is named in the bullet of the recurring replacement.
        if has_redline {
            section.push(Bullet { redline, ..bullet(reported, &text) });
        } else if !text.is_empty() || reported.doubts().next().is_some() {
            section.push(bullet(reported, &sentence(if text.is_empty() { "as throughout" } else { &text })));
        }
        let part = change.reasons.iter().find(|reason| reason.code == ReasonCode::Part);
        if change.kind == ChangeKind::Reworded && (change.moved || part.is_some()) {
            let moved = part.map_or("moved", |reason| reason.text.as_str());
            let is_verb_or_light = |edit: &Edit| {
                edit.types.first() == Some(&EditType::OpeningVerb) || edit.significance <= Significance::Editorial
            };
            let words = match part.is_some() && change.edits.iter().all(is_verb_or_light) {
                true => "otherwise only the form of its verb differs",
                false => "and reworded",
            };
            self.moved.push(bullet(reported, &sentence(&format!("{moved}, {words} (see above)"))));
        }
    }

    /// The redline of a change of substance or of the calendar, and what it does not show. Otherwise a sentence for each
    /// edit that is as significant as the change, and for each reason that no edit shows.
    fn words(&self, reported: &'a ReportedChange<'_>) -> (String, Option<&'a [Segment]>) {
        let change = reported.change;
        if matches!(change.kind, ChangeKind::Added | ChangeKind::Removed | ChangeKind::Unchanged) {
            return (String::new(), None);
        }
        let significance = change.effective_significance();
        let heavy = |edit: &&Edit| Some(edit.significance) >= significance || change.significance.is_none();
        let own: Vec<&Edit> = change.edits.iter().filter(|edit| !self.known.contains(edit)).collect();
        let mut sentences: Vec<&str> = Vec::new();
        for edit in own.iter().copied().filter(heavy) {
            if !sentences.contains(&edit.text.as_str()) {
                sentences.push(&edit.text);
            }
        }
        let shows_words = match change.kind {
            ChangeKind::Reworded => significance >= Some(Significance::Routine),
            // Fragments of a text that was divided say nothing one by one.
            _ => MAX_SENTENCES_OF_SPLIT < sentences.len(),
        };
        if shows_words && !sentences.is_empty() {
            return (remarks(reported), Some(change.segments.as_slice()));
        }
        // Which numbers follow the renumbering is said shortest by the reason.
        let follows = change.reasons.iter().filter(|reason| reason.code == ReasonCode::CrossReference);
        let is_cross_reference = |edit: &&Edit| edit.types.as_slice() == [EditType::CrossReference];
        if !own.is_empty() && own.iter().all(is_cross_reference) && follows.clone().next().is_some() {
            return (follows.map(|reason| reason.text.as_str()).collect::<Vec<_>>().join("; "), None);
        }
        // If no edit is as significant, a reason beside the words is.
        if sentences.is_empty() {
            sentences.extend(own.iter().map(|edit| edit.text.as_str()));
        }
        let beside = change.reasons.iter().filter(|reason| match change.edits.is_empty() {
            true => !matches!(reason.code, ReasonCode::Split | ReasonCode::Merged),
            false => reason.code.is_independent_of_edits(),
        });
        sentences.extend(beside.map(|reason| reason.text.as_str()));
        if change.edits.is_empty() && sentences.is_empty() {
            // A change without edits is quoted, so that nothing is left out.
            return (quotations(&change.segments), None);
        }
        (sentences.join("; "), None)
    }
}

/// What the redline of a change does not show: its direction, what follows from other paragraphs.
fn remarks(reported: &ReportedChange<'_>) -> String {
    let edits = &reported.change.edits;
    let is_moved_to_part = reported.change.has_reason(ReasonCode::Part);
    if let [edit] = &edits[..]
        && let Some(direction) = edit.direction
    {
        let others = reported.remarks().filter(|remark| *remark != edit.text);
        // Of a paragraph that goes to the other part, the remark on that gives the direction.
        let direction = (!is_moved_to_part).then(|| match edit.types.first() {
            Some(EditType::OpeningVerb) => format!("{} verb", direction.name()),
            _ => direction.name().to_owned(),
        });
        return direction.into_iter().chain(others.map(str::to_owned)).collect::<Vec<_>>().join("; ");
    }
    reported.remarks().collect::<Vec<_>>().join("; ")
}

fn bullet<'a>(reported: &ReportedChange<'_>, text: &str) -> Bullet<'a> {
    let Name { now, old } = reported.name.clone();
    let tags = reported.doubts().cloned().collect();
    Bullet { now, old, page: reported.page.to_string(), text: text.to_owned(), redline: None, tags }
}

/// An added or removed paragraph: its words, and the reasons beside them.
fn one_sided(comparison: &Comparison, reported: &ReportedChange<'_>, side: Side) -> String {
    let what =
        match comparison.paragraphs(reported.change, side).next().filter(|paragraph| paragraph.part == Part::Heading) {
            // The number of a heading says that the text has parts.
            Some(Paragraph { label: Some(label), .. }) => format!("heading {} ", label.text),
            Some(_) => "heading ".to_owned(),
            None => String::new(),
        };
    let quotation = quoted_beginning(&reported.change.text(side), MAX_PARAGRAPH_WORDS);
    // What a paragraph asks for is quoted.
    let is_quoted = |code: ReasonCode| matches!(code, ReasonCode::Added | ReasonCode::Removed | ReasonCode::Mandate);
    let beside = |code: ReasonCode| !is_quoted(code) && code != ReasonCode::Relocation;
    let reasons = || reported.change.reasons.iter();
    let more = reasons().filter(|reason| beside(reason.code)).map(|reason| reason.text.as_str());
    let mut passages =
        reasons().filter(|reason| reason.code == ReasonCode::Relocation).map(|reason| reason.text.as_str());
    let parts: Vec<&str> = more.chain(passages.by_ref().take(MAX_PASSAGES)).collect();
    let rest = match passages.count() {
        0 => String::new(),
        1 => "; 1 more passage moved".to_owned(),
        count => format!("; {count} more passages moved"),
    };
    let dash = if parts.is_empty() { "" } else { " – " };
    format!("{what}{quotation}{dash}{}{rest}", parts.join("; "))
}

/// Adds a capital at the start and a full stop at the end, unless a quotation has its own.
pub(super) fn sentence(text: &str) -> String {
    let ended = text.trim_end_matches('”').ends_with(['.', ';', ',', ':', '!', '?', '。', '；', '，']);
    let stop = if ended { "" } else { "." };
    format!("{}{stop}", capitalized(text))
}

/// A small number in words.
fn number(count: usize) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}
