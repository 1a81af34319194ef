//! Whether a page can be made a tree in bounded time: how deep it nests, and how much work its tags are.
//!
//! The tree builder looks along the open elements at nearly every tag, and writes unclosed formatting again into every
//! paragraph, so that a page of a few megabytes can cost minutes and gigabytes. This counts the same things from the tags
//! alone, before anything is built, and rather too much than too little.

use memchr::{memchr, memchr3, memmem};

/// Deepest nesting of elements: browsers stop at 512.
const MAX_DEPTH: usize = 512;
/// Most elements that a tree may get: some ten times as many as the longest live blogs have.
const MAX_ELEMENTS: usize = 600_000;
/// Most open elements looked at, summed over the tags.
const MAX_WORK: usize = 100_000_000;

/// Elements that never have content.
const VOID: [&str; 17] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
    "link", "meta", "param", "source", "wbr",
];
/// Elements that the next of their kind, or the end of their parent, closes.
const IMPLIED: [&str; 19] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "html", "head",
    "body", "rb", "rt", "rp", "colgroup",
];
/// Elements that are written again into the next paragraph while nobody closes them.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements whose content is text up to their end tag.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes",
];
/// Elements that an end tag outside does not reach into.
const WALLS: [&str; 6] = ["applet", "marquee", "object", "table", "template", "svg"];
/// Elements over which the end tag of any other does not reach.
const SPECIAL: [&str; 34] = [
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "header",
    "hgroup",
    "main",
    "marquee",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "template",
    "ul",
    "svg",
];

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// Whether it stands in the list of active formatting; at most three alike do.
    is_formatting: bool,
}

/// How many elements are open where a page ends.
///
/// # Errors
///
/// Why this page is not made a tree.
pub(super) fn open_at_end(html: &str) -> Result<usize, &'static str> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let (mut elements, mut work, mut formatting) = (0usize, 0usize, 0usize);
    for tag in Tags::of(html) {
        work += 1 + open.len() + formatting;
        if tag.is_end {
            formatting -= close(&mut open, tag.name);
            continue;
        }
        elements += 1;
        if is_any(tag.name, &SPECIAL) || is_any(tag.name, &IMPLIED) {
            elements += formatting;
        }
        let is_leaf =
            is_any(tag.name, &VOID) || is_any(tag.name, &IMPLIED) || tag.is_empty && is_drawing(&open);
        if !is_leaf {
            let is_formatting = is_any(tag.name, &FORMATTING);
            formatting += usize::from(is_formatting);
            open.push(Open {
                name: tag.name,
                is_formatting,
            });
        }
        if open.len() > MAX_DEPTH {
            return Err("elements are nested more than 512 deep");
        }
        if elements > MAX_ELEMENTS || work > MAX_WORK {
            return Err("too many elements");
        }
    }
    Ok(open.len())
}

/// Takes what an end tag closes off the open elements; returns how many of them were formatting.
fn close(open: &mut Vec<Open<'_>>, name: &str) -> usize {
    let is_special = is_any(name, &SPECIAL);
    for at in (0..open.len()).rev() {
        let element = &open[at];
        if element.name.eq_ignore_ascii_case(name) {
            return open.drain(at..).filter(|element| element.is_formatting).count();
        }
        let stops = if is_special { &WALLS[..] } else { &SPECIAL };
        if is_any(element.name, stops) {
            break;
        }
    }
    0
}

/// Whether the innermost open elements are a drawing or a formula, where `<x/>` has no content.
fn is_drawing(open: &[Open<'_>]) -> bool {
    let mut inner = open.iter().rev();
    let decides = inner.find(|element| {
        is_any(
            element.name,
            &["svg", "math", "desc", "title", "foreignobject", "annotation-xml"],
        ) || is_any(element.name, &["mi", "mo", "mn", "ms", "mtext"])
    });
    decides.is_some_and(|element| is_any(element.name, &["svg", "math"]))
}

fn is_any(name: &str, known: &[&str]) -> bool {
    crate::lexical::is_any(name, known)
}

/// A tag as written.
struct Tag<'a> {
    name: &'a str,
    is_end: bool,
    /// Whether it ends with `/>`.
    is_empty: bool,
}

