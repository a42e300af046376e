//! Which part of a page is the document.
//!
//! The only `main` or `article`, if most of the text is in it; else the whole body. In either, what is there for finding
//! one's way is left out: `nav`, `aside`, banners, and elements whose class or role says that they are such. The page's
//! own `header` and `footer` are left out too, but not those of an article, which hold its title and notes. What is
//! left out goes to the ledger. Paragraphs of the text are kept wherever they stand.

use std::collections::HashSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use crate::lexicon::{ClosingLine, PhraseList, closing_line, is_organ_line, is_symbol, parse_label, parse_opening};
use crate::model::RemovalKind;
use crate::text::single_spaced;

/// The document's part of a page.
pub(super) struct Page<'a> {
    pub(super) root: NodeRef<'a, Node>,
    pub(super) left_out: HashSet<NodeId>,
    /// Text of what was left out.
    pub(super) dropped: Vec<(NodeId, RemovalKind, String)>,
    /// Whether there is one main heading, which is then the title wherever it stands.
    one_heading: bool,
}

/// Finds it.
pub(super) fn find(html: &Html) -> Page<'_> {
    let whole = html.tree.root();
    let is_heading = |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "h1");
    let one_heading = whole.descendants().filter(is_heading).take(2).count() == 1;
    let mut page = Page { root: whole, left_out: HashSet::new(), dropped: Vec::new(), one_heading };
    leave_out(whole, false, &mut page);
    let size = |node: NodeRef<'_, Node>| -> usize {
        let mut stack = vec![node];
        let mut size = 0;
        while let Some(node) = stack.pop() {
            match node.value() {
                Node::Text(text) => size += text.trim().len(),
                _ if page.left_out.contains(&node.id()) => {}
                _ => stack.extend(node.children()),
            }
        }
        size
    };
    let all = size(whole);
    for wanted in ["main", "article"] {
        let is_wanted =
            |element: &Element| element.name() == wanted || wanted == "main" && element.attr("role") == Some("main");
        let mut found = whole.descendants().filter(|node| node.value().as_element().is_some_and(is_wanted));
        if let (Some(only), None) = (found.next(), found.next())
            && size(only) * 2 > all
            && !page.left_out.contains(&only.id())
            && let Some(around) = around(whole, only, &page.left_out)
        {
            page.dropped.extend(around);
            page.root = only;
            break;
        }
    }
    page.dropped.sort_by_key(|(id, ..)| *id);
    page
}

/// The text of a page that is nothing but printed lines, as a text file has them; none if anything else is on the page, or
/// if elements that mean something are among them.
pub(super) fn printed_lines(root: NodeRef<'_, Node>, left_out: &HashSet<NodeId>) -> Option<String> {
    const PLAIN: [&str; 9] = ["a", "b", "i", "em", "strong", "u", "font", "tt", "code"];
    let named = |node: NodeRef<'_, Node>, names: &[&str]| {
        node.value().as_element().is_some_and(|element| names.contains(&element.name()))
    };
    let mut lines = root.descendants().filter(|node| named(*node, &["pre"]));
    let pre = lines.next().filter(|pre| !left_out.contains(&pre.id()))?;
    let is_plain =
        |node: NodeRef<'_, Node>| !node.value().is_element() || named(node, &PLAIN) && !left_out.contains(&node.id());
    if lines.next().is_some() || !pre.descendants().skip(1).all(is_plain) {
        return None;
    }
    let is_apart = |node: NodeRef<'_, Node>| {
        node.id() == pre.id() || left_out.contains(&node.id()) || named(node, &["script", "style"])
    };
    let seen = |node: &NodeRef<'_, Node>| match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => matches!(element.name(), "img" | "input" | "select" | "object"),
        _ => false,
    };
    let has_more = root.descendants().filter(seen).any(|node| !node.ancestors().any(is_apart));
    (!has_more).then(|| text(pre)).filter(|text| text.trim().contains('\n'))
}

/// The characters in a node.
pub(super) fn text(node: NodeRef<'_, Node>) -> String {
    texts(node).collect()
}

