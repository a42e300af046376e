//! A pager, as git has one: only on a terminal, only for what is longer than the screen.
//!
//! `TRAVAUX_PAGER` wins over `PAGER`; empty or `cat` means none. A pager that cannot be started is no trouble: the
//! report is printed.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

use unicode_width::UnicodeWidthStr;

/// What is used where nothing is asked for: leaves short text on the screen, passes colours through, keeps the screen.
const DEFAULT: &str = "less -FRX";

/// Shows a report in a pager; false if it still must be printed.
pub(crate) fn page(report: &str) -> bool {
    if !io::stdout().is_terminal() || fits(report) {
        return false;
    }
    let Some(command) = command() else { return false };
    let Ok(mut pager) = start(&command) else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // A reader who leaves early has seen enough.
        let _ = input.write_all(report.as_bytes());
    }
    // A shell says 126 or 127 where it could not start the command.
    pager.wait().is_ok_and(|status| !matches!(status.code(), Some(126 | 127)))
}

/// Whether a report leaves room for the prompt below it.
fn fits(report: &str) -> bool {
    let Some((width, height)) = terminal_size::terminal_size_of(io::stdout()) else { return true };
    let width = usize::from(width.0).max(1);
    // Escape sequences are counted too: at worst a pager that ends by itself is started for nothing.
    let rows = report.lines().map(|line| line.width().div_ceil(width).max(1));
    rows.take(usize::from(height.0)).sum::<usize>() < usize::from(height.0)
}

fn command() -> Option<String> {
    let asked = ["TRAVAUX_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let command = asked.unwrap_or_else(|| DEFAULT.to_owned());
    let command = command.trim();
    (!command.is_empty() && command != "cat").then(|| command.to_owned())
}

fn start(command: &str) -> io::Result<Child> {
    let plain = |c: char| c.is_alphanumeric() || " -_./=+:,".contains(c);
    let mut words = command.split_whitespace();
    let mut pager = match words.next() {
        // Without a shell a missing program is known at once.
        Some(program) if command.chars().all(plain) => {
            let mut pager = Command::new(program);
            pager.args(words);
            pager
        }
        _ => {
            let mut pager = Command::new("sh");
            pager.args(["-c", command]);
            pager
        }
    };
    for (name, value) in [("LESS", "FRX"), ("LV", "-c"), ("LESSCHARSET", "utf-8")] {
        if env::var_os(name).is_none() {
            pager.env(name, value);
        }
    }
    pager.stdin(Stdio::piped()).spawn()
}
