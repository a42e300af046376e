//! Changes put into the older Word file: both texts are in it, and what was not changed is as it was, byte for byte.

use std::io::{Cursor, Read, Write};

use travaux::model::{Comparison, Resolution, Side, Versions};
use travaux::report::docx;

use super::{RESPELT, compared, have_same_words, resolution, samples, tracked};

pub(super) fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Numbers and words; which paragraph is what follows from them.
fn words(resolution: &Resolution) -> Vec<String> {
    let line = |paragraph: &travaux::model::Paragraph| {
        let label = paragraph.label.as_ref().map(|label| label.text.as_str()).unwrap_or_default();
        format!("{} [{label}] {}", paragraph.id, paragraph.text)
    };
    resolution.paragraphs.iter().map(line).collect()
}

fn check(name: &str, comparison: &Comparison, base: &[u8]) -> docx::Redlined {
    let redlined = [true, false].map(|typography| {
        let options = docx::Options { typography, ..docx::Options::default() };
        let redlined = docx::apply_to_base(comparison, base, &options).unwrap();
        for side in Side::BOTH {
            let read = travaux::Reader::new().side(side).read(&redlined.file).unwrap();
            let (lines, wanted) = (words(&read), words(comparison.resolutions.get(side)));
            if !typography && have_same_words(&read, comparison.resolutions.get(side)) {
                continue;
            }
            let first = lines.iter().zip(&wanted).find(|(read, wanted)| read != wanted);
            assert_eq!((first, lines.len()), (None, wanted.len()), "{name} {side:?} typography {typography}");
        }
        redlined
    });
    let [_, untracked] = redlined;
    untracked
}

#[test]
fn typography_alone_is_written_over_the_older_file() {
    for (old, new, count) in RESPELT {
        for tail in ["", " and asks for lamps"] {
            let after = new.replacen(';', &format!("{tail};"), 1);
            let texts = Versions::new(resolution(&[old, "Stays seized."]), resolution(&[&after, "Stays seized."]));
            let (comparison, base, redlined) = own_file("typography", travaux::compare(texts));
            let read = travaux::Reader::new().side(Side::After).read(&redlined.file).unwrap();
            assert_eq!(read.paragraphs[1].text, after.replace("navi gation", "navigation"), "{old}");
            let found = tracked(&redlined.file);
            assert_eq!(found == 0, tail.is_empty(), "{old} → {after}: {found}");
            let options = docx::Options { typography: true, ..docx::Options::default() };
            let all = docx::apply_to_base(&comparison, &base, &options).unwrap();
            assert!(tracked(&all.file) >= count, "{old} → {after}");
        }
    }
}

/// Puts the newer text into a file that holds the older one, as somebody might have typed it.
pub(super) fn own_file(name: &str, comparison: Comparison) -> (Comparison, Vec<u8>, docx::Redlined) {
    let Versions { before, after } = comparison.resolutions;
    let unchanged = travaux::compare(Versions::new(before.clone(), before));
    let base = docx::comparison(&unchanged, &docx::Options::default()).unwrap();
    assert!(travaux::Reader::new().read_tracked(&base).unwrap().is_none(), "{name}");
    let comparison = travaux::compare(Versions::new(travaux::resolution(&base).unwrap(), after));
    let redlined = check(name, &comparison, &base);
    (comparison, base, redlined)
}

#[test]
fn every_sample_goes_into_its_own_file() {
    for (name, paths) in samples() {
        let (comparison, base, redlined) = own_file(&name, compared(&paths));
        let read = travaux::Reader::new().side(Side::After).read(&redlined.file).unwrap();
        let said = redlined.unapplied.join("; ");
        for note in &comparison.resolutions.after.footnotes {
            let there = read.footnotes.iter().any(|read| read.text == note.text);
            assert!(there || said.contains(&note.text), "{name}: footnote {} is lost in silence: {said}", note.mark);
        }
        if name == "20-long" {
            // What cannot be done: fields and closing lines that have no line yet, a note that nothing refers to.
            let fields: Vec<&str> = redlined.unapplied.iter().map(|it| it.split(':').next().unwrap()).collect();
            assert_eq!(fields, ["adoption", "number", "closing line", "closing line", "old footnote *"]);
        }
        for same in ["word/styles.xml", "word/footer.xml", "word/settings.xml"] {
            assert_eq!(part(&redlined.file, same), part(&base, same), "{name}");
        }
    }
}

