//! One word, figure or sign of a text is changed, deleted or inserted: the comparison finds a difference, and its reports
//! show both spellings.

use travaux::model::{Comparison, RemovalKind, Resolution, Versions};
use travaux::report::{json, markdown, terminal};

use crate::support::exceptions::{Fault, excuse};
use crate::support::source::{Piece, PieceKind, Source};

/// What is put in for a word; it stands in no text.
const STRANGER: &str = "zyxolite";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edit {
    Change,
    Delete,
    Insert,
    /// A space between two digits.
    Part,
}

impl Edit {
    pub(crate) const ALL: [Edit; 4] = [Edit::Change, Edit::Delete, Edit::Insert, Edit::Part];
}

/// A changed source, and the spellings that were and are.
struct Changed {
    source: Source,
    old: String,
    new: String,
}

/// Changes one piece of a source; none where the edit makes no sense.
fn changed(source: &Source, piece: &Piece, edit: Edit) -> Option<Changed> {
    let text = source.text(piece);
    let around = &source.parts[piece.part];
    let space_before = around[..piece.range.start].ends_with(' ');
    let (range, by, new) = match (edit, piece.kind) {
        (Edit::Change, PieceKind::Word) => {
            let is_capital = text.starts_with(char::is_uppercase);
            let new = if is_capital { STRANGER.replacen('z', "Z", 1) } else { STRANGER.to_owned() };
            (piece.range.clone(), new.clone(), new)
        }
        (Edit::Change, PieceKind::Figure) => {
            let turned = |digit: u8| char::from(b'0' + (digit - b'0' + 1) % 10);
            let new: String = text.bytes().map(turned).collect();
            // 9 → 0 would lose a digit where zeros do not count
            if new.starts_with('0') {
                return None;
            }
            (piece.range.clone(), new.clone(), new)
        }
        (Edit::Change, PieceKind::Sign) if text == "¤" => return None,
        (Edit::Change, PieceKind::Sign) => (piece.range.clone(), "¤".to_owned(), "¤".to_owned()),
        (Edit::Delete, PieceKind::Word) if space_before => {
            (piece.range.start - 1..piece.range.end, String::new(), String::new())
        }
        (Edit::Delete, _) => (piece.range.clone(), String::new(), String::new()),
        (Edit::Insert, PieceKind::Word) => {
            (piece.range.start..piece.range.start, format!("{STRANGER} "), STRANGER.to_owned())
        }
        // a sign before a figure: a negative number
        (Edit::Insert, PieceKind::Figure) => (piece.range.start..piece.range.start, "−".to_owned(), "−".to_owned()),
        (Edit::Part, PieceKind::Figure) if text.len() > 1 => {
            let new = format!("{} {}", &text[..1], &text[1..]);
            (piece.range.clone(), new.clone(), new)
        }
        (Edit::Insert, PieceKind::Sign) | (Edit::Part, _) => return None,
    };
    let old = if edit == Edit::Insert { String::new() } else { source.shown(piece) };
    Some(Changed { source: source.replaced(piece, range, &by), old, new })
}

/// What is wrong with the comparison of a text and the same with one piece changed.
fn wrong(before: &Resolution, changed: &Changed, is_unique: bool) -> Option<String> {
    let after = match travaux::resolution(&changed.source.bytes()) {
        Ok(after) => after,
        Err(error) => return Some(format!("not read: {error}")),
    };
    if furniture(before) != furniture(&after) {
        return None;
    }
    let comparison = travaux::compare(Versions::new(before.clone(), after));
    if !comparison.has_changes() {
        return (!is_listed_as_typography(&comparison, changed)).then(|| "no difference".to_owned());
    }
    let terminal_options = terminal::Options { width: 1000, full: true, ..Default::default() };
    let reports = [
        ("terminal", terminal::comparison(&comparison, &terminal_options)),
        ("Markdown", markdown::comparison(&comparison, &markdown::Options { full: true, ..Default::default() })),
        ("JSON", json::comparison(&comparison, &Default::default())),
    ];
    for (name, report) in reports {
        // what Markdown escapes is written out
        let report = report.replace('\\', "");
        if !report.contains(&changed.new) {
            return Some(format!("{name} does not show the new spelling"));
        }
        if is_unique && !report.contains(&changed.old) {
            return Some(format!("{name} does not show the old spelling"));
        }
    }
    None
}

/// Whether the change cannot change the meaning (a hyphen in a compound, a comma or space that groups thousands), and both
/// spellings are listed.
fn is_listed_as_typography(comparison: &Comparison, changed: &Changed) -> bool {
    let is_joiner = |character: &char| matches!(character, '-' | ',' | ' ' | '\u{a0}');
    let bare = |text: &str| text.chars().filter(|character| !is_joiner(character)).collect::<String>();
    bare(&changed.old) == bare(&changed.new)
        && comparison.typography.iter().any(|difference| {
            let Versions { before, after } = &difference.spellings;
            before != after && bare(before) == bare(after) && after.contains(&changed.new)
        })
}

/// What was taken out of the text, where a change is none of the text; footnotes and organ lines are text.
fn furniture(resolution: &Resolution) -> Vec<(RemovalKind, &str)> {
    let is_furniture = |taken| {
        matches!(
            taken,
            RemovalKind::JobNumber
                | RemovalKind::Barcode
                | RemovalKind::PageNumber
                | RemovalKind::RunningHead
                | RemovalKind::Ornament
                | RemovalKind::Navigation
        )
    };
    let taken = resolution.ledger.iter().map(|entry| (entry.kind, entry.text.as_str()));
    taken.filter(|(taken, _)| is_furniture(*taken)).collect()
}

/// Tries one change of a source; gives what is wrong and has no excuse.
pub(crate) fn try_one(source: &Source, before: &Resolution, piece: &Piece, edit: Edit) -> Option<String> {
    let changed = changed(source, piece, edit)?;
    let is_unique = source.parts.iter().map(|part| part.matches(changed.old.as_str()).count()).sum::<usize>() == 1;
    let wrong = wrong(before, &changed, is_unique)?;
    excuse(&Fault { source, resolution: before, piece, edit: Some(edit) }).is_none().then_some(wrong)
}
