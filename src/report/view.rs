//! Decides once what every report contains.
//!
//! In: a [`Comparison`], or a history or a single resolution. Out: a [`View`]: what a paragraph is called, in which order
//! changes are listed, what is folded into one line, the renumbering map, where a move is reported, and the verdict.
//! Formats only write it.
//!
//! - The list of changes: [`name`], [`page`], [`entry`], [`renumber`], [`field`], [`frame`](mod@frame), [`filter`].
//! - The text of a change: [`redline`], [`layout`](mod@layout), [`quote`], [`words`], [`order`], [`text`].
//! - What it comes to: [`recurring`], [`salience`], [`headline`], [`verdict`], [`remarks`],
//!   [`typography`](mod@typography).
//! - Kinds of report: [`changelog`](mod@changelog), [`table`](mod@table), [`stat`](mod@stat),
//!   [`concordance`](mod@concordance).

mod changelog;
mod concordance;
mod entry;
mod field;
mod filter;
mod frame;
mod headline;
mod history;
mod layout;
mod name;
mod negotiation;
mod order;
mod page;
mod quote;
mod recurring;
mod redline;
mod remarks;
mod renumber;
mod salience;
mod stat;
mod table;
mod text;
mod typography;
mod verdict;
pub(super) mod words;

pub use changelog::{Bullet, CONTEXT, ChangelogStep, Section, about};
pub use concordance::concordance;
pub use entry::{Entry, Presentation, ReportedChange};
pub use field::FieldDiff;
pub use frame::{Frame, SUBMISSION_LINE, frame, printed_fields, sort_for_reading, submission_line};
pub use history::{HistoryEntry, HistoryView, TracedRun};
pub use layout::{LayoutLine, LayoutRun, Role, layout, layout_paragraph, project};
pub use name::Name;
pub use negotiation::{open_changes, open_counts, open_movement, open_text};
pub use order::{MergedItem, merged_order};
pub use page::page_breaks;
pub use recurring::Recurring;
pub use redline::{Elision, Piece, Sides, is_rewritten, pieces};
pub use renumber::Renumbering;
pub use stat::{Stat, StatLine, stat, stat_line};
pub use table::{TableRow, negotiation_rows, table, typography_rows};
pub use text::{
    closing_quotes, excerpt, format_label, label_prefix, ledger, ledger_heading, quoted_beginning, summarize,
    summarize_amendment, with_footnote_refs,
};
pub use typography::{Typography, TypographyRow};
pub use verdict::Verdict;

use crate::model::{ChangeCounts, Comparison, HeaderField, Resolution, Side, Versions};

/// The content of every report of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct View<'a> {
    /// The comparison that is reported.
    pub comparison: &'a Comparison,
    /// What the two texts are called.
    pub names: Versions<String>,
    /// The counts.
    pub counts: ChangeCounts,
    /// The result in a sentence, and the counts.
    pub verdict: Verdict,
    /// The most important changes, a sentence each.
    pub headlines: Vec<String>,
    /// Replacements that are reported once for all paragraphs.
    pub recurring: Vec<Recurring>,
    /// Changes and runs of unchanged paragraphs, in the order of the newer text.
    pub entries: Vec<Entry<'a>>,
    /// Paragraphs whose ids changed.
    pub renumbering: Vec<Renumbering>,
    /// Header fields that differ.
    pub header: Vec<FieldDiff>,
    /// Closing lines that differ.
    pub closing: Vec<FieldDiff>,
    /// Footnotes that differ.
    pub footnotes: Vec<FieldDiff>,
    /// What differs in typography only.
    pub typography: Typography,
    /// Warnings about either text and about the comparison.
    pub warnings: Vec<String>,
    /// What a filter left out, in a sentence.
    pub filter_note: Option<String>,
}

impl<'a> View<'a> {
    /// Makes the view. `names` are used where the symbols are equal or missing.
    pub fn new(comparison: &'a Comparison, names: Option<&Versions<String>>) -> View<'a> {
        let counts = comparison.counts();
        let moves_with_parent = entry::moves_with_parent(comparison);
        let entries = entry::list(comparison, &moves_with_parent);
        let typography = typography::list(comparison);
        let recurring = recurring::recurring(&entries);
        let mut headlines = headline::headlines(comparison, &entries, &recurring);
        let mut verdict = Verdict::new(comparison, &counts, &typography, &recurring);
        verdict.take_single(comparison, &mut headlines);
        let warnings = |side: Side| {
            let warnings = comparison.resolutions.get(side).warnings.iter();
            warnings.map(move |warning| format!("{}: {warning}", side.text_name()))
        };
        let texts = comparison.resolutions.as_ref();
        View {
            comparison,
            names: text_names(texts, names),
            counts,
            verdict,
            headlines,
            recurring,
            entries,
            renumbering: renumber::map(comparison),
            header: comparison.header.iter().map(FieldDiff::from_header).collect(),
            closing: comparison.closing.iter().map(|change| FieldDiff::from_closing(texts, change)).collect(),
            footnotes: comparison.footnotes.iter().map(|change| FieldDiff::from_footnote(texts, change)).collect(),
            typography,
            warnings: comparison
                .warnings
                .iter()
                .map(ToString::to_string)
                .chain(warnings(Side::Before))
                .chain(warnings(Side::After))
                .collect(),
            filter_note: None,
        }
    }

    /// The names of both texts: `A/C.1/80/L.7 → A/RES/80/12`.
    pub fn title(&self) -> String {
        format!("{} → {}", self.names.before, self.names.after)
    }

    /// The renumbering map in sentences, each a heading and ranges: `Renumbered` and `OP5–OP14 were OP4–OP13`.
    pub fn renumbering_sentences(&self) -> Vec<(&'static str, String)> {
        renumber::sentences(&self.renumbering)
    }

    /// The reported changes, in order.
    pub fn changes(&self) -> impl Iterator<Item = &ReportedChange<'a>> {
        self.entries.iter().filter_map(Entry::changed)
    }
}

/// Names the two texts by their symbols if these differ, otherwise by the given names.
fn text_names(texts: Versions<&Resolution>, names: Option<&Versions<String>>) -> Versions<String> {
    let symbols = texts.map(|text| text.header.get(HeaderField::Symbol));
    match (symbols.before, symbols.after, names) {
        (Some(before), Some(after), _) if before != after => Versions::new(before.to_owned(), after.to_owned()),
        (_, _, Some(names)) => names.clone(),
        _ => Versions::from_fn(|side| side.text_name().to_owned()),
    }
}
