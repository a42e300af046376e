//! No word around the paragraphs changes in silence: in the header, the organ's line, the closing lines, the footnotes.

use travaux::model::{Comparison, Versions};
use travaux::report::view::ChangelogStep;
use travaux::report::{json, markdown, terminal};

use crate::support::docx_builder::DocxBuilder;

/// A word that stands nowhere in the text.
const NEW: &str = "Zebra";

/// A text by its parts. A footnote mark is written `[1]`.
#[derive(Clone)]
struct Text {
    header: Vec<String>,
    organ_line: String,
    paragraphs: Vec<String>,
    closing: Vec<String>,
    notes: Vec<String>,
}

impl Text {
    fn new() -> Text {
        let list = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        Text {
            header: list(&[
                "A/RES/90/17",
                "Ninetieth session",
                "Resolution adopted by the General Assembly on 19 December 2034",
                "Keeping of lamps",
            ]),
            organ_line: "The Economic and Social Council,".to_owned(),
            paragraphs: list(&[
                "Recalling the Charter[1] of the Sea,",
                "1. Welcomes the report[2] on oil;",
                "2. Decides to remain seized of the matter.",
            ]),
            closing: list(&["64th plenary meeting", "19 December 2034", "Adopted by a recorded vote of 29 to 6."]),
            notes: list(&["Treaties of the Sea, volume three.", "Official Records, eighth supplement."]),
        }
    }

    /// The parts that are mutated, by name.
    fn parts(&mut self) -> Vec<(&'static str, &mut String)> {
        let Text { header, organ_line, closing, notes, .. } = self;
        let named = |name: &'static str| move |text| (name, text);
        let parts = header.iter_mut().map(named("header")).chain([("organ line", organ_line)]);
        parts.chain(closing.iter_mut().map(named("closing"))).chain(notes.iter_mut().map(named("note"))).collect()
    }

    fn lines(&self) -> impl Iterator<Item = &String> {
        self.header.iter().chain([&self.organ_line]).chain(&self.paragraphs).chain(&self.closing)
    }

    fn formats(&self) -> Vec<(&'static str, Vec<u8>)> {
        let marked = |mark: fn(usize) -> String, line: &str| {
            let line = line.replace("[1]", &mark(1));
            line.replace("[2]", &mark(2))
        };
        let raised = |number: usize| ["", "¹", "²"][number].to_owned();
        let lines: Vec<String> = self.lines().map(|line| marked(raised, line)).collect();
        let notes: Vec<String> = self.notes.iter().zip(1..).map(|(note, number)| format!("{number} {note}")).collect();
        let plain = format!("{}\n\n_____\n{}\n", lines.join("\n\n"), notes.join("\n"));

        let lines: Vec<String> = self.lines().map(|line| marked(|number| format!("[^{number}]"), line)).collect();
        let notes: Vec<String> =
            self.notes.iter().zip(1..).map(|(note, number)| format!("[^{number}]: {note}")).collect();
        let markdown = format!("{}\n\n{}\n", lines.join("\n\n"), notes.join("\n\n"));

        let link = |number: usize| format!("<sup><a href=\"#n{number}\" id=\"r{number}\">{number}</a></sup>");
        let lines: String = self.lines().map(|line| format!("<p>{}</p>\n", marked(link, line))).collect();
        let note = |(note, number): (&String, usize)| {
            format!("<p id=\"n{number}\"><a href=\"#r{number}\">{number}</a> {note}</p>\n")
        };
        let notes: String = self.notes.iter().zip(1..).map(note).collect();
        let html = format!("<html><body>{lines}<hr>{notes}</body></html>");

        let reference =
            |number: usize| format!("</w:t></w:r><w:r><w:footnoteReference w:id=\"{number}\"/></w:r><w:r><w:t>");
        let paragraph = |line: &String| {
            let line = marked(reference, line).replace("<w:t>", "<w:t xml:space=\"preserve\">");
            format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")
        };
        let body: String = self.lines().map(paragraph).collect();
        let note = |(note, number): (&String, usize)| {
            format!(
                "<w:footnote w:id=\"{number}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>"
            )
        };
        let footnotes: String = self.notes.iter().zip(1..).map(note).collect();
        let word = DocxBuilder { body: &body, footnotes: &footnotes, ..DocxBuilder::default() }.bytes();
        vec![
            ("text", plain.into_bytes()),
            ("Markdown", markdown.into_bytes()),
            ("HTML", html.into_bytes()),
            ("Word", word),
        ]
    }
}

/// The text with one word changed, deleted or inserted: what was done, the words that must be shown, the text.
fn mutations(text: &Text) -> Vec<(String, Vec<String>, Text)> {
    let mut out = Vec::new();
    let count = text.clone().parts().len();
    for part in 0..count {
        let words: Vec<String> = text.clone().parts()[part].1.split(' ').map(str::to_owned).collect();
        for at in 0..words.len() {
            let mut changed = words.clone();
            changed[at] = NEW.to_owned();
            let mut deleted = words.clone();
            deleted.remove(at);
            let mut inserted = words.clone();
            inserted.insert(at, NEW.to_owned());
            let old = words[at].clone();
            for (what, words, shown) in [
                ("changed", changed, vec![old.clone(), NEW.to_owned()]),
                ("deleted", deleted, vec![old.clone()]),
                ("inserted", inserted, vec![NEW.to_owned()]),
            ] {
                let mut text = text.clone();
                let mut parts = text.parts();
                let name = parts[part].0;
                *parts[part].1 = words.join(" ");
                out.push((format!("{name}, word {at} “{old}” {what}"), shown, text));
            }
        }
    }
    out
}

/// The reports for people and for programs.
fn reports(comparison: &Comparison) -> [(&'static str, String); 4] {
    let wide = terminal::Options { width: 1000, ..terminal::Options::default() };
    [
        ("terminal", terminal::comparison(comparison, &wide)),
        ("Markdown", markdown::comparison(comparison, &Default::default())),
        ("changelog", markdown::changelog(&[ChangelogStep::new(comparison)])),
        ("JSON", json::comparison(comparison, &Default::default())),
    ]
}

#[test]
fn every_word_around_the_paragraphs_counts() {
    let text = Text::new();
    let mut wrong = Vec::new();
    let read = |bytes: &[u8]| travaux::resolution(bytes).unwrap();
    let originals: Vec<_> = text.formats().into_iter().map(|(_, bytes)| read(&bytes)).collect();
    for original in &originals {
        assert_eq!((original.paragraphs.len(), original.closing.len(), original.footnotes.len()), (3, 3, 2));
        let comparison = travaux::compare(Versions::new(original.clone(), original.clone()));
        assert!(!comparison.has_changes());
    }
    for (name, shown, mutated) in mutations(&text) {
        for ((format, bytes), original) in mutated.formats().iter().zip(&originals) {
            let comparison = travaux::compare(Versions::new(original.clone(), read(bytes)));
            if !comparison.has_changes() {
                wrong.push(format!("{format}: {name}: silent"));
            }
            for (report, written) in reports(&comparison) {
                // what is shown is escaped, and marks of punctuation may stand apart
                let written = written.replace('\\', "");
                let missing = |word: &&String| !written.contains(word.trim_end_matches([',', '.', ':']));
                for word in shown.iter().filter(missing) {
                    wrong.push(format!("{format}: {name}: {report} does not show {word}"));
                }
                if written.contains("No difference") {
                    wrong.push(format!("{format}: {name}: {report} says that nothing differs"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
