//! Fonts that name what their characters stand for in ways a library does not know.

use memchr::memmem;
use pdfboss_core::{Dict, Name, Object, Stream};

/// A map that says of every code of two bytes that it is Unicode itself.
const UNICODE_ITSELF: &str = "1 begincodespacerange <0000> <FFFF> endcodespacerange \
                              1 beginbfrange <0000> <FFFF> <0000> endbfrange";
/// Ranges that are looked through for each character.
const MAX_SEARCHED_RANGES: usize = 64;
/// More codes than a font has.
pub(super) const MAX_CODES: usize = 300_000;

/// Mends a font, or those that stand inside of what may hold fonts: resources, and what has them.
pub(super) fn mend_within(dict: &mut Dict, resolve: &impl Fn(&Object) -> Object) {
    mend(dict, resolve);
    for key in ["Resources", "Font"] {
        if let Some(Object::Dict(mut inner)) = dict.get(key).cloned() {
            mend_within(&mut inner, resolve);
            dict.insert(Name(key.into()), Object::Dict(inner));
        }
    }
    let is_font = |value: &Object| matches!(value, Object::Dict(font) if font.get("Subtype").is_some());
    let fonts: Vec<Name> = dict.iter().filter(|(_, value)| is_font(value)).map(|(name, _)| name.clone()).collect();
    for name in fonts {
        if let Some(Object::Dict(mut font)) = dict.remove(&name.0) {
            mend(&mut font, resolve);
            dict.insert(name, Object::Dict(font));
        }
    }
}

/// Changes a font's dictionary into one with the same meaning that a library knows.
fn mend(dict: &mut Dict, resolve: &impl Fn(&Object) -> Object) {
    let subtype = dict.get_name("Subtype").map(|name| name.0.as_str());
    match subtype {
        // a map is a stream, but this name says that codes are Unicode
        Some("Type0") => {
            let identity = dict.get("ToUnicode").map(resolve).is_some_and(
                |map| matches!(&map, Object::Name(name) if matches!(name.0.as_str(), "Identity-H" | "Identity-V")),
            );
            if identity {
                let map = Stream { dict: Dict::new(), data: UNICODE_ITSELF.as_bytes().to_vec() };
                dict.insert(Name("ToUnicode".into()), Object::Stream(map));
            }
        }
        // widths are counted in units that the font chooses, and taken for thousandths of its size
        Some("Type3") => {
            let Some(Object::Array(matrix)) = dict.get("FontMatrix").map(resolve) else { return };
            let Some(unit) = matrix.first().and_then(|unit| resolve(unit).as_f64()) else { return };
            let scale = unit * 1000.0;
            if !scale.is_finite() || scale <= 0.0 || (scale - 1.0).abs() < 1e-3 {
                return;
            }
            if let Some(Object::Array(widths)) = dict.get("Widths").map(resolve) {
                let scaled =
                    |width: &Object| resolve(width).as_f64().map_or(Object::Null, |width| Object::Real(width * scale));
                dict.insert(Name("Widths".into()), Object::Array(widths.iter().map(scaled).collect()));
            }
        }
        _ => {}
    }
}

/// Whether data is a map of a font's codes.
pub(super) fn is_map(data: &[u8]) -> bool {
    memmem::find(data, b"begincodespacerange").is_some() || memmem::find(data, b"beginbf").is_some()
}

