//! `World`: what is known of the world's names, read in place: places with their readings, organisations with other names,
//! first names with a gender.

use std::fmt;

use fst::raw::Fst;

use crate::error::Error;
use crate::lexical::{compose, on_one_line};
use crate::record::Label;
use crate::tagger::format::{Bytes, Section, Sections};

/// Bytes of one reading.
pub(crate) const READING: usize = 10;
/// Low bits of a value that hold a number of entries; the others say where they start.
pub(crate) const COUNT_BITS: u32 = 6;
/// Steps of a weight in one unit.
const WEIGHT_STEP: f32 = 16.0;
/// Steps of a coordinate in one degree.
const DEGREE: f32 = 100.0;

/// The country of what lies in none or in several: seas, continents, long rivers.
pub(crate) const NO_COUNTRY: [u8; 2] = [0, 0];

/// What is known of names.
#[derive(Clone)]
pub(crate) struct World {
    tables: Option<Tables>,
}

#[derive(Clone)]
struct Tables {
    places: Fst<Section>,
    readings: Section,
    organisations: Fst<Section>,
    groups: Section,
    given: Fst<Section>,
}

/// What kind of place a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum PlaceKind {
    /// A country or a territory with a code of its own.
    Country,
    /// The capital of one.
    Capital,
    /// A city or a town.
    City,
    /// A state, a province, a nation within a country.
    Province,
    /// A region, an island, a district.
    Region,
    /// A building, an airport, a bridge.
    Facility,
    /// The people of a country or a city, and what is theirs.
    Demonym,
}

impl PlaceKind {
    const ALL: [PlaceKind; 7] = [
        PlaceKind::Country,
        PlaceKind::Capital,
        PlaceKind::City,
        PlaceKind::Province,
        PlaceKind::Region,
        PlaceKind::Facility,
        PlaceKind::Demonym,
    ];
}

/// One place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) kind: PlaceKind,
    /// ISO 3166-1 alpha-2, or [`NO_COUNTRY`].
    pub(crate) country: [u8; 2],
    /// A number for the province within the country; 0 for none.
    pub(crate) province: u16,
    /// How likely the name means this place where nothing else is known: about the logarithm of its population.
    pub(crate) weight: f32,
    /// Latitude and longitude in degrees.
    pub(crate) point: Option<[f32; 2]>,
}

impl Reading {
    /// What two readings share if they are the same place.
    pub(crate) fn identity(&self) -> Identity {
        let steps = |degrees: f32| (degrees * DEGREE).round() as i16;
        (
            self.kind,
            self.country,
            self.province,
            self.point.map(|point| point.map(steps)),
        )
    }

    /// Whether both are the same place.
    pub(crate) fn is_same(&self, other: &Reading) -> bool {
        self.identity() == other.identity()
    }

    fn from_bytes(bytes: [u8; READING]) -> Reading {
        let [c0, c1, p0, p1, kind, weight, lat0, lat1, lon0, lon1] = bytes;
        let (lat, lon) = (i16::from_le_bytes([lat0, lat1]), i16::from_le_bytes([lon0, lon1]));
        Reading {
            kind: PlaceKind::ALL
                .get(usize::from(kind))
                .copied()
                .unwrap_or(PlaceKind::City),
            country: [c0, c1],
            province: u16::from_le_bytes([p0, p1]),
            weight: f32::from(weight) / WEIGHT_STEP,
            point: (lat != i16::MIN).then(|| [f32::from(lat) / DEGREE, f32::from(lon) / DEGREE]),
        }
    }

    /// As the file holds it.
    #[cfg(feature = "train")]
    pub(crate) fn to_bytes(self) -> [u8; READING] {
        let step = |degrees: f32| (degrees * DEGREE).round() as i16;
        let [lat, lon] = self.point.map_or([i16::MIN; 2], |point| point.map(step));
        let weight = (self.weight * WEIGHT_STEP).round().clamp(0.0, 255.0) as u8;
        let ([c0, c1], [p0, p1]) = (self.country, self.province.to_le_bytes());
        let ([lat0, lat1], [lon0, lon1]) = (lat.to_le_bytes(), lon.to_le_bytes());
        [c0, c1, p0, p1, self.kind as u8, weight, lat0, lat1, lon0, lon1]
    }
}

