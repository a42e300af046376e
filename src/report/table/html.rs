//! The table as a page with inline styles, so that it can be pasted into an email or a document.

use super::Options;
use crate::model::{Comparison, Side};
use crate::report::escape::escape;
use crate::report::html::print_style;
use crate::report::view::{self, Origin, Role, TableRow, View};

const CELL: &str = "border:1px solid #8a8a8a;padding:6px 8px;vertical-align:top;text-align:start";
const HEAD: &str = "background:#f1efe9";
/// Only for the page itself: sticky headings, and print.
const MEDIA: &str = "@media screen{th{position:sticky;top:0}}\
                     @media print{body{margin:0!important;font-size:9.5pt}td{orphans:3;widows:3}}";
/// Longer rows may break between printed pages, otherwise half a page could stay blank.
const MAX_UNBROKEN: usize = 3_000;
const NOTE: &str = "color:#595959;font-style:italic";
const INS: &str = "color:#0b5d1e;background:#e3f4e6;text-decoration:underline";
const DEL: &str = "color:#8f1414;background:#fdeaea;text-decoration:line-through";

/// Writes the table.
pub fn html(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let names = view.names.as_ref().map(|name| escape(name));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<title>{0} → {1}</title>\n<style>{3}{MEDIA}</style>\n</head>\n\
         <body style=\"font-family:Georgia,'Times New Roman',serif;line-height:1.4;margin:24px;color:#1c1b19;background:#fff\">\n\
         <main>\n<h1 style=\"font-size:22px\">{0} → {1}</h1>\n<p>{2}</p>\n\
         <table style=\"border-collapse:collapse;width:100%;table-layout:fixed\">\n<thead><tr>\
         <th scope=\"col\" style=\"{CELL};{HEAD};width:39%\">{0}</th><th scope=\"col\" style=\"{CELL};{HEAD};width:39%\">{1}</th>\
         <th scope=\"col\" style=\"{CELL};{HEAD};width:22%\">Remark</th></tr></thead>\n<tbody>\n",
        names.before,
        names.after,
        escape(&view.verdict.line()),
        print_style(&view.names, true),
    );
    for row in view::table(&view, options.full) {
        let remarks: Vec<String> = row.remarks.iter().map(|remark| escape(remark)).collect();
        let length: usize = Side::BOTH.iter().map(|side| row.text(*side).len()).sum();
        out += if length < MAX_UNBROKEN { "<tr style=\"break-inside:avoid\">" } else { "<tr>" };
        if let Some(note) = row.common_note() {
            out += &format!("<td colspan=\"2\" style=\"{CELL};{NOTE};text-align:center\">{}</td>", escape(note));
        } else {
            for side in Side::BOTH {
                out += &format!("<td style=\"{CELL}\">{}</td>", text(&row, side));
            }
        }
        out += &format!("<td style=\"{CELL}\">{}</td></tr>\n", remarks.join("<br>"));
    }
    out += "</tbody></table>\n";
    let open: String =
        view::open_changes(comparison).iter().map(|line| format!("<li>{}</li>\n", escape(line))).collect();
    if !open.is_empty() {
        out += &format!("<p>Negotiation</p>\n<ul>\n{open}</ul>\n");
    }
    if !view.typography.is_empty() {
        out += &format!("<p>{}</p>\n<ul>\n", escape(&view.typography.line()));
        for row in &view.typography.rows {
            out += &format!("<li><bdi>{}</bdi>: {}</li>\n", escape(&row.pair()), escape(&row.places()));
        }
        out += "</ul>\n";
    }
    for warning in &view.warnings {
        out += &format!("<p>Warning: {}</p>\n", escape(warning));
    }
    out + "</main>\n</body>\n</html>\n"
}

fn text(row: &TableRow<'_>, side: Side) -> String {
    if let Some(note) = row.notes.get(side) {
        let lines = note.lines().map(|line| format!("<p dir=\"auto\" style=\"margin:0;{NOTE}\">{}</p>", escape(line)));
        return lines.collect();
    }
    let (tag, style) = if side == Side::Before { ("del", DEL) } else { ("ins", INS) };
    let mut out = String::new();
    for line in row.lines(side) {
        out += "<p dir=\"auto\" style=\"margin:0 0 6px 0\">";
        out += &line.labels.get(side).as_ref().map(|label| escape(label) + " ").unwrap_or_default();
        for run in &line.runs {
            let text = run.shown(side);
            let words = escape(text.trim_start());
            out += &text[..text.len() - text.trim_start().len()];
            let words = match run.role {
                Role::Opening => format!("<i>{words}</i>"),
                Role::Words => words,
                Role::FootnoteRef => format!("<sup>{words}</sup>"),
            };
            out += &match run.origin {
                Origin::Both => words,
                _ if text.trim().is_empty() => String::new(),
                _ => format!("<{tag} style=\"{style}\">{words}</{tag}>"),
            };
        }
        out += "</p>";
    }
    out
}
