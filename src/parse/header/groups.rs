//! Plain lines of a header, by groups between empty lines, and which of them are the title.

use crate::lexicon::starts_lowercase;
use crate::model::SourceLocation;

/// Plain lines without an empty line between them.
pub(super) struct Group {
    pub(super) lines: Vec<String>,
    pub(super) place: SourceLocation,
}

impl Group {
    pub(super) fn ends_with_colon(&self) -> bool {
        self.lines.last().is_some_and(|line| line.ends_with([':', '：']))
    }

    /// `(Geneva, 3 May 2035)`: when and where, no title.
    fn is_in_brackets(&self) -> bool {
        let begins = self.lines.first().is_some_and(|line| line.starts_with(['(', '[']));
        begins && self.lines.last().is_some_and(|line| line.ends_with([')', ']']))
    }

    fn goes_on(&self) -> bool {
        self.lines.first().is_some_and(|line| starts_lowercase(line))
    }
}

/// Takes the title: the last group, with those above it where it goes on with them: “Regulation 5” / “on lamps”.
pub(super) fn take_title(groups: &mut Vec<Group>) -> Option<Group> {
    let last = groups.iter().rposition(|group| !group.is_in_brackets()).or(groups.len().checked_sub(1))?;
    let first = (0..=last).rev().find(|index| !groups[*index].goes_on()).unwrap_or(last);
    let place = groups[first].place;
    let lines = groups.drain(first..=last).flat_map(|group| group.lines).collect();
    Some(Group { lines, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_last_that_is_one() {
        for (lines, title, left) in [
            (&["Lamps"][..], "Lamps", &[][..]),
            (&["Note", "Lamps"], "Lamps", &["Note"]),
            (&["Note", "Regulation 5", "of 3 May 2035", "on lamps"], "Regulation 5 of 3 May 2035 on lamps", &["Note"]),
            (&["Lamps", "(Geneva, 3 May 2035)"], "Lamps", &["(Geneva, 3 May 2035)"]),
            (&["(Lamps)"], "(Lamps)", &[]),
            (&["on lamps"], "on lamps", &[]),
        ] {
            let group = |line: &&str| Group { lines: vec![(*line).to_owned()], place: SourceLocation::default() };
            let mut groups: Vec<Group> = lines.iter().map(group).collect();
            let found = take_title(&mut groups).map(|group| group.lines.join(" "));
            assert_eq!(found.as_deref(), Some(title));
            assert_eq!(groups.iter().map(|group| group.lines.join(" ")).collect::<Vec<_>>(), left);
        }
    }
}
