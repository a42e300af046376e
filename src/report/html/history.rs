//! The history of several versions as one page: a timeline, the clauses in a table with a column for each version, and
//! any two versions compared at a click.
//!
//! Nothing is compared in the page: every run of words carries the versions that have it, so of two versions the words
//! that only one has are known. Without the script all versions stand beside each other, each phrase with the number of
//! the version that brought it.

use std::fmt::Write;

use super::words::direction;
use super::{escape, hash, print};
use crate::model::{HeaderField, VersionIndex, VersionedParagraph, Versions};
use crate::report::view::{self, HistoryView};

const STYLE: &str = include_str!("history.css");
const SCRIPT: &str = include_str!("history.js");

/// Writes a history as a page.
pub fn history(view: &HistoryView<'_>) -> String {
    let ends = Versions::new(view.names.first(), view.names.last());
    let ends = ends.map(|name| name.map_or(String::new(), Clone::clone));
    let print = print::style(&ends, true);
    let names = ends.as_ref().map(|name| escape(name));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}' \
         'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"travaux\">\n\
         <title>History: {} → {}</title>\n<style>{STYLE}</style>\n<style>{print}</style>\n</head>\n<body>\n",
        hash(STYLE),
        hash(&print),
        hash(SCRIPT),
        names.before,
        names.after,
    );
    front(view, &names, &mut out);
    timeline(view, &mut out);
    bar(view, &mut out);
    table(view, &mut out);
    let warnings: String = view.warnings().iter().map(|warning| format!("<li>{}</li>\n", escape(warning))).collect();
    if !warnings.is_empty() {
        out += &format!("<section><h2>Warnings</h2>\n<ul>\n{warnings}</ul>\n</section>\n");
    }
    out += "</main>\n<footer><p>Produced by travaux. Every paragraph of every version is on this page.</p></footer>\n";
    out += &format!("<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn front(view: &HistoryView<'_>, names: &Versions<String>, out: &mut String) {
    *out += &format!(
        "<header>\n<p class=\"kicker\">History of a text</p>\n<h1><bdi>{}</bdi> <span aria-hidden=\"true\">→</span>\
         <span class=\"aside\"> to </span> <bdi>{}</bdi></h1>\n",
        names.before, names.after
    );
    let last = view.history.last();
    if let Some(title) = last.and_then(|last| last.header.get(HeaderField::Title)) {
        let direction = last.map(|last| direction(last.language)).unwrap_or_default();
        *out += &format!("<p class=\"title\"{direction}>{}</p>\n", escape(title));
    }
    *out += &format!("<p class=\"verdict\">{}</p>\n</header>\n<main>\n", escape(&view.verdict()));
}

/// The versions in order, with what it comes to from each to the next.
fn timeline(view: &HistoryView<'_>, out: &mut String) {
    *out += "<section aria-labelledby=\"timeline\">\n<h2 id=\"timeline\">Versions</h2>\n<ol class=\"timeline\">\n";
    let verdicts = view.verdicts();
    let brought = view.brought();
    for (index, name) in view.names.iter().enumerate() {
        let version = &view.history.versions[index];
        let date = version.header.get(HeaderField::Date).map(|date| format!(" · {}", escape(date)));
        let count = version.paragraphs.len();
        *out += &format!(
            "<li><b class=\"v v{}\"><bdi>{}</bdi></b>{} · {count} paragraphs; {} of the last version come from here",
            index % COLOURS,
            escape(name),
            date.unwrap_or_default(),
            brought[index],
        );
        if let Some(verdict) = index.checked_sub(1).and_then(|step| verdicts.get(step)) {
            *out += &format!(
                " <button type=\"button\" data-from=\"{}\" data-to=\"{index}\" hidden>Compare with the version \
                 before</button><br>{}",
                index - 1,
                escape(&verdict.line())
            );
        }
        for line in view.open(VersionIndex(index)) {
            *out += &format!("<br>{}", escape(&line));
        }
        *out += "</li>\n";
    }
    *out += "</ol>\n</section>\n";
}

