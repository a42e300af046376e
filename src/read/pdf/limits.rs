//! Limits on the work that one file may cause.
//!
//! Each counts something that the longest official documents have a tenth of at most, so that a file made to do harm is
//! refused early, whatever the machine; the limit of time is for what none of them counts.

use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

use pdfboss_core::{ObjRef, Object};

use super::content::Counts;
use crate::read::Error;

/// The longest official documents have some hundred pages.
pub(super) const MAX_PAGES: usize = 5_000;
/// A page of text unpacks to a hundred kilobytes, a font to some megabytes.
const MAX_UNPACKED_STREAM: usize = 16 << 20;
/// What all pages and fonts together may unpack to: this many bytes, plus this many times the size of the file.
const MAX_UNPACKED: usize = 48 << 20;
const MAX_UNPACKED_TIMES: usize = 8;
/// A page of text shows some thousand strings, many programs each letter by itself.
const MAX_STRINGS_ON_PAGE: usize = 100_000;
/// Nobody can read more on a page, but drawings have many lines.
const MAX_LINES_ON_PAGE: usize = 2_000_000;
/// Drawn lines times strings of a page: each line is compared with the strings around it.
const MAX_PAIRS_ON_PAGE: usize = 40_000_000;
const MAX_PAIRS: usize = 400_000_000;
/// States that are saved inside each other; the standard asks for 28.
const MAX_DEPTH: usize = 512;
/// Forms and pictures of a page; a library draws fewer.
const MAX_FORMS: usize = 10_000;
/// Values that the operators of a page are given.
const MAX_OPERANDS: usize = 2_000_000;
/// Values inside objects: those that are kept, and those that are looked at.
const MAX_VALUES_KEPT: usize = 3_000_000;
const MAX_VALUES_READ: usize = 40_000_000;
/// The text of all pages.
const MAX_TEXT: usize = 16 << 20;
/// A hundred times what the longest official document takes.
const MAX_SECONDS: u64 = 30;

/// What one file has used up.
pub(super) struct Limits {
    unpacked: Cell<usize>,
    max_unpacked: usize,
    kept: Cell<usize>,
    read: Cell<usize>,
    known: RefCell<std::collections::HashSet<(u32, u16)>>,
    text: Cell<usize>,
    pairs: Cell<usize>,
    page: Cell<Counts>,
    until: Instant,
    /// The limit that was passed, since a library reports only that something could not be read.
    passed: RefCell<Option<Error>>,
}

impl Limits {
    /// `len` is the size of the file.
    pub(super) fn new(len: usize) -> Limits {
        Limits {
            unpacked: Cell::new(0),
            max_unpacked: MAX_UNPACKED.saturating_add(len.saturating_mul(MAX_UNPACKED_TIMES)),
            kept: Cell::new(0),
            read: Cell::new(0),
            known: RefCell::default(),
            text: Cell::new(0),
            pairs: Cell::new(0),
            page: Cell::new(Counts::default()),
            until: Instant::now() + Duration::from_secs(MAX_SECONDS),
            passed: RefCell::new(None),
        }
    }

    /// Most bytes that a stream may unpack to.
    pub(super) fn stream(&self) -> usize {
        MAX_UNPACKED_STREAM
    }

    /// Most bytes that tables of objects may unpack to.
    pub(super) fn tables(&self) -> usize {
        self.max_unpacked
    }

    /// Fails once the time is up.
    pub(super) fn check_time(&self) -> Result<(), Error> {
        if Instant::now() > self.until {
            return self.exceeded("seconds of reading", MAX_SECONDS.to_string());
        }
        Ok(())
    }

    /// Records that a stream would unpack to more than it may.
    pub(super) fn stream_too_large(&self) -> Error {
        self.keep(Error::Limit { what: "of a single packed stream", most: megabytes(MAX_UNPACKED_STREAM) })
    }

    /// Records that the map of a font has more codes than a font has.
    pub(super) fn map_too_large(&self) -> Error {
        self.keep(Error::Limit { what: "characters in a font", most: super::fonts::MAX_CODES.to_string() })
    }

