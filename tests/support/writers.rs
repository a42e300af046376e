//! One description → a source in each format.

use crate::support::draft::{Block, Draft, Kind};
use crate::support::source::{Format, Source};

/// Writes a resolution in a format.
pub(crate) fn write(draft: &Draft, format: Format) -> Source {
    let parts = match format {
        Format::Text => vec![text(draft)],
        Format::Markdown => vec![markdown(draft)],
        Format::Html => vec![html(draft)],
        Format::Word => word(draft),
        Format::AkomaNtoso => vec![akoma_ntoso(draft)],
    };
    Source { format, parts }
}

/// A block's words, each with the mark of the footnote that is called behind it.
fn with_marks(block: &Block, notes: &mut usize, mark: impl Fn(usize) -> String) -> String {
    let Some(note) = &block.note else { return block.text.clone() };
    *notes += 1;
    let words = block.text.split(' ').enumerate();
    let marked =
        words.map(|(index, word)| if index == note.word { word.to_owned() + &mark(*notes) } else { word.to_owned() });
    marked.collect::<Vec<_>>().join(" ")
}

fn cells(block: &Block) -> impl Iterator<Item = Vec<&str>> {
    block.text.lines().map(|row| row.split('|').collect())
}

/// As `pdftotext -layout` prints it.
fn text(draft: &Draft) -> String {
    let mut out = String::new();
    let mut notes = 0;
    let mut last = Kind::Header;
    for block in &draft.blocks {
        let text = with_marks(block, &mut notes, |number| number.to_string());
        if block.kind != Kind::Header && !(block.kind == Kind::Closing && last == Kind::Closing) {
            out += if last == Kind::Header || block.kind == Kind::Closing { "\n\n" } else { "\n" };
        }
        last = block.kind;
        match block.kind {
            Kind::Header if text.ends_with("draft resolution") => out += &format!("\n\n               {text}\n"),
            Kind::Header if text == "Ninety-third session" => out += &format!("\n\n{text}\n"),
            Kind::Header => out += &format!("{text}\n"),
            Kind::Closing => out += &format!("{:60}{text}\n", ""),
            Kind::AnnexHeading => out += &format!("\n\n         {text}\n"),
            Kind::Table => {
                for row in cells(block) {
                    let columns = row.iter().map(|cell| format!("{cell:<22}")).collect::<String>();
                    out += &format!("         {}\n", columns.trim_end());
                }
            }
            _ => {
                let label = block.label.as_ref().map_or(String::new(), |label| format!("{label:<6}"));
                wrap(&format!("{label}{text}"), &mut out);
            }
        }
    }
    if notes > 0 {
        out += "\n         __________________\n";
    }
    for (index, note) in draft.notes().enumerate() {
        out += &format!("         {}   {}\n", index + 1, note.text);
    }
    out
}

/// Lines of a paragraph, the first one indented further.
fn wrap(text: &str, out: &mut String) {
    let mut line = " ".repeat(15);
    let mut is_empty = true;
    // the spaces behind a label stay
    for word in text.split_inclusive(' ') {
        if !is_empty && line.chars().count() + word.trim_end().chars().count() > 74 {
            *out += line.trim_end();
            *out += "\n";
            line = " ".repeat(9);
        }
        line += word;
        is_empty = false;
    }
    *out += line.trim_end();
    *out += "\n";
}

fn markdown(draft: &Draft) -> String {
    let mut out = String::new();
    let mut notes = 0;
    for block in &draft.blocks {
        let text = emphasized(&with_marks(block, &mut notes, |number| format!("[^{number}]")), block.kind, "*", "*");
        let label = block.label.as_ref().map_or(String::new(), |label| format!("{label} "));
        match block.kind {
            Kind::Title => out += &format!("# {text}\n\n"),
            Kind::AnnexHeading => out += &format!("## {text}\n\n"),
            Kind::Operative(depth) => out += &format!("{}{label}{text}\n\n", "   ".repeat(depth.min(1))),
            Kind::Table => {
                for (index, row) in cells(block).enumerate() {
                    out += &format!("| {} |\n", row.join(" | "));
                    if index == 0 {
                        out += &format!("|{}\n", " --- |".repeat(row.len()));
                    }
                }
                out += "\n";
            }
            _ => out += &format!("{label}{text}\n\n"),
        }
    }
    for (index, note) in draft.notes().enumerate() {
        out += &format!("[^{}]: {}\n\n", index + 1, note.text);
    }
    out
}

/// The first words slanted, as openings are printed.
fn emphasized(text: &str, kind: Kind, open: &str, close: &str) -> String {
    let is_slanted = matches!(kind, Kind::Preambular | Kind::Operative(0) | Kind::Organ);
    match text.split_once(' ') {
        Some((first, rest)) if is_slanted => format!("{open}{first}{close} {rest}"),
        _ => text.to_owned(),
    }
}

