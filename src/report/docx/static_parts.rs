//! The parts of a Word file: content types, relationships, styles, settings, and the frame around the body.

use super::package::Part;
use crate::model::Language;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of a file with a body, footnotes and comments, and lists if it has any.
pub(super) fn with_body(
    body: String,
    notes: &(String, String),
    lists: Option<String>,
    language: Language,
    orientation: Orientation,
) -> Vec<Part> {
    let mut names = vec!["document", "styles", "settings", "footnotes", "comments", "footer"];
    names.extend(lists.is_some().then_some("numbering"));
    let types: String = names
        .iter()
        .map(|name| {
            let kind = if *name == "document" { "document.main" } else { name };
            format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{MAIN}.{kind}+xml\"/>")
        })
        .collect();
    let relations: String = names[1..]
        .iter()
        .map(|name| format!("<Relationship Id=\"{name}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>"))
        .collect();
    let main = part("document", &["<w:body>", &body, orientation.section(), "</w:body>"]);
    // Frees a long body.
    drop(body);
    let mut parts = vec![
        (
            "[Content_Types].xml",
            format!(
                "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"document\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                "{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
            ),
        ),
        ("word/document.xml", main),
        ("word/styles.xml", part("styles", &[&styles(language)])),
        ("word/settings.xml", part("settings", &[SETTINGS])),
        ("word/footnotes.xml", part("footnotes", &[RULES, &notes.0])),
        ("word/comments.xml", part("comments", &[&notes.1])),
        ("word/footer.xml", part("ftr", &[FOOTER])),
    ];
    parts.extend(lists.map(|lists| ("word/numbering.xml", part("numbering", &[&lists]))));
    parts
}

fn part(root: &str, inner: &[&str]) -> String {
    let (start, end) = (format!("{XML}<w:{root} {NAMESPACES}>"), format!("</w:{root}>"));
    [&[start.as_str()], inner, &[end.as_str()]].concat().concat()
}

/// The page orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    Portrait,
    Landscape,
}

impl Orientation {
    fn section(self) -> &'static str {
        match self {
            Orientation::Portrait => PORTRAIT,
            Orientation::Landscape => LANDSCAPE,
        }
    }
}

/// A4, UN margins, page numbers in the footer.
const LANDSCAPE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
    <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1200\" w:right=\"1200\" w:bottom=\"1200\" \
    w:left=\"1200\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";
const PORTRAIT: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1200\" w:bottom=\"1440\" w:left=\"1200\" \
    w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>";

/// Further edits are tracked too.
const SETTINGS: &str = "<w:trackRevisions/><w:defaultTabStop w:val=\"475\"/><w:footnotePr><w:footnote w:id=\"0\"/>\
    <w:footnote w:id=\"1\"/></w:footnotePr><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
    w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>";

const RULES: &str = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

const FOOTER: &str = "<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
    <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
    <w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>/</w:t></w:r>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> NUMPAGES </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";

const HEADING_INDENT: &str = "<w:ind w:left=\"1067\" w:right=\"1000\"/>";

/// The indent of the paragraphs of a style of the text.
pub(super) fn indent(style: &str) -> Option<String> {
    let left = match style {
        "SectionHeading" => return Some(HEADING_INDENT.to_owned()),
        "Opener" | "Preambular" | "Operative" => 1067,
        "Subparagraph1" => 1542,
        "Subparagraph2" => 2017,
        "Subparagraph3" => 2492,
        _ => return None,
    };
    Some(format!("<w:ind w:left=\"{left}\" w:right=\"1000\" w:firstLine=\"475\"/>"))
}

fn styles(language: Language) -> String {
    let tag = match language.tag() {
        "fr" => "fr-FR",
        "es" => "es-ES",
        "ru" => "ru-RU",
        _ => "en-GB",
    };
    let font = "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" \
                w:eastAsia=\"SimSun\"/>";
    let mut out = format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>\
         <w:lang w:val=\"{tag}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"120\" w:line=\"250\" w:lineRule=\"atLeast\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>\
         <w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"CommentReference\"><w:name w:val=\"annotation reference\"/>\
         <w:rPr><w:sz w:val=\"16\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{}\
         </w:tblBorders><w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar>\
         </w:tblPr></w:style>",
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>"))
            .concat()
    );
    // The schema wants spacing, indents, alignment in this order.
    let body = |id: &str| format!("{}<w:jc w:val=\"both\"/>", indent(id).unwrap_or_default());
    let left = HEADING_INDENT;
    for (id, name, paragraph, run) in [
        ("Masthead", "Masthead", String::new(), "<w:b/><w:sz w:val=\"28\"/>"),
        ("Symbol", "Symbol", "<w:jc w:val=\"right\"/>".into(), "<w:b/><w:sz w:val=\"24\"/>"),
        ("Distribution", "Distribution", "<w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/>".into(), ""),
        ("HeaderLine", "Header line", "<w:spacing w:after=\"40\"/>".into(), "<w:b/>"),
        ("Sponsors", "Sponsors", format!("<w:spacing w:before=\"240\"/>{left}"), "<w:b/>"),
        ("Adoption", "Adoption", format!("<w:spacing w:before=\"240\"/>{left}"), "<w:b/>"),
        (
            "ResolutionTitle",
            "Resolution title",
            format!("<w:spacing w:before=\"240\" w:after=\"240\"/>{left}"),
            "<w:b/><w:sz w:val=\"24\"/>",
        ),
        ("Opener", "Opener", body("Opener"), "<w:i/><w:iCs/>"),
        ("Preambular", "Preambular paragraph", body("Preambular"), ""),
        ("Operative", "Operative paragraph", body("Operative"), ""),
        ("Subparagraph1", "Subparagraph 1", body("Subparagraph1"), ""),
        ("Subparagraph2", "Subparagraph 2", body("Subparagraph2"), ""),
        ("Subparagraph3", "Subparagraph 3", body("Subparagraph3"), ""),
        (
            "SectionHeading",
            "Section heading",
            format!("<w:keepNext/><w:spacing w:before=\"240\"/>{left}<w:outlineLvl w:val=\"0\"/>"),
            "<w:b/>",
        ),
        (
            "Closing",
            "Closing",
            "<w:spacing w:after=\"0\"/><w:ind w:right=\"1000\"/><w:jc w:val=\"right\"/>".into(),
            "<w:i/>",
        ),
        ("FootnoteText", "footnote text", "<w:spacing w:after=\"40\"/>".into(), "<w:sz w:val=\"17\"/>"),
        ("CommentText", "annotation text", String::new(), ""),
        ("TableText", "Table text", "<w:spacing w:after=\"60\"/>".into(), "<w:sz w:val=\"18\"/>"),
    ] {
        out += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    out
}
