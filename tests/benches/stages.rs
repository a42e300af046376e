//! Times each stage on its own.
fn main() {}
