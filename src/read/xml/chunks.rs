//! The children of one element, a few of them at a time in a tree of their own.
//!
//! In: the text of a part, and which of its elements holds what is long: the body of a document, the list of its
//! footnotes. Out: the places of that element's children. The wrapper is validated up front, children when they are
//! read. Each chunk is wrapped in its ancestors' tags again, so that namespace prefixes resolve.

use std::ops::Range;

use memchr::memmem;
use roxmltree::Node;

use super::{Error, Tag, TagKind, build, tags, xml_error};

/// Bytes of text in one tree, about; a longer child is a tree alone. Short inputs of the fuzz targets get borders too.
const CHUNK_BYTES: usize = if cfg!(fuzzing) { 100 } else { 64 << 10 };
/// Bytes from which a child is better read in pieces of its own.
const MIN_CHUNKED_BYTES: usize = if cfg!(fuzzing) { 200 } else { 1 << 20 };
/// Levels of pieces within pieces: each level is one more pass over the text.
const LEVELS: usize = 6;

/// An element's children by their places.
pub(in crate::read) struct ChunkedElement<'t> {
    text: &'t str,
    what: &'static str,
    /// The start tags that the children lie in, and the end tags.
    wrapper: [String; 2],
    /// How many they are.
    levels: usize,
    children: Vec<Range<usize>>,
}

/// Children that are read together.
pub(in crate::read) struct Chunk<'t> {
    pub(in crate::read) range: Range<usize>,
    /// The name of a child so long that it is alone and may be read in [pieces of its own](ChunkedElement::descend).
    pub(in crate::read) long: Option<&'t str>,
}

impl<'t> ChunkedElement<'t> {
    /// The children of the root, or of its first child of the name `holder`; none if there is no such child.
    ///
    /// # Errors
    /// As [`parse`](super::parse), for what lies outside of the children.
    pub(in crate::read) fn new(
        text: &'t str,
        holder: Option<&str>,
        what: &'static str,
    ) -> Result<Option<ChunkedElement<'t>>, Error> {
        let whole = ChunkedElement { text, what, wrapper: Default::default(), levels: 0, children: Vec::new() };
        whole.descend(0..text.len(), holder)
    }

    /// The same of one child instead of the whole text.
    ///
    /// # Errors
    /// As [`ChunkedElement::new`].
    pub(in crate::read) fn descend(
        &self,
        child: Range<usize>,
        holder: Option<&str>,
    ) -> Result<Option<ChunkedElement<'t>>, Error> {
        let text = &self.text[child.clone()];
        let mut found = Found { around: Vec::new(), wanted: holder.map_or(1, |_| 2), open: None, children: Vec::new() };
        tags(text, |tag| found.see(text, holder, tag))?;
        let Found { around, children, .. } = found;
        let [head, tail] = &self.wrapper;
        let (mut outside, mut last) = (head.clone(), 0);
        for child in &children {
            outside += &text[last..child.start];
            last = child.end;
        }
        outside = outside + &text[last..] + tail;
        let end = |tag: &&str| format!("</{}>", whole_name(tag));
        let tails: String = around.iter().rev().map(end).collect();
        let pieces = ChunkedElement {
            text: self.text,
            what: self.what,
            wrapper: [head.clone() + &around.concat(), tails + tail],
            levels: self.levels + around.len(),
            children: children.into_iter().map(|it| it.start + child.start..it.end + child.start).collect(),
        };
        let tree = match build(&outside) {
            Ok(tree) => tree,
            // a tag that lacks its end takes others along: the child with the flaw knows its place
            Err(error) => {
                pieces.for_each_tree(|_| {})?;
                let place = |offset: usize| pieces.place(offset.saturating_sub(head.len()) + child.start);
                return Err(located_xml_error(&error, self.what, &outside, self.text, place));
            }
        };
        let own = element(tree.root_element(), self.levels + 1);
        let named = |name: &str| own.children().any(|node| super::name(node) == name);
        Ok(if holder.is_none_or(named) { Some(pieces) } else { None })
    }

    /// A place in what lies outside of the children → the same in the whole text.
    fn place(&self, outside: usize) -> usize {
        self.children
            .iter()
            .fold(outside, |offset, child| if child.start <= offset { offset + child.len() } else { offset })
    }

    /// The first child in whose text a word stands.
    pub(in crate::read) fn first_with(&self, word: &str) -> Option<Range<usize>> {
        self.children.iter().find(|child| self.text[(*child).clone()].contains(word)).cloned()
    }

    /// Whether there is an element of that name in the text.
    pub(in crate::read) fn has(&self, name: &str) -> bool {
        let bytes = self.text.as_bytes();
        memmem::find_iter(bytes, name).any(|offset| offset > 0 && matches!(bytes[offset - 1], b'<' | b':'))
    }

    /// The children in order, those together that make one tree.
    pub(in crate::read) fn chunks(&self) -> impl Iterator<Item = Chunk<'t>> {
        let mut rest = self.children.as_slice();
        // the tags around are copied for each tree, and a hostile file may have long ones
        let most = CHUNK_BYTES.max(4 * self.wrapper[0].len());
        std::iter::from_fn(move || {
            let first = rest.first()?;
            let count = rest.iter().take_while(|child| child.end - first.start <= most).count().max(1);
            let chunk;
            (chunk, rest) = rest.split_at(count);
            let range = first.start..chunk[count - 1].end;
            let long = count == 1 && range.len() >= MIN_CHUNKED_BYTES && self.levels < LEVELS;
            let long = long.then(|| local_name(&self.text[range.clone()]));
            Some(Chunk { range, long })
        })
    }

    /// Shows the children in order: elements that hold some of them, one after another.
    ///
    /// # Errors
    /// As [`parse`](super::parse).
    pub(in crate::read) fn for_each_tree(&self, mut show: impl FnMut(Node<'_, '_>)) -> Result<(), Error> {
        self.chunks().try_for_each(|batch| self.with_tree(batch.range, &mut show))
    }

    /// Shows a stretch of children, as an element that holds no others.
    ///
    /// # Errors
    /// As [`parse`](super::parse).
    pub(in crate::read) fn with_tree(&self, chunk: Range<usize>, show: impl FnOnce(Node<'_, '_>)) -> Result<(), Error> {
        let [head, tail] = &self.wrapper;
        let text = [head, &self.text[chunk.clone()], tail].concat();
        let place = |offset: usize| (chunk.start + offset.saturating_sub(head.len())).min(chunk.end);
        let tree = build(&text).map_err(|error| located_xml_error(&error, self.what, &text, self.text, place))?;
        show(element(tree.root_element(), self.levels));
        Ok(())
    }
}

