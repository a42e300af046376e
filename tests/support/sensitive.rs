//! Bytes → a generated resolution in one of the formats, with one word, figure or sign of it changed: the two must
//! differ, and the reports must show both spellings.

use crate::support::draft::{Draft, Kind};
use crate::support::sensitivity::{Edit, try_one};
use crate::support::source::Format;
use crate::support::writers;

/// The first bytes choose the text, its format, the piece and the change; the rest is put into a paragraph.
pub fn sensitivity(data: &[u8]) {
    let (head, rest) = data.split_at(data.len().min(6));
    let byte = |index: usize| usize::from(head.get(index).copied().unwrap_or_default());
    let mut draft = Draft::generate((byte(0) << 8 | byte(1)) as u64);
    let more = harmless(rest);
    if let Some(block) =
        draft.blocks.iter_mut().find(|block| block.kind == Kind::Preambular).filter(|_| !more.is_empty())
    {
        let end = block.text.pop();
        block.text = format!("{} {more}{}", block.text, end.map_or(String::new(), String::from));
    }
    let source = writers::write(&draft, Format::ALL[byte(2) % Format::ALL.len()]);
    let pieces = source.pieces();
    let piece = &pieces[(byte(3) << 8 | byte(4)) % pieces.len()];
    let edit = Edit::ALL[byte(5) % Edit::ALL.len()];
    let Ok(before) = travaux::resolution(&source.bytes()) else { return };
    if let Some(wrong) = try_one(&source, &before, piece, edit) {
        panic!("{:?}, {edit:?}: {wrong}: {}", source.format, source.context(piece));
    }
}

/// Letters, figures and the signs of ordinary sentences: no mark-up, nothing that is a call of a footnote.
fn harmless(data: &[u8]) -> String {
    let shown = |byte: &u8| byte.is_ascii_alphanumeric() || b" .,;:()/%".contains(byte);
    let text: String = data.iter().filter(|byte| shown(byte)).take(400).map(|byte| char::from(*byte)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
