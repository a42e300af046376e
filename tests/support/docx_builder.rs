//! Writes Word files from strings of XML, so that every fixture can be read where it is used.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:o="urn:schemas-microsoft-com:office:office""#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a Word file, each without its outermost element.
#[derive(Default)]
pub(crate) struct DocxBuilder<'a> {
    pub(crate) body: &'a str,
    pub(crate) styles: &'a str,
    pub(crate) numbering: &'a str,
    pub(crate) footnotes: &'a str,
    pub(crate) endnotes: &'a str,
    pub(crate) comments: &'a str,
    pub(crate) header: &'a str,
}

impl DocxBuilder<'_> {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut parts = vec![(
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="m" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        )];
        let mut relations = String::new();
        for (name, root, inner) in [
            ("styles", "styles", self.styles),
            ("numbering", "numbering", self.numbering),
            ("footnotes", "footnotes", self.footnotes),
            ("endnotes", "endnotes", self.endnotes),
            ("comments", "comments", self.comments),
            ("header", "hdr", self.header),
        ] {
            if !inner.is_empty() {
                relations.push_str(&format!(r#"<Relationship Id="{name}" Type="{KIND}/{name}" Target="{name}.xml"/>"#));
                parts.push((format!("word/{name}.xml"), format!("<w:{root} {W}>{inner}</w:{root}>")));
            }
        }
        parts.push((
            "word/_rels/document.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#),
        ));
        parts.push((
            "word/document.xml".to_owned(),
            format!("<w:document {W}><w:body>{}</w:body></w:document>", self.body),
        ));
        zipped(&parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
    }
}

/// A zipped file of these entries.
pub(crate) fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A body of plain paragraphs.
pub(crate) fn body(text: &str) -> Vec<u8> {
    DocxBuilder { body: text, ..DocxBuilder::default() }.bytes()
}
