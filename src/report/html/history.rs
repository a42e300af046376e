//! The history of several versions as one page: a timeline, the clauses in a table with a column for each version, and
//! any two versions compared at a click.
//!
//! Nothing is compared in the page: every run of words carries the versions that have it, so of two versions the words
//! that only one has are known. Without the script all versions stand beside each other, each phrase with the number of
//! the version that brought it.

use maud::{Markup, html};

use super::words::direction;
use super::{document, print};
use crate::model::{HeaderField, VersionIndex, VersionedParagraph, Versions};
use crate::report::escape::text;
use crate::report::view::words::leading_space;
use crate::report::view::{self, HistoryView, TracedRun};

const STYLE: &str = include_str!("history.css");
const SCRIPT: &str = include_str!("history.js");

/// Writes a history as a page.
pub fn history(view: &HistoryView<'_>) -> String {
    let ends = Versions::new(view.names.first(), view.names.last());
    let names = ends.map(|name| name.map_or(String::new(), Clone::clone));
    let body = html! {
        (front(view, &names))
        main {
            (timeline(view))
            (bar(view))
            (table(view))
            @if !view.warnings().is_empty() {
                section {
                    h2 { "Warnings" }
                    ul { @for warning in view.warnings() { li { (text(warning)) } "\n" } }
                }
            }
        }
        footer { p { "Produced by travaux. Every paragraph of every version is on this page." } }
    };
    let title = format!("History: {} → {}", names.before, names.after);
    document(&title, [STYLE, &print::style(&names, true)], SCRIPT, &body)
}

fn front(view: &HistoryView<'_>, names: &Versions<String>) -> Markup {
    let last = view.history.last();
    html! {
        header {
            p.kicker { "History of a text" }
            h1 {
                bdi { (text(&names.before)) } " " span aria-hidden="true" { "→" } span.aside { " to " } " "
                bdi { (text(&names.after)) }
            }
            @if let Some(last) = last && let Some(title) = last.header.get(HeaderField::Title) {
                p.title lang=(last.language.tag()) dir=(direction(last.language)) { (text(title)) }
            }
            p.verdict { (text(view.verdict())) }
        } "\n"
    }
}

/// The versions in order, with what it comes to from each to the next.
fn timeline(view: &HistoryView<'_>) -> Markup {
    let (verdicts, brought) = (view.verdicts(), view.brought());
    html! {
        section aria-labelledby="timeline" {
            h2 #timeline { "Versions" }
            ol.timeline {
                @for (index, name) in view.names.iter().enumerate() {
                    @let version = &view.history.versions[index];
                    li {
                        b.v.{ "v" (index % COLOURS) } { bdi { (text(name)) } }
                        @if let Some(date) = version.header.get(HeaderField::Date) { " · " (text(date)) }
                        " · " (version.paragraphs.len()) " paragraphs; " (brought[index]) " of the last version come from here"
                        @if let Some(step) = index.checked_sub(1) && let Some(verdict) = verdicts.get(step) {
                            " " button type="button" data-from=(step) data-to=(index) hidden {
                                "Compare with the version before"
                            }
                            br; (text(verdict.line()))
                        }
                        @for line in view.open(VersionIndex(index)) { br; (text(line)) }
                    } "\n"
                }
            }
        }
    }
}

/// Colours of versions; from then on they begin again, so the number stands at each phrase too.
const COLOURS: usize = 8;

fn bar(view: &HistoryView<'_>) -> Markup {
    let options = |chosen: usize| {
        html! {
            @for (index, name) in view.names.iter().enumerate() {
                option value=(index) selected[index == chosen] { (text(name)) }
            }
        }
    };
    html! {
        div.bar #bar role="region" aria-label="View" hidden {
            fieldset {
                legend.aside { "View" }
                label { input type="radio" name="view" id="view-two"; " Two versions" }
                label { input type="radio" name="view" id="view-all" checked; " All versions, by origin" }
            }
            label { "From " select #from { (options(0)) } } " " label { "to " select #to { (options(view.last().0)) } }
            label { input type="checkbox" id="differing"; " Only clauses that differ" }
            span #status role="status" {}
        }
    }
}

fn table(view: &HistoryView<'_>) -> Markup {
    html! {
        section aria-labelledby="clauses" {
            h2 #clauses { "Clauses" }
            div.scroll {
                table #table .by-origin {
                    thead {
                        tr {
                            @for (index, name) in view.names.iter().enumerate() {
                                th scope="col" data-v=(index) {
                                    span.v.{ "v" (index % COLOURS) } { (index + 1) " " bdi { (text(name)) } }
                                }
                            }
                        }
                    }
                    tbody {
                        @for (index, row) in view.history.rows.iter().enumerate() {
                            tr #{ "row-" (index) } title=(text(view.remark(index))) {
                                @for (version, paragraphs) in row.paragraphs.iter().enumerate() {
                                    td data-v=(version) {
                                        @for &paragraph in paragraphs {
                                            (self::paragraph(view, VersionedParagraph { version: VersionIndex(version), paragraph }))
                                        }
                                    }
                                }
                            } "\n"
                        }
                    }
                }
            }
        }
    }
}

fn paragraph(view: &HistoryView<'_>, at: VersionedParagraph) -> Markup {
    let version = &view.history.versions[at.version.0];
    let paragraph = &version[at.paragraph];
    let runs = view.runs(at);
    // The number stands once behind all that a version brought here in a row.
    let number = |index: usize, run: &TracedRun<'_>| {
        let is_last = runs.get(index + 1).is_none_or(|next| next.credited != run.credited);
        is_last.then_some(run.credited.0 + 1)
    };
    html! {
        p lang=(version.language.tag()) dir=(direction(version.language)) {
            b.id { (text(&paragraph.id.0)) } " "
            (text(view::label_prefix(paragraph.label_before_text())))
            @for (index, run) in runs.iter().enumerate() {
                @let (blank, words) = leading_space(run.text);
                @let present: Vec<String> = run.present.iter().map(|version| version.0.to_string()).collect();
                (blank)
                span.{ "v" (run.credited.0 % COLOURS) } data-o=[number(index, run)] data-p=(present.join(" ")) {
                    (text(words))
                }
            }
        }
    }
}
