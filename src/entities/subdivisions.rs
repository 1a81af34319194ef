//! Regions of the first level by name: their ISO 3166-2 codes, and where they lie.

use std::sync::LazyLock;

use super::names::{Map, key};
use crate::record::{Entity, Place};

/// A region of the first level.
struct Subdivision {
    code: &'static str,
    place: Place,
}

/// Regions by country and name, as [`place_key`] joins them.
static REGIONS: LazyLock<Map<String, Subdivision>> = LazyLock::new(|| {
    let lines = include_str!("../../seeds/names/subdivisions.tsv").lines().skip(1);
    let mut regions = Map::default();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, names, latitude, longitude] = cells[..] else {
            continue;
        };
        let (Some((country, _)), Ok(latitude), Ok(longitude)) =
            (code.split_once('-'), latitude.parse(), longitude.parse())
        else {
            continue;
        };
        let place = Place { latitude, longitude };
        for name in names.split(';') {
            let known = regions.entry(place_key(country, name));
            known.or_insert(Subdivision { code, place });
        }
    }
    regions
});

fn place_key(country: &str, name: &str) -> String {
    let name = key(name);
    let name = name.strip_suffix(" state").unwrap_or(&name);
    format!("{country} {}", name.strip_suffix(" province").unwrap_or(name))
}

/// Gives a region that has its country its code, and its place where none is known.
pub(super) fn code(entity: &mut Entity) {
    let Some(country) = entity.country.as_deref() else {
        return;
    };
    let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
    let found = names.find_map(|name| REGIONS.get(&place_key(country, name)));
    if let Some(found) = found {
        entity.subdivision = Some(found.code.to_owned());
        entity.place.get_or_insert(found.place);
    }
}

#[cfg(test)]
mod tests {
    use super::REGIONS;

    #[test]
    fn every_row_is_sound() {
        let rows = include_str!("../../seeds/names/subdivisions.tsv").lines().skip(1);
        for row in rows {
            let code = row.split('\t').next().unwrap_or_default();
            assert!(REGIONS.values().any(|region| region.code == code), "{row}");
        }
        assert!(REGIONS.values().all(|region| region.place.latitude.abs() <= 90.0));
        assert_eq!(REGIONS.get("US calif").map(|region| region.code), Some("US-CA"));
    }
}
