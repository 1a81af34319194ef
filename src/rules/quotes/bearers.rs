//! Who stands behind a noun phrase: whoever gave a name of their own (`a driver who gave his name as Ali`), and the writer of
//! a letter that speaks (`her letter began`).

use std::ops::Range;

use super::meaning::Who;
use super::page::Page;
use super::phrase::is_possessive;
use crate::record::Label;
use crate::rules::lexicon::Class;

/// Tokens from *who* to the name that somebody gives.
const NAME_FAR: usize = 16;

/// The name that somebody gives in a relative clause, or that is given of them, from `at` on: `who would only be called Ali`.
pub(super) fn self_named(page: &Page<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(page.word(at) == ",");
    let relative = page.is_any(at, &["who", "whose"]);
    let given = page.is_any(
        at,
        &["identified", "named", "known", "giving", "identifying", "calling"],
    );
    if !relative && !given || page.tagged.mention_at(at).is_some() {
        return None;
    }
    const NAMING: [&str; 17] = [
        "name",
        "names",
        "surname",
        "nickname",
        "pseudonym",
        "alias",
        "identified",
        "identify",
        "identifies",
        "named",
        "called",
        "known",
        "goes",
        "went",
        "identifying",
        "giving",
        "calling",
    ];
    const LEADS: [&str; 11] = [
        "as",
        "only",
        "just",
        "by",
        "name",
        "surname",
        "nickname",
        "pseudonym",
        "called",
        "named",
        "is",
    ];
    let mut naming = false;
    for i in at..at + NAME_FAR {
        // A lone first name is often taken for something else.
        if page.is_name(i) && page.label(i) != Some(Label::NORP) {
            let mention = page.tagged.mention_at(i)?;
            let led = page.is_any(i - 1, &LEADS) || matches!(page.word(i - 1), "," | "—" | "–" | "-" | ":");
            return (naming && led && page.level(i) == page.level(at)).then_some(mention);
        }
        naming |= page.is_any(i, &NAMING);
        // `who knew a man called Ali`
        let other = page.is_any(i, &["a", "an", "said", "says", "and", "that"])
            || page.is_quote_mark(i)
            || page.is_break(i) && !page.word(i).starts_with(['—', '–', '-', ':']);
        if other {
            return None;
        }
    }
    None
}

/// Whom a relative clause before the name tells of: `A neighbour who came on the scene, Eileen Cremin, said`. `at` is *who*.
pub(super) fn named_behind(page: &Page<'_>, at: usize) -> Option<usize> {
    if !page.is_any(at, &["who", "that"]) {
        return None;
    }
    let comma =
        (at..at + NAME_FAR).find(|&i| page.word(i) == "," || page.is_break(i) || page.is_quote_mark(i))?;
    let mention = page
        .tagged
        .mention_at(comma + 1)
        .filter(|_| page.word(comma) == ",")?;
    let person = page.tagged.mentions[mention].label == Label::PERSON;
    let end = page.tagged.tokens_of(mention).end;
    let apart = matches!(page.word(end), "," | "(") && page.level(end) == page.level(at);
    (person && apart).then_some(mention)
}

/// The writer of what speaks: `her letter`, `Smith's memoir`, `his answer`; `head` is one past the noun.
pub(super) fn writer(page: &Page<'_>, tokens: &Range<usize>, head: usize) -> Option<Who> {
    if head <= tokens.start + 1 || !page.is(head - 1, Class::Writing) {
        return None;
    }
    if page.is_any(tokens.start, &["his", "her", "their", "its", "my"]) {
        return Some(Who::Pronoun(tokens.start));
    }
    let owner = page.tagged.mention_at(tokens.start)?;
    let own = is_possessive(page, page.tagged.tokens_of(owner).end);
    let person = page.tagged.mentions[owner].label == Label::PERSON;
    (own && person).then_some(Who::Name(owner))
}

/// Whether *and* joins words of one title and not two speakers: `Environment and Water Resources Minister Ann Lee`.
pub(super) fn is_in_title(page: &Page<'_>, tokens: &Range<usize>, and: usize, head: usize) -> bool {
    let Some(name) = page.tagged.mention_at(head - 1) else {
        return false;
    };
    let start = page.tagged.tokens_of(name).start;
    let titled = start > and + 1
        && page.tagged.mentions[name].label == Label::PERSON
        && (page.is(start - 1, Class::RoleNoun) || page.is(start - 1, Class::Honorific));
    let apart = |at: usize| {
        page.label(at) == Some(Label::PERSON) || page.is(at, Class::PhraseOpener) && at > tokens.start
    };
    titled && !(tokens.start..start).any(apart)
}
