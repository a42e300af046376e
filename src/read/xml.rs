//! XML text → tree, with the guards that every XML format here needs.
//!
//! 1. One pass over the tags, before anything is built: how deep they nest and how many attributes one of them has.
//!    Both are what makes parsing costly, and both are small in honest files.
//! 2. `roxmltree` builds the tree. It refuses document type definitions, so no entity can name a file or explode.
//!
//! A tree takes four times the memory of its text, so long parts are read in [`chunks`].
//!
//! Names are compared without their namespace: the strict and the transitional kind of a format differ in nothing else.

mod chunks;

use std::ops::Range;

use memchr::memchr;
use roxmltree::{Document, Node, ParsingOptions};

use super::Error;
use super::formula::MathNode;
pub(super) use chunks::{Chunk, ChunkedElement};

/// Elements may lie in each other this deep; readers walk them one call a level.
pub(super) const MAX_DEPTH: usize = 200;
/// Elements and texts of one file: a document of three hundred pages has about a hundred thousand.
const MAX_NODES: u32 = 2_000_000;
/// Attributes of one element.
const MAX_ATTRIBUTES: usize = 1000;

/// Parses XML. `what` names the file in messages, with its article: `a Word file`.
///
/// # Errors
/// When it is no well-formed XML, has a document type definition, or goes beyond a limit.
pub(super) fn parse<'a>(text: &'a str, what: &'static str) -> Result<Document<'a>, Error> {
    tags(text, |_| {})?;
    build(text).map_err(|error| xml_error(&error, what, &error.to_string()))
}

/// Builds the tree of a text whose tags were looked at.
fn build(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
}

/// The error of a text that has no tree; `why` is the error in words.
fn xml_error(error: &roxmltree::Error, what: &'static str, why: &str) -> Error {
    match error {
        roxmltree::Error::DtdDetected => Error::Unsupported {
            what: "an XML file with a document type definition",
            hint: "take its <!DOCTYPE …> line out, and the entities it declares",
        },
        roxmltree::Error::NodesLimitReached => Error::Limit { what: "elements", most: MAX_NODES.to_string() },
        _ => Error::Malformed { what, why: why.to_owned() },
    }
}

/// A tag in a text.
struct Tag {
    /// From its `<` to after its `>`.
    range: Range<usize>,
    kind: TagKind,
    /// Elements around the one that it begins or ends.
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Start,
    End,
    /// Begins and ends an element.
    Empty,
}

/// Shows every tag in order, and refuses nesting, attributes and elements beyond measure. Whether the tags match is
/// left to whoever builds a tree of them.
fn tags(text: &str, mut see: impl FnMut(Tag)) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let (mut offset, mut depth, mut count) = (0, 0usize, 0usize);
    while let Some(found) = memchr(b'<', &bytes[offset..]) {
        let start = offset + found;
        offset = start + 1;
        let skipped = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
        if let Some((_, end)) = skipped.iter().find(|(start, _)| text[offset..].starts_with(start)) {
            offset = text[offset..].find(end).map_or(text.len(), |found| offset + found + end.len());
            continue;
        }
        let closes = bytes.get(offset) == Some(&b'/');
        let (mut quote, mut attributes, mut last) = (None, 0, b' ');
        while let Some(byte) = bytes.get(offset) {
            match (quote, byte) {
                (Some(mark), byte) if mark == *byte => quote = None,
                (None, b'"' | b'\'') => {
                    quote = Some(*byte);
                    attributes += 1;
                }
                (None, b'>') => break,
                _ => {}
            }
            last = *byte;
            offset += 1;
        }
        if attributes > MAX_ATTRIBUTES {
            return Err(Error::Limit { what: "attributes on one element", most: MAX_ATTRIBUTES.to_string() });
        }
        let kind = match (closes, last) {
            (true, _) => TagKind::End,
            (false, b'/') => TagKind::Empty,
            _ => TagKind::Start,
        };
        if kind == TagKind::End {
            depth = depth.saturating_sub(1);
        }
        see(Tag { range: start..(offset + 1).min(text.len()), kind, depth });
        if kind == TagKind::Start {
            depth += 1;
        }
        count += usize::from(kind != TagKind::End);
        if depth > MAX_DEPTH {
            return Err(Error::Limit { what: "elements within each other", most: MAX_DEPTH.to_string() });
        }
        if count > MAX_NODES as usize {
            return Err(Error::Limit { what: "elements", most: MAX_NODES.to_string() });
        }
    }
    Ok(())
}

/// An element's name without its namespace.
pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.is_element() { node.tag_name().name() } else { "" }
}

/// The characters of all texts in a node; comments are none.
pub(super) fn characters(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

impl MathNode for Node<'_, '_> {
    fn name(&self) -> &str {
        name(*self)
    }

    fn attribute(&self, wanted: &str) -> Option<&str> {
        attribute(*self, wanted)
    }

    fn text(&self) -> Option<&str> {
        if self.is_text() { Node::text(self) } else { None }
    }

    fn children(&self) -> Vec<Self> {
        Node::children(self).collect()
    }
}

/// The first child of that name.
pub(super) fn child<'a, 'b>(node: Node<'a, 'b>, wanted: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| name(*child) == wanted)
}

/// An attribute by its name without namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == wanted).map(|attribute| attribute.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_trees_are_refused() {
        let deep = "<a>".repeat(MAX_DEPTH + 1);
        let wide = format!("<a {}/>", (0..2000).map(|offset| format!("b{offset}=''")).collect::<Vec<_>>().join(" "));
        let laughs = "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;'>]><a>&c;</a>";
        for (text, says) in [
            (deep.as_str(), "elements within each other"),
            (wide.as_str(), "attributes"),
            (laughs, "document type definition"),
            ("<a><b></a>", "damaged"),
            ("<a", "damaged"),
            ("", "damaged"),
        ] {
            let error = parse(text, "an XML file").err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(says), "{error}");
        }
        let fine = "<!-- <a><a> --><?x <a?><a b='<>/'><c/><![CDATA[<a>]]></a>";
        assert!(tags(fine, |_| {}).is_ok());
    }
}
