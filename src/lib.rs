//! Compares versions of a resolution.
//!
//! TEMPORARY: the functions below stand in for the rooms that read and compare, until these are merged.
pub mod model;
pub mod report;

use model::*;

/// Reading, stubbed.
pub mod read {
    /// Why a document could not be read.
    #[derive(Debug, thiserror::Error)]
    pub enum Error {
        /// No characters.
        #[error("is empty: there is no text to read")]
        Empty,
        /// Not text.
        #[error("is binary: give the text, extracted or pasted")]
        Binary,
    }
}

/// Reads a resolution: one line a paragraph.
///
/// # Errors
/// If it is empty or binary.
pub fn resolution(_name: &str, bytes: &[u8]) -> Result<Resolution, read::Error> {
    if bytes.is_empty() {
        return Err(read::Error::Empty);
    }
    if bytes.contains(&0) {
        return Err(read::Error::Binary);
    }
    let text = String::from_utf8_lossy(bytes);
    let mut resolution = Resolution::default();
    let mut preambular = 0;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = digits > 0 && line[digits..].starts_with(". ");
        let (id, part, label, text) = if numbered {
            let label = Label { shown: line[..digits].into(), form: LabelForm::Number, ordinal: 0 };
            (format!("OP{}", &line[..digits]), Part::Operative, Some(label), &line[digits + 2..])
        } else {
            preambular += 1;
            (format!("PP{preambular}"), Part::Preambular, None, line)
        };
        resolution.paragraphs.push(Paragraph {
            id: ParagraphId(id),
            part,
            label,
            parent: None,
            depth: 0,
            text: text.to_owned(),
            tokens: Vec::new(),
            opening: None,
            marks: Vec::new(),
            place: Place::default(),
        });
    }
    Ok(resolution)
}

/// Compares by place alone.
pub fn compare(resolutions: Versions<Resolution>) -> Comparison {
    let mut changes = Vec::new();
    let counts = resolutions.as_ref().map(|side| side.paragraphs.len());
    for at in 0..counts.before.max(counts.after) {
        let pair = resolutions.as_ref().map(|side| side.paragraphs.get(at));
        let text = |it: Option<&Paragraph>| it.map(|it| it.text.clone());
        let here = |it: Option<&Paragraph>| it.map(|_| ParagraphIndex(at)).into_iter().collect();
        let (kind, segments) = match (text(pair.before), text(pair.after)) {
            (Some(a), Some(b)) if a == b => (ChangeKind::Unchanged, vec![Segment::Kept(Versions::new(a, b))]),
            (Some(a), Some(b)) => {
                (ChangeKind::Reworded, vec![Segment::Removed { text: a }, Segment::Added { text: b }])
            }
            (Some(a), None) => (ChangeKind::Removed, vec![Segment::Removed { text: a }]),
            (_, b) => (ChangeKind::Added, vec![Segment::Added { text: b.unwrap_or_default() }]),
        };
        changes.push(Change {
            kind,
            paragraphs: pair.map(here),
            moved: false,
            renumbered: false,
            confidence: 1.0,
            basis: Basis::SameSlot,
            significance: None,
            reasons: Vec::new(),
            segments,
        });
    }
    Comparison {
        resolutions,
        changes,
        header: Vec::new(),
        footnotes: Vec::new(),
        near_misses: Vec::new(),
        warnings: Vec::new(),
    }
}
