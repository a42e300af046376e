//! A file in its written form: where its words, figures and signs stand, found without the readers, and changed there.

use std::ops::Range;

use crate::support::docx_builder::DocxBuilder;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
    Word,
    AkomaNtoso,
}

impl Format {
    pub(crate) const ALL: [Format; 5] =
        [Format::Text, Format::Markdown, Format::Html, Format::Word, Format::AkomaNtoso];
}

#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) format: Format,
    /// The text; of a Word file its body, its footnotes and its numbering.
    pub(crate) parts: Vec<String>,
}

/// A word, a figure or a sign.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) part: usize,
    pub(crate) range: Range<usize>,
    pub(crate) kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    Word,
    Figure,
    Sign,
}

impl Source {
    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let part = |index: usize| self.parts.get(index).map_or("", String::as_str);
        match self.format {
            Format::Word => {
                DocxBuilder { body: part(0), footnotes: part(1), numbering: part(2), ..DocxBuilder::default() }.bytes()
            }
            _ => part(0).as_bytes().to_vec(),
        }
    }

    pub(crate) fn text(&self, piece: &Piece) -> &str {
        &self.parts[piece.part][piece.range.clone()]
    }

    /// The characters around a piece, to tell where it stands.
    pub(crate) fn context(&self, piece: &Piece) -> String {
        let text = &self.parts[piece.part];
        let before: String = text[..piece.range.start].chars().rev().take(40).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text[piece.range.end..].chars().take(40).collect();
        format!("{before}⟦{}⟧{after}", self.text(piece)).replace('\n', "⏎")
    }

    /// A piece as a reader sees it: an entity as its character.
    pub(crate) fn shown(&self, piece: &Piece) -> String {
        match self.text(piece) {
            "&ldquo;" => "“".to_owned(),
            "&rdquo;" => "”".to_owned(),
            "&nbsp;" => "\u{a0}".to_owned(),
            "&amp;" => "&".to_owned(),
            text => text.to_owned(),
        }
    }

    /// The same with something else in the place of a piece.
    pub(crate) fn replaced(&self, piece: &Piece, range: Range<usize>, by: &str) -> Source {
        let mut changed = self.clone();
        changed.parts[piece.part].replace_range(range, by);
        changed
    }

    /// All that can be read, in order.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let mut out = Vec::new();
        for (part, text) in self.parts.iter().enumerate().take(2) {
            for range in readable(self.format, text) {
                cut(part, text, range, &mut out);
            }
        }
        out
    }
}

/// Where the characters stand that a reader of the file sees.
fn readable(format: Format, text: &str) -> Vec<Range<usize>> {
    match format {
        Format::Text => std::iter::once(0..text.len()).collect(),
        Format::Markdown => outside_markdown_syntax(text),
        Format::Html => outside_tags(text, &["head", "script", "style", "nav", "header", "footer"]),
        Format::AkomaNtoso => outside_tags(text, &["meta"]),
        Format::Word => {
            let mut out = Vec::new();
            for (start, _) in text.match_indices("<w:t") {
                let open = start + text[start..].find('>').unwrap() + 1;
                let is_text = matches!(text.as_bytes()[start + 4], b' ' | b'>');
                if is_text {
                    out.push(open..open + text[open..].find('<').unwrap());
                }
            }
            out
        }
    }
}

fn outside_tags(text: &str, skipped: &[&str]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    while let Some(open) = text[start..].find('<').map(|open| start + open) {
        out.push(start..open);
        let inside = skipped.iter().find(|name| {
            let rest = &text[open + 1..];
            rest.starts_with(**name) && rest[name.len()..].starts_with(['>', ' '])
        });
        let close = match inside {
            Some(name) => text[open..].find(&format!("</{name}")).map_or(open, |close| open + close + 1),
            None => open,
        };
        start = close + text[close..].find('>').unwrap() + 1;
    }
    out.retain(|range| !text[range.clone()].trim().is_empty());
    out
}

/// Without the marks of footnotes and the addresses of links, without rules under the heads of tables.
fn outside_markdown_syntax(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let is_rule = line.contains("---") && !line.contains(char::is_alphanumeric);
        let mut from = start;
        while !is_rule && from < end {
            let rest = &text[from..end];
            let next = ["[^", "]("].iter().filter_map(|mark| rest.find(mark)).min();
            let to = next.map_or(end, |next| from + next);
            out.push(from..to);
            let close = if text[to..end].starts_with('[') { ']' } else { ')' };
            from = text[to..end].find(close).map_or(end, |close| to + close + 1);
        }
        start = end;
    }
    out
}

fn cut(part: usize, text: &str, range: Range<usize>, out: &mut Vec<Piece>) {
    let mut start = range.start;
    while start < range.end {
        let rest = &text[start..range.end];
        let first = rest.chars().next().unwrap();
        let (length, kind) = match first {
            // an entity is one sign
            '&' if rest.contains(';') => (rest.find(';').unwrap() + 1, Some(PieceKind::Sign)),
            _ if first.is_ascii_digit() => {
                (rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()), Some(PieceKind::Figure))
            }
            // a raised figure or a fraction
            _ if first.is_numeric() => (first.len_utf8(), Some(PieceKind::Sign)),
            _ if first.is_alphabetic() => {
                let is_end = |c: char| !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c);
                (rest.find(is_end).unwrap_or(rest.len()), Some(PieceKind::Word))
            }
            _ if first.is_whitespace() => (first.len_utf8(), None),
            _ => (first.len_utf8(), Some(PieceKind::Sign)),
        };
        if let Some(kind) = kind {
            out.push(Piece { part, range: start..start + length, kind });
        }
        start += length;
    }
}

/// The project's own documents: samples/, and the one text that the tests have in every format.
pub(crate) fn own_documents() -> Vec<(String, Source)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        std::fs::read_dir(root.join("samples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let same = root.join("tests/formats/same");
    paths.extend(
        ["layout.txt", "text.md", "page.html", "resolution.akn.xml", "typed.xml", "counted.xml"]
            .map(|name| same.join(name)),
    );
    paths.sort();
    let read = |name: &str| std::fs::read_to_string(same.join(name)).unwrap();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let format = match name.rsplit('.').next().unwrap() {
            _ if name == "INDEX.md" || name == "90-hostile.txt" => continue,
            "txt" => Format::Text,
            "md" => Format::Markdown,
            "html" => Format::Html,
            _ if name.contains("akn") => Format::AkomaNtoso,
            "xml" => Format::Word,
            _ => continue,
        };
        let mut parts = vec![std::fs::read_to_string(&path).unwrap()];
        if format == Format::Word {
            parts.extend([read("footnotes.xml"), read("numbering.xml")]);
        }
        out.push((name, Source { format, parts }));
    }
    out
}
