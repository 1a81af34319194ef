//! Learning: labelled text to a model, the shipped one (`forge`) or one of the caller's own.

mod amounts;
mod atlas;
mod augment;
mod base;
mod calibrate;
mod clusters;
mod crf;
mod data;
mod encode;
mod evaluate;
mod folds;
mod learn;
mod model;
mod names;
mod own;
mod pack;
mod random;
mod read;
mod slots;
mod swap;
mod tables;
mod world;

pub use self::folds::folds;
pub use self::learn::Progress;
pub use self::model::{Plan, Trained, evaluate, provenance, train};
pub use self::own::{Figures, Report, Size, Start, Training};
pub use self::read::Options;
pub use self::world::{world, world_provenance};
