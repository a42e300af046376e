//! The changelog: what changed from one version to the next, in prose bullets for people who were not in the room.
//!
//! A verdict; then New, Removed, Reworded, Moved, split and merged, Renumbered; then the header, the footnotes and the
//! doubts. Each bullet names the paragraph on both sides and quotes the least that shows the change. A paragraph that
//! moved and was reworded stands in both sections, so that the sections add up to the verdict.

use super::{Options, escape, fields, finish, list, section, title};
use crate::model::{ChangeKind, Comparison, Side};
use crate::report::view::{Elision, Entry, Hunk, Place, Telling, Told, View, hunks, stretch};

/// More changes than these in one paragraph are counted, not quoted: the redline shows them better.
const HUNKS: usize = 6;
/// More words than these are quoted by their beginning and end.
const QUOTE: usize = 40;

/// Writes the changelog of one step.
pub fn changelog(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref());
    let mut sections = Sections::default();
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
struct Sections {
    new: String,
    removed: String,
    reworded: String,
    moved: String,
}

impl Sections {
    fn add(&mut self, told: &Told<'_>) {
        let change = told.change;
        let hunks = quotations(told);
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
        section.push_str(&bullet(told, &saying));
        if change.kind == ChangeKind::Reworded && change.moved {
            self.moved.push_str(&bullet(told, "moved, and reworded as told above"));
        }
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
    let mut out = format!("- {name}: {saying}");
    let reasons = told.change.reasons.iter().map(|reason| escape::inline(&reason.text));
    let tags: Vec<String> = told
        .change
        .significance
        .map(|significance| significance.name().to_owned())
        .into_iter()
        .chain(reasons)
        .chain(told.doubt.iter().chain(&told.near_miss).map(|note| escape::inline(note)))
        .collect();
    if !tags.is_empty() {
        out += &format!(" \\[{}\\]", tags.join("; "));
    }
    out + "\n"
}

/// What changed in the words, quoted.
fn quotations(told: &Told<'_>) -> String {
    let change = told.change;
    match told.telling {
        Telling::Whole(_) | Telling::Gist => return String::new(),
        Telling::Rewritten => {
            let texts = [Side::Before, Side::After].map(|side| clipped(&change.text(side), QUOTE));
            return format!("rewritten: {} → {}", texts[0], texts[1]);
        }
        Telling::Redline => {}
    }
    let hunks = hunks(&change.segments);
    // A last hunk is told rather than counted: "and 1 more" is as long as most.
    let told = if hunks.len() > HUNKS + 1 { HUNKS } else { hunks.len() };
    let mut quotations: Vec<String> = hunks[..told].iter().map(quotation).collect();
    if hunks.len() > told {
        quotations.push(format!("and {} more", hunks.len() - told));
    }
    quotations.join("; ")
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
