//! The Python module `dateline._dateline`: thin views over the core, and the only room that names pyo3.

mod arrow;
mod article;
mod capsule;
mod convert;
mod corpus;
mod engine;
mod entity;
mod errors;
mod explain;
mod exports;
mod extraction;
mod header;
mod interpreter;
mod mention;
mod own;
mod run;
mod speech;
mod stream;
mod train;
mod view;

// It needs no GIL: every class is frozen, and what changes behind them stands in a mutex, a cell that is filled once, or in
// atomics.
/// The compiled half of the package; import from `dateline` instead.
#[pyo3::pymodule(gil_used = false)]
mod _dateline {
    #[pymodule_export]
    use super::arrow::{_errors, _schema, _table, Batches};
    #[pymodule_export]
    use super::article::Article;
    #[pymodule_export]
    use super::corpus::{_cooccurrence, _merge, _quotes_by, _timeline};
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::entity::{Entities, Entity};
    #[pymodule_export]
    use super::exports::{_brat_configuration, _docbin, _gkg};
    #[pymodule_export]
    use super::extraction::Extraction;
    #[pymodule_export]
    use super::header::{Dateline, Paragraph, Sentence};
    #[pymodule_export]
    use super::mention::Mention;
    #[pymodule_export]
    use super::speech::{Nominal, Quote, Role, Warning};
    #[pymodule_export]
    use super::stream::Stream;
    #[pymodule_export]
    use super::train::_train;

    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// Types and functions made for one interpreter are no good in another.
    #[pymodule_init]
    fn of_one_interpreter(py: pyo3::Python<'_>) -> pyo3::PyResult<()> {
        super::interpreter::claim(py)
    }
}
