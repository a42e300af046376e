//! What is special to Word files.

use travaux::model::{BlockKind, Document, RemovalKind, Side};

use crate::support::docx_builder::{DocxBuilder, body};

fn texts(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|block| block.text.as_str().to_owned()).collect()
}

fn read(word: &DocxBuilder<'_>) -> Document {
    travaux::read::document(&word.bytes()).unwrap()
}

/// A paragraph of list `list` at a level.
fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
    )
}

#[test]
fn a_style_is_at_the_level_that_names_it() {
    let link = |style: &str| format!(r#"<w:pStyle w:val="{style}"/>"#);
    let levels = [
        level(0, "decimal", "%1.", &link("Clause")),
        level(1, "lowerLetter", "(%2)", &link("Item")),
        level(2, "lowerRoman", "(%3)", &link("Point")),
    ]
    .concat();
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    );
    let style = |id: &str, base: &str, list: &str| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:basedOn w:val="{base}"/><w:pPr><w:numPr>{list}</w:numPr></w:pPr></w:style>"#
        )
    };
    // Word writes the list once, and only the level into what is based on it.
    let styles = [
        style("Clause", "Normal", r#"<w:numId w:val="1"/>"#),
        style("Item", "Clause", r#"<w:ilvl w:val="1"/>"#),
        style("Point", "Item", r#"<w:ilvl w:val="2"/>"#),
        style("Quiet", "Point", ""),
    ]
    .concat();
    let line = |style: &str, own: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>"#)
    };
    let own = r#"<w:numPr><w:ilvl w:val="1"/></w:numPr>"#;
    let body = [
        line("Clause", ""),
        line("Item", ""),
        line("Point", ""),
        line("Quiet", ""),
        line("Item", ""),
        line("Clause", own),
        line("Clause", ""),
    ]
    .concat();
    let document = read(&DocxBuilder { body: &body, numbering: &numbering, styles: &styles, ..DocxBuilder::default() });
    assert_eq!(
        texts(&document),
        ["1. Clause", "(a) Item", "(i) Point", "(ii) Quiet", "(b) Item", "(c) Clause", "2. Clause"]
    );
}

#[test]
fn numbers_are_those_that_word_shows() {
    let levels = [
        level(0, "decimal", "%1.", ""),
        level(1, "lowerLetter", "(%2)", ""),
        level(2, "decimal", "%1.%3", r#"<w:isLgl/>"#),
        level(3, "bullet", "\u{f0b7}", ""),
    ]
    .concat();
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>
        <w:abstractNum w:abstractNumId="1">{}</w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Roman"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>"#,
        level(0, "upperRoman", "%1", r#"<w:pStyle w:val="Part"/>"#)
            + &level(1, "lowerLetter", "%2)", r#"<w:lvlRestart w:val="0"/>"#)
    );
    let styles = r#"<w:style w:type="numbering" w:styleId="Roman"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Part"><w:basedOn w:val="Base"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#;
    let part =
        |text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="Part"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#);
    let none = r#"<w:p><w:pPr><w:pStyle w:val="Part"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>bare</w:t></w:r></w:p>"#;
    let body = [
        part("Aims"),
        item(1, 0, "one"),
        item(1, 1, "a"),
        item(1, 1, "b"),
        item(1, 0, "two"),
        item(1, 1, "a again"),
        item(1, 2, "legal"),
        item(1, 3, "dot"),
        item(2, 0, "nine"),
        item(1, 0, "ten"),
        part("Means"),
        item(4, 1, "linked"),
        part("Ends"),
        item(3, 1, "never anew"),
        none.to_owned(),
        item(77, 0, "no such list"),
    ]
    .concat();
    let document = read(&DocxBuilder { body: &body, numbering: &numbering, styles, ..DocxBuilder::default() });
    assert_eq!(
        texts(&document),
        [
            "I Aims",
            "1. one",
            "(a) a",
            "(b) b",
            "2. two",
            "(a) a again",
            "2.1 legal",
            "• dot",
            "9. nine",
            "10. ten",
            "II Means",
            "a) linked",
            "III Ends",
            "b) never anew",
            "bare",
            "no such list"
        ]
    );
    assert_eq!(document.blocks[0].kind, BlockKind::Heading);
    assert_eq!(document.blocks[1].kind, BlockKind::Item);
    assert!(document.blocks[2].indent > document.blocks[1].indent);
}

#[test]
fn characters_of_every_kind() {
    for (xml, expected) in [
        (r#"<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>"#, "a\u{2011}b\u{ad}c"),
        (r#"<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/></w:r>"#, "a   b\nc"),
        (r#"<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Arial" w:char="00BD"/></w:r>"#, "α½"),
        // a field in the instruction of a field
        (
            r#"<w:r><w:t>see </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF </w:instrText></w:r>
               <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
               <w:r><w:t>inner</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
               <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>page 4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            "see page 4",
        ),
        (
            r#"<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t> kept</w:t></w:r></w:sdtContent></w:sdt>"#,
            "link kept",
        ),
        (r#"<w:newWrapper><w:r><w:t>from the future</w:t></w:r></w:newWrapper>"#, "from the future"),
        (r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>"#, "seen"),
    ] {
        let document = travaux::read::document(&body(&format!("<w:p>{xml}</w:p>"))).unwrap();
        assert_eq!(texts(&document), [expected], "{xml}");
    }
}

#[test]
fn drafting_marks_are_kept() {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let runs = [
        run("<w:strike/>", "old"),
        run(r#"<w:rStyle w:val="Strong"/>"#, "new"),
        run(r#"<w:rStyle w:val="Strong"/><w:b w:val="0"/>"#, "plain"),
        run(r#"<w:u w:val="single"/>"#, "under"),
        run(r#"<w:i/>"#, "slanted"),
    ];
    let styles = r#"<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>"#;
    let body = format!("<w:p>{}</w:p>", runs.concat());
    let document = read(&DocxBuilder { body: &body, styles, ..DocxBuilder::default() });
    let text = &document.blocks[0].text;
    assert!(!text.as_str().contains("old"));
    let at = |word: &str| text.style_at(text.as_str().find(word).unwrap());
    assert!(at("new").bold && at("under").underline && at("slanted").italic);
    assert_eq!(at("plain"), travaux::model::Style::default());
}

#[test]
fn text_boxes_tables_headers_and_comments() {
    let boxed = |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        r#"<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>
        <mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>anchor</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Share</w:t></w:r></w:p></w:tc></w:tr>
        <w:tr><w:tc><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>side</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>only a frame</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#,
        boxed("boxed")
    );
    let header = "<w:p><w:r><w:t>A/C.2/93/L.14</w:t></w:r></w:p>";
    let comments = r#"<w:comment w:id="0" w:author="Namibia"><w:p><w:r><w:t>Why so?</w:t></w:r></w:p></w:comment>"#;
    let word = DocxBuilder { body: &body, header, comments, ..DocxBuilder::default() };
    let document = read(&word);
    assert_eq!(texts(&document), ["anchor", "boxed", "Year | Share\n | in | side", "only a frame"]);
    let ledger: Vec<_> = document.ledger.iter().map(|entry| (entry.kind, entry.text.as_str())).collect();
    assert_eq!(ledger, [(RemovalKind::RunningHead, "A/C.2/93/L.14"), (RemovalKind::Comment, "Namibia: Why so?")]);
    // the head of a first page that has one of its own is its masthead
    let first = format!(r#"{body}<w:sectPr><w:headerReference w:type="first" r:id="header"/><w:titlePg/></w:sectPr>"#);
    assert_eq!(texts(&read(&DocxBuilder { body: &first, ..word }))[0], "A/C.2/93/L.14");
}

#[test]
fn notes_count_in_the_order_of_their_marks() {
    let note = |kind: &str, id: u32, text: &str| {
        format!(
            r#"<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{kind}>"#
        )
    };
    let footnotes = note("footnote", 5, "Five.")
        + &note("footnote", 3, "Three.")
        + &note("footnote", 9, "* Star.")
        + &note("footnote", 8, "Nobody's.");
    let endnotes = note("endnote", 1, "At the end.");
    let body = r#"<w:p><w:r><w:t>Title</w:t><w:footnoteReference w:customMarkFollows="1" w:id="9"/><w:t>*</w:t></w:r></w:p>
        <w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>
        <w:p><w:r><w:t>1. Notes 5 km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t> of land,</w:t><w:footnoteReference w:id="3"/><w:t> sea</w:t><w:footnoteReference w:id="5"/><w:t> and air;</w:t><w:endnoteReference w:id="1"/></w:r></w:p>"#;
    let bytes = DocxBuilder { body, footnotes: &footnotes, endnotes: &endnotes, ..DocxBuilder::default() }.bytes();
    let resolution = travaux::resolution(&bytes).unwrap();
    let notes: Vec<_> = resolution.footnotes.iter().map(|note| (note.mark.as_str(), note.text.as_str())).collect();
    assert_eq!(notes, [("*", "Star."), ("1", "Three."), ("2", "Five."), ("i", "At the end.")]);
    assert_eq!(resolution.paragraphs[0].text, "Notes 5 km² of land, sea and air;");
    assert_eq!(resolution.paragraphs[0].footnote_refs.len(), 3);
    // figures that the section says; where both are counted in the same, endnotes go on
    for (format, expected) in [("upperLetter", ["*", "1", "2", "A"]), ("decimal", ["*", "1", "2", "3"])] {
        let section = format!(r#"<w:sectPr><w:endnotePr><w:numFmt w:val="{format}"/></w:endnotePr></w:sectPr>"#);
        let body = body.to_owned() + &section;
        let word = DocxBuilder { body: &body, footnotes: &footnotes, endnotes: &endnotes, ..DocxBuilder::default() };
        let marks: Vec<String> = read(&word).footnotes.into_iter().map(|note| note.mark).collect();
        assert_eq!(marks, expected);
    }
    // two marks side by side are two
    let body = body.replace("<w:t> sea</w:t>", "");
    let bytes =
        DocxBuilder { body: &body, footnotes: &footnotes, endnotes: &endnotes, ..DocxBuilder::default() }.bytes();
    let resolution = travaux::resolution(&bytes).unwrap();
    assert_eq!(resolution.paragraphs[0].text, "Notes 5 km² of land, and air;");
    assert_eq!(resolution.paragraphs[0].footnote_refs.len(), 3);
}

/// What an editor writes when the changes of `negotiated` were tracked.
#[test]
fn tracked_changes_are_two_versions() {
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    let t = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let ins = |inner: &str| format!(r#"<w:ins w:id="1" w:author="A">{inner}</w:ins>"#);
    let del = |text: &str| {
        format!(r#"<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>"#)
    };
    let mark = |kind: &str| format!(r#"<w:pPr><w:rPr><w:{kind} w:id="3"/></w:rPr></w:pPr>"#);
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(&t(text)));
    for (case, xml, before, after) in [
        (
            "words",
            p(&(t("Notes ") + &del("with concern ") + &ins(&t("with interest ")) + &t("it"))),
            &["Notes with concern it"][..],
            &["Notes with interest it"][..],
        ),
        (
            "a new paragraph",
            p(&t("one")) + &p(&(mark("ins") + &ins(&t("two")))) + &p(&t("three")),
            &["one", "three"],
            &["one", "two", "three"],
        ),
        (
            "a deleted paragraph",
            p(&t("one")) + &p(&(mark("del") + &del("two"))) + &p(&t("three")),
            &["one", "two", "three"],
            &["one", "three"],
        ),
        ("a split", p(&(mark("ins") + &t("one, "))) + &p(&t("two")), &["one, two"], &["one, ", "two"]),
        ("a merger", p(&(mark("del") + &t("one, "))) + &p(&t("two")), &["one, ", "two"], &["one, two"]),
        (
            "a move",
            p(&(mark("moveFrom") + "<w:moveFrom w:id='4'><w:r><w:t>one</w:t></w:r></w:moveFrom>"))
                + &p(&t("two"))
                + &p(&(mark("moveTo") + "<w:moveTo w:id='5'><w:r><w:t>one</w:t></w:r></w:moveTo>"))
                + &p(&t("three")),
            &["one", "two", "three"],
            &["two", "one", "three"],
        ),
        ("deleted in what was inserted", p(&(t("a") + &ins(&(t("b") + &del("c"))))), &["a"], &["ab"]),
        ("the last paragraph", p(&t("one")) + &p(&(mark("ins") + &ins(&t("two")))), &["one"], &["one", "two"]),
        (
            "a row",
            format!(
                "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:trPr><w:ins w:id='6'/></w:trPr>{}{}</w:tr></w:tbl>",
                cell("a"),
                cell("b"),
                cell("c"),
                cell("d")
            ),
            &["a | b"],
            &["a | b\nc | d"],
        ),
    ] {
        let bytes = body(&xml);
        let versions = travaux::read::tracked(&bytes).unwrap().unwrap();
        assert_eq!(texts(&versions.before), before, "{case}");
        assert_eq!(texts(&versions.after), after, "{case}");
        assert_eq!(versions.after, travaux::read::document_as(&bytes, Side::After).unwrap());
        let accepted = travaux::read::document(&bytes).unwrap();
        assert!(accepted.warnings[0].text.contains("taken as accepted"), "{case}");
    }
    assert_eq!(travaux::read::tracked(&body(&p(&t("one")))).unwrap(), None);
}

#[test]
fn numbers_are_counted_on_each_side() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "decimal", "%1.", "")
    );
    let numbered = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
    let body = [
        r#"<w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p>"#.to_owned(),
        item(1, 0, "Notes the report;"),
        format!(r#"<w:p><w:pPr>{numbered}<w:rPr><w:ins w:id="1"/></w:rPr></w:pPr><w:ins w:id="2"><w:r><w:t>Welcomes the plan;</w:t></w:r></w:ins></w:p>"#),
        format!(r#"<w:p><w:pPr>{numbered}<w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:del w:id="4"><w:r><w:delText>Regrets the delay;</w:delText></w:r></w:del></w:p>"#),
        item(1, 0, "Decides to meet."),
    ]
    .concat();
    let bytes = DocxBuilder { body: &body, numbering: &numbering, ..DocxBuilder::default() }.bytes();
    let versions = travaux::Reader::new().read_tracked(&bytes).unwrap().unwrap();
    let told = |resolution: &travaux::model::Resolution| {
        resolution.paragraphs.iter().map(|paragraph| format!("{} {}", paragraph.id, paragraph.text)).collect::<Vec<_>>()
    };
    assert_eq!(told(&versions.before), ["OP1 Notes the report;", "OP2 Regrets the delay;", "OP3 Decides to meet."]);
    assert_eq!(told(&versions.after), ["OP1 Notes the report;", "OP2 Welcomes the plan;", "OP3 Decides to meet."]);
}

#[test]
fn long_parts_are_read_in_pieces_as_if_whole() {
    let text = "Requests the Secretary-General to report on the lighthouses of the coast, ".repeat(4);
    let paragraph = |at: usize| item(1, 0, &format!("{text}number {at};"));
    let wanted: Vec<String> = (1..=9000).map(|at| format!("{at}. {text}number {at};")).collect();
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level(0, "decimal", "%1.", "")
    );
    let paragraphs = |numbers: std::ops::Range<usize>| numbers.map(paragraph).collect::<String>();
    let control = |inner: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    for body in [
        paragraphs(1..9001),
        control(&paragraphs(1..9001)),
        paragraphs(1..100)
            + &control(&(control(&paragraphs(100..8000)) + &paragraphs(8000..8500)))
            + &paragraphs(8500..9001),
    ] {
        let document = read(&DocxBuilder { body: &body, numbering: &numbering, ..DocxBuilder::default() });
        assert!(texts(&document) == wanted, "{} blocks", document.blocks.len());
    }
    let text = text.trim_end();
    let row = |at: usize| {
        format!(
            "<w:tr><w:tc><w:p><w:r><w:t>{at}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        )
    };
    let table = format!("<w:tbl><w:tblPr/>{}</w:tbl>", (1..=6000).map(row).collect::<String>());
    let document =
        read(&DocxBuilder { body: &(item(1, 0, "before") + &table + &item(1, 0, "behind")), ..DocxBuilder::default() });
    let rows = (1..=6000).map(|at| format!("{at} | {text}")).collect::<Vec<_>>().join("\n");
    let got = texts(&document);
    assert!(got == ["before".to_owned(), rows, "behind".to_owned()], "{} blocks: {:.300}", got.len(), got[1]);
}

#[test]
fn remarks_of_the_xml_are_no_text() {
    let body = "<w:p><w:r><w:t>one<!-- a remark --> two<![CDATA[ & three]]></w:t></w:r></w:p>";
    assert_eq!(texts(&read(&DocxBuilder { body, ..DocxBuilder::default() })), ["one two & three"]);
}

#[test]
fn paragraphs_and_numbers_of_one_author_are_its_own() {
    let run = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let deleted = |text: &str| format!(r#"<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>"#);
    let by = |element: &str, author: &str, inner: &str| {
        format!(r#"<w:{element} w:id="1" w:author="{author}">{inner}</w:{element}>"#)
    };
    // A paragraph that is inserted or deleted with its mark.
    let whole = |element: &str, author: &str, run: &str| {
        format!("<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>", by(element, author, ""), by(element, author, run))
    };
    let paragraph = |inner: &str| format!("<w:p>{inner}</w:p>");
    let body = [
        paragraph(&run("The Board,")),
        paragraph(&run("1. Thanks the keepers;")),
        whole("ins", "EU", &run("2. Invites the pilots;")),
        whole("del", "US", &deleted("3. Pays the rowers;")),
        // what one inserts, another deletes
        paragraph(
            &[run("4. Decides to meet"), by("ins", "EU", &by("del", "US", &deleted(" in spring"))), run(".")].concat(),
        ),
    ];
    let bytes = DocxBuilder { body: &body.concat(), ..DocxBuilder::default() }.bytes();
    for (author, expected) in [
        ("EU", "Thanks the keepers;|Invites the pilots;|Pays the rowers;|Decides to meet in spring."),
        ("US", "Thanks the keepers;|Decides to meet."),
    ] {
        let text = travaux::Reader::new().read_proposed(&bytes, author).unwrap().expect("it has changes");
        let paragraphs: Vec<&str> = text.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(paragraphs.join("|"), expected, "{author}");
        assert_eq!(text.warnings.len(), 1, "{:?}", text.warnings);
    }
}

#[test]
fn comments_and_tracked_changes_keep_their_authors() {
    let run = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let by = |element: &str, author: &str, run: &str| {
        format!(r#"<w:{element} w:id="1" w:author="{author}">{run}</w:{element}>"#)
    };
    let deleted = r#"<w:r><w:delText xml:space="preserve">in winter</w:delText></w:r>"#;
    let mark = |end: &str, id: &str| format!(r#"<w:commentRange{end} w:id="{id}"/>"#);
    let first = [
        run("1. Requests "),
        mark("Start", "7"),
        run("the keepers"),
        mark("End", "7"),
        r#"<w:r><w:commentReference w:id="7"/></w:r>"#.to_owned(),
        by("ins", "EU", &run(" and pilots")),
        run(" to trim the lamps "),
        by("del", "US", deleted),
        by("ins", "G77", &run("at once")),
        run(";"),
    ];
    let paragraph = |inner: &str| format!("<w:p>{inner}</w:p>");
    let body =
        [paragraph(&run("The Board,")), paragraph(&first.concat()), paragraph(&run("2. Decides to meet."))].concat();
    let comments = format!(r#"<w:comment w:id="7" w:author="Japan">{}</w:comment>"#, paragraph(&run("Which ones?")));
    let bytes = DocxBuilder { body: &body, comments: &comments, ..DocxBuilder::default() }.bytes();
    let text = travaux::resolution(&bytes).unwrap();
    let words = |remark: &travaux::model::Remark| {
        let paragraph = &text[remark.paragraph];
        let shown =
            remark.span.map(|span| paragraph.text.chars().skip(span.start).take(span.end - span.start).collect());
        let shown: String = shown.unwrap_or_else(|| "-".to_owned());
        format!("{} {} {}: {} = {shown} {}", paragraph.id, remark.author, remark.kind.name(), remark.words, remark.text)
    };
    assert_eq!(
        text.negotiation.remarks.iter().map(words).collect::<Vec<_>>(),
        [
            "OP1 EU insertion: and pilots = and pilots ",
            "OP1 US deletion: in winter = - ",
            "OP1 G77 insertion: at once = at once ",
            "OP1 Japan comment: the keepers = the keepers Which ones?",
        ]
    );
    // The text as each of them proposes it.
    let accepted = [
        ("EU", Some("Requests the keepers and pilots to trim the lamps in winter;")),
        ("us", Some("Requests the keepers to trim the lamps ;")),
        ("G77", Some("Requests the keepers to trim the lamps in winterat once;")),
        ("Japan", Some("Requests the keepers to trim the lamps in winter;")),
        ("Norway", None),
    ];
    for (author, expected) in accepted {
        let proposed = travaux::Reader::new().read_proposed(&bytes, author).unwrap();
        assert_eq!(proposed.as_ref().map(|text| text.paragraphs[0].text.as_str()), expected, "{author}");
    }
    let shown = travaux::report::view::open_text(&text);
    assert_eq!(shown, ["Remarks: EU (1 insertion); G77 (1 insertion); Japan (1 comment); US (1 deletion)."]);
}
