//! A tree's text in paragraphs: what starts a new one, what is skipped, white space folded.

use dom_query::{Document, NodeRef};

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
    "thead",
];
/// Elements whose text is none of the article's.
const SKIPPED: [&str; 27] = [
    "audio",
    "button",
    "canvas",
    "datalist",
    "embed",
    "figcaption",
    "head",
    "iframe",
    "input",
    "link",
    "map",
    "math",
    "meta",
    "meter",
    "noscript",
    "object",
    "option",
    "progress",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
];
/// Longest text in bytes that is taken for a cell of a table, and joined with the next.
const MAX_CELL: usize = 80;

/// What a line break is in the text of a tree, once [`mark_ends`] has been there.
const LINE_END: char = '\u{2028}';

/// What the border of a cell is.
const BLOCK_END: char = '\u{2029}';

/// Puts characters for line breaks and for the borders of cells that hold running text, so that they outlive whatever is
/// done to the elements.
pub(super) fn mark_ends(page: &Document) {
    for node in page.select("br").nodes() {
        node.replace_with(&node.tree.new_text(LINE_END.to_string()));
    }
    for cell in page.select("td, th").nodes() {
        let text = cell.text();
        if text.trim().len() > MAX_CELL || text.contains(LINE_END) {
            cell.prepend_child(&cell.tree.new_text(BLOCK_END.to_string()));
            cell.append_child(&cell.tree.new_text(BLOCK_END.to_string()));
        }
    }
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text, on as many lines as it has single line breaks.
    pub(super) text: String,
    /// How many of its bytes are links.
    pub(super) linked: usize,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
}

/// The paragraphs under a node.
pub(super) fn of(root: &NodeRef<'_>) -> Vec<Paragraph> {
    let mut walk = Walk::default();
    let mut next = root.first_child();
    let mut depth = 0usize;
    while let Some(node) = next {
        let goes_in = walk.enter(&node);
        if goes_in && let Some(child) = node.first_child() {
            depth += 1;
            next = Some(child);
            continue;
        }
        if goes_in {
            walk.leave(&node);
        }
        let mut at = node;
        next = loop {
            if let Some(sibling) = at.next_sibling() {
                break Some(sibling);
            }
            if depth == 0 {
                break None;
            }
            let Some(parent) = at.parent() else { break None };
            depth -= 1;
            walk.leave(&parent);
            at = parent;
        };
    }
    walk.flush();
    walk.done
}

/// The state of a walk through a tree.
#[derive(Default)]
struct Walk {
    done: Vec<Paragraph>,
    now: Paragraph,
    /// Line breaks since the last text, and white space.
    breaks: usize,
    has_space: bool,
    links: usize,
    headings: usize,
    items: usize,
    pre: usize,
}

impl Walk {
    /// Goes to a node; returns whether its children are to be visited.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else {
            return node.is_fragment();
        };
        let name = &*name;
        if SKIPPED.contains(&name) {
            return false;
        }
        match name {
            "br" => self.breaks += 1,
            "td" | "th" if self.is_block() => self.flush(),
            "td" | "th" => self.has_space = true,
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
        self.count(name, true);
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        let name = &*name;
        match name {
            "td" | "th" if self.is_block() => self.flush(),
            _ if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
        self.count(name, false);
    }

    /// Whether the cell that ends or begins here is more than a cell of a table of figures.
    fn is_block(&self) -> bool {
        self.now.text.len() > MAX_CELL || self.now.text.contains('\n') || self.breaks > 0
    }

    /// Counts what the walk is inside of.
    fn count(&mut self, name: &str, enters: bool) {
        let counter = match name {
            "a" => &mut self.links,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &mut self.headings,
            "li" | "dd" | "dt" => &mut self.items,
            "pre" => &mut self.pre,
            _ => return,
        };
        *counter = if enters {
            *counter + 1
        } else {
            counter.saturating_sub(1)
        };
    }

    fn text(&mut self, text: &str) {
        let before = self.now.text.len();
        let mut newlines = 0;
        for c in text.chars() {
            if matches!(c, LINE_END | BLOCK_END) {
                self.breaks += if c == LINE_END { 1 } else { 2 };
                continue;
            }
            if c.is_whitespace() {
                newlines += usize::from(c == '\n');
                self.has_space = true;
                if self.pre > 0 && newlines > 1 {
                    self.breaks = 2; // a blank line in text that is set as written
                }
                continue;
            }
            if c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                continue;
            }
            newlines = 0;
            self.join();
            self.now.text.push(c);
        }
        if self.links > 0 {
            self.now.linked += self.now.text.len().saturating_sub(before);
        }
    }

    /// Writes what stands between the last character and the next.
    fn join(&mut self) {
        match self.breaks {
            0 if self.has_space && !self.now.text.is_empty() => self.now.text.push(' '),
            1 if !self.now.text.is_empty() => self.now.text.push('\n'),
            0 | 1 => {}
            _ => self.flush(),
        }
        self.breaks = 0;
        self.has_space = false;
        self.now.is_heading |= self.headings > 0;
        self.now.is_item |= self.items > 0;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        self.has_space = false;
        let paragraph = std::mem::take(&mut self.now);
        if !paragraph.text.is_empty() {
            self.done.push(paragraph);
        }
    }
}
