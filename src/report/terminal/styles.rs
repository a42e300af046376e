//! How the parts of a report look on a terminal: one struct, two makes.
//!
//! Signs carry the meaning and colour repeats it. In plain text changed words stand in the marks of wdiff and
//! `git diff --word-diff`: `[-removed-]`, `{+added+}`. In colour the marks give way to a strike and an underline, which
//! are seen without telling red from green. Only the sixteen colours are used, so that a reader's own theme rules.

use owo_colors::Style;

/// The styles of a report.
#[derive(Debug, Clone)]
pub struct Styles {
    /// The verdict and the names of paragraphs.
    pub strong: Style,
    /// What only helps to find one's way: runs of unchanged paragraphs, stubs, omissions.
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
    /// Doubts.
    pub doubt: Style,
    /// Added words.
    pub added: Style,
    /// Removed words.
    pub removed: Style,
    /// Whether changed words stand in marks.
    pub marks: bool,
}

impl Styles {
    /// No escape sequences; marks around changed words.
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
            doubt: none,
            added: none,
            removed: none,
            marks: true,
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
            doubt: Style::new().yellow(),
            added: Style::new().green().bold().underline(),
            removed: Style::new().red().strikethrough(),
            marks: false,
        }
    }

    pub(super) fn of(&self, role: Role) -> Style {
        match role {
            Role::Text => Style::new(),
            Role::Strong => self.strong,
            Role::Faint => self.faint,
            Role::AddedParagraph => self.added_paragraph,
            Role::RemovedParagraph => self.removed_paragraph,
            Role::Changed => self.changed,
            Role::Moved => self.moved,
            Role::Opening => self.opening,
            Role::Doubt => self.doubt,
            Role::Added => self.added,
            Role::Removed => self.removed,
        }
    }

    /// The marks around a stretch of a role.
    pub(super) fn marks_of(&self, role: Role) -> Option<(&'static str, &'static str)> {
        match role {
            Role::Added if self.marks => Some(("{+", "+}")),
            Role::Removed if self.marks => Some(("[-", "-]")),
            _ => None,
        }
    }
}

impl Default for Styles {
    /// Plain, because a library cannot know where its text goes.
    fn default() -> Styles {
        Styles::plain()
    }
}

/// What a stretch of a report is; [`Styles`] says how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Strong,
    Faint,
    AddedParagraph,
    RemovedParagraph,
    Changed,
    Moved,
    Opening,
    Doubt,
    Added,
    Removed,
}
