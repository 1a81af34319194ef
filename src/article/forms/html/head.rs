//! What a page says of itself: JSON-LD first, then meta tags, then marked elements, and its title last.

use dom_query::{Document, NodeRef};

use super::linked::{self, Linked};
use super::values::{add_authors, address, day, is_same, line, site_in, without_site};
use super::{clutter, paragraphs};
use crate::date::Date;

/// Keys of meta tags, the surest first; `:` is written `.`.
const HEADLINES: [&str; 9] = [
    "og.title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "cxenseparse.title",
    "twitter.title",
    "title",
];
const DATES: [&str; 33] = [
    "article.published_time",
    "article.published",
    "og.article.published_time",
    "og.published_time",
    "datepublished",
    "rnews.datepublished",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "published-date",
    "publication_date",
    "publication-date",
    "pubdate",
    "pub_date",
    "bt.pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse.recs.publishtime",
    "cxenseparse.publishtime",
    "originalpublicationdate",
    "displaydate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.published",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "article.created",
    "article_date_original",
    "citation_publication_date",
];
const AUTHORS: [&str; 16] = [
    "author",
    "article.author",
    "article.author_name",
    "authors",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.author",
    "byl",
    "byline",
    "cxenseparse.author",
    "og.article.author",
    "creator",
    "citation_author",
    "twitter.creator",
];
const SOURCES: [&str; 8] = [
    "og.site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "article.publisher",
    "cxenseparse.publisher",
    "application-name",
    "apple-mobile-web-app-title",
];
const ADDRESSES: [&str; 3] = ["og.url", "parsely-link", "twitter.url"];

/// Elements that hold the day of publication, the surest first.
const DAYS: [&str; 8] = [
    "[itemprop~=datePublished]",
    "time[pubdate]",
    "time.published, time.entry-date:not(.updated), .published time, time[class*=publish]",
    "article header time[datetime], header time[datetime]",
    "article time[datetime], main time[datetime]",
    "time[datetime]",
    ".published, .pubdate, .publish-date, .published-date, .post-date, .article-date, .entry-date, [class*=publish-date]",
    ".date, .dateline, .timestamp, [class*=timestamp], [class*=article-date], [class*=post-date]",
];
/// Elements that hold the authors, the surest first.
const WRITERS: [&str; 5] = [
    "[itemprop~=author] [itemprop~=name], [itemprop~=author]",
    "article [rel~=author], main [rel~=author], header [rel~=author]",
    "[rel~=author]",
    "article [class*=byline], article [class*=author-name], main [class*=byline]",
    "[class*=byline], [class*=author-name], .author, .article-author, .post-author, .writer",
];

/// What the head and the marked elements of a page say, and the body that its JSON-LD has.
pub(super) fn read(page: &Document) -> Linked {
    let scripts = page.select("script[type*='ld+json']");
    let scripts: Vec<String> = scripts
        .nodes()
        .iter()
        .map(|node| node.text().to_string())
        .collect();
    let mut linked = linked::read(&scripts);
    let told = &mut linked.told;
    let metas = Metas::of(page);
    let heading = heading(page);
    if told.source.is_none() {
        told.source = metas.find(&SOURCES, |value| {
            line(value).filter(|name| !name.contains("://") && !name.starts_with('@'))
        });
    }
    let title = title(page);
    if told.source.is_none() {
        told.source = title.as_deref().and_then(site_in).map(str::to_owned);
    }
    let site = told.source.clone();
    let site = site.as_deref();
    let cut = |title: String| without_site(&title, site, heading.as_deref());
    if told.headline.is_none() {
        let tagged = metas.find(&HEADLINES, line).map(cut);
        told.headline = tagged.or_else(|| heading.clone()).or_else(|| title.map(cut));
    }
    if told.url.is_none() {
        told.url = canonical(page).or_else(|| metas.find(&ADDRESSES, address));
    }
    if told.date.is_none() {
        let marked = || marked_day(page).or_else(|| stamped_day(page));
        told.date = metas.find(&DATES, day).or_else(marked);
    }
    if let (Some(headline), true) = (&mut told.headline, site.is_some()) {
        *headline = without_site(
            headline,
            site,
            heading.as_deref().filter(|heading| heading.len() > 15),
        );
    }
    if told.byline.is_empty() {
        told.byline = metas.authors(site);
    }
    if told.byline.is_empty() {
        told.byline = marked_authors(page, site);
    }
    linked
}

