//! The lines around the paragraphs as printed on both sides: header, organ line, closing lines. A full document begins
//! and ends with them, whether they differ or not.

use ecow::EcoString;

use super::FieldDiff;
use crate::model::{Comparison, Header, HeaderField, Segment, Side, Versions};

/// The lines around the paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The header fields in the order of a printed first page.
    pub head: Vec<(HeaderField, FieldDiff)>,
    /// The organ's line.
    pub opener: Option<FieldDiff>,
    /// Lines after the text.
    pub closing: Vec<FieldDiff>,
}

/// Merges the frames of both sides.
pub fn frame(comparison: &Comparison) -> Frame {
    let texts = comparison.resolutions.as_ref();
    let mut fields: Vec<HeaderField> = texts.before.header.fields.keys().copied().collect();
    fields.extend(texts.after.header.fields.keys());
    fields.sort_unstable();
    fields.dedup();
    let line = |field: HeaderField| {
        let values = texts.map(|text| text.header.get(field).filter(|value| !value.is_empty()).map(str::to_owned));
        // A field with another name on each side has the names in the values of its change.
        match header_line(comparison, field, values.clone()) {
            line if line.values == values => printed_line(field, line),
            line => line,
        }
    };
    let mut head: Vec<_> = fields.into_iter().map(|field| (field, line(field))).collect();
    join_sponsors(&mut head);
    let openers = texts.map(|text| text.organ_line.clone());
    let has_opener = openers != Versions::default();
    let opener = has_opener.then(|| header_line(comparison, HeaderField::OrganLine, openers));
    Frame { head, opener, closing: closing(comparison) }
}

/// A header field or the organ line, whether it differs or not.
fn header_line(comparison: &Comparison, field: HeaderField, values: Versions<Option<String>>) -> FieldDiff {
    let change = comparison.header.iter().find(|change| change.field == field);
    change.map_or_else(|| FieldDiff::unchanged(field.name(), values), FieldDiff::from_header)
}

/// Adds to a header field the words printed before it, and the full stop after a number.
fn printed_line(field: HeaderField, line: FieldDiff) -> FieldDiff {
    let prefixes = line.values.as_ref().map(|value| value.as_deref().map_or("", |value| prefix(field, value)));
    let mut segments = Vec::new();
    if prefixes != Versions::default() {
        segments.push(Segment::Kept(prefixes.map(EcoString::from)));
    }
    // A space belongs to the word after it.
    let mut spaces = prefixes.map(|prefix| if prefix.is_empty() { "" } else { " " });
    for segment in line.segments {
        let spaced = |space: &mut &str, text: EcoString| EcoString::from(std::mem::take(space)) + text.as_str();
        match (segment, segments.last_mut()) {
            (Segment::Kept(both), last) => {
                let both =
                    Versions::new(spaced(&mut spaces.before, both.before), spaced(&mut spaces.after, both.after));
                match last {
                    Some(Segment::Kept(last)) => {
                        last.before.push_str(&both.before);
                        last.after.push_str(&both.after);
                    }
                    _ => segments.push(Segment::Kept(both)),
                }
            }
            (Segment::Removed { text }, _) => {
                segments.push(Segment::Removed { text: spaced(&mut spaces.before, text) });
            }
            (Segment::Added { text }, _) => segments.push(Segment::Added { text: spaced(&mut spaces.after, text) }),
        }
    }
    if field == HeaderField::Number {
        segments.push(Segment::kept("."));
    }
    let values = line.values.as_ref().map(|value| value.as_ref().map(|value| printed_field(field, value)));
    FieldDiff { values, segments, ..line }
}

/// Puts the sponsors and the submission note on one line, as they are printed: `Iraq: draft resolution`.
fn join_sponsors(head: &mut Vec<(HeaderField, FieldDiff)>) {
    let Some(index) = head.windows(2).position(|pair| [pair[0].0, pair[1].0] == SUBMISSION_LINE) else { return };
    let (_, note) = head.remove(index + 1);
    let sponsors = &mut head[index].1;
    let colons = sponsors.values.as_ref().zip(note.values.as_ref()).map(|(sponsors, note)| match (sponsors, note) {
        (Some(_), Some(note)) => colon(note),
        _ => "",
    });
    sponsors.segments.extend(match (colons.before, colons.after) {
        ("", "") => None,
        ("", after) => Some(Segment::Added { text: after.into() }),
        (before, "") => Some(Segment::Removed { text: before.into() }),
        (before, after) => Some(Segment::Kept(Versions::new(before.into(), after.into()))),
    });
    sponsors.segments.extend(note.segments);
    let values = std::mem::take(&mut sponsors.values).zip(note.values).zip(colons);
    sponsors.values = values.map(|((sponsors, note), colon)| match (sponsors, note) {
        (Some(sponsors), Some(note)) => Some(sponsors + colon + &note),
        (sponsors, note) => sponsors.or(note),
    });
}

/// The fields that are printed on one line.
pub const SUBMISSION_LINE: [HeaderField; 2] = [HeaderField::Sponsors, HeaderField::Submission];

