//! A case file goes in, a `Comparison` comes out: enough to test reports without the rooms before them.
//!
//! ```text
//! == before            ids and texts, one paragraph a line; `title: text` for the header, `[1] text` for a footnote
//! == after
//! == links             one change a line, in the order of a report
//! PP1 PP1              a pair; unchanged or reworded, as the texts say
//! OP4 > OP12           a pair that moved
//! OP3 OP3,OP4          a split
//! - PP2                removed
//! + OP5                added
//! == notes             near misses (`near OP4 OP5 0.41`), doubts (`doubt OP5 0.4`), weights, warnings
//! ```

use similar::{Algorithm, ChangeTag, capture_diff_slices};
use travaux::diff::edits::{JoinWeights, edits_with};
use travaux::diff::{field_redline, spelling_runs};
use travaux::model::*;

pub(crate) fn read(case: &str) -> Comparison {
    let section = |name: &'static str| {
        let lines = case.lines().skip_while(move |line| line.trim() != format!("== {name}")).skip(1);
        lines.take_while(|line| !line.starts_with("== ")).filter(|line| !line.trim().is_empty())
    };
    let resolutions = Versions::new("before", "after").map(|side| resolution(&section(side).collect::<Vec<_>>()));
    let index = |side: Side, id: &str| {
        let id = id.replace('␣', " ");
        let at = resolutions.get(side).paragraphs.iter().position(|paragraph| paragraph.id.0 == id);
        ParagraphIndex(at.unwrap_or_else(|| panic!("no {id} {side:?}")))
    };
    let mut changes: Vec<Change> = section("links")
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (before, after, moved) = match words[..] {
                ["-", before] => (before, "", false),
                ["+", after] => ("", after, false),
                [before, ">", after] => (before, after, true),
                [before, after] => (before, after, false),
                _ => panic!("{line}"),
            };
            let list = |side, list: &str| {
                list.split(',').filter(|id| !id.is_empty()).map(|id| index(side, id)).collect::<Vec<_>>()
            };
            let paragraphs = Versions::new(list(Side::Before, before), list(Side::After, after));
            change(&resolutions, paragraphs, moved)
        })
        .collect();
    let mut near_misses = Vec::new();
    let mut warnings = Vec::new();
    for line in section("notes") {
        let words: Vec<&str> = line.split_whitespace().collect();
        let find = |changes: &[Change], id: &str| {
            let at = index(Side::After, id);
            changes.iter().position(|change| change.paragraphs.after.contains(&at)).expect("a change")
        };
        match words[..] {
            ["near", before, after, similarity] => near_misses.push(NearMiss {
                paragraphs: Versions::new(index(Side::Before, before), index(Side::After, after)),
                similarity: similarity.parse().expect("a number"),
            }),
            ["doubt", id, confidence] => {
                let at = find(&changes, id);
                changes[at].confidence = confidence.parse().expect("a number");
            }
            [weight @ ("substantive" | "routine" | "editorial" | "typographic"), id, ..] => {
                let at = find(&changes, id);
                let significance = match weight {
                    "substantive" => Significance::Substantive,
                    "routine" => Significance::Routine,
                    "editorial" => Significance::Editorial,
                    _ => Significance::Typographic,
                };
                changes[at].significance = changes[at].significance.max(Some(significance));
                let (code, text) = match words[2..] {
                    [code, ref text @ ..] if code.ends_with(':') => {
                        let code = serde_json::from_value(code.trim_end_matches(':').into());
                        (code.expect("the code of a reason"), text.join(" "))
                    }
                    ref text => (ReasonCode::Wording, text.join(" ")),
                };
                changes[at].reasons.push(Reason { code, significance, text });
            }
            _ => warnings.push(Warning::new(line)),
        }
    }
    Comparison {
        header: header(&resolutions),
        footnotes: footnotes(&resolutions),
        changes,
        near_misses,
        warnings,
        resolutions,
        ..Comparison::default()
    }
}

