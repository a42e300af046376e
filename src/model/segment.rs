//! The words of a redline: kept, removed, added.

use std::ops::Range;

use ecow::EcoString;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Side, Versions};

/// A stretch of a redline. The `before` of kept and the removed ones in order give the older text, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum Segment {
    /// The same words, each side in its own spelling.
    Kept(#[schemars(with = "Versions<String>")] Versions<EcoString>),
    /// Words only in the older text.
    Removed {
        /// The words, with the white space before them.
        #[schemars(with = "String")]
        text: EcoString,
    },
    /// Words only in the newer text.
    Added {
        /// The words, with the white space before them.
        #[schemars(with = "String")]
        text: EcoString,
    },
}

/// Kept words that correspond, without the white space before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingRun {
    /// The words of each side, as byte ranges in its text of the segment.
    pub words: Versions<Range<usize>>,
    /// The characters that differ, as byte ranges in the words of each side.
    pub differences: Vec<Versions<Range<usize>>>,
}

impl Segment {
    /// Words that both sides have in one spelling.
    pub fn kept(text: &str) -> Segment {
        let text = EcoString::from(text);
        Segment::Kept(Versions::new(text.clone(), text))
    }

    /// Words only in the older text.
    pub fn removed(text: &str) -> Segment {
        Segment::Removed { text: text.into() }
    }

    /// Words only in the newer text.
    pub fn added(text: &str) -> Segment {
        Segment::Added { text: text.into() }
    }

    /// The words of both sides, if they are kept in two spellings.
    pub fn spellings(&self) -> Option<Versions<&str>> {
        match self {
            Segment::Kept(both) if both.before != both.after => Some(both.as_ref().map(|text| text.as_str())),
            _ => None,
        }
    }

    /// The stretch as one side has it.
    pub fn text(&self, side: Side) -> &str {
        match (self, side) {
            (Segment::Kept(both), side) => both.get(side),
            (Segment::Removed { text }, Side::Before) | (Segment::Added { text }, Side::After) => text,
            _ => "",
        }
    }
}
