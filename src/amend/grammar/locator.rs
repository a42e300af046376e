//! The names of paragraphs in a sentence ↔ their ids: `operative paragraph 4 (a)` ↔ `OP4(a)`.
//!
//! Preambular paragraphs are cited by ordinal words, operative ones by number, everything else by its kind and place:
//! `the second heading`, `paragraph 3 of annex II`, `the second unnumbered subparagraph of operative paragraph 10`. An id
//! that has no such name is quoted: `the paragraph named “…”`.

use super::placed::placed_phrase;
use ecow::{EcoString, eco_format};

use crate::lexicon::{PhraseList, ordinal_word};
use crate::model::{Division, ParagraphId, Target};

/// What a target is called in a sentence.
pub(in crate::amend) fn target_phrase(target: &Target) -> String {
    match target {
        Target::Title => "the title".to_owned(),
        Target::Preamble => "the preambular paragraphs".to_owned(),
        Target::OperativePart => "the operative paragraphs".to_owned(),
        Target::Whole => "the text".to_owned(),
        Target::Nth(place) => format!("the {} paragraph", ordinal_word(*place)),
        Target::Footnote(mark, Some(id)) if mark.is_empty() => format!("the footnote to {}", paragraph_phrase(id)),
        Target::Footnote(mark, None) => format!("footnote {mark}"),
        Target::Footnote(mark, Some(id)) => format!("footnote {mark} to {}", paragraph_phrase(id)),
        Target::Paragraph(id) => paragraph_phrase(id),
        Target::Placed(placing, number) => placed_phrase(*placing, number),
        Target::Chapeau(id) => format!("the chapeau of {}", paragraph_phrase(id)),
        Target::FromEnd(division, place) => {
            let division = match division {
                Division::Preamble => "preambular",
                Division::Operative => "operative",
            };
            match place {
                1 => format!("the last {division} paragraph"),
                2 => format!("the penultimate {division} paragraph"),
                place => format!("the {} last {division} paragraph", ordinal_word(*place)),
            }
        }
    }
}

/// What a paragraph is called in a sentence.
pub(in crate::amend) fn paragraph_phrase(id: &ParagraphId) -> String {
    let name = Locator::of(&id.0).filter(|name| !id.0.contains('~') && name.id() == id.0);
    name.map_or_else(|| format!("the paragraph named “{}”", id.0), |name| name.words())
}

/// What a paragraph is, below what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Locator {
    /// `Annex II`, `Decl`; empty for the main text.
    pub(super) area: EcoString,
    /// `II`, `II.B`, `Article4`; empty for none.
    pub(super) section: EcoString,
    /// What it is there: `PP3`, `OP4 bis`, `H2`; empty for the area or section itself. A bare number is that of an operative
    /// paragraph in the main text.
    pub(super) leaf: EcoString,
    /// `(a)(ii)`, `(•2)`.
    pub(super) items: EcoString,
    /// What stands under it without brackets around its number: `tail`, `P2`, `1(a)`.
    pub(super) inner: Vec<EcoString>,
}

/// The stems of ids and the nouns of what has them.
const NOUNS: [(&str, &str); 6] = [
    ("PP", "preambular paragraph"),
    ("OPu", "unnumbered operative paragraph"),
    ("OP", "operative paragraph"),
    ("H", "heading"),
    ("T", "table"),
    ("P", "unnumbered paragraph"),
];

/// The noun and the number of a paragraph of the first level.
fn noun_and_number(leaf: &str, in_area: bool) -> Option<(&'static str, &str)> {
    let begins_with_digit = |text: &str| text.starts_with(char::is_numeric);
    let named = |(stem, noun): &(&str, &'static str)| {
        let number = leaf.strip_prefix(*stem)?;
        // “OP4 bis” is a number, “H4 bis” none
        let is_label = matches!(*stem, "PP" | "OP") && begins_with_digit(number);
        (is_label || number.parse::<usize>().is_ok()).then_some((*noun, number))
    };
    let numbered = || (in_area && (leaf.is_empty() || begins_with_digit(leaf))).then_some(("paragraph", leaf));
    NOUNS.iter().find_map(named).or_else(numbered)
}

/// The core of a segment of an id, and the items behind it.
fn split_items(segment: &str) -> (&str, &str) {
    segment.split_at(segment.find('(').unwrap_or(segment.len()))
}