fn resolution(lines: &[&str]) -> Resolution {
    let mut resolution = Resolution::default();
    for line in lines {
        let (name, text) = line.split_once(' ').unwrap_or((line, ""));
        // `␣` stands for a space in an id, `\e` and the like for what an editor will not show.
        let text = text.replace("\\e", "\u{1b}").replace("\\u202e", "\u{202e}").replace("\\u200b", "\u{200b}");
        let field = match name {
            "symbol:" => Some(HeaderField::Symbol),
            "date:" => Some(HeaderField::Date),
            "title:" => Some(HeaderField::Title),
            "sponsors:" => Some(HeaderField::Sponsors),
            _ => None,
        };
        if let Some(field) = field {
            resolution.header.fields.insert(field, text);
        } else if let Some(mark) = name.strip_prefix('[') {
            let mark = mark.trim_end_matches(']').to_owned();
            resolution.footnotes.push(Footnote { mark, text, location: SourceLocation::default() });
        } else if name == "warning:" {
            resolution.warnings.push(Warning::at(SourceLocation { page: 2, line: 7 }, text));
        } else {
            let paragraph = paragraph(&resolution, &name.replace('␣', " "), text);
            resolution.paragraphs.push(paragraph);
        }
    }
    resolution
}

fn paragraph(resolution: &Resolution, id: &str, text: String) -> Paragraph {
    let stem = if id.ends_with(')') { id.rfind('(') } else { id.rfind('/') };
    let above = stem.map(|stem| &id[..stem]);
    let parent = resolution.indexed().find(|(_, paragraph)| Some(paragraph.id.0.as_str()) == above);
    let last = id.rsplit('/').next().unwrap_or(id);
    let part = match id {
        _ if last.starts_with('H') => Part::Heading,
        _ if last.starts_with('T') => Part::Table,
        _ if id.starts_with("Annex") => Part::Annex,
        _ if last.starts_with("PP") => Part::Preambular,
        _ => Part::Operative,
    };
    let (shown, form) = match stem.filter(|_| id.ends_with(')')) {
        Some(stem) => (&id[stem..], NumberStyle::Letter),
        None => (last.trim_start_matches("OP"), NumberStyle::Number),
    };
    let numbered = part != Part::Preambular && part.is_text();
    Paragraph {
        label: numbered.then(|| Label::new(shown.into(), form, 1)),
        parent: parent.map(|(at, _)| at),
        depth: parent.map_or(0, |(_, parent)| parent.depth + 1),
        ..Paragraph::new(ParagraphId(id.into()), part, &text)
    }
}

fn change(resolutions: &Versions<Resolution>, paragraphs: Versions<Vec<ParagraphIndex>>, moved: bool) -> Change {
    let join = |side: Side, with: fn(&Paragraph) -> String| {
        let texts = paragraphs.get(side).iter().map(|&at| with(&resolutions.get(side)[at]));
        texts.collect::<Vec<_>>().join("\n")
    };
    let texts = Versions::new(Side::Before, Side::After).map(|side| join(side, |it| it.text.clone()));
    let labels = Versions::new(Side::Before, Side::After)
        .map(|side| join(side, |it| it.label.as_ref().map(|label| label.text.clone()).unwrap_or_default().to_string()));
    let kind = match (paragraphs.before.len(), paragraphs.after.len()) {
        (0, _) => ChangeKind::Added,
        (_, 0) => ChangeKind::Removed,
        (1, 1) if texts.before == texts.after => ChangeKind::Unchanged,
        (1, 1) => ChangeKind::Reworded,
        (1, _) => ChangeKind::Split,
        _ => ChangeKind::Merged,
    };
    let alone = matches!(kind, ChangeKind::Added | ChangeKind::Removed);
    let segments = redline(texts.as_ref().map(String::as_str));
    Change {
        kind,
        moved,
        renumbered: !alone && labels.before != labels.after,
        confidence: 1.0,
        basis: if alone { LinkBasis::Unmatched } else { LinkBasis::SimilarWords },
        spelling_runs: spelling_runs(&segments),
        segments,
        edits: if alone { Vec::new() } else { edits(texts.as_ref().map(String::as_str)) },
        paragraphs,
        ..Change::default()
    }
}

