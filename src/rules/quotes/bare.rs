//! Whether a clause stands there though no `that` begins it and no tagger marks its verb.

use std::ops::Range;

use super::cues::Cue;
use super::meaning::is_adverb;
use super::page::Page;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// Whether a clause without `that` begins at `start`.
pub(super) fn bare(page: &Page<'_>, cue: &Cue, start: usize, sentence: &Range<usize>) -> Option<()> {
    let verb = cue.tokens.start;
    if !page.is(verb, Class::BareVerb)
        || start >= sentence.end
        || page.is_sign(start) && !matches!(page.word(start), "$" | "£" | "€" | "'" | "‘" | "“" | "\"")
    {
        return None;
    }
    let opens_wrong = page.tagged.mention_at(start).is_none()
        && (page.is(start, Class::Preposition)
            && !page.is_any(
                start,
                &[
                    "about", "over", "up", "around", "as", "despite", "under", "in", "after", "without",
                    "with", "by", "at", "from", "since", "for", "of", "to", "than",
                ],
            )
            || page.is(start, Class::ClauseWord)
                && !page.is_any(
                    start,
                    &[
                        "if", "what", "when", "while", "unless", "because", "although", "since", "after",
                        "before", "as", "until", "once",
                    ],
                )
            || page.is_any(
                start,
                &[
                    "to",
                    "so",
                    "nothing",
                    "that",
                    "something",
                    "yes",
                    "goodbye",
                    "hello",
                ],
            ));
    // `houses promised at the time have not been built`; `said it in Yoruba`
    let opens_wrong = opens_wrong
        || page.tagged.mention_at(start).is_none()
            && (page.is(start, Class::FiniteWord)
                || page.is_word(start, "it") && page.is(start + 1, Class::Preposition))
        || is_meanwhile(page, cue, start);
    let whole =
        page.is_quote_mark(start) && page.opened_at(start).is_none_or(|s| s.after + 2 >= sentence.end);
    if opens_wrong || whole {
        return None;
    }
    // The clause's verb comes before a relative word, a comma or the end.
    let stop = sentence.end.min(start + 40);
    let headline = is_headline(page, verb);
    // Verbs that as often take a noun need a verb that is no participle, before any comma.
    let core = page.is_any(
        verb,
        &[
            "say", "says", "said", "saying", "add", "adds", "added", "adding", "claim", "claims", "claimed",
            "claiming", "tell", "tells", "told", "telling", "insists", "insisted", "argues", "argued",
            "admitted", "warned", "warns", "reckons", "tweeted", "assured", "reminded",
        ],
    );
    let mut commas = if core { 0 } else { 2 };
    let (mut aside, mut relatives) = (start, 0);
    for at in start + 1..stop {
        if at < aside {
            continue;
        }
        // `the band, whose reserve lies east, was left off`
        if page.word(at) == "," && page.is_any(at + 1, &["which", "who", "whose"]) {
            aside = (at + 2..stop).find(|&i| page.word(i) == "," && page.tagged.mention_at(i).is_none())?;
            continue;
        }
        // `declared an emergency and said`: the verb is the speaker's next.
        if page.is_word(at, "and")
            && (page.is(at + 1, Class::SpeechVerb) || page.is(at + 1, Class::FiniteWord))
        {
            return None;
        }
        let sure = core || !page.word(at).ends_with("ed") || page.is_pronoun(at - 1) || page.is_name(at - 1);
        let plain = core || !headline;
        if page.is_finite(at) && sure && (plain || page.is(at, Class::FiniteWord)) {
            return Some(());
        }
        let present = page.tagged.mention_at(at).is_none() && at + 1 < stop && is_present(page, at, headline);
        if present
            && plain
            && (page.is_pronoun(at - 1)
                || is_named_subject(page, at - 1)
                || headline
                || ends_noun(page, start, at))
        {
            return Some(());
        }
        // `said the fault that shut the baths had been reported`: a relative clause says more of the subject.
        let relative = core && relatives < 2 && at > start && page.is_any(at, &["that", "which", "who"]);
        if relative && let Some(verb) = relative_verb(page, at, stop) {
            relatives += 1;
            aside = verb + 1;
            continue;
        }
        if page.is_any(at, &["that", "which", "who", "whose", ";", ":"]) {
            return None;
        }
        if core && is_plural_present(page, start, at, stop) {
            return Some(());
        }
        if page.word(at) == "," && page.tagged.mention_at(at).is_none() {
            commas += 1;
            if commas > 2 {
                return None;
            }
        }
    }
    None
}

/// The verb of a relative clause right behind its *that*: `that shut`, `who had arrived`.
fn relative_verb(page: &Page<'_>, that: usize, stop: usize) -> Option<usize> {
    let mut verbs = (that + 1..stop.min(that + 4)).take_while(|&at| !page.is_sign(at));
    let verb = verbs
        .find(|&at| page.is_finite(at) || page.is(at, Class::PastVerb) || is_present(page, at, false))?;
    // `had been reported` is one verb.
    let more = |at: &usize| {
        page.is(*at, Class::FiniteWord)
            || page.is(*at, Class::PastVerb)
            || is_adverb(page, *at)
            || page.is_word(*at, "been")
            || page.is_word(*at, "be")
    };
    let mut end = verb;
    while end + 1 < stop && more(&(end + 1))
        || page.is(end, Class::FiniteWord) && page.word(end + 1).ends_with("ed")
    {
        end += 1;
    }
    Some(end)
}

