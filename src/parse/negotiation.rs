//! Paragraphs → what is open in them.
//!
//! Square brackets are structure: they nest, and one may close in a later paragraph. A pair is found in its paragraph
//! first; a closing sign that is left over closes the last bracket that earlier paragraphs under the same heading left
//! open, because a slip must not open all that follows. Neighbours with
//! nothing between them are alternatives: `[shall] [should]`. Round brackets count only as marks of agreement. Work is
//! linear in the length of the text, however the brackets nest.

mod neighbours;

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};

use self::neighbours::{mark_alternatives, mark_authors};
use crate::lexicon::{
    AttributionMatch, choices, is_agreed_mark, is_placeholder, option_labels, parse_attribution, parse_paragraph_author,
};
use crate::model::{
    Bracket, BracketKind, Footnote, Negotiation, OpenCounts, Paragraph, ParagraphIndex, Part, Proposal, TextOption,
    TextSpan,
};

/// Finds what is open.
pub(super) fn find(paragraphs: &[Paragraph], footnotes: &[Footnote]) -> Negotiation {
    let mut finder = Finder { out: Negotiation::default(), pending: Vec::new(), unclosed: 0 };
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if paragraph.part == Part::Heading {
            finder.unclosed += std::mem::take(&mut finder.pending).len();
        }
        finder.paragraph(ParagraphIndex(index), &paragraph.text);
    }
    let unclosed = finder.unclosed + finder.pending.len();
    let mut out = finder.out;
    let in_footnotes: usize = footnotes.iter().map(|note| memchr_iter(b'[', note.text.as_bytes()).count()).sum();
    out.counts.unmatched += unclosed;
    out.brackets.sort_by_key(|bracket| (bracket.paragraph, bracket.depth, bracket.span.start));
    mark_authors(paragraphs, &mut out);
    mark_alternatives(paragraphs, &mut out.brackets);
    out.brackets.sort_by_key(|bracket| (bracket.paragraph, bracket.span.start));
    out.counts = OpenCounts { brackets: out.brackets.len() + in_footnotes, ..counts(paragraphs, &out) };
    out
}

struct Finder {
    out: Negotiation,
    /// Brackets that earlier paragraphs left open, by index.
    pending: Vec<usize>,
    /// Brackets that nothing closed before the next heading.
    unclosed: usize,
}

impl Finder {
    fn paragraph(&mut self, index: ParagraphIndex, text: &str) {
        for (start, number) in option_labels(text) {
            let set = match self.out.options.last() {
                // A first option begins a set.
                Some(last) if !matches!(number, "1" | "A" | "a" | "I") => last.set,
                Some(last) => last.set + 1,
                None => 0,
            };
            self.out.options.push(TextOption { paragraph: index, start, number: number.to_owned(), set });
        }
        if let Some(AttributionMatch { attribution, words }) = parse_paragraph_author(text) {
            self.out.proposals.push(Proposal { paragraph: index, attribution, start: words.start });
        }
        let mut characters = Characters::default();
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut marks = Marks::default();
        for offset in memchr3_iter(b'[', b']', b'(', text.as_bytes()) {
            match text.as_bytes()[offset] {
                b'[' => open.push((offset, characters.count(text, offset))),
                b']' => match open.pop() {
                    Some((start, first)) => {
                        let span = TextSpan { start: first, end: characters.count(text, offset) + 1 };
                        let depth = open.len() + self.pending.len();
                        let bracket = bracket(index, span, depth, text, start + 1..offset);
                        if bracket.kind == BracketKind::AgreedMark {
                            marks.add(open.first());
                        }
                        self.out.brackets.push(bracket);
                        if open.is_empty() {
                            marks.close(text, start..offset + 1);
                        }
                    }
                    None => self.close_pending(index),
                },
                _ => {
                    let inner = text[offset + 1..].split_once(')').map(|(inner, _)| inner);
                    if inner.is_some_and(is_agreed_mark) {
                        marks.add(open.first());
                    }
                }
            }
        }
        let end = characters.count(text, text.len());
        if let Some(&(start, _)) = open.first() {
            marks.close(text, start..text.len());
        }
        if marks.agree_paragraph {
            self.out.agreed.push(index);
        }
        for (depth, (start, first)) in open.into_iter().enumerate() {
            let span = TextSpan { start: first, end };
            let depth = depth + self.pending.len();
            let bracket = Bracket { is_closed: false, ..bracket(index, span, depth, text, start + 1..text.len()) };
            self.pending.push(self.out.brackets.len());
            self.out.brackets.push(bracket);
        }
    }

