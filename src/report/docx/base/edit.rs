//! One paragraph of a Word file: its characters, and the edits that track a change in it.

use std::ops::Range;

use roxmltree::Node;

use super::super::run::{Revision, RevisionWriter};
use super::super::xml::{self, Xml, w};
use super::WORD;
use super::format::{Numbering, Template, list_position, no_number};
use super::notes::Notes;
use super::steps::{Step, write_spelling};
use crate::model::{Side, Versions};
use crate::report::view::{LayoutLine, Role, Sides};
use crate::text::strip_whitespace;

/// The namespace of Office Math.
const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// Writes tracked changes into the XML of a file. All are applied at once.
pub(super) struct Editor<'a, 's> {
    pub(super) source: &'s str,
    pub(super) revisions: RevisionWriter,
    pub(super) notes: Notes<'a>,
    /// Ranges and their replacements, in order of insertion.
    cuts: Vec<(Range<usize>, Xml)>,
}

/// Whether a node is the WordprocessingML element of this name.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(WORD)
}

pub(super) fn child<'x, 's>(node: Node<'x, 's>, name: &str) -> Option<Node<'x, 's>> {
    node.children().find(|node| is(*node, name))
}

/// A character of a paragraph and its position.
pub(super) struct CharPos<'x, 's> {
    pub(super) c: char,
    /// Whether it is white space or not read.
    pub(super) blank: bool,
    /// The child of the run that contains it: text, tab, break.
    pub(super) piece: Node<'x, 's>,
    run: Node<'x, 's>,
}

/// The runs of a paragraph, without those in text boxes and nested ones (ruby annotations).
fn runs<'x, 's>(paragraph: Node<'x, 's>) -> impl Iterator<Item = Node<'x, 's>> {
    let own = move |run: &Node<'x, 's>| {
        run.ancestors().skip(1).find(|above| is(*above, "p") || is(*above, "r")) == Some(paragraph)
    };
    paragraph.descendants().filter(move |node| is(*node, "r") && own(node))
}

/// The equations of a paragraph, which are not runs.
fn equations<'x, 's>(paragraph: Node<'x, 's>) -> impl Iterator<Item = Node<'x, 's>> {
    let is_equation =
        |node: &Node<'_, '_>| node.tag_name().namespace() == Some(MATH) && node.tag_name().name() == "oMath";
    let own = move |node: &Node<'x, 's>| node.ancestors().find(|above| is(*above, "p")) == Some(paragraph);
    paragraph.descendants().filter(move |node| is_equation(node) && own(node))
}

/// Whether a run anchors a text box. The paragraphs of the box are tracked separately, so the run must stay.
fn holds_box(run: Node<'_, '_>) -> bool {
    run.descendants().any(|node| is(node, "txbxContent"))
}

/// The characters of a paragraph.
pub(super) fn chars<'x, 's>(paragraph: Node<'x, 's>) -> Vec<CharPos<'x, 's>> {
    let mut chars = Vec::new();
    // The marker of a note that is not counted is text after its reference, and not a word.
    let mut mark = false;
    for run in runs(paragraph) {
        for piece in run.children().filter(|piece| piece.is_element() && !is(*piece, "rPr")) {
            let is_mark = is(piece, "t") && std::mem::take(&mut mark);
            mark |=
                piece.attributes().any(|attribute| attribute.name() == "customMarkFollows" && attribute.value() != "0");
            let mut push = |c: char| {
                let hidden = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}');
                chars.push(CharPos { c, blank: c.is_whitespace() || hidden || is_mark, piece, run });
            };
            match piece.tag_name().name() {
                "t" => piece.text().unwrap_or_default().chars().for_each(push),
                "noBreakHyphen" => push('\u{2011}'),
                // Tabs, breaks, notes, pictures: not a letter.
                _ => push(' '),
            }
        }
    }
    chars
}

