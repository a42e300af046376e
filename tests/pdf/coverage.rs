//! Two properties that no file may break: every word on its pages is somewhere in what was read, and every word that
//! differs is reported.

use pdfboss_core::Document;
use pdfboss_text::{ReadingOrder, extract_spans};
use travaux::model::{Resolution, Versions};
use travaux::report::terminal;

use crate::support::pdf_builder::PdfBuilder;

/// What the library finds on the pages, without any of our own steps.
fn glyph_words(bytes: &[u8]) -> Vec<String> {
    let document = Document::load(bytes.to_vec()).unwrap();
    let pages = (0..document.page_count()).map(|index| document.page(index).unwrap());
    let spans = pages.flat_map(|page| extract_spans(&document, &page, ReadingOrder::Content).unwrap());
    let split = |character: char| !character.is_alphanumeric();
    spans
        .flat_map(|span| span.text.split(split).map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .collect()
}

fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(str::chars).filter(|character| character.is_alphanumeric()).collect()
}

/// All that the parsed document holds, letters and figures only.
fn parsed_letters(resolution: &Resolution) -> String {
    let mut texts: Vec<&str> = resolution.header.fields.values().map(String::as_str).collect();
    texts.extend(resolution.organ_line.as_deref());
    for paragraph in &resolution.paragraphs {
        texts.extend(paragraph.label.iter().map(|label| label.text.as_str()));
        texts.push(&paragraph.text);
        texts.extend(paragraph.footnote_refs.iter().map(|mark| mark.marker.as_str()));
    }
    texts.extend(resolution.closing.iter().map(String::as_str));
    texts.extend(resolution.footnotes.iter().flat_map(|note| [note.mark.as_str(), note.text.as_str()]));
    texts.extend(resolution.ledger.iter().map(|entry| entry.text.as_str()));
    letters(texts)
}

/// Words of the pages that are nowhere, and letters of which there are too few.
fn missing(bytes: &[u8]) -> Vec<String> {
    let document = travaux::read::document(bytes).unwrap();
    let blocks = document.blocks.iter().map(|block| block.text.as_str());
    let read = letters(blocks.chain(document.ledger.iter().map(|entry| entry.text.as_str())));
    // a field of the head is known by its name, which takes the place of its label
    let parsed = parsed_letters(&travaux::resolution(bytes).unwrap()) + "|Distr|Agenda|item";
    let words = glyph_words(bytes);
    let nowhere = |word: &&String| !read.contains(word.as_str()) || !parsed.contains(word.as_str());
    let mut missing: Vec<String> = words.iter().filter(nowhere).cloned().collect();
    let mut counts: std::collections::BTreeMap<char, i64> = Default::default();
    words.iter().flat_map(|word| word.chars()).for_each(|letter| *counts.entry(letter).or_insert(0) += 1);
    read.chars().for_each(|letter| *counts.entry(letter).or_insert(0) -= 1);
    let few = counts.into_iter().filter(|(_, count)| *count > 0);
    missing.extend(few.map(|(letter, count)| format!("{letter}: {count}")));
    missing
}

#[test]
fn every_word_is_read() {
    let (text, _) = body(&[]);
    for (name, paper) in [
        ("tagged", super::resolution(true)),
        ("untagged", super::resolution(false)),
        ("body", text),
        (
            "turned",
            super::resolution(true).draw("BT /R 8 Tf 0 1 -1 0 20 100 Tm (set up the margin) Tj ET").draw(
                "BT /R 8 Tf 0 1 -1 0 560 100 Tm (a table that is set sideways beside the text of the page,) Tj 0 -10 Td \
                 (with a second line that says even more about lamps) Tj ET",
            ),
        ),
        (
            "outside",
            super::resolution(true)
                .set('R', 10.0, 2_000.0, 300.0, "beside the page")
                .set('R', 10.0, 100_000.0, 300.0, "far away")
                .set('R', 0.0, 100.0, 300.0, "without size")
                .draw("q 0 0 10 10 re W n")
                .set('R', 10.0, 100.0, 300.0, "clipped away")
                .draw("Q BT 3 Tr /R 10 Tf 1 0 0 1 100 290 Tm (not painted) Tj ET 0 Tr"),
        ),
    ] {
        assert_eq!(missing(&paper.bytes()), Vec::<String>::new(), "{name}");
    }
}

