//! Files of columns, in place or in memory: Parquet by its row groups, Arrow (which Feather is) by its batches.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use arrow_schema::ArrowError;
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::ChunkReader;

use super::Stream;
use super::arrow::rows_at;
use super::input::Counted;
use super::open::{At, one};
use crate::error::Error;

/// Rows of a Parquet file held at a time.
const ROWS: usize = 256;

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// The documents of a file of columns; `None` when the file begins as none does.
pub(super) fn documents(head: &[u8], file: File, at: &At) -> Option<Stream> {
    let is_arrow = is_arrow(head)?;
    Some(stream(at, || match is_arrow {
        false => parquet(file),
        true => arrow(Counted::new(file, &at.meter)),
    }))
}

/// The documents of such a file whose bytes are in memory.
pub(super) fn held(bytes: Vec<u8>, at: &At) -> Stream {
    stream(at, || match is_arrow(&bytes) {
        Some(true) => arrow(Cursor::new(bytes)),
        _ => parquet(Bytes::from(bytes)),
    })
}

/// Whether a file that begins so is of Arrow and not of Parquet; `None` when it is neither.
fn is_arrow(head: &[u8]) -> Option<bool> {
    match head {
        [b'P', b'A', b'R', b'1', ..] => Some(false),
        _ if head.starts_with(b"ARROW1\0\0") => Some(true),
        _ => None,
    }
}

fn stream(at: &At, open: impl FnOnce() -> Result<Batches, ArrowError>) -> Stream {
    match guarded(open) {
        Ok(batches) => Box::new(rows_at(Guarded(Some(batches)), &at.options, at.place.clone())),
        Err(why) => one(Err(Error::document(
            at.place.clone(),
            format!("the table is damaged: {why}"),
        ))),
    }
}

fn parquet(file: impl ChunkReader + 'static) -> Result<Batches, ArrowError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
    Ok(Box::new(builder.with_batch_size(ROWS).build()?))
}

fn arrow(file: impl Read + Seek + Send + 'static) -> Result<Batches, ArrowError> {
    Ok(Box::new(FileReader::try_new(BufReader::new(file), None)?))
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
