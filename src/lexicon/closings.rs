//! The lines that close a resolution: the meeting and its date, how the text was adopted, who voted how.
//!
//! In: one line. Out: the closing line that it could be. Whether it is one depends on its position, which `parse` knows: a
//! programme lists meetings too.

use super::{Lexicon, PhraseList};
use crate::text::is_ideograph;

/// What a closing line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosingLine {
    /// `52nd plenary meeting`, with or without its date.
    Meeting,
    /// `24 October 2035`
    Date,
    /// `Adopted unanimously at the 2604th meeting.`
    Adoption,
    /// `In favour:`, with or without the names.
    Voters,
    /// `In favour: 12; Against: 1; Abstaining: 2`
    Result,
}

/// Longer lines are sentences of the text; only lists of voters may be longer.
const MAX_MEETING_LEN: usize = 120;
const MAX_ADOPTION_LEN: usize = 600;

/// The closing line that a text could be.
pub fn closing_line(text: &str) -> Option<ClosingLine> {
    let bare = text.trim().trim_matches(['[', ']', '(', ')', '*', '_']);
    let bare = bare.trim_end_matches(['.', '。', ' ']).trim_start();
    if bare.is_empty() || bare.starts_with(|first: char| first.is_lowercase()) {
        return None;
    }
    let head_len = bare.char_indices().nth(MAX_ADOPTION_LEN).map_or(bare.len(), |(end, _)| end);
    let lower = bare[..head_len].to_lowercase();
    if bare.len() <= MAX_MEETING_LEN && is_result(&lower) {
        return Some(ClosingLine::Result);
    }
    if PhraseList::Voters.words().any(|phrase| lower.strip_prefix(phrase).is_some_and(opens_list)) {
        return Some(ClosingLine::Voters);
    }
    if bare.len() <= MAX_MEETING_LEN {
        if is_meeting(&lower) {
            return Some(ClosingLine::Meeting);
        }
        if is_date(&lower) {
            return Some(ClosingLine::Date);
        }
    }
    (bare.len() <= MAX_ADOPTION_LEN && is_adoption(&lower)).then_some(ClosingLine::Adoption)
}

/// Whether a line counts votes, two kinds of them at least, and says nothing else: “Vote: 12 in favour, 1 against”.
fn is_result(lower: &str) -> bool {
    let names_vote = |head: &str| head.split_whitespace().any(|word| PhraseList::Voting.contains(word));
    let after_head = lower.split_once([':', '：']).filter(|(head, _)| names_vote(head)).map(|(_, counts)| counts);
    counts_votes(lower) || after_head.is_some_and(counts_votes)
}

/// Whether a list has counts of votes only, two at least; names in brackets do not matter.
fn counts_votes(list: &str) -> bool {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for sign in list.chars() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            sign if depth == 0 => bare.push(sign),
            _ => {}
        }
    }
    let parts = bare.split([',', ';', '–', '—', '|', '/', '·']).filter(|part| !part.trim().is_empty());
    let parts: Vec<&str> = parts.collect();
    parts.len() >= 2 && parts.iter().all(|part| is_vote_count(part))
}

/// `in favour: 12`, `12 in favour`, `and 2 abstentions`.
fn is_vote_count(part: &str) -> bool {
    let is_separator = |sign: char| sign.is_whitespace() || matches!(sign, ':' | '：' | '=' | '.');
    let words: Vec<&str> = part.split(is_separator).filter(|word| !word.is_empty()).collect();
    let (numbers, words): (Vec<&str>, Vec<&str>) =
        words.into_iter().partition(|word| word.len() <= 3 && word.bytes().all(|digit| digit.is_ascii_digit()));
    let said = words.join(" ");
    let mut votes = PhraseList::Voters.words().chain(PhraseList::Vote.words());
    let is_said = |phrase: &str| said == phrase || said.ends_with(&format!(" {phrase}"));
    numbers.len() == 1 && words.len() <= 4 && votes.any(is_said)
}

/// Whether a list of names may follow here: “In favour:”, “Abstaining: none”.
fn opens_list(rest: &str) -> bool {
    rest.trim_start().starts_with([':', '：'])
}

/// A meeting by its number, a date after it or not, and nothing else: “12th meeting of States” is a subject.
fn is_meeting(lower: &str) -> bool {
    PhraseList::Meeting.words().any(|phrase| {
        let Some((before, after)) = lower.split_once(phrase) else { return false };
        let after = after.trim_start_matches([',', ';', ' ', '\u{a0}', ')']);
        // “الجلسة العامة 64”
        let number = after.split_whitespace().next().filter(|word| has_digit(word)).unwrap_or_default();
        let rest = after[number.len()..].trim_start_matches([',', ' ', '\u{a0}']);
        let dated = is_date(after) || is_date(rest);
        let numbered = has_digit(before) || !number.is_empty() && !is_date(after);
        let ends = after.is_empty() || dated || rest.is_empty();
        // “Eighth plenary meeting, 28 May 2035”, “50th (resumed) plenary meeting”
        let is_remark = |word: &&str| word.starts_with('(') && word.ends_with(')');
        before.split_whitespace().filter(|word| !is_remark(word)).count() <= 1
            && ends
            && (numbered || dated && !before.trim().is_empty())
    })
}

