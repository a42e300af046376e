//! Header fields that differ, and the organ's line.
//!
//! In: two resolutions. Out: a change for each field that is on one side only, or reads otherwise on the two; and the
//! fields that differ in typography only.

use super::evidence::Evidence;
use super::spelling::equivalent;
use super::typography::Similar;
use crate::model::{HeaderChange, HeaderField, Resolution, TextLocation, Versions};

/// The changes, in the order of a printed first page, and the fields that differ in typography only.
pub(super) fn changes<'a>(
    resolutions: Versions<&'a Resolution>,
    evidence: &Evidence<'_>,
) -> (Vec<HeaderChange>, Vec<Similar<'a>>) {
    let headers = resolutions.map(|resolution| &resolution.header);
    let mut fields: Vec<HeaderField> =
        headers.before.fields.keys().chain(headers.after.fields.keys()).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let fields = fields.into_iter().map(|field| (field, headers.map(|header| header.get(field))));
    let organ_lines = resolutions.map(|resolution| resolution.opener.as_deref());
    let (mut changes, mut similar) = (Vec::new(), Vec::new());
    for (field, values) in fields.chain([(HeaderField::OrganLine, organ_lines)]) {
        match (values.before, values.after) {
            (before, after) if before == after => {}
            (Some(before), Some(after)) if equivalent(Versions::new(before, after), false, evidence) => {
                similar.push(Similar { location: TextLocation::Header(field), texts: Versions::new(before, after) });
            }
            _ => changes.push(HeaderChange { field, values: values.map(|value| value.map(str::to_owned)) }),
        }
    }
    (changes, similar)
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
            let (changes, _) = changes(texts.as_ref(), &Evidence::new(texts.as_ref()));
            let fields: Vec<HeaderField> = changes.iter().map(|change| change.field).collect();
            assert_eq!(fields, expected);
        }
    }
}
