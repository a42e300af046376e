//! What every construct of a format becomes: text, a note, an entry of the ledger, a warning; never nothing.

use travaux::model::{RemovalKind, Resolution, Side};

use crate::support::docx_builder::{DocxBuilder, body};

/// The paragraphs without the opener, the notes, and the ledger without marks of notes and spaces.
fn told(resolution: &Resolution) -> (Vec<String>, Vec<String>) {
    let label = |shown: &str| if shown.is_empty() { String::new() } else { format!("{shown} ") };
    let texts = resolution.paragraphs.iter().map(|paragraph| {
        let shown = paragraph.label.as_ref().map(|label| label.text.to_string()).unwrap_or_default();
        let marks: String = paragraph.footnote_refs.iter().map(|mark| format!(" [{}]", mark.marker)).collect();
        format!("{}{}{marks}", label(&shown), paragraph.text)
    });
    let closing = resolution.closing.iter().map(|line| format!("closing: {line}"));
    let notes = resolution.footnotes.iter().map(|note| format!("footnote {}: {}", note.mark, note.text));
    let ledger = resolution
        .ledger
        .iter()
        .filter(|entry| {
            !matches!(entry.kind, RemovalKind::FootnoteMark | RemovalKind::Footnote | RemovalKind::Invisible)
        })
        .map(|entry| format!("{}: {}", entry.kind.name(), entry.text));
    (texts.collect(), notes.chain(ledger).chain(closing).collect())
}

fn check(case: &str, resolution: &Resolution, texts: &[&str], beside: &[&str], warning: &str) {
    let got = told(resolution);
    assert_eq!(got.0, texts, "{case}");
    assert_eq!(got.1, beside, "{case}");
    let warnings: Vec<&str> = resolution.warnings.iter().map(|warning| warning.text.as_str()).collect();
    assert!(warnings.iter().any(|text| text.contains(warning)), "{case}: {warnings:?}");
}

/// Content of a paragraph, its text, what is beside it, and a warning.
type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a str);

