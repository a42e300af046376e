//! Where the clauses of several versions come from: lineage, blame, rows.

mod drafts;
mod lineage;
mod properties;
mod words;

use travaux::model::{History, VersionIndex};

/// Clauses that have nothing in common, by their first letter; `a1` is `a` reworded, `a2` reworded otherwise.
pub(crate) fn clause(name: &str) -> String {
    let (base, variant) = name.split_at(1);
    let words = match base {
        "a" => "Requests the keepers of every lighthouse to trim their lamps before nightfall and to log each hour",
        "b" => "Invites coastal towns to lend rowing boats and sturdy ropes for rescues during the winter gales",
        "c" => "Decides that pilots shall carry printed charts of shoals, wrecks and currents aboard all ferries",
        "d" => "Thanks fishing crews who reported drifting ice, lost buoys and broken moorings to harbour offices",
        "e" => "Encourages schools near harbours to teach swimming, knots and signalling flags to their pupils",
        "f" => "Welcomes generous gifts of whale oil, wicks and brass fittings from merchants of the northern isles",
        _ => panic!("no clause {name}"),
    };
    match variant {
        "" => words.to_owned(),
        "1" => {
            let ends = ["at once", "in full", "every year", "without delay", "twice weekly", "beyond measure"];
            format!("{words} {}", ends[usize::from(base.as_bytes()[0] - b'a')])
        }
        "2" => format!("{words}, {base}{base}{base} {base}{base} included"),
        _ => panic!("no variant {name}"),
    }
}

/// The history of versions whose operative paragraphs are given by their names: `a b c|a b1 c`. `b+c` is one paragraph
/// of two clauses.
pub(crate) fn history(versions: &str) -> History {
    let texts = versions.split('|').map(|names| {
        let clauses = names.split_whitespace().enumerate().map(|(index, names)| {
            let text = names.split('+').map(clause).collect::<Vec<_>>().join(", and ");
            format!("{}. {text};\n\n", index + 1)
        });
        format!("The General Assembly,\n\n{}", clauses.collect::<String>())
    });
    let read = |text: String| travaux::resolution(text.as_bytes()).unwrap();
    travaux::history(&texts.map(read).collect::<Vec<_>>())
}

/// The paths of the paragraphs of the last version, as `OP1: OP2 - OP1`, one a line.
pub(crate) fn paths(history: &History) -> Vec<String> {
    let last = history.last().unwrap();
    let ids = |version: usize, paragraphs: &[travaux::model::ParagraphIndex]| {
        let ids: Vec<String> = paragraphs.iter().map(|at| history.versions[version][*at].id.to_string()).collect();
        if ids.is_empty() { "-".to_owned() } else { ids.join("+") }
    };
    let clauses = history.clauses.iter().map(|clause| {
        let path: Vec<String> = clause.path.iter().enumerate().map(|(version, at)| ids(version, at)).collect();
        format!("{}: {}", last[clause.paragraph].id, path.join(" "))
    });
    clauses.collect()
}

/// The words that each version brought to a paragraph of the last version: `0 Requests the keepers|2 without delay`.
pub(crate) fn blame(history: &History, index: usize) -> String {
    let clause = &history.clauses[index];
    let text: Vec<char> = history.last().unwrap()[clause.paragraph].text.chars().collect();
    let spans = clause.spans.iter().map(|blame| {
        let VersionIndex(version) = blame.version;
        format!("{version}{}", text[blame.span.start..blame.span.end].iter().collect::<String>())
    });
    spans.collect::<Vec<_>>().join("|")
}
