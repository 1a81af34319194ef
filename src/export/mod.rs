//! Room 7, records to the outside: the JSON record, the one format of output, gold, training and evaluation.

mod json;

pub use self::json::{from_json, to_json};

#[cfg(feature = "python")]
pub(crate) use self::json::{entity_id, quote_id};
