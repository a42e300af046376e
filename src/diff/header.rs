//! Header fields that differ.
//!
//! In: two headers. Out: a change for each field that is on one side only, or reads otherwise on the two; quotes,
//! dashes and spaces do not count.

use crate::model::{Header, HeaderChange, HeaderField, Key, Versions};

/// The changes, in the order of a printed first page.
pub(super) fn changes(headers: Versions<&Header>) -> Vec<HeaderChange> {
    let mut fields: Vec<HeaderField> =
        headers.before.fields.keys().chain(headers.after.fields.keys()).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let change = |field| {
        let values = headers.map(|header| header.get(field).map(str::to_owned));
        let keys = values.as_ref().map(|value| value.as_deref().map(Key::of));
        (keys.before != keys.after).then_some(HeaderChange { field, values })
    };
    fields.into_iter().filter_map(change).collect()
}
