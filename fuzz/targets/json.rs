//! Any bytes as JSON, whole and in lines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("json", bytes));
