//! Tables of names: rows and columns read, keys put into a finite-state map.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// A finite-state map; the keys come in order.
pub(super) fn map(keys: impl IntoIterator<Item = (String, u64)>) -> Result<Vec<u8>, Error> {
    let map = fst::Map::from_iter(keys).map_err(|why| Error::record(why.to_string()))?;
    Ok(map.into_fst().into_inner())
}

/// The rows of a table below its head, columns by tabulators.
pub(super) fn rows<const N: usize>(path: &Path) -> Result<Vec<[String; N]>, Error> {
    let row = |line: &str| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        <[String; N]>::try_from(columns)
            .map_err(|_| Error::record(format!("{}: {N} columns expected in {line:?}", path.display())))
    };
    read(path)?.lines().skip(1).map(row).collect()
}

/// The entries of a list by `|`.
pub(super) fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').filter(|part| !part.is_empty())
}

/// An ISO 3166-1 code of two letters.
pub(super) fn code_of(code: &str, path: &Path) -> Result<[u8; 2], Error> {
    code.as_bytes()
        .try_into()
        .map_err(|_| unknown("country", code, path))
}

/// The error for what no source knows.
pub(super) fn unknown(what: &str, name: &str, path: &Path) -> Error {
    Error::record(format!("{}: unknown {what} {name:?}", path.display()))
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|why| Error::file(path, why))
}
