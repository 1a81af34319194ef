//! Amounts: what mentions of money, percentages, measures, numbers and ranks come to, as a number or a range with a unit.
//!
//! The forms of values: `1200000000 USD`, `10/12 USD`, `12 %`, `0.5 pp` (percentage points), `25 bp` (basis points),
//! `30 km`, `7.1 magnitude`, `12`, `3`. Measures keep the unit that the text gives; two units together become the smaller
//! one (`6 feet 2 inches` is `74 in`). A word in the plural that counts without a number stands for two to ten of it
//! (`dozens` is `24/120`, `tens of thousands` is `20000/100000`). Numbers side by side that are no range, such as scores and
//! votes (`3-1`), have no value. A currency that the article does not tell, and a unit that is not known, stand as the
//! text has them (`500 pesos`).

mod currencies;
mod figures;
mod units;
mod words;

pub(super) use self::currencies::Home;
use self::currencies::Named;
use self::figures::{MINUS, Part, Unit, rounded};
use self::words::Words;
use super::tagged::Tagged;
use crate::record::{Amount, Label, Parts, Value};

/// Adds the values of the mentions that are amounts, with the mentions' numbers.
pub(crate) fn resolve(view: Tagged<'_>, values: &mut Vec<(usize, Value)>) {
    let mut home = Home::default();
    for (mention, found) in view.mentions.iter().enumerate() {
        if found.label.is_amount() {
            values.extend(value(view, mention, &mut home).map(|value| (mention, value)));
        }
    }
}

fn value(view: Tagged<'_>, mention: usize, home: &mut Home) -> Option<Value> {
    let label = view.mentions[mention].label;
    let reader = Reader {
        words: Words::of(view, mention)?,
        label,
        context: Context::of(view, mention),
    };
    let amount = match label {
        Label::ORDINAL => reader.ordinal()?,
        Label::CARDINAL => reader.cardinal()?,
        _ => reader.measure(|named| {
            let reading = home.choose(named, view, mention)?;
            Some((reading.code(), reading.parts))
        })?,
    };
    let fits = |n: f64| n.is_finite() && n.abs() < LARGEST;
    (fits(amount.low) && fits(amount.high) && amount.low <= amount.high).then(|| Value {
        text: written(&amount),
        parts: Parts::Amount(amount),
    })
}

/// Beyond it numbers are codes, not amounts.
const LARGEST: f64 = 1e18;

/// The standard form: the number or the range, then the unit.
fn written(amount: &Amount) -> String {
    let mut text = amount.low.to_string();
    if amount.low < amount.high {
        text += &format!("/{}", amount.high);
    }
    if let Some(unit) = &amount.unit {
        text += " ";
        text += unit;
    }
    text
}

/// What stands around a number and tells ranges from other pairs.
struct Context {
    /// Things in the plural follow: `20-30` *migrants*, but not a `3-1` *win*.
    counts_things: bool,
    /// *between* stands before it.
    follows_between: bool,
    /// A unit stands after it: `500m` *barrels*.
    has_unit_after: bool,
}

impl Context {
    fn of(view: Tagged<'_>, mention: usize) -> Context {
        let tokens = view.tokens_of(mention);
        let next = view.word(tokens.end);
        let is_plain = next.len() > 3 && next.bytes().all(|b| b.is_ascii_lowercase());
        let is_plural = next.ends_with('s') && !next.ends_with("ss");
        Context {
            counts_things: is_plain && (is_plural || matches!(next, "people" | "women" | "children")),
            follows_between: tokens.start > 0 && view.is_word(tokens.start - 1, "between"),
            has_unit_after: units::find((tokens.end..tokens.end + 3).map(|at| view.word(at))).is_some(),
        }
    }
}

struct Reader<'a> {
    words: Words<'a>,
    label: Label,
    context: Context,
}

