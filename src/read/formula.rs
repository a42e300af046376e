//! A formula as one line of text: `x=1/2`, `√(a+b)`, `∑_(i=1)^n a_i`.
//!
//! Word's equations and MathML give the same tree; here it is written out. Raised and lowered parts of plain characters
//! keep their place as a style, so that they are written as all others are; anything else stands in parentheses.

use crate::lexicon::linearize;
use crate::model::{Style, StyledText};

/// A formula or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Formula {
    Text(String),
    Row(Vec<Formula>),
    Fraction(Box<Formula>, Box<Formula>),
    /// Lower and upper script after a base, which may be empty.
    Scripts(Box<Formula>, Option<Box<Formula>>, Option<Box<Formula>>),
    /// Radicand and degree.
    Root(Box<Formula>, Option<Box<Formula>>),
    /// Items between an opening and a closing sign.
    Fenced {
        open: String,
        separator: String,
        close: String,
        items: Vec<Formula>,
    },
    Matrix(Vec<Vec<Formula>>),
    /// A mark over or under a base, as a combining character.
    Accent(Box<Formula>, String),
}

impl Default for Formula {
    fn default() -> Formula {
        Formula::Row(Vec::new())
    }
}

impl Formula {
    /// A text, white space as it is.
    pub(super) fn text(text: impl Into<String>) -> Formula {
        Formula::Text(text.into())
    }

    /// Writes the formula after what is there.
    pub(super) fn push_to(&self, out: &mut StyledText, style: Style) {
        match self {
            Formula::Text(text) => out.push(text, style),
            Formula::Row(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    let next = parts[index + 1..].iter().find_map(Formula::first_char);
                    match part {
                        Formula::Fraction(above, below) => push_fraction(above, below, next, out, style),
                        part => part.push_to(out, style),
                    }
                }
            }
            Formula::Fraction(above, below) => push_fraction(above, below, None, out, style),
            Formula::Scripts(base, lower, upper) => {
                push_grouped(base, out, style);
                if let Some(lower) = lower {
                    push_script(lower, Style { subscript: true, ..style }, '_', out, style);
                }
                if let Some(upper) = upper {
                    push_script(upper, Style { exponent: true, ..style }, '^', out, style);
                }
            }
            Formula::Root(radicand, degree) => {
                if let Some(degree) = degree.as_ref().filter(|degree| !degree.is_empty()) {
                    if out.as_str().ends_with(char::is_alphanumeric) {
                        out.push(" ", style);
                    }
                    push_script(degree, Style { exponent: true, ..style }, '^', out, style);
                }
                out.push("√", style);
                push_grouped(radicand, out, style);
            }
            Formula::Fenced { open, separator, close, items } => {
                out.push(open, style);
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(separator, style);
                    }
                    match item {
                        Formula::Matrix(rows) => push_rows(rows, out, style),
                        Formula::Row(parts) if matches!(parts.as_slice(), [Formula::Matrix(_)]) => {
                            parts.iter().for_each(|part| part.push_rows_to(out, style));
                        }
                        item => item.push_to(out, style),
                    }
                }
                out.push(close, style);
            }
            Formula::Matrix(rows) => {
                out.push("(", style);
                push_rows(rows, out, style);
                out.push(")", style);
            }
            Formula::Accent(base, mark) => {
                push_grouped(base, out, style);
                out.push(mark, style);
            }
        }
    }

    /// The formula alone, in one line without styles.
    pub(super) fn to_line(&self) -> String {
        let mut text = StyledText::default();
        self.push_to(&mut text, Style::default());
        linearize(&text, &mut []).into_text()
    }

    fn push_rows_to(&self, out: &mut StyledText, style: Style) {
        match self {
            Formula::Matrix(rows) => push_rows(rows, out, style),
            other => other.push_to(out, style),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.first_char().is_none()
    }

    /// Its first character that is not white space.
    fn first_char(&self) -> Option<char> {
        match self {
            Formula::Text(text) => text.trim_start().chars().next(),
            Formula::Row(parts) => parts.iter().find_map(Formula::first_char),
            Formula::Fraction(above, below) => above.first_char().or_else(|| below.first_char()),
            Formula::Scripts(base, lower, upper) => {
                base.first_char().or_else(|| lower.as_ref()?.first_char()).or_else(|| upper.as_ref()?.first_char())
            }
            Formula::Root(..) => Some('√'),
            Formula::Fenced { open, items, .. } => {
                open.chars().next().or_else(|| items.iter().find_map(Formula::first_char))
            }
            Formula::Matrix(rows) => rows.iter().flatten().find_map(Formula::first_char).map(|_| '('),
            Formula::Accent(base, _) => base.first_char(),
        }
    }

    /// Its characters, if it has nothing but characters.
    fn plain(&self) -> Option<String> {
        match self {
            Formula::Text(text) => Some(text.clone()),
            Formula::Row(parts) => parts.iter().map(Formula::plain).collect(),
            _ => None,
        }
    }

    /// Whether it needs no parentheses as the part of something.
    fn is_atom(&self) -> bool {
        match self {
            Formula::Row(parts) => match parts.as_slice() {
                [only] => only.is_atom(),
                _ => self.plain().is_some_and(|text| is_word(&text)),
            },
            Formula::Text(text) => is_word(text),
            Formula::Fenced { .. } | Formula::Matrix(_) | Formula::Accent(..) => true,
            Formula::Scripts(base, ..) => base.is_atom(),
            Formula::Fraction(above, below) => above.is_empty() || below.is_empty(),
            Formula::Root(..) => false,
        }
    }
}

