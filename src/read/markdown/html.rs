//! Tags in Markdown: those that change how words read are obeyed, comments go to the ledger, all others are text.

use std::ops::Range;

use super::Reader;
use crate::model::RemovalKind;

impl Reader<'_> {
    /// A block of HTML, with its lines together.
    pub(super) fn html_block(&mut self) {
        let Some((html, start)) = self.html.take() else { return };
        let mut rest = html.as_str();
        while let Some(found) = rest.find('<') {
            self.push(&rest[..found], start..start);
            rest = &rest[found..];
            let end = if rest.starts_with("<!--") {
                rest.find("-->").map(|end| end + 3)
            } else {
                rest.find('>').map(|end| end + 1)
            };
            let Some(end) = end else { break };
            self.tag(&rest[..end], start..start);
            rest = &rest[end..];
        }
        self.push(rest, start..start);
    }

    pub(super) fn tag(&mut self, tag: &str, range: Range<usize>) {
        if let Some(comment) = tag.strip_prefix("<!--") {
            self.record(RemovalKind::Comment, comment.trim_end_matches("-->"));
            return;
        }
        let lower = tag.to_ascii_lowercase();
        let (opens, name) = match lower.strip_prefix("</") {
            Some(name) => (false, name),
            None => (true, lower.trim_start_matches('<')),
        };
        match name.trim_end_matches('>') {
            "sup" => self.style.superscript = opens,
            "sub" => self.style.subscript = opens,
            "u" => self.style.underline = opens,
            "s" | "strike" => self.style.strike = opens,
            "b" | "strong" => self.style.bold = opens,
            "i" | "em" => self.style.italic = opens,
            "ins" | "del" => {
                self.tracked += usize::from(opens);
                self.is_elsewhere = opens && name.starts_with("ins") != self.is_newer;
            }
            "br" | "br/" | "br /" => self.push("\n", range),
            _ => self.push(tag, range),
        }
    }
}
