//! Paragraphs broken over a page are joined, glued ones are split.
//!
//! Broken: the first piece lacks its end (`,` `;` `.` `:`), or the second starts in lower case and is no opening
//! phrase; numbers, headings and tables are never joined. Glued: `, ` or `; ` and an opening phrase in capitals inside
//! a paragraph, or `; 12. ` and one.

use super::body_start;
use crate::lexicon::{
    ClauseKind, WordList, ends_paragraph, ends_sentence, parse_label, parse_opening, parse_section_label,
    starts_lowercase,
};
use crate::model::{Block, BlockKind, Document, NumberStyle, Style, Warning};

/// Joins paragraphs that a page or a reader broke.
pub(super) fn join_broken(document: &mut Document) {
    let body = body_start(document);
    let mut out: Vec<Block> = Vec::with_capacity(document.blocks.len());
    for (index, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        match out.last_mut() {
            Some(last) if index > body && continues_sentence(last, &block) => {
                document.warnings.push(Warning::at(
                    block.location,
                    format!("joined to the paragraph before, which seemed broken: “{}”", start_of(block.text.as_str())),
                ));
                let shift = last.text.as_str().trim_end().len();
                last.text.truncate(shift);
                last.text.push(" ", Style::default());
                last.text.append(&block.text);
                last.footnote_refs.extend(block.footnote_refs.into_iter().map(|mut mark| {
                    mark.offset += shift + 1;
                    mark
                }));
            }
            _ => out.push(block),
        }
    }
    document.blocks = out;
}

/// Splits paragraphs that extraction of printed lines glued. A typed paragraph is as its author wants it.
pub(super) fn split_glued(document: &mut Document) {
    let body = body_start(document);
    for (index, block) in std::mem::take(&mut document.blocks).into_iter().enumerate() {
        if index < body || block.kind == BlockKind::Table {
            document.blocks.push(block);
            continue;
        }
        split_block(block, document);
    }
}

/// Splits one block where others are glued to it.
fn split_block(mut block: Block, document: &mut Document) {
    let cuts = split_points(block.text.as_str());
    // from the back, so that every character is moved once
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    for cut in cuts.into_iter().rev() {
        let mut text = block.text.split_off(cut);
        let white = text.as_str().len() - text.as_str().trim_start().len();
        text.remove(0..white);
        let first = block.footnote_refs.partition_point(|mark| mark.offset <= cut);
        let mut marks = block.footnote_refs.split_off(first);
        marks.iter_mut().for_each(|mark| mark.offset = mark.offset.saturating_sub(cut + white));
        pieces.push(Block {
            text,
            footnote_refs: marks,
            width: 0.0,
            source_paragraph: None,
            lines_above: 0.0,
            ..block
        });
    }
    document.blocks.push(block);
    for piece in pieces.into_iter().rev() {
        let start = start_of(piece.text.as_str());
        let said = format!("separated from the preceding paragraph, to which it seemed glued: “{start}”");
        document.warnings.push(Warning::at(piece.location, said));
        document.blocks.push(piece);
    }
}

fn start_of(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().take(6).collect();
    words.join(" ") + " …"
}

/// Whether a block goes on with the sentence of the one before.
fn continues_sentence(last: &Block, block: &Block) -> bool {
    let (before, text) = (last.text.as_str().trim(), block.text.as_str().trim());
    let plain = |block: &Block| block.kind == BlockKind::Text;
    if !plain(block) || !matches!(last.kind, BlockKind::Text | BlockKind::Item) {
        return false;
    }
    if !starts_lowercase(text)
        || parse_label(text).is_some()
        || parse_section_label(text).is_some()
        || ends_sentence(before)
    {
        return false;
    }
    if !ends_paragraph(before) {
        return before.split_whitespace().nth(3).is_some();
    }
    // Russian opens its paragraphs with lower-case letters; and what follows a list goes on after it (“and demands that
    // …”)
    let ends_after_list = WordList::AfterListAtEnd.begins(text) && ends_sentence(text);
    parse_opening(text).is_none() && parse_label(before).is_none() && !ends_after_list
}

/// A piece that is split from another has more bytes than this.
const MIN_PIECE_LEN: usize = 20;

/// Where further paragraphs begin inside a text, in one pass over its marks.
///
/// Commas are looked at first, semicolons in what the last comma leaves.
fn split_points(text: &str) -> Vec<usize> {
    let opens = |rest: &str| {
        rest.starts_with(char::is_uppercase)
            && parse_opening(rest).is_some_and(|(opening, mood)| {
                // "Taking" or "Noting" as the start of a quoted title has no object yet
                // and “Taking into Account” is part of one
                let mut later = rest[..opening.len].split(' ').skip(1);
                mood == ClauseKind::Preambular
                    && rest.len() > opening.len + 10
                    && !later.any(|word| word.starts_with(char::is_uppercase))
            })
    };
    let numbered = |rest: &str| {
        rest.starts_with(char::is_numeric)
            && parse_label(rest)
                .filter(|label| label.interpretations[0].0 == NumberStyle::Number && !label.text.contains('.'))
                .is_some_and(|label| {
                    parse_opening(&rest[label.len..]).is_some_and(|(_, mood)| mood == ClauseKind::Operative)
                })
    };
    let mut cuts = Vec::new();
    find_split_points(text, ',', opens, &mut cuts);
    find_split_points(text, ';', numbered, &mut cuts);
    cuts
}

/// Cuts after a mark that stands in no quotation, where what follows begins a paragraph.
fn find_split_points(text: &str, mark: char, begins: impl Fn(&str) -> bool, cuts: &mut Vec<usize>) {
    let base = cuts.last().map_or(0, |cut| cut + 1);
    let mut start = base;
    let mut quotes = Quotes::default();
    for (offset, found) in text[base..].match_indices([mark, '“', '«', '”', '»', '"']) {
        let offset = base + offset;
        if !found.starts_with(mark) {
            quotes.pass(found);
            continue;
        }
        let rest = text[offset + 1..].strip_prefix(' ');
        if offset - start > MIN_PIECE_LEN && !quotes.are_open() && rest.is_some_and(&begins) {
            cuts.push(offset + 1);
            start = offset + 2;
            quotes = Quotes::default();
        }
    }
}

/// Quotation marks passed since the start of a piece.
#[derive(Default)]
struct Quotes {
    opened: usize,
    closed: usize,
    straight: usize,
}

impl Quotes {
    fn pass(&mut self, mark: &str) {
        match mark {
            "“" | "«" => self.opened += 1,
            "”" | "»" => self.closed += 1,
            _ => self.straight += 1,
        }
    }

    fn are_open(&self) -> bool {
        self.opened > self.closed || self.straight % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StyledText;

    fn repaired(texts: &[&str]) -> Vec<String> {
        let block = |text: &&str| Block { text: StyledText::plain(*text), lines_above: 1.0, ..Block::default() };
        let mut document = Document { blocks: texts.iter().map(block).collect(), ..Document::default() };
        join_broken(&mut document);
        split_glued(&mut document);
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
