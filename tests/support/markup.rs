//! Any characters → XML that is well formed, with as many of its tags kept as can be.

/// Tags are closed where they are open, dropped where they are not; everything else that would not parse is escaped.
pub(crate) fn balanced(text: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        escaped(&rest[..at], &mut out);
        rest = &rest[at + 1..];
        let end = rest.find(['<', '>']).unwrap_or(rest.len());
        if !rest[end..].starts_with('>') {
            out.push_str("&lt;");
            continue;
        }
        let (tag, behind) = (&rest[..end], &rest[end + 1..]);
        rest = behind;
        let closes = tag.strip_prefix('/');
        let inner = closes.unwrap_or(tag);
        let length = inner.find(|end: char| !is_name(end)).unwrap_or(inner.len());
        let name = &inner[..length];
        // a name as the writers' own: at most one prefix, and that one declared
        let local = name.strip_prefix("w:").unwrap_or(name);
        if !local.starts_with(|first: char| first.is_ascii_alphabetic()) || local.contains(':') {
            continue;
        }
        if closes.is_some() {
            if let Some(depth) = open.iter().rposition(|known| *known == name) {
                while open.len() > depth {
                    close(&mut open, &mut out);
                }
            }
            continue;
        }
        out.push('<');
        out.push_str(name);
        attributes(&inner[length..], &mut out);
        out.push('>');
        open.push(name);
        if tag.ends_with('/') {
            close(&mut open, &mut out);
        }
    }
    escaped(rest, &mut out);
    while !open.is_empty() {
        close(&mut open, &mut out);
    }
    out
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, ':' | '-' | '_')
}

fn close(open: &mut Vec<&str>, out: &mut String) {
    if let Some(name) = open.pop() {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

/// Those written with quotes, each name once.
fn attributes(text: &str, out: &mut String) {
    let mut seen: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((name, behind)) = rest.split_once('=') {
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let Some(quote) = behind.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
            rest = behind;
            continue;
        };
        let Some((value, behind)) = behind[1..].split_once(quote) else { return };
        rest = behind;
        let local = name.strip_prefix("w:").or_else(|| name.strip_prefix("xml:")).unwrap_or(name);
        let fine = local.starts_with(|first: char| first.is_ascii_alphabetic())
            && local.chars().all(|part| is_name(part) && part != ':')
            && local != "xmlns";
        if fine && !seen.contains(&local) {
            seen.push(local);
            out.push_str(&format!(" {name}=\""));
            escaped(&value.replace('"', "'"), out);
            out.push('"');
        }
    }
}

fn escaped(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(character),
            _ => out.push('\u{fffd}'),
        }
    }
}
