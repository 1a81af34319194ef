//! Columns while they grow: kinds of cells, rows of them, lists of rows, and the arrays that they become.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::builder::{
    Date32Builder, Float32Builder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Fields};

/// What a column holds. A list is never null; one that nothing is known of is empty.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Int,
    Long,
    Real,
    Double,
    Day,
    Text,
    Texts,
    Ints,
    /// Stretches of the text in code points: start, end, and a word on each under this name.
    Spans(Option<&'static str>),
}

/// One value. Numbers of code points and of mentions that do not fit are held to the greatest that does.
pub(super) enum Cell<'r> {
    Null,
    Int(u32),
    Long(i64),
    Real(f32),
    Double(f64),
    /// Days since 1970-01-01.
    Day(i32),
    Text(Cow<'r, str>),
    Texts(Vec<&'r str>),
    Ints(&'r [u32]),
    Spans(Vec<([u32; 2], &'static str)>),
}

impl<'r> From<Option<Cell<'r>>> for Cell<'r> {
    fn from(cell: Option<Cell<'r>>) -> Cell<'r> {
        cell.unwrap_or(Cell::Null)
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Cell<'r> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'r> From<Option<&'r str>> for Cell<'r> {
    fn from(text: Option<&'r str>) -> Cell<'r> {
        text.map(Cell::from).into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

/// The field of a list's values.
fn item(kind: DataType) -> FieldRef {
    Arc::new(Field::new("item", kind, false))
}

/// The type of a list of rows with these columns.
pub(super) fn list_of(fields: Fields) -> DataType {
    DataType::List(item(DataType::Struct(fields)))
}

impl Kind {
    pub(super) fn data_type(self) -> DataType {
        match self {
            Kind::Int => DataType::Int32,
            Kind::Long => DataType::Int64,
            Kind::Real => DataType::Float32,
            Kind::Double => DataType::Float64,
            Kind::Day => DataType::Date32,
            Kind::Text => DataType::Utf8,
            Kind::Texts => DataType::List(item(DataType::Utf8)),
            Kind::Ints => DataType::List(item(DataType::Int32)),
            Kind::Spans(word) => list_of(span_fields(word)),
        }
    }

    pub(super) fn is_list(self) -> bool {
        matches!(self, Kind::Texts | Kind::Ints | Kind::Spans(_))
    }
}

fn span_fields(word: Option<&str>) -> Fields {
    let borders = ["start", "end"].map(|name| Field::new(name, DataType::Int32, false));
    let word = word.map(|name| Field::new(name, DataType::Utf8, false));
    borders.into_iter().chain(word).collect()
}

enum Builder {
    Int(Int32Builder),
    Long(Int64Builder),
    Real(Float32Builder),
    Double(Float64Builder),
    Day(Date32Builder),
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Ints(ListBuilder<Int32Builder>),
    Spans(Lists),
}

impl Builder {
    fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Int => Builder::Int(Int32Builder::new()),
            Kind::Long => Builder::Long(Int64Builder::new()),
            Kind::Real => Builder::Real(Float32Builder::new()),
            Kind::Double => Builder::Double(Float64Builder::new()),
            Kind::Day => Builder::Day(Date32Builder::new()),
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Texts => {
                Builder::Texts(ListBuilder::new(StringBuilder::new()).with_field(item(DataType::Utf8)))
            }
            Kind::Ints => {
                Builder::Ints(ListBuilder::new(Int32Builder::new()).with_field(item(DataType::Int32)))
            }
            Kind::Spans(word) => {
                let kinds = [Some(Kind::Int), Some(Kind::Int), word.map(|_| Kind::Text)];
                Builder::Spans(Lists::new(span_fields(word), kinds.into_iter().flatten()))
            }
        }
    }

    /// Adds a value and returns about how many bytes it takes. A cell of another kind stands for nothing.
    fn push(&mut self, cell: Cell<'_>) -> usize {
        match (self, cell) {
            (Builder::Int(column), Cell::Int(value)) => column.append_value(held(value)),
            (Builder::Int(column), _) => column.append_null(),
            (Builder::Long(column), Cell::Long(value)) => column.append_value(value),
            (Builder::Long(column), _) => column.append_null(),
            (Builder::Real(column), Cell::Real(value)) => column.append_value(value),
            (Builder::Real(column), _) => column.append_null(),
            (Builder::Double(column), Cell::Double(value)) => column.append_value(value),
            (Builder::Double(column), _) => column.append_null(),
            (Builder::Day(column), Cell::Day(value)) => column.append_value(value),
            (Builder::Day(column), _) => column.append_null(),
            (Builder::Text(column), Cell::Text(value)) => {
                column.append_value(&value);
                return WIDTH + value.len();
            }
            (Builder::Text(column), _) => column.append_null(),
            (Builder::Texts(column), Cell::Texts(values)) => {
                column.append_value(values.iter().map(|&value| Some(value)));
                return WIDTH + values.iter().map(|value| WIDTH + value.len()).sum::<usize>();
            }
            (Builder::Texts(column), _) => column.append(true),
            (Builder::Ints(column), Cell::Ints(values)) => {
                column.append_value(values.iter().map(|&value| Some(held(value))));
                return WIDTH + WIDTH * values.len();
            }
            (Builder::Ints(column), _) => column.append(true),
            (Builder::Spans(lists), Cell::Spans(spans)) => {
                let row = |([start, end], word): ([u32; 2], &'static str)| {
                    [Cell::Int(start), Cell::Int(end), Cell::from(word)]
                };
                return spans
                    .into_iter()
                    .map(|span| lists.rows.push(row(span)))
                    .sum::<usize>()
                    + lists.close();
            }
            (Builder::Spans(lists), _) => return lists.close(),
        }
        WIDTH
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Int(column) => Arc::new(column.finish()),
            Builder::Long(column) => Arc::new(column.finish()),
            Builder::Real(column) => Arc::new(column.finish()),
            Builder::Double(column) => Arc::new(column.finish()),
            Builder::Day(column) => Arc::new(column.finish()),
            Builder::Text(column) => Arc::new(column.finish()),
            Builder::Texts(column) => Arc::new(column.finish()),
            Builder::Ints(column) => Arc::new(column.finish()),
            Builder::Spans(lists) => lists.finish(),
        }
    }
}

/// What a cell takes beside its text, within a factor of two.
const WIDTH: usize = 4;

fn held(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Rows of a table while it grows.
pub(super) struct Rows {
    columns: Vec<Builder>,
    count: usize,
}

impl Rows {
    pub(super) fn new(kinds: impl IntoIterator<Item = Kind>) -> Rows {
        Rows {
            columns: kinds.into_iter().map(Builder::new).collect(),
            count: 0,
        }
    }

    /// Adds a row, a cell for each column, and returns about how many bytes it takes.
    pub(super) fn push<'r>(&mut self, cells: impl IntoIterator<Item = Cell<'r>>) -> usize {
        self.count += 1;
        let cells = cells.into_iter().chain(std::iter::repeat_with(|| Cell::Null));
        self.columns
            .iter_mut()
            .zip(cells)
            .map(|(column, cell)| column.push(cell))
            .sum()
    }

    /// The columns; the rows start anew.
    pub(super) fn finish(&mut self) -> Vec<ArrayRef> {
        self.count = 0;
        self.columns.iter_mut().map(Builder::finish).collect()
    }
}

/// A column of lists of rows.
pub(super) struct Lists {
    fields: Fields,
    pub(super) rows: Rows,
    lengths: Vec<usize>,
    closed: usize,
}

impl Lists {
    pub(super) fn new(fields: Fields, kinds: impl IntoIterator<Item = Kind>) -> Lists {
        Lists {
            fields,
            rows: Rows::new(kinds),
            lengths: Vec::new(),
            closed: 0,
        }
    }

    /// Makes one list of the rows since the last.
    pub(super) fn close(&mut self) -> usize {
        self.lengths.push(self.rows.count - self.closed);
        self.closed = self.rows.count;
        WIDTH
    }

    pub(super) fn finish(&mut self) -> ArrayRef {
        let borders = OffsetBuffer::from_lengths(std::mem::take(&mut self.lengths));
        self.closed = 0;
        // A row gives every column one value, and no column that is not nullable is given none.
        let rows = StructArray::new(self.fields.clone(), self.rows.finish(), None);
        let item = item(DataType::Struct(self.fields.clone()));
        Arc::new(ListArray::new(item, borders, Arc::new(rows), None))
    }
}
