//! What stands over the content of pages, and what cannot be read: text at its place, or a warning that names it.

use travaux::model::{Document, RemovalKind};
use travaux::read::Error;

use crate::support::pdf_builder::PdfBuilder;

fn read(paper: &PdfBuilder) -> Document {
    travaux::read::document(&paper.bytes()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn warnings(document: &Document) -> Vec<String> {
    document.warnings.iter().map(ToString::to_string).collect()
}

fn page() -> PdfBuilder {
    PdfBuilder::new()
        .page()
        .set('R', 10.0, 100.0, 700.0, "1. Decides to spend on oil:")
        .set('R', 10.0, 100.0, 600.0, "2. Ends.")
}

#[test]
fn fields_are_text_at_their_place() {
    let shown = "/Tx BMC q BT /R 10 Tf 2 6 Td (40,000 florins) Tj ET Q EMC";
    let field = |entries: &str, appearance| {
        page().annotation(&format!("/Subtype /Widget /FT /Tx /Rect [100 640 300 660] {entries}"), appearance)
    };
    let expected = ["1. Decides to spend on oil:", "40,000 florins", "2. Ends."];
    for paper in [
        field("/T (sum) /V (something else)", Some(shown)),
        field("/T (sum) /V (40,000 florins)", None),
        field("/V (40,000 florins) /DA (/Helv 9 Tf 0 g)", None),
        page().annotation("/Subtype /FreeText /Rect [100 640 300 660] /Contents (40,000 florins)", None),
        page().annotation("/Subtype /Stamp /Rect [100 640 300 660]", Some(shown)),
    ] {
        assert_eq!(texts(&read(&paper)), expected);
        assert!(warnings(&read(&paper)).is_empty(), "{:?}", warnings(&read(&paper)));
    }
    // a box is scaled to its place: 200 by 20 points in half of that
    let half = page().annotation("/Subtype /Widget /FT /Tx /Rect [100 640 200 650]", Some(shown));
    let width = |paper: &PdfBuilder| read(paper).blocks[1].width;
    assert!((width(&field("", Some(shown))) - 2.0 * width(&half)).abs() < 0.1);
    // hidden ones are not there
    assert_eq!(texts(&read(&field("/F 2 /V (40,000 florins)", Some(shown)))).len(), 2);
    let list = field("/V [(oil) (wicks)]", None);
    assert_eq!(texts(&read(&list))[1..3], ["oil", "wicks"]);
}

#[test]
fn notes_are_comments() {
    let paper = page()
        .annotation("/Subtype /Text /Rect [100 640 120 660] /Contents (Why so much?)", None)
        .annotation("/Subtype /Highlight /Rect [100 690 300 710] /Contents (Ask them)", Some("0 0 200 20 re f"))
        .annotation("/Subtype /Link /Rect [100 690 300 710]", None);
    let document = read(&paper);
    assert_eq!(texts(&document).len(), 2);
    let comments: Vec<_> = document.ledger.iter().map(|entry| (entry.kind, entry.text.as_str())).collect();
    assert_eq!(comments, [(RemovalKind::Comment, "Why so much?"), (RemovalKind::Comment, "Ask them")]);
}

#[test]
fn what_is_not_read_is_named() {
    let tick = "/Subtype /Widget /FT /Btn /Rect [100 640 120 660] /V /Yes /AS /Yes";
    let scan = "q 600 0 0 780 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    let mut xfa = page();
    xfa.root = "/AcroForm <</Fields [] /XFA (x)>>".into();
    let mut attached = page();
    attached.root =
        "/Names <</EmbeddedFiles <</Names [(annex.pdf) <</Type /Filespec /F (annex.pdf) /EF <</F 4 0 R>> >>]>> >>"
            .into();
    let mut layer = page().draw("/OC /L BDC").set('R', 10.0, 100.0, 500.0, "not shown").draw("EMC");
    layer.resources = "/Properties <</L 3 0 R>>".into();
    layer.root = "/OCProperties <</OCGs [3 0 R] /D <</OFF [3 0 R]>> >>".into();
    let mut symbols = page().set('X', 10.0, 100.0, 500.0, "ab");
    let cid = "/Subtype /CIDFontType2 /BaseFont /Lamps /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity)>>";
    symbols.fonts.push((
        'X',
        format!("<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Lamps /Encoding /Identity-H /DescendantFonts [<</Type /Font {cid}>>]>>"),
    ));
    for (paper, expected) in [
        (
            page()
                .annotation("/Subtype /Stamp /Rect [100 640 120 660] /Name /Approved", None)
                .annotation("/Subtype /Stamp /Rect [100 640 120 660] /Name /Draft", None)
                .annotation("/Subtype /Sound /Rect [100 640 120 660]", None),
            "page 1: annotations are not read: 1 sound, 2 stamps",
        ),
        (page().annotation(tick, None), "page 1: annotations are not read: 1 ticked box"),
        (page().page().draw(scan), "page 2: there is a picture instead of text, and what it says is not read"),
        (xfa, "the form is kept as XFA beside the pages, and only the pages are read"),
        (attached, "an attached file is not read: annex.pdf"),
        (layer, "page 1: a layer of the page that viewers do not show is not read"),
        (symbols, "page 1: characters of the font Lamps are not known: the file does not say what they stand for"),
        (page().draw("/No Do"), "page 1: a part of the page could not be read: an XObject: missing resource"),
    ] {
        assert_eq!(warnings(&read(&paper)), [expected]);
    }
}

#[test]
fn text_behind_a_picture_of_the_page_is_read_beside_a_stamp() {
    let scan = "q 600 0 0 780 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    let hidden = "BT 3 Tr /R 10 Tf 1 0 0 1 100 650 Tm (recognized) Tj ET 0 Tr";
    let stamp = |paper: PdfBuilder| paper.set('R', 10.0, 100.0, 700.0, "a stamp over it");
    assert_eq!(
        texts(&read(&stamp(PdfBuilder::new().page().draw(scan).draw(hidden)))),
        ["a stamp over it", "recognized"]
    );
    let behind = read(&stamp(PdfBuilder::new().page().draw(hidden)));
    assert_eq!(texts(&behind), ["a stamp over it"]);
    assert_eq!((behind.ledger[0].kind, behind.ledger[0].text.as_str()), (RemovalKind::Hidden, "recognized"));
}

#[test]
fn fonts_that_name_their_characters_otherwise() {
    let font = |entries: &str, ordering: &str| {
        let mut paper = PdfBuilder::new().page().draw("BT /X 10 Tf 1 0 0 1 100 700 Tm <706F585491CF> Tj ET");
        let cid = format!(
            "/Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo <</Registry (Adobe) /Ordering ({ordering}) /Supplement 2>>"
        );
        let descendants = format!("/DescendantFonts [<</Type /Font {cid}>>]");
        paper.fonts.push(('X', format!("<</Type /Font /Subtype /Type0 /BaseFont /Song {entries} {descendants}>>")));
        travaux::read::document(&paper.bytes())
    };
    for (entries, ordering) in [
        ("/Encoding /UniGB-UCS2-H", "GB1"),
        ("/Encoding /UniGB-UTF16-H", "GB1"),
        ("/Encoding /UniJIS-UTF16-H", "Japan1"),
        ("/Encoding /Identity-H /ToUnicode /Identity-H", "Identity"),
        // from top to bottom
        ("/Encoding /UniGB-UCS2-V", "GB1"),
    ] {
        assert_eq!(texts(&font(entries, ordering).unwrap()), ["灯塔量"], "{entries}");
    }
    assert_eq!(font("/Encoding /Identity-H", "Identity").unwrap_err(), Error::NoCharacters);
}

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    let column = |paper: PdfBuilder, x: f32, name: &str| {
        (0..20).fold(paper, |paper, line| {
            let text = format!("{name} {line} holds as many words as go in the column");
            paper.set('R', 10.0, x, 700.0 - 12.0 * line as f32, &text)
        })
    };
    let paper = PdfBuilder::new().page().set(
        'B',
        12.0,
        60.0,
        740.0,
        "A title that stands over both of the columns of the page and ends beyond",
    );
    let document = read(&column(column(paper, 60.0, "left"), 320.0, "right"));
    let begins = |block: &str| block.split(' ').next().unwrap().to_owned();
    let order: Vec<String> = texts(&document).into_iter().map(begins).collect();
    assert_eq!(order[1..21], ["left"; 20].map(str::to_owned));
    assert_eq!(order[21..], ["right"; 20].map(str::to_owned));
    assert_eq!(document.blocks[21].indent, document.blocks[1].indent);
    assert_eq!(warnings(&document), ["page 1: the text is set in two columns, and the left one is read first"]);
    // a table of short cells is read across
    let table = (0..20).fold(PdfBuilder::new().page(), |paper, line| {
        let y = 700.0 - 12.0 * line as f32;
        paper.set('R', 10.0, 60.0, y, &"income of the year".repeat(1 + line % 3)).set('R', 10.0, 330.0, y, "278 735")
    });
    assert!(texts(&read(&table)).iter().all(|row| row.starts_with("income") && row.ends_with("278 735")));
}
