//! How much an article is about an entity: named in the headline, named early, named often.

use crate::article::Article;
use crate::record::{Entity, Mention};

/// What a name in the headline counts.
const HEADLINE: f32 = 0.35;
/// What it counts to stand at the very beginning.
const EARLY: f32 = 0.25;
/// What it counts to be named as often as the entity that is named most.
const OFTEN: f32 = 0.4;
/// Shares of the article are counted in thousandths.
const STEP: f32 = 1000.0;

/// Gives every entity its salience, 0 to 1.
pub(super) fn weigh(article: &Article, mentions: &[Mention], entities: &mut [Entity]) {
    let headline = article
        .header
        .headline
        .as_ref()
        .and_then(|headline| headline.span);
    let body = headline.map_or(0, |span| span.end);
    let length = (article.text.len() as u32).saturating_sub(body).max(1) as f32;
    let most = entities
        .iter()
        .map(|entity| entity.mentions.len())
        .max()
        .unwrap_or(1) as f32;
    for entity in entities {
        let spans = || entity.mentions.iter().map(|&m| mentions[m as usize].span);
        let in_headline = headline.is_some_and(|headline| spans().any(|span| headline.contains(span)));
        // A name that only the headline has is as early as can be.
        let first = spans()
            .map(|span| span.start)
            .find(|&start| start >= body)
            .unwrap_or(body);
        let late = (first - body) as f32 / length;
        let often = (1.0 + entity.mentions.len() as f32).ln() / (1.0 + most).ln();
        let sum = f32::from(u8::from(in_headline)) * HEADLINE + (1.0 - late) * EARLY + often * OFTEN;
        entity.salience = (sum * STEP).round() / STEP;
    }
}
