//! The margins of printed pages: names of the two texts above, page number below.
//!
//! A running title must be in the style sheet, because margin boxes cannot refer to the document. So this part of the
//! style differs from page to page, and has a hash of its own in the policy.

use std::fmt::Write;

use crate::model::Versions;
use crate::report::visible::escape_invisible;

/// The style of printed pages.
pub(in crate::report) fn style(names: &Versions<String>, is_landscape: bool) -> String {
    let size = if is_landscape { "size: A4 landscape; " } else { "" };
    let font = "font: 8pt system-ui, sans-serif; color: #444;";
    let title = string(&format!("{} → {}", names.before, names.after));
    format!(
        "@page {{ {size}margin: 18mm 16mm; @top-left {{ content: {title}; {font} }} \
         @bottom-right {{ content: counter(page) \" / \" counter(pages); {font} }} }}"
    )
}

/// A CSS string. All but ASCII letters, digits and spaces are escaped, so that no text can end it.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in escape_invisible(text).chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => out.push(c),
            // Writing to a String cannot fail. The space ends the number.
            _ => _ = write!(out, "\\{:x} ", u32::from(c)),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_ends_the_string() {
        assert_eq!(string("A/1 b"), "\"A\\2f 1 b\"");
        assert_eq!(string("\"</style>\\"), "\"\\22 \\3c \\2f style\\3e \\5c \"");
        assert_eq!(string("→\u{202e}"), "\"\\2192 \\3c U\\2b 202E\\3e \"");
    }
}
