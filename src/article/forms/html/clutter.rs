//! What stands on a page around and between the paragraphs of its article: elements by name and class, lines by their words.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};
use regex::Regex;

use super::paragraphs::Paragraph;
use crate::article::day::{self, regex};

/// Elements that are never the article's text.
const ELEMENTS: [&str; 5] = ["nav", "aside", "footer", "figcaption", "dialog"];
/// Roles of such elements.
const ROLES: [&str; 8] = [
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "toolbar",
];
/// Words of classes and names of such elements.
const WORDS: [&str; 58] = [
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "caption",
    "captions",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "disqus",
    "gdpr",
    "inlinead",
    "menu",
    "metadata",
    "modal",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "promos",
    "pubdate",
    "readmore",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "respond",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "timestamp",
    "toolbar",
    "trending",
];
/// Pairs of words, where one alone would say too much.
const PAIRS: [[&str; 2]; 18] = [
    ["author", "bio"],
    ["author", "box"],
    ["author", "info"],
    ["author", "name"],
    ["entry", "meta"],
    ["post", "meta"],
    ["article", "meta"],
    ["story", "meta"],
    ["post", "tags"],
    ["most", "read"],
    ["most", "popular"],
    ["more", "stories"],
    ["more", "from"],
    ["read", "more"],
    ["read", "next"],
    ["also", "read"],
    ["post", "date"],
    ["publish", "date"],
];

/// Removes the elements that hold no text of the article. One that has a good part of the page's paragraphs stays,
/// whatever it is called: `has-sidebar` may be the class of everything.
pub(super) fn remove(page: &Document) {
    let Some(body) = page.body() else {
        return remove_under(&page.root());
    };
    remove_under(&body);
}

fn remove_under(root: &NodeRef<'_>) {
    let all = weight(root);
    let mut next = root.first_child();
    while let Some(node) = next {
        let after = following(&node, root);
        let is_clutter = is_clutter(&node) && weight(&node) * 10 <= all * most(&node);
        next = if is_clutter {
            after
        } else {
            node.first_child().or(after)
        };
        if is_clutter {
            node.remove_from_parent();
        }
    }
}

/// The node behind this one and all that is in it.
fn following<'a>(node: &NodeRef<'a>, root: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut at = *node;
    loop {
        if let Some(next) = at.next_sibling() {
            return Some(next);
        }
        at = at.parent().filter(|parent| parent.id != root.id)?;
    }
}

/// Shortest run of text, in bytes, that tells of paragraphs and not of labels.
const MIN_RUN: usize = 50;

/// How many bytes of paragraphs are under a node.
fn weight(node: &NodeRef<'_>) -> usize {
    let lengths = node
        .descendants_it()
        .filter(NodeRef::is_text)
        .map(|text| text.text().trim().len());
    lengths.filter(|length| *length >= MIN_RUN).sum()
}

/// How much of a page's paragraphs an element may have and still be removed, in tenths: a discussion may be long.
fn most(node: &NodeRef<'_>) -> usize {
    let names = ["id", "class"].iter().filter_map(|name| node.attr(name));
    let is_talk = names.map(|names| spaced(&names)).any(|names| {
        let first = names.split(' ').find(|word| !word.is_empty());
        matches!(
            first,
            Some("comments" | "comment" | "disqus" | "cookie" | "consent")
        )
    });
    if is_talk { 9 } else { 3 }
}

fn is_clutter(node: &NodeRef<'_>) -> bool {
    let Some(name) = node.node_name() else {
        return false;
    };
    if ELEMENTS.contains(&&*name) || node.has_attr("hidden") {
        return true;
    }
    if node.attr("role").is_some_and(|role| ROLES.contains(&&*role)) {
        return true;
    }
    if matches!(&*name, "html" | "body" | "article" | "main" | "p" | "time") && !node.has_attr("class") {
        return false;
    }
    let of_attribute = |attribute: &str| {
        node.attr(attribute)
            .is_some_and(|value| value.len() < 500 && has_word(&value))
    };
    of_attribute("class") || of_attribute("id")
}

