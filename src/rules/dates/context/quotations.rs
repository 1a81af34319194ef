//! Days beside what somebody says: which verbs say that it was said, and the day of a quotation.

use super::Context;
use crate::date::Date;
use crate::lexical::is_any;
use crate::record::Label;

/// Tokens in which a quotation's marks and its verb are looked for.
const LOOK: usize = 60;

/// Verbs of saying beside which a day is that of the report.
pub(super) fn is_saying(word: &str) -> bool {
    is_any(
        word,
        &[
            "said",
            "says",
            "told",
            "reported",
            "announced",
            "stated",
            "added",
            "wrote",
            "tweeted",
            "posted",
            "confirmed",
            "disclosed",
            "statement",
            "interview",
            "warned",
        ],
    )
}

impl Context<'_> {
    /// The day on which a quotation that a mention stands in was said: `“We met yesterday,” he said on Friday.`
    pub(in crate::rules::dates) fn day_of_quotation(&self, mention: usize) -> Option<Date> {
        let tagged = self.tagged;
        let tokens = tagged.tokens_of(mention);
        let sentence = tagged.sentence_around(tokens.start);
        if !self.is_quoted(tokens.start) {
            return None;
        }
        let others = mention.saturating_sub(3)..tagged.mentions.len().min(mention + 4);
        others
            .filter(|&other| other != mention && tagged.mentions[other].label == Label::DATE)
            .find_map(|other| {
                let at = tagged.tokens_of(other);
                let is_near = at.len() < 6 && sentence.contains(&at.start) && !self.is_quoted(at.start);
                if !is_near {
                    return None;
                }
                let lead = self.with_lead(&at).start;
                let said = lead.saturating_sub(4).max(sentence.start)..lead;
                if !said.clone().any(|at| is_saying(tagged.word(at))) && !self.is_said_behind(lead, at.end) {
                    return None;
                }
                let found = super::super::read(self, other, false)?;
                found.days.filter(|days| days.0 == days.1).map(|days| days.0)
            })
    }

    /// `Under 9 October 1873 he wrote: “Today …”`, `On Friday she said`
    fn is_said_behind(&self, lead: usize, end: usize) -> bool {
        let tagged = self.tagged;
        let is_on = lead > 0 && is_any(tagged.word(lead - 1), &["on", "under"]);
        let is_who = !matches!(tagged.word(end), "'s" | "’s" | "'" | "’");
        is_on && is_who && (end..end + 3).any(|at| is_saying(tagged.word(at)))
    }

    /// Whether a token stands between quotation marks of its sentence.
    fn is_quoted(&self, at: usize) -> bool {
        let sentence = self.tagged.sentence_around(at);
        let from = sentence.start.max(at.saturating_sub(LOOK));
        let mut is_open = false;
        for before in from..at {
            match self.tagged.word(before) {
                "“" => is_open = true,
                "”" => is_open = false,
                "\"" => is_open = !is_open,
                _ => {}
            }
        }
        is_open
    }
}
