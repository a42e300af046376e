//! One change on the page: number, name and event in the margin, its reasons, its text in both views.

use std::ops::Range;

use super::words::{Movement, SIDES, direction};
use super::{Page, escape};
use crate::model::{Change, ChangeKind, Segment, Side};
use crate::report::view::{FieldDiff, ReportedChange};

impl Page<'_> {
    /// A run of unchanged paragraphs, which can be folded.
    pub(super) fn unchanged(&self, out: &mut String, name: &str, changes: Range<usize>) {
        let changes = &self.view.comparison.changes[changes];
        let count = changes.len();
        let paragraphs = if count == 1 { "paragraph" } else { "paragraphs" };
        *out += &format!(
            "<details class=\"same\" open><summary><bdi>{}</bdi> unchanged <span class=\"count\">{count} {paragraphs}\
             </span></summary>\n",
            escape(name)
        );
        for change in changes {
            *out += &self.pair();
            self.cells(out, change, Movement::InPlace, Side::BOTH.to_vec());
            *out += "</div>\n";
        }
        *out += "</details>\n";
    }

    /// Paragraphs that were here and moved away.
    pub(super) fn moved_away(&self, out: &mut String, name: &str, to: &str, changes: Range<usize>) {
        let number = self.numbers.get(&changes.start).copied().unwrap_or(0);
        let is_hidden =
            self.view.comparison.changes.get(changes.start).is_some_and(|change| self.is_hidden(change.significance));
        let hidden = if is_hidden { " hidden" } else { "" };
        *out += &format!(
            "<div class=\"departed\" data-of=\"{number}\"{hidden}>\n<p class=\"margin\"><span class=\"name\"><bdi>{}</bdi></span> \
             <span class=\"event\">moved to <a href=\"#change-{number}\"><bdi>{}</bdi></a></span></p>\n\
             <div class=\"body\">\n",
            escape(name),
            escape(to)
        );
        for change in &self.view.comparison.changes[changes] {
            *out += &self.pair();
            self.cells(out, change, Movement::MovedAway, vec![Side::Before]);
            *out += "</div>\n";
        }
        *out += "</div>\n</div>\n";
    }

    /// A change.
    pub(super) fn change(&self, out: &mut String, reported: &ReportedChange<'_>) {
        let change = reported.change;
        let number = reported.number;
        let significance = change.significance.map(|significance| significance.name());
        *out += &format!(
            "<article class=\"change {}{}\" id=\"change-{number}\" tabindex=\"-1\" aria-labelledby=\"name-{number}\" \
             data-facets=\"{}\"{}{}>\n<header class=\"margin\"><h3 id=\"name-{number}\"><a class=\"number\" \
             href=\"#change-{number}\" title=\"Link to this change\"><span class=\"aside\">Change </span>{number}</a> \
             <span class=\"name\"><bdi>{}</bdi></span> <span class=\"event\">{}</span></h3>\n",
            class(change),
            if is_long(change) { " long" } else { "" },
            facets(change).join(" "),
            significance.map(|significance| format!(" data-weight=\"{significance}\"")).unwrap_or_default(),
            if self.is_hidden(change.significance) { " hidden" } else { "" },
            escape(&reported.name.to_string()),
            escape(&reported.event),
        );
        if let Some(significance) = significance {
            *out += &format!("<p class=\"weight {significance}\">{significance}</p>\n");
        }
        *out += "</header>\n<div class=\"body\">\n";
        let notes: Vec<&String> = reported.uncertainty.iter().chain(&reported.near_miss).collect();
        let remarks: Vec<_> = reported.remarks().collect();
        if !remarks.is_empty() || !notes.is_empty() {
            *out += "<ul class=\"reasons\">";
            for remark in remarks {
                *out += &format!("<li>{}</li>", escape(remark));
            }
            for note in notes {
                *out += &format!("<li class=\"doubt\">{}</li>", escape(note));
            }
            *out += "</ul>\n";
        }
        let movement = if change.moved { Movement::MovedHere } else { Movement::InPlace };
        for change in &self.view.comparison.changes[reported.changes.clone()] {
            *out += "<div class=\"woven\">";
            self.inline(out, change, movement);
            *out += &format!("</div>\n{}", self.pair());
            let sides = Side::BOTH.into_iter().filter(|side| !change.paragraphs.get(*side).is_empty());
            self.cells(out, change, movement, sides.collect());
            *out += "</div>\n";
        }
        *out += "</div>\n</article>\n";
    }

    /// Opens two cells, in reading direction.
    fn pair(&self) -> String {
        let direction = if self.languages.after.is_rtl() { " dir=\"rtl\"" } else { "" };
        format!("<div class=\"pair\"{direction}>")
    }

    /// The two cells of a change; a side that is not listed stays empty.
    fn cells(&self, out: &mut String, change: &Change, movement: Movement, sides: Vec<Side>) {
        for side in Side::BOTH {
            let class = if side == Side::Before { "old" } else { "new" };
            if !sides.contains(&side) {
                *out += &format!("<div class=\"{class} none\"></div>");
                continue;
            }
            *out += &format!("<div class=\"{class}\"><span class=\"aside\">{}: </span>", SIDES.get(side));
            // Moved words are marked at their new place, and at their old one.
            let shown =
                if movement == Movement::MovedHere && side == Side::Before { Movement::InPlace } else { movement };
            self.side(out, change, side, shown);
            *out += "</div>";
        }
    }

    /// Header fields, closing lines or footnotes that differ; nothing if none does.
    pub(super) fn fields(&self, out: &mut String, id: &str, heading: &str, fields: &[FieldDiff]) {
        if fields.is_empty() {
            return;
        }
        *out +=
            &format!("<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{heading}</h2>\n");
        for (index, field) in fields.iter().enumerate() {
            let event = field.event();
            let number = index + 1;
            *out += &format!(
                "<article class=\"change field {event}\" id=\"{id}-{number}\" tabindex=\"-1\" \
                 aria-labelledby=\"{id}-name-{number}\">\n<header class=\"margin\"><h3 id=\"{id}-name-{number}\">\
                 <span class=\"name\">{}</span> <span class=\"event\">{event}</span></h3></header>\n\
                 <div class=\"body\">",
                escape(&field.name),
            );
            if let Some(remark) = &field.remark {
                *out += &format!("<ul class=\"reasons\"><li>{}</li></ul>\n", escape(remark));
            }
            *out += &format!("<div class=\"woven\"><p class=\"line\"{}>", direction(self.languages.after));
            self.segments(out, &field.segments);
            *out += &format!("</p></div>\n{}", self.pair());
            for (side, class) in [(Side::Before, "old"), (Side::After, "new")] {
                let Some(text) = field.values.get(side) else {
                    *out += &format!("<div class=\"{class} none\"></div>");
                    continue;
                };
                *out += &format!(
                    "<div class=\"{class}\"><span class=\"aside\">{}: </span><p class=\"line\"{}>",
                    SIDES.get(side),
                    direction(*self.languages.get(side))
                );
                let own = field.segments.iter().filter(|segment| !segment.text(side).is_empty());
                if field.values.get(side.other()).is_none() {
                    let tag = if side == Side::Before { "del" } else { "ins" };
                    *out += &format!("<{tag}>{}</{tag}>", escape(text));
                } else {
                    self.segments(out, &own.cloned().collect::<Vec<_>>());
                }
                *out += "</p></div>";
            }
            *out += "</div></div>\n</article>\n";
        }
        *out += "</section>\n";
    }

    /// A line around the paragraphs: the organ's line, the meeting.
    pub(super) fn around(&self, out: &mut String, class: &str, field: &FieldDiff) {
        *out += &format!("<p class=\"{class}\"{}>", direction(self.languages.after));
        self.segments(out, &field.segments);
        *out += "</p>\n";
    }
}

/// Longer changes may break between printed pages, otherwise half a page could stay blank.
const MAX_UNBROKEN: usize = 1_500;

/// Whether a change may be broken between printed pages.
fn is_long(change: &Change) -> bool {
    let longest = |segment: &Segment| Side::BOTH.into_iter().map(|side| segment.text(side).len()).max().unwrap_or(0);
    change.segments.iter().map(longest).sum::<usize>() > MAX_UNBROKEN
}

/// The CSS class of a change.
pub(super) fn class(change: &Change) -> &'static str {
    match change.kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        _ if change.moved => "moved",
        ChangeKind::Split => "split",
        ChangeKind::Merged => "merged",
        _ => "reworded",
    }
}

/// The filter facets of a change: its kind, and whether it moved. A change is shown if one of them is selected.
pub(super) fn facets(change: &Change) -> Vec<&'static str> {
    let kind = Some(change.kind).filter(|kind| *kind != ChangeKind::Unchanged).map(ChangeKind::name);
    kind.into_iter().chain(change.moved.then_some("moved")).collect()
}