/// A map whose ranges of codes are written out as single codes, if there are many: a library looks through all ranges
/// for every character. None if that gives more codes than any font has.
pub(super) fn without_ranges(data: Vec<u8>) -> Option<Vec<u8>> {
    const BEGIN: &[u8] = b"beginbfrange";
    let sections: Vec<usize> = memmem::find_iter(&data, BEGIN).collect();
    let section = |start: &usize| {
        let rest = &data[start + BEGIN.len()..];
        &rest[..memmem::find(rest, b"endbfrange").unwrap_or(rest.len())]
    };
    let count: usize = sections.iter().map(|start| memchr::memchr_iter(b'<', section(start)).count()).sum();
    if count <= 3 * MAX_SEARCHED_RANGES {
        return Some(data);
    }
    if count > MAX_CODES {
        return None;
    }
    // a code keeps its first range, and of single codes the last one counts
    let mut singles = Vec::new();
    for start in &sections {
        singles.append(&mut codes(section(start), MAX_CODES - singles.len())?);
    }
    let mut out = format!("{} beginbfchar\n", singles.len()).into_bytes();
    for (code, digits, units) in singles.iter().rev() {
        out.extend(format!("<{code:0digits$X}> <").bytes());
        out.extend(units.iter().flat_map(|unit| format!("{unit:04X}").into_bytes()));
        out.extend(b">\n");
    }
    out.extend(b"endbfchar\n");
    let head = out.len();
    out.extend(data);
    for start in sections {
        // an operator that nobody knows
        out[head + start] = b'x';
    }
    Some(out)
}

/// The single codes of ranges, `<lo> <hi> <first>` or `<lo> <hi> [<each> …]`: the code, its digits, what it stands for.
fn codes(section: &[u8], max: usize) -> Option<Vec<(u32, usize, Vec<u16>)>> {
    let mut codes = Vec::new();
    let mut words: Vec<&[u8]> = Vec::new();
    // the place in a list, once one has begun
    let mut listed: Option<u32> = None;
    let mut rest = section;
    while let Some(start) = rest.iter().position(|byte| matches!(byte, b'<' | b'[' | b']')) {
        let mark = rest[start];
        rest = &rest[start + 1..];
        match mark {
            b'[' => listed = Some(0),
            b']' => {
                listed = None;
                words.clear();
            }
            _ => {
                let end = memchr::memchr(b'>', rest)?;
                words.push(&rest[..end]);
                rest = &rest[end + 1..];
            }
        }
        let &[low, high, ref targets @ ..] = words.as_slice() else { continue };
        let Some(target) = targets.last() else { continue };
        let (low, digits, high) = (number(low), low.len(), number(high));
        let units = units(target);
        match listed {
            Some(place) => {
                if low.saturating_add(place) <= high {
                    codes.push((low.saturating_add(place), digits, units));
                }
                listed = Some(place.saturating_add(1));
                words.truncate(2);
            }
            None => {
                if high.saturating_sub(low) as usize >= max.saturating_sub(codes.len()) {
                    return None;
                }
                for code in low..=high {
                    let mut units = units.clone();
                    if let Some(last) = units.last_mut() {
                        *last = last.wrapping_add((code - low) as u16);
                    }
                    codes.push((code, digits, units));
                }
                words.clear();
            }
        }
    }
    (codes.len() <= max).then_some(codes)
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).fold(0, |number, digit| number << 4 | digit)
}

fn units(digits: &[u8]) -> Vec<u16> {
    let digits: Vec<u8> = digits.iter().copied().filter(u8::is_ascii_hexdigit).collect();
    digits.chunks(4).map(|unit| number(unit) as u16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_become_single_codes() {
        let few = b"1 beginbfrange <0001> <0002> <0041> endbfrange".to_vec();
        assert_eq!(without_ranges(few.clone()), Some(few));
        let mut many =
            "1 beginbfrange <0001> <0003> <0041> endbfrange 1 beginbfrange <01> <02> [<0058> <00590059>]".to_owned();
        many += &"<0002> <0002> <005A>".repeat(MAX_SEARCHED_RANGES);
        many += " endbfrange";
        let single = String::from_utf8(without_ranges(many.into_bytes()).unwrap()).unwrap();
        assert!(!single.contains("beginbfrange"), "{single}");
        let singles: Vec<&str> = single.lines().skip(MAX_SEARCHED_RANGES + 1).take(5).collect();
        assert_eq!(singles, ["<02> <00590059>", "<01> <0058>", "<0003> <0043>", "<0002> <0042>", "<0001> <0041>"]);
        let whole = format!("beginbfrange {} endbfrange", "<0000> <FFFFFF> <0041>".repeat(MAX_SEARCHED_RANGES + 1));
        assert_eq!(without_ranges(whole.into_bytes()), None);
    }
}
