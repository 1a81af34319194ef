//! The manifest: what a run is, and a line for each part that is done; a part is there when its line is.
//!
//! ```text
//! {"kind":"run","version":1,"dateline":"0.1.0","model":"569c3174c12ea101","format":"parquet","errors":"collect",…}
//! {"kind":"part","part":0,"articles":8192,"errors":1,"left_out":0,"files":[{"path":"articles/part-00000.parquet",
//!     "bytes":81920},…],"inputs":[{"path":"a.jsonl.gz","bytes":1048576,"mtime_ns":…},…],
//!     "half":{"path":"b.jsonl.gz","bytes":…,"mtime_ns":…,"documents":512},"next":8193}
//! {"kind":"end","next":20000}
//! ```

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::options::RunOptions;
use crate::error::Error;

/// The file's name in the output folder.
pub(super) const NAME: &str = "manifest.jsonl";

/// The version of its form, and of the folder's.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line {
    Run(Identity),
    Part(Part),
    End { next: u64 },
}

/// What has to be the same in all sessions of a run, since it decides over its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Identity {
    version: u32,
    dateline: String,
    /// The model and the caller's own names and patterns.
    model: String,
    format: String,
    errors: String,
    shard: Option<String>,
    limit: Option<u64>,
    since: Option<String>,
    /// Names of columns.
    columns: BTreeMap<String, String>,
    /// Whether days of rows stand before their months, as the caller says.
    #[serde(default)]
    day_first: Option<bool>,
}

impl Identity {
    pub(super) fn of(options: &RunOptions, model: String, shard: Option<String>) -> Identity {
        let columns = &options.reading.columns;
        let named = [
            ("text", &columns.text),
            ("headline", &columns.headline),
            ("date", &columns.date),
            ("id", &columns.id),
            ("url", &columns.url),
            ("byline", &columns.byline),
            ("source", &columns.source),
        ];
        let columns = named
            .into_iter()
            .filter_map(|(of, name)| Some((of.to_owned(), name.clone()?)));
        Identity {
            version: VERSION,
            dateline: env!("CARGO_PKG_VERSION").to_owned(),
            model,
            format: options.format.to_string(),
            errors: options.errors.to_string(),
            shard,
            limit: options.limit,
            since: options.since.map(|day| day.to_string()),
            columns: columns.collect(),
            day_first: options.reading.day_first,
        }
    }

    /// What this run has otherwise than that one: the option with both values.
    fn differs(&self, other: &Identity) -> Option<String> {
        let told = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".into());
        let number = |value: Option<u64>| value.map(|value| value.to_string());
        let all = |identity: &Identity| {
            [
                ("version of the folder", identity.version.to_string()),
                ("version of dateline", identity.dateline.clone()),
                ("model, names or patterns", identity.model.clone()),
                ("format", identity.format.clone()),
                ("errors", identity.errors.clone()),
                ("shard", told(&identity.shard)),
                ("limit", told(&number(identity.limit))),
                ("since", told(&identity.since)),
                ("columns", format!("{:?}", identity.columns)),
                ("day_first", format!("{:?}", identity.day_first)),
            ]
        };
        let mut pairs = all(self).into_iter().zip(all(other));
        let (own, other) = pairs.find(|(own, other)| own != other)?;
        Some(format!("{}: {} there, {} here", own.0, other.1, own.1))
    }
}

/// An input as it was when it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Input {
    /// The path as given.
    pub(super) path: String,
    pub(super) bytes: u64,
    /// When it was changed last, in nanoseconds since 1970.
    pub(super) mtime_ns: u64,
}

impl Input {
    /// An input as it is now; one that is not there has no bytes.
    pub(super) fn of(path: &Path) -> Input {
        let file = path.metadata().ok();
        let changed = file.as_ref().and_then(|file| file.modified().ok());
        let since = changed.and_then(|changed| changed.duration_since(UNIX_EPOCH).ok());
        Input {
            path: path.to_string_lossy().into_owned(),
            bytes: file.map_or(0, |file| file.len()),
            mtime_ns: since.map_or(0, |since| since.as_nanos() as u64),
        }
    }
}

/// An input of which not all documents are done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Half {
    #[serde(flatten)]
    pub(super) input: Input,
    /// How many are.
    pub(super) documents: u64,
}

