//! [`PdfBackend`] by way of `pdfboss`.
//!
//! The library reads leniently and bounds recursion itself. What it does not bound is kept here: all it fetches goes
//! through [`Guarded`], so a limit holds in the middle of a page too. Fonts are mended there before it sees them.

use std::cell::Cell;
use std::collections::BTreeMap;

use pdfboss_core::{
    Dict, Document, Immediate, Name, ObjRef, Object, ObjectSource, OcState, Stream, StructureTree, block_on,
};
use pdfboss_text::{
    Artifact, ArtifactKind, ExtractReport, FontCache, ReadingOrder, Ruling, SkippedTextKind, StandardKind, Structure,
    TextSpan,
};

use super::annotations::{Annotations, resolved};
use super::content::{self, Counts};
use super::limits::{Limits, MAX_PAGES};
use super::pages::{Edge, Page, PdfBackend, Run};
use super::unpack::{self, Failure};
use super::{fonts, object_streams};
use crate::read::Error;

/// A picture that covers this part of a page is the page.
const MIN_PICTURE_SHARE: f32 = 0.4;
/// Lines of a page that may be rules over footnotes.
const MAX_RULES: usize = 20_000;
/// Letters of a page that has hardly any text.
const MIN_LETTERS: usize = 60;

pub(super) struct PdfbossBackend {
    document: Document,
    layers: Option<OcState>,
    tags: Option<StructureTree>,
    fonts: FontCache,
    /// Resources that fields use by default.
    defaults: Dict,
    count: usize,
    limits: Limits,
    /// Whether what is unpacked now is content.
    drawing: Cell<bool>,
}

impl PdfbossBackend {
    pub(super) fn open(bytes: &[u8]) -> Result<PdfbossBackend, Error> {
        let limits = Limits::new(bytes.len());
        object_streams::check(bytes, limits.tables())?;
        let document = Document::load(bytes.to_vec()).map_err(convert_error)?;
        limits.check_time()?;
        let count = document.flattened_page_count();
        if count == 0 {
            return Err(Error::Damaged { what: "it has no pages".into() });
        }
        if count > MAX_PAGES {
            return Err(Error::Limit { what: "pages", most: MAX_PAGES.to_string() });
        }
        let layers = document.oc_state();
        let tags = document.structure_tree();
        let mut backend = PdfbossBackend {
            document,
            layers,
            tags,
            fonts: FontCache::default(),
            defaults: Dict::new(),
            count,
            limits,
            drawing: Cell::new(false),
        };
        let form = backend.catalog("AcroForm");
        if let Some(Object::Dict(defaults)) = form.and_then(|form| resolved(&Guarded(&backend), &form, "DR")) {
            backend.defaults = defaults;
        }
        backend.limits.take_exceeded()?;
        Ok(backend)
    }

    /// A dictionary of the document's root.
    fn catalog(&self, key: &str) -> Option<Dict> {
        let source = Guarded(self);
        let Object::Dict(root) = resolved(&source, &self.document.xref().trailer, "Root")? else { return None };
        match resolved(&source, &root, key)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// What a value refers to.
    fn resolved(&self, value: &Object) -> Object {
        self.document.resolve(value).unwrap_or(Object::Null)
    }

    fn extract(&self, page: &pdfboss_core::Page) -> Result<(Vec<TextSpan>, Vec<Ruling>, ExtractReport), Error> {
        self.drawing.set(true);
        let reading = pdfboss_text::extract_spans_and_rulings_reporting_cached_with(
            Immediate(Guarded(self)),
            page,
            &self.fonts,
            self.layers.as_ref(),
            self.tags.as_ref(),
            ReadingOrder::StructureTree,
        );
        let extracted = block_on(reading).map_err(convert_error);
        self.drawing.set(false);
        self.limits.take_exceeded()?;
        extracted
    }

    /// Whether a picture covers much of a page.
    fn is_picture(&self, page: &pdfboss_core::Page) -> Result<bool, Error> {
        self.limits.begin_page();
        self.drawing.set(true);
        let images = pdfboss_text::placed_images_with(Immediate(Guarded(self)), page, self.layers.as_ref());
        let images = block_on(images).map_err(convert_error);
        self.drawing.set(false);
        self.limits.take_exceeded()?;
        let whole = page.crop_box.width() * page.crop_box.height();
        let shown = images?.into_iter().filter_map(|image| image.bbox.intersect(page.crop_box));
        // a scanner may cut a page into strips
        Ok(shown.map(|shown| shown.width() * shown.height()).sum::<f32>() > MIN_PICTURE_SHARE * whole)
    }

    /// Whether a pattern that a page may fill areas with shows text, which is not looked for.
    fn has_patterned_text(&self, page: &pdfboss_core::Page) -> bool {
        let source = Guarded(self);
        let Some(Object::Dict(patterns)) = resolved(&source, &page.resources, "Pattern") else { return false };
        patterns.iter().take(100).any(|(_, pattern)| match source.resolve(pattern) {
            Ok(Object::Stream(cell)) => source.stream_data(&cell).is_ok_and(|data| content::shows_text(&data)),
            _ => false,
        })
    }
}

fn convert_error(error: pdfboss_core::Error) -> Error {
    match error {
        pdfboss_core::Error::Encrypted => Error::Encrypted,
        other => Error::Damaged { what: other.to_string() },
    }
}

impl PdfBackend for PdfbossBackend {
    fn count(&self) -> usize {
        self.count
    }

