//! Header fields that differ, and the organ's line.
//!
//! In: two resolutions. Out: a change for each field that is on one side only or differs; and the fields that differ in
//! typography only.

use super::fields::typographic_redline;
use super::spelling::equivalent;
use super::typography::TypographicVariant;
use super::word_usage::WordUsage;
use crate::model::{Header, HeaderChange, HeaderField, Resolution, TextLocation, Versions};
use crate::text::level_separators;

/// The changes, in the order of a printed first page, and the fields that differ in typography only.
pub(super) fn changes<'a>(
    resolutions: Versions<&'a Resolution>,
    word_usage: &WordUsage<'_>,
) -> (Vec<HeaderChange>, Vec<TypographicVariant<'a>>) {
    let headers = resolutions.map(|resolution| &resolution.header);
    let mut fields: Vec<HeaderField> =
        headers.before.fields.keys().chain(headers.after.fields.keys()).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let (mut changes, mut similar) = (Vec::new(), Vec::new());
    let fields = fields.into_iter().filter_map(|field| {
        let values = headers.map(|header| header.get(field));
        let Some(printed) = values_with_names(headers, field) else { return Some((field, values)) };
        changes.push(change(field, printed, word_usage));
        None
    });
    let organ_lines = resolutions.map(|resolution| resolution.organ_line.as_deref());
    let values: Vec<_> = fields.chain([(HeaderField::OrganLine, organ_lines)]).collect();
    for (field, values) in values {
        match (values.before, values.after) {
            (before, after) if before == after => {}
            (Some(before), Some(after)) if equivalent(Versions::new(before, after), false, word_usage) => {
                similar.push(TypographicVariant {
                    location: TextLocation::Header(field),
                    texts: Versions::new(before, after),
                });
            }
            _ => changes.push(change(field, values.map(|value| value.map(str::to_owned)), word_usage)),
        }
    }
    changes.sort_by_key(|change| (change.field == HeaderField::OrganLine, change.field));
    (changes, similar)
}

fn change(field: HeaderField, values: Versions<Option<String>>, word_usage: &WordUsage<'_>) -> HeaderChange {
    let segments = typographic_redline(values.as_ref().map(Option::as_deref), word_usage);
    HeaderChange { field, values, segments }
}

/// The values of a field with its printed names, if the names differ (`Forum:`, `Committee:`) or divide the same value
/// differently.
fn values_with_names(headers: Versions<&Header>, field: HeaderField) -> Option<Versions<Option<String>>> {
    let values = headers.map(|header| header.get(field));
    let (Some(before), Some(after)) = (values.before, values.after) else { return None };
    let names = headers.map(|header| header.names(field).map(level_separators).collect::<Vec<_>>());
    let named = !names.before.is_empty() || !names.after.is_empty();
    let parts = headers.map(|header| header.parts.get(&field));
    let differs = names.before != names.after
        || before == after && parts.before.map(Vec::len) == parts.after.map(Vec::len) && parts.before != parts.after;
    (named && differs).then(|| headers.map(|header| header.printed(field)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HeaderPart;

    #[test]
    fn names_of_fields_are_compared() {
        let resolution = |parts: &[(&str, &str)]| {
            let part = |(name, text): &(&str, &str)| HeaderPart { name: (*name).to_owned(), text: (*text).to_owned() };
            let texts: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
            let mut resolution = Resolution::default();
            resolution.header.fields.insert(HeaderField::Sponsors, texts.join(" "));
            resolution.header.parts.insert(HeaderField::Sponsors, parts.iter().map(part).collect());
            resolution
        };
        for (before, after, expected) in [
            (&[("Sponsors:", "Chad")][..], &[("Sponsors:", "Chad")][..], None),
            (&[("Sponsors:", "Chad")], &[("Sponsor:", "Chad")], Some(("Sponsors: Chad", "Sponsor: Chad"))),
            (&[("Sponsors:", "Chad")], &[("Sponsors:", "Peru")], Some(("Chad", "Peru"))),
            (&[("", "Chad")], &[("Sponsors:", "Chad")], Some(("Chad", "Sponsors: Chad"))),
            (
                &[("Main submitter:", "Chad"), ("Sponsors:", "Peru")],
                &[("Sponsors:", "Chad"), ("Main submitter:", "Peru")],
                Some(("Main submitter: Chad / Sponsors: Peru", "Sponsors: Chad / Main submitter: Peru")),
            ),
        ] {
            let texts = Versions::new(resolution(before), resolution(after));
            let (changes, _) = changes(texts.as_ref(), &WordUsage::new(texts.as_ref()));
            let found: Vec<_> = changes.into_iter().map(|change| (change.values.before, change.values.after)).collect();
            let expected = expected.map(|(before, after)| (Some(before.to_owned()), Some(after.to_owned())));
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{before:?} {after:?}");
        }
    }

    #[test]
    fn the_organ_line_is_the_last_field() {
        let resolution = |opener: Option<&str>, title: &str| {
            let mut resolution = Resolution { organ_line: opener.map(str::to_owned), ..Resolution::default() };
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
            let (changes, _) = changes(texts.as_ref(), &WordUsage::new(texts.as_ref()));
            let fields: Vec<HeaderField> = changes.iter().map(|change| change.field).collect();
            assert_eq!(fields, expected);
        }
    }
}
