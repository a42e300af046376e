//! A text under negotiation → the text as one party proposes it, or the text without what is open.
//!
//! Of an attributed bracket the party's own proposal is taken and that of others is not: words that others add go, words
//! that others would delete stay. Brackets without an author stay as they are, except an alternative to the party's own
//! words. A paragraph of which nothing is left goes. A warning names the paragraphs whose opening verb is gone.

use std::ops::Range;

use super::negotiation::option_ranges;
use crate::lexicon::{is_agreed_mark, parse_opening};
use crate::model::{
    Attribution, Bracket, BracketKind, FootnoteRef, Negotiation, Paragraph, ParagraphIndex, Resolution, Stance,
    TextKey, Warning,
};
use crate::text::{counted, enumeration};

/// The text without open brackets and options, and what stands in them. A bracket without an end loses its sign only,
/// because nothing shows how far it reaches.
pub fn without_open_text(resolution: &Resolution) -> Resolution {
    let negotiation = &resolution.negotiation;
    let mut cuts = Cuts::new(resolution);
    for bracket in &negotiation.brackets {
        match bracket.is_closed {
            true => cuts.remove_bracket(bracket),
            false => cuts.remove_opening_sign(bracket),
        }
    }
    for range in option_ranges(&negotiation.options, &resolution.paragraphs) {
        range.for_each(|paragraph| cuts.remove_paragraph(ParagraphIndex(paragraph)));
    }
    cuts.remove_round_marks();
    let mut out = cuts.apply();
    let opens = |bracket: &&Bracket| bracket.kind != BracketKind::AgreedMark && bracket.is_closed;
    let brackets = negotiation.brackets.iter().filter(opens).count();
    let left_out = [(brackets, "bracket"), (negotiation.options.len(), "option")];
    let left_out: Vec<String> =
        left_out.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    if !left_out.is_empty() {
        out.warnings.push(Warning::new(format!("left out because open: {}", enumeration(&left_out))));
    }
    out
}

/// The text as one party proposes it; nothing where no proposal, comment or tracked change is its own. The tracked changes
/// of the file were settled when it was read.
pub fn as_proposed_by(resolution: &Resolution, author: &str) -> Option<Resolution> {
    let brackets = &resolution.negotiation.brackets;
    let proposals = &resolution.negotiation.proposals;
    let names_author =
        |attribution: &Attribution| attribution.authors.iter().any(|name| name.eq_ignore_ascii_case(author));
    let is_own = |bracket: &Bracket| bracket.attribution.as_ref().is_some_and(names_author);
    let is_in_text =
        brackets.iter().any(is_own) || proposals.iter().any(|proposal| names_author(&proposal.attribution));
    let is_in_file = || resolution.negotiation.remarks.iter().any(|remark| remark.author.eq_ignore_ascii_case(author));
    if !is_in_text && !is_in_file() {
        return None;
    }
    let mut cuts = Cuts::new(resolution);
    for proposal in proposals {
        match names_author(&proposal.attribution) {
            true => cuts.ranges[proposal.paragraph.0].push(0..proposal.start),
            false => cuts.remove_paragraph(proposal.paragraph),
        }
    }
    for (index, bracket) in brackets.iter().enumerate() {
        let Some(attribution) = &bracket.attribution else { continue };
        // “[US: delete “to report”]” quotes words of the text around it.
        let is_quotation =
            attribution.stance == Stance::Delete && bracket.quoted_words(cuts.text(bracket.paragraph)).is_some();
        let is_position = bracket.kind == BracketKind::Position || is_quotation;
        let wants_words = match (is_own(bracket), attribution.stance) {
            (true, Stance::Delete | Stance::Oppose) => false,
            (true, _) | (false, Stance::Delete | Stance::Retain | Stance::Support | Stance::Oppose) => true,
            (false, Stance::Add | Stance::Replace | Stance::Move | Stance::Reserve) => false,
        };
        if is_position || !wants_words {
            cuts.remove_bracket(bracket);
        } else {
            cuts.keep_words(bracket);
            let alternatives = [index.checked_sub(1), Some(index + 1)];
            for other in alternatives.into_iter().flatten().filter_map(|other| brackets.get(other)) {
                if is_own(bracket) && cuts.are_alternatives(bracket, other) {
                    cuts.remove_bracket(other);
                }
            }
        }
        if is_quotation {
            if is_own(bracket) {
                cuts.remove_quoted(bracket);
            }
        } else if is_position && is_own(bracket) && attribution.stance == Stance::Delete {
            // “[in all regions] [G77: delete]” means the bracket before it, “… [G77: delete]” the paragraph.
            match index.checked_sub(1).map(|previous| &brackets[previous]) {
                Some(previous) if cuts.is_beside(previous, bracket) => cuts.remove_bracket(previous),
                _ => cuts.remove_paragraph(bracket.paragraph),
            }
        }
    }
    Some(cuts.apply())
}

