//! Room 7, records to the outside: the JSON record, the one format of output, gold, training and evaluation, and tables.

#[cfg(feature = "arrow")]
mod columns;
mod json;
#[cfg(feature = "parquet")]
mod parquet;
mod points;

#[cfg(feature = "arrow")]
pub use self::columns::{Columns, Failure, RecordBatch, SchemaRef, Table};
pub use self::json::{from_json, to_json};
#[cfg(feature = "parquet")]
pub use self::parquet::ParquetFile;

#[cfg(feature = "python")]
pub(crate) use self::points::{entity_id, quote_id};
