//! What is special to web pages, Akoma Ntoso and CriticMarkup.

use travaux::model::{BlockKind, Document, RemovalKind};

fn read(text: &str) -> Document {
    travaux::read::document(text.as_bytes()).unwrap()
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.text.as_str()).collect()
}

#[test]
fn lists_count_as_a_browser_does() {
    for (html, expected) in [
        ("<ol start=7><li>x<li>y</ol>", &["7. x", "8. y"][..]),
        ("<ol><li value=4>x</li><li>y</li></ol>", &["4. x", "5. y"]),
        ("<ol type=a start=27><li>x</ol>", &["aa. x"]),
        ("<ol type=I reversed><li>x<li>y</ol>", &["II. x", "I. y"]),
        ("<ol style='list-style-type: lower-roman'><li>x</ol>", &["i. x"]),
        ("<ol style='list-style: none'><li>x</ol>", &["x"]),
        ("<ol><li>(a) typed<li><p>2. typed too</p></ol>", &["(a) typed", "2. typed too"]),
        ("<ul><li>x<ol><li>y</ol></ul>", &["• x", "1. y"]),
        ("<ol><li><p>one</p><p>and its second</p><li>two</ol>", &["1. one", "and its second", "2. two"]),
        ("<ol start=99999999999999999999><li>x</ol>", &["1. x"]),
    ] {
        assert_eq!(texts(&read(&format!("<html>{html}"))), expected, "{html}");
    }
}

#[test]
fn a_page_of_printed_lines_is_read_as_a_text_file_is() {
    let lines = "The Board,\n\n     1.   Decides to\nlight lamps:\n\nItem     2035    2036\nOil              5\nWicks    1       2\n";
    let typed = read(lines);
    let page = read(&format!("<html><head><title>A</title></head><body><pre>\n{lines}</pre></body></html>"));
    assert_eq!(texts(&page), texts(&typed));
    assert_eq!((page.block_unit, page.ledger.len()), (typed.block_unit, 1));
    for other in ["<p>More.</p>", "<img src=a.png>"] {
        let page = read(&format!("<html><body><pre>{lines}</pre>{other}</body></html>"));
        assert_ne!(page.block_unit, typed.block_unit, "{other}");
    }
    let raised = read("<html><pre>The Board,\n\n1. Pays 10<sup>6</sup>.</pre></html>");
    assert!(texts(&raised).iter().any(|text| text.ends_with("106.")), "{:?}", texts(&raised));
    assert_ne!(raised.block_unit, typed.block_unit);
}

#[test]
fn text_of_a_page() {
    for (html, expected) in [
        ("<p>a<br>b<p>c<br><br>d", &["a\nb", "c", "d"][..]),
        ("<p>caf&eacute; &ldquo;x&rdquo;&nbsp;&#8211; &amp;lt;", &["café “x”\u{a0}– &lt;"]),
        ("<p>a<ins> b</ins><del> c</del>", &["a b"]),
        ("<table><tr><th>Year<th>Share<tr><td>2035<td><p>3<p>4</table>", &["Year | Share\n2035 | 3\u{2029}4"]),
        ("<table><tr><td><p>1. Decides<p>2. Requests</table>", &["1. Decides", "2. Requests"]),
        ("<div style='display: none'>x</div><p hidden>y<p>z", &["z"]),
        ("<h2>II. Means</h2>text", &["II. Means", "text"]),
        (
            "<article><header><h1>Title</h1></header><p>long enough to be most of it</article><footer>f</footer>",
            &["Title", "long enough to be most of it"],
        ),
    ] {
        assert_eq!(texts(&read(&format!("<!doctype html>{html}"))), expected, "{html}");
    }
    let page = read("<html><nav>Home <a href=/>A</a></nav><p>The text</p><script>x()</script><footer>Imprint</footer>");
    let ledger: Vec<_> = page.ledger.iter().map(|entry| (entry.kind, entry.text.as_str())).collect();
    assert_eq!(ledger, [(RemovalKind::Navigation, "Home A"), (RemovalKind::Navigation, "Imprint")]);
    let koi8 = [b"<html><meta charset=koi8-r><p>".as_slice(), b"\xC4\xC1"].concat();
    assert_eq!(texts(&travaux::read::document(&koi8).unwrap()), ["да"]);
    let styled = read("<html><p><b>new</b><span style='text-decoration: underline'>under</span>");
    let text = &styled.blocks[0].text;
    assert!(text.style_at(0).bold && text.style_at(3).underline);
}

