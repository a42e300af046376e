//! Front matter: the lines of `key: value` that some writers put above a Markdown text, between two lines of `---`.
//!
//! In: a text. Out: its keys with their values, and the text with those lines emptied, so that places stay. A parser of
//! Markdown would read them as a rule and a heading.

/// Lines of front matter at most.
const MAX_LINES: usize = 200;

/// Names of keys that are fields of a header, and the name that a header has for them.
const HEADER_KEYS: [(&str, &str); 14] = [
    ("title", "Title"),
    ("symbol", "Symbol"),
    ("date", "Date"),
    ("session", "Session"),
    ("committee", "Committee"),
    ("forum", "Forum"),
    ("topic", "Topic"),
    ("subject", "Subject"),
    ("author", "Submitted by"),
    ("authors", "Submitted by"),
    ("submitted by", "Submitted by"),
    ("sponsor", "Sponsor"),
    ("sponsors", "Sponsors"),
    ("signatories", "Signatories"),
];

/// A key with its value; the values of a list are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: String,
    /// Counted from 1.
    pub(super) line: u32,
}

impl Entry {
    /// The entry as a line of a header, if its key names a field.
    pub(super) fn header_line(&self) -> Option<String> {
        let key = self.key.to_lowercase().replace(['_', '-'], " ");
        let (_, name) = HEADER_KEYS.iter().find(|(known, _)| *known == key)?;
        (!self.value.is_empty()).then(|| format!("{name}: {}", self.value))
    }
}

/// Bytes that the front matter takes, if a text has any: keys and no empty line between two fences.
pub(super) fn len(text: &str) -> Option<usize> {
    let mut lines = text.split_inclusive('\n');
    let is_fence = |line: &str| line.trim_end() == "---";
    let first = lines.next().filter(|first| is_fence(first))?;
    let mut end = first.len();
    let mut has_keys = false;
    for line in lines.take(MAX_LINES) {
        end += line.len();
        if is_fence(line) || line.trim_end() == "..." {
            return has_keys.then_some(end);
        }
        has_keys |= key(line).is_some();
        if line.trim().is_empty() {
            return None;
        }
    }
    None
}

/// The key that a line begins with, and what stands behind it.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(char::is_alphabetic) && key.split(' ').count() <= 2;
    (is_key && (value.is_empty() || value.starts_with(char::is_whitespace))).then_some((key.trim_end(), value.trim()))
}

/// Takes the front matter out of a text.
pub(super) fn take(text: &mut String) -> Vec<Entry> {
    let Some(end) = len(text) else { return Vec::new() };
    let empty: String = text[..end].chars().filter(|character| *character == '\n').collect();
    let rest = text.split_off(end);
    // as long as before, so that places stay
    let front = std::mem::replace(text, " ".repeat(end - empty.len()) + &empty + &rest);
    let mut entries: Vec<Entry> = Vec::new();
    for (line, number) in front.lines().zip(1..) {
        if matches!(line.trim_end(), "---" | "...") {
            continue;
        }
        if let Some((key, value)) = key(line) {
            entries.push(Entry { key: key.to_owned(), value: unquoted(value), line: number });
            continue;
        }
        // an item of a list, or the next line of a value
        let goes_on = unquoted(line.trim_start().trim_start_matches("- ").trim());
        match entries.last_mut() {
            Some(last) => {
                let is_item = line.trim_start().starts_with("- ");
                let separator = if last.value.is_empty() {
                    ""
                } else if is_item {
                    ", "
                } else {
                    " "
                };
                last.value.push_str(separator);
                last.value.push_str(&goes_on);
            }
            None => entries.push(Entry { key: String::new(), value: goes_on, line: number }),
        }
    }
    entries
}

/// A value without the quotation marks or brackets of YAML around it.
fn unquoted(value: &str) -> String {
    let inner = |open: char, close: char| value.strip_prefix(open).and_then(|value| value.strip_suffix(close));
    if let Some(list) = inner('[', ']') {
        return list.split(',').map(|item| unquoted(item.trim())).collect::<Vec<_>>().join(", ");
    }
    if matches!(value, "|" | ">" | "|-" | ">-") {
        return String::new();
    }
    inner('"', '"').or_else(|| inner('\'', '\'')).unwrap_or(value).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values() {
        let front = "---\ntitle: \"Lamps: oil\"\nsponsors:\n  - Peru\n  - Chad\ntags: [a, 'b']\nabstract: >\n  two\n  lines\n---\n";
        let mut text = format!("{front}The text");
        let shown: Vec<String> =
            take(&mut text).iter().map(|entry| format!("{}={}@{}", entry.key, entry.value, entry.line)).collect();
        assert_eq!(shown, ["title=Lamps: oil@2", "sponsors=Peru, Chad@3", "tags=a, b@6", "abstract=two lines@7"]);
        assert_eq!((text.trim(), text.len()), ("The text", front.len() + 8));
        for text in ["---\n\ntitle: a\n---\n", "---\nno key\n---\n", "title: a\n---\n", "---\ntitle: a\n"] {
            assert_eq!(len(text), None, "{text}");
        }
    }
}
