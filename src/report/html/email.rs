//! The page as a variant for emails: inline styles, no script, inline view only, unchanged paragraphs in one line.
//! Email programs drop style sheets, and some drop whole pages with scripts.

use super::{Options, escape};
use crate::model::{Comparison, Segment, Side};
use crate::report::view::{self, Elision, Entry, FieldDiff, Origin, Piece, Presentation, ReportedChange, View};

const INS: &str = "color:#0b5d1e;background:#e3f4e6;text-decoration:underline";
const DEL: &str = "color:#8f1414;background:#fdeaea;text-decoration:line-through";
pub(super) const FAINT: &str = "margin:8px 0;color:#595959";
const NAME: &str = "margin:16px 0 2px 0";
pub(super) const TEXT: &str = "margin:0 0 8px 0";

/// Writes a comparison for an email.
pub fn email(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let title = escape(&view.title());
    let mut out = start(&title);
    out += &format!(
        "<h1 style=\"font-size:22px;margin:0 0 8px 0\">{title}</h1>\n<p style=\"{TEXT}\"><b>{}</b></p>\n",
        escape(&view.verdict.answer)
    );
    if !view.headlines.is_empty() {
        let items: String = view.headlines.iter().map(|line| format!("<li>{}</li>\n", escape(line))).collect();
        out += &format!("<ul style=\"{TEXT}\">\n{items}</ul>\n");
    }
    if !view.verdict.counts.is_empty() {
        out += &format!("<p style=\"{TEXT}\">{}</p>\n", escape(&view.verdict.counts));
    }
    for (heading, ranges) in view.renumbering_sentences() {
        out += &format!("<p style=\"{TEXT}\">{heading}: {}.</p>\n", escape(&ranges));
    }
    fields(&mut out, "Header", &view.header);
    out += &heading("Text");
    for entry in &view.entries {
        match entry {
            Entry::Unchanged { name, .. } => {
                out += &format!("<p style=\"{FAINT}\"><bdi>{}</bdi> unchanged</p>\n", escape(name));
            }
            Entry::MovedAway { name, to, .. } => {
                out += &format!("<p style=\"{FAINT}\">{} moved to {}</p>\n", escape(name), escape(to));
            }
            Entry::Changed(reported) => self::change(&mut out, reported),
        }
    }
    if let Some(note) = &view.filter_note {
        out += &format!("<p style=\"{FAINT}\">{}</p>\n", escape(note));
    }
    fields(&mut out, "Closing lines", &view.closing);
    fields(&mut out, "Footnotes", &view.footnotes);
    if !view.typography.is_empty() {
        out += &heading(&escape(&view.typography.line()));
        for row in &view.typography.rows {
            let (pair, places) = (escape(&row.pair()), escape(&row.places()));
            out += &format!("<p style=\"{TEXT}\"><bdi>{pair}</bdi>: {places}</p>\n");
        }
    }
    if !view.warnings.is_empty() {
        out += &heading("Warnings");
        for warning in &view.warnings {
            out += &format!("<p style=\"{TEXT}\">{}</p>\n", escape(warning));
        }
    }
    out + end()
}

/// The beginning of a page; the title is already escaped.
pub(super) fn start(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n</head>\n<body>\n\
         <div style=\"font-family:Georgia,'Times New Roman',serif;font-size:16px;line-height:1.45;max-width:720px\">\n"
    )
}

/// Its end.
pub(super) fn end() -> &'static str {
    "</div>\n</body>\n</html>\n"
}

pub(super) fn heading(text: &str) -> String {
    format!("<h2 style=\"font-size:18px;margin:24px 0 8px 0\">{text}</h2>\n")
}

fn change(out: &mut String, reported: &ReportedChange<'_>) {
    let change = reported.change;
    let significance =
        change.significance.map(|significance| format!(" ({})", significance.name())).unwrap_or_default();
    *out += &format!(
        "<p style=\"{NAME}\">{}. <b><bdi>{}</bdi></b> {}{significance}",
        reported.number,
        escape(&reported.name.to_string()),
        escape(&reported.event)
    );
    for remark in reported.remarks() {
        *out += &format!("<br>· {}", escape(remark));
    }
    for note in reported.uncertainty.iter().chain(&reported.near_miss) {
        *out += &format!("<br>? {}", escape(note));
    }
    *out += "</p>\n";
    let text = |side: Side| escape(change.text(side).trim()).replace('\n', "<br>");
    let body = match reported.presentation {
        Presentation::Whole(Side::After) => marked("ins", INS, &text(Side::After)),
        Presentation::Whole(Side::Before) => marked("del", DEL, &text(Side::Before)),
        Presentation::Rewritten => {
            format!("{}<br>{}", marked("del", DEL, &text(Side::Before)), marked("ins", INS, &text(Side::After)))
        }
        Presentation::Excerpt => escape(&view::excerpt(&change.text(Side::After))),
        Presentation::Redline => redline(&change.segments, Elision::default()),
    };
    let rest = match reported.count {
        0 | 1 => String::new(),
        count => format!("<br>… and {} more", count - 1),
    };
    *out += &format!("<p style=\"{TEXT}\" dir=\"auto\">{body}{rest}</p>\n");
}

pub(super) fn fields(out: &mut String, title: &str, fields: &[FieldDiff]) {
    if fields.is_empty() {
        return;
    }
    *out += &heading(title);
    for field in fields {
        let redline = redline(field.redline(), view::CONTEXT);
        let separator = if field.is_remark_only() { "" } else { "<br>· " };
        let remark = field.remark.as_deref().map(|remark| format!("{separator}{}", escape(remark))).unwrap_or_default();
        *out += &format!("<p style=\"{TEXT}\"><b>{}</b>: {redline}{remark}</p>\n", escape(&field.name));
    }
}

fn marked(tag: &str, style: &str, inner: &str) -> String {
    format!("<{tag} style=\"{style}\">{inner}</{tag}>")
}

pub(super) fn redline(segments: &[Segment], elision: Elision) -> String {
    let mut out = String::new();
    let mut last = Origin::Both;
    for piece in view::pieces(segments, Some(elision)) {
        match piece {
            Piece::Text(origin, text) => {
                let blank = &text[..text.len() - text.trim_start().len()];
                let words = escape(text.trim_start());
                if last == Origin::Before && origin == Origin::After && blank.is_empty() {
                    out.push(' ');
                }
                out += blank;
                match origin {
                    _ if words.is_empty() => {}
                    Origin::Both => out += &words,
                    Origin::Before => out += &marked("del", DEL, &words),
                    Origin::After => out += &marked("ins", INS, &words),
                }
                last = origin;
            }
            Piece::Break(Origin::Both) => out += "<br>",
            Piece::Break(Origin::Before) => out += &marked("del", DEL, "¶"),
            Piece::Break(Origin::After) => out += &(marked("ins", INS, "¶") + "<br>"),
            Piece::Elided => out += " … ",
        }
    }
    out
}
