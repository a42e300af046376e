//! Escapes text for HTML and XML, in an element or in a quoted attribute.

use crate::report::visible::escape_invisible;

/// Escapes text; invisible characters are written out.
pub(in crate::report) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in escape_invisible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not allowed in HTML at all.
            c if is_noncharacter(c) => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text of a document on a page.
#[cfg(feature = "html")]
pub(in crate::report) fn text(text: impl AsRef<str>) -> maud::PreEscaped<String> {
    maud::PreEscaped(escape(text.as_ref()))
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use scraper::{Html, Selector};

    use super::*;

    #[test]
    fn nothing_is_markup() {
        for (text, html) in [
            ("A/C.1/78/L.11, “quoted” – dash", "A/C.1/78/L.11, “quoted” – dash"),
            ("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"),
            ("\" onclick=\"x", "&quot; onclick=&quot;x"),
            ("R&D &amp;", "R&amp;D &amp;amp;"),
            ("a\u{202e}b\u{1b}c\u{ffff}", "a&lt;U+202E&gt;b␛c\u{fffd}"),
        ] {
            assert_eq!(escape(text), html);
        }
    }

    proptest! {
        #[test]
        fn a_browser_shows_the_text(text in r#"([<>&"'=/! a-z#;-]|script|--|\]\]|&amp;|&#60|é|决){0,20}"#) {
            let page = Html::parse_document(&format!("<p title=\"{0}\">{0}</p>", escape(&text)));
            let paragraph = page.select(&Selector::parse("p").unwrap()).next().unwrap();
            prop_assert_eq!(paragraph.text().collect::<String>(), text.clone());
            prop_assert_eq!(paragraph.value().attr("title"), Some(text.as_str()));
            prop_assert_eq!(page.select(&Selector::parse("body *").unwrap()).count(), 1);
        }
    }
}