    fn close_pending(&mut self, index: ParagraphIndex) {
        match self.pending.pop() {
            Some(bracket) => {
                let bracket = &mut self.out.brackets[bracket];
                (bracket.is_closed, bracket.closes_in) = (true, Some(index));
            }
            None => self.out.counts.unmatched += 1,
        }
    }
}

/// The marks of agreement in a paragraph. One that stands in a bracket is for the words in it: `[and girls (agreed)]`.
#[derive(Default)]
struct Marks {
    agree_paragraph: bool,
    /// Whether a mark stands in the outermost bracket that is open.
    is_in_bracket: bool,
}

impl Marks {
    fn add(&mut self, outermost: Option<&(usize, usize)>) {
        match outermost {
            Some(_) => self.is_in_bracket = true,
            None => self.agree_paragraph = true,
        }
    }

    /// The outermost bracket ends. A mark in it is for the paragraph if the bracket is around all of it.
    fn close(&mut self, text: &str, bracket: Range<usize>) {
        let rest = text[bracket.end..].trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '('));
        let is_around_all =
            text[..bracket.start].trim().is_empty() && (rest.is_empty() || rest.starts_with(['[', '(']));
        self.agree_paragraph |= std::mem::take(&mut self.is_in_bracket) && is_around_all;
    }
}

/// Counts characters from offset to offset, without going back to the start each time.
#[derive(Default)]
struct Characters {
    offset: usize,
    count: usize,
}

impl Characters {
    fn count(&mut self, text: &str, offset: usize) -> usize {
        self.count += text[self.offset..offset].chars().count();
        self.offset = offset;
        self.count
    }
}

/// Longer words in a bracket are no mark, placeholder or choice.
const MAX_MARK_LEN: usize = 200;

