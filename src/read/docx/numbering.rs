//! `numbering.xml` and a count → the number a person sees before a paragraph.
//!
//! A list (`num`) shows the levels of a pattern (`abstractNum`), with its own starts or levels in place of some. Lists
//! of one pattern count together, unless a list says where it starts. A number at a level begins all deeper levels
//! anew.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::styles::{ParagraphProps, Styles, value};

use crate::read::xml::{attribute, child, name};
use crate::text::format_number;

/// Characters of the text of a level: Word takes no more, and each paragraph gets them.
const MAX_TEXT: usize = 255;
/// Word has nine levels.
const LEVEL_COUNT: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    start: i64,
    format: String,
    text: String,
    /// The level, counted from 1, whose numbers begin this one anew; 0 is none.
    restart: Option<usize>,
    /// Shows every number as a decimal.
    legal: bool,
    style: Option<String>,
    look: ParagraphProps,
}

#[derive(Debug, Default)]
struct AbstractNum {
    levels: HashMap<usize, Level>,
    /// The style whose list has the levels instead.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct Num {
    pattern: String,
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, AbstractNum>,
    lists: HashMap<String, Num>,
    counts: HashMap<String, [Option<i64>; LEVEL_COUNT]>,
    /// Lists and levels that have begun where they said.
    begun: HashSet<(String, usize)>,
}

/// What stands before a paragraph.
pub(super) struct Number {
    /// The characters; empty where the level shows none.
    pub(super) shown: String,
    /// Indents of its level, for a paragraph that says none.
    pub(super) look: ParagraphProps,
    pub(super) level: usize,
}

impl Numbering {
    pub(super) fn new(root: Node<'_, '_>) -> Numbering {
        let mut numbering = Numbering::default();
        for node in root.children() {
            match name(node) {
                "abstractNum" => {
                    let pattern = AbstractNum {
                        levels: node.children().filter_map(level).collect(),
                        link: child(node, "numStyleLink").and_then(value).map(str::to_owned),
                    };
                    let id = attribute(node, "abstractNumId").unwrap_or_default();
                    numbering.patterns.insert(id.to_owned(), pattern);
                }
                "num" => {
                    let pattern = child(node, "abstractNumId").and_then(value).unwrap_or_default().to_owned();
                    let mut list = Num { pattern, ..Num::default() };
                    for change in node.children().filter(|node| name(*node) == "lvlOverride") {
                        let level_index = attribute(change, "ilvl")
                            .and_then(|level_index| level_index.parse().ok())
                            .filter(|level_index| *level_index < LEVEL_COUNT);
                        let Some(level_index) = level_index else { continue };
                        let start = child(change, "startOverride").and_then(value).and_then(|start| start.parse().ok());
                        list.starts.extend(start.map(|start| (level_index, start)));
                        list.levels.extend(child(change, "lvl").and_then(level).map(|(_, level)| (level_index, level)));
                    }
                    let id = attribute(node, "numId").unwrap_or_default();
                    numbering.lists.insert(id.to_owned(), list);
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts one paragraph on. Its level is the one that names the first of these styles, unless the paragraph says it.
    pub(super) fn next(&mut self, look: &ParagraphProps, numbered_by: &[String], styles: &Styles) -> Option<Number> {
        let id = look.list.as_deref().filter(|id| *id != "0")?;
        let list = self.lists.get(id)?;
        let pattern_id = self.pattern_of(list, styles);
        let pattern = self.patterns.get(&pattern_id)?;
        let level_of = |style: &String| {
            (0..LEVEL_COUNT).find(|level_index| {
                pattern.levels.get(level_index).is_some_and(|level| level.style.as_ref() == Some(style))
            })
        };
        let level_index = numbered_by.iter().find_map(level_of).or(look.level).unwrap_or(0).min(LEVEL_COUNT - 1);
        let level_at = |level_index: usize| list.levels.get(&level_index).or_else(|| pattern.levels.get(&level_index));
        let level = level_at(level_index)?;
        let counts = self.counts.entry(pattern_id).or_default();
        let forced = list.starts.get(&level_index).filter(|_| self.begun.insert((id.to_owned(), level_index)));
        let now = match (forced, counts[level_index]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        counts[level_index] = Some(now);
        for (deeper, count) in counts.iter_mut().enumerate().skip(level_index + 1) {
            let restart = level_at(deeper).and_then(|level| level.restart).unwrap_or(deeper);
            if level_index < restart {
                *count = None;
            }
        }
        let mut shown = level.text.clone();
        for other in (0..LEVEL_COUNT).filter(|other| level.text.contains(&format!("%{}", other + 1))) {
            let (start, format) = level_at(other).map_or((1, "decimal"), |level| (level.start, level.format.as_str()));
            let format = if level.legal { "decimal" } else { format };
            let number = format_number(counts[other].unwrap_or(start), format);
            shown = shown.replace(&format!("%{}", other + 1), &number);
        }
        if level.format == "bullet" && !matches!(shown.as_str(), "" | "–" | "—" | "-" | "*") {
            // most bullets are characters of a symbol font, which mean nothing outside it
            shown = "•".to_owned();
        }
        Some(Number { shown, look: level.look.clone(), level: level_index })
    }

    /// The pattern of a list, over the style that may stand between.
    fn pattern_of(&self, list: &Num, styles: &Styles) -> String {
        let link = self.patterns.get(&list.pattern).and_then(|pattern| pattern.link.as_deref());
        let linked = link.and_then(|style| styles.list_of(style)).and_then(|id| self.lists.get(id));
        linked.map_or_else(|| list.pattern.clone(), |list| list.pattern.clone())
    }
}

fn level(node: Node<'_, '_>) -> Option<(usize, Level)> {
    let level_index: usize = attribute(node, "ilvl").filter(|_| name(node) == "lvl")?.parse().ok()?;
    let inner = |wanted: &str| child(node, wanted).and_then(value);
    let level = Level {
        start: inner("start").and_then(|start| start.parse().ok()).unwrap_or(0),
        format: inner("numFmt").unwrap_or("decimal").to_owned(),
        text: inner("lvlText").unwrap_or_default().chars().take(MAX_TEXT).collect(),
        restart: inner("lvlRestart").and_then(|restart| restart.parse().ok()),
        legal: child(node, "isLgl").is_some(),
        style: inner("pStyle").map(str::to_owned),
        look: child(node, "pPr").map(ParagraphProps::new).unwrap_or_default(),
    };
    (level_index < LEVEL_COUNT).then_some((level_index, level))
}
