//! The changelog as data: what changed from one version to the next, as a note for people who were not in the room.
//!
//! Substance first: sections New, Removed, Reworded, Moved, split and merged; then what is routine, editorial and
//! typographic, each counted in its heading; Renumbered last. A bullet names the paragraph on both sides and says what
//! changed, a sentence for each edit of substance; where these are many, a redline in context shows them better. A
//! paragraph that moved and was reworded stands in both sections, so that the sections add up to the verdict. The
//! reports only set it in their own type.

use super::recurring::Known;
use super::{Elision, Hunk, Name, Place, Told, View, hunks, stretch};
use crate::model::{ChangeKind, Comparison, Edit, HeaderField, ReasonCode, Segment, Side, Significance, Versions};

/// More edits than these in one paragraph are shown by its redline.
const MAX_SENTENCES: usize = 2;
/// More words than these are quoted by their beginning and end.
const QUOTE: usize = 40;

/// How much of the unchanged words the redline of a bullet shows: what tells where the change is, and no more.
pub const CONTEXT: Elision = Elision { paragraph: 20, around: 6, least: 4 };

/// One step of a changelog, for the formats that write all steps into one file.
#[derive(Debug, Clone)]
pub struct Changelog<'a> {
    /// From one version to the next.
    pub comparison: &'a Comparison,
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
    /// Whether it is of the first and the last of several versions.
    pub overall: bool,
    /// Only what weighs as much or more.
    pub only: Option<Significance>,
    /// Whether the pages of changes are told.
    pub pages: bool,
}

impl Changelog<'_> {
    /// What the step tells.
    pub fn view(&self) -> View<'_> {
        View::new(self.comparison, self.names.as_ref()).only(self.only)
    }
}

/// A section of the changelog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// `New`, `Removed`, `Routine: 3 paragraphs` …
    pub heading: String,
    /// What it tells, one thing each.
    pub bullets: Vec<Bullet<'a>>,
}

/// A bullet of the changelog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bullet<'a> {
    /// What the paragraph is called now.
    pub now: Option<String>,
    /// What it was called, where that differs or it is gone.
    pub old: Option<String>,
    /// The page it stands on, where the files have pages: `p. 3 (old p. 2)`.
    pub page: String,
    /// What happened to it.
    pub saying: String,
    /// What shows it better than the sentence: a redline, to be set with the unchanged words left out.
    pub redline: Option<&'a [Segment]>,
    /// The doubts.
    pub tags: Vec<String>,
}

/// What the note is about, for the lines under its heading: the subject, and the dates of both texts.
pub fn about(view: &View<'_>) -> Vec<String> {
    let field = |side: Side, field: HeaderField| view.comparison.resolutions.get(side).header.get(field);
    let title = field(Side::After, HeaderField::Title).or(field(Side::Before, HeaderField::Title));
    let dates = Versions::new(field(Side::Before, HeaderField::Date), field(Side::After, HeaderField::Date));
    let dates = match (dates.before, dates.after) {
        (Some(old), Some(new)) if old != new => Some(format!("Dates: {old} → {new}")),
        (_, Some(date)) | (Some(date), None) => Some(format!("Date: {date}")),
        (None, None) => None,
    };
    title.map(|title| format!("Subject: {title}")).into_iter().chain(dates).collect()
}

/// The sections that have something to tell.
pub fn changelog<'a>(view: &'a View<'_>) -> Vec<Section<'a>> {
    let mut sections = Sections::new(Known::new(&view.recurring));
    for recurring in &view.recurring {
        let saying = sentence(&format!("{}: {}", recurring.sentence(), recurring.names.join(", ")));
        sections.reworded.push(Bullet { saying, ..Bullet::default() });
    }
    view.told().for_each(|told| sections.add(told));
    let renumbered = view.renumbering.iter().map(|range| Bullet { saying: range.to_string(), ..Bullet::default() });
    let plain = |heading: &str| heading.to_owned();
    let counted =
        |heading: &str, count: usize| format!("{heading}: {count} paragraph{}", if count == 1 { "" } else { "s" });
    let light = [sections.routine.len(), sections.editorial.len(), sections.typographic.len()];
    let all = [
        (plain("New"), sections.new),
        (plain("Removed"), sections.removed),
        (plain("Reworded"), sections.reworded),
        (plain("Moved, split and merged"), sections.moved),
        (counted("Routine", light[0]), sections.routine),
        (counted("Editorial", light[1]), sections.editorial),
        (counted("Typographic", light[2]), sections.typographic),
        (plain("Renumbered"), renumbered.collect()),
    ];
    let told = all.into_iter().filter(|(_, bullets)| !bullets.is_empty());
    told.map(|(heading, bullets)| Section { heading, bullets }).collect()
}

