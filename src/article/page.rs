//! A [`Page`]: a document without its form, and how it becomes an [`Article`].

use super::{Article, DateSource, Field, ParagraphKind, read_text};
use crate::date::Date;
use crate::document::{Told, Written};
use crate::lexical::fold_spaces;
use crate::span::Span;
use crate::warning::{Warning, WarningCode};

/// A document without its form: the text that is to be read, and what is known beside it.
///
/// When a form has the headline apart from the body, it stands on the text's first line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The text.
    pub text: String,
    /// What the form says of it.
    pub told: Told,
    /// What was odd.
    pub warnings: Vec<Warning>,
}

/// Reads a page: what is told beside the text wins over what the text says, and `date`, the caller's, over both.
///
/// ```
/// use dateline::Told;
/// use dateline::article::{DateSource, Page, read_page};
///
/// let told = Told { date: Some("2024-05-02".parse()?), ..Told::default() };
/// let page = Page { text: "It rained in Rome on Monday.".to_owned(), told, ..Page::default() };
/// let article = read_page(page, None, None, &mut Vec::new());
/// assert_eq!(article.header.date_source, DateSource::Metadata);
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn read_page(page: Page, id: Option<String>, date: Option<Date>, warnings: &mut Vec<Warning>) -> Article {
    let Page {
        text,
        told,
        warnings: odd,
    } = page;
    warnings.extend(odd);
    let mut article = read_text(text, id.or(told.id), date.or(told.date), warnings);
    if date.is_none()
        && told.date.is_none()
        && matches!(told.written, Some(Written::Open { .. } | Written::Unread))
    {
        warnings.push(Warning {
            code: WarningCode::UnreadDay,
            span: Span::new(0, 0),
        });
    }
    if date.is_none() && told.date.is_some() {
        article.header.date_source = DateSource::Metadata;
    }
    article.url = told.url;
    if let Some(headline) = told.headline.map(|headline| fold_spaces(&headline))
        && !headline.is_empty()
    {
        set_headline(&mut article, headline);
    }
    let outside = |value: String| Field { value, span: None };
    if !told.byline.is_empty() {
        let stated = std::mem::take(&mut article.header.byline);
        let known = |value: &String| stated.iter().find(|field| field.value == *value).cloned();
        let named = told.byline.into_iter();
        article.header.byline = named
            .map(|value| known(&value).unwrap_or_else(|| outside(value)))
            .collect();
    }
    if let Some(value) = told.source {
        let stated = article.header.source.take().filter(|field| field.value == value);
        article.header.source = Some(stated.unwrap_or_else(|| outside(value)));
    }
    article
}

/// Puts in the headline that was told. What the text was thought to have for one is body then, unless it is the same.
fn set_headline(article: &mut Article, headline: String) {
    let first = article.paragraphs.first_mut();
    let first = first.filter(|first| fold_spaces(first.span.slice(&article.text)) == headline);
    let span = first.map(|first| {
        first.kind = ParagraphKind::Header;
        first.span
    });
    let taken = article.header.headline.take().and_then(|field| field.span);
    if span.is_none()
        && let Some(taken) = taken
    {
        let within = |paragraph: &&mut super::Paragraph| {
            paragraph.kind == ParagraphKind::Header && taken.contains(paragraph.span)
        };
        article
            .paragraphs
            .iter_mut()
            .filter(within)
            .for_each(|paragraph| paragraph.kind = ParagraphKind::Body);
    }
    article.header.headline = Some(Field {
        value: headline,
        span,
    });
}
