//! A comparison as one HTML page, for screen, phone and print.
//!
//! The page is one file without network access: style and script are inline, and a Content-Security-Policy allows only
//! these, by their hashes. The page is complete without the script, which folds unchanged paragraphs, filters and
//! navigates. Both views, inline and side by side, are in the page; a style rule shows one of them.
//!
//! Steps: `words` writes the lines of a redline; `change` one change, in both views; `front` the names, the verdict and
//! the tool bar; `contents` the list of changes; `map` the overview strip at the margin; `tables` what follows the
//! text; `print` the margins of printed pages. [`email`](mod@email) writes a variant with inline styles, which survives
//! being pasted into an email.
//!
//! Added words are `ins`, removed ones `del`; moved words are the same with a double line. Colour only repeats it.

mod change;
mod changelog;
mod contents;
mod email;
mod front;
mod history;
mod map;
mod print;
mod tables;
mod words;

pub use changelog::changelog;
pub use email::email;
pub use history::history;
pub(in crate::report) use print::style as print_style;

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::escape::escape;
use super::view::{self, Entry, View};
use crate::model::{Comparison, Language, Significance, Versions};

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Options of a report.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names of the two texts, used if their symbols are equal or missing.
    pub names: Option<Versions<String>>,
    /// Only changes of at least this significance: others are left out of an email, and hidden on the page by the
    /// filter.
    pub at_least: Option<Significance>,
}

/// Writes a comparison as a page.
pub fn comparison(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref());
    let page = Page::new(&view, options.at_least);
    // Each text is in the page about twice, once per view. Reserving avoids doubling the memory while the string grows.
    let texts = comparison
        .resolutions
        .as_ref()
        .map(|text| text.paragraphs.iter().map(|paragraph| paragraph.text.len()).sum::<usize>());
    let mut out = String::with_capacity(64 * 1024 + 2 * (texts.before + texts.after));
    page.head(&mut out);
    page.front(&mut out);
    page.map(&mut out);
    out += "<main id=\"text\" tabindex=\"-1\">\n";
    page.fields(&mut out, "header", "Header", &view.header);
    page.text(&mut out);
    page.fields(&mut out, "closing", "Closing lines", &view.closing);
    page.fields(&mut out, "footnotes", "Footnotes", &view.footnotes);
    page.tables(&mut out);
    out += "</main>\n<footer class=\"foot\"><p>Produced by travaux. Every paragraph of both texts is on this page; \
            page furniture that was removed is listed above.</p></footer>\n";
    out += &format!("<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// A text as a policy names it.
fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// The context of all parts of the page.
struct Page<'a> {
    view: &'a View<'a>,
    /// The language of each text.
    languages: Versions<Language>,
    /// The number of each reported change, by the index of its first change.
    numbers: HashMap<usize, usize>,
    /// The initial state of the filter.
    at_least: Option<Significance>,
}

impl<'a> Page<'a> {
    fn new(view: &'a View<'a>, at_least: Option<Significance>) -> Page<'a> {
        let languages = view.comparison.resolutions.as_ref().map(|resolution| resolution.language);
        let numbers = view.changes().map(|reported| (reported.changes.start, reported.number)).collect();
        Page { view, languages, numbers, at_least }
    }

    /// Whether the filter hides a change initially.
    fn is_hidden(&self, significance: Option<Significance>) -> bool {
        self.at_least.is_some() && significance < self.at_least
    }

    fn head(&self, out: &mut String) {
        let names = self.view.names.as_ref().map(|name| escape(name));
        let print = print::style(&self.view.names, false);
        *out += &format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}' \
             'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"travaux\">\n\
             <title>{} → {}</title>\n<style>{STYLE}</style>\n<style>{print}</style>\n</head>\n<body>\n",
            hash(STYLE),
            hash(&print),
            hash(SCRIPT),
            names.before,
            names.after,
        );
    }

    /// The paragraphs of both texts, with the organ line and closing lines.
    fn text(&self, out: &mut String) {
        let frame = view::frame(self.view.comparison);
        *out += "<section id=\"paragraphs\" aria-labelledby=\"paragraphs-title\">\n\
                 <h2 id=\"paragraphs-title\">Text</h2>\n";
        // Lines that differ are in sections of their own.
        for opener in frame.opener.iter().filter(|opener| !self.view.header.contains(opener)) {
            self.around(out, "opener", opener);
        }
        for entry in &self.view.entries {
            match entry {
                Entry::Unchanged { name, changes } => self.unchanged(out, name, changes.clone()),
                Entry::MovedAway { name, to, changes } => self.moved_away(out, name, to, changes.clone()),
                Entry::Changed(reported) => self.change(out, reported),
            }
        }
        for line in frame.closing.iter().filter(|line| !self.view.closing.contains(line)) {
            self.around(out, "closing", line);
        }
        *out += "</section>\n";
    }
}
