//! Footnotes that come with inserted words, formatted like those of the file.

use roxmltree::{Document, Node};

use super::super::package::Error;
use super::super::untracked::plain;
use super::super::xml::{Xml, w};
use super::edit::{child, is};
use crate::model::{Footnote, Resolution};

/// The footnote part of nearly every Word file.
pub(super) const PART: &str = "word/footnotes.xml";

/// The footnotes of a file, and those to be added.
pub(super) struct Notes<'a> {
    newer: &'a [Footnote],
    /// The part; `None` if the file has no footnote as a template.
    source: Option<String>,
    next: i64,
    /// The run properties of a reference; the paragraph properties and the marker run of a note.
    mark: Xml,
    head: Xml,
    added: Xml,
    /// The markers of notes that were added or deleted.
    pub(super) placed: Vec<String>,
    pub(super) gone: Vec<String>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(
        newer: &'a Resolution,
        part: Option<&[u8]>,
        main: Node<'_, '_>,
        main_source: &str,
    ) -> Result<Notes<'a>, Error> {
        let mut notes = Notes {
            newer: &newer.footnotes,
            source: None,
            next: 0,
            mark: Xml::default(),
            head: Xml::default(),
            added: Xml::default(),
            placed: Vec::new(),
            gone: Vec::new(),
        };
        let Some(source) = part.and_then(|part| String::from_utf8(part.to_vec()).ok()) else { return Ok(notes) };
        let tree = Document::parse(&source).map_err(|error| Error::new(&error.to_string()))?;
        let id = |note: Node<'_, '_>| {
            note.attributes()
                .find(|attribute| attribute.name() == "id")
                .and_then(|attribute| attribute.value().parse::<i64>().ok())
        };
        let all = || tree.root_element().children().filter(|note| is(*note, "footnote"));
        notes.next = all().filter_map(id).max().unwrap_or(0) + 1;
        let reference = main.descendants().find(|node| is(*node, "footnoteReference")).and_then(|node| node.parent());
        let rpr = |run: Node<'_, '_>, source: &str| {
            Xml::from(child(run, "rPr").map(|rpr| Xml::verbatim(&source[rpr.range()])))
        };
        let own = all().find_map(|note| note.descendants().find(|node| is(*node, "footnoteRef"))?.parent());
        if let (Some(reference), Some(own)) = (reference, own) {
            notes.mark = rpr(reference, main_source);
            let paragraph = own.ancestors().find(|node| is(*node, "p")).and_then(|paragraph| child(paragraph, "pPr"));
            let properties = paragraph.map(|properties| Xml::verbatim(&source[properties.range()]));
            notes.head = Xml::from(properties) + Xml::verbatim(&source[own.range()]);
            drop(tree);
            notes.source = Some(source);
        }
        Ok(notes)
    }

    /// Adds a note and returns the run of its reference; `None` if there is no such note, or no template.
    pub(super) fn reference(&mut self, mark: &str) -> Option<Xml> {
        self.source.as_ref()?;
        mark.parse::<u32>().ok()?;
        let note = self.newer.iter().find(|note| note.mark == mark)?;
        let id = self.next;
        self.next += 1;
        let text = plain(&format!(" {}", note.text));
        self.added += w("footnote").id(id).with(w("p").with(self.head.clone()).with(text));
        self.placed.push(mark.to_owned());
        Some(w("r").with(self.mark.clone()).with(w("footnoteReference").id(id)).into())
    }

    /// The part with the added notes; `None` if there are none.
    pub(super) fn part(&self) -> Option<Vec<u8>> {
        let source = self.source.as_ref().filter(|_| !self.added.is_empty())?;
        let end = source.rfind("</w:footnotes>")?;
        Some([&source[..end], self.added.as_str(), &source[end..]].concat().into_bytes())
    }
}
