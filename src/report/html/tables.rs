//! The sections after the text: concordance, negotiation, typographic differences, warnings, removed page furniture.

use maud::{Markup, Render, html};

use super::{Page, section};
use crate::model::{LedgerEntry, Part, Side, SourceLocation, Versions};
use crate::report::escape::text;
use crate::report::view::{self, ReportedChange, TypographyRow};

impl Page<'_> {
    pub(super) fn tables(&self) -> Markup {
        html! { (self.concordance()) (self.negotiation()) (self.typography()) (self.warnings()) (self.ledger()) }
    }

    /// The concordance of both texts.
    fn concordance(&self) -> Markup {
        let comparison = self.view.comparison;
        let reported: Vec<&ReportedChange<'_>> = self.view.changes().collect();
        let report_of = |index: usize| {
            let next = reported.partition_point(|reported| reported.changes.start <= index);
            let last = next.checked_sub(1).map(|last| reported[last]);
            last.filter(|reported| reported.changes.contains(&index))
        };
        let rows = html! {
            @for (index, change) in comparison.changes.iter().enumerate() {
                @let both = Versions::from_fn(|side| comparison.paragraphs(change, side).collect::<Vec<_>>());
                @let is_heading = Side::any(|side| both.get(side).first().is_some_and(|first| first.part == Part::Heading));
                tr class=[is_heading.then_some("heading")] {
                    @for paragraphs in [&both.after, &both.before] {
                        td {
                            bdi {
                                @if paragraphs.is_empty() { "–" }
                                @for (nth, paragraph) in paragraphs.iter().enumerate() {
                                    @if nth > 0 { " + " } (text(&paragraph.id.0))
                                }
                            }
                        }
                    }
                    td {
                        @match report_of(index) {
                            Some(reported) => a href={ "#change-" (reported.number) } { (text(&reported.event)) }
                            None => "unchanged"
                        }
                        @if change.renumbered { ", renumbered" }
                    }
                } "\n"
            }
        };
        let table = html! {
            table {
                thead { tr { @for heading in ["Newer text", "Older text", "Change"] { th scope="col" { (heading) } } } }
                tbody { (rows) }
            }
        };
        section("concordance", "Concordance", fold("Every paragraph of both texts", table))
    }

    /// How what was open moved.
    fn negotiation(&self) -> Markup {
        let lines = list(view::open_changes(self.view.comparison).iter().map(text));
        section("negotiation", "Negotiation", fold("Brackets, options and agreed text", lines))
    }

    /// The typographic differences.
    fn typography(&self) -> Markup {
        let typography = &self.view.typography;
        let row = |row: &TypographyRow| html! { bdi { (text(row.pair())) } ": " (text(row.places())) };
        let rows = list(typography.rows.iter().map(row));
        section("typography", "Typographic differences", fold(text(&typography.count), rows))
    }

    fn warnings(&self) -> Markup {
        section("warnings", "Warnings", list(self.view.warnings.iter().map(text)))
    }

    fn ledger(&self) -> Markup {
        let texts = self.view.comparison.resolutions.as_ref();
        let entry = |(entry, times): (&LedgerEntry, usize)| {
            html! {
                @if entry.location != SourceLocation::default() { span.place { (entry.location) } " " }
                (entry.kind.name()) @if times > 1 { " (" (times) " times)" } ": " bdi { (text(entry.text.trim())) }
            }
        };
        let ledgers = html! {
            @for side in Side::BOTH {
                @let entries = view::ledger(texts.get(side));
                @let name = html! { bdi { (text(self.view.names.get(side))) } " " span.count { (entries.len()) } };
                (fold(name, list(entries.into_iter().map(entry))))
            }
        };
        let count = texts.before.ledger.len() + texts.after.ledger.len();
        section("ledger", &view::ledger_heading(count), ledgers)
    }
}

/// What can be folded away; nothing if there is nothing.
fn fold(summary: impl Render, content: Markup) -> Markup {
    html! { @if !content.0.is_empty() { details.fold open { summary { (summary) } (content) } "\n" } }
}

/// A list; nothing if it is empty.
fn list(items: impl Iterator<Item = Markup>) -> Markup {
    let mut items = items.peekable();
    html! { @if items.peek().is_some() { ul { @for item in items { li { (item) } "\n" } } } }
}
