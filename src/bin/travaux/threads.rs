//! The threads that share the work, one a processor.

use std::{env, thread};

use rayon::ThreadPoolBuilder;

/// More threads than these only take memory: no stage has as much work to share.
const MAX_THREADS: usize = 64;

/// Makes the thread at hand one of them: from any other each stage would wake them and wait for them.
pub(crate) fn init_thread_pool() {
    let threads = |count| ThreadPoolBuilder::new().use_current_thread().num_threads(count).build_global();
    if threads(count()).is_err() {
        // Where no more threads can be had, this one does it all; if that is refused, there are threads already.
        let _ = threads(1);
    }
}

/// As many as `RAYON_NUM_THREADS` says, else as many as there are processors.
fn count() -> usize {
    let wanted = env::var("RAYON_NUM_THREADS").ok().and_then(|count| count.parse().ok()).filter(|count| *count > 0);
    wanted.or_else(|| thread::available_parallelism().map(Into::into).ok()).unwrap_or(1).min(MAX_THREADS)
}
