//! One comparison through every format: labels, events, weights and counts are the same to the letter.

use std::path::Path;

use scraper::{Html, Selector};
use travaux::model::{ChangeKind, Comparison, Reason, ReasonCode, RemovalKind, Side, Significance, Versions};
use travaux::report::view::{ChangelogStep, View};
use travaux::report::{concordance, docx, html, json, markdown, stat, table, terminal};

/// The long sample, each change with a weight and a reason of its own, and no edits.
fn weighed() -> Comparison {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = |side: &str| {
        let bytes = std::fs::read(samples.join(format!("20-long.{side}.txt"))).unwrap();
        travaux::resolution(&bytes).unwrap()
    };
    let mut comparison = travaux::compare(Versions::new(read("before"), read("after")));
    let weights =
        [Significance::Substantive, Significance::Routine, Significance::Editorial, Significance::Typographic];
    for (at, change) in comparison.changes.iter_mut().enumerate().filter(|(_, change)| !change.is_noop()) {
        change.significance = Some(weights[at % 4]);
        // Without edits the reasons are all that is said.
        change.edits.clear();
        change.reasons = vec![Reason {
            code: ReasonCode::Wording,
            significance: weights[at % 4],
            text: format!("explanation {at} <&>"),
        }];
    }
    comparison
}

fn texts(node: scraper::ElementRef<'_>, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let found = node.select(&selector).map(|it| it.text().collect::<String>());
    found.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// `PP5 (old PP10): moved [routine]`, one a change, as each format tells it.
fn told(comparison: &Comparison) -> Vec<(&'static str, Vec<String>)> {
    let view = View::new(comparison, None);
    let weight = |told: &travaux::report::view::ReportedChange<'_>| told.change.significance.unwrap().name();
    let events: Vec<String> =
        view.changes().map(|told| format!("{}: {} [{}]", told.name, told.event, weight(told))).collect();

    let page = Html::parse_document(&html::comparison(comparison, &Default::default()));
    let articles = Selector::parse("#paragraphs article.change").unwrap();
    let article = |it: scraper::ElementRef<'_>| {
        let one = |selector: &str| texts(it, selector).concat();
        assert_eq!(it.value().attr("data-weight"), Some(one(".weight").as_str()));
        format!("{}: {} [{}]", one(".name"), one(".event"), one(".weight"))
    };
    let of_page = page.select(&articles).map(article).collect();

    let mail = Html::parse_document(&html::email(comparison, &Default::default()));
    let mail: Vec<String> = texts(mail.root_element(), "p")
        .into_iter()
        .filter(|line| line.contains('·'))
        .map(|line| {
            let line = line.split('·').next().unwrap().split_once(". ").unwrap().1.trim().to_owned();
            let (name, event) = parted(&line, &events);
            format!("{name}: {}", event.replace('(', "[").replace(')', "]"))
        })
        .collect();

    let plain = terminal::comparison(comparison, &Default::default());
    let beside = terminal::Options { width: 120, side_by_side: true, ..Default::default() };
    let beside = terminal::comparison(comparison, &beside);
    let titles = |report: &str| {
        let is_title = |line: &&str| line.ends_with(']') && line.starts_with(['+', '-', '~', '>', '/', '&']);
        let title = |line: &str| {
            let (name, event) = parted(&line[2..], &events);
            format!("{name}: {event}")
        };
        report.lines().filter(is_title).map(title).collect::<Vec<_>>()
    };

    let redline = docx::comparison(comparison, &Default::default()).unwrap();
    let redline = travaux::Reader::new().side(Side::After).read(&redline).unwrap();
    let comments = redline.ledger.iter().filter(|entry| entry.kind == RemovalKind::Comment);
    let comment = |text: &str| {
        let (title, reason) = text.split_once(". ").unwrap().1.split_once("] ").unwrap();
        assert!(reason.starts_with("explanation "), "{text}");
        format!("{title}]")
    };
    let comments = comments.map(|entry| comment(&entry.text)).collect();

    let cells = table::csv(comparison, &Default::default());
    let mut cells = csv::Reader::from_reader(cells.as_bytes());
    let remark = |remark: &str| {
        let (number, rest) = remark.lines().next()?.split_once(". ")?;
        number.parse::<usize>().ok().map(|_| rest.to_owned())
    };
    let cells = cells.records().filter_map(|record| remark(&record.unwrap()[2])).collect();

    let rows = Html::parse_document(&table::html(comparison, &Default::default()));
    let last = Selector::parse("tr > td:last-child").unwrap();
    let rows = rows.select(&last).filter_map(|cell| remark(cell.text().next()?)).collect();

    vec![
        ("view", events.clone()),
        ("page", of_page),
        ("mail", mail),
        ("terminal", titles(&plain)),
        ("side by side", titles(&beside)),
        ("Word", comments),
        ("CSV", cells),
        ("table as page", rows),
    ]
}

