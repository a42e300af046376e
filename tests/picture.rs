//! The picture in the README is what the program prints. `BLESS=1 cargo test --test program picture` draws it anew.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// So many lines of the report fit a page.
const LINES: usize = 42;

#[test]
fn the_picture_is_current() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let output = Command::new(env!("CARGO_BIN_EXE_travaux"))
        .args(["diff", "20-long.before.txt", "20-long.after.txt", "--color", "always", "--width", "100"])
        .current_dir(&samples)
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let mut excerpt: String = report.lines().take(LINES).map(|line| format!("{line}\n")).collect();
    excerpt.push_str("  …\n");
    let drawn = anstyle_svg::Term::new().palette(anstyle_svg::WIN10_CONSOLE).render_svg(&excerpt);
    let path = samples.join("20-long.svg");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &drawn).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == drawn, "samples/20-long.svg is out of date: BLESS=1 cargo test --test program picture");
}
