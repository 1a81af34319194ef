//! Files of columns, read in place: Parquet by its row groups, Arrow (which Feather is) by its batches.

use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use arrow_schema::ArrowError;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::Stream;
use super::arrow::rows;
use super::input::Counted;
use super::open::{At, one};
use crate::error::Error;

/// Rows of a Parquet file held at a time.
const ROWS: usize = 256;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// The documents of a file of columns; `None` when the file begins as none does.
pub(super) fn documents(head: &[u8], file: File, at: &At) -> Option<Stream> {
    let open: fn(File, &At) -> Result<Batches, ArrowError> = match head {
        [b'P', b'A', b'R', b'1', ..] => parquet,
        b"ARROW1\0\0" => arrow,
        _ => return None,
    };
    Some(match guarded(|| open(file, at)) {
        Ok(batches) => Box::new(rows(Guarded(Some(batches)), &at.options.columns, &at.place.file)),
        Err(why) => one(Err(Error::document(
            at.place.clone(),
            format!("the table is damaged: {why}"),
        ))),
    })
}

fn parquet(file: File, _at: &At) -> Result<Batches, ArrowError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    Ok(Box::new(builder.with_batch_size(ROWS).build()?))
}

fn arrow(file: File, at: &At) -> Result<Batches, ArrowError> {
    let counted = BufReader::new(Counted::new(file, &at.meter));
    Ok(Box::new(FileReader::try_new(counted, None)?))
}

/// Does what reads bytes of strangers: both libraries check less than they might, and panic on some damage.
fn guarded<T>(work: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    let said = |_| Err(ArrowError::ParseError("its parts do not fit".to_owned()));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(said)
}

/// Batches up to the first that cannot be read.
struct Guarded(Option<Batches>);

impl Iterator for Guarded {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batches = self.0.as_mut()?;
        let next = guarded(|| batches.next().transpose()).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        next
    }
}
