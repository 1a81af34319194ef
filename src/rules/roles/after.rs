//! Roles after the name: `Jane Roe, 52, chief executive of Acme Corp., said`, `John Kirby (the council's spokesman)`.

use std::ops::Range;

use super::super::lexicon::Class;
use super::phrase::{Lead, Phrase};
use super::predicate;
use super::sentence::Sentence;
use crate::record::Label;
use crate::text::TokenKind;

/// Appositions that one name may have.
const MOST: usize = 4;

/// Finds the roles that stand after a name, set off by signs.
pub(super) fn roles(sentence: &Sentence<'_>, name: &Range<usize>, add: &mut impl FnMut(Phrase)) {
    let mut at = after_home(sentence, after_letters(sentence, name.end));
    for number in 0..MOST {
        let sign = sentence.word(at);
        // a lawyer who is now a judge
        if number > 0 && sentence.one_of(at, &["who"]) {
            if let Some(phrase) = predicate::relative(sentence, at) {
                add(phrase);
            }
            return;
        }
        // a lawyer and a former judge
        let bare = || Phrase::read(sentence, at + 1).is_some_and(|phrase| phrase.lead == Lead::Bare);
        let second = number > 0 && sign == "and" && (sentence.is(at + 1, Class::Determiner) || bare());
        if !second && !matches!(sign, "," | "(" | "—" | "–" | "--" | "-") || sentence.joins(at) {
            return;
        }
        if number == 0 && sign == "," {
            at = after_age(sentence, at);
        }
        at = after_degree(sentence, at);
        if number == 0 && sentence.word(at) == "," && sentence.one_of(at + 1, HOMES) {
            let home = after_home(sentence, at + 1);
            at = if sentence.word(home) == "," { home } else { at };
        }
        let found = predicate::relative(sentence, at + 1)
            .or_else(|| apposition(sentence, at + 1, sign))
            .or_else(|| behind_kind(sentence, at + 1));
        let Some(phrase) = found else {
            if sign == "," {
                behind_aside(sentence, at, add);
            }
            return;
        };
        let next = phrase.tokens.end;
        if number > 0 && phrase.lead == Lead::Bare && !phrase.former && !matches!(sign, "," | "and") {
            return;
        }
        add(phrase);
        at = next;
    }
}

/// Words before the place or the body that somebody is of.
const HOMES: &[&str] = &["of", "from", "at"];

/// One past `of the Met Office` or `of Glenflesk, Killarney` behind a name; `at` where none is.
fn after_home(sentence: &Sentence<'_>, at: usize) -> usize {
    if !sentence.one_of(at, HOMES) {
        return at;
    }
    let from = at + 1 + usize::from(sentence.one_of(at + 1, &["the"]));
    let Some((label, start, mut end)) = sentence.mention(from) else {
        // of the space agency
        let mut words = (from..from + 4).take_while(|&at| !sentence.is_break(at));
        let group = words.find(|&at| sentence.is(at, Class::GroupNoun));
        return group.map_or(at, |noun| noun + 1);
    };
    let place = matches!(label, Label::GPE | Label::LOC | Label::FAC);
    if start != from || !place && label != Label::ORG {
        return at;
    }
    // of Glenflesk, Killarney, Co Kerry
    while place
        && sentence.word(end) == ","
        && let Some((Label::GPE | Label::LOC, _, next)) = sentence.mention(end + 1)
        && sentence.is_break(next)
    {
        end = next;
    }
    end
}

/// One past `KC` or `OBE` right behind a name.
fn after_letters(sentence: &Sentence<'_>, at: usize) -> usize {
    let letters = |at: &usize| sentence.is(*at, Class::Degree) && sentence.is_capital(*at);
    (at..at + 3).find(|at| !letters(at)).unwrap_or(at)
}

/// The role behind what somebody is to others or in general: `a pupil who is now the head of research`, `the president's
/// son and energy minister`.
fn behind_kind(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    let led = sentence.is(at, Class::Determiner) && !sentence.one_of(at, &["whose"]);
    let mut inside = (at..at + 8).take_while(|&at| !sentence.is_break(at));
    let joint = inside
        .find(|&at| sentence.one_of(at, &["who", "and"]))
        .filter(|_| led)?;
    if sentence.one_of(joint, &["who"]) {
        return predicate::relative(sentence, joint);
    }
    let kin = joint - 1;
    let related = (sentence.is(kin, Class::Female) || sentence.is(kin, Class::Male))
        && !sentence.is(kin, Class::Determiner);
    let phrase = related.then(|| Phrase::read(sentence, joint + 1)).flatten()?;
    (phrase.lead == Lead::Bare && sentence.closes(phrase.tokens.end)).then_some(phrase)
}

/// The predicate behind an aside without a role: `Jane Roe, who died on Monday, was a novelist`.
fn behind_aside(sentence: &Sentence<'_>, comma: usize, add: &mut impl FnMut(Phrase)) {
    let aside = sentence.one_of(comma + 1, &["who", "whose", "born", "aged"]);
    let end = match aside {
        true => (comma + 2..comma + 24).find(|&at| sentence.word(at) == ","),
        false => Some(comma), // , 52, is a nurse
    };
    if let Some(phrase) = end.and_then(|end| predicate::verb(sentence, end + 1)) {
        add(phrase);
    }
}

