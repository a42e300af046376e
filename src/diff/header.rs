//! Header fields that differ, and the organ's line.
//!
//! In: two resolutions. Out: a change for each field that is on one side only, or reads otherwise on the two; quotes,
//! dashes and spaces do not count.

use crate::model::{HeaderChange, HeaderField, Resolution, Versions, same_spelling};

/// The changes, in the order of a printed first page.
pub(super) fn changes(resolutions: Versions<&Resolution>) -> Vec<HeaderChange> {
    let headers = resolutions.map(|resolution| &resolution.header);
    let mut fields: Vec<HeaderField> =
        headers.before.fields.keys().chain(headers.after.fields.keys()).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let fields = fields.into_iter().map(|field| (field, headers.map(|header| header.get(field))));
    let organ_lines = resolutions.map(|resolution| resolution.opener.as_deref());
    fields.chain([(HeaderField::OrganLine, organ_lines)]).filter_map(|(field, values)| change(field, values)).collect()
}

fn change(field: HeaderField, values: Versions<Option<&str>>) -> Option<HeaderChange> {
    let same = match (values.before, values.after) {
        (Some(before), Some(after)) => same_spelling(before, after),
        (before, after) => before == after,
    };
    (!same).then(|| HeaderChange { field, values: values.map(|value| value.map(str::to_owned)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_organ_line_is_the_last_field() {
        let resolution = |opener: Option<&str>, title: &str| {
            let mut resolution = Resolution { opener: opener.map(str::to_owned), ..Resolution::default() };
            resolution.header.fields.insert(HeaderField::Title, title.to_owned());
            resolution
        };
        for (before, after, expected) in [
            ((Some("The Council,"), "Lamps"), (Some("The Council,"), "Lamps"), &[][..]),
            ((Some("The Council,"), "Lamps"), (Some("The Board,"), "Lamps"), &[HeaderField::OrganLine]),
            ((Some("The Council,"), "Lamps"), (None, "Lamps"), &[HeaderField::OrganLine]),
            ((None, "Lamps"), (Some("The Board,"), "Oil"), &[HeaderField::Title, HeaderField::OrganLine]),
        ] {
            let texts = Versions::new(resolution(before.0, before.1), resolution(after.0, after.1));
            let fields: Vec<HeaderField> = changes(texts.as_ref()).iter().map(|change| change.field).collect();
            assert_eq!(fields, expected);
        }
    }
}
