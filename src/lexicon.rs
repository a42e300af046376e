//! What the genre knows: opening phrases, organs, paragraph numbers, document symbols.
//!
//! The vocabulary is one readable file per language (`lexicon/en.tsv` …); numbers and symbols look the same in all of
//! them. `normalize` needs it to find where a paragraph begins, `parse` to classify it, so it is a module of its own.

mod apart;
mod attributions;
mod closings;
mod entries;
mod function_words;
mod labels;
mod language;
mod negotiation;
mod numerals;
mod openings;
mod ordinals;
mod scripts;
mod sections;
mod start;
mod submission;
mod symbols;
mod terms;
mod word_lists;
mod words;

pub use apart::makes_another_word;
pub use attributions::{AttributionMatch, parse_attribution};
pub use closings::{ClosingLine, closing_line};
pub use function_words::{FunctionWord, function_word};
pub use labels::{LabelMatch, NamedPart, parse_heading_number, parse_inner_label, parse_label, parse_unclosed_number};
pub use language::detect_language;
pub use negotiation::{choices, is_agreed_mark, is_placeholder, option_number};
pub use openings::{ClauseKind, is_connective, is_organ_line, may_open, parse_opening};
pub use ordinals::{cardinal_word, ordinal_word, parse_cardinal, parse_ordinal};
pub use scripts::{has_scripts, linearize};
pub use sections::{SectionKind, SectionMatch, parse_section_label};
pub use start::{TextStart, text_start};
pub use submission::{Submission, is_bare_submission, names_draft, submission};
pub use symbols::{is_symbol, leading_symbol, trailing_symbol};
pub use terms::{
    Addressee, NumberWord, Qualifier, ScaleStep, adverb_strength, ages_into, are_synonyms, joins_equivalent,
    longest_addressee, longest_equivalent, longest_qualifier, may_be_number_word, month_number, number_word,
    past_tense, root, scale_steps, stem,
};
pub use word_lists::WordList;
pub use words::{is_known_word, known_words};

/// Whether a text ends as a paragraph of a resolution does: with a full stop, semicolon, comma, colon or the like,
/// quotation marks and brackets after it aside.
pub fn ends_paragraph(text: &str) -> bool {
    last_punctuation(text).is_some_and(|mark| {
        matches!(
            mark,
            '.' | ';' | ',' | ':' | '?' | '!' | '。' | '；' | '，' | '：' | '،' | '؛' | '؟' | '…' | '．' | '？' | '！'
        )
    })
}

/// Whether a text ends as a sentence does, so that nothing of it can follow: full stop or semicolon, not a comma.
pub fn ends_sentence(text: &str) -> bool {
    last_punctuation(text).is_some_and(|mark| {
        matches!(mark, '.' | ';' | ':' | '?' | '!' | '。' | '；' | '：' | '؛' | '؟' | '．' | '？' | '！')
    })
}

/// Whether a text ends with a colon: something that belongs to it follows.
pub fn ends_with_colon(text: &str) -> bool {
    last_punctuation(text).is_some_and(|mark| matches!(mark, ':' | '：'))
}

fn last_punctuation(text: &str) -> Option<char> {
    text.trim_end_matches(|mark: char| mark.is_whitespace() || matches!(mark, '"' | '\'' | '”' | '’' | '»' | ')' | ']'))
        .chars()
        .next_back()
}

/// Whether a text begins with a lower-case letter (in a script that has them): it goes on from something.
pub fn starts_lowercase(text: &str) -> bool {
    text.chars().find(|first| first.is_alphanumeric()).is_some_and(char::is_lowercase)
}
