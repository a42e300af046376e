//! Links that are footnote references, and the footnotes they lead to.
//!
//! A mark is a link inside the page whose text is a digit, asterisks or an endnote's letter, and that leads forward to
//! a short piece. It must look like one: raised, in brackets, called so, or with a link back. So a table of contents
//! whose links are digits is not taken for one.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::page::{text, texts};

/// A longer piece is no footnote but a part of the text.
const MAX_NOTE_LEN: usize = 4000;

/// More links are a directory, not notes.
const MAX_LINKS: usize = 20_000;

/// The footnotes of a page.
pub(super) struct FootnoteLinks<'a> {
    /// Marks by their link.
    marks: HashMap<NodeId, (String, NodeRef<'a, Node>)>,
    notes: HashSet<NodeId>,
    back: HashSet<NodeId>,
}

impl<'a> FootnoteLinks<'a> {
    pub(super) fn detect(root: NodeRef<'a, Node>) -> FootnoteLinks<'a> {
        let mut order = HashMap::new();
        let mut named: HashMap<&str, NodeRef<'a, Node>> = HashMap::new();
        let mut links = Vec::new();
        for (index, node) in root.descendants().enumerate() {
            order.insert(node.id(), index);
            let Some(element) = node.value().as_element() else { continue };
            for name in [element.id(), element.attr("name")].into_iter().flatten() {
                named.entry(name).or_insert(node);
            }
            if let Some(target) = element.attr("href").and_then(|href| href.strip_prefix('#')) {
                links.push((node, target));
            }
        }
        links.truncate(MAX_LINKS);
        // many links may lead to one piece: it is looked at once
        let mut looks: HashMap<NodeId, (bool, bool)> = HashMap::new();
        let mut found: Vec<(NodeRef<'a, Node>, String, NodeRef<'a, Node>)> = Vec::new();
        for (link, target) in &links {
            let shown = text(*link);
            let mark = shown.trim().trim_matches(['[', ']', '(', ')', ' ']);
            let figures = mark.len() <= 3 && mark.bytes().all(|byte| byte.is_ascii_digit());
            let stars = mark.len() <= 4 && mark.bytes().all(|byte| byte == b'*');
            let Some(note) = named.get(target).map(|note| container(*note)) else { continue };
            let forward =
                order.get(&link.id()) < order.get(&note.id()) && !link.ancestors().any(|above| above.id() == note.id());
            if mark.is_empty() || !(figures || stars || is_letter(mark)) || !forward {
                continue;
            }
            let (short, back) = *looks.entry(note.id()).or_insert_with(|| {
                let short = is_short(note);
                (short, short && links_back(note))
            });
            let bracketed = shown.trim().starts_with(['[', '(']);
            // a letter may be an item of a list; endnotes in letters are linked both ways
            let looks_so = bracketed || back || is_raised(*link) || has_footnote_role(*link);
            if short && looks_so && (back || !is_letter(mark)) {
                found.push((*link, mark.to_owned(), note));
            }
        }
        // a piece that several marks lead to is the list of notes, not a note
        let mut by_note: HashMap<NodeId, &str> = HashMap::new();
        let mut shared = HashSet::new();
        for (_, mark, note) in &found {
            if *by_note.entry(note.id()).or_insert(mark) != mark {
                shared.insert(note.id());
            }
        }
        let marks: HashMap<_, _> = found
            .iter()
            .filter(|(.., note)| !shared.contains(&note.id()))
            .map(|(link, mark, note)| (link.id(), (mark.clone(), *note)))
            .collect();
        let notes: HashSet<NodeId> = marks.values().map(|(_, note)| note.id()).collect();
        let in_note = |link: &NodeRef<'_, Node>| link.ancestors().any(|above| notes.contains(&above.id()));
        let back = links
            .iter()
            .filter(|(link, _)| !marks.contains_key(&link.id()) && in_note(link))
            .filter(|(link, _)| {
                let shown = text(*link);
                !shown.chars().any(char::is_alphabetic) || is_letter(shown.trim())
            })
            .map(|(link, _)| link.id())
            .collect();
        FootnoteLinks { marks, notes, back }
    }

    /// The mark that a link is, and its note.
    pub(super) fn footnote_for(&self, link: NodeId) -> Option<(String, NodeRef<'a, Node>)> {
        self.marks.get(&link).cloned()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    pub(super) fn is_note(&self, node: NodeId) -> bool {
        self.notes.contains(&node)
    }

    /// Whether a node is a link from a note back to its mark.
    pub(super) fn is_back_link(&self, node: NodeId) -> bool {
        self.back.contains(&node)
    }
}

/// The mark of an endnote: `b`, `iv`.
fn is_letter(mark: &str) -> bool {
    let roman = || mark.len() <= 6 && mark.bytes().all(|byte| b"ivxlc".contains(&byte));
    mark.len() == 1 && mark.bytes().all(|byte| byte.is_ascii_lowercase()) || !mark.is_empty() && roman()
}

/// The paragraph or item that a link's target stands for.
fn container<'a>(target: NodeRef<'a, Node>) -> NodeRef<'a, Node> {
    let inline = |node: &NodeRef<'a, Node>| {
        let element = node.value().as_element();
        element.is_some_and(|element| {
            matches!(element.name(), "a" | "span" | "sup" | "b" | "i" | "em" | "strong" | "small" | "font")
        })
    };
    if !inline(&target) {
        return target;
    }
    target.ancestors().find(|above| !inline(above)).unwrap_or(target)
}

/// Whether a piece is as short as a note, without looking through a long one.
fn is_short(note: NodeRef<'_, Node>) -> bool {
    let mut length = 0;
    texts(note).all(|text| {
        length += text.len();
        length <= MAX_NOTE_LEN
    })
}

fn links_back(note: NodeRef<'_, Node>) -> bool {
    note.descendants().any(|inner| {
        let href = inner.value().as_element().and_then(|element| element.attr("href"));
        href.is_some_and(|href| href.starts_with('#') && href.len() > 1)
    })
}

fn is_raised(link: NodeRef<'_, Node>) -> bool {
    let raised = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "sup");
    link.ancestors().take(3).any(raised) || link.descendants().any(raised)
}

fn has_footnote_role(link: NodeRef<'_, Node>) -> bool {
    link.value().as_element().is_some_and(|element| {
        let role = [element.attr("role"), element.attr("epub:type"), element.attr("class")];
        role.into_iter().flatten().any(|word| word.contains("noteref") || word.contains("footnote"))
    })
}
