//! Text in UTF-16 as UTF-8, for what is read line by line: tables and JSON that spreadsheets and databases have written.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::input::Input;

/// Bytes decoded at a time.
const CHUNK: usize = 16 << 10;

/// The encoding of bytes that begin with the mark of UTF-16.
pub(super) fn marked(head: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(head)?;
    (encoding != UTF_8).then_some(encoding)
}

/// The input as UTF-8, without its mark. Halves of characters become U+FFFD.
pub(super) fn decoded(input: Input, encoding: &'static Encoding) -> Input {
    Box::new(Decoded {
        input,
        decoder: encoding.new_decoder_with_bom_removal(),
        ready: Vec::new(),
        at: 0,
        is_over: false,
    })
}

struct Decoded {
    input: Input,
    decoder: Decoder,
    /// Decoded bytes, given out up to `at`.
    ready: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() && !self.is_over {
            let mut chunk = [0; CHUNK];
            let read = self.input.read(&mut chunk)?;
            self.is_over = read == 0;
            let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(4 * CHUNK);
            let mut text = String::with_capacity(room);
            let _ = self
                .decoder
                .decode_to_string(&chunk[..read], &mut text, self.is_over);
            (self.ready, self.at) = (text.into_bytes(), 0);
        }
        let mut rest = &self.ready[self.at..];
        let read = rest.read(buffer)?;
        self.at += read;
        Ok(read)
    }
}
