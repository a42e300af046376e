//! A list in a sentence: `a, b and c`.

/// Joins phrases with commas, and the last one with *and*: `a`, `a and b`, `a, b and c`.
pub fn enumeration<T: AsRef<str>>(phrases: &[T]) -> String {
    let phrases: Vec<&str> = phrases.iter().map(AsRef::as_ref).collect();
    match phrases.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        few => few.concat(),
    }
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
