//! Text to [`Article`]: lines, header, foot and days put together.

use super::day::Day;
use super::decode::{self, MAX_TEXT};
use super::foot::Foot;
use super::header::{self, Top};
use super::lines::{self, Unit};
use super::{
    Article, DateSource, Dateline, Field, Header, asker, foot, glued, imprint, paragraphs, voice, year,
};
use crate::date::Date;
use crate::lexical::fold_spaces;
use crate::span::Span;
use crate::warning::{Warning, WarningCode};

/// Reads an article's text: what its outer form says, and its paragraphs.
///
/// `date` is the day as the caller knows it: it wins over the text's own, and settles the year of a dateline without one.
/// No text makes it fail; what is odd is added to `warnings`.
///
/// ```
/// let text = "Rain at last\n\nBy ANN LEE\n\nNAIROBI, Kenya (AP) — It rained in Nairobi on Monday.\n";
/// let article = dateline::article::read_text(text.to_owned(), None, None, &mut Vec::new());
/// let header = &article.header;
/// assert_eq!(header.headline.as_ref().map(|f| f.value.as_str()), Some("Rain at last"));
/// assert_eq!(header.byline[0].value, "ANN LEE");
/// assert_eq!(header.source.as_ref().map(|f| f.value.as_str()), Some("AP"));
/// assert_eq!(header.dateline.as_ref().map(|d| d.places[0].value.as_str()), Some("NAIROBI, Kenya"));
/// ```
#[must_use]
pub fn read_text(
    mut text: String,
    id: Option<String>,
    date: Option<Date>,
    warnings: &mut Vec<Warning>,
) -> Article {
    if text.len() > MAX_TEXT {
        decode::cut(&mut text, MAX_TEXT, warnings);
    }
    let units = glued::part(&text, lines::units(&text));
    if units.is_empty() {
        warnings.push(Warning {
            code: WarningCode::Empty,
            span: Span::new(0, text.len()),
        });
    }
    let top = header::read(&text, &units);
    let names: Vec<String> = top
        .names
        .iter()
        .map(|span| fold_spaces(span.slice(&text)))
        .collect();
    let foot = foot::read(&text, &units, top.body, &names);
    let days = Days::settle(&text, &units, &top, &foot, date);
    if let (true, Some(span)) = (days.unknown, top.dateline_day_span) {
        warnings.push(Warning {
            code: WarningCode::YearUnknown,
            span,
        });
    }
    // `Al Jazeera and news agencies` at the foot says more than `Al Jazeera` at the top.
    let fuller = |short: Span| {
        foot.source.filter(|at_foot| {
            let rest = at_foot.slice(&text).strip_prefix(short.slice(&text));
            rest.is_some_and(|rest| rest.starts_with(" and ") || rest.starts_with(", "))
        })
    };
    let is_unsigned = names.is_empty() && foot.names.is_empty();
    let asker = is_unsigned.then(|| asker::read(&text, &units)).flatten();
    let outlet = top.outlet.map(|short| fuller(short).unwrap_or(short));
    let own = units.get(top.body..foot.from).unwrap_or_default();
    let named = top.keyed_source.or(top.agency);
    // What the body calls itself: a fuller form of a byline's, or the only one.
    let outlet = match outlet.or(foot.source) {
        short if named.is_none() => voice::read(&text, own, short).or(short),
        short => short,
    };
    let source = named.or(outlet);
    let has_dateline = top.dateline.is_some() || top.agency.is_some();
    let field = |span: Span| field(&text, span);
    let header = Header {
        headline: top.headline.map(field),
        date: days.date,
        date_source: days.source,
        byline: unique(
            top.names
                .iter()
                .chain(&foot.names)
                .chain(&asker)
                .copied()
                .map(field)
                .collect(),
        ),
        source: source.map(field),
        dateline: top.dateline.map(|span| Dateline {
            span,
            places: top.places.iter().copied().map(field).collect(),
            date: days.dateline,
        }),
    };
    let paragraphs = paragraphs::read(&text, &units, top.body, foot.from, has_dateline);
    Article {
        id,
        url: None,
        header,
        paragraphs,
        text,
    }
}

