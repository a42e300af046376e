//! The list of changes: a line each, with a link to it. It opens from the bar, so that it is at hand everywhere.

use super::{Page, escape};
use crate::report::view;

impl Page<'_> {
    pub(super) fn contents(&self, out: &mut String) {
        let count = self.view.told().count();
        if count == 0 {
            return;
        }
        *out += &format!(
            "<details class=\"list\" id=\"list\"><summary>List of changes <span class=\"count\">{count}</span></summary>\n\
             <nav class=\"panel\" aria-label=\"List of changes\"><ul>\n"
        );
        for told in self.view.told() {
            let line = view::stat_line(told);
            let level = told.change.significance.map(|it| format!(" class=\"{}\"", it.name())).unwrap_or_default();
            *out += &format!(
                "<li data-of=\"{0}\"{level}><a href=\"#change-{0}\">{0}. <bdi>{1}</bdi></a> {2}</li>\n",
                told.number,
                escape(&line.name),
                escape(&line.says),
            );
        }
        *out += "</ul></nav></details>\n";
    }
}
