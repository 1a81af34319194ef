//! spaCy's symbols: the strings that it knows by a small number of their own, not by their hash.

/// The symbols from 64 on.
const ATTRIBUTES: &str = "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD \
    SENT_START SPACY PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE";

/// The symbols from 380 on.
const LABELS: &str = "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY \
    QUANTITY ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj \
    csubjpass dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number \
    oprd obj obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl \
    ENT_KB_ID MORPH ENT_ID IDX _";

/// Every symbol with its number.
pub(super) fn symbols() -> impl Iterator<Item = (u64, &'static str)> {
    let from = |first: u64, names: &'static str| (first..).zip(names.split_whitespace());
    from(64, ATTRIBUTES).chain(from(380, LABELS))
}
