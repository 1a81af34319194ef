//! Learning: annotated text to the shipped model. Used by `forge` alone.

pub mod forge;

mod clusters;
mod crf;
mod data;
mod encode;
mod evaluate;
mod pack;