/// The meta tags of a page, in order.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Metas {
        let tags = page.select("meta[content]");
        let read = |node: &NodeRef<'_>| {
            let key = ["property", "name", "itemprop"]
                .iter()
                .find_map(|name| node.attr(name))?;
            Some((
                key.trim().to_lowercase().replace(':', "."),
                node.attr("content")?.to_string(),
            ))
        };
        Metas(tags.nodes().iter().filter_map(read).collect())
    }

    /// The values of a key.
    fn of_key<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(name, _)| name == key)
            .map(|(_, value)| &**value)
    }

    /// What the first of these keys that says anything says.
    fn find<T>(&self, keys: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        keys.iter().find_map(|key| self.of_key(key).find_map(&read))
    }

    fn authors(&self, site: Option<&str>) -> Vec<String> {
        let mut found = Vec::new();
        for key in AUTHORS {
            self.of_key(key)
                .for_each(|value| add_authors(value, false, site, &mut found));
            if !found.is_empty() {
                break;
            }
        }
        found
    }
}

/// The one heading that is the article's.
fn heading(page: &Document) -> Option<String> {
    for place in [
        "h1[itemprop~=headline]",
        "[itemprop~=headline]",
        "article h1",
        "main h1",
        "h1",
    ] {
        let found = page.select(place);
        if let [one] = found.nodes() {
            return line(&one.text()).filter(|text| text.contains(' '));
        }
    }
    None
}

fn title(page: &Document) -> Option<String> {
    line(&page.select("title").nodes().first()?.text())
}

fn canonical(page: &Document) -> Option<String> {
    let links = page.select("link[rel~=canonical]");
    links.nodes().iter().find_map(|link| address(&link.attr("href")?))
}

/// The day that an element of the page is marked with.
fn marked_day(page: &Document) -> Option<Date> {
    DAYS.iter().find_map(|place| {
        let found = page.select(place);
        let nodes = found.nodes().iter().take(10).filter(|node| !is_later(node));
        let mut values = nodes.filter_map(|node| {
            let stated = ["content", "datetime", "title"]
                .iter()
                .filter_map(|name| node.attr(name));
            let text = line(&node.text()).filter(|text| text.len() < 120);
            stated
                .map(|value| value.to_string())
                .chain(text)
                .find_map(|value| day(&value))
        });
        values.next()
    })
}

/// Paragraphs in which a line with nothing but a day is looked for.
const TOP: usize = 40;

/// The day of a line at the top of the page that says nothing else.
fn stamped_day(page: &Document) -> Option<Date> {
    let paragraphs = paragraphs::of(&page.body()?);
    let mut lines = paragraphs
        .iter()
        .take(TOP)
        .flat_map(|paragraph| paragraph.text.lines());
    lines.find_map(|line| day(line).filter(|_| clutter::is_stamp(line)))
}

/// Whether a time is that of a change, or stands in a comment or a teaser.
fn is_later(node: &NodeRef<'_>) -> bool {
    let says = |node: &NodeRef<'_>| {
        let attributes = ["class", "itemprop", "id"]
            .iter()
            .filter_map(|name| node.attr(name));
        let words = attributes.map(|value| value.to_lowercase()).collect::<String>();
        ["modified", "updated", "comment", "related", "teaser", "card"]
            .iter()
            .any(|word| words.contains(word))
    };
    says(node)
        && !node
            .attr("itemprop")
            .is_some_and(|kind| kind.contains("datePublished"))
        || node.ancestors_it(Some(4)).any(|parent| says(&parent))
}

/// The authors that elements of the page are marked with: those that stand together with the first.
fn marked_authors(page: &Document, site: Option<&str>) -> Vec<String> {
    for place in WRITERS {
        let found = page.select(place);
        let mut names: Vec<String> = Vec::new();
        let mut around = None;
        for node in found.nodes().iter().take(20).filter(|node| !is_later(node)) {
            let group = node.ancestors_it(Some(2)).last().map(|parent| parent.id);
            if !names.is_empty() && group != around {
                break;
            }
            let is_inner = node.attr("itemprop").is_some_and(|kind| kind.contains("name"));
            let text = if let Some(text) = node.attr("content") {
                text
            } else {
                node.text()
            };
            let text = line(&text).filter(|text| text.len() < 200).unwrap_or_default();
            let before = names.len();
            add_authors(first_line(&text), is_inner, site, &mut names);
            if names.len() > before {
                around = group;
            }
        }
        names.retain(|name| !site.is_some_and(|site| is_same(site, name)));
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// The part of a byline before its stamps: `By Ann Lee | May 2, 2024`.
fn first_line(text: &str) -> &str {
    text.split(['|', '•', '·'])
        .map(str::trim)
        .find(|part| !part.is_empty())
        .unwrap_or("")
}