const WORD: [Case<'_>; 33] = [
    (
        r#"<w:r><w:rPr><w:strike/></w:rPr><w:t>oil</w:t></w:r><w:r><w:t> lamps</w:t></w:r>"#,
        "lamps",
        &["struck-through text: oil"],
        "struck-through text",
    ),
    (
        r#"<w:r><w:rPr><w:dstrike/></w:rPr><w:t>o</w:t></w:r><w:r><w:rPr><w:b/><w:strike/></w:rPr><w:t>il</w:t></w:r><w:r><w:t> lamps</w:t></w:r>"#,
        "lamps",
        &["struck-through text: oil"],
        "“oil”",
    ),
    (
        r#"<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>-6</w:t></w:r>"#,
        "10⁻⁶",
        &[],
        "",
    ),
    (
        r#"<w:r><w:t>CO</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>"#,
        "CO₂",
        &[],
        "",
    ),
    (
        r#"<w:r><w:t>the 21</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t></w:r>"#,
        "the 21st",
        &[],
        "",
    ),
    (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "1/2",
        &[],
        "",
    ),
    (
        "<m:oMath><m:r><m:t>d=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "d=(a+b)/2",
        &[],
        "",
    ),
    (
        "<m:oMath><m:sSup><m:e><m:r><m:t>t</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:sSub><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>i</m:t></m:r></m:sub></m:sSub></m:oMath>",
        "t²x_i",
        &[],
        "",
    ),
    ("<m:oMath><m:rad><m:radPr/><m:deg/><m:e><m:r><m:t>a+b</m:t></m:r></m:e></m:rad></m:oMath>", "√(a+b)", &[], ""),
    (
        r#"<m:oMath><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup><m:r><m:t>n</m:t></m:r></m:sup><m:e><m:r><m:t>i</m:t></m:r></m:e></m:nary></m:oMath>"#,
        "∑_(i=1)^n i",
        &[],
        "",
    ),
    (
        r#"<m:oMath><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d></m:oMath>"#,
        "[a]",
        &[],
        "",
    ),
    (
        r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>here</w:t></w:r><w:r><w:t>now</w:t></w:r>"#,
        "now",
        &["hidden text: not here"],
        "hidden text",
    ),
    (
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "漢",
        &["ruby annotation: kan"],
        "",
    ),
    (
        r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="yes"/><w:listEntry w:val="no"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        "no",
        &[],
        "",
    ),
    (
        r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> agreed</w:t></w:r>"#,
        "☒ agreed",
        &[],
        "",
    ),
    (r#"<w:fldSimple w:instr="REF x"><w:r><w:t>seven</w:t></w:r></w:fldSimple>"#, "seven", &[], ""),
    (
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>inner</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>seven</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        "seven",
        &["field code: inner"],
        "",
    ),
    (r#"<w:r><w:t>so</w:t><w:sym w:font="Wingdings" w:char="F04A"/></w:r>"#, "so⟨Wingdings F04A⟩", &[], "symbol font"),
    (r#"<w:r><w:t>one</w:t><w:br w:type="page"/><w:t>two</w:t></w:r>"#, "one two", &[], ""),
    (
        r#"<w:r><w:drawing><wp:docPr w:id="1" name="Picture 3" descr="Map of X"/><pic:pic/></w:drawing></w:r><w:r><w:t>map</w:t></w:r>"#,
        "map",
        &["picture or object: picture: Map of X"],
        "pictures",
    ),
    (
        r#"<w:r><w:drawing><wp:docPr name="Chart 1"/><c:chart/></w:drawing><w:t>x</w:t></w:r>"#,
        "x",
        &["picture or object: chart: Chart 1"],
        "Chart 1",
    ),
    (r#"<w:r><w:drawing><wp:docPr name="Line 1"/></w:drawing><w:t>x</w:t></w:r>"#, "x", &[], ""),
    (
        r#"<w:r><w:drawing><wp:docPr name="Box 1"/><w:x><w:t>oil</w:t><w:t> first </w:t></w:x></w:drawing><w:t>x</w:t></w:r>"#,
        "x",
        &["picture or object: drawing: Box 1 with the words: oil first"],
        "oil first",
    ),
    (
        r#"<w:r><w:t>pay </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>EQ \f(1;</w:instrText><w:instrText>2)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>"#,
        "pay",
        &[r"field code: EQ \f(1;2)"],
        "",
    ),
    (
        r#"<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>two</w:t><w:fldChar w:fldCharType="end"/></w:r>"#,
        "two",
        &[],
        "",
    ),
    (
        r#"<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object><w:t>x</w:t></w:r>"#,
        "x",
        &["picture or object: embedded object: Excel.Sheet.12"],
        "Excel",
    ),
    (
        r#"<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r><w:r><w:t>Lamps</w:t></w:r>"#,
        "Lamps [*]",
        &["footnote *: See 10⁶.", "note without a reference: Nobody's."],
        "",
    ),
    (
        r#"<w:r><w:t>in 2012</w:t><w:footnoteReference w:id="3"/></w:r><w:r><w:t>and 2013</w:t></w:r>"#,
        "in 2012 and 2013 [1]",
        &["footnote 1: See 10⁶.", "note without a reference: Nobody's."],
        "",
    ),
    (
        r#"<w:r><w:t>a</w:t><w:footnoteReference w:id="3"/><w:t>, b</w:t><w:footnoteReference w:id="3"/></w:r>"#,
        "a, b [1] [1]",
        &["footnote 1: See 10⁶.", "note without a reference: Nobody's."],
        "",
    ),
    (
        r#"<w:smartTag><w:r><w:t>a </w:t></w:r></w:smartTag><w:customXml><w:r><w:t>b</w:t></w:r></w:customXml>"#,
        "a b",
        &[],
        "",
    ),
    (r#"<w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>"#, "chosen", &[], ""),
    (
        r#"<w:bdo w:val="ltr"><w:r><w:t>a</w:t></w:r></w:bdo><w:r><w:newWrapper><w:t>b</w:t></w:newWrapper></w:r>"#,
        "ab",
        &[],
        "",
    ),
    (r#"<w:r><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>"#, "a b", &[], ""),
];

#[test]
fn constructs_of_word() {
    let note = |id: u32, inner: &str| format!(r#"<w:footnote w:id="{id}"><w:p>{inner}</w:p></w:footnote>"#);
    let raised = r#"<w:r><w:t>See 10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t>.</w:t></w:r>"#;
    let footnotes = note(3, raised) + &note(8, "<w:r><w:t>Nobody's.</w:t></w:r>");
    for (xml, text, beside, warning) in WORD {
        let document =
            format!("<w:p><w:r><w:t>The General Assembly,</w:t></w:r></w:p><w:p><w:r><w:t>1. </w:t></w:r>{xml}</w:p>");
        let footnotes = if xml.contains("footnoteReference") { footnotes.as_str() } else { "" };
        let word = DocxBuilder { body: &document, footnotes, ..DocxBuilder::default() };
        let resolution = travaux::resolution(&word.bytes()).unwrap();
        let texts = [format!("1 {text}")];
        let warned = resolution.warnings.iter().any(|found| !warning.is_empty() && found.text.contains(warning));
        assert_eq!(told(&resolution), (texts.to_vec(), beside.iter().map(ToString::to_string).collect()), "{xml}");
        assert!(warned || warning.is_empty(), "{xml}: {:?}", resolution.warnings);
    }
}

#[test]
fn blocks_of_word() {
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    let t = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let contents = |number: u32, title: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Toc"/></w:pPr><w:r><w:t>{title}</w:t><w:tab/><w:t>{number}</w:t></w:r></w:p>"#
        )
    };
    let styles = r#"<w:style w:type="paragraph" w:styleId="Toc"><w:name w:val="toc 1"/></w:style>"#;
    let opener = p(&t("The General Assembly,"));
    let field = |step: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{step}"/></w:r>"#);
    let line = |text: &str, page: u32| format!("<w:r><w:t>{text}</w:t><w:tab/><w:t>{page}</w:t></w:r>");
    for (case, xml, texts, beside, warning) in [
        (
            "a table of contents",
            contents(1, "Scope") + &contents(2, "Lamps") + &p(&t("1. Notes it.")),
            &["1 Notes it."][..],
            &["table of contents: Scope 1", "table of contents: Lamps 2"][..],
            "",
        ),
        (
            "a table of contents in a control",
            format!(
                r#"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}"#,
                p(&t("Contents")),
                p(&t("1. Notes it."))
            ),
            &["1 Notes it."],
            &["table of contents: Contents"],
            "",
        ),
        (
            "a table of contents that is a field",
            p(&(field("begin")
                + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
                + &field("separate")
                + &line("1. Scope", 1)))
                + &p(&(line("2. Lamps", 2) + &field("end")))
                + &p(&line("1. Notes it.", 3)),
            &["1 Notes it. 3"],
            &["table of contents: 1. Scope 1", "table of contents: 2. Lamps 2"],
            "",
        ),
        ("a paragraph in the style of one", contents(1, "Scope").replace("<w:tab/>", ""), &["Scope1"], &[], ""),
        ("an unknown wrapper", format!("<w:later>{}</w:later>", p(&t("1. Notes it."))), &["1 Notes it."], &[], ""),
        (
            "an equation outside of any paragraph",
            p(&t("1. Notes it:")) + "<m:oMathPara><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>",
            &["1 Notes it:", "a=b"],
            &[],
            "",
        ),
        (
            "a piece in another format",
            p(&t("1. Notes it.")) + "<w:altChunk/>",
            &["1 Notes it."],
            &["picture or object: piece in another format"],
            "another format",
        ),
        (
            "a subdocument",
            p(&t("1. Notes it.")) + "<w:subDoc/>",
            &["1 Notes it."],
            &["picture or object: subdocument"],
            "subdocument",
        ),
    ] {
        let document = opener.clone() + &xml;
        let word = DocxBuilder { body: &document, styles, ..DocxBuilder::default() };
        check_with(case, &word.bytes(), texts, beside, warning);
    }
}

fn check_with(case: &str, bytes: &[u8], texts: &[&str], beside: &[&str], warning: &str) {
    let mut resolution = travaux::resolution(bytes).unwrap();
    if warning.is_empty() {
        resolution.warnings.push(travaux::model::Warning::new(""));
    }
    check(case, &resolution, texts, beside, warning);
}

#[test]
fn tracked_changes_that_are_no_words() {
    let run = |properties: &str| {
        format!("<w:p><w:r><w:t>a </w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>b</w:t></w:r></w:p>")
    };
    let level = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let numbered = |more: &str, change: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{more}</w:numPr>{change}</w:pPr><w:r><w:t>b</w:t></w:r></w:p>"#
        )
    };
    let math =
        |inner: &str| format!("<w:p><m:oMath><m:r><m:t>d=</m:t></m:r>{inner}<m:r><m:t>t</m:t></m:r></m:oMath></w:p>");
    for (case, xml, before, after) in [
        (
            "words in an equation's run",
            math("<m:r><w:ins><w:rPr/><m:t>3</m:t></w:ins></m:r><m:r><w:del><w:rPr/><m:t>2</m:t></w:del></m:r>"),
            "d=2t",
            "d=3t",
        ),
        (
            "runs of an equation",
            math("<w:ins><m:r><m:t>3</m:t></m:r></w:ins><w:del><m:r><m:t>2</m:t></m:r></w:del>"),
            "d=2t",
            "d=3t",
        ),
        (
            "the bar of a fraction",
            math(
                "<m:f><m:fPr><m:ctrlPr><w:ins/></m:ctrlPr></m:fPr><m:num><w:ins><m:r><m:t>1</m:t></m:r></w:ins></m:num><m:den><w:ins><m:r><m:t>2</m:t></m:r></w:ins></m:den></m:f>",
            ),
            "d=t",
            "d=(1/2)t",
        ),
        ("struck by a tracked format", run("<w:strike/><w:rPrChange><w:rPr/></w:rPrChange>"), "a b", "a"),
        ("hidden by a tracked format", run("<w:vanish/><w:rPrChange><w:rPr/></w:rPrChange>"), "a b", "a"),
        ("a number that was added", numbered("<w:ins/>", ""), "b", "1. b"),
        ("a number that was another", numbered(r#"<w:numberingChange w:original="%1:3:2:)"/>"#, ""), "iii) b", "1. b"),
        ("a list that was none", numbered("", "<w:pPrChange><w:pPr/></w:pPrChange>"), "b", "1. b"),
    ] {
        let word = DocxBuilder { body: &xml, numbering: level, ..DocxBuilder::default() };
        let versions = travaux::read::tracked(&word.bytes()).unwrap();
        let versions = versions.unwrap_or_else(|| panic!("{case}: no tracked changes"));
        let text = |side: Side| versions.get(side).blocks[0].text.as_str().trim().to_owned();
        assert_eq!((text(Side::Before).as_str(), text(Side::After).as_str()), (before, after), "{case}");
    }
    let plain = body(&run("<w:b/><w:rPrChange><w:rPr/></w:rPrChange>"));
    assert!(travaux::read::tracked(&plain).unwrap().is_none(), "bold alone is no change of words");
}

#[test]
fn constructs_of_html() {
    for (html, texts, beside, warning) in [
        ("<p>1. Notes 10<sup>6</sup> and H<sub>2</sub>O;", &["1 Notes 10⁶ and H₂O;"][..], &[][..], ""),
        ("<p>1. Notes 2<sup>1</sup>/<sub>2</sub> tons;", &["1 Notes 2 1/2 tons;"], &[], ""),
        ("<p>1. Pay <s>not</s> it;", &["1 Pay it;"], &["struck-through text: not"], "struck-through"),
        (
            "<p>1. Pay <span style='text-decoration: line-through'>not</span> it;",
            &["1 Pay it;"],
            &["struck-through text: not"],
            "“not”",
        ),
        ("<p>1. Notes <math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>;", &["1 Notes a/2;"], &[], ""),
        ("<p>1. Notes <ruby>漢<rt>kan</rt></ruby>;", &["1 Notes 漢;"], &["ruby annotation: kan"], ""),
        ("<p>1. Notes the <q>plan</q>;", &["1 Notes the “plan”;"], &[], ""),
        ("<p>1. Notes it;<p hidden>2. Decides;", &["1 Notes it;"], &["hidden text: 2. Decides;"], "hidden text"),
        ("<p>1. Notes <img alt='Map of X'>it;", &["1 Notes it;"], &["picture or object: picture: Map of X"], "Map"),
        (
            "<p>1. Decides to <select><option>keep<option selected>close</select> it;",
            &["1 Decides to close it;"],
            &["form control: keep"],
            "",
        ),
        ("<p>1. Decides on <input value='12 May'> to meet;", &["1 Decides on 12 May to meet;"], &[], ""),
        (
            "<p>1. Notes it;</p><select><option>English<option>French</select>",
            &["1 Notes it;"],
            &["form control: English", "form control: French"],
            "",
        ),
        (
            "<aside><p>1. Requests the Secretary-General to report.</p></aside>",
            &["1 Requests the Secretary-General to report."],
            &[],
            "",
        ),
        (
            "<p>1. Notes it;</p><footer><p>2. Decides to remain seized of the matter.</p><p>© 2040 · Contact</p></footer>",
            &["1 Notes it;", "2 Decides to remain seized of the matter."],
            &["navigation: © 2040 · Contact"],
            "",
        ),
        (
            "<p>1. Notes it.</p><footer><p>44th plenary meeting</p><p>15 December 2040</p><p>Updated: May</p></footer>",
            &["1 Notes it."],
            &["navigation: Updated: May", "closing: 44th plenary meeting", "closing: 15 December 2040"],
            "",
        ),
        (
            "<p>1. Notes it;</p><footer><p>15 December 2040</p></footer>",
            &["1 Notes it;"],
            &["navigation: 15 December 2040"],
            "",
        ),
        (
            "<nav><a href=x>Home</a></nav><p>1. Notes it;</p><aside>See also</aside>",
            &["1 Notes it;"],
            &["navigation: Home", "navigation: See also"],
            "",
        ),
        (
            "<p>1. Notes <svg><text>inside</text></svg>it;",
            &["1 Notes it;"],
            &["picture or object: drawing: inside"],
            "pictures",
        ),
        ("<p>1. Notes it;<template><p>never</p></template>", &["1 Notes it;"], &["hidden text: never"], ""),
        ("<details><summary>1. Notes:</summary><dl><dt>a<dd>b</dl></details>", &["1 Notes:", "a", "b"], &[], ""),
        ("<ol start=4 reversed><li>Notes;<li value=9>Decides.</ol>", &["4 Notes;", "9 Decides."], &[], ""),
    ] {
        let page = format!("<html><title>Site</title><p>The General Assembly,</p>{html}</html>");
        let beside: Vec<&str> = std::iter::once("metadata: Site").chain(beside.iter().copied()).collect();
        let mut resolution = travaux::resolution(page.as_bytes()).unwrap();
        // what stands before the text is told first
        resolution.ledger.sort_by_key(|entry| entry.kind != RemovalKind::Metadata);
        if warning.is_empty() {
            resolution.warnings.push(travaux::model::Warning::new(""));
        }
        check(html, &resolution, texts, &beside, warning);
    }
}

#[test]
fn constructs_of_akoma_ntoso() {
    let act = |meta: &str, inner: &str| {
        format!(
            "<akomaNtoso><act>{meta}<preface><toc><tocItem>Article <span>1</span></tocItem></toc></preface><preamble><p>The General Assembly,</p></preamble><body>{inner}</body></act></akomaNtoso>"
        )
    };
    for (meta, xml, texts, beside, warning) in [
        (
            "",
            "<p>a <quotedStructure><toc><tocItem><span>§ 58</span> <span>Seals</span></tocItem></toc></quotedStructure></p>",
            &["a", "58 Seals"][..],
            &[][..],
            "",
        ),
        (
            "",
            "<p>in 2012<authorialNote marker='1'><p>See.</p></authorialNote>and 2013</p>",
            &["in 2012 and 2013 [1]"],
            &["footnote 1: See."],
            "",
        ),
        (
            "<meta><x>Gazette</x><notes><note eId='n'><p>Old.</p></note></notes></meta>",
            "<p>a</p>",
            &["a"],
            &["metadata: Gazette", "note without a reference: Old."],
            "",
        ),
        (
            "<meta><notes><note eId='n'><p>See.</p></note></notes></meta>",
            "<p>a<noteRef href='#n'/>, b<noteRef href='#n'/></p>",
            &["a, b [1] [1]"],
            &["footnote 1: See."],
            "",
        ),
        ("", "<p>a<noteRef href='#none'/></p>", &["a"], &[], "not in the file"),
        ("", "<p>a <img alt='Map'/>b</p>", &["a b"], &["picture or object: picture: Map"], "Map"),
        ("", "<p>10<sup>6</sup> x<sub>i</sub></p>", &["10⁶ x_i"], &[], ""),
        ("", "<p>a <foreign><math><msup><mi>x</mi><mn>2</mn></msup></math></foreign></p>", &["a x²"], &[], ""),
        ("", "<p>a <quotedText startQuote='“' endQuote='”'>b</quotedText> c</p>", &["a “b” c"], &[], ""),
        ("", "<p>a <quotedText startQuote='“' endQuote='”'>“b”</quotedText> c</p>", &["a “b” c"], &[], ""),
        ("", "<p>a</p><quotedStructure startQuote='“'><p>b</p></quotedStructure>", &["a", "b"], &["mark-up: “"], ""),
        ("", "<p>a</p><componentRef src='x' showAs='Plan'/>", &["a"], &["mark-up: Plan"], ""),
        ("", "<p>a <strike>b</strike> c</p>", &["a c"], &["struck-through text: b"], "struck-through"),
        (
            "",
            "<article><num>1</num><heading>One</heading><heading>Two</heading><content><p>a</p></content></article>",
            &["1 One", "Two", "a"],
            &[],
            "",
        ),
        (
            "",
            "<section><num>1</num><heading>Duty</heading><subsection><num>(1)</num><content><p>A keeper must—</p></content></subsection><subsection><num>(2)</num><content><p>In this Act</p><p>lamp means a light</p><p>wick means a thread</p></content></subsection></section>",
            &["1 Duty", "(1) A keeper must—", "(2) In this Act", "lamp means a light", "wick means a thread"],
            &[],
            "",
        ),
        (
            "",
            "<paragraph><num>2</num><subparagraph><num>(1)</num><content><p>Oil burns.</p></content></subparagraph><subparagraph><num>(2)</num></subparagraph></paragraph>",
            &["2(1) Oil burns."],
            &["mark-up: number without text: (2)"],
            "",
        ),
        (
            "",
            "<p><mod>Insert—<quotedStructure><p>Oil burns</p></quotedStructure><inline name='AppendText'>.</inline></mod></p><p>c</p>",
            &["Insert—", "Oil burns.", "c"],
            &[],
            "",
        ),
        (
            "",
            "<block><docProponent>Ada Lund</docProponent><docProponent>Jo Berg</docProponent></block>",
            &["Ada Lund Jo Berg"],
            &[],
            "",
        ),
    ] {
        let beside: Vec<&str> = beside.to_vec();
        let mut resolution = travaux::resolution(act(meta, xml).as_bytes()).unwrap();
        resolution.ledger.retain(|entry| entry.kind != RemovalKind::TableOfContents || entry.text != "Article 1");
        if warning.is_empty() {
            resolution.warnings.push(travaux::model::Warning::new(""));
        }
        check(xml, &resolution, texts, &beside, warning);
    }
}

#[test]
fn constructs_of_markdown() {
    for (text, texts, beside, warning) in [
        (
            "1. Decides to light ~~oil~~ <u>electric</u> lamps;\n",
            &["1 Decides to light electric lamps;"][..],
            &["struck-through text: oil"][..],
            "struck-through",
        ),
        ("1. Notes 10<sup>6</sup> of CO<sub>2</sub>;\n", &["1 Notes 10⁶ of CO₂;"], &[], ""),
        ("1. *Notes* 2*3*4 ships;\n", &["1 Notes 2*3*4 ships;"], &[], ""),
        ("1. Notes [it](a \"b\");\n", &["1 Notes it;"], &["mark-up: link to a “b”"], ""),
        (
            "1. Notes ![Map](m.png)[it](#);\n",
            &["1 Notes it;"],
            &["picture or object: picture: Map (m.png)", "mark-up: link to #"],
            "Map",
        ),
        ("1. *Notes* it;\n\n[x]: /u \"Unused words\"\n", &["1 Notes it;"], &["mark-up: [x]: /u \"Unused words\""], ""),
        ("1. *Notes* it;\n\n<!-- a\ncomment -->\n", &["1 Notes it;"], &["comment: a comment"], ""),
        (
            "1. Notes in 2012[^a]and;\n\n[^a]: See ~~so~~ 10<sup>6</sup>.\n",
            &["1 Notes in 2012 and; [a]"],
            &["footnote a: See 10⁶.", "struck-through text: so"],
            "struck-through",
        ),
        ("1. *Notes* it;\n\n***\n\n2. *Ends*.\n", &["1 Notes it;", "2 Ends."], &["mark-up: ***"], ""),
        (
            "1. *Notes* it {#it .big};\n\n2. *Ends*. {#end}\n",
            &["1 Notes it {#it .big};", "2 Ends."],
            &["mark-up: {#end}"],
            "",
        ),
        (
            "- [Oil](#oil)\n  - [Wax](#wax)\n\n1. *Notes*:\n\n- [Oil](#oil)\n",
            &["1 Notes:", "- Oil"],
            &[
                "mark-up: link to #oil",
                "table of contents: - Oil",
                "mark-up: link to #wax",
                "table of contents: - Wax",
                "mark-up: link to #oil",
            ],
            "",
        ),
        ("1. *Notes* it;\n\n```lang\ncode\n```\n", &["1 Notes it;", "code"], &["mark-up: ```lang"], ""),
        ("*Notes*\n\n| a | b |\n|---|---|\n| c | d | e |\n", &["Notes", "a | b\nc | d"], &["mark-up: | e |"], ""),
    ] {
        let mut resolution = travaux::resolution(format!("The General Assembly,\n\n{text}").as_bytes()).unwrap();
        if warning.is_empty() {
            resolution.warnings.push(travaux::model::Warning::new(""));
        }
        check(text, &resolution, texts, beside, warning);
    }
    let front = "---\ntitle: Lamps\nlang: en\n---\n\nThe General Assembly,\n\n1. *Notes* it;\n";
    let resolution = travaux::resolution(front.as_bytes()).unwrap();
    assert_eq!(told(&resolution), (vec!["1 Notes it;".to_owned()], vec!["metadata: lang: en".to_owned()]));
    assert_eq!(resolution.paragraphs[0].location.line, 8);
    let tags = "The General Assembly,\n\n1. <del>Notes</del><ins>Welcomes</ins> it;\n";
    let versions = travaux::Reader::new().read_tracked(tags.as_bytes()).unwrap().unwrap();
    assert_eq!(
        (versions.before.paragraphs[0].text.as_str(), versions.after.paragraphs[0].text.as_str()),
        ("Notes it;", "Welcomes it;")
    );
}
