//! What every report of one resolution shows: its inventory, its numbers as printed, its footnote marks in place.

use super::stretch;
use crate::model::{Label, LedgerEntry, NumberStyle, Paragraph, Part, Resolution};

/// A stretch of a paragraph's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'a> {
    /// The opening phrase.
    Opening(&'a str),
    /// Other words.
    Words(&'a str),
    /// A footnote mark.
    Mark(&'a str),
}

/// Puts the footnote marks back where they stood.
pub fn with_marks(paragraph: &Paragraph) -> Vec<Shown<'_>> {
    let text = paragraph.text.as_str();
    let opening = paragraph.opening.as_ref().map_or(0, |opening| opening.len);
    let mut shown = Vec::with_capacity(paragraph.footnote_refs.len() * 2 + 2);
    let mut from = 0;
    for (to, mark) in
        paragraph.footnote_refs.iter().map(|mark| (mark.offset, Some(&mark.marker))).chain([(text.len(), None)])
    {
        // A mark out of order or inside a character would be a mistake elsewhere; all of the text is shown even so.
        let to = if to >= from && text.is_char_boundary(to) { to } else { from };
        let cut = if text.is_char_boundary(opening) { opening.clamp(from, to) } else { from };
        shown.push(Shown::Opening(&text[from..cut]));
        shown.push(Shown::Words(&text[cut..to]));
        shown.extend(mark.map(|mark| Shown::Mark(mark)));
        from = to;
    }
    shown.retain(|shown| !matches!(shown, Shown::Opening("") | Shown::Words("")));
    shown
}

/// The first words of a text, which tell which paragraph it is.
pub fn gist(text: &str) -> String {
    // Enough for an opening phrase and its object.
    let head = stretch::first(text, 16);
    if head.len() + 1 >= text.trim_end().len() {
        text.to_owned()
    } else {
        format!("{head} …{}", closing_quotes(head))
    }
}

/// The quotation marks that a text leaves open.
pub fn closing_quotes(text: &str) -> String {
    let open = text.chars().fold(0_usize, |open, c| match c {
        '“' => open + 1,
        '”' => open.saturating_sub(1),
        _ => open,
    });
    "”".repeat(open)
}

/// A number as it is printed: a full stop follows a plain one.
pub fn printed(label: &Label) -> String {
    match label.style {
        NumberStyle::Number => format!("{}.", label.text),
        _ => label.text.to_string(),
    }
}

/// What was taken out of a text, in order; what was taken several times over in one place is counted.
pub fn ledger(resolution: &Resolution) -> Vec<(&LedgerEntry, usize)> {
    let runs = resolution.ledger.chunk_by(|one, next| one == next);
    runs.filter_map(|run| Some((run.first()?, run.len()))).collect()
}

/// The heading of the ledger.
pub fn removed_furniture(count: usize) -> String {
    format!("Page furniture removed ({count} item{})", if count == 1 { "" } else { "s" })
}

/// What a resolution consists of, in a sentence.
pub fn inventory(resolution: &Resolution) -> String {
    let count = |part: Part| resolution.paragraphs.iter().filter(|paragraph| paragraph.part == part).count();
    let kinds = [
        (count(Part::Preambular), "preambular", "preambular"),
        (count(Part::Operative), "operative", "operative"),
        (count(Part::Declaration), "in a declaration", "in a declaration"),
        (count(Part::Annex), "in an annex", "in annexes"),
        (count(Part::Heading), "heading", "headings"),
        (count(Part::Table), "table", "tables"),
    ];
    let say = |(number, one, many): (usize, &str, &str)| {
        (number > 0).then(|| format!("{number} {}", if number == 1 { one } else { many }))
    };
    let kinds: Vec<String> = kinds.into_iter().filter_map(say).collect();
    let total = resolution.paragraphs.len();
    let footnotes = say((resolution.footnotes.len(), "footnote", "footnotes"));
    let mut sentence = format!("{total} paragraph{}", if total == 1 { "" } else { "s" });
    if !kinds.is_empty() {
        sentence += &format!(": {}", kinds.join(", "));
    }
    if let Some(footnotes) = footnotes {
        sentence += &format!("; {footnotes}");
    }
    sentence + "."
}