/// What is taken out of each paragraph.
struct Cuts<'a> {
    resolution: &'a Resolution,
    ranges: Vec<Vec<Range<usize>>>,
}

impl<'a> Cuts<'a> {
    fn new(resolution: &'a Resolution) -> Cuts<'a> {
        Cuts { resolution, ranges: vec![Vec::new(); resolution.paragraphs.len()] }
    }

    fn text(&self, paragraph: ParagraphIndex) -> &'a str {
        &self.resolution[paragraph].text
    }

    /// The bytes of a bracket in its paragraph, signs included.
    fn bytes(&self, bracket: &Bracket) -> Range<usize> {
        let text = self.text(bracket.paragraph);
        let open = text[..bracket.words.start].rfind('[').unwrap_or(bracket.words.start);
        let close = closing(&text[bracket.words.end..]).map(|close| bracket.words.end + close + 1);
        let has_end = bracket.is_closed && bracket.closes_in.is_none();
        open..close.filter(|_| has_end).unwrap_or(text.len())
    }

    fn remove_bracket(&mut self, bracket: &Bracket) {
        let bytes = self.bytes(bracket);
        self.ranges[bracket.paragraph.0].push(bytes);
        if let Some(last) = bracket.closes_in {
            (bracket.paragraph.0 + 1..last.0).for_each(|paragraph| self.remove_paragraph(ParagraphIndex(paragraph)));
            let end = closing(self.text(last)).map_or(0, |close| close + 1);
            self.ranges[last.0].push(0..end);
        }
    }

    fn remove_opening_sign(&mut self, bracket: &Bracket) {
        let start = self.bytes(bracket).start;
        self.ranges[bracket.paragraph.0].push(start..start + 1);
    }

    /// Takes out the signs and the author, not the words.
    fn keep_words(&mut self, bracket: &Bracket) {
        let bytes = self.bytes(bracket);
        let words = bracket.quoted_words(self.text(bracket.paragraph)).unwrap_or(bracket.words.clone());
        let ranges = &mut self.ranges[bracket.paragraph.0];
        ranges.push(bytes.start..words.start);
        ranges.push(words.end..bytes.end);
    }

    /// Takes out the words of the paragraph that a bracket quotes, with the bracket that they fill.
    fn remove_quoted(&mut self, bracket: &Bracket) {
        let text = self.text(bracket.paragraph);
        if let Some(place) = bracket.quoted_elsewhere(text) {
            let before = text[..place.start].strip_suffix('[');
            let in_bracket = before.is_some() && text[place.end..].starts_with(']');
            let signs = usize::from(in_bracket);
            self.ranges[bracket.paragraph.0].push(place.start - signs..place.end + signs);
        }
    }

    /// Whether a bracket without an author, beside one with an author, holds other words for the same place: both begin
    /// with a verb that may open a paragraph, or with the same word.
    fn are_alternatives(&self, own: &Bracket, other: &Bracket) -> bool {
        let is_choice = other.attribution.is_none() && other.kind == BracketKind::Words && other.closes_in.is_none();
        let is_beside = self.is_beside(own, other) || self.is_beside(other, own);
        let words = |bracket: &Bracket| &self.text(bracket.paragraph)[bracket.words.clone()];
        let first = |bracket: &Bracket| words(bracket).split(' ').next().unwrap_or_default().to_lowercase();
        let opens = |bracket: &Bracket| parse_opening(words(bracket)).is_some();
        is_choice && is_beside && (opens(own) && opens(other) || first(own) == first(other))
    }

    fn remove_paragraph(&mut self, paragraph: ParagraphIndex) {
        let len = self.text(paragraph).len();
        self.ranges[paragraph.0].push(0..len);
    }

    fn remove_round_marks(&mut self) {
        for &paragraph in &self.resolution.negotiation.agreed {
            let text = self.text(paragraph);
            for (start, _) in text.match_indices('(') {
                let end = text[start..].find(')').map(|end| start + end);
                if let Some(end) = end.filter(|end| is_agreed_mark(&text[start + 1..*end])) {
                    self.ranges[paragraph.0].push(start..end + 1);
                }
            }
        }
    }