fn html(draft: &Draft) -> String {
    let mut out = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title><style>p { color: black }</style></head>\n<body>\n",
    );
    let mut notes = 0;
    for block in &draft.blocks {
        let mark = |number| format!("<sup><a href=\"#n{number}\" id=\"r{number}\">{number}</a></sup>");
        let text = emphasized(&with_marks(block, &mut notes, mark), block.kind, "<em>", "</em>");
        let label = block.label.as_ref().map_or(String::new(), |label| format!("{label} "));
        match block.kind {
            Kind::Title => out += &format!("<h1>{text}</h1>\n"),
            Kind::AnnexHeading => out += &format!("<h2>{text}</h2>\n"),
            Kind::Table => out += &table(block, "table", "tr", |cell| format!("<td>{cell}</td>")),
            _ => out += &format!("<p>{label}{text}</p>\n"),
        }
    }
    if notes > 0 {
        out += "<hr>\n<ol class=\"notes\">\n";
        for (index, note) in draft.notes().enumerate() {
            let number = index + 1;
            out += &format!("<li id=\"n{number}\">{} <a href=\"#r{number}\">↩</a></li>\n", note.text);
        }
        out += "</ol>\n";
    }
    out + "</body></html>\n"
}

fn table(block: &Block, table: &str, row: &str, cell: impl Fn(&str) -> String) -> String {
    let rows =
        cells(block).map(|cells| format!("<{row}>{}</{row}>\n", cells.into_iter().map(&cell).collect::<String>()));
    format!("<{table}>\n{}</{table}>\n", rows.collect::<String>())
}

/// The body, and the footnotes.
fn word(draft: &Draft) -> Vec<String> {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let mut body = String::new();
    let mut notes = 0;
    for block in &draft.blocks {
        if block.kind == Kind::Table {
            body += &table(block, "w:tbl", "w:tr", |cell| format!("<w:tc><w:p>{}</w:p></w:tc>", run(cell)));
            continue;
        }
        let mark = |number: usize| {
            format!(
                "</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r><w:r><w:t xml:space=\"preserve\">",
                number + 1
            )
        };
        let text = with_marks(block, &mut notes, mark);
        let slanted = emphasized(
            &text,
            block.kind,
            "</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>",
            "</w:t></w:r><w:r><w:t xml:space=\"preserve\">",
        );
        let label = block.label.as_ref().map_or(String::new(), |label| run(label) + "<w:r><w:tab/></w:r>");
        body += &format!("<w:p>{label}{}</w:p>\n", run(&slanted));
    }
    let mut footnotes =
        String::from("<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>");
    for (index, note) in draft.notes().enumerate() {
        let text = run(&format!(" {}", note.text));
        footnotes +=
            &format!("<w:footnote w:id=\"{}\"><w:p><w:r><w:footnoteRef/></w:r>{text}</w:p></w:footnote>\n", index + 2);
    }
    vec![body, footnotes]
}

fn akoma_ntoso(draft: &Draft) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"resolution\">\n<meta/>\n",
    );
    let mut notes: Vec<String> = draft.notes().map(|note| note.text.clone()).collect();
    notes.insert(0, String::new());
    let mut count = 0;
    let mut open = "";
    for block in &draft.blocks {
        let part = match block.kind {
            Kind::Header | Kind::Title => "preface",
            Kind::Organ | Kind::Preambular => "preamble",
            Kind::Operative(_) | Kind::Table => "mainBody",
            Kind::Closing => "conclusions",
            Kind::AnnexHeading | Kind::AnnexTitle | Kind::AnnexParagraph => "attachments",
        };
        if part != open {
            out += &if open.is_empty() { format!("<{part}>\n") } else { format!("</{open}>\n<{part}>\n") };
            open = part;
        }
        let mark =
            |number: usize| format!("<authorialNote marker=\"{number}\"><p>{}</p></authorialNote>", notes[number]);
        let text = emphasized(&with_marks(block, &mut count, mark), block.kind, "<i>", "</i>");
        out += &match (block.kind, &block.label) {
            (Kind::Title, _) => format!("<p><docTitle>{text}</docTitle></p>\n"),
            (Kind::Organ, _) => format!("<formula name=\"enactingFormula\"><p>{text}</p></formula>\n"),
            (Kind::Preambular, _) => format!("<container name=\"recital\"><p>{text}</p></container>\n"),
            (Kind::Table, _) => table(block, "table", "tr", |cell| format!("<td><p>{cell}</p></td>")),
            (Kind::AnnexHeading, _) => format!("<p>{text}</p>\n"),
            (kind, Some(label)) => {
                let element = if matches!(kind, Kind::Operative(1 | 2)) { "point" } else { "paragraph" };
                format!("<{element}><num>{label}</num><content><p>{text}</p></content></{element}>\n")
            }
            _ => format!("<p>{text}</p>\n"),
        };
    }
    out + &format!("</{open}>\n</statement></akomaNtoso>\n")
}
