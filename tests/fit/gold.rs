//! Hand-made edits, and how edits are matched with them: by at least half of their words, each once.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;
use travaux::lexicon::parse_opening;
use travaux::model::{Edit, Paragraph, ParagraphId, Part, Resolution, Side, TextSpan, Versions};

/// Two edits are one if they share so much of their words.
const MIN_OVERLAP: f64 = 0.5;

/// One paragraph, or several that were split or merged.
pub(crate) struct Item {
    pub(crate) pair: String,
    pub(crate) texts: Versions<Resolution>,
    /// The accepted ways to part it into edits.
    pub(crate) ways: Vec<Vec<GoldEdit>>,
    words: Versions<Vec<Range<usize>>>,
}

/// A hand-made edit, in characters of both texts.
pub(crate) type GoldEdit = Versions<Option<TextSpan>>;

/// Reads the items of a file.
pub(crate) fn load(path: &str) -> Vec<Item> {
    let items: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    items.iter().map(item).collect()
}

fn item(value: &Value) -> Item {
    let text = |name: &str| value[name].as_str().unwrap().replace(" ¶ ", "\n");
    let texts = Versions::new(text("before"), text("after"));
    let first = std::iter::once(&value["edits"]);
    let others = value["alternatives"].as_array().map(Vec::as_slice).unwrap_or_default();
    Item {
        pair: value["pair"].as_str().unwrap().to_owned(),
        ways: first.chain(others).map(|way| edits(&texts, way)).collect(),
        words: texts.as_ref().map(|text| words(text)),
        texts: texts.map(|text| resolution(&text)),
    }
}

fn resolution(text: &str) -> Resolution {
    let paragraph = |text: &str| Paragraph {
        opening: parse_opening(text).map(|(opening, _)| opening),
        ..Paragraph::new(ParagraphId("OP1".into()), Part::Operative, text)
    };
    Resolution { paragraphs: text.split('\n').map(paragraph).collect(), ..Resolution::default() }
}

/// Quotations are found in the order of the text.
fn edits(texts: &Versions<String>, way: &Value) -> Vec<GoldEdit> {
    let mut from = Versions::new(0, 0);
    let mut find = |side: Side, quotation: &str| {
        let quotation = quotation.replace(" ¶ ", "\n");
        let (text, from) = (texts.get(side), from.get_mut(side));
        let start = text[*from..].find(&quotation).map(|found| found + *from).or_else(|| text.find(&quotation))?;
        *from = start + quotation.len();
        let first = text[..start].chars().count();
        (!quotation.is_empty()).then(|| TextSpan { start: first, end: first + quotation.chars().count() })
    };
    let edit = |edit: &Value| {
        let before = find(Side::Before, edit["old"].as_str().unwrap());
        Versions::new(before, find(Side::After, edit["new"].as_str().unwrap()))
    };
    way.as_array().unwrap().iter().map(edit).collect()
}

/// The words and marks of a text, in characters.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut in_word = false;
    for (index, character) in text.chars().enumerate() {
        let is_word = character.is_alphanumeric() || character == '_';
        match out.last_mut() {
            Some(last) if is_word && in_word => last.end = index + 1,
            _ if !character.is_whitespace() => out.push(index..index + 1),
            _ => {}
        }
        in_word = is_word;
    }
    out
}

/// The edit that shares most of two spans.
pub(crate) fn owner(way: &[GoldEdit], spans: &Versions<TextSpan>) -> Option<usize> {
    let shared = |edit: &GoldEdit| -> usize {
        let side = |side: Side| edit.get(side).map_or(0, |gold| overlap(&gold, spans.get(side)));
        side(Side::Before) + side(Side::After)
    };
    (0..way.len()).filter(|&index| shared(&way[index]) > 0).max_by_key(|&index| shared(&way[index]))
}

fn overlap(a: &TextSpan, b: &TextSpan) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

type Words = BTreeSet<(Side, usize)>;

fn covered<'a>(item: &Item, spans: impl Iterator<Item = (Side, &'a TextSpan)>) -> Words {
    let mut out = Words::new();
    for (side, span) in spans {
        let inside = |word: &Range<usize>| word.start < span.end && span.start < word.end;
        let words = item.words.get(side).iter().enumerate().filter(|(_, word)| inside(word));
        out.extend(words.map(|(index, _)| (side, index)));
    }
    out
}

/// Matched edits and hand-made edits, in the way that fits best.
pub(crate) fn best_match(item: &Item, told: &[Edit]) -> (usize, usize) {
    let told: Vec<Words> = told
        .iter()
        .map(|edit| {
            covered(
                item,
                Side::BOTH.into_iter().flat_map(|side| edit.spans.get(side).iter().map(move |span| (side, span))),
            )
        })
        .collect();
    let scores = item.ways.iter().map(|way| {
        let gold = way.iter().map(|edit| {
            covered(item, Side::BOTH.into_iter().filter_map(|side| edit.get(side).as_ref().map(|span| (side, span))))
        });
        let gold: Vec<Words> = gold.collect();
        (matched(&told, &gold), gold.len())
    });
    let share = |(matched, gold): &(usize, usize)| *matched as f64 / (told.len() + gold).max(1) as f64;
    scores.max_by(|a, b| share(a).total_cmp(&share(b))).unwrap_or_default()
}

/// How many edits share half of their words, the best pairs first.
fn matched(told: &[Words], gold: &[Words]) -> usize {
    let mut pairs = Vec::new();
    for (i, a) in told.iter().enumerate() {
        for (j, b) in gold.iter().enumerate() {
            let overlap = a.intersection(b).count() as f64 / a.union(b).count().max(1) as f64;
            if overlap >= MIN_OVERLAP {
                pairs.push((overlap, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|(_, i, j)| !left.contains(i) && !right.contains(j) && left.insert(*i) && right.insert(*j));
    pairs.len()
}
