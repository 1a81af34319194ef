//! The places of the world by name: countries and their peoples, provinces, towns, and what was written down beside them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::tables::{code_of, map, parts, rows, unknown};
use super::world::READINGS;
use crate::entities::world::{COUNT_BITS, NO_COUNTRY, PlaceKind, Reading, place_key};
use crate::error::Error;

/// Smallest population of a town that is taken, and of one in a country that writes its news in English.
const TOWN: f64 = 5_000.0;
const HOME_TOWN: f64 = 1_500.0;
/// Smallest population of a city whose names in other writings and languages are taken as well.
const CITY: f64 = 300_000.0;
/// Countries that write their news in English: small towns matter, and other names of cities are old or local ones.
const ENGLISH: [&[u8; 2]; 6] = [b"US", b"GB", b"IE", b"CA", b"AU", b"NZ"];
/// How much less likely a name in another language is, and the same for the largest cities (`New York` for *New York City*).
const FOREIGN: f32 = 1.0;
const WELL_KNOWN: f32 = 0.0;
const LARGEST: f64 = 5_000_000.0;
/// Weight of a region, an island, a district or a building that was thought worth writing down.
const KNOWN_REGION: f32 = 6.3;
/// A sea, a continent, a river through several countries.
const NOWHERE: Reading = Reading {
    kind: PlaceKind::Region,
    country: NO_COUNTRY,
    province: 0,
    weight: 8.0,
    point: None,
};
/// The most that a capital weighs.
const FIRST_CITY: f32 = 10.5;

/// The map of names and the table of readings.
pub(super) fn places(seeds: &Path, geonames: &Path) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let mut atlas = Atlas {
        cities: cities(geonames)?,
        ..Atlas::default()
    };
    atlas.sum_up();
    atlas.add_countries(&seeds.join("countries.tsv"))?;
    let seats = atlas.seats(&seeds.join("seats.tsv"))?;
    atlas.add_written(&seeds.join("places.tsv"), &seats)?;
    atlas.add_written(&seeds.join("facilities.tsv"), &seats)?;
    atlas.add_demonyms(&seeds.join("groups.tsv"))?;
    atlas.add_cities();
    atlas.pack()
}

/// A place with people.
struct City {
    name: String,
    others: Vec<String>,
    country: [u8; 2],
    province: u16,
    people: f64,
    point: [f32; 2],
    /// Of a country with this many people in its towns.
    capital: Option<f64>,
}

/// People and middle of a country or a province.
#[derive(Default)]
struct Sum {
    people: f64,
    places: f64,
    middle: [f64; 3],
}

impl Sum {
    fn add(&mut self, people: f64, [lat, lon]: [f32; 2]) {
        let (lat, lon) = (f64::from(lat).to_radians(), f64::from(lon).to_radians());
        let on_sphere = [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()];
        self.people += people;
        self.places += 1.0;
        for (sum, part) in self.middle.iter_mut().zip(on_sphere) {
            *sum += part;
        }
    }

    /// The middle of its towns.
    fn point(&self) -> Option<[f32; 2]> {
        let [x, y, z] = self.middle;
        let degrees = |radians: f64| radians.to_degrees() as f32;
        (self.places > 0.0).then(|| [degrees(z.atan2(x.hypot(y))), degrees(y.atan2(x))])
    }
}

#[derive(Default)]
struct Atlas {
    cities: Vec<City>,
    /// Cities by key.
    by_key: HashMap<String, Vec<usize>>,
    /// Sums of countries (province 0) and provinces.
    sums: BTreeMap<([u8; 2], u16), Sum>,
    names: BTreeMap<String, Vec<Reading>>,
    countries: BTreeSet<String>,
}

/// Country and key of a province's name, to the number of the province.
type Seats = BTreeMap<([u8; 2], String), u16>;

impl Atlas {
    fn sum_up(&mut self) {
        for (number, city) in self.cities.iter().enumerate() {
            self.by_key.entry(place_key(&city.name)).or_default().push(number);
            for province in [0, city.province] {
                self.sums
                    .entry((city.country, province))
                    .or_default()
                    .add(city.people, city.point);
            }
        }
    }

    /// The largest city of that name in a country, foreign names last.
    fn city(&self, country: [u8; 2], name: &str) -> Option<usize> {
        let key = place_key(name);
        let own = self.by_key.get(&key).into_iter().flatten().copied();
        let larger = |a: &usize, b: &usize| self.cities[*a].people.total_cmp(&self.cities[*b].people);
        own.filter(|&n| self.cities[n].country == country)
            .max_by(larger)
            .or_else(|| {
                let known = |n: &usize| {
                    let city = &self.cities[*n];
                    city.country == country && city.others.iter().any(|other| place_key(other) == key)
                };
                (0..self.cities.len()).filter(known).max_by(larger)
            })
    }

