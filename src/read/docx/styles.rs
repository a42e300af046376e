//! `styles.xml` → what a paragraph and a run look like when nothing is said at the place itself.
//!
//! A style takes from the one it is based on what it does not say; what is said at the place wins.

use std::collections::HashMap;

use roxmltree::Node;

use crate::model::Style;
use crate::read::xml::{attribute, child, name};

/// Styles stand on each other at most this deep; a circle ends here too.
const MAX_BASE_STYLES: usize = 20;

/// How characters are set, as far as it is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProps {
    italic: Option<bool>,
    bold: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    superscript: Option<bool>,
    subscript: Option<bool>,
    /// Not to be seen, neither on the screen nor on paper.
    pub(super) hidden: Option<bool>,
}

/// How a paragraph is set, as far as it is said.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProps {
    /// The list that numbers it; `0` for none.
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    /// Twentieths of a point from the margin: the paragraph, and its first line from there.
    pub(super) left: Option<i32>,
    pub(super) first: Option<i32>,
    /// The outline level; 9 is running text.
    pub(super) outline: Option<usize>,
}

#[derive(Debug, Default)]
struct StyleDef {
    base: Option<String>,
    /// Whether it is for the lines of a table of contents.
    is_contents: bool,
    run: RunProps,
    paragraph: ParagraphProps,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: HashMap<String, StyleDef>,
    default_paragraph: Option<String>,
    run: RunProps,
}

impl Styles {
    pub(super) fn new(root: Node<'_, '_>) -> Styles {
        let mut styles = Styles::default();
        for node in root.children() {
            if name(node) == "docDefaults" {
                let run = child(node, "rPrDefault").and_then(|defaults| child(defaults, "rPr"));
                styles.run = run.map(RunProps::new).unwrap_or_default();
            }
            let Some(id) = attribute(node, "styleId").filter(|_| name(node) == "style") else { continue };
            let title = child(node, "name").and_then(value).unwrap_or_default().to_lowercase();
            let known = StyleDef {
                is_contents: title.starts_with("toc ") || title == "table of figures",
                base: child(node, "basedOn").and_then(value).map(str::to_owned),
                run: child(node, "rPr").map(RunProps::new).unwrap_or_default(),
                paragraph: child(node, "pPr").map(ParagraphProps::new).unwrap_or_default(),
            };
            let default = attribute(node, "default").is_some_and(is_on);
            if default && attribute(node, "type") == Some("paragraph") {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.known.insert(id.to_owned(), known);
        }
        styles
    }

    /// The look of a paragraph with these properties, and the styles that its level is looked up by: its own first, up to
    /// the one that brought its list. None where the paragraph itself says its list or level.
    pub(super) fn paragraph(&self, properties: Option<Node<'_, '_>>) -> (ParagraphProps, Vec<String>) {
        let mut look = properties.map(ParagraphProps::new).unwrap_or_default();
        let says_level = look.list.is_some() || look.level.is_some();
        let mut numbered_by = Vec::new();
        for (id, style) in self.chain(self.style_of(properties)) {
            if look.list.is_none() && !says_level {
                numbered_by.push(id.to_owned());
            }
            look.inherit(&style.paragraph);
        }
        if look.list.is_none() {
            numbered_by.clear();
        }
        (look, numbered_by)
    }

    /// Whether a paragraph has the style of a table of contents.
    pub(super) fn is_contents(&self, properties: Option<Node<'_, '_>>) -> bool {
        self.chain(self.style_of(properties)).any(|(_, style)| style.is_contents)
    }

    /// The look of the runs of a paragraph where they say nothing themselves.
    pub(super) fn run_in(&self, properties: Option<Node<'_, '_>>) -> RunProps {
        let mut look = RunProps::default();
        for (_, style) in self.chain(self.style_of(properties)) {
            look.inherit(style.run);
        }
        look.inherit(self.run);
        look
    }

    /// The look of a run in a paragraph.
    pub(super) fn run(&self, properties: Option<Node<'_, '_>>, paragraph: RunProps) -> RunProps {
        let mut look = properties.map(RunProps::new).unwrap_or_default();
        let style = properties.and_then(|properties| child(properties, "rStyle")).and_then(value);
        for (_, style) in self.chain(style) {
            look.inherit(style.run);
        }
        look.inherit(paragraph);
        look
    }

    /// The list that a style numbers its paragraphs by.
    pub(super) fn list_of<'a>(&'a self, style: &'a str) -> Option<&'a str> {
        self.chain(Some(style)).find_map(|(_, style)| style.paragraph.list.as_deref())
    }

    fn style_of<'a>(&'a self, properties: Option<Node<'a, '_>>) -> Option<&'a str> {
        let said = properties.and_then(|properties| child(properties, "pStyle")).and_then(value);
        said.filter(|id| self.known.contains_key(*id)).or(self.default_paragraph.as_deref())
    }

    fn chain<'a>(&'a self, first: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a StyleDef)> {
        let step = |(id, _): &(&'a str, &'a StyleDef)| {
            let base = self.known.get(*id)?.base.as_deref()?;
            Some((base, self.known.get(base)?))
        };
        let first = first.and_then(|id| Some((id, self.known.get(id)?)));
        std::iter::successors(first, step).take(MAX_BASE_STYLES)
    }
}