/// A file in which Word counts the numbers, with runs cut where people typed and a style of their own.
fn counted(paragraphs: &[&str]) -> Vec<u8> {
    let item = |text: &&str| {
        let (head, tail) = text.split_at(text.find(' ').unwrap_or(0));
        format!(
            "<w:p w:rsidR=\"00AB\"><w:pPr><w:pStyle w:val=\"Ours\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>\
             <w:rPr><w:lang w:val=\"en-GB\"/></w:rPr></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>{head}</w:t></w:r>\
             <w:bookmarkStart w:id=\"7\" w:name=\"b\"/><w:r w:rsidRPr=\"00CD\"><w:t xml:space=\"preserve\">{tail}</w:t></w:r>\
             <w:bookmarkEnd w:id=\"7\"/></w:p>"
        )
    };
    let body: String = paragraphs.iter().map(item).collect();
    let main = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>{body}<w:sectPr/></w:body></w:document>"
    );
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    packed(&[("word/document.xml", main), ("word/numbering.xml", numbering.to_owned())], "numbering")
}

/// A Word file of some parts, with a relation to one of them.
fn packed(parts: &[(&str, String)], related: &str) -> Vec<u8> {
    packed_with(parts, if related.is_empty() { &[] } else { std::slice::from_ref(&related) })
}

/// The same with relations to several.
fn packed_with(parts: &[(&str, String)], related: &[&str]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |list: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
        )
    };
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id=\"{kind}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("_rels/.rels", relations(&relation("officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            relations(&related.iter().map(|kind| relation(kind, &format!("{kind}.xml"))).collect::<String>()),
        ),
    ]
    .into_iter()
    .chain(parts.iter().cloned())
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn counted_numbers_and_styles_stay() {
    let base = counted(&[
        "Requests the Secretary-General to report on lighthouses;",
        "Encourages States to keep their lamps lit &amp; their lenses clean;",
        "Decides to meet again at its next session;",
        "Invites keepers to write down what they remember;",
    ]);
    let after = "The General Assembly,\n\n\
        1. Strongly requests the Secretary-General to report on lighthouses and buoys;\n\n\
        2. Welcomes the offer of Peru to host a conference of keepers;\n\n\
        3. Invites keepers to write down what they remember;\n\n\
        4. Encourages States to keep their lamps & lenses clean.";
    let comparison =
        travaux::compare(Versions::new(&base[..], after.as_bytes()).map(|bytes| travaux::resolution(bytes).unwrap()));
    let redlined = check("counted", &comparison, &base);
    assert_eq!(redlined.unapplied, [""; 0]);
    let main = part(&redlined.file, "word/document.xml");
    assert_eq!(main.matches("w:val=\"Ours\"").count(), 4 + 2, "new paragraphs have the style of the others");
    assert!(main.contains("w:rsidRPr=\"00CD\""), "a run that did not change is as it was");
    assert!(main.contains("<w:moveFromRangeStart") && main.contains("<w:moveToRangeStart"));
    assert!(main.contains("&amp;") && !main.contains("& "));
}