/// Parts a title in which nothing stands between name and event.
fn parted<'a>(line: &'a str, events: &[String]) -> (&'a str, &'a str) {
    let known = events.iter().map(|event| event.split(": ").next().unwrap());
    let name = known.filter(|name| line.starts_with(&format!("{name} "))).max_by_key(|name| name.len());
    let name = name.unwrap_or_else(|| panic!("no name in {line}"));
    (&line[..name.len()], &line[name.len() + 1..])
}

#[test]
fn every_format_tells_the_same_changes() {
    let comparison = weighed();
    let all = told(&comparison);
    let (_, wanted) = &all[0];
    assert!(wanted.len() > 30);
    for (format, got) in &all {
        assert_eq!(got, wanted, "{format}");
    }
}

#[test]
fn every_format_counts_the_same() {
    let comparison = weighed();
    let view = View::new(&comparison, None);
    let verdict = view.verdict.clone();
    assert!(!view.headlines.is_empty() && view.headlines.len() <= 5);
    let word = docx::table(&comparison, &Default::default()).unwrap();
    let word = travaux::resolution(&word).unwrap();
    let word: String = word.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    for (format, report) in [
        ("terminal", terminal::comparison(&comparison, &terminal::Options { width: 500, ..Default::default() })),
        ("markdown", markdown::comparison(&comparison, &Default::default())),
        ("changelog", markdown::changelog(&[ChangelogStep::new(&comparison)])),
        ("json", json::comparison(&comparison, &Default::default())),
        ("page", html::comparison(&comparison, &Default::default())),
        ("mail", html::email(&comparison, &Default::default())),
        ("table as markdown", table::markdown(&comparison, &Default::default())),
        ("table as page", table::html(&comparison, &Default::default())),
        ("table in Word", word),
    ] {
        assert!(report.contains(&verdict.answer) && report.contains(&verdict.counts), "{format}: {verdict:?}");
    }
    // The filters of the page count what the data counts.
    let data: serde_json::Value = serde_json::from_str(&json::comparison(&comparison, &Default::default())).unwrap();
    let page = Html::parse_document(&html::comparison(&comparison, &Default::default()));
    for kind in ChangeKind::ALL.into_iter().filter(|kind| *kind != ChangeKind::Unchanged) {
        let changes = data["changes"].as_array().unwrap();
        let counted = changes.iter().filter(|change| change["kind"] == kind.name()).count();
        assert_eq!(data["summary"][kind.name()], counted);
        let tick = Selector::parse(&format!("label:has([data-facet={}]) .count", kind.name())).unwrap();
        let shown: String = page.select(&tick).flat_map(|it| it.text()).collect();
        assert_eq!(shown, counted.to_string(), "{}", kind.name());
    }
    let numbers: Vec<u64> =
        data["changes"].as_array().unwrap().iter().filter_map(|change| change["number"].as_u64()).collect();
    assert_eq!(numbers.iter().max(), Some(&(view.changes().count() as u64)));
    assert!(numbers.is_sorted());
    let rows = texts(page.root_element(), "#concordance tbody tr");
    assert_eq!(rows.len(), comparison.changes.len());
}

#[test]
fn without_weights_nothing_is_said_of_them() {
    let mut comparison = weighed();
    for change in &mut comparison.changes {
        change.significance = None;
        change.reasons.clear();
    }
    let page = html::comparison(&comparison, &Default::default());
    let page = Html::parse_document(&page);
    for selector in ["[data-weight]", ".weight", ".reasons li:not(.doubt)"] {
        assert_eq!(page.select(&Selector::parse(selector).unwrap()).count(), 0, "{selector}");
    }
}

/// Two texts that differ in everything but their paragraphs.
fn around() -> Comparison {
    let text = |organ: &str, [first, second]: [&str; 2], meeting: &str, note: &str| {
        let text = format!(
            "{organ}\n\nRecalling the {first} of the Sea,\n\n1. Welcomes the {second} on lamps.\n\n{meeting}\n\n_____\n1 {note}\n"
        );
        travaux::resolution(text.as_bytes()).unwrap()
    };
    let before = text("The General Assembly,", ["Charter¹", "report"], "64th plenary meeting", "See A/90/1.");
    let after = text("The Security Council,", ["Charter", "report¹"], "65th plenary meeting", "See A/90/1.");
    travaux::compare(Versions::new(before, after))
}