/// The texts in a node, one after another, without scripts and styles.
pub(super) fn texts<'a>(node: NodeRef<'a, Node>) -> impl Iterator<Item = &'a str> {
    let is_code = |node: NodeRef<'a, Node>| {
        let parent = node.parent().and_then(|parent| parent.value().as_element());
        parent.is_some_and(|parent| matches!(parent.name(), "script" | "style"))
    };
    let texts = node.descendants().filter(move |node| node.value().is_text() && !is_code(*node));
    texts.filter_map(|node| node.value().as_text().map(|text| &**text))
}

/// The characters in a node, with single spaces, and one between elements.
fn words(node: NodeRef<'_, Node>) -> String {
    let texts = texts(node).flat_map(str::split_whitespace);
    texts.collect::<Vec<_>>().join(" ")
}

fn leave_out(parent: NodeRef<'_, Node>, inside: bool, page: &mut Page<'_>) {
    for node in parent.children() {
        let Some(element) = node.value().as_element() else {
            // the contents of a template
            if matches!(node.value(), Node::Fragment) {
                drop_node(node, RemovalKind::Hidden, words(node), page);
            }
            continue;
        };
        match unseen(element) {
            Some(Unseen::Code) => drop_node(node, RemovalKind::Navigation, String::new(), page),
            Some(Unseen::Listed(taken)) => {
                let text = match element.name() {
                    "head" => {
                        let title = |inner: &NodeRef<'_, Node>| {
                            inner.value().as_element().is_some_and(|element| element.name() == "title")
                        };
                        node.children().find(title).map(words).unwrap_or_default()
                    }
                    "iframe" => {
                        let said = ["srcdoc", "title", "src"].into_iter().filter_map(|said| element.attr(said));
                        said.collect::<Vec<_>>().join("; ")
                    }
                    _ => words(node),
                };
                let text =
                    if taken == RemovalKind::Picture && !text.is_empty() { format!("drawing: {text}") } else { text };
                drop_node(node, taken, text, page);
            }
            None if is_apart(element, inside) => {
                if !matches!(element.name(), "button" | "dialog" | "menu") && holds_text(node, page.one_heading, true) {
                    leave_out_around(node, page);
                } else {
                    drop_node(node, RemovalKind::Navigation, words(node), page);
                }
            }
            None => {
                let inside = inside || matches!(element.name(), "main" | "article" | "section" | "blockquote");
                leave_out(node, inside, page);
            }
        }
    }
}

fn drop_node(node: NodeRef<'_, Node>, taken: RemovalKind, text: String, page: &mut Page<'_>) {
    page.left_out.insert(node.id());
    if !text.trim().is_empty() {
        page.dropped.push((node.id(), taken, text));
    }
}

/// In a part for finding one's way that holds paragraphs of the text, all but those is left out.
fn leave_out_around(parent: NodeRef<'_, Node>, page: &mut Page<'_>) {
    let closing = |node: NodeRef<'_, Node>| closing_line(&words(node));
    let closes = parent.children().any(|node| closing(node).is_some_and(|line| line != ClosingLine::Date));
    for node in parent.children() {
        let Some(element) = node.value().as_element() else { continue };
        // the date of the meeting beside it
        if closes && closing(node).is_some() {
            continue;
        }
        if !holds_text(node, page.one_heading, true) {
            drop_node(node, RemovalKind::Navigation, words(node), page);
        } else if matches!(element.name(), "ol" | "ul" | "dl" | "table") || !node.descendants().skip(1).any(is_block) {
            // a list is text as a whole
            leave_out(node, true, page);
        } else {
            leave_out_around(node, page);
        }
    }
}

/// What no reader of a page sees as text.
enum Unseen {
    /// No words for anybody.
    Code,
    /// Words that go to the ledger.
    Listed(RemovalKind),
}

fn unseen(element: &Element) -> Option<Unseen> {
    let css: String =
        element.attr("style").unwrap_or_default().chars().filter(|space| !space.is_whitespace()).collect();
    let css = css.to_ascii_lowercase();
    match element.name() {
        "script" | "style" => Some(Unseen::Code),
        "head" => Some(Unseen::Listed(RemovalKind::Metadata)),
        "template" | "datalist" => Some(Unseen::Listed(RemovalKind::Hidden)),
        "noscript" | "noframes" | "noembed" => Some(Unseen::Listed(RemovalKind::Navigation)),
        "svg" | "iframe" | "audio" | "video" => Some(Unseen::Listed(RemovalKind::Picture)),
        _ if element.attr("hidden").is_some() || css.contains("display:none") || css.contains("visibility:hidden") => {
            Some(Unseen::Listed(RemovalKind::Hidden))
        }
        _ => None,
    }
}

