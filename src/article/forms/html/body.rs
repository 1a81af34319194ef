//! The article's paragraphs on a page, without what repeats its head and without what stands between them.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::clutter;
use super::paragraphs::{self, Paragraph};
use crate::article::byline;
use crate::document::Told;
use crate::lexical::fold_spaces;

/// Characters from which on a text is taken for the article at the first try: briefs are short.
const ENOUGH: usize = 200;
/// Shortest line that is an article's text by itself, in bytes.
const MIN_SENTENCE: usize = 25;
/// Paragraphs at either end that may be bylines.
const EDGE: usize = 5;
/// Longest byline in bytes.
const MAX_BYLINE: usize = 160;

/// The paragraphs of a page, or of a piece of one.
pub(super) fn read(page: Document, is_piece: bool, told: &mut Told) -> Vec<Paragraph> {
    clutter::remove(&page);
    paragraphs::mark_ends(&page);
    if is_piece {
        return kept(paragraphs::of(&page.root()), told);
    }
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        char_threshold: ENOUGH,
        ..Config::default()
    };
    let Ok(mut reader) = Readability::with_document(page, None, Some(config)) else {
        return Vec::new();
    };
    let found = reader.parse().is_ok();
    let place = reader.doc.select_single("#readability-page-1");
    let article = place.nodes().first().filter(|_| found);
    let mut best = article.map_or_else(Vec::new, |node| kept(paragraphs::of(node), told));
    if length(&best) < MIN_SENTENCE {
        best = reader
            .doc
            .body()
            .map_or_else(Vec::new, |body| kept(paragraphs::of(&body), told));
    }
    best
}

/// How much text there is, in bytes: headings and links are none.
pub(super) fn length(paragraphs: &[Paragraph]) -> usize {
    let lengths = paragraphs.iter().filter(|paragraph| !paragraph.is_heading);
    lengths
        .map(|paragraph| paragraph.text.len().saturating_sub(paragraph.linked))
        .filter(|length| *length >= MIN_SENTENCE)
        .sum()
}

/// Those that are the article's.
pub(super) fn kept(mut all: Vec<Paragraph>, told: &mut Told) -> Vec<Paragraph> {
    all.retain(|paragraph| !clutter::is_line(paragraph));
    all.dedup_by(|later, first| later.text == first.text);
    if let Some(headline) = &told.headline {
        let key = letters(headline);
        all.retain(|paragraph| {
            paragraph.text.len() > headline.len() * 2 + 40 || letters(&paragraph.text) != key
        });
    }
    let count = all.len();
    let mut number = 0;
    all.retain(|paragraph| {
        number += 1;
        let is_edge = number <= EDGE || number + 2 > count;
        let text = fold_spaces(&paragraph.text.replace('\n', ", "));
        !is_edge || !(clutter::is_stamp(&text) || is_byline(&text, told))
    });
    while all.last().is_some_and(|last| last.is_heading) {
        all.pop();
    }
    all
}

/// Whether a line names the authors; they are told then, when nobody had told them.
fn is_byline(text: &str, told: &mut Told) -> bool {
    if text.len() > MAX_BYLINE {
        return false;
    }
    let stamps = text
        .split(['|', '•', '·'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && !clutter::is_stamp(part));
    let rest: Vec<&str> = stamps.collect();
    let [line] = rest[..] else { return false };
    if told.byline.iter().any(|name| name == line) {
        return true;
    }
    let Some(byline) = byline::read(line).filter(|byline| byline.has_lead) else {
        return false;
    };
    let names: Vec<String> = byline
        .names
        .into_iter()
        .map(|range| line[range].to_owned())
        .collect();
    if told.byline.is_empty() {
        told.byline.clone_from(&names);
    }
    !names.is_empty() || byline.outlet.is_some()
}

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
