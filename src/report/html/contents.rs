//! The list of changes, a line with a link each. It opens from the tool bar, so that it is always at hand.

use maud::{Markup, html};

use super::Page;
use crate::model::Significance;
use crate::report::escape::text;
use crate::report::view;

impl Page<'_> {
    pub(super) fn contents(&self) -> Markup {
        let count = self.view.changes().count();
        html! {
            @if count > 0 {
                details.list #list {
                    summary { "List of changes " span.count { (count) } }
                    nav.panel aria-label="List of changes" {
                        ul {
                            @for reported in self.view.changes() {
                                @let (line, number) = (view::stat_line(reported), reported.number);
                                @let significance = reported.change.significance.map(Significance::name);
                                li data-of=(number) class=[significance] {
                                    a href={ "#change-" (number) } { (number) ". " bdi { (text(&line.name)) } }
                                    " " (text(&line.summary))
                                } "\n"
                            }
                        }
                    }
                }
            }
        }
    }
}
