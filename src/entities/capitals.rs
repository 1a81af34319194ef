//! Countries and capitals that speak for their governments, which the tagger took for people: *Washington denied it*.

use super::names::Names;
use super::world::{PlaceKind, World, place_key};
use crate::lexical::is_any;
use crate::record::{Label, Mention};
use crate::rules::{Class, classes};

/// Makes places of lone names of countries and capitals. News calls nobody by one name whom it has not named in full, so this
/// holds where no person's full name has the word, and where neither a title, a post or a verb of speech before it nor an
/// age, a pronoun or what somebody is behind it says that a person is meant.
pub(super) fn put_right(text: &str, mentions: &[Mention], world: &World, names: &mut Names) {
    let seats: Vec<u32> = (0..)
        .zip(&names.list)
        .filter(|(_, name)| name.label == Label::PERSON && !name.fixed && is_seat(&name.key, world))
        .map(|(number, _)| number)
        .collect();
    for seat in seats {
        let key = &names.list[seat as usize].key;
        let is_part = |name: &str| name.len() > key.len() && name.split([' ', '-']).any(|word| word == key);
        let is_persons = names.labelled(Label::PERSON).any(|(_, name)| is_part(&name.key));
        let mut found = mentions.iter().zip(&names.of).filter(|(_, of)| **of == seat);
        if !is_persons && !found.any(|(mention, _)| is_of_person(text, mention)) {
            names.list[seat as usize].label = Label::GPE;
        }
    }
}

/// Whether a government sits where the name says.
fn is_seat(key: &str, world: &World) -> bool {
    !key.contains(' ')
        && world
            .places(&place_key(key))
            .any(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Capital))
}

/// Whether the words around a lone name say that a person is meant.
fn is_of_person(text: &str, mention: &Mention) -> bool {
    let (before, after) = (
        &text[..mention.span.range().start],
        &text[mention.span.range().end..],
    );
    let is_aged = after
        .trim_start_matches([',', ' ', '('])
        .starts_with(|c: char| c.is_ascii_digit());
    // Jordan said he was tired; Georgia, a nurse from Leeds
    let is_told_of = [", a ", ", an ", ", who "]
        .iter()
        .any(|start| after.starts_with(start))
        || after
            .split([' ', ',', '.'])
            .take(5)
            .any(|word| is_any(word, &["he", "she", "his", "her", "him"]));
    let line = before.rsplit('\n').next().unwrap_or_default();
    let word = line.trim_end().rsplit(' ').next().unwrap_or_default();
    let ends = word.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', '’', '—', '–']);
    let classes = classes(&word.to_lowercase());
    // *Mr.* ends with a full stop and ends no sentence.
    let is_called = classes.has(Class::Honorific)
        || !ends && (classes.has(Class::RoleNoun) || classes.has(Class::SpeechVerb));
    is_aged || is_told_of || is_called
}
