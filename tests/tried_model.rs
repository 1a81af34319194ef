//! Any bytes as a model, which then reads an article: for tests of forged models and for fuzzing.

use dateline::{Error, Extractor, Scratch};

/// Reads the model and, if it is one, an article with it.
///
/// # Errors
///
/// The model is none.
pub fn tried(model: Vec<u8>) -> Result<(), Error> {
    let extractor = Extractor::from_model(model)?;
    let text =
        "MOSCOW, Sept. 4 (Reuters) - Kim Jong-Un of North Korea met 1,998 aides in New York on Monday.";
    let record = extractor.extract(text.to_owned(), None, None, &mut Scratch::default());
    assert!(
        record
            .mentions
            .iter()
            .all(|mention| (0.0..=1.0).contains(&mention.score))
    );
    Ok(())
}
