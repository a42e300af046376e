//! The paragraphs that a sentence names.

use ecow::{EcoString, eco_format};

use super::cursor::Cursor;
use super::locator::Locator;
use super::tokens::Token;
use crate::lexicon::PhraseList;
use crate::model::{Division, NewKind, ParagraphId, Target};

impl Cursor {
    /// Takes the names of paragraphs, in a list; nothing is taken where there is none.
    pub(super) fn take_targets(&mut self) -> Option<Vec<Target>> {
        let mut targets = self.take_group()?;
        self.take_subparagraphs(&mut targets);
        // “in paragraph 5, the words …” names no second paragraph
        while let Some(more) = self.attempt(|cursor| {
            cursor.take_sign(&[',', ';']);
            cursor.take_from(PhraseList::And);
            cursor.take_group()
        }) {
            targets.extend(more);
        }
        Some(targets)
    }

    /// `operative paragraph 3, subparagraphs (a) and (b)`: the items that stand under the paragraph just named.
    fn take_subparagraphs(&mut self, targets: &mut Vec<Target>) {
        let [Target::Paragraph(above)] = targets.as_slice() else { return };
        let lists = self.attempt(|cursor| {
            cursor.take_sign(&[',']);
            cursor.take_from(PhraseList::Enclosing);
            cursor.take_from(PhraseList::Subparagraphs).then_some(())?;
            // “in paragraph 3, subparagraph (b) of paragraph 4” names another one
            cursor.take_letter_or_items().filter(|_| !cursor.is_at(PhraseList::Parent))
        });
        if let Some(lists) = lists {
            let joined = |items: &EcoString| Target::Paragraph(ParagraphId(eco_format!("{}{items}", above.0)));
            *targets = lists.iter().map(joined).collect();
        }
    }

    /// `(a) and (b)`, or `b`.
    fn take_letter_or_items(&mut self) -> Option<Vec<EcoString>> {
        self.take_letter().map(|letter| vec![letter]).or_else(|| self.take_item_list())
    }

    /// The letter of an item without brackets: `b` of `subparagraph b`.
    fn take_letter(&mut self) -> Option<EcoString> {
        let is_letter = matches!(self.word(0).as_bytes(), [b'b'..=b'z'])
            || self.word(0) == "a" && PhraseList::Parent.contains(self.word(1));
        is_letter.then_some(())?;
        let letter = eco_format!("({})", self.word(0));
        self.index += 1;
        Some(letter)
    }

    /// One group of a list: `the title`, `operative paragraphs 5, 6 and 10`, `the second and third preambular paragraphs`.
    pub(super) fn take_group(&mut self) -> Option<Vec<Target>> {
        self.attempt(|cursor| {
            let is_all = cursor.take_from(PhraseList::All);
            cursor.take_from(PhraseList::AllOf);
            cursor.take_from(PhraseList::Definite);
            cursor.take_from(PhraseList::WholeOf);
            cursor.take_from(PhraseList::Attribute);
            let is_part = |group: &[Target]| matches!(group, [Target::Preamble | Target::OperativePart]);
            cursor.target_group().filter(|group| !is_all || is_part(group))
        })
    }

    pub(super) fn target_group(&mut self) -> Option<Vec<Target>> {
        if let Some(placed) = self.attempt(Cursor::placed) {
            return Some(vec![placed]);
        }
        if self.take_from(PhraseList::Title) {
            self.attempt(|cursor| {
                let is_of = cursor.take_from(PhraseList::Parent) && cursor.take_from(PhraseList::Definite);
                (is_of && cursor.take_from(PhraseList::Draft)).then_some(())
            });
            return Some(vec![Target::Title]);
        }
        if let Some(footnotes) = self.take_footnotes() {
            return Some(footnotes);
        }
        let start = self.index;
        if self.take_from(PhraseList::Draft) {
            if !self.is_at(PhraseList::Parent) {
                return Some(vec![Target::Whole]);
            }
            self.index = start;
        }
        if let Some(division) = self.take_phrase(PhraseList::WholeDivision).and_then(division_from_name)
            && !matches!(self.peek(), Some(Token::Number(_)))
        {
            return Some(vec![match division {
                Division::Preamble => Target::Preamble,
                Division::Operative => Target::OperativePart,
            }]);
        }
        self.index = start;
        if let Some(place) = self.take_from_end() {
            let division = self.take_division();
            self.take_from(PhraseList::Paragraph).then_some(())?;
            return Some(vec![Target::FromEnd(division.unwrap_or(Division::Operative), place)]);
        }
        if self.take_from(PhraseList::ChapeauOf) {
            self.take_from(PhraseList::Definite);
            let names = self.take_ids()?;
            return Some(names.into_iter().map(|name| Target::Chapeau(ParagraphId(name))).collect());
        }
        // of the paragraph that is named before
        if self.take_from(PhraseList::Chapeau) {
            return Some(vec![Target::Chapeau(ParagraphId(EcoString::new()))]);
        }
        let start = self.index;
        if let Some(places) = self.take_ordinals()
            && self.take_from(PhraseList::Paragraph)
            && !matches!(self.peek(), Some(Token::Bracketed(_)))
        {
            if let Some(division) = self.take_phrase(PhraseList::OfDivision).and_then(division_from_name) {
                let stem = match division {
                    Division::Preamble => "PP",
                    Division::Operative => "OP",
                };
                let named = |place: usize| Target::Paragraph(ParagraphId(eco_format!("{stem}{place}")));
                return Some(places.into_iter().map(named).collect());
            }
            let rest = self.index;
            let mut within = [Locator::default()];
            self.take_enclosing(&mut within);
            if within == [Locator::default()] {
                self.index = rest;
                return Some(places.into_iter().map(Target::Nth).collect());
            }
        }
        self.index = start;
        let names = self.take_ids()?;
        Some(names.into_iter().map(|name| Target::Paragraph(ParagraphId(name))).collect())
    }