    fn add(&mut self, name: &str, reading: Reading) {
        let readings = self.names.entry(place_key(name)).or_default();
        match readings.iter_mut().find(|known| known.is_same(&reading)) {
            Some(known) => known.weight = known.weight.max(reading.weight),
            None => readings.push(reading),
        }
    }

    fn add_countries(&mut self, path: &Path) -> Result<(), Error> {
        for [code, name, aliases, demonyms, capitals] in rows(path)? {
            let country = code_of(&code, path)?;
            let sum = self.sums.get(&(country, 0));
            let people_of = sum.map_or(1.0, |sum| sum.people.max(1.0));
            let land = Reading {
                kind: PlaceKind::Country,
                country,
                province: 0,
                weight: 8.0 + 0.1 * people_of.log10() as f32,
                point: sum.and_then(Sum::point),
            };
            for name in std::iter::once(&*name).chain(parts(&aliases)) {
                self.countries.insert(place_key(name));
                self.add(name, land);
            }
            let people = Reading {
                kind: PlaceKind::Demonym,
                ..land
            };
            parts(&demonyms).for_each(|name| self.add(name, people));
            let first = parts(&capitals).next().map(str::to_owned);
            for name in parts(&capitals) {
                let known = self
                    .city(country, name)
                    .or_else(|| self.city(country, first.as_deref()?));
                let number = known.ok_or_else(|| unknown("capital", name, path))?;
                self.cities[number].capital = Some(people_of);
                // Where both have one name, it is the country: Luxembourg, Singapore.
                if !self.countries.contains(&place_key(name)) {
                    let reading = self.cities[number].reading();
                    self.add(name, reading);
                }
            }
        }
        Ok(())
    }

    /// Which province the town of a row lies in.
    fn seats(&mut self, path: &Path) -> Result<Seats, Error> {
        let mut seats = Seats::new();
        for [code, province, seat] in rows(path)? {
            let country = code_of(&code, path)?;
            let city = self
                .city(country, &seat)
                .ok_or_else(|| unknown("seat", &seat, path))?;
            let number = self.cities[city].province;
            seats.insert((country, place_key(&province)), number);
            self.add_province(&province, country, number);
        }
        Ok(seats)
    }

    fn add_province(&mut self, name: &str, country: [u8; 2], province: u16) {
        let sum = self.sums.get(&(country, province)).filter(|_| province != 0);
        let weight = sum.map_or(5.5, |sum| sum.people.max(1.0).log10() as f32 - 0.8);
        let reading = Reading {
            kind: PlaceKind::Province,
            country,
            province,
            weight,
            point: sum.and_then(Sum::point),
        };
        self.add(name, reading);
    }

    /// A table of `seeds/names`: name, label, aliases by `|`, country, kind.
    fn add_written(&mut self, path: &Path, seats: &Seats) -> Result<(), Error> {
        for [name, label, aliases, code, detail] in rows(path)? {
            if detail == "country" || detail == "territory" {
                continue;
            }
            let names: Vec<&str> = std::iter::once(&*name).chain(parts(&aliases)).collect();
            if code.is_empty() {
                if label == "LOC" {
                    names.iter().for_each(|name| self.add(name, NOWHERE));
                }
                continue;
            }
            let country = code_of(&code, path)?;
            let as_state = |name: &&str| (code == "US" && name.len() == 2).then(|| packed(name));
            if detail == "city_nickname" {
                let city = names.iter().find_map(|name| self.city(country, name));
                let reading = city.map_or(
                    Reading {
                        kind: PlaceKind::City,
                        country,
                        province: 0,
                        weight: 4.5,
                        point: None,
                    },
                    |city| self.cities[city].reading(),
                );
                names.iter().for_each(|name| self.add(name, reading));
                continue;
            }
            let province = match &*detail {
                "state" | "province" | "nation" | "oblast" | "governorate" | "department" | "prefecture" => {
                    let seat = names
                        .iter()
                        .find_map(|name| seats.get(&(country, place_key(name))));
                    let town = || self.city(country, &name).map(|city| self.cities[city].province);
                    Some(
                        names
                            .iter()
                            .find_map(as_state)
                            .or(seat.copied())
                            .or_else(town)
                            .unwrap_or(0),
                    )
                }
                _ => None,
            };
            for name in names {
                match province {
                    Some(number) => self.add_province(name, country, number),
                    None => {
                        let facility = label == "FAC";
                        let reading = Reading {
                            kind: if facility {
                                PlaceKind::Facility
                            } else {
                                PlaceKind::Region
                            },
                            country,
                            province: 0,
                            weight: KNOWN_REGION,
                            point: None,
                        };
                        self.add(name, reading);
                    }
                }
            }
        }
        Ok(())
    }