/// Whether the words of classes name something that is no text of an article.
fn has_word(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        let spaced = spaced(class);
        let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
        // `has-sidebar` and `no-comments` say something of what is around
        let is_of_others = matches!(words.first(), Some(&("has" | "no" | "with" | "is" | "without")));
        !is_of_others
            && (words.iter().any(|word| WORDS.contains(word))
                || words
                    .windows(2)
                    .any(|pair| PAIRS.iter().any(|known| known == pair)))
    })
}

/// The words of a class: `inlineAd`, `inline-ad` and `inline__ad` are `inline ad`.
fn spaced(class: &str) -> String {
    let mut out = String::with_capacity(class.len() + 8);
    let mut was_lower = false;
    for c in class.chars() {
        if !c.is_alphanumeric() {
            out.push(' ');
        } else {
            if c.is_uppercase() && was_lower {
                out.push(' ');
            }
            out.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    out
}

/// Whole lines that stand between paragraphs.
static LINES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)^(?:
          advertise?ments? | ad | sponsored(?:\ content)? | promoted(?:\ content)? | loading\W* | share | save | print
        | (?:story|article|content)\ continues\ (?:below|after)\b.* | (?:scroll|swipe)\ (?:down\ )?(?:to|for)\b.*
        | advertisement\W.* | skip\ (?:to|past)\b.* | image\ (?:source|caption|credit)\b.* | listen\ to\ this\ (?:article|story)\b.*
        | related(?:\ (?:articles?|stories|news|topics|content|coverage|links|posts))?:? | more\ (?:on|from|like)\ this\b.*
        | (?:recommended|trending|most\ (?:read|popular|viewed)|topics|tags|share\ this.*|read\ (?:more|next)):?
        | (?:sign\ up|subscribe|register)\ (?:to|for|here|now|today)\b.* | follow\ us\b.* | like\ us\ on\b.* | get\ our\ .*newsletter.*
        | (?:©|\(c\)|copyright)\W.*\d{4}.* | all\ rights\ reserved\W* | (?:please\ )?enable\ javascript\b.* | \d+\ comments?
        | \d{1,2}[.:]\d{2}(?:\ ?[ap]\.?m\.?)?(?:\ [a-z]{2,4})?
        | (?:\d+|one|an?)\ (?:min(?:ute)?s?|hours?|days?)(?:\ (?:ago|read))
        | (?:facebook|twitter|whatsapp|email|linkedin|copy\ link|x|reddit|pinterest|telegram|\W)+
        )\W*$",
    )
});
/// Heads of lines that lead to another page, when most of the line is a link.
static LEADS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\W*(?:read|see|watch|listen|also|more|related|click|explore|don.t miss|in pictures|video|gallery|opinion|analysis|live|continue)\b",
    )
});
/// Words of a line that says nothing but when something was published.
static STAMP: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?ix)^(?: [\s\d:.,/|•·–—()+-] | a\.?m\.?\b | p\.?m\.?\b
        | (?:first|last|originally|published|publish|posted|updated|update|modified|created|released|on|at|date|time|by|and|the
          |noon|midnight|hrs?|hours?|ist|gmt|utc|bst|cest|cet|est|edt|et|pst|pdt|pt|cst|cdt|ct|mst|mdt|mt|aest|aedt|jst|z|t
          |(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|st|nd|rd|th
          |jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
          )\b )+$",
    )
});

/// Longest line that may be one that stands between paragraphs.
const MAX_LINE: usize = 240;

/// Whether a paragraph is none of the article's.
pub(super) fn is_line(paragraph: &Paragraph) -> bool {
    let Paragraph {
        text,
        linked,
        is_heading,
        is_item,
    } = paragraph;
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    if text.len() > MAX_LINE {
        return false;
    }
    let is_link = *linked * 10 >= text.len() * 8;
    let is_sentence = text.ends_with(['.', '!', '?', '"', '”', '’', ':']);
    LINES.is_match(text)
        || is_link && (*is_item || *is_heading || !is_sentence)
        || *linked * 2 >= text.len() && LEADS.is_match(text)
}

/// Whether a line says nothing but when something was published.
pub(super) fn is_stamp(text: &str) -> bool {
    text.len() <= 120 && STAMP.is_match(text) && !day::find(text).is_empty()
}
