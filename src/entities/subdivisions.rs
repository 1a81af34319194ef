//! Regions of the first level by name: their ISO 3166-2 codes, and where they lie.

use std::sync::LazyLock;

use super::names::{Map, key};
use crate::record::{Entity, Place};

/// A region of the first level.
struct Subdivision {
    code: &'static str,
    place: Place,
}

/// Regions by country and name, as [`place_key`] joins them; none where two share a name, as a city and what is around it.
static REGIONS: LazyLock<Map<String, Option<Subdivision>>> = LazyLock::new(|| {
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
            let known: &mut Option<Subdivision> = regions
                .entry(place_key(country, name))
                .or_insert(Some(Subdivision { code, place }));
            known.take_if(|known| known.code != code);
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
    let found = names.find_map(|name| REGIONS.get(&place_key(country, name))?.as_ref());
    if let Some(found) = found {
        entity.subdivision = Some(found.code.to_owned());
        entity.place.get_or_insert(found.place);
    }
}

#[cfg(test)]
mod tests {
    use super::{REGIONS, place_key};

    #[test]
    fn every_row_is_sound() {
        let rows = include_str!("../../seeds/names/subdivisions.tsv").lines().skip(1);
        for row in rows {
            let [code, names, ..] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{row}");
            };
            let mut regions = names
                .split(';')
                .map(|name| &REGIONS[&place_key(&code[..2], name)]);
            let found = regions.any(|region| region.as_ref().is_none_or(|region| region.code == code));
            assert!(found, "{row}");
        }
        let mut known = REGIONS.values().flatten();
        assert!(known.all(|region| region.place.latitude.abs() <= 90.0));
        let code = |key: &str| REGIONS[key].as_ref().map(|region| region.code);
        assert_eq!(code("US calif"), Some("US-CA"));
        assert_eq!(
            code("MZ maputo"),
            None,
            "both the city and the province around it"
        );
    }
}
