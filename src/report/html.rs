//! A comparison as one page, for a screen, a telephone, paper.
//!
//! The page is one file that asks the network for nothing: style and script stand in it, and a policy in its head lets
//! only these two act, by their hashes. Everything is there without the script; the script folds what is unchanged,
//! filters, and walks. Both views, inline and side by side, are in the page, and a style rule shows one of them.
//!
//! Steps: `words` sets lines of a redline; `change` one change, in both views; `front` the names, the verdict and the
//! bar; `contents` the list of changes; `map` the strip at the margin; `tables` what stands behind the text; `print` the
//! margins of printed pages. [`email`](mod@email) sets the variant with a style on each element, which survives being
//! pasted into a mail.
//!
//! Added words are `ins`, removed ones `del`; words that moved are the same with a double line. Colour only repeats it.

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

/// How a report is set.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What to call the two texts where their symbols do not tell them apart.
    pub names: Option<Versions<String>>,
    /// Only what is as significant or more: in a mail nothing else is there; on the page the filter hides it.
    pub at_least: Option<Significance>,
}

/// Writes a comparison as a page.
pub fn comparison(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref());
    let page = Page::new(&view, options.at_least);
    // Each text is in the page about twice, once a view: a string that grew to that would take double while it grows.
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

/// What is known of the whole while the parts are written.
struct Page<'a> {
    view: &'a View<'a>,
    /// The language of each text.
    languages: Versions<Language>,
    /// The number of each told change, by where it begins in the comparison.
    numbers: HashMap<usize, usize>,
    /// What the filter shows at first.
    at_least: Option<Significance>,
}

impl<'a> Page<'a> {
    fn new(view: &'a View<'a>, at_least: Option<Significance>) -> Page<'a> {
        let languages = view.comparison.resolutions.as_ref().map(|resolution| resolution.language);
        let numbers = view.changes().map(|reported| (reported.changes.start, reported.number)).collect();
        Page { view, languages, numbers, at_least }
    }

    /// Whether the filter hides a change at first.
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

    /// The paragraphs of both texts, with what stands around them.
    fn text(&self, out: &mut String) {
        let frame = view::frame(self.view.comparison);
        *out += "<section id=\"paragraphs\" aria-labelledby=\"paragraphs-title\">\n\
                 <h2 id=\"paragraphs-title\">Text</h2>\n";
        // A line that differs is told above, and a closing line below.
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
