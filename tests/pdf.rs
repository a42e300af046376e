//! PDF files as they are met: set in columns, with notes over pages, tagged or not, damaged, made to do harm.

mod annotations;
mod coverage;
mod hostile;
mod lines;

use crate::support::pdf_builder::PdfBuilder;
use travaux::model::Resolution;

/// A resolution of two pages: head, indented paragraphs, one broken over the page, notes joined over it.
pub(crate) fn resolution(tagged: bool) -> PdfBuilder {
    let edge = |paper: PdfBuilder, kind: &str, x: f32, y: f32, text: &str| {
        if tagged { paper.furniture(kind, x, y, text) } else { paper.set('R', 9.0, x, y, text) }
    };
    let mut paper = PdfBuilder::new()
        .page()
        .set('R', 14.0, 123.0, 735.0, "United Nations")
        .set('R', 10.0, 490.0, 735.4, "A/RES/90/12")
        .set('B', 20.0, 123.0, 705.0, "General Assembly")
        .set('R', 10.0, 397.0, 705.3, "Distr.: General")
        .set('R', 10.0, 397.0, 693.0, "3 December 2035")
        .set('B', 10.0, 60.0, 570.0, "Ninetieth session")
        .set('R', 10.0, 60.0, 558.0, "Agenda item 7")
        .set('B', 14.0, 123.0, 500.0, "Resolution adopted by the General Assembly")
        .set('B', 14.0, 123.0, 485.0, "on 1 December 2035")
        .set('B', 12.0, 75.0, 436.0, "90/12.")
        .set('B', 12.0, 123.0, 436.0, "Lighthouses and the keepers of lighthouses")
        .set('I', 10.0, 147.0, 412.0, "The General Assembly,")
        .paragraph(394.0, &["Recalling its resolution 89/31 of 2 December 2034 on the lamps of", "harbours,"])
        .set('R', 6.5, 169.0, 385.5, "1")
        .set('R', 10.0, 175.0, 382.0, "and the well-being of those who keep them,")
        .paragraph(
            364.0,
            &["Noting that 45 million ships pass lighthouses every year, and that a state-of-", "the-art lamp,"],
        )
        .set('R', 6.5, 189.0, 355.5, "2")
        .set('R', 10.0, 195.0, 352.0, "where it burns, saves more of them,")
        .paragraph(
            334.0,
            &[
                "1.   Decides that every keeper shall have an open-",
                "ended supply of oil, and that the supply shall be renewed before",
            ],
        )
        .set('B', 9.0, 99.0, 140.0, "_______________")
        .set('R', 5.5, 117.0, 128.0, "1")
        .set('R', 8.5, 123.0, 125.0, "Resolution 89/31.")
        .set('R', 5.5, 117.0, 117.0, "2")
        .set('R', 8.5, 123.0, 114.0, "Official Records of the Conference on Lamps,")
        .set('R', 10.0, 60.0, 42.0, "35-01234 (E)")
        .set('R', 12.0, 60.0, 27.0, "*3501234*")
        .page();
    paper = edge(paper, "Header", 60.0, 733.0, "A/RES/90/12");
    paper = edge(paper, "Header", 380.0, 733.0, "Lighthouses and the keepers of lighthouses");
    paper = paper
        .set('R', 10.0, 123.0, 705.0, "winter begins, as set out in document A/89/123;")
        .paragraph(687.0, &["2.   Requests the Secretary-General to report to it at its ninety-first session", "on:"])
        .set('R', 10.0, 147.0, 663.0, "(a)   Lamps;")
        .set('R', 10.0, 147.0, 645.0, "(b)   Keepers.")
        .set('R', 10.0, 380.0, 610.0, "40th plenary meeting")
        .set('R', 10.0, 380.0, 598.0, "1 December 2035")
        .set('B', 9.0, 99.0, 140.0, "_______________")
        .set('R', 8.5, 123.0, 125.0, "vol. II, chap. IV.");
    paper = edge(paper, "Footer", 60.0, 38.0, "2/2");
    edge(paper, "Footer", 520.0, 38.0, "35-01234")
}

pub(crate) fn read(paper: &PdfBuilder) -> Resolution {
    travaux::resolution(&paper.bytes()).unwrap()
}

#[test]
fn a_resolution_comes_out_whole() {
    for tagged in [false, true] {
        let resolution = read(&resolution(tagged));
        let got: Vec<_> = resolution
            .paragraphs
            .iter()
            .map(|paragraph| (paragraph.id.0.as_str(), paragraph.location.page, paragraph.text.as_str()))
            .collect();
        let expected = [
            (
                "PP1",
                1,
                "Recalling its resolution 89/31 of 2 December 2034 on the lamps of harbours, and the well-being of those who keep them,",
            ),
            (
                "PP2",
                1,
                "Noting that 45 million ships pass lighthouses every year, and that a state-of-the-art lamp, where it burns, saves more of them,",
            ),
            (
                "OP1",
                1,
                "Decides that every keeper shall have an open-ended supply of oil, and that the supply shall be renewed before winter begins, as set out in document A/89/123;",
            ),
            ("OP2", 2, "Requests the Secretary-General to report to it at its ninety-first session on:"),
            ("OP2(a)", 2, "Lamps;"),
            ("OP2(b)", 2, "Keepers."),
        ];
        assert_eq!(got, expected, "tagged: {tagged}");
        let notes: Vec<_> = resolution.footnotes.iter().map(|note| (note.mark.as_str(), note.text.as_str())).collect();
        let expected =
            [("1", "Resolution 89/31."), ("2", "Official Records of the Conference on Lamps, vol. II, chap. IV.")];
        assert_eq!(notes, expected, "tagged: {tagged}");
        assert_eq!(resolution.header.get(travaux::model::HeaderField::Symbol), Some("A/RES/90/12"));
        assert!(resolution.warnings.is_empty(), "{:?}", resolution.warnings);
    }
}
