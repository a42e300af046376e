//! The arguments of `travaux history`.

use std::path::PathBuf;

use clap::Args;

use super::{FormatArgs, HistoryFormat, OutputArgs, TrackedArgs};

pub(super) const EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux history L.9.pdf L.57.pdf RES_80_129.pdf
  travaux history drafts/*.docx --blame          which version brought which words
  travaux history drafts -o history.html         the files of a folder, in the order of their names
  travaux history --git draft.md                 the commits of a git history
  travaux history drafts/*.docx -o history.csv   a row for each clause, a column for each version
  travaux history drafts/*.docx -f json | jq '.paragraphs[] | [.id, .origin.version]'";

#[derive(Debug, Args)]
pub(crate) struct History {
    /// The versions, oldest first, or a folder of them; - is standard input
    #[arg(required_unless_present = "git", num_args = 1.., value_name = "VERSION")]
    pub(crate) versions: Vec<PathBuf>,
    /// Take the versions of PATH from its git history, one for each commit that changed it
    #[arg(long, value_name = "PATH", conflicts_with = "versions", display_order = 5)]
    pub(crate) git: Option<PathBuf>,
    /// Format of the report [default: by the extension of the output file, else terminal]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<HistoryFormat>,
    #[command(flatten)]
    pub(crate) tracked: TrackedArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) formatting: FormatArgs,
    /// Show the text of the last version, each phrase with the version that brought it
    #[arg(long, display_order = 5)]
    pub(crate) blame: bool,
}