#[test]
fn a_paragraph_without_number_moves_among_counted_ones() {
    let style = "<w:pPr><w:pStyle w:val=\"Counted\"/><w:keepNext/></w:pPr>";
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:style w:type=\"paragraph\" w:styleId=\"Counted\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let counted =
        ["Decides to light every lamp;", "Asks for a report;", "Calls for oil to be paid;", "Decides to meet."];
    let coat = "The keepers shall wear a blue coat in winter and a white one in summer.";
    let word = |lines: &[(&str, bool)]| {
        let line = |(text, is_counted): &(&str, bool)| {
            format!("<w:p>{}<w:r><w:t>{text}</w:t></w:r></w:p>", if *is_counted { style } else { "" })
        };
        let body: String = lines.iter().map(line).collect();
        let main = format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
             <w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>{body}<w:sectPr/></w:body></w:document>"
        );
        let parts = [
            ("word/document.xml", main),
            ("word/styles.xml", styles.to_owned()),
            ("word/numbering.xml", numbering.to_owned()),
        ];
        packed_with(&parts, &["numbering", "styles"])
    };
    let lines: Vec<(&str, bool)> = counted.into_iter().map(|text| (text, true)).collect();
    let base = word(&[&lines[..], &[(coat, false)]].concat());
    let moved = word(&[&lines[..1], &[(coat, false)], &lines[1..]].concat());
    let new = word(&[&lines[..1], &[("Winter is long.", false)], &lines[1..], &[(coat, false)]].concat());
    for after in [moved, new] {
        let texts = Versions::new(&base, &after).map(|bytes| travaux::resolution(bytes).unwrap());
        check("coat", &travaux::compare(texts), &base);
    }
    // With no paragraph to take the style from but counted ones, the new one says that it is not counted.
    let base = word(&lines);
    let after = word(&[&lines[..2], &[("Winter is long.", false)], &lines[2..]].concat());
    let texts = Versions::new(&base, &after).map(|bytes| travaux::resolution(bytes).unwrap());
    let redlined = check("winter", &travaux::compare(texts), &base);
    assert!(
        part(&redlined.file, "word/document.xml").contains("<w:keepNext/><w:numPr><w:numId w:val=\"0\"/></w:numPr>")
    );
}

#[test]
fn text_boxes_equations_and_ruby_are_tracked_too() {
    let anchor = |text: &str| {
        let inner = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        format!(
            "<w:r><w:pict><v:shape xmlns:v=\"urn:v\"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    };
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let word = |lamps: &str, label: &str, unit: &str| {
        let math = "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";
        let paragraphs = [
            run("The General Assembly,"),
            run("1. Decides to light ") + &run(lamps) + &anchor(label) + &run(" lamps at dusk;"),
            anchor(label) + &run("2. Decides to keep ") + &run(lamps) + &run(" lamps at dawn;"),
            run("3. Sets the dues at ")
                + &format!("<m:oMath {math}><m:r><m:t>d={unit}t</m:t></m:r></m:oMath>")
                + &run(" florins;"),
            run("4. Names the law ")
                + "<w:r><w:ruby><w:rt><w:r><w:t>lex</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>law</w:t></w:r></w:rubyBase></w:ruby></w:r>"
                + &run(&format!(" of {lamps} lamps.")),
        ];
        let body: String = paragraphs.iter().map(|runs| format!("<w:p>{runs}</w:p>")).collect();
        let main = format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
        );
        packed(&[("word/document.xml", main)], "")
    };
    let base = word("oil", "Draft of the fourth of May.", "2");
    for after in [
        word("electric", "Draft of the fourth of May.", "2"),
        word("electric", "Draft of the ninth of May.", "3"),
        word("oil", "Draft of the ninth of May.", "2"),
    ] {
        let texts = Versions::new(&base, &after).map(|bytes| travaux::resolution(bytes).unwrap());
        check("box", &travaux::compare(texts), &base);
    }
}

#[test]
fn what_is_no_word_file_is_refused() {
    let (_, paths) = samples().remove(0);
    for bytes in [&b""[..], b"PK\x03\x04", b"no file"] {
        assert!(docx::apply_to_base(&compared(&paths), bytes, &docx::Options::default()).is_err());
    }
}
