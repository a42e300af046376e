//! A clause of an instruction, as its words are read: what is done, and what stands in which role.
//!
//! “In operative paragraph 5, after “x”, insert “y”” and “Insert “y” after “x” in operative paragraph 5” say the same, so
//! the words fill roles first: the verb, its object, what comes in its place, where. Then [`Clause::instructions`] makes
//! instructions of them, or none where they make no sense together.

use ecow::EcoString;

use super::locator::is_wide;
use crate::amend::apply::numbering::label_of_id;
use crate::amend::headings::is_section;
use crate::model::{
    Division, Extent, Instruction, NewKind, Occurrence, ParagraphId, Position, Target, WordChange, WordPlace,
};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Delete,
    Replace,
    /// `Substitute “new” for “old”`
    Substitute,
    Insert,
    Move,
    Renumber,
    /// `Swap paragraphs 3 and 5`, `Reverse the order of …`
    Reverse,
    /// `Paragraph 5 should read:`, `Amend paragraph 5 to read:`
    Read,
}

impl Verb {
    /// The verb that the value of a phrase names.
    pub(super) fn from_name(name: &str) -> Option<Verb> {
        Some(match name {
            "delete" => Verb::Delete,
            "replace" => Verb::Replace,
            "substitute" => Verb::Substitute,
            "insert" => Verb::Insert,
            "move" => Verb::Move,
            "renumber" => Verb::Renumber,
            "reverse" => Verb::Reverse,
            "read" => Verb::Read,
            _ => return None,
        })
    }
}

/// Words or paragraphs beside which something goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Anchor {
    Words(String),
    Place(Target),
}

/// What role the next quotation or paragraph has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Object,
    /// Behind `with`, `by`: what comes in its place.
    With,
    /// Behind `for`: what goes, of a substitution.
    For,
    /// Behind `in`, `from`, `to`: where.
    Scope,
    After,
    Before,
    Between,
    /// Behind `as`: what a new paragraph is to be called.
    As,
}

/// The words of a clause by their roles.
#[derive(Debug, Clone, Default)]
pub(super) struct Clause {
    pub(super) verb: Option<Verb>,
    pub(super) quotes: Vec<String>,
    pub(super) with: Option<String>,
    pub(super) targets: Vec<Target>,
    pub(super) scope: Vec<Target>,
    pub(super) after: Option<Anchor>,
    pub(super) before: Option<Anchor>,
    pub(super) between: Vec<Anchor>,
    pub(super) at_end: bool,
    pub(super) at_start: bool,
    pub(super) new: Option<(NewKind, Option<usize>)>,
    /// Whether square brackets are deleted, around the quotation where there is one.
    pub(super) removes_brackets: bool,
    /// Whether a footnote is inserted.
    pub(super) new_footnote: bool,
    /// The numbers of new paragraphs: `a new operative paragraph 4`.
    pub(super) new_labels: Vec<EcoString>,
    /// Whether the quotations are the two ends of the words that are meant: `from “x” to “y”`.
    pub(super) is_span: bool,
    /// The paragraph that a new one becomes: `as operative paragraph 4`.
    pub(super) becomes: Option<Target>,
    /// The number that a paragraph gets, in quotation marks: `as “(c)”`.
    pub(super) number: Option<String>,
    pub(super) occurrence: Option<Occurrence>,
    /// Whether its object is the paragraph that was named before: `delete the paragraph`.
    pub(super) is_whole: bool,
    /// Whether a text is announced: `reading:`, `the following text:`.
    pub(super) announces: bool,
    /// Whether a line or a sentence is named: the quotation says where it is, and nothing may be done to the whole.
    pub(super) is_partial: bool,
    /// How far what is meant reaches beyond the quotation.
    pub(super) extent: Extent,
    /// Whether words are announced that are printed below: `delete the following words:`.
    pub(super) words_follow: bool,
    /// Whether the amended paragraph is announced: `so that the paragraph reads:`.
    pub(super) is_printed: bool,
}