    /// Counts what a stream unpacked to.
    pub(super) fn count_unpacked(&self, len: usize) -> Result<(), Error> {
        let unpacked = add(&self.unpacked, len);
        if unpacked > self.max_unpacked {
            return self.exceeded("of packed streams", megabytes(self.max_unpacked));
        }
        Ok(())
    }

    /// Counts the values inside an object.
    pub(super) fn count_object(&self, reference: ObjRef, object: &Object) -> Result<(), Error> {
        let values = values(object);
        let fresh = self.known.borrow_mut().insert((reference.num, reference.r#gen));
        if fresh && add(&self.kept, values) > MAX_VALUES_KEPT {
            return self.exceeded("values inside objects", MAX_VALUES_KEPT.to_string());
        }
        if add(&self.read, values) > MAX_VALUES_READ {
            return self.exceeded("values inside objects", MAX_VALUES_READ.to_string());
        }
        Ok(())
    }

    /// Begins a page.
    pub(super) fn begin_page(&self) {
        self.page.set(Counts::default());
    }

    /// Counts what content draws on the page that has begun.
    pub(super) fn count_content(&self, counts: Counts) -> Result<(), Error> {
        let before = self.page.get();
        let page = Counts {
            strings: before.strings + counts.strings,
            lines: before.lines + counts.lines,
            depth: before.depth.max(counts.depth),
            forms: before.forms + counts.forms,
            operands: before.operands + counts.operands,
        };
        self.page.set(page);
        let pairs = |counts: Counts| counts.strings.saturating_mul(counts.lines);
        if page.depth > MAX_DEPTH {
            return self.exceeded("nested states on a page", MAX_DEPTH.to_string());
        }
        if page.forms > MAX_FORMS {
            return self.exceeded("forms on a page", MAX_FORMS.to_string());
        }
        if page.operands > MAX_OPERANDS {
            return self.exceeded("values in the content of a page", MAX_OPERANDS.to_string());
        }
        if page.strings > MAX_STRINGS_ON_PAGE {
            return self.exceeded("pieces of text on a page", MAX_STRINGS_ON_PAGE.to_string());
        }
        if page.lines > MAX_LINES_ON_PAGE || pairs(page) > MAX_PAIRS_ON_PAGE {
            return self
                .exceeded("drawn lines on a page of text", (MAX_PAIRS_ON_PAGE / page.strings.max(20)).to_string());
        }
        if add(&self.pairs, pairs(page) - pairs(before)) > MAX_PAIRS {
            return self.exceeded("drawn lines on pages of text", (MAX_PAIRS / MAX_STRINGS_ON_PAGE).to_string());
        }
        Ok(())
    }

    /// Counts the text that was read.
    pub(super) fn count_text(&self, len: usize) -> Result<(), Error> {
        if add(&self.text, len) > MAX_TEXT {
            return self.exceeded("of text", megabytes(MAX_TEXT));
        }
        Ok(())
    }

    /// The limit that was passed, if one was.
    pub(super) fn take_exceeded(&self) -> Result<(), Error> {
        self.passed.take().map_or(Ok(()), Err)
    }

    fn exceeded(&self, what: &'static str, most: String) -> Result<(), Error> {
        Err(self.keep(Error::Limit { what, most }))
    }

    fn keep(&self, error: Error) -> Error {
        self.passed.borrow_mut().get_or_insert(error).clone()
    }
}

fn add(cell: &Cell<usize>, more: usize) -> usize {
    let sum = cell.get().saturating_add(more);
    cell.set(sum);
    sum
}

fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes >> 20)
}

/// How many values an object holds; libraries bound how deep they nest.
fn values(object: &Object) -> usize {
    match object {
        Object::Array(items) => 1 + items.iter().map(values).sum::<usize>(),
        Object::Dict(dict) => 1 + dict.iter().map(|(_, value)| values(value)).sum::<usize>(),
        Object::Stream(stream) => {
            1 + stream.data.len() / 256 + stream.dict.iter().map(|(_, value)| values(value)).sum::<usize>()
        }
        _ => 1,
    }
}
