//! All integration tests in one binary.
#![allow(clippy::unwrap_used)] // a test that fails should say where

mod agency;
mod dates;
mod decode;
mod explain;
mod header;
mod laws;
mod merging;
mod own;
#[cfg(feature = "html")]
mod pages;
mod properties;
mod quotes;
mod rows;
#[cfg(feature = "archives")]
mod sources;
mod tidy;
