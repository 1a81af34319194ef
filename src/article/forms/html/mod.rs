//! Web pages and pieces of them: encoding, what the head says, and the article's text without what stands around it.

#[cfg(feature = "html")]
mod body;
#[cfg(feature = "html")]
mod clutter;
#[cfg(feature = "html")]
mod encoding;
#[cfg(feature = "html")]
mod head;
#[cfg(feature = "html")]
mod linked;
#[cfg(feature = "html")]
mod nesting;
#[cfg(feature = "html")]
mod page;
#[cfg(feature = "html")]
mod paragraphs;
#[cfg(any(feature = "html", feature = "archives"))]
mod plain;
#[cfg(feature = "html")]
mod values;

#[cfg(feature = "html")]
pub(super) use page::open;

use crate::lexical::is_any;

/// Elements with which a piece of a page begins.
const FIRST: [&str; 17] = [
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "article",
    "main",
    "section",
    "header",
    "div",
    "p",
    "h1",
    "h2",
    "table",
    "figure",
    "blockquote",
];

/// Whether a whole page begins in this markup and does not end.
#[cfg(any(feature = "html", feature = "archives"))]
pub(super) fn lacks_end(html: &str) -> bool {
    has_tag(html, "<html") && !has_tag(html, "</html") && !has_tag(html, "</body")
}

/// Whether a page has a tag that begins with this and has no longer name.
#[cfg(any(feature = "html", feature = "archives"))]
fn has_tag(html: &str, tag: &str) -> bool {
    let bytes = html.as_bytes();
    let is_one = |at: usize| {
        let start = bytes.get(at..at + tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
            && bytes
                .get(at + tag.len())
                .is_none_or(|next| !next.is_ascii_alphanumeric())
    };
    memchr::memchr_iter(b'<', bytes).any(is_one)
}

/// Whether the beginning of a content is that of a page or of a piece of one. Text with a tag within it is none.
pub(super) fn is_page(start: &str) -> bool {
    let mut rest = start.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else {
            return false;
        };
        rest = comment[end + 3..].trim_start();
    }
    if let Some(declared) = rest.strip_prefix("<?xml") {
        let lower = declared.to_ascii_lowercase();
        return lower.contains("<html") || lower.contains("<!doctype html");
    }
    let Some(tag) = rest.strip_prefix('<') else {
        return false;
    };
    let kind = tag.get(..13);
    if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("!doctype html")) {
        return true;
    }
    let length = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    is_any(&tag[..length], &FIRST)
        && tag[length..].starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
}

/// The text of a piece of a page, such as feeds and mails carry: paragraphs with a blank line between, entities decoded,
/// scripts, forms and captions left out. Text without any tag keeps its lines.
#[cfg(any(feature = "html", feature = "archives"))]
pub(in crate::article) fn text_of(html: &str) -> String {
    #[cfg(feature = "html")]
    if nesting::open_at_end(html).is_ok() {
        let wrapped;
        let has_tags =
            html.contains("</") || html.contains("/>") || html.contains("<br") || html.contains("<p>");
        let html = if has_tags {
            html
        } else {
            wrapped = format!("<pre>{html}</pre>");
            &wrapped
        };
        let tree = dom_query::Document::fragment(html);
        return joined(
            paragraphs::of(&tree.root())
                .into_iter()
                .map(|paragraph| paragraph.text),
        );
    }
    plain::text(html)
}

/// Paragraphs with a blank line between.
#[cfg(feature = "html")]
fn joined(paragraphs: impl Iterator<Item = String>) -> String {
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;

    #[test]
    fn beginnings() {
        for page in [
            "<!DOCTYPE html>",
            "\u{feff} <!-- saved --> <HTML lang=en>",
            "<?xml version=\"1.0\"?>\n<html xmlns=x>",
            "<p>One",
            "<div class=a>",
        ] {
            assert!(is_page(page), "{page}");
        }
        for text in [
            "",
            "<",
            "LONDON <b>x</b>",
            "<b>bold</b> text",
            "<nitf>",
            "<?xml version='1.0'?><newsItem/>",
            "<pre",
            "<!--",
        ] {
            assert!(!is_page(text), "{text}");
        }
    }

    #[test]
    fn pieces() {
        let rows = [
            ("", ""),
            ("Plain &amp; simple", "Plain & simple"),
            ("One.\n\nTwo\nlines.", "One.\n\nTwo lines."),
            (
                "<p>One &ldquo;two&rdquo;</p><p>Three<br>four<br/><br/>five",
                "One “two”\n\nThree\nfour\n\nfive",
            ),
            ("a < b <b>bold</b>\n word", "a < b bold word"),
            (
                "<div>One<ul><li>Two</li><li><p>Three</p></li></ul>four</div>",
                "One\n\nTwo\n\nThree\n\nfour",
            ),
            (
                "<figure><img src=a><figcaption>A dog</figcaption></figure><script>x()</script>Text",
                "Text",
            ),
            (
                "<table><tr><td>Inter</td><td>2</td></tr><tr><td>Milan<td>1</table>",
                "Inter 2\n\nMilan 1",
            ),
            ("<pre>A line\nwrapped.\n\nNext.</pre>", "A line wrapped.\n\nNext."),
            ("co\u{ad}op\u{a0}&#8211;&nbsp;x", "coop – x"),
        ];
        for (html, text) in rows {
            assert_eq!(text_of(html), text, "{html}");
        }
    }

    #[test]
    fn a_piece_that_nests_too_deep_is_read_without_a_tree() {
        let html = format!("{}One &amp; two<p>three", "<div>".repeat(100_000));
        assert_eq!(text_of(&html), "One & two\n\nthree");
    }
}
