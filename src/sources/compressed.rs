//! Packed inputs: gzip (any number of members), Zstandard, bzip2, and a watch over what they unpack to.

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use super::MAX_RATIO;
use super::gzip::{Gzip, is_skipped};
use super::input::{Input, Meter};
use super::kind::Packing;

/// Bytes of packed data taken at a time.
pub(super) const BUFFER: usize = 64 << 10;

/// What is inside of a packed input.
pub(super) fn unpack(packing: Packing, input: Input, meter: &Arc<Meter>) -> io::Result<Input> {
    let buffered = |input| BufReader::with_capacity(BUFFER, input);
    let unpacked: Input = match packing {
        Packing::Gzip => Box::new(Gzip::new(input)),
        Packing::Zstandard => Box::new(zstd::Decoder::with_buffer(buffered(input))?),
        Packing::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(buffered(input))),
    };
    Ok(watched(unpacked, meter))
}

/// An input of unpacked bytes that fails when far too many come without a document in them.
pub(super) fn watched(input: Input, meter: &Arc<Meter>) -> Input {
    Box::new(Watched {
        input,
        meter: Arc::clone(meter),
        is_over: false,
    })
}

struct Watched {
    input: Input,
    meter: Arc<Meter>,
    /// A decoder that has failed may not be asked again, unless it has skipped what is damaged.
    is_over: bool,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_over {
            return Ok(0);
        }
        if self.meter.is_spent() {
            self.is_over = true;
            return Err(io::Error::other(format!(
                "it unpacks to more than {MAX_RATIO} times its size without an article in it"
            )));
        }
        let read = self.input.read(buffer);
        self.is_over =
            matches!(&read, Err(why) if why.kind() != io::ErrorKind::Interrupted && !is_skipped(why));
        self.meter.unpack(*read.as_ref().unwrap_or(&0));
        read
    }
}
