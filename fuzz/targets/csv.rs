//! Any bytes as rows with commas, and with tabs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("csv", bytes));
