//! `Phrase`: the words of a role, read forwards (`chief executive of Acme`) or backwards from its noun.

use std::ops::Range;

use super::super::lexicon::Class;
use super::is_former;
use super::sentence::Sentence;
use crate::record::Label;
use crate::text::TokenKind;

/// Tokens that a phrase may have before its noun, and in each of its parts after it.
const LONGEST: usize = 16;

/// The words of a role, without the article before them.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its noun.
    pub(super) noun: usize,
    /// The article or pronoun that stood before it.
    pub(super) lead: Lead,
    /// Whether its own words say that it is over.
    pub(super) former: bool,
}

/// What stands before a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing.
    Bare,
    /// *a*, *an*, *another*.
    Indefinite,
    /// *the* and its like.
    Definite,
    /// *his*, *her*.
    Pronoun,
}

/// Which nouns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nouns {
    /// Those of the list.
    Known,
    /// Those too that end as occupations do.
    Likely,
}

/// Kin, which is no role.
const KIN: &[&str] = &[
    "son",
    "daughter",
    "grandson",
    "granddaughter",
    "nephew",
    "niece",
    "cousin",
    "brother",
    "sister",
    "uncle",
    "aunt",
    "wife",
    "widow",
    "husband",
    "mother",
    "father",
    "grandfather",
    "grandmother",
    "descendant",
    "relative",
];

/// Whether a noun means kin.
pub(super) fn is_kin(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.one_of(at, KIN)
}

impl Phrase {
    /// Reads the phrase of a role that begins at token `at`, with its article, age and adverbs.
    pub(super) fn read(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
        Phrase::read_by(sentence, at, Nouns::Known)
    }

    /// The same for a phrase that stands beside a name: behind *a*, nouns that look like an occupation count too
    /// (`Jane Roe, a screener with the agency,`).
    pub(super) fn read_beside(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
        Phrase::read_by(sentence, at, Nouns::Likely)
    }

    fn read_by(sentence: &Sentence<'_>, mut at: usize, nouns: Nouns) -> Option<Phrase> {
        let kin = at + usize::from(sentence.is(at, Class::Determiner));
        if sentence.one_of(kin, KIN) && sentence.one_of(kin + 1, &["of", "to"]) {
            return None; // a granddaughter of the founder
        }
        let mut former = false;
        if sentence.one_of(at, &["now", "currently", "also", "both"]) {
            at += 1;
        } else if sentence.one_of(at, &["then", "once", "formerly", "previously"]) {
            former = true;
            at += 1;
        }
        let lead = lead(sentence, at);
        if lead != Lead::Bare {
            at += 1;
        }
        if sentence.one_of(at, &["late"]) {
            former = true;
            at += 1;
        }
        at = after_possessor(sentence, at);
        let other = lead == Lead::Definite && sentence.one_of(at, &["other"]);
        at += usize::from(other);
        // a 52-year-old nurse
        if let Some((Label::DATE, _, end)) = sentence.mention(at) {
            at = end;
        }
        let start = at - usize::from(other);
        let beside = nouns == Nouns::Likely;
        let nouns = match lead {
            Lead::Indefinite => nouns,
            Lead::Bare | Lead::Definite | Lead::Pronoun => Nouns::Known,
        };
        let (noun, mut end) = core(sentence, at, nouns)?;
        if lead == Lead::Pronoun && sentence.one_of(noun, RELATED) {
            return None;
        }
        if sentence.one_of(noun, &["counterpart"]) && noun == at {
            return None; // his counterpart at Acme: of what, nothing says
        }
        if sentence.one_of(noun, &["critic", "champion"]) && sentence.one_of(end, &["of"]) {
            return None; // a critic of the government
        }
        let legislator = sentence.one_of(noun, LEGISLATORS);
        // a guesthouse owner in Canoa: the place says where, not what
        let placed = beside && lead == Lead::Indefinite && is_placed(sentence, end);
        if !placed {
            end = tail(sentence, end, legislator);
            if beside && lead == Lead::Indefinite {
                end = without_place(sentence, noun, end);
            }
        }
        // founder and chief executive of Acme; owner of a shop and mayor of the town are two
        let is_one = end <= noun + 1 || lead != Lead::Indefinite && !beside;
        if is_one
            && sentence.one_of(end, &["and", "&"])
            && lead_is_bare(sentence, end + 1)
            && let Some((_, second)) = core(sentence, end + 1, Nouns::Known)
            && !sentence.is_person(second)
        {
            end = tail(sentence, second, false);
        }
        Some(Phrase {
            former: former || is_former(sentence, at..noun) || is_over(sentence, end),
            tokens: start..end,
            noun,
            lead,
        })
    }
}

/// What somebody is to another person, and no post: *her partner*.
const RELATED: &[&str] = &["partner", "mentor"];

/// One past `Desai's` or `Mr. Desai's`, which stands for *his*; `at` where none is.
fn after_possessor(sentence: &Sentence<'_>, at: usize) -> usize {
    let name = at + usize::from(sentence.is(at, Class::Honorific) && sentence.mention(at).is_none());
    match sentence.mention(name) {
        Some((Label::PERSON, _, end)) if sentence.is_possessive(end) => end + 1,
        _ => at,
    }
}

