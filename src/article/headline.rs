//! Which of the lines above the body is the headline.

use super::context::goes_on;
use super::keyed::Key;
use super::lines::{Unit, ends_sentence, is_upper, words};
use super::lists::{LABELS, STATES};
use super::source;
use super::top::Line;
use crate::span::Span;

/// Longest headline, in bytes.
pub(super) const MAX: usize = 300;

/// The headline among the lines above the body; without one, the first line when it is shaped so.
pub(super) fn choose(text: &str, units: &[Unit], lines: &[Line], body: &mut usize) -> Option<Span> {
    for (at, (unit, line)) in units.iter().zip(lines).enumerate() {
        match line {
            Line::Keyed(Key::Headline, value) if !value.is_empty() => return Some(unit.part(value)),
            Line::Stamped(_, rest) => {
                let mut span = unit.part(rest);
                let is_plain = matches!(lines.get(at + 1), Some(Line::Plain));
                if let Some(next) = units
                    .get(at + 1)
                    .filter(|next| is_plain && is_hanging(text, **next))
                {
                    span.end = next.span.end;
                    *body = (*body).max(at + 2);
                }
                return Some(span);
            }
            _ => {}
        }
    }
    let candidates: Vec<usize> = (0..*body)
        .filter(|&at| !lines[at].is_furniture() && units[at].span.len() <= MAX)
        .collect();
    // `Courts` over a sentence: a section's word is the headline where there is no other.
    if let [only] = candidates[..]
        && let Some(above) = only.checked_sub(1)
        && let (Line::Section, Line::Prose) = (&lines[above], &lines[only])
    {
        return Some(units[above].span);
    }
    if let Some(&first) = candidates.first() {
        let second = candidates.get(1).copied();
        let kicker = second.is_some_and(|second| is_kicker(text, units[first], units[second]));
        let at = second.filter(|_| kicker).unwrap_or(first);
        return Some(with_second_line(text, units, &candidates, at));
    }
    let unsure = |at: &usize| matches!(&lines[*at], Line::Outlet(r, days) if days.is_empty() && !source::is_known(&units[*at].span.slice(text)[r.clone()]));
    let above = lines[..*body]
        .iter()
        .position(|l| matches!(l, Line::Byline(..)))
        .unwrap_or(*body);
    if let Some(at) = (0..above).find(unsure) {
        return Some(units[at].span);
    }
    if *body > 0 && !lines[..*body].iter().all(Line::is_furniture) {
        return None;
    }
    let at = *body;
    let line = units.get(at).map(|u| u.span.slice(text))?;
    let is_plain = matches!(lines.get(at), Some(Line::Plain));
    if !is_plain || !is_shaped(line) || units.len() == at + 1 && at > 0 {
        return None;
    }
    let decks = lines[at + 1..]
        .iter()
        .take(3)
        .take_while(|l| matches!(l, Line::Plain))
        .count();
    let prose = matches!(lines.get(at + 1 + decks), Some(Line::Prose | Line::Dateline(_)));
    *body = at + 1 + if prose { decks } else { 0 };
    Some(units[at].span)
}

/// Whether a line right below a stamped headline goes on with it, more indented.
fn is_hanging(text: &str, next: Unit) -> bool {
    let start = next.span.start as usize;
    let line = next.span.slice(text);
    !next.after_blank && text[..start].ends_with("  ") && line.len() <= 90 && !ends_sentence(line)
}

/// A headline that goes on in the line right below it.
fn with_second_line(text: &str, units: &[Unit], candidates: &[usize], at: usize) -> Span {
    let span = units[at].span;
    match units.get(at + 1) {
        Some(next) if candidates.contains(&(at + 1)) && goes_on(text, units, at + 1) => {
            Span::new(span.start as usize, next.span.end as usize)
        }
        _ => span,
    }
}

/// Whether the line is shaped as a headline: short, and no sentence with a full stop.
pub(super) fn is_shaped(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'']);
    line.len() <= 200
        && words(line, 30) <= 28
        && !(bare.ends_with('.') && !bare.ends_with("..") && !ends_in_abbreviation(bare))
        && !bare.ends_with([',', ';', ':'])
}

fn ends_in_abbreviation(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    last.trim_end_matches('.').contains('.') || STATES.has(last)
}

/// A word or two above a longer line: `EXCLUSIVE`, `MIDDLE EAST`.
fn is_kicker(text: &str, first: Unit, second: Unit) -> bool {
    let apart = second.after_blank;
    let (first, second) = (first.span.slice(text), second.span.slice(text));
    let goes_on = second.ends_with([',', ':']);
    let label = is_upper(first) && !is_upper(second) || first.ends_with(':');
    let place = words(first, 2) == 1 && !apart && !ends_sentence(second);
    let least = if is_upper(first) && !goes_on { 2 } else { 4 };
    // `Court`, apart from a headline of some words.
    let section =
        words(first, 2) == 1 && LABELS.has(first) && words(second, 6) >= 4 && !ends_sentence(second);
    words(first, 4) <= 2 && words(second, 6) >= least && (label || place || section)
}