fn bracket(paragraph: ParagraphIndex, span: TextSpan, depth: usize, text: &str, inner: Range<usize>) -> Bracket {
    let found = parse_attribution(&text[inner.clone()]);
    let words = found.as_ref().map_or(inner.clone(), |found| shifted(&found.words, inner.start));
    let shown = text[words.clone()].trim();
    let start = words.start + (text[words.clone()].len() - text[words.clone()].trim_start().len());
    let words = if shown.is_empty() { words.start..words.start } else { start..start + shown.len() };
    let is_short = inner.len() <= MAX_MARK_LEN;
    let kind = match &found {
        _ if is_short && is_agreed_mark(&text[inner.clone()]) => BracketKind::AgreedMark,
        Some(_) if shown.is_empty() => BracketKind::Position,
        _ if is_short && is_placeholder(shown) => BracketKind::Placeholder,
        _ => BracketKind::Words,
    };
    let choices = if is_short { choices(shown) } else { Vec::new() };
    Bracket {
        paragraph,
        span,
        closes_in: None,
        is_closed: true,
        depth,
        words,
        kind,
        attribution: found.map(|found| found.attribution),
        names_authors: false,
        alternatives: None,
        choices: choices.into_iter().map(str::to_owned).collect(),
    }
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The paragraphs of each option. A label that stands alone (`Option 1:`) is followed by the text of its option: up to the
/// next label, and after the last label of a set as many paragraphs as after the one before it. An option inside a
/// paragraph has none of its own.
pub(super) fn option_ranges(options: &[TextOption], paragraphs: &[Paragraph]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(options.len());
    for (index, option) in options.iter().enumerate() {
        let start = option.paragraph.0;
        let is_bare = paragraphs[start].text.trim_end().ends_with(':');
        let next = options.get(index + 1).filter(|next| next.set == option.set);
        let previous = ranges.last().filter(|_| index > 0 && options[index - 1].set == option.set);
        let len = match next {
            _ if option.start > 0 => 0,
            _ if !is_bare => 1,
            Some(next) => (next.paragraph.0 - start).max(1),
            None => previous.map_or(2, |range| range.len()),
        };
        ranges.push(start..(start + len).min(paragraphs.len()));
    }
    ranges
}

fn counts(paragraphs: &[Paragraph], found: &Negotiation) -> OpenCounts {
    let opens = |bracket: &&Bracket| bracket.kind != BracketKind::AgreedMark;
    // Where something opens, and behind which paragraph it is closed.
    let mut steps = vec![0_isize; paragraphs.len() + 1];
    for bracket in found.brackets.iter().filter(opens) {
        steps[bracket.paragraph.0] += 1;
        steps[bracket.closes_in.unwrap_or(bracket.paragraph).0 + 1] -= 1;
    }
    for range in option_ranges(&found.options, paragraphs) {
        steps[range.start] += 1;
        steps[range.end] -= 1;
    }
    let options = found.options.iter().map(|option| option.paragraph);
    for paragraph in options.chain(found.proposals.iter().map(|proposal| proposal.paragraph)) {
        steps[paragraph.0] += 1;
        steps[paragraph.0 + 1] -= 1;
    }
    let mut depth = 0;
    let is_open: Vec<bool> = steps
        .iter()
        .map(|step| {
            depth += step;
            depth > 0
        })
        .collect();
    let texts = paragraphs.iter().enumerate().filter(|(_, paragraph)| paragraph.part.is_text());
    let (mut clean, mut open, mut agreed) = (0, 0, 0);
    for (index, _) in texts {
        match is_open[index] {
            _ if found.agreed.binary_search(&ParagraphIndex(index)).is_ok() => agreed += 1,
            true => open += 1,
            false => clean += 1,
        }
    }
    let sets = found.brackets.iter().filter_map(|bracket| bracket.alternatives).max().map_or(0, |last| last + 1);
    OpenCounts {
        unmatched: found.counts.unmatched,
        alternatives: sets + found.brackets.iter().filter(|bracket| !bracket.choices.is_empty()).count(),
        options: found.options.len(),
        placeholders: found.brackets.iter().filter(|bracket| bracket.kind == BracketKind::Placeholder).count(),
        proposals: found.brackets.iter().filter(|bracket| bracket.proposal().is_some()).count() + found.proposals.len(),
        clean,
        open,
        agreed,
        ..OpenCounts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ParagraphId, Stance};

    fn of(texts: &[&str]) -> Negotiation {
        let part = |text: &str| if text.starts_with("Article") { Part::Heading } else { Part::Operative };
        let paragraph = |text: &&str| Paragraph::new(ParagraphId((*text).into()), part(text), text);
        find(&texts.iter().map(paragraph).collect::<Vec<_>>(), &[])
    }

    #[test]
    fn brackets_nest_and_reach_over_paragraphs() {
        // Texts; depth and words of each bracket; unmatched; clean, open and agreed paragraphs.
        for (texts, brackets, unmatched, paragraphs) in [
            (&["Parties [shall] act"][..], &["0 shall"][..], 0, (0, 1, 0)),
            (
                &["[Parties [shall] [should] act]"],
                &["0 Parties [shall] [should] act", "1 shall", "1 should"],
                0,
                (0, 1, 0),
            ),
            (&["Decides [to act", "and to pay]", "at once"], &["0 to act"], 0, (1, 2, 0)),
            (&["a [b", "c", "d"], &["0 b"], 1, (2, 1, 0)),
            (&["a] b", "c"], &[], 1, (2, 0, 0)),
            (&["a [b", "c", "Article 2", "d]", "e"], &["0 b"], 2, (3, 1, 0)),
            (&["Agrees to act [Agreed ad ref]", "Decides (agreed ad ref)"], &["0 Agreed ad ref"], 0, (0, 0, 2)),
            // The text under a bare label is open.
            (&["Option 1:", "Acts", "Option 2:", "Pays", "Meets"], &[], 0, (1, 4, 0)),
            (&["Option 1: Acts", "Option 2: Pays", "Meets"], &[], 0, (1, 2, 0)),
            // A mark in a bracket is for the words in it.
            (&["[and boys (agreed)] act"], &["0 and boys (agreed)"], 0, (0, 1, 0)),
            (&["[and boys [agreed]] act"], &["0 and boys [agreed]", "1 agreed"], 0, (0, 1, 0)),
            (&["[Acts (agreed);] [EU]"], &["0 Acts (agreed);", "0 EU"], 0, (0, 0, 1)),
            (&["[Acts; (agreed)", "Pays]"], &["0 Acts; (agreed)"], 0, (0, 1, 1)),
        ] {
            let found = of(texts);
            let words = |bracket: &Bracket| &texts[bracket.paragraph.0][bracket.words.clone()];
            let shown = found.brackets.iter().map(|bracket| format!("{} {}", bracket.depth, words(bracket)));
            assert_eq!(shown.collect::<Vec<_>>(), brackets, "{texts:?}");
            let counts = found.counts;
            assert_eq!(
                (counts.unmatched, (counts.clean, counts.open, counts.agreed)),
                (unmatched, paragraphs),
                "{texts:?}"
            );
        }
    }

    #[test]
    fn alternatives_options_and_proposals_are_counted() {
        let found = of(&[
            "Parties [shall][should] [other] report [annually/regularly], [on time]",
            "Option 1: Parties report [EU: add in full] [G77: delete]",
            "Option 2: No text [US, Japan reserve]",
            "Option 1: by [X] [Placeholder]",
        ]);
        let OpenCounts { brackets, alternatives, options, placeholders, proposals, .. } = found.counts;
        assert_eq!((brackets, alternatives, options, placeholders, proposals), (10, 2, 3, 2, 3));
        assert_eq!(found.options.iter().map(|option| option.set).collect::<Vec<_>>(), [0, 0, 1]);
        let sets = |texts: &[&str]| of(texts).options.iter().map(|option| option.set).collect::<Vec<_>>();
        assert_eq!(sets(&["Option 1: Acts; Option 2: Pays;", "{Option A} [Acts] {Option B} [Pays];"]), [0, 0, 1, 1]);
        let authors: Vec<(String, usize)> =
            found.by_author().into_iter().map(|(author, stances)| (author, stances.len())).collect();
        assert_eq!(authors, [("EU", 1), ("G77", 1), ("Japan", 1), ("US", 1)].map(|(name, n)| (name.to_owned(), n)));
    }

    #[test]
    fn a_bracket_of_names_says_whose_the_one_beside_it_is() {
        // Text; each bracket with its author and stance; sets of alternatives and proposals.
        for (text, brackets, counts) in [
            ("Acts [in all regions] [EU] now", &["EU add: in all regions", "EU add:"][..], (0, 1)),
            (
                "Acts [in ports][Norway, Peru][US]",
                &["Norway|Peru|US add: in ports", "Norway|Peru add:", "US add:"],
                (0, 1),
            ),
            (
                "[EU] [Acts at once] [G77] [Pays]",
                &["EU add:", "EU add: Acts at once", "G77 add:", "G77 add: Pays"],
                (0, 2),
            ),
            ("Acts [EU: now] [Norway]", &["EU add: now", "Norway support:"], (0, 2)),
            (
                "Acts [with [one][two] lamps] [EU]",
                &["EU add: with [one][two] lamps", ": one", ": two", "EU add:"],
                (1, 1),
            ),
            ("Asks the [EU] [US] to act", &[": EU", ": US"], (1, 0)),
            ("Meets in [the city] [Geneva]", &[": the city", ": Geneva"], (1, 0)),
            ("Acts [now] with [EU]", &[": now", ": EU"], (0, 0)),
        ] {
            let found = of(&[text]);
            let shown = |bracket: &Bracket| {
                let attribution = bracket.attribution.as_ref();
                let author = attribution.map_or(String::new(), |attribution| {
                    format!("{} {}", attribution.authors.join("|"), attribution.stance.name())
                });
                let words = if bracket.kind == BracketKind::Position { "" } else { &text[bracket.words.clone()] };
                format!("{author}: {words}").trim_end().to_owned()
            };
            assert_eq!(found.brackets.iter().map(shown).collect::<Vec<_>>(), brackets, "{text}");
            assert_eq!((found.counts.alternatives, found.counts.proposals), counts, "{text}");
        }
        for (text, sets) in [
            ("Acts [[now] [later]] [in ports]", &[None, Some(0), Some(0), None][..]),
            ("Acts [in ports] [[now] or [later]]", &[None, None, Some(0), Some(0)]),
            ("Acts [[now]/[later] and often] [in ports]", &[Some(0), Some(1), Some(1), Some(0)]),
        ] {
            let sets_found: Vec<Option<usize>> = of(&[text]).brackets.iter().map(|found| found.alternatives).collect();
            assert_eq!(sets_found, sets, "{text}");
        }
        // A name is known from the text too.
        let found = of(&["Acts [Lakeland: now] at once", "Meets [in ports] [Lakeland]"]);
        assert_eq!(found.by_author(), [("Lakeland".to_owned(), vec![(Stance::Add, 2)])]);
    }

    #[test]
    fn spans_count_characters() {
        let found = of(&["« été » [à] la"]);
        assert_eq!(found.brackets[0].span, TextSpan { start: 8, end: 11 });
    }
}
