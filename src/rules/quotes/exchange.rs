//! Words of two who talk by turns: lines of nothing but marks behind a reply, `Smith replied: “…”`, are said by one and the other.

use super::attribute::{Attribution, Evidence, Source};
use super::cues::Cue;
use super::meaning::Who;
use super::page::OUTSIDE;

/// Cues before a reply in which the other one is looked for.
const LOOK_BACK: usize = 6;
const REPLIES: [&str; 10] = [
    "replied",
    "answered",
    "retorted",
    "replies",
    "answers",
    "retorts",
    "shot",
    "countered",
    "rejoined",
    "asked",
];

impl Evidence<'_> {
    /// Gives the lines behind a reply to the two who talk, by turns.
    pub(super) fn exchange(&self, out: &mut [Attribution]) {
        let mut number = 0;
        while number + 1 < out.len() {
            let first = number;
            number += 1;
            let Source::Cue(cue) = out[first].source else {
                continue;
            };
            let mut last = first;
            while last + 1 < out.len() && self.is_next_turn(last, out) {
                last += 1;
            }
            if last == first || !self.page.is_any(self.cues[cue].tokens.start, &REPLIES) {
                continue;
            }
            let Some(other) = self.other_before(cue) else {
                continue;
            };
            let turns = out.iter_mut().enumerate().take(last + 1).skip(first + 1);
            for (turn, attribution) in turns {
                let speaker = if (turn - first) % 2 == 1 { other } else { cue };
                attribution.source = Source::Carried(speaker);
                attribution.first = turn;
            }
            number = last;
        }
    }

    /// Whether the stretch behind one is a line of its own right below, and gives itself to nobody.
    fn is_next_turn(&self, number: usize, out: &[Attribution]) -> bool {
        let (one, next) = (self.stretch(number), self.stretch(number + 1));
        next.parent.is_none()
            && one.parent.is_none()
            && !next.continues
            && self.is_own_line(number + 1)
            && matches!(
                out[number + 1].source,
                Source::Carried(_) | Source::Somebody(_) | Source::Nobody
            )
            && self.page.tagged.tokens().len() >= next.after
            && self.paragraph(next.open) == self.paragraph(one.after - 1) + 1
            && self.page.all_signs(one.after..next.open)
    }

    /// The last cue before a reply that is somebody else's.
    fn other_before(&self, reply: usize) -> Option<usize> {
        let page = &self.page;
        let own = self.name_of(&self.cues[reply])?;
        (reply.saturating_sub(LOOK_BACK)..reply).rev().find(|&n| {
            let other = &self.cues[n];
            page.level(other.tokens.start) == OUTSIDE
                && self
                    .name_of(other)
                    .is_some_and(|name| !page.word(name).eq_ignore_ascii_case(page.word(own)))
        })
    }

    /// The last token of the person's name that a cue has.
    fn name_of(&self, cue: &Cue) -> Option<usize> {
        match &cue.who {
            Some(Who::Name(mention)) => self.page.tagged.tokens_of(*mention).end.checked_sub(1),
            _ => None,
        }
    }
}
