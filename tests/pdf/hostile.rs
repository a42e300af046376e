//! Files that cannot be read, and files made to do harm: one clear error each, and never a panic.

use travaux::read::{Error, document};

use crate::support::pdf_builder::PdfBuilder;

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let error = |paper: &PdfBuilder| document(&paper.bytes()).unwrap_err().to_string();
    assert_eq!(
        error(&PdfBuilder::new().page().draw("0 0 100 100 re f")),
        "is a scanned PDF without text: run text recognition (OCR) on it first"
    );
    let mut locked = PdfBuilder::new().page().set('R', 10.0, 100.0, 700.0, "text");
    locked.trailer = "/Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (0123456789abcdef0123456789abcdef) \
                      /U (0123456789abcdef0123456789abcdef)>> /ID [(a) (a)]"
        .into();
    assert_eq!(error(&locked), "is a PDF protected by a password: save a copy without the password first");
    let torn = document(b"%PDF-1.7\nnothing else").unwrap_err();
    assert!(matches!(torn, Error::Damaged { .. }), "{torn}");
    assert!(torn.to_string().ends_with("download it again, or open it in a viewer and save it again"), "{torn}");
    assert!(matches!(document(&PdfBuilder::new().bytes()), Err(Error::Damaged { .. })));
}

#[test]
fn a_word_about_pdf_makes_no_pdf() {
    let text = b"The General Assembly,\n\nNoting that such files begin with %PDF-1.7,\n\n1. Decides to read them.";
    assert_eq!(document(text).unwrap().blocks.len(), 3);
    let mut behind = b"junk of a mail program\n".to_vec();
    behind.extend(PdfBuilder::new().page().set('R', 10.0, 100.0, 700.0, "text").bytes());
    assert_eq!(document(&behind).unwrap().blocks.len(), 1);
}

#[test]
fn too_many_pages() {
    let mut paper = PdfBuilder::new();
    for _ in 0..5_001 {
        paper = paper.page();
    }
    assert_eq!(document(&paper.bytes()).unwrap_err(), Error::Limit { what: "pages", most: "5000".into() });
}

#[test]
fn packed_to_do_harm() {
    let mut paper = PdfBuilder::new().page();
    // each pair of bytes stands for 128 spaces
    paper.packed = Some(("RunLengthDecode", [129, b' '].repeat(200_000)));
    let error = document(&paper.bytes()).unwrap_err();
    assert!(matches!(error, Error::Limit { .. }), "{error}");
    assert!(error.to_string().starts_with("holds more than 16 MB of a single packed stream"), "{error}");
    // and many of them, each within its bound
    let mut paper = (0..20).fold(PdfBuilder::new(), |paper, _| paper.page());
    paper.packed = Some(("FlateDecode", packed(&b" ".repeat(12 << 20))));
    let bytes = paper.bytes();
    assert!(20 * (12 << 20) > (48 << 20) + 8 * bytes.len());
    assert!(matches!(document(&bytes), Err(Error::Limit { what: "of packed streams", .. })));
    // packed twice, and in the packing of old programs: a cleared table, a space, then ever longer runs of it
    let twice = packed(&packed(&b" ".repeat(100 << 20)));
    let mut paper = PdfBuilder::new().page();
    paper.packed = Some(("FlateDecode /FlateDecode]", twice));
    let error = |paper: &PdfBuilder| document(&paper.bytes()).unwrap_err().to_string();
    assert!(error(&paper).starts_with("holds more than 16 MB of a single packed stream"), "{}", error(&paper));
    paper.packed = Some(("LZWDecode", lzw_run(8_000)));
    assert!(error(&paper).starts_with("holds more than 16 MB of a single packed stream"), "{}", error(&paper));
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut out, bytes).unwrap();
    out.finish().unwrap()
}