fn field(text: &str, span: Span) -> Field {
    Field {
        value: fold_spaces(span.slice(text)),
        span: Some(span),
    }
}

/// Each author once.
fn unique(names: Vec<Field>) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    for name in names {
        if !out.iter().any(|seen| seen.value == name.value) {
            out.push(name);
        }
    }
    out
}

/// The article's day and the dateline's.
struct Days {
    date: Option<Date>,
    source: DateSource,
    dateline: Option<Date>,
    /// The dateline names a day whose year nothing settles.
    unknown: bool,
}

impl Days {
    fn settle(text: &str, units: &[Unit], top: &Top, foot: &Foot, argument: Option<Date>) -> Days {
        let body = units
            .get(top.body)
            .map_or("", |unit| &text[unit.span.start as usize..]);
        let stamped = best(&top.days, top.dateline_day.as_ref(), body);
        let dateline_day = top.dateline_day.as_ref();
        let at_foot = best(&foot.days, dateline_day, body);
        let known: Vec<Date> = [argument, stamped, at_foot].into_iter().flatten().collect();
        let of_issue = known
            .is_empty()
            .then(|| issue_year(text, units, top, foot))
            .flatten();
        let with_year = |day: &Day| Day {
            year: day.year.or(of_issue),
            ..day.clone()
        };
        // A paper is of the day that it names at the end, and not of the one on which its copy was filed.
        let printed =
            foot.days.iter().any(|(rank, _)| *rank < 2) && dateline_day.is_some_and(|day| day.year.is_none());
        let dateline = top
            .dateline_day
            .as_ref()
            .and_then(|day| year::settle(text, body, &with_year(day), &known));
        let yearless = || {
            let day = top
                .days
                .iter()
                .map(|(_, day)| day)
                .find(|day| day.year.is_none())?;
            year::settle(
                text,
                body,
                &with_year(day),
                &dateline.map_or(known.clone(), |d| vec![d]),
            )
        };
        let (date, source) = match (argument, stamped, dateline, at_foot) {
            (Some(date), ..) => (Some(date), DateSource::Argument),
            (_, Some(date), ..) | (_, None, None, Some(date)) => (Some(date), DateSource::Header),
            (_, None, Some(_), Some(date)) if printed => (Some(date), DateSource::Header),
            (_, None, Some(date), _) => (Some(date), DateSource::Dateline),
            _ => yearless().map_or((None, DateSource::None), |date| (Some(date), DateSource::Header)),
        };
        Days {
            date,
            source,
            dateline,
            unknown: top.dateline_day.is_some() && dateline.is_none(),
        }
    }
}

/// The year that a line of copyright or an issue's names at the foot or above the body.
fn issue_year(text: &str, units: &[Unit], top: &Top, foot: &Foot) -> Option<i16> {
    let above = units.iter().take(top.body.min(lines::MOST_TOP));
    foot.year.or_else(|| {
        above
            .into_iter()
            .find_map(|unit| imprint::year(unit.span.slice(text)))
    })
}

/// The best of the header's full days: the lowest rank first, then the first.
fn best(days: &[(u8, Day)], dateline: Option<&Day>, body: &str) -> Option<Date> {
    let full = days.iter().filter(|(_, day)| day.year.is_some());
    let (_, day) = full.min_by_key(|(rank, _)| *rank)?;
    if day.either_order && !puts_month_first(days, day, dateline, body) {
        return day.swapped().date();
    }
    day.date()
}

/// The order of `5/3/2024`: as the dateline or another day of the header has it, as the body writes days, else American.
fn puts_month_first(days: &[(u8, Day)], day: &Day, dateline: Option<&Day>, body: &str) -> bool {
    let months = || {
        dateline
            .into_iter()
            .chain(days.iter().map(|(_, d)| d).filter(|d| !d.either_order))
            .map(|d| d.month)
    };
    if months().any(|month| month == day.month) {
        return true;
    }
    if months().any(|month| month == day.day) {
        return false;
    }
    let fits = |day: &Day| day.date().and_then(|date| year::fits_lead(body, date));
    if let (Some(first), Some(other)) = (fits(day), fits(&day.swapped()))
        && first != other
    {
        return first;
    }
    !year::puts_day_first(body).unwrap_or_else(|| year::is_british(body))
}
