//! The entries of the vocabulary files, one file per language with the same columns.

use std::sync::LazyLock;

use crate::model::Language;

/// One line of a vocabulary file; the head of `en.tsv` explains the columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) language: Language,
    pub(super) kind: &'static str,
    pub(super) phrase: &'static str,
    /// Empty for kinds without a value.
    pub(super) value: &'static str,
}

/// Declares lists of phrases, each with the kind of its entries.
macro_rules! entry_kinds {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])+ $list:ident => $kind:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])+ $list,)+
        }

        impl $name {
            /// The list of a kind of entry.
            pub(super) fn of_kind(kind: &str) -> Option<$name> {
                match kind {
                    $($kind => Some($name::$list),)+
                    _ => None,
                }
            }
        }
    };
}
pub(super) use entry_kinds;

/// The vocabulary of a language.
pub(super) fn vocabulary(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("en.tsv"),
        Language::French => include_str!("fr.tsv"),
        Language::Spanish => include_str!("es.tsv"),
        Language::Russian => include_str!("ru.tsv"),
        Language::Arabic => include_str!("ar.tsv"),
        Language::Chinese => include_str!("zh.tsv"),
    }
}

/// The entries of all languages, English first: where a phrase occurs twice, the first counts.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    all_entries().iter().copied()
}

pub(super) fn all_entries() -> &'static [Entry] {
    &ENTRIES
}

/// Parsed once, because every table of the lexicon is built from them.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| Language::ALL.into_iter().flat_map(parse).collect());

/// The entries of one language.
pub(super) fn parse(language: Language) -> impl Iterator<Item = Entry> {
    let lines = vocabulary(language).lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| {
        let mut columns = line.split('\t');
        let (kind, phrase) = (columns.next()?, columns.next()?);
        Some(Entry { language, kind, phrase, value: columns.nth(1).unwrap_or_default() })
    })
}
