//! The page as a variant for emails: inline styles, no script, inline view only, unchanged paragraphs in one line.
//! Email programs drop style sheets, and some drop whole pages with scripts.

use maud::{Markup, html};

use super::{ONLY_STYLES, Options, page};
use crate::model::{Comparison, Segment, Side};
use crate::report::escape::text;
use crate::report::view::words::leading_space;
use crate::report::view::{self, Elision, Entry, FieldDiff, Piece, Presentation, ReportedChange, Sides, View};

const INS: &str = "color:#0b5d1e;background:#e3f4e6;text-decoration:underline";
const DEL: &str = "color:#8f1414;background:#fdeaea;text-decoration:line-through";
pub(super) const FAINT: &str = "margin:8px 0;color:#595959";
const NAME: &str = "margin:16px 0 2px 0";
pub(super) const TEXT: &str = "margin:0 0 8px 0";

/// Writes a comparison for an email.
pub fn email(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let title = view.title();
    let body = html! {
        h1 style="font-size:22px;margin:0 0 8px 0" { (text(&title)) } "\n"
        p style=(TEXT) { b { (text(&view.verdict.answer)) } } "\n"
        @if !view.headlines.is_empty() {
            ul style=(TEXT) { @for line in &view.headlines { li { (text(line)) } } } "\n"
        }
        (line(TEXT, &view.verdict.counts))
        @for (heading, ranges) in view.renumbering_sentences() { (line(TEXT, &format!("{heading}: {ranges}."))) }
        (fields("Header", &view.header))
        (heading("Text"))
        @for entry in &view.entries {
            @match entry {
                Entry::Unchanged { name, .. } => p style=(FAINT) { bdi { (text(name)) } " unchanged" }
                Entry::MovedAway { name, to, .. } => p style=(FAINT) { (text(name)) " moved to " (text(to)) }
                Entry::Changed(reported) => (change(reported))
            } "\n"
        }
        (line(FAINT, view.filter_note.as_deref().unwrap_or_default()))
        (fields("Closing lines", &view.closing))
        (fields("Footnotes", &view.footnotes))
        @if !view.typography.is_empty() {
            (heading(&view.typography.line()))
            @for row in &view.typography.rows {
                p style=(TEXT) { bdi { (text(row.pair())) } ": " (text(row.places())) } "\n"
            }
        }
        @if !view.warnings.is_empty() {
            (heading("Warnings"))
            @for warning in &view.warnings { (line(TEXT, warning)) }
        }
    };
    letter(&title, body)
}

/// A page with inline styles.
pub(super) fn letter(title: &str, body: Markup) -> String {
    let body = html! {
        div style="font-family:Georgia,'Times New Roman',serif;font-size:16px;line-height:1.45;max-width:720px" { (body) }
    };
    page(ONLY_STYLES, &html! { title { (text(title)) } }, None, &body, None)
}

pub(super) fn heading(words: &str) -> Markup {
    html! { h2 style="font-size:18px;margin:24px 0 8px 0" { (text(words)) } "\n" }
}

/// A paragraph; nothing if it has no words.
pub(super) fn line(style: &str, words: &str) -> Markup {
    html! { @if !words.is_empty() { p style=(style) { (text(words)) } "\n" } }
}

fn change(reported: &ReportedChange<'_>) -> Markup {
    let change = reported.change;
    let whole = |side: Side| {
        marked(
            side,
            html! {
                @for (nth, line) in change.text(side).trim().split('\n').enumerate() { @if nth > 0 { br; } (text(line)) }
            },
        )
    };
    html! {
        p style=(NAME) {
            (reported.number) ". " b { bdi { (text(reported.name.to_string())) } } " " (text(&reported.event))
            @if let Some(significance) = change.significance { " (" (significance.name()) ")" }
            @for remark in reported.remarks() { br; "· " (text(remark)) }
            @for note in reported.doubts() { br; "? " (text(note)) }
        } "\n"
        p style=(TEXT) dir="auto" {
            @match reported.presentation {
                Presentation::Whole(side) => (whole(side))
                Presentation::Rewritten => { (whole(Side::Before)) br; (whole(Side::After)) }
                Presentation::Excerpt => (text(view::excerpt(&change.text(Side::After))))
                Presentation::Redline => (redline(&change.segments, Elision::default()))
            }
            @if reported.count > 1 { br; "… and " (reported.count - 1) " more" }
        }
    }
}

pub(super) fn fields(title: &str, fields: &[FieldDiff]) -> Markup {
    html! {
        @if !fields.is_empty() { (heading(title)) }
        @for field in fields {
            p style=(TEXT) {
                b { (text(&field.name)) } ": " (redline(field.redline(), view::CONTEXT))
                @if let Some(remark) = &field.remark {
                    @if !field.is_remark_only() { br; "· " }
                    (text(remark))
                }
            } "\n"
        }
    }
}

/// Words that only one side has.
pub(in crate::report) fn marked(side: Side, inner: Markup) -> Markup {
    html! {
        @match side {
            Side::Before => del style=(DEL) { (inner) }
            Side::After => ins style=(INS) { (inner) }
        }
    }
}

pub(super) fn redline(segments: &[Segment], elision: Elision) -> Markup {
    let mut last = Sides::Both;
    // A removed word would run into the added one.
    let mut touches = |sides: Sides| std::mem::replace(&mut last, sides) == Sides::Before && sides == Sides::After;
    html! {
        @for piece in view::pieces(segments, Some(elision)) {
            @match piece {
                Piece::Text(sides, words) => {
                    @let (blank, words) = leading_space(words);
                    @if touches(sides) && blank.is_empty() { " " }
                    (blank)
                    @match sides.only() {
                        _ if words.is_empty() => {}
                        None => (text(words))
                        Some(side) => (marked(side, text(words)))
                    }
                }
                Piece::Break(Sides::Both) => br;
                Piece::Break(Sides::Before) => (marked(Side::Before, text("¶")))
                Piece::Break(Sides::After) => { (marked(Side::After, text("¶"))) br; }
                Piece::Elided => " … "
            }
        }
    }
}
