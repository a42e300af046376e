//! Describes footnote references that differ.

use crate::model::{LocatedFootnoteRef, ReferenceLocation, Resolution, Versions};

/// `reference moved from old PP2 after “Charter” to OP3 after “Summit”`; `None` if no reference differs.
pub(super) fn remark(texts: Versions<&Resolution>, references: Versions<&[LocatedFootnoteRef]>) -> Option<String> {
    let Versions { before, after } = references;
    let moved = before.len().min(after.len());
    let sentences = before[..moved].iter().zip(after).map(|(old, new)| {
        let places = Versions::new(place(texts.before, old), place(texts.after, new));
        if places.before == places.after {
            return format!("reference moved in {} from {} to {}", places.after, position(old), position(new));
        }
        format!("reference moved from old {} {} to {} {}", places.before, position(old), places.after, position(new))
    });
    let gone = before[moved..]
        .iter()
        .map(|old| format!("reference in old {} {} removed", place(texts.before, old), position(old)));
    let new =
        after[moved..].iter().map(|new| format!("reference added in {} {}", place(texts.after, new), position(new)));
    let sentences: Vec<String> = sentences.chain(gone).chain(new).collect();
    (!sentences.is_empty()).then(|| sentences.join("; "))
}

fn place(text: &Resolution, reference: &LocatedFootnoteRef) -> String {
    match reference.location {
        ReferenceLocation::Paragraph(index) => text[index].id.to_string(),
        ReferenceLocation::Frame(part) => part.name().to_owned(),
    }
}

fn position(reference: &LocatedFootnoteRef) -> String {
    match reference.context.as_str() {
        "" => "at the beginning".to_owned(),
        words => format!("after “{words}”"),
    }
}
