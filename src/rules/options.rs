//! `Options`: what a caller may ask of an extractor.

/// What an extractor is to find beside what its model finds, and what it is to leave out.
///
/// Names and patterns are decisive: their mentions have the score 1 and replace those of the tagger that they overlap.
/// Only a mention of the tagger that has more words, a score of at least two thirds, and holds the whole of them stays:
/// the longest name wins, so `Aspirin` does not cut `Aspirin Foundation of America` to pieces. Between names and patterns
/// the longer one wins, of equally long ones the name, then the pattern that stands first.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::{Extractor, Options};
/// let options = Options {
///     gazetteer: vec![("DRUG".into(), vec!["aspirin".into()])],
///     patterns: vec![("TICKER".into(), r"\b[A-Z]{1,5}:[A-Z]{2}\b".into())],
///     ..Options::default()
/// };
/// let extractor = Extractor::embedded()?.with_options(&options)?;
/// let record = extractor.extract_text("Aspirin did Angela Merkel good, and BAYN:GR too.");
/// let found: Vec<String> = record.mentions.iter().map(|m| m.label.to_string()).collect();
/// assert_eq!(found, ["DRUG", "PERSON", "TICKER"]);
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Only mentions of these labels are kept, and the entities that they name; `None` keeps all. Nothing else changes: labels,
    /// quotes and roles are those of the whole record. A label must be built in, or that of a name or pattern.
    pub labels: Option<Vec<String>>,
    /// Names by label. Of two labels for one name the first counts.
    ///
    /// A name is found as it is written, on whole tokens, with any white space between its words, apostrophes, quotation
    /// marks and hyphens of any kind, in capitals throughout (`ACME WIDGETS`), and with a capital at the start of a
    /// sentence when it begins with a small letter. It may end before the full stop of an abbreviation (`Acme Inc` in
    /// `Acme Inc.`). Of names that overlap the first in the text counts, of those that begin together the longest.
    pub gazetteer: Vec<(String, Vec<String>)>,
    /// Labels with regular expressions in the syntax of the crate `regex`, run over each paragraph by itself.
    ///
    /// What the group `mention` holds is the mention, or the whole match where no such group took part. Borders are taken
    /// as they are: they may cut through words.
    pub patterns: Vec<(String, String)>,
    /// The tagger's mentions with a lower score (0 to 1) are left out before anything else is looked at.
    pub min_score: f32,
    /// Whether noun phrases are linked to the entity that they mean (*the president*): [`Record::nominals`].
    ///
    /// [`Record::nominals`]: crate::Record::nominals
    pub nominals: bool,
    /// Whether documents, files and bytes that are damaged are errors: cut off, with bytes that their encoding does not
    /// allow, or binary. Otherwise what is left of them is read, with a warning.
    pub strict: bool,
}
