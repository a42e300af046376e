//! The changelog for programs: `travaux/changelog/1`.

use super::{Bullet, Changelog, Section, Step, to_json};
use crate::report::view::{self, View};

/// Writes the changelog of several steps, and of all of them together where there is more than one.
pub fn changelog(steps: &[view::ChangelogStep<'_>]) -> String {
    let (overall, steps): (Vec<_>, Vec<_>) = steps.iter().partition(|step| step.overall);
    let step = |step: &view::ChangelogStep<'_>| Step::new(step, &step.view());
    let (overall, steps) = (overall.first().copied().map(step), steps.into_iter().map(step).collect());
    to_json(&Changelog { format: "travaux/changelog/1".into(), overall, steps })
}

impl Step {
    fn new(step: &view::ChangelogStep<'_>, view: &View<'_>) -> Step {
        let bullets = |section: view::Section<'_>| {
            let bullet = |item: view::Bullet<'_>| {
                let page = (!item.page.is_empty()).then_some(item.page);
                let redline = item.redline.map(<[_]>::to_vec);
                Bullet { now: item.now, old: item.old, page, saying: item.text, redline, tags: item.tags }
            };
            section.bullets.into_iter().map(bullet).collect()
        };
        let sections = step.sections(view).into_iter();
        Step {
            names: view.names.clone(),
            about: view::about(view),
            verdict: view.verdict.line(),
            headlines: view.headlines.clone(),
            sections: sections.map(|item| Section { heading: item.heading.clone(), bullets: bullets(item) }).collect(),
            typographic_differences: view.typography.rows.iter().map(ToString::to_string).collect(),
            warnings: view.warnings.clone(),
        }
    }
}