    fn unread(&self) -> Vec<String> {
        let mut unread = Vec::new();
        if self.catalog("AcroForm").is_some_and(|form| form.get("XFA").is_some()) {
            unread.push("the form is kept as XFA beside the pages, and only the pages are read".to_owned());
        }
        let files = self.document.embedded_files();
        if let Some(first) = files.first() {
            let name = &first.name;
            unread.push(match files.len() {
                1 => format!("an attached file is not read: {name}"),
                2 => format!("2 attached files are not read: {name}, {}", files[1].name),
                count => format!("{count} attached files are not read: {name} and others"),
            });
        }
        unread
    }

    fn check_time(&self) -> Result<(), Error> {
        self.limits.check_time()
    }

    fn page(&mut self, index: usize) -> Result<Page, Error> {
        let mut page = self.document.page(index).map_err(convert_error)?;
        fonts::mend_within(&mut page.resources, &|value: &Object| self.resolved(value));
        self.limits.begin_page();
        let annotations = Annotations::read(&Guarded(self), &page);
        self.limits.take_exceeded()?;
        // each is compared with all text of the page, as drawn lines are
        self.limits.count_content(Counts { lines: annotations.marks, ..Counts::default() })?;
        let (mut spans, rules, report) = self.extract(&page)?;
        let mut unread = Vec::new();
        let mut lost = |report: &ExtractReport| {
            for skipped in report.skipped.iter().filter(|skipped| skipped.kind != SkippedTextKind::FontEncoding) {
                unread.push(format!("a part of the page could not be read: {}: {}", skipped.kind, skipped.cause));
            }
            if report.hidden > 0 {
                unread.push("a layer of the page that viewers do not show is not read".to_owned());
            }
        };
        lost(&report);
        if let Some(drawn) = annotations.page(&page, self.defaults.clone()) {
            let (more, _, report) = self.extract(&drawn)?;
            lost(&report);
            spans.extend(more);
        }
        let kinds: Vec<String> = annotations.unread().collect();
        if !kinds.is_empty() {
            unread.push(format!("annotations are not read: {}", kinds.join(", ")));
        }
        if self.has_patterned_text(&page) {
            unread.push("text in the pattern of an area is not read".to_owned());
        }
        for font in unmapped(&spans) {
            unread.push(format!(
                "characters of the font {font} are not known: the file does not say what they stand for"
            ));
        }
        let letters = spans.iter().filter(|span| !span.invisible).map(|span| span.text.trim().len()).sum::<usize>();
        let hidden = spans.iter().any(|span| span.invisible);
        let picture = (letters < MIN_LETTERS || hidden) && self.is_picture(&page)?;
        self.limits.take_exceeded()?;
        self.limits.check_time()?;
        self.limits.count_text(spans.iter().map(|span| span.text.len()).sum())?;
        unread.dedup();
        let area = page.crop_box;
        let mut runs: Vec<Run> = spans.into_iter().map(run).collect();
        runs.extend(annotations.runs);
        Ok(Page {
            edges: [area.x0, area.y0, area.x1, area.y1],
            runs,
            // a page with more lines than this is a drawing
            rules: if rules.len() > MAX_RULES { Vec::new() } else { rules.iter().filter_map(rule).collect() },
            comments: annotations.comments,
            picture,
            unread,
        })
    }
}

/// Fonts that do not say what some of their characters stand for.
fn unmapped(spans: &[TextSpan]) -> impl Iterator<Item = String> {
    let mut fonts = BTreeMap::new();
    for span in spans.iter().filter(|span| span.text.contains('\u{fffd}')) {
        let name = span.font_name.split_once('+').map_or(span.font_name.as_str(), |(_, name)| name);
        let name = if name.is_empty() { &span.font } else { name };
        fonts.entry(name.to_owned()).or_insert(());
    }
    fonts.into_keys()
}

/// The file's objects, as long as no limit is passed.
struct Guarded<'a>(&'a PdfbossBackend);

