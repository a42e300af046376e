//! The names of States and of groups of States, as a bracket names them without saying what they want: `[…] [EU]`.

use super::attributions::authors;
use super::{PhraseList, WordList};

/// The parties in a list of nothing but names: `EU, Norway`. A name counts if it is that of a State or a group, or if it
/// is known from the text. Other names may be words of the text: `[Geneva]`.
pub fn party_names(text: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let short = |name: &str| name.split_once(" (").map_or(name, |(short, _)| short).to_owned();
    let is_party = |name: &String| WordList::Party.contains(&short(name)) || is_known(name);
    // “Trinidad and Tobago” is one name, not a list.
    if WordList::Party.contains(text) && !PhraseList::PartyAlias.contains(text) {
        return Some(vec![text.to_owned()]);
    }
    authors(text).filter(|names| names.iter().all(is_party))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_parties() {
        for (text, expected) in [
            ("EU", Some("EU")),
            ("EU, Norway and Japan", Some("EU|Norway|Japan")),
            ("G-77 and China", Some("G77")),
            ("Group of 77", Some("G77")),
            ("Iran (Islamic Republic of)", Some("Iran (Islamic Republic of)")),
            ("Trinidad and Tobago", Some("Trinidad and Tobago")),
            ("the United States", Some("United States")),
            ("Lakeland/US", Some("Lakeland|US")),
            ("Geneva", None),
            ("EU, Geneva", None),
            ("UNEP", None),
            ("Parties", None),
            ("eu", None),
            ("EU budget", None),
        ] {
            let names = party_names(text, |name| name == "Lakeland").map(|names| names.join("|"));
            assert_eq!(names.as_deref(), expected, "{text}");
        }
    }
}