/// One number or one name.
fn is_word(text: &str) -> bool {
    let text = text.trim();
    let figures = text.chars().all(|sign| sign.is_numeric() || matches!(sign, '.' | ','));
    figures || text.chars().all(char::is_alphabetic) || text.chars().count() == 1
}

fn push_grouped(part: &Formula, out: &mut StyledText, style: Style) {
    let groups = !part.is_empty() && !part.is_atom();
    out.push(if groups { "(" } else { "" }, style);
    part.push_to(out, style);
    out.push(if groups { ")" } else { "" }, style);
}

fn push_script(part: &Formula, scripted: Style, sign: char, out: &mut StyledText, style: Style) {
    match part.plain() {
        Some(text) => out.push(text.trim(), scripted),
        None => out.push(&format!("{sign}({})", part.to_line()), style),
    }
}

/// A fraction between what is written and the character that follows.
fn push_fraction(above: &Formula, below: &Formula, next: Option<char>, out: &mut StyledText, style: Style) {
    if above.is_empty() || below.is_empty() {
        above.push_to(out, style);
        below.push_to(out, style);
        return;
    }
    let number =
        |part: &Formula| part.plain().is_some_and(|text| text.trim().bytes().all(|byte| byte.is_ascii_digit()));
    let before = out.as_str().chars().next_back();
    let is_mixed = before.is_some_and(char::is_numeric) && number(above) && number(below);
    let touches =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, '√' | '^' | '_'));
    let opens = next.is_some_and(|next| matches!(next, '(' | '['));
    let groups = !is_mixed && touches(before) || touches(next) || opens;
    if is_mixed {
        out.push(" ", style);
    }
    out.push(if groups { "(" } else { "" }, style);
    push_grouped(above, out, style);
    out.push("/", style);
    push_grouped(below, out, style);
    out.push(if groups { ")" } else { "" }, style);
}

fn push_rows(rows: &[Vec<Formula>], out: &mut StyledText, style: Style) {
    for (index, row) in rows.iter().enumerate() {
        out.push(if index > 0 { "; " } else { "" }, style);
        for (index, cell) in row.iter().enumerate() {
            out.push(if index > 0 { ", " } else { "" }, style);
            cell.push_to(out, style);
        }
    }
}

/// A node of MathML, whatever tree it stands in.
pub(super) trait MathNode: Copy {
    /// The element's name; empty for anything else.
    fn name(&self) -> &str;
    fn attribute(&self, name: &str) -> Option<&str>;
    /// The characters of a text.
    fn text(&self) -> Option<&str>;
    fn children(&self) -> Vec<Self>;
}

/// MathML → formula.
pub(super) fn from_mathml<N: MathNode>(node: N) -> Formula {
    let part = |index: usize| elements(node).get(index).map_or_else(Formula::default, |part| from_mathml(*part));
    let boxed = |index: usize| Box::new(part(index));
    match node.name() {
        "mi" | "mn" | "mo" | "mtext" | "ms" => Formula::Text(words(node)),
        "mfrac" => Formula::Fraction(boxed(0), boxed(1)),
        "msup" => Formula::Scripts(boxed(0), None, Some(boxed(1))),
        "msub" => Formula::Scripts(boxed(0), Some(boxed(1)), None),
        "msubsup" | "munderover" => Formula::Scripts(boxed(0), Some(boxed(1)), Some(boxed(2))),
        "munder" => Formula::Scripts(boxed(0), Some(boxed(1)), None),
        "mover" => match accent(&part(1)) {
            Some(mark) => Formula::Accent(boxed(0), mark.to_owned()),
            None => Formula::Scripts(boxed(0), None, Some(boxed(1))),
        },
        "mroot" => Formula::Root(boxed(0), Some(boxed(1))),
        "msqrt" => Formula::Root(Box::new(row(node)), None),
        "mfenced" => Formula::Fenced {
            open: node.attribute("open").unwrap_or("(").to_owned(),
            separator: node.attribute("separators").unwrap_or(",").chars().take(1).collect(),
            close: node.attribute("close").unwrap_or(")").to_owned(),
            items: elements(node).into_iter().map(from_mathml).collect(),
        },
        "mtable" => {
            let cells = |row: N| elements(row).into_iter().map(from_mathml).collect();
            Formula::Matrix(elements(node).into_iter().map(cells).collect())
        }
        // another notation of the same formula
        "annotation" | "annotation-xml" => Formula::default(),
        _ => row(node),
    }
}

