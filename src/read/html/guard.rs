//! Limits on a page before and after its tree is built.
//!
//! A browser's rules for misnested tags look at all open elements again and again; a page of a hundred thousand
//! unclosed tags would take hours. Honest pages have some dozens open at once.

use ego_tree::iter::Edge;
use scraper::Html;

use crate::read::Error;

/// Bytes of a page.
const MOST_BYTES: usize = 64 << 20;
/// Elements open at once, as far as a look at the tags can tell.
const MOST_OPEN: usize = 2000;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 1000;
/// Elements within each other: the tree is walked one call a level.
const DEEPEST: usize = 300;

/// Elements that have no end, or may go without it.
const ENDLESS: [&str; 31] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "html", "head",
    "body", "rp",
];

/// Looks at the tags.
pub(super) fn check(text: &str) -> Result<(), Error> {
    if text.len() > MOST_BYTES {
        return Err(Error::Limit { what: "bytes of HTML", most: MOST_BYTES.to_string() });
    }
    let mut rest = text;
    let mut open = 0usize;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        let closes = rest.starts_with('/');
        let body = rest.strip_prefix('/').unwrap_or(rest);
        let length = body.find(|end: char| !end.is_ascii_alphanumeric()).unwrap_or(body.len());
        let name = body[..length].to_ascii_lowercase();
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let end = body.find('>').unwrap_or(body.len());
        if body[..end].bytes().filter(|byte| matches!(byte, b'=' | b' ' | b'/')).count() > 20 * MOST_ATTRIBUTES {
            return Err(Error::Limit { what: "attributes on one element", most: MOST_ATTRIBUTES.to_string() });
        }
        let tag = &body[..end];
        rest = &body[end..];
        if !closes && matches!(name.as_str(), "script" | "style" | "textarea") {
            // what is in them is no mark-up
            let close = format!("</{name}");
            rest = find_ignoring_case(rest, &close).map_or("", |at| &rest[at..]);
            open += 1;
        } else if closes {
            open = open.saturating_sub(usize::from(!ENDLESS.contains(&name.as_str())));
        } else if !ENDLESS.contains(&name.as_str()) && !tag.ends_with('/') {
            open += 1;
        }
        if open > MOST_OPEN {
            return Err(Error::Limit { what: "open elements", most: MOST_OPEN.to_string() });
        }
    }
    Ok(())
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        text.as_bytes().get(*at..*at + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted.as_bytes()))
    })
}

/// Looks at the tree.
pub(super) fn check_depth(html: &Html) -> Result<(), Error> {
    let mut depth = 0usize;
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(_) => depth += 1,
            Edge::Close(_) => depth -= 1,
        }
        if depth > DEEPEST {
            return Err(Error::Limit { what: "elements within each other", most: DEEPEST.to_string() });
        }
    }
    Ok(())
}
