//! Characters that are written as `&name;`: XML's five, numbers, and the names of HTML that news uses.

use std::borrow::Cow;

/// The names of the characters from U+00A0 to U+00FF, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute \
Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute \
icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Longest name that is looked for between `&` and `;`.
const MAX_NAME: usize = 12;

/// The character of a name, or of a number (`#8217`, `#x2019`).
pub(super) fn resolve(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return number.ok().and_then(of_number);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "ndash" => '–',
        "mdash" => '—',
        "horbar" => '―',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "lsaquo" => '‹',
        "rsaquo" => '›',
        "hellip" => '…',
        "bull" => '•',
        "dagger" => '†',
        "Dagger" => '‡',
        "prime" => '′',
        "Prime" => '″',
        "euro" => '€',
        "trade" => '™',
        "minus" => '−',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "zwnj" => '\u{200c}',
        "zwj" => '\u{200d}',
        "OElig" => 'Œ',
        "oelig" => 'œ',
        "Scaron" => 'Š',
        "scaron" => 'š',
        "Zcaron" => 'Ž',
        "zcaron" => 'ž',
        "Ccaron" => 'Č',
        "ccaron" => 'č',
        "Cacute" => 'Ć',
        "cacute" => 'ć',
        "Yuml" => 'Ÿ',
        "fnof" => 'ƒ',
        _ => {
            let at = LATIN.split(' ').position(|known| known == name)?;
            return char::from_u32(0xA0 + u32::try_from(at).ok()?);
        }
    })
}

/// A character by its number; those of Windows-1252 that stand where Unicode has controls are meant as such.
fn of_number(number: u32) -> Option<char> {
    match u8::try_from(number) {
        Ok(0) => None,
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next(),
        _ => char::from_u32(number),
    }
}

/// The text with its references resolved, once; unknown ones stay as they are.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    out.push_str(before);
    while let Some(after) = rest.strip_prefix('&') {
        let end = after.bytes().take(MAX_NAME).position(|b| b == b';');
        let known = end.and_then(|end| Some((resolve(&after[..end])?, end + 1)));
        let used = match known {
            Some((character, used)) => {
                out.push(character);
                used
            }
            None => {
                out.push('&');
                0
            }
        };
        let after = &after[used..];
        let next = memchr::memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        out.push_str(&after[..next]);
        rest = &after[next..];
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn references_are_resolved_once() {
        for (text, expected) in [
            ("AT&amp;T", "AT&T"),
            ("&amp;rsquo;", "&rsquo;"),
            ("it&rsquo;s &#8217; &#x2019; &#146;", "it’s ’ ’ ’"),
            ("&eacute;&Eacute;&yuml;&nbsp;", "éÉÿ\u{a0}"),
            ("Q&A; R&D &unknown; &", "Q&A; R&D &unknown; &"),
            ("&#0;&#xD800;&#99999999999;", "&#0;&#xD800;&#99999999999;"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