#[test]
#[ignore = "for files of one's own"]
fn every_word_of_a_file_is_read() {
    for file in std::env::var("FILES").expect("FILES=…").split_whitespace() {
        assert_eq!(missing(&std::fs::read(file).unwrap()), Vec::<String>::new(), "{file}");
    }
}

/// A line: font, size, place, words.
type Line = (char, f32, f32, f32, &'static str);

const LINES: [Line; 14] = [
    ('B', 14.0, 123.0, 700.0, "Lighthouses of the northern coast"),
    ('I', 10.0, 147.0, 660.0, "The General Assembly,"),
    ('R', 10.0, 147.0, 630.0, "Recalling its resolution 89/31 of 2 December 2034 on lamps,"),
    ('R', 10.0, 147.0, 606.0, "Noting that 45.5 million ships pass (every year) a state-of-"),
    ('R', 10.0, 123.0, 594.0, "the-art lamp at a height of 1 200 metres, and that oil burns at"),
    ('R', 10.0, 123.0, 582.0, "-5 degrees,"),
    ('R', 10.0, 147.0, 558.0, "1. Decides that every keeper may have oil for 2/3 of the year;"),
    ('R', 10.0, 147.0, 534.0, "2. Requests the Secretary-General to report on:"),
    ('R', 10.0, 171.0, 510.0, "(a) Lamps of the first order;"),
    ('R', 10.0, 171.0, 486.0, "(b) Keepers."),
    ('B', 9.0, 99.0, 140.0, "_______________"),
    ('R', 8.5, 123.0, 125.0, "Resolution 89/31, annex II."),
    ('R', 6.5, 352.0, 633.5, "1"),
    ('R', 5.5, 117.0, 128.0, "1"),
];

/// The line of the organ, and the first of the marks.
const OPENER: usize = 1;
const CALL: usize = 12;

/// The page with some lines set in other words; and the words of each line that a reader would notice.
fn body(changed: &[(usize, String)]) -> (PdfBuilder, Vec<Vec<&'static str>>) {
    let mut paper = PdfBuilder::new().page();
    for (index, (font, size, x, y, text)) in LINES.iter().enumerate() {
        let text = changed.iter().find(|(line, _)| *line == index).map_or(*text, |(_, text)| text);
        // a raised mark follows its line wherever that ends
        paper = paper.set(*font, *size, *x, *y, text);
    }
    let words = |line: &Line| line.4.split(' ').filter(|word| !word.starts_with('_')).collect();
    (paper, LINES.iter().map(words).collect())
}

#[test]
fn every_word_that_differs_is_reported() {
    let (paper, words) = body(&[]);
    let before = travaux::resolution(&paper.bytes()).unwrap();
    let mut silent = Vec::new();
    // the mark of the note and its call are one thing in two places
    let lines = words.iter().enumerate().filter(|(line, _)| *line != OPENER && *line < CALL);
    for (line, words) in lines {
        for (index, word) in words.iter().enumerate() {
            let with = |word: Option<&str>| {
                let mut words: Vec<&str> = words.clone();
                match word {
                    Some(word) => words[index] = word,
                    None => drop(words.remove(index)),
                }
                words.join(" ")
            };
            let inserted = format!("{word} zinc");
            let signs: String = word.chars().map(|sign| if sign.is_ascii_digit() { '7' } else { sign }).collect();
            for (kind, text, shown) in [
                ("changed", with(Some("quartz")), vec!["quartz"]),
                ("deleted", with(None), vec![]),
                ("inserted", with(Some(&inserted)), vec!["zinc"]),
                ("figures", with(Some(&signs)), vec![]),
            ] {
                if text == words.join(" ") {
                    continue;
                }
                let (after, _) = body(&[(line, text.clone())]);
                let after = travaux::resolution(&after.bytes()).unwrap();
                let comparison = travaux::compare(Versions::new(before.clone(), after));
                let report = terminal::comparison(&comparison, &terminal::Options { full: true, ..Default::default() });
                if !comparison.has_changes() || shown.iter().any(|word| !report.contains(word)) {
                    silent.push(format!("{kind}: {text}"));
                }
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}
