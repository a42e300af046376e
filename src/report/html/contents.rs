//! The list of changes, a line with a link each. It opens from the tool bar, so that it is always at hand.

use super::{Page, escape};
use crate::report::view;

impl Page<'_> {
    pub(super) fn contents(&self, out: &mut String) {
        let count = self.view.changes().count();
        if count == 0 {
            return;
        }
        *out += &format!(
            "<details class=\"list\" id=\"list\"><summary>List of changes <span class=\"count\">{count}</span></summary>\n\
             <nav class=\"panel\" aria-label=\"List of changes\"><ul>\n"
        );
        for reported in self.view.changes() {
            let line = view::stat_line(reported);
            let level = reported
                .change
                .significance
                .map(|significance| format!(" class=\"{}\"", significance.name()))
                .unwrap_or_default();
            *out += &format!(
                "<li data-of=\"{0}\"{level}><a href=\"#change-{0}\">{0}. <bdi>{1}</bdi></a> {2}</li>\n",
                reported.number,
                escape(&line.name),
                escape(&line.summary),
            );
        }
        *out += "</ul></nav></details>\n";
    }
}
