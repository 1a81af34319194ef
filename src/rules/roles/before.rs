//! Roles before the name: `US Secretary of State Antony Blinken`, and `the company's chief executive, Jane Roe, said`.

use std::ops::Range;

use super::super::lexicon::Class;
use super::is_former;
use super::phrase::{self, Lead, Phrase, may_modify};
use super::sentence::Sentence;
use crate::record::Label;
use crate::text::TokenKind;

/// Words before a verb: the unknown word in `to fire coach Jane Roe` is none of a phrase.
const BEFORE_VERBS: &[&str] = &[
    "to", "not", "will", "would", "can", "could", "may", "might", "must", "should", "i", "you", "he", "she",
    "it", "we", "they", "who", "which", "did",
];

/// Ranks and the like that are adjectives when they stand alone: `a major Warhol donor`.
const ADJECTIVES: &[&str] = &[
    "major",
    "general",
    "private",
    "international",
    "elder",
    "counterpart",
];

/// Places of players, which are no persons when they stand alone: `left-back`, `Nuggets center`.
const POSITIONS: &[&str] = &["back", "half", "hander", "center", "centre", "opener"];

/// Tokens that are looked at before a name.
const FARTHEST: usize = 20;

/// Finds the roles before a name. Returns where the name begins with what stands glued before it.
pub(super) fn roles(sentence: &Sentence<'_>, name: &Range<usize>, add: &mut impl FnMut(Phrase)) -> usize {
    let mut start = name.start;
    while start > sentence.from && is_honorific(sentence, start - 1) {
        start -= 1;
    }
    if let Some(phrase) = title(sentence, start) {
        start = phrase.tokens.start;
        add(phrase);
    }
    if start > sentence.from
        && sentence.word(start - 1) == ","
        && let Some(phrase) = apposition(sentence, start - 1, name.end)
    {
        add(phrase);
    }
    if let Some(phrase) = inverted(sentence, start, name.end) {
        add(phrase);
    }
    start
}

/// The role in `The new head of the stand is Jane Roe`, from the head of the clause to its verb.
fn inverted(sentence: &Sentence<'_>, start: usize, end: usize) -> Option<Phrase> {
    let be = start.checked_sub(1)?;
    let verb = if sentence.one_of(be, &["is", "was", "remains", "are", "were"]) {
        be
    } else if sentence.one_of(be, &["be"]) && sentence.one_of(be.wrapping_sub(1), &["will", "would"]) {
        be - 1
    } else {
        return None;
    };
    if sentence.is_possessive(end) {
        return None;
    }
    let mut from = verb;
    while from > sentence.from && verb - from < FARTHEST && !sentence.is_break(from - 1) {
        from -= 1;
    }
    let phrase = Phrase::read(sentence, from)?;
    let fits = phrase.tokens.end == verb && matches!(phrase.lead, Lead::Definite | Lead::Pronoun);
    fits.then_some(phrase)
}

fn is_honorific(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::Honorific)
        && sentence.mention(at).is_none()
        && sentence.word(at).starts_with(char::is_uppercase)
}

/// The title that ends where the name begins.
fn title(sentence: &Sentence<'_>, end: usize) -> Option<Phrase> {
    if end == sentence.from {
        return None;
    }
    let last = end - 1;
    let noun = if sentence.mention(last).is_some() {
        noun_before_part(sentence, end)?
    } else if sentence.is(last, Class::RoleNoun) {
        let bare = ADJECTIVES.contains(&sentence.word(last)) && !has_left_part(sentence, last);
        if bare || is_counted(sentence, last) {
            return None;
        }
        last
    } else if phrase::is_trade(sentence, last)
        || sentence.one_of(last, &["shoot", "attack", "defence", "defense", "end", "row"])
            && sentence.one_of(
                last - 1,
                &["goal", "wing", "tight", "defensive", "second", "back"],
            )
        || sentence.one_of(last, POSITIONS) && has_left_part(sentence, last)
    {
        last
    } else if sentence.one_of(last, &["elect", "designate"])
        && last > sentence.from
        && sentence.joins(last - 1)
    {
        last - 2
    } else {
        noun_before_part(sentence, end)?
    };
    let (start, pronoun) = left(sentence, noun);
    if pronoun && sentence.one_of(noun, &["partner"]) {
        return None;
    }
    // Army Chief of Staff Gen. Randy George, police spokesman Capt. Lee: the post counts, not the rank.
    let is_rank = noun == last && sentence.kind(last) != TokenKind::Word;
    let post = is_rank.then(|| noun_before_part(sentence, noun)).flatten();
    let (noun, start, end) = match (post, rank_start(sentence, start..end)) {
        (Some(post), _) => (post, left(sentence, post).0, noun),
        (None, Some(rank)) => (rank - 1, start, rank),
        (None, None) => (noun, start, end),
    };
    let late = usize::from(sentence.one_of(start, &["late"]) && start < noun);
    Some(Phrase {
        tokens: start + late..end,
        noun,
        lead: Lead::Bare,
        former: is_former(sentence, start..noun),
    })
}

