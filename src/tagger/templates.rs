//! The feature templates: what each looks at, in words.
//!
//! The numbers are those of `features.rs`; a template that is new there needs its parts in [`parts`].

/// A word that a template looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// So many tokens on.
    By(isize),
    /// Before the run of capitalised words.
    Before,
    /// The run's first.
    First,
    /// The run's last.
    Last,
    /// After the run.
    After,
}

/// What a template looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Lower(At),
    Exact,
    Shape(At),
    Coarse(At),
    Fine(At),
    Start(usize),
    End(usize),
    Length,
    Figure(At),
    Kind,
    Kinds(At),
    Glue,
    RunPlace,
    RunLength,
    NameKind,
    NameKinds(At),
    NamePlace,
    NameLength,
}

const P2: At = At::By(-2);
const P1: At = At::By(-1);
pub(super) const HERE: At = At::By(0);
pub(super) const N1: At = At::By(1);
const N2: At = At::By(2);

/// The parts of a template; a few mean one thing at a number or its like (`figure`) and another beside one.
pub(crate) fn parts(template: u64, figure: bool) -> &'static [Part] {
    use At::{After, Before, First, Last};
    use Part::*;
    match template {
        1 => &[Lower(HERE)],
        2 => &[Shape(HERE)],
        3 => &[Coarse(HERE)],
        4 => &[Fine(HERE)],
        5 => &[Exact],
        6 => &[Shape(HERE), Coarse(HERE)],
        7 => &[Shape(HERE), Fine(HERE)],
        8 => &[Length],
        9 => &[Figure(HERE)],
        10 => &[Start(1)],
        11 => &[Start(2)],
        12 => &[Start(3)],
        13 => &[Start(4)],
        20 => &[End(1)],
        21 => &[End(2)],
        22 => &[End(3)],
        23 => &[End(4)],
        30 => &[Lower(P1), Lower(HERE)],
        31 => &[Lower(HERE), Lower(N1)],
        32 => &[Lower(P1), Lower(N1)],
        33 => &[Lower(P2), Lower(P1)],
        34 => &[Lower(N1), Lower(N2)],
        35 => &[Shape(P1), Shape(HERE)],
        36 => &[Shape(HERE), Shape(N1)],
        37 => &[Shape(P1), Shape(HERE), Shape(N1)],
        38 => &[Fine(P1), Fine(HERE)],
        39 => &[Fine(HERE), Fine(N1)],
        40 => &[Coarse(P1), Coarse(N1), Shape(HERE)],
        41 => &[Coarse(P1), Coarse(HERE), Coarse(N1)],
        42 => &[Coarse(P2), Coarse(P1), Shape(HERE)],
        43 => &[Coarse(N1), Coarse(N2), Shape(HERE)],
        44 => &[Lower(P1), Shape(HERE)],
        45 => &[Shape(HERE), Lower(N1)],
        46 => &[Glue, Shape(HERE)],
        47 => &[Glue, Shape(P1), Lower(P2)],
        48 => &[Glue, Shape(N1), Lower(N2)],
        50 => &[Kind],
        51 => &[Kinds(HERE)],
        52 => &[Kinds(HERE), Shape(HERE)],
        53 => &[Kinds(HERE), Fine(HERE)],
        54 => &[Kinds(P1), Kinds(HERE)],
        55 => &[Kinds(HERE), Kinds(N1)],
        56 => &[Kinds(P1), Kinds(HERE), Kinds(N1)],
        57 => &[Kinds(HERE), Lower(P1)],
        58 => &[Kinds(HERE), Lower(N1)],
        60 => &[RunPlace, Lower(Before)],
        61 => &[RunPlace, Lower(After)],
        62 => &[RunPlace, Lower(Last)],
        63 => &[RunPlace, Lower(First)],
        64 => &[RunPlace, Fine(Last)],
        65 => &[RunPlace, Fine(First)],
        66 => &[RunPlace, Fine(Before), RunLength],
        67 => &[RunPlace, Fine(After), RunLength],
        68 => &[RunPlace, RunLength],
        69 => &[Coarse(Before), Coarse(After), RunLength],
        70 => &[RunPlace, Coarse(Last), Fine(After)],
        80 => &[NameKind, NamePlace],
        81 => &[NameKinds(HERE), NamePlace],
        82 => &[NameKinds(HERE), NamePlace, NameLength],
        83 => &[NameKinds(HERE), NamePlace, Shape(HERE)],
        84 => &[NameKinds(HERE), NamePlace, Lower(P1)],
        85 => &[NameKinds(HERE), NamePlace, Lower(N1)],
        86 => &[NameKinds(N1), Shape(HERE)],
        87 => &[NameKinds(P1), Shape(HERE)],
        106 if !figure => &[Figure(P1), Lower(HERE)],
        107 if !figure => &[Lower(HERE), Figure(N1)],
        108 if !figure => &[Figure(P2), Figure(P1), Figure(N1), Figure(N2)],
        100 => &[Figure(P1), Figure(HERE), Figure(N1)],
        101 => &[Figure(P2), Figure(P1), Figure(HERE)],
        102 => &[Figure(HERE), Figure(N1), Figure(N2)],
        103 => &[Figure(P2), Figure(P1), Figure(HERE), Figure(N1), Figure(N2)],
        104 => &[Lower(P1), Figure(HERE), Lower(N1)],
        105 => &[Lower(P1), Figure(HERE), Figure(N1)],
        106 => &[Figure(P1), Figure(HERE), Lower(N1)],
        107 => &[Lower(P2), Figure(P1), Figure(HERE)],
        108 => &[Figure(HERE), Figure(N1), Lower(N2)],
        109 => &[Shape(P1), Figure(HERE), Shape(N1)],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn every_template_of_the_extractor_has_its_parts() {
        let source = include_str!("features.rs");
        let given = source.split("give(").skip(1);
        let numbers = given.filter_map(|rest| rest.split(',').next()?.trim().parse().ok());
        let numbers: Vec<u64> = numbers.chain(10..14).chain(20..24).collect();
        assert!(numbers.len() > 70, "{numbers:?}");
        for number in numbers {
            let named = |figure| !parts(number, figure).is_empty();
            assert!(named(true) && named(false), "template {number} has no parts here");
        }
    }
}
