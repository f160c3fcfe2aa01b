//! libFuzzer's way into the target `document`: what it does is told in `fuzz/src`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| golden_thread_fuzz::fuzz(
    golden_thread_fuzz::prose::document,
    data
));