/// The edits between two texts, as the program finds them.
fn edits(texts: Versions<&str>) -> Vec<Edit> {
    let resolution = |text: &str| {
        let lines = text.split('\n').enumerate();
        let paragraph = |(index, line): (usize, &str)| {
            Paragraph::new(ParagraphId(format!("OP{index}").into()), Part::Operative, line)
        };
        Resolution { paragraphs: lines.map(paragraph).collect(), ..Resolution::default() }
    };
    let resolutions = texts.map(resolution);
    edits_with(resolutions.as_ref(), &JoinWeights::FITTED)
}

/// Words and punctuation, each with the white space before it.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joins = last.is_some_and(|last| {
            last.is_whitespace() && last != '\n' || (last.is_alphanumeric() && (c.is_alphanumeric() || c == '-'))
        }) || last == Some('-');
        if at > 0 && !joins {
            tokens.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    tokens.push(&text[start..]);
    tokens.retain(|token| !token.is_empty());
    tokens
}

fn redline(texts: Versions<&str>) -> Vec<Segment> {
    let sides = texts.map(tokens);
    let keys = sides.as_ref().map(|side| side.iter().map(|it| it.trim_start_matches(' ')).collect::<Vec<_>>());
    let mut segments: Vec<Segment> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &keys.before, &keys.after) {
        for change in operation.iter_changes(&keys.before, &keys.after) {
            let old = change.old_index().map(|at| sides.before[at]).unwrap_or_default();
            let new = change.new_index().map(|at| sides.after[at]).unwrap_or_default();
            match (change.tag(), segments.last_mut()) {
                (ChangeTag::Equal, Some(Segment::Kept(both))) => {
                    both.before.push_str(old);
                    both.after.push_str(new);
                }
                (ChangeTag::Delete, Some(Segment::Removed { text })) => text.push_str(old),
                (ChangeTag::Insert, Some(Segment::Added { text })) => text.push_str(new),
                (ChangeTag::Equal, _) => segments.push(Segment::Kept(Versions::new(old.into(), new.into()))),
                (ChangeTag::Delete, _) => segments.push(Segment::Removed { text: old.into() }),
                (ChangeTag::Insert, _) => segments.push(Segment::Added { text: new.into() }),
            }
        }
    }
    segments
}

fn header(resolutions: &Versions<Resolution>) -> Vec<HeaderChange> {
    let fields = [HeaderField::Symbol, HeaderField::Date, HeaderField::Sponsors, HeaderField::Title];
    let values = |field| resolutions.as_ref().map(|side| side.header.get(field).map(str::to_owned));
    let changes = fields.map(|field| HeaderChange {
        field,
        segments: field_redline(values(field).as_ref().map(Option::as_deref)),
        values: values(field),
    });
    changes.into_iter().filter(|change| change.values.before != change.values.after).collect()
}

fn footnotes(resolutions: &Versions<Resolution>) -> Vec<FootnoteChange> {
    let marks = resolutions.before.footnotes.iter().chain(&resolutions.after.footnotes).map(|it| &it.mark);
    let marks: std::collections::BTreeSet<&String> = marks.collect();
    let find = |mark| resolutions.as_ref().map(|side| side.footnotes.iter().find(|it| it.mark == mark).cloned());
    let changes = marks.into_iter().map(|mark| {
        let footnotes = find(mark.as_str());
        let texts = footnotes.as_ref().map(|note| Some(note.as_ref()?.text.as_str()));
        FootnoteChange { segments: field_redline(texts), footnotes, references: Versions::default() }
    });
    changes.filter(|change| change.footnotes.before != change.footnotes.after).collect()
}
