//! The parts of a Word file: content types, relationships, styles, settings, and the frame around the body.

use super::package::Part;
use super::xml::{Element, Xml, w, words};
use crate::model::Language;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts of a file with a body, footnotes and comments, and lists if it has any.
pub(super) fn with_body(
    body: Xml,
    (footnotes, comments): (Xml, Xml),
    lists: Option<Xml>,
    language: Language,
    orientation: Orientation,
) -> Vec<Part> {
    let mut names = vec!["document", "styles", "settings", "footnotes", "comments", "footer"];
    names.extend(lists.is_some().then_some("numbering"));
    let mut parts = vec![
        ("[Content_Types].xml", content_types(&names)),
        ("_rels/.rels", relationships([("document", "officeDocument", "word/document.xml")].into_iter())),
        (
            "word/_rels/document.xml.rels",
            relationships(names[1..].iter().map(|name| (*name, *name, format!("{name}.xml")))),
        ),
        ("word/document.xml", part("document", w("body").with(body).with(orientation.section()))),
        ("word/styles.xml", part("styles", styles(language))),
        ("word/settings.xml", part("settings", settings())),
        ("word/footnotes.xml", part("footnotes", separators() + footnotes)),
        ("word/comments.xml", part("comments", comments)),
        ("word/footer.xml", part("ftr", footer())),
    ];
    parts.extend(lists.map(|lists| ("word/numbering.xml", part("numbering", lists))));
    parts
}

fn file(root: Element) -> String {
    DECLARATION.to_owned() + Xml::from(root).as_str()
}

fn part(root: &str, content: impl Into<Xml>) -> String {
    file(w(root).attribute("xmlns:w", WORD).attribute("xmlns:r", OFFICE).with(content))
}

fn content_types(names: &[&str]) -> String {
    let default = |extension: &str, kind: &str| {
        Element::new("Default").attribute("Extension", extension).attribute("ContentType", kind)
    };
    let part = |name: &&str| {
        let kind = if *name == "document" { "document.main" } else { name };
        let part = Element::new("Override").attribute("PartName", format!("/word/{name}.xml"));
        part.attribute("ContentType", format!("{MAIN}.{kind}+xml"))
    };
    let types = Element::new("Types").attribute("xmlns", format!("{PACKAGE}/content-types"));
    let types = types.with(default("rels", "application/vnd.openxmlformats-package.relationships+xml"));
    file(types.with(default("xml", "application/xml")).with(names.iter().map(part).collect::<Xml>()))
}

/// Relationships: the id, the type and the target of each.
fn relationships<'a, T: AsRef<str>>(all: impl Iterator<Item = (&'a str, &'a str, T)>) -> String {
    let relationship = |(id, kind, target): (&str, &str, T)| {
        let relationship = Element::new("Relationship").attribute("Id", id);
        relationship.attribute("Type", format!("{OFFICE}/{kind}")).attribute("Target", target.as_ref())
    };
    let root = Element::new("Relationships").attribute("xmlns", format!("{PACKAGE}/relationships"));
    file(root.with(all.map(relationship).collect::<Xml>()))
}

/// The page orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    Portrait,
    Landscape,
}

impl Orientation {
    /// A4, UN margins, page numbers in the footer.
    fn section(self) -> Element {
        let (size, margin) = match self {
            Orientation::Portrait => (w("pgSz").w([("w", "11906"), ("h", "16838")]), "1440"),
            Orientation::Landscape => (w("pgSz").w([("w", "16838"), ("h", "11906"), ("orient", "landscape")]), "1200"),
        };
        let margins = w("pgMar").w([("top", margin), ("right", "1200"), ("bottom", margin), ("left", "1200")]);
        let margins = margins.w([("header", "720"), ("footer", "720"), ("gutter", "0")]);
        let footer = w("footerReference").w([("type", "default")]).attribute("r:id", "footer");
        w("sectPr").with([footer, size, margins])
    }
}

/// Further edits are tracked too.
fn settings() -> Xml {
    let mode = w("compatSetting").w([("name", "compatibilityMode")]);
    let mode = mode.w([("uri", "http://schemas.microsoft.com/office/word"), ("val", "15")]);
    let separators = [w("footnote").id(0), w("footnote").id(1)];
    [w("trackRevisions"), w("defaultTabStop").val(475), w("footnotePr").with(separators), w("compat").with(mode)].into()
}

/// The rules above footnotes, which are footnotes themselves.
fn separators() -> Xml {
    let rule =
        |(id, name): (usize, &str)| w("footnote").w([("type", name)]).id(id).with(w("p").with(w("r").with(w(name))));
    ["separator", "continuationSeparator"].into_iter().enumerate().map(rule).collect()
}

/// The number of the page and that of all pages.
fn footer() -> Element {
    let run = |content: Element| w("r").with(content);
    let mark = |kind: &str| run(w("fldChar").w([("fldCharType", kind)]));
    let text = |text: &str| run(w("t").with(Xml::text(text)));
    let field = |name: &str| -> Xml {
        [mark("begin"), run(words("instrText", name)), mark("separate"), text("1"), mark("end")].into()
    };
    let properties = w("pPr").with(w("jc").val("right"));
    w("p").with(properties).with(field(" PAGE ")).with(text("/")).with(field(" NUMPAGES "))
}

