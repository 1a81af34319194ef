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

/// Tokens of a few words in marks that do not end their clause.
const MOST_FRAGMENT: usize = 4;

/// Tokens of a title in marks.
const MOST_TITLE: usize = 10;

/// Present forms of verbs of what somebody says is to come.
const OUTLOOKS: &[&str] = &[
    "forecasts",
    "anticipates",
    "foresees",
    "envisages",
    "predicts",
    "projects",
    "targets",
];

/// Words within a group of verbs: will *remain* closed, will *most likely* be raised.
const LINKS: &[&str] = &[
    "not", "n't", "never", "remain", "stay", "get", "become", "keep", "most", "more", "also", "then", "now",
    "soon", "still", "again", "once", "first", "both", "all", "only",
];

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
    let mut at = tokens.end;
    while at > tokens.start {
        at -= 1;
        if let Some(start) = title_before(tagged, at, tokens.start) {
            at = start;
            continue;
        }
        if ends_clause(tagged, at) {
            break;
        }
        has_infinitive |= tagged.is_word(at, "to") && is_infinitive(tagged, at);
        match verb(tagged, at) {
            // agreed to meet, urged them to leave
            Some(Tense::Past)
                if has_infinitive && tagged.is(at, Class::PlanVerb) && !is_bygone(tagged, at) =>
            {
                return Some(Tense::Future);
            }
            // `a show, titled "Gold", on Friday`: the verb of the clause stands before.
            Some(Tense::Past) if names_title(tagged.word(at)) && !follows_be(tagged, at) => {}
            Some(Tense::Past) if is_fixed(tagged, at, tokens.end) => return Some(Tense::Future),
            Some(Tense::Past) => return Some(whole_group(tagged, at, tokens.start)),
            Some(Tense::Future) if is_perfect(tagged, at, tokens.end) => return Some(Tense::Past),
            Some(tense) => return Some(tense),
            None => {}
        }
    }
    None
}

/// A past form after an auxiliary is what the auxiliary is: `will be opened`, `to be closed`.
fn whole_group(tagged: &Tagged<'_>, at: usize, from: usize) -> Tense {
    for before in (from.max(at.saturating_sub(6))..at).rev() {
        if tagged.is(before, Class::Modal) {
            return if is_perfect(tagged, before, at) {
                Tense::Past
            } else {
                Tense::Future
            };
        }
        if tagged.is_word(before, "to") && tagged.is_word(before + 1, "be") {
            return if was_meant(tagged, before) {
                Tense::Past
            } else {
                Tense::Future
            };
        }
        let word = tagged.word(before);
        let is_group = tagged.is(before, Class::Auxiliary) || word.ends_with("ly") || is_any(word, LINKS);
        if !is_group {
            break;
        }
    }
    Tense::Past
}

/// `was supposed to be closed`: what was to be and is told of.
fn was_meant(tagged: &Tagged<'_>, to: usize) -> bool {
    to >= 2
        && is_any(tagged.word(to - 1), &["supposed", "meant"])
        && is_any(tagged.word(to - 2), &["was", "were", "been"])
}

/// `had been booked for`, `had originally been due`: a plan of the past.
fn is_bygone(tagged: &Tagged<'_>, at: usize) -> bool {
    at >= 2
        && tagged.is_word(at - 1, "been")
        && (at.saturating_sub(4)..at - 1).any(|at| is_any(tagged.word(at), &["had", "'d", "’d"]))
}

/// `than it projected in December`, `the rise that economists had forecast`: somebody did so, or the day says when.
fn is_past_cue(tagged: &Tagged<'_>, at: usize) -> bool {
    let word = tagged.word(at);
    if !word.ends_with("ed") {
        return false;
    }
    let is_subject = at > 0
        && is_any(
            tagged.word(at - 1),
            &["it", "he", "she", "they", "we", "i", "you", "who", "had"],
        );
    let is_when = is_any(word, &["projected", "predicted"])
        && is_any(tagged.word(at + 1), &["in", "last", "earlier"])
        && !is_any(tagged.word(at.saturating_sub(1)), &["is", "are", "be"]);
    is_subject || is_when
}

/// Whether a word may be the subject of a verb in the singular: a name, *it*, `company`.
fn is_subject(tagged: &Tagged<'_>, at: usize) -> bool {
    let nouns = [
        "it",
        "he",
        "she",
        "company",
        "bank",
        "firm",
        "group",
        "ministry",
        "government",
        "agency",
        "miner",
        "maker",
        "fund",
        "airline",
        "also",
        "now",
        "still",
    ];
    is_any(tagged.word(at), &nouns)
        || matches!(tagged.label_at(at), Some(Label::ORG | Label::PERSON | Label::GPE))
}

