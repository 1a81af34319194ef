//! Many records together: the things behind the entities of several articles, and tables over them.
//!
//! [`merge`] puts entities of several articles together. What it takes for one, in this order:
//!
//! - what the caller says is one ([`Wishes::same`]);
//! - one full name and kind, without regard to case, accents, hyphens, apostrophes and *the*; frequent names of people
//!   (*John Smith*) only where they keep the same company, that is, where their articles name other people, organisations
//!   and places in common or say that they are the same;
//! - variants of a person's name: middle names, initials, nicknames, suffixes, unless two other bearers fit as well;
//! - two names, or a name and its acronym, that an article gives to one entity; forms of companies (*Inc.*), known names of
//!   organisations, of countries, and of places on the map;
//! - a bare surname, and only with much company in common.
//!
//! Different countries, far places on the map, two people whom one article tells apart, and the caller's [`Wishes::keep_apart`] forbid to put
//! together. Time grows with the number of entities: names are compared inside blocks of one surname, and of an article's
//! company no more than some dozens count.

mod context;
mod finish;
mod groups;
mod names;
mod nodes;
mod others;
mod people;
mod tables;
mod told;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use self::context::Contexts;
use self::finish::finished;
use self::groups::Groups;
use self::nodes::{Kind, Node, nodes};
use self::told::Told;
use crate::error::Error;
use crate::extract;
use crate::naming::named;
use crate::record::{Label, Record};

pub use self::tables::{Dated, Pair, Unit, cooccurrence, quotes_by, timeline};

/// Company that bearers of a frequent name must share: one other person or organisation, or two places.
const COMMON: u32 = 2;
/// Company that bare names must share.
const BARE: u32 = 4;
/// The most groups of one name that are told apart.
const MOST_OF_A_NAME: usize = 64;

/// One thing behind entities of several articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What it is: the label that most articles give.
    pub label: Label,
    /// The full name that most articles use.
    pub name: String,
    /// The other names, those of most articles first.
    pub aliases: Vec<String>,
    /// ISO 3166 code of a place, when an article has it.
    pub country: Option<String>,
    /// The entities, in the order of articles.
    pub members: Vec<Member>,
}

/// An entity of an article, and why it stands with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The article's place in the list.
    pub article: u32,
    /// Index into [`Record::entities`].
    pub entity: u32,
    /// Why it belongs here.
    pub reason: Reason,
    /// The member, by its place in [`Merged::members`], that the reason holds with; `None` for the first.
    pub with: Option<u32>,
}

named! {
    /// Why an entity stands with others.
    Reason, "reason" {
        /// It is the first of its group.
        First = "first",
        /// One full name.
        Name = "same name",
        /// One name in two spellings: accents, hyphens, apostrophes, full stops, *the*.
        Spelling = "spelling",
        /// One name that many have, in the same company.
        NameInContext = "same name and context",
        /// One name with a middle name and without.
        MiddleName = "middle name",
        /// Initials and a first name.
        Initials = "initials",
        /// Two forms of one first name.
        Nickname = "nickname",
        /// One name with *Jr.* and without, in the same company.
        Suffix = "suffix and context",
        /// A surname and a full name in the same company.
        Surname = "surname and context",
        /// An article gives both names to one entity.
        Alias = "alias",
        /// An article gives name and acronym to one entity.
        Acronym = "acronym",
        /// One organisation with a company's form (*Inc.*) and without, or in two spellings (*Defence*, *Defense*).
        CompanyForm = "company form",
        /// Two names that are known for one organisation (*Fed*), one country, one place on the map.
        KnownForm = "known form",
        /// The caller says so.
        Told = "told",
    }
}

/// What callers mean when they say what is one and what is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An entity of an article: their numbers.
    Entity(u32, u32),
    /// All entities whose full name this is, in any case.
    Name(String),
}

/// What callers know better.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::corpus::{Dated, Member, Merged, Pair, Reason, Thing, Unit, Wishes, cooccurrence, merge, quotes_by, timeline};
///
/// let extractor = dateline::Extractor::embedded()?;
/// let texts = ["“Ties are strong,” Joe Biden said in Paris in 2023.", "Joseph R. Biden spoke in Paris."];
/// let records = texts.map(|text| extractor.extract_text(text));
/// let records = records.each_ref();
/// let things: Vec<Merged> = merge(&records, &Wishes::default())?;
/// let biden = things.iter().find(|thing| thing.name == "Joe Biden").expect("a person");
/// let paris = things.iter().find(|thing| thing.name == "Paris").expect("a place");
/// let second: Member = biden.members[1];
/// assert_eq!((second.article, second.reason), (1, Reason::Nickname));
///
/// let dated: Vec<Dated> = timeline(&records, &biden.members, false);
/// assert_eq!((dated.len(), dated[0].article), (1, 0));
/// assert_eq!(quotes_by(&records, &biden.members), [(0, 0)]);
/// let pairs: Vec<Pair> = cooccurrence(&records, &[&biden.members, &paris.members], Unit::Sentence, 1);
/// assert_eq!((pairs[0].one, pairs[0].two, pairs[0].articles), (0, 1, 2));
///
/// let names = ["Joe Biden", "Joseph R. Biden"].map(|name| Thing::Name(name.to_owned()));
/// let apart = Wishes { keep_apart: vec![names.to_vec()], ..Wishes::default() };
/// assert_eq!(merge(&records, &apart)?.len(), things.len() + 1);
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Things that are one, list by list.
    pub same: Vec<Vec<Thing>>,
    /// Things that are not one, list by list: no two of a list are put together. A name alone in its list is another thing
    /// in each article.
    pub keep_apart: Vec<Vec<Thing>>,
}

