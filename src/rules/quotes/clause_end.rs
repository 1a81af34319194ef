//! Where a reported clause ends: before what the writer adds, the next cue's clause, a dash, a second share.

use std::ops::Range;

use super::cues::{Cue, Shape};
use super::meaning::is_gerund;
use super::page::{OUTSIDE, Page};
use crate::record::Label;
use crate::rules::lexicon::Class;

/// Up to where the clause goes: not into what the writer adds, nor into the next cue's clause.
pub(super) fn cut<'c>(
    page: &Page<'_>,
    tokens: Range<usize>,
    next: impl Iterator<Item = &'c Cue>,
) -> Range<usize> {
    let mut end = tokens.end;
    for cue in next {
        // `…, but Jones said`, `…, according to Jones`, `…, adding that`
        let border = cue.all.start;
        // `Brandt, who joked that he was old, said`: the verb of the speaker's own clause.
        let own = cue.tokens.start;
        if border <= tokens.start && own > tokens.start + 1 && own < end && page.word(own - 1) == "," {
            end = own - 1;
            break;
        }
        let joined = (tokens.start..border)
            .rev()
            .find(|&at| {
                !page.is_any(
                    at,
                    &["and", "but", "while", "as", "though", "although", "whereas"],
                )
            })
            .filter(|&at| page.word(at) == ",");
        let added = matches!(cue.shape, Shape::Follows | Shape::According);
        let plain = cue.shape == Shape::Plain && joined.is_some_and(|comma| comma + 1 < border);
        if border > tokens.start
            && border < end
            && (joined.is_some() || cue.shape == Shape::According)
            && (added || plain)
        {
            end = joined.unwrap_or(border);
            break;
        }
    }
    let comma = (tokens.start..end).find(|&at| {
        page.word(at) == ","
            && page.level(at) == OUTSIDE
            && page.tagged.mention_at(at).is_none()
            && (page.is(at + 1, Class::Cut)
                || page.is_any(at + 1, &["but"])
                    && (page.is(at + 2, Class::FiniteWord)
                        || page.is_any(at + 2, &["declined", "refused", "added", "said"]))
                || page.is_any(at + 1, &["a", "hours", "days", "weeks", "one", "two"])
                    && page.is_any(at + 3, &["after", "before"])
                || is_while_later(page, at + 1)
                || page.is_any(at + 1, &["hours", "days", "weeks"])
                    && page.is_any(at + 2, &["after", "before"])
                || page.is_word(at + 1, "in")
                    && page.is_word(at + 2, "a")
                    && page.is_any(at + 3, &["move", "statement", "sign", "blow"]))
    });
    let stop = (tokens.start..end)
        .filter(|&at| page.level(at) == OUTSIDE)
        .find(|&at| {
            page.word(at) == ";"
                || page.is_sign(at)
                    && page.word(at).starts_with(['—', '–'])
                    && !is_compared(page, at + 1)
                    && (at..end).skip(1).all(|i| !page.word(i).starts_with(['—', '–']))
        });
    let end = [comma, stop].into_iter().flatten().min().unwrap_or(end).min(end);
    trim_end(page, tokens.start..end)
}

/// `seven months after the presidents agreed`: the writer says when that was.
fn is_while_later(page: &Page<'_>, at: usize) -> bool {
    let at = at
        + usize::from(page.is_any(
            at,
            &["just", "only", "about", "nearly", "almost", "barely", "some"],
        ));
    let length = page.tagged.mention_at(at).filter(|_| page.is_time(at));
    length.is_some_and(|m| {
        let after = page.tagged.tokens_of(m).end;
        page.is_word(after, "after") && !is_gerund(page, after + 1)
    })
}

/// `…, who announced that she would go, could only laugh`: where the relative clause of a cue ends.
fn relative_end(page: &Page<'_>, cue: &Cue, tokens: &Range<usize>) -> Option<usize> {
    let who = cue.tokens.start.checked_sub(1)?;
    let who = (who.saturating_sub(3)..who + 1)
        .rev()
        .find(|&at| page.is_any(at, &["who", "which"]))?;
    if cue.shape != Shape::Follows || who == 0 || page.word(who - 1) != "," {
        return None;
    }
    tokens.clone().find(|&at| {
        let verb = at + 1 + usize::from(page.is(at + 1, Class::Aside));
        page.word(at) == ","
            && page.level(at) == OUTSIDE
            && page.tagged.mention_at(at).is_none()
            && page.is_finite(verb)
    })
}

/// The end of a clause by what its own cue is: a share, or the verb of a relative clause.
pub(super) fn own_end(page: &Page<'_>, cue: &Cue, tokens: &Range<usize>) -> Option<usize> {
    share_end(page, cue, tokens).or_else(|| relative_end(page, cue, tokens))
}

/// Where the clause of a share ends: `54 percent said it was wrong, and 30 percent liked it`.
fn share_end(page: &Page<'_>, cue: &Cue, tokens: &Range<usize>) -> Option<usize> {
    let share = |at: usize| page.label(at) == Some(Label::PERCENT);
    if !(cue.all.start..cue.tokens.start).any(share) {
        return None;
    }
    tokens.clone().find(|&at| {
        let next = at + 1 + usize::from(page.is_any(at + 1, &["and", "while", "but"]));
        page.word(at) == "," && share(next)
    })
}

/// `2% of output – the same as in 2008`: what measures the clause's own amount goes on with it.
fn is_compared(page: &Page<'_>, at: usize) -> bool {
    let same = page.is_word(at, "the") && page.is_word(at + 1, "same");
    same || page.is_any(
        at,
        &[
            "more", "less", "fewer", "double", "half", "twice", "triple", "roughly", "about", "almost",
            "nearly",
        ],
    )
}

/// The range without signs at its end.
pub(super) fn trim_end(page: &Page<'_>, tokens: Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    while end > tokens.start
        && page.is_sign(end - 1)
        && !page.is_quote_mark(end - 1)
        && !matches!(page.word(end - 1), ")" | "]" | "%")
    {
        end -= 1;
    }
    tokens.start..end
}