/// The text of a paragraph without white space.
pub(super) fn visible_text(paragraph: Node<'_, '_>) -> String {
    chars(paragraph).iter().filter(|char_pos| !char_pos.blank).map(|char_pos| char_pos.c).collect()
}

impl<'a, 's> Editor<'a, 's> {
    pub(super) fn new(source: &'s str, revisions: RevisionWriter, notes: Notes<'a>) -> Editor<'a, 's> {
        Editor { source, revisions, notes, cuts: Vec::new() }
    }

    pub(super) fn insert_at(&mut self, offset: usize, content: impl Into<Xml>) {
        self.replace(offset..offset, content);
    }

    pub(super) fn replace(&mut self, range: Range<usize>, content: impl Into<Xml>) {
        self.cuts.push((range, content.into()));
    }

    /// Where the start tag of an element ends that begins at an offset.
    pub(super) fn start_tag_end(&self, start: usize) -> usize {
        self.source[start..].find('>').map_or(start, |end| start + end + 1)
    }

    /// The source with all changes, and the notes.
    pub(super) fn apply(mut self) -> (String, Notes<'a>) {
        // A stable sort keeps the order of several insertions at one offset.
        self.cuts.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.source.len() + self.cuts.len() * 64);
        let mut offset = 0;
        for (range, content) in self.cuts {
            if range.start >= offset {
                out += &self.source[offset..range.start];
                offset = range.end;
            }
            out += content.as_str();
        }
        (out + &self.source[offset..], self.notes)
    }

    /// Tracks a change in a paragraph. Returns whether its characters were found; if not, all of it is replaced.
    pub(super) fn edit(
        &mut self,
        paragraph: Node<'_, '_>,
        lines: &[LayoutLine<'_>],
        (old, numbering): (&str, Numbering),
    ) -> bool {
        let chars = chars(paragraph);
        let mut steps = vec![Step::KEPT; chars.len() + 1];
        let offsets = offsets(&chars, old);
        let found = offsets.is_some();
        let mut labels = lines.first().map(|line| line.labels.clone()).unwrap_or_default();
        match numbering {
            Numbering::AsFound => {}
            Numbering::Counted => labels.after = None,
            Numbering::Typed => labels.before = None,
        }
        match offsets {
            Some((start, offsets)) => {
                number(&chars[..start], start, &labels, &mut steps);
                let tracks_typography = self.revisions.tracks_typography;
                words(lines, (&chars[start..], &offsets), &mut steps[start..], &mut self.notes, tracks_typography);
            }
            None => {
                steps.iter_mut().take(chars.len()).for_each(|step| step.revision = Revision::Deleted);
                let new = lines.iter().flat_map(|line| &line.runs).filter(|run| run.sides.contains(Side::After));
                let end = steps.len() - 1;
                steps[end].insert_before.extend(labels.after.iter().map(|label| (format!("{label}\t"), Role::Words)));
                steps[end].insert_before.extend(new.map(|run| (run.on(Side::After).to_owned(), run.role)));
                self.delete_equations(paragraph, Revision::Deleted);
            }
        }
        self.rewrite(&chars, &steps);
        found
    }

    /// Rewrites the runs of a paragraph in which anything changes.
    fn rewrite(&mut self, chars: &[CharPos<'_, '_>], steps: &[Step]) {
        let mut from = 0;
        for chars_of_run in chars.chunk_by(|left, right| left.run == right.run) {
            let to = from + chars_of_run.len();
            let own: Vec<_> = steps[from..to].iter().zip(chars_of_run).collect();
            let behind = steps[to].insert_before.as_slice();
            let behind = if to == chars.len() { behind } else { &[] };
            from = to;
            let run = chars_of_run[0].run;
            let format = self.run_format(run);
            if chars_of_run.iter().all(|char_pos| char_pos.blank) && holds_box(run) {
                for (step, _) in own {
                    let inserted = self.inserted(&format, &step.insert_before);
                    self.insert_at(run.range().start, inserted);
                }
                let inserted = self.inserted(&format, behind);
                self.insert_at(run.range().end, inserted);
            } else if own.iter().any(|(step, _)| !step.is_noop()) || !behind.is_empty() {
                let mut out = Xml::default();
                let goes_on = |(step, _): &(&Step, _), (next, _): &(&Step, _)| {
                    next.insert_before.is_empty() && step.revision == next.revision
                };
                for group in own.chunk_by(goes_on) {
                    let step = group[0].0;
                    out += self.inserted(&format, &step.insert_before);
                    let content = self.rewritten(group);
                    out += self.revisions.wrap(step.revision, w("r").with(format.clone()).with(content));
                }
                out += self.inserted(&format, behind);
                self.replace(run.range(), out);
            }
        }
    }

    /// Characters of a run with one revision: words in their newer spelling, everything else as it is.
    fn rewritten(&self, group: &[(&Step, &CharPos<'_, '_>)]) -> Xml {
        let pieces = group.chunk_by(|(_, left), (_, right)| left.piece == right.piece);
        let content = pieces.map(|same| {
            let (step, CharPos { piece, .. }) = same[0];
            if !is(*piece, "t") {
                return self.copy(*piece);
            }
            let spelling = |(step, char_pos): &(&Step, &CharPos<'_, '_>)| {
                step.spelling.clone().unwrap_or_else(|| char_pos.c.to_string())
            };
            xml::words(step.revision.text_element(), &same.iter().map(spelling).collect::<String>()).into()
        });
        content.collect()
    }

    /// Words to be inserted, with the properties of the surrounding run.
    fn inserted(&mut self, format: &Xml, words: &[(String, Role)]) -> Xml {
        words.iter().map(|(words, role)| self.insertion(format, words, *role, Revision::Inserted)).collect()
    }

    /// The properties of a run as they are in the file.
    fn run_format(&self, run: Node<'_, '_>) -> Xml {
        child(run, "rPr").map(|format| self.copy(format)).into()
    }

    /// A node as it is in the file.
    pub(super) fn copy(&self, node: Node<'_, '_>) -> Xml {
        Xml::verbatim(&self.source[node.range()])
    }

    pub(super) fn copies(&self, nodes: &[Node<'_, '_>]) -> Xml {
        nodes.iter().map(|node| self.copy(*node)).collect()
    }

    /// Inserted words with the properties of the surrounding run.
    fn insertion(&mut self, rpr: &Xml, words: &str, role: Role, revision: Revision) -> Xml {
        if role == Role::FootnoteRef {
            let reference = self.notes.reference(words);
            return reference.map(|run| self.revisions.wrap(revision, run)).into();
        }
        // The order of run properties matters, so italics are only added to a run without any.
        let italics = (role == Role::Opening && rpr.is_empty()).then(|| w("rPr").with(w("i")));
        if words.is_empty() {
            return Xml::default();
        }
        let mut inner = Xml::default();
        for (index, words) in words.split('\t').enumerate() {
            if index > 0 {
                inner += w("tab");
            }
            if !words.is_empty() {
                inner += xml::words("t", words);
            }
        }
        self.revisions.wrap(revision, w("r").with(rpr.clone()).with(italics).with(inner))
    }

    /// Equations are only deleted whole.
    fn delete_equations(&mut self, paragraph: Node<'_, '_>, revision: Revision) {
        for equation in equations(paragraph) {
            let deleted = self.revisions.wrap(revision, Xml::verbatim(&self.source[equation.range()]));
            self.replace(equation.range(), deleted);
        }
    }

    /// Deletes a paragraph.
    pub(super) fn delete(&mut self, paragraph: Node<'_, '_>, revision: Revision, name: Option<&str>) {
        let source = self.source;
        let (head, tail) = self.revisions.move_range(revision, name);
        let element = self.revisions.mark_element(revision);
        let mark = w("rPr").with(element.clone());
        self.insert_at(paragraph.range().start, head);
        match child(paragraph, "pPr") {
            None => {
                let tag = self.start_tag_end(paragraph.range().start);
                if source[..tag].ends_with("/>") {
                    // The start tag no longer ends the element.
                    let content = Xml::from(w("pPr").with(mark));
                    self.replace(tag - 2..tag, Xml::verbatim(format!(">{}</w:p>", content.as_str())));
                } else {
                    self.insert_at(tag, w("pPr").with(mark));
                }
            }
            Some(properties) => match child(properties, "rPr") {
                Some(rpr) => {
                    let tag = self.start_tag_end(rpr.range().start + "<w:rPr".len());
                    if source[..tag].ends_with("/>") {
                        self.replace(rpr.range(), mark);
                    } else {
                        self.insert_at(tag, element);
                    }
                }
                None => {
                    let behind = properties.children().find(|node| is(*node, "sectPr") || is(*node, "pPrChange"));
                    let range = properties.range();
                    if source[range.clone()].ends_with("/>") {
                        self.replace(range, w("pPr").with(mark));
                    } else {
                        self.insert_at(behind.map_or(range.end - "</w:pPr>".len(), |node| node.range().start), mark);
                    }
                }
            },
        }
        self.delete_equations(paragraph, revision);
        for run in runs(paragraph).filter(|run| !holds_box(*run)) {
            let mut text = source[run.range()].to_owned();
            if revision == Revision::Deleted {
                text = text
                    .replace("<w:t>", "<w:delText>")
                    .replace("<w:t ", "<w:delText ")
                    .replace("</w:t>", "</w:delText>");
            }
            let deleted = self.revisions.wrap(revision, Xml::verbatim(text));
            self.replace(run.range(), deleted);
        }
        self.insert_at(paragraph.range().end, tail);
    }

    /// A new paragraph like a template.
    pub(super) fn insert(
        &mut self,
        &Template { paragraph: template, typed, ref list }: &Template<'_, '_>,
        line: &LayoutLine<'_>,
        revision: Revision,
        name: Option<&str>,
    ) -> Xml {
        let (head, tail) = self.revisions.move_range(revision, name);
        let mut properties = Xml::default();
        if let Some(own) = child(template, "pPr") {
            let unlike = |node: &Node<'_, '_>| {
                ["rPr", "sectPr", "pPrChange"].iter().any(|name| is(*node, name))
                    || (is(*node, "numPr") && (line.labels.after.is_none() || list.is_some()))
            };
            let kept: Vec<_> = own.children().filter(|node| node.is_element() && !unlike(node)).collect();
            let place = list_position(&kept);
            // the style may count on: the paragraph says that it has no number
            let uncounted = (line.labels.after.is_none() && !typed).then(no_number);
            let counted = list.clone().filter(|_| line.labels.after.is_some()).or(uncounted);
            properties = self.copies(&kept[..place]) + counted + self.copies(&kept[place..]);
        }
        let mark = self.revisions.paragraph_mark(revision);
        let rprs: Vec<Xml> = runs(template)
            .filter(|run| run.children().any(|piece| is(piece, "t")))
            .map(|run| self.run_format(run))
            .collect();
        let last = rprs.last().cloned().unwrap_or_default();
        let opening = rprs.iter().find(|rpr| rpr.as_str().contains("<w:i/>")).unwrap_or(&last);
        let mut content = Xml::from(w("pPr").with(properties).with(mark));
        if typed && let Some(label) = &line.labels.after {
            content += self.insertion(&last, &format!("{label}\t"), Role::Words, revision);
        }
        for run in &line.runs {
            // The properties of a footnote reference at the end do not suit words.
            let rpr = if run.role == Role::Opening { opening } else { &last };
            content += self.insertion(rpr, run.on(Side::After), run.role, revision);
        }
        head + w("p").with(content) + tail
    }
}

