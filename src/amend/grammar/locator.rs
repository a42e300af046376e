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
    /// What it is there; none for the area or section itself.
    pub(super) leaf: Option<Unit>,
    /// `(a)(ii)`, `(•2)`.
    pub(super) items: EcoString,
    /// `/tail`, `/P2`, `/1(a)`.
    pub(super) inner: Vec<SubUnit>,
}

/// A paragraph of the first level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    Preambular(usize),
    /// `preambular paragraph 3 bis`, of a draft under negotiation
    PreambularNumbered(EcoString),
    Operative(EcoString),
    UnnumberedOperative(usize),
    Unnumbered(usize),
    Heading(usize),
    Table(usize),
    /// `paragraph 3`, whatever part it is in.
    Numbered(EcoString),
    /// An item that stands directly in an annex.
    Item,
}

/// What stands under a paragraph without brackets around its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SubUnit {
    Tail,
    Unnumbered(usize, EcoString),
    Numbered(EcoString, EcoString),
}

impl Locator {
    /// The name of an id.
    fn of(id: &str) -> Option<Locator> {
        let mut name = Locator::default();
        let mut segments = id.split('/').peekable();
        if let Some(area) = segments.next_if(|segment| is_area(segment)) {
            name.area = area.into();
        }
        let in_area = !name.area.is_empty();
        let mut sections: Vec<&str> = Vec::new();
        let leaf = loop {
            let segment = segments.next()?;
            let (core, items) = segment.split_at(segment.find('(').unwrap_or(segment.len()));
            // a heading with paragraphs below it distinguishes their numbers
            let is_last = segments.peek().is_none();
            if let Some(leaf) = Unit::of(core, in_area).filter(|leaf| is_last || !matches!(leaf, Unit::Heading(_))) {
                name.items = items.into();
                break leaf;
            }
            sections.push(segment);
        };
        name.leaf = Some(leaf);
        name.section = sections.join("/").into();
        for segment in segments {
            let (core, items) = segment.split_at(segment.find('(').unwrap_or(segment.len()));
            let counted = core.strip_prefix('P').and_then(|count| count.parse().ok());
            name.inner.push(match counted {
                _ if segment == "tail" => SubUnit::Tail,
                Some(count) => SubUnit::Unnumbered(count, items.into()),
                None => SubUnit::Numbered(core.into(), items.into()),
            });
        }
        Some(name)
    }

    /// The id of a name. Numbered paragraphs of the main text are operative ones.
    pub(super) fn id(&self) -> EcoString {
        let mut id = EcoString::new();
        for prefix in [&self.area, &self.section] {
            if !prefix.is_empty() {
                id.push_str(&eco_format!("{prefix}/"));
            }
        }
        let stem = if self.area.is_empty() { "OP" } else { "" };
        match &self.leaf {
            Some(Unit::Preambular(count)) => id.push_str(&eco_format!("PP{count}")),
            Some(Unit::PreambularNumbered(label)) => id.push_str(&eco_format!("PP{label}")),
            Some(Unit::Operative(label)) => id.push_str(&eco_format!("OP{label}")),
            Some(Unit::UnnumberedOperative(count)) => id.push_str(&eco_format!("OPu{count}")),
            Some(Unit::Unnumbered(count)) => id.push_str(&eco_format!("P{count}")),
            Some(Unit::Heading(count)) => id.push_str(&eco_format!("H{count}")),
            Some(Unit::Table(count)) => id.push_str(&eco_format!("T{count}")),
            Some(Unit::Numbered(label)) => id.push_str(&eco_format!("{stem}{label}")),
            Some(Unit::Item) | None => {
                while id.ends_with('/') {
                    id.pop();
                }
            }
        }
        id.push_str(&self.items);
        for inner in &self.inner {
            match inner {
                SubUnit::Tail => id.push_str("/tail"),
                SubUnit::Unnumbered(count, items) => id.push_str(&eco_format!("/P{count}{items}")),
                SubUnit::Numbered(label, items) => id.push_str(&eco_format!("/{label}{items}")),
            }
        }
        id
    }

