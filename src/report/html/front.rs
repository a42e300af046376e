//! The top of the page: names, title, verdict, renumbering, legend, and the tool bar with views and filters.

use super::words::direction;
use super::{Page, change, escape};
use crate::model::{ChangeKind, HeaderField, Significance};

impl Page<'_> {
    pub(super) fn front(&self, out: &mut String) {
        let names = self.view.names.as_ref().map(|name| escape(name));
        *out += &format!(
            "<a class=\"skip\" href=\"#text\">Skip to the changes</a>\n<header class=\"front\">\n\
             <p class=\"kicker\">What changed</p>\n<h1><bdi>{}</bdi> <span class=\"arrow\" aria-hidden=\"true\">→</span>\
             <span class=\"aside\"> to </span> <bdi>{}</bdi></h1>\n",
            names.before, names.after
        );
        let texts = self.view.comparison.resolutions.as_ref();
        let titles = texts.map(|text| text.header.get(HeaderField::Title));
        if let Some(title) = titles.after.or(titles.before) {
            *out += &format!("<p class=\"title\"{}>{}</p>\n", direction(self.languages.after), escape(title));
        }
        *out += &format!("<p class=\"verdict\">{}</p>\n", escape(&self.view.verdict.answer));
        if !self.view.headlines.is_empty() {
            let items = self.view.headlines.iter().map(|line| format!("<li>{}</li>\n", escape(line)));
            *out += &format!("<ul class=\"headlines\">\n{}</ul>\n", items.collect::<String>());
        }
        if !self.view.verdict.counts.is_empty() {
            *out += &format!("<p class=\"counts\">{}</p>\n", escape(&self.view.verdict.counts));
        }
        for (heading, ranges) in self.view.renumbering_sentences() {
            *out += &format!("<p class=\"renumbering\"><b>{heading}:</b> {}.</p>\n", escape(&ranges));
        }
        *out += "<p class=\"key\"><b>Marks:</b> <ins>added words</ins>, <del>removed words</del>";
        if self.view.changes().any(|reported| reported.change.moved) {
            *out += ", <ins class=\"moved\">moved here</ins>, <del class=\"moved\">moved away</del>";
        }
        *out += ".</p>\n</header>\n";
        self.bar(out);
    }

    fn bar(&self, out: &mut String) {
        *out += "<div class=\"bar\" role=\"region\" aria-label=\"View and filters\">\n<div class=\"tools\">\n\
                 <fieldset class=\"views\"><legend class=\"aside\">View</legend>\
                 <label><input type=\"radio\" name=\"view\" id=\"view-inline\" checked> Inline</label>\
                 <label><input type=\"radio\" name=\"view\" id=\"view-side\"> Side by side</label></fieldset>\n\
                 <div class=\"walk\" hidden><button type=\"button\" id=\"previous\" aria-keyshortcuts=\"p\" aria-label=\"Previous change\">\
                 <span aria-hidden=\"true\">←</span> <span class=\"word\">Previous</span></button> <span class=\"where\" id=\"where\"></span> \
                 <button type=\"button\" id=\"next\" aria-keyshortcuts=\"n\" aria-label=\"Next change\"><span class=\"word\">Next</span> \
                 <span aria-hidden=\"true\">→</span></button></div>\n";
        self.contents(out);
        self.filters(out);
        *out += "</div>\n<p class=\"status\" id=\"status\" role=\"status\"";
        *out += &match self.at_least {
            None => " hidden>".to_owned(),
            Some(least) => {
                let hidden =
                    self.view.changes().filter(|reported| self.is_hidden(reported.change.significance)).count();
                let above = if least == Significance::Substantive { "" } else { " and above" };
                let changes = if hidden == 1 { "change" } else { "changes" };
                format!(">Only {}{above}; {hidden} other {changes} hidden.", least.name())
            }
        };
        *out += "</p>\n";
        self.heads(out);
        *out += "</div>\n";
    }

    /// The sticky headings of the two columns.
    fn heads(&self, out: &mut String) {
        let names = self.view.names.as_ref().map(|name| escape(name));
        let direction = if self.languages.after.is_rtl() { " dir=\"rtl\"" } else { "" };
        *out += &format!(
            "<div class=\"heads\" aria-hidden=\"true\"><div class=\"columns\"{direction}><span><bdi>{}</bdi></span>\
             <span><bdi>{}</bdi></span></div></div>\n",
            names.before, names.after
        );
    }

    /// The filters: only those that match a change, with counts.
    fn filters(&self, out: &mut String) {
        *out += "<details class=\"filters\" id=\"filters\" hidden><summary>Filter</summary>\n<div class=\"panel\">\n";
        let facets = |facet: &str| {
            self.view.changes().filter(|reported| change::facets(reported.change).contains(&facet)).count()
        };
        let kinds = ChangeKind::ALL.into_iter().filter(|kind| *kind != ChangeKind::Unchanged).map(ChangeKind::name);
        *out += "<fieldset><legend>Kind of change</legend>";
        for facet in kinds.chain(["moved"]) {
            tick(out, "facet", facet, facets(facet), true);
        }
        *out += "</fieldset>\n";
        if self.view.changes().any(|reported| reported.change.significance.is_some()) {
            let significances =
                [Significance::Substantive, Significance::Routine, Significance::Editorial, Significance::Typographic];
            *out += "<fieldset><legend>Significance</legend>";
            for significance in significances {
                let count =
                    self.view.changes().filter(|reported| reported.change.significance == Some(significance)).count();
                tick(out, "weight", significance.name(), count, !self.is_hidden(Some(significance)));
            }
            let none = self.view.changes().filter(|reported| reported.change.significance.is_none()).count();
            tick(out, "weight", "not classified", none, !self.is_hidden(None));
            *out += "</fieldset>\n";
        }
        *out += "<fieldset><legend>Around the changes</legend>\
                 <label><input type=\"checkbox\" id=\"unfold\"> unchanged paragraphs</label>\
                 <label><input type=\"checkbox\" id=\"keys\" checked> keys <kbd>n</kbd> and <kbd>p</kbd></label></fieldset>\n\
                 <button type=\"button\" id=\"all\">Show all</button>\n</div></details>\n";
    }
}

/// A filter with its count; nothing if the count is 0.
fn tick(out: &mut String, kind: &str, name: &str, count: usize, is_checked: bool) {
    if count > 0 {
        let checked = if is_checked { " checked" } else { "" };
        *out += &format!(
            "<label><input type=\"checkbox\"{checked} data-{kind}=\"{name}\"> {name} <span class=\"count\">{count}</span></label>"
        );
    }
}
