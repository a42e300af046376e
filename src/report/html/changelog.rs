//! The changelog as a page that can be pasted into an email: inline styles, no script.

use maud::{Markup, html};

use super::email::{FAINT, TEXT, fields, heading, letter, line, redline};
use crate::report::escape::text;
use crate::report::view::{self, Bullet, ChangelogStep, View};

/// Writes the changelog of several steps, the overall one first if there is one.
pub fn changelog(steps: &[ChangelogStep<'_>]) -> String {
    let views: Vec<View<'_>> = steps.iter().map(ChangelogStep::view).collect();
    let title = views.first().map(View::title).unwrap_or_default();
    letter(&title, html! { @for (step, view) in steps.iter().zip(&views) { (self::step(step, view)) } })
}

fn step(step: &ChangelogStep<'_>, view: &View<'_>) -> Markup {
    html! {
        h1 style="font-size:22px;margin:24px 0 8px 0" { (text(step.title(view))) } "\n"
        (line(FAINT, &view::about(view).join(" · ")))
        (line(TEXT, &view.verdict.answer))
        (line(FAINT, &view.verdict.counts))
        @for section in step.sections(view) {
            (heading(&section.heading))
            ul style=(TEXT) { @for item in &section.bullets { (bullet(item, step.pages)) "\n" } }
        }
        (line(FAINT, view.filter_note.as_deref().unwrap_or_default()))
        (fields("Header", &view.header))
        (fields("Closing lines", &view.closing))
        (fields("Footnotes", &view.footnotes))
        (line(FAINT, &view.typography.note().unwrap_or_default()))
        @if !view.warnings.is_empty() {
            (heading("Warnings"))
            ul style=(TEXT) { @for warning in &view.warnings { li { (text(warning)) } "\n" } }
        }
    }
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> Markup {
    html! {
        li {
            @match (&bullet.now, &bullet.old) {
                (Some(now), _) => b { bdi { (text(now)) } }
                (None, Some(old)) => b { "old " bdi { (text(old)) } }
                (None, None) => {}
            }
            (text(bullet.heading(pages).1))
            span dir="auto" {
                @if let Some(segments) = bullet.redline { (redline(segments, view::CONTEXT)) }
                (text(bullet.behind_redline()))
            }
            @if !bullet.tags.is_empty() { " [" (text(bullet.tags.join("; "))) "]" }
        }
    }
}
