//! Word files changed from within: unzipped, one part changed as XML, zipped again.
//!
//! Bytes changed at random only find the checksum of a container, and in XML mostly its parser. So elements are taken
//! out, doubled and moved, values of attributes and texts exchanged; only sometimes bytes change without any rule.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Larger files mutate too slowly.
const MAX_UNPACKED: u64 = 1 << 20;

/// Where the parts of a tree stand in its characters.
struct Places {
    elements: Vec<Range<usize>>,
    values: Vec<Range<usize>>,
    texts: Vec<Range<usize>>,
}

/// Changes a Word file; none if it is none. `bytes` changes bytes without any rule.
pub fn mutated(data: &[u8], seed: u32, bytes: impl FnOnce(&mut Vec<u8>)) -> Option<Vec<u8>> {
    let mut parts = unzipped(data)?;
    let mut random = (u64::from(seed) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut below = |limit: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 8) as usize % limit.max(1)
    };
    let is_text = |name: &str| name.starts_with("word/") && name.ends_with(".xml");
    let texts: Vec<usize> = (0..parts.len()).filter(|index| is_text(&parts[*index].0)).collect();
    // the body half of the time
    let body = parts.iter().position(|(name, _)| name == "word/document.xml").filter(|_| below(2) == 0);
    let chosen = body.or_else(|| texts.get(below(texts.len())).copied())?;
    let part = &mut parts[chosen].1;
    if below(10) == 0 {
        bytes(part);
    } else {
        let mut text = String::from_utf8(std::mem::take(part)).ok()?;
        for _ in 0..1 + below(3) {
            text = changed(text, &mut below);
        }
        *part = text.into_bytes();
    }
    zipped(&parts)
}

/// Does one thing to an XML text; nothing where it does not parse.
fn changed(text: String, below: &mut impl FnMut(usize) -> usize) -> String {
    let Some(places) = places(&text) else { return text };
    let mut pick = |ranges: &[Range<usize>]| ranges.get(below(ranges.len())).cloned();
    let (first, second) = (pick(&places.elements), pick(&places.elements));
    let (value, other_value) = (pick(&places.values), pick(&places.values));
    let (words, other_words) = (pick(&places.texts), pick(&places.texts));
    let mut out = text.clone();
    match (below(7), first, second) {
        (0, Some(element), _) => out.replace_range(element, ""),
        (1, Some(element), _) => out.insert_str(element.end, &text[element.clone()]),
        (2, Some(element), Some(other)) => out.insert_str(other.start, &text[element]),
        (3, Some(element), Some(other)) => out.replace_range(element, &text[other]),
        // what was beside the element is in it now
        (4, Some(element), Some(other)) if element.end <= other.start => {
            if let Some(close) = text[element.clone()].rfind("</") {
                let close = element.start + close;
                let tag = text[close..element.end].to_owned();
                out.insert_str(other.start, &tag);
                out.replace_range(close..element.end, "");
            }
        }
        (5, ..) => {
            if let Some((value, other)) = value.zip(other_value) {
                out.replace_range(value, &text[other]);
            }
        }
        _ => {
            if let Some((words, other)) = words.zip(other_words) {
                out.replace_range(words, &text[other]);
            }
        }
    }
    out
}

fn places(text: &str) -> Option<Places> {
    let tree = roxmltree::Document::parse(text).ok()?;
    let mut places = Places { elements: Vec::new(), values: Vec::new(), texts: Vec::new() };
    for node in tree.root_element().descendants().skip(1) {
        if node.is_text() {
            places.texts.push(node.range());
        } else if node.is_element() {
            places.elements.push(node.range());
            places.values.extend(node.attributes().map(|attribute| attribute.range_value()));
        }
    }
    Some(places)
}

pub fn unzipped(data: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(data)).ok()?;
    let mut room = MAX_UNPACKED;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        (&mut entry).take(room).read_to_end(&mut bytes).ok()?;
        room -= bytes.len() as u64;
        parts.push((name, bytes));
    }
    (room > 0).then_some(parts)
}

pub fn zipped(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // stored, so that unpacking takes no time
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).ok()?;
        writer.write_all(bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
