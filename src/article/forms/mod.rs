//! The forms in which one article comes: told by the content first, then by what was said of it, and made a [`Page`].

mod day;

use super::decode;
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
        other => return Err(Error::document(place, format!("this build cannot read {other}"))),
    };
    let mut told = told;
    told.or(std::mem::take(&mut page.told));
    page.told = told;
    Ok(page)
}

/// The form that a content has by itself.
fn recognise(_content: &Content) -> Form {
    Form::Text
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