impl RunProps {
    fn new(properties: Node<'_, '_>) -> RunProps {
        let switch = |wanted: &str| child(properties, wanted).map(|node| value(node).is_none_or(is_on));
        RunProps {
            italic: switch("i"),
            bold: switch("b"),
            underline: child(properties, "u").map(|node| value(node).is_none_or(|kind| kind != "none")),
            strike: switch("strike").filter(|on| *on).or_else(|| switch("dstrike")).or_else(|| switch("strike")),
            superscript: child(properties, "vertAlign").map(|node| value(node) == Some("superscript")),
            subscript: child(properties, "vertAlign").map(|node| value(node) == Some("subscript")),
            hidden: switch("vanish"),
        }
    }

    fn inherit(&mut self, from: RunProps) {
        self.italic = self.italic.or(from.italic);
        self.bold = self.bold.or(from.bold);
        self.underline = self.underline.or(from.underline);
        self.strike = self.strike.or(from.strike);
        self.superscript = self.superscript.or(from.superscript);
        self.subscript = self.subscript.or(from.subscript);
        self.hidden = self.hidden.or(from.hidden);
    }

    pub(super) fn style(self) -> Style {
        Style {
            italic: self.italic.unwrap_or(false),
            bold: self.bold.unwrap_or(false),
            underline: self.underline.unwrap_or(false),
            strike: self.strike.unwrap_or(false),
            superscript: self.superscript.unwrap_or(false),
            subscript: self.subscript.unwrap_or(false),
            exponent: false,
        }
    }

    /// Whether the same words read otherwise: struck through, hidden, raised or lowered on one side only.
    pub(super) fn reads_otherwise(self, other: RunProps) -> bool {
        let read = |look: RunProps| {
            let style = look.style();
            (style.strike, style.superscript, style.subscript, look.hidden.unwrap_or(false))
        };
        read(self) != read(other)
    }
}

impl ParagraphProps {
    pub(super) fn new(properties: Node<'_, '_>) -> ParagraphProps {
        let list = child(properties, "numPr");
        let inner = |wanted: &str| list.and_then(|list| child(list, wanted)).and_then(value);
        let indent = child(properties, "ind");
        let twips =
            |wanted: &str| indent.and_then(|indent| attribute(indent, wanted)).and_then(|text| text.parse().ok());
        ParagraphProps {
            list: inner("numId").map(str::to_owned),
            level: inner("ilvl").and_then(|level| level.parse().ok()),
            left: twips("left").or_else(|| twips("start")),
            first: twips("hanging").map(|hanging: i32| hanging.saturating_neg()).or_else(|| twips("firstLine")),
            outline: child(properties, "outlineLvl").and_then(value).and_then(|level| level.parse().ok()),
        }
    }

    fn inherit(&mut self, from: &ParagraphProps) {
        self.list = self.list.take().or_else(|| from.list.clone());
        self.level = self.level.or(from.level);
        self.left = self.left.or(from.left);
        self.first = self.first.or(from.first);
        self.outline = self.outline.or(from.outline);
    }
}

/// `w:val`
pub(super) fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}