/// Whether an element is there for finding one's way.
fn is_apart(element: &Element, inside: bool) -> bool {
    let name = element.name();
    let role = element.attr("role").unwrap_or_default();
    let class = |class: &str| {
        matches!(
            class,
            "nav"
                | "navbar"
                | "navigation"
                | "menu"
                | "breadcrumb"
                | "breadcrumbs"
                | "sidebar"
                | "toolbar"
                | "skip-link"
                | "cookie-banner"
        )
    };
    matches!(name, "nav" | "button" | "dialog" | "menu")
        || matches!(name, "header" | "footer") && !inside
        || name == "aside" && !role.starts_with("doc-")
        || matches!(role, "navigation" | "banner" | "contentinfo" | "search" | "complementary")
        || element.classes().any(class)
        || element.id().is_some_and(class)
}

fn is_block(node: NodeRef<'_, Node>) -> bool {
    let name = node.value().as_element().map(Element::name).unwrap_or_default();
    super::BLOCKS.contains(&name)
        || matches!(name, "li" | "table" | "tr" | "td" | "th" | "hr" | "br")
        || matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Characters of a paragraph that are looked at.
const MAX_LOOK: usize = 600;

/// Whether a part of a page holds a paragraph of the text, outside of links. `sentences`: whether any long sentence
/// counts as one.
fn holds_text(node: NodeRef<'_, Node>, one_heading: bool, sentences: bool) -> bool {
    let mut paragraph = String::new();
    let mut links = 0usize;
    for edge in node.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if is_block(node) {
            if is_of_text(&paragraph, sentences) {
                return true;
            }
            paragraph.clear();
        }
        match node.value() {
            Node::Text(text) if opens && links == 0 && paragraph.len() < MAX_LOOK => {
                paragraph.extend(text.chars().take(MAX_LOOK));
            }
            Node::Element(element) if matches!(element.name(), "a" | "script" | "style" | "button") => {
                links = if opens { links + 1 } else { links - 1 };
            }
            Node::Element(element) if one_heading && opens && sentences && element.name() == "h1" => return true,
            _ => {}
        }
    }
    is_of_text(&paragraph, sentences)
}

fn is_of_text(paragraph: &str, sentences: bool) -> bool {
    let paragraph = single_spaced(paragraph);
    if is_organ_line(&paragraph) || paragraph.split(' ').any(is_symbol) {
        return true;
    }
    // a bare date may as well be that of the page
    if closing_line(&paragraph).is_some_and(|line| line != ClosingLine::Date) {
        return true;
    }
    let body = parse_label(&paragraph).map_or(paragraph.as_str(), |label| &paragraph[label.len..]);
    let count = body.split(' ').count();
    let ends = body.len() >= MAX_LOOK || body.ends_with(['.', ';', ',', ':', '。', '；', '،', '؛']);
    let is_sentence = || {
        let lower = body.to_lowercase();
        sentences && count >= 8 && !PhraseList::Boilerplate.occurs_in(&lower)
    };
    ends && count >= 2 && (parse_opening(body).is_some() && count >= 3 || is_sentence())
}

/// What stands around the chosen part; none where paragraphs of the text stand there.
fn around(
    whole: NodeRef<'_, Node>,
    only: NodeRef<'_, Node>,
    left_out: &HashSet<NodeId>,
) -> Option<Vec<(NodeId, RemovalKind, String)>> {
    let above: HashSet<NodeId> = only.ancestors().map(|node| node.id()).collect();
    let mut out = Vec::new();
    let mut stack = vec![whole];
    while let Some(node) = stack.pop() {
        for child in node.children().filter(|child| child.id() != only.id() && !left_out.contains(&child.id())) {
            if above.contains(&child.id()) {
                stack.push(child);
            } else if holds_text(child, false, false) {
                return None;
            } else {
                out.push((child.id(), RemovalKind::Navigation, words(child)));
            }
        }
    }
    out.retain(|(.., text)| !text.is_empty());
    Some(out)
}
