//! All integration tests in one binary.
#![allow(clippy::unwrap_used)] // a test that fails should say where

#[cfg(feature = "arrow")]
mod columns;
mod dates;
mod decode;
mod explain;
mod exports;
mod header;
mod laws;
mod merging;
mod own;
mod properties;
mod quotes;
mod rows;
#[cfg(feature = "archives")]
mod sources;
mod tidy;
