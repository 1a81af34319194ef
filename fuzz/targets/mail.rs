//! Any bytes as a mail.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::targets::run("mail", bytes));
