//! `Engine`: the extractor, shared by all threads; `dateline.Extractor` adds batches to it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyTuple};

use super::article::Article;
use super::convert::{self, Text, day, formed, name};
use super::explain;
use super::extraction::{Asked, Extraction};
use super::own::{Brought, arguments, options, shown};
use super::run;
use super::stream::{self, SLICE, Stream};
use crate::batch::Pipeline;
use crate::document::Document;
use crate::error::Error;
use crate::extract::{Extractor, Job, Source};
use crate::run::RunOptions;
use crate::sources::{self, ColumnNames, ReadOptions};

/// Texts over this many bytes are read by the pool, so that Ctrl-C gets through.
const LONG: usize = 256 << 10;

/// Reads one article at a time; see `dateline.Extractor`.
#[pyclass(frozen, subclass, module = "dateline._dateline")]
pub(super) struct Engine {
    model: Option<PathBuf>,
    /// The extractor with that model or with what the caller brought; all other engines share that of the shipped model.
    own: Option<Arc<Extractor>>,
}

impl Engine {
    fn extractor(&self) -> PyResult<&Arc<Extractor>> {
        static SHIPPED: OnceLock<Arc<Extractor>> = OnceLock::new();
        if let Some(extractor) = self.own.as_ref().or_else(|| SHIPPED.get()) {
            return Ok(extractor);
        }
        let shipped = Arc::new(Extractor::embedded()?);
        Ok(SHIPPED.get_or_init(|| shipped))
    }

    fn run(&self, py: Python<'_>, mut job: Job) -> PyResult<Article> {
        let extractor = self.extractor()?;
        if let Source::File(path) = job.source {
            job.source = Source::Document(Box::new(content(py, path)?));
        }
        let long = match &job.source {
            Source::Text(text) => text.len() > LONG,
            Source::Bytes(bytes) => bytes.len() > LONG,
            Source::File(_) => true,
            Source::Document(document) => document.content.len() > LONG,
        };
        let record = if long {
            let mut pipeline = Pipeline::new(Arc::clone(extractor), None, |record| record)?;
            pipeline.submit(job);
            stream::wait(py, &mut pipeline)?.unwrap_or_else(|| Err(Error::bug("a result was lost")))
        } else {
            py.detach(|| extractor.with_scratch(|scratch| extractor.read(job, scratch)))
        };
        Ok(record?.into())
    }
}

/// The one document of a file. A thread of its own waits for it, so that Ctrl-C gets through whatever the path is: a FIFO that
/// nobody writes to or a server that is gone would keep a worker of the pool for ever.
fn content(py: Python<'_>, path: PathBuf) -> PyResult<Document> {
    let (sender, receiver) = channel();
    // Nobody may be left to hear of it.
    let read = move || drop(sender.send(sources::only(&path, &ReadOptions::default())));
    std::thread::Builder::new()
        .name("dateline-file".into())
        .spawn(read)?;
    // The channel is this call's own; the lock only makes it fit to be shared.
    let receiver = Mutex::new(receiver);
    let heard = || {
        let receiver = receiver.lock().unwrap_or_else(PoisonError::into_inner);
        receiver.recv_timeout(SLICE)
    };
    loop {
        match py.detach(heard) {
            Ok(content) => return Ok(content?),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => return Err(Error::bug("a file was lost").into()),
        }
    }
}

