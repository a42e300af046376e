//! [`Pages`] by way of `pdfboss`.
//!
//! The library reads leniently and bounds recursion itself. What it does not bound is kept here: pages, what all
//! streams together unpack to, what one of them does, and time. All it fetches goes through [`Guarded`], so a limit
//! holds in the middle of a page too.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use pdfboss_core::{Document, Immediate, ObjRef, Object, ObjectSource, OcState, Stream, StructureTree};
use pdfboss_text::{Artifact, ArtifactKind, FontCache, ReadingOrder, Ruling, StandardKind, Structure, TextSpan};

use super::guard;
use super::pages::{Edge, Page, Pages, Run};
use crate::read::Error;

/// The longest official documents have some hundred pages.
const MOST_PAGES: usize = 5_000;
/// A page of text unpacks to a hundred kilobytes, a font to some megabytes.
const MOST_UNPACKED_AT_ONCE: usize = 16 << 20;
/// All pages and fonts together: so much, and so many times the file.
const MOST_UNPACKED: usize = 64 << 20;
const MOST_UNPACKED_TIMES: usize = 20;
/// A hundred times what the longest official document takes.
const MOST_SECONDS: u64 = 30;

pub(super) struct Boss {
    document: Document,
    layers: Option<OcState>,
    tags: Option<StructureTree>,
    fonts: FontCache,
    count: usize,
    unpacked: Cell<usize>,
    most_unpacked: usize,
    until: Instant,
    passed: RefCell<Option<Error>>,
}

impl Boss {
    pub(super) fn open(bytes: &[u8]) -> Result<Boss, Error> {
        let until = Instant::now() + Duration::from_secs(MOST_SECONDS);
        let most_unpacked = MOST_UNPACKED.saturating_add(bytes.len().saturating_mul(MOST_UNPACKED_TIMES));
        guard::check(bytes, most_unpacked)?;
        let document = Document::load(bytes.to_vec()).map_err(trouble)?;
        let count = document.flattened_page_count();
        if count == 0 {
            return Err(Error::Damaged { what: "it has no pages".into() });
        }
        if count > MOST_PAGES {
            return Err(Error::Limit { what: "pages", most: MOST_PAGES.to_string() });
        }
        let layers = document.oc_state();
        let tags = document.structure_tree();
        Ok(Boss {
            document,
            layers,
            tags,
            fonts: FontCache::default(),
            count,
            unpacked: Cell::new(0),
            most_unpacked,
            until,
            passed: RefCell::new(None),
        })
    }
}

fn trouble(error: pdfboss_core::Error) -> Error {
    match error {
        pdfboss_core::Error::Encrypted => Error::Encrypted,
        other => Error::Damaged { what: other.to_string() },
    }
}

impl Pages for Boss {
    fn count(&self) -> usize {
        self.count
    }

    fn page(&mut self, index: usize) -> Result<Page, Error> {
        let page = self.document.page(index).map_err(trouble)?;
        let reading = pdfboss_text::extract_spans_and_rulings_reporting_cached_with(
            Immediate(Guarded(self)),
            &page,
            &self.fonts,
            self.layers.as_ref(),
            self.tags.as_ref(),
            ReadingOrder::StructureTree,
        );
        let (spans, rules, report) = pdfboss_core::block_on(reading).map_err(trouble)?;
        if let Some(error) = self.passed.take() {
            return Err(error);
        }
        self.in_time()?;
        let area = page.crop_box;
        Ok(Page {
            edges: [area.x0, area.y0, area.x1, area.y1],
            runs: spans.into_iter().filter(|span| !span.vertical).map(run).collect(),
            rules: rules.iter().filter_map(rule).collect(),
            lost: report.skipped.first().map(|skipped| format!("{}: {}", skipped.kind, skipped.cause)),
        })
    }
}

impl Boss {
    fn in_time(&self) -> Result<(), Error> {
        let late = Instant::now() > self.until;
        if late { Err(Error::Limit { what: "seconds of reading", most: MOST_SECONDS.to_string() }) } else { Ok(()) }
    }

    fn count_unpacked(&self, bytes: usize) -> Result<(), Error> {
        let megabytes = |bytes: usize| format!("{} MB", bytes >> 20);
        if bytes > MOST_UNPACKED_AT_ONCE {
            return Err(Error::Limit { what: "of a single packed stream", most: megabytes(MOST_UNPACKED_AT_ONCE) });
        }
        self.unpacked.set(self.unpacked.get() + bytes);
        if self.unpacked.get() > self.most_unpacked {
            return Err(Error::Limit { what: "of packed streams", most: megabytes(self.most_unpacked) });
        }
        Ok(())
    }
}

/// The file's objects, as long as no limit is passed.
struct Guarded<'a>(&'a Boss);

impl Guarded<'_> {
    fn keep(&self, checked: Result<(), Error>) -> pdfboss_core::Result<()> {
        checked.map_err(|error| {
            let said = error.to_string();
            self.0.passed.borrow_mut().get_or_insert(error);
            pdfboss_core::Error::Other(said)
        })
    }
}

impl ObjectSource for Guarded<'_> {
    fn get(&self, reference: ObjRef) -> pdfboss_core::Result<Object> {
        self.keep(self.0.in_time())?;
        self.0.document.get(reference)
    }

    fn stream_data(&self, stream: &Stream) -> pdfboss_core::Result<Vec<u8>> {
        self.keep(self.0.in_time())?;
        let data = self.0.document.stream_data(stream)?;
        self.keep(self.0.count_unpacked(data.len()))?;
        Ok(data)
    }
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
        turns: (span.rotate.rem_euclid(360) / 90) as u8,
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
