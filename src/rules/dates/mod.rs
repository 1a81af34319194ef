//! Dates and times get their values: what the words say, and the day from which they count.
//!
//! `mend` puts mentions right before there are values. `parse` turns a mention into an `Expression`, `context` and `direction`
//! tell what is known where it stands, and `names`, `weekdays`, `relative`, `counted`, `compared`, `lengths`, `times` and
//! `ranges` make a value of both.

mod calendar;
mod compared;
mod context;
mod counted;
mod direction;
mod expression;
mod found;
mod holidays;
mod lengths;
mod mend;
mod names;
mod numeric;
mod parse;
mod ranges;
mod relative;
mod times;
mod weekdays;
mod words;
mod zones;

use std::ops::Range;

use self::context::{Ask, Context};
use self::expression::{Expression, Phrase, Shift};
use self::found::{Found, View};
pub(crate) use self::mend::mend;
use self::words::{Unit, Which};
use super::tagged::Tagged;
use crate::date::Date;
use crate::record::{DateRule, Granularity, Label, Value};

/// Tokens of the longest mention that is read: dates are short.
const MOST_TOKENS: usize = 24;

/// Gives every mention of a date or a time its value, as far as its words have one.
pub(crate) fn resolve(tagged: &Tagged<'_>, out: &mut Vec<(usize, Value)>) {
    let mut context = Context::new(tagged);
    for label in [Label::DATE, Label::TIME] {
        for (mention, _) in tagged
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| m.label == label)
        {
            let tokens = tagged.tokens_of(mention);
            if tokens.is_empty() || tokens.len() > MOST_TOKENS {
                continue;
            }
            if let Some(found) = read(&context, mention, true) {
                if label == Label::DATE {
                    context.remember(mention, &found);
                }
                out.push((mention, found.into_value()));
            }
        }
    }
}

/// What a mention comes to. `may_be_quoted` is false where the day of a quotation itself is looked for.
fn read(context: &Context<'_>, mention: usize, may_be_quoted: bool) -> Option<Found> {
    let tagged = context.tagged;
    let core = tagged.tokens_of(mention);
    let tokens = context.with_lead(&core);
    let is_time = tagged.mentions[mention].label == Label::TIME;
    if let Some(found) = context.of_dateline(mention) {
        return Some(found);
    }
    if let Some(at) = ranges::split(tagged, &tokens) {
        return range(
            context,
            mention,
            tokens.start..at,
            at + 1..tokens.end,
            may_be_quoted,
        );
    }
    let mut found = parse::read(tagged, tokens.clone(), is_time);
    if let Some(found) = compared::read(context, mention, &tokens, &found)
        .or_else(|| context.anchored(mention, &tokens, &found))
    {
        return Some(found);
    }
    context.settle(&mut found, mention, &tokens);
    if let (Some(rank), false, None) = (found.rank, found.is_named(), found.phrase())
        && context.has_century(mention)
    {
        let century = calendar::Period::century((i16::from(rank) - 1) * 100);
        return Some(Found::new(century, DateRule::Narrative));
    }
    with_view(context, mention, &tokens, &found, may_be_quoted, |view| {
        if found.is_ended && found.is_named() {
            let is_over = tokens.clone().any(|at| tagged.is_word(at, "ended"));
            return compared::ended(&found, is_over, view);
        }
        place(&found, is_time, || context.day_by(mention), view)
    })
}

