//! A look at the packed tables of objects, before a library unpacks them all.
//!
//! What a page draws is unpacked through [`PdfBackend`](super::pages::PdfBackend), where limits are kept. But the
//! streams that hold the file's own objects are unpacked while it is opened, to any size. So they are unpacked here
//! first, into a small window that is thrown away, and counted.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem::find;

use crate::read::Error;

/// Values of one object, such as the numbers of a list, and of a table of objects. A library keeps each in some hundred
/// bytes.
const MAX_VALUES: usize = 500_000;
const MAX_VALUES_OF_TABLE: usize = 1_500_000;

/// Bytes of the window.
const WINDOW: usize = 1 << 16;

/// Refuses a file whose tables of objects unpack to more than `most` bytes, all together.
pub(super) fn check(bytes: &[u8], most: usize) -> Result<(), Error> {
    let (mut offset, mut end) = (0, 0);
    let mut left = most;
    while let Some(found) = find(&bytes[offset..], b"stream") {
        let start = offset + found;
        offset = start + b"stream".len();
        if bytes[..start].ends_with(b"end") {
            end = offset;
            continue;
        }
        count_values(&bytes[end..start])?;
        let dictionary = unescaped(&bytes[end..start]);
        end = offset;
        let named = |name: &[u8]| find(&dictionary, name).is_some();
        if !(named(b"/ObjStm") || named(b"/XRef") || has_first(&dictionary)) {
            continue;
        }
        if !is_simple(&dictionary) {
            return Err(Error::Damaged { what: "its table of objects is packed in an unusual way".into() });
        }
        let (len, values) = unpacked(&bytes[offset..], left);
        left = left
            .checked_sub(len)
            .ok_or_else(|| Error::Limit { what: "of packed objects", most: format!("{} MB", most >> 20) })?;
        if values > MAX_VALUES_OF_TABLE && has_first(&dictionary) {
            return Err(Error::Limit { what: "values in a table of objects", most: MAX_VALUES_OF_TABLE.to_string() });
        }
    }
    count_values(&bytes[end..])
}

/// Refuses objects of too many values.
fn count_values(objects: &[u8]) -> Result<(), Error> {
    // hardly any file is so large outside of its streams
    if objects.len() <= MAX_VALUES {
        return Ok(());
    }
    let mut start = 0;
    while start < objects.len() {
        let len = find(&objects[start..], b"endobj").map_or(objects.len() - start, |len| len + 1);
        let mut object = objects[start..start + len].trim_ascii_start();
        // the table of places after the last object grows with their number
        if let Some(rest) = object.strip_prefix(b"ndobj") {
            object = rest.trim_ascii_start();
        }
        if object.starts_with(b"xref") {
            object = &object[find(object, b"trailer").unwrap_or(object.len())..];
        }
        if values(object, b' ') > MAX_VALUES {
            return Err(Error::Limit { what: "values in an object", most: MAX_VALUES.to_string() });
        }
        start += len;
    }
    Ok(())
}

/// How many values begin in bytes that follow the byte `before`.
fn values(bytes: &[u8], mut before: u8) -> usize {
    let mut count = 0;
    for byte in bytes {
        let between = |byte: u8| byte <= b' ' || matches!(byte, b']' | b'>' | b')');
        let opens = matches!(byte, b'/' | b'[' | b'(' | b'<');
        count += usize::from(opens || !between(*byte) && (between(before) || matches!(before, b'[' | b'(' | b'<')));
        before = *byte;
    }
    count
}

/// Whether a number is called `First`: a table of objects cannot do without, whatever it calls itself. Outlines have
/// one too, but theirs is a reference, `12 0 R`.
fn has_first(dictionary: &[u8]) -> bool {
    let mut rest = dictionary;
    while let Some(offset) = find(rest, b"/First") {
        rest = &rest[offset + b"/First".len()..];
        let mut words = rest.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(3);
        let number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
        let alone = rest.first().is_some_and(|next| !next.is_ascii_alphanumeric()) && number(words.next());
        if alone && !(number(words.next()) && words.next() == Some(b"R")) {
            return true;
        }
    }
    false
}

/// Whether a stream is packed once, as all programs do, or not at all.
fn is_simple(dictionary: &[u8]) -> bool {
    let filters = dictionary.windows(6).enumerate().filter(|(_, window)| window == b"Decode");
    let filters: Vec<usize> =
        filters.map(|(offset, _)| offset).filter(|offset| !dictionary[*offset..].starts_with(b"DecodeParms")).collect();
    filters.is_empty() || filters.len() == 1 && dictionary[..filters[0]].ends_with(b"/Flate")
}

/// How many bytes come out or are taken in until the stream ends or breaks, and how many values are in what comes out;
/// it stops once there are more bytes than `most`.
fn unpacked(bytes: &[u8], most: usize) -> (usize, usize) {
    let line_end = bytes.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let data = &bytes[line_end..];
    let zlib = matches!(data, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
    let mut inflater = Decompress::new(zlib);
    let mut window = vec![0; WINDOW];
    let (mut count, mut last) = (0, b' ');
    loop {
        let (taken, given) = (inflater.total_in(), inflater.total_out());
        let rest = data.get(taken as usize..).unwrap_or_default();
        let status = inflater.decompress(rest, &mut window, FlushDecompress::None);
        let passed = inflater.total_in().max(inflater.total_out()) as usize;
        let out = window.get(..(inflater.total_out() - given) as usize).unwrap_or_default();
        count += values(out, last);
        last = out.last().copied().unwrap_or(last);
        let stuck = inflater.total_in() == taken && inflater.total_out() == given;
        if passed > most || stuck || !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return (passed, count);
        }
    }
}

/// Bytes with the escapes of names resolved: `/Obj#53tm`.
fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let digit = |offset: usize| bytes.get(offset).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut offset = 0;
    while let Some(byte) = bytes.get(offset) {
        match (byte, digit(offset + 1), digit(offset + 2)) {
            (b'#', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                offset += 3;
            }
            _ => {
                out.push(*byte);
                offset += 1;
            }
        }
    }
    out
}
