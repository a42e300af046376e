//! The sections after the text: concordance, negotiation, typographic differences, warnings, removed page furniture.

use super::{Page, escape};
use crate::model::{Part, Resolution, Side, SourceLocation};
use crate::report::view::{self, ReportedChange};

impl Page<'_> {
    pub(super) fn tables(&self, out: &mut String) {
        self.concordance(out);
        self.negotiation(out);
        self.typography(out);
        self.warnings(out);
        self.ledger(out);
    }

    /// The concordance of both texts.
    fn concordance(&self, out: &mut String) {
        let comparison = self.view.comparison;
        *out += "<section id=\"concordance\" aria-labelledby=\"concordance-title\">\n\
                 <h2 id=\"concordance-title\">Concordance</h2>\n<details class=\"fold\" open>\
                 <summary>Every paragraph of both texts</summary>\n<table>\n<thead><tr><th scope=\"col\">Newer text</th>\
                 <th scope=\"col\">Older text</th><th scope=\"col\">Change</th></tr></thead>\n<tbody>\n";
        let reported: Vec<&ReportedChange<'_>> = self.view.changes().collect();
        for (index, change) in comparison.changes.iter().enumerate() {
            let ids = |side: Side| {
                let text = comparison.resolutions.get(side);
                let ids = change.paragraphs.get(side).iter().map(|&index| &text[index]);
                let ids: Vec<String> = ids.map(|paragraph| escape(&paragraph.id.0)).collect();
                if ids.is_empty() { "–".to_owned() } else { ids.join(" + ") }
            };
            let next = reported.partition_point(|reported| reported.changes.start <= index);
            let number =
                next.checked_sub(1).map(|last| reported[last]).filter(|reported| reported.changes.contains(&index));
            let mut event = match number {
                Some(reported) => {
                    format!("<a href=\"#change-{}\">{}</a>", reported.number, escape(&reported.event))
                }
                None => "unchanged".to_owned(),
            };
            if change.renumbered {
                event += ", renumbered";
            }
            let heading = [Side::After, Side::Before].into_iter().any(|side| {
                let first = change.paragraphs.get(side).first();
                first.is_some_and(|&index| comparison.resolutions.get(side)[index].part == Part::Heading)
            });
            let class = if heading { " class=\"heading\"" } else { "" };
            *out += &format!(
                "<tr{class}><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td>{event}</td></tr>\n",
                ids(Side::After),
                ids(Side::Before)
            );
        }
        *out += "</tbody></table></details>\n</section>\n";
    }

    /// How what was open moved.
    fn negotiation(&self, out: &mut String) {
        let lines = view::open_changes(self.view.comparison);
        if lines.is_empty() {
            return;
        }
        *out += "<section id=\"negotiation\" aria-labelledby=\"negotiation-title\">\n\
                 <h2 id=\"negotiation-title\">Negotiation</h2>\n<details class=\"fold\" open>\
                 <summary>Brackets, options and agreed text</summary>\n<ul>\n";
        for line in lines {
            *out += &format!("<li>{}</li>\n", escape(&line));
        }
        *out += "</ul>\n</details>\n</section>\n";
    }

    /// The typographic differences.
    fn typography(&self, out: &mut String) {
        let typography = &self.view.typography;
        if typography.is_empty() {
            return;
        }
        *out += &format!(
            "<section id=\"typography\" aria-labelledby=\"typography-title\">\n\
             <h2 id=\"typography-title\">Typographic differences</h2>\n<details class=\"fold\" open>\
             <summary>{}</summary>\n<ul>\n",
            escape(&typography.count)
        );
        for row in &typography.rows {
            *out += &format!("<li><bdi>{}</bdi>: {}</li>\n", escape(&row.pair()), escape(&row.places()));
        }
        *out += "</ul>\n</details>\n</section>\n";
    }

    fn warnings(&self, out: &mut String) {
        if self.view.warnings.is_empty() {
            return;
        }
        *out += "<section id=\"warnings\" aria-labelledby=\"warnings-title\">\n<h2 id=\"warnings-title\">Warnings</h2>\n<ul>\n";
        for warning in &self.view.warnings {
            *out += &format!("<li>{}</li>\n", escape(warning));
        }
        *out += "</ul>\n</section>\n";
    }

    fn ledger(&self, out: &mut String) {
        let texts = self.view.comparison.resolutions.as_ref();
        if texts.before.ledger.is_empty() && texts.after.ledger.is_empty() {
            return;
        }
        let count = Side::BOTH.iter().map(|side| texts.get(*side).ledger.len()).sum();
        *out += &format!(
            "<section id=\"ledger\" aria-labelledby=\"ledger-title\">\n<h2 id=\"ledger-title\">{}</h2>\n",
            view::ledger_heading(count)
        );
        for side in Side::BOTH {
            let text: &Resolution = texts.get(side);
            let entries = view::ledger(text);
            if entries.is_empty() {
                continue;
            }
            let count = entries.len();
            *out += &format!(
                "<details class=\"fold\" open><summary><bdi>{}</bdi> <span class=\"count\">{count}</span></summary>\n<ul>\n",
                escape(self.view.names.get(side))
            );
            for (entry, times) in entries {
                let place = match entry.location == SourceLocation::default() {
                    true => String::new(),
                    false => format!("<span class=\"place\">{}</span> ", entry.location),
                };
                let times = if times > 1 { format!(" ({times} times)") } else { String::new() };
                let name = entry.kind.name();
                *out += &format!("<li>{place}{name}{times}: <bdi>{}</bdi></li>\n", escape(entry.text.trim()));
            }
            *out += "</ul></details>\n";
        }
        *out += "</section>\n";
    }
}
