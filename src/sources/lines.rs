//! An input line by line, with the number and the byte of each, none longer than is allowed.

use std::io::{self, BufRead, BufReader, Read};

use super::compressed::BUFFER;
use super::input::Input;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is in the buffer, with its end.
    Whole,
    /// It is longer than allowed, and was passed over.
    TooLong,
    /// There is none.
    End,
}

/// The lines of an input.
pub(super) struct Lines {
    reader: BufReader<Input>,
    /// Bytes before the next line.
    pub(super) offset: u64,
    /// Lines before the next line.
    pub(super) number: u64,
}

impl Lines {
    pub(super) fn new(input: Input) -> Lines {
        Lines {
            reader: BufReader::with_capacity(BUFFER, input),
            offset: 0,
            number: 0,
        }
    }

    /// Reads the next line behind what is in the buffer, unless the buffer would grow beyond `most`.
    pub(super) fn append(&mut self, buffer: &mut Vec<u8>, most: u64) -> io::Result<Line> {
        let (mut any, mut fits) = (false, true);
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
                Err(why) => return Err(why),
            };
            if available.is_empty() {
                self.number += u64::from(any);
                return Ok(match any {
                    false => Line::End,
                    true if fits => Line::Whole,
                    true => Line::TooLong,
                });
            }
            any = true;
            let end = memchr::memchr(b'\n', available);
            let piece = &available[..end.map_or(available.len(), |end| end + 1)];
            fits &= (buffer.len() + piece.len()) as u64 <= most;
            if fits {
                buffer.extend_from_slice(piece);
            } else {
                *buffer = Vec::new();
            }
            let used = piece.len();
            self.reader.consume(used);
            self.offset += used as u64;
            if end.is_some() {
                self.number += 1;
                return Ok(if fits { Line::Whole } else { Line::TooLong });
            }
        }
    }

    /// Reads the next line into the buffer.
    pub(super) fn next(&mut self, buffer: &mut Vec<u8>, most: u64) -> io::Result<Line> {
        buffer.clear();
        self.append(buffer, most)
    }

    /// Reads so many bytes; fewer come at the end of the input.
    pub(super) fn take(&mut self, bytes: u64) -> io::Result<Vec<u8>> {
        let mut taken = Vec::new();
        io::Read::take(&mut self.reader, bytes).read_to_end(&mut taken)?;
        self.offset += taken.len() as u64;
        Ok(taken)
    }

    /// Passes over so many bytes, and says over how many: fewer at the end of the input.
    pub(super) fn skip(&mut self, bytes: u64) -> io::Result<u64> {
        let skipped = io::copy(&mut io::Read::take(&mut self.reader, bytes), &mut io::sink())?;
        self.offset += skipped;
        Ok(skipped)
    }
}

impl io::Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.offset += read as u64;
        Ok(read)
    }
}
