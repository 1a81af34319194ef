//! Any bytes as a box of mails.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("mbox", bytes));
