//! Mails and newsletters (RFC 5322 with MIME): the headers that tell of the article, and the part that is its text.

use mailparse::{MailHeaderMap, ParsedMail};

use super::copy::{Copy, first};
use super::html;
use crate::article::page::Page;
use crate::document::Content;
use crate::error::Error;
use crate::lexical::fold_spaces;
use crate::moment::day;
use crate::place::Place;
use crate::span::Span;
use crate::warning::{Warning, WarningCode};

/// Most parts in parts: real mails have four, the parser itself refuses a hundred.
const MAX_DEPTH: usize = 20;

/// The page of a mail.
pub(super) fn page(content: &Content, place: &Place) -> Result<Page, Error> {
    let bytes = match content {
        Content::Text(text) => text.as_bytes(),
        Content::Bytes(bytes) => bytes,
    };
    let bytes = without_envelope(bytes);
    let refuse = |why: String| Error::document(place.clone(), why);
    let mail = mailparse::parse_mail(bytes).map_err(|why| refuse(format!("not a mail: {why}")))?;
    let mut copy = Copy::default();
    let header = |name: &str| {
        mail.headers
            .get_first_value(name)
            .map(|value| fold_spaces(&value))
    };
    copy.told.headline = header("Subject").map(|subject| topic(&subject).to_owned());
    copy.told.headline.take_if(|subject| subject.is_empty());
    copy.told.date = header("Date").and_then(|date| day(&date));
    let id = header("Message-ID").map(|id| id.trim_matches(['<', '>', ' ']).to_owned());
    first(&mut copy.told.id, id);
    let is_newsletter = ["List-Id", "List-Unsubscribe", "List-Post"]
        .iter()
        .any(|name| header(name).is_some())
        || header("Precedence").is_some_and(|value| matches!(&*value, "bulk" | "list"));
    if is_newsletter {
        first(
            &mut copy.told.source,
            header("From").map(|from| display_name(&from)),
        );
    }
    let mut warnings = Vec::new();
    let mut lacks_end = is_cut(&mail, bytes);
    for kind in ["text/plain", "text/html"] {
        let mut parts = Vec::new();
        find(&mail, kind, 0, &mut parts).map_err(|why| refuse(why.to_owned()))?;
        for part in parts {
            let text = text_of(part, bytes, place, &mut warnings)?;
            if kind == "text/html" {
                lacks_end |= mail.subparts.is_empty() && html::lacks_end(&text);
                copy.add_html(&text);
            } else {
                copy.add_plain(unsigned(&text));
            }
        }
        if !copy.is_empty() {
            break;
        }
    }
    if copy.is_empty() && !mail.subparts.is_empty() {
        return Err(refuse("no part of the mail is text".to_owned()));
    }
    let mut page = copy.page();
    if lacks_end {
        let end = page.text.len();
        warnings.push(Warning {
            code: WarningCode::Truncated,
            span: Span::new(end, end),
        });
    }
    page.warnings = warnings;
    Ok(page)
}

/// Whether a mail ends before it should: in its headers, or before the line that closes its parts.
fn is_cut(mail: &ParsedMail<'_>, bytes: &[u8]) -> bool {
    let has_end = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    match mail.ctype.params.get("boundary") {
        Some(boundary) if mail.ctype.mimetype.starts_with("multipart/") => {
            !has_end(format!("--{boundary}--").as_bytes())
        }
        _ => !has_end(b"\n\n") && !has_end(b"\n\r\n"),
    }
}

/// The parts of a kind that are no attachments, in order.
fn find<'a>(
    part: &'a ParsedMail<'a>,
    kind: &str,
    depth: usize,
    found: &mut Vec<&'a ParsedMail<'a>>,
) -> Result<(), &'static str> {
    if depth > MAX_DEPTH {
        return Err("parts in parts nested deeper than 20");
    }
    let disposition = part.headers.get_first_value("Content-Disposition");
    let attached =
        disposition.is_some_and(|value| value.trim_start().to_ascii_lowercase().starts_with("attachment"));
    if !attached && part.subparts.is_empty() && part.ctype.mimetype == kind {
        found.push(part);
    }
    for inner in &part.subparts {
        find(inner, kind, depth + 1, found)?;
    }
    Ok(())
}

