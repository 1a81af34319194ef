//! Any bytes as a zip, read in place and held in memory.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::file("a.zip", bytes);
    dateline_fuzz::stream("a.zip", bytes);
});