impl Clause {
    /// Whether the clause says enough for another one to begin.
    pub(super) fn is_complete(&self) -> bool {
        self.verb.is_some() && self.clone().instructions(false).is_some()
    }

    /// The places that the next clause of the sentence is about too.
    pub(super) fn places(&self) -> Vec<Target> {
        if self.scope.is_empty() { self.targets.clone() } else { self.scope.clone() }
    }

    /// What the clause instructs. `has_text` says whether a text is printed below.
    pub(super) fn instructions(self, has_text: bool) -> Option<Vec<Instruction>> {
        if self.removes_brackets {
            return self.without_brackets();
        }
        if self.verb == Some(Verb::Move) && !self.quotes.is_empty() {
            return self.moved_words();
        }
        self.instruction(has_text).map(|instruction| vec![instruction])
    }

    /// `remove the square brackets around “x”`, or all of them in some paragraphs.
    fn without_brackets(mut self) -> Option<Vec<Instruction>> {
        match std::mem::take(&mut self.quotes).as_slice() {
            [] => {
                self.occurrence = Some(Occurrence::All);
                let removed = ["[", "]"].map(|bracket| WordChange::Delete { words: bracket.to_owned() });
                removed.into_iter().map(|change| self.clone().words(change)).collect()
            }
            [words] => {
                let change = WordChange::Replace { words: format!("[{words}]"), with: words.as_str().into() };
                Some(vec![self.words(change)?])
            }
            _ => None,
        }
    }

    /// `move “x” from operative paragraph 2 to the end of operative paragraph 4`: the words go, and come in the last place
    /// that is named.
    fn moved_words(mut self) -> Option<Vec<Instruction>> {
        let [words] = self.quotes.as_slice() else { return None };
        let words = words.clone();
        let mut places = std::mem::take(&mut self.scope);
        places.append(&mut self.targets);
        let (from, to) = match places.as_slice() {
            [only] => (only.clone(), only.clone()),
            [from, to] => (from.clone(), to.clone()),
            _ => return None,
        };
        let is_placed = self.after.is_some() || self.before.is_some() || self.at_start || self.at_end;
        if !is_placed || !self.between.is_empty() || self.occurrence.is_some() {
            return None;
        }
        let gone =
            Clause { scope: vec![from], ..Clause::default() }.words(WordChange::Delete { words: words.clone() })?;
        let come = Clause { verb: Some(Verb::Insert), quotes: vec![words], scope: vec![to], ..self };
        let come = come.insertion(false)?;
        matches!(come, Instruction::Words { .. }).then(|| vec![gone, come])
    }

