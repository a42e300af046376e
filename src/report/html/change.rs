//! One change on the page: number, name and event in the margin, its reasons, its text in both views.

use std::ops::Range;

use maud::{Markup, html};

use super::words::{Movement, direction, marked, segments};
use super::{Page, section};
use crate::model::{Change, ChangeKind, Segment, Side, Significance};
use crate::report::escape::text;
use crate::report::view::{FieldDiff, ReportedChange};
use crate::text::{capitalized, counted};

impl Page<'_> {
    /// A run of unchanged paragraphs, which can be folded.
    pub(super) fn unchanged(&self, name: &str, changes: Range<usize>) -> Markup {
        let count = changes.len();
        html! {
            details.same open {
                summary {
                    bdi { (text(name)) } " unchanged "
                    span.count { (counted(count, "paragraph")) }
                }
                @for change in &self.view.comparison.changes[changes] {
                    (self.pair(self.cells(change, Movement::InPlace, |_| true)))
                }
            } "\n"
        }
    }

    /// Paragraphs that were here and moved away.
    pub(super) fn moved_away(&self, name: &str, to: &str, changes: Range<usize>) -> Markup {
        let number = self.numbers.get(&changes.start).copied().unwrap_or(0);
        let changes = &self.view.comparison.changes[changes];
        let is_hidden = changes.first().is_some_and(|change| self.is_hidden(change.significance));
        html! {
            div.departed data-of=(number) hidden[is_hidden] {
                p.margin {
                    span.name { bdi { (text(name)) } } " "
                    span.event { "moved to " a href={ "#change-" (number) } { bdi { (text(to)) } } }
                }
                div.body {
                    @for change in changes {
                        (self.pair(self.cells(change, Movement::MovedAway, |side| side == Side::Before)))
                    }
                }
            } "\n"
        }
    }

    /// A change.
    pub(super) fn change(&self, reported: &ReportedChange<'_>) -> Markup {
        let (change, number) = (reported.change, reported.number);
        let significance = change.significance.map(Significance::name);
        let movement = if change.moved { Movement::MovedHere } else { Movement::InPlace };
        let reasons = html! {
            @for remark in reported.remarks() { li { (text(remark)) } }
            @for note in reported.doubts() { li.doubt { (text(note)) } }
        };
        html! {
            article.change.(class(change)).long[is_long(change)] #{ "change-" (number) } tabindex="-1"
                aria-labelledby={ "name-" (number) } data-facets=(facets(change).join(" ")) data-weight=[significance]
                hidden[self.is_hidden(change.significance)]
            {
                header.margin {
                    h3 #{ "name-" (number) } {
                        a.number href={ "#change-" (number) } title="Link to this change" {
                            span.aside { "Change " } (number)
                        }
                        " " span.name { bdi { (text(reported.name.to_string())) } }
                        " " span.event { (text(&reported.event)) }
                    }
                    @if let Some(significance) = significance { p.weight.(significance) { (significance) } }
                }
                div.body {
                    @if !reasons.0.is_empty() { ul.reasons { (reasons) } }
                    @for change in &self.view.comparison.changes[reported.changes.clone()] {
                        div.woven { (self.inline(change, movement)) }
                        (self.pair(self.cells(change, movement, |side| !change.paragraphs.get(side).is_empty())))
                    }
                }
            } "\n"
        }
    }

    /// Two cells, in reading direction.
    fn pair(&self, cells: Markup) -> Markup {
        let direction = self.languages.after.is_rtl().then_some("rtl");
        html! { div.pair dir=[direction] { (cells) } "\n" }
    }

    /// The two cells of a change; a side that is not shown stays empty.
    fn cells(&self, change: &Change, movement: Movement, is_shown: impl Fn(Side) -> bool) -> Markup {
        cells(|side| {
            // Moved words are marked at their new place, and at their old one.
            let is_old = movement == Movement::MovedHere && side == Side::Before;
            is_shown(side).then(|| self.side(change, side, if is_old { Movement::InPlace } else { movement }))
        })
    }

    /// Header fields, closing lines or footnotes that differ; nothing if none does.
    pub(super) fn fields(&self, id: &str, heading: &str, fields: &[FieldDiff]) -> Markup {
        let articles = html! { @for (number, field) in (1..).zip(fields) { (self.field(id, number, field)) } };
        section(id, heading, articles)
    }

    fn field(&self, id: &str, number: usize, field: &FieldDiff) -> Markup {
        let event = field.event();
        let language = self.languages.after;
        let cells = cells(|side| {
            let value = field.values.get(side).as_ref()?;
            let own = field.segments.iter().filter(|segment| !segment.text(side).is_empty());
            let language = *self.languages.get(side);
            Some(html! {
                p.line lang=(language.tag()) dir=(direction(language)) {
                    @match field.values.get(side.other()) {
                        None => (marked(side, text(value)))
                        Some(_) => (segments(own))
                    }
                }
            })
        });
        html! {
            article.change.field.(event) #{ (id) "-" (number) } tabindex="-1"
                aria-labelledby={ (id) "-name-" (number) }
            {
                header.margin {
                    h3 #{ (id) "-name-" (number) } {
                        span.name { (text(&field.name)) } " " span.event { (event) }
                    }
                }
                div.body {
                    @if let Some(remark) = &field.remark { ul.reasons { li { (text(remark)) } } }
                    div.woven { p.line lang=(language.tag()) dir=(direction(language)) { (segments(&field.segments)) } }
                    (self.pair(cells))
                }
            } "\n"
        }
    }

    /// A line around the paragraphs: the organ's line, the meeting.
    pub(super) fn around(&self, class: &str, field: &FieldDiff) -> Markup {
        let language = self.languages.after;
        html! {
            p class=(class) lang=(language.tag()) dir=(direction(language)) { (segments(&field.segments)) } "\n"
        }
    }
}

/// The cells of both sides; one without content is empty.
fn cells(content: impl Fn(Side) -> Option<Markup>) -> Markup {
    let class = |side: Side| if side == Side::Before { "old" } else { "new" };
    html! {
        @for side in Side::BOTH {
            @match content(side) {
                None => div.(class(side)).none {}
                Some(content) => div.(class(side)) { span.aside { (capitalized(side.text_name())) ": " } (content) }
            }
        }
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
