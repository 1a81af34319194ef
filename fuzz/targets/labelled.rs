//! Any bytes as labelled text: records, columns and spaCy's files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("labelled", bytes));
