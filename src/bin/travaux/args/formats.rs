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
    let list = if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) };
    let is_known = DiffFormat::value_variants().iter().any(|format| format.extensions().contains(&extension));
    match extension {
        "pdf" if usual.iter().any(|extension| extension == ".html") => {
            CliError::UnknownExtension(path, format!("{list} (for a PDF, write .html and print it)"))
        }
        _ if is_known => CliError::CannotProduce(path, F::COMMAND, format!(".{extension}"), list),
        _ => CliError::UnknownExtension(path, list),
    }
}

/// Defines the formats of a command: the enum that `--format` takes, and the extensions that select each.
macro_rules! report_formats {
    ($(#[$about:meta])* $name:ident of $command:literal, $default:ident by default {
        $($(#[$help:meta])* $format:ident => $extensions:expr,)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name {
            $($(#[$help])* $format,)+
        }

        impl ReportFormat for $name {
            const DEFAULT: $name = $name::$default;
            const COMMAND: &'static str = $command;

            fn extensions(self) -> &'static [&'static str] {
                match self {
                    $($name::$format => $extensions,)+
                }
            }
        }
    };
}

const TXT: &[&str] = &["txt"];
const MD: &[&str] = &["md", "markdown"];
const JSON: &[&str] = &["json"];
const HTML: &[&str] = &["html", "htm"];
const DOCX: &[&str] = &["docx"];
const CSV: &[&str] = &["csv"];

report_formats! {
    /// The formats of `travaux diff`.
    DiffFormat of "diff", Terminal by default {
        /// For reading on a screen (.txt)
        Terminal => TXT,
        /// For pasting (.md)
        Markdown => MD,
        /// For programs (.json)
        Json => JSON,
        /// A page for a browser, for print or to share (.html)
        Html => HTML,
        /// A Word file with tracked changes (.docx)
        Docx => DOCX,
        /// For spreadsheets (.csv)
        Csv => CSV,
    }
}

report_formats! {
    /// The formats of `travaux changelog`.
    ChangelogFormat of "changelog", Markdown by default {
        /// For reading on a screen (.txt)
        Terminal => TXT,
        /// For pasting (.md)
        Markdown => MD,
        /// For programs (.json)
        Json => JSON,
        /// A page to paste into a mail (.html)
        Html => HTML,
        /// A Word file (.docx)
        Docx => DOCX,
    }
}

report_formats! {
    /// The formats of `travaux history`.
    HistoryFormat of "history", Terminal by default {
        /// For reading on a screen (.txt)
        Terminal => TXT,
        /// For pasting (.md)
        Markdown => MD,
        /// For programs (.json)
        Json => JSON,
        /// A page for a browser, for print or to share (.html)
        Html => HTML,
        /// A table in a Word file: a row for each clause, a column for each version (.docx)
        Docx => DOCX,
        /// The same table for spreadsheets (.csv)
        Csv => CSV,
    }
}

report_formats! {
    /// The formats of `travaux show`.
    ShowFormat of "show", Terminal by default {
        /// For reading on a screen (.txt)
        Terminal => TXT,
        /// For pasting (.md)
        Markdown => MD,
        /// For programs (.json)
        Json => JSON,
        /// Plain text, a paragraph a line: for grep, diff and git's textconv
        Text => &[],
    }
}

report_formats! {
    /// The formats of `travaux apply`.
    ApplyFormat of "apply", Terminal by default {
        /// For reading on a screen, with the ids of the paragraphs
        Terminal => &[],
        /// For pasting (.md)
        Markdown => MD,
        /// For programs (.json)
        Json => JSON,
        /// Plain text, a paragraph a line (.txt)
        Text => TXT,
        /// A page that shows what the amendments change (.html)
        Html => HTML,
        /// A Word file with what the amendments change as tracked changes (.docx)
        Docx => DOCX,
    }
}

report_formats! {
    /// The formats of `travaux amend`.
    AmendFormat of "amend", Text by default {
        /// Plain text, a paragraph a line (.txt)
        Text => TXT,
        /// For pasting (.md)
        Markdown => MD,
        /// For programs (.json)
        Json => JSON,
        /// A Word file (.docx)
        Docx => DOCX,
    }
}

report_formats! {
    /// The formats of `travaux verify`.
    VerifyFormat of "verify", Text by default {
        /// Plain text, a finding a line (.txt)
        Text => TXT,
    }
}