    /// What a clause with one instruction comes to.
    fn instruction(mut self, has_text: bool) -> Option<Instruction> {
        if matches!(self.extent, Extent::Sentence(_) | Extent::SentenceFromEnd(_)) && self.quotes.len() < 2 {
            return self.of_sentence();
        }
        if self.is_partial && self.quotes.is_empty() && self.new.is_none() {
            return None;
        }
        match self.verb? {
            Verb::Delete => self.deletion(),
            Verb::Reverse => {
                let targets = if self.targets.is_empty() { self.scope } else { self.targets };
                (targets.len() > 1).then_some(Instruction::Reverse { targets })
            }
            Verb::Replace => {
                let words = match self.quotes.as_slice() {
                    [first, last] if self.is_span => Some(format!("{first} … {last}")),
                    [words] => Some(words.clone()),
                    _ => None,
                };
                if let Some(words) = words
                    && let Some(with) = self.with.take()
                {
                    return self.words(WordChange::Replace { words, with: with.into() });
                }
                self.replacement(has_text)
            }
            Verb::Substitute => match (self.quotes.as_slice(), self.with.take()) {
                ([with], Some(words)) => {
                    let with = with.as_str().into();
                    self.words(WordChange::Replace { words, with })
                }
                _ => self.replacement(has_text),
            },
            Verb::Read => self.replacement(has_text),
            Verb::Insert => self.insertion(has_text),
            Verb::Move => {
                let position = self.position().or_else(|| self.becomes.clone().map(Position::Before))?;
                (!self.targets.is_empty()).then_some(Instruction::Move { targets: self.targets, position })
            }
            Verb::Renumber => match (self.targets.as_slice(), self.becomes) {
                ([target], None) if self.number.is_some() => {
                    let label = self.number.unwrap_or_default().into();
                    Some(Instruction::Renumber { target: target.clone(), label })
                }
                // preambular paragraphs have no numbers but their places
                ([Target::Paragraph(old)], Some(Target::Paragraph(new))) if preambular_place(&new).is_some() => {
                    let (from, to) = (preambular_place(old)?, preambular_place(&new)?);
                    let targets = vec![Target::Paragraph(old.clone())];
                    let beside = Target::Paragraph(new);
                    let position = if to < from { Position::Before(beside) } else { Position::After(beside) };
                    Some(Instruction::Move { targets, position })
                }
                ([target], Some(Target::Paragraph(id))) => {
                    let label = label_of_id(&id);
                    Some(Instruction::Renumber { target: target.clone(), label })
                }
                (_, None) => Some(Instruction::RenumberRest),
                _ => None,
            },
        }
    }

    fn deletion(mut self) -> Option<Instruction> {
        // “delete the words between “x” and “y””
        if let ([], [Anchor::Words(first), Anchor::Words(last)]) = (self.quotes.as_slice(), self.between.as_slice()) {
            let change =
                WordChange::Replace { words: format!("{first} … {last}"), with: format!("{first} {last}").into() };
            return self.words(change);
        }
        match self.quotes.as_slice() {
            [words] if !self.is_span || self.extent == Extent::From => {
                let words = words.clone();
                // “delete the comma after “x””
                let beside = |anchor: &String, is_after: bool| {
                    let space = if words.starts_with(char::is_alphanumeric) || !is_after { " " } else { "" };
                    let quote =
                        if is_after { format!("{anchor}{space}{words}") } else { format!("{words}{space}{anchor}") };
                    WordChange::Replace { words: quote, with: anchor.as_str().into() }
                };
                let change = match (&self.after, &self.before) {
                    (Some(Anchor::Words(anchor)), None) => beside(anchor, true),
                    (None, Some(Anchor::Words(anchor))) => beside(anchor, false),
                    _ => WordChange::Delete { words: words.clone() },
                };
                self.words(change)
            }
            [first, last] if self.is_span => {
                let words = format!("{first} … {last}");
                self.extent = Extent::Quoted;
                self.words(WordChange::Delete { words })
            }
            [] if self.words_follow => self.words(WordChange::Delete { words: String::new() }),
            [] if !self.targets.is_empty() => Some(Instruction::Delete { targets: self.targets }),
            // “Operative paragraph 5: delete the paragraph”
            [] if self.is_whole && !self.scope.is_empty() => Some(Instruction::Delete { targets: self.scope }),
            _ => None,
        }
    }

    /// What is done to a sentence that is named by its place.
    fn of_sentence(mut self) -> Option<Instruction> {
        let quote = self.quotes.pop();
        let change = match (self.verb?, quote, self.with.take()) {
            (Verb::Delete, None, None) => WordChange::Delete { words: String::new() },
            (Verb::Replace, None, Some(with)) => WordChange::Replace { words: String::new(), with: with.into() },
            (Verb::Insert, Some(words), None) if self.before.is_none() && !self.at_start => {
                WordChange::Insert { words: words.into(), place: WordPlace::End }
            }
            _ => return None,
        };
        self.occurrence = Some(Occurrence::Only);
        self.words(change)
    }

