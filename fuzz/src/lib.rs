//! What the targets share; it stands among the tests, which run it over what once broke something.

#[path = "../../tests/seeds.rs"]
pub mod seeds;
#[path = "../../tests/small_model.rs"]
pub mod small_model;
#[path = "../../tests/fuzzing.rs"]
pub mod targets;
#[path = "../../tests/tried_model.rs"]
pub mod tried_model;
