#![no_main]

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let bytes = |part: &mut Vec<u8>| {
        let size = part.len();
        part.resize(size + 64, 0);
        let size = libfuzzer_sys::fuzzer_mutate(part, size, size + 64);
        part.truncate(size);
    };
    match travaux_fuzz::support::package::mutated(&data[..size], seed, bytes) {
        Some(changed) if changed.len() <= max_size => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        _ => size,
    }
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| travaux_fuzz::support::fuzz_targets::docx(data));