#[test]
fn every_format_shows_what_differs_around_the_paragraphs() {
    let comparison = around();
    let view = View::new(&comparison, None);
    let counts = [view.header.len(), view.closing.len(), view.footnotes.len()];
    assert_eq!(counts, [1, 1, 1]);
    assert!(comparison.changes.iter().all(|change| change.is_noop()) && comparison.has_changes());
    let data: serde_json::Value = serde_json::from_str(&json::comparison(&comparison, &Default::default())).unwrap();
    for ((list, count), expected) in
        [("header_changes", "header"), ("closing_changes", "closing"), ("footnote_changes", "footnotes")]
            .into_iter()
            .zip(counts)
    {
        assert_eq!(data[list].as_array().unwrap().len(), expected);
        assert_eq!(data["summary"][count], expected);
    }
    let wide = terminal::Options { width: 500, ..Default::default() };
    let beside = terminal::Options { width: 500, side_by_side: true, ..Default::default() };
    let numbers = concordance::Options { width: 500, ..Default::default() };
    let word = |file: Vec<u8>| {
        let sides = Side::BOTH.map(|side| travaux::Reader::new().side(side).read(&file).unwrap());
        let texts = sides.map(|text| {
            let paragraphs = text.paragraphs.iter().map(|it| format!("{} {:?}", it.text, it.footnote_refs));
            // what the table strikes through is beside the text
            let ledger = text.ledger.iter().map(|entry| entry.text.as_str());
            let (paragraphs, ledger) = (paragraphs.collect::<String>(), ledger.collect::<String>());
            format!("{:?} {:?} {paragraphs} {ledger}", text.organ_line, text.closing)
        });
        texts.join("\n")
    };
    let table = word(docx::table(&comparison, &Default::default()).unwrap());
    let redline = word(docx::comparison(&comparison, &Default::default()).unwrap());
    assert!(
        redline.contains("Recalling the Charter of the Sea, [FootnoteRef { offset: 21, marker: \"1\" }]"),
        "{redline}"
    );
    assert!(redline.contains("Welcomes the report on lamps. [FootnoteRef { offset: 19, marker: \"1\" }]"), "{redline}");
    for (format, report) in [
        ("terminal", terminal::comparison(&comparison, &wide)),
        ("side by side", terminal::comparison(&comparison, &beside)),
        ("terminal changelog", terminal::changelog(&[ChangelogStep::new(&comparison)], &wide)),
        ("markdown", markdown::comparison(&comparison, &Default::default())),
        ("changelog", markdown::changelog(&[ChangelogStep::new(&comparison)])),
        ("json", json::comparison(&comparison, &Default::default())),
        ("page", html::comparison(&comparison, &Default::default())),
        ("mail", html::email(&comparison, &Default::default())),
        ("table as markdown", table::markdown(&comparison, &Default::default())),
        ("table as page", table::html(&comparison, &Default::default())),
        ("CSV", table::csv(&comparison, &Default::default())),
        ("stat", stat::terminal(&comparison, &numbers)),
        ("stat as markdown", stat::markdown(&comparison, &numbers)),
        ("table in Word", table),
        ("Word", redline),
    ] {
        for word in ["General Assembly", "Security Council", "64th", "65th"] {
            assert!(report.contains(word), "{format} does not show {word}: {report}");
        }
        if format != "Word" {
            let moved = "reference moved from old PP1 after “Charter” to OP1 after “report”";
            assert!(report.contains(moved), "{format} does not show the reference: {report}");
        }
        assert!(!report.contains("No difference"), "{format}");
    }
}

#[test]
fn the_renumbering_map_adds_up_to_the_count() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let names = std::fs::read_dir(&samples).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut renumbered = 0;
    for older in names.filter(|name| name.contains(".before.") && name.ends_with(".txt")) {
        let [before, after] = [older.clone(), older.replace(".before.", ".after.")].map(|name| {
            let bytes = std::fs::read(samples.join(name)).unwrap();
            travaux::resolution(&bytes).unwrap()
        });
        let comparison = travaux::compare(Versions::new(before, after));
        let view = View::new(&comparison, None);
        let printed = view.renumbering.iter().filter(|range| range.is_printed).map(|range| range.count);
        assert_eq!(printed.sum::<usize>(), view.counts.renumbered, "{older}: {:?}", view.renumbering);
        renumbered += view.counts.renumbered;
    }
    assert!(renumbered > 0);
}

#[test]
fn what_came_and_went_stands_behind_new_and_removed() {
    let comparison = weighed();
    let step = ChangelogStep { passing: vec!["A clause came and went.".to_owned()], ..ChangelogStep::new(&comparison) };
    let view = step.view();
    let headings: Vec<String> = step.sections(&view).into_iter().map(|section| section.heading).collect();
    assert_eq!(headings[..5], ["Main points", "New", "Removed", "Added and dropped again", "Reworded"]);
}

#[test]
fn a_fault_of_a_file_is_counted_apart() {
    let old = "The General Assembly,\n\n1. Recalls the objectives of the harbours;\n\n2. Notes the major lights on the jetty \
               of the port;\n\n3. Decides to meet in the tower.\n";
    let read = |text: &str| travaux::resolution(text.as_bytes()).expect("the text is read");
    let comparison = travaux::compare(Versions::new(read(old), read(&old.replace('j', "o"))));
    let changelog = markdown::changelog(&[ChangelogStep::new(&comparison)]);
    assert!(
        changelog.contains("No change of substance: 2 paragraphs differ only by a fault of the file."),
        "{changelog}"
    );
    assert!(changelog.contains("## Fault of the file: 2 paragraphs"), "{changelog}");
    assert!(!changelog.contains("## Editorial"), "{changelog}");
}
