//! Writes the lines of a redline as HTML paragraphs: both sides inline, or one side alone.

use super::{Page, escape};
use crate::model::{Change, Language, NumberStyle, Part, Segment, Side, Versions};
use crate::report::view::{self, LayoutLine, LayoutRun, Origin, Role};
use crate::text::whole_spelling;

/// Whether a change is shown at its place, or at one end of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Movement {
    /// Not moved.
    InPlace,
    /// At the place it moved to.
    MovedHere,
    /// At the place it moved away from.
    MovedAway,
}

impl Page<'_> {
    /// The lines of a change with both sides inline.
    pub(super) fn inline(&self, out: &mut String, change: &Change, movement: Movement) {
        for line in view::layout(self.view.comparison, change) {
            self.open(out, &line, if line.paragraphs.after.is_some() { Side::After } else { Side::Before });
            let [old, new] = Side::BOTH.map(|side| line.labels.get(side).as_deref());
            match (old, new) {
                (None, None) => {}
                (Some(old), Some(new)) if old == new => *out += &label(&escape(new)),
                (old, new) => {
                    let old = old.map(|old| tagged("del", &escape(old))).unwrap_or_default();
                    let new = new.map(|new| tagged("ins", &escape(new))).unwrap_or_default();
                    *out += &label(&format!("{old}{}{new}", if old.is_empty() || new.is_empty() { "" } else { " " }));
                }
            }
            write_runs(out, line.runs.iter().map(|run| inline_run(run, movement)));
            match line.end {
                Origin::Both => {}
                Origin::Before => *out += "<del class=\"break\" title=\"paragraph break removed\">¶</del>",
                Origin::After => *out += "<ins class=\"break\" title=\"paragraph break added\">¶</ins>",
            }
            *out += "</p>\n";
        }
    }

    /// One side of a change, with its own words marked.
    pub(super) fn side(&self, out: &mut String, change: &Change, side: Side, movement: Movement) {
        let mut open = false;
        for line in view::layout(self.view.comparison, change) {
            if !open && (line.paragraphs.get(side).is_some() || line.runs.iter().any(|run| !run.on(side).is_empty())) {
                self.open(out, &line, side);
                open = true;
                if let Some(number) = line.labels.get(side) {
                    let changed = line.labels.before != line.labels.after
                        && line.labels.before.is_some() == line.labels.after.is_some();
                    let number = escape(number);
                    *out += &label(&if changed { tagged(tag(side), &number) } else { number });
                }
            }
            write_runs(
                out,
                line.runs.iter().filter(|run| run.origin.is_on(side)).map(|run| side_run(run, side, movement)),
            );
            if open && line.end.is_on(side) {
                *out += "</p>\n";
                open = false;
            }
        }
        if open {
            *out += "</p>\n";
        }
    }

    /// Opens the paragraph of a line with the class of one side's paragraph.
    fn open(&self, out: &mut String, line: &LayoutLine<'_>, side: Side) {
        let texts = self.view.comparison.resolutions.as_ref();
        let paragraph = line.paragraphs.get(side).map(|index| &texts.get(side)[index]);
        let paragraph =
            paragraph.or_else(|| line.paragraphs.get(side.other()).map(|index| &texts.get(side.other())[index]));
        let mut class = "line".to_owned();
        if let Some(paragraph) = paragraph {
            match paragraph.part {
                Part::Heading => class += " heading",
                Part::Table => class += " row",
                _ => {}
            }
            let bullet = paragraph.label.as_ref().is_some_and(|label| label.style == NumberStyle::Bullet);
            class += if bullet { " bullet" } else { "" };
            class += ["", " d1", " d2", " d3", " d4"][paragraph.depth.min(4)];
        }
        *out += &format!("<p class=\"{class}\"{}>", direction(*self.languages.get(side)));
    }

    /// A small redline without paragraphs: a header field, a footnote.
    pub(super) fn segments(&self, out: &mut String, segments: &[Segment]) {
        write_runs(
            out,
            segments.iter().map(|segment| {
                let (text, mark) = match segment {
                    Segment::Kept(both) => (whole_spelling(&both.before, &both.after), None),
                    Segment::Removed { text } => (text.as_str(), Some(("del", ""))),
                    Segment::Added { text } => (text.as_str(), Some(("ins", ""))),
                };
                MarkedRun { text, role: Role::Words, mark }
            }),
        );
    }
}

