//! Paragraphs broken over a page are joined, glued ones are parted.
//!
//! Broken: the first piece lacks its end (`,` `;` `.` `:`), or the second begins small and is no opening phrase;
//! numbers, headings and tables are never joined. Glued: `, ` or `; ` and an opening phrase in capitals inside a
//! paragraph, or `; 12. ` and one.

use super::body_start;
use crate::lexicon::{Mood, begins_small, ends_paragraph, ends_sentence, label, opening, section_label};
use crate::model::{Block, BlockKind, Document, LabelForm, Style, Warning};

/// Joins paragraphs that a page or a reader broke.
pub(super) fn join_broken(document: &mut Document) {
    let body = body_start(document);
    let mut out: Vec<Block> = Vec::with_capacity(document.blocks.len());
    for (at, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        match out.last_mut() {
            Some(last) if at > body && goes_on(last, &block) => {
                document.warnings.push(Warning::at(
                    block.place,
                    format!("joined to the paragraph before, which seemed broken: “{}”", start_of(block.text.as_str())),
                ));
                let shift = last.text.as_str().trim_end().len();
                let whole = last.text.as_str().len();
                last.text.remove(shift..whole);
                last.text.push(" ", Style::default());
                last.text.append(&block.text);
                last.marks.extend(block.marks.into_iter().map(|mut mark| {
                    mark.at += shift + 1;
                    mark
                }));
            }
            _ => out.push(block),
        }
    }
    document.blocks = out;
}

/// Parts paragraphs that extraction of printed lines glued. A typed paragraph is as its author wants it.
pub(super) fn part_glued(document: &mut Document) {
    let body = body_start(document);
    for (at, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        if at < body || block.kind == BlockKind::Table {
            document.blocks.push(block);
            continue;
        }
        let mut rest = block;
        while let Some(cut) = glued(rest.text.as_str()) {
            let tail = rest.text.split_off(cut);
            let (kept, moved): (Vec<_>, Vec<_>) = rest.marks.drain(..).partition(|mark| mark.at <= cut);
            let moved = moved.into_iter().map(|mut mark| {
                mark.at -= cut;
                mark
            });
            let mut second = Block {
                text: tail,
                marks: moved.collect(),
                indent: rest.indent,
                width: 0.0,
                place: rest.place,
                paragraph: None,
                gap: 0.0,
                kind: rest.kind,
            };
            let white = second.text.as_str().len() - second.text.as_str().trim_start().len();
            second.text.remove(0..white);
            second.marks.iter_mut().for_each(|mark| mark.at = mark.at.saturating_sub(white));
            rest.marks = kept;
            document.warnings.push(Warning::at(
                rest.place,
                format!(
                    "parted from the paragraph before, to which it seemed glued: “{}”",
                    start_of(second.text.as_str())
                ),
            ));
            document.blocks.push(std::mem::replace(&mut rest, second));
        }
        document.blocks.push(rest);
    }
}

fn start_of(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().take(6).collect();
    words.join(" ") + " …"
}

/// Whether a block goes on with the sentence of the one before.
fn goes_on(last: &Block, block: &Block) -> bool {
    let (before, text) = (last.text.as_str().trim(), block.text.as_str().trim());
    let plain = |block: &Block| block.kind == BlockKind::Text;
    if !plain(block) || !matches!(last.kind, BlockKind::Text | BlockKind::Item) {
        return false;
    }
    if !begins_small(text) || label(text).is_some() || section_label(text).is_some() || ends_sentence(before) {
        return false;
    }
    if !ends_paragraph(before) {
        return before.split_whitespace().count() > 3;
    }
    // Russian opens its paragraphs with small letters; and what follows a list goes on after it (“and demands that …”)
    opening(text).is_none() && label(before).is_none() && !begins_tail(text)
}

/// Whether small-lettered text is the end of a sentence that was interrupted by a list.
fn begins_tail(text: &str) -> bool {
    ["and ", "or ", "as ", "with ", "in "].iter().any(|word| text.starts_with(word)) && ends_sentence(text)
}

/// Where a second paragraph begins inside a text.
fn glued(text: &str) -> Option<usize> {
    let opens = |rest: &str| {
        rest.starts_with(char::is_uppercase)
            && opening(rest).is_some_and(|(opening, mood)| {
                // "Taking" or "Noting" as the start of a quoted title has no object yet
                mood == Mood::Preambular && rest.len() > opening.range.end + 10
            })
    };
    for (at, _) in text.match_indices(',') {
        if at > 20 && text[at + 1..].starts_with(' ') && opens(&text[at + 2..]) && !inside_quotes(&text[..at]) {
            return Some(at + 1);
        }
    }
    for (at, _) in text.match_indices(';') {
        let Some(rest) = text[at + 1..].strip_prefix(' ') else { continue };
        if at < 20 || !rest.starts_with(char::is_numeric) || inside_quotes(&text[..at]) {
            continue;
        }
        let numbered =
            label(rest).filter(|label| label.readings[0].0 == LabelForm::Number && !label.shown.contains('.'));
        if numbered.is_some_and(|label| opening(&rest[label.end..]).is_some_and(|(_, mood)| mood == Mood::Operative)) {
            return Some(at + 1);
        }
    }
    None
}

fn inside_quotes(text: &str) -> bool {
    text.matches(['“', '«']).count() > text.matches(['”', '»']).count() || text.matches('"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    fn repaired(texts: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block { text: StyledText::plain(*text), gap: 1.0, ..Block::default() };
        let mut document = Document { blocks: texts.iter().map(block).collect(), ..Document::default() };
        join_broken(&mut document);
        part_glued(&mut document);
        document.blocks.iter().map(|block| block.text.as_str().to_owned()).collect()
    }

    #[test]
    fn broken_and_glued() {
        for (texts, expected) in [
            (
                &["The Assembly,", "Recognizing that cooperation promotes an open,", "secure and peaceful order,"][..],
                &["The Assembly,", "Recognizing that cooperation promotes an open, secure and peaceful order,"][..],
            ),
            (
                &[
                    "Recalling its resolution of December 2023, Taking note also of the report of the Secretary-General,",
                ],
                &[
                    "Recalling its resolution of December 2023,",
                    "Taking note also of the report of the Secretary-General,",
                ],
            ),
            (
                &["1. Requests all States to comply; 2. Decides to remain seized of the matter."],
                &["1. Requests all States to comply;", "2. Decides to remain seized of the matter."],
            ),
            (
                &["5. Demands that:", "(a) all stop;", "and stresses this;"],
                &["5. Demands that:", "(a) all stop;", "and stresses this;"],
            ),
            (
                &["Recalling the report entitled “Peace, Recognizing and understanding it”, and its annex,"],
                &["Recalling the report entitled “Peace, Recognizing and understanding it”, and its annex,"],
            ),
        ] {
            assert_eq!(repaired(texts), expected);
        }
    }
}
