//! Any bytes as Parquet and Arrow files.
#![no_main]

libfuzzer_sys::fuzz_target!(init: dateline_fuzz::targets::let_panics_be_caught(), |bytes: &[u8]| dateline_fuzz::targets::run("columns", bytes));
