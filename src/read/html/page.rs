//! Which part of a page is the document.
//!
//! The only `main` or `article`, if most of the text is in it; else the whole body. In either, what is there for finding
//! one's way is left out: `nav`, `aside`, forms, banners, and elements whose class or role says that they are such.
//! The page's own `header` and `footer` are left out too, but not those of an article, which hold its title and notes.

use std::collections::HashSet;

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

/// The document's part of a page.
pub(super) struct Page<'a> {
    pub(super) root: NodeRef<'a, Node>,
    pub(super) left_out: HashSet<NodeId>,
    /// Text of what was left out.
    pub(super) dropped: Vec<(NodeId, String)>,
}

/// Finds it.
pub(super) fn find(html: &Html) -> Page<'_> {
    let whole = html.tree.root();
    let mut page = Page { root: whole, left_out: HashSet::new(), dropped: Vec::new() };
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
        {
            page.dropped.extend(around(whole, only, &page.left_out));
            page.root = only;
            break;
        }
    }
    page.dropped.sort_by_key(|(id, _)| *id);
    page
}

/// The characters in a node.
pub(super) fn text(node: NodeRef<'_, Node>) -> String {
    let texts = node.descendants().filter_map(|node| node.value().as_text().map(|text| text.to_string()));
    texts.collect::<Vec<_>>().join("")
}

fn leave_out(parent: NodeRef<'_, Node>, inside: bool, page: &mut Page<'_>) {
    for node in parent.children() {
        let Some(element) = node.value().as_element() else { continue };
        let silent = matches!(element.name(), "script" | "style" | "template" | "head" | "noscript" | "svg" | "iframe");
        if silent || is_apart(element, inside) {
            page.left_out.insert(node.id());
            let words = text(node).split_whitespace().collect::<Vec<_>>().join(" ");
            if !silent && !words.is_empty() {
                page.dropped.push((node.id(), words));
            }
            continue;
        }
        let inside = inside || matches!(element.name(), "main" | "article" | "section" | "blockquote");
        leave_out(node, inside, page);
    }
}

/// Whether an element is there for finding one's way, or not to be seen.
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
    let css: String =
        element.attr("style").unwrap_or_default().chars().filter(|space| !space.is_whitespace()).collect();
    matches!(name, "nav" | "button" | "select" | "input" | "dialog" | "menu")
        || matches!(name, "header" | "footer") && !inside
        || name == "aside" && !role.starts_with("doc-")
        || matches!(role, "navigation" | "banner" | "contentinfo" | "search" | "complementary")
        || element.classes().any(class)
        || element.id().is_some_and(class)
        || element.attr("hidden").is_some()
        || css.contains("display:none")
}

/// What stands around the chosen part.
fn around(whole: NodeRef<'_, Node>, only: NodeRef<'_, Node>, left_out: &HashSet<NodeId>) -> Vec<(NodeId, String)> {
    let above: HashSet<NodeId> = only.ancestors().map(|node| node.id()).collect();
    let mut out = Vec::new();
    let mut stack = vec![whole];
    while let Some(node) = stack.pop() {
        for child in node.children().filter(|child| child.id() != only.id() && !left_out.contains(&child.id())) {
            if above.contains(&child.id()) {
                stack.push(child);
            } else {
                out.push((child.id(), text(child).split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    out.retain(|(_, text)| !text.is_empty());
    out
}
