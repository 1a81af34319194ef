//! The kinds under which names are known.

/// A kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[cfg(feature = "train")]
pub(crate) enum Kind {
    Country,
    LargeCity,
    City,
    Town,
    Province,
    Region,
    Water,
    Mountain,
    Company,
    Government,
    Party,
    Media,
    Team,
    League,
    University,
    International,
    Association,
    ArmedGroup,
    Person,
    FirstName,
    Surname,
    CommonSurname,
    Nationality,
    Group,
    Building,
    Product,
    Index,
    Event,
    Holiday,
    Work,
    Law,
    Language,
}

/// A set of kinds, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Kinds(pub(crate) u32);

impl Kinds {
    /// The set of one kind.
    #[cfg(feature = "train")]
    pub(crate) fn of(kind: Kind) -> Kinds {
        Kinds(1 << kind as u8)
    }

    /// The kinds of either set.
    pub(crate) fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// The numbers of the kinds in the set.
    pub(crate) fn iter(self) -> impl Iterator<Item = u64> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let number = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (number < 32).then_some(u64::from(number))
        })
    }

    /// Whether the set has none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}
