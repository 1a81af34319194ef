//! The columns of each table: name, kind, whether it may be null, and where in the record its values come from.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

use super::super::points::{Points, entity_id, quote_id};
use super::Table;
use super::cells::{Cell, Kind, list_of};
use crate::article::{Field as Told, Header};
use crate::date::Date;
use crate::record::{Amount, Entity, Label, Mention, Parts, Quote, Record, Role, When};

/// The version of all schemas: it rises when a column is renamed, goes or changes its type.
const VERSION: (&str, &str) = ("dateline.schema", "1");

/// A record that is being written, with its offsets.
pub(super) struct Reader<'r> {
    record: &'r Record,
    points: Points<'r>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(record: &'r Record) -> Self {
        Reader {
            record,
            points: Points::new(&record.article.text),
        }
    }

    fn header(&self) -> &'r Header {
        &self.record.article.header
    }

    fn mention(&self, n: u32) -> &'r Mention {
        &self.record.mentions[n as usize]
    }

    fn when(&self, n: u32) -> Option<&'r When> {
        when(self.mention(n))
    }

    fn amount(&self, n: u32) -> Option<&'r Amount> {
        amount(self.mention(n))
    }

    fn entity(&self, n: u32) -> &'r Entity {
        &self.record.entities[n as usize]
    }

    fn quote(&self, n: u32) -> &'r Quote {
        &self.record.quotes[n as usize]
    }

    fn role(&self, n: u32) -> &'r Role {
        &self.record.roles[n as usize]
    }

    fn start(&self, span: crate::Span) -> Cell<'r> {
        Cell::Int(self.points.at(span.start))
    }

    fn end(&self, span: crate::Span) -> Cell<'r> {
        Cell::Int(self.points.at(span.end))
    }

    fn words(&self, span: crate::Span) -> Cell<'r> {
        Cell::from(span.slice(self.points.text))
    }
}

fn when(mention: &Mention) -> Option<&When> {
    match mention.value.as_ref().map(|value| &value.parts) {
        Some(Parts::When(when)) => Some(when),
        _ => None,
    }
}

fn amount(mention: &Mention) -> Option<&Amount> {
    match mention.value.as_ref().map(|value| &value.parts) {
        Some(Parts::Amount(amount)) => Some(amount),
        _ => None,
    }
}

fn value(mention: &Mention) -> Cell<'_> {
    Cell::from(mention.value.as_ref().map(|value| &*value.text))
}

fn id(entity: Option<u32>) -> Cell<'static> {
    entity.map(|entity| Cell::from(entity_id(entity))).into()
}

fn told(field: Option<&Told>) -> Cell<'_> {
    Cell::from(field.map(|field| &*field.value))
}

fn values(fields: &[Told]) -> Cell<'_> {
    Cell::Texts(fields.iter().map(|field| &*field.value).collect())
}

fn day(date: Option<Date>) -> Cell<'static> {
    date.map(|date| Cell::Day(date.days_since_1970())).into()
}

/// A column of what was read from an article.
pub(super) struct Column {
    name: &'static str,
    kind: Kind,
    null: bool,
    pub(super) get: for<'r> fn(&Reader<'r>, u32) -> Cell<'r>,
}

/// The columns of a table of what was read from an article, and the numbers of an article's rows in it.
pub(super) struct Part {
    pub(super) columns: &'static [Column],
    pub(super) rows: fn(&Record) -> Vec<u32>,
}

macro_rules! columns {
    ($($name:literal $kind:ident $(($word:expr))? $($null:ident)?: |$r:ident, $n:pat_param| $get:expr;)+) => {
        &[$(Column {
            name: $name,
            kind: Kind::$kind$(($word))?,
            null: columns!(@ $($null)?),
            get: |$r, $n| $get,
        }),+]
    };
    (@ null) => { true };
    (@) => { false };
}

fn all<T>(list: &[T]) -> Vec<u32> {
    (0..list.len() as u32).collect()
}

fn some(record: &Record, wanted: impl Fn(&Mention) -> bool) -> Vec<u32> {
    let mentions = (0..).zip(&record.mentions);
    mentions
        .filter(|(_, mention)| wanted(mention))
        .map(|(n, _)| n)
        .collect()
}