#[test]
fn footnotes_of_a_page() {
    // as pandoc, Word, LibreOffice and MediaWiki write them
    for html in [
        "<p>Recalling it,<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a> and</p><section class='footnotes' role='doc-endnotes'><hr><ol><li id='fn1'><p>See A/1.<a href='#fnref1' role='doc-backlink'>↩︎</a></p></li></ol></section>",
        "<p>Recalling it,<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a> and</p><div><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'><span>[1]</span></a> See A/1.</p></div></div>",
        "<p>Recalling it,<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a> and</p><div id='sdfootnote1'><p><a class='sdfootnotesym' name='sdfootnote1sym' href='#sdfootnote1anc'>1</a> See A/1.</p></div>",
        "<p>Recalling it,<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup> and</p><ol><li id='cite_note-1'><a href='#cite_ref-1'>^</a> <span>See A/1.</span></li></ol>",
        "<p>Recalling it,<sup>1</sup> and</p><p><sup>1</sup> See A/1.</p>",
    ] {
        let page = format!("<html><p>The General Assembly,</p>{html}");
        let resolution = travaux::resolution(page.as_bytes()).unwrap();
        let notes: Vec<_> = resolution.footnotes.iter().map(|note| (note.mark.as_str(), note.text.as_str())).collect();
        assert_eq!(notes, [("1", "See A/1.")], "{html}");
        let paragraphs: Vec<_> = resolution.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(paragraphs, ["Recalling it, and"], "{html}");
    }
    let endnote = "<html><p>The General Assembly,</p><p>Recalling it,<a class='sdendnoteanc' name='sdendnote1anc' href='#sdendnote1sym'><sup>i</sup></a> and</p><div id='sdendnote1'><p><a class='sdendnotesym' name='sdendnote1sym' href='#sdendnote1anc'>i</a> See A/1.</p></div>";
    let resolution = travaux::resolution(endnote.as_bytes()).unwrap();
    assert_eq!((resolution.footnotes[0].mark.as_str(), resolution.footnotes[0].text.as_str()), ("i", "See A/1."));
    assert_eq!(resolution.paragraphs[0].text, "Recalling it, and");
    let contents =
        "<html><p><a href='#s1'>1</a> <a href='#s2'>2</a></p><div id=s1>First part</div><div id=s2>Second part</div>";
    assert_eq!(texts(&read(contents)), ["1 2", "First part", "Second part"]);
}

#[test]
fn structure_of_akoma_ntoso() {
    let document = read(
        r#"<akomaNtoso><act name="x"><meta/><body>
        <chapter><num>Chapter II</num><heading>Means</heading>
          <article><num>Article 3</num><heading>Depositary</heading>
            <paragraph><num>1</num><content><p>The depositary keeps it.</p></content></paragraph>
            <paragraph><num>2</num><list><intro><p>It tells:</p></intro>
              <point><num>a</num><content><p>the <ins>new</ins><del>old</del> Parties;</p></content></point>
              <wrapUp><p>as soon as it can.</p></wrapUp></list></paragraph>
          </article>
          <section><num>B</num><content><p>Text of B.<remark type="editorial">Not of A.</remark></p></content></section>
        </chapter>
        <blockList><listIntroduction>These:</listIntroduction><item><num>•</num><p>one</p></item></blockList>
        <table><tr><th><p>Year</p></th><th><p>Share</p></th></tr><tr><td><p>2035</p></td><td><p>3</p></td></tr></table>
        </body></act></akomaNtoso>"#,
    );
    assert_eq!(
        texts(&document),
        [
            "Chapter II. Means",
            "Article 3. Depositary",
            "1. The depositary keeps it.",
            "2. It tells:",
            "(a) the new Parties;",
            "as soon as it can.",
            "B",
            "Text of B.",
            "These:",
            "• one",
            "Year | Share\n2035 | 3"
        ]
    );
    let remarks: Vec<&str> = document.ledger.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(remarks, ["Not of A."]);
    assert_eq!(document.blocks[0].kind, BlockKind::Heading);
    assert!(document.blocks[4].indent > document.blocks[3].indent);
}

#[test]
fn every_format_with_changes_is_two_versions() {
    for text in [
        "The General Assembly,\n\n1. {~~Notes~>Welcomes~~} the report;{>>why?<<}\n\n{++2. Decides to meet;\n\n++}3. Requests more.",
        "<html><p>The General Assembly,<p>1. <del>Notes</del><ins>Welcomes</ins> the report;</p><ins><p>2. Decides to meet;</p></ins><p>3. Requests more.",
        "<akomaNtoso><doc><preamble><p>The General Assembly,</p></preamble><mainBody><paragraph><num>1.</num><content><p><del>Notes</del><ins>Welcomes</ins> the report;</p></content></paragraph><ins><paragraph><num>2.</num><content><p>Decides to meet;</p></content></paragraph></ins><paragraph><num>3.</num><content><p>Requests more.</p></content></paragraph></mainBody></doc></akomaNtoso>",
    ] {
        let versions = travaux::Reader::new().read_tracked(text.as_bytes()).unwrap().unwrap();
        let told = |resolution: &travaux::model::Resolution| {
            resolution
                .paragraphs
                .iter()
                .map(|paragraph| format!("{} {}", paragraph.id, paragraph.text))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&versions.before), ["OP1 Notes the report;", "OP3 Requests more."], "{text}");
        assert_eq!(
            told(&versions.after),
            ["OP1 Welcomes the report;", "OP2 Decides to meet;", "OP3 Requests more."],
            "{text}"
        );
    }
}