/// Colours of versions; from then on they begin again, so the number stands at each phrase too.
const COLOURS: usize = 8;

fn bar(view: &HistoryView<'_>, out: &mut String) {
    let options = |chosen: usize| {
        let option = |(index, name): (usize, &String)| {
            let selected = if index == chosen { " selected" } else { "" };
            format!("<option value=\"{index}\"{selected}>{}</option>", escape(name))
        };
        view.names.iter().enumerate().map(option).collect::<String>()
    };
    *out += &format!(
        "<div class=\"bar\" id=\"bar\" role=\"region\" aria-label=\"View\" hidden>\n\
         <fieldset><legend class=\"aside\">View</legend>\
         <label><input type=\"radio\" name=\"view\" id=\"view-two\"> Two versions</label>\
         <label><input type=\"radio\" name=\"view\" id=\"view-all\" checked> All versions, by origin</label></fieldset>\n\
         <label>From <select id=\"from\">{}</select></label> <label>to <select id=\"to\">{}</select></label>\n\
         <label><input type=\"checkbox\" id=\"differing\"> Only clauses that differ</label>\n\
         <span id=\"status\" role=\"status\"></span>\n</div>\n",
        options(0),
        options(view.last().0)
    );
}

fn table(view: &HistoryView<'_>, out: &mut String) {
    *out += "<section aria-labelledby=\"clauses\">\n<h2 id=\"clauses\">Clauses</h2>\n<div class=\"scroll\"><table id=\"table\" class=\"by-origin\">\n\
             <thead><tr>";
    for (index, name) in view.names.iter().enumerate() {
        *out += &format!(
            "<th scope=\"col\" data-v=\"{index}\"><span class=\"v v{}\">{} <bdi>{}</bdi></span></th>",
            index % COLOURS,
            index + 1,
            escape(name)
        );
    }
    *out += "</tr></thead>\n<tbody>\n";
    for (index, row) in view.history.rows.iter().enumerate() {
        let remark = escape(view.remark(index)).replace('\n', "&#10;");
        let _ = write!(out, "<tr id=\"row-{index}\" title=\"{remark}\">");
        for (version, paragraphs) in row.paragraphs.iter().enumerate() {
            let _ = write!(out, "<td data-v=\"{version}\">");
            for paragraph in paragraphs {
                let version = VersionIndex(version);
                self::paragraph(view, VersionedParagraph { version, paragraph: *paragraph }, out);
            }
            *out += "</td>";
        }
        *out += "</tr>\n";
    }
    *out += "</tbody></table></div>\n</section>\n";
}

fn paragraph(view: &HistoryView<'_>, at: VersionedParagraph, out: &mut String) {
    let version = &view.history.versions[at.version.0];
    let paragraph = &version[at.paragraph];
    let _ = write!(out, "<p{}><b class=\"id\">{}</b> ", direction(version.language), escape(&paragraph.id.0));
    if let Some(label) = paragraph.label_before_text() {
        let _ = write!(out, "{} ", escape(&view::format_label(label)));
    }
    let runs = view.runs(at);
    for (index, run) in runs.iter().enumerate() {
        let blank = run.text.len() - run.text.trim_start().len();
        let present: Vec<String> = run.present.iter().map(|version| version.0.to_string()).collect();
        // The number stands once behind all that a version brought here in a row.
        let is_last = runs.get(index + 1).is_none_or(|next| next.credited != run.credited);
        let number = if is_last { format!(" data-o=\"{}\"", run.credited.0 + 1) } else { String::new() };
        let _ = write!(
            out,
            "{}<span class=\"v{}\"{number} data-p=\"{}\">{}</span>",
            &run.text[..blank],
            run.credited.0 % COLOURS,
            present.join(" "),
            escape(&run.text[blank..])
        );
    }
    *out += "</p>";
}
