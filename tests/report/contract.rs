//! The JSON contract: what is written validates against the schema that is printed, and holds the promised names.

use serde_json::Value;
use travaux::report::{json, view};

use super::case;

#[test]
fn reports_keep_the_schema() {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for case in [
        include_str!("cases/everything.txt"),
        include_str!("cases/hostile.txt"),
        include_str!("cases/nothing.txt"),
        include_str!("cases/splits.txt"),
    ] {
        let comparison = case::read(case);
        let step = |overall| view::ChangelogStep {
            comparison: &comparison,
            names: None,
            overall,
            at_least: None,
            pages: false,
            passing: Vec::new(),
        };
        for report in [
            json::comparison(&comparison, &Default::default()),
            json::resolution(&comparison.resolutions.before),
            json::changelog(&[true, false].map(step)),
            json::history(&view::HistoryView::new(
                &travaux::history(&[comparison.resolutions.before.clone(), comparison.resolutions.after.clone()]),
                &[],
            )),
        ] {
            let value: Value = serde_json::from_str(&report).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
            let read: json::Report = serde_json::from_str(&report).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), value);
        }
    }
    for wrong in [r#"{"format": "travaux/comparison/1"}"#, r#"{"format": "travaux/resolution/2"}"#, "[]"] {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).unwrap()));
    }
}

#[test]
fn promised_names_are_there() {
    let comparison = case::read(include_str!("cases/everything.txt"));
    let value: Value = serde_json::from_str(&json::comparison(&comparison, &Default::default())).unwrap();
    assert_eq!(value["format"], "travaux/comparison/1");
    let has = |value: &Value, names: &[&str]| {
        for name in names {
            assert!(value.get(name).is_some(), "{name}");
        }
    };
    has(&value, &["before", "after", "changes", "summary", "warnings"]);
    has(&value["before"], &["format", "symbol", "title", "opener", "paragraphs", "footnotes", "warnings"]);
    has(&value["before"]["paragraphs"][0], &["id", "part", "label", "parent", "text"]);
    has(&value["before"]["footnotes"][0], &["mark", "text"]);
    has(
        &value["changes"][0],
        &["id", "kind", "before", "after", "moved", "renumbered", "significance", "reasons", "confidence", "segments"],
    );
    let segments = value["changes"].as_array().unwrap().iter().flat_map(|it| it["segments"].as_array().unwrap());
    for segment in segments {
        match segment["op"].as_str().unwrap() {
            "kept" => has(segment, &["before", "after"]),
            _ => has(segment, &["text"]),
        }
    }
}

#[test]
fn nothing_in_json_can_steer_a_terminal() {
    let comparison = case::read(include_str!("cases/hostile.txt"));
    let report = json::comparison(&comparison, &Default::default());
    assert!(!report.contains(['\u{1b}', '\u{202e}', '\u{200b}']));
    assert!(report.contains("\\u202e"));
    let value: Value = serde_json::from_str(&report).unwrap();
    assert!(value["after"]["paragraphs"][0]["text"].as_str().unwrap().contains('\u{1b}'));
}