/// The first element of the first element …, down to a level; the root is at level 1.
fn element<'a, 'b>(root: Node<'a, 'b>, level: usize) -> Node<'a, 'b> {
    (1..level).fold(root, |node, _| node.first_element_child().unwrap_or(node))
}

/// What a look at the tags finds.
struct Found<'t> {
    /// The start tags around the children.
    around: Vec<&'t str>,
    /// How many they are.
    wanted: usize,
    /// Where the child begins that is open.
    open: Option<usize>,
    children: Vec<Range<usize>>,
}

impl<'t> Found<'t> {
    fn see(&mut self, text: &'t str, holder: Option<&str>, tag: Tag) {
        let Tag { range, kind, depth } = tag;
        let shown = &text[range.clone()];
        if kind == TagKind::Start && depth == self.around.len() && depth < self.wanted && self.children.is_empty() {
            if depth == 0 || Some(local_name(shown)) == holder {
                self.around.push(shown);
            }
        } else if depth == self.wanted && self.around.len() == self.wanted {
            match kind {
                TagKind::Start => self.open = Some(range.start),
                TagKind::Empty => self.children.push(range),
                TagKind::End => self.children.extend(self.open.take().map(|start| start..range.end)),
            }
        } else if kind == TagKind::End && depth + 1 == self.wanted && self.around.len() == self.wanted {
            // the holder is closed: a second one of its name is not looked into
            self.wanted = usize::MAX;
        }
    }
}

/// `w:body` of `<w:body xml:space="preserve">`.
fn whole_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    &name[..name.find(|end: char| end.is_whitespace() || matches!(end, '/' | '>')).unwrap_or(name.len())]
}

/// `body` of the same.
fn local_name(tag: &str) -> &str {
    let name = whole_name(tag);
    name.rsplit(':').next().unwrap_or(name)
}

