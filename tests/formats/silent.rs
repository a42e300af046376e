//! Differences of every kind are told: as a change, in the list of typographic differences, or in a warning.

use travaux::model::{Comparison, Versions};
use travaux::report::{concordance, json, markdown, table, terminal, view};

use crate::support::docx_builder::DocxBuilder;

/// How a difference is told.
#[derive(Debug)]
enum Told<'a> {
    /// By a change; the versions differ.
    Change,
    /// In the list of typographic differences, by this row; the versions do not differ.
    Typography(&'a str),
    /// In a warning, by these words; the versions differ.
    Seen(&'a str),
    /// In a warning, by these words; the versions do not differ.
    Beside(&'a str),
}

fn compared(files: Versions<&[u8]>) -> Comparison {
    let Versions { before, after } = files.map(|bytes| travaux::resolution(bytes).unwrap());
    travaux::compare(Versions::new(before, after))
}

fn check(case: &str, files: Versions<&[u8]>, told: &Told<'_>) {
    let comparison = compared(files);
    let view = view::View::new(&comparison, None);
    let differs = comparison.has_changes();
    let warned = |words: &str| view.warnings.iter().any(|warning| warning.contains(words));
    let is_right = match told {
        Told::Change => differs && view.changes().next().is_some(),
        Told::Typography(row) => !differs && view.typography.rows.iter().any(|found| found.to_string() == *row),
        Told::Seen(words) => differs && warned(words),
        Told::Beside(words) => !differs && warned(words),
    };
    let rows: Vec<String> = view.typography.rows.iter().map(ToString::to_string).collect();
    assert!(is_right, "{case}: expected {told:?}, differs: {differs}, {rows:?}, {:?}", view.warnings);
}

fn around(text: &str) -> String {
    format!(
        "The General Assembly,\n\n1. Approves these amounts:\n\n{text}\n2. Decides to remain seized of the matter.\n"
    )
}

#[test]
fn a_value_that_moves_past_an_empty_cell_is_a_change() {
    let set = |rows: [[&str; 4]; 4], separator: &str| {
        let row = |cells: [&str; 4]| match separator {
            "" => cells.map(|cell| format!("{cell:<14}")).concat().trim_end().to_owned(),
            separator => cells.join(separator).trim_end().to_owned(),
        };
        around(&(rows.map(row).join("\n") + "\n"))
    };
    let head = ["Item", "2035", "2036", "2037"];
    let (oil, wicks) = (["Oil", "10", "", "30"], ["Wicks", "1", "2", "3"]);
    for separator in ["", "\t", " | "] {
        let table = |coats: [&str; 4]| set([head, oil, wicks, coats], separator);
        let before = table(["Coats", "", "500", ""]);
        for coats in [["Coats", "500", "", ""], ["Coats", "", "", "500"], ["Coats", "", "500", "1"]] {
            let after = table(coats);
            let files = Versions::new(before.as_bytes(), after.as_bytes());
            check(&format!("{separator:?} {coats:?}"), files, &Told::Change);
        }
        // two rows are a table already
        let short = |cells: [&str; 4]| {
            around(
                &set([head, cells, [""; 4], [""; 4]], separator).lines().skip(4).take(2).collect::<Vec<_>>().join("\n"),
            ) + "\n"
        };
        let files = [short(["Coats", "", "500", ""]), short(["Coats", "500", "", ""])];
        check(
            &format!("{separator:?} of two rows"),
            Versions::new(files[0].as_bytes(), files[1].as_bytes()),
            &Told::Change,
        );
        // wider columns are the same table
        let wide = before.replace("          ", "              ");
        let same = compared(Versions::new(before.as_bytes(), wide.as_bytes()));
        assert!(!same.has_changes(), "{separator:?}");
    }
}

#[test]
fn the_signs_around_numbers_are_typographic() {
    let text = |numbers: [&str; 4]| {
        let [one, first, second, two] = numbers;
        format!(
            "The General Assembly,\n\nRecalling its resolution 1,\n\n{one} Requests the keepers:\n\n{first} To light;\n\n\
             {second} To clean;\n\n{two} Decides to meet.\n"
        )
    };
    let before = text(["1.", "(a)", "(b)", "2."]);
    for (numbers, row) in [
        (["1)", "(a)", "(b)", "2)"], "1. → 1): OP1, OP2"),
        (["1", "(a)", "(b)", "2"], "1. → 1: OP1, OP2"),
        (["1.", "a)", "b)", "2."], "(a) → a): OP1(a), OP1(b)"),
        (["1.", "(a)", "b.", "2."], "(b) → b.: OP1(b)"),
        (["1.", "(a)", "(b)", "OP2."], "2. → OP2.: OP2"),
        (["§ 1.", "(a)", "(b)", "2."], "1. → § 1.: OP1"),
    ] {
        let after = text(numbers);
        check(&format!("{numbers:?}"), Versions::new(before.as_bytes(), after.as_bytes()), &Told::Typography(row));
    }
    let bullets = |bullet: &str| around(&format!("{bullet} To light;\n\n{bullet} To clean;\n"));
    let files = [bullets("•"), bullets("–")];
    let dots = ["…", "..."]
        .map(|dots| format!("The Board,\n\n1. Notes the lamps{dots} of the coast “and so on{dots}”;\n\n2. Ends.\n"));
    check("ellipsis", Versions::new(dots[0].as_bytes(), dots[1].as_bytes()), &Told::Typography("… → ...: OP1 (twice)"));
    let row = Told::Typography("• → –: OP1(•1), OP1(•2)");
    check("bullets", Versions::new(files[0].as_bytes(), files[1].as_bytes()), &row);
}

#[test]
fn lines_like_furniture_and_invisible_characters_are_told() {
    for (before, after, told) in [
        ("", "35-12345 (E) 120535\n", Told::Change),
        ("35-12345 (E) 120535\n", "35-12345 (E) 130535\n", Told::Change),
        ("Notes it;\n", "Notes\u{200b} it;\n", Told::Beside("invisible character nothing → “1 × U+200B”")),
        ("Notes it;\n", "Notes \u{202e}it;\n", Told::Beside("“1 × U+202E”")),
    ] {
        let files = [around(before), around(after)];
        check(after, Versions::new(files[0].as_bytes(), files[1].as_bytes()), &told);
    }
    // the foot of a printed page
    let foot = around("35-12345 (E) 120535\n\n*3512345*\n");
    assert!(!compared(Versions::new(around("").as_bytes(), foot.as_bytes())).has_changes());
    let marked = around("").replace("The General Assembly,", "The General Assembly,_");
    let files = [around(""), marked];
    let told = Told::Beside("mark-up nothing → “The General Assembly,_”");
    check("organ line", Versions::new(files[0].as_bytes(), files[1].as_bytes()), &told);
}

#[test]
fn every_report_lists_typographic_differences() {
    let [before, after] = ["1. Notes the State's report;", "1) Notes the State’s report;"]
        .map(|line| format!("The General Assembly,\n\n{line}\n\n2. Decides to meet.\n"));
    let comparison = compared(Versions::new(before.as_bytes(), after.as_bytes()));
    for (name, report) in [
        ("terminal", terminal::comparison(&comparison, &Default::default())),
        ("markdown", markdown::comparison(&comparison, &Default::default())),
        ("json", json::comparison(&comparison, &Default::default())),
        ("table", table::csv(&comparison, &Default::default())),
        ("concordance", concordance::terminal(&comparison, &concordance::Options { width: 80, ..Default::default() })),
        ("concordance in Markdown", concordance::markdown(&comparison, &Default::default())),
        ("concordance for spreadsheets", concordance::csv(&comparison, &Default::default())),
    ] {
        // Markdown escapes signs
        let report = report.replace('\\', "");
        for spelling in ["1.", "1)", "'", "’"] {
            assert!(report.contains(spelling), "{name}: {spelling} in {report}");
        }
    }
}

/// Paragraphs of a Word file: the organ's line, one with this content, and a last one.
fn body(content: &str) -> String {
    let paragraph = |runs: &str| format!("<w:p>{runs}</w:p>");
    let run = |text: &str| format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
    let content = format!("{}{content}{}", run("1. Notes "), run(" it;"));
    [paragraph(&run("The Board,")), paragraph(&content), paragraph(&run("2. Ends."))].concat()
}

#[test]
fn words_of_a_word_file_outside_its_text_are_told() {
    let picture = |said: &str| format!(r#"<w:r><w:drawing><wp:docPr name="P" {said}/><pic:pic/></w:drawing></w:r>"#);
    let shape = |said: &str| {
        format!(r#"<w:r><w:pict><v:shape alt="{said}"><v:textpath string="Draft"/></v:shape></w:pict></w:r>"#)
    };
    let link = |tip: &str| format!(r#"<w:hyperlink w:tooltip="{tip}"><w:r><w:t>it</w:t></w:r></w:hyperlink>"#);
    let field = |code: &str| format!(r#"<w:fldSimple w:instr="{code}"/>"#);
    let tabs = |cells: [&str; 3]| {
        let cell = |cell: &str| format!("<w:r><w:tab/><w:t>{cell}</w:t></w:r>");
        format!("<w:r><w:t>oil</w:t></w:r>{}", cells.map(cell).concat())
    };
    let placeholder = |words: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    };
    for (case, before, after, told) in [
        ("description", picture(r#"descr="Map""#), picture(r#"descr="Plan""#), Told::Seen("picture: Map")),
        ("title", picture(r#"title="Map""#), picture(r#"title="Plan""#), Told::Seen("“picture: Plan”")),
        ("alternative text", shape("Map"), shape("Plan"), Told::Seen("Plan")),
        ("tooltip", link("Map"), link("Plan"), Told::Beside("link: Map")),
        ("field", field("QUOTE oil"), field("QUOTE gas"), Told::Beside("QUOTE gas")),
        ("columns", tabs(["10", "", "30"]), tabs(["10", "30", ""]), Told::Seen("line of columns")),
        ("more columns", tabs(["10", "", "30"]), tabs(["", "10", "30"]), Told::Seen("10 | | 30")),
        ("placeholder", placeholder("the day"), placeholder("the hour"), Told::Change),
    ] {
        let files = [before, after].map(|inner| DocxBuilder { body: &body(&inner), ..DocxBuilder::default() }.bytes());
        check(case, Versions::new(&files[0], &files[1]), &told);
    }
    let table = |said: &str| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        format!(
            r#"{}<w:tbl><w:tblPr><w:tblCaption w:val="{said}"/></w:tblPr><w:tr>{}{}</w:tr></w:tbl>"#,
            body(""),
            cell("a"),
            cell("b")
        )
    };
    let files = [table("Map"), table("Plan")].map(|body| DocxBuilder { body: &body, ..DocxBuilder::default() }.bytes());
    check("caption of a table", Versions::new(&files[0], &files[1]), &Told::Beside("table: Map"));
    for (case, told) in [
        ("header", Told::Beside("running head “Draft” → “Final”")),
        ("comments", Told::Beside("comment “Ann: Draft” → “Ann: Final”")),
    ] {
        let files = ["Draft", "Final"].map(|word| {
            let paragraph = format!("<w:p><w:r><w:t>{word}</w:t></w:r></w:p>");
            let comment = format!(r#"<w:comment w:id="0" w:author="Ann">{paragraph}</w:comment>"#);
            let text = body("");
            match case {
                "header" => DocxBuilder { body: &text, header: &paragraph, ..DocxBuilder::default() }.bytes(),
                _ => DocxBuilder { body: &text, comments: &comment, ..DocxBuilder::default() }.bytes(),
            }
        });
        check(case, Versions::new(&files[0], &files[1]), &told);
    }
}

#[test]
fn words_of_a_page_outside_its_text_are_told() {
    let page = |inner: &str| {
        format!(
            "<!DOCTYPE html><html><body><p>The Board,</p><p>1. Notes the {inner} lamps;</p><p>2. Ends.</p></body></html>"
        )
    };
    for (before, after, told) in [
        ("<img alt='Map'>", "<img alt='Plan'>", Told::Seen("picture: Plan")),
        ("<img src='a/map.png?1'>", "<img src='a/plan.png?2'>", Told::Seen("picture: plan.png")),
        ("<abbr title='Map'>M</abbr>", "<abbr title='Plan'>M</abbr>", Told::Beside("title: Plan")),
        ("<input placeholder='day'>", "<input placeholder='hour'>", Told::Seen("form control “day” → “hour”")),
        ("<input value='day'>", "<input value='hour'>", Told::Change),
        ("<textarea>day</textarea>", "<textarea>hour</textarea>", Told::Change),
        ("<select><option>a<option>b</select>", "<select><option>a<option>c</select>", Told::Seen("“b” → “c”")),
        ("<details><summary>a</summary>b</details>", "<details><summary>a</summary>c</details>", Told::Change),
        ("<template>day</template>", "<template>hour</template>", Told::Seen("“day” → “hour”")),
        ("<noscript>day</noscript>", "<noscript>hour</noscript>", Told::Beside("“day” → “hour”")),
        ("<iframe src='day'></iframe>", "<iframe src='hour'></iframe>", Told::Seen("day")),
        ("<object data='day'></object>", "<object data='hour'></object>", Told::Seen("object: day")),
        ("<svg><text>day</text></svg>", "<svg><text>hour</text></svg>", Told::Seen("day")),
        ("<span hidden>day</span>", "<span hidden>hour</span>", Told::Seen("day")),
        ("<s>day</s>", "<s>hour</s>", Told::Seen("day")),
    ] {
        let files = [page(before), page(after)];
        check(before, Versions::new(files[0].as_bytes(), files[1].as_bytes()), &told);
    }
}

#[test]
fn a_cell_that_takes_several_columns_or_rows_moves_what_follows() {
    let files = |cells: &str| {
        let row = |text: &str| format!("<tr>{text}</tr>");
        let (head, last) = ("<td>Item</td><td>2035</td><td>2036</td>", "<td>Wicks</td><td>3</td>");
        let table = format!("<table>{}{}{}</table>", row(head), row(cells), row(last));
        let page = format!("<html><body><p>The Board,</p><p>1. Pays:</p>{table}<p>2. Ends.</p></body></html>");
        let table = table
            .replace("<td", "<td ")
            .replace("<td >", "<td><p>")
            .replace("\">", "\"><p>")
            .replace("</td>", "</p></td>");
        let act = format!(
            "<akomaNtoso><statement><mainBody><paragraph><num>1.</num><content><p>Pays:</p>{table}</content></paragraph>\
             </mainBody></statement></akomaNtoso>"
        );
        [page, act]
    };
    for (before, after) in [
        ("<td colspan=\"2\">Oil</td><td>5</td>", "<td>Oil</td><td colspan=\"2\">5</td>"),
        ("<td rowspan=\"2\">Oil</td><td>5</td>", "<td>Oil</td><td>5</td>"),
    ] {
        for (before, after) in files(before).iter().zip(&files(after)) {
            check(before, Versions::new(before.as_bytes(), after.as_bytes()), &Told::Change);
        }
    }
    let word = |spans: [usize; 2]| {
        let cell = |text: &str, span: usize| {
            format!(
                r#"<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"#
            )
        };
        let head = ["Item", "2035", "2036"].map(|text| cell(text, 1)).concat();
        let row = cell("Oil", spans[0]) + &cell("5", spans[1]);
        let table = format!("<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>");
        DocxBuilder { body: &(body("") + &table), ..DocxBuilder::default() }.bytes()
    };
    check("columns in Word", Versions::new(&word([2, 1]), &word([1, 2])), &Told::Change);
}

#[test]
fn words_of_an_akoma_ntoso_file_outside_its_text_are_told() {
    let file = |inner: &str| {
        format!(
            "<akomaNtoso><statement><mainBody><paragraph><num>1.</num><content><p>Notes {inner} it;</p></content></paragraph>\
             <paragraph><num>2.</num><content><p>Ends.</p></content></paragraph></mainBody></statement></akomaNtoso>"
        )
    };
    for (before, after, told) in [
        (r#"<img alt="Map"/>"#, r#"<img alt="Plan"/>"#, Told::Seen("picture: Plan")),
        (r#"<img alt="Map" src="1"/>"#, r#"<img alt="Map" src="2"/>"#, Told::Seen("picture: Map; 2")),
        (r#"<ref title="Map">a</ref>"#, r#"<ref title="Plan">a</ref>"#, Told::Beside("title: Plan")),
        (
            r#"<remark type="editorial">[day]</remark>"#,
            r#"<remark type="editorial">[hour]</remark>"#,
            Told::Beside("comment “[day]” → “[hour]”"),
        ),
        (r#"<remark>day</remark>"#, r#"<remark>hour</remark>"#, Told::Change),
        (r#"<placeholder>day</placeholder>"#, r#"<placeholder>hour</placeholder>"#, Told::Change),
        (r#"a<noteRef marker="1"/>"#, r#"a<noteRef marker="2"/>"#, Told::Change),
    ] {
        let files = [file(before), file(after)];
        check(before, Versions::new(files[0].as_bytes(), files[1].as_bytes()), &told);
    }
}
