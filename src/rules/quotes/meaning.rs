//! Who is meant by the words of a noun phrase: a name, a pronoun, or the phrase itself.

use std::ops::Range;

use super::bearers;
use super::circumstances::is_amount;
use super::page::Page;
use super::phrase::is_possessive;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// Somebody to whom words are given, as the text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A mention of a name.
    Name(usize),
    /// A pronoun: its token.
    Pronoun(usize),
    /// A noun phrase: its tokens, and one past those of its head (`a spokesman` of `a spokesman for the ministry`).
    Phrase(Range<usize>, usize),
    /// The label of a turn in a transcript: `BLITZER`, `THE PRESIDENT`, `A`.
    Label(Range<usize>),
}

/// Longest noun phrase, in tokens.
const LONGEST: usize = 25;

/// What a noun phrase means; `None` when it is none.
pub(super) fn meaning(page: &Page<'_>, tokens: Range<usize>) -> Option<(Who, Range<usize>)> {
    let tokens = trim(page, tokens);
    let last = tokens.end.checked_sub(1).filter(|&last| last >= tokens.start)?;
    if tokens.len() == 1 && page.is_pronoun(last) {
        return Some((Who::Pronoun(last), tokens));
    }
    let tokens = from_last_verb(page, tokens);
    let head = without_letters(page, head_end(page, tokens.clone()));
    if head == tokens.start || is_no_speaker(page, &tokens) {
        return None;
    }
    // `Smith and Jones` are two: the phrase stands for both.
    let joined = (tokens.start..head).any(|at| {
        page.is_any(at, &["and", "&"])
            && page.tagged.mention_at(at).is_none()
            && !bearers::is_in_title(page, &tokens, at, head)
    });
    let mention = page.tagged.mention_at(head - 1).filter(|_| !joined);
    if let Some(mention) = mention.filter(|&m| page.tagged.mentions[m].label.is_name()) {
        // `a Welsh Conservative`, `two Republicans`: somebody of a group, who is not named.
        const ONE_OF: [&str; 8] = ["a", "an", "one", "two", "three", "some", "several", "many"];
        let person = page.tagged.mentions[mention].label == Label::PERSON;
        if person || !page.is_any(tokens.start, &ONE_OF) {
            return Some((Who::Name(mention), tokens));
        }
    }
    if let Some(who) = bearers::writer(page, &tokens, head) {
        return Some((who, tokens));
    }
    let named = named_inside(page, &tokens, head)
        .or_else(|| {
            named_beside(page, tokens.end, head)
                .filter(|_| !is_amount(page, head - 1) || page.is_word(head - 1, "one"))
        })
        .or_else(|| bearers::self_named(page, tokens.end))
        .or_else(|| bearers::named_behind(page, head));
    if let Some(mention) = named {
        return Some((Who::Name(mention), tokens));
    }
    if !page.is_name(tokens.start) && is_gerund(page, tokens.start) {
        return None; // `building in the U.S.`
    }
    // A relative clause says more about the speaker, but is no part of who it is: `a report published in May`.
    const MORE: [&str; 26] = [
        "standing",
        "sitting",
        "waiting",
        "wearing",
        "carrying",
        "holding",
        "queuing",
        "queueing",
        "watching",
        "walking",
        "who",
        "which",
        "whose",
        "that",
        "published",
        "released",
        "issued",
        "dated",
        "seen",
        "obtained",
        "reviewed",
        "posted",
        "filed",
        "conducted",
        "commissioned",
        "compiled",
    ];
    let relative = (head..tokens.end)
        .chain(tokens.start + 2..head)
        .find(|&at| page.is_any(at, &MORE) && page.tagged.mention_at(at).is_none())
        .unwrap_or(tokens.end);
    let own = tokens.start..relative.min(tokens.start + LONGEST);
    let head = head.min(own.end);
    // What a participle adds stands beside the cue all the same.
    let whole = if page.is_any(relative, &["who", "which", "whose", "that"]) {
        own.clone()
    } else {
        tokens.start..tokens.end.min(tokens.start + LONGEST)
    };
    Some((Who::Phrase(own, head), whole))
}

/// The end of a phrase before the letters behind its name: `Judge Helen Marwood KC`.
fn without_letters(page: &Page<'_>, end: usize) -> usize {
    let lettered = end >= 2
        && page.is(end - 1, Class::Degree)
        && page.tagged.mention_at(end - 1).is_none()
        && page.label(end - 2) == Some(Label::PERSON);
    end - usize::from(lettered)
}

