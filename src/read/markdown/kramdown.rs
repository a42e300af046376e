//! What kramdown, the Markdown of many sites, has beside the standard.
//!
//! A line `{:.class}` is an attribute list of its block, as is `{#name .class}` at the end of a line, and `{:toc}` marks
//! a list that a table of contents replaces: none of them is text. A footnote mark directly behind a square bracket, `][^6]`, is read by the standard as a link to
//! nowhere, so it is found here; texts under negotiation are full of brackets.

use crate::model::{Style, StyledText};

/// Takes the attribute list at the end of a block. The block of a table of contents goes whole.
pub(super) fn take_attributes(text: &mut StyledText) -> Option<String> {
    let shown = text.as_str().trim_end();
    let start = shown.rfind('\n').map_or(0, |line| line + 1);
    if let Some(brace) = shown[start..].rfind('{').filter(|brace| is_attribute_list(&shown[start + brace..])) {
        let taken = shown[start + brace..].to_owned();
        text.truncate(shown[..start + brace].trim_end().len());
        return Some(taken);
    }
    let line = shown[start..].trim();
    if !(line.starts_with("{:") && line.ends_with('}')) || line[2..].contains(['{', '\n']) {
        return None;
    }
    let is_contents = line == "{:toc}";
    let taken = if is_contents { shown.to_owned() } else { line.to_owned() };
    text.truncate(if is_contents { 0 } else { shown[..start].trim_end().len() });
    Some(taken)
}

/// Whether a text is `{#name}`, `{.class}` or several such in one pair of braces.
fn is_attribute_list(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or_default();
    let is_attribute = |word: &str| {
        let name = word.strip_prefix(['#', '.']);
        name.is_some_and(|name| name.starts_with(char::is_alphabetic)) || word.contains('=')
    };
    inner.starts_with(['#', '.']) && inner.split_whitespace().all(is_attribute)
}

/// Raises the footnote marks that stand in a text as written, where `source` has the footnote.
pub(super) fn raise_marks(text: &mut StyledText, source: &str) {
    if !text.as_str().contains("[^") {
        return;
    }
    let mut out = StyledText::default();
    let mut end = 0;
    for (start, _) in text.as_str().match_indices("[^") {
        let rest = &text.as_str()[start + 2..];
        let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let mark = &rest[..len];
        let is_defined = || source.contains(&format!("\n[^{mark}]:"));
        if start >= end && !mark.is_empty() && rest[len..].starts_with(']') && is_defined() {
            out.append(&text.slice(end..start));
            out.push(mark, Style { superscript: true, ..Style::default() });
            end = start + mark.len() + 3;
        }
    }
    if end > 0 {
        out.append(&text.slice(end..text.as_str().len()));
        *text = out;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_lists_are_no_text() {
        for (text, left, taken) in [
            ("{:.no_toc}", "", Some("{:.no_toc}")),
            ("* TOC\n{:toc}", "", Some("* TOC\n{:toc}")),
            ("A title\n{:#id .class}", "A title", Some("{:#id .class}")),
            ("Duties {#duties}", "Duties", Some("{#duties}")),
            ("Duties {.big #duties key=3}", "Duties", Some("{.big #duties key=3}")),
            ("Duties {#1}", "Duties {#1}", None),
            ("Parties {shall}", "Parties {shall}", None),
            ("Parties {shall} act", "Parties {shall} act", None),
            ("{: and no end", "{: and no end", None),
        ] {
            let mut styled = StyledText::plain(text);
            assert_eq!(take_attributes(&mut styled).as_deref(), taken);
            assert_eq!(styled.as_str(), left);
        }
    }

    #[test]
    fn a_mark_behind_a_bracket_is_raised() {
        let source = "[in part;][^6][ with support]\n\n[^6]: A note.\n";
        for (text, raised, is_raised) in [
            ("[in part;][^6][ with support]", "[in part;]6[ with support]", true),
            ("[in part;][^7]", "[in part;][^7]", false),
            ("[^6]", "6", true),
        ] {
            let mut styled = StyledText::plain(text);
            raise_marks(&mut styled, source);
            assert_eq!(styled.as_str(), raised);
            assert_eq!(styled.spans().iter().any(|(_, style)| style.superscript), is_raised);
        }
    }
}
