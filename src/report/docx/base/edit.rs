//! One paragraph of a Word file: its characters, and the cuts that track a change in it.

use std::ops::Range;

use roxmltree::Node;

use super::super::run::{Fate, Pen};
use super::WORD;
use super::notes::Notes;
use crate::model::{Side, Versions};
use crate::report::view::{Ink, Line, Role};

/// The namespace of equations.
const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// Replacements in a text, made at once.
pub(super) struct Edits<'s> {
    source: &'s str,
    /// What is taken out, and what comes there, in the order in which it was asked for.
    cuts: Vec<(Range<usize>, String)>,
}

impl<'s> Edits<'s> {
    pub(super) fn new(source: &'s str) -> Edits<'s> {
        Edits { source, cuts: Vec::new() }
    }

    pub(super) fn insert(&mut self, at: usize, text: String) {
        self.cuts.push((at..at, text));
    }

    fn replace(&mut self, range: Range<usize>, text: String) {
        self.cuts.push((range, text));
    }

    pub(super) fn apply(mut self) -> String {
        // Stable: of several things in one place, what was asked for first comes first.
        self.cuts.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.source.len() + self.cuts.len() * 64);
        let mut at = 0;
        for (range, text) in self.cuts {
            if range.start >= at {
                out += &self.source[at..range.start];
                at = range.end;
            }
            out += &text;
        }
        out + &self.source[at..]
    }
}

/// Whether a node is Word's element of this name.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(WORD)
}

pub(super) fn child<'x, 's>(node: Node<'x, 's>, name: &str) -> Option<Node<'x, 's>> {
    node.children().find(|node| is(*node, name))
}

/// A text without white space.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A character of a paragraph and where it lies.
pub(super) struct Atom<'x, 's> {
    pub(super) c: char,
    /// White space, or nothing that is read.
    pub(super) blank: bool,
    /// The thing in the run that it lies in: a text, a tab, a break.
    piece: Node<'x, 's>,
    run: Node<'x, 's>,
}

/// The runs of a paragraph, without those of text boxes in it and those in a run, as a ruby annotation has them.
fn runs<'x, 's>(paragraph: Node<'x, 's>) -> impl Iterator<Item = Node<'x, 's>> {
    let own = move |run: &Node<'x, 's>| {
        run.ancestors().skip(1).find(|above| is(*above, "p") || is(*above, "r")) == Some(paragraph)
    };
    paragraph.descendants().filter(move |node| is(*node, "r") && own(node))
}

/// The equations of a paragraph, which are no runs.
fn equations<'x, 's>(paragraph: Node<'x, 's>) -> impl Iterator<Item = Node<'x, 's>> {
    let is_equation =
        |node: &Node<'_, '_>| node.tag_name().namespace() == Some(MATH) && node.tag_name().name() == "oMath";
    let own = move |node: &Node<'x, 's>| node.ancestors().find(|above| is(*above, "p")) == Some(paragraph);
    paragraph.descendants().filter(move |node| is_equation(node) && own(node))
}

/// Whether a run anchors a text box. The paragraphs of the box are tracked on their own, so the run must stay.
fn holds_box(run: Node<'_, '_>) -> bool {
    run.descendants().any(|node| is(node, "txbxContent"))
}

/// The characters of a paragraph.
pub(super) fn atoms<'x, 's>(paragraph: Node<'x, 's>) -> Vec<Atom<'x, 's>> {
    let mut atoms = Vec::new();
    // The mark of a note that is not counted stands as text behind its reference, and is no word.
    let mut mark = false;
    for run in runs(paragraph) {
        for piece in run.children().filter(|piece| piece.is_element() && !is(*piece, "rPr")) {
            let is_mark = is(piece, "t") && std::mem::take(&mut mark);
            mark |= piece.attributes().any(|it| it.name() == "customMarkFollows" && it.value() != "0");
            let mut push = |c: char| {
                let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}');
                atoms.push(Atom { c, blank: c.is_whitespace() || hidden || is_mark, piece, run });
            };
            match piece.tag_name().name() {
                "t" => piece.text().unwrap_or_default().chars().for_each(push),
                "noBreakHyphen" => push('\u{2011}'),
                // Tabs, breaks, notes, pictures: something stands there, but no letter.
                _ => push(' '),
            }
        }
    }
    atoms
}

/// The letters, figures and marks of a paragraph, without white space.
pub(super) fn solid(paragraph: Node<'_, '_>) -> String {
    atoms(paragraph).iter().filter(|atom| !atom.blank).map(|atom| atom.c).collect()
}

/// What is done at a character: its fate, and what is inserted before it.
struct Step {
    fate: Fate,
    before: Vec<(String, Role)>,
}

