//! `Label`: what a mention is, one of the built-in set or of the caller's own.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use crate::error::Error;

/// How many labels of their own callers may have in one process.
const MOST_OWN: usize = 200;
/// The longest name of a label.
const LONGEST: usize = 64;

/// What a mention is: a label of the OntoNotes 5 set, or one of the caller's own.
///
/// ```
/// use dateline::Label;
/// let drug = Label::named("DRUG")?;
/// assert_eq!((drug.as_str(), drug), ("DRUG", "DRUG".parse()?));
/// assert_eq!(Label::named("ORG")?, Label::ORG);
/// assert!(Label::named("two words").is_err());
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(u8);

macro_rules! built_in {
    ($($number:literal $(#[$doc:meta])* $name:ident)+) => {
        impl Label {
            $($(#[$doc])* pub const $name: Label = Label($number);)+

            /// The built-in labels, in the order of their numbers.
            pub const ALL: &'static [Label] = &[$(Label::$name),+];
        }

        const BUILT_IN: &[&str] = &[$(stringify!($name)),+];
    };
}

built_in! {
    0 /// People, fictional ones and families too.
    PERSON
    1 /// Nationalities, ethnic, religious and political groups.
    NORP
    2 /// Companies, agencies, parties, teams, media.
    ORG
    3 /// Places with a government.
    GPE
    4 /// Other places.
    LOC
    5 /// Buildings, airports, bridges.
    FAC
    6 /// Vehicles, weapons, devices, stock indices.
    PRODUCT
    7 /// Named wars, disasters, tournaments.
    EVENT
    8 /// Titles of books, films, songs; awards.
    WORK_OF_ART
    9 /// Named laws and treaties.
    LAW
    10 /// Languages.
    LANGUAGE
    11 /// Dates, periods of a day or more, ages.
    DATE
    12 /// Times of day and shorter spans.
    TIME
    13 /// Percentages.
    PERCENT
    14 /// Amounts of money.
    MONEY
    15 /// Measures with a unit.
    QUANTITY
    16 /// Rank or order.
    ORDINAL
    17 /// Other numbers.
    CARDINAL
}

/// The names of callers' own labels in the order in which they came: a place is filled once and stays.
static OWN: [OnceLock<Box<str>>; MOST_OWN] = [const { OnceLock::new() }; MOST_OWN];

impl Label {
    /// The label of this name: a built-in one, or one of the caller's own, which the process remembers from now on.
    ///
    /// # Errors
    /// When the name is not 1 to 64 of the letters A to Z and a to z, digits, `_`, `-` and `.`, or the process knows
    /// 200 others already.
    pub fn named(name: &str) -> Result<Label, Error> {
        if let Some(label) = Label::built_in(name) {
            return Ok(label);
        }
        let fits = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.');
        if name.is_empty() || name.len() > LONGEST || !name.bytes().all(fits) {
            return Err(Error::argument(format!(
                "label {name:?}: a name is 1 to {LONGEST} of A-Z, a-z, 0-9, '_', '-' and '.'"
            )));
        }
        // The first free place is filled, unless one before it has the name.
        let place = OWN
            .iter()
            .position(|held| **held.get_or_init(|| name.into()) == *name);
        let label = place.map(|place| Label((BUILT_IN.len() + place) as u8));
        label.ok_or_else(|| {
            Error::argument(format!(
                "label {name:?}: a process can have {MOST_OWN} labels of its own, and has that many others"
            ))
        })
    }

    /// The built-in label of this name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Label> {
        let number = BUILT_IN.iter().position(|known| *known == name)?;
        Some(Label::ALL[number])
    }

    /// Its name.
    ///
    /// ```
    /// use dateline::Label;
    /// assert_eq!((Label::ORG.as_str(), Label::ORG.number()), ("ORG", 2));
    /// assert!(Label::MONEY.is_amount() && Label::PERSON.is_name() && !Label::DATE.is_name());
    /// assert_eq!((Label::built_in("GPE"), Label::built_in("DRUG")), (Some(Label::GPE), None));
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let own = || OWN[self.number() - BUILT_IN.len()].get().map_or("", |name| name);
        BUILT_IN.get(self.number()).copied().unwrap_or_else(own)
    }

    /// Its number: the built-in labels have those of [`Label::ALL`] in every process, the caller's own follow in the
    /// order in which this process met them.
    #[must_use]
    pub const fn number(self) -> usize {
        self.0 as usize
    }

    /// Whether it is a number of something: money, percentages, measures, ranks, other numbers.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        Label::PERCENT.0 <= self.0 && self.0 <= Label::CARDINAL.0
    }

    /// Whether it names a thing that can come back in the article: the labels that form entities. Callers' own do.
    #[must_use]
    pub fn is_name(self) -> bool {
        self <= Label::LAW || self > Label::CARDINAL
    }
}

impl FromStr for Label {
    type Err = Error;

    /// A label that the process knows.
    fn from_str(name: &str) -> Result<Label, Error> {
        let mut known = OWN.iter().map_while(OnceLock::get);
        let own = || {
            known
                .position(|own| **own == *name)
                .map(|place| Label((BUILT_IN.len() + place) as u8))
        };
        let label = Label::built_in(name).or_else(own);
        label.ok_or_else(|| Error::argument(format!("unknown label {name:?}")))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
