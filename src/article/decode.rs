//! Bytes to text: which encoding they are in, and what was odd about them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::lines::head;
use crate::span::Span;
use crate::warning::{Warning, WarningCode};

/// Places listed for bad bytes before the rest goes without saying.
const MAX_PLACES: usize = 100;
/// Bytes looked at to tell UTF-16 without a byte order mark.
const SAMPLE: usize = 4096;
/// Greatest length of a text, so that every offset fits a `u32`.
pub(super) const MAX_TEXT: usize = u32::MAX as usize;

/// Turns bytes into text; what was odd about them is in the warnings, with its place in the text.
///
/// UTF-8 and UTF-16 with or without a byte order mark, otherwise Windows-1252 when that makes better sense than
/// broken UTF-8. The mark is no part of the text; line ends stay as given.
///
/// ```
/// let (text, warnings) = dateline::article::decode(b"\xEF\xBB\xBFIn\xC3\xAAs said");
/// assert_eq!(text, "Inês said");
/// assert!(warnings.is_empty());
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> (String, Vec<Warning>) {
    let mut warnings = Vec::new();
    // A byte becomes three at most: what is left fits, and so does every place that is listed.
    let mut text = read(&bytes[..bytes.len().min(MAX_TEXT / 3)], &mut warnings);
    if bytes.len() > MAX_TEXT / 3 {
        cut(&mut text, MAX_TEXT, &mut warnings);
    }
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        warnings.push(Warning {
            code: WarningCode::Binary,
            span: Span::new(at, at + 1),
        });
    }
    (text, warnings)
}

fn read(bytes: &[u8], warnings: &mut Vec<Warning>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return replace_bad(encoding, &bytes[mark..], warnings);
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return replace_bad(encoding, bytes, warnings);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // cut off inside its last character, and sound before it
        Err(why) if why.error_len().is_none() => replace_bad(UTF_8, bytes, warnings),
        Err(_) if looks_like_1252(bytes) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            warnings.push(Warning {
                code: WarningCode::AssumedWindows1252,
                span: Span::new(0, 0),
            });
            text.into_owned()
        }
        Err(_) => replace_bad(UTF_8, bytes, warnings),
    }
}

/// Decodes with U+FFFD for what the encoding does not allow, and lists the places.
fn replace_bad(encoding: &'static Encoding, bytes: &[u8], warnings: &mut Vec<Warning>) -> String {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    if bad {
        let places = text.match_indices('\u{FFFD}').take(MAX_PLACES);
        warnings.extend(places.map(|(at, found)| Warning {
            code: WarningCode::BadEncoding,
            span: Span::new(at, at + found.len()),
        }));
    }
    text.into_owned()
}

/// UTF-16 without a mark: English text has a NUL in nearly every second byte, and always the same one of the two.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 {
        return None;
    }
    let nuls = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (nuls(0), nuls(1), sample.len() / 2);
    if odd * 10 >= half * 7 && even * 20 <= half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 20 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether bytes that are not UTF-8 are more likely Windows-1252 than UTF-8 with damage.
///
/// Damaged UTF-8 still holds whole sequences of several bytes; 1252 text practically never does, and has no control
/// characters or bytes without a meaning of its own.
fn looks_like_1252(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let meaningless = |&b: &u8| {
        matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
            || (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C))
    };
    broken > whole && !bytes.iter().any(meaningless)
}

/// Cuts a text to this many bytes at most, and says so.
pub(super) fn cut(text: &mut String, most: usize, warnings: &mut Vec<Warning>) {
    let end = head(text, most).len();
    text.truncate(end);
    warnings.push(Warning {
        code: WarningCode::Truncated,
        span: Span::new(end, end),
    });
}
