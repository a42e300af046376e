//! What a document shows without running text: pictures, charts, embedded objects, and the fields of a form.

use roxmltree::Node;

use super::Reader;
use super::body::{chosen, kind};
use crate::model::{LedgerEntry, Taken};
use crate::read::xml::{attribute, child, name};

/// What is known of a drawing.
#[derive(Default)]
struct Drawing<'a> {
    what: Option<&'static str>,
    /// What its author says of it.
    description: Option<&'a str>,
    /// `Picture 3`
    title: Option<&'a str>,
    /// Text drawn as a picture.
    art: Option<&'a str>,
    /// The words drawn in shapes that are no text boxes, as in a diagram.
    words: Vec<&'a str>,
}

impl Reader {
    /// Records a picture, a chart or an object that is not read. Lines and frames without a description are ornaments,
    /// and so are the pictures of headers.
    pub(super) fn picture(&mut self, node: Node<'_, '_>) {
        if self.apart {
            return;
        }
        let mut drawing = Drawing::default();
        look_into(node, &mut drawing);
        let named = drawing.art.or(drawing.description);
        let mut text = match (drawing.what, named) {
            (None, None) if drawing.words.is_empty() => return,
            (what, named) => {
                let title = drawing.title.unwrap_or("without a description");
                format!("{}: {}", what.unwrap_or("drawing"), named.unwrap_or(title))
            }
        };
        if !drawing.words.is_empty() {
            text += &format!(" with the words: {}", drawing.words.join(" "));
        }
        self.document.ledger.push(LedgerEntry { taken: Taken::Picture, text, place: self.place() });
    }
}

fn look_into<'a>(node: Node<'a, '_>, drawing: &mut Drawing<'a>) {
    let said = |wanted: &str| attribute(node, wanted).map(str::trim).filter(|said| !said.is_empty());
    match name(node) {
        // the text of a box is read, and so are the pictures in it
        "txbxContent" => return,
        "AlternateContent" => {
            if let Some(chosen) = chosen(node) {
                look_into(chosen, drawing);
            }
            return;
        }
        "docPr" | "shape" => {
            drawing.description = drawing.description.or(said("descr")).or(said("alt"));
            drawing.title = drawing.title.or(said("title")).or(said("name"));
        }
        "t" => drawing.words.extend(node.text().map(str::trim).filter(|text| !text.is_empty())),
        "textpath" => drawing.art = drawing.art.or(said("string")),
        "pic" | "imagedata" => drawing.what = drawing.what.or(Some("picture")),
        "chart" => drawing.what = drawing.what.or(Some("chart")),
        "relIds" => drawing.what = drawing.what.or(Some("diagram")),
        "OLEObject" => {
            drawing.what = Some("embedded object");
            drawing.title = said("ProgID").or(drawing.title);
        }
        "control" => {
            drawing.what = Some("form control");
            drawing.title = said("name").or(drawing.title);
        }
        _ => {}
    }
    node.children().for_each(|inner| look_into(inner, drawing));
}

/// What a field of a form shows where no result is written: the choice of a list, the state of a box.
pub(super) fn form_field(begin: Node<'_, '_>) -> Option<String> {
    let data = child(begin, "ffData")?;
    let value = |node: Node<'_, '_>, wanted: &str| child(node, wanted).map(|said| kind(said, "val").to_owned());
    if let Some(list) = child(data, "ddList") {
        let index = value(list, "result").or_else(|| value(list, "default")).and_then(|index| index.parse().ok());
        let entry = list.children().filter(|entry| name(*entry) == "listEntry").nth(index.unwrap_or(0))?;
        return Some(kind(entry, "val").to_owned());
    }
    let state = child(data, "checkBox")?;
    let on = |said: String| !matches!(said.as_str(), "0" | "false" | "off");
    let is_checked = value(state, "checked").or_else(|| value(state, "default")).is_some_and(on);
    Some(if is_checked { "☒" } else { "☐" }.to_owned())
}