/// The line of the sponsors and the submission note, if it differs.
pub fn submission_line(comparison: &Comparison) -> Option<FieldDiff> {
    let differs = comparison.header.iter().any(|change| SUBMISSION_LINE.contains(&change.field));
    let mut fields = frame(comparison).head.into_iter().filter(|_| differs);
    fields.find_map(|(field, line)| SUBMISSION_LINE.contains(&field).then_some(line))
}

/// What is printed between the sponsors and a submission note.
fn colon(note: &str) -> &'static str {
    if note.starts_with(|first: char| ('\u{4e00}'..='\u{9fff}').contains(&first)) { "：" } else { ": " }
}

/// Puts the fields of a header in the order in which they are read again: unrecognized lines go before the session,
/// otherwise the last would be read as the title.
pub fn sort_for_reading<T>(fields: &mut [(HeaderField, T)]) {
    fields.sort_by_key(|(field, _)| (*field >= HeaderField::Session && *field != HeaderField::Other, *field));
}

/// The fields of a header as printed lines.
pub fn printed_fields(header: &Header) -> Vec<(HeaderField, String)> {
    let fields = header.fields.iter().filter(|(_, value)| !value.is_empty());
    let mut lines: Vec<_> = fields.map(|(field, value)| (*field, printed_field(*field, value))).collect();
    if let Some(index) = lines.windows(2).position(|pair| [pair[0].0, pair[1].0] == SUBMISSION_LINE) {
        let (_, note) = lines.remove(index + 1);
        lines[index].1 += &format!("{}{note}", colon(&note));
    }
    lines
}

/// The closing lines of both sides in one order: changed ones as they were paired, equal ones between them.
fn closing(comparison: &Comparison) -> Vec<FieldDiff> {
    let texts = comparison.resolutions.as_ref();
    let lens = texts.map(|text| text.closing.len());
    let mut next = Versions::new(0, 0);
    let mut out = Vec::new();
    let end = lens.map(Some);
    for (lines, change) in comparison.closing.iter().map(|change| (change.lines, Some(change))).chain([(end, None)]) {
        let is_ready = |next: Versions<usize>| {
            Side::BOTH.iter().all(|side| lines.get(*side).is_none_or(|line| *next.get(*side) >= line))
        };
        while !is_ready(next) {
            let values = texts.zip(next).map(|(text, line)| text.closing.get(line).cloned());
            out.push(FieldDiff::unchanged("closing line", values));
            next = next.map(|line| line + 1);
        }
        if let Some(change) = change {
            out.push(FieldDiff::from_closing(texts, change));
            next = next.zip(lines).map(|(line, changed)| changed.map_or(line, |changed| changed + 1));
        }
    }
    out
}

/// A header field with the words printed before it.
fn printed_field(field: HeaderField, value: &str) -> String {
    match (prefix(field, value), field) {
        (_, HeaderField::Number) => format!("{value}."),
        ("", _) => value.to_owned(),
        (prefix, _) => format!("{prefix} {value}"),
    }
}

fn prefix(field: HeaderField, value: &str) -> &'static str {
    match field {
        HeaderField::Distribution => "Distr.:",
        HeaderField::OriginalLanguage => "Original:",
        HeaderField::AgendaItem if value.contains(" and ") || value.contains(',') => "Agenda items",
        HeaderField::AgendaItem => "Agenda item",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Resolution;

    #[test]
    fn sponsors_and_note_are_one_line() {
        let text = |fields: &[(HeaderField, &str)]| {
            let mut resolution = Resolution::default();
            resolution.header.fields.extend(fields.iter().map(|(field, value)| (*field, (*value).to_owned())));
            resolution
        };
        let [names, note] = SUBMISSION_LINE;
        let by_chair = "Draft resolution submitted by the Chair";
        for (before, after, expected) in [
            (
                &[(names, "Peru"), (note, "draft resolution")][..],
                &[(names, "Peru and Chad"), (note, "draft resolution")][..],
                [Some("Peru: draft resolution"), Some("Peru and Chad: draft resolution")],
            ),
            (
                &[(names, "Peru"), (note, "draft resolution")],
                &[(note, by_chair)],
                [Some("Peru: draft resolution"), Some(by_chair)],
            ),
            (&[(names, "秘鲁")], &[(names, "秘鲁"), (note, "决议草案")], [Some("秘鲁"), Some("秘鲁：决议草案")]),
            (&[(names, "Peru")], &[(names, "Peru")], [None, None]),
        ] {
            let comparison = crate::compare(Versions::new(text(before), text(after)));
            let line = submission_line(&comparison);
            let values = line.as_ref().map(|line| line.values.clone()).unwrap_or_default();
            assert_eq!([values.before.as_deref(), values.after.as_deref()], expected);
            for (side, value) in Side::BOTH.into_iter().zip(expected) {
                let segments = line.iter().flat_map(|line| &line.segments);
                let joined: String = segments.map(|segment| segment.text(side)).collect();
                assert_eq!(joined, value.unwrap_or_default());
                let printed = printed_fields(&comparison.resolutions.get(side).header);
                assert_eq!(printed.first().map(|(_, text)| text.as_str()), value.or(Some("Peru")));
            }
        }
    }
}
