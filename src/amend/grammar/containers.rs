//! The parts of a text that a sentence names: annexes, declarations, sections, footnotes.

use ecow::{EcoString, eco_format};

use super::cursor::Cursor;
use super::locator::Locator;
use super::tokens::Token;
use crate::lexicon::PhraseList;
use crate::model::{ParagraphId, Target};

impl Cursor {
    /// `of section II of the annex`: what the paragraphs stand in.
    pub(super) fn take_enclosing(&mut self, names: &mut [Locator]) {
        while let Some(name) = self.attempt(|cursor| {
            let mut name = Locator::default();
            (cursor.take_from(PhraseList::Enclosing) && cursor.take_area(&mut name)).then_some(name)
        }) {
            for below in names.iter_mut() {
                if !name.area.is_empty() {
                    below.area = name.area.clone();
                } else if below.section.is_empty() {
                    below.section = name.section.clone();
                } else {
                    below.section = eco_format!("{}/{}", name.section, below.section);
                }
            }
        }
    }

    /// `the annex`, `annex II`, `the declaration`, `section II`, `article 4`.
    pub(super) fn take_area(&mut self, name: &mut Locator) -> bool {
        self.take_from(PhraseList::Definite);
        if let Some(stem) = self.take_phrase(PhraseList::Container) {
            name.area = stem.into();
            if let Some(number) = self.take_section_number() {
                name.area = eco_format!("{stem} {number}");
            }
            return true;
        }
        let number = self.take_phrase(PhraseList::Section).map(|stem| (stem, self.take_section_number()));
        let Some((stem, Some(number))) = number else { return false };
        name.section = eco_format!("{stem}{number}");
        true
    }

    /// `II`, `B`, `4`, as printed, and `H3`, a heading that distinguishes the numbers below it.
    pub(super) fn take_section_number(&mut self) -> Option<EcoString> {
        let number = match self.peek()? {
            Token::Number(number) => number.as_str().into(),
            Token::Word(_, printed)
                if printed.chars().all(|sign| sign.is_ascii_uppercase() || "./".contains(sign))
                    || printed
                        .strip_prefix('H')
                        .is_some_and(|count| count.bytes().all(|digit| digit.is_ascii_digit())) =>
            {
                printed.as_str().into()
            }
            _ => return None,
        };
        self.index += 1;
        Some(number)
    }

    /// `footnote 3`, `footnotes 3 and 4`, `footnote 3 to operative paragraph 5`.
    pub(super) fn take_footnotes(&mut self) -> Option<Vec<Target>> {
        self.take_from(PhraseList::Footnote).then_some(())?;
        let mut marks = vec![self.take_mark().unwrap_or_default()];
        while !marks[0].is_empty()
            && let Some(mark) = self.attempt(|cursor| {
                let is_list = cursor.take_sign(&[',']) | cursor.take_from(PhraseList::And);
                cursor.take_mark().filter(|_| is_list)
            })
        {
            marks.push(mark);
        }
        let paragraph = self.attempt(|cursor| {
            cursor.take_from(PhraseList::FootnoteOf).then_some(())?;
            cursor.take_locator()
        });
        let paragraph = paragraph.map(|name| ParagraphId(name.id()));
        if marks[0].is_empty() && paragraph.is_none() {
            return None;
        }
        Some(marks.into_iter().map(|mark| Target::Footnote(mark, paragraph.clone())).collect())
    }
}