/// The tags of a page, comments and the content of scripts left out.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn of(html: &'a str) -> Tags<'a> {
        Tags { html, at: 0 }
    }

    /// Moves behind the first of `end` at or after the place.
    fn skip(&mut self, end: &str) {
        let rest = &self.html.as_bytes()[self.at..];
        self.at =
            memmem::find(rest, end.as_bytes()).map_or(self.html.len(), |found| self.at + found + end.len());
    }

    /// Moves behind the `>` that ends the tag, over quoted values.
    fn skip_attributes(&mut self) {
        let bytes = self.html.as_bytes();
        while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[self.at..]) {
            let at = self.at + found;
            self.at = at + 1;
            if bytes[at] == b'>' {
                return;
            }
            if bytes[..at].trim_ascii_end().ends_with(b"=") {
                let end = memchr(bytes[at], &bytes[self.at..]);
                self.at = end.map_or(bytes.len(), |end| self.at + end + 1);
            }
        }
        self.at = bytes.len();
    }

    /// Moves to the end tag of an element that holds nothing but text.
    fn skip_raw(&mut self, name: &str) {
        let bytes = self.html.as_bytes();
        while let Some(found) = memmem::find(&bytes[self.at..], b"</") {
            let at = self.at + found;
            let end = bytes.get(at + 2..at + 2 + name.len());
            if end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())) {
                self.at = at;
                return;
            }
            self.at = at + 2;
        }
        self.at = bytes.len();
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + memchr(b'<', &bytes[self.at..])? + 1;
            self.at = start;
            let rest = &bytes[start..];
            if rest.starts_with(b"!--") {
                // `<!-->` is a whole comment
                self.at += if rest[3..].starts_with(b">") || rest[3..].starts_with(b"->") {
                    2
                } else {
                    3
                };
                self.skip(if self.at == start + 2 { ">" } else { "-->" });
                continue;
            }
            let is_end = rest.first() == Some(&b'/');
            let name = &rest[usize::from(is_end)..];
            match name.first() {
                Some(first) if first.is_ascii_alphabetic() => {}
                Some(b'!' | b'?') => {
                    self.skip(">");
                    continue;
                }
                _ => continue,
            }
            let length = name
                .iter()
                .take_while(|b| !b.is_ascii_whitespace() && !b"/>".contains(b))
                .count();
            let from = start + usize::from(is_end);
            // a `/` or `>` ends it, and so it ends between characters
            let name = &self.html[from..from + length];
            self.at = from + length;
            self.skip_attributes();
            let is_empty = self.html[..self.at].ends_with("/>");
            if !is_end && is_any(name, &RAW) {
                self.skip_raw(name);
            }
            return Some(Tag {
                name,
                is_end,
                is_empty,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_as_they_are() {
        let list = "<ul><li>One<li>Two<p>More<br>still<img src='a>b'></ul>".repeat(2000);
        let quoted = r#"<p title="<div><div>">x</p><!-- <div> --><script>"<div>"</script>"#.repeat(2000);
        let drawing = format!("<svg>{}</svg>", "<path d='M0 0'/>".repeat(2000));
        let crossed = "<div><b>x<i>y</b></i></div>".repeat(2000);
        for page in [list, quoted, drawing, crossed] {
            assert_eq!(open_at_end(&page), Ok(0), "{}", &page[..60]);
        }
        assert_eq!(open_at_end("<html><body><div><article><p>The"), Ok(2));
    }

    #[test]
    fn pages_that_cost_too_much() {
        for deep in [
            "<div>",
            "<span>",
            "<b a=1>",
            "<div><object></div>",
            "<x><div></x>",
            "<svg><desc><path/>",
        ] {
            let why = open_at_end(&deep.repeat(2000)).unwrap_err();
            assert!(why.contains("nested"), "{deep}: {why}");
        }
        let rewritten = format!("{}{}", "<font color=red>".repeat(500), "<p>x".repeat(20_000));
        assert_eq!(open_at_end(&rewritten), Err("too many elements"));
        assert_eq!(open_at_end(&"<p>x".repeat(2_000_000)), Err("too many elements"));
    }
}
