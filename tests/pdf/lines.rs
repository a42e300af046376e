//! Runs of characters become lines: spaces, styles, raised figures, order.

use travaux::model::{Document, RemovalKind, Style};

use crate::support::pdf_builder::PdfBuilder;

fn read(paper: &PdfBuilder) -> Document {
    travaux::read::document(&paper.bytes()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
}

#[test]
fn spaces_are_those_of_the_page() {
    let paper = PdfBuilder::new()
        .page()
        // letter-spacing between runs of one word, a word gap without a space character, a column
        .draw("BT /R 10 Tf 1 0 0 1 100 700 Tm [(Confere) -110 (nce) -260 (rooms)] TJ ET")
        .set('R', 10.0, 400.0, 700.0, "Page");
    assert_eq!(texts(&read(&paper)), [format!("Conference rooms{}Page", " ".repeat(44))]);
}

#[test]
fn text_beyond_the_edges_of_the_page_is_hidden() {
    for (x, y) in [(700.0, 700.0), (100.0, -40.0), (100.0, 900.0), (-200.0, 700.0)] {
        let paper = PdfBuilder::new().page().set('R', 10.0, 100.0, 700.0, "1. Decides to meet in spring.");
        let document = read(&paper.set('R', 10.0, x, y, "Unseen"));
        assert_eq!(texts(&document), ["1. Decides to meet in spring."]);
        let ledger: Vec<_> = document.ledger.iter().map(|entry| (entry.kind, entry.text.as_str())).collect();
        assert_eq!(ledger, [(RemovalKind::Hidden, "Unseen")]);
        assert!(document.warnings[0].text.contains("does not show"), "{:?}", document.warnings);
    }
    // edges that leave most of a page out are wrong
    let document = read(&PdfBuilder::new().page().set('R', 10.0, 100.0, 900.0, "1. Decides to meet."));
    assert_eq!(texts(&document), ["1. Decides to meet."]);
}

#[test]
fn lines_are_read_by_their_baselines() {
    let paper = PdfBuilder::new()
        .page()
        .set('R', 10.0, 100.0, 600.0, "third")
        .set('R', 10.0, 300.0, 700.5, "Distr.: General")
        .set('R', 14.0, 100.0, 700.0, "First")
        .set('R', 10.0, 100.0, 612.0, "second");
    let document = read(&paper);
    assert_eq!(texts(&document)[1..], ["second", "third"]);
    assert!(texts(&document)[0].starts_with("First   "), "{:?}", texts(&document));
    assert!(texts(&document)[0].ends_with("   Distr.: General"), "{:?}", texts(&document));
    assert!(document.blocks[1].lines_above > 0.0);
    assert_eq!(document.blocks[2].lines_above, 0.0);
    assert_eq!(document.blocks[2].indent, 20.0);
    assert_eq!(document.blocks[2].width, 5.0);
}

#[test]
fn styles_follow_the_fonts() {
    let paper = PdfBuilder::new()
        .page()
        .set('I', 10.0, 100.0, 700.0, "Recalling")
        .set('R', 10.0, 147.5, 700.0, "x")
        .set('R', 6.5, 152.5, 703.5, "12")
        .set('R', 10.0, 161.5, 700.0, "and H")
        .set('R', 6.5, 184.0, 698.0, "2")
        .set('B', 10.0, 187.5, 700.0, "O");
    let document = read(&paper);
    let text = &document.blocks[0].text;
    assert_eq!(text.as_str(), "Recalling x12 and H2O");
    let style = |word: &str| text.style_at(text.as_str().find(word).unwrap());
    assert_eq!(style("Recalling"), Style { italic: true, ..Style::default() });
    assert_eq!(style("12"), Style { superscript: true, ..Style::default() });
    assert_eq!(style("2O"), Style::default());
    assert_eq!(style("O"), Style { bold: true, ..Style::default() });
}

#[test]
fn turned_pages_stand_upright() {
    let paper = PdfBuilder::new()
        .page()
        .draw("BT /R 10 Tf 0 1 -1 0 300 100 Tm (The first line of a wide table) Tj ET")
        .draw("BT /R 10 Tf 0 1 -1 0 312 100 Tm (and the second) Tj ET")
        .set('R', 8.0, 20.0, 20.0, "aside");
    let document = read(&paper);
    assert_eq!(texts(&document), ["The first line of a wide table", "and the second"]);
    assert_eq!(document.ledger[0].text, "aside");
    assert_eq!(document.ledger[0].kind, RemovalKind::Ornament);
}

#[test]
fn tagged_furniture_is_in_the_ledger_but_the_first_head_is_text() {
    let paper = PdfBuilder::new()
        .page()
        .furniture("Header", 60.0, 730.0, "A/RES/90/12")
        .set('R', 10.0, 60.0, 700.0, "text")
        .page()
        .furniture("Header", 60.0, 730.0, "A/RES/90/12")
        .set('R', 10.0, 60.0, 700.0, "more")
        .furniture("Footer", 60.0, 30.0, "2/2");
    let document = read(&paper);
    assert_eq!(texts(&document), ["A/RES/90/12", "text", "more"]);
    let ledger: Vec<_> =
        document.ledger.iter().map(|entry| (entry.kind, entry.text.as_str(), entry.location.page)).collect();
    assert_eq!(ledger, [(RemovalKind::RunningHead, "A/RES/90/12", 2), (RemovalKind::PageNumber, "2/2", 2)]);
}

#[test]
fn text_behind_a_scan_counts_only_alone() {
    let hidden = "BT 3 Tr /R 10 Tf 1 0 0 1 100 700 Tm (hidden) Tj ET";
    assert_eq!(texts(&read(&PdfBuilder::new().page().draw(hidden))), ["hidden"]);
    let both = PdfBuilder::new().page().draw(hidden).draw("0 Tr").set('R', 10.0, 100.0, 650.0, "seen");
    assert_eq!(texts(&read(&both)), ["seen"]);
}

#[test]
fn a_drawn_rule_over_small_notes_parts_them() {
    let paper = PdfBuilder::new()
        .page()
        .set('R', 10.0, 100.0, 700.0, "A long enough line of the body of the text that stands on this page")
        .draw("60 100 m 200 100 l S")
        .set('R', 5.5, 60.0, 91.0, "1")
        .set('R', 8.0, 65.0, 88.0, "A note.");
    assert_eq!(texts(&read(&paper))[1..], ["_".repeat(28), "1 A note.".into()]);
    // a table's small rows under its rule are no notes
    let paper = PdfBuilder::new()
        .page()
        .set('R', 10.0, 100.0, 700.0, "A long enough line of the body of the text that stands on this page")
        .draw("60 100 m 200 100 l S")
        .set('R', 8.0, 60.0, 88.0, "1. Income")
        .set('R', 8.0, 160.0, 88.0, "278 735 200");
    assert_eq!(texts(&read(&paper)).len(), 2);
}