/// Whether a number is joined to a noun: `a two-judge bench`.
fn is_counted(sentence: &Sentence<'_>, noun: usize) -> bool {
    let number = |at: usize| {
        sentence.kind(at) == TokenKind::Number
            || sentence
                .mention(at)
                .is_some_and(|(label, ..)| label == Label::CARDINAL)
    };
    noun >= sentence.from + 2 && sentence.joins(noun - 1) && number(noun - 2)
}

/// Where a capitalised rank begins behind a noun that is written small.
fn rank_start(sentence: &Sentence<'_>, tokens: Range<usize>) -> Option<usize> {
    let post_before = |&at: &usize| {
        sentence.is_capital(at)
            && sentence.is(at, Class::RoleNoun)
            && sentence.is(at - 1, Class::RoleNoun)
            && sentence.word(at - 1).starts_with(char::is_lowercase)
    };
    (tokens.start + 1..tokens.end).find(post_before)
}

/// Whether a name, a hyphen or another word of posts stands before a noun.
fn has_left_part(sentence: &Sentence<'_>, noun: usize) -> bool {
    let last = noun.wrapping_sub(1);
    sentence.mention(last).is_some() || sentence.joins(last) || sentence.describes(last)
}

/// The noun of `Secretary of State`, `mayor of London` that ends at `end`.
fn noun_before_part(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    let mut at = end;
    while at > sentence.from && at + 10 > end {
        let last = at - 1;
        if let Some((label, start, _)) = sentence.mention(last) {
            if !may_modify(label) {
                return None;
            }
            at = start;
            continue;
        }
        if sentence.one_of(last, &["of", "for"]) {
            if at < end && last > sentence.from && sentence.is(last - 1, Class::RoleNoun) {
                return Some(last - 1);
            }
        } else if !(sentence.one_of(last, &["the", "and"])
            || sentence.is(last, Class::PostModifier)
            || sentence.is_capital(last) && !sentence.is(last, Class::PhraseStop))
        {
            return None;
        }
        at = last;
    }
    None
}

/// Where the phrase of a noun begins, read backwards; and whether a possessive pronoun stands before it.
pub(super) fn left(sentence: &Sentence<'_>, noun: usize) -> (usize, bool) {
    let mut start = noun; // the phrase has at least these words
    let mut at = noun;
    let mut unsure = 0;
    while at > sentence.from && noun - at < FARTHEST {
        let last = at - 1;
        if sentence.joins(last) {
            // vice-president
            let Some(first) = compound(sentence, last) else {
                break;
            };
            at = first;
            if unsure == 0 {
                start = at;
            }
            continue;
        }
        if last > sentence.from && sentence.mention(last).is_none() && sentence.joins(last - 1) {
            // London-based analyst, award-winning author
            let Some(first) = compound(sentence, last - 1) else {
                break;
            };
            (at, start, unsure) = (first, first, 0);
            continue;
        }
        let possessed = sentence.is_possessive(at);
        if let Some((label, first, _)) = sentence.mention(last) {
            let place =
                label == Label::GPE && !possessed && sentence.one_of(first.wrapping_sub(1), &["in", "from"]);
            if !place && label == Label::DATE && (1..=2).contains(&unsure) {
                start = at; // on Monday bookshop owner
            }
            if possessed && label == Label::PERSON {
                return (at + 1, false); // Desai's lawyer: his lawyer
            }
            if place || !may_modify(label) {
                break;
            }
            at = first;
        } else if sentence.is_possessive(last) {
            at = last;
            unsure += 1;
            continue;
        } else if sentence.is_break(last) {
            start = bounded(at, start, unsure);
            break;
        } else if sentence.is(last, Class::Determiner) {
            let pronoun = sentence.one_of(last, &["his", "her", "their", "my", "our", "your"]);
            return (at, pronoun);
        } else if sentence.one_of(last, &["and", "&"]) {
            if !is_list(sentence, last) {
                start = bounded(at, start, unsure);
                break;
            }
            at = last;
            continue;
        } else if sentence.is(last, Class::FormerWord) || sentence.describes(last) {
            // `ousted President Jane Roe` is a phrase, `rebels ousted President Jane Roe` a sentence.
            if sentence.is_verbal(last) && sentence.word(last).ends_with("ed") && !is_border(sentence, last) {
                break;
            }
            at = last;
        } else if sentence.is(last, Class::PhraseStop) {
            if !sentence.one_of(last, BEFORE_VERBS) {
                start = bounded(at, start, unsure);
            }
            break;
        } else if sentence.is_capital(last) {
            at = last;
        } else if unsure == 0 && at <= noun && is_written_large(sentence, at) && !possessed {
            break; // a problem Deputy Governor Jane Roe knows
        } else {
            let word = sentence.word(last);
            let plural = word.ends_with('s') && !word.ends_with("ss") && !possessed;
            // `council roading manager`: a trade's own noun, not what somebody does.
            let own = at == noun && word.ends_with("ing") && is_noun_before(sentence, last);
            if plural || word.ends_with("ly") || sentence.is_verbal(last) && !own || unsure == 4 {
                break;
            }
            at = last;
            unsure += 1;
            continue;
        }
        start = at;
        unsure = 0;
    }
    (start, false)
}

