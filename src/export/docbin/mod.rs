//! Records as spaCy's `DocBin` (`.spacy`): a zlib stream of MessagePack, its tokens as rows of 64-bit numbers.

mod strings;

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde::{Serialize, Serializer};

pub(crate) use self::strings::{Numbers, murmur, symbols};
use super::points::entity_id;
use super::words::Words;
use crate::error::Error;
use crate::record::Record;

/// spaCy's numbers of the columns: the word, its place in an entity, the entity's label, the start of a sentence, and the
/// entity's name in the record.
const COLUMNS: [u64; 5] = [ORTH, ENT_IOB, ENT_TYPE, SENT_START, ENT_ID];
pub(crate) const ORTH: u64 = 65;
pub(crate) const ENT_IOB: u64 = 77;
pub(crate) const ENT_TYPE: u64 = 78;
const SENT_START: u64 = 80;
const ENT_ID: u64 = 454;

/// What `ENT_IOB` says of a token.
const INSIDE: u64 = 1;
const OUTSIDE: u64 = 2;
const BEGINS: u64 = 3;

/// What `SENT_START` says of a token.
const STARTS: u64 = 1;
const GOES_ON: u64 = u64::MAX; // -1

/// The most bytes that MessagePack can hold in one field.
const MOST_BYTES: usize = u32::MAX as usize;

/// The fields of a file, in the order in which spaCy writes them.
#[derive(Serialize)]
struct Bin {
    version: &'static str,
    attrs: [u64; COLUMNS.len()],
    tokens: Bytes,
    spaces: Bytes,
    lengths: Bytes,
    strings: BTreeSet<Box<str>>,
    cats: Vec<Categories>,
    flags: Vec<Flags>,
    span_groups: Vec<Bytes>,
    user_data: Vec<Bytes>,
}

#[derive(Serialize)]
struct Flags {
    has_unknown_spaces: bool,
}

/// Categories of a document: none, written as an empty map.
#[derive(Serialize)]
struct Categories {}

/// What `Doc.user_data` tells of an article.
#[derive(Serialize)]
struct About<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

/// Bytes as bytes, which serde would make a list of numbers.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

/// Records as the bytes of one `.spacy` file, which `spacy.tokens.DocBin` and this crate's training read.
///
/// Each record is a document whose text is the article's own, to the last character: what stands between two tokens is
/// one space after the first of them (spaCy's flag) or a token of white space. The tokens are the article's; one within
/// which a mention begins or ends is cut there. Mentions are `Doc.ents` with their label, and with the entity's name in the
/// record (`e1`) as `ent_id_`; sentences are `Doc.sents`; `Doc.user_data` has `id`, `url` and `date` of the article where
/// they are known.
///
/// # Errors
/// When there is more than the form can hold: 4 GiB of tokens, which is some hundred million.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// let record = dateline::Extractor::embedded()?.extract_text("Angela Merkel lives in Zürich.");
/// let bytes = dateline::export::to_docbin([&record])?;
/// assert_eq!(bytes[0], 0x78); // a zlib stream
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
pub fn to_docbin<'r>(records: impl IntoIterator<Item = &'r Record>) -> Result<Vec<u8>, Error> {
    let mut file = File::new();
    for record in records {
        file.add(record)?;
    }
    let failed = |why: std::io::Error| Error::argument(format!("no .spacy file: {why}"));
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(&packed(&file.bin)?).map_err(failed)?;
    zlib.finish().map_err(failed)
}

fn packed(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    rmp_serde::to_vec_named(value).map_err(|why| Error::argument(format!("no .spacy file: {why}")))
}

/// A file in the making.
struct File {
    bin: Bin,
    numbers: Numbers,
}

impl File {
    fn new() -> File {
        File {
            bin: Bin {
                version: "0.1",
                attrs: COLUMNS,
                tokens: Bytes::default(),
                spaces: Bytes::default(),
                lengths: Bytes::default(),
                strings: BTreeSet::new(),
                cats: Vec::new(),
                flags: Vec::new(),
                span_groups: Vec::new(),
                user_data: Vec::new(),
            },
            numbers: Numbers::new(),
        }
    }

    fn add(&mut self, record: &Record) -> Result<(), Error> {
        let before = self.bin.spaces.0.len();
        self.add_tokens(record);
        let bin = &mut self.bin;
        let count = i32::try_from(bin.spaces.0.len() - before).ok();
        let Some(count) = count.filter(|_| bin.tokens.0.len() <= MOST_BYTES) else {
            return Err(Error::argument(
                "more tokens than one .spacy file can hold; write several",
            ));
        };
        bin.lengths.0.extend(count.to_le_bytes());
        bin.cats.push(Categories {});
        bin.flags.push(Flags {
            has_unknown_spaces: false,
        });
        bin.span_groups.push(Bytes::default());
        let article = &record.article;
        bin.user_data.push(Bytes(packed(&About {
            id: article.id.as_deref(),
            url: article.url.as_deref(),
            date: article.header.date.map(|date| date.to_string()),
        })?));
        Ok(())
    }

    fn add_tokens(&mut self, record: &Record) {
        let text = record.article.text.as_str();
        let words = Words::new(record);
        let mut starts = words.sentences.iter().map(|sentence| sentence.start).peekable();
        let mut end = 0;
        for (number, word) in words.words.iter().enumerate() {
            let between = text.get(end..word.span.start as usize).unwrap_or("");
            let goes_on = word.mention.filter(|_| !words.begins(number));
            let around = goes_on.map(|mention| (mention, false));
            let white = self.add_between(record, between, around, number == 0);
            // White space at the head of a text belongs to the first sentence.
            let starts = starts.next_if_eq(&number).is_some() && !(number == 0 && white);
            let mention = word.mention.map(|mention| (mention, words.begins(number)));
            self.add_token(record, word.span.slice(text), mention, starts);
            end = word.span.end as usize;
        }
        let rest = text.get(end..).unwrap_or("");
        self.add_between(record, rest, None, words.words.is_empty());
    }

    /// Adds what stands before the next token, and returns whether that made a token of its own.
    fn add_between(
        &mut self,
        record: &Record,
        between: &str,
        mention: Option<(usize, bool)>,
        first: bool,
    ) -> bool {
        let rest = match (between.strip_prefix(' '), self.bin.spaces.0.last_mut()) {
            (Some(rest), Some(space)) if !first => {
                *space = 1;
                rest
            }
            _ => between,
        };
        if !rest.is_empty() {
            self.add_token(record, rest, mention, first);
        }
        !rest.is_empty()
    }

    /// Adds a token; its mention stands with whether it begins there.
    fn add_token(&mut self, record: &Record, word: &str, mention: Option<(usize, bool)>, starts: bool) {
        let mut row = [
            self.number(word),
            OUTSIDE,
            0,
            if starts { STARTS } else { GOES_ON },
            0,
        ];
        if let Some((mention, begins)) = mention {
            let mention = &record.mentions[mention];
            row[1] = if begins { BEGINS } else { INSIDE };
            row[2] = self.number(mention.label.as_str());
            row[4] = mention.entity.map_or(0, |entity| self.number(&entity_id(entity)));
        }
        let tokens = &mut self.bin.tokens.0;
        row.iter().for_each(|number| tokens.extend(number.to_le_bytes()));
        self.bin.spaces.0.push(0);
    }

    /// The number of a string, which the file then holds.
    fn number(&mut self, string: &str) -> u64 {
        if !self.bin.strings.contains(string) {
            self.bin.strings.insert(string.into());
        }
        self.numbers.of(string)
    }
}
