//! Learning: annotated text to the shipped model. Used by `forge` alone.

mod augment;
mod clusters;
mod crf;
mod data;
mod encode;
mod evaluate;
mod model;
mod names;
mod pack;

pub use self::model::{Plan, evaluate, provenance, train};
