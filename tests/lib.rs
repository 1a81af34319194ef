//! All integration tests in one binary.

mod decode;
mod header;
mod properties;
mod rows;
