//! A page → its tree, within limits.
//!
//! A browser's rules for misnested tags look at all open elements again and again, and open formatting again in every
//! paragraph: a small page can ask for hours and gigabytes. So the parser is fed in pieces, and after each piece the
//! tree itself is measured: how many nodes it has and how deep they lie. That holds whatever the tags pretend.
//! Attributes are counted before, as the parser compares each of an element with all others.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{ParseOpts, parse_document};
use scraper::{Html, HtmlTreeSink};

use crate::read::Error;

/// Bytes of a page.
const MAX_BYTES: usize = 64 << 20;
/// Elements, texts and comments: a document of three hundred pages has about a hundred thousand.
const MAX_NODES: usize = 600_000;
/// Attributes of one element, and of all tags that add to the page's own.
const MAX_ATTRIBUTES: usize = 1000;
/// Elements within each other: the tree is walked one call a level.
const MAX_DEPTH: usize = 300;
/// Bytes that are parsed before the tree is measured again.
const PIECE: usize = 4096;

/// Parses a page.
pub(super) fn parse(text: &str) -> Result<Html, Error> {
    if text.len() > MAX_BYTES {
        return Err(Error::Limit { what: "bytes of HTML", most: MAX_BYTES.to_string() });
    }
    check_attributes(text)?;
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    let mut measured = 0;
    while !rest.is_empty() {
        let end = (PIECE.min(rest.len())..rest.len()).find(|index| rest.is_char_boundary(*index));
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        parser.process(StrTendril::from(piece));
        measured = measure(&parser.tokenizer.sink.sink.0.borrow(), measured)?;
    }
    let html = parser.finish();
    measure(&html, measured)?;
    Ok(html)
}

/// Measures the nodes that are new since the last time, and gives how many there are.
fn measure(html: &Html, measured: usize) -> Result<usize, Error> {
    let count = html.tree.values().len();
    if count > MAX_NODES {
        return Err(Error::Limit { what: "elements and texts", most: MAX_NODES.to_string() });
    }
    let is_deep = |node: ego_tree::NodeRef<'_, scraper::Node>| node.ancestors().nth(MAX_DEPTH).is_some();
    if html.tree.nodes().rev().take(count.saturating_sub(measured)).any(is_deep) {
        return Err(Error::Limit { what: "elements within each other", most: MAX_DEPTH.to_string() });
    }
    Ok(count)
}

/// Counts the attributes of every tag.
fn check_attributes(text: &str) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let mut index = 0;
    // attributes of further `html` and `body` tags go to the first
    let mut of_page = 0;
    // in a drawing or a formula, scripts and styles are parsed like everything else
    let mut has_foreign = false;
    while let Some(found) = memchr::memchr(b'<', &bytes[index..]) {
        index += found + 1;
        if bytes[index..].starts_with(b"!--") {
            index = comment_end(bytes, index + 3);
            continue;
        }
        let start = index;
        while bytes.get(index).is_some_and(u8::is_ascii_alphanumeric) {
            index += 1;
        }
        let name = bytes[start..index].to_ascii_lowercase();
        if !name.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (end, count) = attributes(bytes, index);
        index = end;
        of_page += if matches!(name.as_slice(), b"html" | b"body") { count } else { 0 };
        if count.max(of_page) > MAX_ATTRIBUTES {
            return Err(Error::Limit { what: "attributes on one element", most: MAX_ATTRIBUTES.to_string() });
        }
        has_foreign |= matches!(name.as_slice(), b"svg" | b"math");
        if !has_foreign && matches!(name.as_slice(), b"script" | b"style") {
            let close = [b"</", name.as_slice()].concat();
            let ends = memchr::memmem::find_iter(&bytes[index..], b"</").map(|offset| index + offset);
            let is_close = |start: &usize| {
                bytes.get(*start..*start + close.len()).is_some_and(|found| found.eq_ignore_ascii_case(&close))
            };
            index = { ends }.find(is_close).unwrap_or(bytes.len());
        }
    }
    Ok(())
}

