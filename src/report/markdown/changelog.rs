//! The changelog: what changed from one version to the next, in prose bullets for people who were not in the room.
//!
//! A verdict; then New, Removed, Reworded, Moved, split and merged, Renumbered; then the header, the footnotes and the
//! doubts. Each bullet names the paragraph on both sides and quotes the least that shows the change. A paragraph that
//! moved and was reworded stands in both sections, so that the sections add up to the verdict.

use std::collections::HashSet;

use super::{Options, escape, fields, finish, list, section, title};
use crate::model::{ChangeKind, Comparison, Side};
use crate::report::view::{Elision, Entry, Hunk, Place, Telling, Told, View, hunks, recurring, stretch};

/// More changes than these in one paragraph are counted, not quoted: the redline shows them better.
const HUNKS: usize = 6;
/// More words than these are quoted by their beginning and end.
const QUOTE: usize = 40;

/// Writes the changelog of one step.
pub fn changelog(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref());
    let recurring = recurring(&view.entries);
    let mut sections = Sections { known: recurring.iter().map(|it| &it.hunk).collect(), ..Sections::default() };
    for it in &recurring {
        let names = escape::inline(&it.names.join(", "));
        sections.reworded += &format!("- Throughout: {} (in {names})\n", quotation(&it.hunk));
    }
    for entry in &view.entries {
        if let Entry::Told(told) = entry {
            sections.add(told);
        }
    }
    let mut out = title(&view);
    out += &section("New", &sections.new);
    out += &section("Removed", &sections.removed);
    out += &section("Reworded", &sections.reworded);
    out += &section("Moved, split and merged", &sections.moved);
    let map = view.renumbering.iter().map(|range| format!("- {}\n", escape::inline(&range.to_string())));
    out += &section("Renumbered", &map.collect::<String>());
    out += &fields("Header", &view.header, Some(Elision::default()));
    out += &fields("Footnotes", &view.footnotes, Some(Elision::default()));
    out += &list("Warnings", &view.warnings);
    finish(out)
}

#[derive(Default)]
struct Sections<'a> {
    /// What was told once for all paragraphs.
    known: HashSet<&'a Hunk>,
    new: String,
    removed: String,
    reworded: String,
    moved: String,
}

impl Sections<'_> {
    fn add(&mut self, told: &Told<'_>) {
        let change = told.change;
        let hunks = self.quotations(told);
        let section = match change.kind {
            ChangeKind::Added => &mut self.new,
            ChangeKind::Removed => &mut self.removed,
            ChangeKind::Reworded => &mut self.reworded,
            ChangeKind::Unchanged | ChangeKind::Split | ChangeKind::Merged => &mut self.moved,
        };
        let saying = match change.kind {
            ChangeKind::Added => clipped(&change.text(Side::After), QUOTE * 2),
            ChangeKind::Removed => clipped(&change.text(Side::Before), QUOTE),
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
            section.push_str(&bullet(told, if saying.is_empty() { "as throughout" } else { &saying }));
        }
        if change.kind == ChangeKind::Reworded && change.moved {
            self.moved.push_str(&bullet(told, "moved, and reworded as told above"));
        }
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

fn bullet(told: &Told<'_>, saying: &str) -> String {
    let now = told.name.now.as_deref().map(escape::inline);
    let old = told.name.old.as_deref().map(escape::inline);
    let name = match (now, old) {
        (Some(now), Some(old)) => format!("**{now}** (old {old})"),
        (Some(now), None) => format!("**{now}**"),
        (None, old) => format!("**old {}**", old.unwrap_or_default()),
    };
    let tags = tags(told);
    let tags = if tags.is_empty() { tags } else { format!(" \\[{tags}\\]") };
    format!("- {name}: {saying}{tags}\n")
}

/// The weight of a change, its reasons and the doubts about it.
fn tags(told: &Told<'_>) -> String {
    let weight = told.change.significance.map(|significance| significance.name().to_owned());
    let reasons = told.change.reasons.iter().map(|reason| escape::inline(&reason.text));
    let notes = told.doubt.iter().chain(&told.near_miss).map(|note| escape::inline(note));
    weight.into_iter().chain(reasons).chain(notes).collect::<Vec<_>>().join("; ")
}

fn quotation(hunk: &Hunk) -> String {
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
    format!("“{}”", escape::inline(text))
}

/// A quotation of at most so many words, the middle left out.
fn clipped(text: &str, words: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Leaving out two or three words saves nothing.
    if stretch::count(&text) <= words + 3 {
        return quoted(&text);
    }
    let tail = words / 5;
    let (head, tail) = (stretch::first(&text, words - tail), stretch::last(&text, tail));
    format!("“{} … {}”", escape::inline(head), escape::inline(tail))
}

/// A small number in words.
fn number(count: usize) -> String {
    const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}
