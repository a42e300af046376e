//! Which paragraphs of two texts belong together, told as a reader would tell it: `tests/pairing/*.txt`.
//!
//! Each file has the two texts, the links, one a line, and those that may be told or not. Links of headings do not count.

use std::collections::BTreeSet;
use std::path::Path;

use travaux::model::{Part, Resolution, Versions};

/// The ids of two linked paragraphs.
pub(crate) type IdPair = (String, String);

/// Two texts and their links.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) texts: Versions<Resolution>,
    pub(crate) links: BTreeSet<IdPair>,
    pub(crate) either_way: BTreeSet<IdPair>,
}

impl Case {
    /// Reads a file of sections that begin with `=== before`, `=== after`, `=== links` and `=== either way`.
    pub(crate) fn read(path: &Path) -> Case {
        let text = std::fs::read_to_string(path).unwrap();
        let section = |title: &str| {
            let (_, rest) = text.split_once(&format!("=== {title}\n")).unwrap_or_default();
            rest.split("\n=== ").next().unwrap_or_default()
        };
        let ids = |title: &str| {
            let pairs = section(title).lines().filter_map(|line| line.split_once(' '));
            pairs.map(|(before, after)| (before.to_owned(), after.to_owned())).collect()
        };
        let texts = Versions::new("before", "after").map(|side| travaux::resolution(section(side).as_bytes()).unwrap());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        Case { name, texts, links: ids("links"), either_way: ids("either way") }
    }

    /// All cases of a folder, by name.
    pub(crate) fn read_all(folder: &Path) -> Vec<Case> {
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut cases: Vec<Case> = files.map(|path| Case::read(&path)).collect();
        cases.sort_by(|left, right| left.name.cmp(&right.name));
        cases
    }
}

#[test]
fn paragraphs_are_paired_as_a_reader_would() {
    let cases = Case::read_all(Path::new("tests/pairing"));
    assert!(cases.len() >= 6, "{}", cases.len());
    for Case { name, texts, links, either_way } in cases {
        let mut told = BTreeSet::new();
        for link in travaux::align::align(texts.as_ref()).links {
            let paragraphs = link.paragraphs.zip(texts.as_ref());
            let ids = paragraphs.map(|(paragraphs, text)| {
                let texts = paragraphs.into_iter().map(|index| &text[index]);
                texts
                    .filter(|paragraph| paragraph.part != Part::Heading)
                    .map(|paragraph| paragraph.id.0.to_string())
                    .collect::<Vec<_>>()
            });
            told.extend(
                ids.before.iter().flat_map(|before| ids.after.iter().map(|after| (before.clone(), after.clone()))),
            );
        }
        let told: BTreeSet<IdPair> = told.difference(&either_way).cloned().collect();
        assert_eq!(told, links, "{name}");
    }
}
