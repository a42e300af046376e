//! The numbers of list items, counted as a browser shows them.

use ego_tree::NodeRef;
use scraper::Node;

use crate::text::format_number;

/// An open list and the number of its next item.
pub(super) struct List {
    pub(super) kind: Option<char>,
    pub(super) next: i64,
    pub(super) step: i64,
}

impl List {
    pub(super) fn new(element: &scraper::node::Element, node: NodeRef<'_, Node>) -> List {
        let css = element.attr("style").unwrap_or_default().to_ascii_lowercase();
        let css =
            css.split_once("list-style").and_then(|(_, rest)| rest.split_once(':')).map(|(_, kind)| kind.trim_start());
        let by_css = css.and_then(|kind| {
            let known = [
                ("lower-alpha", 'a'),
                ("lower-latin", 'a'),
                ("upper-alpha", 'A'),
                ("upper-latin", 'A'),
                ("lower-roman", 'i'),
                ("upper-roman", 'I'),
                ("decimal", '1'),
            ];
            known.iter().find(|(name, _)| kind.starts_with(name)).map(|(_, kind)| *kind)
        });
        let ordered = element.name() == "ol";
        let kind = match (css, by_css, ordered) {
            (Some(kind), ..) if kind.starts_with("none") => None,
            (_, Some(kind), _) => Some(kind),
            (.., true) => Some(element.attr("type").and_then(|kind| kind.chars().next()).unwrap_or('1')),
            _ => Some('•'),
        };
        let reversed = element.attr("reversed").is_some();
        let items =
            || node.children().filter(|item| item.value().as_element().is_some_and(|item| item.name() == "li")).count();
        let start = element.attr("start").and_then(|start| start.trim().parse().ok());
        let next = start.unwrap_or_else(|| if reversed { items() as i64 } else { 1 });
        List { kind, next, step: if reversed { -1 } else { 1 } }
    }
}

/// An item's number as a browser shows it.
pub(super) fn shown(kind: char, number: i64) -> String {
    let count = u32::try_from(number).unwrap_or(0);
    match kind {
        'a' | 'A' if count > 0 => {
            let mut letters = Vec::new();
            let mut left = count;
            while left > 0 {
                left -= 1;
                letters.push((kind as u8 + (left % 26) as u8) as char);
                left /= 26;
            }
            format!("{}.", letters.iter().rev().collect::<String>())
        }
        'i' => format!("{}.", format_number(number, "lowerRoman")),
        'I' => format!("{}.", format_number(number, "upperRoman")),
        '1' | 'a' | 'A' => format!("{number}."),
        bullet => bullet.to_string(),
    }
}

/// Whether an item begins with a number typed by hand: `1. `, `(a) `, `iv) `.
pub(super) fn is_numbered(text: &str) -> bool {
    let bare = text.strip_prefix('(').unwrap_or(text);
    let length = bare.find(|end: char| !end.is_alphanumeric()).unwrap_or(bare.len());
    let short = (1..=4).contains(&bare[..length].chars().count());
    let figures = bare[..length].chars().all(char::is_numeric)
        || bare[..length].chars().count() <= 4 && bare[..length].chars().all(char::is_lowercase);
    let rest = &bare[length..];
    let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix('.').filter(|_| bare.len() == text.len()));
    short && figures && closed.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}
