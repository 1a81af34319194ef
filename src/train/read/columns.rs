//! Columns: one token a line, its tag last, as CoNLL 2003, OntoNotes and WNUT have them.
//!
//! Tags may be `IOB1`, `IOB2`, `BIOES`, `BILOU`, bare labels or brackets; they are told apart by what they are. Blank
//! lines end sentences, and each sentence becomes a line of text: so its border stays where it was.

use std::io::BufRead;
use std::path::Path;

use super::join::Joined;
use super::{Sink, whole};
use crate::error::Error;

/// Sentences that make a document where the file does not say where one ends: neighbours should not be torn apart.
const SENTENCES: usize = 10;

/// A line of a sentence.
#[derive(Clone, Copy)]
struct Row<'t> {
    line: usize,
    content: &'t str,
    /// Whether tabs separate its fields; otherwise any white space does.
    tabs: bool,
}

impl<'t> Row<'t> {
    fn fields(self) -> impl Iterator<Item = &'t str> {
        let tabs = self.tabs.then(|| self.content.split('\t').map(str::trim));
        let spaces = (!self.tabs).then(|| self.content.split_whitespace());
        tabs.into_iter().flatten().chain(spaces.into_iter().flatten())
    }

    fn field(self, column: usize) -> Option<&'t str> {
        self.fields().nth(column).filter(|field| !field.is_empty())
    }

    /// Its tag: in this column, or in the last.
    fn tag(self, column: Option<usize>) -> Option<&'t str> {
        match column {
            Some(column) => self.field(column),
            None => self.fields().skip(1).last(),
        }
    }
}

/// What the first tags of a file say about the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    /// `B-ORG`, `I-ORG` and their cousins.
    Prefixed,
    /// `ORG`: equal neighbours belong together.
    Bare,
    /// `(ORG*`, `*`, `*)`.
    Brackets,
}

/// Part of a mention that a tag says a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Outside,
    First,
    Inner,
    Last,
    Only,
}

/// Reads a file of columns.
pub(super) fn read(path: &Path, mut reader: impl BufRead, sink: &mut Sink<'_>) -> Result<(), Error> {
    let name = path.display();
    let text = whole(path, &mut reader, sink.limits)?;
    let documents = documents(&text);
    let numbered = sink.options.token_column.is_none() && are_numbered(&documents);
    let token_column = sink.options.token_column.unwrap_or(usize::from(numbered));
    let tag_column = sink.options.tag_column;
    let rows = documents.iter().flatten().flatten();
    let scheme = scheme(rows.filter_map(|row| row.tag(tag_column)))
        .map_err(|why| Error::argument(format!("{name}: {why}")))?;
    for document in &documents {
        let Some(first) = document.first().and_then(|sentence| sentence.first()) else {
            continue;
        };
        let mut joined = Joined::default();
        let done = document.iter().try_for_each(|sentence| {
            add_sentence(
                &mut joined,
                sentence,
                numbered,
                (token_column, tag_column),
                scheme,
            )
        });
        let place = |line: usize| format!("{name}:{line}");
        match done {
            Ok(()) => sink.take(place(first.line), Ok(joined.found()))?,
            Err((line, why)) => sink.take(place(line), Err(why))?,
        }
    }
    Ok(())
}

type Document<'t> = Vec<Vec<Row<'t>>>;

/// The documents of a file with their sentences.
fn documents(text: &str) -> Vec<Document<'_>> {
    let mut documents = vec![Document::new()];
    let (mut sentence, mut marked, mut width) = (Vec::new(), false, None);
    let mut tabs = None;
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim().is_empty() {
            close(&mut sentence, &mut documents);
            continue;
        }
        let tabs = *tabs.get_or_insert_with(|| content.contains('\t'));
        let row = Row { line, content, tabs };
        let border = content.starts_with("-DOCSTART-");
        let marks = content.starts_with('#') && sentence.is_empty();
        let comment = marks && width != Some(row.fields().count());
        if border || comment {
            // A border in columns says how many a token has: a token may be a `#`.
            width = width.or_else(|| Some(row.fields().count()).filter(|&count| border && count > 1));
            if border || content.starts_with("# newdoc") || content.starts_with("#begin document") {
                marked = true;
                close(&mut sentence, &mut documents);
                documents.push(Document::new());
            }
            continue;
        }
        width = width.or_else(|| Some(row.fields().count()));
        sentence.push(row);
    }
    close(&mut sentence, &mut documents);
    if !marked {
        let all = documents.pop().unwrap_or_default();
        let mut all = all.into_iter().peekable();
        while all.peek().is_some() {
            documents.push(all.by_ref().take(SENTENCES).collect());
        }
    }
    documents
}

/// Ends the sentence that is open.
fn close<'t>(sentence: &mut Vec<Row<'t>>, documents: &mut [Document<'t>]) {
    if !sentence.is_empty()
        && let Some(document) = documents.last_mut()
    {
        document.push(std::mem::take(sentence));
    }
}

