//! Reports of hand-made comparisons, one case file each, against snapshots that can be opened and read.
//!
//! `INSTA_UPDATE=always cargo test --test library report` blesses what is new; `CASE=file cargo test --test library look --
//! --ignored --nocapture` shows a case of one's own in colour at the width of `COLUMNS`.

mod case;
#[allow(clippy::unwrap_used, reason = "a failed unwrap is the failure, in helpers too")]
mod columns;
#[allow(clippy::unwrap_used, reason = "a failed unwrap is the failure, in helpers too")]
mod consistency;
mod contract;
#[allow(clippy::unwrap_used, reason = "a failed unwrap is the failure, in helpers too")]
mod headlines;
#[allow(clippy::unwrap_used, reason = "a failed unwrap is the failure, in helpers too")]
mod injection;
mod scaling;

use travaux::report::terminal::{self, Styles};
use travaux::report::view::ChangelogStep;
use travaux::report::{json, markdown};

macro_rules! cases {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), include_str!(concat!("report/cases/", stringify!($name), ".txt")));
        })*
    };
}

cases! { everything folding hostile moves nothing renumbering rewording sections splits throughout }

fn check(name: &str, case: &str) {
    let comparison = case::read(case);
    let plain = |width| terminal::Options { width, ..Default::default() };
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("report/snapshots");
    settings.bind(|| {
        insta::assert_snapshot!(format!("{name}.terminal"), terminal::comparison(&comparison, &plain(80)));
        insta::assert_snapshot!(format!("{name}.markdown"), markdown::comparison(&comparison, &Default::default()));
        insta::assert_snapshot!(format!("{name}.changelog"), markdown::changelog(&[ChangelogStep::new(&comparison)]));
        if name == "everything" {
            let wide = terminal::Options { full: true, ..plain(120) };
            insta::assert_snapshot!("everything.terminal-wide-full", terminal::comparison(&comparison, &wide));
            let coloured = terminal::Options { styles: Styles::coloured(), ..plain(80) };
            let coloured = terminal::comparison(&comparison, &coloured).replace('\u{1b}', "␛");
            insta::assert_snapshot!("everything.terminal-coloured", coloured);
            insta::assert_snapshot!("everything.json", json::comparison(&comparison, &Default::default()));
            let show = terminal::resolution(&comparison.resolutions.after, &plain(80));
            insta::assert_snapshot!("everything.show", show);
            let show = markdown::resolution(&comparison.resolutions.after, &Default::default());
            insta::assert_snapshot!("everything.show-markdown", show);
        }
    });
}

#[test]
fn no_line_is_wider_than_asked() {
    use unicode_width::UnicodeWidthStr;
    for case in [include_str!("report/cases/everything.txt"), include_str!("report/cases/hostile.txt")] {
        let comparison = case::read(case);
        for width in [24, 40, 80, 120] {
            let report = terminal::comparison(&comparison, &terminal::Options { width, ..Default::default() });
            for line in report.lines() {
                assert!(line.width() <= width, "{width}: {line}");
                assert_eq!(line, line.trim_end());
            }
        }
    }
}

#[test]
#[ignore = "for looking at a case of one's own"]
fn look() {
    let file = std::env::var("CASE").expect("CASE=file");
    let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(80);
    let comparison = case::read(&std::fs::read_to_string(file).expect("a case"));
    let styles = if std::env::var_os("NO_COLOR").is_some() { Styles::plain() } else { Styles::coloured() };
    print(&terminal::comparison(&comparison, &terminal::Options { width, styles, ..Default::default() }));
    print(&markdown::changelog(&[ChangelogStep::new(&comparison)]));
    print(&markdown::comparison(&comparison, &Default::default()));
}

#[expect(clippy::print_stdout, reason = "somebody asked to look")]
fn print(report: &str) {
    println!("{report}");
}
