//! The note that says what a paper is and who submits it: `Norway: draft resolution`, `Amendment to draft resolution …`.
//!
//! In: the lines between two empty ones, joined. Out: what kind of note it is. Where no line names an organ, the text begins
//! below the title that follows the note.

use super::PhraseList;

/// What a paper is, as its submission note says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submission {
    /// A draft resolution or decision.
    Draft,
    /// An amendment to one.
    Amendment,
}

/// Words between the sponsors and the kind of the paper: `third revised draft resolution`.
const MAX_MODIFIERS: usize = 2;
/// Characters between `amendment to` and the draft that it amends: `the oral revision of`.
const MAX_DISTANCE: usize = 30;

/// What a group of header lines says of the paper, if it is a submission note.
///
/// Sponsors are followed by a colon; without sponsors, the note begins with the kind of the paper. A sentence is no note.
pub fn submission(text: &str) -> Option<Submission> {
    let lower = text.trim().to_lowercase();
    let (draft, _) = first_of(&lower, PhraseList::DraftNoun)?;
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let after_sponsors = |before: &str| {
        let modifiers = before.rsplit_once([':', '：']).map_or(before, |(_, modifiers)| modifiers);
        modifiers.split_whitespace().filter(is_word).count() <= MAX_MODIFIERS && !before.ends_with(['“', '«', '"'])
    };
    let amendment = first_of(&lower[..draft], PhraseList::Amendment);
    if let Some((start, end)) = amendment
        && draft - end <= MAX_DISTANCE
        && after_sponsors(&lower[..start])
    {
        return Some(Submission::Amendment);
    }
    let is_sentence = lower.ends_with(['.', ';', ',', '。', '；', '，']);
    (!is_sentence && after_sponsors(&lower[..draft])).then_some(Submission::Draft)
}

/// The sponsors before the colon of a submission note, and the note itself: `Norway` and `draft resolution`.
pub fn split_sponsors(text: &str) -> Option<(&str, &str)> {
    let (colon, sign) = text.char_indices().find(|(_, sign)| matches!(sign, ':' | '：'))?;
    let (sponsors, note) = (text[..colon].trim(), text[colon + sign.len_utf8()..].trim());
    (!sponsors.is_empty() && !names_draft(&sponsors.to_lowercase()) && submission(note.trim_end_matches(',')).is_some())
        .then_some((sponsors, note))
}

/// Whether a text names a draft: `draft decision`.
pub fn names_draft(lower: &str) -> bool {
    PhraseList::DraftNoun.occurs_in(lower)
}

/// Whether a line is the kind of the paper and nothing else: a title may stand right below it.
pub fn is_bare_submission(text: &str) -> bool {
    PhraseList::DraftNoun.contains(&text.trim().to_lowercase())
}

/// The range of the first phrase of a list.
fn first_of(lower: &str, list: PhraseList) -> Option<(usize, usize)> {
    list.words().filter_map(|phrase| lower.find(phrase).map(|start| (start, start + phrase.len()))).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sponsors_and_the_note() {
        for (text, expected) in [
            ("Norway: draft resolution", Some(("Norway", "draft resolution"))),
            ("Norvège\u{a0}: projet de résolution", Some(("Norvège", "projet de résolution"))),
            ("挪威：决议草案", Some(("挪威", "决议草案"))),
            ("Peru: amendment to draft resolution A/90/L.3", Some(("Peru", "amendment to draft resolution A/90/L.3"))),
            (
                "Peru: draft resolution submitted after talks,",
                Some(("Peru", "draft resolution submitted after talks,")),
            ),
            (": draft resolution", None),
            ("Draft resolution submitted by the Chair", None),
            ("Draft resolution: lamps", None),
            ("Report of the Committee: lamps", None),
        ] {
            assert_eq!(split_sponsors(text), expected, "{text}");
        }
    }

    #[test]
    fn notes() {
        use Submission::{Amendment, Draft};
        for (text, expected) in [
            ("Norway: draft resolution", Some(Draft)),
            ("Norway and Peru:* second revised draft resolution", Some(Draft)),
            ("Draft decision", Some(Draft)),
            ("Draft resolution submitted by the Chair on the basis of informal consultations", Some(Draft)),
            ("Norvège : projet de résolution", Some(Draft)),
            ("挪威：决议草案", Some(Draft)),
            ("Norway: amendment to draft resolution A/90/L.3", Some(Amendment)),
            ("Norway and Peru: amendments to revised draft resolution A/90/L.3/Rev.1", Some(Amendment)),
            ("Proposed amendment to draft decision A/90/L.4", Some(Amendment)),
            ("Noruega: enmienda al proyecto de resolución A/90/L.3", Some(Amendment)),
            ("The Committee adopted the draft resolution.", None),
            ("Action on a draft resolution", None),
            ("Norway", None),
            ("Report on amendments to the lamp", None),
        ] {
            assert_eq!(submission(text), expected, "{text}");
        }
    }
}
