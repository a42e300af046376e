//! A resolution described without any format: header, organ line, paragraphs, lists, a table, footnotes, an annex,
//! closing lines. Its words are made up and unique, so that a report that holds one can only mean that one.

use crate::support::random::Random;

pub(crate) struct Draft {
    pub(crate) blocks: Vec<Block>,
}

pub(crate) struct Block {
    pub(crate) kind: Kind,
    /// `1.`, `(a)`
    pub(crate) label: Option<String>,
    /// The text; rows of a table are lines, their cells parted by `|`.
    pub(crate) text: String,
    pub(crate) note: Option<Note>,
}

/// A footnote, called behind one of the words of its block.
pub(crate) struct Note {
    pub(crate) word: usize,
    pub(crate) text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Header,
    Title,
    Organ,
    Preambular,
    /// With its depth: 0 for `1.`, 1 for `(a)`, 2 for `(i)`.
    Operative(usize),
    Table,
    Closing,
    AnnexHeading,
    AnnexTitle,
    AnnexParagraph,
}

const PREAMBULAR: [&str; 6] =
    ["Recalling", "Noting", "Emphasizing", "Bearing in mind", "Welcoming", "Deeply concerned"];
const OPERATIVE: [&str; 7] =
    ["Requests", "Calls upon", "Decides", "Takes note of", "Encourages", "Reaffirms", "Strongly condemns"];

/// Writes a resolution.
struct Author {
    random: Random,
    words: usize,
    blocks: Vec<Block>,
}

impl Draft {
    pub(crate) fn generate(seed: u64) -> Draft {
        let mut author = Author { random: Random::new(seed), words: seed as usize % 50, blocks: Vec::new() };
        author.resolution();
        Draft { blocks: author.blocks }
    }

    /// The footnotes in order.
    pub(crate) fn notes(&self) -> impl Iterator<Item = &Note> {
        self.blocks.iter().filter_map(|block| block.note.as_ref())
    }
}

impl Author {
    fn resolution(&mut self) {
        for line in [
            "United Nations",
            "A/C.2/93/L.14",
            "General Assembly",
            "Distr.: Limited",
            "3 November 2038",
            "Original: English",
            "Ninety-third session",
            "Second Committee",
            "Agenda item 21 (b)",
        ] {
            self.block(Kind::Header, None, line.to_owned());
        }
        let item = self.phrase(3);
        self.block(Kind::Header, None, capitalized(&item));
        self.block(Kind::Header, None, "Iceland and Namibia: draft resolution".to_owned());
        let title = self.phrase(4);
        self.block(Kind::Title, None, capitalized(&title));
        self.block(Kind::Organ, None, "The General Assembly,".to_owned());
        for _ in 0..2 + self.random.below(4) {
            let opening = self.random.pick(&PREAMBULAR);
            self.paragraph(Kind::Preambular, None, opening, ",");
        }
        let count = 2 + self.random.below(5);
        for number in 1..=count {
            let opening = self.random.pick(&OPERATIVE);
            let label = Some(format!("{number}."));
            let end = if number == count { "." } else { ";" };
            if self.random.once_in(3) {
                self.paragraph(Kind::Operative(0), label, opening, ":");
                self.list(1, end);
            } else {
                self.paragraph(Kind::Operative(0), label, opening, end);
            }
            if number == 1 && self.random.once_in(2) {
                self.table();
            }
        }
        let (meeting, day) = (64 + self.random.below(6), 11 + self.random.below(9));
        self.block(Kind::Closing, None, format!("{meeting}th plenary meeting"));
        self.block(Kind::Closing, None, format!("{day} December 2038"));
        if self.random.once_in(2) {
            self.annex();
        }
    }

    fn list(&mut self, depth: usize, end: &str) {
        let count = 2 + self.random.below(3);
        for index in 0..count {
            let label = if depth == 1 { ["(a)", "(b)", "(c)", "(d)"] } else { ["(i)", "(ii)", "(iii)", "(iv)"] }[index];
            let end = if index + 1 == count { end } else { ";" };
            let nested = depth == 1 && index == 0 && self.random.once_in(3);
            let opening = format!("To {}", self.word());
            self.paragraph(Kind::Operative(depth), Some(label.to_owned()), &opening, if nested { ":" } else { end });
            if nested {
                self.list(2, ";");
            }
        }
    }

