//! The forms in which one article comes: told by the content first, then by what was said of it, and made a [`Page`].

mod authors;
#[cfg(feature = "archives")]
mod copy;
mod html;
#[cfg(feature = "archives")]
mod mail;
#[cfg(feature = "archives")]
mod newsml;
#[cfg(feature = "archives")]
mod ninjs;
#[cfg(feature = "archives")]
mod nitf;

use std::borrow::Cow;

use super::decode;
use super::lines::head;
use super::page::Page;
use crate::document::{Content, Document, Form};
use crate::error::Error;

/// Takes a document out of its form.
///
/// # Errors
///
/// When the content is not what its form asks for, at the document's place. Text never fails.
pub fn open(document: Document) -> Result<Page, Error> {
    let Document {
        content,
        form,
        told,
        place,
    } = document;
    let form = form.unwrap_or_else(|| recognise(&content));
    let mut page = match form {
        Form::Text => text(content),
        #[cfg(feature = "archives")]
        Form::Nitf => nitf::page(&content, &place)?,
        #[cfg(feature = "archives")]
        Form::NewsMl => newsml::page(&content, &place)?,
        #[cfg(feature = "archives")]
        Form::Ninjs => ninjs::page(content, &place)?,
        #[cfg(feature = "archives")]
        Form::Mail => mail::page(&content, &place)?,
        #[cfg(feature = "html")]
        Form::Html => html::open(content, &told).map_err(|why| Error::document(place, why))?,
        #[cfg(not(all(feature = "archives", feature = "html")))]
        other => return Err(Error::document(place, format!("this build cannot read {other}"))),
    };
    let mut told = told;
    told.byline = authors::names(&told.byline);
    told.or(std::mem::take(&mut page.told));
    page.told = told;
    Ok(page)
}

/// Bytes at the beginning of a content that tell its form.
const HEAD: usize = 4096;

/// The form that a content has by itself.
fn recognise(content: &Content) -> Form {
    #[cfg(feature = "archives")]
    if let Some(form) = recognise_agency(content) {
        return form;
    }
    let start = match content {
        Content::Text(text) => Cow::Borrowed(head(text, HEAD)),
        Content::Bytes(bytes) => Cow::Owned(decode(&bytes[..bytes.len().min(HEAD)]).0),
    };
    match () {
        () if html::is_page(&start) => Form::Html,
        () => Form::Text,
    }
}

/// Agency XML and JSON, and mail.
#[cfg(feature = "archives")]
fn recognise_agency(content: &Content) -> Option<Form> {
    let head = match content {
        Content::Text(text) => text.as_bytes(),
        Content::Bytes(bytes) => bytes,
    };
    match crate::xml::root(head).as_deref() {
        Some("nitf") => return Some(Form::Nitf),
        Some("newsItem" | "newsMessage" | "NewsML") => return Some(Form::NewsMl),
        _ => {}
    }
    if ninjs::is_ninjs(head) {
        return Some(Form::Ninjs);
    }
    mail::is_mail(head).then_some(Form::Mail)
}

fn text(content: Content) -> Page {
    let (text, warnings) = match content {
        Content::Text(text) => (text, Vec::new()),
        Content::Bytes(bytes) => decode(&bytes),
    };
    Page {
        text,
        warnings,
        ..Page::default()
    }
}
