//! Any bytes as a packed file: gzip, Zstandard, bzip2, and what is in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("packed", bytes));
