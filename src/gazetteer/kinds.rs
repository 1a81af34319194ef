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

/// The names of the kinds, in the order of their numbers.
const NAMES: [&str; 32] = [
    "COUNTRY",
    "LARGE_CITY",
    "CITY",
    "TOWN",
    "PROVINCE",
    "REGION",
    "WATER",
    "MOUNTAIN",
    "COMPANY",
    "GOVERNMENT",
    "PARTY",
    "MEDIA",
    "TEAM",
    "LEAGUE",
    "UNIVERSITY",
    "INTERNATIONAL",
    "ASSOCIATION",
    "ARMED_GROUP",
    "PERSON",
    "FIRST_NAME",
    "SURNAME",
    "COMMON_SURNAME",
    "NATIONALITY",
    "GROUP",
    "BUILDING",
    "PRODUCT",
    "INDEX",
    "EVENT",
    "HOLIDAY",
    "WORK",
    "LAW",
    "LANGUAGE",
];

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

    /// The names of the kinds in the set, in the same order.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter()
            .filter_map(|number| NAMES.get(number as usize).copied())
    }

    /// Whether the set has none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::{Kind, NAMES};

    #[test]
    fn names_stand_in_the_order_of_the_kinds() {
        for (kind, name) in [
            (Kind::Country, "COUNTRY"),
            (Kind::Person, "PERSON"),
            (Kind::FirstName, "FIRST_NAME"),
            (Kind::Index, "INDEX"),
            (Kind::Language, "LANGUAGE"),
        ] {
            assert_eq!(NAMES[kind as usize], name);
        }
    }
}
