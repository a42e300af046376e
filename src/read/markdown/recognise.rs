//! Whether a text is written in Markdown.

use memchr::{memchr, memchr_iter, memchr3, memmem, memrchr};

use super::{critic, front_matter};

/// Whether a text is written in Markdown: at least one link, heading, strong phrase, footnote, struck-through
/// or raised phrase or CriticMarkup in its notation, or front matter.
///
/// Plain text has list numbers, asterisks and underscores of its own, so those alone do not count.
pub(in crate::read) fn is_markdown(characters: &str) -> bool {
    if front_matter::len(characters).is_some() {
        return true;
    }
    let bytes = characters.as_bytes();
    let line_marks = || {
        std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|end| end + 1)).any(|start| {
            // only a line that begins so can have a mark in front
            let number = bytes[start..].iter().take_while(|byte| is_numbering(char::from(**byte))).count();
            if !matches!(bytes.get(start), Some(b'#' | b'[')) && !matches!(bytes.get(start + number), Some(b'*' | b'_'))
            {
                return false;
            }
            let line = characters[start..].lines().next().unwrap_or_default();
            let marks = line.bytes().take_while(|byte| *byte == b'#').count();
            ((1..=6).contains(&marks) && line[marks..].starts_with(' '))
                || (line.starts_with("[^") && line.contains("]:"))
                || emphasis(line)
        })
    };
    // most texts have none of these, so all are looked for at once
    let Some(first) = memchr3(b'[', b'{', 0x0C, bytes) else { return line_marks() || has_inline_marks(characters) };
    let whole = characters;
    let (characters, bytes) = (&characters[first..], &bytes[first..]);
    if memchr(0x0C, bytes).is_some() {
        return false;
    }
    // between the first opening and the last closing of its line, so that no line is searched twice
    let is_link = |line: &[u8]| {
        let ends = memchr(b'[', line).zip(memrchr(b')', line));
        ends.and_then(|(open, close)| line.get(open..close)).is_some_and(|inner| memmem::find(inner, b"](").is_some())
    };
    let link = memmem::find(bytes, b"](").is_some() && bytes.split(|byte| *byte == b'\n').any(is_link);
    link || memmem::find(bytes, b"[^").is_some()
        || critic::is_marked(characters)
        || line_marks()
        || has_inline_marks(whole)
}

/// Whether a character is of a number in front of a line, or of what stands around it.
fn is_numbering(first: char) -> bool {
    first.is_ascii_digit() || matches!(first, '.' | ' ' | ')' | '>')
}

/// Whether a line begins with an emphasised phrase, as resolutions set their opening verbs: `*Recalling*`, `1. **Calls**`.
fn emphasis(line: &str) -> bool {
    let body = line.trim_start_matches(is_numbering);
    ["**", "__", "*", "_"].iter().any(|mark| {
        body.strip_prefix(mark).is_some_and(|rest| {
            rest.starts_with(char::is_alphabetic) && rest.find(mark).is_some_and(|close| close <= 80)
        })
    })
}

/// Bytes that a struck-through or raised phrase takes at most.
const MAX_PHRASE: usize = 1000;
/// Tags that change how a phrase reads.
const PHRASE_TAGS: [&str; 7] = ["sup", "sub", "s", "strike", "del", "ins", "u"];

/// Whether a phrase is struck through (`~~so~~`) or stands between tags (`10<sup>6</sup>`).
fn has_inline_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let window = |start: usize, end: usize| &bytes[start.min(bytes.len())..end.min(bytes.len())];
    let white = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
    let is_struck = |start: usize| {
        let body = window(start + 2, start + 2 + MAX_PHRASE);
        let line = &body[..memchr(b'\n', body).unwrap_or(body.len())];
        let opens = !white(line.first()) && line.first() != Some(&b'~') && (start == 0 || bytes[start - 1] != b'~');
        opens
            && memmem::find(line, b"~~")
                .is_some_and(|end| !white(line[..end].last()) && line.get(end + 2) != Some(&b'~'))
    };
    let is_tagged = |end: usize| {
        let name = window(end + 2, end + 10);
        let Some(name) = memchr(b'>', name).and_then(|length| std::str::from_utf8(&name[..length]).ok()) else {
            return false;
        };
        let before = window(end.saturating_sub(MAX_PHRASE), end);
        let line = &before[memrchr(b'\n', before).map_or(0, |start| start + 1)..];
        PHRASE_TAGS.contains(&name) && memmem::rfind(line, format!("<{name}>").as_bytes()).is_some()
    };
    memmem::find_iter(bytes, b"~~").any(is_struck) || memmem::find_iter(bytes, b"</").any(is_tagged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unclosed_links_take_linear_time() {
        for text in [
            "[a](b".repeat(100_000),
            "](".repeat(200_000),
            "a)](".repeat(100_000),
            "~~a ".repeat(100_000),
            "</sup>".repeat(100_000),
        ] {
            assert!(!is_markdown(&text));
        }
    }

    #[test]
    fn plain_text_is_not_markdown() {
        for (text, expected) in [
            ("1. Decides;\n\n2. Requests;\n", false),
            ("* Any changes to the list\n", false),
            ("________\n1 See\n", false),
            ("Recalling [A/1](#),\n", true),
            ("*Recalling* its\n", true),
            ("# Title\n", true),
            ("---\ntitle: Lamps\n---\n1. Notes\n", true),
            ("1. **Calls upon** all\n", true),
            ("[agreed] (see note)\n", false),
            ("] (see [a](no\nend)\n", false),
            ("see ](a) and [so](on)\n", true),
            ("Recalling {++all++} its\n", true),
            ("Recalling {++all its\n", false),
            (" 2. _Notes_ the\n", true),
            ("2. Notes _the_\n", false),
            ("2. Notes ~~the~~ a\n", true),
            ("~~~~~~\n~~ a ~~\n", false),
            ("2. Notes 10<sup>6</sup>\n", true),
            ("2. Notes a </sup> b\n", false),
            ("# Title [a](b)\n\u{c}1. Notes\n", false),
        ] {
            assert_eq!(is_markdown(text), expected, "{text}");
        }
    }
}