/// A file of a part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Written {
    /// Its path from the output folder on.
    pub(super) path: String,
    pub(super) bytes: u64,
}

/// A part that is done, and what is done with it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) part: u64,
    pub(super) articles: u64,
    pub(super) errors: u64,
    /// Articles of an earlier day than wanted.
    pub(super) left_out: u64,
    pub(super) files: Vec<Written>,
    /// The inputs of which the last document is in this part.
    pub(super) inputs: Vec<Input>,
    pub(super) half: Option<Half>,
    /// The number of the document that comes next.
    pub(super) next: u64,
}

/// What a manifest says of the sessions before this one.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Files of the parts that are done.
    pub(super) files: Vec<String>,
    pub(super) inputs: Vec<Input>,
    pub(super) half: Option<Half>,
    pub(super) next: u64,
    pub(super) parts: u64,
    pub(super) articles: u64,
    pub(super) errors: u64,
    pub(super) left_out: u64,
}

/// The manifest of a folder, open at its end.
#[derive(Debug)]
pub(super) struct Manifest {
    path: PathBuf,
    file: File,
}

impl Manifest {
    /// Begins the manifest of a new run.
    pub(super) fn begin(folder: &Path, identity: Identity) -> Result<Manifest, Error> {
        let path = folder.join(NAME);
        let file = File::create(&path).map_err(|why| Error::file(&path, why))?;
        let mut manifest = Manifest { path, file };
        manifest.append(&Line::Run(identity))?;
        Ok(manifest)
    }

    /// Opens the manifest of an earlier run; `None` when there is none, or it broke off before its first line was whole.
    pub(super) fn go_on(folder: &Path, identity: &Identity) -> Result<Option<(Manifest, Past)>, Error> {
        let path = folder.join(NAME);
        let failed = |why| Error::file(&path, why);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(failed(why)),
        };
        let (mut past, mut whole) = (None, 0);
        for (number, line) in text.split_inclusive(|&byte| byte == b'\n').enumerate() {
            let bad = |why: &str| Error::argument(format!("{}, line {}: {why}", path.display(), number + 1));
            let last = whole + line.len() == text.len();
            let parsed = match serde_json::from_slice(line) {
                Ok(parsed) if line.ends_with(b"\n") => parsed,
                // It was being written when the run was killed: what it tells of did not come about.
                _ if last => break,
                Ok(_) => return Err(bad("cut off")),
                Err(why) => return Err(bad(&format!("not a manifest's: {why}"))),
            };
            whole += line.len();
            match (parsed, &mut past) {
                (Line::Run(other), None) => {
                    if let Some(what) = identity.differs(&other) {
                        return Err(Error::argument(format!(
                            "{} holds another run, which this one cannot go on with ({what})",
                            folder.display()
                        )));
                    }
                    past = Some(Past::default());
                }
                (Line::Part(part), Some(past)) => past.add(part),
                (Line::End { .. }, Some(_)) => {}
                _ => return Err(bad("out of its place")),
            }
        }
        let Some(past) = past else { return Ok(None) };
        let file = OpenOptions::new().append(true).open(&path).map_err(failed)?;
        file.set_len(whole as u64).map_err(failed)?;
        Ok(Some((Manifest { path, file }, past)))
    }

    /// Puts a part down as done: from here on it is.
    pub(super) fn part(&mut self, part: Part) -> Result<(), Error> {
        self.append(&Line::Part(part))
    }

    /// Puts down that all inputs are done.
    pub(super) fn end(&mut self, next: u64) -> Result<(), Error> {
        self.append(&Line::End { next })
    }

    fn append(&mut self, line: &Line) -> Result<(), Error> {
        let mut text = serde_json::to_vec(line).map_err(|why| Error::bug(why.to_string()))?;
        text.push(b'\n');
        let written = self.file.write_all(&text).and_then(|()| self.file.sync_all());
        written.map_err(|why| Error::file(&self.path, why))
    }
}

impl Past {
    fn add(&mut self, part: Part) {
        self.files.extend(part.files.into_iter().map(|file| file.path));
        self.inputs.extend(part.inputs);
        self.half = part.half;
        self.next = part.next;
        self.parts = part.part + 1;
        self.articles += part.articles;
        self.errors += part.errors;
        self.left_out += part.left_out;
    }
}
