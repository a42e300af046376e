//! The changelog as data: what changed from one version to the next, in prose bullets for people who were not in the
//! room.
//!
//! Substance first: sections New, Removed, Reworded, Moved, split and merged; then what is routine, editorial and
//! typographic, each counted in its heading; Renumbered last. A bullet names the paragraph on both sides and says in a
//! sentence why it matters, in the words of its reasons; where nothing was weighed, it quotes the least that shows the
//! change. A paragraph that moved and was reworded stands in both sections, so that the sections add up to the verdict.
//! The reports only set it in their own type.

use std::collections::HashSet;

use super::{Entry, Hunk, Name, Place, Telling, Told, View, hunks, recurring, stretch};
use crate::model::{ChangeKind, Side, Significance};

/// More changes than these in one paragraph are counted, not quoted: the redline shows them better.
const HUNKS: usize = 6;
/// More words than these are quoted by their beginning and end.
const QUOTE: usize = 40;

/// A section of the changelog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `New`, `Removed`, `Routine: 3 paragraphs` …
    pub heading: String,
    /// What it tells, one thing each.
    pub bullets: Vec<Bullet>,
}

/// A bullet of the changelog.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bullet {
    /// What the paragraph is called now.
    pub now: Option<String>,
    /// What it was called, where that differs or it is gone.
    pub old: Option<String>,
    /// The page it stands on, where the files have pages: `p. 3 (old p. 2)`.
    pub page: String,
    /// What happened to it.
    pub saying: String,
    /// The doubts.
    pub tags: Vec<String>,
}

/// The sections that have something to tell.
pub fn changelog(view: &View<'_>) -> Vec<Section> {
    let recurring = recurring(&view.entries);
    let mut sections = Sections { known: recurring.iter().map(|it| &it.hunk).collect(), ..Sections::default() };
    for it in &recurring {
        let saying = format!("Throughout: {} (in {})", quotation(&it.hunk), it.names.join(", "));
        sections.reworded.push(Bullet { saying, ..Bullet::default() });
    }
    for entry in &view.entries {
        if let Entry::Told(told) = entry {
            sections.add(told);
        }
    }
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

#[derive(Default)]
struct Sections<'a> {
    /// What was told once for all paragraphs.
    known: HashSet<&'a Hunk>,
    new: Vec<Bullet>,
    removed: Vec<Bullet>,
    reworded: Vec<Bullet>,
    moved: Vec<Bullet>,
    routine: Vec<Bullet>,
    editorial: Vec<Bullet>,
    typographic: Vec<Bullet>,
}

impl Sections<'_> {
    fn add(&mut self, told: &Told<'_>) {
        let change = told.change;
        let hunks = if change.reasons.is_empty() { self.quotations(told) } else { self.reasons(told) };
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
            ChangeKind::Reworded => hunks,
            ChangeKind::Unchanged if told.count > 1 => "moved together, unchanged".to_owned(),
            ChangeKind::Unchanged => format!("moved, unchanged: {}", clipped(&change.text(Side::After), 12)),
            ChangeKind::Split | ChangeKind::Merged => {
                let counts = change.paragraphs.as_ref().map(|paragraphs| number(paragraphs.len()));
                let place = if change.moved { "moved and " } else { "" };
                let what = match (change.paragraphs.before.len(), change.paragraphs.after.len()) {
                    (1, _) => format!("split into {}", counts.after),
                    (_, 1) => format!("{} merged into one", counts.before),
                    _ => format!("{} parted anew into {}", counts.before, counts.after),
                };
                format!("{place}{what}{}{hunks}", if hunks.is_empty() { "" } else { "; " })
            }
        };
        // A paragraph that has nothing of its own to tell is among those told of together.
        if !saying.is_empty() || !tags(told).is_empty() {
            section.push(bullet(told, &sentence(if saying.is_empty() { "as throughout" } else { &saying })));
        }
        if change.kind == ChangeKind::Reworded && change.moved {
            self.moved.push(bullet(told, "Moved, and reworded as told elsewhere."));
        }
    }

    /// Why it matters, without what was told of all paragraphs at once.
    fn reasons(&self, told: &Told<'_>) -> String {
        let bare = |text: &str| text.replace(['“', '”'], "");
        let known: Vec<String> = self.known.iter().map(|hunk| bare(&quotation(hunk))).collect();
        // a reason may add in brackets what it makes of it
        let is_known = |text: &str| {
            let text = bare(text);
            known
                .iter()
                .any(|it| text.strip_prefix(it.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" (")))
        };
        let moved = matches!(told.change.kind, ChangeKind::Split | ChangeKind::Merged);
        let reasons = told.change.reasons.iter();
        // what a split or merger is has been said
        let news = reasons.filter(|reason| !(moved && matches!(reason.code.as_str(), "split" | "merged")));
        let news: Vec<&str> = news.map(|reason| reason.text.as_str()).filter(|it| !is_known(it)).collect();
        news.join("; ")
    }

    /// What changed in the words, quoted.
    fn quotations(&self, told: &Told<'_>) -> String {
        let change = told.change;
        match told.telling {
            Telling::Whole(_) | Telling::Gist => return String::new(),
            Telling::Rewritten => {
                let texts = [Side::Before, Side::After].map(|side| clipped(&change.text(side), QUOTE));
                return format!("rewritten: {} → {}", texts[0], texts[1]);
            }
            Telling::Redline => {}
        }
        let mut quotations: Vec<(String, usize)> = Vec::new();
        let mut rest = 0;
        for hunk in hunks(&change.segments).iter().filter(|hunk| !self.known.contains(hunk)) {
            let quotation = quotation(hunk);
            match quotations.iter().position(|(told, _)| *told == quotation) {
                Some(at) => quotations[at].1 += 1,
                None if quotations.len() > HUNKS => rest += 1,
                None => quotations.push((quotation, 1)),
            }
        }
        // A single last one is told rather than counted: "and 1 more" is as long as most.
        if rest > 0 {
            rest += quotations.drain(HUNKS..).count();
        }
        let times = |times| if times == 2 { "twice".to_owned() } else { format!("{} times", number(times)) };
        let mut quotations: Vec<String> = quotations
            .into_iter()
            .map(|(quotation, count)| if count > 1 { format!("{quotation} ({})", times(count)) } else { quotation })
            .collect();
        quotations.extend((rest > 0).then(|| format!("and {rest} more")));
        quotations.join("; ")
    }
}

fn bullet(told: &Told<'_>, saying: &str) -> Bullet {
    let Name { now, old } = told.name.clone();
    Bullet { now, old, page: told.page.to_string(), saying: saying.to_owned(), tags: tags(told) }
}

/// A paragraph on one side: its words, and what it brings with it beside them.
fn alone(told: &Told<'_>, quotation: &str) -> String {
    let beside = |code: &str| !matches!(code, "added" | "removed");
    let more = told.change.reasons.iter().filter(|reason| beside(&reason.code)).map(|reason| reason.text.as_str());
    std::iter::once(quotation).chain(more).collect::<Vec<_>>().join("; ")
}

/// A capital at the start and a full stop at the end, as far as a quotation lets them.
fn sentence(saying: &str) -> String {
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