/// Names of columns by what they hold.
fn columns_of(given: HashMap<String, String>) -> PyResult<ColumnNames> {
    let mut names = ColumnNames::default();
    let mut given: Vec<_> = given.into_iter().collect();
    given.sort();
    for (what, name) in given {
        *names.of(&what)? = Some(name);
    }
    Ok(names)
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (
        brought: "tuple[list[str] | None, list[tuple[str, Iterator[str]]], list[tuple[str, str]], float | None, bool, bool] | None"
            = None,
        model: "str | PathLike[str] | None" = None
    ))]
    fn new(py: Python<'_>, brought: Option<Brought<'_>>, model: Option<PathBuf>) -> PyResult<Engine> {
        let options = brought.map(options).transpose()?;
        let read = |path: &PathBuf| -> Result<_, Error> {
            let bytes = std::fs::read(path).map_err(|why| Error::file(path, why))?;
            Ok(Arc::new(Extractor::from_model(bytes)?))
        };
        let own = py.detach(|| model.as_ref().map(read).transpose())?;
        let plain = Engine { model, own };
        let Some(options) = options else {
            return Ok(plain);
        };
        let base = plain.extractor()?;
        let own = py.detach(|| base.with_options(&options))?;
        Ok(Engine {
            own: Some(Arc::new(own)),
            ..plain
        })
    }

    /// Reads a text.
    ///
    /// `text` is a `str`, or `bytes` in UTF-8, UTF-16 or Windows-1252. `date` is the day of publication when the caller
    /// knows it (a `datetime.date`, a `datetime` or `"YYYY-MM-DD"`); it wins over what the text says. `id` is any name.
    ///
    /// No text ever raises: what is odd about it stands in `Article.warnings`. An invalid `date` raises `ValueError`.
    ///
    /// `form` is what the text is written in: `"text"`, `"html"`, `"nitf"`, `"newsml"`, `"ninjs"`, `"mail"`, or `"auto"` for
    /// whatever it looks like. What is not of the form it should have raises `ValueError`. `Article.text` is then the text
    /// without its form, and offsets count there.
    ///
    /// >>> import dateline as dl
    /// >>> art = dl.parse("PARIS, May 2 (AP) - Angela Merkel met reporters.", date="2023-05-02")
    /// >>> art.date
    /// datetime.date(2023, 5, 2)
    #[pyo3(signature = (
        text: "str | bytes", date: "datetime.date | str | None" = None, id: "object" = None, form: "str" = "text"
    ))]
    fn parse(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        id: Option<&Bound<'_, PyAny>>,
        form: &str,
    ) -> PyResult<Article> {
        let source = Text::wanted(text)?.to_source()?;
        let (id, date) = (id.map(name).transpose()?, date.map(day).transpose()?);
        let source = formed(source, convert::form(form)?, id.as_deref());
        self.run(py, Job { source, id, date })
    }

    /// Reads a text, as `parse` does.
    #[pyo3(signature = (
        text: "str | bytes", date: "datetime.date | str | None" = None, id: "object" = None, form: "str" = "text"
    ))]
    fn __call__(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        id: Option<&Bound<'_, PyAny>>,
        form: &str,
    ) -> PyResult<Article> {
        self.parse(py, text, date, id, form)
    }

    /// Reads a file; the article's `id` is the path as given, unless another is.
    ///
    /// `path` is a `str` or a path object; `date` and `id` are those of `parse`. Raises the `OSError` that fits when the
    /// file cannot be read: `FileNotFoundError`, `IsADirectoryError`, `PermissionError`. No content ever raises.
    ///
    /// >>> import dateline as dl, pathlib, tempfile
    /// >>> path = pathlib.Path(tempfile.mkdtemp(), "rain.txt")
    /// >>> _ = path.write_text("It rained in Berlin.")
    /// >>> art = dl.read(path, date="2024-05-02", id="rain")
    /// >>> art.id, str(art.date), art.places[0].name
    /// ('rain', '2024-05-02', 'Berlin')
    #[pyo3(signature = (path: "str | PathLike[str]", date: "datetime.date | str | None" = None, id: "object" = None))]
    fn read(
        &self,
        py: Python<'_>,
        path: PathBuf,
        date: Option<&Bound<'_, PyAny>>,
        id: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Article> {
        let (id, date) = (id.map(name).transpose()?, date.map(day).transpose()?);
        let id = id.or_else(|| Some(path.to_string_lossy().into_owned()));
        let source = Source::File(path);
        self.run(py, Job { source, id, date })
    }

    /// Why code point `offset` of a text was read as it was: what `Extractor.explain` returns.
    #[pyo3(signature = (text: "str | bytes", offset: "SupportsIndex") -> "dict[str, Any] | None")]
    fn _explain<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        offset: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyDict>>> {
        let extractor = self.extractor()?;
        explain::at(py, extractor, Text::wanted(text)?.to_source()?, offset)
    }

    /// The outcomes of many jobs, in order: `Article`, or the exception that stopped it.
    #[pyo3(signature = (jobs: "Iterator[object]", workers: "SupportsIndex | None" = None, form: "str" = "text"))]
    fn _stream(
        &self,
        jobs: Bound<'_, PyIterator>,
        workers: Option<&Bound<'_, PyAny>>,
        form: &str,
    ) -> PyResult<Stream> {
        Stream::new(Arc::clone(self.extractor()?), jobs, workers, convert::form(form)?)
    }

    /// The outcomes of all documents of files, in order: `Article` (or a line of JSON as `bytes`), or the exception that
    /// stopped it, with `place`, `article_id` and `reason`.
    #[pyo3(signature = (
        paths: "list[str]", columns: "dict[str, str]", workers: "SupportsIndex | None" = None, json = false,
        day_first: "bool | None" = None
    ))]
    fn _files(
        &self,
        paths: Vec<PathBuf>,
        columns: HashMap<String, String>,
        workers: Option<&Bound<'_, PyAny>>,
        json: bool,
        day_first: Option<bool>,
    ) -> PyResult<Stream> {
        let options = ReadOptions {
            columns: columns_of(columns)?,
            day_first,
        };
        Stream::of_files(Arc::clone(self.extractor()?), paths, options, workers, json)
    }

    /// Reads many inputs into a folder; see `Extractor.run`. `told` is called with how far it is, `warned` with warnings.
    #[pyo3(signature = (
        inputs: "list[str | PathLike[str]]", output: "str | PathLike[str]", *, format: "str", resume: "bool",
        shard: "str | None", limit: "int | None", since: "datetime.date | str | None",
        workers: "SupportsIndex | None", errors: "str", columns: "dict[str, str]", day_first: "bool | None",
        part_articles: "int | None",
        told: "Callable[[dict[str, Any]], object]", warned: "Callable[[str], object]"
    ) -> "dict[str, Any]")]
    #[allow(clippy::too_many_arguments)] // Python gives them by name
    fn _run(
        &self,
        py: Python<'_>,
        inputs: Vec<PathBuf>,
        output: PathBuf,
        format: &str,
        resume: bool,
        shard: Option<&str>,
        limit: Option<u64>,
        since: Option<&Bound<'_, PyAny>>,
        workers: Option<&Bound<'_, PyAny>>,
        errors: &str,
        columns: HashMap<String, String>,
        day_first: Option<bool>,
        part_articles: Option<usize>,
        told: &Bound<'_, PyAny>,
        warned: &Bound<'_, PyAny>,
    ) -> PyResult<run::Extent> {
        let mut options = RunOptions {
            format: format.parse()?,
            resume,
            shard: shard.map(str::parse).transpose()?,
            limit,
            since: since.map(day).transpose()?,
            workers: stream::workers(workers)?,
            errors: errors.parse()?,
            ..RunOptions::default()
        };
        options.reading = ReadOptions {
            columns: columns_of(columns)?,
            day_first,
        };
        options.part_articles = part_articles.unwrap_or(options.part_articles);
        let extractor = Arc::clone(self.extractor()?);
        run::run(py, extractor, (inputs, &output), options, (told, warned))
    }

    /// The tables of an object's record batches, one after another: what `dateline.arrow.extract` yields.
    ///
    /// `columns` are the names of columns by what they hold; `number` is that of the first row.
    #[pyo3(signature = (
        given: "object", table: "str", columns: "dict[str, str]", keep: "list[str]",
        workers: "SupportsIndex | None" = None, number: "int" = 0, day_first: "bool | None" = None,
    ) -> "Extraction")]
    #[allow(clippy::too_many_arguments)] // Python gives them by name
    fn _batches(
        &self,
        given: &Bound<'_, PyAny>,
        table: &str,
        columns: HashMap<String, String>,
        keep: Vec<String>,
        workers: Option<&Bound<'_, PyAny>>,
        number: i64,
        day_first: Option<bool>,
    ) -> PyResult<Extraction> {
        let asked = Asked {
            table: table.parse()?,
            reading: ReadOptions {
                columns: columns_of(columns)?,
                day_first,
            },
            keep,
            number,
        };
        Extraction::new(Arc::clone(self.extractor()?), given, asked, workers)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let class = slf.get_type().name()?;
        let mut shown = shown(slf.get().extractor()?.own());
        if let Some(model) = &slf.get().model {
            let path = model.as_os_str().into_pyobject(slf.py())?;
            shown.push(format!("model={}", path.repr()?));
        }
        Ok(format!("{class}({})", shown.join(", ")))
    }

    #[pyo3(signature = () -> "tuple[object, ...]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = slf.py();
        let arguments = arguments(py, slf.get().extractor()?.own())?;
        if let Some(model) = &slf.get().model {
            arguments.set_item("model", model)?;
        }
        let made = (slf.get_type(), PyTuple::empty(py), arguments).into_pyobject(py)?;
        Ok((py.import("copyreg")?.getattr("__newobj_ex__")?, made))
    }
}
