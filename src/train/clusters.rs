//! Compiles the word clusters: a table of words to the finite-state map that is shipped.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;

use crate::error::Error;

/// Reads `word, coarse, fine, count` lines (tab-separated, gzipped, with a heading) and returns the map's bytes.
///
/// Kept are the words that occur at least once in `count`, and of the others (known only from the vectors) the
/// first `unseen`.
pub(super) fn compile(table: &Path, unseen: usize) -> Result<Vec<u8>, Error> {
    let file = File::open(table).map_err(|why| Error::file(table, why))?;
    let mut entries = Vec::new();
    let mut left = unseen;
    for (n, line) in BufReader::new(GzDecoder::new(file)).lines().enumerate().skip(1) {
        let line = line.map_err(|why| Error::file(table, why))?;
        let bad = || {
            Error::record(format!(
                "{} line {}: four columns expected",
                table.display(),
                n + 1
            ))
        };
        let mut columns = line.split('\t');
        let word = columns.next().ok_or_else(bad)?.to_owned();
        let mut number = || columns.next().and_then(|c| c.parse::<u64>().ok()).ok_or_else(bad);
        let (coarse, fine, count) = (number()?, number()?, number()?);
        if count == 0 {
            if left == 0 {
                continue;
            }
            left -= 1;
        }
        entries.push((word, (coarse + 1) << 16 | (fine + 1)));
    }
    entries.sort();
    entries.dedup_by(|a, b| a.0 == b.0);
    let map = fst::Map::from_iter(entries).map_err(|why| Error::record(why.to_string()))?;
    Ok(map.into_fst().into_inner())
}