impl Reader<'_> {
    fn ordinal(&self) -> Option<Amount> {
        let part = self.number(self.lead(0))?;
        self.ends(part.end)?;
        Some(number(part.low, part.high))
    }

    fn cardinal(&self) -> Option<Amount> {
        let words = &self.words;
        let start = self.lead(0);
        if let Some(quarters) = self.quarters(start) {
            return Some(number(quarters, quarters));
        }
        let first = self.signed(start)?;
        if first.end == words.len() {
            // A fraction is written as a rank is: a *third* of voters.
            let is_part = first.is_ordinal && (3.0..=10.0).contains(&first.low);
            let (low, high) = if is_part {
                (rounded(1.0 / first.low), rounded(1.0 / first.low))
            } else {
                (first.low, first.high)
            };
            return Some(number(low, high));
        }
        let apart = if words.is(first.end, "out") { 2 } else { 1 };
        let mut second = self.number(first.end + apart)?;
        if second.end != words.len() {
            return None;
        }
        let is_dash = matches!(words.at(first.end), "-" | "–" | "—" | "−");
        let is_share =
            words.is_any(first.end, &["in", "of", "out"]) && first.low <= second.low && second.low > 0.0;
        if is_share {
            let share = rounded(first.low / second.low);
            return Some(number(share, share));
        }
        let is_range = words.is_any(first.end, &["to", "or"])
            || is_dash && self.context.counts_things
            || words.is(first.end, "and") && self.context.follows_between;
        let mut first = first;
        first.share(&second);
        second.high = second.high.max(second.low);
        (is_range && first.low < second.high).then(|| number(first.low, second.high))
    }

    /// Money, percentages and measures; `choose` says which currency a name means, and how many of it make one.
    fn measure(&self, mut choose: impl FnMut(Named) -> Option<(&'static str, f64)>) -> Option<Amount> {
        let words = &self.words;
        let mut first = self.part(self.lead(0))?;
        let mut end = first.end;
        let mut second = None;
        if let Some(sum) = self.compound(&first) {
            (first, end) = (sum, sum.end);
        } else if words.is_any(end, &["to", "or", "-", "–", "—", "--", "and"])
            && let Some(part) = self.part(end + 1)
        {
            end = part.end;
            first.share(&part);
            second = Some(part);
        }
        let last = second.unwrap_or(first);
        let mut ends = [first, last];
        let units = [first.unit.or(last.unit), last.unit.or(first.unit)];
        let mut names: [Option<&'static str>; 2] = [None; 2];
        for (at, unit) in units.into_iter().enumerate() {
            names[at] = match unit {
                Some(Unit::Symbol(symbol)) => Some(symbol),
                Some(Unit::Money(named)) => choose(named).map(|(code, parts)| {
                    ends[at].low = rounded(ends[at].low / parts);
                    ends[at].high = rounded(ends[at].high / parts);
                    code
                }),
                None => None,
            };
        }
        if second.is_some() && names[0] != names[1] {
            return None;
        }
        let unit = match names[1] {
            Some(name) => {
                self.ends(end)?;
                // `3 inches per hour`
                let is_rate = self.label == Label::QUANTITY && words.is_any(end, &["per", "a", "an"]);
                let per = words.at(end + 1);
                Some(match is_rate && !per.is_empty() {
                    true => [name, "/", per].concat(),
                    false => name.to_owned(),
                })
            }
            // `1.5` *and 3 percent*
            None if self.label == Label::PERCENT && end == words.len() => Some("%".to_owned()),
            None => self.in_words(&last, end)?,
        };
        let (low, high) = (ends[0].low.min(ends[1].low), ends[0].high.max(ends[1].high));
        Some(Amount { low, high, unit })
    }

    /// The unit as the text has it, when no list has it: a currency that could be several, or the words at the end.
    fn in_words(&self, last: &Part, end: usize) -> Option<Option<String>> {
        let words = &self.words;
        let range = match last.unit {
            Some(_) => last.unit_words.0..last.unit_words.1,
            None => end + usize::from(words.is_any(end, &["-", "of"]))..words.len(),
        };
        let unit = words.text(range.clone());
        let is_clean = unit
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '/' | '$'));
        let fits = is_clean && range.len() <= 4 && self.label != Label::PERCENT;
        fits.then(|| (!unit.is_empty()).then(|| unit.to_owned()))
    }

    /// Past words that say how exact a number is, and articles that begin no number.
    fn lead(&self, mut at: usize) -> usize {
        const LEADS: [&str; 32] = [
            "about",
            "around",
            "some",
            "nearly",
            "almost",
            "over",
            "under",
            "roughly",
            "approximately",
            "more",
            "less",
            "fewer",
            "than",
            "at",
            "least",
            "most",
            "up",
            "to",
            "from",
            "between",
            "another",
            "the",
            "only",
            "just",
            "as",
            "much",
            "many",
            "no",
            "no.",
            "number",
            "#",
            "below",
        ];
        while self.words.is_any(at, &LEADS) {
            at += 1 + usize::from(self.words.is(at, "number") && self.words.is(at + 1, "-"));
        }
        let is_sign = self.words.is(at + 1, "$");
        if self.words.is_any(at, &["a", "an"]) && !is_sign && self.number_at(at).is_none() {
            at += 1;
        }
        at
    }

    /// Nothing more may follow than words: no further number, no sign.
    fn ends(&self, at: usize) -> Option<()> {
        let plain = |word: &str| word == "-" || word.chars().all(char::is_alphabetic);
        self.words.from(at).all(plain).then_some(())
    }

    /// `6 feet 2 inches`, `6ft 2in`, `5-foot-10`: both together, in the smaller unit.
    fn compound(&self, first: &Part) -> Option<Part> {
        let Some(Unit::Symbol(unit)) = first.unit else {
            return None;
        };
        let (small, by) = units::smaller(unit)?;
        let at = first.end + usize::from(self.words.is_any(first.end, &["-", ",", "and"]));
        let second = self.part(at)?;
        let fits = match second.unit {
            Some(Unit::Symbol(symbol)) => symbol == small,
            Some(Unit::Money(_)) => false,
            None => second.end == self.words.len(),
        };
        let sum = first.low * by + second.low;
        (fits && first.low == first.high && second.low < by).then_some(Part {
            low: sum,
            high: sum,
            unit: Some(Unit::Symbol(small)),
            ..second
        })
    }

    /// A number with what stands before and after it.
    fn part(&self, at: usize) -> Option<Part> {
        let words = &self.words;
        let is_money = self.label == Label::MONEY;
        let minus = usize::from(words.is_any(at, &MINUS));
        let sign = is_money
            .then(|| currencies::sign(words.from(at + minus)))
            .flatten();
        let start = at + minus + sign.map_or(0, |(_, len)| len);
        // `magnitude 7.1`
        let is_magnitude = !is_money && words.is(start, "magnitude");
        let start = start + usize::from(is_magnitude) + usize::from(is_magnitude && words.is(start + 1, "-"));
        let mut part = match self.number(start) {
            Some(part) => part,
            // One unit of it, without a number: a *percentage point*.
            None if at > 0 && words.is_any(at - 1, &["a", "an"]) => Part::new(1.0, 1.0, 1.0, start),
            None => return None,
        };
        if minus > 0 {
            (part.low, part.high) = (-part.high, -part.low);
        }
        if let Some((named, len)) = sign {
            part.unit = Some(Unit::Money(named));
            part.unit_words = (start - len, start);
        }
        if is_magnitude {
            part.unit = Some(Unit::Symbol("magnitude"));
            return Some(part);
        }
        let mut after = part.end + usize::from(words.is(part.end, "-"));
        while words.is_any(after, &["of", "a", "an"]) {
            after += 1;
        }
        // `half of 1 percent`
        if self.label == Label::PERCENT
            && let Some(whole) = self
                .number(after)
                .filter(|_| after > part.end + 1 || words.is(after - 1, "of"))
        {
            part.low *= whole.low;
            part.high *= whole.high;
            after = whole.end;
        }
        if is_money {
            if let Some((named, len)) = currencies::words(words.from(after)) {
                part.unit = Some(Unit::Money(named));
                part.end = after + len;
                part.unit_words = (after, part.end);
            }
        } else if let Some((symbol, len)) = units::find(words.from(after)) {
            part.unit = Some(Unit::Symbol(symbol));
            part.end = after + len;
        }
        Some(part)
    }
}

/// A number or a range without a unit.
fn number(low: f64, high: f64) -> Amount {
    Amount {
        low,
        high,
        unit: None,
    }
}
