//! Files made to do harm, damaged ones, and formats that are not read: an error that says so, never a panic.

use travaux::read::document;

use super::same::every_format;
use crate::support::docx_builder::{DocxBuilder, body, zipped};

#[test]
fn errors_say_what_to_do() {
    let encrypted: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let odt = zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    let empty = body("<w:p/>");
    let nested = format!("<html>{}", "<div>".repeat(100_000));
    let bold = format!("<html>{}", "<p><b>x".repeat(200_000));
    let lists = format!("# a\n\n{}a", "- ".repeat(1000));
    let signs = format!("# a\n\n{}", "*a ".repeat(1_100_000));
    let lines = "a\n".repeat(1_100_000);
    let deep = format!("<akomaNtoso>{}", "<p>".repeat(1_000_000));
    let entity = "<!DOCTYPE akomaNtoso [<!ENTITY a 'b'>]><akomaNtoso>&a;</akomaNtoso>";
    for (bytes, says) in [
        (b"\xD0\xCF\x11\xE0 old".as_slice(), "save it as .docx"),
        (&encrypted, "without a password"),
        (b"{\\rtf1 text}", "save it as .docx"),
        (&odt, "save it as .docx"),
        (&zipped(&[("picture.png", b"x")]), "without a Word document"),
        (&zipped(&[("word/document.xml", b"<document/>")]), "no body"),
        (&zipped(&[("word/document.xml", b"<a><b>")]), "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (&empty, "is empty"),
        (include_bytes!("written/source.doc"), "an old Word file"),
        (include_bytes!("written/source.odt"), "an OpenDocument file"),
        (include_bytes!("written/source.rtf"), "a rich text file"),
        (include_bytes!("written/locked.pdf"), "is a PDF protected by a password"),
        (b"<html><script>x</script>", "is empty"),
        (b"<?xml version='1.0'?><note>x</note>", "not Akoma Ntoso"),
        (nested.as_bytes(), "limit"),
        (bold.as_bytes(), "limit"),
        (deep.as_bytes(), "limit"),
        (lists.as_bytes(), "within each other"),
        (signs.as_bytes(), "signs of Markdown"),
        (lines.as_bytes(), "lines"),
        (entity.as_bytes(), "<!DOCTYPE"),
    ] {
        let error = document(bytes).map(|document| document.blocks.len()).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[test]
fn what_unpacks_beyond_the_limit_is_refused() {
    let bomb = vec![b' '; 65 << 20];
    let error = document(&zipped(&[("word/document.xml", &bomb)])).unwrap_err().to_string();
    assert!(error.contains("unpacked bytes"), "{error}");
    let circle = r#"<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let word = DocxBuilder { body: "<w:p><w:r><w:t>x</w:t></w:r></w:p>", styles: circle, ..DocxBuilder::default() };
    assert_eq!(document(&word.bytes()).unwrap().blocks.len(), 1);
}

/// The same bytes changed in the same way in every run.
fn mutate(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut out = bytes.to_vec();
    for _ in 0..1 + next(6) {
        let at = next(out.len());
        let length = 1 + next(40.min(out.len() - at));
        match next(5) {
            0 => out[at] = next(256) as u8,
            1 => drop(out.drain(at..at + length)),
            2 => {
                let copy = out[at..at + length].to_vec();
                let to = next(out.len());
                out.splice(to..to, copy);
            }
            3 => out.truncate(at.max(1)),
            _ => {
                let pieces: [&[u8]; 12] = [
                    b"<",
                    b">",
                    b"</p>",
                    b"<w:p>",
                    b"<table><td>",
                    b"<ins>",
                    b"{++",
                    b"--}",
                    b"&#0;",
                    b"<li>",
                    b"\xFF",
                    b"<num>",
                ];
                let piece = pieces[next(pieces.len())];
                out.splice(at..at, piece.iter().copied());
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

#[test]
fn mutated_files_never_panic() {
    let more = |name: &str| std::fs::read(format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut files: Vec<Vec<u8>> = every_format().into_iter().map(|(_, bytes)| bytes).collect();
    files.push(more("15-markdown.before.md"));
    for (at, bytes) in files.iter().enumerate() {
        for seed in 0..150 {
            let _ = travaux::resolution(&mutate(bytes, seed + 1000 * at as u64));
        }
    }
    // inside the container too, where a checksum would hide the damage
    let part = include_str!("same/counted.xml");
    for seed in 0..150 {
        let mutated = mutate(part.as_bytes(), seed);
        let _ = travaux::Reader::new().read_tracked(body(&String::from_utf8_lossy(&mutated)));
    }
}
