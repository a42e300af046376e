//! What stands on a page without being in its content: form fields, notes, stamps.
//!
//! A viewer draws the appearance of an annotation over the page, so its text is text of the page, at its place. Where a
//! field has a value and no appearance, the value is set where a viewer would set it. What only opens in a window of
//! its own is a comment. All else is counted by kind, so that a warning can name it.

use std::collections::BTreeMap;

use pdfboss_core::object::decode_text_string;
use pdfboss_core::{Dict, Matrix, Name, ObjRef, Object, ObjectSource, Page, Rect, Stream};

use super::content;
use super::pages::Run;

/// More annotations than any page has.
const MAX_ANNOTATIONS: usize = 5_000;
/// Fields within fields.
const MAX_PARENTS: usize = 16;
/// Bits of the flags: hidden, and not for the screen.
const UNSEEN: i64 = 1 << 1 | 1 << 5;
/// Bits of a field's flags: a button that keeps no value, and a field of several lines.
const PUSH_BUTTON: i64 = 1 << 16;
const MULTILINE: i64 = 1 << 12;
/// Size of a field's text where the field leaves it to the viewer, and distance of its lines.
const SIZE: f32 = 10.0;
const LEADING: f32 = 1.2;

/// The annotations of a page.
#[derive(Default)]
pub(super) struct Annotations {
    /// Content that draws the appearances, and the resources it names.
    content: String,
    forms: Dict,
    /// Values that have no appearance.
    pub(super) runs: Vec<Run>,
    /// What people wrote about the page.
    pub(super) comments: Vec<String>,
    /// Places that mark the text under them.
    pub(super) marks: usize,
    /// What is not read, by kind.
    unread: BTreeMap<&'static str, usize>,
}

/// A kind of annotation.
enum Kind {
    /// Its appearance is text of the page.
    Drawn,
    /// Only its contents are text, and they are a comment.
    Comment,
    /// It has no text of its own.
    Silent,
    /// It is not read.
    Unread(&'static str),
}

fn kind(subtype: &str) -> Kind {
    match subtype {
        "Popup" | "Link" | "PrinterMark" | "TrapNet" => Kind::Silent,
        "Text" => Kind::Comment,
        "FileAttachment" => Kind::Unread("attached file"),
        "Sound" => Kind::Unread("sound"),
        "Movie" | "Screen" | "RichMedia" => Kind::Unread("film"),
        "3D" => Kind::Unread("model"),
        _ => Kind::Drawn,
    }
}

impl Annotations {
    pub(super) fn read(source: &impl ObjectSource, page: &Page) -> Annotations {
        let mut annotations = Annotations::default();
        let Some(Object::Array(items)) = resolved(source, page.dict(), "Annots") else { return annotations };
        for (index, item) in items.iter().enumerate() {
            if index == MAX_ANNOTATIONS {
                annotations.unread.insert("further annotation", items.len() - index);
                annotations.marks += items.len() - index;
                break;
            }
            if let Ok(Object::Dict(dict)) = source.resolve(item) {
                annotations.add(source, &dict, index);
            }
        }
        annotations
    }

    fn add(&mut self, source: &impl ObjectSource, dict: &Dict, index: usize) {
        if dict.get_int("F").unwrap_or(0) & UNSEEN != 0 {
            return;
        }
        let subtype = dict.get_name("Subtype").map_or("", |name| name.0.as_str());
        if matches!(subtype, "Highlight" | "Underline" | "Squiggly" | "StrikeOut") {
            let quads = resolved(source, dict, "QuadPoints").and_then(|quads| Some(quads.as_array()?.len() / 8));
            self.marks += quads.unwrap_or(1);
        }
        let drawn = match kind(subtype) {
            Kind::Silent => return,
            Kind::Unread(name) => {
                *self.unread.entry(name).or_insert(0) += 1;
                false
            }
            Kind::Comment => false,
            Kind::Drawn => true,
        };
        let contents = string(source, dict, "Contents").filter(|contents| !contents.trim().is_empty());
        if subtype != "Widget" && subtype != "FreeText" {
            self.comments.extend(contents.clone());
        }
        if !drawn {
            return;
        }
        let button = subtype == "Widget"
            && inherited(source, dict, "FT").is_some_and(|kind| kind.as_name().is_some_and(|name| name.0 == "Btn"));
        if let Some((reference, form)) = appearance(source, dict) {
            self.draw(source, dict, reference, &form, index);
            // a box that is ticked by drawn lines
            if button && is_set(source, dict) && !shows_text(source, &form) {
                *self.unread.entry("ticked box").or_insert(0) += 1;
            }
            return;
        }
        match subtype {
            "Widget" if button && is_set(source, dict) => {
                *self.unread.entry("ticked box").or_insert(0) += 1;
            }
            "Widget" => {
                let value = inherited(source, dict, "V");
                let value = value.as_ref().and_then(text).unwrap_or_default();
                self.set(source, dict, &value);
            }
            "FreeText" => self.set(source, dict, &contents.unwrap_or_default()),
            "Stamp" => *self.unread.entry("stamp").or_insert(0) += 1,
            _ => {}
        }
    }