/// The text of annotations, which write the formula once more.
pub(super) fn annotations<N: MathNode>(node: N, out: &mut Vec<String>) {
    for child in node.children() {
        if matches!(child.name(), "annotation" | "annotation-xml") {
            out.push(words(child));
        } else {
            annotations(child, out);
        }
    }
}

fn row<N: MathNode>(node: N) -> Formula {
    let text = |child: N| child.text().map(collapsed).filter(|text| !text.trim().is_empty()).map(Formula::Text);
    let part = |child: N| if child.name().is_empty() { text(child) } else { Some(from_mathml(child)) };
    Formula::Row(node.children().into_iter().filter_map(part).collect())
}

fn elements<N: MathNode>(node: N) -> Vec<N> {
    node.children().into_iter().filter(|child| !child.name().is_empty()).collect()
}

fn words<N: MathNode>(node: N) -> String {
    fn collect<N: MathNode>(node: N, out: &mut String) {
        out.push_str(node.text().unwrap_or_default());
        node.children().into_iter().for_each(|child| collect(child, out));
    }
    let mut out = String::new();
    collect(node, &mut out);
    collapsed(&out).trim().to_owned()
}

fn collapsed(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        // invisible signs of multiplication and application
        if matches!(character, '\u{2061}'..='\u{2064}') {
            continue;
        }
        if !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The combining character of a sign that stands over a letter.
pub(super) fn combining(sign: &str) -> Option<&'static str> {
    Some(match sign.trim() {
        "¯" | "‾" | "\u{305}" | "_" => "\u{305}",
        "^" | "ˆ" | "\u{302}" => "\u{302}",
        "~" | "˜" | "\u{303}" => "\u{303}",
        "˙" | "." | "\u{307}" => "\u{307}",
        "¨" | "\u{308}" => "\u{308}",
        "→" | "⃗" => "\u{20D7}",
        _ => return None,
    })
}

fn accent(over: &Formula) -> Option<&'static str> {
    combining(&over.plain()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Formula {
        Formula::text(text)
    }

    #[test]
    fn formulas_in_one_line() {
        let boxed = |text: &str| Box::new(Formula::text(text));
        let half = || Formula::Fraction(boxed("1"), boxed("2"));
        let fenced = |items| Formula::Fenced { open: "(".into(), separator: ",".into(), close: ")".into(), items };
        for (formula, expected) in [
            (Formula::Row(vec![text("d="), half()]), "d=1/2"),
            (Formula::Row(vec![text("2"), half()]), "2 1/2"),
            (Formula::Row(vec![half(), text("x")]), "(1/2)x"),
            (Formula::Row(vec![text("x"), half()]), "x(1/2)"),
            (Formula::Fraction(boxed("a+b"), boxed("12")), "(a+b)/12"),
            (Formula::Fraction(boxed("a"), boxed("")), "a"),
            (Formula::Scripts(boxed("t"), None, Some(boxed("2"))), "t²"),
            (Formula::Scripts(boxed("a+b"), Some(boxed("i")), Some(boxed("n+1"))), "(a+b)_i^(n+1)"),
            (Formula::Scripts(boxed("e"), None, Some(Box::new(half()))), "e^(1/2)"),
            (Formula::Root(boxed("x"), None), "√x"),
            (Formula::Row(vec![text("a"), Formula::Root(boxed("x+1"), Some(boxed("3")))]), "a ³√(x+1)"),
            (fenced(vec![text("a"), text("b")]), "(a,b)"),
            (fenced(vec![Formula::Matrix(vec![vec![text("a"), text("b")], vec![text("c")]])]), "(a, b; c)"),
            (Formula::Accent(boxed("x"), "\u{305}".into()), "x\u{305}"),
        ] {
            assert_eq!(formula.to_line(), expected);
        }
    }
}
