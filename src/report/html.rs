//! A comparison as one HTML page, for screen, phone and print.
//!
//! The page is one file without network access: style and script are inline, and a Content-Security-Policy allows only
//! these, by their hashes. The page is complete without the script, which folds unchanged paragraphs, filters and
//! navigates. Both views, inline and side by side, are in the page; a style rule shows one of them.
//!
//! Steps: `words` writes the lines of a redline; `change` one change, in both views; `front` the names, the verdict and
//! the tool bar with the list of changes; `map` the overview strip at the margin; `tables` what follows the
//! text; `print` the margins of printed pages. [`email`](mod@email) writes a variant with inline styles, which survives
//! being pasted into an email.
//!
//! Added words are `ins`, removed ones `del`; moved words are the same with a double line. Colour only repeats it.

mod change;
mod changelog;
mod email;
mod front;
mod history;
mod map;
mod print;
mod tables;
mod words;

pub use changelog::changelog;
pub use email::email;
pub(in crate::report) use email::marked;
pub use history::history;
pub(in crate::report) use print::style as print_style;

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, Render, html};
use sha2::{Digest, Sha256};

use super::escape::text;
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
    document(&view.title(), [STYLE, &print::style(&view.names, false)], SCRIPT, &page)
}

/// A page without network access, whose policy allows nothing but its own styles and script.
fn document(title: &str, styles: [&str; 2], script: &str, body: &impl Render) -> String {
    let [style, print] = styles.map(hash);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}' 'sha256-{print}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        hash(script)
    );
    let head = html! {
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        meta name="generator" content="travaux";
        title { (text(title)) } "\n"
        @for style in styles { style { (PreEscaped(style)) } "\n" }
    };
    page(&policy, &head, None, body, Some(script))
}

/// The policy of a page without scripts.
pub(super) const ONLY_STYLES: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A page: its policy, what only this one has in its head, the style and the content of its body, and its script.
pub(super) fn page(
    policy: &str,
    head: &Markup,
    style: Option<&str>,
    body: &impl Render,
    script: Option<&str>,
) -> String {
    let page = html! {
        (DOCTYPE) "\n"
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                (head)
            } "\n"
            body style=[style] {
                (body)
                @if let Some(script) = script { script { (PreEscaped(script)) } "\n" }
            }
        } "\n"
    };
    page.into_string()
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

    fn entry(&self, entry: &Entry<'_>) -> Markup {
        match entry {
            Entry::Unchanged { name, changes } => self.unchanged(name, changes.clone()),
            Entry::MovedAway { name, to, changes } => self.moved_away(name, to, changes.clone()),
            Entry::Changed(reported) => self.change(reported),
        }
    }
}

impl Render for Page<'_> {
    fn render(&self) -> Markup {
        let frame = view::frame(self.view.comparison);
        // Lines that differ are in sections of their own.
        let openers = frame.opener.iter().filter(|opener| !self.view.header.contains(opener));
        let closing = frame.closing.iter().filter(|line| !self.view.closing.contains(line));
        html! {
            (self.front())
            (self.map())
            main id="text" tabindex="-1" {
                (self.fields("header", "Header", &self.view.header))
                section id="paragraphs" aria-labelledby="paragraphs-title" {
                    h2 id="paragraphs-title" { "Text" } "\n"
                    @for opener in openers { (self.around("opener", opener)) }
                    @for entry in &self.view.entries { (self.entry(entry)) }
                    @for line in closing { (self.around("closing", line)) }
                }
                (self.fields("closing", "Closing lines", &self.view.closing))
                (self.fields("footnotes", "Footnotes", &self.view.footnotes))
                (self.tables())
            }
            footer.foot {
                p {
                    "Produced by travaux. Every paragraph of both texts is on this page; page furniture that was removed \
                     is listed above."
                }
            }
        }
    }
}

/// A section with a heading; nothing if it has no content.
fn section(id: &str, heading: &str, content: Markup) -> Markup {
    html! {
        @if !content.0.is_empty() {
            section id=(id) aria-labelledby={ (id) "-title" } {
                h2 id={ (id) "-title" } { (heading) } "\n"
                (content)
            }
        }
    }
}