    /// Draws an appearance where the annotation stands: its box, as its matrix turns it, fills the annotation's place.
    ///
    /// ISO 32000-1 §12.5.5, algorithm 8.1.
    fn draw(&mut self, source: &impl ObjectSource, dict: &Dict, reference: ObjRef, form: &Stream, index: usize) {
        let Some(place) = rect(source, dict, "Rect") else { return };
        let bounds = rect(source, &form.dict, "BBox").unwrap_or(Rect::new(0.0, 0.0, place.width(), place.height()));
        let matrix = match numbers(source, &form.dict, "Matrix")[..] {
            [a, b, c, d, e, f] => Matrix { a, b, c, d, e, f },
            _ => Matrix::identity(),
        };
        let bounds = bounds.transform(matrix);
        let scale = |to: f32, from: f32| if from > 0.0 && to > 0.0 { to / from } else { 1.0 };
        let (x, y) = (scale(place.width(), bounds.width()), scale(place.height(), bounds.height()));
        let (left, low) = (place.x0 - bounds.x0 * x, place.y0 - bounds.y0 * y);
        self.content.push_str(&format!("q {x} 0 0 {y} {left} {low} cm /A{index} Do Q\n"));
        self.forms.insert(Name(format!("A{index}")), Object::Ref(reference));
    }

    /// Sets a value inside the place of the annotation, as a viewer would.
    fn set(&mut self, source: &impl ObjectSource, dict: &Dict, value: &str) {
        let Some(place) = rect(source, dict, "Rect").filter(|_| !value.trim().is_empty()) else { return };
        let stated = inherited(source, dict, "DA").and_then(|appearance| size(appearance.as_str_bytes()?));
        let size = stated.unwrap_or(SIZE);
        let several = inherited(source, dict, "Ff").and_then(|flags| flags.as_int()).unwrap_or(0) & MULTILINE != 0
            || place.height() > 2.0 * LEADING * size;
        let mut y = if several { place.y1 - size } else { (place.y0 + place.y1) / 2.0 - 0.3 * size };
        for line in value.split(['\r', '\n']).filter(|line| !line.trim().is_empty()) {
            let start = [place.x0 + 2.0, y];
            let end = [start[0] + 0.5 * size * line.chars().count() as f32, y];
            self.runs.push(Run { text: line.to_owned(), start, end, size, ..Run::default() });
            y -= LEADING * size;
        }
    }

    /// A page that shows the appearances and nothing else; none if there are none.
    pub(super) fn page(&self, page: &Page, defaults: Dict) -> Option<Page> {
        if self.content.is_empty() {
            return None;
        }
        let mut resources = defaults;
        resources.insert(Name("XObject".into()), Object::Dict(self.forms.clone()));
        let mut dict = Dict::new();
        let data = self.content.clone().into_bytes();
        dict.insert(Name("Contents".into()), Object::Stream(Stream { dict: Dict::new(), data }));
        Some(Page::from_parts(page.index, page.media_box, page.crop_box, page.rotate, resources, dict, None))
    }

