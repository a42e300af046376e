//! The command line, as the help texts describe it.

mod amending;
mod formats;
mod history;

use std::env;
use std::ffi::OsString;
use std::ops::Range;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use travaux::model::Significance;

use crate::error::inert;
use crate::git;
pub(crate) use amending::{Amend, Apply, Marks, Verify};
pub(crate) use formats::{
    AmendFormat, ApplyFormat, ChangelogFormat, DiffFormat, HistoryFormat, ReportFormat, ShowFormat, VerifyFormat,
};
pub(crate) use history::History;

const EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux diff draft.docx adopted.pdf            what changed, on the screen
  travaux diff draft.docx adopted.pdf -o red.docx  the same as a Word file with tracked changes
  travaux changelog L.11.pdf L.11_Rev.1.pdf      what changed from version to version, as a list
  travaux history L.9.pdf L.57.pdf RES_80_129.pdf  which version brought which clause
  travaux apply L.3.pdf L.28.pdf                 a draft as an amendment changes it; amend writes one
  travaux show draft.docx                        how a document was read

\x1b[1m\x1b[4mExit codes:\x1b[0m
  0  no difference      1  differences      2  error";

const DIFF_EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux diff draft.txt adopted.txt
  travaux diff draft.txt adopted.txt -o changes.md
  travaux diff draft.txt adopted.txt -f json | jq .summary
  travaux diff draft.txt adopted.txt --only substantive
  travaux diff draft.txt adopted.txt --stat      an overview on one screen
  travaux diff draft.txt adopted.txt --concordance -o numbers.csv
  travaux diff draft.txt adopted.txt -o page.html
  travaux diff draft.txt adopted.txt -o redline.docx --author Secretariat
  travaux diff draft.txt adopted.txt -o table.docx --table
  travaux diff negotiated.docx                   the tracked changes of a Word file
  pdftotext -layout L.11.pdf - | travaux diff - adopted.txt

\x1b[1m\x1b[4mSigns:\x1b[0m
  + added   - removed   ~ reworded   > moved here   < moved away   / split   & merged
  Changed words without colour: [-removed-] {+added+}";

const CHANGELOG_EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux changelog draft.txt adopted.txt
  travaux changelog L.11.txt L.11_Rev.1.txt adopted.txt -o history.md
  travaux changelog draft.txt adopted.txt -f terminal

The changelog is Markdown unless --format or the extension of the output file says otherwise.";

const SHOW_EXAMPLES: &str = "\x1b[1m\x1b[4mExamples:\x1b[0m
  travaux show draft.txt
  travaux show draft.txt --ledger                what page furniture was removed, and where it stood
  travaux show draft.txt -f json | jq -r '.paragraphs[].id'";

/// Compare versions of a resolution
///
/// Shows which paragraphs of a resolution were added, removed, reworded, moved, renumbered, split or merged from one
/// version to the next, and which words changed. Understands preambular and operative paragraphs, subparagraphs,
/// annexes and footnotes; ignores page furniture and line breaks, and lists typographic differences apart.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true, subcommand_required = true)]
#[command(after_help = EXAMPLES, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The arguments of this run; help, or what is wrong with them, ends it.
pub(crate) fn arguments() -> Arguments {
    let error = match Arguments::try_parse_from(command_line()) {
        Ok(arguments) => return arguments,
        Err(error) => error,
    };
    // Errors quote arguments. So the same error is made again of arguments that cannot steer a terminal. Only one that
    // is not Unicode can be right when written out; the error about it quotes nothing.
    let inert = command_line().into_iter().map(|argument| inert(&argument));
    Arguments::try_parse_from(inert).err().unwrap_or(error).exit()
}

/// The arguments as given; git's call of its external diff, which has no command, is one of `diff`.
fn command_line() -> Vec<OsString> {
    let mut arguments: Vec<OsString> = env::args_os().collect();
    let paths: Vec<PathBuf> = arguments.iter().skip(1).map(PathBuf::from).collect();
    if matches!(git::call(&paths), Some(git::Call::Versions(_))) {
        arguments.insert(1, "diff".into());
    }
    arguments
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what changed from one version to another
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// List what changed from version to version, in sentences
    #[command(after_help = CHANGELOG_EXAMPLES)]
    Changelog(Changelog),
    /// Show where each clause of the last version comes from, over all versions
    #[command(after_help = history::EXAMPLES)]
    History(History),
    /// Show how a document was read: paragraphs, numbers, footnotes, warnings
    #[command(after_help = SHOW_EXAMPLES)]
    Show(Show),
    /// Write what changed as a formal amendment
    #[command(after_help = amending::AMEND_EXAMPLES)]
    Amend(Amend),
    /// Apply amendments to a draft: the text as amended
    #[command(after_help = amending::APPLY_EXAMPLES)]
    Apply(Apply),
    /// Check that a draft with marked changes shows every change against its base
    #[command(after_help = amending::VERIFY_EXAMPLES)]
    Verify(Verify),
    /// Print the JSON Schema of the JSON reports
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man {
        /// A command; without it, the page of travaux itself
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The older version, or a single file with tracked changes; - is standard input
    pub(crate) old: PathBuf,
    /// The newer version; - is standard input
    pub(crate) new: Option<PathBuf>,
    /// More versions, or what git adds when it calls this command as its external diff
    #[arg(hide = true)]
    pub(crate) more: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) tracked: TrackedArgs,
    /// Format of the report [default: by the extension of the output file, else terminal]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<DiffFormat>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) formatting: FormatArgs,
    /// Show everything in full: long unchanged passages, and in a table the unchanged paragraphs
    #[arg(long, display_order = 5)]
    pub(crate) full: bool,
    /// Show older and newer text side by side on the screen
    #[arg(long, display_order = 5)]
    pub(crate) side_by_side: bool,
    /// Write HTML with inline styles, to paste into an e-mail
    #[arg(long, display_order = 5)]
    pub(crate) inline_styles: bool,
    /// Write a table of three columns: older text, newer text, remarks
    #[arg(long, display_order = 5)]
    pub(crate) table: bool,
    /// Show an overview on one screen: counts by significance, and the most important changes in a line each
    #[arg(long, display_order = 5, conflicts_with_all = ["table", "full", "side_by_side"])]
    pub(crate) stat: bool,
    /// Show the concordance of old and new numbers
    #[arg(long, display_order = 5, conflicts_with_all = ["table", "full", "side_by_side", "stat"])]
    pub(crate) concordance: bool,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    /// Write tracked changes without comments
    #[arg(long, display_order = 7, conflicts_with = "table")]
    pub(crate) no_comments: bool,
    /// Track differences in typography too: quotation marks, dashes, spaces, the hyphenation of one word
    #[arg(long, display_order = 7, conflicts_with = "table")]
    pub(crate) typography: bool,
    /// Put the tracked changes into the older version, a Word file, so that its styles are kept
    #[arg(long, display_order = 7, conflicts_with = "table")]
    pub(crate) base: bool,
    /// Author of the tracked changes and comments [default: travaux]
    #[arg(long, value_name = "NAME", display_order = 7)]
    pub(crate) author: Option<String>,
    /// Date of the tracked changes, as 2026-11-24 or 2026-11-24T09:30:00Z [default: none]
    #[arg(long, value_name = "DATE", value_parser = date, display_order = 7)]
    pub(crate) date: Option<String>,
    /// Show the page of every change, where the files have pages
    #[arg(long, display_order = 5)]
    pub(crate) pages: bool,
    /// As git's external diff, exit with 1 for differences; needs diff.<driver>.trustExitCode
    #[arg(long, display_order = 8)]
    pub(crate) exit_code: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Changelog {
    /// The versions, oldest first; - is standard input
    #[arg(required = true, num_args = 2.., value_name = "VERSION")]
    pub(crate) versions: Vec<PathBuf>,
    /// Format of the report [default: by the extension of the output file, else markdown]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<ChangelogFormat>,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) tracked: TrackedArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) formatting: FormatArgs,
    /// Show the page of every change, where the files have pages
    #[arg(long, display_order = 5)]
    pub(crate) pages: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The document; - is standard input
    pub(crate) file: PathBuf,
    /// Format of the report [default: by the extension of the output file, else terminal]
    #[arg(short, long, value_enum, display_order = 1)]
    pub(crate) format: Option<ShowFormat>,
    #[command(flatten)]
    pub(crate) tracked: TrackedArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) formatting: FormatArgs,
    /// List the page furniture that was removed: running heads, page numbers, mark-up …
    #[arg(long, display_order = 5)]
    pub(crate) ledger: bool,
    /// Show a text under negotiation as AUTHOR proposes it, by brackets ([EU: add …]) and tracked changes
    #[arg(long = "side", value_name = "AUTHOR", display_order = 5, conflicts_with = "clean")]
    pub(crate) author: Option<String>,
    /// Show a text under negotiation without its open brackets and options
    #[arg(long, display_order = 5)]
    pub(crate) clean: bool,
}

/// Which side of tracked changes is read.
#[derive(Debug, Args)]
pub(crate) struct TrackedArgs {
    /// Read files with tracked changes as the original or the accepted text [default: accepted, with a warning]
    #[arg(long = "as", value_enum, value_name = "SIDE", display_order = 5)]
    pub(crate) side: Option<TrackedSide>,
}

/// The sides of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrackedSide {
    /// The text before the changes
    Original,
    /// The text with the changes
    Accepted,
}

/// Which changes are shown.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Show only changes of at least this significance; what is left out is counted
    #[arg(long, value_enum, value_name = "SIGNIFICANCE", display_order = 5)]
    pub(crate) only: Option<Weight>,
}

/// What a change weighs at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Weight {
    /// Changes that may affect the meaning
    Substantive,
    /// Also what follows the calendar: sessions, dates, symbols
    Routine,
    /// Also wording that does not affect meaning
    Editorial,
}

impl From<Weight> for Significance {
    fn from(weight: Weight) -> Significance {
        match weight {
            Weight::Substantive => Significance::Substantive,
            Weight::Routine => Significance::Routine,
            Weight::Editorial => Significance::Editorial,
        }
    }
}

/// Where a report goes.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Write to FILE (atomically); the extension selects the format
    #[arg(short, long, value_name = "FILE", display_order = 2)]
    pub(crate) output: Option<PathBuf>,
    /// Do not use a pager
    #[arg(long, display_order = 6)]
    pub(crate) no_pager: bool,
}

/// How a report looks.
#[derive(Debug, Args)]
pub(crate) struct FormatArgs {
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", display_order = 3, alias = "colour")]
    pub(crate) color: Colour,
    /// Maximum line width [default: the width of the terminal, at most 120, or 247 side by side]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..), display_order = 4)]
    pub(crate) width: Option<u16>,
}

/// A date as Word files have them; noon where no time is said.
fn date(text: &str) -> Result<String, String> {
    let digits: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let number = |range: Range<usize>| text.get(range).and_then(|part| part.parse::<u16>().ok()).unwrap_or(0);
    let date = match digits.as_str() {
        "0000-00-00" => format!("{text}T12:00:00Z"),
        "0000-00-00T00:00:00Z" => text.to_owned(),
        _ => return Err("not a date; write 2026-11-24 or 2026-11-24T09:30:00Z".to_owned()),
    };
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    if year == 0 || !(1..=days_in(year, month)).contains(&day) {
        return Err("no such day; write year, month and day, as in 2026-11-24".to_owned());
    }
    if digits.len() > 10 && (number(11..13) > 23 || number(14..16) > 59 || number(17..19) > 59) {
        return Err("no such time; write hours, minutes and seconds, as in 2026-11-24T09:30:00Z".to_owned());
    }
    Ok(date)
}

/// How many days a month has; none where there is no such month.
fn days_in(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR or TERM=dumb is set; everywhere with CLICOLOR_FORCE
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        for (text, shown) in [
            ("2026-11-24", "2026-11-24T12:00:00Z"),
            ("2024-02-29", "2024-02-29T12:00:00Z"),
            ("2000-02-29T23:59:59Z", "2000-02-29T23:59:59Z"),
        ] {
            assert_eq!(date(text).as_deref(), Ok(shown));
        }
        for (text, says) in [
            ("2026-13-45", "no such day; write year, month and day, as in 2026-11-24"),
            ("0000-00-00", "no such day"),
            ("0000-01-01", "no such day"),
            ("2026-00-10", "no such day"),
            ("2026-01-00", "no such day"),
            ("2026-02-30", "no such day"),
            ("2026-04-31T10:00:00Z", "no such day"),
            ("2100-02-29", "no such day"),
            ("2026-11-24T24:00:00Z", "no such time"),
            ("2026-11-24T09:60:00Z", "no such time"),
            ("2026-11-24 09:30", "write 2026-11-24 or 2026-11-24T09:30:00Z"),
            ("24.11.2026", "write 2026-11-24 or"),
            ("2026-1-2", "write 2026-11-24 or"),
            ("२०२६-११-२४", "write 2026-11-24 or"),
            ("", "write 2026-11-24 or"),
        ] {
            assert!(date(text).unwrap_err().contains(says), "{text}");
        }
    }
}
