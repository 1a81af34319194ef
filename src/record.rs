//! What an article becomes: mentions, entities, quotes, roles and warnings beside the article itself.

use crate::article::Article;
pub use crate::label::Label;
use crate::naming::named;
use crate::span::Span;
pub use crate::value::{Amount, DateRule, Granularity, Parts, Value, When};
use crate::warning::Warning;

/// One article with everything that was read from it.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::{Entity, Mention, Quote, Record, Role};
///
/// let extractor = dateline::Extractor::embedded()?;
/// let record: Record = extractor.extract_text("“It is late,” the chief executive of Acme Corp., Ann Lee, said. Lee left.");
/// let text = &record.article.text;
/// let quote: &Quote = &record.quotes[0];
/// assert_eq!((quote.span.slice(text), quote.speaker.as_deref()), ("It is late,", Some("Ann Lee")));
/// let lee: &Entity = &record.entities[quote.speaker_entity.expect("a name") as usize];
/// let mention: &Mention = &record.mentions[lee.mentions[1] as usize];
/// assert_eq!((mention.span.slice(text), mention.label), ("Lee", dateline::Label::PERSON));
/// let role: &Role = &record.roles[0];
/// assert_eq!((&*role.person, role.entity), ("Ann Lee", quote.speaker_entity));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Text, header and paragraphs.
    pub article: Article,
    /// Sentences in text order.
    pub sentences: Vec<Span>,
    /// Mentions in text order; they never overlap.
    pub mentions: Vec<Mention>,
    /// Entities in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Stretches that somebody is reported to have said.
    pub quotes: Vec<Quote>,
    /// What the article says people are.
    pub roles: Vec<Role>,
    /// Noun phrases that mean an entity: *the president*, *the company*; only where [`Options::nominals`] asks for them.
    ///
    /// [`Options::nominals`]: crate::Options::nominals
    pub nominals: Vec<Nominal>,
    /// What was odd, and where.
    pub warnings: Vec<Warning>,
}

/// A noun phrase that means an entity which the article names elsewhere.
///
/// ```
/// use dateline::{Extractor, Nominal, Options};
///
/// let options = Options { nominals: true, ..Options::default() };
/// let extractor = Extractor::embedded()?.with_options(&options)?;
/// let text = "Apple Inc. lost money in Paris. The company will close two shops.";
/// let record = extractor.extract_text(text);
/// let [Nominal { span, entity }] = record.nominals[..] else { panic!("{:?}", record.nominals) };
/// assert_eq!(span.slice(text), "The company");
/// assert_eq!(record.entities[entity as usize].name, "Apple Inc.");
/// # Ok::<(), dateline::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nominal {
    /// Where it stands, its article included; it overlaps no mention of a name.
    pub span: Span,
    /// Index into [`Record::entities`].
    pub entity: u32,
}

/// A named or numbered thing in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub label: Label,
    /// Index into [`Record::entities`].
    pub entity: Option<u32>,
    /// The resolved value of a date or an amount.
    pub value: Option<Value>,
    /// How likely it is right, 0 to 1: the share of this reading among those of the same place (other labels, other borders,
    /// no mention), brought in line with how often such readings were right on text that was kept out of training.
    pub score: f32,
}

/// One thing behind several mentions of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub label: Label,
    /// The fullest name that the article gives.
    pub name: String,
    /// The other names that the article gives, in order of appearance.
    pub aliases: Vec<String>,
    /// ISO 3166-1 code of the country that a place is or lies in, or whose people it names.
    pub country: Option<String>,
    /// What it is to that country.
    pub country_relation: Option<CountryRelation>,
    /// ISO 3166-2 code of a region of the first level: *US-TX* for Texas.
    pub subdivision: Option<String>,
    /// Where a place lies.
    pub place: Option<Place>,
    /// How much the article is about it, 0 to 1: whether the headline names it, how early and how often it is named.
    pub salience: f32,
    /// Indices into [`Record::mentions`], ascending.
    pub mentions: Vec<u32>,
}

named! {
    /// What a place or a people is to its country.
    CountryRelation, "relation to a country" {
        /// The country itself: *North Korea*.
        Country = "country",
        /// Its capital: *Pyongyang*.
        Capital = "capital",
        /// Its people and what is theirs: *North Korean*.
        Demonym = "demonym",
        /// A place that lies in it: *Busan*.
        Place = "place",
    }
}

/// Where a place lies, in degrees; for a country or a province about the middle of its towns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Degrees north of the equator, -90 to 90.
    pub latitude: f32,
    /// Degrees east of Greenwich, -180 to 180.
    pub longitude: f32,
}

/// A stretch of quoted or reported speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Number of the quotation: stretches of one broken quotation share it.
    pub id: u32,
    /// Where it stands, marks excluded.
    pub span: Span,
    /// How it is reported.
    pub kind: QuoteKind,
    /// Who said it, in the fullest form that the article gives.
    pub speaker: Option<String>,
    /// Index into [`Record::entities`].
    pub speaker_entity: Option<u32>,
    /// The verb or phrase that gives it to the speaker.
    pub cue: Option<String>,
    /// When it was said (a date value).
    pub when: Option<String>,
}

named! {
    /// How speech is reported.
    QuoteKind, "kind of quote" {
        /// A whole sentence in marks.
        Direct = "direct",
        /// Some words in marks.
        Fragment = "fragment",
        /// A clause without marks.
        Indirect = "indirect",
    }
}

/// What an article says that a person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Index into [`Record::entities`].
    pub entity: Option<u32>,
    /// The person.
    pub person: String,
    /// Title or post with its organisation or country, as written.
    pub role: String,
    /// Where the role stands; none in records of others that do not say it.
    pub span: Option<Span>,
    /// Whether the person still is that.
    pub status: RoleStatus,
    /// Index into [`Record::entities`]: the organisation, or else the place, that the role names.
    pub organization: Option<u32>,
}

named! {
    /// Whether a role still holds when the article is written.
    RoleStatus, "status of a role" {
        /// The person is that now.
        Current = "current",
        /// The person was that: *former minister*, *served as mayor*.
        Former = "former",
    }
}
