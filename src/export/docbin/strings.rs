//! The numbers by which spaCy knows its strings: a small one for each of its own symbols, a hash for any other.

use std::collections::HashMap;

/// The symbols from 1 on.
const FLAGS: &str = "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL \
    IS_STOP IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY";

/// The symbols from 64 on.
const ATTRIBUTES: &str = "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD \
    SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE";

/// The symbols from 380 on.
const LABELS: &str = "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY \
    QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj \
    csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number \
    oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl \
    ENT_KB_ID MORPH ENT_ID IDX _";

/// Symbols that are numbered: how they begin, the digits that follow, the first and the last, and the number of zero.
const NUMBERED: [(&str, usize, u64, u64, u64); 2] = [("FLAG", 2, 19, 63, 0), ("DEPRECATED", 3, 1, 276, 103)];

/// Every symbol that a text may hold or a label may be, with its number.
pub(crate) fn symbols() -> impl Iterator<Item = (u64, &'static str)> {
    let from = |first: u64, names: &'static str| (first..).zip(names.split_whitespace());
    from(1, FLAGS)
        .chain(from(64, ATTRIBUTES))
        .chain(from(380, LABELS))
}

/// The numbers of strings, with those of the symbols at hand.
pub(crate) struct Numbers(HashMap<&'static str, u64>);

impl Numbers {
    pub(crate) fn new() -> Numbers {
        Numbers(symbols().map(|(number, name)| (name, number)).collect())
    }

    /// The number of a string.
    pub(crate) fn of(&self, string: &str) -> u64 {
        let known = self.0.get(string).copied().or_else(|| numbered(string));
        known.unwrap_or_else(|| murmur(string))
    }
}

fn numbered(string: &str) -> Option<u64> {
    let number = |&(name, digits, first, last, zero): &(&str, usize, u64, u64, u64)| {
        let rest = string.strip_prefix(name).filter(|rest| rest.len() == digits)?;
        let digits = rest.bytes().all(|byte| byte.is_ascii_digit());
        let number = rest.parse().ok().filter(|_| digits)?;
        (first..=last).contains(&number).then_some(zero + number)
    };
    NUMBERED.iter().find_map(number)
}

/// `MurmurHash64A` (Austin Appleby, public domain) with seed 1.
pub(crate) fn murmur(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    const SEED: u64 = 1;
    let bytes = text.as_bytes();
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        let mut k = u64::from_le_bytes(word.try_into().unwrap_or([0; 8])).wrapping_mul(M);
        k = (k ^ (k >> 47)).wrapping_mul(M);
        hash = (hash ^ k).wrapping_mul(M);
    }
    let rest = words.remainder();
    if !rest.is_empty() {
        let mut tail = [0; 8];
        tail[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(tail)).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}