/// The things behind the entities of several articles: those of most articles first, then those of most mentions.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::corpus::{Wishes, merge};
/// let extractor = dateline::Extractor::embedded()?;
/// let texts = ["Angela Merkel met BMW in Munich.", "Paris greeted Angela Merkel on Monday."];
/// let records = texts.map(|text| extractor.extract_text(text));
/// let things = merge(&records.each_ref(), &Wishes::default())?;
/// assert_eq!((&*things[0].name, things[0].members.len()), ("Angela Merkel", 2));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
///
/// # Errors
/// When a wish names what no article has, or wishes contradict each other.
pub fn merge(records: &[&Record], wishes: &Wishes) -> Result<Vec<Merged>, Error> {
    let nodes = nodes(records);
    let contexts = Contexts::new(records, &nodes);
    let told = Told::new(records, &nodes, wishes)?;
    let mut groups = Groups::new(&nodes, &contexts, &told.sides);
    for same in &told.same {
        for &node in &same[1..] {
            if !groups.join_as_told(same[0], node) {
                return Err(Error::argument(
                    "the wishes `same` and `keep_apart` contradict each other",
                ));
            }
        }
    }
    let mut named: HashMap<(Kind, &str), Vec<u32>, FixedState> = HashMap::default();
    let mut order = Vec::new();
    for node in &nodes {
        let name = (node.kind, &*node.key);
        named
            .entry(name)
            .or_insert_with(|| {
                order.push(name);
                Vec::new()
            })
            .push(node.number);
    }
    for same in order.iter().filter_map(|name| named.get(name)) {
        join_namesakes(records, &nodes, same, &mut groups);
    }
    others::join_forms(records, &nodes, &mut groups);
    others::join_aliases(records, &nodes, &named, &mut groups);
    others::join_known(records, &nodes, &extract::world()?, &mut groups);
    people::join_variants(&nodes, &mut groups);
    people::join_surnames(&nodes, &mut groups);
    let lists = groups.lists();
    let mut things = finished(records, &nodes, &lists, &groups.joints);
    let weight = |thing: &Merged| {
        let mentions = |m: &Member| {
            records[m.article as usize].entities[m.entity as usize]
                .mentions
                .len()
        };
        let mut articles: Vec<u32> = thing.members.iter().map(|member| member.article).collect();
        articles.dedup();
        (articles.len(), thing.members.iter().map(mentions).sum::<usize>())
    };
    things.sort_by_cached_key(|thing| std::cmp::Reverse(weight(thing)));
    Ok(things)
}

/// Joins the entities of one name, in as many groups as there seem to be things.
fn join_namesakes(records: &[&Record], nodes: &[Node], same: &[u32], groups: &mut Groups<'_>) {
    let first = &nodes[same[0] as usize];
    let is_bare = first.kind == Kind::Person && first.person.is_none();
    let least = match (is_bare, first.is_frequent()) {
        (true, _) => BARE,
        (_, true) => COMMON,
        _ => 0,
    };
    let lower = |node: u32| {
        let node = &nodes[node as usize];
        records[node.article as usize].entities[node.entity as usize]
            .name
            .to_lowercase()
    };
    let mut heads: Vec<u32> = Vec::new();
    // Those with a country first: the others must see how many there are.
    let (with, without): (Vec<u32>, Vec<u32>) =
        same.iter().partition(|&&node| groups.country(node).is_some());
    for node in with.into_iter().chain(without) {
        let several = nodes[node as usize].country.is_none() && {
            let mut countries: Vec<String> = Vec::new();
            countries.extend(
                heads
                    .iter()
                    .filter_map(|&head| groups.country(head).map(str::to_owned)),
            );
            countries.dedup();
            countries.len() > 1
        };
        let least = if several { least.max(COMMON) } else { least };
        let fits = match least {
            0 => heads.iter().copied().find(|&head| groups.may_join(head, node)),
            least => groups.best(node, &heads, least),
        };
        let Some(head) = fits else {
            if heads.len() < MOST_OF_A_NAME && !heads.contains(&groups.root(node)) {
                heads.push(node);
            }
            continue;
        };
        let reason = match least {
            0 if lower(head) == lower(node) => Reason::Name,
            0 => Reason::Spelling,
            _ => Reason::NameInContext,
        };
        groups.join(head, node, reason);
    }
}
