//! The day that a form states: see [`crate::moment`].

#[allow(unused_imports)] // builds that read no form with days of its own
pub(crate) use crate::moment::day;