/// The language and direction of a text.
pub(super) fn direction(language: Language) -> String {
    format!(" lang=\"{}\" dir=\"{}\"", language.tag(), if language.is_rtl() { "rtl" } else { "auto" })
}

fn label(inner: &str) -> String {
    format!("<span class=\"label\">{inner}</span> ")
}

fn tag(side: Side) -> &'static str {
    match side {
        Side::Before => "del",
        Side::After => "ins",
    }
}

fn tagged(tag: &str, inner: &str) -> String {
    format!("<{tag}>{inner}</{tag}>")
}

/// Words with their role and mark.
struct MarkedRun<'a> {
    text: &'a str,
    role: Role,
    /// The element and its class; `None` for unchanged words.
    mark: Option<(&'static str, &'static str)>,
}

const MOVED: &str = "moved";

fn inline_run<'a>(run: &LayoutRun<'a>, movement: Movement) -> MarkedRun<'a> {
    let (text, mark) = match (run.origin, movement) {
        (Origin::Both, Movement::InPlace) => (run.shown(Side::After), None),
        (Origin::Both, Movement::MovedHere) => (run.shown(Side::After), Some(("ins", MOVED))),
        (Origin::Both, Movement::MovedAway) => (run.shown(Side::Before), Some(("del", MOVED))),
        (Origin::Before, _) => (run.text.before, Some(("del", ""))),
        (Origin::After, _) => (run.text.after, Some(("ins", ""))),
    };
    MarkedRun { text, role: run.role, mark }
}

fn side_run<'a>(run: &LayoutRun<'a>, side: Side, movement: Movement) -> MarkedRun<'a> {
    let mark = match (run.origin, movement) {
        (Origin::Both, Movement::InPlace) => None,
        (Origin::Both, _) => Some((tag(side), MOVED)),
        _ => Some((tag(side), "")),
    };
    MarkedRun { text: run.shown(side), role: run.role, mark }
}

/// Writes runs; neighbours with the same mark share one element.
fn write_runs<'a>(out: &mut String, runs: impl Iterator<Item = MarkedRun<'a>>) {
    let mut open: Option<(&str, &str)> = None;
    let mut last: Option<char> = None;
    for MarkedRun { text, role, mark } in runs {
        let words = text.trim_start();
        let blank = &text[..text.len() - words.len()];
        if mark != open {
            // White space between two marks is in neither, so that no line runs through a gap.
            if let Some((tag, _)) = open {
                *out += &format!("</{tag}>");
                // A removed word would run into the added one.
                let touches = [last, words.chars().next()].iter().all(|c| c.is_some_and(char::is_alphanumeric));
                if tag == "del" && mark.is_some() && blank.is_empty() && touches {
                    out.push(' ');
                }
            }
            *out += blank;
            open = mark.filter(|_| !words.is_empty());
            if let Some((tag, class)) = open {
                let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
                *out += &format!("<{tag}{class}>");
            }
        } else {
            *out += blank;
        }
        last = text.chars().next_back().or(last);
        let words = escape(words);
        *out += &match role {
            _ if words.is_empty() => String::new(),
            Role::Opening => format!("<em>{words}</em>"),
            Role::Words => words,
            Role::FootnoteRef => format!("<sup>{words}</sup>"),
        };
    }
    if let Some((tag, _)) = open {
        *out += &format!("</{tag}>");
    }
}

/// The names of both sides, for screen readers.
pub(super) const SIDES: Versions<&str> = Versions { before: "Older text", after: "Newer text" };
