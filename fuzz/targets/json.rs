//! Any bytes as JSON, whole and in lines.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::stream("a.json", bytes);
    dateline_fuzz::stream("a.jsonl", bytes);
});