/// Kind, country, province and point in hundredths of a degree.
pub(crate) type Identity = (PlaceKind, [u8; 2], u16, Option<[i16; 2]>);

/// Whom a first name is mostly given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Gender {
    Female = 1,
    Male = 2,
}

impl World {
    /// Knows nothing: what an engine without the embedded file has.
    #[cfg(not(feature = "embedded"))]
    pub(crate) fn unknown() -> World {
        World { tables: None }
    }

    /// Checks the file and reads it in place.
    #[cfg_attr(
        not(feature = "embedded"),
        expect(dead_code, reason = "only the embedded file is read so far")
    )]
    pub(crate) fn new(file: Bytes) -> Result<World, Error> {
        let sections = Sections::read(file)?;
        let map = |name: &'static str| {
            Fst::new(sections.get(name)?).map_err(|why| Error::model(name, why.to_string()))
        };
        Ok(World {
            tables: Some(Tables {
                places: map("places")?,
                readings: sections.get("readings")?,
                organisations: map("orgs")?,
                groups: sections.get("groups")?,
                given: map("given")?,
            }),
        })
    }

    /// What the name with this key ([`place_key`]) may mean.
    pub(crate) fn places(&self, key: &str) -> impl Iterator<Item = Reading> + '_ {
        let found = self.tables.as_ref().and_then(|tables| {
            let value = tables.places.get(key)?.value();
            slice(tables.readings.as_ref(), value, READING)
        });
        let (chunks, _) = found.unwrap_or(&[]).as_chunks::<READING>();
        chunks.iter().map(|&bytes| Reading::from_bytes(bytes))
    }

    /// The label of a name that is first of all a place or a people.
    pub(crate) fn label(&self, name: &str) -> Option<Label> {
        let first = self.places(&place_key(name)).next()?;
        Some(match first.kind {
            PlaceKind::Demonym => Label::NORP,
            PlaceKind::Region => Label::LOC,
            PlaceKind::Facility => Label::FAC,
            _ => Label::GPE,
        })
    }

    /// The numbers of the organisations that are known under the name with this key.
    pub(crate) fn organisations(&self, key: &str) -> impl Iterator<Item = u16> + '_ {
        let found = self.tables.as_ref().and_then(|tables| {
            let value = tables.organisations.get(key)?.value();
            slice(tables.groups.as_ref(), value, 2)
        });
        let (chunks, _) = found.unwrap_or(&[]).as_chunks::<2>();
        chunks.iter().map(|&bytes| u16::from_le_bytes(bytes))
    }

    /// Whom a first name in lower case is mostly given to.
    pub(crate) fn gender(&self, given: &str) -> Option<Gender> {
        match self.tables.as_ref()?.given.get(given)?.value() {
            1 => Some(Gender::Female),
            _ => Some(Gender::Male),
        }
    }
}

/// The entries that a value points to, each of `size` bytes.
fn slice(table: &[u8], value: u64, size: usize) -> Option<&[u8]> {
    let start = usize::try_from(value >> COUNT_BITS).ok()?.checked_mul(size)?;
    let count = (value & ((1 << COUNT_BITS) - 1)) as usize;
    table.get(start..start.checked_add(count * size)?)
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.tables.as_ref().map_or(0, |tables| tables.places.len());
        write!(f, "World({known} names of places)")
    }
}

/// The form in which names of places are compared: lower case without accents, full stops, apostrophes and a leading
/// *the*; hyphens are blanks, *Saint* is *St*.
pub(crate) fn place_key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in compose(&on_one_line(name)).chars() {
        match c {
            '.' | '\'' | '’' | '‘' | 'ʼ' => {}
            '-' | '‐' | '‑' | '–' => out.push(' '),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase().map(bare)),
        }
    }
    for (long, short) in [("the ", ""), ("saint ", "st ")] {
        if let Some(rest) = out.strip_prefix(long) {
            out = format!("{short}{rest}");
        }
    }
    out
}

/// A letter in lower case without its accent.
fn bare(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' | 'ə' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => 'g',
        'ĥ' | 'ħ' | 'ḥ' | 'ḩ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => 's',
        'ţ' | 'ť' | 'ț' | 'ṭ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' | 'ẕ' => 'z',
        _ => c,
    }
}
