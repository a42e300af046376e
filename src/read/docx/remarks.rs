//! What several authors say in the margins and in tracked changes: who, what, on which words.
//!
//! The text itself is one side of the tracked changes; this keeps whose they are. A comment belongs to the paragraph in
//! which it begins.

use std::collections::HashMap;

use roxmltree::Node;

use super::Reader;
use super::body::attr_or_empty;
use crate::model::{RemarkKind, SourceLocation, SourceRemark};
use crate::read::xml::{ChunkedElement, characters, name};

/// Elements that only files with remarks have.
const MARKS: [&str; 6] = ["commentRangeStart", "commentReference", "ins", "del", "moveTo", "moveFrom"];

/// Remarks in the making.
#[derive(Default)]
pub(super) struct Remarks {
    /// Whether there are any.
    exist: bool,
    /// The words that each comment is on, by its id.
    comments: HashMap<String, (String, SourceLocation)>,
    /// Comments that have begun.
    open: Vec<String>,
    found: Vec<SourceRemark>,
}

/// A tracked change that text stands in.
type Change<'a> = Option<(RemarkKind, &'a str)>;

impl Remarks {
    pub(super) fn new(body: &ChunkedElement<'_>) -> Remarks {
        Remarks { exist: MARKS.iter().any(|mark| body.has(mark)), ..Remarks::default() }
    }

    /// The remarks in the order of the text.
    pub(super) fn finish(mut self) -> Vec<SourceRemark> {
        self.found.retain(|remark| remark.kind == RemarkKind::Comment || has_letters(&remark.words));
        self.found.sort_by_key(|remark| remark.location);
        self.found
    }

    /// Takes what a comment says.
    pub(super) fn comment(&mut self, id: &str, author: &str, text: String) {
        if let Some((words, location)) = self.comments.remove(id) {
            let author = author.to_owned();
            self.found.push(SourceRemark { kind: RemarkKind::Comment, author, words, text, location });
        }
    }

    /// `goes_on` says whether the last remark was part of the same change.
    fn walk<'a>(&mut self, parent: Node<'a, '_>, change: Change<'a>, place: SourceLocation, goes_on: &mut bool) {
        for node in parent.children() {
            match name(node) {
                "commentRangeStart" => {
                    let id = attr_or_empty(node, "id");
                    self.comments.entry(id.to_owned()).or_insert_with(|| (String::new(), place));
                    self.open.push(id.to_owned());
                }
                "commentRangeEnd" => self.open.retain(|id| id != attr_or_empty(node, "id")),
                "commentReference" => {
                    let id = attr_or_empty(node, "id").to_owned();
                    self.comments.entry(id).or_insert_with(|| (String::new(), place));
                }
                "ins" | "moveTo" => {
                    self.walk(node, Some((RemarkKind::Insertion, attr_or_empty(node, "author"))), place, goes_on);
                }
                "del" | "moveFrom" => {
                    self.walk(node, Some((RemarkKind::Deletion, attr_or_empty(node, "author"))), place, goes_on);
                }
                "t" | "delText" => self.text(&characters(node), change, place, goes_on),
                "tab" | "br" => self.text(" ", change, place, goes_on),
                // Text boxes have paragraphs of their own.
                "pPr" | "rPr" | "txbxContent" | "instrText" | "" => {}
                _ => self.walk(node, change, place, goes_on),
            }
        }
    }

    fn text(&mut self, text: &str, change: Change<'_>, place: SourceLocation, goes_on: &mut bool) {
        if change.is_none_or(|(kind, _)| kind != RemarkKind::Deletion) {
            for id in &self.open {
                if let Some((words, _)) = self.comments.get_mut(id).filter(|(_, start)| *start == place) {
                    words.push_str(text);
                }
            }
        }
        let Some((kind, author)) = change else {
            *goes_on = false;
            return;
        };
        match self.found.last_mut() {
            Some(last) if *goes_on && last.kind == kind && last.author == author => last.words.push_str(text),
            _ => self.found.push(SourceRemark {
                kind,
                author: author.to_owned(),
                words: text.to_owned(),
                text: String::new(),
                location: place,
            }),
        }
        *goes_on = true;
    }
}

impl Reader {
    /// Takes the remarks in a paragraph of the text.
    pub(super) fn remarks_in(&mut self, paragraph: Node<'_, '_>) {
        if self.remarks.exist && !self.in_side_part {
            let place = self.place();
            self.remarks.walk(paragraph, None, place, &mut false);
        }
    }
}

fn has_letters(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
