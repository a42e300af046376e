//! Differences in what normalization removed from both texts: hidden and struck-through text, menus and footers of a
//! page, readings of characters, descriptions of pictures.
//!
//! In: the ledgers of both resolutions. Out: the kinds of removed text that differ, each with a warning that quotes both
//! wordings. Removed text is not part of the resolution, so a difference is no change; but no difference may be silent.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::spelling::equivalent;
use super::word_usage::WordUsage;
use crate::model::{RemovalKind, Resolution, TextKey, Versions, Warning};

/// The most pairs of one kind that a warning quotes.
const MAX_PAIRS: usize = 5;
/// The most words of one wording that a warning quotes.
const MAX_WORDS: usize = 40;
/// The number of equal words quoted before and after the ones that differ.
const CONTEXT: usize = 3;

/// The kinds that hold wording of an author, so neither data about the file nor copies of the text. Page furniture changes
/// with every issue, so of it only running heads are compared.
const KINDS: [RemovalKind; 14] = [
    RemovalKind::Hidden,
    RemovalKind::Struck,
    RemovalKind::Navigation,
    RemovalKind::Form,
    RemovalKind::Columns,
    RemovalKind::Ruby,
    RemovalKind::TableOfContents,
    RemovalKind::Picture,
    RemovalKind::UnreferencedNote,
    RemovalKind::FieldCode,
    RemovalKind::Markup,
    RemovalKind::Comment,
    RemovalKind::RunningHead,
    RemovalKind::Invisible,
];

/// The kinds that differ, each with a warning.
pub(super) fn differences(
    resolutions: Versions<&Resolution>,
    word_usage: &WordUsage<'_>,
) -> Vec<(RemovalKind, Warning)> {
    KINDS.into_iter().filter_map(|kind| Some((kind, warning(kind, resolutions, word_usage)?))).collect()
}

fn warning(kind: RemovalKind, resolutions: Versions<&Resolution>, word_usage: &WordUsage<'_>) -> Option<Warning> {
    let texts = resolutions.map(|resolution| wordings(kind, resolution));
    if texts.before == texts.after {
        return None;
    }
    let texts = texts.as_ref().map(|texts| texts.iter().map(Cow::as_ref).collect::<Vec<_>>());
    let pairs = pairs(texts.as_ref().map(Vec::as_slice), word_usage);
    let quotes: Vec<String> = pairs.iter().take(MAX_PAIRS).map(|pair| quote(*pair)).collect();
    let rest = match pairs.len().saturating_sub(MAX_PAIRS) {
        0 => String::new(),
        count => format!("; and {count} more"),
    };
    let what = kind.name();
    (!quotes.is_empty())
        .then(|| Warning::new(format!("left out of both texts, but not the same: {what} {}{rest}", quotes.join("; "))))
}

/// The wordings of a kind.
fn wordings(kind: RemovalKind, resolution: &Resolution) -> Vec<Cow<'_, str>> {
    let entries = resolution.ledger.iter().filter(|entry| entry.kind == kind && is_wording(kind, &entry.text));
    if kind == RemovalKind::RunningHead {
        return running_heads(entries.map(|entry| entry.text.as_str()), resolution);
    }
    entries.map(|entry| Cow::Borrowed(entry.text.as_str())).collect()
}

/// The words of running heads that are not in the header of the text, each wording once; without words that have digits,
/// which are the issue and the page.
fn running_heads<'a>(entries: impl Iterator<Item = &'a str>, resolution: &Resolution) -> Vec<Cow<'a, str>> {
    let entries: Vec<&str> = entries.collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let lower = |word: &str| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    let header = resolution.header.fields.values().chain(&resolution.organ_line);
    let known: HashSet<String> = header.flat_map(|value| value.split_whitespace()).map(lower).collect();
    let is_own = |word: &&str| !word.contains(char::is_numeric) && !known.contains(&lower(word));
    let own = |entry: &str| entry.split_whitespace().filter(is_own).collect::<Vec<_>>().join(" ");
    let (mut entries_seen, mut own_seen) = (HashSet::new(), HashSet::new());
    let entries = entries.into_iter().filter(|entry| entries_seen.insert(*entry)).map(own);
    let wordings = entries.filter(|own| own.contains(char::is_alphabetic) && own_seen.insert(own.clone()));
    wordings.map(Cow::Owned).collect()
}

/// Whether a removed text is wording of an author. Bookmarks and page numbers that a word processor updates are not, nor
/// are invisible characters that programs insert: soft hyphens, direction marks, control characters. Others separate
/// words, or reverse them.
fn is_wording(kind: RemovalKind, text: &str) -> bool {
    const UPDATED: [&str; 6] = ["REF", "PAGEREF", "NOTEREF", "TOC", "PAGE", "NUMPAGES"];
    const SEPARATORS: [&str; 5] = ["U+200B", "U+200C", "U+200D", "U+2060", "U+FEFF"];
    match kind {
        RemovalKind::FieldCode => text.split_whitespace().next().is_none_or(|name| !UPDATED.contains(&name)),
        RemovalKind::Invisible => {
            let code = text.rsplit(' ').next().unwrap_or_default();
            SEPARATORS.contains(&code) || ("U+202A"..="U+202E").contains(&code) || ("U+2066"..="U+2069").contains(&code)
        }
        _ => true,
    }
}

