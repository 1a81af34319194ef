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
        /// The input declares an encoding of single bytes and is UTF-8, as which it was read.
        WrongEncoding = "wrong_encoding",
        /// NUL bytes: perhaps not a text.
        Binary = "binary",
        /// The input is cut off, or was cut at the greatest length of a text; what there is of it was read.
        Truncated = "truncated",
        /// A day beside the text that cannot be read, or in two ways, such as `02/05/2024`: it was left out.
        UnreadDay = "unread_day",
        /// A day without a year that nothing in the article settles.
        YearUnknown = "year_unknown",
        /// An opening quotation mark that nothing closes.
        UnclosedQuote = "unclosed_quote",
        /// A closing quotation mark that nothing opened.
        UnopenedQuote = "unopened_quote",
    }
}

impl Warning {
    /// Why a caller who wants no damaged input refuses this one; `None` when nothing of the text was lost.
    pub(crate) fn damage(self, text: &str) -> Option<String> {
        let at = text
            .get(..self.span.start as usize)
            .unwrap_or(text)
            .chars()
            .count();
        match self.code {
            WarningCode::Truncated => Some(format!("it is cut off; its text ends at character {at}")),
            WarningCode::BadEncoding => Some(format!(
                "it has bytes that its encoding does not allow, at character {at} of its text"
            )),
            WarningCode::Binary => Some(format!(
                "it has a NUL at character {at} of its text and may be none"
            )),
            _ => None,
        }
    }
}
