//! The top of the page: names, title, verdict, renumbering, legend, and the tool bar with views, filters and
//! the list of changes.

use maud::{Markup, html};

use super::words::direction;
use super::{Page, change};
use crate::model::{ChangeKind, HeaderField, Significance};
use crate::report::escape::text;
use crate::report::view;
use crate::text::counted;

impl Page<'_> {
    pub(super) fn front(&self) -> Markup {
        let view = self.view;
        let titles = view.comparison.resolutions.as_ref().map(|text| text.header.get(HeaderField::Title));
        let language = self.languages.after;
        html! {
            a.skip href="#text" { "Skip to the changes" }
            header.front {
                p.kicker { "What changed" }
                h1 {
                    bdi { (text(&view.names.before)) } " " span.arrow aria-hidden="true" { "→" } span.aside { " to " } " "
                    bdi { (text(&view.names.after)) }
                }
                @if let Some(title) = titles.after.or(titles.before) {
                    p.title lang=(language.tag()) dir=(direction(language)) { (text(title)) }
                }
                p.verdict { (text(&view.verdict.answer)) }
                @if !view.headlines.is_empty() {
                    ul.headlines { @for line in &view.headlines { li { (text(line)) } } }
                }
                @if !view.verdict.counts.is_empty() { p.counts { (text(&view.verdict.counts)) } }
                @for (heading, ranges) in view.renumbering_sentences() {
                    p.renumbering { b { (heading) ":" } " " (text(&ranges)) "." }
                }
                p.key {
                    b { "Marks:" } " " ins { "added words" } ", " del { "removed words" }
                    @if view.changes().any(|reported| reported.change.moved) {
                        ", " ins.moved { "moved here" } ", " del.moved { "moved away" }
                    }
                    "."
                }
            } "\n"
            (self.bar())
        }
    }

    fn bar(&self) -> Markup {
        html! {
            div.bar role="region" aria-label="View and filters" {
                div.tools {
                    fieldset.views {
                        legend.aside { "View" }
                        label { input type="radio" name="view" id="view-inline" checked; " Inline" }
                        label { input type="radio" name="view" id="view-side"; " Side by side" }
                    }
                    div.walk hidden {
                        button type="button" id="previous" aria-keyshortcuts="p" aria-label="Previous change" {
                            span aria-hidden="true" { "←" } " " span.word { "Previous" }
                        }
                        " " span.where #where {} " "
                        button type="button" id="next" aria-keyshortcuts="n" aria-label="Next change" {
                            span.word { "Next" } " " span aria-hidden="true" { "→" }
                        }
                    }
                    (self.contents())
                    (self.filters())
                }
                p.status #status role="status" hidden[self.at_least.is_none()] { (self.status()) }
                (self.column_heads())
            } "\n"
        }
    }

    /// The list of changes, a line with a link each. It opens from the tool bar, so that it is always at hand.
    fn contents(&self) -> Markup {
        let count = self.view.changes().count();
        html! {
            @if count > 0 {
                details.list #list {
                    summary { "List of changes " span.count { (count) } }
                    nav.panel aria-label="List of changes" {
                        ul {
                            @for reported in self.view.changes() {
                                @let (line, number) = (view::stat_line(reported), reported.number);
                                @let significance = reported.change.significance.map(Significance::name);
                                li data-of=(number) class=[significance] {
                                    a href={ "#change-" (number) } { (number) ". " bdi { (text(&line.name)) } }
                                    " " (text(&line.summary))
                                } "\n"
                            }
                        }
                    }
                }
            }
        }
    }

    /// What the filter hides at first.
    fn status(&self) -> Markup {
        let hidden = self.view.changes().filter(|reported| self.is_hidden(reported.change.significance)).count();
        html! {
            @if let Some(least) = self.at_least {
                "Only " (least.name()) @if least != Significance::Substantive { " and above" }
                "; " (counted(hidden, "other change")) " hidden."
            }
        }
    }

    /// The sticky headings of the two columns.
    fn column_heads(&self) -> Markup {
        let direction = self.languages.after.is_rtl().then_some("rtl");
        html! {
            div.heads aria-hidden="true" {
                div.columns dir=[direction] {
                    span { bdi { (text(&self.view.names.before)) } } span { bdi { (text(&self.view.names.after)) } }
                }
            }
        }
    }

    /// The filters: only those that match a change, with counts.
    fn filters(&self) -> Markup {
        let facets = |facet: &str| {
            self.view.changes().filter(|reported| change::facets(reported.change).contains(&facet)).count()
        };
        let kinds = ChangeKind::ALL.into_iter().filter(|kind| *kind != ChangeKind::Unchanged).map(ChangeKind::name);
        let count = |significance: Option<Significance>| {
            self.view.changes().filter(|reported| reported.change.significance == significance).count()
        };
        html! {
            details.filters #filters hidden {
                summary { "Filter" }
                div.panel {
                    fieldset {
                        legend { "Kind of change" }
                        @for facet in kinds.chain(["moved"]) { (tick("facet", facet, facets(facet), true)) }
                    }
                    @if self.view.changes().any(|reported| reported.change.significance.is_some()) {
                        fieldset {
                            legend { "Significance" }
                            @for level in Significance::ALL.map(Some).into_iter().chain([None]) {
                                @let name = level.map_or("not classified", Significance::name);
                                (tick("weight", name, count(level), !self.is_hidden(level)))
                            }
                        }
                    }
                    fieldset {
                        legend { "Around the changes" }
                        label { input type="checkbox" id="unfold"; " unchanged paragraphs" }
                        label { input type="checkbox" id="keys" checked; " keys " kbd { "n" } " and " kbd { "p" } }
                    }
                    button type="button" id="all" { "Show all" }
                }
            }
        }
    }
}

/// A filter with its count; nothing if the count is 0.
fn tick(kind: &str, name: &str, count: usize, is_checked: bool) -> Markup {
    let (facet, weight) = ((kind == "facet").then_some(name), (kind == "weight").then_some(name));
    html! {
        @if count > 0 {
            label {
                input type="checkbox" checked[is_checked] data-facet=[facet] data-weight=[weight];
                " " (name) " " span.count { (count) }
            }
        }
    }
}
