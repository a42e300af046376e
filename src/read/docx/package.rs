//! The zipped container of a Word file: its parts by name, and which part has which duty.
//!
//! Nothing is unpacked to disk, and nothing beyond its limit is unpacked at all: a part that claims to be small and is
//! not stops at the same limit.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::{Error, encoding, xml};

pub(super) const WHAT: &str = "a Word file";
/// Entries of the container: an honest file has twenty, and one for each picture.
const MAX_ENTRIES: usize = 10_000;
/// Bytes of one unpacked part. The text of three hundred pages takes about five million.
const MAX_PART_BYTES: u64 = 64 << 20;

/// An open container.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked, over all parts.
    left: u64,
}

/// A part that another part refers to.
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last word of its kind: `footnotes`, `header`.
    pub(super) kind: String,
    /// Its name in the container.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Error> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > MAX_ENTRIES {
            return Err(Error::Limit { what: "entries in a zipped file", most: MAX_ENTRIES.to_string() });
        }
        Ok(Package { zip, left: 2 * MAX_PART_BYTES })
    }

    /// The characters of a part; none if it is not there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&error)),
        };
        let limit = MAX_PART_BYTES.min(self.left);
        // what it says of its size is only a hint
        let mut bytes = Vec::with_capacity(entry.size().min(limit) as usize + 1);
        entry
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::Malformed { what: WHAT, why: format!("{name}: {error}") })?;
        if bytes.len() as u64 > limit {
            return Err(Error::Limit { what: "unpacked bytes", most: limit.to_string() });
        }
        self.left -= bytes.len() as u64;
        if bytes.is_empty() {
            return Ok(None);
        }
        let no_text = |_| Error::Malformed { what: WHAT, why: format!("{name} is no text") };
        // a big part is not kept twice
        match String::from_utf8(bytes) {
            Ok(text) if text.starts_with('<') => Ok(Some(text)),
            Ok(text) => encoding::decode(text.as_bytes()).map(|(text, _)| Some(text.into_owned())).map_err(no_text),
            Err(error) => encoding::decode(error.as_bytes()).map(|(text, _)| Some(text.into_owned())).map_err(no_text),
        }
    }

    /// The main part's name.
    pub(super) fn main_part(&mut self) -> Result<String, Error> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = main.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
        if self.has("mimetype") && self.has("content.xml") {
            let hint = "open it and save it as .docx first";
            return Err(Error::Unsupported { what: "an OpenDocument file", hint });
        }
        if !self.has(&name) || name.starts_with("xl/") || name.starts_with("ppt/") {
            let hint = "give the document itself, as .docx, PDF, HTML or text";
            return Err(Error::Unsupported { what: "a zipped file without a Word document in it", hint });
        }
        Ok(name)
    }

    /// What a part refers to; the container itself is the part without a name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relationship>, Error> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.part(&format!("{folder}{slash}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let document = xml::parse(&text, WHAT)?;
        let relations = document.root_element().children().filter(|node| xml::name(*node) == "Relationship");
        let relation = |node| {
            let target = xml::attribute(node, "Target")?;
            let inside = xml::attribute(node, "TargetMode") != Some("External");
            inside.then(|| Relationship {
                id: xml::attribute(node, "Id").unwrap_or_default().to_owned(),
                kind: xml::attribute(node, "Type")
                    .and_then(|kind| kind.rsplit('/').next())
                    .unwrap_or_default()
                    .to_owned(),
                target: match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => resolve(folder, target),
                },
            })
        };
        Ok(relations.filter_map(relation).collect())
    }

    /// The checksum of an entry, as the container states it.
    pub(super) fn checksum(&mut self, name: &str) -> Option<String> {
        let index = self.zip.index_for_name(name)?;
        let entry = self.zip.by_index_raw(index).ok()?;
        Some(format!("{:08x}", entry.crc32()))
    }

    fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }
}

/// `word` and `../custom/x.xml` are `custom/x.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Targets by their relation's name, of one kind.
pub(super) fn of_kind<'a>(relations: &'a [Relationship], kind: &str) -> HashMap<&'a str, &'a str> {
    let wanted = relations.iter().filter(|relation| relation.kind == kind);
    wanted.map(|relation| (relation.id.as_str(), relation.target.as_str())).collect()
}

fn damaged(error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            Error::Unsupported { what: "an encrypted zipped file", hint: "save a copy without a password first" }
        }
        error => Error::Malformed { what: WHAT, why: error.to_string() },
    }
}