/// How a text was adopted: at which meeting, when, or by which vote.
fn is_adoption(lower: &str) -> bool {
    let evidence = PhraseList::Voting.occurs_in(lower)
        || PhraseList::Meeting.occurs_in(lower) && has_digit(lower)
        || lower.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let begins = PhraseList::Adopted.words().any(|phrase| {
        lower.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':', '\u{a0}']))
    });
    // Chinese puts the verb last: “第2604次会议一致通过”
    let is_chinese = lower.contains(is_ideograph) && lower.chars().count() <= 40;
    evidence && (begins || is_chinese && PhraseList::Adopted.occurs_in(lower) && PhraseList::Meeting.occurs_in(lower))
}

/// A day or a month, a month by its name and a year, with few words between them.
fn is_date(lower: &str) -> bool {
    let words: Vec<&str> = lower.split([' ', '\u{a0}', ',', '/']).filter(|word| !word.is_empty()).collect();
    let is_year = |word: &str| {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        digits == 4
    };
    let is_month = |word: &&str| Lexicon::any().month_number(word.trim_end_matches('.')).is_some();
    let is_day = |word: &&str| matches!(word.bytes().take_while(u8::is_ascii_digit).count(), 1 | 2);
    let named = words.iter().any(is_month) && words.first().is_some_and(|word| is_day(word) || is_month(word));
    let has_units = PhraseList::DateUnit.words().all(|unit| lower.contains(unit));
    let ends_with_unit = || PhraseList::DateUnit.words().any(|unit| lower.ends_with(unit));
    words.len() <= 7 && words.iter().any(|word| is_year(word)) && (named || has_units && ends_with_unit())
}

fn has_digit(text: &str) -> bool {
    text.contains(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_could_close_a_text() {
        use ClosingLine::{Adoption, Date, Meeting, Result, Voters};
        for (line, expected) in [
            ("50th (resumed) plenary meeting", Some(Meeting)),
            ("52nd plenary meeting", Some(Meeting)),
            ("52nd plenary meeting 24 October 2035", Some(Meeting)),
            ("(Eighth plenary meeting, 28 May 2035)", Some(Meeting)),
            ("17th meeting", Some(Meeting)),
            ("64e séance plénière", Some(Meeting)),
            ("64ª sesión plenaria", Some(Meeting)),
            ("64-е пленарное заседание", Some(Meeting)),
            ("الجلسة العامة 64", Some(Meeting)),
            ("第64次全体会议", Some(Meeting)),
            ("24 October 2035", Some(Date)),
            ("24 de octubre de 2035", Some(Date)),
            ("24 октября 2035 года", Some(Date)),
            ("2035年10月24日", Some(Date)),
            ("Adopted unanimously at the 19th meeting.", Some(Adoption)),
            (
                "Adopted at the 19th meeting by 13 votes to none, with 2 abstentions (Atlantis, Lyonesse).",
                Some(Adoption),
            ),
            ("[Adopted without a vote.]", Some(Adoption)),
            ("[Adopted by a recorded vote of 29 to 6. The voting was as follows:", Some(Adoption)),
            ("Adoptée à l’unanimité à la 19e séance.", Some(Adoption)),
            ("第19次会议一致通过。", Some(Adoption)),
            ("In favour:", Some(Voters)),
            ("Against: Atlantis, Lyonesse", Some(Voters)),
            ("In favour: 12; Against: 1; Abstaining: 2", Some(Result)),
            ("Vote: 12 in favour, 1 against (Lyonesse), 2 abstentions.", Some(Result)),
            ("12 votes in favour, 1 against and 2 abstentions", None),
            ("Yes: 12 – No: 1 – Abstain: 2", Some(Result)),
            ("Ayes 12; noes 1", Some(Result)),
            ("Pour : 12 ; contre : 1 ; abstentions : 2", Some(Result)),
            ("Votos a favor: 12; en contra: 1", Some(Result)),
            ("Résultat du vote : 12 voix pour, 1 contre", Some(Result)),
            ("In favour: 12", Some(Voters)),
            ("12 towns, 1 lamp", None),
            ("Outcome of the 12th meeting of States", None),
            ("12th meeting of States", None),
            ("Meeting of the Board on 4 May 2035", None),
            ("Board of 15 members", None),
            ("Phase 2 of the plan", None),
            ("Adopted budgets of the Lamp Fund", None),
            ("against all lamps", None),
            ("Against this background, decides to meet", None),
            ("Meeting", None),
            ("", None),
        ] {
            assert_eq!(closing_line(line), expected, "{line}");
        }
    }
}
