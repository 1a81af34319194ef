//! Reads text files and prints each one's record as a line of JSON: `cargo run --release --example records -- FILE…`.

use std::io::Write;

use dateline::{Extractor, Job, Source, export};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let extractor = Extractor::embedded()?;
    for path in std::env::args_os().skip(1) {
        let job = Job {
            id: Some(path.to_string_lossy().into_owned()),
            source: Source::File(path.into()),
            date: None,
        };
        let record = extractor.with_scratch(|scratch| extractor.read(job, scratch))?;
        writeln!(out, "{}", export::to_json(&record))?;
    }
    Ok(())
}