/// The index of the first character of the text, and the text offset of each character from there on.
fn offsets(chars: &[CharPos<'_, '_>], old: &str) -> Option<(usize, Vec<usize>)> {
    let visible: Vec<usize> = (0..chars.len()).filter(|index| !chars[*index].blank).collect();
    let wanted: Vec<(usize, char)> = old.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let skipped = visible.len().checked_sub(wanted.len())?;
    if visible[skipped..].iter().zip(&wanted).any(|(index, (_, c))| chars[*index].c != *c) {
        return None;
    }
    let start = *visible.get(skipped)?;
    let mut offsets = Vec::with_capacity(chars.len() - start);
    let mut next = wanted.iter().peekable();
    let mut end = 0;
    for char_pos in &chars[start..] {
        match next.next_if(|_| !char_pos.blank) {
            Some((offset, c)) => {
                offsets.push(*offset);
                end = offset + c.len_utf8();
            }
            None => offsets.push(end),
        }
    }
    Some((start, offsets))
}

/// Replaces a typed number; one that Word counts has no characters.
fn number(chars: &[CharPos<'_, '_>], start: usize, labels: &Versions<Option<String>>, steps: &mut [Step]) {
    let typed: String = chars.iter().filter(|char_pos| !char_pos.blank).map(|char_pos| char_pos.c).collect();
    let (old, new) = match (&labels.before, &labels.after) {
        (Some(old), Some(new)) => (old.as_str(), new.as_str()),
        (None, Some(new)) if typed.is_empty() => {
            return steps[start].insert_before.push((format!("{new}\t"), Role::Words));
        }
        (Some(old), None) => (old.as_str(), ""),
        _ => return,
    };
    let core = |label: &str| label.trim_end_matches('.').to_owned();
    if typed.is_empty() || old == new {
        return;
    }
    let replaced =
        if new.is_empty() { String::new() } else { typed.replacen(&strip_whitespace(&core(old)), &core(new), 1) };
    let Some(last) = chars.iter().rposition(|char_pos| !char_pos.blank) else { return };
    for (step, _) in steps.iter_mut().zip(chars).filter(|(_, char_pos)| !char_pos.blank) {
        step.revision = Revision::Deleted;
    }
    steps[last + 1].insert_before.push((replaced, Role::Words));
}

