//! Mentions without the post behind them: *South Australian Premier Peter Malinauskas* has a people, a post and a person.

use super::lexicon::{Class, classes};
use crate::record::{Label, Mention};
use crate::span::Span;
use crate::text::{Segments, fold_word};

/// Cuts posts off the mentions of organisations and places that stand before a person; `kind` knows places and peoples.
pub(crate) fn cut_off(
    text: &str,
    segments: &Segments,
    kind: impl Fn(&str) -> Option<Label>,
    mentions: &mut [Mention],
) {
    for number in 1..mentions.len() {
        let (before, person) = (&mentions[number - 1], &mentions[number]);
        let is_beside = person.span.start - before.span.end == 1;
        if !is_beside
            || person.label != Label::PERSON
            || !matches!(before.label, Label::ORG | Label::GPE | Label::NORP)
        {
            continue;
        }
        let Some(rest) = without_post(text, segments, before.span) else {
            continue;
        };
        let mention = &mut mentions[number - 1];
        let name = rest.slice(text);
        // The people of a part of a country: *South Australian*.
        let people = || kind(name.rsplit(' ').next()?).filter(|&label| label == Label::NORP);
        mention.label = kind(name).or_else(people).unwrap_or(mention.label);
        mention.span = rest;
    }
}

/// A span without its last word, when that is a post and other words are left.
fn without_post(text: &str, segments: &Segments, span: Span) -> Option<Span> {
    let [.., before, last] = &segments.tokens[segments.inside(span)] else {
        return None;
    };
    let mut folded = String::new();
    fold_word(last.span.slice(text), &mut folded);
    let is_post = last.spaced && classes(&folded).has(Class::RoleNoun);
    is_post.then_some(Span {
        start: span.start,
        end: before.span.end,
    })
}
