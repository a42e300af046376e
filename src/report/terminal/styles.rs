//! The styles of a terminal report: plain or coloured.
//!
//! Signs carry the meaning and colour repeats it. In plain text changed words have the delimiters of wdiff and `git
//! diff --word-diff`: `[-removed-]`, `{+added+}`. In colour they are struck or underlined instead, which does not
//! depend on telling red from green. Only the sixteen standard colours are used, so that the reader's theme applies.

use owo_colors::Style;

/// The style of words that are not marked.
pub(super) const TEXT: Style = Style::new();

/// The styles of a report.
#[derive(Debug, Clone)]
pub struct Styles {
    /// The verdict and the names of paragraphs.
    pub strong: Style,
    /// Orientation: runs of unchanged paragraphs, stubs, elisions.
    pub faint: Style,
    /// The sign and text of an added paragraph.
    pub added_paragraph: Style,
    /// The sign and text of a removed paragraph.
    pub removed_paragraph: Style,
    /// The sign of a changed paragraph.
    pub changed: Style,
    /// The sign of a moved paragraph.
    pub moved: Style,
    /// The opening phrase of a paragraph.
    pub opening: Style,
    /// Warnings and uncertain matches.
    pub uncertainty: Style,
    /// Added words.
    pub added: Style,
    /// Removed words.
    pub removed: Style,
    /// Whether changed words are in delimiters.
    pub has_delimiters: bool,
}

impl Styles {
    /// No escape sequences; delimiters around changed words.
    pub fn plain() -> Styles {
        let none = Style::new();
        Styles {
            strong: none,
            faint: none,
            added_paragraph: none,
            removed_paragraph: none,
            changed: none,
            moved: none,
            opening: none,
            uncertainty: none,
            added: none,
            removed: none,
            has_delimiters: true,
        }
    }

    /// Colour, underline and strike.
    pub fn coloured() -> Styles {
        Styles {
            strong: Style::new().bold(),
            faint: Style::new().dimmed(),
            added_paragraph: Style::new().green(),
            removed_paragraph: Style::new().red(),
            changed: Style::new().yellow(),
            moved: Style::new().blue(),
            opening: Style::new().italic(),
            uncertainty: Style::new().yellow(),
            added: Style::new().green().bold().underline(),
            removed: Style::new().red().strikethrough(),
            has_delimiters: false,
        }
    }
}

impl Default for Styles {
    /// Plain, because a library does not know where its text goes.
    fn default() -> Styles {
        Styles::plain()
    }
}