/// An error in a text that was put together, with its position in the whole text.
fn located_xml_error(
    error: &roxmltree::Error,
    what: &'static str,
    text: &str,
    whole: &str,
    place: impl FnOnce(usize) -> usize,
) -> Error {
    let position = error.pos();
    let line = text.split_inclusive('\n').take(position.row as usize - 1).map(str::len).sum::<usize>();
    let column = text[line..].chars().take(position.col as usize - 1).map(char::len_utf8).sum::<usize>();
    let offset = place(line + column).min(whole.len());
    let before = (0..=offset).rev().find_map(|end| whole.get(..end)).unwrap_or_default();
    let row = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|character| *character != '\n').count();
    let why = error.to_string();
    let why = match why.rsplit_once(&position.to_string()) {
        Some((why, rest)) => format!("{why}{row}:{column}{rest}"),
        None => why,
    };
    xml_error(error, what, &why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xml;

    const WHAT: &str = "an XML file";

    /// The children's names and characters, by trees that hold so many.
    fn shown(text: &str, holder: Option<&str>) -> Result<Option<Vec<String>>, Error> {
        let Some(pieces) = ChunkedElement::new(text, holder, WHAT)? else { return Ok(None) };
        let mut out = Vec::new();
        let description = |node: Node<'_, '_>| format!("{} {}", xml::name(node), xml::characters(node));
        pieces.for_each_tree(|chunk| out.extend(chunk.children().filter(Node::is_element).map(description)))?;
        let mut alone = Vec::new();
        for child in &pieces.children {
            pieces.with_tree(child.clone(), |chunk| {
                alone.extend(chunk.children().filter(Node::is_element).map(description))
            })?;
            // what lies in a child is the same in pieces of its own
            let mut parts = Vec::new();
            let inner = pieces.descend(child.clone(), None)?.map(|inner| {
                inner.for_each_tree(|chunk| parts.extend(chunk.children().filter(Node::is_element).map(description)))
            });
            inner.transpose()?;
            let mut whole = Vec::new();
            pieces.with_tree(child.clone(), |chunk| {
                whole.extend(
                    chunk.children().flat_map(|child| child.children()).filter(Node::is_element).map(description),
                );
            })?;
            assert_eq!(parts, whole);
        }
        assert_eq!(out, alone);
        Ok(Some(out))
    }

    #[test]
    fn pieces_are_the_children() {
        for (text, holder, expected) in [
            ("<r><a>1</a> <b/><a>2<c>3</c></a></r>", None, Some(&["a 1", "b ", "a 23"][..])),
            ("<w:d xmlns:w='u'><w:x/><w:body><w:p>1</w:p></w:body></w:d>", Some("body"), Some(&["p 1"])),
            ("<d xmlns:w='u'><body xmlns:v='x'><v:p w:q='>'>1</v:p></body></d>", Some("body"), Some(&["p 1"])),
            ("<d><x><body><p/></body></x></d>", Some("body"), None),
            ("<d><body/></d>", Some("body"), Some(&[])),
            ("<d><body></body></d>", Some("body"), Some(&[])),
            ("<d><body><p>1</p></body><body><p>2</p></body></d>", Some("body"), Some(&["p 1"])),
            ("<?xml version='1.0'?><!-- <a> --><r><!-- <p> --><p>1</p><![CDATA[<p/>]]></r>", None, Some(&["p 1"])),
            ("<r/>", None, Some(&[])),
        ] {
            let got = shown(text, holder).unwrap_or_default();
            let got: Option<Vec<&str>> = got.as_ref().map(|got| got.iter().map(String::as_str).collect());
            assert_eq!(got.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_shown_in_several_trees() {
        let text = format!("<r>{}</r>", "<a>some words</a>\n".repeat(20_000));
        let pieces = ChunkedElement::new(&text, None, WHAT).ok().flatten().expect("it has children");
        let (mut trees, mut children) = (0, 0);
        let each = pieces.for_each_tree(|chunk| {
            trees += 1;
            children += chunk.children().filter(Node::is_element).count();
        });
        assert!(each.is_ok() && trees > 5 && children == 20_000, "{trees} {children}");
        // with long tags around, a tree holds more; several children are never taken for a long one
        let text = format!(
            "<r a='{}'>{}</r>",
            "x".repeat(MIN_CHUNKED_BYTES),
            "<a>some words</a>".repeat(MIN_CHUNKED_BYTES / 10)
        );
        let pieces = ChunkedElement::new(&text, None, WHAT).ok().flatten().expect("it has children");
        assert!(pieces.chunks().all(|batch| batch.long.is_none()));
    }

    #[test]
    fn flaws_are_told_where_they_stand() {
        for (text, says) in [
            ("<r>\n<a>1</a>\n<a>\n <b></a>\n</r>", "4:5"),
            ("<r><a>1</a><a>&x;</a></r>", "1:15"),
            ("<r>\n<a>1</a>\n<a/>\n</s>", "4:1"),
            ("<r>\n<a>1</a>\n", "never closed"),
            ("<r><a>1</a></r><s/>", "1:16"),
            ("<r><x:a/></r>", "1:5"),
            ("<!DOCTYPE r><r><a/></r>", "document type definition"),
        ] {
            let error = shown(text, None).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
