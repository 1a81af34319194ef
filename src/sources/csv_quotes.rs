//! Quotes in rows of a table: whether all are closed, and where rows go on behind one that is not.

/// What the quotes of a row are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Each field in quotes ends with its quote.
    Sound,
    /// Something stands between a closing quote and the end of the field: perhaps the quote belongs to another row.
    Stray,
    /// The last field in quotes does not end.
    Open,
}

/// The quotes of a row, and how many fields it has; whatever reads rows sees the same.
pub(super) fn of(row: &[u8], delimiter: u8) -> (Quotes, usize) {
    let mut rest = row;
    let (mut quotes, mut fields) = (Quotes::Sound, 0);
    loop {
        fields += 1;
        if let [b'"', inside @ ..] = rest {
            let Some(behind) = behind_quotes(inside) else {
                return (Quotes::Open, fields);
            };
            if behind
                .first()
                .is_some_and(|next| !matches!(next, b'\r' | b'\n') && *next != delimiter)
            {
                quotes = Quotes::Stray;
            }
            rest = behind;
        }
        match memchr::memchr3(delimiter, b'\n', b'\r', rest) {
            Some(end) if rest[end] == delimiter => rest = &rest[end + 1..],
            _ => return (quotes, fields),
        }
    }
}

/// What stands behind the quote that closes a field; two quotes within it mean one.
fn behind_quotes(inside: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', inside.get(at..)?)? + 1;
        match inside.get(at) {
            Some(b'"') => at += 1,
            _ => return Some(&inside[at..]),
        }
    }
}

/// Where in a broken row the first line begins that is a row of so many fields by itself.
pub(super) fn next_row(broken: &[u8], delimiter: u8, fields: usize) -> Option<usize> {
    let mut ends = memchr::memchr_iter(b'\n', broken);
    ends.find_map(|end| {
        let line = &broken[end + 1..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        (!line.is_empty() && of(line, delimiter) == (Quotes::Sound, fields)).then_some(end + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_rows() {
        for (row, quotes, fields) in [
            ("", Quotes::Sound, 1),
            ("a,b\n", Quotes::Sound, 2),
            ("1,\"a \"\"b\"\", c\nd\",e", Quotes::Sound, 3),
            ("1,\"\",\"\"\r\n", Quotes::Sound, 3),
            ("1,a \"b\" c", Quotes::Sound, 2),
            ("1,\"a\"b,c", Quotes::Stray, 3),
            ("1,\"a, b\n2,c", Quotes::Open, 2),
            ("\"", Quotes::Open, 1),
            ("\"\"\"", Quotes::Open, 1),
        ] {
            assert_eq!(of(row.as_bytes(), b','), (quotes, fields), "{row:?}");
        }
    }

    #[test]
    fn rows_go_on_behind_an_open_quote() {
        let broken = b"1,\"open\nmore\n\n2,sound\n3,sound\n";
        assert_eq!(next_row(broken, b',', 2), Some(14));
        assert_eq!(next_row(b"1,\"open\nmore", b',', 2), None);
    }
}
