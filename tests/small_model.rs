//! The smallest sound model, built by hand from the format's description: for tests of forged models and for fuzzing.

use fst::MapBuilder;

const LABELS: usize = 18;
const SIDES: usize = LABELS + 1;

/// A section: its name and its bytes.
pub type Section = (&'static str, Vec<u8>);

/// Every section in its shape, with a handful of words in each map.
pub fn sections() -> Vec<Section> {
    let meta = meta(1, LABELS as u32, 32.0);
    let rows: Vec<u8> = vec![0, 0, 2, 1, 30, 5, 226];
    let starts = [0, rows.len() as u32, rows.len() as u32].map(u32::to_le_bytes);
    let moves = (0..SIDES * SIDES + LABELS * 4).map(|n| (n as i32 % 7 - 3).to_le_bytes());
    let calibration = std::iter::once(1f32).chain([0.0; LABELS]);
    let labels: Vec<&str> = dateline::Label::ALL.iter().map(|label| label.as_str()).collect();
    let clusters = [
        ("aides", 70_000),
        ("kim", 131_074),
        ("met", 65_600),
        ("moscow", 5),
    ];
    let names = [
        ("^UN", 4),
        ("kim", 3),
        ("kim jong", 8),
        ("moscow", 16),
        ("new york", 32),
    ];
    vec![
        ("meta", meta),
        ("moves", moves.collect::<Vec<_>>().concat()),
        ("filter", vec![255; 8]),
        ("starts", starts.concat()),
        ("rows", rows),
        ("labels", labels.join("\n").into_bytes()),
        ("calib", calibration.flat_map(f32::to_le_bytes).collect()),
        ("clusters", map(&clusters)),
        ("names", map(&names)),
    ]
}

/// The section `meta`; no token's words rule a mention out.
pub fn meta(bits: u32, labels: u32, scale: f32) -> Vec<u8> {
    let shut = i32::MIN.cast_unsigned();
    [bits, labels, scale.to_bits(), shut]
        .map(u32::to_le_bytes)
        .concat()
}

/// A map of words, in order, to numbers.
pub fn map(entries: &[(&str, u64)]) -> Vec<u8> {
    let mut builder = MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, *value).expect("keys in order");
    }
    builder.into_inner().expect("memory does not fail")
}

/// A file of these sections, with the checksum that belongs to it.
pub fn file(sections: &[Section]) -> Vec<u8> {
    let mut bytes = b"dateline".to_vec();
    bytes.extend(4u32.to_le_bytes());
    bytes.extend((sections.len() as u32).to_le_bytes());
    bytes.extend([0; 8]);
    let mut start = bytes.len() + 16 * sections.len();
    for (name, section) in sections {
        let mut padded = [0; 8];
        padded[..name.len()].copy_from_slice(name.as_bytes());
        bytes.extend(padded);
        bytes.extend((start as u32).to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        start += section.len();
    }
    sections.iter().for_each(|(_, section)| bytes.extend(section));
    seal(&mut bytes);
    bytes
}

/// Writes the checksum that belongs to what stands behind it, as whoever means harm would.
pub fn seal(bytes: &mut [u8]) {
    let (head, rest) = bytes.split_at_mut(24);
    let mix = |hash: u64, value: u64| {
        let wide = u128::from(hash ^ 0x9e37_79b9_7f4a_7c15) * u128::from(value ^ 0xd6e8_feb8_6659_fd93);
        wide as u64 ^ (wide >> 64) as u64
    };
    let mut lanes = [rest.len() as u64, 1, 2, 3];
    let (blocks, tail) = rest.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    let tail = tail.iter().fold(4, |hash, &byte| mix(hash, u64::from(byte)));
    head[16..].copy_from_slice(&lanes.into_iter().fold(tail, mix).to_le_bytes());
}