/// Looks from where a mention stands.
fn with_view(
    context: &Context<'_>,
    mention: usize,
    tokens: &Range<usize>,
    found: &Expression,
    may_be_quoted: bool,
    then: impl FnOnce(&View<'_>) -> Option<Found>,
) -> Option<Found> {
    let quoted = (may_be_quoted && found.offset.is_some())
        .then(|| context.day_of_quotation(mention))
        .flatten();
    let direction = context.direction(tokens);
    let ask = Ask {
        direction,
        is_back: found.shift == Some(Shift::Earlier),
        is_compared: context.is_compared(tokens),
    };
    let named = |unit| context.named_before(mention, unit, ask);
    let of_dateline = || context.day_of_dateline().filter(|_| found.offset.is_some());
    let is_shifted = matches!(found.shift, Some(Shift::Later | Shift::Earlier));
    let view = View {
        today: quoted.or_else(of_dateline).or(context.today()),
        compared_month: (is_shifted && ask.is_compared)
            .then(|| context.compared_month(mention))
            .flatten(),
        named_day: is_shifted.then(|| context.day_told(mention)).flatten(),
        is_year_end: context.is_year_end(tokens),
        is_quoted: quoted.is_some(),
        direction,
        named: &named,
        named_around: &|unit| context.month_around(mention, unit),
        story: &|| context.story(mention),
        fiscal_before: context.fiscal_before(mention),
        wants_length: context.wants_length(tokens),
        is_full: context.is_full(tokens),
        is_report: context.is_report(tokens),
        fiscal_quarter: context.fiscal_quarter(),
        is_indian: &|| context.is_indian(),
        same_weekday: &|weekday| context.same_weekday(mention, weekday),
        is_south: &|| context.is_southern(),
        fiscal_end: &|| context.fiscal_end(),
    };
    then(&view)
}

/// Both sides of a range.
fn range(
    context: &Context<'_>,
    mention: usize,
    left: Range<usize>,
    right: Range<usize>,
    may_be_quoted: bool,
) -> Option<Found> {
    let tagged = context.tagged;
    let is_time = tagged.mentions[mention].label == Label::TIME;
    let whole = left.start..right.end;
    let mut from = parse::read(tagged, left, is_time);
    let mut to = parse::read(tagged, right, is_time);
    let has_day = to.has_day();
    ranges::share(&mut from, &mut to);
    context.settle(&mut from, mention, &whole);
    let said = to.year;
    context.settle(&mut to, mention, &whole);
    // In 2011 it lost; in the six months to June it gained: those of the article's year.
    let is_near = |year: i16| context.today().is_some_and(|today| today.year() - year == 1);
    if from.is_length() && said.is_none() && to.year.is_some_and(is_near) {
        to.year = None;
    }
    with_view(context, mention, &whole, &to, may_be_quoted, |view| {
        if let Some(found) = ranges::weekdays(&from, &to, view).or_else(|| ranges::months(&from, &to, view)) {
            return Some(found);
        }
        let near = || context.day_by(mention);
        // the winter of 2018-19
        let next = from.year.and_then(|year| year.checked_add(1));
        if from.season.is_some()
            && to.season.is_none()
            && to.month.is_none()
            && next.is_some()
            && to.year == next
        {
            return place(&from, is_time, near, view);
        }
        // fiscal 2025-26, and in India 2025-26 alone
        if let (Some(year), true) = (to.year, to.year == next)
            && ranges::is_year(&from)
            && ranges::is_year(&to)
            && (to.is_fiscal || context.is_indian() && !context.is_of_term(&whole))
        {
            let period = calendar::Period::fiscal(year, context.fiscal_end());
            return Some(Found::new(period, DateRule::Stated).with_edge(from.edge, view.today));
        }
        // the first quarter of 2023-24: of the year that ends in 2024
        if let (Some(part), None, None, Some(year)) = (
            from.quarter.or(from.half),
            to.month,
            to.quarter,
            to.year.filter(|_| to.year == next),
        ) {
            let (letter, granularity) = match from.quarter {
                Some(_) => ('Q', Granularity::Quarter),
                None => ('H', Granularity::Half),
            };
            return Some(Found::open(
                format!("FY{year:04}-{letter}{part}"),
                granularity,
                DateRule::Stated,
            ));
        }
        // the weekend of Jan. 16-17
        if from.phrase_of(Unit::Weekend).is_some() && from.day.is_some() {
            return of_day(Unit::Weekend, &from, view);
        }
        let end = place(&to, is_time, near, view)?;
        // `prior to 1989`, `the year to June`: only one side has a place.
        if !from.has_content() {
            return Some(end);
        }
        if let Some(phrase) = from.phrase().filter(|_| from.is_length() && to.is_named()) {
            let is_quarter = phrase.unit == Unit::Month && context.says_quarter(mention);
            return compared::ending(&phrase, &end, to.day.is_some() || is_quarter)
                .or_else(|| Some(lengths::length(&phrase)));
        }
        let start = place(&from, is_time, near, view)?;
        // from 10 p.m. to 5 a.m.
        if !has_day
            && let (Some(first), Some(last), Some((day, _))) = (from.clock, to.clock, start.days)
            && (end.days == start.days && last.minutes() <= first.minutes() || from.has_day())
        {
            let by = i32::from(last.minutes() <= first.minutes());
            let next = Expression {
                weekday: None,
                offset: None,
                which: None,
                phrases: [None; 2],
                ..to
            };
            let end = place(&next, is_time, || day.plus_days(by), view)?;
            return Some(start.until(end));
        }
        Some(start.until(end))
    })
}

/// `the week beginning 20 May`, `the weekend of Jan. 16`: the unit that a day lies in.
fn of_day(unit: Unit, found: &Expression, view: &View<'_>) -> Option<Found> {
    let day = Expression {
        phrases: [None; 2],
        edge: None,
        ..*found
    };
    let placed = names::place(&day, view)?;
    Some(Found::new(
        calendar::Period::of(unit, placed.days?.0, 0)?,
        placed.rule,
    ))
}

/// What an expression comes to where it stands.
fn place(
    found: &Expression,
    is_time: bool,
    near: impl FnOnce() -> Option<Date>,
    view: &View<'_>,
) -> Option<Found> {
    if found.is_age {
        return lengths::age(found);
    }
    if found.is_turn {
        return relative::turn(found, view);
    }
    let recurs = found.weekday_is_plural && found.month.is_none() && found.phrases[0].is_none();
    if recurs || found.which == Some(Which::Every) || found.is_generic {
        return lengths::set(found);
    }
    let is_plain = |phrase: &Phrase| {
        !phrase.is_plural && phrase.number.is_none() && phrase.rank.is_none() && phrase.which.is_none()
    };
    if let (Some(phrase), Some(_), Some(_), None) = (
        found.phrase().filter(is_plain),
        found.month,
        found.day,
        found.weekday,
    ) && matches!(phrase.unit, Unit::Week | Unit::Weekend)
    {
        return of_day(phrase.unit, found, view);
    }
    if times::is_time(found) {
        return times::place(found, near(), view);
    }
    if found.is_named() {
        return names::place(found, view);
    }
    if let (Some(offset), Some(phrase), Some(Shift::Hence), Some(today)) =
        (found.offset, found.phrase(), found.shift, view.today)
    {
        return counted::counted_from(&phrase, today.plus_days(i32::from(offset))?, view);
    }
    // tomorrow week
    let is_week_on = found
        .phrase()
        .is_some_and(|phrase| phrase.unit == Unit::Week && is_plain(&phrase));
    if let (Some(0 | 1), true, None, Some(today)) = (found.offset, is_week_on, found.shift, view.today) {
        let day = today.plus_days(7 + i32::from(found.offset.unwrap_or(0)))?;
        return Some(Found::new(calendar::Period::day(day), view.relative()));
    }
    if let Some(offset) = found.offset {
        let Some(today) = view.today else {
            return Some(Found::open("XXXX-XX-XX", Granularity::Day, DateRule::Open));
        };
        let day = today.plus_days(i32::from(offset))?;
        return Some(Found::new(calendar::Period::day(day), view.relative()));
    }
    if let [Some(first), Some(second)] = &found.phrases {
        return relative::two(first, second, found, view);
    }
    if let Some(phrase) = found.phrase() {
        return relative::place(&phrase, found, view);
    }
    if found.is_present {
        return Some(Found::present());
    }
    if found.is_past {
        return Some(Found::past());
    }
    if found.is_future {
        return Some(Found::future());
    }
    // The 13th: of the month that runs, or by tense of that before or behind it.
    if let (Some(rank), None, None, Some(today), false) =
        (found.rank, found.bare, found.which, view.today, is_time)
    {
        return counted::day_of_month(rank, today, view);
    }
    // The emperor fled in 402.
    if let (Some(year), None, false) = (found.bare, found.rank, is_time || found.is_age)
        && year.fract() == 0.0
        && (131.0..1000.0).contains(&year)
        && found.unread == 0
    {
        return Some(Found::new(calendar::Period::year(year as i16), DateRule::Stated));
    }
    // A number alone is an age.
    let is_age = !is_time && found.unread == 0 && found.rank.is_none();
    if is_age && found.bare.is_some_and(|years| years.fract() == 0.0) {
        return lengths::age(found);
    }
    None
}
