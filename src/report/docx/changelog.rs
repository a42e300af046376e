//! The changelog as a Word file: plain text with redlines in colour, nothing tracked.

use super::Error;
use super::static_parts::Orientation;
use super::untracked::{self, added, bold, line, paragraph, plain, removed, run, title};
use super::xml::Xml;
use crate::model::Segment;
use crate::report::view::{self, Bullet, ChangelogStep, Elision, FieldDiff, Piece, Sides, View};

/// Writes the changelog of several steps, the overall one first if there is one.
///
/// # Errors
/// When the container cannot be written.
pub fn changelog(steps: &[ChangelogStep<'_>]) -> Result<Vec<u8>, Error> {
    let body = steps.iter().map(|step| self::step(step, &step.view())).collect();
    let language = steps.last().map(|step| step.comparison.resolutions.after.language).unwrap_or_default();
    untracked::file(body, language, Orientation::Portrait)
}

fn step(step: &ChangelogStep<'_>, view: &View<'_>) -> Xml {
    let mut out = title(&step.title(view));
    let about = view::about(view).join(" · ");
    let lines = [&about, &view.verdict.answer, &view.verdict.counts];
    out.extend(lines.iter().filter(|text| !text.is_empty()).map(|text| line(text)));
    for section in step.sections(view) {
        out += runs(bold(&section.heading));
        out.extend(section.bullets.iter().map(|item| bullet(item, step.pages)));
    }
    out.extend(view.filter_note.iter().map(|note| line(note)));
    out += fields("Header", &view.header);
    out += fields("Closing lines", &view.closing);
    out += fields("Footnotes", &view.footnotes);
    out.extend(view.typography.note().map(|note| line(&note)));
    out.extend(view.warnings.iter().map(|warning| line(&format!("Warning: {warning}"))));
    out
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> Xml {
    let (name, rest) = bullet.heading(pages);
    let redline = bullet.redline.map(|segments| redline(segments, view::CONTEXT)).unwrap_or_default();
    let tags = if bullet.tags.is_empty() { String::new() } else { format!(" [{}]", bullet.tags.join("; ")) };
    let [rest, text, tags] = [rest, bullet.behind_redline(), tags].map(|text| plain(&text));
    runs([plain("– "), bold(&name), rest, redline, text, tags])
}

fn fields(heading: &str, fields: &[FieldDiff]) -> Xml {
    let mut out = Xml::from((!fields.is_empty()).then(|| runs(bold(heading))));
    for field in fields {
        let redline = redline(field.redline(), view::CONTEXT);
        let remark = field.inline_remark().map(|remark| plain(&remark)).unwrap_or_default();
        out += runs([plain(&format!("– {}: ", field.name)), redline, remark]);
    }
    out
}

fn redline(segments: &[Segment], elision: Elision) -> Xml {
    let marked = |sides: Sides, text: &str| {
        let properties = match sides {
            Sides::Both => Xml::default(),
            Sides::Before => removed(),
            Sides::After => added(),
        };
        run(properties, text)
    };
    let mut last = Sides::Both;
    let pieces = view::pieces(segments, Some(elision)).into_iter().map(|piece| match piece {
        Piece::Text(sides, text) => {
            // A removed word would run into the added one.
            let touches = last == Sides::Before && sides == Sides::After && !text.starts_with(char::is_whitespace);
            last = sides;
            Xml::from(touches.then(|| plain(" "))) + marked(sides, text)
        }
        Piece::Break(sides) => marked(sides, " ¶ "),
        Piece::Elided => plain(" … "),
    });
    pieces.collect()
}

/// A paragraph of runs.
fn runs(runs: impl Into<Xml>) -> Xml {
    paragraph("Normal", None::<Xml>, runs)
}