    /// Paragraphs that are replaced by a text below or in quotation marks.
    fn replacement(self, has_text: bool) -> Option<Instruction> {
        let targets = if self.targets.is_empty() { self.scope } else { self.targets };
        let text = has_text || self.with.is_some() || self.announces;
        (!targets.is_empty() && self.quotes.is_empty() && text).then_some(Instruction::Replace { targets })
    }

    fn insertion(mut self, has_text: bool) -> Option<Instruction> {
        let announces = self.announces || has_text;
        if self.new_footnote {
            return self.footnote().filter(|_| announces);
        }
        if let Some((kind, count)) = self.new {
            let position =
                self.position().or_else(|| self.position_of_label(kind)).or_else(|| self.position_of(kind))?;
            return announces.then_some(Instruction::Insert { position, kind, count });
        }
        // “insert operative paragraph 9 after operative paragraph 5”, “add operative clause 11:”
        if let ([Target::Paragraph(id)], [], []) =
            (self.targets.as_slice(), self.scope.as_slice(), self.quotes.as_slice())
        {
            let beside = matches!(self.after, Some(Anchor::Place(_))) || matches!(self.before, Some(Anchor::Place(_)));
            if beside && !announces {
                let position = self.position()?;
                return Some(Instruction::Move { targets: self.targets, position });
            }
            let label = label_of_id(id);
            if !beside && announces && id.0.starts_with("OP") {
                self.new_labels = vec![label];
                self.targets.clear();
                let position = self.position_of_label(NewKind::Operative)?;
                return Some(Instruction::Insert { position, kind: NewKind::Operative, count: Some(1) });
            }
        }
        let mut quotes = std::mem::take(&mut self.quotes);
        let is_anchored =
            matches!((&self.after, &self.before), (Some(Anchor::Words(_)), _) | (_, Some(Anchor::Words(_))));
        if quotes.is_empty() && announces && is_anchored {
            // “after “x”, insert the following words:”
            quotes.push(String::new());
        }
        let [words] = quotes.as_slice() else {
            // “After operative paragraph 5, insert the following:”
            let position = self.position().filter(|_| announces && quotes.is_empty())?;
            return Some(Instruction::Insert { position, kind: NewKind::Paragraph, count: None });
        };
        let place = match (self.after.clone(), self.before.clone(), self.between.as_slice()) {
            (Some(Anchor::Words(words)), None, []) => WordPlace::After(words),
            (None, Some(Anchor::Words(words)), []) => WordPlace::Before(words),
            (None, None, [Anchor::Words(first), Anchor::Words(second)]) => {
                WordPlace::Between(first.clone(), second.clone())
            }
            (None, None, []) if self.at_start => WordPlace::Start,
            (None, None, []) if self.at_end || !self.scope.is_empty() => WordPlace::End,
            _ => return None,
        };
        let words = words.as_str().into();
        self.words(WordChange::Insert { words, place })
    }

    /// The insertion of a footnote.
    fn footnote(self) -> Option<Instruction> {
        let (mut place, mut target) = (WordPlace::End, None);
        match (self.after, self.before) {
            (Some(Anchor::Words(words)), _) => place = WordPlace::After(words),
            (_, Some(Anchor::Words(words))) => place = WordPlace::Before(words),
            (Some(Anchor::Place(paragraph)), _) => target = Some(paragraph),
            (None, Some(Anchor::Place(_))) => return None,
            (None, None) if self.at_start => place = WordPlace::Start,
            (None, None) => {}
        }
        let mut named = self.scope.into_iter().chain(self.targets);
        let target = target.or_else(|| named.next())?;
        let occurrence = self.occurrence.unwrap_or(Occurrence::Only);
        named.next().is_none().then_some(Instruction::InsertFootnote { target, place, occurrence })
    }