    /// Takes `preambular` or `operative`.
    pub(super) fn take_division(&mut self) -> Option<Division> {
        self.take_phrase(PhraseList::Division).and_then(division_from_name)
    }

    /// Takes `PP` or `OP`.
    pub(super) fn take_abbreviated_division(&mut self) -> Option<Division> {
        self.take_phrase(PhraseList::DivisionAbbreviation).and_then(division_from_name)
    }

    /// Takes a heading, a section or a table.
    pub(super) fn take_structure(&mut self) -> Option<NewKind> {
        match self.take_phrase(PhraseList::Structure)? {
            "section heading" => Some(NewKind::SectionHeading),
            "heading" => Some(NewKind::Heading),
            "section" => Some(NewKind::Section),
            "table" => Some(NewKind::Table),
            _ => None,
        }
    }

    /// Takes a place that is counted from the end: `last`, `second last`, `penultimate`.
    pub(super) fn take_from_end(&mut self) -> Option<usize> {
        self.attempt(|cursor| {
            let ordinal = cursor.take_ordinal();
            let last: usize = cursor.take_phrase(PhraseList::FromEnd)?.parse().ok()?;
            if ordinal.is_none() || last == 1 { ordinal.or(Some(last)) } else { None }
        })
    }

    /// The ids that are named, in the order of the sentence.
    pub(super) fn take_ids(&mut self) -> Option<Vec<EcoString>> {
        if self.take_from(PhraseList::Named) {
            return self.take_quote().map(|id| vec![id.into()]);
        }
        if self.take_from(PhraseList::ClosingTextOf) {
            return self.take_id_under("tail");
        }
        if self.take_from(PhraseList::Subparagraphs) {
            // “subclause 2 (b)”
            if matches!(self.peek(), Some(Token::Number(_))) {
                let labels = self.take_labels()?;
                let id = |(label, items): &(EcoString, EcoString)| eco_format!("OP{label}{items}");
                return labels.iter().all(|(_, items)| !items.is_empty()).then(|| labels.iter().map(id).collect());
            }
            let lists = self.take_letter_or_items()?;
            return match self.take_from(PhraseList::Parent) {
                true => {
                    let above = self.take_locator()?;
                    Some(lists.iter().map(|items| above.clone().with_items(items).id()).collect())
                }
                // of the paragraph that is named before
                false => Some(lists),
            };
        }
        if self.take_from(PhraseList::Item) {
            let label = self.take_label()?;
            let items = self.take_items();
            self.take_from(PhraseList::Parent).then_some(())?;
            return self.take_id_under(&eco_format!("{label}{items}"));
        }
        self.take_paragraph_ids()
    }

    /// A paragraph that stands under the next one named.
    fn take_id_under(&mut self, segment: &str) -> Option<Vec<EcoString>> {
        Some(vec![self.take_locator()?.with_inner(segment).id()])
    }

    /// One paragraph, as a name that others can stand under.
    pub(super) fn take_locator(&mut self) -> Option<Locator> {
        self.take_from(PhraseList::Definite);
        if self.take_from(PhraseList::Named) {
            let id = self.take_quote()?;
            return Some(Locator { section: id.as_str().into(), ..Locator::default() });
        }
        let mut names = self.locators()?;
        (names.len() == 1).then(|| names.remove(0))
    }

