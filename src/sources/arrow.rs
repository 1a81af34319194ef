//! Rows of Arrow record batches, as Parquet files and every frame library give them.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, TimeUnit};

use super::habit::Settled;
use super::rows::Columns;
use super::told::Cell;
use super::{ColumnNames, ReadOptions};
use crate::date::Date;
use crate::document::Document;
use crate::error::Error;
use crate::place::Place;

/// The documents in the rows of record batches, under the name of a file; only the present batch is held.
///
/// Columns are found as in tables, by [`ColumnNames`] or by their usual names. Text may be in any of Arrow's string
/// types, plain or as a dictionary; days in dates, timestamps, numbers or strings; authors in strings or lists of them.
/// A row without a text is an error with its number.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use dateline::export::{Columns, Table};
/// use dateline::sources::{ReadOptions, rows};
///
/// let mut columns = Columns::with(&[Table::Articles]);
/// columns.push(0, &dateline::Extractor::embedded()?.extract_text("It rained in Rome."));
/// let batches = columns.finish().into_iter().map(|(_, batch)| Ok(batch));
/// let documents: Vec<_> = rows(batches, &ReadOptions::default(), "news").collect::<Result<_, _>>()?;
/// assert_eq!(documents[0].content, dateline::Content::Text("It rained in Rome.".to_owned()));
/// # }
/// # Ok::<(), dateline::Error>(())
/// ```
pub fn rows(
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static,
    options: &ReadOptions,
    file: &str,
) -> impl Iterator<Item = Result<Document, Error>> + Send + 'static {
    rows_at(batches, options, Place::of_file(file))
}

/// The same for the rows of a file or a member.
pub(super) fn rows_at(
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static,
    options: &ReadOptions,
    place: Place,
) -> impl Iterator<Item = Result<Document, Error>> + Send + 'static {
    let rows = Rows {
        batches,
        wanted: options.columns.clone(),
        place,
        batch: None,
        number: 0,
        is_over: false,
    };
    Settled::new(rows, options.day_first)
}

struct Rows<B> {
    batches: B,
    wanted: ColumnNames,
    place: Place,
    /// The present batch, its columns, and the next row of it.
    batch: Option<(RecordBatch, Columns, usize)>,
    number: u64,
    is_over: bool,
}

impl<B: Iterator<Item = Result<RecordBatch, ArrowError>>> Iterator for Rows<B> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            if let Some((batch, columns, row)) = &mut self.batch
                && *row < batch.num_rows()
            {
                let (at, batch) = (*row, &*batch);
                *row += 1;
                let place = Place {
                    number: Some(self.number),
                    ..self.place.clone()
                };
                self.number += 1;
                return Some(columns.document(|column| cell(batch.column(column), at), place, ""));
            }
            let place = || self.place.clone();
            let next = self.batches.next().transpose();
            let next = next.map_err(|why| Error::document(place(), format!("the table is damaged: {why}")));
            let found = next.and_then(|batch| {
                let Some(batch) = batch else { return Ok(None) };
                let schema = batch.schema();
                let names: Vec<&str> = schema.fields().iter().map(|field| &**field.name()).collect();
                let columns = Columns::find(&names, &self.wanted, true);
                let columns = columns.map_err(|why| Error::document(place(), why))?;
                Ok(Some((batch, columns, 0)))
            });
            self.is_over = !matches!(found, Ok(Some(_)));
            match found {
                Ok(batch) => self.batch = batch,
                Err(why) => return Some(Err(why)),
            }
        }
        None
    }
}

/// What stands in a row of a column.
fn cell(column: &ArrayRef, row: usize) -> Cell {
    if column.is_null(row) {
        return Cell::Nothing;
    }
    let text = |text: &str| Cell::Text(text.to_owned());
    match column.data_type() {
        DataType::Utf8 => text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => text(column.as_string_view().value(row)),
        DataType::Binary => Cell::Bytes(column.as_binary::<i32>().value(row).to_owned()),
        DataType::LargeBinary => Cell::Bytes(column.as_binary::<i64>().value(row).to_owned()),
        DataType::Dictionary(keys, _) => dictionary(keys, column, row),
        DataType::List(_) => names(&column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => names(&column.as_list::<i64>().value(row)),
        DataType::Date32 => days(i64::from(column.as_primitive::<Date32Type>().value(row))),
        DataType::Date64 => days(
            column
                .as_primitive::<Date64Type>()
                .value(row)
                .div_euclid(86_400_000),
        ),
        DataType::Timestamp(unit, _) => {
            let (value, second) = match unit {
                TimeUnit::Second => (number::<TimestampSecondType>(column, row), 1),
                TimeUnit::Millisecond => (number::<TimestampMillisecondType>(column, row), 1_000),
                TimeUnit::Microsecond => (number::<TimestampMicrosecondType>(column, row), 1_000_000),
                TimeUnit::Nanosecond => (number::<TimestampNanosecondType>(column, row), 1_000_000_000),
            };
            value.map_or(Cell::Nothing, |value| days(value.div_euclid(86_400 * second)))
        }
        DataType::Int8 => whole::<Int8Type>(column, row),
        DataType::Int16 => whole::<Int16Type>(column, row),
        DataType::Int32 => whole::<Int32Type>(column, row),
        DataType::Int64 => whole::<Int64Type>(column, row),
        DataType::UInt8 => whole::<UInt8Type>(column, row),
        DataType::UInt16 => whole::<UInt16Type>(column, row),
        DataType::UInt32 => whole::<UInt32Type>(column, row),
        DataType::UInt64 => whole::<UInt64Type>(column, row),
        _ => Cell::Nothing,
    }
}

fn number<T: ArrowPrimitiveType>(column: &ArrayRef, row: usize) -> Option<i64>
where
    i64: TryFrom<T::Native>,
{
    i64::try_from(column.as_primitive::<T>().value(row)).ok()
}

fn whole<T: ArrowPrimitiveType>(column: &ArrayRef, row: usize) -> Cell
where
    i64: TryFrom<T::Native>,
{
    let beyond = || Cell::Text(format!("{:?}", column.as_primitive::<T>().value(row)));
    number::<T>(column, row).map_or_else(beyond, Cell::Number)
}

/// A day so many days after 1970 began.
fn days(days: i64) -> Cell {
    let first = Date::new(1970, 1, 1);
    let day = i32::try_from(days).ok().and_then(|days| first?.plus_days(days));
    day.map_or(Cell::Nothing, Cell::Day)
}

fn names(list: &ArrayRef) -> Cell {
    Cell::Names((0..list.len()).filter_map(|row| cell(list, row).line()).collect())
}

fn dictionary(keys: &DataType, column: &ArrayRef, row: usize) -> Cell {
    fn of<K: ArrowDictionaryKeyType>(column: &ArrayRef, row: usize) -> Cell {
        let dictionary = column.as_dictionary::<K>();
        let value = dictionary.key(row);
        value.map_or(Cell::Nothing, |value| cell(dictionary.values(), value))
    }
    match keys {
        DataType::Int8 => of::<Int8Type>(column, row),
        DataType::Int16 => of::<Int16Type>(column, row),
        DataType::Int32 => of::<Int32Type>(column, row),
        DataType::Int64 => of::<Int64Type>(column, row),
        DataType::UInt8 => of::<UInt8Type>(column, row),
        DataType::UInt16 => of::<UInt16Type>(column, row),
        DataType::UInt32 => of::<UInt32Type>(column, row),
        DataType::UInt64 => of::<UInt64Type>(column, row),
        _ => Cell::Nothing,
    }
}
