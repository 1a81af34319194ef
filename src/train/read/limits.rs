//! How much of a file is taken: a small file may inflate to more than there is memory.

use std::io::{self, BufRead, Read};

/// Bounds on what is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Bytes of one line.
    pub(super) line: usize,
    /// Bytes of one file that is inflated, or is taken as a whole.
    pub(super) inflated: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            line: 64 << 20,
            inflated: 1 << 30,
        }
    }
}

/// A reader that fails after so many bytes.
pub(super) struct Capped<R> {
    inner: R,
    left: u64,
    most: u64,
}

impl<R> Capped<R> {
    pub(super) fn new(inner: R, most: u64) -> Capped<R> {
        Capped {
            inner,
            left: most,
            most,
        }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            let most = self.most;
            io::Error::other(format!("holds more than {most} bytes; split it"))
        })?;
        Ok(count)
    }
}

/// A line of a file.
pub(super) enum Line<'a> {
    Text(&'a str),
    /// It cannot be used, and why.
    Bad(String),
}

/// The lines of a file, numbered from 1, none longer than the limit.
pub(super) struct Lines<R> {
    reader: R,
    most: usize,
    buffer: Vec<u8>,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, most: usize) -> Lines<R> {
        Lines {
            reader,
            most,
            buffer: Vec::new(),
            number: 0,
        }
    }

    /// The next line without its end.
    pub(super) fn next(&mut self) -> io::Result<Option<(usize, Line<'_>)>> {
        self.buffer.clear();
        let most = self.most as u64 + 1;
        let count = (&mut self.reader)
            .take(most)
            .read_until(b'\n', &mut self.buffer)?;
        if count == 0 {
            return Ok(None);
        }
        self.number += 1;
        if count as u64 == most && self.buffer.last() != Some(&b'\n') {
            self.buffer = Vec::new();
            self.reader.skip_until(b'\n')?;
            let why = format!("longer than {} bytes", self.most);
            return Ok(Some((self.number, Line::Bad(why))));
        }
        let mut line = &*self.buffer;
        line = line.strip_suffix(b"\n").unwrap_or(line);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.number == 1 {
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        }
        let line = std::str::from_utf8(line).map_or_else(|_| Line::Bad("not UTF-8".to_owned()), Line::Text);
        Ok(Some((self.number, line)))
    }
}