/// `shuffles rarely move voters`, `arrears stand at 18 million`: the plain form of a verb behind a plural.
fn is_plural_present(page: &Page<'_>, start: usize, at: usize, stop: usize) -> bool {
    const PLAIN: [&str; 62] = [
        "remain",
        "stand",
        "need",
        "want",
        "make",
        "take",
        "come",
        "go",
        "get",
        "know",
        "think",
        "believe",
        "face",
        "move",
        "mean",
        "show",
        "continue",
        "expect",
        "plan",
        "fear",
        "suggest",
        "include",
        "hold",
        "run",
        "work",
        "live",
        "help",
        "keep",
        "seem",
        "tend",
        "rely",
        "depend",
        "deserve",
        "lack",
        "pose",
        "rise",
        "fall",
        "pay",
        "sell",
        "buy",
        "use",
        "play",
        "lead",
        "begin",
        "lose",
        "win",
        "feel",
        "like",
        "love",
        "see",
        "look",
        "give",
        "support",
        "agree",
        "understand",
        "learn",
        "bring",
        "cause",
        "die",
        "belong",
        "tell",
        "appear",
    ];
    const OFTEN: [&str; 12] = [
        "rarely",
        "often",
        "never",
        "always",
        "usually",
        "still",
        "also",
        "now",
        "seldom",
        "generally",
        "simply",
        "already",
    ];
    if at <= start || at + 1 >= stop || page.tagged.mention_at(at).is_some() || !page.is_any(at, &PLAIN) {
        return false;
    }
    let subject = at - 1 - usize::from(page.is_any(at - 1, &OFTEN));
    let word = page.word(subject);
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || page.is_any(
            subject,
            &["people", "police", "women", "men", "children", "alone"],
        );
    subject >= start && plural && !page.is_time(subject)
}

/// `“…,” Smith said as he rowed`: after words in marks such a clause tells when it was said.
fn is_meanwhile(page: &Page<'_>, cue: &Cue, start: usize) -> bool {
    let quoted = cue.all.start > 0 && page.is_quote_mark(cue.all.start - 1);
    quoted
        && page.is_any(
            start,
            &[
                "as", "when", "while", "after", "before", "until", "since", "because", "once", "although",
            ],
        )
}

/// A verb in the present: after a pronoun or a name any lower-case word in `-s`, or the plain form after a plural.
fn is_present(page: &Page<'_>, at: usize, headline: bool) -> bool {
    let word = page.word(at);
    let lower = word.starts_with(|c: char| c.is_lowercase());
    if page.is_pronoun(at - 1) && lower {
        return !page.is(at, Class::Preposition) && !page.is_sign(at);
    }
    word.len() > 3 && (lower || headline) && word.ends_with('s') && !word.ends_with("ss")
}

/// Whether a name stands there that may be a subject: none behind a preposition or in a list.
fn is_named_subject(page: &Page<'_>, at: usize) -> bool {
    let mention = page.tagged.mention_at(at).filter(|_| page.is_name(at));
    mention.is_some_and(|mention| {
        let before = page.tagged.tokens_of(mention).start.checked_sub(1);
        before.is_none_or(|before| !page.is(before, Class::Preposition) && !page.is_word(before, "and"))
    })
}

/// A singular noun phrase stands before: `the plan needs`.
fn ends_noun(page: &Page<'_>, start: usize, at: usize) -> bool {
    at > start + 1
        && page.is_any(
            start,
            &[
                "the", "a", "an", "this", "its", "his", "her", "their", "each", "every", "that",
            ],
        )
        && at == start + 2
}

pub(super) fn is_headline(page: &Page<'_>, at: usize) -> bool {
    let headline = page.tagged.article.header.headline.as_ref().and_then(|h| h.span);
    headline.is_some_and(|span| span.contains(page.tagged.tokens()[at].span))
}

/// Where the verb of a headline's first clause stands: `Czech central bank trims rates, hints`.
pub(super) fn headline_verb(page: &Page<'_>, tokens: Range<usize>) -> Option<usize> {
    if !is_headline(page, tokens.start) {
        return None;
    }
    let lower = |at: usize| {
        page.tagged.mention_at(at).is_none() && page.word(at).starts_with(|c: char| c.is_lowercase())
    };
    (tokens.start + 1..tokens.end).find(|&at| {
        let singular =
            lower(at - 1) && !page.word(at - 1).ends_with('s') && !page.is(at - 1, Class::Preposition);
        let person = page.label(at - 1) == Some(Label::PERSON);
        lower(at) && is_present(page, at, true) && (singular || person)
    })
}

pub(super) fn has_present(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens
        .clone()
        .skip(1)
        .any(|at| page.tagged.mention_at(at).is_none() && is_present(page, at, false))
}
