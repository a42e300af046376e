//! One text in every format gives the same resolution.

use travaux::model::Resolution;

use crate::support::docx_builder::DocxBuilder;

const TEXT: &str = include_str!("same/layout.txt");
const MARKDOWN: &str = include_str!("same/text.md");
const HTML: &str = include_str!("same/page.html");
const AKN: &str = include_str!("same/resolution.akn.xml");
const TYPED: &str = include_str!("same/typed.xml");
const COUNTED: &str = include_str!("same/counted.xml");
const NUMBERING: &str = include_str!("same/numbering.xml");
const FOOTNOTES: &str = include_str!("same/footnotes.xml");

/// What must be the same: symbol, title, opener, paragraphs, footnotes.
fn essence(resolution: &Resolution) -> String {
    use travaux::model::HeaderField::{Symbol, Title};
    let mut lines = vec![
        format!("symbol {:?}", resolution.header.get(Symbol)),
        format!("title {:?}", resolution.header.get(Title)),
        format!("opener {:?}", resolution.organ_line),
    ];
    for paragraph in &resolution.paragraphs {
        let label = paragraph.label.as_ref().map(|label| label.text.as_str());
        let marks: Vec<_> = paragraph.footnote_refs.iter().map(|mark| (mark.offset, mark.marker.as_str())).collect();
        lines.push(format!("{} {label:?} {} {marks:?}", paragraph.id, paragraph.text));
    }
    lines.extend(resolution.footnotes.iter().map(|note| format!("note {} {}", note.mark, note.text)));
    lines.extend(resolution.closing.iter().map(|line| format!("closing {line}")));
    lines.join("\n")
}

pub(crate) fn every_format() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("Markdown", MARKDOWN.into()),
        ("HTML", HTML.into()),
        ("Akoma Ntoso", AKN.into()),
        ("Word, typed numbers", DocxBuilder { body: TYPED, footnotes: FOOTNOTES, ..DocxBuilder::default() }.bytes()),
        (
            "Word, counted numbers",
            DocxBuilder { body: COUNTED, footnotes: FOOTNOTES, numbering: NUMBERING, ..DocxBuilder::default() }.bytes(),
        ),
        // as an office suite saves them: written/make.sh
        ("LibreOffice's Word file", include_bytes!("written/source.docx").into()),
        ("LibreOffice's HTML", include_bytes!("written/source.html").into()),
        ("LibreOffice's PDF", include_bytes!("written/source.pdf").into()),
        ("LibreOffice's tagged PDF", include_bytes!("written/tagged.pdf").into()),
    ]
}

#[test]
fn an_arabic_page_is_read_in_its_own_order() {
    let resolution = travaux::resolution(include_bytes!("written/arabic.pdf")).unwrap();
    insta::assert_snapshot!(essence(&resolution));
}

#[test]
fn one_text_in_every_format() {
    let expected = travaux::resolution(TEXT.as_bytes()).unwrap();
    insta::assert_snapshot!(essence(&expected));
    for (format, bytes) in every_format() {
        let resolution = travaux::resolution(&bytes).unwrap();
        let got = essence(&resolution);
        assert_eq!(essence(&expected).lines().collect::<Vec<_>>(), got.lines().collect::<Vec<_>>(), "{format}");
        assert!(resolution.warnings.is_empty(), "{format}: {:?}", resolution.warnings);
    }
}
