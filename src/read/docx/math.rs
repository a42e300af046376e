//! An equation of Word → a formula, on one side of the tracked changes.
//!
//! Word marks changes in an equation inside its runs, and those of a fraction or a root in the properties of its sign.

use roxmltree::Node;

use super::Reader;
use super::body::attr_or_empty;
use crate::read::formula::{Formula, combining};
use crate::read::xml::{characters, child, name};

impl Reader {
    /// The formula in an element: what lies in it one after another.
    pub(super) fn formula(&mut self, parent: Node<'_, '_>) -> Formula {
        Formula::Row(parent.children().map(|node| self.formula_part(node)).collect())
    }

    fn formula_part(&mut self, node: Node<'_, '_>) -> Formula {
        let mut inner = |wanted: &str| Box::new(child(node, wanted).map(|part| self.formula(part)).unwrap_or_default());
        let sign = |wanted: &str, properties: &str, usual: &str| {
            let said = child(node, properties).and_then(|properties| child(properties, wanted));
            said.map_or(usual, |said| attr_or_empty(said, "val")).to_owned()
        };
        match name(node) {
            "t" | "delText" => Formula::Text(characters(node)),
            "tab" | "br" | "cr" => Formula::text(" "),
            "noBreakHyphen" => Formula::text("\u{2011}"),
            "sym" => Formula::Text(self.symbol(node)),
            "ins" | "moveTo" | "del" | "moveFrom" => self.formula_of_change(node),
            "f" => {
                let bar = sign("type", "fPr", "bar");
                let (above, below) = (inner("num"), inner("den"));
                match bar.as_str() {
                    "noBar" => Formula::Matrix(vec![vec![*above], vec![*below]]),
                    _ => Formula::Fraction(above, below),
                }
            }
            "sSup" => Formula::Scripts(inner("e"), None, Some(inner("sup"))),
            "sSub" => Formula::Scripts(inner("e"), Some(inner("sub")), None),
            "sSubSup" => Formula::Scripts(inner("e"), Some(inner("sub")), Some(inner("sup"))),
            "sPre" => {
                let scripts = Formula::Scripts(Box::default(), Some(inner("sub")), Some(inner("sup")));
                Formula::Row(vec![scripts, *inner("e")])
            }
            "limLow" => Formula::Scripts(inner("e"), Some(inner("lim")), None),
            "limUpp" => Formula::Scripts(inner("e"), None, Some(inner("lim"))),
            "rad" => Formula::Root(inner("e"), Some(inner("deg"))),
            "nary" => {
                let operator = Box::new(Formula::Text(sign("chr", "naryPr", "∫")));
                let (lower, upper, body) = (inner("sub"), inner("sup"), inner("e"));
                let script = |part: Box<Formula>| Some(part).filter(|part| !part.is_empty());
                Formula::Row(vec![Formula::Scripts(operator, script(lower), script(upper)), Formula::text(" "), *body])
            }
            "func" => Formula::Row(vec![*inner("fName"), Formula::text(" "), *inner("e")]),
            "d" => {
                let items = node.children().filter(|item| name(*item) == "e");
                let items = items.map(|item| self.formula(item)).collect();
                let [open, separator, close] = [("begChr", "("), ("sepChr", "|"), ("endChr", ")")]
                    .map(|(wanted, usual)| sign(wanted, "dPr", usual));
                Formula::Fenced { open, separator, close, items }
            }
            "m" | "eqArr" => {
                let mut rows = Vec::new();
                for row in node.children().filter(|row| matches!(name(*row), "mr" | "e")) {
                    let cells = row.children().filter(|cell| name(*cell) == "e" && name(row) == "mr");
                    let cells: Vec<_> = cells.map(|cell| self.formula(cell)).collect();
                    rows.push(if name(row) == "mr" { cells } else { vec![self.formula(row)] });
                }
                Formula::Matrix(rows)
            }
            "acc" => {
                let over = sign("chr", "accPr", "\u{302}");
                Formula::Accent(inner("e"), combining(&over).map_or(over, str::to_owned))
            }
            "bar" => Formula::Accent(inner("e"), "\u{305}".to_owned()),
            properties if properties.ends_with("Pr") => {
                self.count_marks(node);
                Formula::default()
            }
            _ => self.formula(node),
        }
    }

    fn formula_of_change(&mut self, change: Node<'_, '_>) -> Formula {
        if self.count_revision_and_check(change) {
            return self.formula(change);
        }
        self.skip(change);
        Formula::default()
    }

    /// Counts the tracked changes of a sign that is no character: the bar of a fraction.
    fn count_marks(&mut self, properties: Node<'_, '_>) {
        let marks =
            properties.descendants().filter(|mark| matches!(name(*mark), "ins" | "del" | "moveTo" | "moveFrom"));
        self.revision_count += marks.count();
    }
}
