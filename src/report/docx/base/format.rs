//! Formats of paragraphs of a Word file: what a new one takes from another, and a changed list as a tracked change.

use roxmltree::Node;

use super::super::xml::{Xml, w};
use super::edit::{Editor, child, is};

/// Says that a paragraph is in no list, whatever its style says.
pub(super) fn no_number() -> Xml {
    w("numPr").with(w("numId").val(0)).into()
}

/// How a paragraph has its new number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// As the older one in the file.
    AsFound,
    /// Counted, where the older one is typed.
    Counted,
    /// Typed, where the older one is counted.
    Typed,
}

/// A paragraph of the file that a new one is like.
#[derive(Clone)]
pub(super) struct Template<'x, 's> {
    pub(super) paragraph: Node<'x, 's>,
    /// Whether its number is typed.
    pub(super) typed: bool,
    /// The list of the new paragraph, if known.
    pub(super) list: Option<Xml>,
}

/// How many of the properties of a paragraph stand before its list.
pub(super) fn list_position(properties: &[Node<'_, '_>]) -> usize {
    let before = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"];
    properties.iter().take_while(|node| before.iter().any(|name| is(**node, name))).count()
}

impl Editor<'_, '_> {
    /// Puts a paragraph into a list, or into none.
    pub(super) fn set_list(&mut self, paragraph: Node<'_, '_>, list: Option<Xml>) {
        let own = child(paragraph, "pPr");
        let properties: Vec<Node<'_, '_>> =
            own.into_iter().flat_map(|own| own.children()).filter(Node::is_element).collect();
        let of_mark = |node: &Node<'_, '_>| ["rPr", "sectPr", "pPrChange"].iter().any(|name| is(*node, name));
        let (of_mark, format): (Vec<_>, Vec<_>) = properties.into_iter().partition(of_mark);
        let old = self.copies(&format);
        let format: Vec<Node<'_, '_>> = format.into_iter().filter(|node| !is(*node, "numPr")).collect();
        let (before, behind) = format.split_at(list_position(&format));
        let new = self.copies(before) + list.unwrap_or_else(no_number) + self.copies(behind);
        let of_the_mark = self.copies(&of_mark);
        // The older format of a paragraph whose format is changed already is not this one.
        let known = of_mark.iter().any(|node| is(*node, "pPrChange"));
        let change = (!known).then(|| self.revisions.identified(w("pPrChange")).with(w("pPr").with(old)));
        let written = w("pPr").with(new).with(of_the_mark).with(change);
        match own {
            Some(own) => self.replace(own.range(), written),
            None => self.insert_at(self.start_tag_end(paragraph.range().start), written),
        }
    }
}