/// The opening mark of a title that closes at a token: the verb of the clause stands before it.
fn title_before(tagged: &Tagged<'_>, at: usize, from: usize) -> Option<usize> {
    let open = match tagged.word(at) {
        "”" => "“",
        "\"" => "\"",
        _ => return None,
    };
    let last = tagged.word(at.checked_sub(1)?);
    let is_inside = matches!(last, "," | "." | "?" | "!");
    let start = (from.max(at.saturating_sub(MOST_TITLE))..at)
        .rev()
        .find(|&start| tagged.word(start) == open)?;
    let is_title = at - start <= MOST_FRAGMENT || tagged.word(start + 1).starts_with(char::is_uppercase);
    (is_title && !is_inside && start > from).then_some(start)
}

/// Participles before the name of a work.
fn names_title(word: &str) -> bool {
    is_any(
        word,
        &[
            "titled",
            "entitled",
            "dubbed",
            "called",
            "named",
            "nicknamed",
            "based",
        ],
    )
}

fn follows_be(tagged: &Tagged<'_>, at: usize) -> bool {
    at > 0 && (tagged.is(at - 1, Class::Auxiliary) || tagged.is(at - 1, Class::Modal))
}

/// `is published on Thursday`: what is fixed for a day is told in the present.
fn is_fixed(tagged: &Tagged<'_>, at: usize, end: usize) -> bool {
    at > 0
        && end - at <= 4
        && is_any(tagged.word(at - 1), &["is", "are", "'s", "’s"])
        && tagged.is(at, Class::FixedWord)
        && !(at + 1..end).any(|at| is_any(tagged.word(at), &["by", "of", "since", "from"]))
}

/// `would not have dared in January`: what might have been is past.
fn is_perfect(tagged: &Tagged<'_>, at: usize, end: usize) -> bool {
    let is_past_modal = is_any(
        tagged.word(at),
        &["would", "could", "might", "should", "may", "must"],
    );
    let words = at + 1..end.min(at + 4);
    let have = words
        .clone()
        .find(|&at| is_any(tagged.word(at), &["have", "'ve", "’ve"]));
    is_past_modal
        && have.is_some_and(|have| {
            (at + 1..have).all(|at| is_any(tagged.word(at), &["not", "never", "n't", "also", "only"]))
        })
}

/// Whether the clause before some tokens tells what somebody was or did for long: `was chairman until May`.
pub(crate) fn is_of_state(tagged: &Tagged<'_>, at: usize) -> bool {
    let start = tagged.sentence_around(at).start.max(at.saturating_sub(LOOK));
    for verb in (start..at).rev() {
        if ends_clause(tagged, verb) {
            return false;
        }
        if is_any(tagged.word(verb), &["was", "were"]) {
            let next = tagged.word(verb + 1);
            let is_participle = |word: &str| {
                word.ends_with("ed")
                    || word.ends_with("ing")
                    || is_any(
                        word,
                        &["set", "put", "due", "shut", "kept", "held", "told", "given"],
                    )
            };
            return !(verb + 1..at.min(verb + 4)).any(|at| is_participle(tagged.word(at)))
                && !next.is_empty();
        }
        if is_any(
            tagged.word(verb),
            &[
                "served", "worked", "ran", "headed", "chaired", "lived", "played", "taught", "lasted",
                "ruled", "reigned", "led",
            ],
        ) {
            return !follows_be(tagged, verb);
        }
        if is_any(tagged.word(verb), &["will", "would", "to"]) {
            return false;
        }
    }
    false
}