/// The comma after `, 52` or `, aged 52`, if there is an age.
fn after_age(sentence: &Sentence<'_>, comma: usize) -> usize {
    let mut at = comma + 1;
    at += usize::from(sentence.one_of(at, &["aged", "age"]));
    let end = match sentence.mention(at) {
        Some((Label::DATE | Label::CARDINAL, _, end)) => end,
        None if sentence.kind(at) == TokenKind::Number => at + 1,
        _ => return comma,
    };
    match sentence.word(end) {
        "," => end,
        _ => comma,
    }
}

/// The comma after `, Ph.D.`, `, D-N.Y.` or `(R-Ky.)`, if there is one of them.
fn after_degree(sentence: &Sentence<'_>, sign: usize) -> usize {
    let close = if sentence.word(sign) == "(" { ")" } else { "," };
    let degree = sentence.is(sign + 1, Class::Degree) && !sentence.is(sign + 1, Class::RoleNoun);
    let party = sentence.one_of(sign + 1, &["r", "d", "i"]) && sentence.joins(sign + 2);
    let pictured = close == ")" && sentence.one_of(sign + 1, &["left", "right", "pictured", "above"]);
    if !degree && !party && !pictured {
        return sign;
    }
    let end = (sign + 2..sign + 6).find(|&at| sentence.word(at) == close);
    match end {
        Some(end) if close == "," => end,
        Some(end) if sentence.word(end + 1) == "," => end + 1,
        _ => sign,
    }
}

/// The apposition that begins at `at`, behind a sign.
fn apposition(sentence: &Sentence<'_>, at: usize, sign: &str) -> Option<Phrase> {
    if sentence.one_of(at, &["whose"]) {
        return None;
    }
    let mut phrase = Phrase::read_beside(sentence, at)?;
    let end = phrase.tokens.end;
    if sentence.is_person(end) {
        return None; // Jane Roe, president John Smith and ...
    }
    if sign == "(" {
        return (sentence.word(end) == ")").then_some(phrase);
    }
    let dated = sentence.one_of(end, &["in"])
        && sentence
            .mention(end + 1)
            .is_some_and(|(label, ..)| label == Label::DATE);
    let soft = dated
        || super::phrase::is_placed(sentence, end)
        || sentence.is_verbal(end)
        || sentence.one_of(
            end,
            &[
                "from", "since", "until", "during", "by", "under", "and", "when", "where", "before", "after",
            ],
        );
    let open = match phrase.lead {
        Lead::Bare => true,
        Lead::Indefinite => soft,
        // With Kim, the president and the minister ...
        Lead::Definite | Lead::Pronoun => soft && (!sentence.one_of(end, &["and"]) || is_pair(sentence, end)),
    };
    if !sentence.closes(end) && !open {
        return None;
    }
    // Danielle Roy, Director, Communications
    if phrase.lead == Lead::Bare
        && phrase.tokens.end == phrase.noun + 1
        && is_large(sentence, phrase.noun)
        && sentence.word(end) == ","
        && let Some(far) = department(sentence, end + 1)
    {
        phrase.tokens.end = far;
    }
    // Daniel Ortiz, CEO, Acme Corp., said
    if phrase.lead == Lead::Bare
        && phrase.tokens.end == phrase.noun + 1
        && sentence.word(end) == ","
        && let Some((Label::ORG, _, far)) = sentence.mention(end + 1)
        && sentence.is_break(far)
    {
        phrase.tokens.end = far;
    }
    Some(phrase)
}

/// Whether a word begins with a capital, in a line of titles too.
fn is_large(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word(at).starts_with(char::is_uppercase)
}

/// One past the capitalised words of a department that a sign or the end closes: *Investor Relations*.
fn department(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const FIELDS: &[&str] = &[
        "communications",
        "exploration",
        "relations",
        "affairs",
        "marketing",
        "finance",
        "operations",
        "sales",
        "engineering",
        "technology",
        "development",
        "resources",
        "policy",
        "research",
        "strategy",
        "legal",
        "administration",
        "compliance",
        "security",
        "media",
        "programs",
        "programmes",
        "projects",
        "services",
        "sustainability",
        "news",
        "content",
        "sports",
    ];
    let large =
        |&at: &usize| is_large(sentence, at) && !sentence.is_person(at) || sentence.one_of(at, &["and", "&"]);
    let end = (at..at + 6).find(|at| !large(at))?;
    let closes = sentence.is_break(end) || end >= sentence.to;
    (end > at && closes && sentence.one_of(end - 1, FIELDS)).then_some(end)
}

/// Whether two things are said of one person: `, the owner of the shop and the mayor's brother, said`.
fn is_pair(sentence: &Sentence<'_>, and: usize) -> bool {
    let close = (and + 1..and + 12).find(|&at| sentence.is_break(at));
    let later = close.filter(|&at| sentence.word(at) == "," && at > and + 2);
    sentence.is(and + 1, Class::Determiner) && later.is_some_and(|at| !sentence.is_person(at + 1))
}
