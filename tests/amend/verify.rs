//! Marks that do not show every change are found, and nothing else.

use travaux::Reader;
use travaux::model::{MarkFault, MarkFinding, Side};

use super::{DRAFT, draft};
use crate::support::docx_builder::DocxBuilder;

fn findings(marked: &str) -> Vec<MarkFinding> {
    let versions = Reader::new().read_tracked(marked).unwrap().expect("there are marks");
    travaux::verify(draft(), versions)
}

fn marked(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(DRAFT.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

#[test]
fn faults_are_told_apart() {
    const MARK: (&str, &str) = ("Takes note of", "{~~Takes note of~>Welcomes~~}");
    for (changes, expected) in [
        (&[MARK][..], &[][..]),
        (&[MARK, ("light the lamps", "tend the fires")], &[("OP2", MarkFault::UnmarkedReplacement)]),
        (&[MARK, ("at dusk", "at dusk daily")], &[("OP2", MarkFault::UnmarkedInsertion)]),
        (&[MARK, (", and of glass", "")], &[("OP3(b)", MarkFault::UnmarkedDeletion)]),
        (&[MARK, ("at dusk", "at {--early--} dusk")], &[("OP2", MarkFault::FalseDeletion)]),
        (&[MARK, ("the museum of lamps", "the museum {++of lamps++}")], &[("PP3", MarkFault::FalseInsertion)]),
        (
            &[MARK, ("4. Invites the pilots to report to the keepers of Ruritania;\n\n5.", "4.")],
            &[("OP4", MarkFault::UnmarkedDeletion)],
        ),
        (&[("Takes note of", "{~~Notes~>Welcomes~~}")], &[("OP1", MarkFault::FalseDeletion)]),
    ] {
        let text = marked(changes);
        let found = findings(&text);
        let found: Vec<(&str, MarkFault)> = found.iter().map(|it| (it.paragraph.as_str(), it.kind)).collect();
        assert_eq!(found, expected, "{changes:?}");
    }
}

#[test]
fn styles_show_changes_too() {
    let marked = DRAFT.replacen("Takes note of", "~~Takes note of~~ **Welcomes**", 1);
    let versions = Reader::new().read_shown_changes(&marked).unwrap().expect("changes are shown");
    assert_eq!(travaux::verify(draft(), versions), []);
    let unmarked = marked.replacen("at dusk", "at noon", 1);
    let versions = Reader::new().read_shown_changes(&unmarked).unwrap().expect("changes are shown");
    let found = travaux::verify(draft(), versions);
    assert_eq!(found.iter().map(|finding| finding.paragraph.as_str()).collect::<Vec<_>>(), ["OP2"]);
    assert_eq!(Reader::new().read_shown_changes(DRAFT).unwrap(), None);
}

#[test]
fn the_lines_around_the_text_are_checked_too() {
    const MARK: (&str, &str) = ("Takes note of", "{~~Takes note of~>Welcomes~~}");
    for (change, expected) in [
        (("A/C.9/90/L.7", "A/C.9/90/L.7/Rev.1"), ("symbol", MarkFault::UnmarkedReplacement)),
        (("Lighthouses and their keepers", "Lighthouses and keepers"), ("title", MarkFault::UnmarkedReplacement)),
    ] {
        let found = findings(&marked(&[MARK, change]));
        let found: Vec<(&str, MarkFault)> = found.iter().map(|it| (it.paragraph.as_str(), it.kind)).collect();
        assert_eq!(found, [expected], "{change:?}");
    }
    let noted = |text: &str, note: &str| {
        format!("The General Assembly,\n\n1. {text};[^1]\n\n2. Decides to meet.\n\n[^1]: {note}\n")
    };
    let base = travaux::resolution(noted("Notes the report", "A/90/1.").as_bytes()).unwrap();
    let marked = noted("{~~Notes~>Welcomes~~} the report", "A/90/2.");
    let versions = Reader::new().read_tracked(&marked).unwrap().expect("there are marks");
    let found = travaux::verify(base, versions);
    assert!(found.iter().any(|finding| finding.paragraph == "footnote 1"), "{found:#?}");
}

/// A Word file as negotiators make them: the draft, changed by several authors, with formats tracked too.
fn word_file(changes: &[(&str, &str)]) -> Vec<u8> {
    const BODY: [&str; 8] = [
        "<w:p><w:pPr><w:pPrChange w:id='1' w:author='Editor'><w:pPr><w:jc w:val='left'/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>The General Assembly,</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:i/><w:rPrChange w:id='2' w:author='Editor'><w:rPr/></w:rPrChange></w:rPr><w:t>Recalling</w:t></w:r><w:r><w:t xml:space='preserve'> its resolution on lamps,</w:t></w:r></w:p>",
        "<w:p><w:r><w:t xml:space='preserve'>1. </w:t></w:r><w:del w:id='3' w:author='Ruritania'><w:r><w:delText>Takes note of</w:delText></w:r></w:del><w:ins w:id='4' w:author='Zenda'><w:r><w:rPr><w:b/></w:rPr><w:t>Welcomes</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> the report;</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>2. Urges the keepers</w:t></w:r><w:moveFrom w:id='5' w:author='Zenda'><w:r><w:t xml:space='preserve'> of all coasts</w:t></w:r></w:moveFrom><w:r><w:t xml:space='preserve'> to light the lamps</w:t></w:r><w:moveTo w:id='6' w:author='Zenda'><w:r><w:t xml:space='preserve'> of all coasts</w:t></w:r></w:moveTo><w:r><w:t>;</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:rPr><w:ins w:id='7' w:author='Ruritania'/></w:rPr></w:pPr><w:ins w:id='8' w:author='Ruritania'><w:r><w:t>3. Thanks the pilots;</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:t xml:space='preserve'></w:t></w:r><w:del w:id='9' w:author='Ruritania'><w:r><w:delText>3</w:delText></w:r></w:del><w:ins w:id='10' w:author='Ruritania'><w:r><w:t>4</w:t></w:r></w:ins><w:r><w:t>. Takes note of the costs below:</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Lamps</w:t></w:r></w:p></w:tc><w:tc><w:p><w:del w:id='11' w:author='Zenda'><w:r><w:delText>100</w:delText></w:r></w:del><w:ins w:id='12' w:author='Zenda'><w:r><w:t>200</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:t>5. Decides to remain seized of the matter.</w:t></w:r></w:p>",
    ];
    let mut body = BODY.concat();
    for (old, new) in changes {
        assert!(body.contains(old), "{old}");
        body = body.replacen(old, new, 1);
    }
    DocxBuilder { body: &body, ..DocxBuilder::default() }.bytes()
}

#[test]
fn word_files_of_negotiators_are_checked() {
    let base = Reader::new().side(Side::Before).read(word_file(&[])).unwrap();
    assert_eq!(base.paragraphs[1].text, "Takes note of the report;");
    for (changes, expected) in [
        (&[][..], &[][..]),
        // a mark taken away, a table changed in silence, a moved text that is not the text of the draft; an empty
        // paragraph that is left over says nothing
        (
            &[(
                "<w:ins w:id='4' w:author='Zenda'><w:r><w:rPr><w:b/></w:rPr><w:t>Welcomes</w:t></w:r></w:ins>",
                "<w:r><w:t>Welcomes</w:t></w:r>",
            )],
            &["OP1"],
        ),
        (&[("<w:t>Lamps</w:t>", "<w:t>Glass</w:t>")], &["T1"]),
        (
            &[(
                "<w:t xml:space='preserve'> of all coasts</w:t></w:r></w:moveFrom>",
                "<w:t xml:space='preserve'> of most coasts</w:t></w:r></w:moveFrom>",
            )],
            &["OP2"],
        ),
        (&[("<w:rPr><w:ins w:id='7' w:author='Ruritania'/></w:rPr>", "")], &[]),
    ] {
        let versions = Reader::new().read_tracked(word_file(changes)).unwrap().expect("there are marks");
        let found = travaux::verify(base.clone(), versions);
        let names: Vec<&str> = found.iter().map(|finding| finding.paragraph.as_str()).collect();
        assert_eq!(names, expected, "{changes:?}: {found:#?}");
    }
}
