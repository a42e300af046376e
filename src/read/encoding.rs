//! Bytes → characters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Error;
use crate::model::Warning;

/// The characters of a text file, and a warning where the encoding had to be guessed or did not fit.
///
/// # Errors
/// [`Error::Binary`] where a byte occurs that no text has.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Vec<Warning>), Error> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, &bytes[mark..], false));
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(decode_as(encoding, bytes, false));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        check_text(bytes)?;
        return Ok((Cow::Borrowed(text), Vec::new()));
    }
    check_text(bytes)?;
    if let Some(encoding) = declared(bytes).or_else(|| is_mostly_utf8(bytes).then_some(UTF_8)) {
        return Ok(decode_as(encoding, bytes, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    Ok(decode_as(guess, bytes, guess != UTF_8))
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], guessed: bool) -> (Cow<'a, str>, Vec<Warning>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut warnings = Vec::new();
    if guessed {
        warnings.push(Warning::new(format!(
            "the encoding is not said and was taken for {}; save the file as UTF-8 if letters look wrong",
            encoding.name()
        )));
    }
    if damaged {
        let line = text.find('\u{FFFD}').map_or(0, |first| text[..first].matches('\n').count() + 1);
        warnings.push(Warning::new(format!(
            "some bytes are no {} text and are shown as \u{FFFD}, first in line {line}; save the file anew as UTF-8",
            encoding.name()
        )));
    }
    (text, warnings)
}

/// How many letters beyond ASCII there are for each fault in a text that is UTF-8 all the same: in another encoding hardly
/// any two bytes are such a letter.
const MIN_LETTERS_FOR_FAULT: usize = 8;

/// Whether a text is UTF-8 with a few faulty bytes.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    letters >= MIN_LETTERS_FOR_FAULT * faults
}

/// The encoding that an HTML or XML file says it has near its start: `<meta charset=…>`, `<?xml … encoding=…?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start: String = bytes.iter().take(2048).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    if !start.trim_start().starts_with('<') {
        return None;
    }
    let named =
        ["charset=", "encoding="].iter().filter_map(|word| start.find(word).map(|offset| offset + word.len())).min()?;
    let rest = start[named..].trim_start_matches(['"', '\'', ' ']);
    let label = rest.split(['"', '\'', ' ', ';', '>', '/', '?']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// UTF-16 without a mark: nearly every second byte is zero, on the same side.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if pairs < 2 => None,
        (high, 0) if high * 10 >= pairs * 4 => Some(UTF_16BE),
        (0, low) if low * 10 >= pairs * 4 => Some(UTF_16LE),
        _ => None,
    }
}

/// Control characters that no text file has; escape sequences are let through, reports show them.
fn check_text(bytes: &[u8]) -> Result<(), Error> {
    // the usual text has only line ends; asking that first lets the machine look at many bytes at once
    let control = |byte: &u8| (*byte < b'\t') | (14..b' ').contains(byte);
    if !bytes.iter().fold(false, |found, byte| found | control(byte)) {
        return Ok(());
    }
    let mut strange = 0;
    let mut first = None;
    for (offset, byte) in bytes.iter().enumerate().filter(|(_, byte)| **byte < b' ') {
        match byte {
            0 => return Err(Error::Binary { offset }),
            1..=6 | 14..=26 | 28.. => {
                first = first.or(Some(offset));
                strange += 1;
            }
            _ => {}
        }
    }
    match first {
        Some(offset) if strange * 100 > bytes.len().max(1000) => Err(Error::Binary { offset }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_people_have() {
        let text = "The General Assembly,\nRecalling its “resolutions” – déjà\n";
        let utf16 = |big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let russian = "Генеральная Ассамблея, ссылаясь на свои резолюции, постановляет продолжать рассмотрение вопроса";
        let (koi8, ..) = encoding_rs::KOI8_R.encode(russian);
        let koi8_short = &b"\xC4\xC1"[..];
        let (western, ..) = encoding_rs::WINDOWS_1252.encode(text);
        for (name, bytes, expected) in [
            ("UTF-8", text.as_bytes().to_vec(), text),
            ("UTF-8 with mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat(), text),
            ("UTF-16 LE with mark", [vec![0xFF, 0xFE], utf16(false)].concat(), text),
            ("UTF-16 BE with mark", [vec![0xFE, 0xFF], utf16(true)].concat(), text),
            ("UTF-16 LE", utf16(false), text),
            ("UTF-16 BE", utf16(true), text),
            ("Windows-1252", western.into_owned(), text),
            ("KOI8-R", koi8.into_owned(), russian),
            ("declared", [b"<meta charset='koi8-r'>", koi8_short].concat(), "<meta charset='koi8-r'>да"),
        ] {
            assert_eq!(decode(&bytes).map(|(text, _)| text), Ok(Cow::Borrowed(expected)), "{name}");
        }
    }

    #[test]
    fn guesses_are_said_and_binary_is_refused() {
        assert_eq!(decode(b"na\xEFve caf\xE9").map(|(_, warnings)| warnings.len()), Ok(1));
        let faulty = ["“déjà” – été, à côté\n".as_bytes(), b"caf\xE9"].concat();
        let (text, warnings) = decode(&faulty).unwrap();
        assert_eq!(text, "“déjà” – été, à côté\ncaf\u{FFFD}");
        assert!(warnings[0].text.ends_with("first in line 2; save the file anew as UTF-8"), "{warnings:?}");
        assert_eq!(decode(b"\x7FELF\x02\x01\x01\x00\x00\x00"), Err(Error::Binary { offset: 7 }));
        assert_eq!(decode(b"plain").map(|(_, warnings)| warnings.len()), Ok(0));
    }
}