/// The tense of the first verb in some tokens.
fn verb_after(tagged: &Tagged<'_>, tokens: Range<usize>) -> Option<Tense> {
    let mut present = None;
    // On Tuesday, with a vote due by August, the minister cut the ribbon.
    let (mut start, end) = (tokens.start, tokens.end);
    if tagged.is_word(start, ",") && tagged.is_word(start + 1, "with") {
        start = (start + 2..end)
            .find(|&at| tagged.is_word(at, ","))
            .unwrap_or(start);
    }
    for at in start..end {
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
    matches!(
        tagged.word(at),
        ";" | "—" | "--" | "–" | "“" | "”" | "\"" | "though" | "although" | "whereas"
    )
}

/// What one word says of the tense.
fn verb(tagged: &Tagged<'_>, at: usize) -> Option<Tense> {
    if tagged.mention_at(at).is_some() {
        return None;
    }
    let word = tagged.word(at);
    let is_plan = || {
        tagged.is(at, Class::PlanWord) && {
            // pencilled in for
            let next = at + 1 + usize::from(tagged.is_word(at + 1, "in") && tagged.is_word(at + 2, "for"));
            tagged.is_word(next, "to") || tagged.is_word(next, "for")
        }
    };
    if tagged.is(at, Class::Modal) {
        return Some(Tense::Future);
    }
    if tagged.is(at, Class::FutureCue) || is_plan() {
        return Some(if is_bygone(tagged, at) || is_past_cue(tagged, at) {
            Tense::Past
        } else {
            Tense::Future
        });
    }
    // We've got a meeting on Friday
    if tagged.is_word(at, "got")
        && at > 0
        && is_any(tagged.word(at - 1), &["have", "has", "'ve", "’ve", "'s", "’s"])
    {
        return Some(Tense::Present);
    }
    if tagged.is_word(at, "to") && is_infinitive_to_come(tagged, at) {
        return Some(Tense::Future);
    }
    if word.ends_with('s') && is_any(word, OUTLOOKS) && at > 0 && is_subject(tagged, at - 1) {
        return Some(Tense::Future);
    }
    // let us talk in the spring, Let them announce it before Christmas
    let is_order =
        tagged.word(at) == "Let" && is_any(tagged.word(at + 1), &["them", "him", "her", "it", "me"]);
    if is_order || tagged.is_word(at, "let") && is_any(tagged.word(at + 1), &["us", "'s", "’s"]) {
        return Some(Tense::Future);
    }
    // `a cut`, `the rise`, `its hit` are no verbs.
    let is_past = tagged.is(at, Class::PastVerb) && !follows_a(tagged, at)
        || word.len() > 4
            && word.ends_with("ed")
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && !tagged.is(at, Class::NoPast)
            && !follows_article(tagged, at);
    // due to hit the coast: an infinitive
    if is_past && !(at > 0 && tagged.is_word(at - 1, "to")) {
        return Some(Tense::Past);
    }
    match () {
        () if tagged.is(at, Class::Auxiliary) && matches!(word, "is" | "are" | "has" | "have" | "am") => {
            Some(Tense::Present)
        }
        () if is_short_form(tagged, at) => Some(Tense::Present),
        () if tagged.is(at, Class::PresentVerb) && !follows_article(tagged, at) => Some(Tense::Scheduled),
        () if tagged.is(at, Class::PluralVerb) && (follows_plural(tagged, at) || goes_on(tagged, at)) => {
            Some(Tense::Scheduled)
        }
        () => None,
    }
}

/// `I'm off on Saturday`, `there's a match on Sunday`
fn is_short_form(tagged: &Tagged<'_>, at: usize) -> bool {
    is_any(tagged.word(at), &["'m", "’m", "'re", "’re"])
        || at > 0
            && is_any(tagged.word(at), &["'s", "’s"])
            && is_any(tagged.word(at - 1), &["there", "it", "that", "here"])
}

/// After *a*, which stands before nouns alone.
fn follows_a(tagged: &Tagged<'_>, at: usize) -> bool {
    at > 0 && is_any(tagged.word(at - 1), &["a", "an"])
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
            "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "this"
                | "that"
                | "about"
                | "more"
                | "him"
                | "them"
                | "me"
                | "us"
                | "you"
                | "it"
                | "my"
                | "our"
                | "your"
                | "whom"
                | "which"
        )
}

/// `The talks broke down on Thursday and resume on Monday`: a second verb of one subject.
fn goes_on(tagged: &Tagged<'_>, at: usize) -> bool {
    at > 0
        && is_any(tagged.word(at - 1), &["and", ","])
        && is_any(tagged.word(at + 1), &["on", "next", "this", "tomorrow"])
        && is_any(
            tagged.word(at),
            &[
                "resume", "reopen", "begin", "continue", "return", "meet", "conclude", "expire", "open",
                "close",
            ],
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
    let is_team = is_any(word, &["side", "team", "squad", "club", "band", "women", "men"]);
    is_pronoun || is_plural || is_name || is_team
}

/// `is to open`, `set to open`, and in headlines `Ann Lee to visit Paris`.
fn is_infinitive_to_come(tagged: &Tagged<'_>, at: usize) -> bool {
    if at == 0 || !is_infinitive(tagged, at) {
        return false;
    }
    let (before, start) = (at - 1, tagged.sentence_around(at).start);
    let begins_with_name =
        || at - start <= MOST_NAME && (start..at).all(|at| tagged.mention_at(at).is_some());
    // Most schools to open Monday
    let is_headline = || {
        let end = tagged.sentence_around(at).end;
        let is_open = end > 0 && !matches!(tagged.word(end - 1), "." | "?" | "!" | "”" | "\"");
        let is_noun = |at: usize| {
            let word = tagged.word(at);
            word.ends_with('s') || tagged.label_at(at).is_some()
        };
        is_open
            && at - start <= MOST_NAME
            && is_noun(before)
            && (start..at).all(|at| verb(tagged, at).is_none())
    };
    matches!(tagged.word(before), "is" | "are" | "set" | "ready") || begins_with_name() || is_headline()
}
