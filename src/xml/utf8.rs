//! The bytes of an XML file as UTF-8: by mark, by declaration, and with what a wrong declaration leaves behind.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes decoded at a time.
const CHUNK: usize = 1 << 16;
/// Bytes looked at for a mark and a declaration.
const HEAD: usize = 512;

/// A reader of UTF-8 over one of any encoding, which knows where in the file it is.
pub(super) struct Utf8<R> {
    inner: R,
    how: Option<How>,
    /// Decoded bytes, given out up to `at`.
    ready: Vec<u8>,
    at: usize,
    /// Where `ready` starts, in decoded bytes and in those of the file.
    start: (u64, u64),
    /// Bytes of the file behind `ready`.
    taken: usize,
    /// Bytes of a character that the last chunk cut in two.
    carry: Vec<u8>,
    /// Whether the inner reader has no more.
    is_over: bool,
    /// Bytes that may still be given out.
    pub(super) left: usize,
    /// What was odd about its encoding.
    pub(super) odd: Oddities,
    /// What is given out from a certain place on.
    pub(super) copy: Option<Vec<u8>>,
}

/// What was odd about an encoding.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Oddities {
    /// Bytes were no UTF-8 and read as Windows-1252, which nobody had declared.
    pub(crate) is_assumed: bool,
    /// An encoding of single bytes was declared, and characters are UTF-8.
    pub(crate) is_misnamed: bool,
    /// Bytes were not of the encoding and were replaced.
    pub(crate) is_damaged: bool,
}

/// How bytes become characters.
enum How {
    /// UTF-8 wherever they are; what is not is of this encoding, in which every byte is a character. Whether it was
    /// declared stands beside it.
    Mixed(&'static Encoding, bool),
    /// By a decoder.
    All(Box<Decoder>),
}

impl<R: BufRead> Utf8<R> {
    /// A reader that finds out the encoding, or one of UTF-8 whatever the declaration says.
    pub(super) fn new(inner: R, is_utf8: bool) -> Utf8<R> {
        Utf8 {
            inner,
            how: is_utf8.then_some(How::Mixed(WINDOWS_1252, false)),
            ready: Vec::new(),
            at: 0,
            start: (0, 0),
            taken: 0,
            carry: Vec::new(),
            is_over: false,
            left: 0,
            odd: Oddities::default(),
            copy: None,
        }
    }

    /// The place in the file of a place in the decoded bytes; exact where the file is UTF-8.
    pub(super) fn place(&self, decoded: u64) -> u64 {
        let into = decoded.saturating_sub(self.start.0);
        if decoded < self.start.0 {
            return self.start.1.saturating_sub(self.start.0 - decoded);
        }
        self.start.1 + into.min(self.taken as u64)
    }

    fn refill(&mut self) -> io::Result<()> {
        while !self.is_over {
            self.start.0 += self.ready.len() as u64;
            self.start.1 += self.taken as u64;
            self.ready.clear();
            self.at = 0;
            let mut chunk = std::mem::take(&mut self.carry);
            let mut is_end = self.pull(&mut chunk)?;
            if self.how.is_none() {
                while !is_end && chunk.len() < HEAD {
                    is_end = self.pull(&mut chunk)?;
                }
                self.how = Some(sense(&chunk));
                let mark = if chunk.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                self.start.1 += mark as u64;
                chunk.drain(..mark);
            }
            match &mut self.how {
                Some(How::All(decoder)) => {
                    let room = decoder.max_utf8_buffer_length(chunk.len()).unwrap_or(4 * CHUNK);
                    let mut text = String::with_capacity(room);
                    let (_, _, bad) = decoder.decode_to_string(&chunk, &mut text, is_end);
                    self.odd.is_damaged |= bad;
                    self.ready = text.into_bytes();
                    self.taken = chunk.len();
                }
                Some(How::Mixed(other, declared)) => {
                    let (other, declared) = (*other, *declared);
                    self.mix(&chunk, (other, declared), is_end);
                }
                None => {}
            }
            self.is_over = is_end;
            if !self.ready.is_empty() {
                break;
            }
        }
        Ok(())
    }

    /// Adds the inner reader's next bytes; true when there are none.
    fn pull(&mut self, chunk: &mut Vec<u8>) -> io::Result<bool> {
        let got = loop {
            match self.inner.fill_buf() {
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let got = &got[..got.len().min(CHUNK)];
        chunk.extend_from_slice(got);
        let count = got.len();
        self.inner.consume(count);
        Ok(count == 0)
    }

    fn mix(&mut self, chunk: &[u8], (other, declared): (&'static Encoding, bool), is_end: bool) {
        self.taken = chunk.len();
        for piece in chunk.utf8_chunks() {
            self.ready.extend_from_slice(piece.valid().as_bytes());
            self.odd.is_misnamed |= declared && !piece.valid().is_ascii();
            let invalid = piece.invalid();
            if invalid.is_empty() {
                continue;
            }
            let at_end = invalid.as_ptr_range().end == chunk.as_ptr_range().end;
            let is_cut = std::str::from_utf8(invalid).is_err_and(|why| why.error_len().is_none());
            if at_end && is_cut && !is_end {
                self.carry = invalid.to_vec();
                self.taken -= invalid.len();
            } else {
                let (text, _) = other.decode_without_bom_handling(invalid);
                self.ready.extend_from_slice(text.as_bytes());
                self.odd.is_assumed |= !declared;
            }
        }
    }
}

/// How to read bytes that begin so.
fn sense(head: &[u8]) -> How {
    let decoder = |encoding: &'static Encoding| How::All(Box::new(encoding.new_decoder_with_bom_removal()));
    match Encoding::for_bom(head) {
        Some((encoding, _)) if encoding == UTF_8 => return How::Mixed(WINDOWS_1252, false),
        Some((encoding, _)) => return decoder(encoding),
        None => {}
    }
    match head {
        [b'<', 0, ..] => return decoder(UTF_16LE),
        [0, b'<', ..] => return decoder(UTF_16BE),
        _ => {}
    }
    match declared(head) {
        None => How::Mixed(WINDOWS_1252, false),
        // These it cannot be: the declaration itself is readable.
        Some(encoding) if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE => {
            How::Mixed(WINDOWS_1252, false)
        }
        Some(encoding) if encoding.is_single_byte() => How::Mixed(encoding, true),
        Some(encoding) => decoder(encoding),
    }
}

/// The encoding of `<?xml version="1.0" encoding="…"?>`.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = &head[..head.len().min(HEAD)];
    let start = head.iter().position(|b| !b.is_ascii_whitespace())?;
    let rest = head[start..].strip_prefix(b"<?xml")?;
    let rest = &rest[..memchr::memmem::find(rest, b"?>")?];
    let rest = &rest[memchr::memmem::find(rest, b"encoding")? + "encoding".len()..];
    let mut parts = rest.split(|b| matches!(b, b'"' | b'\''));
    parts.next()?;
    Encoding::for_label(parts.next()?)
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.ready.len() {
            self.refill()?;
        }
        let ready = &self.ready[self.at..];
        if self.left == 0 && !ready.is_empty() {
            return Err(io::Error::other("one piece of it is longer than 64 MiB"));
        }
        Ok(&ready[..ready.len().min(self.left)])
    }

    fn consume(&mut self, count: usize) {
        if let Some(copy) = &mut self.copy {
            copy.extend_from_slice(&self.ready[self.at..self.at + count]);
        }
        self.at += count;
        self.left -= count;
    }
}
