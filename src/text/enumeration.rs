//! Lists and counts in a sentence: `a, b and c`, `3 paragraphs`.

/// Joins phrases with commas, and the last one with *and*: `a`, `a and b`, `a, b and c`.
pub fn enumeration<T: AsRef<str>>(phrases: &[T]) -> String {
    let phrases: Vec<&str> = phrases.iter().map(AsRef::as_ref).collect();
    match phrases.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        few => few.concat(),
    }
}

/// A count with its noun: `1 paragraph`, `3 paragraphs`.
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_phrase_has_an_and() {
        for (phrases, expected) in
            [(&[][..], ""), (&["a"], "a"), (&["a", "b"], "a and b"), (&["a", "b", "c"], "a, b and c")]
        {
            assert_eq!(enumeration(phrases), expected);
        }
    }
}
