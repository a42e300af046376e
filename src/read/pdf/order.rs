//! The order of a row's characters: from left to right on the page → as they are read.
//!
//! A page has no order but that of places, so Arabic comes with its last letter first. The rules that would set a line
//! (Unicode's, UAX #9) undo it as well: taken for a line to be set from right to left, what stands on the page is set
//! back into reading order, with its digits and Latin words as they are.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::model::StyledText;

/// Letters read from left to right and from right to left.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DirectionCounts {
    right: usize,
    left: usize,
}

impl DirectionCounts {
    pub(super) fn count(&mut self, text: &str) {
        if text.is_ascii() {
            self.right += text.bytes().filter(u8::is_ascii_alphabetic).count();
            return;
        }
        for character in text.chars() {
            match bidi_class(character) {
                BidiClass::L => self.right += 1,
                BidiClass::R | BidiClass::AL => self.left += 1,
                // the Arabic comma
                _ if character == '\u{60C}' => self.left += 1,
                _ => {}
            }
        }
    }

    pub(super) fn is_rtl(self) -> bool {
        self.left > self.right
    }
}

/// Puts a row into reading order; whether it is read from right to left. `is_rtl` says whether most of the document
/// is: there a row of Latin words with an Arabic comma is too.
pub(super) fn logical(row: StyledText, is_rtl: bool) -> (StyledText, bool) {
    let mut letters = DirectionCounts::default();
    letters.count(row.as_str());
    if letters.left == 0 {
        return (row, false);
    }
    let is_rtl = is_rtl || letters.is_rtl();
    let base = if is_rtl { Level::rtl() } else { Level::ltr() };
    let text = row.as_str();
    let info = BidiInfo::new(text, Some(base));
    let mut out = StyledText::default();
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let backward = levels.get(run.start).is_some_and(Level::is_rtl);
            let mut pieces: Vec<(usize, char)> = Vec::new();
            let mut marks = Vec::new();
            let characters = text.get(run.clone()).unwrap_or_default().char_indices();
            let placed = characters.map(|(offset, character)| (run.start + offset, character));
            if !backward {
                pieces.extend(placed);
            } else {
                // a vowel sign stands after its letter on the page as in the text
                for (offset, character) in placed.collect::<Vec<_>>().into_iter().rev() {
                    if bidi_class(character) == BidiClass::NSM {
                        marks.push((offset, character));
                        continue;
                    }
                    pieces.push((offset, character));
                    pieces.extend(marks.drain(..).rev());
                }
                pieces.extend(marks.drain(..).rev());
            }
            for (offset, character) in pieces {
                out.push(character.encode_utf8(&mut [0; 4]), row.style_at(offset));
            }
        }
    }
    if is_rtl {
        turn_brackets(&mut out);
    }
    (out, is_rtl)
}

const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('«', '»')];

/// Some programs name the bracket that was typed, others the one that is drawn, which looks the other way where lines
/// run to the left. Where they stand before and after words shows which it was.
fn turn_brackets(text: &mut StyledText) {
    let characters: Vec<(usize, char)> = text.as_str().char_indices().collect();
    let other = |found: char| {
        BRACKETS.iter().find_map(|(open, close)| match found {
            _ if found == *open => Some((true, *close)),
            _ if found == *close => Some((false, *open)),
            _ => None,
        })
    };
    let word = |offset: Option<usize>| {
        offset.and_then(|offset| characters.get(offset)).is_some_and(|(_, near)| near.is_alphanumeric())
    };
    let mut turned = 0;
    for (offset, (_, character)) in characters.iter().enumerate() {
        if let Some((opens, _)) = other(*character) {
            let (before, behind) = (word(offset.checked_sub(1)), word(Some(offset + 1)));
            turned += match (before, behind) {
                (true, false) => {
                    if opens {
                        1
                    } else {
                        -1
                    }
                }
                (false, true) => {
                    if opens {
                        -1
                    } else {
                        1
                    }
                }
                _ => 0,
            };
        }
    }
    if turned > 0 {
        let turned: Vec<(usize, char, String)> = characters
            .into_iter()
            .filter_map(|(start, character)| Some((start, character, other(character)?.1.to_string())))
            .collect();
        // all in one pass: each replacement moves the rest of the row
        let edits: Vec<(Range<usize>, &str)> = turned
            .iter()
            .map(|(start, character, other)| (*start..start + character.len_utf8(), other.as_str()))
            .collect();
        text.replace_all(&edits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Style;

    #[test]
    fn reading_order() {
        for (page, read) in [
            ("The Assembly, 12/34", "The Assembly, 12/34"),
            ("ريرقتب بحرت - 1", "1 - ترحب بتقرير"),
            ("،2028 ربمسيد/لوألا نوناك 12 خرؤملا 83/152 اهرارق", "قرارها 83/152 المؤرخ 12 كانون الأول/ديسمبر 2028،"),
            ("WHO ةمظنم", "منظمة WHO"),
            // as typed, and as drawn
            ("لودلا )أ(", "(أ) الدول"),
            ("لودلا (أ)", "(أ) الدول"),
            ("the word مالس means peace", "the word سلام means peace"),
        ] {
            assert_eq!(logical(StyledText::plain(page), false).0.as_str(), read);
        }
        let foreign = StyledText::plain("،)Dark Sky Places");
        assert_eq!(logical(foreign, true).0.as_str(), "Dark Sky Places)،");
        let mut row = StyledText::plain("لودلا ");
        row.push("بحرت", Style { italic: true, ..Style::default() });
        let (read, is_rtl) = logical(row, false);
        assert!(is_rtl && read.style_at(0).italic && !read.style_at(read.as_str().len() - 1).italic);
    }
}