    pub(super) fn take_paragraph_ids(&mut self) -> Option<Vec<EcoString>> {
        Some(self.locators()?.iter().map(Locator::id).collect())
    }

    /// `operative paragraphs 5 and 6`, `the second and third preambular paragraphs`, `the first heading of annex II`.
    pub(super) fn locators(&mut self) -> Option<Vec<Locator>> {
        let mut names = match self.take_ordinals() {
            Some(places) => self.locators_by_ordinal(&places)?,
            None => self.locators_by_number()?,
        };
        self.take_enclosing(&mut names);
        Some(names)
    }

    /// `second and third`, `fifth to seventh`.
    pub(super) fn take_ordinals(&mut self) -> Option<Vec<usize>> {
        let mut places = vec![self.take_ordinal()?];
        while let Some((is_range, place)) = self.attempt(|cursor| {
            let is_list = cursor.take_sign(&[',']);
            let is_dash = !is_list && cursor.take_sign(&['–', '-']);
            let is_and = cursor.take_from(PhraseList::And);
            let is_range = is_dash || !is_and && cursor.take_from(PhraseList::Range);
            cursor.take_from(PhraseList::Definite);
            (is_list || is_and || is_range).then_some(())?;
            Some((is_range, cursor.take_ordinal()?))
        }) {
            let first = if is_range { places.last().map_or(place, |last| last + 1) } else { place };
            places.extend(first..=place);
        }
        Some(places)
    }

    pub(super) fn locators_by_ordinal(&mut self, places: &[usize]) -> Option<Vec<Locator>> {
        let is_unnumbered = self.take_from(PhraseList::Unnumbered);
        let is_bullet = !is_unnumbered && self.take_from(PhraseList::Bullet);
        if is_bullet || is_unnumbered && self.take_from(PhraseList::Subparagraphs) {
            self.take_from(PhraseList::Parent).then_some(())?;
            let above = self.take_locator()?;
            let below = |place: &usize| match is_bullet {
                true => above.clone().with_items(&eco_format!("(•{place})")),
                false => above.clone().with_inner(&eco_format!("P{place}")),
            };
            return Some(places.iter().map(below).collect());
        }
        let start = self.index;
        let structure = if is_unnumbered { None } else { self.take_structure() };
        let stem = match structure {
            Some(NewKind::Heading) => "H",
            Some(NewKind::Table) => "T",
            _ => {
                self.index = start;
                let division = self.take_division();
                self.take_from(PhraseList::Paragraph).then_some(())?;
                match division {
                    Some(Division::Operative) if is_unnumbered => "OPu",
                    Some(Division::Operative) => "OP",
                    Some(Division::Preamble) if is_unnumbered => return None,
                    Some(Division::Preamble) => "PP",
                    None => "P",
                }
            }
        };
        let items = self.take_items();
        let locator = |place: &usize| {
            let leaf = eco_format!("{stem}{place}");
            Locator { leaf, items: items.clone(), ..Locator::default() }
        };
        Some(places.iter().map(locator).collect())
    }

    pub(super) fn locators_by_number(&mut self) -> Option<Vec<Locator>> {
        let division = self.take_division();
        let short = self.take_abbreviated_division();
        let named = short.is_some() || self.take_from(PhraseList::Paragraph);
        self.take_from(PhraseList::Number);
        if !named {
            return self.locators_of_container();
        }
        // “paragraph two”
        let labels = match self.take_labels() {
            Some(labels) => labels,
            None => vec![(eco_format!("{}", self.take_cardinal()?), EcoString::new())],
        };
        let stem = match short.or(division) {
            Some(Division::Preamble) => "PP",
            Some(Division::Operative) => "OP",
            None => "",
        };
        let locator = |(label, items)| Locator { leaf: eco_format!("{stem}{label}"), items, ..Locator::default() };
        Some(labels.into_iter().map(locator).collect())
    }

    /// `the annex`, `section II` by themselves: what the words after `of` name, and an item of it.
    pub(super) fn locators_of_container(&mut self) -> Option<Vec<Locator>> {
        let mut name = Locator::default();
        self.take_area(&mut name).then(|| vec![name])
    }
}

