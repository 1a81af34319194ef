//! Any bytes as NewsML, one item or many.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("newsml", bytes));
