//! What an input is: told by its first bytes, and by its name where bytes do not tell.

use serde_json::de::IoRead;

use super::{csv, feed, mbox, newsml};
use crate::document::Form;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Packed: something else is inside.
    Packed(Packing),
    /// Many files.
    Archive(Archive),
    /// A file of columns, by its name.
    Columns(&'static str),
    /// A web archive.
    Warc,
    /// A mailbox.
    Mbox,
    /// A feed: RSS or Atom.
    Feed,
    /// A message of news items.
    NewsMl,
    /// JSON; certainly one object a line, or to be seen.
    Json {
        /// Whether every line is an object.
        lines: bool,
    },
    /// Rows of text with a header; the delimiter, where the name tells it.
    Table {
        /// Between fields.
        delimiter: Option<u8>,
    },
    /// One document.
    One(Option<Form>),
    /// Something that is known and not read.
    Unread(&'static str),
    /// Certainly no article.
    NoArticle,
}

/// How something is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstandard,
    /// bzip2.
    Bzip2,
}

/// An archive of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Archive {
    Tar,
    Zip,
}

impl Packing {
    /// The name of what is inside.
    pub(super) fn without_ending(self, name: &str) -> String {
        let endings: [&str; 2] = match self {
            Packing::Gzip => [".gz", ".gzip"],
            Packing::Zstandard => [".zst", ".zstd"],
            Packing::Bzip2 => [".bz2", ".bz"],
        };
        let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
        bare.unwrap_or(name).to_owned()
    }
}

/// First bytes that tell it for certain.
const MAGIC: [(&[u8], Kind); 14] = [
    (b"\x1F\x8B\x08", Kind::Packed(Packing::Gzip)),
    (b"\x28\xB5\x2F\xFD", Kind::Packed(Packing::Zstandard)),
    (b"PK\x03\x04", Kind::Archive(Archive::Zip)),
    (b"PK\x05\x06", Kind::Archive(Archive::Zip)),
    (b"WARC/1.", Kind::Warc),
    (b"\xFD7zXZ\0", Kind::Unread("packed with xz")),
    (b"7z\xBC\xAF\x27\x1C", Kind::Unread("packed with 7-Zip")),
    (b"Rar!\x1A\x07", Kind::Unread("packed with RAR")),
    (b"\x04\x22\x4D\x18", Kind::Unread("packed with LZ4")),
    (b"%PDF-", Kind::Unread("a PDF")),
    (b"PAR1", Kind::Columns("a Parquet file")),
    (b"ARROW1\0\0", Kind::Columns("an Arrow file")),
    (b"FEA1", Kind::Unread("a Feather file of the first version")),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        Kind::Unread("a Microsoft Office file"),
    ),
];

/// Endings of files that stand beside articles in archives and are none, though they may be text.
const NO_ARTICLE: [&str; 22] = [
    "avif", "css", "eot", "gif", "ico", "jpeg", "jpg", "js", "map", "md5", "mp3", "mp4", "pdf", "png",
    "sha256", "svg", "ttf", "webm", "webp", "woff", "woff2", "py",
];

/// Endings of files that are text, whatever is in them.
const TEXT: [&str; 13] = [
    "csv", "eml", "htm", "html", "json", "jsonl", "mbox", "ndjson", "text", "tsv", "txt", "xhtml", "xml",
];

impl Kind {
    /// What begins with `head` and has this name, in small letters; of a member of an archive it is also asked whether it
    /// can be an article at all.
    pub(super) fn of(head: &[u8], name: &str, is_member: bool) -> Kind {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if let Some(kind) = magic(head) {
            return match kind {
                Kind::Unread(_) if is_member && NO_ARTICLE.contains(&ending) => Kind::NoArticle,
                kind => kind,
            };
        }
        if is_member && (NO_ARTICLE.contains(&ending) || !TEXT.contains(&ending) && is_binary(head)) {
            return Kind::NoArticle;
        }
        let text = head
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(head)
            .trim_ascii_start();
        match ending {
            "jsonl" | "ndjson" => return Kind::Json { lines: true },
            "json" if matches!(text.first(), Some(b'{' | b'[')) => return Kind::Json { lines: false },
            "mbox" => return Kind::Mbox,
            "csv" => return Kind::Table { delimiter: None },
            "tsv" => {
                return Kind::Table {
                    delimiter: Some(b'\t'),
                };
            }
            "eml" => return Kind::One(Some(Form::Mail)),
            _ => {}
        }
        if mbox::is_mailbox(head) {
            return Kind::Mbox;
        }
        if feed::is_feed(head) {
            return Kind::Feed;
        }
        if newsml::is_feed(head) {
            return Kind::NewsMl;
        }
        if begins_json(text, head.len()) {
            return Kind::Json { lines: false };
        }
        if !name.contains('.') && csv::is_header(text) {
            return Kind::Table { delimiter: None };
        }
        Kind::One(match ending {
            "html" | "htm" | "xhtml" if is_markup(text) => Some(Form::Html),
            _ => None,
        })
    }
}

fn magic(head: &[u8]) -> Option<Kind> {
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
    let bzip2 = head.starts_with(b"BZh") && matches!(head.get(3), Some(b'1'..=b'9'));
    let block = || matches!(head.get(4..10), Some(b"1AY&SY" | b"\x17\x72\x45\x38\x50\x90"));
    match known {
        Some((_, kind)) => Some(*kind),
        None if bzip2 && block() => Some(Kind::Packed(Packing::Bzip2)),
        None if head.get(257..262) == Some(b"ustar") => Some(Kind::Archive(Archive::Tar)),
        None => None,
    }
}

/// Whether bytes are neither text of one byte a letter nor UTF-16.
fn is_binary(head: &[u8]) -> bool {
    let nuls = memchr::memchr_iter(0, head).count();
    let is_utf16 =
        head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || nuls * 10 >= head.len() * 3;
    nuls > 0 && (!is_utf16 || nuls * 10 > head.len() * 6)
}

/// Whether a text begins as an object or an array of objects does, as far as it goes.
fn begins_json(text: &[u8], read: usize) -> bool {
    let object = match text {
        [b'{', ..] => text,
        [b'[', rest @ ..] => rest.trim_ascii_start(),
        _ => return false,
    };
    if !object.starts_with(b"{") {
        return false;
    }
    let mut values = serde_json::Deserializer::new(IoRead::new(object)).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => true,
        // all that was looked at is sound, and it goes on
        Some(Err(why)) => why.is_eof() && read >= super::input::HEAD,
        None => false,
    }
}

/// Whether a text holds tags and begins as no other XML does.
fn is_markup(text: &[u8]) -> bool {
    let xml = [
        &b"<?xml"[..],
        b"<nitf",
        b"<newsItem",
        b"<newsMessage",
        b"<rss",
        b"<feed",
    ];
    let tag = |at: usize| {
        matches!(text.get(at + 1), Some(b'!' | b'/')) || text.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    };
    !xml.iter().any(|root| text.starts_with(root)) && memchr::memchr_iter(b'<', text).any(tag)
}
