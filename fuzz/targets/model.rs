//! Any bytes as a model, which then reads an article.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::targets::let_panics_be_caught(), |bytes: &[u8]| dateline_fuzz::targets::run("model", bytes));
