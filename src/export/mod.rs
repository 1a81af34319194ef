//! Room 7, records to the outside: the JSON record, the one format of output, gold, training and evaluation.

mod json;

pub use self::json::{from_json, to_json};
