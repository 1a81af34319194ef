//! The tag set: beginning, inside, last and unit of each label, or outside, and which may follow which.
//!
//! Tags are numbered so that those after which a mention is closed come first, which keeps the moves of the
//! decoder to short contiguous loops: `O`, units, lasts, beginnings, insides.

use crate::record::Label;

/// How many labels there are.
pub(crate) const LABELS: usize = Label::ALL.len();
/// How many tags there are.
pub(crate) const TAGS: usize = 1 + 4 * LABELS;
/// Width of a row of one value for each tag: filled up to whole vectors.
pub(crate) const WIDTH: usize = TAGS.next_multiple_of(8);
/// The place in a row, behind those of the tags, of what speaks for the token being in any mention at all.
pub(crate) const GATE: usize = TAGS;
const _: () = assert!(GATE < WIDTH, "rows have room for the gate");
/// Outside of any mention.
pub(crate) const OUTSIDE: usize = 0;
/// Kinds of closed neighbourhood: outside, or one for each label.
pub(crate) const SIDES: usize = 1 + LABELS;

/// The tag of a mention of one token.
pub(crate) fn unit(label: usize) -> usize {
    1 + label
}

/// The tag of the last of several tokens.
pub(crate) fn last(label: usize) -> usize {
    1 + LABELS + label
}

/// The tag of the first of several tokens.
pub(crate) fn begin(label: usize) -> usize {
    1 + 2 * LABELS + label
}

/// The tag of a token between first and last.
pub(crate) fn inside(label: usize) -> usize {
    1 + 3 * LABELS + label
}

/// Which part of a mention a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Outside,
    Unit,
    Last,
    Begin,
    Inside,
}

/// A tag taken apart: its part, and the number of its label (0 for outside).
pub(crate) fn parts(tag: usize) -> (Part, usize) {
    match tag {
        OUTSIDE => (Part::Outside, 0),
        _ => {
            let part = [Part::Unit, Part::Last, Part::Begin, Part::Inside][(tag - 1) / LABELS];
            (part, (tag - 1) % LABELS)
        }
    }
}

/// The closed side that a tag that closes leaves behind, or the one that a tag that opens goes to: 0 for outside,
/// otherwise one more than the number of the label.
pub(crate) fn side(tag: usize) -> usize {
    match parts(tag) {
        (Part::Outside, _) => 0,
        (_, label) => 1 + label,
    }
}

/// The tag of token `at` in a mention of `len` tokens.
#[cfg(feature = "train")]
pub(crate) fn tag_in(label: usize, at: usize, len: usize) -> usize {
    match (at, len) {
        (0, 1) => unit(label),
        (0, _) => begin(label),
        _ if at + 1 == len => last(label),
        _ => inside(label),
    }
}

/// A legal move from one tag to the next, by the weight that it uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// From a closed side to one that opens: 0 for outside, otherwise one more than the number of the label.
    Outer(usize, usize),
    /// Inside a mention of this label: begin-inside, inside-inside, begin-last, inside-last.
    Inner(usize, usize),
}

impl Step {
    /// The move between two tags.
    pub(crate) fn between(from: usize, to: usize) -> Step {
        let ((from_part, _), (to_part, to_label)) = (parts(from), parts(to));
        match (from_part, to_part) {
            (Part::Begin, Part::Inside) => Step::Inner(to_label, 0),
            (Part::Inside, Part::Inside) => Step::Inner(to_label, 1),
            (Part::Begin, Part::Last) => Step::Inner(to_label, 2),
            (Part::Inside, Part::Last) => Step::Inner(to_label, 3),
            _ => Step::Outer(side(from), side(to)),
        }
    }
}
