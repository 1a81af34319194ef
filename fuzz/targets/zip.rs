//! Any bytes as a zip, read in place and held in memory.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("zip", bytes));