    /// The locator of an item below.
    pub(super) fn with_items(mut self, below: &str) -> Locator {
        match self.inner.last_mut() {
            Some(SubUnit::Unnumbered(_, items) | SubUnit::Numbered(_, items)) => items.push_str(below),
            Some(SubUnit::Tail) | None => self.items.push_str(below),
        }
        self
    }

    fn words(&self) -> String {
        let mut words = match &self.leaf {
            Some(Unit::Preambular(count)) => format!("the {} preambular paragraph", ordinal_word(*count)),
            Some(Unit::PreambularNumbered(label)) => format!("preambular paragraph {label}"),
            Some(Unit::Operative(label)) => format!("operative paragraph {label}"),
            Some(Unit::UnnumberedOperative(count)) => {
                format!("the {} unnumbered operative paragraph", ordinal_word(*count))
            }
            Some(Unit::Unnumbered(count)) => format!("the {} unnumbered paragraph", ordinal_word(*count)),
            Some(Unit::Heading(count)) => format!("the {} heading", ordinal_word(*count)),
            Some(Unit::Table(count)) => format!("the {} table", ordinal_word(*count)),
            Some(Unit::Numbered(label)) => format!("paragraph {label}"),
            Some(Unit::Item) | None => String::new(),
        };
        let is_numbered = matches!(self.leaf, Some(Unit::Operative(_) | Unit::Numbered(_)));
        words = with_items(&words, &self.items, is_numbered);
        for inner in &self.inner {
            words = match inner {
                SubUnit::Tail => format!("the closing text of {words}"),
                SubUnit::Unnumbered(count, items) => {
                    let inner = format!("the {} unnumbered subparagraph of {words}", ordinal_word(*count));
                    with_items(&inner, items, false)
                }
                SubUnit::Numbered(label, items) => {
                    format!("{} of {words}", with_items(&format!("item {label}"), items, true))
                }
            };
        }
        // The innermost section first: `of section H2 of section I`.
        for section in self.section.rsplit('/').filter(|section| !section.is_empty()) {
            words = format!("{words} of {}", section_words(section));
        }
        match self.area.as_str() {
            "" => {}
            "Decl" => words += " of the declaration",
            area => {
                let (word, number) = area.split_once(' ').unwrap_or((area, ""));
                let word = word.to_lowercase();
                words += &if number.is_empty() { format!(" of the {word}") } else { format!(" of {word} {number}") };
            }
        }
        words
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
            let number = match &name.leaf {
                Some(Unit::Operative(label)) if is_area(&above.0) => Some(Unit::Numbered(label.clone())),
                leaf => leaf.clone(),
            };
            let (area, section) = match is_area(&above.0) {
                true => (above.0.clone(), name.section.clone()),
                false => (EcoString::new(), above.0.clone()),
            };
            Target::Paragraph(ParagraphId(Locator { area, section, leaf: number, ..name }.id()))
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

impl Unit {
    fn of(core: &str, in_area: bool) -> Option<Unit> {
        let counted = |prefix: &str| core.strip_prefix(prefix).and_then(|count| count.parse().ok());
        let starts_with_digit = |text: &str| text.starts_with(char::is_numeric);
        if let Some(count) = counted("PP") {
            return Some(Unit::Preambular(count));
        }
        if let Some(label) = core.strip_prefix("PP").filter(|label| starts_with_digit(label)) {
            return Some(Unit::PreambularNumbered(label.into()));
        }
        if let Some(count) = counted("OPu") {
            return Some(Unit::UnnumberedOperative(count));
        }
        if let Some(label) = core.strip_prefix("OP").filter(|label| starts_with_digit(label)) {
            return Some(Unit::Operative(label.into()));
        }
        if let Some(count) = counted("H") {
            return Some(Unit::Heading(count));
        }
        if let Some(count) = counted("T") {
            return Some(Unit::Table(count));
        }
        if let Some(count) = counted("P") {
            return Some(Unit::Unnumbered(count));
        }
        if in_area && starts_with_digit(core) {
            return Some(Unit::Numbered(core.into()));
        }
        (in_area && core.is_empty()).then_some(Unit::Item)
    }
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