struct Sections<'a> {
    /// What was told once for all paragraphs.
    known: Known<'a>,
    new: Vec<Bullet<'a>>,
    removed: Vec<Bullet<'a>>,
    reworded: Vec<Bullet<'a>>,
    moved: Vec<Bullet<'a>>,
    routine: Vec<Bullet<'a>>,
    editorial: Vec<Bullet<'a>>,
    typographic: Vec<Bullet<'a>>,
}

impl<'a> Sections<'a> {
    fn new(known: Known<'a>) -> Sections<'a> {
        Sections {
            known,
            new: Vec::new(),
            removed: Vec::new(),
            reworded: Vec::new(),
            moved: Vec::new(),
            routine: Vec::new(),
            editorial: Vec::new(),
            typographic: Vec::new(),
        }
    }

    fn add(&mut self, told: &'a Told<'_>) {
        let change = told.change;
        let (words, redline) = self.words(told);
        let section = match (change.kind, change.effective_significance()) {
            (ChangeKind::Added, _) => &mut self.new,
            (ChangeKind::Removed, _) => &mut self.removed,
            (ChangeKind::Unchanged | ChangeKind::Split | ChangeKind::Merged, _) => &mut self.moved,
            (ChangeKind::Reworded, Some(Significance::Routine)) => &mut self.routine,
            (ChangeKind::Reworded, Some(Significance::Editorial)) => &mut self.editorial,
            (ChangeKind::Reworded, Some(Significance::Typographic)) => &mut self.typographic,
            (ChangeKind::Reworded, _) => &mut self.reworded,
        };
        let saying = match change.kind {
            ChangeKind::Added => alone(told, &clipped(&change.text(Side::After), QUOTE * 2)),
            ChangeKind::Removed => alone(told, &clipped(&change.text(Side::Before), QUOTE)),
            ChangeKind::Reworded => words,
            ChangeKind::Unchanged if told.count > 1 => "moved together, unchanged".to_owned(),
            ChangeKind::Unchanged => format!("moved, unchanged: {}", clipped(&change.text(Side::After), 12)),
            ChangeKind::Split | ChangeKind::Merged => {
                let counts = change.paragraphs.as_ref().map(|paragraphs| number(paragraphs.len()));
                let place = if change.moved { "moved and " } else { "" };
                let what = match (change.paragraphs.before.len(), change.paragraphs.after.len()) {
                    (1, _) => format!("split into {}", counts.after),
                    (_, 1) => format!("{} merged into one", counts.before),
                    _ => format!("{} split and merged into {}", counts.before, counts.after),
                };
                format!("{place}{what}{}{words}", if words.is_empty() { "" } else { "; " })
            }
        };
        // A paragraph that has nothing of its own to tell is among those told of together.
        if !saying.is_empty() || !tags(told).is_empty() {
            let saying = sentence(if saying.is_empty() { "as throughout" } else { &saying });
            section.push(Bullet { redline, ..bullet(told, &saying) });
        }
        if change.kind == ChangeKind::Reworded && change.moved {
            self.moved.push(bullet(told, "Moved, and reworded (see above)."));
        }
    }

    /// What changed in the words: a sentence for each edit that weighs as much as the change, and what the words do not
    /// show; and the redline, where the edits are many.
    fn words(&self, told: &'a Told<'_>) -> (String, Option<&'a [Segment]>) {
        let change = told.change;
        if matches!(change.kind, ChangeKind::Added | ChangeKind::Removed | ChangeKind::Unchanged) {
            return (String::new(), None);
        }
        let weight = change.effective_significance();
        let heavy = |edit: &&Edit| Some(edit.significance) >= weight || change.significance.is_none();
        let own: Vec<&Edit> = change.edits.iter().filter(|edit| !self.known.has(edit)).collect();
        let mut sentences: Vec<&str> = Vec::new();
        for edit in own.iter().copied().filter(heavy) {
            if !sentences.contains(&edit.text.as_str()) {
                sentences.push(&edit.text);
            }
        }
        // Where no edit weighs as much, something beside the words does.
        if sentences.is_empty() {
            sentences.extend(own.iter().map(|edit| edit.text.as_str()));
        }
        let is_clipped = |sentence: &&str| sentence.contains('…');
        let many = sentences.len() > MAX_SENTENCES || sentences.iter().any(is_clipped);
        let redline = (many && change.kind == ChangeKind::Reworded).then_some(change.segments.as_slice());
        let beside = change.reasons.iter().filter(|reason| match change.edits.is_empty() {
            true => !matches!(reason.code, ReasonCode::Split | ReasonCode::Merged),
            false => reason.code.is_beside_the_words(),
        });
        sentences.extend(beside.map(|reason| reason.text.as_str()));
        if change.edits.is_empty() && sentences.is_empty() {
            // What has no edits is quoted, so that nothing is left untold.
            return (hunks(&change.segments).iter().map(quotation).collect::<Vec<_>>().join("; "), None);
        }
        (sentences.join("; "), redline)
    }
}

fn bullet<'a>(told: &Told<'_>, saying: &str) -> Bullet<'a> {
    let Name { now, old } = told.name.clone();
    Bullet { now, old, page: told.page.to_string(), saying: saying.to_owned(), redline: None, tags: tags(told) }
}

