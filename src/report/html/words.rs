//! Writes the lines of a redline as HTML paragraphs: both sides inline, or one side alone.

use maud::{Markup, PreEscaped, html};

use super::Page;
use crate::model::{Change, Language, NumberStyle, Part, Segment, Side};
use crate::report::escape::{escape, text};
use crate::report::view::words::leading_space;
use crate::report::view::{self, LayoutLine, LayoutRun, Role, Sides};
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
    pub(super) fn inline(&self, change: &Change, movement: Movement) -> Markup {
        html! {
            @for line in view::layout(self.view.comparison, change) {
                @let side = if line.paragraphs.after.is_some() { Side::After } else { Side::Before };
                @let language = *self.languages.get(side);
                p class=(self.class(&line, side)) lang=(language.tag()) dir=(direction(language)) {
                    @match (&line.labels.before, &line.labels.after) {
                        (None, None) => {}
                        (Some(old), Some(new)) if old == new => (label(text(new)))
                        (old, new) => (label(html! {
                            @if let Some(old) = old { del { (text(old)) } }
                            @if old.is_some() && new.is_some() { " " }
                            @if let Some(new) = new { ins { (text(new)) } }
                        }))
                    }
                    (runs(line.runs.iter().map(|run| inline_run(run, movement))))
                    @match line.end {
                        Sides::Both => {}
                        Sides::Before => del class="break" title="paragraph break removed" { "¶" }
                        Sides::After => ins class="break" title="paragraph break added" { "¶" }
                    }
                } "\n"
            }
        }
    }

    /// One side of a change, with its own words marked.
    pub(super) fn side(&self, change: &Change, side: Side, movement: Movement) -> Markup {
        let language = *self.languages.get(side);
        let has_words = |line: &LayoutLine<'_>| {
            line.paragraphs.get(side).is_some() || line.runs.iter().any(|run| !run.on(side).is_empty())
        };
        let lines = view::layout(self.view.comparison, change);
        let paragraphs = lines.split_inclusive(|line| line.end.contains(side));
        let paragraphs = paragraphs.filter_map(|lines| Some((lines.iter().find(|line| has_words(line))?, lines)));
        html! {
            @for (first, lines) in paragraphs {
                p class=(self.class(first, side)) lang=(language.tag()) dir=(direction(language)) {
                    @if let Some(number) = first.labels.get(side) {
                        @let opposite = first.labels.get(side.other());
                        @match opposite.as_ref().is_some_and(|opposite| opposite != number) {
                            true => (label(marked(side, text(number))))
                            false => (label(text(number)))
                        }
                    }
                    @for line in lines {
                        @let own = line.runs.iter().filter(|run| run.sides.contains(side));
                        (runs(own.map(|run| side_run(run, side, movement))))
                    }
                } "\n"
            }
        }
    }

    /// The class of a line, by the paragraph of one side.
    fn class(&self, line: &LayoutLine<'_>, side: Side) -> String {
        let texts = self.view.comparison.resolutions.as_ref();
        let of_side = |side: Side| line.paragraphs.get(side).map(|index| &texts.get(side)[index]);
        let mut class = "line".to_owned();
        if let Some(paragraph) = of_side(side).or_else(|| of_side(side.other())) {
            match paragraph.part {
                Part::Heading => class += " heading",
                Part::Table => class += " row",
                _ => {}
            }
            let bullet = paragraph.label.as_ref().is_some_and(|label| label.style == NumberStyle::Bullet);
            class += if bullet { " bullet" } else { "" };
            class += ["", " d1", " d2", " d3", " d4"][paragraph.depth.min(4)];
        }
        class
    }
}

/// A small redline without paragraphs: a header field, a footnote.
pub(super) fn segments<'a>(segments: impl IntoIterator<Item = &'a Segment>) -> Markup {
    runs(segments.into_iter().map(|segment| {
        let (text, mark) = match segment {
            Segment::Kept(both) => (whole_spelling(&both.before, &both.after), None),
            Segment::Removed { text } => (text.as_str(), Some(("del", ""))),
            Segment::Added { text } => (text.as_str(), Some(("ins", ""))),
        };
        MarkedRun { text, role: Role::Words, mark }
    }))
}

/// The direction of a text.
pub(super) fn direction(language: Language) -> &'static str {
    if language.is_rtl() { "rtl" } else { "auto" }
}

fn label(inner: Markup) -> Markup {
    html! { span.label { (inner) } " " }
}

/// Words that only one side has.
pub(super) fn marked(side: Side, inner: Markup) -> Markup {
    html! {
        @match side {
            Side::Before => del { (inner) }
            Side::After => ins { (inner) }
        }
    }
}

fn tag(side: Side) -> &'static str {
    match side {
        Side::Before => "del",
        Side::After => "ins",
    }
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
    let here = if movement == Movement::MovedAway { Side::Before } else { Side::After };
    side_run(run, run.sides.only().unwrap_or(here), movement)
}

fn side_run<'a>(run: &LayoutRun<'a>, side: Side, movement: Movement) -> MarkedRun<'a> {
    let mark = match (run.sides, movement) {
        (Sides::Both, Movement::InPlace) => None,
        (Sides::Both, _) => Some((tag(side), MOVED)),
        _ => Some((tag(side), "")),
    };
    MarkedRun { text: run.shown(side), role: run.role, mark }
}

/// The runs; neighbours with the same mark share one element, so it is written as text.
fn runs<'a>(runs: impl Iterator<Item = MarkedRun<'a>>) -> Markup {
    let mut out = String::new();
    let mut open: Option<(&str, &str)> = None;
    let mut last: Option<char> = None;
    for MarkedRun { text, role, mark } in runs {
        let (blank, words) = leading_space(text);
        if mark != open {
            // White space between two marks is in neither, so that no line runs through a gap.
            if let Some((tag, _)) = open {
                out += &format!("</{tag}>");
                // A removed word would run into the added one.
                let touches = [last, words.chars().next()].iter().all(|c| c.is_some_and(char::is_alphanumeric));
                if tag == "del" && mark.is_some() && blank.is_empty() && touches {
                    out.push(' ');
                }
            }
            out += blank;
            open = mark.filter(|_| !words.is_empty());
            if let Some((tag, class)) = open {
                let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
                out += &format!("<{tag}{class}>");
            }
        } else {
            out += blank;
        }
        last = text.chars().next_back().or(last);
        let words = escape(words);
        out += &match role {
            _ if words.is_empty() => String::new(),
            Role::Opening => format!("<em>{words}</em>"),
            Role::Words => words,
            Role::FootnoteRef => format!("<sup>{words}</sup>"),
        };
    }
    if let Some((tag, _)) = open {
        out += &format!("</{tag}>");
    }
    PreEscaped(out)
}
