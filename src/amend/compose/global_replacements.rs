//! Words that are replaced by the same others wherever they stand: `Replace “Chernobyl” with “Chornobyl” in the title and
//! the preambular paragraphs.`

use super::candidates::is_long;
use super::hunks::hunks;
use super::rewording::spelled;
use crate::amend::locate;

/// Replacements that are made in three texts or more, wherever the words stand in any of them.
pub(super) fn global_replacements(texts: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut found: Vec<((String, String), usize)> = Vec::new();
    for (before, after) in texts.iter().filter(|(before, after)| before != after) {
        let mut here: Vec<(String, String)> = Vec::new();
        for hunk in hunks(before, after) {
            let pair = without_common_end(before[hunk.before].trim(), after[hunk.after].trim());
            // figures that recur belong each to its paragraph
            let is_name = !pair.1.is_empty() && is_long(&pair.0) && pair.0.contains(char::is_alphabetic);
            if is_name && !here.contains(&pair) {
                here.push(pair);
            }
        }
        for pair in here {
            match found.iter_mut().find(|(other, _)| *other == pair) {
                Some((_, count)) => *count += 1,
                None => found.push((pair, 1)),
            }
        }
    }
    found.retain(|((words, with), count)| *count >= 3 && holds_everywhere(texts, words, with));
    found.into_iter().map(|(pair, _)| pair).collect()
}

/// Two compound words without the part that they share: `Chernobyl-affected` is one of the places of `Chernobyl`.
fn without_common_end(old: &str, new: &str) -> (String, String) {
    let is_hyphen = |sign: char| matches!(sign, '-' | '\u{2010}' | '\u{2011}');
    let (Some(old_end), Some(new_end)) = (old.find(is_hyphen), new.find(is_hyphen)) else {
        return (old.to_owned(), new.to_owned());
    };
    let ends = [&old[old_end..], &new[new_end..]].map(spelled);
    if ends[0] == ends[1] {
        (old[..old_end].to_owned(), new[..new_end].to_owned())
    } else {
        (old.to_owned(), new.to_owned())
    }
}

/// Whether no text still has the words, once all are replaced, where the newer one has fewer of the others.
fn holds_everywhere(texts: &[(&str, &str)], words: &str, with: &str) -> bool {
    let count = |text: &str, words: &str| match locate::locate(text, words) {
        Some((places, locate::Leniency::Printing)) => places.len(),
        _ => 0,
    };
    texts.iter().all(|(before, after)| {
        let old = count(before, words);
        old == 0 || count(after, words) == 0 && count(after, with) >= old + count(before, with)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_recurs_is_found() {
        let texts = [
            ("The Chernobyl plant", "The Chornobyl plant"),
            ("Chernobyl and Chernobyl-affected", "Chornobyl and Chornobyl-affected"),
            ("A day for Chernobyl", "A day for Chornobyl"),
        ];
        assert_eq!(global_replacements(&texts), [("Chernobyl".to_owned(), "Chornobyl".to_owned())]);
        assert_eq!(global_replacements(&texts[..2]), []);
        let amounts = [("Notes 1,250 dollars", "Notes 900 dollars"); 3];
        assert_eq!(global_replacements(&amounts), []);
    }
}