    /// What is not read, as `2 stamps`.
    pub(super) fn unread(&self) -> impl Iterator<Item = String> + '_ {
        self.unread.iter().map(|(name, count)| match (*count, *name) {
            (1, name) => format!("1 {name}"),
            (count, "ticked box") => format!("{count} ticked boxes"),
            (count, name) => format!("{count} {name}s"),
        })
    }
}

/// The normal appearance, in the state that is shown.
fn appearance(source: &impl ObjectSource, dict: &Dict) -> Option<(ObjRef, Stream)> {
    let Object::Dict(appearances) = resolved(source, dict, "AP")? else { return None };
    let normal = appearances.get("N")?;
    let shown = match source.resolve(normal).ok()? {
        Object::Stream(form) => return Some((normal.as_ref()?, form)),
        Object::Dict(states) => {
            let state = dict.get_name("AS").map_or("Off", |state| state.0.as_str());
            states.get(state)?.as_ref()?
        }
        _ => return None,
    };
    match source.get(shown).ok()? {
        Object::Stream(form) => Some((shown, form)),
        _ => None,
    }
}

/// Whether a box or a radio button is ticked.
fn is_set(source: &impl ObjectSource, dict: &Dict) -> bool {
    let flags = inherited(source, dict, "Ff").and_then(|flags| flags.as_int()).unwrap_or(0);
    let state = dict.get_name("AS").map(|state| state.0.clone());
    let state = state.or_else(|| Some(inherited(source, dict, "V")?.as_name()?.0.clone()));
    flags & PUSH_BUTTON == 0 && state.is_some_and(|state| state != "Off")
}

fn shows_text(source: &impl ObjectSource, form: &Stream) -> bool {
    source.stream_data(form).is_ok_and(|content| content::shows_text(&content))
}

/// An entry of a field, which it may have from the fields it is part of.
fn inherited(source: &impl ObjectSource, dict: &Dict, key: &str) -> Option<Object> {
    let mut field = dict.clone();
    for _ in 0..MAX_PARENTS {
        if let Some(value) = resolved(source, &field, key) {
            return Some(value);
        }
        let Object::Dict(parent) = resolved(source, &field, "Parent")? else { return None };
        field = parent;
    }
    None
}

/// The value of a field as text, the chosen ones of a list one a line.
fn text(value: &Object) -> Option<String> {
    match value {
        Object::String(bytes) => Some(decode_text_string(bytes)),
        Object::Array(items) => Some(items.iter().filter_map(text).collect::<Vec<_>>().join("\n")),
        _ => None,
    }
}

/// The size that a default appearance sets, `/Helv 12 Tf`; none if it is left to the viewer.
fn size(appearance: &[u8]) -> Option<f32> {
    let appearance = String::from_utf8_lossy(appearance);
    let words: Vec<&str> = appearance.split_whitespace().collect();
    let operator = words.iter().position(|word| *word == "Tf")?;
    words.get(operator.checked_sub(1)?)?.parse().ok().filter(|size: &f32| (1.0..200.0).contains(size))
}

pub(super) fn resolved(source: &impl ObjectSource, dict: &Dict, key: &str) -> Option<Object> {
    source.resolve(dict.get(key)?).ok().filter(|value| !value.is_null())
}

fn string(source: &impl ObjectSource, dict: &Dict, key: &str) -> Option<String> {
    Some(decode_text_string(resolved(source, dict, key)?.as_str_bytes()?))
}

fn numbers(source: &impl ObjectSource, dict: &Dict, key: &str) -> Vec<f32> {
    let Some(Object::Array(items)) =
        resolved(source, dict, key).filter(|items| items.as_array().is_some_and(|items| items.len() <= 6))
    else {
        return Vec::new();
    };
    let number = |item: &Object| source.resolve(item).ok()?.as_f64().map(|number| number as f32);
    items.iter().filter_map(number).filter(|number| number.is_finite()).collect()
}

fn rect(source: &impl ObjectSource, dict: &Dict, key: &str) -> Option<Rect> {
    match numbers(source, dict, key)[..] {
        [x0, y0, x1, y1] => Some(Rect::new(x0, y0, x1, y1).normalize()),
        _ => None,
    }
}
