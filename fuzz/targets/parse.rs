//! Any bytes as an article, through every room.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("parse", bytes));
