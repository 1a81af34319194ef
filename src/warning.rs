//! What was odd about an input without stopping its reading.

use crate::naming::named;
use crate::span::Span;

/// Something odd in the input, and where.
///
/// ```
/// let mut warnings: Vec<dateline::Warning> = Vec::new();
/// dateline::article::read_text(String::new(), None, None, &mut warnings);
/// assert_eq!(warnings[0].code, dateline::WarningCode::Empty);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was odd.
    pub code: WarningCode,
    /// Where.
    pub span: Span,
}

named! {
    /// What was odd about an input.
    WarningCode, "warning code" {
        /// The text is empty or only white space.
        Empty = "empty",
        /// Bytes that the encoding does not allow were replaced by U+FFFD.
        BadEncoding = "bad_encoding",
        /// The input was not UTF-8 and was read as Windows-1252.
        AssumedWindows1252 = "assumed_windows_1252",
        /// NUL bytes: perhaps not a text.
        Binary = "binary",
        /// The text was cut at its greatest length.
        Truncated = "truncated",
        /// A day without a year that nothing in the article settles.
        YearUnknown = "year_unknown",
        /// An opening quotation mark that nothing closes.
        UnclosedQuote = "unclosed_quote",
        /// A closing quotation mark that nothing opened.
        UnopenedQuote = "unopened_quote",
    }
}
