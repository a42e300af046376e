//! The data of a stream, unpacked step by step, so that no step gives more than is allowed.
//!
//! A library unpacks a stream as a whole, and a few kilobytes may unpack to gigabytes. What is packed by Flate, as
//! nearly all is, is unpacked here, into no more room than allowed. For the rest of the filters it is counted first
//! what comes out.

use flate2::{Decompress, FlushDecompress, Status};
use pdfboss_core::{Dict, Name, Object, Stream};

/// Filters one after another.
const MAX_FILTERS: usize = 8;
/// The bytes by which the buffer grows at a time.
const CHUNK_SIZE: usize = 1 << 16;

/// Why there is no data.
pub(super) enum Failure {
    /// There would be more than allowed.
    TooLarge,
    /// The stream is damaged, or packed in a way that is not read.
    Unreadable(pdfboss_core::Error),
}

impl From<pdfboss_core::Error> for Failure {
    fn from(error: pdfboss_core::Error) -> Failure {
        Failure::Unreadable(error)
    }
}

/// Unpacks a stream to at most `max` bytes. `resolve` gives what a value refers to, `decode` unpacks a stream of one
/// filter.
pub(super) fn unpack(
    stream: &Stream,
    max: usize,
    resolve: impl Fn(&Object) -> Object,
    decode: impl Fn(&Stream) -> pdfboss_core::Result<Vec<u8>>,
) -> Result<Vec<u8>, Failure> {
    let entry = |key: &str| stream.dict.get(key).map_or(Object::Null, &resolve);
    let filters = match entry("Filter") {
        Object::Name(name) => vec![name],
        Object::Array(items) if items.len() <= MAX_FILTERS => {
            items.iter().filter_map(|item| resolve(item).as_name().cloned()).collect()
        }
        Object::Array(items) => {
            return Err(Failure::Unreadable(pdfboss_core::Error::Decode(format!("{} filters", items.len()))));
        }
        _ => Vec::new(),
    };
    let parameters = match entry("DecodeParms") {
        Object::Array(items) => items.iter().map(&resolve).collect(),
        Object::Null => Vec::new(),
        single => vec![single],
    };
    let mut data: Option<Vec<u8>> = None;
    for (index, filter) in filters.into_iter().enumerate() {
        let packed = data.as_deref().unwrap_or(&stream.data);
        let parameters = parameters.get(index).and_then(Object::as_dict);
        let predicted = parameters.is_some_and(|parameters| parameters.get("Predictor").is_some());
        let unpacked = match filter.0.as_str() {
            "FlateDecode" | "Fl" if !predicted => inflate(packed, max)?,
            name => {
                let len = match name {
                    "FlateDecode" | "Fl" => inflate(packed, max)?.len(),
                    "LZWDecode" | "LZW" => lzw_len(packed, parameters),
                    "RunLengthDecode" | "RL" => run_length(packed),
                    // a single letter may stand for four zeros
                    "ASCII85Decode" | "A85" => packed.iter().filter(|byte| **byte == b'z').count() * 4 + packed.len(),
                    "ASCIIHexDecode" | "AHx" | "Crypt" => packed.len(),
                    _ => return Err(Failure::Unreadable(pdfboss_core::Error::UnsupportedFilter(filter.0))),
                };
                if len > max {
                    return Err(Failure::TooLarge);
                }
                let mut dict = Dict::new();
                dict.insert(Name("Filter".into()), Object::Name(filter));
                if let Some(parameters) = parameters {
                    dict.insert(Name("DecodeParms".into()), Object::Dict(parameters.clone()));
                }
                decode(&Stream { dict, data: packed.to_vec() })?
            }
        };
        data = Some(unpacked);
    }
    let data = data.unwrap_or_else(|| stream.data.clone());
    if data.len() > max { Err(Failure::TooLarge) } else { Ok(data) }
}

/// Unpacks as much as can be: what follows the packed data does not matter, and of damaged data the sound part counts.
fn inflate(packed: &[u8], max: usize) -> Result<Vec<u8>, Failure> {
    let header = |data: &[u8]| {
        matches!(data, [first, second, ..]
            if first & 0x0F == 8 && first >> 4 <= 7 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
    };
    // some programs leave a line break before the data
    let blank = packed.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    let packed = if !header(packed) && header(&packed[blank..]) { &packed[blank..] } else { packed };
    if packed.is_empty() {
        return Ok(Vec::new());
    }
    let first = header(packed);
    for zlib in [first, !first] {
        let (data, whole) = inflate_as(packed, zlib, max)?;
        if whole || !data.is_empty() {
            return Ok(data);
        }
    }
    Err(Failure::Unreadable(pdfboss_core::Error::Decode("nothing can be unpacked".into())))
}

/// What comes out, and whether all did.
fn inflate_as(packed: &[u8], zlib: bool, max: usize) -> Result<(Vec<u8>, bool), Failure> {
    let mut inflater = Decompress::new(zlib);
    let mut out = Vec::new();
    loop {
        let (read, written) = (inflater.total_in(), inflater.total_out());
        out.reserve(CHUNK_SIZE);
        let rest = packed.get(read as usize..).unwrap_or_default();
        let status = inflater.decompress_vec(rest, &mut out, FlushDecompress::None);
        if out.len() > max {
            return Err(Failure::TooLarge);
        }
        match status {
            Ok(Status::StreamEnd) => return Ok((out, true)),
            Ok(_) if inflater.total_in() > read || inflater.total_out() > written => {}
            _ => return Ok((out, false)),
        }
    }
}

/// Bytes that come out of runs: a length, then as many bytes, or one byte that is repeated.
fn run_length(packed: &[u8]) -> usize {
    let (mut index, mut len) = (0, 0);
    while let Some(byte) = packed.get(index).copied().map(usize::from) {
        match byte {
            128 => break,
            0..128 => {
                len += byte + 1;
                index += byte + 2;
            }
            _ => {
                len += 257 - byte;
                index += 2;
            }
        }
    }
    len
}

/// Bytes that come out of LZW: only the lengths of the entries are kept.
fn lzw_len(packed: &[u8], parameters: Option<&Dict>) -> usize {
    let early = parameters.and_then(|parameters| parameters.get_int("EarlyChange")).unwrap_or(1) != 0;
    let (mut lengths, mut width) = (vec![1_usize; 258], 9);
    let (mut bits, mut held) = (0_u32, 0);
    let (mut last, mut len) = (None, 0_usize);
    for byte in packed {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        match code {
            256 => {
                lengths.truncate(258);
                (width, last) = (9, None);
                continue;
            }
            257 => break,
            _ => {}
        }
        // a code that is not known yet is the last one and its first byte again
        let entry = lengths.get(code).copied().unwrap_or(last.unwrap_or(0) + 1);
        len += entry;
        if let Some(last) = last
            && lengths.len() < 4096
        {
            lengths.push(last + 1);
        }
        last = Some(entry);
        width = match lengths.len() + usize::from(early) {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    len
}
