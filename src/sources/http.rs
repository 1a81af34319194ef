//! A response of the web as a web archive keeps it: status, headers, and the body without its transfer codings.

use std::io::{BufReader, Cursor, Read};

use encoding_rs::Encoding;

use super::MAX_DOCUMENT;
use super::compressed::BUFFER;
use crate::document::Content;

/// Most bytes of a head.
const MAX_HEAD: usize = 64 << 10;

/// The headers of a record or a response, names in small letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Takes in a line; what is no header is passed over, and a line that begins with a space goes on with the one before.
    pub(super) fn add(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if line.starts_with([' ', '\t'])
            && let Some((_, value)) = self.0.last_mut()
        {
            value.push(' ');
            value.push_str(line.trim());
        } else if let Some((name, value)) = line.split_once(':') {
            self.0
                .push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// The value of a header.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        found.next().map(|(_, value)| &**value)
    }

    /// The charset of the content type, when it is one that browsers know.
    fn encoding(&self) -> Option<&'static Encoding> {
        let parameters = self.get("content-type")?.split(';').skip(1);
        let mut pairs = parameters.filter_map(|parameter| parameter.split_once('='));
        let (_, charset) = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
        Encoding::for_label(charset.trim().trim_matches(['"', '\'']).as_bytes())
    }
}

/// A response, or what stands for one.
#[derive(Debug)]
pub(super) struct Response {
    status: Option<u16>,
    headers: Headers,
    body: usize,
}

impl Response {
    /// Reads the head of a response from the first bytes of it.
    pub(super) fn of(bytes: &[u8]) -> Response {
        let mut headers = Headers::default();
        let (mut at, mut status) = (0, None);
        for (number, line) in bytes[..bytes.len().min(MAX_HEAD)]
            .split_inclusive(|&b| b == b'\n')
            .enumerate()
        {
            at += line.len();
            let line = line.trim_ascii_end();
            match number {
                _ if line.is_empty() => break,
                0 => status = status_of(line),
                _ => headers.add(line),
            }
        }
        Response {
            status,
            headers,
            body: at,
        }
    }

    /// A resource: a body whose content type the record tells.
    pub(super) fn resource(content_type: Option<&str>) -> Response {
        let mut headers = Headers::default();
        headers.add(format!("content-type: {}", content_type.unwrap_or_default()).as_bytes());
        Response {
            status: Some(200),
            headers,
            body: 0,
        }
    }

    /// Whether it is a web page that was found.
    pub(super) fn is_page(&self) -> bool {
        let content_type = self.headers.get("content-type").unwrap_or_default();
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        self.status == Some(200)
            && ["text/html", "application/xhtml+xml"]
                .iter()
                .any(|page| kind.eq_ignore_ascii_case(page))
    }

    /// The page, given all bytes of the response.
    ///
    /// Some archives undo the codings and keep the headers that tell of them; so a body that does not begin as its coding
    /// does is taken as it is.
    pub(super) fn page(&self, bytes: &[u8]) -> Result<Content, String> {
        let body = bytes.get(self.body..).unwrap_or_default();
        let said = |name| self.headers.get(name).unwrap_or_default().to_ascii_lowercase();
        let chunks = if said("transfer-encoding").contains("chunked") {
            dechunked(body)
        } else {
            None
        };
        let body = chunks.as_deref().unwrap_or(body);
        let unpacked = match said("content-encoding").as_str() {
            "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
                Some(limited(flate2::bufread::MultiGzDecoder::new(Cursor::new(body)))?)
            }
            "deflate" if body.starts_with(b"\x78") => {
                Some(limited(flate2::bufread::ZlibDecoder::new(Cursor::new(body)))?)
            }
            "zstd" if body.starts_with(b"\x28\xB5\x2F\xFD") => {
                let decoder = zstd::Decoder::with_buffer(BufReader::new(Cursor::new(body)));
                Some(limited(decoder.map_err(|why| why.to_string())?)?)
            }
            "br" if !body.trim_ascii_start().starts_with(b"<") => {
                Some(limited(brotli_decompressor::Decompressor::new(body, BUFFER))?)
            }
            _ => None,
        };
        let body = unpacked.as_deref().unwrap_or(body);
        Ok(match self.headers.encoding() {
            // UTF-8 is never met by chance, and servers add a charset to whatever they send.
            Some(encoding)
                if encoding == encoding_rs::UTF_8
                    || body.is_ascii()
                    || std::str::from_utf8(body).is_err() =>
            {
                Content::Text(encoding.decode(body).0.into_owned())
            }
            Some(_) | None => Content::Bytes(body.to_owned()),
        })
    }
}

/// The status of `HTTP/1.1 200 OK`.
fn status_of(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.get(..line.len().min(16))?).ok()?;
    line.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()
}

/// Unpacks as much as a document may have; what comes before damage counts, as in a browser.
fn limited(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let read = reader.take(MAX_DOCUMENT + 1).read_to_end(&mut unpacked);
    match read {
        _ if unpacked.len() as u64 > MAX_DOCUMENT => Err(super::open::too_long(MAX_DOCUMENT)),
        Err(why) if unpacked.is_empty() => Err(format!("its packing is damaged: {why}")),
        _ => Ok(unpacked),
    }
}

/// A body in chunks, put together; `None` when it does not begin with the length of one.
fn dechunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut whole, mut rest) = (Vec::new(), body);
    while let Some(end) = memchr::memchr(b'\n', rest.get(..rest.len().min(1024))?) {
        let digits = rest[..end].split(|&b| b == b';').next()?.trim_ascii();
        let length = std::str::from_utf8(digits)
            .ok()
            .and_then(|digits| usize::from_str_radix(digits, 16).ok());
        let Some(length) = length else {
            // Damaged from here on, unless it never was in chunks.
            return (!whole.is_empty()).then_some(whole);
        };
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        let chunk = &rest[..length.min(rest.len())];
        whole.extend_from_slice(chunk);
        rest = rest[chunk.len()..].trim_ascii_start();
    }
    (!whole.is_empty()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page of a response with these headers and this body.
    fn page(headers: &str, body: &[u8]) -> Result<Content, String> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html{headers}\r\n\r\n");
        let bytes = [head.as_bytes(), body].concat();
        Response::of(&bytes).page(&bytes)
    }

    #[test]
    fn bodies() {
        let bytes = |body: &str| Ok(Content::Bytes(body.into()));
        let brotli = b"\x0b\x02\x80<p>Ro\x03";
        assert_eq!(page("\r\nContent-Encoding: br", brotli), bytes("<p>Ro"));
        assert_eq!(page("\r\nContent-Encoding: br", b"<p>undone"), bytes("<p>undone"));
        assert!(page("\r\nContent-Encoding: br", b"\x01\xff\xff").is_err());
        let text = |body: &str| Ok(Content::Text(body.to_owned()));
        assert_eq!(page("; charset=latin1", b"caf\xe9"), text("café"));
        assert_eq!(
            page("; charset=latin1", "café".as_bytes()),
            bytes("café"),
            "it is UTF-8"
        );
    }
}
