//! All integration tests in one binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that fails should say where

#[cfg(feature = "archives")]
mod agency;
#[cfg(feature = "parquet")]
mod claims;
#[cfg(feature = "arrow")]
mod columns;
#[cfg(feature = "archives")]
mod damage;
mod dates;
mod decode;
mod explain;
mod exports;
#[cfg(feature = "archives")]
mod feeds;
#[cfg(all(feature = "html", feature = "parquet", feature = "train"))]
#[allow(unreachable_pub, dead_code, reason = "the fuzz targets are built of it")]
mod fuzzing;
mod header;
mod laws;
mod linear;
mod merging;
mod models;
mod own;
#[cfg(feature = "html")]
mod pages;
mod properties;
mod quotes;
mod rows;
#[cfg(feature = "parquet")]
mod run;
#[cfg(all(feature = "html", feature = "parquet", feature = "train"))]
#[allow(unreachable_pub, reason = "the fuzz targets begin with it")]
mod seeds;
#[allow(unreachable_pub, reason = "the seeds of the fuzz targets are built of it")]
mod small_model;
#[cfg(feature = "archives")]
mod sources;
mod threads;
mod tidy;
#[allow(unreachable_pub, reason = "a fuzz target is built of it")]
mod tried_model;
mod unicode;
