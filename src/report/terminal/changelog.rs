//! The changelog for reading on a screen.

use super::{INDENT, Options, Page, Role, Stretches};
use crate::model::Comparison;
use crate::report::view::{self, View};

/// Writes the changelog of one step.
pub fn changelog(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison, options.names.as_ref()).only(options.only);
    let mut page = Page::new(options);
    let overall = if options.overall { "Overall: " } else { "" };
    let names = format!("{overall}{} → {}", view.names.before, view.names.after);
    page.line(&Stretches::of(Role::Strong, &names), "", Role::Text, 2);
    for line in view::about(&view).iter().chain([&view.verdict.answer, &view.verdict.counts]) {
        if !line.is_empty() {
            page.line(&Stretches::of(Role::Text, line), "", Role::Text, 2);
        }
    }
    for section in view::changelog(&view) {
        page.heading(&section.heading);
        for bullet in &section.bullets {
            let on = match options.pages && !bullet.page.is_empty() {
                true => format!(", {}", bullet.page),
                false => String::new(),
            };
            let mut stretches = match (&bullet.now, &bullet.old) {
                (Some(now), Some(old)) => {
                    Stretches::of(Role::Strong, now).with(Role::Text, &format!(" (old {old}){on}: "))
                }
                (Some(now), None) => Stretches::of(Role::Strong, now).with(Role::Text, &format!("{on}: ")),
                (None, Some(old)) => {
                    Stretches::of(Role::Strong, &format!("old {old}")).with(Role::Text, &format!("{on}: "))
                }
                (None, None) => Stretches::of(Role::Text, ""),
            };
            match bullet.redline {
                Some(segments) => page.elided(&mut stretches, segments, Some(view::CONTEXT)),
                None => stretches.push(Role::Text, &bullet.saying),
            }
            if !bullet.tags.is_empty() {
                stretches.push(Role::Faint, &format!(" [{}]", bullet.tags.join("; ")));
            }
            page.line(&stretches, "- ", Role::Text, INDENT);
        }
    }
    page.left_out(&view);
    page.fields("Header", &view.header);
    page.fields("Closing lines", &view.closing);
    page.fields("Footnotes", &view.footnotes);
    page.typography(&view.typography);
    page.warnings(&view.warnings);
    page.out
}
