#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| travaux_fuzz::support::fuzz_targets::text(data));
