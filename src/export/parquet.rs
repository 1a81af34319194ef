//! A table as a Parquet file that grows by row groups.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::columns::{RecordBatch, Table};
use crate::error::Error;

/// The level of compression: higher ones cost time that the readers of articles need.
const LEVEL: i32 = 1;

/// A Parquet file of one table while it is written: zstd, dictionaries, statistics of each row group.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::export::{Columns, ParquetFile, Table};
/// let record = dateline::Extractor::embedded()?.extract_text("Angela Merkel met Emmanuel Macron in Paris.");
/// let mut columns = Columns::with(&[Table::Mentions]);
/// columns.push(0, &record);
///
/// let path = std::env::temp_dir().join(format!("mentions-{}.parquet", std::process::id()));
/// let mut file = ParquetFile::create(&path, Table::Mentions)?;
/// for (_, batch) in columns.finish() {
///     file.write(&batch)?;
/// }
/// assert_eq!(file.finish()?, std::fs::metadata(&path).unwrap().len());
/// # std::fs::remove_file(&path).unwrap();
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
pub struct ParquetFile {
    path: PathBuf,
    writer: ArrowWriter<BufWriter<File>>,
}

impl ParquetFile {
    /// Begins a file; one that is there is replaced.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn create(path: &Path, table: Table) -> Result<ParquetFile, Error> {
        let file = File::create(path).map_err(|why| Error::file(path, why))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL).unwrap_or_default()))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(BufWriter::new(file), table.schema(), Some(properties));
        Ok(ParquetFile {
            path: path.to_owned(),
            writer: writer.map_err(|why| failed(path, why))?,
        })
    }

    /// Writes a batch as a row group of its own; an empty one leaves no trace.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let written = self.writer.write(batch).and_then(|()| self.writer.flush());
        written.map_err(|why| failed(&self.path, why))
    }

    /// Ends the file, sees to it that it is on the disk, and returns its size in bytes.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn finish(self) -> Result<u64, Error> {
        let path = self.path;
        let file = self.writer.into_inner().map_err(|why| failed(&path, why))?;
        let synced = file
            .into_inner()
            .map_err(|why| why.into_error())
            .and_then(|file| {
                file.sync_all()?;
                Ok(file.metadata()?.len())
            });
        synced.map_err(|why| Error::file(&path, why))
    }
}

/// The system's error behind that of the library, with the file.
fn failed(path: &Path, why: ParquetError) -> Error {
    let why = match why {
        ParquetError::External(why) => match why.downcast::<std::io::Error>() {
            Ok(why) => *why,
            Err(why) => std::io::Error::other(why),
        },
        why => std::io::Error::other(why),
    };
    Error::file(path, why)
}
