//! The threads that share the work, one a processor.

use rayon::ThreadPoolBuilder;

/// Makes the thread at hand one of them: from any other each stage would wake them and wait for them.
pub(crate) fn share() {
    let threads = || ThreadPoolBuilder::new().use_current_thread();
    if threads().build_global().is_err() {
        // Where no more threads can be had, this one does it all; if that is refused, there are threads already.
        let _ = threads().num_threads(1).build_global();
    }
}
