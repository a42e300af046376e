//! A text made to do harm through every format: nothing in it acts, and all of it is seen.

use std::io::Read;
use std::path::Path;

use scraper::Html;
use travaux::model::{Comparison, Versions};
use travaux::report::view::ChangelogStep;
use travaux::report::{docx, html, json, markdown, table, terminal};

use super::case;

/// The hostile sample against parts of itself, and hand-made comparisons with what no reader would let through.
fn comparisons() -> Vec<Comparison> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/90-hostile.txt");
    let hostile = std::fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&hostile).into_owned();
    let half: String = text.split_inclusive("\n\n").step_by(2).collect();
    let other = text.replace("Condemns", "Deplores").replace("=cmd", "=dmc").replace(" may ", " could ");
    let read = |text: &str| travaux::resolution(text.as_bytes()).unwrap();
    let mut all: Vec<Comparison> = [(half.as_str(), text.as_str()), (&text, &half), (&text, &other)]
        .map(|(before, after)| travaux::compare(Versions::new(read(before), read(after))))
        .into();
    all.push(case::read(include_str!("cases/hostile.txt")));
    for comparison in &mut all {
        for change in &mut comparison.changes {
            let text = "<img src=x onerror=alert(1)> =1+1 \u{202e}\u{1b}[31m [x](javascript:alert(1))".to_owned();
            change.reasons.push(travaux::model::Reason {
                code: travaux::model::ReasonCode::Wording,
                significance: travaux::model::Significance::Routine,
                text,
            });
        }
        comparison.warnings.push(travaux::model::Warning::new("</p><script>alert(1)</script>\u{202e}"));
    }
    all
}

fn names() -> Option<Versions<String>> {
    Some(Versions::new("<script>\"a\u{202e}\".txt".to_owned(), "=b\u{1b}'--><b>.txt".to_owned()))
}

/// No control or direction character is sent.
fn hides_nothing(report: &str, format: &str) {
    let acts = |c: char| {
        matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{200b}')
    };
    let found: Vec<char> = report.chars().filter(|c| acts(*c) && !(format == "csv" && *c == '\r')).collect();
    assert!(found.is_empty(), "{format}: {found:?}");
}

#[test]
fn pages_have_only_our_own_elements() {
    const ELEMENTS: &str = "html head meta title style script body a header footer main nav section article div p h1 h2 h3 \
        span b i em sup ins del bdi br ul li details summary fieldset legend label input button kbd svg rect table thead \
        tbody tr th td";
    const ATTRIBUTES: &str = "lang charset http-equiv content name class href id dir role aria-label aria-hidden \
        aria-labelledby aria-keyshortcuts type checked hidden data-facet data-weight data-facets data-of title tabindex open \
        viewBox preserveAspectRatio x y width height scope style colspan";
    for comparison in comparisons() {
        let options = html::Options { names: names(), at_least: None };
        let columns = table::Options { names: names(), ..Default::default() };
        for (format, report, scripts) in [
            ("page", html::comparison(&comparison, &options), 1),
            ("mail", html::email(&comparison, &options), 0),
            ("table", table::html(&comparison, &columns), 0),
        ] {
            hides_nothing(&report, format);
            assert!(report.contains("default-src 'none'"));
            let page = Html::parse_document(&report);
            let mut found = 0;
            for element in page.tree.nodes().filter_map(|node| node.value().as_element()) {
                let name = element.name();
                assert!(ELEMENTS.split_whitespace().any(|known| known == name), "{format}: <{name}>");
                found += usize::from(name == "script");
                for (attribute, value) in element.attrs() {
                    let known = ATTRIBUTES.split_whitespace().any(|known| known == attribute);
                    assert!(known && !attribute.starts_with("on"), "{format}: {name} {attribute}={value}");
                    assert!(attribute != "href" || value.starts_with('#'), "{format}: {value}");
                    assert!(attribute != "style" || !value.contains("url("), "{format}: {value}");
                }
            }
            assert_eq!(found, scripts, "{format}");
        }
    }
}

#[test]
fn cells_are_no_formulas() {
    for comparison in comparisons() {
        let report = table::csv(&comparison, &table::Options { names: names(), ..Default::default() });
        hides_nothing(&report, "csv");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(report.as_bytes());
        let mut cells = 0;
        for record in reader.records() {
            let record = record.unwrap();
            assert_eq!(record.len(), 3);
            for cell in &record {
                cells += 1;
                assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
        assert!(cells > 6);
    }
}

#[test]
fn markdown_has_no_links_and_no_tags_but_ours() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for comparison in comparisons() {
        let options = markdown::Options { names: names(), ..Default::default() };
        for report in [
            markdown::comparison(&comparison, &options),
            markdown::changelog(&[ChangelogStep { names: names(), ..ChangelogStep::new(&comparison) }]),
            table::markdown(&comparison, &table::Options { names: names(), ..Default::default() }),
        ] {
            hides_nothing(&report, "markdown");
            for event in Parser::new_ext(&report, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
                match event {
                    Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("a link in {report}"),
                    Event::InlineHtml(tag) | Event::Html(tag) => {
                        let ours = ["<del>", "</del>", "<ins>", "</ins>", "<br>"].contains(&tag.trim());
                        assert!(ours, "{tag}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn word_files_are_sound_and_ask_for_nothing() {
    for comparison in comparisons() {
        let options = docx::Options {
            names: names(),
            author: "<x y=\"z\">\u{1b}".into(),
            date: Some("\"<&".into()),
            ..Default::default()
        };
        for file in [docx::comparison(&comparison, &options).unwrap(), docx::table(&comparison, &options).unwrap()] {
            let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
            for at in 0..zip.len() {
                let mut part = String::new();
                let mut entry = zip.by_index(at).unwrap();
                let name = entry.name().unwrap().into_owned();
                entry.read_to_string(&mut part).unwrap();
                hides_nothing(&part, &name);
                let tree = roxmltree::Document::parse(&part).unwrap_or_else(|error| panic!("{name}: {error}"));
                for node in tree.descendants().filter(|node| node.is_element()) {
                    assert!(node.attribute("TargetMode").is_none(), "{name}");
                    let field = node.tag_name().name() == "instrText";
                    let page = matches!(node.text().map(str::trim), Some("PAGE" | "NUMPAGES"));
                    assert!(!field || page, "{name}: {:?}", node.text());
                    assert!(!matches!(node.tag_name().name(), "hyperlink" | "object" | "altChunk"), "{name}");
                }
            }
        }
    }
}

#[test]
fn screens_and_programs_are_not_steered() {
    for comparison in comparisons() {
        let wide = terminal::Options { width: 120, side_by_side: true, names: names(), ..Default::default() };
        hides_nothing(&terminal::comparison(&comparison, &wide), "terminal");
        hides_nothing(&json::comparison(&comparison, &json::Options { names: names() }), "json");
    }
}