/// Marks removed and added words; `steps` begin with the first character of the text.
fn words(
    lines: &[LayoutLine<'_>],
    (chars, offsets): (&[CharPos<'_, '_>], &[usize]),
    steps: &mut [Step],
    notes: &mut Notes<'_>,
    tracks_typography: bool,
) {
    let mut offset = 0;
    let index = |offset: usize| offsets.iter().position(|known| *known >= offset).unwrap_or(offsets.len());
    for run in lines.iter().flat_map(|line| &line.runs) {
        if run.role == Role::FootnoteRef {
            // A reference that stays is in the file.
            let reference =
                |here: &usize| is(chars[*here].piece, "footnoteReference") && steps[*here].revision == Revision::Kept;
            match run.sides {
                Sides::Both => {}
                Sides::After => steps[index(offset)].insert_before.push((run.text.after.to_owned(), run.role)),
                Sides::Before => {
                    let mut stand = (0..chars.len()).filter(|here| offsets[*here] == offset);
                    if let Some(here) = stand.find(reference) {
                        steps[here].revision = Revision::Deleted;
                        notes.gone.push(run.text.before.to_owned());
                    }
                }
            }
            continue;
        }
        let kept = run.sides == Sides::Both && run.text.before == run.text.after;
        let old = run.on(Side::Before).len();
        if !kept && run.sides == Sides::Both && !tracks_typography {
            write_spelling(run, offset, (chars, offsets), steps);
        } else if !kept {
            let range = index(offset)..index(offset + old);
            steps[range.clone()].iter_mut().for_each(|step| step.revision = Revision::Deleted);
            let new = run.on(Side::After);
            if !new.is_empty() {
                steps[range.end].insert_before.push((new.to_owned(), run.role));
            }
        }
        offset += old;
    }
}