const ARTICLES: Part = Part {
    rows: |_| vec![0],
    columns: columns! {
        "url" Text null: |r, _| Cell::from(r.record.article.url.as_deref());
        "headline" Text null: |r, _| told(r.header().headline.as_ref());
        "date" Day null: |r, _| day(r.header().date);
        "date_source" Text: |r, _| r.header().date_source.as_str().into();
        "bylines" Texts: |r, _| values(&r.header().byline);
        "source" Text null: |r, _| told(r.header().source.as_ref());
        "dateline_places" Texts: |r, _| values(r.header().dateline.as_ref().map_or(&[], |dateline| &dateline.places));
        "dateline_date" Day null: |r, _| day(r.header().dateline.as_ref().and_then(|dateline| dateline.date));
        "text" Text: |r, _| r.points.text.into();
        "paragraphs" Spans(Some("kind")): |r, _| {
            let all = r.record.article.paragraphs.iter();
            Cell::Spans(all.map(|p| (r.points.pair(p.span), p.kind.as_str())).collect())
        };
        "sentences" Spans(None): |r, _| {
            Cell::Spans(r.record.sentences.iter().map(|&span| (r.points.pair(span), "")).collect())
        };
        "warnings" Spans(Some("code")): |r, _| {
            let all = r.record.warnings.iter();
            Cell::Spans(all.map(|w| (r.points.pair(w.span), w.code.as_str())).collect())
        };
    },
};

const MENTIONS: Part = Part {
    rows: |record| all(&record.mentions),
    columns: columns! {
        "mention" Int: |_r, n| Cell::Int(n);
        "start" Int: |r, n| r.start(r.mention(n).span);
        "end" Int: |r, n| r.end(r.mention(n).span);
        "label" Text: |r, n| r.mention(n).label.as_str().into();
        "text" Text: |r, n| r.words(r.mention(n).span);
        "entity" Text null: |r, n| id(r.mention(n).entity);
        "value" Text null: |r, n| value(r.mention(n));
        "score" Real: |r, n| Cell::Real(r.mention(n).score);
    },
};

const ENTITIES: Part = Part {
    rows: |record| all(&record.entities),
    columns: columns! {
        "entity" Text: |_r, n| entity_id(n).into();
        "label" Text: |r, n| r.entity(n).label.as_str().into();
        "name" Text: |r, n| Cell::from(&*r.entity(n).name);
        "aliases" Texts: |r, n| Cell::Texts(r.entity(n).aliases.iter().map(|name| &**name).collect());
        "country" Text null: |r, n| Cell::from(r.entity(n).country.as_deref());
        "country_relation" Text null: |r, n| Cell::from(r.entity(n).country_relation.map(|relation| relation.as_str()));
        "subdivision" Text null: |r, n| Cell::from(r.entity(n).subdivision.as_deref());
        "latitude" Real null: |r, n| r.entity(n).place.map(|place| Cell::Real(place.latitude)).into();
        "longitude" Real null: |r, n| r.entity(n).place.map(|place| Cell::Real(place.longitude)).into();
        "salience" Real: |r, n| Cell::Real(r.entity(n).salience);
        "mentions" Ints: |r, n| Cell::Ints(&r.entity(n).mentions);
    },
};

const QUOTES: Part = Part {
    rows: |record| all(&record.quotes),
    columns: columns! {
        "quote" Text: |r, n| quote_id(r.quote(n).id).into();
        "start" Int: |r, n| r.start(r.quote(n).span);
        "end" Int: |r, n| r.end(r.quote(n).span);
        "text" Text: |r, n| r.words(r.quote(n).span);
        "kind" Text: |r, n| r.quote(n).kind.as_str().into();
        "speaker" Text null: |r, n| Cell::from(r.quote(n).speaker.as_deref());
        "speaker_entity" Text null: |r, n| id(r.quote(n).speaker_entity);
        "cue" Text null: |r, n| Cell::from(r.quote(n).cue.as_deref());
        "when" Text null: |r, n| Cell::from(r.quote(n).when.as_deref());
    },
};

const DATES: Part = Part {
    rows: |record| {
        some(record, |mention| {
            matches!(mention.label, Label::DATE | Label::TIME)
        })
    },
    columns: columns! {
        "mention" Int: |_r, n| Cell::Int(n);
        "start" Int: |r, n| r.start(r.mention(n).span);
        "end" Int: |r, n| r.end(r.mention(n).span);
        "label" Text: |r, n| r.mention(n).label.as_str().into();
        "text" Text: |r, n| r.words(r.mention(n).span);
        "value" Text null: |r, n| value(r.mention(n));
        "earliest" Day null: |r, n| day(r.when(n).and_then(|when| when.earliest));
        "latest" Day null: |r, n| day(r.when(n).and_then(|when| when.latest));
        "granularity" Text null: |r, n| Cell::from(r.when(n).map(|when| when.granularity.as_str()));
        "rule" Text null: |r, n| Cell::from(r.when(n).map(|when| when.rule.as_str()));
    },
};

