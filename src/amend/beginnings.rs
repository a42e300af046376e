//! How the lines of an amendment begin that are instructions: a quick look, before a sentence is read.

use crate::lexicon::parse_label;

/// Verbs that order a change to a text and begin no other sentence.
const VERBS: [&str; 15] = [
    "add",
    "adds",
    "append",
    "delete",
    "deletes",
    "insert",
    "inserts",
    "omit",
    "remove",
    "removes",
    "replace",
    "replaces",
    "strike",
    "strikes",
    "substitute",
];

/// Whether a line can begin an instruction: a look at its first words saves the reading of every paragraph.
pub(super) fn may_begin(line: &str) -> bool {
    const OTHERS: [&str; 65] = [
        "a",
        "new",
        "for",
        "in",
        "after",
        "before",
        "at",
        "following",
        "move",
        "amend",
        "change",
        "renumber",
        "modify",
        "revise",
        "between",
        "throughout",
        "the",
        "operative",
        "preambular",
        "paragraph",
        "paragraphs",
        "clause",
        "clauses",
        "op",
        "ops",
        "pp",
        "pps",
        "immediately",
        "suppress",
        "relocate",
        "transfer",
        "to",
        "reword",
        "cut",
        "please",
        "title",
        "preamble",
        "annex",
        "section",
        "subparagraph",
        "re-number",
        "reletter",
        "swap",
        "switch",
        "transpose",
        "interchange",
        "exchange",
        "reverse",
        "invert",
        "merge",
        "combine",
        "place",
        "put",
        "shift",
        "leave",
        "rephrase",
        "reformulate",
        "redraft",
        "changes",
        "moves",
        "alter",
        "from",
        "page",
        "line",
        "old",
    ];
    let body = parse_label(line).map_or(line, |label| line[label.len..].trim_start());
    let word: String = body.chars().take_while(|letter| letter.is_alphabetic() || *letter == '-').collect();
    let word = word.to_lowercase();
    VERBS.contains(&word.as_str()) || OTHERS.contains(&word.as_str())
}

/// Whether a numbered line begins as an instruction and not as a numbered paragraph may: `2. In operative paragraph 5, …`.
pub(super) fn may_amend(line: &str) -> bool {
    const WORDS: usize = 6;
    let body = parse_label(line).map_or(line, |label| line[label.len..].trim_start());
    let mut words = body.split_whitespace().take(WORDS);
    begins_with_verb(body) || may_begin(body) && words.any(|word| word.starts_with("paragraph"))
}

/// Whether a line begins as an order to change a text.
pub(super) fn begins_with_verb(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    VERBS.contains(&first.to_lowercase().as_str())
}
