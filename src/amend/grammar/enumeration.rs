//! Several targets in one phrase: those of one kind share the noun, and numbers that follow each other are a range.

use super::locator::target_phrase;
use crate::lexicon::parse_ordinal;
use crate::model::Target;
use crate::text::enumeration;

/// The name of a target in parts.
struct Member {
    /// What stands before the number and behind it, if others may share it.
    noun: Option<(String, &'static str)>,
    number: String,
    /// Its place among those that are counted alike.
    ordinal: Option<usize>,
}

impl Member {
    fn new(target: &Target) -> Member {
        const OPERATIVE: &str = "operative paragraph ";
        const PREAMBULAR: &str = " preambular paragraph";
        let phrase = target_phrase(target);
        if let Some(number) = phrase.strip_prefix(OPERATIVE)
            && let Ok(ordinal) = number.parse()
        {
            let noun = Some(("operative paragraphs ".to_owned(), ""));
            return Member { noun, number: number.to_owned(), ordinal: Some(ordinal) };
        }
        if let Some(word) = phrase.strip_prefix("the ").and_then(|rest| rest.strip_suffix(PREAMBULAR)) {
            let ordinal = parse_ordinal(&word.split(' ').collect::<Vec<_>>()).map(|(value, _)| value);
            return Member {
                noun: Some(("the ".to_owned(), " preambular paragraphs")),
                number: word.to_owned(),
                ordinal,
            };
        }
        match phrase.rsplit_once(' ') {
            Some((stem, item)) if item.starts_with('(') && item.ends_with(')') => {
                let ordinal = match item.as_bytes() {
                    [_, letter @ b'a'..=b'z', _] => Some(usize::from(*letter)),
                    _ => None,
                };
                Member { noun: Some((format!("{stem} "), "")), number: item.to_owned(), ordinal }
            }
            _ => Member { noun: None, number: phrase, ordinal: None },
        }
    }
}

/// `operative paragraphs 5, 6 and 9 to 12`, `the fifth and sixth preambular paragraphs and operative paragraph 35`.
pub(super) fn enumerated(targets: &[Target]) -> String {
    let members: Vec<(&Target, Member)> = targets.iter().map(|target| (target, Member::new(target))).collect();
    let shares_noun =
        |(_, left): &(&Target, Member), (_, right): &(&Target, Member)| left.noun.is_some() && left.noun == right.noun;
    let phrase = |group: &[(&Target, Member)]| match group {
        [(_, Member { noun: Some((before, behind)), .. }), _, ..] => {
            format!("{before}{}{behind}", enumeration(&ranges(group)))
        }
        group => group.iter().map(|(target, _)| target_phrase(target)).collect(),
    };
    enumeration(&members.chunk_by(shares_noun).map(phrase).collect::<Vec<String>>())
}

/// `5`, `6`, `9 to 12`: three numbers or more that follow each other are a range.
fn ranges(members: &[(&Target, Member)]) -> Vec<String> {
    let follows = |(_, left): &(&Target, Member), (_, right): &(&Target, Member)| {
        left.ordinal.is_some_and(|left| right.ordinal == Some(left + 1))
    };
    let words = |run: &[(&Target, Member)]| match run {
        [(_, first), _, .., (_, last)] => vec![format!("{} to {}", first.number, last.number)],
        few => few.iter().map(|(_, member)| member.number.clone()).collect(),
    };
    members.chunk_by(follows).flat_map(words).collect()
}
