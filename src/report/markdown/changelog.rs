//! The changelog for pasting into an email: the verdict, then a heading and bullets for each section.

use super::{escape, fields, filter_note, finish, list, redline, section};
use crate::report::view::{self, Bullet, ChangelogStep};

/// Writes the changelog of several steps, the overall one first if there is one.
pub fn changelog(steps: &[ChangelogStep<'_>]) -> String {
    steps.iter().map(step).collect::<Vec<_>>().join("\n")
}

fn step(step: &ChangelogStep<'_>) -> String {
    let view = &step.view();
    let mut out = format!("# {}\n\n", escape::inline(&step.title(view)));
    // The sections contain what the headlines of other reports do.
    for paragraph in [&view::about(view).join(" · "), &view.verdict.answer, &view.verdict.counts] {
        if !paragraph.is_empty() {
            out += &format!("{}\n\n", escape::inline(paragraph));
        }
    }
    for view::Section { heading, bullets } in step.sections(view) {
        out += &section(&heading, &bullets.iter().map(|item| bullet(item, step.pages)).collect::<String>());
    }
    out += &filter_note(view);
    out += &fields("Header", &view.header, Some(view::CONTEXT));
    out += &fields("Closing lines", &view.closing, Some(view::CONTEXT));
    out += &fields("Footnotes", &view.footnotes, Some(view::CONTEXT));
    out.extend(view.typography.note().map(|note| format!("{}\n\n", escape::inline(&note))));
    out += &list("Warnings", &view.warnings);
    finish(out)
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> String {
    let (name, rest) = bullet.heading(pages);
    let name = if name.is_empty() { name } else { format!("**{}**{}", escape::inline(&name), escape::inline(&rest)) };
    let tags = bullet.tags.iter().map(|tag| escape::inline(tag)).collect::<Vec<_>>().join("; ");
    let tags = if tags.is_empty() { tags } else { format!(" \\[{tags}\\]") };
    let redline = bullet.redline.map(|segments| redline::inline(segments, Some(view::CONTEXT))).unwrap_or_default();
    let text = escape::inline(&bullet.behind_redline());
    format!("- {name}{redline}{text}{tags}\n")
}
