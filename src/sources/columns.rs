//! Files of columns, in place or in memory: Parquet by its row groups, Arrow (which Feather is) by its batches.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_ipc::Block;
use arrow_ipc::reader::{FileReader, read_footer_length};
use arrow_schema::ArrowError;
use bytes::Bytes;
use parquet::file::reader::ChunkReader;

use super::Stream;
use super::arrow::rows_at;
use super::input::Counted;
use super::open::{At, one};
use super::row_groups;
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
    Ok(Box::new(row_groups::batches(file, ROWS)?))
}

fn arrow(file: impl Read + Seek + Send + 'static) -> Result<Batches, ArrowError> {
    let mut file = BufReader::new(file);
    let fits = fits(&mut file)?;
    let mut batches = FileReader::try_new(file, None)?;
    Ok(Box::new(fits.into_iter().map_while(move |fits| match fits {
        true => batches.next(),
        false => Some(Err(behind_the_end())),
    })))
}

/// Which batches of an Arrow file lie in it: the library sets aside as much as the footer claims. All dictionaries must.
fn fits(file: &mut (impl Read + Seek)) -> Result<Vec<bool>, ArrowError> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut tail = [0; 10];
    let start = end.checked_sub(tail.len() as u64).ok_or_else(behind_the_end)?;
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut tail)?;
    let length = read_footer_length(tail)? as u64;
    file.seek(SeekFrom::Start(
        start.checked_sub(length).ok_or_else(behind_the_end)?,
    ))?;
    let mut footer = Vec::new();
    file.take(length).read_to_end(&mut footer)?;
    let footer = arrow_ipc::root_as_footer(&footer).map_err(|why| ArrowError::ParseError(why.to_string()))?;
    let fits = |block: &Block| {
        [block.offset(), block.metaDataLength().into(), block.bodyLength()]
            .into_iter()
            .try_fold(0u64, |sum, part| sum.checked_add(u64::try_from(part).ok()?))
            .is_some_and(|block| block <= end)
    };
    if !footer.dictionaries().is_none_or(|blocks| blocks.iter().all(fits)) {
        return Err(behind_the_end());
    }
    Ok(footer
        .recordBatches()
        .map(|blocks| blocks.iter().map(fits).collect())
        .unwrap_or_default())
}

fn behind_the_end() -> ArrowError {
    ArrowError::ParseError("a part goes on behind the end".to_owned())
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
