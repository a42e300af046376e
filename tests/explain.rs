//! What a change means, case by case: `cases.tsv` has a change a line with the weight and the reasons it must get.
//!
//! Columns, parted by tabs: frame, before, after, significance (`-` for none), reason codes in order of the alphabet,
//! and words that the reasons must hold. A text may have several paragraphs, parted by ` ¶ `; they stand as operative
//! ones (frame `op`) or preambular ones (`pp`) between paragraphs that do not change. In a frame that begins with `y`
//! the older text is of session 79 and the newer of session 80; with `s` both are Security Council texts of one year;
//! else neither has a header. Frame `doc` is a whole document. The weight is that of the weightiest change, the codes are those of all changes, and `warns` is among them
//! where the comparison warns.

mod spellings;

use std::collections::BTreeSet;

use travaux::model::{ChangeKind, Comparison, ReasonCode, Versions};

struct Row<'a> {
    line: usize,
    frame: &'a str,
    texts: Versions<&'a str>,
    significance: &'a str,
    codes: Vec<&'a str>,
    says: Vec<&'a str>,
}

fn cases() -> Vec<Row<'static>> {
    let lines = include_str!("explain/cases.tsv").lines().enumerate();
    let cases = lines.filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()).map(|(at, line)| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [frame, before, after, significance, codes, ..] = columns[..] else { panic!("{}: {line}", at + 1) };
        let says = columns.get(5).map(|says| says.split(" & ").collect()).unwrap_or_default();
        let codes = codes.split(',').filter(|code| !code.is_empty()).collect();
        Row { line: at + 1, frame, texts: Versions::new(before, after), significance, codes, says }
    });
    cases.collect()
}

/// A whole document around the text of a case.
fn document(frame: &str, text: &str, symbol: &str) -> String {
    if frame == "doc" {
        return text.replace(" ¶ ", "\n\n");
    }
    let paragraphs: Vec<&str> = text.split(" ¶ ").filter(|text| !text.is_empty()).collect();
    let (preamble, operative) = if frame.ends_with("pp") { (paragraphs, vec![]) } else { (vec![], paragraphs) };
    let mut out = if frame.starts_with(['y', 's']) { format!("{symbol}\n\n") } else { String::new() };
    out += "The General Assembly,\n\nBearing in mind the needs of those who keep lighthouses in winter,\n\n";
    out.extend(preamble.iter().map(|text| format!("{text}\n\n")));
    out += "Convinced that a light at sea serves the ships of every nation,\n\n";
    let last = [
        "Thanks the keepers of the northern coast for their patience;",
        "Intends to return to the matter in due course.",
    ];
    for (at, text) in operative.iter().chain(&last).enumerate() {
        out += &format!("{}. {text}\n\n", at + 1);
    }
    out
}

fn compared(case: &Row<'_>) -> Comparison {
    let symbols = match case.frame {
        frame if frame.starts_with('s') => Versions::new("S/2034/341", "S/2034/1021"),
        _ => Versions::new("A/RES/79/10", "A/RES/80/12"),
    };
    let texts = case.texts.zip(symbols).map(|(text, symbol)| document(case.frame, text, symbol));
    travaux::compare(texts.map(|text| travaux::resolution(text.as_bytes()).unwrap()))
}

