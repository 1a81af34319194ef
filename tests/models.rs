//! Models that are damaged, and models that are forged: refused with a reason, or read without a panic.

use dateline::Extractor;
use proptest::prelude::*;

use crate::small_model::{Section, file, map, meta, seal, sections};
use crate::tried_model::tried;

const SHIPPED: &[u8] = include_bytes!("../src/embedded/model.bin");

/// The reason why a model with one section changed is refused.
fn refused(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut sections = sections();
    let section: &mut Section = sections.iter_mut().find(|section| section.0 == name).unwrap();
    change(&mut section.1);
    let error = tried(file(&sections)).expect_err(name);
    assert!(error.is_model(), "{error}");
    error.to_string()
}

#[test]
fn a_model_made_by_hand_is_read() {
    tried(file(&sections())).unwrap();
}

#[test]
fn sections_that_lie_are_refused() {
    for (bits, labels, scale) in [
        (0, 18, 1.0),
        (29, 18, 1.0),
        (u32::MAX, 18, 1.0),
        (1, 17, 1.0),
        (1, 18, 0.0),
        (1, 18, f32::NAN),
    ] {
        let why = refused("meta", |section| *section = meta(bits, labels, scale));
        assert!(why.contains("out of range"), "{why}");
    }
    // 2^28 buckets need tables of a gigabyte, which are not there; nothing is set aside for them.
    let why = refused("meta", |section| *section = meta(28, 18, 1.0));
    assert!(why.contains("wrong length"), "{why}");
    for name in [
        "meta", "moves", "filter", "starts", "labels", "calib", "clusters", "names",
    ] {
        refused(name, Vec::clear);
    }
    // overlapping buckets would make a base for training of many times the file's size
    let why = refused("starts", |section| section[8..].fill(0));
    assert!(why.contains("out of order"), "{why}");
    let why = refused("starts", |section| section[8..].fill(9));
    assert!(why.contains("out of order"), "{why}");
    let why = refused("calib", |section| {
        section[..4].copy_from_slice(&f32::INFINITY.to_le_bytes())
    });
    assert!(why.contains("out of range"), "{why}");
    let why = refused("labels", |section| section[0] = 0xff);
    assert!(why.contains("UTF-8"), "{why}");
    let why = refused("names", |section| *section = map(&[("kim", u64::MAX)]));
    assert!(why.contains("a value out of range"), "{why}");
}

#[test]
fn heads_that_lie_are_refused() {
    let sound = file(&sections());
    let with = |at: usize, number: u32| {
        let mut model = sound.clone();
        model[at..at + 4].copy_from_slice(&number.to_le_bytes());
        seal(&mut model);
        tried(model)
    };
    for version in [0, 3, 5, u32::MAX] {
        assert!(with(8, version).unwrap_err().to_string().contains("version"));
    }
    for count in [0, 1, 8, 10, 1 << 28, u32::MAX] {
        let why = with(12, count).unwrap_err().to_string();
        assert!(why.contains("table of sections"), "{why}");
    }
    for entry in 0..sections().len() {
        for number in [u32::MAX, 1 << 31] {
            // where a section starts, and how long it is
            assert!(with(24 + 16 * entry + 8, number).unwrap_err().is_model());
            assert!(with(24 + 16 * entry + 12, number).unwrap_err().is_model());
        }
    }
}

#[test]
fn maps_that_lie_are_refused() {
    let name = |n: usize| format!("{:04}{}", n * 7 % 10_000, n % 10);
    let mut names: Vec<String> = (0..200)
        .map(name)
        .chain((b'!'..=b'~').map(|c| (c as char).to_string()))
        .collect();
    names.sort();
    names.dedup();
    let entries: Vec<(&str, u64)> = names.iter().map(|name| (&**name, name.len() as u64)).collect();
    let sound = map(&entries);
    let (mut read, mut refused) = (0, 0);
    for at in 0..sound.len() {
        let mut forged = sound.clone();
        forged[at] ^= 1 << (at % 8) | 0x40;
        let mut sections = sections();
        sections
            .iter_mut()
            .filter(|section| section.0 == "names")
            .for_each(|section| section.1.clone_from(&forged));
        match tried(file(&sections)) {
            Ok(()) => read += 1,
            Err(why) => {
                assert!(why.is_model(), "{why}");
                refused += 1;
            }
        }
    }
    assert!(read > 0 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn any_bit_of_the_head_changed_is_refused() {
    for at in 0..24 * 8 {
        let mut flipped = SHIPPED.to_vec();
        flipped[at / 8] ^= 1 << (at % 8);
        assert!(
            Extractor::from_model(flipped).is_err_and(|why| why.is_model()),
            "bit {at}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_byte_changed_and_any_cut_is_refused(at in 0..SHIPPED.len(), bit in 0u8..8, cut in 0..SHIPPED.len()) {
        let mut flipped = SHIPPED.to_vec();
        flipped[at] ^= 1 << bit;
        prop_assert!(Extractor::from_model(flipped).unwrap_err().is_model());
        prop_assert!(Extractor::from_model(SHIPPED[..cut].to_vec()).unwrap_err().is_model());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_forged_model_never_panics(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut model = file(&sections());
        for (at, byte) in edits {
            let at = at.index(model.len());
            model[at] = byte;
        }
        seal(&mut model);
        if let Err(why) = tried(model) {
            prop_assert!(why.is_model(), "{}", why);
        }
    }
}
