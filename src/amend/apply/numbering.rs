//! The numbers of an amended text: what follows a new paragraph, or one that is no more, is counted on.
//!
//! A number of the draft keeps its distance to those before it: gaps and numbers such as `4 bis` stay. Where numbering
//! begins anew, counting begins anew.

use std::collections::HashMap;

use ecow::{EcoString, eco_format};

use super::draft::{Draft, NodeIndex};
use crate::model::{Label, NumberStyle, ParagraphId, Part};
use crate::text::format_number;

/// The number that a paragraph of this name has: `4 bis` of `OP4 bis`, `(c)` of `OP4(c)`.
pub(in crate::amend) fn label_of_id(id: &ParagraphId) -> EcoString {
    let last = id.0.rsplit('/').next().unwrap_or_default();
    match last.rfind('(') {
        Some(open) => last[open..].into(),
        None => last.trim_start_matches("OP").into(),
    }
}

/// What is counted together: the items of one paragraph, or the paragraphs of the first level.
type Sequence = (Option<NodeIndex>, NumberStyle);

/// How far a sequence is counted.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    /// The last number of the draft.
    base: u32,
    /// The last number of the amended text.
    current: u32,
    /// How much later numbers of the draft are raised.
    shift: i64,
    /// Whether a heading stands behind the last number.
    heading_since: bool,
    /// Whether a heading that is deleted stood there.
    lost_heading: bool,
    /// Whether counting began anew before the first number of the draft that does.
    began_anew: bool,
}

impl Draft {
    /// Gives every paragraph of the amended text its number.
    pub(super) fn renumber(&mut self) {
        let mut counts: HashMap<Sequence, Count> = HashMap::new();
        for place in 0..self.order.len() {
            let node = self.order[place];
            if self.nodes[node].paragraph.part == Part::Heading {
                let is_current = self.nodes[node].is_current();
                for count in counts.values_mut() {
                    count.heading_since |= is_current;
                    count.lost_heading |= !is_current;
                }
                continue;
            }
            let Some(label) = self.nodes[node].paragraph.label.clone() else { continue };
            if matches!(label.style, NumberStyle::Bullet | NumberStyle::Section) {
                continue;
            }
            let parent = self.parent_paragraph(node);
            let sequence = (parent, label.style);
            let mut count = counts.get(&sequence).copied().unwrap_or_default();
            let is_base =
                self.nodes[node].base.is_some() && self.nodes[node].moved_by.is_none() || self.nodes[node].is_vacated;
            let is_current = self.nodes[node].is_current();
            if is_base {
                let in_draft = self.nodes[node].old_label.clone().unwrap_or_else(|| label.clone());
                let is_suffixed = has_suffix(&in_draft);
                let restarts = in_draft.ordinal < count.base || in_draft.ordinal == count.base && !is_suffixed;
                if restarts && !count.began_anew {
                    // without the heading at which it began anew, counting goes on
                    let goes_on = count.lost_heading && !count.heading_since;
                    let shift = i64::from(count.current) + 1 - i64::from(in_draft.ordinal);
                    count = if goes_on { Count { shift, ..count } } else { Count::default() };
                }
                count.lost_heading = false;
                count.began_anew = false;
                count.base = in_draft.ordinal;
                if !is_current {
                    count.shift -= i64::from(!is_suffixed);
                } else if !self.nodes[node].has_own_number {
                    let ordinal = u32::try_from(i64::from(label.ordinal) + count.shift).unwrap_or(label.ordinal);
                    self.nodes[node].paragraph.label = Some(with_ordinal(&label, ordinal));
                    count.current = ordinal;
                } else {
                    // what follows is counted on from the new number
                    count.current = label.ordinal;
                    if self.nodes[node].old_label.is_some() && !has_suffix(&label) {
                        count.shift = i64::from(label.ordinal) - i64::from(in_draft.ordinal);
                    }
                }
                // behind a new heading, numbers that are deleted begin nothing
                count.heading_since &= !is_current && !restarts;
            } else if is_current {
                let is_own = self.nodes[node].has_own_number;
                let goes_back = || self.next_base(place, sequence).is_some_and(|next| next <= count.base);
                if count.heading_since && (self.nodes[node].is_printed_first || !is_own && goes_back()) {
                    count = Count { began_anew: true, ..Count::default() };
                }
                if is_own {
                    count.current = label.ordinal.max(count.current);
                } else {
                    count.current += 1;
                    count.shift += 1;
                    count.heading_since = false;
                    self.nodes[node].paragraph.label = Some(with_ordinal(&label, count.current));
                }
            }
            counts.insert(sequence, count);
        }
    }

