//! The numbers of paragraphs as Word counts them, so that a renumbering is no tracked change.
//!
//! In: the paragraphs in the order of the file, each with its number on either side. Out: the list and level that give
//! both numbers, and the part of the file that defines the lists. Word counts the paragraphs of each side alone once
//! the changes are accepted or rejected, so each side has its own count of every list.
//!
//! A paragraph goes on in the list of its parent, or in the last list of its level, if that gives the number printed;
//! otherwise it begins a new list with that number. If no list gives both numbers, each side has its own, and the format
//! of the paragraph is tracked. Numbers that are not counted, as `4 bis`, have no list: they are typed.
//!
//! Subparagraphs are a level of the list of their parent, so that Word begins them anew by itself. LibreOffice restores
//! the list of a paragraph but not its level when it rejects a change of format: subparagraphs of which one is on
//! another level in the other text have a list of their own.

use std::collections::{HashMap, HashSet};

use super::body::style;
use super::static_parts::indent;
use super::xml::{Element, Xml, w};
use crate::model::{Change, Comparison, NumberStyle, Paragraph, ParagraphIndex, Part, Side, Versions};
use crate::text::format_number;

/// Word has nine levels.
const LEVEL_COUNT: usize = 9;
/// The place of the headings among the last lists.
const HEADINGS: usize = 2 * LEVEL_COUNT;

/// How a level is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    /// Word's name of the number format.
    format: &'static str,
    /// The signs around the number.
    signs: (String, String),
    /// The style of the paragraphs, which has the indent.
    style: &'static str,
}

#[derive(Debug, Clone)]
struct Level {
    pattern: Pattern,
    start: u32,
}

#[derive(Debug, Clone, Default)]
struct List {
    levels: [Option<Level>; LEVEL_COUNT],
    /// How far each side has counted.
    counts: Versions<[Option<u32>; LEVEL_COUNT]>,
}

impl List {
    /// The next number of a level, if it is numbered so.
    fn next(&self, side: Side, level: usize, pattern: &Pattern) -> Option<u32> {
        match &self.levels[level] {
            None => Some(1),
            Some(known) if known.pattern == *pattern => {
                Some(self.counts.get(side)[level].map_or(known.start, |last| last + 1))
            }
            Some(_) => None,
        }
    }
}

/// Where the number of a paragraph comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListItem {
    list: usize,
    level: usize,
}

impl ListItem {
    /// The paragraph property.
    pub(super) fn property(self) -> Xml {
        w("numPr").with([w("ilvl").val(self.level), w("numId").val(self.list + 1)]).into()
    }
}

/// A number that Word can count.
struct Counted {
    pattern: Pattern,
    number: u32,
    level: usize,
    /// The place among the last lists.
    slot: usize,
    /// The list of the parent.
    parent: Option<usize>,
}

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<List>,
    /// The last list at each level, those of subparagraphs on their own, and the last list of headings.
    last: Versions<[Option<usize>; HEADINGS + 1]>,
    /// The list of each numbered paragraph.
    of: Versions<HashMap<ParagraphIndex, usize>>,
    /// The parents whose subparagraphs have a list of their own.
    apart: Versions<HashSet<ParagraphIndex>>,
}

