//! The changelog as a page that can be pasted into an email: inline styles, no script.

use super::email::{FAINT, TEXT, end, fields, heading, redline, start};
use super::escape;
use crate::report::view::{self, Bullet, ChangelogStep, View};

/// Writes the changelog of several steps, the overall one first if there is one.
pub fn changelog(steps: &[ChangelogStep<'_>]) -> String {
    let views: Vec<View<'_>> = steps.iter().map(ChangelogStep::view).collect();
    let mut out = start(&views.first().map(|view| escape(&view.title())).unwrap_or_default());
    for (step, view) in steps.iter().zip(&views) {
        out += &self::step(step, view);
    }
    out + end()
}

fn step(step: &ChangelogStep<'_>, view: &View<'_>) -> String {
    let mut out = format!("<h1 style=\"font-size:22px;margin:24px 0 8px 0\">{}</h1>\n", escape(&step.title(view)));
    let about = view::about(view).join(" · ");
    for (style, line) in [(FAINT, &about), (TEXT, &view.verdict.answer), (FAINT, &view.verdict.counts)] {
        if !line.is_empty() {
            out += &format!("<p style=\"{style}\">{}</p>\n", escape(line));
        }
    }
    for section in step.sections(view) {
        out += &heading(&escape(&section.heading));
        let bullets: String = section.bullets.iter().map(|item| bullet(item, step.pages)).collect();
        out += &format!("<ul style=\"{TEXT}\">\n{bullets}</ul>\n");
    }
    if let Some(note) = &view.filter_note {
        out += &format!("<p style=\"{FAINT}\">{}</p>\n", escape(note));
    }
    fields(&mut out, "Header", &view.header);
    fields(&mut out, "Closing lines", &view.closing);
    fields(&mut out, "Footnotes", &view.footnotes);
    if let Some(note) = view.typography.note() {
        out += &format!("<p style=\"{FAINT}\">{}</p>\n", escape(&note));
    }
    if !view.warnings.is_empty() {
        let items: String = view.warnings.iter().map(|warning| format!("<li>{}</li>\n", escape(warning))).collect();
        out += &format!("{}<ul style=\"{TEXT}\">\n{items}</ul>\n", heading("Warnings"));
    }
    out
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> String {
    let rest = escape(&bullet.heading(pages).1);
    let name = match (&bullet.now, &bullet.old) {
        (Some(now), _) => format!("<b><bdi>{}</bdi></b>{rest}", escape(now)),
        (None, Some(old)) => format!("<b>old <bdi>{}</bdi></b>{rest}", escape(old)),
        (None, None) => String::new(),
    };
    let redline = bullet.redline.map(|segments| redline(segments, view::CONTEXT)).unwrap_or_default();
    let text = escape(&bullet.behind_redline());
    let tags = if bullet.tags.is_empty() { String::new() } else { format!(" [{}]", escape(&bullet.tags.join("; "))) };
    format!("<li>{name}<span dir=\"auto\">{redline}{text}</span>{tags}</li>\n")
}
