//! What a document shows without running text: pictures, charts, embedded objects, and the fields of a form.

use roxmltree::Node;

use super::Reader;
use super::body::{attr_or_empty, resolve_alternate};
use crate::model::{LedgerEntry, RemovalKind};
use crate::read::xml::{attribute, child, name};

/// What is known of a drawing.
#[derive(Default)]
struct Drawing<'a> {
    what: Option<&'static str>,
    /// Text drawn as a picture, and what its author says of it.
    said: Vec<&'a str>,
    /// `Picture 3`
    name: Option<&'a str>,
    /// The relations that lead to its files.
    files: Vec<&'a str>,
    /// The words drawn in shapes that are no text boxes, as in a diagram.
    words: Vec<&'a str>,
}

impl<'a> Drawing<'a> {
    fn say(&mut self, said: &'a str) {
        if !self.said.contains(&said) {
            self.said.push(said);
        }
    }
}

impl Reader {
    /// Records a picture, a chart or an object that is not read. Lines and frames without a description are ornaments,
    /// and so are the pictures of headers. The checksum of its file tells one picture from another.
    pub(super) fn picture(&mut self, node: Node<'_, '_>) {
        if self.in_side_part {
            return;
        }
        let mut drawing = Drawing::default();
        look_into(node, &mut drawing);
        if drawing.what.is_none() && drawing.said.is_empty() && drawing.words.is_empty() {
            return;
        }
        let mut text = format!("{}: ", drawing.what.unwrap_or("drawing"));
        text += &match drawing.said.as_slice() {
            [] => drawing.name.unwrap_or("without a description").to_owned(),
            said => said.join("; "),
        };
        if !drawing.words.is_empty() {
            text += &format!(" with the words: {}", drawing.words.join(" "));
        }
        for sum in drawing.files.iter().filter_map(|file| self.files.get(*file)) {
            text += &format!(" [{sum}]");
        }
        self.document.ledger.push(LedgerEntry::new(RemovalKind::Picture, text, self.place()));
    }

    /// Records a file within the file that is not read.
    pub(super) fn file_apart(&mut self, what: &str, node: Node<'_, '_>) {
        let sum = attribute(node, "id").and_then(|id| self.files.get(id)).map(|sum| format!(" [{sum}]"));
        let text = format!("{what}{}", sum.unwrap_or_default());
        self.document.ledger.push(LedgerEntry::new(RemovalKind::Picture, text, self.place()));
    }

    /// Records words that are shown to who points at something.
    pub(super) fn tooltip(&mut self, what: &str, text: &str) {
        let text = text.trim();
        if !text.is_empty() && !self.in_side_part {
            let entry = LedgerEntry::new(RemovalKind::Markup, format!("{what}: {text}"), self.place());
            self.document.ledger.push(entry);
        }
    }
}

fn look_into<'a>(node: Node<'a, '_>, drawing: &mut Drawing<'a>) {
    let said = |wanted: &str| attribute(node, wanted).map(str::trim).filter(|said| !said.is_empty());
    match name(node) {
        // the text of a box is read, and so are the pictures in it
        "txbxContent" => return,
        "AlternateContent" => {
            if let Some(chosen) = resolve_alternate(node) {
                look_into(chosen, drawing);
            }
            return;
        }
        "docPr" | "shape" => {
            for said in ["descr", "alt", "title"].into_iter().filter_map(said) {
                drawing.say(said);
            }
            drawing.name = drawing.name.or(said("name"));
        }
        "cNvPr" => said("descr").into_iter().for_each(|said| drawing.say(said)),
        "t" => drawing.words.extend(node.text().map(str::trim).filter(|text| !text.is_empty())),
        "textpath" => said("string").into_iter().for_each(|said| drawing.say(said)),
        "blip" => drawing.files.extend(said("embed")),
        "pic" => drawing.what = drawing.what.or(Some("picture")),
        "imagedata" => {
            drawing.what = drawing.what.or(Some("picture"));
            drawing.files.extend(said("id"));
        }
        "chart" => drawing.what = drawing.what.or(Some("chart")),
        "relIds" => drawing.what = drawing.what.or(Some("diagram")),
        "OLEObject" => {
            drawing.what = Some("embedded object");
            drawing.name = said("ProgID").or(drawing.name);
            drawing.files.extend(said("id"));
        }
        "control" => {
            drawing.what = Some("form control");
            drawing.name = said("name").or(drawing.name);
        }
        _ => {}
    }
    node.children().for_each(|inner| look_into(inner, drawing));
}

/// What a field of a form shows where no result is written: the choice of a list, the state of a box.
pub(super) fn form_field(begin: Node<'_, '_>) -> Option<String> {
    let data = child(begin, "ffData")?;
    let value =
        |node: Node<'_, '_>, wanted: &str| child(node, wanted).map(|said| attr_or_empty(said, "val").to_owned());
    if let Some(list) = child(data, "ddList") {
        let index = value(list, "result").or_else(|| value(list, "default")).and_then(|index| index.parse().ok());
        let entry = list.children().filter(|entry| name(*entry) == "listEntry").nth(index.unwrap_or(0))?;
        return Some(attr_or_empty(entry, "val").to_owned());
    }
    let state = child(data, "checkBox")?;
    let on = |said: String| !matches!(said.as_str(), "0" | "false" | "off");
    let is_checked = value(state, "checked").or_else(|| value(state, "default")).is_some_and(on);
    Some(if is_checked { "☒" } else { "☐" }.to_owned())
}
