//! A comparison goes in; what every report tells comes out, decided once.
//!
//! Here is decided what a paragraph is called, in which order changes are told, what is folded into one line, what
//! the renumbering map says, where a move is told, and how the verdict reads. Steps, one file each: [`name`],
//! [`entry`], [`page`], [`renumber`], [`redline`], [`field`], [`setting`], [`order`](mod@order), [`table`](mod@table),
//! [`quote`], [`recurring`], [`headline`], [`typography`](mod@typography), [`verdict`], [`changelog`](mod@changelog), [`filter`],
//! [`salience`], [`remarks`], [`stat`](mod@stat),
//! [`concordance`](mod@concordance).

mod changelog;
mod concordance;
mod entry;
mod field;
mod filter;
mod frame;
mod headline;
mod name;
mod order;
mod page;
mod quote;
mod recurring;
mod redline;
mod references;
mod remarks;
mod renumber;
mod salience;
mod setting;
mod stat;
pub(super) mod stretch;
mod table;
mod text;
mod typography;
mod verdict;

pub use changelog::{Bullet, CONTEXT, Changelog, Section, about, changelog};
pub use concordance::{Pairing, concordance};
pub use entry::{Entry, Telling, Told};
pub use field::Field;
pub use frame::{Frame, frame, printed_field};
pub use name::Name;
pub use order::{Slot, order};
pub use page::turns;
pub use quote::{Hunk, Place, hunks};
pub use recurring::Recurring;
pub use redline::{Elision, Ink, Piece, is_rewritten, pieces};
pub use renumber::Renumbering;
pub use setting::{Line, Role, Run, lines, number, one_side, whole};
pub use stat::{Stat, StatLine, stat, stat_line};
pub use table::{TableRow, table, typography_rows};
pub use text::{Shown, closing_quotes, gist, inventory, ledger, printed, removed_furniture, with_marks};
pub use typography::{Exchange, Typography};
pub use verdict::Verdict;

use crate::model::{ChangeCounts, Comparison, HeaderField, Resolution, Versions};

/// What every report of a comparison tells.
#[derive(Debug, Clone, PartialEq)]
pub struct View<'a> {
    /// What it is a view of.
    pub comparison: &'a Comparison,
    /// What the two texts are called.
    pub names: Versions<String>,
    /// The counts.
    pub tally: ChangeCounts,
    /// What it comes to, and the counts.
    pub verdict: Verdict,
    /// The changes that a reader must know first.
    pub headlines: Vec<String>,
    /// Replacements that are told once for all paragraphs.
    pub recurring: Vec<Recurring>,
    /// The changes, in the order of the newer text.
    pub entries: Vec<Entry<'a>>,
    /// Which paragraphs are called differently now.
    pub renumbering: Vec<Renumbering>,
    /// Header fields that differ.
    pub header: Vec<Field>,
    /// Closing lines that differ.
    pub closing: Vec<Field>,
    /// Footnotes that differ.
    pub footnotes: Vec<Field>,
    /// What differs in typography only.
    pub typography: Typography,
    /// The doubts about either text and about the comparison.
    pub warnings: Vec<String>,
    /// What a filter left out.
    pub left_out: Option<String>,
}

impl<'a> View<'a> {
    /// Decides it all. `names` are used where the symbols do not tell the two texts apart.
    pub fn new(comparison: &'a Comparison, names: Option<&Versions<String>>) -> View<'a> {
        let tally = comparison.counts();
        let travels = entry::travels(comparison);
        let (entries, (renumbering, typography)) = rayon::join(
            || entry::list(comparison, &travels),
            || (renumber::map(comparison, &travels), typography::list(comparison)),
        );
        let recurring = recurring::recurring(&entries);
        let mut headlines = headline::headlines(comparison, &entries, &recurring);
        let mut verdict = Verdict::new(comparison, &tally, &typography, &recurring);
        verdict.take_single(comparison, &mut headlines);
        let warnings = |resolution: &Resolution, text: &str| {
            resolution.warnings.iter().map(|warning| format!("{text}: {warning}")).collect::<Vec<_>>()
        };
        let texts = comparison.resolutions.as_ref();
        View {
            comparison,
            names: text_names(texts, names),
            tally,
            verdict,
            headlines,
            recurring,
            entries,
            renumbering,
            header: comparison.header.iter().map(Field::of_header).collect(),
            closing: comparison.closing.iter().map(|change| Field::of_closing(texts, change)).collect(),
            footnotes: comparison.footnotes.iter().map(|change| Field::of_footnote(texts, change)).collect(),
            typography,
            warnings: comparison
                .warnings
                .iter()
                .map(ToString::to_string)
                .chain(warnings(texts.before, "older text"))
                .chain(warnings(texts.after, "newer text"))
                .collect(),
            left_out: None,
        }
    }

    /// The changes that are told, in order.
    pub fn told(&self) -> impl Iterator<Item = &Told<'a>> {
        self.entries.iter().filter_map(Entry::told)
    }
}

/// Calls the two texts by their symbols where these tell them apart, else by the given names.
fn text_names(texts: Versions<&Resolution>, names: Option<&Versions<String>>) -> Versions<String> {
    let symbols = texts.map(|text| text.header.get(HeaderField::Symbol));
    match (symbols.before, symbols.after, names) {
        (Some(before), Some(after), _) if before != after => Versions::new(before.to_owned(), after.to_owned()),
        (_, _, Some(names)) => names.clone(),
        _ => Versions::new("older text".to_owned(), "newer text".to_owned()),
    }
}
