//! The files of one part: written aside, then all renamed at once.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::folder::sync_folder;
use super::manifest::Written;
use super::options::Format;
use crate::error::Error;
use crate::export::{Columns, Failure, ParquetFile, RecordBatch, Table};
use crate::record::Record;

/// The folders of JSON lines.
const RECORDS: &str = "records";
const ERRORS: &str = "errors";

/// The folders in which a run keeps its parts.
pub(super) fn rooms(format: Format) -> Vec<&'static str> {
    match format {
        Format::Parquet => Table::FLAT.iter().map(|table| table.as_str()).collect(),
        Format::Jsonl => vec![RECORDS, ERRORS],
    }
}

/// Rows on their way to the files.
pub(super) enum Rows {
    Batches(Vec<(Table, RecordBatch)>),
    Lines { records: String, errors: String },
}

/// An article as its worker leaves it: what the form of the output asks for.
pub(super) enum Done {
    Record(Box<Record>),
    Line(String),
}

/// Rows while they are gathered.
pub(super) enum Gathering {
    Columns(Box<Columns>),
    Lines { records: String, errors: String },
}

impl Gathering {
    pub(super) fn new(format: Format) -> Gathering {
        match format {
            Format::Parquet => Gathering::Columns(Box::default()),
            Format::Jsonl => Gathering::Lines {
                records: String::new(),
                errors: String::new(),
            },
        }
    }

    pub(super) fn push(&mut self, number: u64, done: &Done) {
        match (self, done) {
            (Gathering::Columns(columns), Done::Record(record)) => columns.push(long(number), record),
            (Gathering::Lines { records, .. }, Done::Line(line)) => records.push_str(line),
            _ => {} // the workers know the form
        }
    }

    pub(super) fn push_error(&mut self, number: u64, error: &Error, id: Option<&str>) {
        match self {
            Gathering::Columns(columns) => columns.push_error(long(number), error, id),
            Gathering::Lines { errors, .. } => {
                let Failure {
                    file,
                    member,
                    number: within,
                    offset,
                    reason,
                } = Failure::from(error);
                let line = serde_json::json!({
                    "article": number, "article_id": id, "file": file, "member": member, "number": within,
                    "offset": offset, "reason": reason,
                });
                // Writing to a string does not fail.
                let _ = writeln!(errors, "{line}");
            }
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Gathering::Columns(columns) => columns.bytes(),
            Gathering::Lines { records, errors } => records.len() + errors.len(),
        }
    }

    /// What has been gathered; gathering starts anew.
    pub(super) fn take(&mut self) -> Rows {
        match self {
            Gathering::Columns(columns) => Rows::Batches(columns.finish()),
            Gathering::Lines { records, errors } => Rows::Lines {
                records: std::mem::take(records),
                errors: std::mem::take(errors),
            },
        }
    }
}

fn long(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The files of a part, open.
pub(super) struct Files {
    folder: PathBuf,
    name: String,
    open: Open,
}

enum Open {
    Parquet(Vec<(Table, ParquetFile)>),
    Lines { records: Lines, errors: Lines },
}

struct Lines {
    path: PathBuf,
    file: BufWriter<File>,
}

impl Files {
    /// Begins the files of a part.
    pub(super) fn create(folder: &Path, part: u64, format: Format) -> Result<Files, Error> {
        let name = match format {
            Format::Parquet => format!("part-{part:05}.parquet"),
            Format::Jsonl => format!("part-{part:05}.jsonl"),
        };
        let aside = |room: &str| aside(folder, room, &name);
        let open = match format {
            Format::Parquet => {
                let files = Table::FLAT.iter();
                let files =
                    files.map(|&table| Ok((table, ParquetFile::create(&aside(table.as_str()), table)?)));
                Open::Parquet(files.collect::<Result<_, Error>>()?)
            }
            Format::Jsonl => Open::Lines {
                records: Lines::create(aside(RECORDS))?,
                errors: Lines::create(aside(ERRORS))?,
            },
        };
        Ok(Files {
            folder: folder.to_owned(),
            name,
            open,
        })
    }

    pub(super) fn write(&mut self, rows: &Rows) -> Result<(), Error> {
        match (&mut self.open, rows) {
            (Open::Parquet(files), Rows::Batches(batches)) => {
                for (table, batch) in batches {
                    if let Some((_, file)) = files.iter_mut().find(|(own, _)| own == table) {
                        file.write(batch)?;
                    }
                }
                Ok(())
            }
            (
                Open::Lines { records, errors },
                Rows::Lines {
                    records: more,
                    errors: failed,
                },
            ) => {
                records.write(more)?;
                errors.write(failed)
            }
            _ => Err(Error::bug("rows of another form than the files")),
        }
    }

    /// Ends the files, brings them to the disk and gives them their names.
    pub(super) fn finish(self) -> Result<Vec<Written>, Error> {
        let sizes = match self.open {
            Open::Parquet(files) => {
                let files = files.into_iter();
                let finished = files.map(|(table, file)| Ok((table.as_str(), file.finish()?)));
                finished.collect::<Result<Vec<_>, Error>>()?
            }
            Open::Lines { records, errors } => vec![(RECORDS, records.finish()?), (ERRORS, errors.finish()?)],
        };
        let mut written = Vec::new();
        for (room, bytes) in sizes {
            let (from, to) = (
                aside(&self.folder, room, &self.name),
                self.folder.join(room).join(&self.name),
            );
            fs::rename(&from, &to).map_err(|why| Error::file(&to, why))?;
            written.push(Written {
                path: format!("{room}/{}", self.name),
                bytes,
            });
        }
        for file in &written {
            let path = self.folder.join(&file.path);
            sync_folder(path.parent().unwrap_or(&self.folder))?;
        }
        Ok(written)
    }
}

/// Where a file is while it is written.
fn aside(folder: &Path, room: &str, name: &str) -> PathBuf {
    folder.join(room).join(format!(".{name}.tmp"))
}

impl Lines {
    fn create(path: PathBuf) -> Result<Lines, Error> {
        let file = File::create(&path).map_err(|why| Error::file(&path, why))?;
        Ok(Lines {
            path,
            file: BufWriter::new(file),
        })
    }

    fn write(&mut self, lines: &str) -> Result<(), Error> {
        let written = self.file.write_all(lines.as_bytes());
        written.map_err(|why| Error::file(&self.path, why))
    }

    fn finish(self) -> Result<u64, Error> {
        let synced = self
            .file
            .into_inner()
            .map_err(|why| why.into_error())
            .and_then(|file| {
                file.sync_all()?;
                Ok(file.metadata()?.len())
            });
        synced.map_err(|why| Error::file(&self.path, why))
    }
}
