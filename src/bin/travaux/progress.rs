//! What is going on, shown on the terminal to whoever waits longer than a second.
//!
//! It is one line on standard error, drawn anew each second and gone before anything else is written. A thread waits
//! for the first second to pass, and most times in vain: it costs nothing but its start. A crate for progress bars
//! would bring a layer for terminals along, and has nothing to say about when to begin.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthChar;

/// Nobody wonders before this, and the time is shown as often.
const SECOND: Duration = Duration::from_secs(1);

/// Does some work, and reports it where it takes long: `reading draft.pdf (14 MB) … 3 s`.
pub(crate) fn during<T>(doing: &str, work: impl FnOnce() -> T) -> T {
    let _line = Line::begin(doing);
    work()
}

/// A line that is shown until it is dropped.
struct Line(Option<(Sender<()>, JoinHandle<()>)>);

impl Line {
    fn begin(doing: &str) -> Line {
        let dumb = std::env::var_os("TERM").is_none_or(|name| name == "dumb" || name.is_empty());
        if dumb || !io::stderr().is_terminal() {
            return Line(None);
        }
        let doing = doing.to_owned();
        let (sender, receiver) = channel();
        // without a thread there is no line, which is no trouble
        let thread = thread::Builder::new().spawn(move || draw(&doing, &receiver));
        Line(thread.ok().map(|thread| (sender, thread)))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            // what is drawn must be gone before anything else is written
            let _ = thread.join();
        }
    }
}

/// Draws the line each second until the sender is gone.
fn draw(doing: &str, over: &Receiver<()>) {
    let begun = Instant::now();
    let mut drawn = false;
    while over.recv_timeout(SECOND) == Err(RecvTimeoutError::Timeout) {
        drawn = true;
        let width = terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
        let line = line(doing, begun.elapsed().as_secs(), width);
        let _ = write!(io::stderr(), "\r{line}\x1b[K");
    }
    if drawn {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
}

/// The line, shorter than the terminal is wide: one that wraps could not be drawn over.
fn line(doing: &str, seconds: u64, width: usize) -> String {
    let time = format!(" … {seconds} s");
    let room = width.saturating_sub(time.chars().count() + 1);
    let mut columns = 0;
    let fits = |character: &char| {
        columns += character.width().unwrap_or(0);
        columns <= room
    };
    doing.chars().take_while(fits).collect::<String>() + &time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_never_wraps() {
        assert_eq!(line("reading draft.pdf", 3, 80), "reading draft.pdf … 3 s");
        assert_eq!(line("reading draft.pdf", 3, 20), "reading draft … 3 s");
        assert_eq!(line("大会大会大会", 12, 14), "大会大 … 12 s");
        assert!(line("reading draft.pdf", 3, 2).starts_with(" …"));
    }
}