/// Whether a noun, small or with a capital, stands before a token, and no verb.
fn is_noun_before(sentence: &Sentence<'_>, at: usize) -> bool {
    at > sentence.from
        && !sentence.is(at - 1, Class::PhraseStop)
        && !sentence.is(at - 1, Class::Determiner)
        && !sentence.is_break(at - 1)
        && (sentence.is(at - 1, Class::GroupNoun) || sentence.is(at - 1, Class::Group))
}

/// Whether a word of a post begins with a capital, where small words stand before it.
fn is_written_large(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is_capital(at) && sentence.mention(at).is_none() && sentence.describes(at)
}

/// Whether *and* at a token joins two nouns of posts, or two words before one.
fn is_list(sentence: &Sentence<'_>, at: usize) -> bool {
    let last = at.wrapping_sub(1);
    sentence.mention(last).is_none()
        && (sentence.is(last, Class::RoleNoun)
            || sentence.is(last, Class::PostModifier) && !sentence.is(at + 1, Class::FormerWord))
}

/// Whether a phrase may begin at a token because of what stands before it.
fn is_border(sentence: &Sentence<'_>, at: usize) -> bool {
    let last = at.wrapping_sub(1);
    at == sentence.from
        || sentence.is_break(last)
        || sentence.is_possessive(last)
        || sentence.is(last, Class::PhraseStop)
        || sentence.is(last, Class::Determiner) && !sentence.one_of(last, &["that"])
        || sentence.joins(last)
}

/// Where a phrase begins when a border stands before `at`: one or two unknown words between belong to it
/// (`said bookshop owner`).
fn bounded(at: usize, start: usize, unsure: usize) -> usize {
    match unsure {
        1..=2 => at,
        _ => start,
    }
}

/// Where the word before a joining hyphen begins, unless it is a person's name.
fn compound(sentence: &Sentence<'_>, hyphen: usize) -> Option<usize> {
    match sentence.mention(hyphen - 1) {
        Some((Label::PERSON, ..)) => None,
        Some((_, first, _)) => Some(first),
        None => Some(hyphen - 1),
    }
}

/// The role in `the company's chief executive, Jane Roe, said`: it ends at the comma, and the name is closed after `end`.
fn apposition(sentence: &Sentence<'_>, comma: usize, end: usize) -> Option<Phrase> {
    let mut from = comma;
    while from > sentence.from && comma - from < FARTHEST && !sentence.is_break(from - 1) {
        from -= 1;
    }
    // After talks with the president, Jane Roe, ...
    if sentence.one_of(from, &["after", "before", "when", "while", "if", "as", "since"]) {
        return None;
    }
    if !sentence.closes(end) && !sentence.one_of(end, &["and"]) {
        // The ambassador, Jane Roe said ...: some leave the second comma out.
        let verb = sentence.is(end, Class::PhraseStop) && sentence.is(from, Class::Determiner);
        let phrase = verb.then(|| Phrase::read(sentence, from)).flatten()?;
        return (phrase.tokens.end == comma).then_some(phrase);
    }
    let starts = |at: &usize| {
        *at == from
            || sentence.is(*at, Class::Determiner)
            || sentence.is(*at - 1, Class::PhraseStop) && !sentence.is(*at - 1, Class::PostModifier)
    };
    (from..comma)
        .filter(starts)
        .filter_map(|at| Phrase::read_beside(sentence, at))
        // a dentist from Leeds, Jane Roe, ...
        .find(|phrase| {
            let end = phrase.tokens.end;
            end == comma
                || sentence.one_of(end, &["and"]) && phrase::is_kin(sentence, comma - 1) && comma - end <= 4
                || sentence.one_of(end, &["from"]) && phrase::object(sentence, end + 1) == Some(comma)
        })
}