    /// Whether nothing stands between two brackets.
    fn is_beside(&self, left: &Bracket, right: &Bracket) -> bool {
        let between = self.bytes(left).end..self.bytes(right).start;
        left.paragraph == right.paragraph
            && self.text(left.paragraph).get(between).is_some_and(|between| between.trim().is_empty())
    }

    fn apply(mut self) -> Resolution {
        let mut out = Resolution { paragraphs: Vec::new(), ..self.resolution.clone() };
        let mut places: Vec<Option<ParagraphIndex>> = Vec::with_capacity(self.ranges.len());
        let mut without_verb = Vec::new();
        for (index, paragraph) in self.resolution.paragraphs.iter().enumerate() {
            let mut ranges = std::mem::take(&mut self.ranges[index]);
            ranges.sort_by_key(|range| (range.start, range.end));
            let is_whole = ranges.is_empty();
            let cut = if is_whole { paragraph.clone() } else { without(paragraph, &ranges) };
            let is_gone = !is_whole && !cut.text.chars().any(char::is_alphanumeric);
            if is_gone {
                places.push(None);
                continue;
            }
            places.push(Some(ParagraphIndex(out.paragraphs.len())));
            let is_cut_at_start = ranges.first().is_some_and(|range| range.start == 0);
            if (paragraph.opening.is_some() || is_cut_at_start) && cut.opening.is_none() && paragraph.part.is_text() {
                without_verb.push(paragraph.id.to_string());
            }
            let parent = std::iter::successors(paragraph.parent, |parent| self.resolution[*parent].parent)
                .find_map(|parent| places[parent.0]);
            out.paragraphs.push(Paragraph { parent, ..cut });
        }
        if !without_verb.is_empty() {
            let names = enumeration(&without_verb);
            out.warnings.push(Warning::new(format!("no opening verb is left of {names}: it is open or not agreed")));
        }
        super::cross_references::find(&mut out.paragraphs);
        let is_cut = out.paragraphs.len() < self.resolution.paragraphs.len();
        out.negotiation = if is_cut || !out.paragraphs.is_empty() {
            super::negotiation::find(&out.paragraphs, &out.footnotes)
        } else {
            Negotiation::default()
        };
        out
    }
}

/// The place of the sign that closes the bracket that a text stands in.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, sign) in text.match_indices(['[', ']']) {
        match sign {
            "[" => depth += 1,
            _ if depth == 0 => return Some(offset),
            _ => depth -= 1,
        }
    }
    None
}