    /// A change of words, where it is said in which paragraph.
    fn words(self, change: WordChange) -> Option<Instruction> {
        let named = [&self.after, &self.before];
        let anchored = named.into_iter().flatten().find_map(|anchor| match anchor {
            Anchor::Place(target) => Some(vec![target.clone()]),
            Anchor::Words(_) => None,
        });
        let scope = match (self.scope.is_empty(), self.targets.is_empty()) {
            (false, _) => self.scope,
            (true, false) => self.targets,
            (true, true) => anchored.or((self.occurrence == Some(Occurrence::All)).then(|| vec![Target::Whole]))?,
        };
        // “in the title and the operative paragraphs” means every place there
        let default = if scope.iter().any(is_wide) || scope.len() > 1 { Occurrence::All } else { Occurrence::Only };
        let occurrence = self.occurrence.unwrap_or(default);
        // what is deleted or replaced “at the end” stands there
        let extent = match (&change, self.extent) {
            (WordChange::Delete { .. } | WordChange::Replace { .. }, Extent::Quoted) if self.at_end => Extent::AtEnd,
            (_, extent) => extent,
        };
        Some(Instruction::Words { scope, change, occurrence, extent, is_printed: self.is_printed })
    }

    /// Where paragraphs go.
    fn position(&self) -> Option<Position> {
        let place = |anchor: &Option<Anchor>| match anchor {
            Some(Anchor::Place(target)) => Some(target.clone()),
            _ => None,
        };
        if let Some(target) = place(&self.after) {
            return Some(Position::After(target));
        }
        if let Some(target) = place(&self.before) {
            return Some(Position::Before(target));
        }
        if let [Anchor::Place(first), Anchor::Place(_)] = self.between.as_slice() {
            return Some(Position::After(first.clone()));
        }
        let division = match self.scope.as_slice() {
            [Target::Preamble] => Some(Division::Preamble),
            [Target::OperativePart] => Some(Division::Operative),
            _ => None,
        };
        // “move it to the preamble”
        let goes_to_part = self.verb == Some(Verb::Move) && self.becomes.is_none();
        match (division, self.scope.as_slice()) {
            (Some(division), _) if self.at_start => Some(Position::Start(division)),
            (Some(division), _) if self.at_end || goes_to_part => Some(Position::End(division)),
            (_, [Target::Whole]) if self.at_end => Some(Position::End(Division::Operative)),
            // “at the end, insert the following:”
            (_, []) if self.at_end && !self.at_start && self.verb == Some(Verb::Insert) && self.targets.is_empty() => {
                Some(Position::End(Division::Operative))
            }
            (_, [target @ (Target::Paragraph(_) | Target::Nth(_) | Target::FromEnd(..))]) if self.at_start => {
                Some(Position::FirstUnder(target.clone()))
            }
            (_, [target @ (Target::Paragraph(_) | Target::Nth(_) | Target::FromEnd(..))]) if self.at_end => {
                Some(Position::LastUnder(target.clone()))
            }
            _ => None,
        }
    }

    /// Where a new paragraph goes that only says what it becomes, or in what.
    fn position_of(&self, kind: NewKind) -> Option<Position> {
        if let Some(target) = &self.becomes {
            return Some(Position::Before(target.clone()));
        }
        match (kind, self.scope.as_slice()) {
            (_, [target @ Target::Paragraph(_)]) => Some(Position::LastUnder(target.clone())),
            (NewKind::Preambular, []) | (_, [Target::Preamble]) => Some(Position::End(Division::Preamble)),
            (NewKind::Operative | NewKind::UnnumberedOperative, []) | (_, [Target::OperativePart | Target::Whole]) => {
                Some(Position::End(Division::Operative))
            }
            (kind, []) if is_section(kind) => Some(Position::End(Division::Operative)),
            _ => None,
        }
    }
}

/// The place of a preambular paragraph, by its id.
fn preambular_place(id: &ParagraphId) -> Option<usize> {
    id.0.strip_prefix("PP")?.parse().ok()
}
