//! What an article does throughout: the order of days and months, the half of the globe, the end of a fiscal year.

use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::super::expression::Expression;
use super::super::words::{Meaning, meaning};
use super::Context;
use crate::lexical::{entries, is_any};
use crate::record::Label;
use crate::rules::amounts::Home;

/// Places that are looked at for the half of the globe, when dateline and source do not tell.
const PLACES: usize = 8;

/// What is worked out when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Habits {
    puts_day_first: OnceCell<bool>,
    is_southern: OnceCell<bool>,
    fiscal_end: OnceCell<Option<u8>>,
    is_indian: OnceCell<bool>,
    /// The country that the article writes of.
    home: RefCell<Home>,
}

/// Whether some words name a place of the south: `SYDNEY`, `South African`.
fn names_south(text: &str) -> bool {
    static SOUTH: LazyLock<HashSet<String, FixedState>> = LazyLock::new(|| {
        let words = entries(include_str!("../../../../seeds/lists/southern_places.txt"));
        words
            .flat_map(str::split_whitespace)
            .map(str::to_lowercase)
            .collect()
    });
    let lower = text.to_lowercase();
    lower.contains("south africa")
        || lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| SOUTH.contains(word))
}

impl Context<'_> {
    /// Whether the article counts its seasons as the south does: by its dateline, else its source, else most of the
    /// places that it names first.
    pub(in crate::rules::dates) fn is_southern(&self) -> bool {
        *self.habits.is_southern.get_or_init(|| {
            let header = &self.tagged.article.header;
            if let Some(dateline) = header
                .dateline
                .as_ref()
                .filter(|dateline| !dateline.places.is_empty())
            {
                return dateline.places.iter().any(|place| names_south(&place.value));
            }
            if header
                .source
                .as_ref()
                .is_some_and(|source| names_south(&source.value))
            {
                return true;
            }
            let places = self.tagged.mentions.iter();
            let places = places
                .filter(|m| matches!(m.label, Label::GPE | Label::NORP))
                .take(PLACES);
            let (mut south, mut all) = (0, 0);
            for place in places {
                south += usize::from(names_south(place.span.slice(self.tagged.text())));
                all += 1;
            }
            south * 2 > all
        })
    }

    /// A holiday that other countries have on other days is that of the article's country.
    pub(super) fn settle_holiday(&self, found: &mut Expression, mention: usize) {
        found.holiday = found.holiday.and_then(|holiday| {
            let mut home = self.habits.home.borrow_mut();
            holiday.at_home(|of| home.find(*self.tagged, mention, of))
        });
    }

    /// The month in which the fiscal year ends of which the article says so: `its fiscal year, which ends in September`.
    pub(in crate::rules::dates) fn fiscal_end(&self) -> Option<u8> {
        *self.habits.fiscal_end.get_or_init(|| {
            let tagged = self.tagged;
            (0..tagged.tokens().len()).find_map(|at| {
                let is_year = is_any(tagged.word(at), &["fiscal", "financial"]);
                let year =
                    (at + 1..at + 3).find(|&at| is_year && tagged.word(at).starts_with(['y', 'Y', '2']))?;
                let ends = (year + 1..year + 6)
                    .take_while(|&at| !matches!(tagged.word(at), "." | ";"))
                    .find(|&at| is_any(tagged.word(at), &["end", "ends", "ended", "ending"]))?;
                (ends + 1..ends + 4).find_map(|at| match meaning(tagged.word(at)) {
                    Meaning::Month(month) => Some(month),
                    _ => None,
                })
            })
        })
    }

    /// Whether the article counts money as India does, in crores, and with it quarters from April.
    pub(in crate::rules::dates) fn is_indian(&self) -> bool {
        *self.habits.is_indian.get_or_init(|| {
            let words = 0..self.tagged.tokens().len();
            words
                .into_iter()
                .any(|at| is_any(self.tagged.word(at), &["crore", "crores"]))
        })
    }

    /// 3/4 is what the article's other days say that it is; otherwise the month comes first.
    pub(super) fn settle_order(&self, found: &mut Expression) {
        let swaps = *self.habits.puts_day_first.get_or_init(|| self.counts_day_first());
        let is_attack = (found.month, found.day) == (Some(9), Some(11));
        if swaps && !is_attack {
            (found.month, found.day) = (found.day, found.month);
        }
        if is_attack && found.year.is_none() {
            found.year = Some(2001);
        }
        found.is_either_order = false;
    }

    /// Whether the article writes `4 March` and not `March 4`.
    fn counts_day_first(&self) -> bool {
        let tagged = self.tagged;
        let is_day = |at: usize| {
            let word = tagged.word(at);
            word.len() <= 4
                && word.starts_with(|c: char| c.is_ascii_digit())
                && !word.contains([':', '.', ','])
        };
        let (mut first, mut second, mut unlike) = (0_usize, 0_usize, 0_usize);
        for (mention, _) in tagged
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.label == Label::DATE)
        {
            let tokens = tagged.tokens_of(mention);
            for at in tokens.clone().take(8) {
                if matches!(meaning(tagged.word(at)), Meaning::Month(_)) {
                    first += usize::from(at > tokens.start && is_day(at - 1));
                    second +=
                        usize::from(at + 1 < tokens.end && is_day(at + 1) && tagged.word(at + 1).len() <= 2);
                }
            }
            let numeric = super::super::numeric::day(tagged, tokens.clone());
            let is_day_first = numeric.is_some_and(|day| {
                !day.is_either_order && tagged.word(tokens.start).parse() == Ok(day.day) && day.day > 12
            });
            unlike += usize::from(is_day_first);
        }
        first + unlike > second
    }
}
