//! Fields of a form: part of the sentence that they stand in, otherwise furniture of the page.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::{Reader, page};
use crate::model::RemovalKind;
use crate::read::formula::MathNode;

impl<'a> Reader<'a> {
    /// A choice or an input: in a sentence what it shows is text.
    pub(super) fn control(&mut self, node: NodeRef<'a, Node>, element: &Element) {
        let options = || node.descendants().filter(|inner| named(*inner, "option"));
        let chosen = options().find(|option| has(*option, "selected")).or_else(|| options().next());
        let kind = element.attr("type").unwrap_or("text").to_ascii_lowercase();
        let shown = match (element.name(), kind.as_str()) {
            ("select", _) => chosen.map(page::text).unwrap_or_default(),
            (_, "checkbox" | "radio") if element.attr("checked").is_some() => "☒".to_owned(),
            (_, "checkbox" | "radio") => "☐".to_owned(),
            (_, "image") => element.attr("alt").unwrap_or_default().to_owned(),
            _ => element.attr("value").unwrap_or_default().to_owned(),
        };
        // the hint for an empty field
        if let Some(hint) = element.attr("placeholder") {
            self.flow.ledger(RemovalKind::Form, hint);
        }
        let is_part = stands_in_sentence(node)
            && !matches!(kind.as_str(), "hidden" | "submit" | "button" | "image" | "reset" | "password" | "search");
        if is_part {
            self.flow.text(&shown);
        } else if !matches!(shown.as_str(), "☒" | "☐") {
            self.flow.ledger(RemovalKind::Form, &shown);
        }
        for other in options().filter(|option| Some(option.id()) != chosen.map(|chosen| chosen.id())) {
            self.flow.ledger(RemovalKind::Form, &page::text(other));
        }
    }
}

/// Whether there are words beside a control in the same element.
fn stands_in_sentence(node: NodeRef<'_, Node>) -> bool {
    let has_words = |sibling: NodeRef<'_, Node>| sibling.value().as_text().is_some_and(|text| !text.trim().is_empty());
    // the nearest siblings decide: in a sentence there are words next to the control
    node.prev_sibling().is_some_and(has_words) || node.next_sibling().is_some_and(has_words)
}

fn named(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

fn has(node: NodeRef<'_, Node>, attribute: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.attr(attribute).is_some())
}

impl MathNode for NodeRef<'_, Node> {
    fn name(&self) -> &str {
        self.value().as_element().map_or("", |element| element.name())
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.value().as_element().and_then(|element| element.attr(name))
    }

    fn text(&self) -> Option<&str> {
        self.value().as_text().map(|text| &**text)
    }

    fn children(&self) -> Vec<Self> {
        NodeRef::children(self).collect()
    }
}
