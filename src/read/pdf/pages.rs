//! What is asked of a library that reads PDF files, in our own words, so that another can take its place.

use crate::read::Error;

/// The pages of a file, one at a time: a page is big, and is not needed once its rows are known.
pub(super) trait PdfBackend {
    /// How many there are.
    fn count(&self) -> usize;

    /// What beside the pages is not read, a phrase each.
    fn unread(&self) -> Vec<String>;

    /// Whether there is still time.
    ///
    /// # Errors
    /// When reading has taken too long.
    fn check_time(&self) -> Result<(), Error>;

    /// What stands on one, counted from 0.
    ///
    /// # Errors
    /// When a limit is passed. What cannot be read of a page is said in [`Page::unread`] and is no error.
    fn page(&mut self, index: usize) -> Result<Page, Error>;
}

/// What stands on a page. Coordinates are points, `y` grows upwards.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Left edge, lower edge, right edge, upper edge.
    pub(super) edges: [f32; 4],
    /// Runs of characters, in the order they are drawn.
    pub(super) runs: Vec<Run>,
    /// Horizontal lines that are drawn: left end, right end and height.
    pub(super) rules: Vec<[f32; 3]>,
    /// What people wrote about the page, in windows of its own.
    pub(super) comments: Vec<String>,
    /// Whether a picture covers much of the page, of the few pages where that matters: those with hardly any text or
    /// with text that is not painted.
    pub(super) picture: bool,
    /// What is not read, a phrase each.
    pub(super) unread: Vec<String>,
}

/// Characters drawn at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) text: String,
    /// Where the first character begins, and where the last one ends.
    pub(super) start: [f32; 2],
    pub(super) end: [f32; 2],
    /// Size of the font in points.
    pub(super) size: f32,
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) strike: bool,
    pub(super) underline: bool,
    /// Quarter turns clockwise that the page needs for the run to stand upright.
    pub(super) turns: u8,
    /// Not painted, as the text after a scanned picture.
    pub(super) invisible: bool,
    /// The tagged paragraph it belongs to: runs of one have one number.
    pub(super) paragraph: Option<u32>,
    /// Tagged as something that is repeated from page to page.
    pub(super) furniture: Option<Edge>,
}

impl Run {
    /// Whether another run is set the same way on the same baseline.
    pub(super) fn looks_like(&self, other: &Run) -> bool {
        let set = |run: &Run| (run.italic, run.bold, run.strike, run.underline, run.furniture, run.paragraph);
        set(self) == set(other)
            && (self.size - other.size).abs() < 0.05 * other.size
            && (self.start[1] - other.start[1]).abs() < 0.02 * other.size
    }
}

/// Where a running line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Head,
    Foot,
}
