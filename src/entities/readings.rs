//! Which of its readings a place's name has in an article: by how well known each is, and by the other places.

use super::names::Map;
use super::places::Chosen;
use super::world::{NO_COUNTRY, PlaceKind, Reading};

/// How much likelier the first reading must be than any elsewhere, so that a name speaks for its neighbours.
const SURE: f32 = 1.2;
/// Names that are looked at as neighbours.
const NEIGHBOURS: usize = 64;
/// What it counts when all the other places lie in the country.
const COUNTRY: f32 = 3.5;
/// As many other mentions make half of that.
const FEW: u32 = 1;
/// What it counts when another place lies in the same province.
const PROVINCE: f32 = 1.5;
/// What it counts that another province of the country is named.
const SISTER: f32 = 1.0;
/// The most that near places count together.
const NEAR: f32 = 1.5;
/// Distance in kilometres at which a near place counts a third.
const REACH: f32 = 400.0;

/// A name with what it may mean.
#[derive(Debug)]
pub(super) struct Known {
    /// Number of the name.
    pub(super) name: u32,
    /// How many mentions it has.
    pub(super) count: u32,
    /// What it may mean, the likeliest first; at least one.
    pub(super) readings: Vec<Reading>,
}

/// The places of an article that are beyond doubt.
pub(super) struct Context {
    sure: Vec<(u32, Reading)>,
    /// Mentions by country, peoples counted as their countries.
    countries: Map<[u8; 2], u32>,
    mentions: u32,
}

impl Context {
    pub(super) fn new(known: &[Known]) -> Context {
        let mut context = Context {
            sure: Vec::new(),
            countries: Map::default(),
            mentions: 0,
        };
        for name in known {
            let Some(&best) = name.readings.first() else {
                continue;
            };
            if best.country == NO_COUNTRY {
                continue;
            }
            if name.readings[1..]
                .iter()
                .all(|other| best.weight - other.weight >= SURE || is_like(&best, other))
            {
                *context.countries.entry(best.country).or_default() += name.count;
                context.mentions += name.count;
                if context.sure.len() < NEIGHBOURS && best.kind != PlaceKind::Demonym {
                    context.sure.push((name.name, best));
                }
            }
        }
        context
    }

    /// The reading of every name.
    pub(super) fn choose(&self, known: &[Known]) -> Chosen {
        let best = |name: &Known| {
            let [first, rest @ ..] = &name.readings[..] else {
                return None;
            };
            let mut best = (*first, self.score(first, name));
            for reading in rest {
                let score = self.score(reading, name);
                if score > best.1 {
                    best = (*reading, score);
                }
            }
            Some((name.name, best.0))
        };
        known.iter().filter_map(best).collect()
    }

    fn score(&self, reading: &Reading, name: &Known) -> f32 {
        if name.readings.len() == 1 {
            return reading.weight;
        }
        let own = self.sure.iter().any(|(sure, _)| *sure == name.name);
        let (others, here) = self.others(reading, name, own);
        // A share of few is not worth much.
        let share = here as f32 / (others + FEW) as f32;
        let mut score = reading.weight + COUNTRY * share;
        let (mut province, mut sister, mut near) = (false, false, 0.0);
        for (_, other) in self.sure.iter().filter(|(sure, _)| *sure != name.name) {
            if other.country == reading.country {
                province |= other.province == reading.province && reading.province != 0;
                sister |= other.kind == PlaceKind::Province && reading.kind == PlaceKind::Province;
            }
            if let (Some(one), Some(two), false) =
                (reading.point, other.point, other.kind == PlaceKind::Country)
            {
                near += (-distance(one, two) / REACH).exp();
            }
        }
        score += if province { PROVINCE } else { 0.0 };
        score += if sister { SISTER } else { 0.0 };
        score + near.min(NEAR)
    }

    /// Mentions of other places that are beyond doubt, and how many of them belong to the reading's country.
    fn others(&self, reading: &Reading, name: &Known, own: bool) -> (u32, u32) {
        let of_country = self.countries.get(&reading.country).copied().unwrap_or(0);
        let own_count = if own { name.count } else { 0 };
        let own_here = if own && name.readings[0].country == reading.country {
            name.count
        } else {
            0
        };
        (self.mentions - own_count, of_country - own_here)
    }
}

/// Whether a second reading is no rival of the first: the same town as city and as province.
fn is_like(best: &Reading, other: &Reading) -> bool {
    best.country == other.country && (best.province == other.province || other.province == 0)
}

/// Distance in kilometres, on a sphere.
fn distance([lat1, lon1]: [f32; 2], [lat2, lon2]: [f32; 2]) -> f32 {
    let (a, b) = (lat1.to_radians(), lat2.to_radians());
    let half = |angle: f32| (angle / 2.0).sin().powi(2);
    let chord = half(b - a) + a.cos() * b.cos() * half((lon2 - lon1).to_radians());
    2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
}
