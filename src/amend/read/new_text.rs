//! The text that is printed below an instruction: its numbers, its quotation marks, where it belongs.

use ecow::{EcoString, eco_format};

use crate::lexicon::{parse_bare_label, parse_label};
use crate::model::{
    Block, Division, FootnoteRef, Instruction, Label, NewKind, NewParagraph, Provision, Target, WordChange,
};

/// A printed paragraph.
pub(super) fn printed(block: &Block) -> NewParagraph {
    printed_text(block.text.as_str(), &block.footnote_refs)
}

pub(in crate::amend) fn printed_text(text: &str, refs: &[FootnoteRef]) -> NewParagraph {
    // the quotation mark before a number is none of the number's
    let inner = text.trim_start_matches(['“', '"', '«', ' ', '\u{a0}']);
    let label = parse_label(inner);
    let quote_len = if label.is_some() { text.len() - inner.len() } else { 0 };
    let label_end = label.as_ref().map_or(0, |label| quote_len + label.len);
    let start = label_end + text[label_end..].len() - text[label_end..].trim_start().len();
    let quote = if label.is_some() && quote_len > 0 { text[..quote_len].trim() } else { "" };
    let body = format!("{quote}{}", text[start..].trim_end());
    let shift = |mark: &FootnoteRef| FootnoteRef {
        offset: (mark.offset + quote.len()).saturating_sub(start).min(body.len()),
        marker: mark.marker.clone(),
    };
    let footnote_refs = refs.iter().map(shift).collect();
    let label = label.map(|found| {
        let (style, ordinal) = found.interpretations[0];
        let printed = inner[..found.len].trim().into();
        Label { printed, ..Label::new(found.text, style, ordinal) }
    });
    NewParagraph { label, text: body, footnote_refs }
}

/// Gives new paragraphs the numbers that the sentence says: `a new operative paragraph 4 bis`, `4A`, `(a bis)`.
pub(super) fn number(provision: &mut Provision, labels: &[EcoString]) {
    if provision.text.len() != labels.len() {
        return;
    }
    for (new, label) in provision.text.iter_mut().zip(labels).filter(|(new, _)| new.label.is_none()) {
        let Some(found) = parse_bare_label(label) else { continue };
        let printed = if label.ends_with(')') { label.clone() } else { eco_format!("{label}.") };
        let (style, ordinal) = found.interpretations[0];
        new.label = Some(Label { printed, ..Label::new(label.clone(), style, ordinal) });
    }
}

/// Gives an instruction the words that are printed below it: `Delete the following words:`.
pub(super) fn fill(provision: &mut Provision) {
    let [Instruction::Words { change, .. }] = provision.instructions.as_mut_slice() else { return };
    let [printed] = provision.text.as_slice() else { return };
    match change {
        WordChange::Delete { words } if words.is_empty() => words.clone_from(&printed.text),
        WordChange::Insert { words, .. } if words.text.is_empty() => {
            words.text.clone_from(&printed.text);
            words.footnote_refs.clone_from(&printed.footnote_refs);
        }
        _ => return,
    }
    provision.text.clear();
}

/// Takes the quotation marks off a text that is printed in them as a whole.
pub(super) fn unquote(provision: &mut Provision) {
    let stop = stop_of(&provision.instructions);
    let text = &mut provision.text;
    let whole: String = text.iter().map(|new| new.text.trim().to_owned() + "\n").collect();
    for (open, close) in [('“', '”'), ('"', '"'), ('«', '»')] {
        let inner = whole.trim().trim_end_matches([';', '.', ',']);
        let Some(rest) = inner.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) else { continue };
        // “a” and “b” is no text in quotation marks
        let mut depth = 0;
        let closes_early = rest.chars().any(|sign| {
            depth += i32::from(sign == open && open != close) - i32::from(sign == close);
            depth < 0
        });
        if closes_early {
            continue;
        }
        if let Some(first) = text.first_mut() {
            first.text = first.text.trim_start().trim_start_matches(open).to_owned();
            first.footnote_refs.iter_mut().for_each(|mark| mark.offset = mark.offset.saturating_sub(open.len_utf8()));
        }
        if let Some(last) = text.last_mut()
            && let Some(end) = last.text.rfind(close)
        {
            let behind = last.text.split_off(end)[close.len_utf8()..].trim().to_owned();
            // “…;”. has its own sign already; a full stop behind the quotation ends the instruction
            if !last.text.trim_end().ends_with([',', ';', '.', ':']) {
                last.text.push_str(if behind == "." { stop } else { &behind });
            }
        }
        return;
    }
}

/// The sign that ends new paragraphs whose text is quoted without it.
fn stop_of(instructions: &[Instruction]) -> &'static str {
    let of_part = |target: &Target| match target {
        Target::Preamble | Target::FromEnd(Division::Preamble, _) => ",",
        Target::Paragraph(id) if id.0.contains("PP") => ",",
        Target::Paragraph(id) | Target::Chapeau(id) if id.0.contains("OP") => ";",
        Target::OperativePart | Target::FromEnd(Division::Operative, _) => ";",
        _ => "",
    };
    match instructions {
        [Instruction::Insert { kind: NewKind::Preambular, .. }] => ",",
        [Instruction::Insert { kind: NewKind::Operative | NewKind::UnnumberedOperative, .. }] => ";",
        [Instruction::Replace { targets }] => targets.first().map_or("", of_part),
        _ => "",
    }
}
