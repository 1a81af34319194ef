//! What ships inside the binary: the model file, described in `PROVENANCE.toml`.

use crate::error::Error;
use crate::tagger::Tagger;
use crate::tagger::format::Bytes;

/// The shipped model file.
static MODEL: &[u8] = include_bytes!("model.bin");

/// The shipped tagger, read in place.
pub(crate) fn tagger() -> Result<Tagger, Error> {
    Tagger::new(file())
}

/// The shipped model file.
pub(crate) fn file() -> Bytes {
    Bytes::Embedded(MODEL)
}
