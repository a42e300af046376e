//! The changelog for programs: `travaux/changelog/1`.

use schemars::JsonSchema;
use serde::Serialize;

use super::to_json;
use crate::model::{Segment, Versions};
use crate::report::view::{self, View};

/// Writes the changelog of several steps, and of all of them together where there is more than one.
pub fn changelog(steps: &[view::ChangelogStep<'_>]) -> String {
    let (overall, steps): (Vec<_>, Vec<_>) = steps.iter().partition(|step| step.overall);
    let step = |step: &view::ChangelogStep<'_>| Step::new(&step.view());
    let (overall, steps) = (overall.first().copied().map(step), steps.into_iter().map(step).collect());
    to_json(&Changelog { format: "travaux/changelog/1", overall, steps })
}

/// The changelog of several steps in prose.
#[derive(Serialize, JsonSchema)]
pub(super) struct Changelog {
    /// The contract and its version.
    #[schemars(extend("const" = "travaux/changelog/1"))]
    format: &'static str,
    /// What changed from the first version to the last, where there are three or more.
    overall: Option<Step>,
    steps: Vec<Step>,
}

/// What changed from one version to the next.
#[derive(Serialize, JsonSchema)]
struct Step {
    /// What the two texts are called.
    names: Versions<String>,
    /// The subject and the dates: `Subject: Lighthouses`.
    about: Vec<String>,
    /// What it comes to, and the counts.
    verdict: String,
    /// The changes that a reader must know first.
    headlines: Vec<String>,
    sections: Vec<Section>,
    /// What differs in typography only: `" → “: PP1, PP3`.
    typographic_differences: Vec<String>,
    warnings: Vec<String>,
}

/// A section of a changelog that has something to tell.
#[derive(Serialize, JsonSchema)]
struct Section {
    heading: String,
    bullets: Vec<Bullet>,
}

/// One thing that changed.
#[derive(Serialize, JsonSchema)]
struct Bullet {
    /// What the paragraph is called now.
    now: Option<String>,
    /// What it was called, where that differs or it is gone.
    old: Option<String>,
    /// The page it stands on, where the files have pages: `p. 3 (old p. 2)`.
    page: Option<String>,
    saying: String,
    /// The redline, where it shows the change better than the sentence.
    redline: Option<Vec<Segment>>,
    tags: Vec<String>,
}

impl Step {
    fn new(view: &View<'_>) -> Step {
        let bullets = |section: view::Section<'_>| {
            let bullet = |item: view::Bullet<'_>| {
                let page = (!item.page.is_empty()).then_some(item.page);
                let redline = item.redline.map(<[_]>::to_vec);
                Bullet { now: item.now, old: item.old, page, saying: item.text, redline, tags: item.tags }
            };
            section.bullets.into_iter().map(bullet).collect()
        };
        let sections = view::changelog(view).into_iter();
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
