//! The changelog as a Word file: plain text with redlines in colour, nothing tracked.

use super::table::{paragraph, plain};
use super::{Error, escape, package, static_parts};
use crate::model::Segment;
use crate::report::view::{self, Bullet, ChangelogStep, Elision, FieldDiff, Origin, Piece, View};

/// Writes the changelog of several steps, the overall one first if there is one.
///
/// # Errors
/// When the container cannot be written.
pub fn changelog(steps: &[ChangelogStep<'_>]) -> Result<Vec<u8>, Error> {
    let mut out = String::new();
    for step in steps {
        out += &self::step(step, &step.view());
    }
    let language = steps.last().map(|step| step.comparison.resolutions.after.language).unwrap_or_default();
    package::write(&static_parts::with_body(
        out + "<w:p/>",
        &Default::default(),
        None,
        language,
        static_parts::Orientation::Portrait,
    ))
}

fn step(step: &ChangelogStep<'_>, view: &View<'_>) -> String {
    let mut out = paragraph("ResolutionTitle", "", &plain(&escape(&step.title(view))));
    let about = view::about(view).join(" · ");
    for text in [&about, &view.verdict.answer, &view.verdict.counts] {
        if !text.is_empty() {
            out += &line(&plain(&escape(text)));
        }
    }
    for section in step.sections(view) {
        out += &line(&bold(&section.heading));
        out.extend(section.bullets.iter().map(|item| bullet(item, step.pages)));
    }
    out.extend(view.filter_note.iter().map(|note| line(&plain(&escape(note)))));
    out += &fields("Header", &view.header);
    out += &fields("Closing lines", &view.closing);
    out += &fields("Footnotes", &view.footnotes);
    out.extend(view.typography.note().map(|note| line(&plain(&escape(&note)))));
    out.extend(view.warnings.iter().map(|warning| line(&plain(&escape(&format!("Warning: {warning}"))))));
    out
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> String {
    let (name, rest) = bullet.heading(pages);
    let redline = bullet.redline.map(|segments| redline(segments, view::CONTEXT)).unwrap_or_default();
    let text = plain(&escape(&bullet.behind_redline()));
    let tags = if bullet.tags.is_empty() { String::new() } else { format!(" [{}]", bullet.tags.join("; ")) };
    line(&format!("{}{}{}{redline}{text}{}", plain("– "), bold(&name), plain(&escape(&rest)), plain(&escape(&tags))))
}

fn fields(heading: &str, fields: &[FieldDiff]) -> String {
    let mut out = if fields.is_empty() { String::new() } else { line(&bold(heading)) };
    for field in fields {
        let redline = redline(field.redline(), view::CONTEXT);
        let remark = field.inline_remark().map(|remark| plain(&escape(&remark))).unwrap_or_default();
        out += &line(&format!("{}{redline}{remark}", plain(&escape(&format!("– {}: ", field.name)))));
    }
    out
}

fn redline(segments: &[Segment], elision: Elision) -> String {
    let run = |origin: Origin, text: &str| {
        let properties = match origin {
            Origin::Both => "",
            Origin::Before => "<w:strike/><w:color w:val=\"8F1414\"/>",
            Origin::After => "<w:color w:val=\"0B5D1E\"/><w:u w:val=\"single\"/>",
        };
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
    };
    let mut last = Origin::Both;
    let runs = view::pieces(segments, Some(elision)).into_iter().map(|piece| match piece {
        Piece::Text(origin, text) => {
            // A removed word would run into the added one.
            let touches = last == Origin::Before && origin == Origin::After && !text.starts_with(char::is_whitespace);
            last = origin;
            format!("{}{}", if touches { plain(" ") } else { String::new() }, run(origin, text))
        }
        Piece::Break(origin) => run(origin, " ¶ "),
        Piece::Elided => plain(" … "),
    });
    runs.collect()
}

fn line(runs: &str) -> String {
    paragraph("Normal", "", runs)
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}
