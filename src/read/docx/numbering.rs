//! `numbering.xml` and a count → the number a person sees before a paragraph.
//!
//! A list (`num`) shows the levels of a pattern (`abstractNum`), with its own starts or levels in place of some. Lists
//! of one pattern count together, unless a list says where it starts. A number at a level begins all deeper levels anew.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use super::styles::{ParagraphLook, Styles, value};
use crate::read::figures::figure;
use crate::read::xml::{attribute, child, name};

/// Characters of the text of a level: Word takes no more, and each paragraph gets them.
const MAX_TEXT: usize = 255;
/// Word has nine levels.
const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    start: i64,
    format: String,
    text: String,
    /// The level, counted from 1, whose numbers begin this one anew; 0 is none.
    restart: Option<usize>,
    /// Shows every number in figures.
    legal: bool,
    style: Option<String>,
    look: ParagraphLook,
}

#[derive(Debug, Default)]
struct Pattern {
    levels: HashMap<usize, Level>,
    /// The style whose list has the levels instead.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<String, Pattern>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<i64>; LEVELS]>,
    /// Lists and levels that have begun where they said.
    begun: HashSet<(String, usize)>,
}

/// What stands before a paragraph.
pub(super) struct Number {
    /// The characters; empty where the level shows none.
    pub(super) shown: String,
    /// Indents of its level, for a paragraph that says none.
    pub(super) look: ParagraphLook,
    pub(super) level: usize,
}

impl Numbering {
    pub(super) fn of(root: Node<'_, '_>) -> Numbering {
        let mut numbering = Numbering::default();
        for node in root.children() {
            match name(node) {
                "abstractNum" => {
                    let pattern = Pattern {
                        levels: node.children().filter_map(level).collect(),
                        link: child(node, "numStyleLink").and_then(value).map(str::to_owned),
                    };
                    let id = attribute(node, "abstractNumId").unwrap_or_default();
                    numbering.patterns.insert(id.to_owned(), pattern);
                }
                "num" => {
                    let pattern = child(node, "abstractNumId").and_then(value).unwrap_or_default().to_owned();
                    let mut list = List { pattern, ..List::default() };
                    for change in node.children().filter(|node| name(*node) == "lvlOverride") {
                        let at = attribute(change, "ilvl").and_then(|at| at.parse().ok()).filter(|at| *at < LEVELS);
                        let Some(at) = at else { continue };
                        let start = child(change, "startOverride").and_then(value).and_then(|start| start.parse().ok());
                        list.starts.extend(start.map(|start| (at, start)));
                        list.levels.extend(child(change, "lvl").and_then(level).map(|(_, level)| (at, level)));
                    }
                    let id = attribute(node, "numId").unwrap_or_default();
                    numbering.lists.insert(id.to_owned(), list);
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts one paragraph on. `style` brought the numbering, if the paragraph did not.
    pub(super) fn next(&mut self, look: &ParagraphLook, style: Option<&str>, styles: &Styles) -> Option<Number> {
        let id = look.list.as_deref().filter(|id| *id != "0")?;
        let list = self.lists.get(id)?;
        let pattern_id = self.pattern_of(list, styles);
        let pattern = self.patterns.get(&pattern_id)?;
        let by_style = || {
            let style = style?;
            (0..LEVELS).find(|at| pattern.levels.get(at).is_some_and(|level| level.style.as_deref() == Some(style)))
        };
        let at = by_style().or(look.level).unwrap_or(0).min(LEVELS - 1);
        let level_at = |at: usize| list.levels.get(&at).or_else(|| pattern.levels.get(&at));
        let level = level_at(at)?;
        let counts = self.counts.entry(pattern_id).or_default();
        let forced = list.starts.get(&at).filter(|_| self.begun.insert((id.to_owned(), at)));
        let now = match (forced, counts[at]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        counts[at] = Some(now);
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level_at(deeper).and_then(|level| level.restart).unwrap_or(deeper);
            if at < restart {
                *count = None;
            }
        }
        let mut shown = level.text.clone();
        for other in (0..LEVELS).filter(|other| level.text.contains(&format!("%{}", other + 1))) {
            let (start, format) = level_at(other).map_or((1, "decimal"), |level| (level.start, level.format.as_str()));
            let format = if level.legal { "decimal" } else { format };
            let number = figure(counts[other].unwrap_or(start), format);
            shown = shown.replace(&format!("%{}", other + 1), &number);
        }
        if level.format == "bullet" && !matches!(shown.as_str(), "" | "–" | "—" | "-" | "*") {
            // most bullets are characters of a symbol font, which mean nothing outside it
            shown = "•".to_owned();
        }
        Some(Number { shown, look: level.look.clone(), level: at })
    }

    /// The pattern of a list, over the style that may stand between.
    fn pattern_of(&self, list: &List, styles: &Styles) -> String {
        let link = self.patterns.get(&list.pattern).and_then(|pattern| pattern.link.as_deref());
        let linked = link.and_then(|style| styles.list_of(style)).and_then(|id| self.lists.get(id));
        linked.map_or_else(|| list.pattern.clone(), |list| list.pattern.clone())
    }
}

fn level(node: Node<'_, '_>) -> Option<(usize, Level)> {
    let at: usize = attribute(node, "ilvl").filter(|_| name(node) == "lvl")?.parse().ok()?;
    let inner = |wanted: &str| child(node, wanted).and_then(value);
    let level = Level {
        start: inner("start").and_then(|start| start.parse().ok()).unwrap_or(0),
        format: inner("numFmt").unwrap_or("decimal").to_owned(),
        text: inner("lvlText").unwrap_or_default().chars().take(MAX_TEXT).collect(),
        restart: inner("lvlRestart").and_then(|restart| restart.parse().ok()),
        legal: child(node, "isLgl").is_some(),
        style: inner("pStyle").map(str::to_owned),
        look: child(node, "pPr").map(ParagraphLook::of).unwrap_or_default(),
    };
    (at < LEVELS).then_some((at, level))
}