/// A paragraph on one side: its words, and what it brings with it beside them.
fn alone(told: &Told<'_>, quotation: &str) -> String {
    let beside = |code: ReasonCode| !matches!(code, ReasonCode::Added | ReasonCode::Removed);
    let more = told.change.reasons.iter().filter(|reason| beside(reason.code)).map(|reason| reason.text.as_str());
    std::iter::once(quotation).chain(more).collect::<Vec<_>>().join("; ")
}

/// A capital at the start and a full stop at the end, as far as a quotation lets them.
pub(super) fn sentence(saying: &str) -> String {
    let mut characters = saying.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let ended = saying.trim_end_matches('”').ends_with(['.', ';', ',', ':', '!', '?', '。', '；', '，']);
    let stop = if ended { "" } else { "." };
    format!("{first}{}{stop}", characters.as_str())
}

/// The doubts about a change.
fn tags(told: &Told<'_>) -> Vec<String> {
    told.doubt.iter().chain(&told.near_miss).cloned().collect()
}

pub(super) fn quotation(hunk: &Hunk) -> String {
    match hunk {
        Hunk::Replaced { old, new } => format!("{} → {}", clipped(old, QUOTE), clipped(new, QUOTE)),
        Hunk::Added { text, place } => format!("adds {}{}", clipped(text, QUOTE), at(place)),
        Hunk::Dropped { text, place } => format!("drops {}{}", clipped(text, QUOTE), at(place)),
    }
}

fn at(place: &Place) -> String {
    match place {
        Place::Start => " at the beginning".to_owned(),
        Place::End => " at the end".to_owned(),
        Place::After(words) => format!(" after {}", quoted(words)),
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// A quotation of at most so many words, the middle left out.
fn clipped(text: &str, words: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Leaving out two or three words saves nothing.
    if stretch::count(&text, words + 4) <= words + 3 {
        return quoted(&text);
    }
    let tail = words / 5;
    let (head, tail) = (stretch::first(&text, words - tail), stretch::last(&text, tail));
    format!("“{head} … {tail}”")
}

/// A small number in words.
fn number(count: usize) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}
