//! Web pages and pieces of them: encoding, what the head says, and the article's text without what stands around it.

#[cfg(feature = "html")]
mod nesting;
#[cfg(feature = "html")]
mod paragraphs;
mod plain;

/// The text of a piece of a page, such as feeds and mails carry: paragraphs with a blank line between, entities decoded,
/// scripts, forms and captions left out. Text without any tag keeps its lines.
pub(in crate::article) fn text_of(html: &str) -> String {
    #[cfg(feature = "html")]
    if nesting::refusal(html).is_none() {
        let wrapped;
        let html =
            if html.contains("</") || html.contains("/>") || html.contains("<br") || html.contains("<p>") {
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
