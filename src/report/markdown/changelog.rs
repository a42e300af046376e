//! The changelog for pasting into a mail: the verdict, then a heading and bullets for each section.

use super::{Options, escape, fields, filter_note, finish, list, redline, section, typography};
use crate::model::Comparison;
use crate::report::view::{self, Bullet, Elision, View};

/// Writes the changelog of one step.
pub fn changelog(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).at_least(options.at_least);
    let mut out = heading(&view, options);
    for changelog_section in view::changelog(&view) {
        let bullets = changelog_section.bullets.iter().map(|item| bullet(item, options.pages)).collect::<String>();
        out += &section(&changelog_section.heading, &bullets);
    }
    out += &filter_note(&view);
    out += &fields("Header", &view.header, Some(Elision::default()));
    out += &fields("Closing lines", &view.closing, Some(Elision::default()));
    out += &fields("Footnotes", &view.footnotes, Some(Elision::default()));
    out += &typography(&view);
    out += &list("Warnings", &view.warnings);
    finish(out)
}

/// What is compared, what it is about, what it comes to. The sections tell what the headlines of other reports do.
fn heading(view: &View<'_>, options: &Options) -> String {
    let names = view.names.as_ref().map(|name| escape::inline(name));
    let overall = if options.overall { "Overall: " } else { "" };
    let mut out = format!("# {overall}{} → {}\n\n", names.before, names.after);
    let about: Vec<String> = view::about(view).iter().map(|line| escape::inline(line)).collect();
    for paragraph in [about.join(" · "), escape::inline(&view.verdict.answer), escape::inline(&view.verdict.counts)] {
        if !paragraph.is_empty() {
            out += &format!("{paragraph}\n\n");
        }
    }
    out
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> String {
    let page = if pages && !bullet.page.is_empty() { format!(", {}", bullet.page) } else { String::new() };
    let name = match (&bullet.now, &bullet.old) {
        (Some(now), Some(old)) => format!("**{}** (old {}){page}: ", escape::inline(now), escape::inline(old)),
        (Some(now), None) => format!("**{}**{page}: ", escape::inline(now)),
        (None, Some(old)) => format!("**old {}**{page}: ", escape::inline(old)),
        (None, None) => String::new(),
    };
    let tags = bullet.tags.iter().map(|tag| escape::inline(tag)).collect::<Vec<_>>().join("; ");
    let tags = if tags.is_empty() { tags } else { format!(" \\[{tags}\\]") };
    let text = match bullet.redline {
        Some(segments) => redline::inline(segments, Some(view::CONTEXT)),
        None => escape::inline(&bullet.text),
    };
    format!("- {name}{text}{tags}\n")
}
