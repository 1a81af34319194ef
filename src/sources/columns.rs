//! Parquet files: their row groups, read in place.

use std::fs::File;

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::Stream;
use super::arrow::rows;
use super::open::{At, one};
use crate::error::Error;

/// Rows held at a time.
const ROWS: usize = 256;

/// The documents of a Parquet file; `None` when the file begins as none does.
pub(super) fn documents(head: &[u8], file: File, at: &At) -> Option<Stream> {
    if !head.starts_with(b"PAR1") {
        return None;
    }
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.with_batch_size(ROWS).build());
    Some(match reader {
        Ok(batches) => Box::new(rows(batches, &at.options.columns, &at.place.file)),
        Err(why) => one(Err(Error::document(
            at.place.clone(),
            format!("the Parquet file is damaged: {why}"),
        ))),
    })
}
