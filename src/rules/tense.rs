//! The tense of the clause around a token: what has happened, what is, what is to come.

use std::ops::Range;

use super::lexicon::Class;
use super::tagged::Tagged;
use crate::lexical::is_any;
use crate::record::Label;
use crate::text::TokenKind;

/// When the clause says that things happen, seen from the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// A form of *be* or *have* alone.
    Present,
    /// A present form that news uses of what is fixed: *opens*, *takes effect*.
    Scheduled,
    Future,
    /// The clause has no verb that is known.
    Unknown,
}

/// Tokens that are looked at on either side.
const LOOK: usize = 24;

/// Tokens of a name at the head of a headline (`Ann Lee to visit Paris`).
const MOST_NAME: usize = 6;

/// The tense of the clause that governs some tokens, by the verb nearest before them, or else after them.
///
/// *Profit rose in July* is past, *will rise in July* and *is due to open on Friday* future, *opens on Friday* scheduled.
pub(crate) fn tense_around(tagged: &Tagged<'_>, tokens: &Range<usize>) -> Tense {
    let sentence = tagged.sentence_around(tokens.start);
    let from = sentence.start.max(tokens.start.saturating_sub(LOOK));
    let until = sentence.end.min(tokens.end.saturating_add(LOOK));
    let before = verb_before(tagged, from..tokens.start);
    let after = || verb_after(tagged, tokens.end..until);
    before.or_else(after).unwrap_or(Tense::Unknown)
}

/// The tense of the verb group that ends nearest before the end of some tokens.
fn verb_before(tagged: &Tagged<'_>, tokens: Range<usize>) -> Option<Tense> {
    let mut has_infinitive = false;
    for at in tokens.clone().rev() {
        if ends_clause(tagged, at) {
            break;
        }
        has_infinitive |= tagged.is_word(at, "to") && is_infinitive(tagged, at);
        match verb(tagged, at) {
            // agreed to meet, urged them to leave
            Some(Tense::Past) if has_infinitive && tagged.is(at, Class::PlanVerb) => {
                return Some(Tense::Future);
            }
            Some(Tense::Past) => return Some(whole_group(tagged, at, tokens.start)),
            Some(tense) => return Some(tense),
            None => {}
        }
    }
    None
}

/// A past form after an auxiliary is what the auxiliary is: `will be opened`, `to be closed`.
fn whole_group(tagged: &Tagged<'_>, at: usize, from: usize) -> Tense {
    for before in (from.max(at.saturating_sub(4))..at).rev() {
        if tagged.is(before, Class::Modal) {
            return Tense::Future;
        }
        if tagged.is_word(before, "to") && tagged.is_word(before + 1, "be") {
            return Tense::Future;
        }
        let is_group = tagged.is(before, Class::Auxiliary) || tagged.word(before).ends_with("ly");
        if !is_group && !tagged.is_word(before, "not") {
            break;
        }
    }
    Tense::Past
}

/// The tense of the first verb in some tokens.
fn verb_after(tagged: &Tagged<'_>, tokens: Range<usize>) -> Option<Tense> {
    let mut present = None;
    for at in tokens {
        if matches!(tagged.word(at), ";" | "—" | "--" | "–") {
            break;
        }
        match verb(tagged, at) {
            // `has risen`, `is to open`: what follows says more.
            Some(tense @ (Tense::Present | Tense::Scheduled)) => present = present.or(Some((at, tense))),
            Some(tense) if present.is_none_or(|(seen, _)| at - seen <= 3) => return Some(tense),
            Some(_) => break,
            None => {}
        }
    }
    present.map(|(_, tense)| tense)
}

/// Whether a clause ends at a token, so that verbs beyond it govern something else.
fn ends_clause(tagged: &Tagged<'_>, at: usize) -> bool {
    matches!(tagged.word(at), ";" | "—" | "--" | "–" | "“" | "”" | "\"")
}

/// What one word says of the tense.
fn verb(tagged: &Tagged<'_>, at: usize) -> Option<Tense> {
    if tagged.mention_at(at).is_some() {
        return None;
    }
    let word = tagged.word(at);
    let is_plan =
        || tagged.is(at, Class::PlanWord) && (tagged.is_word(at + 1, "to") || tagged.is_word(at + 1, "for"));
    if tagged.is(at, Class::Modal) || tagged.is(at, Class::FutureCue) || is_plan() {
        return Some(Tense::Future);
    }
    if tagged.is_word(at, "to") && is_infinitive_to_come(tagged, at) {
        return Some(Tense::Future);
    }
    let is_past = tagged.is(at, Class::PastVerb)
        || word.len() > 4
            && word.ends_with("ed")
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && !tagged.is(at, Class::NoPast)
            && !follows_article(tagged, at);
    if is_past {
        return Some(Tense::Past);
    }
    match () {
        () if tagged.is(at, Class::Auxiliary) && matches!(word, "is" | "are" | "has" | "have" | "am") => {
            Some(Tense::Present)
        }
        () if tagged.is(at, Class::PresentVerb) && !follows_article(tagged, at) => Some(Tense::Scheduled),
        () if tagged.is(at, Class::PluralVerb) && follows_plural(tagged, at) => Some(Tense::Scheduled),
        () => None,
    }
}

/// `the proposed law`, `a renewed push`: no verb.
fn follows_article(tagged: &Tagged<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            tagged.word(at - 1),
            "the" | "a" | "an" | "The" | "A" | "An" | "its" | "his" | "her" | "their"
        )
}

/// Whether `to` stands before a verb.
fn is_infinitive(tagged: &Tagged<'_>, at: usize) -> bool {
    let next = tagged.tokens().get(at + 1);
    next.is_some_and(|token| token.kind == TokenKind::Word)
        && tagged.word(at + 1).starts_with(|c: char| c.is_ascii_lowercase())
        && tagged.mention_at(at + 1).is_none()
        && !matches!(
            tagged.word(at + 1),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "this" | "that" | "about" | "more"
        )
}

/// `they meet`, `voters go`, `Ann and Bob host`: after a pronoun, a plural or a name, and not after an article.
fn follows_plural(tagged: &Tagged<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = tagged.word(before);
    let is_pronoun = is_any(word, &["they", "we", "you", "i", "who", "which"]);
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s");
    let is_name = tagged.label_at(before).is_some_and(Label::is_name);
    is_pronoun || is_plural || is_name
}

/// `is to open`, `set to open`, and in headlines `Ann Lee to visit Paris`.
fn is_infinitive_to_come(tagged: &Tagged<'_>, at: usize) -> bool {
    if at == 0 || !is_infinitive(tagged, at) {
        return false;
    }
    let (before, start) = (at - 1, tagged.sentence_around(at).start);
    let begins_with_name =
        || at - start <= MOST_NAME && (start..at).all(|at| tagged.mention_at(at).is_some());
    matches!(tagged.word(before), "is" | "are" | "set" | "ready") || begins_with_name()
}
