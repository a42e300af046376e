//! The table as a page with inline styles, so that it can be pasted into an email or a document.

use maud::{Markup, PreEscaped, html};

use super::Options;
use crate::model::{Comparison, Side};
use crate::report::escape::text;
use crate::report::html::{ONLY_STYLES, marked, page, print_style};
use crate::report::view::words::leading_space;
use crate::report::view::{self, Role, Sides, TableRow, View};

const BODY: &str =
    "font-family:Georgia,'Times New Roman',serif;line-height:1.4;margin:24px;color:#1c1b19;background:#fff";
const CELL: &str = "border:1px solid #8a8a8a;padding:6px 8px;vertical-align:top;text-align:start";
const HEAD: &str = "background:#f1efe9";
/// Only for the page itself: sticky headings, and print.
const MEDIA: &str = "@media screen{th{position:sticky;top:0}}\
                     @media print{body{margin:0!important;font-size:9.5pt}td{orphans:3;widows:3}}";
/// Longer rows may break between printed pages, otherwise half a page could stay blank.
const MAX_UNBROKEN: usize = 3_000;
const NOTE: &str = "color:#595959;font-style:italic";

/// Writes the table.
pub fn html(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let title = text(view.title());
    let headings = [(&view.names.before, "39%"), (&view.names.after, "39%"), (&"Remark".to_owned(), "22%")];
    let open = view::open_changes(comparison);
    let head = html! {
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light";
        title { (title) }
        style { (PreEscaped(print_style(&view.names, true))) (PreEscaped(MEDIA)) }
    };
    let body = html! {
        main {
            h1 style="font-size:22px" { (title) }
            p { (text(view.verdict.line())) } "\n"
            table style="border-collapse:collapse;width:100%;table-layout:fixed" {
                thead {
                    tr {
                        @for (heading, width) in headings {
                            th scope="col" style={ (CELL) ";" (HEAD) ";width:" (width) } { (text(heading)) }
                        }
                    }
                } "\n"
                tbody { @for row in view::table(&view, options.full) { (self::row(&row)) "\n" } }
            }
            @if !open.is_empty() {
                p { "Negotiation" }
                ul { @for line in &open { li { (text(line)) } } } "\n"
            }
            @if !view.typography.is_empty() {
                p { (text(view.typography.line())) }
                ul {
                    @for row in &view.typography.rows {
                        li { bdi { (text(row.pair())) } ": " (text(row.places())) }
                    }
                } "\n"
            }
            @for warning in &view.warnings { p { "Warning: " (text(warning)) } "\n" }
        }
    };
    page(ONLY_STYLES, &head, Some(BODY), &body, None)
}

fn row(row: &TableRow<'_>) -> Markup {
    let len: usize = Side::BOTH.iter().map(|side| row.text(*side).len()).sum();
    html! {
        tr style=[(len < MAX_UNBROKEN).then_some("break-inside:avoid")] {
            @match row.common_note() {
                Some(note) => td colspan="2" style={ (CELL) ";" (NOTE) ";text-align:center" } { (text(note)) }
                None => @for side in Side::BOTH { td style=(CELL) { (cell(row, side)) } }
            }
            td style=(CELL) {
                @for (nth, remark) in row.remarks.iter().enumerate() { @if nth > 0 { br; } (text(remark)) }
            }
        }
    }
}

fn cell(row: &TableRow<'_>, side: Side) -> Markup {
    html! {
        @match row.notes.get(side) {
            Some(note) => @for line in note.lines() {
                p dir="auto" style={ "margin:0;" (NOTE) } { (text(line)) }
            }
            None => @for line in row.lines(side) {
                p dir="auto" style="margin:0 0 6px 0" {
                    @if let Some(label) = line.labels.get(side) { (text(label)) " " }
                    @for run in &line.runs {
                        @let (blank, words) = leading_space(run.shown(side));
                        (blank)
                        @let styled = html! {
                            @match run.role {
                                Role::Opening => i { (text(words)) }
                                Role::Words => (text(words))
                                Role::FootnoteRef => sup { (text(words)) }
                            }
                        };
                        @match run.sides {
                            Sides::Both => (styled)
                            _ if words.is_empty() => {}
                            _ => (marked(side, styled))
                        }
                    }
                }
            }
        }
    }
}
