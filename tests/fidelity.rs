//! Nothing lost, nothing hidden: *coverage* says that every word of a source stands in what was read from it,
//! *sensitivity* that no word, figure or sign can change without a difference that shows both spellings.
//!
//! Both are tried on the project's own documents and on generated ones. A generated resolution is described once
//! (`support::draft`) and written in every format (`support::writers`), where its words are found and changed again without help from
//! the readers (`support::source`). `FIDELITY_CASES` sets how many changes are tried for each document, 0 for all of them.

mod coverage;
mod reported;
