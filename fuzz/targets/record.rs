//! Any bytes as a record read back.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("record", bytes));