/// Whether `in Canoa` stands at a token, and no name after it that it belongs to.
pub(super) fn is_placed(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.one_of(at, &["in"])
        && matches!(sentence.mention(at + 1), Some((Label::GPE | Label::LOC, start, _)) if start == at + 1)
}

/// Whether what follows a phrase says that it is over: `until 2013`, `from 2008 to 2013`.
fn is_over(sentence: &Sentence<'_>, end: usize) -> bool {
    let Some((Label::DATE, first, last)) = sentence.mention(end + 1) else {
        return false;
    };
    if sentence.one_of(end, &["until", "till"]) {
        return true;
    }
    let to = |at| sentence.one_of(at, &["to", "until", "till", "and", "-", "–"]);
    sentence.one_of(end, &["from", "between"]) && ((first..last).any(to) || to(last))
}

const LEGISLATORS: &[&str] = &[
    "senator",
    "representative",
    "congressman",
    "congresswoman",
    "lawmaker",
    "legislator",
    "delegate",
    "member",
];

fn lead(sentence: &Sentence<'_>, at: usize) -> Lead {
    if !sentence.is(at, Class::Determiner) || sentence.mention(at).is_some() {
        Lead::Bare
    } else if sentence.one_of(at, &["a", "an", "another"]) {
        Lead::Indefinite
    } else if sentence.one_of(at, &["his", "her", "their", "my", "our", "your"]) {
        Lead::Pronoun
    } else {
        Lead::Definite
    }
}

fn lead_is_bare(sentence: &Sentence<'_>, at: usize) -> bool {
    lead(sentence, at) == Lead::Bare
}

/// Whether names of this label may stand within a phrase before its noun.
pub(super) fn may_modify(label: Label) -> bool {
    label.is_name() && label != Label::PERSON || label == Label::ORDINAL
}

/// Reads on from `at` to a noun of a role that nothing can follow: its token, and one past the end.
fn core(sentence: &Sentence<'_>, start: usize, nouns: Nouns) -> Option<(usize, usize)> {
    let mut at = start;
    let mut noun = None;
    while at < sentence.to && at < start + LONGEST {
        if let Some((label, _, end)) = sentence.mention(at) {
            let possessor = label == Label::PERSON && sentence.is_possessive(end);
            // an MLA, the CEO: the tagger takes some for organisations
            if label == Label::ORG && end == at + 1 && is_short_post(sentence, at) {
                noun = Some((at, end));
            } else if !may_modify(label) && !possessor {
                break;
            }
            at = end;
        } else if sentence.joins(at) {
            // president-elect, editor-in-chief; London-based
            let behind = noun.is_some_and(|(_, end)| end == at);
            at += 2;
            if behind && sentence.one_of(at - 1, &["elect", "designate", "in"]) {
                noun = noun.map(|(noun, _)| (noun, at));
            } else if sentence.is(at - 1, Class::RoleNoun) {
                noun = Some((at - 1, at));
            }
        } else if sentence.is_possessive(at) {
            at += 1;
        } else if sentence.is_break(at) {
            break;
        } else if sentence.is(at, Class::RoleNoun) || nouns == Nouns::Likely && is_agent(sentence, at) {
            noun = Some((at, at + 1));
            at += 1;
        } else if sentence.one_of(at, &["and", "&"]) {
            let joined = at > start
                && noun.is_none_or(|(_, end)| end < at)
                && sentence.is(at - 1, Class::PostModifier)
                && !sentence.is(at + 1, Class::Determiner);
            if !joined {
                break;
            }
            at += 1;
        } else if noun.is_some_and(|(_, end)| end == at)
            && sentence.word(at).ends_with("ing")
            && sentence.is(at + 1, Class::PhraseStop)
        {
            break; // the agent acting for the firm
        } else if sentence.is(at, Class::FormerWord) || sentence.is(at, Class::PostModifier) {
            at += 1;
        } else if sentence.word(at).ends_with("ly") && sentence.is_verbal(at + 1) {
            at += 2; // newly appointed
        } else if sentence.is(at, Class::PhraseStop) || sentence.is(at, Class::Determiner) {
            break;
        } else if noun.is_some_and(|(_, end)| end == at)
            && (sentence.is_verbal(at) || sentence.one_of(at, &["responsible", "here"]))
        {
            break; // the lawyer representing the families
        } else {
            at += 1;
        }
    }
    noun.filter(|&(_, end)| end == at)
}

/// Whether a word in capitals is short for a post: *MLA*, *CEO*.
fn is_short_post(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::RoleNoun) && sentence.word(at).bytes().all(|b| b.is_ascii_uppercase())
}

/// Endings that nearly all nouns with them have of a trade: *taxidermist*, *ruckman*, *locksmith*.
const TRADES: &[&str] = &["ist", "man", "woman", "wright", "smith", "monger"];

/// Whether a word before a name is a trade by its ending.
pub(super) fn is_trade(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word(at).len() > 5 && ends_in(sentence, at, TRADES) && is_agent(sentence, at)
}