    fn table(&mut self) {
        let mut rows = vec![format!("{}|{}|{}", capitalized(&self.word()), capitalized(&self.word()), "Share")];
        for _ in 0..3 + self.random.below(3) {
            let (name, count, share) = (capitalized(&self.word()), self.figure(), self.figure());
            rows.push(format!("{name}|{count}|{share}"));
        }
        self.block(Kind::Table, None, rows.join("\n"));
    }

    fn annex(&mut self) {
        self.block(Kind::AnnexHeading, None, "Annex".to_owned());
        let title = self.phrase(3);
        self.block(Kind::AnnexTitle, None, capitalized(&title));
        for number in 1..=2 + self.random.below(3) {
            let opening = capitalized(&self.word());
            self.paragraph(Kind::AnnexParagraph, Some(format!("{number}.")), &opening, ".");
        }
    }

    fn block(&mut self, kind: Kind, label: Option<String>, text: String) {
        self.blocks.push(Block { kind, label, text, note: None });
    }

    fn paragraph(&mut self, kind: Kind, label: Option<String>, opening: &str, end: &str) {
        let count = 4 + self.random.below(14);
        let text = format!("{opening} {}{end}", self.phrase(count));
        let words = text.split(' ').count();
        let note = self.random.once_in(5).then(|| Note {
            // never behind a figure, where nobody could tell the two apart
            word: (words / 2..words).rev().find(|index| !ends_in_digit(text.split(' ').nth(*index).unwrap())).unwrap(),
            text: format!("See {}.", self.phrase(3)),
        });
        self.blocks.push(Block { kind, label, text, note });
    }

    /// Words with figures, signs and small words among them; it ends with a word.
    fn phrase(&mut self, count: usize) -> String {
        let mut out = self.word();
        for _ in 1..count {
            out += " ";
            out += &match self.random.below(17) {
                0 | 1 => format!("of the {}", self.word()),
                2 => format!("{} per cent of {}", self.figure(), self.word()),
                3 => format!(
                    "resolution {}/{} on {}",
                    60 + self.random.below(30),
                    100 + self.random.below(200),
                    self.word()
                ),
                4 => format!("(see {}) and {}", self.word(), self.word()),
                5 => format!("“{}” and {}", self.word(), self.word()),
                6 => format!("{}, {}", self.word(), self.word()),
                7 => format!("{}-{}", self.word(), self.word()),
                8 => format!("{} to {}% of {}", self.figure(), self.figure(), self.word()),
                9 => format!("{}’s {}", self.word(), self.word()),
                10 => format!("10⁶ {} and 2 1/2 {}", self.word(), self.word()),
                11 => format!("[{}] {}/{} (§ {})", self.word(), self.word(), self.word(), self.figure()),
                12 => format!("{} × {} = {}", self.figure(), self.figure(), self.word()),
                _ => self.word(),
            };
        }
        out
    }

    /// A word that stands once in the whole text.
    fn word(&mut self) -> String {
        const FIRST: [&str; 7] = ["b", "d", "k", "p", "t", "v", "z"];
        const SECOND: [&str; 5] = ["lar", "mon", "rel", "nid", "sut"];
        const LAST: [&str; 6] = ["ado", "eno", "iba", "oti", "upe", "aky"];
        let number = self.words;
        self.words += 1;
        let vowel = ["a", "e", "o", "u"][number / 210 % 4];
        format!("{}{vowel}{}{}", FIRST[number % 7], SECOND[number / 7 % 5], LAST[number / 35 % 6])
    }

    /// A number that stands once in the whole text.
    fn figure(&mut self) -> String {
        let number = self.words;
        self.words += 1;
        match number % 3 {
            0 => format!("{}", 300 + number),
            1 => format!("{}.{}", 30 + number % 50, 1 + number % 9),
            _ => format!("{},{:03}", 3 + number % 7, 100 + number),
        }
    }
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|last: char| last.is_ascii_digit())
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
