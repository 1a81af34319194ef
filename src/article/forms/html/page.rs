//! A web page to a [`Page`]: the head is read, then the body, and what was odd gets its place.

use dom_query::Document as Tree;

use super::paragraphs::Paragraph;
use super::{body, encoding, head, joined, nesting};
use super::{has_tag, lacks_end};
use crate::article::Page;
use crate::document::{Content, Told};
use crate::span::Span;
use crate::warning::{Warning, WarningCode};

/// Largest page in bytes: a hundred times the longest pages of papers.
const MAX_PAGE: usize = 64 << 20;
/// Text in bytes below which a body that stands in the head is taken instead, when it is longer.
const FEW: usize = 400;

/// Reads a page or a piece of one; `told` is what was told beside it, and stays.
///
/// # Errors
///
/// When it is too large, nests too deep or has no text of an article; says which.
pub(in crate::article::forms) fn open(content: Content, told: &Told) -> Result<Page, &'static str> {
    if content.len() > MAX_PAGE {
        return Err("the page is larger than 64 MiB");
    }
    let (html, odd) = match content {
        Content::Text(text) => (text, Vec::new()),
        Content::Bytes(bytes) => encoding::read(&bytes),
    };
    let open = nesting::open_at_end(&html)?;
    let is_cut = open > 0 && lacks_end(&html);
    let is_piece = !["<html", "<body", "<head", "<!doctype"]
        .iter()
        .any(|tag| has_tag(&html, tag));
    let tree = Tree::from(html);
    let linked = head::read(&tree);
    let mut known = told.clone();
    known.or(linked.told);
    let mut paragraphs = body::read(tree, is_piece, &mut known);
    let length = body::length(&paragraphs);
    if let Some(stated) = linked.body
        && length < FEW
        && stated.len() > length * 2
    {
        let parts = stated.split("\n\n").flat_map(|part| part.split('\n'));
        let whole = parts.map(|text| Paragraph {
            text: text.trim().to_owned(),
            ..Paragraph::default()
        });
        paragraphs = body::kept(whole.collect(), &mut known);
    }
    if body::length(&paragraphs) == 0 {
        return Err("no article text");
    }
    let texts = known.headline.iter().cloned();
    let text = joined(texts.chain(paragraphs.into_iter().map(|paragraph| paragraph.text)));
    let mut warnings = encoding::placed(odd, &text);
    if is_cut {
        warnings.push(Warning {
            code: WarningCode::Truncated,
            span: Span::new(text.len(), text.len()),
        });
    }
    Ok(Page {
        text,
        told: known,
        warnings,
    })
}