fn ends_in(sentence: &Sentence<'_>, at: usize, ends: &[&str]) -> bool {
    ends.iter().any(|end| sentence.word(at).ends_with(end))
}

/// Whether a word ends as the nouns of occupations do: *screener*, *balloonist*.
fn is_agent(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    word.len() > 4
        && word.starts_with(char::is_lowercase)
        && (ends_in(sentence, at, &["er", "or", "ian"]) || ends_in(sentence, at, TRADES))
        && ![
            Class::NoAgent,
            Class::PostModifier,
            Class::PhraseStop,
            Class::FormerWord,
            Class::GroupNoun,
        ]
        .iter()
        .any(|&class| sentence.is(at, class))
}

/// One past the parts `of Acme`, `for the ministry`, `at the University of Leeds` that begin at `at`.
pub(super) fn tail(sentence: &Sentence<'_>, mut at: usize, legislator: bool) -> usize {
    for _ in 0..6 {
        // a clerk of 23
        let aged = sentence.one_of(at, &["of"])
            && sentence.kind(at + 1) == TokenKind::Number
            && (sentence.is_break(at + 2)
                || sentence.one_of(at + 2, &["named", "called", "who", "from", "said"]));
        if aged {
            break;
        }
        let part = sentence.one_of(at, &["of", "for", "at", "in", "on", "with"])
            || sentence.one_of(at, &["to"]) && is_object(sentence, at + 1)
            || legislator && sentence.one_of(at, &["from"]);
        match part.then(|| object(sentence, at + 1)).flatten() {
            Some(end) => at = end,
            None => break,
        }
    }
    at
}

/// Whether *to* before this token is no infinitive's.
fn is_object(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::Determiner) || sentence.mention(at).is_some() || sentence.is_capital(at)
}

/// One past what a preposition is about.
pub(super) fn object(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    let mut at = start + usize::from(sentence.is(start, Class::Determiner));
    let first = at;
    while at < sentence.to && at < start + LONGEST {
        if let Some((label, _, end)) = sentence.mention(at) {
            if !label.is_name() && !matches!(label, Label::ORDINAL | Label::CARDINAL) {
                break;
            }
            at = end;
            if label == Label::GPE {
                at = wider_place(sentence, at);
            }
        } else if sentence.joins(at) {
            at += 2;
        } else if sentence.is_possessive(at) {
            at += 1;
        } else if sentence.one_of(at, &["and", "&"]) && at > first {
            if !goes_on(sentence, at + 1) {
                break;
            }
            at += 1;
        } else if sentence.word(at) == "," && at > first {
            // trade, industry and tourism
            let listed = sentence.is(at + 1, Class::PostModifier)
                && sentence.one_of(at + 2, &["and"])
                && goes_on(sentence, at + 3);
            if !listed {
                break;
            }
            at += 3;
        } else if sentence.is_break(at)
            || sentence.is(at, Class::Determiner)
            || sentence.is(at, Class::PhraseStop) && !sentence.is(at, Class::PostModifier)
        {
            break;
        } else if sentence.one_of(at, &["time", "times", "least", "years", "months"]) {
            return None;
        } else if sentence.is_verbal(at) && at > first && !sentence.one_of(at, &["marketing", "engineering"])
        {
            break;
        } else {
            at += 1;
        }
    }
    (at > first).then_some(at)
}

/// The end of a phrase before the place of the firm: `an analyst at Acme in Dubai`.
fn without_place(sentence: &Sentence<'_>, noun: usize, end: usize) -> usize {
    let place = (noun + 1..end).rev().find(|&at| {
        is_placed(sentence, at) && sentence.mention(at + 1).is_some_and(|(.., last)| last == end)
    });
    let is_body = |at: usize| {
        sentence.one_of(at, &["at"])
            && (at + 1..at + 3).any(|at| {
                sentence
                    .mention(at)
                    .is_some_and(|(label, ..)| label == Label::ORG)
            })
    };
    place
        .filter(|&place| (noun + 1..place).any(is_body))
        .unwrap_or(end)
}

/// Whether what follows *and* belongs to the same list of nouns.
fn goes_on(sentence: &Sentence<'_>, at: usize) -> bool {
    if let Some((label, ..)) = sentence.mention(at) {
        return label.is_name() && label != Label::PERSON;
    }
    let word = sentence.word(at);
    let known = sentence.is(at, Class::PostModifier);
    // owner of a shop and vice-president of the chamber
    if sentence.joins(at + 1) && sentence.is(at + 2, Class::RoleNoun) && sentence.one_of(at + 3, &["of"]) {
        return false;
    }
    !sentence.is_break(at)
        && !sentence.is(at, Class::Determiner)
        && (known
            || sentence.is_capital(at)
            || !sentence.is(at, Class::PhraseStop) && !sentence.is_verbal(at) && !word.ends_with('s'))
}

/// One past `, Texas` after `Austin`.
fn wider_place(sentence: &Sentence<'_>, at: usize) -> usize {
    if sentence.word(at) == ","
        && let Some((Label::GPE, _, end)) = sentence.mention(at + 1)
        && sentence.closes(end)
    {
        return end;
    }
    at
}