/// A part's text, out of its transfer encoding and its charset; UTF-8 wins over a charset that is not declared.
fn text_of(
    part: &ParsedMail<'_>,
    mail: &[u8],
    place: &Place,
    warnings: &mut Vec<Warning>,
) -> Result<String, Error> {
    let raw = part.get_body_raw().map_err(|why| {
        let mut place = place.clone();
        // where the part stands in the mail
        let start = (part.raw_bytes.as_ptr() as usize).saturating_sub(mail.as_ptr() as usize);
        place.offset += start.min(mail.len()) as u64;
        Error::document(place, format!("a part of the mail cannot be decoded: {why}"))
    })?;
    let declared = part.ctype.params.get("charset");
    let encoding = declared.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let text = match encoding.filter(|encoding| *encoding != encoding_rs::UTF_8) {
        Some(encoding)
            if std::str::from_utf8(&raw).is_err() || raw.is_ascii() || !encoding.is_single_byte() =>
        {
            let (text, _, is_damaged) = encoding.decode(&raw);
            if is_damaged {
                warnings.push(Warning {
                    code: WarningCode::BadEncoding,
                    span: Span::new(0, 0),
                });
            }
            text.into_owned()
        }
        claimed => {
            let (text, odd) = crate::article::decode(&raw);
            // mail programs write ASCII and send UTF-8, its wider form
            let is_ascii = |label: &String| label.to_ascii_lowercase().ends_with("ascii");
            let is_misnamed =
                claimed.is_some() && !declared.is_some_and(is_ascii) && std::str::from_utf8(&raw).is_ok();
            let codes = odd.into_iter().take(1).map(|warning| warning.code);
            // their places would be those of the part, not of the page
            warnings.extend(
                codes
                    .chain(is_misnamed.then_some(WarningCode::WrongEncoding))
                    .map(|code| Warning {
                        code,
                        span: Span::new(0, 0),
                    }),
            );
            text
        }
    };
    let flowed = part
        .ctype
        .params
        .get("format")
        .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    Ok(if flowed { unflowed(&text) } else { text })
}

/// RFC 3676: a line that ends in a blank goes on in the next.
fn unflowed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        // One blank before `>`, `From ` or a blank was stuffed in.
        let line = line.strip_prefix(' ').unwrap_or(line);
        out.push_str(line);
        if !line.ends_with(' ') || line == "-- " {
            out.push('\n');
        }
    }
    out
}

/// The text before a signature.
fn unsigned(text: &str) -> &str {
    let marks = ["\n-- \n", "\n-- \r\n"];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min();
    &text[..end.unwrap_or(text.len())]
}

/// A subject without `Re:` and `Fwd:`.
fn topic(mut subject: &str) -> &str {
    const REPLIES: [&str; 5] = ["re:", "fwd:", "fw:", "aw:", "wg:"];
    loop {
        subject = subject.trim_start();
        let reply = REPLIES.iter().find(|mark| {
            subject
                .get(..mark.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(mark))
        });
        match reply {
            Some(mark) => subject = &subject[mark.len()..],
            None => return subject,
        }
    }
}

/// `The Morning Post` of `"The Morning Post" <news@example.com>`; nothing of a bare address.
fn display_name(from: &str) -> String {
    let name = from
        .split('<')
        .next()
        .unwrap_or("")
        .trim()
        .trim_matches(['"', '\''])
        .trim();
    if name.contains('@') {
        String::new()
    } else {
        name.to_owned()
    }
}

/// A mail without the line that mailboxes put before it: `From ann@example.com Thu May  2 10:15:00 2024`.
fn without_envelope(mail: &[u8]) -> &[u8] {
    match memchr::memchr(b'\n', mail) {
        Some(end) if mail.starts_with(b"From ") => &mail[end + 1..],
        _ => mail,
    }
}

/// Bytes looked at to tell a mail.
const HEAD: usize = 1 << 15;

/// Whether bytes begin as a mail does: a block of header fields with a sender and a field that only mails have.
pub(super) fn is_mail(content: &[u8]) -> bool {
    let head = without_envelope(&content[..content.len().min(HEAD)]);
    let (mut from, mut sure, mut others, mut fields) = (false, false, 0, 0);
    for line in head.split(|&b| b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if matches!(line[0], b' ' | b'\t') && fields > 0 {
            continue;
        }
        let Some(end) = line.iter().position(|&b| b == b':') else {
            return false;
        };
        let name = &line[..end];
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        fields += 1;
        match &*name.to_ascii_lowercase() {
            b"from" => from = true,
            b"message-id" | b"mime-version" | b"received" | b"return-path" | b"delivered-to" => sure = true,
            b"subject" | b"date" | b"to" => others += 1,
            _ => {}
        }
    }
    from && (sure || others >= 3)
}
