//! The arguments of `travaux history`.

use std::path::PathBuf;

use clap::Args;

use super::{FormatArgs, HistoryFormat, OutputArgs, TrackedArgs};

pub(super) const EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux history L.9.pdf L.57.pdf RES_80_129.pdf
  travaux history drafts/*.docx --blame          which version brought which words
  travaux history drafts/*.docx -o history.html
  travaux history drafts/*.docx -o history.csv   a row for each clause, a column for each version
  travaux history drafts/*.docx -f json | jq '.paragraphs[] | [.id, .origin.version]'";

#[derive(Debug, Args)]
pub(crate) struct History {
    /// The versions, oldest first; - is standard input
    #[arg(required = true, num_args = 2.., value_name = "VERSION")]
    pub(crate) versions: Vec<PathBuf>,
    /// Format of the report [default: by the extension of the output file, else terminal]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<HistoryFormat>,
    #[command(flatten)]
    pub(crate) taking: TrackedArgs,
    #[command(flatten)]
    pub(crate) printing: OutputArgs,
    #[command(flatten)]
    pub(crate) setting: FormatArgs,
    /// Show the text of the last version, each phrase with the version that brought it
    #[arg(long, display_order = 5)]
    pub(crate) blame: bool,
}