/// Whether some words are surely no speaker: numbers and days, small words, words that ask.
fn is_no_speaker(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let start = tokens.start;
    let named = page.tagged.mention_at(start).is_some();
    let plain = tokens.len() == 1 || !page.is(start, Class::PhraseOpener);
    let small = !named && page.is(start, Class::NoSpeaker) && plain;
    let single = tokens.len() == 1
        && (!named
            && (page.is(start, Class::ClauseWord)
                || page.is(start, Class::Preposition)
                || page.is_finite(start))
            || !page.word(start).starts_with(char::is_alphanumeric));
    let number = tokens.clone().all(|at| {
        page.is_sign(at)
            || page.label(at).is_some_and(|label| !label.is_name()) && !is_aged(page, start, at + 1)
    });
    small || single || number
}

/// A word in `-ing` that begins no noun phrase.
pub(super) fn is_gerund(page: &Page<'_>, at: usize) -> bool {
    const POSTS: [&str; 8] = [
        "presiding",
        "managing",
        "leading",
        "founding",
        "visiting",
        "outgoing",
        "incoming",
        "according",
    ];
    if page.is_any(at, &POSTS) {
        return false;
    }
    let word = page.word(at);
    let lower = word.starts_with(|c: char| c.is_lowercase());
    word.len() > 5 && word.ends_with("ing") && (lower || page.tagged.sentence_around(at).start == at)
}

/// A name that is the head, though the phrase goes on: `minister for education Julian Hill`, `the Yonhap news agency`.
fn named_inside(page: &Page<'_>, tokens: &Range<usize>, head: usize) -> Option<usize> {
    if page.is(head - 1, Class::Outlet) {
        let plain = (tokens.start..head)
            .rev()
            .take_while(|&at| page.tagged.mention_at(at).is_none())
            .count();
        let last = (head - plain).checked_sub(1).filter(|&at| at >= tokens.start);
        let mention = last.and_then(|at| page.tagged.mention_at(at));
        let organisation = mention.filter(|&m| page.tagged.mentions[m].label == Label::ORG && plain <= 2);
        if organisation.is_some_and(|m| page.tagged.tokens_of(m).end == head - plain) {
            return organisation;
        }
    }
    // `Peter Boockvar an equity strategist for Miller Tabak`
    let first = page
        .tagged
        .mention_at(tokens.start)
        .filter(|&m| page.tagged.mentions[m].label == Label::PERSON);
    if let Some(mention) = first.filter(|&m| page.is(page.tagged.tokens_of(m).end, Class::PhraseOpener)) {
        return Some(mention);
    }
    // A post without a determiner stands before the name of its bearer.
    if page.is(tokens.start, Class::PhraseOpener) || page.label(tokens.start) == Some(Label::PERSON) {
        return None;
    }
    let at = (head..tokens.end).find(|&at| page.label(at) == Some(Label::PERSON))?;
    let mention = page.tagged.mention_at(at)?;
    let (before, end) = (at - 1, page.tagged.tokens_of(mention).end);
    let lower = page.word(before).starts_with(|c: char| c.is_lowercase());
    let titled = page.is(before, Class::RoleNoun) || page.is(before, Class::Honorific);
    // `Deputy Commissioner of Police Ann Lee`
    let title = (tokens.start..at)
        .all(|i| page.word(i).starts_with(char::is_uppercase) || page.is_word(i, "of"))
        && before > head
        && page.is(head - 1, Class::RoleNoun);
    let free = title
        || page.tagged.mention_at(before).is_some()
        || titled && before > tokens.start && !page.is(before - 1, Class::Preposition)
        || lower
            && !page.is(before, Class::Preposition)
            && !page.is(before, Class::PhraseOpener)
            && !page.is_any(before, &["and", "or"]);
    let ends = end >= tokens.end || page.is_any(end, &["of", "from", "at", "in"]);
    (free && !page.is_sign(before) && !is_possessive(page, before) && ends).then_some(mention)
}

