//! Any bytes as a feed, or whatever else XML may be.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("feed", bytes));