fn refused(error: &Error) -> pdfboss_core::Error {
    pdfboss_core::Error::Other(error.to_string())
}

impl ObjectSource for Guarded<'_> {
    fn get(&self, reference: ObjRef) -> pdfboss_core::Result<Object> {
        let limits = &self.0.limits;
        limits.check_time().map_err(|error| refused(&error))?;
        let mut object = self.0.document.get(reference)?;
        limits.count_object(reference, &object).map_err(|error| refused(&error))?;
        match &mut object {
            Object::Dict(dict) => fonts::mend_within(dict, &|value: &Object| self.0.resolved(value)),
            Object::Stream(stream) => {
                fonts::mend_within(&mut stream.dict, &|value: &Object| self.0.resolved(value));
                // a form that does not call itself one
                if stream.dict.get("BBox").is_some() && stream.dict.get("Subtype").is_none() {
                    stream.dict.insert(Name("Subtype".into()), Object::Name(Name("Form".into())));
                }
            }
            _ => {}
        }
        Ok(object)
    }

    fn stream_data(&self, stream: &Stream) -> pdfboss_core::Result<Vec<u8>> {
        let limits = &self.0.limits;
        limits.check_time().map_err(|error| refused(&error))?;
        let document = &self.0.document;
        let data = unpack::unpack(
            stream,
            limits.stream(),
            |value| self.0.resolved(value),
            |stream| document.stream_data(stream),
        );
        let data = data.map_err(|failure| match failure {
            Failure::TooLarge => refused(&limits.stream_too_large()),
            Failure::Unreadable(error) => error,
        })?;
        limits.count_unpacked(data.len()).map_err(|error| refused(&error))?;
        // what fonts need is unpacked while drawing too: it has no operators but for what looks like them
        if self.0.drawing.get() {
            if fonts::is_map(&data) {
                return fonts::without_ranges(data).ok_or_else(|| refused(&limits.map_too_large()));
            }
            if !is_font(stream) {
                limits.count_content(Counts::new(&data)).map_err(|error| refused(&error))?;
            }
        }
        Ok(data)
    }
}

/// Whether a stream is the program of a font.
fn is_font(stream: &Stream) -> bool {
    let kind = stream.dict.get_name("Subtype").map_or("", |name| name.0.as_str());
    stream.dict.get("Length1").is_some() || matches!(kind, "Type1C" | "CIDFontType0C" | "OpenType")
}

fn run(span: TextSpan) -> Run {
    Run {
        start: [span.x, span.y],
        end: [span.end_x, span.end_y],
        size: span.size,
        italic: span.italic,
        bold: span.bold,
        strike: span.strikethrough,
        underline: span.underline,
        // lines from top to bottom, the first one at the right, stand upright once they are turned
        turns: if span.vertical { 3 } else { (span.rotate.rem_euclid(360) / 90) as u8 },
        invisible: span.invisible,
        paragraph: span.structure.as_ref().and_then(paragraph),
        furniture: span.artifact.as_ref().and_then(edge),
        text: span.text,
    }
}

/// The innermost block around a run, by the number of the object that holds it.
fn paragraph(structure: &Structure) -> Option<u32> {
    let block = structure.path.iter().rev().find(|element| element.standard_type.kind() == StandardKind::BlockLevel)?;
    Some(block.object.num)
}

fn edge(artifact: &Artifact) -> Option<Edge> {
    match (artifact.kind, artifact.subtype.as_deref()) {
        (ArtifactKind::Pagination, Some("Header")) => Some(Edge::Head),
        (ArtifactKind::Pagination, Some("Footer")) => Some(Edge::Foot),
        _ => None,
    }
}

fn rule(ruling: &Ruling) -> Option<[f32; 3]> {
    (ruling.start.y == ruling.end.y).then_some([ruling.start.x, ruling.end.x, ruling.start.y])
}
