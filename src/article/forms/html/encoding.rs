//! The bytes of a page to characters: a byte order mark, what the page declares, and whether the bytes agree.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::article::decode;
use crate::span::Span;
use crate::warning::{Warning, WarningCode};

/// Bytes in which a declaration is looked for: four times what browsers ask for, since heads have grown.
const HEAD: usize = 4096;

/// Decodes a page. Warnings have no place yet: the page's characters are not the article's.
pub(super) fn read(bytes: &[u8]) -> (String, Vec<WarningCode>) {
    let codes = |warnings: Vec<Warning>| {
        let mut codes: Vec<WarningCode> = warnings.into_iter().map(|warning| warning.code).collect();
        codes.dedup();
        codes
    };
    let head = &bytes[..bytes.len().min(HEAD)];
    let declared = declared(head);
    let is_own = declared.is_none_or(|encoding| encoding == UTF_8 || encoding == WINDOWS_1252);
    let is_marked = Encoding::for_bom(bytes).is_some();
    if is_own || is_marked || is_utf8(bytes) {
        let (text, warnings) = decode(bytes);
        let mut codes = codes(warnings);
        if !is_marked && declared.is_some_and(|encoding| encoding != UTF_8) && is_utf8(bytes) {
            codes.push(WarningCode::WrongEncoding);
        }
        if declared == Some(WINDOWS_1252) {
            // it is what the page says
            codes.retain(|code| *code != WarningCode::AssumedWindows1252);
        }
        return (text, codes);
    }
    let (text, bad) = declared.unwrap_or(UTF_8).decode_without_bom_handling(bytes);
    (
        text.into_owned(),
        if bad {
            vec![WarningCode::BadEncoding]
        } else {
            Vec::new()
        },
    )
}

/// Whether the bytes are UTF-8 beyond chance: sound, perhaps but for a character that is cut off at the end.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => bytes.iter().any(|byte| *byte >= 0x80),
        Err(why) => why.error_len().is_none() && why.valid_up_to() > 0,
    }
}

/// The encoding that a page declares: `<meta charset>`, `<meta http-equiv>`, `<?xml encoding>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head: String = head
        .iter()
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    let mut from = 0;
    while let Some(found) = head[from..].find("<meta").or_else(|| head[from..].find("<?xml")) {
        let start = from + found;
        let end = head[start..].find('>').map_or(head.len(), |end| start + end);
        from = end;
        let tag = &head[start..end];
        let named = tag.split_once("charset").or_else(|| tag.split_once("encoding"));
        let Some(value) = named.and_then(|(_, value)| value.trim_start().strip_prefix('=')) else {
            continue;
        };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let length = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
        let label = &value[..length.unwrap_or(value.len())];
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            // bytes in which this was found are no UTF-16, whatever it says
            let is_wide = encoding.name().starts_with("UTF-16");
            return Some(if is_wide { UTF_8 } else { encoding });
        }
    }
    None
}

/// Puts warnings into a text: at what was replaced there, or at its head.
pub(super) fn placed(codes: Vec<WarningCode>, text: &str) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for code in codes {
        let before = warnings.len();
        if code == WarningCode::BadEncoding {
            let places = text.match_indices('\u{FFFD}').take(100);
            warnings.extend(places.map(|(at, sign)| Warning {
                code,
                span: Span::new(at, at + sign.len()),
            }));
        }
        if warnings.len() == before {
            warnings.push(Warning {
                code,
                span: Span::new(0, 0),
            });
        }
    }
    warnings
}