    /// The paragraph that a node is a subparagraph of: what stands under a heading stands beside it.
    fn parent_paragraph(&self, node: NodeIndex) -> Option<NodeIndex> {
        self.nodes[node].parent.filter(|parent| self.nodes[*parent].paragraph.part != Part::Heading)
    }

    /// The next number of the draft in a sequence.
    fn next_base(&self, place: usize, sequence: Sequence) -> Option<u32> {
        self.order[place..].iter().find_map(|node| {
            let parent = self.parent_paragraph(*node);
            let node = &self.nodes[*node];
            let label = node.paragraph.label.as_ref().filter(|label| (parent, label.style) == sequence)?;
            (node.base.is_some() && node.moved_by.is_none()).then_some(label.ordinal)
        })
    }
}

/// Whether a number is one such as `4 bis` or `4A`, which counting does not give.
pub(super) fn has_suffix(label: &Label) -> bool {
    !label.count_and_suffix().1.is_empty()
}

/// The same number with another count: `5.` of `4.`, `(c)` of `(b)`; as it is where it cannot be counted.
pub(super) fn with_ordinal(label: &Label, ordinal: u32) -> Label {
    let core = label.text.trim_matches(|sign: char| !sign.is_alphanumeric());
    let (number, suffix) = label.count_and_suffix();
    if ordinal == label.ordinal {
        return label.clone();
    }
    let Some(counted) = counted(number, label.style, ordinal) else { return label.clone() };
    let renamed = |text: &str| match text.rfind(core) {
        Some(start) if !core.is_empty() => {
            eco_format!("{}{counted}{suffix}{}", &text[..start], &text[start + core.len()..])
        }
        _ => text.into(),
    };
    Label { text: renamed(&label.text), printed: renamed(&label.printed), style: label.style, ordinal }
}

/// A number in the script and style of another.
fn counted(like: &str, style: NumberStyle, ordinal: u32) -> Option<String> {
    let format = match (style, like.chars().next()?) {
        // “4.2” counts in a way of its own
        (NumberStyle::Number, _) if !like.chars().all(char::is_numeric) => return None,
        (NumberStyle::Number, '0'..='9') => "decimal",
        (NumberStyle::Number, '\u{0660}'..='\u{0669}') => "hindiNumbers",
        (NumberStyle::Number, '\u{FF10}'..='\u{FF19}') => "decimalFullWidth",
        (NumberStyle::Roman, first) if first.is_ascii() => "lowerRoman",
        (NumberStyle::Roman, _) => "chineseCounting",
        (NumberStyle::Letter, 'a'..='z') => "lowerLetter",
        (NumberStyle::Letter, 'а'..='я') => "russianLower",
        (NumberStyle::Letter, 'أ' | 'ا' | 'ب'..='ي') => "arabicAbjad",
        (NumberStyle::Number | NumberStyle::Letter | NumberStyle::Bullet | NumberStyle::Section, _) => return None,
    };
    Some(format_number(ordinal.into(), format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_in_their_own_style() {
        use NumberStyle::{Letter, Number, Roman};
        for (text, printed, style, old, new, expected) in [
            ("4", "4.", Number, 4, 5, ("5", "5.")),
            ("4 bis", "4 bis.", Number, 4, 12, ("12 bis", "12 bis.")),
            ("4A", "4A.", Number, 4, 12, ("12A", "12A.")),
            ("١", "١ -", Number, 1, 12, ("١٢", "١٢ -")),
            ("(b)", "b)", Letter, 2, 3, ("(c)", "c)")),
            ("(z)", "(z)", Letter, 26, 28, ("(bb)", "(bb)")),
            ("(б)", "(б)", Letter, 2, 3, ("(в)", "(в)")),
            ("(ii)", "(ii)", Roman, 2, 9, ("(ix)", "(ix)")),
            ("(二)", "（二）", Roman, 2, 11, ("(十一)", "（十一）")),
            ("4.2", "4.2", Number, 4, 5, ("4.2", "4.2")),
        ] {
            let label = Label { printed: printed.into(), ..Label::new(text.into(), style, old) };
            let counted = with_ordinal(&label, new);
            assert_eq!((counted.text.as_str(), counted.printed.as_str()), expected);
        }
    }
}
