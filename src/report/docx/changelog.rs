//! The changelog as a Word file: plain text with redlines in colour, nothing tracked, to be sent or pasted.

use super::table::{paragraph, plain};
use super::{Error, escape, package, parts};
use crate::model::Segment;
use crate::report::view::{self, Bullet, Changelog, Elision, Field, Ink, Piece, View};

/// Writes the changelog of several steps, the overall one first if there is one.
///
/// # Errors
/// When the container cannot be written.
pub fn changelog(steps: &[Changelog<'_>]) -> Result<Vec<u8>, Error> {
    let mut out = String::new();
    for step in steps {
        out += &self::step(step, &step.view());
    }
    let language = steps.last().map(|step| step.comparison.resolutions.after.language).unwrap_or_default();
    package::write(&parts::with_body(out + "<w:p/>", &Default::default(), language, parts::Orientation::Portrait))
}

fn step(step: &Changelog<'_>, view: &View<'_>) -> String {
    let overall = if step.overall { "Overall: " } else { "" };
    let title = format!("{overall}{} → {}", view.names.before, view.names.after);
    let mut out = paragraph("ResolutionTitle", "", &plain(&escape(&title)));
    let about = view::about(view).join(" · ");
    for text in [&about, &view.verdict.answer, &view.verdict.counts] {
        if !text.is_empty() {
            out += &line(&plain(&escape(text)));
        }
    }
    for section in view::changelog(view) {
        out += &line(&bold(&section.heading));
        out.extend(section.bullets.iter().map(|it| bullet(it, step.pages)));
    }
    out.extend(view.left_out.iter().map(|note| line(&plain(&escape(note)))));
    out += &fields("Header", &view.header);
    out += &fields("Closing lines", &view.closing);
    out += &fields("Footnotes", &view.footnotes);
    if !view.typography.is_empty() {
        out += &line(&bold(&view.typography.line()));
        out.extend(view.typography.rows.iter().map(|row| line(&plain(&escape(&format!("– {row}"))))));
    }
    out.extend(view.warnings.iter().map(|warning| line(&plain(&escape(&format!("Warning: {warning}"))))));
    out
}

fn bullet(bullet: &Bullet<'_>, pages: bool) -> String {
    let page = if pages && !bullet.page.is_empty() { format!(", {}", bullet.page) } else { String::new() };
    let (name, rest) = match (&bullet.now, &bullet.old) {
        (Some(now), Some(old)) => (now.clone(), format!(" (old {old}){page}: ")),
        (Some(now), None) => (now.clone(), format!("{page}: ")),
        (None, Some(old)) => (format!("old {old}"), format!("{page}: ")),
        (None, None) => (String::new(), String::new()),
    };
    let saying =
        bullet.redline.map_or_else(|| plain(&escape(&bullet.saying)), |segments| redline(segments, view::CONTEXT));
    let tags = if bullet.tags.is_empty() { String::new() } else { format!(" [{}]", bullet.tags.join("; ")) };
    line(&format!("{}{}{}{saying}{}", plain("– "), bold(&name), plain(&escape(&rest)), plain(&escape(&tags))))
}

fn fields(heading: &str, fields: &[Field]) -> String {
    let mut out = if fields.is_empty() { String::new() } else { line(&bold(heading)) };
    for field in fields {
        let words = if field.is_remark_only() { String::new() } else { redline(&field.segments, Elision::default()) };
        let remark = field.remark.as_ref().map(|remark| plain(&escape(&format!(" – {remark}")))).unwrap_or_default();
        out += &line(&format!("{}{words}{remark}", plain(&escape(&format!("– {}: ", field.name)))));
    }
    out
}

fn redline(segments: &[Segment], elision: Elision) -> String {
    let run = |ink: Ink, text: &str| {
        let properties = match ink {
            Ink::Kept => "",
            Ink::Removed => "<w:strike/><w:color w:val=\"8F1414\"/>",
            Ink::Added => "<w:color w:val=\"0B5D1E\"/><w:u w:val=\"single\"/>",
        };
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
    };
    let mut last = Ink::Kept;
    let runs = view::pieces(segments, Some(elision)).into_iter().map(|piece| match piece {
        Piece::Text(ink, text) => {
            // Two words that touch are two words.
            let touches = last == Ink::Removed && ink == Ink::Added && !text.starts_with(char::is_whitespace);
            last = ink;
            format!("{}{}", if touches { plain(" ") } else { String::new() }, run(ink, text))
        }
        Piece::Break(ink) => run(ink, " ¶ "),
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