/// Tracks a change in a paragraph; whether its characters were found. If not, all of it is replaced.
pub(super) fn edit(
    edits: &mut Edits<'_>,
    (pen, notes): (&mut Pen, &mut Notes<'_>),
    source: &str,
    paragraph: Node<'_, '_>,
    lines: &[Line<'_>],
    old: &str,
) -> bool {
    let atoms = atoms(paragraph);
    let mut steps: Vec<Step> = atoms.iter().map(|_| Step { fate: Fate::Kept, before: Vec::new() }).collect();
    steps.push(Step { fate: Fate::Kept, before: Vec::new() });
    let offsets = offsets(&atoms, old);
    let found = offsets.is_some();
    let labels = lines.first().map(|line| line.labels.clone()).unwrap_or_default();
    match offsets {
        Some((start, offsets)) => {
            number(&atoms[..start], start, &labels, &mut steps);
            words(lines, (&atoms[start..], &offsets), &mut steps[start..], notes);
        }
        None => {
            steps.iter_mut().take(atoms.len()).for_each(|step| step.fate = Fate::Deleted);
            let new = lines.iter().flat_map(|line| &line.runs).filter(|run| run.ink.is_on(Side::After));
            let end = steps.len() - 1;
            steps[end].before.extend(labels.after.iter().map(|label| (format!("{label}\t"), Role::Words)));
            steps[end].before.extend(new.map(|run| (run.on(Side::After).to_owned(), run.role)));
            delete_equations(edits, pen, source, paragraph, Fate::Deleted);
        }
    }
    rewrite(edits, (pen, notes), source, &atoms, &steps);
    found
}

/// Where the text of a paragraph begins among its characters, and the place in that text of each from there on.
fn offsets(atoms: &[Atom<'_, '_>], old: &str) -> Option<(usize, Vec<usize>)> {
    let solid: Vec<usize> = (0..atoms.len()).filter(|at| !atoms[*at].blank).collect();
    let wanted: Vec<(usize, char)> = old.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let skipped = solid.len().checked_sub(wanted.len())?;
    if solid[skipped..].iter().zip(&wanted).any(|(at, (_, c))| atoms[*at].c != *c) {
        return None;
    }
    let start = *solid.get(skipped)?;
    let mut offsets = Vec::with_capacity(atoms.len() - start);
    let mut next = wanted.iter().peekable();
    let mut end = 0;
    for atom in &atoms[start..] {
        match next.next_if(|_| !atom.blank) {
            Some((offset, c)) => {
                offsets.push(*offset);
                end = offset + c.len_utf8();
            }
            None => offsets.push(end),
        }
    }
    Some((start, offsets))
}

/// A typed number that changed; one that Word counts has no characters.
fn number(atoms: &[Atom<'_, '_>], start: usize, labels: &Versions<Option<String>>, steps: &mut [Step]) {
    let typed: String = atoms.iter().filter(|atom| !atom.blank).map(|atom| atom.c).collect();
    let (old, new) = match (&labels.before, &labels.after) {
        (Some(old), Some(new)) => (old.as_str(), new.as_str()),
        (None, Some(new)) if typed.is_empty() => return steps[start].before.push((format!("{new}\t"), Role::Words)),
        (Some(old), None) => (old.as_str(), ""),
        _ => return,
    };
    let core = |label: &str| label.trim_end_matches('.').to_owned();
    if typed.is_empty() || old == new {
        return;
    }
    let replaced = if new.is_empty() { String::new() } else { typed.replacen(&bare(&core(old)), &core(new), 1) };
    let Some(last) = atoms.iter().rposition(|atom| !atom.blank) else { return };
    for (step, _) in steps.iter_mut().zip(atoms).filter(|(_, atom)| !atom.blank) {
        step.fate = Fate::Deleted;
    }
    steps[last + 1].before.push((replaced, Role::Words));
}

/// The words that went, and those that came; `steps` begin with the first of the text.
fn words(lines: &[Line<'_>], (atoms, offsets): (&[Atom<'_, '_>], &[usize]), steps: &mut [Step], notes: &mut Notes<'_>) {
    let mut at = 0;
    let index = |offset: usize| offsets.iter().position(|known| *known >= offset).unwrap_or(offsets.len());
    for run in lines.iter().flat_map(|line| &line.runs) {
        if run.role == Role::Mark {
            // A mark that stayed stands in the file.
            let reference =
                |here: &usize| is(atoms[*here].piece, "footnoteReference") && steps[*here].fate == Fate::Kept;
            match run.ink {
                Ink::Kept => {}
                Ink::Added => steps[index(at)].before.push((run.text.after.to_owned(), run.role)),
                Ink::Removed => {
                    let mut stand = (0..atoms.len()).filter(|here| offsets[*here] == at);
                    if let Some(here) = stand.find(reference) {
                        steps[here].fate = Fate::Deleted;
                        notes.gone.push(run.text.before.to_owned());
                    }
                }
            }
            continue;
        }
        let kept = run.ink == Ink::Kept && run.text.before == run.text.after;
        let old = run.on(Side::Before).len();
        if !kept {
            let range = index(at)..index(at + old);
            steps[range.clone()].iter_mut().for_each(|step| step.fate = Fate::Deleted);
            let new = run.on(Side::After);
            if !new.is_empty() {
                steps[range.end].before.push((new.to_owned(), run.role));
            }
        }
        at += old;
    }
}

/// Writes the runs of a paragraph anew, as far as anything in them changes.
fn rewrite(
    edits: &mut Edits<'_>,
    (pen, notes): (&mut Pen, &mut Notes<'_>),
    source: &str,
    atoms: &[Atom<'_, '_>],
    steps: &[Step],
) {
    let mut from = 0;
    while from < atoms.len() {
        let run = atoms[from].run;
        let to = atoms[from..].iter().position(|atom| atom.run != run).map_or(atoms.len(), |count| from + count);
        let last = to == atoms.len();
        let own = &steps[from..to + usize::from(last)];
        if atoms[from..to].iter().all(|atom| atom.blank) && holds_box(run) {
            let look = child(run, "rPr").map_or("", |look| &source[look.range()]);
            for (index, step) in own.iter().enumerate() {
                let place = if index < to - from { run.range().start } else { run.range().end };
                for (words, role) in &step.before {
                    edits.insert(place, inserted((pen, notes), look, words, *role, Fate::Inserted));
                }
            }
        } else if own.iter().any(|step| step.fate != Fate::Kept || !step.before.is_empty()) {
            let look = child(run, "rPr").map_or("", |look| &source[look.range()]);
            let mut out = String::new();
            let mut open: Option<(Fate, String)> = None;
            let mut text: Option<(Node<'_, '_>, String)> = None;
            for (at, step) in own.iter().enumerate() {
                let atom = atoms.get(from + at).filter(|_| at < to - from);
                let breaks =
                    !step.before.is_empty() || atom.is_none() || open.as_ref().is_some_and(|it| it.0 != step.fate);
                let other = atom.is_none_or(|atom| text.as_ref().is_some_and(|(piece, _)| *piece != atom.piece));
                if breaks || other {
                    close_text(&mut text, &mut open);
                }
                if breaks && let Some((fate, inner)) = open.take() {
                    out += &pen.within(fate, &format!("<w:r>{look}{inner}</w:r>"));
                }
                for (words, role) in &step.before {
                    out += &inserted((pen, notes), look, words, *role, Fate::Inserted);
                }
                let Some(atom) = atom else { break };
                let (_, inner) = open.get_or_insert_with(|| (step.fate, String::new()));
                if is(atom.piece, "t") {
                    text.get_or_insert_with(|| (atom.piece, String::new())).1.push(atom.c);
                } else {
                    inner.push_str(&source[atom.piece.range()]);
                }
            }
            close_text(&mut text, &mut open);
            if let Some((fate, inner)) = open {
                out += &pen.within(fate, &format!("<w:r>{look}{inner}</w:r>"));
            }
            edits.replace(run.range(), out);
        }
        from = to;
    }
}

fn close_text(text: &mut Option<(Node<'_, '_>, String)>, open: &mut Option<(Fate, String)>) {
    if let (Some((_, words)), Some((fate, inner))) = (text.take(), open.as_mut()) {
        let element = if *fate == Fate::Deleted { "delText" } else { "t" };
        *inner += &format!("<w:{element} xml:space=\"preserve\">{}</w:{element}>", super::super::escape(&words));
    }
}

/// New words in the look of the run they stand in.
fn inserted((pen, notes): (&mut Pen, &mut Notes<'_>), look: &str, words: &str, role: Role, fate: Fate) -> String {
    if role == Role::Mark {
        return notes.reference(words).map_or_else(String::new, |run| pen.within(fate, &run));
    }
    // Within the properties of a run order matters, so italics are only given to a run that has none of any kind.
    let look = if role == Role::Opening && look.is_empty() { "<w:rPr><w:i/></w:rPr>" } else { look };
    if words.is_empty() {
        return String::new();
    }
    let mut inner = String::new();
    for (at, words) in words.split('\t').enumerate() {
        if at > 0 {
            inner += "<w:tab/>";
        }
        if !words.is_empty() {
            inner += &format!("<w:t xml:space=\"preserve\">{}</w:t>", super::super::escape(words));
        }
    }
    pen.within(fate, &format!("<w:r>{look}{inner}</w:r>"))
}

/// Equations can be deleted whole only.
fn delete_equations(edits: &mut Edits<'_>, pen: &mut Pen, source: &str, paragraph: Node<'_, '_>, fate: Fate) {
    for equation in equations(paragraph) {
        edits.replace(equation.range(), pen.within(fate, &source[equation.range()]));
    }
}

/// Takes a paragraph away.
pub(super) fn delete(
    edits: &mut Edits<'_>,
    pen: &mut Pen,
    source: &str,
    paragraph: Node<'_, '_>,
    fate: Fate,
    name: Option<&str>,
) {
    let (head, tail) = around(pen, fate, name);
    let mark = pen.mark(fate);
    let mark_inside = mark.trim_start_matches("<w:rPr>").trim_end_matches("</w:rPr>").to_owned();
    edits.insert(paragraph.range().start, head);
    match child(paragraph, "pPr") {
        None => {
            let start = paragraph.range().start;
            let tag = source[start..].find('>').map_or(start, |end| start + end + 1);
            if source[..tag].ends_with("/>") {
                edits.replace(tag - 2..tag, format!("><w:pPr>{mark}</w:pPr></w:p>"));
            } else {
                edits.insert(tag, format!("<w:pPr>{mark}</w:pPr>"));
            }
        }
        Some(properties) => match child(properties, "rPr") {
            Some(look) => {
                let start = look.range().start + "<w:rPr".len();
                let tag = source[start..].find('>').map_or(start, |end| start + end + 1);
                if source[..tag].ends_with("/>") {
                    edits.replace(look.range(), mark);
                } else {
                    edits.insert(tag, mark_inside);
                }
            }
            None => {
                let behind = properties.children().find(|node| is(*node, "sectPr") || is(*node, "pPrChange"));
                let range = properties.range();
                if source[range.clone()].ends_with("/>") {
                    edits.replace(range, format!("<w:pPr>{mark}</w:pPr>"));
                } else {
                    edits.insert(behind.map_or(range.end - "</w:pPr>".len(), |node| node.range().start), mark);
                }
            }
        },
    }
    delete_equations(edits, pen, source, paragraph, fate);
    for run in runs(paragraph).filter(|run| !holds_box(*run)) {
        let mut text = source[run.range()].to_owned();
        if fate == Fate::Deleted {
            text =
                text.replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>");
        }
        edits.replace(run.range(), pen.within(fate, &text));
    }
    edits.insert(paragraph.range().end, tail);
}

/// A new paragraph set like another; `typed` says whether that one types its number.
pub(super) fn insert(
    (pen, notes): (&mut Pen, &mut Notes<'_>),
    source: &str,
    (template, typed): (Node<'_, '_>, bool),
    line: &Line<'_>,
    fate: Fate,
    name: Option<&str>,
) -> String {
    let (head, tail) = around(pen, fate, name);
    let mut properties = String::new();
    if let Some(own) = child(template, "pPr") {
        let kept = own.children().filter(|node| node.is_element());
        let unlike = |node: &Node<'_, '_>| {
            ["rPr", "sectPr", "pPrChange"].iter().any(|name| is(*node, name))
                || (is(*node, "numPr") && line.labels.after.is_none())
        };
        let kept = kept.filter(|node| !unlike(node));
        properties = kept.map(|node| &source[node.range()]).collect();
    }
    let mark = pen.mark(fate);
    let looks: Vec<&str> = runs(template)
        .filter(|run| run.children().any(|piece| is(piece, "t")))
        .map(|run| child(run, "rPr").map_or("", |look| &source[look.range()]))
        .collect();
    let last = looks.last().copied().unwrap_or("");
    let opening = looks.iter().find(|look| look.contains("<w:i/>")).copied().unwrap_or(last);
    let mut out = format!("{head}<w:p><w:pPr>{properties}{mark}</w:pPr>");
    if typed && let Some(label) = &line.labels.after {
        out += &inserted((pen, notes), last, &format!("{label}\t"), Role::Words, fate);
    }
    for run in &line.runs {
        // The look of a footnote's mark at the end is no look for words.
        let look = if run.role == Role::Opening { opening } else { last };
        out += &inserted((pen, notes), look, run.on(Side::After), run.role, fate);
    }
    out + "</w:p>" + &tail
}

/// The limits of what moved.
fn around(pen: &mut Pen, fate: Fate, name: Option<&str>) -> (String, String) {
    let (Some(element), Some(name)) = (fate.element(), name) else { return Default::default() };
    let sign = pen.sign();
    let id = sign.split('"').nth(1).unwrap_or_default().to_owned();
    (format!("<w:{element}RangeStart{sign} w:name=\"{name}\"/>"), format!("<w:{element}RangeEnd w:id=\"{id}\"/>"))
}
