//! What is known where a date stands: the article's day, the tense, the dates named before it, the words around it.

mod anchors;
mod generic;
mod habits;
mod quotations;
mod story;
mod told_year;

use std::ops::Range;

use self::habits::Habits;
pub(super) use self::story::Ask;
use self::story::Named;

use super::super::lexicon::Class;
use super::super::tagged::Tagged;
use super::calendar::Period;
use super::expression::{Expression, Join};
use super::found::Found;
use super::words::{Edge, Meaning, Part, Unit, Which, meaning, shifts_length};
use crate::date::Date;
use crate::lexical::is_any;
use crate::record::{DateRule, Granularity, Label};

/// Words before a mention that may belong to it.
const MOST_LEAD: usize = 4;
/// Dates that are looked back at.
const DATES: usize = 8;

/// What is known in an article.
pub(super) struct Context<'a> {
    pub(super) tagged: &'a Tagged<'a>,
    named: Vec<Named>,
    /// The last fiscal year that was named, with its sentence.
    fiscal: Option<(usize, i16)>,
    /// The last fiscal quarter that was named: its year and which of four.
    fiscal_quarter: Option<(i16, u8)>,
    /// The last `between X and Y`: its second mention, and the days from one to the other.
    between: Option<(usize, (Date, Date))>,
    habits: Habits,
}