/// Whether the first column numbers the tokens of each sentence, as CoNLL-U does.
fn are_numbered(documents: &[Document<'_>]) -> bool {
    let mut sentences = documents.iter().flatten().peekable();
    sentences.peek().is_some()
        && sentences.all(|sentence| {
            let mut next = 1;
            sentence.iter().all(|row| {
                let (Some(first), Some(_)) = (row.field(0), row.field(2)) else {
                    return false;
                };
                let counted = first.parse() == Ok(next);
                next += usize::from(counted);
                counted || is_part(first)
            })
        })
}

/// Whether a number is of several tokens (`3-4`) or of none that is written (`3.1`).
fn is_part(number: &str) -> bool {
    let mut halves = number.splitn(2, ['-', '.']);
    let is_number = |half: Option<&str>| half.is_some_and(|half| half.parse::<usize>().is_ok());
    is_number(halves.next()) && is_number(halves.next())
}

/// How the tags of a file are written.
fn scheme<'t>(tags: impl Iterator<Item = &'t str>) -> Result<Scheme, String> {
    let (mut outside, mut prefixed, mut brackets, mut bare) = (false, false, false, None);
    for tag in tags {
        match tag {
            "O" | "o" | "_" => outside = true,
            "*" => brackets = true,
            _ if split(tag).is_some() => prefixed = true,
            _ if tag.starts_with('(') || tag.ends_with(')') => {}
            _ => bare = bare.or(Some(tag)),
        }
    }
    match bare {
        _ if brackets => Ok(Scheme::Brackets),
        _ if prefixed => Ok(Scheme::Prefixed),
        _ if !outside => Err("the last column holds no tags: no token is outside (O)".to_owned()),
        Some(_) => Ok(Scheme::Bare),
        None => Ok(Scheme::Prefixed), // nothing is labelled
    }
}

/// A prefixed tag taken apart.
fn split(tag: &str) -> Option<(Part, &str)> {
    let (prefix, label) = tag.split_once(['-', '_'])?;
    let part = match prefix {
        "B" | "b" => Part::First,
        "I" | "i" | "M" => Part::Inner,
        "E" | "e" | "L" | "l" => Part::Last,
        "S" | "s" | "U" | "u" | "W" => Part::Only,
        _ => return None,
    };
    (!label.is_empty()).then_some((part, label))
}

/// Adds a sentence's tokens and mentions; an error names the line.
fn add_sentence(
    joined: &mut Joined,
    sentence: &[Row<'_>],
    numbered: bool,
    (token_column, tag_column): (usize, Option<usize>),
    scheme: Scheme,
) -> Result<(), (usize, String)> {
    joined.open_line();
    let mut open: Option<String> = None;
    for row in sentence {
        let bad = |why: &str| (row.line, why.to_owned());
        if numbered && row.field(0).is_some_and(is_part) {
            continue;
        }
        let token = row
            .field(token_column)
            .ok_or_else(|| bad("no token in its column"))?;
        let tag = row.tag(tag_column).ok_or_else(|| bad("no tag in its column"))?;
        let (part, label) = match (scheme, tag) {
            (Scheme::Brackets, _) => bracketed(tag, open.as_deref()).map_err(|why| bad(&why))?,
            (_, "O" | "o" | "_") => (Part::Outside, String::new()),
            (Scheme::Prefixed, _) => {
                let parts =
                    split(tag).ok_or_else(|| bad(&format!("the tag {tag:?} is none of B-, I-, O …")))?;
                (parts.0, parts.1.to_owned())
            }
            (Scheme::Bare, _) => (Part::Inner, tag.to_owned()),
        };
        // Whatever is not opened opens where it goes on: IOB1 means that, and others forgive it.
        let goes_on = matches!(part, Part::Inner | Part::Last) && open.as_ref() == Some(&label);
        if open.is_some() && !goes_on {
            joined.close();
            open = None;
        }
        let starts = part != Part::Outside && !goes_on;
        joined.add(token, starts.then_some(&*label));
        if part != Part::Outside {
            open = Some(label);
        }
        if matches!(part, Part::Last | Part::Only) {
            joined.close();
            open = None;
        }
    }
    joined.close();
    match sentence.last() {
        Some(row) if scheme == Scheme::Brackets && open.is_some() => {
            Err((row.line, "a bracket is not closed".to_owned()))
        }
        _ => Ok(()),
    }
}

/// A tag in brackets: `(ORG*`, `*`, `*)` or `(ORG)`.
fn bracketed(tag: &str, open: Option<&str>) -> Result<(Part, String), String> {
    let ends = tag.ends_with(')');
    let inner = tag.trim_end_matches(')').trim_end_matches('*');
    match (inner.strip_prefix('('), open) {
        (Some(label), None) if !label.is_empty() && !label.contains('(') => {
            let part = if ends { Part::Only } else { Part::First };
            Ok((part, label.to_owned()))
        }
        (None, Some(label)) if inner.is_empty() => {
            let part = if ends { Part::Last } else { Part::Inner };
            Ok((part, label.to_owned()))
        }
        (None, None) if inner.is_empty() && !ends => Ok((Part::Outside, String::new())),
        _ => Err(format!("the tag {tag:?} has brackets that do not match")),
    }
}