fn heading_indent() -> Element {
    w("ind").w([("left", "1067"), ("right", "1000")])
}

/// The indent of the paragraphs of a style of the text.
pub(super) fn indent(style: &str) -> Option<Element> {
    let left = match style {
        "SectionHeading" => return Some(heading_indent()),
        "Opener" | "Preambular" | "Operative" => "1067",
        "Subparagraph1" => "1542",
        "Subparagraph2" => "2017",
        "Subparagraph3" => "2492",
        _ => return None,
    };
    Some(w("ind").w([("left", left), ("right", "1000"), ("firstLine", "475")]))
}

const FONT: &str = "Times New Roman";

fn styles(language: Language) -> Xml {
    let tag = match language.tag() {
        "fr" => "fr-FR",
        "es" => "es-ES",
        "ru" => "ru-RU",
        _ => "en-GB",
    };
    let size = |half_points: usize| w("sz").val(half_points);
    let font = w("rFonts").w([("ascii", FONT), ("hAnsi", FONT), ("cs", FONT), ("eastAsia", "SimSun")]);
    let language = w("lang").w([("val", tag), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")]);
    let run_defaults = w("rPr").with([font, size(20), w("szCs").val(20), language]);
    let spacing = w("spacing").w([("after", "120"), ("line", "250"), ("lineRule", "atLeast")]);
    let style =
        |kind: &str, id: &str, name: &str| w("style").w([("type", kind), ("styleId", id)]).with(w("name").val(name));
    let normal = w("style").w([("type", "paragraph"), ("default", "1"), ("styleId", "Normal")]);
    let mut out = Xml::from([
        w("docDefaults").with([w("rPrDefault").with(run_defaults), w("pPrDefault").with(w("pPr").with(spacing))]),
        normal.with([w("name").val("Normal"), w("qFormat")]),
        style("character", "FootnoteReference", "footnote reference")
            .with(w("rPr").with(w("vertAlign").val("superscript"))),
        style("character", "CommentReference", "annotation reference").with(w("rPr").with(size(16))),
        style("table", "TableGrid", "Table Grid").with(w("tblPr").with(grid())),
    ]);
    for (id, name, paragraph, run) in paragraph_styles() {
        let style = style("paragraph", id, name).with([w("basedOn").val("Normal"), w("qFormat")]);
        out += style.with([w("pPr").with(paragraph), w("rPr").with(run)]);
    }
    out
}

/// The lines and margins of the cells of a table.
fn grid() -> Xml {
    let edge = |name: &str| w(name).w([("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")]);
    let margin = |name: &str| w(name).w([("w", "108"), ("type", "dxa")]);
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge);
    [w("tblBorders").with(edges), w("tblCellMar").with(["left", "right"].map(margin))].into()
}

/// The styles of paragraphs: the id, the name, the properties of a paragraph and of its runs.
fn paragraph_styles() -> [(&'static str, &'static str, Xml, Xml); 18] {
    let none = Xml::default;
    let size = |half_points: usize| w("sz").val(half_points);
    let after = |points: &str| w("spacing").w([("after", points)]);
    let before = || w("spacing").w([("before", "240")]);
    let right = || w("jc").val("right");
    // The schema wants spacing, indents, alignment in this order.
    let body = |id: &str| Xml::from(indent(id)) + w("jc").val("both");
    let heading = || [w("keepNext"), before(), heading_indent(), w("outlineLvl").val(0)].into();
    let title = || [before().w([("after", "240")]), heading_indent()].into();
    let closing = || [after("0"), w("ind").w([("right", "1000")]), right()].into();
    [
        ("Masthead", "Masthead", none(), [w("b"), size(28)].into()),
        ("Symbol", "Symbol", right().into(), [w("b"), size(24)].into()),
        ("Distribution", "Distribution", [after("0"), right()].into(), none()),
        ("HeaderLine", "Header line", after("40").into(), w("b").into()),
        ("Sponsors", "Sponsors", [before(), heading_indent()].into(), w("b").into()),
        ("Adoption", "Adoption", [before(), heading_indent()].into(), w("b").into()),
        ("ResolutionTitle", "Resolution title", title(), [w("b"), size(24)].into()),
        ("Opener", "Opener", body("Opener"), [w("i"), w("iCs")].into()),
        ("Preambular", "Preambular paragraph", body("Preambular"), none()),
        ("Operative", "Operative paragraph", body("Operative"), none()),
        ("Subparagraph1", "Subparagraph 1", body("Subparagraph1"), none()),
        ("Subparagraph2", "Subparagraph 2", body("Subparagraph2"), none()),
        ("Subparagraph3", "Subparagraph 3", body("Subparagraph3"), none()),
        ("SectionHeading", "Section heading", heading(), w("b").into()),
        ("Closing", "Closing", closing(), w("i").into()),
        ("FootnoteText", "footnote text", after("40").into(), size(17).into()),
        ("CommentText", "annotation text", none(), none()),
        ("TableText", "Table text", after("60").into(), size(18).into()),
    ]
}