impl<'a> Context<'a> {
    pub(super) fn new(tagged: &'a Tagged<'a>) -> Context<'a> {
        Context {
            tagged,
            named: Vec::new(),
            fiscal: None,
            fiscal_quarter: None,
            between: None,
            habits: Habits::default(),
        }
    }

    /// The article's day.
    pub(super) fn today(&self) -> Option<Date> {
        self.tagged.article.header.date
    }

    /// The sentence of a mention.
    fn sentence(&self, mention: usize) -> usize {
        let at = self.tagged.tokens_of(mention).start;
        self.tagged.sentence_of(at)
    }

    /// A mention's tokens with the words around it that belong to it: *last*, *the*, *every* before it, *ago* after it.
    pub(super) fn with_lead(&self, core: &Range<usize>) -> Range<usize> {
        let tagged = self.tagged;
        let sentence = tagged.sentence_around(core.start);
        // *that months of work were lost* has no *that* of months.
        let is_unit = match meaning(tagged.word(core.start)) {
            Meaning::Unit(_, is_plural) => {
                !is_plural || !tagged.is_word(core.start.saturating_sub(1), "that")
            }
            _ => false,
        };
        let (mut start, mut end) = (core.start, core.end);
        while start > sentence.start
            && core.start - start < MOST_LEAD
            && tagged.mention_at(start - 1).is_none()
        {
            let word = tagged.word(start - 1);
            let belongs = match meaning(word) {
                // *said that Monday* has no *that* of a day.
                Meaning::Which(Which::That) => start == core.start && (is_unit || self.points(start - 1)),
                Meaning::Which(_) => !word.eq_ignore_ascii_case("present"),
                Meaning::The | Meaning::Few => true,
                Meaning::Edge(edge) => {
                    matches!(edge, Edge::Early | Edge::Mid | Edge::Late)
                        && !matches!(
                            word,
                            "start" | "close" | "opening" | "end" | "beginning" | "ending"
                        )
                }
                Meaning::A => true,
                _ => false,
            };
            if !belongs {
                break;
            }
            start -= 1;
        }
        let ends_in_unit =
            core.end > core.start && matches!(meaning(tagged.word(core.end - 1)), Meaning::Unit(..));
        let free = |at: usize| at < sentence.end && tagged.mention_at(at).is_none();
        let is_shifted_behind = || {
            let last = tagged.word(end + 1);
            is_any(tagged.word(end), &["previous", "prior", "following"])
                && (last.is_empty() || last.starts_with(|c: char| !c.is_alphanumeric()))
        };
        if ends_in_unit && free(end) && is_shifted_behind() {
            end += 1;
        } else if ends_in_unit && free(end) {
            let word = tagged.word(end);
            if word.eq_ignore_ascii_case("old") || shifts_length(word, tagged.word(end + 1)) {
                end += 1;
            } else if word == "-" && free(end + 1) && tagged.is_word(end + 1, "old") {
                end += 2;
            }
        }
        start..end
    }

    /// Whether a word *that* before a day or season points to it: *That Friday*, *most of that winter*.
    fn points(&self, at: usize) -> bool {
        let tagged = self.tagged;
        let before = at.checked_sub(1).map_or("", |at| tagged.word(at));
        let leads = [
            "of", "in", "on", "during", "by", "for", "from", "since", "before", "after", "until", "through",
        ];
        let is_name = tagged.is_word(at, "same") || is_any(before, &leads);
        // `had gone down that Sunday;` but not `said that Sunday was …`
        let is_last = matches!(tagged.word(at + 2), "," | "." | ";" | "and" | "when")
            && matches!(meaning(tagged.word(at + 1)), Meaning::Weekday(..))
            && at > 0
            && !tagged.is(at - 1, Class::SpeechVerb);
        is_name
            || is_last
            || tagged.word(at) == "That" && tagged.sentence_around(at).start >= at.saturating_sub(1)
    }

    /// The dateline's own day.
    pub(super) fn of_dateline(&self, mention: usize) -> Option<Found> {
        let dateline = self.tagged.article.header.dateline.as_ref()?;
        let is_inside = dateline.span.contains(self.tagged.mentions[mention].span);
        let day = dateline.date.filter(|_| is_inside)?;
        Some(Found::new(Period::day(day), DateRule::Completed))
    }

    /// What the words around a mention, or the habits of the article, add to what it says.
    pub(super) fn settle(&self, found: &mut Expression, mention: usize, tokens: &Range<usize>) {
        // The early hours are those of the morning.
        if found.edge == Some(Edge::Early)
            && found
                .phrase()
                .is_some_and(|p| p.unit == Unit::Hour && p.number.is_none() && p.is_plural)
        {
            (found.part, found.edge, found.phrases) = (Some(Part::Morning), None, [None; 2]);
        }
        if found.is_either_order {
            self.settle_order(found);
        }
        let end = tokens.end;
        found.is_running |= self.tagged.is_word(end, "running")
            || self.tagged.is_word(end, "in")
                && self.tagged.is_word(end + 1, "a")
                && self.tagged.is_word(end + 2, "row");
        self.join(found, mention);
        if (found.month, found.day, found.year) == (Some(9), Some(11), None) && self.is_of_attacks(tokens) {
            found.year = Some(2001);
        }
        self.settle_pair(found, mention);
        self.settle_holiday(found, mention);
        self.settle_shift(found, mention, tokens);
        self.settle_by_next(found, mention, tokens);
        self.settle_apposition(found, mention, tokens);
        self.settle_today(found, mention, tokens);
        self.settle_told_year(found, mention, tokens);
        found.is_generic = self.is_generic(found, tokens);
        let has_month = found.month.is_some()
            || found.season.is_some()
            || found.quarter.is_some()
            || found.holiday.is_some();
        if has_month && found.year.is_none() && found.which.is_none() && found.phrase_of(Unit::Year).is_none()
        {
            found.year = self
                .year_ahead(mention)
                .or_else(|| self.year_of_story(mention, found));
        }
    }

    /// `the Sept. 11 attacks`
    fn is_of_attacks(&self, tokens: &Range<usize>) -> bool {
        (0..2).any(|on| {
            let word = self.tagged.word(tokens.end + on);
            is_any(
                word,
                &[
                    "attack",
                    "attacks",
                    "terror",
                    "terrorist",
                    "hijackings",
                    "hijackers",
                ],
            )
        })
    }

    /// `between January and March 2022`: the year stands after the next month.
    fn year_ahead(&self, mention: usize) -> Option<i16> {
        let tagged = self.tagged;
        let end = tagged.tokens_of(mention).end;
        let joins = ["and", "to", "or", "through", "until", "-", "–", "till"]
            .iter()
            .any(|word| tagged.is_word(end, word));
        let next = tagged
            .mention_at(end + 1)
            .filter(|next| joins && *next == mention + 1)?;
        let sentence = tagged.sentence_of(end);
        let tokens = tagged.tokens_of(next);
        if tokens.len() > 6
            || tagged.sentence_of(tokens.start) != sentence
            || tagged.mentions[next].label != Label::DATE
        {
            return None;
        }
        let other = super::parse::read(tagged, tokens, false);
        other
            .year
            .filter(|_| other.month.is_some() || other.quarter.is_some() || other.season.is_some())
    }

    /// What the mention right after this one adds: *Monday* `last week`, *21st* of `June 1950`, *first nine months* of `2023`,
    /// *July* `last year`, and in *60* and `90 days` the unit.
    fn join(&self, found: &mut Expression, mention: usize) {
        let tagged = self.tagged;
        let end = tagged.tokens_of(mention).end;
        if tagged
            .mentions
            .get(mention + 1)
            .is_none_or(|next| next.label != Label::DATE)
        {
            return;
        }
        let core = tagged.tokens_of(mention + 1);
        let is_near = !core.is_empty() && core.len() <= 8 && core.start <= end + 3;
        if !is_near || tagged.sentence_of(core.start) != tagged.sentence_of(end - 1) {
            return;
        }
        let tokens = self.with_lead(&core);
        let gap = end.min(tokens.start)..tokens.start;
        let join = match (tagged.word(gap.start), gap.len()) {
            (_, 0) | ("(", 1) => Join::Close,
            ("of" | "in", 1) => Join::Of,
            (",", 1) => Join::Comma,
            ("and" | "or" | "to", 1) => Join::And,
            _ => return,
        };
        found.take_from(&super::parse::read(tagged, tokens, false), join);
    }

    /// The dateline's own day, where the article appeared on the day after it: its *today* is that day.
    pub(super) fn day_of_dateline(&self) -> Option<Date> {
        let day = self.tagged.article.header.dateline.as_ref()?.date?;
        (self.today()?.days_since(day) == 1).then_some(day)
    }

    /// Whether the sentence of a mention speaks of the same quarter of another year.
    pub(super) fn says_quarter(&self, mention: usize) -> bool {
        let sentence = self.tagged.sentence_around(self.tagged.tokens_of(mention).start);
        let is = |at: usize, word: &str| self.tagged.is_word(at, word);
        sentence
            .into_iter()
            .any(|at| is(at, "same") && is(at + 1, "quarter"))
    }

    fn paragraph(&self, mention: usize) -> usize {
        let start = self.tagged.mentions[mention].span.start;
        let paragraphs = &self.tagged.article.paragraphs;
        paragraphs.partition_point(|paragraph| paragraph.span.end <= start)
    }

    /// The day that stands by a time: beside it, else in its sentence, else in the one before.
    pub(super) fn day_by(&self, mention: usize) -> Option<Date> {
        let tagged = self.tagged;
        let tokens = tagged.tokens_of(mention);
        // That of the report, whatever else its sentence names.
        if tagged.is_word(tokens.start, "overnight") {
            return None;
        }
        let sentence = self.sentence(mention);
        let at = self.named.partition_point(|named| named.mention < mention);
        let is_day = |named: &&Named| named.granularity == Granularity::Day;
        let in_sentence = |named: &&Named| self.sentence(named.mention) == sentence;
        let before = self.named[..at]
            .iter()
            .rev()
            .take(DATES)
            .take_while(in_sentence)
            .find(is_day);
        let after = self.named[at..]
            .iter()
            .take(DATES)
            .take_while(in_sentence)
            .find(is_day);
        let gap_before = before.map(|named| tokens.start.saturating_sub(tagged.tokens_of(named.mention).end));
        let gap_after = after.map(|named| tagged.tokens_of(named.mention).start.saturating_sub(tokens.end));
        // to 5 a.m. Saturday, to midday on Saturday
        let has_own = gap_after == Some(0) || gap_after == Some(1) && tagged.is_word(tokens.end, "on");
        let nearest = match (gap_before, gap_after) {
            (Some(1..), _) if has_own => after,
            (Some(before_gap), Some(after_gap)) if after_gap + 1 < before_gap => after,
            (Some(_), _) => before,
            (None, _) => after,
        };
        let earlier = || {
            let paragraph = self.paragraph(mention);
            let mut near = self
                .before(mention, 1)
                .filter(|named| self.paragraph(named.mention) == paragraph);
            near.find(|named| is_day(named) && !named.is_aside)
        };
        nearest.or_else(earlier).map(|named| named.days.0)
    }
}
