//! The page in a real browser. Needs Node.js, Chromium and `npm ci --prefix tests/browser`; else it is skipped, and says so.
//!
//! `SHOTS=folder cargo test --test library browser` also takes pictures of what was walked; `BLESS=1` draws those of the README.

use std::path::{Path, PathBuf};
use std::process::Command;

use travaux::model::{Comparison, Reason, Significance, Versions};
use travaux::report::html;

fn compared(name: &str) -> Comparison {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = |side: &str| {
        let path = samples.join(if side.is_empty() { format!("{name}.txt") } else { format!("{name}.{side}.txt") });
        travaux::resolution(&std::fs::read(path).unwrap()).unwrap()
    };
    let mut comparison = match name {
        "90-hostile" => travaux::compare(Versions::new(Default::default(), read(""))),
        _ => travaux::compare(Versions::new(read("before"), read("after"))),
    };
    // The filters by weight are there only where changes have weights.
    let weights = [Some(Significance::Substantive), Some(Significance::Routine), None, Some(Significance::Editorial)];
    for (at, change) in comparison.changes.iter_mut().enumerate().filter(|(_, change)| !change.is_noop()) {
        change.significance = weights[at % weights.len()].filter(|_| name == "20-long");
        let text = "a reason in a few words".to_owned();
        change.reasons.extend((at % 3 == 0).then_some(Reason {
            code: travaux::model::ReasonCode::Wording,
            significance: Significance::Editorial,
            text,
        }));
    }
    comparison
}

fn chromium() -> Option<PathBuf> {
    let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    places.into_iter().map(PathBuf::from).find(|place| place.exists())
}

#[test]
#[expect(clippy::print_stderr, reason = "what is skipped must be said")]
fn the_page_can_be_walked_and_read_by_everybody() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let skip = |why: &str| eprintln!("SKIPPED: the page was not tried in a browser, because {why}");
    let Some(chromium) = chromium() else { return skip("there is no Chromium in /usr/bin") };
    if Command::new("node").arg("--version").output().is_err() {
        return skip("there is no Node.js");
    }
    if !folder.join("node_modules/playwright-core").exists() {
        return skip("`npm ci --prefix tests/browser` was not run");
    }
    let place = tempfile::tempdir().unwrap();
    let names = ["20-long", "02-moved-paragraphs", "33-arabi", "07-page-furniture", "90-hostile"];
    let pages = names.into_iter().map(|name| {
        let page = place.path().join(format!("{name}.html"));
        std::fs::write(&page, html::comparison(&compared(name), &Default::default())).unwrap();
        page
    });
    let run = |pages: &[PathBuf], more: &[(&str, &Path)]| {
        let mut node = Command::new("node");
        node.arg(folder.join("walk.mjs")).arg(&chromium).args(pages).envs(more.iter().copied());
        let output = node.output().unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{}{}", said(&output.stdout), said(&output.stderr));
    };
    run(&pages.collect::<Vec<_>>(), &[]);
    if std::env::var_os("BLESS").is_some() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let page = place.path().join("20-long.html");
        let comparison = travaux::compare(compared("20-long").resolutions);
        std::fs::write(&page, html::comparison(&comparison, &Default::default())).unwrap();
        run(&[page], &[("PICTURES", Path::new("1")), ("SHOTS", &samples)]);
    }
}