/// A paragraph without some of its text; the space around what is gone is set in order.
fn without(paragraph: &Paragraph, ranges: &[Range<usize>]) -> Paragraph {
    let mut text = String::with_capacity(paragraph.text.len());
    let mut marks: Vec<FootnoteRef> = Vec::new();
    let mut refs = paragraph.footnote_refs.iter().peekable();
    let mut end = 0;
    let end_of_text = paragraph.text.len()..paragraph.text.len();
    for range in ranges.iter().chain(std::iter::once(&end_of_text)) {
        if range.start >= end {
            let kept = &paragraph.text[end..range.start];
            while let Some(mark) = refs.next_if(|mark| mark.offset <= range.start) {
                if mark.offset >= end {
                    marks.push(FootnoteRef { offset: text.len() + (mark.offset - end), ..mark.clone() });
                }
            }
            let joins = text.is_empty() || text.ends_with(' ');
            let kept_trimmed = if joins { kept.trim_start() } else { kept };
            let closes = kept_trimmed.trim_start().starts_with([',', ';', '.', ':']);
            if closes && end > 0 {
                text.truncate(text.trim_end().len());
                text += kept_trimmed.trim_start();
            } else {
                text += kept_trimmed;
            }
        }
        end = end.max(range.end);
    }
    let text = text.trim().to_owned();
    marks.iter_mut().for_each(|mark| mark.offset = mark.offset.min(text.len()));
    marks.iter_mut().for_each(|mark| {
        while !text.is_char_boundary(mark.offset) {
            mark.offset -= 1;
        }
    });
    let opening = crate::lexicon::parse_opening(&text).map(|(opening, _)| opening);
    let opening = opening.filter(|_| paragraph.part.is_text());
    Paragraph { key: TextKey::ignoring_spacing(&text), opening, text, footnote_refs: marks, ..paragraph.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ParagraphId, Part};

    fn resolution(texts: &[&str]) -> Resolution {
        let paragraph = |text: &&str| Paragraph::new(ParagraphId((*text).into()), Part::Operative, text);
        let paragraphs: Vec<Paragraph> = texts.iter().map(paragraph).collect();
        let negotiation = super::super::negotiation::find(&paragraphs, &[]);
        Resolution { paragraphs, negotiation, ..Resolution::default() }
    }

    fn texts(resolution: &Resolution) -> Vec<&str> {
        resolution.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
    }

    #[test]
    fn nothing_open_is_left() {
        for (given, expected) in [
            (&["Parties [shall] report [annually], on time"][..], &["Parties report, on time"][..]),
            (&["[Decides to pay;]", "Decides to meet;"], &["Decides to meet;"]),
            (&["Agrees [to act", "and to pay] at once", "Ends"], &["Agrees", "at once", "Ends"]),
            (&["Option 1: Pay", "Option 2: No text", "Meets (agreed ad ref)"], &["Meets"]),
            (&["Meets [a [b] c] again [Agreed ad ref]"], &["Meets again"]),
            // A sign without the other one hides nothing that comes after it.
            (&["[Meets [a] [b];", "Pays [c] now"], &["Meets;", "Pays now"]),
            // A label that stands alone is followed by the text of its option.
            (&["Option 1:", "Pays", "Option 2:", "Pays later", "Meets"], &["Meets"]),
        ] {
            assert_eq!(texts(&without_open_text(&resolution(given))), expected);
        }
    }

    #[test]
    fn references_follow_what_is_left() {
        let text =
            "The Council,\n\n1. [Decides to pay;]\n\n2. Decides to meet;\n\n3. Notes [with regret] paragraph 2 above;";
        let clean = without_open_text(&crate::resolution(text.as_bytes()).unwrap());
        let last = clean.paragraphs.last().expect("the last paragraph is agreed");
        let found = last.cross_references.iter().map(|found| (&last.text[found.number.clone()], found.target));
        assert_eq!(found.collect::<Vec<_>>(), [("2", Some(ParagraphIndex(0)))]);
    }

    #[test]
    fn what_is_left_out_is_said() {
        for (given, expected) in [
            (&["[Urges] States to act", "Decides to [pay] [meet]"][..], "left out because open: 3 brackets"),
            (&["Option 1: Decides to pay", "Option 2: [Meets]"], "left out because open: 1 bracket and 2 options"),
        ] {
            let warnings = without_open_text(&resolution(given)).warnings;
            assert_eq!(warnings.last().map(|warning| warning.text.as_str()), Some(expected), "{given:?}");
        }
        let warnings = without_open_text(&resolution(&["[Urges] States to act"])).warnings;
        assert_eq!(warnings[0].text, "no opening verb is left of [Urges] States to act: it is open or not agreed");
        assert!(without_open_text(&resolution(&["Decides to act"])).warnings.is_empty());
    }

    #[test]
    fn a_party_sees_its_own_proposals() {
        for (author, given, expected) in [
            (
                "EU",
                &["Calls upon States [EU: add and girls] to act"][..],
                Some(&["Calls upon States and girls to act"][..]),
            ),
            (
                "G77",
                &["Calls upon States [EU: add and girls] [G77: add at once] to act"],
                Some(&["Calls upon States at once to act"]),
            ),
            ("eu", &["Acts [at once – G77, EU retain]"], Some(&["Acts at once"])),
            ("US", &["Acts [at once – US delete] now", "Pays [EU: delete]"], Some(&["Acts now", "Pays"])),
            ("G77", &["Acts [in all regions] [G77: delete]", "Pays [G77: delete]"], Some(&["Acts"])),
            ("Japan", &["Acts [US, Japan reserve] in [some] ports"], Some(&["Acts in [some] ports"])),
            ("EU", &["(EU) Acts now", "(G77): Acts later", "Meets"], Some(&["Acts now", "Meets"])),
            ("China", &["Acts [EU: add now]"], None),
            ("EU", &["[Urges][EU: Calls upon] States to act"], Some(&["Calls upon States to act"])),
            ("G77", &["Asks it [to report] [G77: to report yearly]"], Some(&["Asks it to report yearly"])),
            ("EU", &["Asks it [to report] [EU: add and to pay]"], Some(&["Asks it [to report] and to pay"])),
            ("US", &["Asks it [to report] [US: delete “to report”]"], Some(&["Asks it"])),
            ("EU", &["Asks it [to report] [US: delete “to report”] [EU: now]"], Some(&["Asks it [to report] now"])),
            ("Japan", &["Helps girls [Japan: “and boys”]"], Some(&["Helps girls and boys"])),
        ] {
            let proposed = as_proposed_by(&resolution(given), author);
            assert_eq!(proposed.as_ref().map(texts).as_deref(), expected, "{author}: {given:?}");
        }
    }
}
