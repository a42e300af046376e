//! The formats of each command. A command has an enum of its own, so that its help lists only what it can write.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::error::CliError;
use crate::output::extension;

/// The formats that a command can write.
pub(crate) trait ReportFormat: ValueEnum + Copy + 'static {
    /// What is written where nothing else is asked for.
    const DEFAULT: Self;
    /// The command, as messages name it.
    const COMMAND: &'static str;

    /// The extensions that select the format, the usual one first.
    fn extensions(self) -> &'static [&'static str];

    /// The usual extension.
    fn extension(self) -> &'static str {
        self.extensions().first().copied().unwrap_or_default()
    }

    /// The format that the extension of a file selects.
    fn from_path(path: &Path) -> Result<Self, CliError> {
        let wanted = extension(path);
        let found = Self::value_variants().iter().find(|format| format.extensions().contains(&wanted.as_str()));
        found.copied().ok_or_else(|| unknown::<Self>(path.to_owned(), &wanted))
    }
}

/// Why an extension selects no format of a command.
fn unknown<F: ReportFormat>(path: PathBuf, extension: &str) -> CliError {
    let usual = F::value_variants().iter().filter_map(|format| format.extensions().first());
    let usual: Vec<String> = usual.map(|extension| format!(".{extension}")).collect();
    let [rest @ .., last] = usual.as_slice() else { return CliError::UnknownExtension(path, String::new()) };
    let list = format!("{} or {last}", rest.join(", "));
    let is_known = DiffFormat::value_variants().iter().any(|format| format.extensions().contains(&extension));
    match extension {
        "pdf" if usual.iter().any(|extension| extension == ".html") => {
            CliError::UnknownExtension(path, format!("{list} (for a PDF, write .html and print it)"))
        }
        _ if is_known => CliError::CannotProduce(path, F::COMMAND, format!(".{extension}"), list),
        _ => CliError::UnknownExtension(path, list),
    }
}

/// The formats of `travaux diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For reading on a screen (.txt)
    Terminal,
    /// For pasting (.md)
    Markdown,
    /// For programs (.json)
    Json,
    /// A page for a browser, for print or to share (.html)
    Html,
    /// A Word file with tracked changes (.docx)
    Docx,
    /// For spreadsheets (.csv)
    Csv,
}

impl ReportFormat for DiffFormat {
    const DEFAULT: DiffFormat = DiffFormat::Terminal;
    const COMMAND: &'static str = "diff";

    fn extensions(self) -> &'static [&'static str] {
        match self {
            DiffFormat::Terminal => &["txt"],
            DiffFormat::Markdown => &["md", "markdown"],
            DiffFormat::Json => &["json"],
            DiffFormat::Html => &["html", "htm"],
            DiffFormat::Docx => &["docx"],
            DiffFormat::Csv => &["csv"],
        }
    }
}

/// The formats of `travaux changelog`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangelogFormat {
    /// For reading on a screen (.txt)
    Terminal,
    /// For pasting (.md)
    Markdown,
    /// For programs (.json)
    Json,
    /// A page to paste into a mail (.html)
    Html,
    /// A Word file (.docx)
    Docx,
}

impl ReportFormat for ChangelogFormat {
    const DEFAULT: ChangelogFormat = ChangelogFormat::Markdown;
    const COMMAND: &'static str = "changelog";

    fn extensions(self) -> &'static [&'static str] {
        match self {
            ChangelogFormat::Terminal => DiffFormat::Terminal.extensions(),
            ChangelogFormat::Markdown => DiffFormat::Markdown.extensions(),
            ChangelogFormat::Json => DiffFormat::Json.extensions(),
            ChangelogFormat::Html => DiffFormat::Html.extensions(),
            ChangelogFormat::Docx => DiffFormat::Docx.extensions(),
        }
    }
}

/// The formats of `travaux history`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum HistoryFormat {
    /// For reading on a screen (.txt)
    Terminal,
    /// For pasting (.md)
    Markdown,
    /// For programs (.json)
    Json,
    /// A page for a browser, for print or to share (.html)
    Html,
    /// A table in a Word file: a row for each clause, a column for each version (.docx)
    Docx,
    /// The same table for spreadsheets (.csv)
    Csv,
}

impl ReportFormat for HistoryFormat {
    const DEFAULT: HistoryFormat = HistoryFormat::Terminal;
    const COMMAND: &'static str = "history";

    fn extensions(self) -> &'static [&'static str] {
        match self {
            HistoryFormat::Terminal => DiffFormat::Terminal.extensions(),
            HistoryFormat::Markdown => DiffFormat::Markdown.extensions(),
            HistoryFormat::Json => DiffFormat::Json.extensions(),
            HistoryFormat::Html => DiffFormat::Html.extensions(),
            HistoryFormat::Docx => DiffFormat::Docx.extensions(),
            HistoryFormat::Csv => DiffFormat::Csv.extensions(),
        }
    }
}

/// The formats of `travaux show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// For reading on a screen (.txt)
    Terminal,
    /// For pasting (.md)
    Markdown,
    /// For programs (.json)
    Json,
    /// Plain text, a paragraph a line: for grep, diff and git's textconv
    Text,
}

impl ReportFormat for ShowFormat {
    const DEFAULT: ShowFormat = ShowFormat::Terminal;
    const COMMAND: &'static str = "show";

    fn extensions(self) -> &'static [&'static str] {
        match self {
            ShowFormat::Terminal => DiffFormat::Terminal.extensions(),
            ShowFormat::Markdown => DiffFormat::Markdown.extensions(),
            ShowFormat::Json => DiffFormat::Json.extensions(),
            ShowFormat::Text => &[],
        }
    }
}

/// The formats of `travaux apply`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ApplyFormat {
    /// For reading on a screen, with the ids of the paragraphs (.txt)
    Terminal,
    /// For pasting (.md)
    Markdown,
    /// For programs (.json)
    Json,
    /// Plain text, a paragraph a line
    Text,
    /// A page that shows what the amendments change (.html)
    Html,
    /// A Word file with what the amendments change as tracked changes (.docx)
    Docx,
}

impl ReportFormat for ApplyFormat {
    const DEFAULT: ApplyFormat = ApplyFormat::Terminal;
    const COMMAND: &'static str = "apply";

    fn extensions(self) -> &'static [&'static str] {
        match self {
            ApplyFormat::Terminal => DiffFormat::Terminal.extensions(),
            ApplyFormat::Markdown => DiffFormat::Markdown.extensions(),
            ApplyFormat::Json => DiffFormat::Json.extensions(),
            ApplyFormat::Html => DiffFormat::Html.extensions(),
            ApplyFormat::Docx => DiffFormat::Docx.extensions(),
            ApplyFormat::Text => &[],
        }
    }
}

/// The formats of `travaux amend`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AmendFormat {
    /// Plain text, a paragraph a line (.txt)
    Text,
    /// For pasting (.md)
    Markdown,
    /// For programs (.json)
    Json,
    /// A Word file (.docx)
    Docx,
}

impl ReportFormat for AmendFormat {
    const DEFAULT: AmendFormat = AmendFormat::Text;
    const COMMAND: &'static str = "amend";

    fn extensions(self) -> &'static [&'static str] {
        match self {
            AmendFormat::Text => DiffFormat::Terminal.extensions(),
            AmendFormat::Markdown => DiffFormat::Markdown.extensions(),
            AmendFormat::Json => DiffFormat::Json.extensions(),
            AmendFormat::Docx => DiffFormat::Docx.extensions(),
        }
    }
}