impl Locator {
    /// The name of an id.
    fn of(id: &str) -> Option<Locator> {
        let mut name = Locator::default();
        let mut segments = id.split('/').peekable();
        if let Some(area) = segments.next_if(|segment| is_area(segment)) {
            name.area = area.into();
        }
        let mut sections: Vec<&str> = Vec::new();
        loop {
            let segment = segments.next()?;
            let (core, items) = split_items(segment);
            // a heading with paragraphs below it distinguishes their numbers
            let may_be_leaf = segments.peek().is_none() || !core.starts_with('H');
            if may_be_leaf && noun_and_number(core, !name.area.is_empty()).is_some() {
                (name.leaf, name.items) = (core.into(), items.into());
                break;
            }
            sections.push(segment);
        }
        name.section = sections.join("/").into();
        name.inner = segments.map(EcoString::from).collect();
        Some(name)
    }

    /// The id of a name. Numbered paragraphs of the main text are operative ones.
    pub(super) fn id(&self) -> EcoString {
        let is_bare = self.area.is_empty() && self.leaf.starts_with(char::is_numeric);
        let leaf = if is_bare { eco_format!("OP{}", self.leaf) } else { self.leaf.clone() };
        let parts = [self.area.as_str(), &self.section, &leaf].into_iter().filter(|part| !part.is_empty());
        let above = parts.collect::<Vec<_>>().join("/") + &self.items;
        std::iter::once(above.as_str())
            .chain(self.inner.iter().map(EcoString::as_str))
            .collect::<Vec<_>>()
            .join("/")
            .into()
    }

    /// The locator of an item below.
    pub(super) fn with_items(mut self, below: &str) -> Locator {
        match self.inner.last_mut().filter(|inner| *inner != "tail") {
            Some(inner) => inner.push_str(below),
            None => self.items.push_str(below),
        }
        self
    }

    /// The locator of what stands below it without brackets around its number.
    pub(super) fn with_inner(mut self, segment: &str) -> Locator {
        self.inner.push(segment.into());
        self
    }

    fn words(&self) -> String {
        let (noun, number) = noun_and_number(&self.leaf, !self.area.is_empty()).unwrap_or_default();
        let is_numbered = matches!(noun, "operative paragraph" | "paragraph");
        let mut words = match number.parse() {
            _ if number.is_empty() => String::new(),
            Ok(place) if !is_numbered => format!("the {} {noun}", ordinal_word(place)),
            _ => format!("{noun} {number}"),
        };
        words = with_items(&words, &self.items, is_numbered);
        for inner in &self.inner {
            let (core, items) = split_items(inner);
            words = match core.strip_prefix('P').and_then(|count| count.parse().ok()) {
                _ if inner == "tail" => format!("the closing text of {words}"),
                Some(count) => {
                    let inner = format!("the {} unnumbered subparagraph of {words}", ordinal_word(count));
                    with_items(&inner, items, false)
                }
                None => format!("{} of {words}", with_items(&format!("item {core}"), items, true)),
            };
        }
        // The innermost section first: `of section H2 of section I`.
        for section in self.section.rsplit('/').filter(|section| !section.is_empty()) {
            words = format!("{words} of {}", section_words(section));
        }
        match (self.area.as_str(), self.area.split_once(' ')) {
            ("", _) => words,
            ("Decl", _) => format!("{words} of the declaration"),
            (_, Some((word, number))) => format!("{words} of {} {number}", word.to_lowercase()),
            (word, None) => format!("{words} of the {}", word.to_lowercase()),
        }
    }
}

/// `operative paragraph 4 (a) (ii)`, `subparagraph (a) of the third preambular paragraph`, `the second bullet of …`.
fn with_items(words: &str, items: &str, is_numbered: bool) -> String {
    if let Some((before, bullet)) = items.rsplit_once("(•")
        && let Some(count) = bullet.strip_suffix(')').and_then(|count| count.parse().ok())
    {
        return format!("the {} bullet of {}", ordinal_word(count), with_items(words, before, is_numbered));
    }
    let spaced = items.replace(")(", ") (");
    match (items.is_empty(), words.is_empty()) {
        (true, _) => words.to_owned(),
        (false, true) => format!("subparagraph {spaced}"),
        (false, false) if is_numbered => format!("{words} {spaced}"),
        (false, false) => format!("subparagraph {spaced} of {words}"),
    }
}

