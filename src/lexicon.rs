//! The vocabulary and conventions of the genre: opening phrases, organs, paragraph numbers, document symbols.
//!
//! The vocabulary is one readable file per language (`lexicon/en.tsv` …); numbers and symbols look the same in all
//! languages. Several stages need it: `normalize` to find where a paragraph begins, `parse` to classify it, `explain` to
//! judge its changes. Terms and function words are those of the [`Lexicon`] of the language, once it is known. Lists,
//! openings, organs, section headings and closing lines are those of all languages: they show where a text begins and
//! ends.

mod apart;
mod attributions;
mod closings;
mod cross_references;
mod entries;
mod function_words;
mod labels;
mod language;
mod negotiation;
mod numerals;
mod openings;
mod ordinals;
mod parties;
mod phrase_lists;
mod scripts;
mod sections;
mod start;
mod submission;
mod symbols;
mod terms;
mod word_lists;
mod words;

pub use apart::makes_another_word;
pub use attributions::{AttributionMatch, parse_attribution, parse_paragraph_author};
pub use closings::{ClosingLine, closing_line};
pub use cross_references::cross_references;
pub use function_words::FunctionWord;
pub use labels::{
    LabelMatch, NamedPart, parse_bare_label, parse_heading_number, parse_inner_label, parse_label,
    parse_unclosed_number,
};
pub use language::detect_language;
pub use negotiation::{choices, is_agreed_mark, is_placeholder, option_labels, option_number};
pub use openings::{ClauseKind, is_connective, is_organ_line, may_open, parse_opening};
pub use ordinals::{cardinal_word, ordinal_word, parse_cardinal, parse_ordinal};
pub use parties::party_names;
pub use phrase_lists::PhraseList;
pub use scripts::{has_scripts, linearize};
pub use sections::{SectionKind, SectionMatch, parse_heading_section, parse_section_label};
pub use start::{TextStart, text_start};
pub use submission::{Submission, is_bare_submission, names_draft, split_sponsors, submission};
pub use symbols::{is_symbol, leading_symbol, trailing_symbol};
pub use terms::{Addressee, Mandate, NumberWord, Qualifier, ScaleStep, VerbRole, root, stem};
pub use word_lists::{WordList, suffix_place};
pub use words::is_known_word;

use std::sync::OnceLock;

use crate::model::{Language, Versions};

/// The words and phrases of one language by their function: scales of verbs, qualifiers, numbers, function words, lists.
pub struct Lexicon {
    terms: terms::Terms,
    function_words: function_words::FunctionWords,
    lists: word_lists::WordLists,
}

impl Lexicon {
    /// The lexicon of a language.
    pub fn of(language: Language) -> &'static Lexicon {
        static LEXICONS: [OnceLock<Lexicon>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        LEXICONS[language as usize].get_or_init(|| Lexicon::new(&entries::parse(language).collect::<Vec<_>>()))
    }

    /// All lexicons in one, English first: for texts whose language is not known yet, and for quotations in another
    /// language.
    pub fn any() -> &'static Lexicon {
        static ANY: OnceLock<Lexicon> = OnceLock::new();
        ANY.get_or_init(|| Lexicon::new(entries::all_entries()))
    }

    /// The lexicon of both texts; that of all languages if they are in two languages.
    pub fn of_both(languages: Versions<Language>) -> &'static Lexicon {
        if languages.before == languages.after { Lexicon::of(languages.before) } else { Lexicon::any() }
    }

    fn new(entries: &[entries::Entry]) -> Lexicon {
        Lexicon {
            terms: terms::Terms::from_entries(entries),
            function_words: function_words::FunctionWords::from_entries(entries),
            lists: word_lists::WordLists::from_entries(entries),
        }
    }
}

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

/// Whether a text ends with a colon, so that it continues below.
pub fn ends_with_colon(text: &str) -> bool {
    last_punctuation(text).is_some_and(|mark| matches!(mark, ':' | '：'))
}

fn last_punctuation(text: &str) -> Option<char> {
    text.trim_end_matches(|mark: char| mark.is_whitespace() || matches!(mark, '"' | '\'' | '”' | '’' | '»' | ')' | ']'))
        .chars()
        .next_back()
}

/// Whether a text begins with a lower-case letter, in a script that has them, so that it continues another.
pub fn starts_lowercase(text: &str) -> bool {
    text.chars().find(|first| first.is_alphanumeric()).is_some_and(char::is_lowercase)
}