/// The texts that only one side has, paired in order, and those with equal keys and different meanings.
fn pairs<'a>(texts: Versions<&[&'a str]>, word_usage: &WordUsage<'_>) -> Vec<Versions<Option<&'a str>>> {
    let mut waiting: HashMap<TextKey, Vec<usize>> = HashMap::new();
    for (index, text) in texts.before.iter().enumerate().rev() {
        waiting.entry(TextKey::new(text)).or_default().push(index);
    }
    let mut is_paired = vec![false; texts.before.len()];
    let (mut pairs, mut new) = (Vec::new(), Vec::new());
    for text in texts.after {
        match waiting.get_mut(&TextKey::new(text)).and_then(Vec::pop) {
            Some(index) => {
                is_paired[index] = true;
                let both = Versions::new(texts.before[index], *text);
                if both.before != both.after && !equivalent(both, false, word_usage) {
                    pairs.push(both.map(Some));
                }
            }
            None => new.push(*text),
        }
    }
    let mut old = texts.before.iter().zip(is_paired).filter(|(_, is_paired)| !is_paired).map(|(text, _)| *text);
    pairs.extend(new.into_iter().map(|text| Versions::new(old.next(), Some(text))));
    pairs.extend(old.map(|text| Versions::new(Some(text), None)));
    pairs
}

/// `“may spend” → “must spend”`, without the equal words far from the difference.
fn quote(pair: Versions<Option<&str>>) -> String {
    let words = pair.map(|text| text.unwrap_or_default().split_whitespace().collect::<Vec<_>>());
    let both = || words.before.iter().zip(&words.after);
    let shorter = words.before.len().min(words.after.len());
    let start = both().take_while(|(before, after)| before == after).count();
    let reversed = words.before.iter().rev().zip(words.after.iter().rev());
    let end = reversed.take(shorter - start).take_while(|(before, after)| before == after).count();
    let start = start.saturating_sub(CONTEXT);
    let end = end.saturating_sub(CONTEXT);
    let sides = words.as_ref().map(|words| {
        let middle = &words[start..words.len() - end];
        if middle.is_empty() {
            return "nothing".to_owned();
        }
        let shown = &middle[..middle.len().min(MAX_WORDS)];
        let before = if start > 0 { "… " } else { "" };
        let after = if end > 0 || shown.len() < middle.len() { " …" } else { "" };
        format!("“{before}{}{after}”", shown.join(" "))
    });
    format!("{} → {}", sides.before, sides.after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LedgerEntry, SourceLocation};

    fn resolution(entries: &[(RemovalKind, &str)]) -> Resolution {
        let entry = |(taken, text): &(RemovalKind, &str)| LedgerEntry {
            kind: *taken,
            text: (*text).to_owned(),
            location: SourceLocation::default(),
        };
        Resolution { ledger: entries.iter().map(entry).collect(), ..Resolution::default() }
    }

    #[test]
    fn differences_are_quoted_with_both_wordings() {
        use RemovalKind::{Comment, FieldCode, Hidden, Invisible, Metadata, Ruby, RunningHead, Struck};
        for (before, after, expected) in [
            (&[(Struck, "oil"), (Ruby, "a")][..], &[(Ruby, "a"), (Struck, "oil")][..], &[][..]),
            (&[(Struck, "oil")], &[(Struck, "gas")], &["struck-through text “oil” → “gas”"]),
            (&[(Hidden, "a"), (Hidden, "b")], &[(Hidden, "b"), (Hidden, "c")], &["hidden text “a” → “c”"]),
            (&[], &[(Hidden, "b"), (Ruby, "r")], &["hidden text nothing → “b”", "ruby annotation nothing → “r”"]),
            (
                &[(Hidden, "one two three four may spend it all on five lamps")],
                &[(Hidden, "one two three four must spend it all on five lamps")],
                &["hidden text “… two three four may spend it all …” → “… two three four must spend it all …”"],
            ),
            // a space that makes another number, and one that does not
            (&[(Hidden, "12")], &[(Hidden, "1 2")], &["hidden text “12” → “1 2”"]),
            (&[(Hidden, "A\u{a0}b")], &[(Hidden, "A b")], &[]),
            (&[(FieldCode, "REF _Ref1")], &[(FieldCode, "REF _Ref2")], &[]),
            (&[(FieldCode, "QUOTE 5")], &[(FieldCode, "QUOTE 6")], &["field code “QUOTE 5” → “QUOTE 6”"]),
            (&[(Comment, "a")], &[(Comment, "b")], &["comment “a” → “b”"]),
            (&[(RunningHead, "A/1 Draft 2")], &[(RunningHead, "A/2 Draft 3"), (RunningHead, "4")], &[]),
            (&[(RunningHead, "Draft 2")], &[(RunningHead, "Final 3")], &["running head “Draft” → “Final”"]),
            (&[(Metadata, "a")], &[(Metadata, "b")], &[]),
            (&[(Invisible, "1 × U+00AD")], &[(Invisible, "1 × U+200F")], &[]),
            (&[], &[(Invisible, "1 × U+202E")], &["invisible character nothing → “1 × U+202E”"]),
        ] {
            let both = Versions::new(resolution(before), resolution(after));
            let word_usage = WordUsage::new(both.as_ref());
            let got: Vec<_> =
                differences(both.as_ref(), &word_usage).into_iter().map(|(_, warning)| warning.text).collect();
            let wanted: Vec<_> =
                expected.iter().map(|text| format!("left out of both texts, but not the same: {text}")).collect();
            assert_eq!(got, wanted);
        }
    }

    #[test]
    fn many_differences_are_counted() {
        let entries = |text| (0..7).map(|_| (RemovalKind::Hidden, text)).collect::<Vec<_>>();
        let both = Versions::new(resolution(&entries("a")), resolution(&entries("b")));
        let found = differences(both.as_ref(), &WordUsage::new(both.as_ref()));
        assert!(found[0].1.text.ends_with("“a” → “b”; and 2 more"), "{found:?}");
    }
}