/// `section II`, `article 4`.
fn section_words(section: &str) -> String {
    let is_begun = |stem: &str| !stem.is_empty() && section.len() > stem.len() && section.starts_with(stem);
    match PhraseList::Section.phrases().iter().find(|(_, stem)| is_begun(stem)) {
        Some((word, stem)) => format!("{word} {}", &section[stem.len()..]),
        None => format!("section {section}"),
    }
}

/// Whether a target is a whole part, in which every place of a quotation is meant.
pub(super) fn is_wide(target: &Target) -> bool {
    matches!(target, Target::Title | Target::Preamble | Target::OperativePart | Target::Whole)
}

/// Whether an id is that of an annex, a declaration or a section itself.
pub(in crate::amend) fn is_area_id(id: &ParagraphId) -> bool {
    !id.0.is_empty() && !id.0.contains(['“', ' ', '~']) && Locator::of(&id.0).is_none()
        || is_area(&id.0) && !id.0.contains('/')
}

/// A target that is named after the part that it stands in: `in the annex, after paragraph 2`. The chapeau of the
/// paragraph named before is one too.
pub(super) fn target_within(above: &Target, target: &Target) -> Target {
    match (above, target) {
        (Target::Paragraph(above), Target::Chapeau(id)) if id.0.is_empty() => Target::Chapeau(above.clone()),
        (Target::Paragraph(above), Target::Paragraph(id)) if id.0.starts_with('(') => {
            Target::Paragraph(ParagraphId(eco_format!("{}{}", above.0, id.0)))
        }
        (Target::Paragraph(above), Target::Paragraph(id)) if is_area_id(above) => {
            let Some(name) = Locator::of(&id.0).filter(|name| name.area.is_empty()) else { return target.clone() };
            let number = name.leaf.strip_prefix("OP").filter(|number| number.starts_with(char::is_numeric));
            let leaf = number.filter(|_| is_area(&above.0)).map_or_else(|| name.leaf.clone(), EcoString::from);
            let (area, section) = match is_area(&above.0) {
                true => (above.0.clone(), name.section.clone()),
                false => (EcoString::new(), above.0.clone()),
            };
            Target::Paragraph(ParagraphId(Locator { area, section, leaf, ..name }.id()))
        }
        (Target::Paragraph(above), Target::Nth(place)) if is_area_id(above) => {
            Target::Paragraph(ParagraphId(eco_format!("{}/P{place}", above.0)))
        }
        _ => target.clone(),
    }
}

fn is_area(segment: &str) -> bool {
    segment == "Decl" || ["Annex", "Appendix"].iter().any(|word| segment.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_names() {
        for (id, expected) in [
            ("PP21", "the twenty-first preambular paragraph"),
            ("PP3(a)", "subparagraph (a) of the third preambular paragraph"),
            ("PP3 bis", "preambular paragraph 3 bis"),
            ("OP4 bis(a)(ii)", "operative paragraph 4 bis (a) (ii)"),
            ("OPu2", "the second unnumbered operative paragraph"),
            ("OP4/tail", "the closing text of operative paragraph 4"),
            ("OP10/P2", "the second unnumbered subparagraph of operative paragraph 10"),
            ("OP11/1(a)", "item 1 (a) of operative paragraph 11"),
            ("OP5(•2)", "the second bullet of operative paragraph 5"),
            ("H3/OP1", "operative paragraph 1 of section H3"),
            ("Annex/H2/4(a)", "paragraph 4 (a) of section H2 of the annex"),
            ("II/OP3", "operative paragraph 3 of section II"),
            ("A/II.B/OP1", "operative paragraph 1 of section II.B of section A"),
            ("H2", "the second heading"),
            ("Annex/P1", "the first unnumbered paragraph of the annex"),
            ("Annex/Article4/1(c)(i)", "paragraph 1 (c) (i) of article 4 of the annex"),
            ("Annex III/Rule7/1", "paragraph 1 of rule 7 of annex III"),
            ("Annex/H1", "the first heading of the annex"),
            ("Decl/12", "paragraph 12 of the declaration"),
            ("OP4~2", "the paragraph named “OP4~2”"),
            ("strange", "the paragraph named “strange”"),
        ] {
            assert_eq!(paragraph_phrase(&ParagraphId(id.into())), expected, "{id}");
        }
    }
}