/// Whom an apposition names: `the conductor, Elias Otieno,`; `the singer, born Ann Lee,`; `the operator, Carris,`.
fn named_beside(page: &Page<'_>, end: usize, head: usize) -> Option<usize> {
    // `the head of the CEI (Italian Episcopal Conference), Nunzio Galantino,`
    let end = match page.word(end) {
        "(" => (end..end + 12)
            .find(|&at| page.word(at) == ")")
            .map_or(end, |at| at + 1),
        _ => end,
    };
    if page.word(end) != "," || page.tagged.mention_at(end).is_some() {
        return None;
    }
    let person = |at: usize| page.label(at) == Some(Label::PERSON);
    let stops = |at: usize| {
        page.is_any(at, &[",", ".", "said", "who", "and", "'s", "’s"])
            || page.is_quote_mark(at)
            || page.is_finite(at)
    };
    let firm = page.is(head - 1, Class::Group) && page.label(end + 1) == Some(Label::ORG);
    let at = (end + 1..end + 7)
        .take_while(|&at| person(at) || !stops(at))
        .find(|&at| person(at) || firm)?;
    let mention = page.tagged.mention_at(at)?;
    let next = page.tagged.tokens_of(mention).end;
    let ends = page.is_sign(next) && !page.is_hyphened(next)
        || page.is_any(next, &["of", "from", "who", "said", "at"])
        || next >= page.tagged.tokens().len();
    (ends && page.level(at) == page.level(end)).then_some(mention)
}

/// Without what stands before a verb: `Here is what the minister`.
fn from_last_verb(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let last = (tokens.start..tokens.end.saturating_sub(1)).rev().find(|&at| {
        page.tagged.mention_at(at).is_none()
            && (page.is(at, Class::FiniteWord) || page.is_any(at, &["how", "what", "why", "where", "when"]))
    });
    let relative =
        last.is_some_and(|last| (tokens.start..last).any(|at| page.is_any(at, &["who", "which", "that"])));
    match last {
        Some(last) if !relative => last + 1..tokens.end,
        _ => tokens,
    }
}

/// One past the head of a noun phrase: what follows is a preposition, a relative clause, an apposition.
fn head_end(page: &Page<'_>, tokens: Range<usize>) -> usize {
    (tokens.start..tokens.end)
        .find(|&at| {
            at > tokens.start
                && page.tagged.mention_at(at).is_none()
                && (page.is(at, Class::Preposition) && !page.is_hyphened(at)
                    || page.is_any(at, &["who", "whose", "which", "whom", "that", ","])
                    || page.label(at - 1) == Some(Label::PERSON) && is_gerund(page, at)
                    || page.is_break(at))
        })
        .unwrap_or(tokens.end)
}

/// Without adverbs, days and signs at the ends.
pub(super) fn trim(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    while start < end
        && (page.is_sign(start) && page.tagged.mention_at(start).is_none()
            || page.is_any(start, &["and", "but", "or", "so", "yet", "then", "both"])
            || page.is_time(start) && !page.is_hyphened(start + 1) && !is_possessive(page, start + 1))
    {
        start += 1;
    }
    loop {
        // `Mike Smith (R-OH)`
        if end > start && page.word(end - 1) == ")" {
            let open = (start.max(end.saturating_sub(14))..end)
                .rev()
                .find(|&at| page.word(at) == "(");
            end = open.unwrap_or(end - 1);
        }
        while end > start
            && page.word(end - 1) != ")"
            && (page.is_time(end - 1) && !is_aged(page, start, end)
                || page.is(end - 1, Class::Aside)
                || is_adverb(page, end - 1)
                || page.is_sign(end - 1) && page.tagged.mention_at(end - 1).is_none())
        {
            end -= 1;
        }
        if end > start && page.word(end - 1) == ")" {
            continue;
        }
        if end > start + 1 && page.is(end - 1, Class::Degree) && page.label(end - 2) == Some(Label::PERSON) {
            end -= 1; // `Ann Lee KC`
            continue;
        }
        if end > start + 1
            && page.is_word(end - 1, "times")
            && page.is_any(end - 2, &["several", "many", "two", "three", "few"])
        {
            end -= 2;
            continue;
        }
        // `Smith on Monday`: the preposition before the day goes too.
        if end < tokens.end
            && end > start
            && page.is_any(end - 1, &["on", "in", "at", "since", "earlier", "late", "early"])
        {
            end -= 1;
        } else {
            return start..end;
        }
    }
}

/// `the 45-year-old`: a person, no day.
fn is_aged(page: &Page<'_>, start: usize, end: usize) -> bool {
    let mention = page
        .tagged
        .mention_at(end - 1)
        .map(|m| page.tagged.tokens_of(m).start);
    page.is_hyphened(end - 1)
        && mention.is_some_and(|first| first > start && page.is(first - 1, Class::PhraseOpener))
}

/// `quickly`; not `July` or `family`.
pub(super) fn is_adverb(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.len() > 4
        && word.ends_with("ly")
        && word.starts_with(|c: char| c.is_lowercase())
        && !matches!(
            word,
            "family" | "ally" | "assembly" | "bully" | "supply" | "reply" | "early" | "elderly" | "monopoly"
        )
        && page.tagged.mention_at(at).is_none()
}
