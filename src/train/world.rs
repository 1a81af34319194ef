//! Compiles `world.bin`: places with their readings, organisations with other names, first names with a gender.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::atlas::places;
use super::tables::{map, parts, read, rows};
use crate::entities::organisations::organisation_key;
use crate::entities::world::{COUNT_BITS, Gender};
use crate::error::Error;
use crate::tagger::format;

/// Sources of the file.
const NAMES: [&str; 3] = ["seeds/names", "gazetteers/geonames", "gazetteers/us_census_names"];
/// Most readings of one name.
pub(super) const READINGS: usize = (1 << COUNT_BITS) - 1;
/// How many times as often a first name must be given to one gender.
const ONE_SIDED: f32 = 8.0;

/// Reads `seeds/names` and the gazetteers in `data`, and returns the file.
///
/// # Errors
/// When a source cannot be read, or a capital of `countries.tsv` or a seat of `seats.tsv` is unknown to GeoNames.
pub fn world(seeds: &Path, data: &Path) -> Result<Vec<u8>, Error> {
    let data = data.join("gazetteers");
    let (places, readings) = places(seeds, &data.join("geonames"))?;
    let (organisations, groups) = organisations(&seeds.join("organisations.tsv"))?;
    let given = given(&data.join("us_census_names"))?;
    Ok(format::write(&[
        ("places", &places),
        ("readings", &readings),
        ("orgs", &organisations),
        ("groups", &groups),
        ("given", &given),
    ]))
}

/// Organisations by all of their names, each with the numbers of those that bear it.
fn organisations(path: &Path) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let mut names: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
    for (number, [name, _, aliases, _, _]) in (0..).zip(rows(path)?) {
        for name in std::iter::once(&*name).chain(parts(&aliases)) {
            names.entry(organisation_key(name)).or_default().insert(number);
        }
    }
    let (mut table, mut keys, mut count) = (Vec::new(), Vec::new(), 0u64);
    for (key, groups) in names {
        let groups: Vec<u16> = groups.into_iter().take(READINGS).collect();
        keys.push((key, count << COUNT_BITS | groups.len() as u64));
        count += groups.len() as u64;
        groups.iter().for_each(|group| table.extend(group.to_le_bytes()));
    }
    Ok((map(keys)?, table))
}

/// First names that are given to one gender by far more often.
fn given(folder: &Path) -> Result<Vec<u8>, Error> {
    let mut shares: BTreeMap<String, [f32; 2]> = BTreeMap::new();
    for (side, file) in ["dist.female.first", "dist.male.first"].into_iter().enumerate() {
        for line in read(&folder.join(file))?.lines() {
            let mut columns = line.split_whitespace();
            if let (Some(name), Some(Ok(share))) = (columns.next(), columns.next().map(str::parse::<f32>)) {
                shares.entry(name.to_lowercase()).or_default()[side] = share + 0.001;
            }
        }
    }
    let gender = |[female, male]: [f32; 2]| {
        let side = |one: f32, other: f32, gender| (one > ONE_SIDED * other).then_some(gender);
        side(female, male, Gender::Female).or_else(|| side(male, female, Gender::Male))
    };
    let keys = shares
        .into_iter()
        .filter_map(|(name, shares)| Some((name, gender(shares)? as u64)));
    map(keys)
}

/// Where the shipped file comes from, in TOML.
#[must_use]
pub fn world_provenance(file: &[u8]) -> String {
    let checksum = file
        .get(16..24)
        .and_then(|b| b.try_into().ok())
        .map_or(0, u64::from_le_bytes);
    format!(
        "# Where the shipped file of known names comes from. Written by `forge world`.\n\n\
         [world]\nfile = \"world.bin\"\nbytes = {}\nchecksum = \"{checksum:016x}\"\n\
         command = \"cargo run --release --features forge --bin forge -- world\"\n\
         licence = \"MIT OR Apache-2.0; places with their coordinates from GeoNames, CC BY 4.0\"\n\n\
         [data]\nlicences = \"seeds/README.md\"\nnames = {NAMES:?}\n",
        file.len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::world::{PlaceKind, place_key};

    /// The rows of a table of `seeds/names`.
    fn seeds<const N: usize>(name: &str) -> Vec<[String; N]> {
        rows(
            &Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("seeds/names")
                .join(name),
        )
        .expect("a table")
    }

    #[test]
    fn every_country_is_known_by_all_of_its_names() {
        let world = crate::embedded::world().expect("the shipped file is sound");
        let countries = seeds::<5>("countries.tsv");
        assert_eq!(countries.len(), 250); // 249 of ISO 3166-1, and Kosovo's XK
        for [code, name, aliases, demonyms, capitals] in countries {
            let means = |name: &str, kind: PlaceKind| {
                let mut readings = world.places(&place_key(name));
                readings.any(|r| r.kind == kind && r.country == code.as_bytes())
            };
            for name in std::iter::once(&*name).chain(parts(&aliases)) {
                assert!(means(name, PlaceKind::Country), "{name} is {code}");
                let first = world.places(&place_key(name)).next();
                assert_eq!(first.map(|r| r.kind), Some(PlaceKind::Country), "{name}");
            }
            assert!(
                parts(&demonyms).all(|name| means(name, PlaceKind::Demonym)),
                "{demonyms}"
            );
            let capital = |name| means(name, PlaceKind::Capital) || means(name, PlaceKind::Country);
            assert!(parts(&capitals).all(capital), "{capitals}");
        }
    }

    #[test]
    fn seats_lie_in_their_provinces() {
        let world = crate::embedded::world().expect("the shipped file is sound");
        for [code, province, seat] in seeds::<3>("seats.tsv") {
            let of = |name: &str, province: bool| {
                let readings = world.places(&place_key(name));
                let here = readings.filter(|r| r.country == code.as_bytes());
                here.filter(move |r| (r.kind == PlaceKind::Province) == province)
                    .map(|r| r.province)
                    .collect::<Vec<_>>()
            };
            let (towns, provinces) = (of(&seat, false), of(&province, true));
            // A small town may be known to GeoNames by another name only.
            let lies = towns.is_empty() || provinces.iter().any(|number| towns.contains(number));
            assert!(lies, "{seat} in {province}");
        }
    }

    #[test]
    fn first_names_have_a_gender() {
        let world = crate::embedded::world().expect("the shipped file is sound");
        assert_eq!(world.gender("hillary"), Some(Gender::Female));
        assert_eq!(world.gender("william"), Some(Gender::Male));
        assert_eq!(world.gender("xyz"), None);
    }
}
