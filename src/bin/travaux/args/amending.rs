//! The commands that write, apply and check amendments.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{AmendFormat, ApplyFormat, FormatArgs, OutputArgs, TrackedArgs};

pub(crate) const APPLY_EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux apply L.3.pdf L.28.pdf                 the draft as amended
  travaux apply L.3.pdf L.28.pdf -o amended.md
  travaux apply L.3.pdf L.28.pdf -o red.docx     what the amendment changes, as tracked changes
  travaux apply L.25.pdf L.30.pdf L.32.pdf -f json

An amendment is a list of instructions, in the wording of the United Nations, older or of Model UN:
  Delete operative paragraphs 5 and 6.
  In operative paragraph 8, after “…”, insert “…”.
  After operative paragraph 4, insert a new operative paragraph reading: “…”
Numbers refer to the draft. Where two amendments change one place, both are named.

\x1b[1m\x1b[4mExit codes:\x1b[0m
  0  all applied      1  some instructions cannot be applied; nothing is written without --partial      2  error";

pub(crate) const AMEND_EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux amend draft.docx revised.docx          the amendment that makes one of the other
  travaux amend draft.docx revised.docx -o amendment.docx

Numbers and quotations refer to the older version; renumbering is implied. A paragraph with many
changes is printed in full. The number of the symbol is left open: A/C.3/80/L.…

\x1b[1m\x1b[4mExit codes:\x1b[0m
  0  nothing to amend      1  an amendment      2  error";

#[derive(Debug, Args)]
pub(crate) struct Amend {
    /// The draft; - is standard input
    pub(crate) old: PathBuf,
    /// The version that it is to become; - is standard input
    pub(crate) new: PathBuf,
    /// Format of the amendment [default: by the extension of the output file, else text]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<AmendFormat>,
    #[command(flatten)]
    pub(crate) tracked: TrackedArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The draft; - is standard input
    pub(crate) base: PathBuf,
    /// The amendments, in the order in which they are applied; - is standard input
    #[arg(required = true, num_args = 1.., value_name = "AMENDMENT")]
    pub(crate) amendments: Vec<PathBuf>,
    /// Format of the amended text [default: by the extension of the output file, else terminal]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<ApplyFormat>,
    #[command(flatten)]
    pub(crate) tracked: TrackedArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) formatting: FormatArgs,
    /// Write the text even if some instructions cannot be applied
    #[arg(long, display_order = 5)]
    pub(crate) partial: bool,
}

pub(crate) const VERIFY_EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux verify L.11.docx revised.docx          tracked changes of a Word file
  travaux verify L.11.docx revised.md            CriticMarkup in Markdown
  travaux verify L.11.docx revised.docx --marks bold-strike

\x1b[1m\x1b[4mExit codes:\x1b[0m
  0  the marks show every change      1  they do not      2  error";

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The draft that the changes are marked against; - is standard input
    pub(crate) base: PathBuf,
    /// The file with marked changes; - is standard input
    pub(crate) marked: PathBuf,
    /// How changes are marked
    #[arg(long, value_enum, default_value_t = Marks::Tracked, display_order = 5)]
    pub(crate) marks: Marks,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How changes are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Marks {
    /// Tracked changes (Word), CriticMarkup (Markdown), ins and del (HTML)
    Tracked,
    /// Bold or underlined: new; struck through: deleted
    BoldStrike,
}
