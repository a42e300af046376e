//! Escapes text for Markdown.
//!
//! Escaped is what could be emphasis, a link, code, a table, HTML or an entity anywhere in a line, and what could be a
//! heading, list or quotation at its start. Nothing else, because the source should be readable too.

use crate::report::visible::escape_invisible;

/// Escapes text that stands inside a line. Line breaks become spaces.
pub(in crate::report) fn inline(text: &str) -> String {
    let shown = escape_invisible(text);
    let mut escaped = String::new();
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // `&` is itself unless it begins an entity.
            '&' if chars.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => {
                escaped.push_str("&amp;");
            }
            '\n' | '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Escapes text that begins a line or a list item.
pub(in crate::report) fn line(text: &str) -> String {
    start(&inline(text.trim_start()))
}

/// Escapes the beginning of a line that is escaped otherwise.
pub(super) fn start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let list_number = digits > 0 && digits < 10 && matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
    if list_number {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    match line.as_bytes().first() {
        Some(b'#' | b'-' | b'+' | b'=') => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back_from_a_markdown_reader() {
        // Readers that make dashes of hyphens change text that is not even marked.
        let options = pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
        for text in [
            "*emphasis* _too_ **both** `code` [link](http://x) <b>html</b> a|b ~~struck~~ back\\slash",
            "# heading",
            "- item",
            "+ item",
            "12. number",
            "12) number",
            "=====",
            "---",
            "> quotation",
            "&amp; &#65; & R&D",
            "A/C.1/78/L.11, “quoted” – dash",
        ] {
            let markdown = line(text);
            let mut events = Vec::new();
            for event in pulldown_cmark::Parser::new_ext(&markdown, options) {
                match event {
                    pulldown_cmark::Event::Text(piece) => events.push(piece.to_string()),
                    pulldown_cmark::Event::Start(pulldown_cmark::Tag::Paragraph)
                    | pulldown_cmark::Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                    other => panic!("{text:?} as {markdown:?} gives {other:?}"),
                }
            }
            assert_eq!(events.concat(), text);
        }
    }

    #[test]
    fn direction_marks_are_seen() {
        assert_eq!(inline("a\u{202e}b"), "a\\<U+202E\\>b");
    }
}