/// The division that the value of a phrase names.
fn division_from_name(name: &str) -> Option<Division> {
    match name {
        "preamble" => Some(Division::Preamble),
        "operative" => Some(Division::Operative),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amend::grammar::locator::target_phrase;

    #[test]
    fn names_are_read() {
        for (sentence, expected) in [
            ("the title, the preambular paragraphs and the operative paragraphs", "title preamble operative"),
            ("operative paragraphs 5, 6, 10 and 13", "OP5 OP6 OP10 OP13"),
            ("operative paragraphs 5 to 7", "OP5 OP6 OP7"),
            ("the twenty-first preambular paragraph and operative paragraphs 35, 38 and 39", "PP21 OP35 OP38 OP39"),
            ("the second and third preambular paragraphs", "PP2 PP3"),
            ("the second paragraph", "2"),
            ("the second paragraph of the annex", "Annex/P2"),
            ("preambular paragraph 4", "PP4"),
            ("preambular paragraphs 4 bis and 5", "PP4 bis PP5"),
            ("paragraph 4 (a) and (c)", "OP4(a) OP4(c)"),
            ("paragraph 4 (a) to (c) and (e)", "OP4(a) OP4(b) OP4(c) OP4(e)"),
            ("subparagraphs (a)–(c) of operative paragraph 4", "OP4(a) OP4(b) OP4(c)"),
            ("subparagraphs (a) and (b) of operative paragraph 4", "OP4(a) OP4(b)"),
            ("OP5bis", "OP5bis"),
            ("subclause 2(b)", "OP2(b)"),
            ("sub-clauses 2 (a) and 3 (b)", "OP2(a) OP3(b)"),
            ("sub-clause b of clause 2", "OP2(b)"),
            ("operative clauses 3-5", "OP3 OP4 OP5"),
            ("clauses 3, 5 & 7", "OP3 OP5 OP7"),
            ("the whole of operative paragraph 3", "OP3"),
            ("all operative paragraphs", "operative"),
            ("all of the preambular paragraphs", "preamble"),
            ("OP 5 bis, PP3", "OP5 bis PP3"),
            ("clause 3", "OP3"),
            ("paragraph 3 (b) of annex II", "Annex II/3(b)"),
            ("operative paragraph 2 of section IV", "IV/OP2"),
            ("operative paragraph 2 of section H12", "H12/OP2"),
            ("operative paragraph 2 of section H12 of section IV", "IV/H12/OP2"),
            ("paragraph 1 of article 4 of the annex", "Annex/Article4/1"),
            ("the chapeau of operative paragraph 4", "chapeau OP4"),
            ("the last preambular paragraph", "preamble-1"),
            ("the paragraph named “X/Y”", "X/Y"),
            ("footnotes 3 and 4, and operative paragraph 2", "note 3 note 4 OP2"),
            ("footnote ** to operative paragraph 5", "note ** of OP5"),
            ("the footnote to operative paragraph 5", "note  of OP5"),
            ("operative paragraph 3, subparagraphs (a) and (c)", "OP3(a) OP3(c)"),
            ("the second and third paragraphs of the operative part", "OP2 OP3"),
        ] {
            let targets = Cursor::new(sentence).take_targets().unwrap_or_default();
            let shown = |target: &Target| match target {
                Target::Title => "title".to_owned(),
                Target::Preamble => "preamble".to_owned(),
                Target::OperativePart => "operative".to_owned(),
                Target::Whole => "whole".to_owned(),
                Target::Nth(place) => place.to_string(),
                Target::Paragraph(id) => id.0.to_string(),
                Target::Chapeau(id) => format!("chapeau {id}"),
                Target::Footnote(mark, None) => format!("note {mark}"),
                Target::Footnote(mark, Some(id)) => format!("note {mark} of {id}"),
                Target::Placed(_, number) => format!("placed-{number}"),
                Target::FromEnd(Division::Preamble, place) => format!("preamble-{place}"),
                Target::FromEnd(Division::Operative, place) => format!("operative-{place}"),
            };
            assert_eq!(targets.iter().map(shown).collect::<Vec<_>>().join(" "), expected, "{sentence}");
        }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for id in [
            "PP21",
            "PP3(a)",
            "OP4 bis(a)(ii)",
            "OPu2",
            "OP4/tail",
            "OP10/P2",
            "OP11/1(a)",
            "OP5(•2)",
            "OP5(a)(•1)",
            "II/OP3",
            "A/II.B/OP1",
            "H2",
            "T1",
            "Annex/P1",
            "Annex/Article4/1(c)(i)",
            "Annex III/Rule7/1",
            "Annex/H1",
            "Decl/12",
            "OP4~2",
            "Annex/(a)",
            "Annex II/Article4(a)",
            "ChapterIV/OP2",
            "OP10/P2(a)",
            "OP4(a)/tail",
            "II/PP2",
            "Annex/4/P1",
            "strange",
        ] {
            let target = Target::Paragraph(ParagraphId(id.into()));
            let words = target_phrase(&target);
            let mut cursor = Cursor::new(&words);
            assert_eq!(cursor.take_targets(), Some(vec![target]), "{id}: {words}");
            assert_eq!(cursor.peek(), None, "{words}");
        }
    }
}
