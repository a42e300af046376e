//! Spaces and commas where words were taken out or put in.
//!
//! A quotation rarely says whether the space beside it goes with it, and often has one comma too many or too few for the
//! place. The words themselves are never touched.

use std::ops::Range;

use crate::text::is_ideograph;

/// A change of a text that fits: what is replaced, by what, and what was adjusted that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fitted {
    pub(super) range: Range<usize>,
    pub(super) with: String,
    pub(super) note: Option<&'static str>,
}

/// Fits words into a range of a text; empty words take the range out.
pub(super) fn fit(text: &str, range: Range<usize>, words: &str) -> Fitted {
    let mut fitted = Fitted { range, with: words.to_owned(), note: None };
    if words.trim().is_empty() {
        fitted.deletion(text)
    } else {
        fitted.insertion(text)
    }
    fitted
}

const CLOSING: [char; 16] = [',', ';', '.', ':', '?', '!', ')', ']', '”', '’', '»', '،', '؛', '，', '。', '；'];
/// What ends a clause, and no heading.
pub(super) const STOPS: [char; 9] = [',', ';', '.', ':', '،', '؛', '，', '；', '。'];

impl Fitted {
    fn deletion(&mut self, text: &str) {
        self.with.clear();
        // “…, x;” without “x” keeps one sign, the last
        let kept = text[..self.range.start].trim_end();
        let after = text[self.range.end..].trim_start();
        if let (Some(comma), Some(stop)) = (kept.chars().next_back(), after.chars().next())
            && matches!(comma, ',' | '،' | '，')
            && STOPS.contains(&stop)
        {
            self.range.start = kept.len() - comma.len_utf8();
            self.note = Some("the comma that would have been left over is dropped");
        }
        let (left, right) = (&text[..self.range.start], &text[self.range.end..]);
        let left_space = left.len() - left.trim_end().len();
        let right_space = right.len() - right.trim_start().len();
        let first = right.trim_start().chars().next();
        if left.trim_end().is_empty() {
            self.range.end += right_space;
        } else if first.is_none_or(|first| CLOSING.contains(&first)) {
            self.range.start -= left_space;
            self.range.end += if first.is_none() { right_space } else { 0 };
        } else if left_space > 0 && right_space > 0 || left.ends_with(['(', '[', '“', '«']) {
            self.range.end += right_space;
        } else if left_space == 0 && right_space == 0 && needs_space(left.chars().next_back(), first) {
            self.with.push(' ');
        }
    }

    fn insertion(&mut self, text: &str) {
        let (left, right) = (&text[..self.range.start], &text[self.range.end..]);
        let replaced = &text[self.range.clone()];
        let mut with = self.with.as_str();
        // doubled signs: the one of the text stays
        if let (Some(sign), Some(first)) = (with.trim_end().chars().next_back(), right.trim_start().chars().next())
            && STOPS.contains(&sign)
            && STOPS.contains(&first)
            && !replaced.trim_end().ends_with(sign)
        {
            with = with.trim_end().strip_suffix(sign).unwrap_or(with);
            self.note = Some("a punctuation mark at the end of the new words is dropped");
        }
        if let Some(comma) = with.trim_start().chars().next()
            && matches!(comma, ',' | '،' | '，')
            && left.trim_end().ends_with(comma)
        {
            with = with.trim_start().strip_prefix(comma).unwrap_or(with);
            self.note = Some("a comma at the beginning of the new words is dropped");
        }
        let left_space = left.ends_with(char::is_whitespace) || left.is_empty();
        let right_space = right.starts_with(char::is_whitespace);
        let first = with.trim_start().chars().next();
        let last = with.trim_end().chars().next_back();
        let next = right.chars().next();
        let mut out = String::new();
        let is_joined = !replaced.is_empty() && !left_space && !replaced.starts_with(char::is_whitespace);
        if left_space {
            if first.is_some_and(|first| matches!(first, ',' | ';' | '.')) && !left.is_empty() {
                self.range.start = left.trim_end().len();
            }
            with = with.trim_start();
        } else if !with.starts_with(char::is_whitespace) && !is_joined && needs_space(left.chars().next_back(), first) {
            out.push(' ');
        }
        if right_space || next.is_none_or(|next| CLOSING.contains(&next)) {
            with = with.trim_end();
        }
        out.push_str(with);
        let joins_right = !replaced.is_empty() && !replaced.ends_with(char::is_whitespace);
        if !right_space && !with.ends_with(char::is_whitespace) && !joins_right && needs_space(last, next) {
            out.push(' ');
        }
        self.with = out;
    }
}

/// Whether a space stands between two characters.
fn needs_space(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    if is_ideograph(left) || is_ideograph(right) || left.is_whitespace() || right.is_whitespace() {
        return false;
    }
    let ends = left.is_alphanumeric() || CLOSING.contains(&left) || matches!(left, '%' | '"' | '\'');
    let begins = right.is_alphanumeric() || matches!(right, '(' | '[' | '“' | '‘' | '«' | '"');
    ends && begins && !matches!(left, '，' | '。' | '；')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seams_are_mended() {
        for (text, old, new, expected) in [
            ("the plant of Ukraine, and", "of Ukraine", "", "the plant, and"),
            (
                "scale and severity, and expressing concern, the crisis",
                "and expressing concern,",
                "",
                "scale and severity, the crisis",
            ),
            ("the aims, including peace;", "including peace", "", "the aims;"),
            ("the aims, and peace;", ", and peace", "", "the aims;"),
            ("Firmly believing it", "Firmly ", "", "believing it"),
            ("the aims (of peace) here", "of peace", "", "the aims () here"),
            ("a b c", " b ", "", "a c"),
            ("the plant,", "plant", "site", "the site,"),
            ("the Day, and notes", "Day|", ", including 2026,", "the Day, including 2026, and notes"),
            ("the plant, and", "plant|", "of Ukraine", "the plant of Ukraine, and"),
            ("the plant and", "plant|", "of Ukraine", "the plant of Ukraine and"),
            ("the plant and", "plant|", " of Ukraine ", "the plant of Ukraine and"),
            ("the plant", "|plant", "old", "the old plant"),
            ("the plant;", "plant|", ", and the site;", "the plant, and the site;"),
            ("Notes it", "|Notes", "Also", "Also Notes it"),
            ("the sea, the land", "sea,|", "the air,", "the sea, the air, the land"),
            ("the sea and", "sea|", ", the air", "the sea, the air and"),
            ("the sea, and", "sea,|", ", the air", "the sea, the air and"),
            ("请秘书长报告", "秘书长|", "继续", "请秘书长继续报告"),
            ("A/80/12", "80", "81", "A/81/12"),
        ] {
            let quote = old.replace('|', "");
            let start = text.find(&quote).unwrap_or_default();
            let range = match (old.starts_with('|'), old.ends_with('|')) {
                (true, _) => start..start,
                (_, true) => start + quote.len()..start + quote.len(),
                _ => start..start + quote.len(),
            };
            let Fitted { range, with, .. } = fit(text, range, new);
            let mut amended = text.to_owned();
            amended.replace_range(range, &with);
            assert_eq!(amended, expected, "{text}: {old} → {new}");
        }
    }
}