#[test]
fn every_case_is_explained() {
    let mut wrong = String::new();
    for case in cases() {
        let comparison = compared(&case);
        let weight = comparison.changes.iter().filter_map(|change| change.significance).max();
        let weight = weight.map_or("-", |weight| weight.name());
        let reasons: Vec<_> = comparison.changes.iter().flat_map(|change| &change.reasons).collect();
        let mut codes: BTreeSet<String> = reasons.iter().map(|reason| name(Some(&reason.code))).collect();
        if !comparison.warnings.is_empty() {
            codes.insert("warns".to_owned());
        }
        let said: Vec<String> = reasons.iter().map(|reason| reason.text.clone()).collect();
        let warned = comparison.warnings.iter().map(ToString::to_string);
        let said = said.into_iter().chain(warned).collect::<Vec<_>>().join(" | ");
        let all_said = case.says.iter().all(|words| said.contains(words));
        if weight != case.significance || codes.into_iter().collect::<Vec<_>>() != case.codes || !all_said {
            wrong += &format!("\nline {}: {} → {}\n", case.line, case.texts.before, case.texts.after);
            wrong += &format!("  wanted {} {:?} {:?}\n", case.significance, case.codes, case.says);
            let got: Vec<_> = reasons.iter().map(|reason| reason.code).collect();
            wrong += &format!("  got    {weight} {got:?} {said}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A value as JSON calls it.
fn name(value: Option<&impl serde::Serialize>) -> String {
    let name = value.map(|value| serde_json::to_value(value).unwrap());
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_else(|| "-".to_owned())
}

/// `edits.tsv`: what each edit of a change means as a whole.
#[test]
fn every_edit_means_what_it_must() {
    let lines = include_str!("explain/edits.tsv").lines().enumerate();
    let mut wrong = String::new();
    for (at, line) in lines.filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [frame, before, after, expected] = columns[..] else { panic!("{}: {line}", at + 1) };
        let texts = Versions::new(before, after);
        let row = Row { line: at + 1, frame, texts, significance: "", codes: Vec::new(), says: Vec::new() };
        let comparison = compared(&row);
        let edits = comparison.changes.iter().flat_map(|change| &change.edits);
        let shown = edits.map(|edit| {
            format!("{} {} {}", name(edit.types.first()), name(Some(&edit.significance)), name(edit.direction.as_ref()))
        });
        let shown = shown.collect::<Vec<_>>().join(",");
        if shown != expected {
            wrong += &format!("\nline {}: {before} → {after}\n  wanted {expected}\n  got    {shown}\n", at + 1);
        }
        for change in comparison.changes.iter().filter(|change| !change.edits.is_empty()) {
            let heaviest = change.edits.iter().map(|edit| edit.significance).max();
            assert!(heaviest <= change.significance, "line {}", at + 1);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_reason_has_a_case() {
    let cases = cases();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let said: BTreeSet<&str> = cases.iter().flat_map(|case| case.codes.iter().copied()).collect();
    // The schema lists every code.
    let schema = schemars::schema_for!(ReasonCode);
    let codes = schema.get("oneOf").and_then(|codes| codes.as_array()).unwrap();
    assert!(codes.len() > 40, "{schema:?}");
    for code in codes {
        let name = code["const"].as_str().unwrap();
        // only an amended draft has it: see tests/amend
        if name == "amendment" {
            continue;
        }
        assert!(said.contains(name), "no case has {name}");
    }
}

#[test]
fn a_comparison_read_the_other_way_round_has_the_same_significance_where_time_plays_no_part() {
    for case in cases().iter().filter(|case| !case.frame.starts_with('y') && case.frame != "doc") {
        let there = compared(case);
        let back = travaux::compare(there.resolutions.clone().reversed());
        let weight = |comparison: &Comparison| comparison.changes.iter().filter_map(|change| change.significance).max();
        // steps are found from the figures of the text, and time goes one way
        if !case.codes.iter().any(|code| matches!(*code, "rollover" | "ageing" | "off-step" | "list-update")) {
            assert_eq!(weight(&there), weight(&back), "line {}", case.line);
        }
    }
}

#[test]
fn the_same_words_have_no_significance() {
    for case in cases() {
        for change in compared(&case).changes {
            let most = change.significance.is_none_or(|weight| weight == travaux::model::Significance::Typographic);
            assert!(change.kind != ChangeKind::Unchanged || most, "line {}", case.line);
            let strongest = change.reasons.iter().map(|reason| reason.significance).max();
            assert_eq!(change.significance, strongest, "line {}", case.line);
            let explained = change.kind == ChangeKind::Unchanged || strongest.is_some();
            assert!(explained, "line {}: a change of words without a reason", case.line);
        }
    }
}
