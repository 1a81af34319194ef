//! Room 7, records to the outside: the JSON record, the one format of output, gold, training and evaluation, tables, and
//! the forms of other tools.

mod brat;
#[cfg(feature = "arrow")]
mod columns;
mod conll;
#[cfg(feature = "docbin")]
mod docbin;
mod gkg;
mod json;
#[cfg(feature = "parquet")]
mod parquet;
mod points;
mod words;

pub use self::brat::{brat_configuration, to_brat};
#[cfg(feature = "arrow")]
pub use self::columns::{Columns, Failure, RecordBatch, SchemaRef, Table};
pub use self::conll::to_conll;
#[cfg(feature = "docbin")]
pub use self::docbin::to_docbin;
pub use self::gkg::to_gkg;
pub use self::json::{from_json, to_json};
#[cfg(feature = "parquet")]
pub use self::parquet::ParquetFile;

#[cfg(feature = "train")]
pub(crate) use self::docbin::{ENT_IOB, ENT_TYPE, Numbers, ORTH, murmur, symbols};
#[cfg(feature = "python")]
pub(crate) use self::points::{entity_id, quote_id};