/// Where a comment ends whose `<!--` ends here.
fn comment_end(bytes: &[u8], start: usize) -> usize {
    for empty in [&b">"[..], b"->"] {
        if bytes[start..].starts_with(empty) {
            return start + empty.len();
        }
    }
    let mut index = start;
    while let Some(found) = memchr::memmem::find(&bytes[index..], b"--") {
        index += found + 2;
        // any number of hyphens may stand before the end
        let dashes = bytes[index..].iter().take_while(|byte| **byte == b'-').count();
        index += dashes;
        if bytes[index..].starts_with(b">") || bytes[index..].starts_with(b"!>") {
            return index + 1;
        }
    }
    bytes.len()
}

/// The end of a tag whose name ends here, and how many attributes it has, as the standard cuts them.
fn attributes(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut index, mut count) = (start, 0);
    let white = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r');
    while let Some(byte) = bytes.get(index).copied() {
        match byte {
            b'>' => return (index + 1, count),
            byte if white(byte) || byte == b'/' => {
                index += 1;
                continue;
            }
            _ => {}
        }
        count += 1;
        // a name may begin with an equals sign
        index += 1;
        while bytes.get(index).is_some_and(|byte| !white(*byte) && !matches!(byte, b'/' | b'>' | b'=')) {
            index += 1;
        }
        let value = index + bytes[index..].iter().take_while(|byte| white(**byte)).count();
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        index = value + 1;
        index += bytes[index..].iter().take_while(|byte| white(**byte)).count();
        match bytes.get(index).copied() {
            Some(quote @ (b'"' | b'\'')) => {
                index = memchr::memchr(quote, &bytes[index + 1..]).map_or(bytes.len(), |end| index + end + 2);
            }
            _ => index += bytes[index..].iter().take_while(|byte| !white(**byte) && **byte != b'>').count(),
        }
    }
    (bytes.len(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_as_the_standard_cuts_them() {
        for (text, end, count) in [
            (" a b=c d='>' e=\">\">x", 19, 4),
            ("/>x", 2, 0),
            (" \"a> x", 4, 1),
            (" a = b>x", 7, 1),
            (" a=b/c>", 7, 1),
            (" =a>", 4, 1),
            (" a='", 4, 1),
        ] {
            assert_eq!(attributes(text.as_bytes(), 0), (end, count), "{text}");
        }
        for (text, end) in [(">x", 1), ("->x", 2), ("a-->x", 4), ("a--!>x", 4), ("a--->x", 5), ("a", 1)] {
            assert_eq!(comment_end(text.as_bytes(), 0), end, "{text}");
        }
    }

    #[test]
    fn hostile_pages_are_refused() {
        let many = |text: &str, count| text.repeat(count);
        let numbered = |before: &str, after: &str| -> String {
            (0..3000).map(|number| format!("{before}{number}{after}")).collect()
        };
        for (case, page, says) in [
            ("deep", many("<div>", 400), "within each other"),
            ("end tags that close nothing", many("<b><i></zz></zz></zz>", 400), "within each other"),
            ("formatting in every paragraph", numbered("<p><b a=", ">x</p>"), "limit"),
            ("many elements", many("<p>a", 400_000), "elements and texts"),
            ("attributes", format!("<a{}>", numbered(" a", "")), "attributes"),
            ("attributes behind a quoted sign", format!("<a b='>'{}>", numbered(" a", "")), "attributes"),
            ("attributes in a drawing's style", format!("<svg><style><a{}>", numbered(" a", "")), "attributes"),
            ("attributes of further bodies", numbered("<body a", "=1>"), "attributes"),
            ("behind an empty comment", format!("<!-->{}", many("<div>", 400)), "within each other"),
        ] {
            let error = parse(&page).map(|_| ()).map_err(|error| error.to_string());
            assert!(error.as_ref().is_err_and(|error| error.contains(says)), "{case}: {error:?}");
        }
        let script = format!("<p>a</p><script>{}</script>", many("if(a<b c d)", 500));
        assert!(parse(&script).is_ok());
    }
}