    /// Names of the people of cities and regions; those of countries stand in `countries.tsv`.
    fn add_demonyms(&mut self, path: &Path) -> Result<(), Error> {
        for [name, _, aliases, code, detail] in rows(path)? {
            if code.is_empty() || !matches!(&*detail, "nationality" | "city") {
                continue;
            }
            let country = code_of(&code, path)?;
            let point = self.sums.get(&(country, 0)).and_then(Sum::point);
            for name in std::iter::once(&*name).chain(parts(&aliases)) {
                let known = self.names.get(&place_key(name)).into_iter().flatten();
                if !known.into_iter().any(|r| r.kind == PlaceKind::Demonym) {
                    let reading = Reading {
                        kind: PlaceKind::Demonym,
                        country,
                        province: 0,
                        weight: 8.0,
                        point,
                    };
                    self.add(name, reading);
                }
            }
        }
        Ok(())
    }

    fn add_cities(&mut self) {
        for city in std::mem::take(&mut self.cities) {
            let english = ENGLISH.contains(&&city.country);
            if city.people < if english { HOME_TOWN } else { TOWN } && city.capital.is_none() {
                continue;
            }
            let reading = city.reading();
            if !(city.capital.is_some() && self.countries.contains(&place_key(&city.name))) {
                self.add(&city.name, reading);
            }
            let foreign = Reading {
                weight: reading.weight
                    - if city.people >= LARGEST {
                        WELL_KNOWN
                    } else {
                        FOREIGN
                    },
                ..reading
            };
            let renowned = match english {
                true => city.people >= LARGEST,
                false => city.people >= CITY || city.capital.is_some(),
            };
            for other in city.others.iter().filter(|_| renowned) {
                if !self.countries.contains(&place_key(other)) {
                    self.add(other, foreign);
                }
            }
        }
    }

    /// The map of names and the table of readings, the likeliest first.
    fn pack(self) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let mut table = Vec::new();
        let mut keys = Vec::new();
        let mut count = 0u64;
        for (key, mut readings) in self.names.into_iter().filter(|(key, _)| key.len() > 1) {
            readings.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            readings.truncate(READINGS);
            keys.push((key, count << COUNT_BITS | readings.len() as u64));
            count += readings.len() as u64;
            readings
                .iter()
                .for_each(|reading| table.extend(reading.to_bytes()));
        }
        Ok((map(keys)?, table))
    }
}

impl City {
    fn reading(&self) -> Reading {
        let weight = self.people.max(100.0).log10() as f32;
        Reading {
            kind: if self.capital.is_some() {
                PlaceKind::Capital
            } else {
                PlaceKind::City
            },
            country: self.country,
            province: self.province,
            weight: match self.capital {
                Some(people) => (weight + 2.5 + 0.5 * (people.log10() as f32 - 6.0)).min(FIRST_CITY),
                None => weight,
            },
            point: Some(self.point),
        }
    }
}

/// The places of GeoNames; those of the shorter list have their names in other languages.
fn cities(folder: &Path) -> Result<Vec<City>, Error> {
    let mut cities: Vec<City> = Vec::new();
    let mut known = BTreeSet::new();
    for file in ["cities15000.tsv", "cities1000.tsv"] {
        let path = folder.join(file);
        for [name, code, province, people, lat, lon, _, others] in rows(&path)? {
            if !known.insert((name.clone(), code.clone(), lat.clone(), lon.clone())) {
                continue;
            }
            let (Ok(people), Ok(lat), Ok(lon)) = (people.parse(), lat.parse(), lon.parse()) else {
                return Err(unknown("number", &name, &path));
            };
            cities.push(City {
                others: parts(&others)
                    .filter(|name| is_plain(name))
                    .map(str::to_owned)
                    .collect(),
                name,
                country: code_of(&code, &path)?,
                province: packed(&province),
                people,
                point: [lat, lon],
                capital: None,
            });
        }
    }
    Ok(cities)
}

/// Whether a foreign name could stand in English: it begins with a capital and has more than three letters.
fn is_plain(name: &str) -> bool {
    name.len() > 3 && name.is_ascii() && name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The number of a province: its code, at most three letters and digits.
fn packed(code: &str) -> u16 {
    code.chars()
        .take(3)
        .fold(0, |sum, c| sum * 36 + c.to_digit(36).unwrap_or(0) as u16 + 1)
}
