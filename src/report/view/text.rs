//! What every report of one resolution shows: a summary, numbers as printed, footnote references in place.

use super::{Role, words};
use crate::model::{Amendment, Label, LedgerEntry, NumberStyle, Paragraph, Part, Provision, Resolution};
use crate::text::counted;

/// Splits a paragraph at its opening phrase and its footnote references.
pub fn with_footnote_refs(paragraph: &Paragraph) -> Vec<(Role, &str)> {
    let text = paragraph.text.as_str();
    let opening = paragraph.opening.as_ref().map_or(0, |opening| opening.len);
    let mut shown = Vec::new();
    let mut from = 0;
    let marks = paragraph.footnote_refs.iter().map(|mark| (mark.offset, mark.marker.as_str()));
    for (to, mark) in marks.chain([(text.len(), "")]) {
        // References out of order or inside a character would be an error of an earlier stage; all text is shown even
        // so.
        let to = if to >= from && text.is_char_boundary(to) { to } else { from };
        let cut = if text.is_char_boundary(opening) { opening.clamp(from, to) } else { from };
        shown.extend([(Role::Opening, &text[from..cut]), (Role::Words, &text[cut..to]), (Role::FootnoteRef, mark)]);
        from = to;
    }
    shown.retain(|(_, text)| !text.is_empty());
    shown
}

/// The first words of a text, enough to identify a paragraph.
pub fn excerpt(text: &str) -> String {
    // Enough for an opening phrase and its object.
    let head = words::first(text, 16);
    if head.len() + 1 >= text.trim_end().len() {
        text.to_owned()
    } else {
        format!("{head} …{}", closing_quotes(head))
    }
}

/// Quotes the beginning of a text, up to the end of a clause if one ends near, or of a phrase.
pub fn quoted_beginning(text: &str, max_words: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    // Eliding two or three words would save nothing.
    if words.len() <= max_words + 3 {
        return format!("“{}”", words.join(" "));
    }
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    // A comma may be part of a name: “the Convention on the Production, Stockpiling and Use of …”.
    let is_within_name = |index: usize| is_name(words[index]) && words.get(index + 1).is_some_and(|next| is_name(next));
    let ends_clause = |index: &usize| words[*index].ends_with([',', ';', ':', '.']) && !is_within_name(*index);
    // A short word in small letters is likely to need the next one (“of”, “under”), and so is a part of a name.
    let ends_phrase = |index: &usize| {
        let is_short = words[*index].len() <= 5 && words[*index].starts_with(char::is_lowercase);
        !is_short && !is_within_name(*index)
    };
    let longest = (max_words + max_words / 4).min(words.len());
    let clause = (max_words * 2 / 3..longest).rev().find(ends_clause);
    let last = clause.or_else(|| (0..max_words).rev().find(ends_phrase)).unwrap_or(max_words - 1);
    if last + 1 == words.len() {
        return format!("“{}”", words.join(" "));
    }
    let shown = words[..=last].join(" ");
    format!("“{shown} …{}”", closing_quotes(&shown))
}

/// The closing quotation marks that a text lacks.
pub fn closing_quotes(text: &str) -> String {
    let open = text.chars().fold(0_usize, |open, c| match c {
        '“' => open + 1,
        '”' => open.saturating_sub(1),
        _ => open,
    });
    "”".repeat(open)
}

/// A number as it is printed, with all its signs; a plain one that has none gets a full stop.
pub fn format_label(label: &Label) -> String {
    let is_bare = label.printed.chars().all(|sign| sign.is_alphanumeric() || sign.is_whitespace());
    match label.style {
        NumberStyle::Number if is_bare && label.printed == label.text => format!("{}.", label.text),
        _ => label.printed.to_string(),
    }
}

/// A number as it stands before a text, with the space between; empty if there is none.
pub fn label_prefix(label: Option<&Label>) -> String {
    label.map(|label| format!("{} ", format_label(label))).unwrap_or_default()
}

/// The removed page furniture in order, with the number of equal consecutive entries.
pub fn ledger(resolution: &Resolution) -> Vec<(&LedgerEntry, usize)> {
    let runs = resolution.ledger.chunk_by(|left, right| left == right);
    runs.filter_map(|run| Some((run.first()?, run.len()))).collect()
}

/// The heading of the ledger.
pub fn ledger_heading(count: usize) -> String {
    format!("Page furniture removed ({})", counted(count, "item"))
}

/// Counts the instructions of an amendment, in a sentence.
pub fn summarize_amendment(amendment: &Amendment) -> String {
    let base = amendment.base.as_ref().map(|base| format!(" to {base}")).unwrap_or_default();
    let (count, unread) = (amendment.provisions.len(), |provision: &&Provision| provision.instructions.is_empty());
    let unread = amendment.provisions.iter().filter(unread).count();
    let instructions = counted(count, "instruction");
    let unread = if unread == 0 { String::new() } else { format!(", {unread} of them not understood") };
    let kind = match amendment.is_friendly {
        Some(true) => "A friendly",
        Some(false) => "An unfriendly",
        None => "An",
    };
    format!("{kind} amendment{base}: {instructions}{unread}.")
}

/// Counts the parts of a resolution, in a sentence.
pub fn summarize(resolution: &Resolution) -> String {
    let count = |part: Part| resolution.paragraphs.iter().filter(|paragraph| paragraph.part == part).count();
    let annexes = resolution.paragraphs.iter().filter(|paragraph| paragraph.part == Part::Annex);
    let mut annexes: Vec<&str> = annexes.filter_map(|paragraph| paragraph.id.0.split('/').next()).collect();
    annexes.dedup();
    let in_annexes = if annexes.len() == 1 { "in an annex" } else { "in annexes" };
    let kinds = [
        (count(Part::Preambular), "preambular", "preambular"),
        (count(Part::Operative), "operative", "operative"),
        (count(Part::Declaration), "in a declaration", "in a declaration"),
        (count(Part::Annex), in_annexes, in_annexes),
        (count(Part::Heading), "heading", "headings"),
        (count(Part::Table), "table", "tables"),
    ];
    let mut sentence = counted(resolution.paragraphs.len(), "paragraph");
    let mut separator = ": ";
    for (count, singular, plural) in kinds.into_iter().filter(|(count, ..)| *count > 0) {
        sentence += &format!("{separator}{count} {}", if count == 1 { singular } else { plural });
        separator = ", ";
    }
    if !resolution.footnotes.is_empty() {
        sentence += &format!("; {}", counted(resolution.footnotes.len(), "footnote"));
    }
    sentence + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_ends_with_a_clause_or_a_phrase() {
        for (text, max_words, expected) in [
            ("Urges all keepers to trim the lamps;", 6, "“Urges all keepers to trim the lamps;”"),
            (
                "Urges the keepers, as appropriate, to trim all of the lamps;",
                6,
                "“Urges the keepers, as appropriate, …”",
            ),
            ("Urges the keepers of the towers and of the bells to meet;", 8, "“Urges the keepers of the towers …”"),
            (
                "Recalls the “Charter of the Lamps and Lanterns of all the Harbours”",
                6,
                "“Recalls the “Charter of the Lamps …””",
            ),
        ] {
            assert_eq!(quoted_beginning(text, max_words), expected);
        }
    }
}