/// Spaces packed by LZW: each code stands for one space more than the one before, until the table is full.
fn lzw_run(codes: u32) -> Vec<u8> {
    let (mut bits, mut held, mut out) = (0_u64, 0, Vec::new());
    let mut put = |code: u32, width: u32, out: &mut Vec<u8>| {
        bits = bits << width | u64::from(code);
        held += width;
        while held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    };
    put(256, 9, &mut out);
    put(32, 9, &mut out);
    for index in 0..codes {
        let code = (258 + index).min(4095);
        // the width grows one code early
        let width = match code + 1 {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        put(code, width, &mut out);
    }
    put(257, 12, &mut out);
    out
}

#[test]
fn content_made_to_do_harm() {
    let error = |content: &str| document(&PdfBuilder::new().page().draw(content).bytes()).unwrap_err().to_string();
    for (content, limit) in [
        ("q ".repeat(1_000), "512 nested states on a page"),
        ("/P BMC ".repeat(1_000), "512 nested states on a page"),
        ("BT /R 10 Tf ".to_owned() + &"(a)Tj ".repeat(100_001), "100000 pieces of text on a page"),
        ("/No Do ".repeat(10_001), "10000 forms on a page"),
        (format!("[{}] TJ", "0 ".repeat(2_000_001)), "2000000 values in the content of a page"),
        ("(a)Tj 0 0 m 9 9 l S ".repeat(20_000), "2000 drawn lines on a page of text"),
    ] {
        assert!(error(&content).starts_with(&format!("holds more than {limit}")), "{}", error(&content));
    }
    let mut paper = PdfBuilder::new().page();
    paper.resources = format!("/A [{}]", "0 ".repeat(500_001));
    let error = document(&paper.bytes()).unwrap_err().to_string();
    assert!(error.starts_with("holds more than 500000 values in an object"), "{error}");
    // drawn lines alone are no harm
    let drawn = PdfBuilder::new().page().draw(&"0 9 m 90 9 l S ".repeat(200_000)).set('R', 10.0, 100.0, 700.0, "text");
    assert_eq!(document(&drawn.bytes()).unwrap().blocks.len(), 1);
}

/// A file whose objects are all in a packed table, which unpacks to so many megabytes.
fn packed_objects(name: &str, filters: &str, megabytes: usize) -> Vec<u8> {
    let table = [
        b"1 0 2 33 <</Type /Catalog /Pages 2 0 R>> <</Type /Pages /Kids [] /Count 0>>",
        &b" ".repeat(megabytes << 20)[..],
    ];
    let table = packed(&table.concat());
    let mut out = b"%PDF-1.5\n".to_vec();
    let first = out.len();
    out.extend(format!("5 0 obj <<{name}/N 2 /First 9 {filters} /Length {}>> stream\n", table.len()).bytes());
    out.extend(table);
    out.extend(b"\nendstream endobj\n");
    let second = out.len();
    let entry =
        |kind: u8, at: usize, index: u16| [&[kind][..], &(at as u32).to_be_bytes(), &index.to_be_bytes()].concat();
    let entries = [
        entry(0, 0, 65535),
        entry(2, 5, 0),
        entry(2, 5, 1),
        entry(0, 0, 0),
        entry(0, 0, 0),
        entry(1, first, 0),
        entry(1, second, 0),
    ];
    let entries = packed(&entries.concat());
    out.extend(
        format!(
            "6 0 obj <</Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length {}>> stream\n",
            entries.len()
        )
        .bytes(),
    );
    out.extend(entries);
    out.extend(format!("\nendstream endobj\nstartxref\n{second}\n%%EOF\n").bytes());
    out
}

#[test]
fn tables_of_objects_packed_to_do_harm() {
    let error = |name: &str, filters: &str, megabytes| document(&packed_objects(name, filters, megabytes)).unwrap_err();
    // a small one is read: there is just nothing in it
    assert_eq!(error("/Type /ObjStm", "/Filter /FlateDecode", 0), Error::Damaged { what: "it has no pages".into() });
    for (name, filters) in
        [("/Type /ObjStm", "/Filter /FlateDecode"), ("", "/Filter [/FlateDecode]"), ("/Type /Obj#53tm", "")]
    {
        let error = error(name, filters, 80);
        assert!(matches!(error, Error::Limit { what: "of packed objects", .. }), "{name} {filters}: {error}");
    }
    let twice = error("/Type /ObjStm", "/Filter [/FlateDecode /FlateDecode]", 0);
    assert!(twice.to_string().contains("packed in an unusual way"), "{twice}");
}

#[test]
fn forms_within_forms_end() {
    let nested = "q ".repeat(100_000) + &"[".repeat(100_000);
    let paper = PdfBuilder::new().page().set('R', 10.0, 100.0, 700.0, "text").draw(&nested);
    // content that stops making sense is content that could not be read
    assert!(
        document(&paper.bytes()).is_ok_and(|document| !document.warnings.is_empty())
            || document(&paper.bytes()).is_err()
    );
}

/// A xorshift generator: the same damage every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

#[test]
fn no_damage_makes_it_panic() {
    let whole = super::resolution(true).bytes();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..1_500 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.roll(12) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes.truncate(at.max(8)),
                1 => bytes[at] = dice.roll(256) as u8,
                2 => bytes[at] = b"0123456789-.<>[]()/ %R"[dice.roll(22)],
                3 => {
                    let end = (at + dice.roll(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                _ => {
                    let end = (at + dice.roll(60)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    let to = dice.roll(bytes.len());
                    bytes.splice(to..to, copy);
                }
            }
            if bytes.len() < 16 {
                break;
            }
        }
        // whatever comes of it, it comes back
        let _ = travaux::resolution(&bytes);
    }
}