const AMOUNTS: Part = Part {
    rows: |record| some(record, |mention| mention.label.is_amount()),
    columns: columns! {
        "mention" Int: |_r, n| Cell::Int(n);
        "start" Int: |r, n| r.start(r.mention(n).span);
        "end" Int: |r, n| r.end(r.mention(n).span);
        "label" Text: |r, n| r.mention(n).label.as_str().into();
        "text" Text: |r, n| r.words(r.mention(n).span);
        "value" Text null: |r, n| value(r.mention(n));
        "low" Double null: |r, n| r.amount(n).map(|amount| Cell::Double(amount.low)).into();
        "high" Double null: |r, n| r.amount(n).map(|amount| Cell::Double(amount.high)).into();
        "unit" Text null: |r, n| Cell::from(r.amount(n).and_then(|amount| amount.unit.as_deref()));
    },
};

const ROLES: Part = Part {
    rows: |record| all(&record.roles),
    columns: columns! {
        "person" Text: |r, n| Cell::from(&*r.role(n).person);
        "role" Text: |r, n| Cell::from(&*r.role(n).role);
        "status" Text: |r, n| r.role(n).status.as_str().into();
        "entity" Text null: |r, n| id(r.role(n).entity);
        "organization" Text null: |r, n| id(r.role(n).organization);
        "start" Int null: |r, n| r.role(n).span.map(|span| r.start(span)).into();
        "end" Int null: |r, n| r.role(n).span.map(|span| r.end(span)).into();
    },
};

/// What tells the article at the front of every row.
pub(super) const ARTICLE: [(&str, Kind, bool); 2] =
    [("article", Kind::Long, false), ("article_id", Kind::Text, true)];

/// What follows it in the table of errors.
pub(super) const ERRORS: [(&str, Kind, bool); 5] = [
    ("file", Kind::Text, true),
    ("member", Kind::Text, true),
    ("number", Kind::Long, true),
    ("offset", Kind::Long, true),
    ("reason", Kind::Text, false),
];

/// What tells at the end of a whole record why the article could not be read.
pub(super) const ERROR: (&str, Kind, bool) = ("error", Kind::Text, true);

impl Table {
    /// What an article gives to the table; none for errors. A whole record gives its article's row.
    pub(super) fn part(self) -> Option<&'static Part> {
        match self {
            Table::Articles | Table::Records => Some(&ARTICLES),
            Table::Mentions => Some(&MENTIONS),
            Table::Entities => Some(&ENTITIES),
            Table::Quotes => Some(&QUOTES),
            Table::Dates => Some(&DATES),
            Table::Amounts => Some(&AMOUNTS),
            Table::Roles => Some(&ROLES),
            Table::Errors => None,
        }
    }
}

impl Part {
    pub(super) fn kinds(&self) -> impl Iterator<Item = Kind> {
        self.columns.iter().map(|column| column.kind)
    }

    /// The fields of its columns, without those that tell the article.
    pub(super) fn fields(&self) -> Fields {
        let columns = self.columns.iter();
        columns
            .map(|column| field(&(column.name, column.kind, column.null)))
            .collect()
    }
}

fn field((name, kind, null): &(&str, Kind, bool)) -> Arc<Field> {
    Arc::new(Field::new(*name, kind.data_type(), *null))
}

/// The schema of a table; it is made once.
pub(super) fn schema(table: Table) -> SchemaRef {
    static SCHEMAS: LazyLock<Vec<SchemaRef>> =
        LazyLock::new(|| Table::ALL.iter().map(|&table| make(table)).collect());
    SCHEMAS[table as usize].clone()
}

fn make(table: Table) -> SchemaRef {
    let mut fields: Vec<Arc<Field>> = ARTICLE.iter().map(field).collect();
    match table.part() {
        None => fields.extend(ERRORS.iter().map(field)),
        Some(part) if table == Table::Records => {
            // Of an article that could not be read nothing is known.
            let loose = |column: &Column| field(&(column.name, column.kind, !column.kind.is_list()));
            fields.extend(part.columns.iter().map(loose));
            fields.extend(Table::INSIDE.iter().filter_map(|inside| {
                let list: DataType = list_of(inside.part()?.fields());
                Some(Arc::new(Field::new(inside.as_str(), list, false)))
            }));
            fields.push(field(&ERROR));
        }
        Some(part) => fields.extend(part.fields().iter().cloned()),
    }
    let (key, version) = VERSION;
    let metadata = std::collections::HashMap::from([(key.to_owned(), version.to_owned())]);
    Arc::new(Schema::new_with_metadata(fields, metadata))
}