impl Lists {
    pub(super) fn new<'a>(comparison: &'a Comparison) -> Lists {
        let mut apart: Versions<HashSet<ParagraphIndex>> = Versions::default();
        let paragraphs = |change: &'a Change| -> Vec<(Side, &'a Paragraph)> {
            let sides = Side::BOTH.into_iter();
            sides.flat_map(|side| comparison.paragraphs(change, side).map(move |paragraph| (side, paragraph))).collect()
        };
        let both = comparison.changes.iter().filter(|change| Side::all(|side| !change.paragraphs.get(side).is_empty()));
        let both: Vec<_> = both.map(paragraphs).collect();
        let level = |paragraph: &Paragraph| (paragraph.depth, paragraph.label.is_some());
        for paragraphs in &both {
            if paragraphs.windows(2).any(|pair| level(pair[0].1) != level(pair[1].1)) {
                paragraphs.iter().for_each(|(side, paragraph)| apart.get_mut(*side).extend(paragraph.parent));
            }
        }
        // The same list in the other text.
        for paragraphs in &both {
            let is_apart = |(side, paragraph): &(Side, &Paragraph)| {
                paragraph.parent.is_some_and(|parent| apart.get(*side).contains(&parent))
            };
            if paragraphs.iter().any(is_apart) {
                paragraphs.iter().for_each(|(side, paragraph)| apart.get_mut(*side).extend(paragraph.parent));
            }
        }
        Lists { apart, ..Lists::default() }
    }

    /// Counts a paragraph that begins on one side or both, with its numbers as printed.
    pub(super) fn next(
        &mut self,
        comparison: &Comparison,
        paragraphs: Versions<Option<ParagraphIndex>>,
        labels: Versions<Option<&str>>,
    ) -> Versions<Option<ListItem>> {
        let counted = Versions::from_fn(|side| {
            let paragraph = &comparison.resolutions.get(side)[(*paragraphs.get(side))?];
            let is_apart = paragraph.parent.is_some_and(|parent| self.apart.get(side).contains(&parent));
            let parent = paragraph.parent.and_then(|parent| self.of.get(side).get(&parent)).copied();
            let counted = counted_number(paragraph, (*labels.get(side))?, parent.filter(|_| !is_apart))?;
            let slot = if is_apart { LEVEL_COUNT + counted.level } else { counted.slot };
            let level = if is_apart { 0 } else { counted.level };
            Some(Counted { slot, level, ..counted })
        });
        let mut items: Versions<Option<ListItem>> = Versions::default();
        if let Versions { before: Some(old), after: Some(new) } = &counted
            && old.pattern == new.pattern
            && old.level == new.level
        {
            let found = self.known(&[(Side::Before, old), (Side::After, new)]);
            let list = found.or_else(|| (old.number == new.number).then(|| self.add()));
            items = Versions::new(list, list).map(|list| list.map(|list| ListItem { list, level: new.level }));
        }
        for side in Side::BOTH {
            let Some(own) = counted.get(side) else { continue };
            if items.get(side).is_none() {
                let list = self.known(&[(side, own)]).unwrap_or_else(|| self.add());
                *items.get_mut(side) = Some(ListItem { list, level: own.level });
            }
        }
        for side in Side::BOTH {
            if let (Some(own), Some(item), Some(index)) = (counted.get(side), items.get(side), paragraphs.get(side)) {
                self.count(side, own, *item, *index);
            }
        }
        items
    }

    /// A list in which each of these has its number.
    fn known(&self, wanted: &[(Side, &Counted)]) -> Option<usize> {
        let candidates = wanted.iter().rev();
        let candidates =
            candidates.flat_map(|(side, own)| own.parent.into_iter().chain(self.last.get(*side)[own.slot]));
        let fits = |list: usize, (side, own): &(Side, &Counted)| {
            self.lists[list].next(*side, own.level, &own.pattern) == Some(own.number)
        };
        candidates.into_iter().find(|list| wanted.iter().all(|wanted| fits(*list, wanted)))
    }

    fn add(&mut self) -> usize {
        self.lists.push(List::default());
        self.lists.len() - 1
    }

    fn count(&mut self, side: Side, own: &Counted, item: ListItem, index: ParagraphIndex) {
        let list = &mut self.lists[item.list];
        list.levels[item.level].get_or_insert_with(|| Level { pattern: own.pattern.clone(), start: own.number });
        let counts = list.counts.get_mut(side);
        counts[item.level] = Some(own.number);
        counts[item.level + 1..].fill(None);
        self.last.get_mut(side)[own.slot] = Some(item.list);
        self.of.get_mut(side).insert(index, item.list);
    }

    /// What the part of the file that defines the lists has inside; nothing if there are none.
    pub(super) fn definitions(&self) -> Option<Xml> {
        let mut out = Xml::default();
        for (index, list) in self.lists.iter().enumerate() {
            let count = list.levels.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
            let levels = list.levels[..count].iter().enumerate();
            let levels: Xml = levels.map(|(index, level)| definition(index, level.as_ref())).collect();
            let multilevel = w("multiLevelType").val("multilevel");
            out += w("abstractNum").attribute("w:abstractNumId", index).with(multilevel).with(levels);
        }
        for index in 0..self.lists.len() {
            out += w("num").attribute("w:numId", index + 1).with(w("abstractNumId").val(index));
        }
        (!self.lists.is_empty()).then_some(out)
    }
}

/// The definition of a level of a list. The indent of a level outweighs that of the style.
fn definition(index: usize, level: Option<&Level>) -> Element {
    let (start, format, text) = match level {
        None => (1, "none", String::new()),
        Some(Level { pattern: Pattern { format, signs: (before, after), .. }, start }) => {
            (*start, *format, format!("{before}%{}{after}", index + 1))
        }
    };
    let look = level.and_then(|level| indent(level.pattern.style)).map(|indent| w("pPr").with(indent));
    let number = [w("start").val(start), w("numFmt").val(format), w("lvlText").val(text), w("lvlJc").val("left")];
    w("lvl").attribute("w:ilvl", index).with(number).with(look)
}

/// Whether Word can count the number of a paragraph as it is printed.
pub(super) fn is_counted(paragraph: &Paragraph, printed: &str) -> bool {
    counted_number(paragraph, printed, None).is_some()
}

/// A printed number as one that Word can count, if it is one.
fn counted_number(paragraph: &Paragraph, printed: &str, parent: Option<usize>) -> Option<Counted> {
    const FORMATS: [&str; 10] = [
        "decimal",
        "hindiNumbers",
        "lowerLetter",
        "upperLetter",
        "lowerRoman",
        "upperRoman",
        "russianLower",
        "russianUpper",
        "arabicAbjad",
        "arabicAlpha",
    ];
    let label = paragraph.label.as_ref().filter(|label| label.ordinal > 0)?;
    let named = label.text.trim_matches(|sign: char| !sign.is_alphanumeric());
    // The number of “Article 5” is its last word.
    let number = if label.style == NumberStyle::Section { named.rsplit(' ').next()? } else { named };
    let format = FORMATS.into_iter().find(|format| format_number(label.ordinal.into(), format) == number)?;
    let start = printed.rfind(number)?;
    let signs = (printed[..start].to_owned(), printed[start + number.len()..].to_owned());
    if printed.contains('%') {
        return None;
    }
    let is_heading = paragraph.part == Part::Heading;
    let level = if is_heading { 0 } else { paragraph.depth.min(LEVEL_COUNT - 1) };
    let pattern = Pattern { format, signs, style: style(paragraph) };
    let slot = if is_heading { HEADINGS } else { level };
    Some(Counted { pattern, number: label.ordinal, level, slot, parent: parent.filter(|_| !is_heading) })
}
