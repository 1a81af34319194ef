//! Parquet files, row group by row group, with no page passed on that would make the library set aside what is not there.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, RowGroups,
};
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels};
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::ChunkReader;
use parquet::file::serialized_reader::SerializedPageReader;

use super::page_claims::{Claims, Watched, number};

/// Most values of one page. Writers end a page after some ten thousand rows or a megabyte.
const MOST_VALUES: u64 = 1 << 24;

/// The rows of a Parquet file, so many at a time.
pub(super) fn batches(
    file: impl ChunkReader + 'static,
    rows: usize,
) -> Result<impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send, ArrowError> {
    let told = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
    let levels = parquet_to_arrow_field_levels(
        told.parquet_schema(),
        ProjectionMask::all(),
        Some(told.schema().fields()),
    )?;
    let claims = Arc::<Claims>::default();
    let groups = Groups {
        file: Arc::new(file),
        claims: Arc::clone(&claims),
        told: Arc::clone(told.metadata()),
    };
    let batches = ParquetRecordBatchReader::try_new_with_row_groups(&levels, &groups, rows, None)?;
    Ok(batches.inspect(move |batch| {
        if batch.as_ref().is_ok_and(|batch| batch.num_rows() > 0) {
            claims.found();
        }
    }))
}

/// All row groups of a file.
struct Groups<File> {
    file: Arc<File>,
    claims: Arc<Claims>,
    told: Arc<ParquetMetaData>,
}

impl<File: ChunkReader + 'static> RowGroups for Groups<File> {
    fn num_rows(&self) -> usize {
        let rows = |group: &RowGroupMetaData| usize::try_from(group.num_rows()).unwrap_or(0);
        self.row_groups().map(rows).fold(0, usize::saturating_add)
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>, ParquetError> {
        Ok(Box::new(Chunks {
            file: Arc::clone(&self.file),
            claims: Arc::clone(&self.claims),
            told: Arc::clone(&self.told),
            column,
            group: 0,
        }))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(self.told.row_groups().iter())
    }

    fn metadata(&self) -> &ParquetMetaData {
        &self.told
    }
}

/// The pages of one column in each row group in turn.
struct Chunks<File> {
    file: Arc<File>,
    claims: Arc<Claims>,
    told: Arc<ParquetMetaData>,
    column: usize,
    group: usize,
}

impl<File: ChunkReader + 'static> Iterator for Chunks<File> {
    type Item = Result<Box<dyn PageReader>, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let group = self.told.row_groups().get(self.group)?;
        self.group += 1;
        let chunk = group.column(self.column);
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let file = Watched::new(Arc::clone(&self.file), Arc::clone(&self.claims));
        let pages = SerializedPageReader::new(Arc::new(file), chunk, rows, None);
        let levels = Levels {
            is_repeated: chunk.column_descr().max_rep_level() > 0,
            is_defined: chunk.column_descr().max_def_level() > 0,
        };
        Some(pages.map(|pages| Box::new(Pages { pages, levels }) as _))
    }
}

impl<File: ChunkReader + 'static> PageIterator for Chunks<File> {}

/// Which levels stand before the values of a page.
#[derive(Clone, Copy)]
struct Levels {
    is_repeated: bool,
    is_defined: bool,
}

/// The pages of a column in one row group, up to the first that is not sound.
struct Pages<Reader> {
    pages: Reader,
    levels: Levels,
}

impl<Reader: PageReader> Iterator for Pages<Reader> {
    type Item = Result<Page, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl<Reader: PageReader> PageReader for Pages<Reader> {
    fn get_next_page(&mut self) -> Result<Option<Page>, ParquetError> {
        let page = self.pages.get_next_page()?;
        match page.as_ref().is_none_or(|page| is_sound(page, self.levels)) {
            true => Ok(page),
            false => Err(ParquetError::General(
                "a page claims more values than it has".to_owned(),
            )),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>, ParquetError> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<(), ParquetError> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool, ParquetError> {
        self.pages.at_record_boundary()
    }
}

/// Whether a page claims no more values than it may have: the library sets aside room for so many.
fn is_sound(page: &Page, levels: Levels) -> bool {
    let bytes = page.buffer();
    let count = u64::from(page.num_values());
    if count > MOST_VALUES {
        return false;
    }
    let start = match page {
        Page::DictionaryPage { .. } => return count <= bytes.len() as u64,
        Page::DataPage { .. } => levels.end(bytes),
        Page::DataPageV2 {
            def_levels_byte_len,
            rep_levels_byte_len,
            ..
        } => (*def_levels_byte_len as usize).checked_add(*rep_levels_byte_len as usize),
    };
    let values = || bytes.get(start?..);
    match page.encoding() {
        Encoding::DELTA_LENGTH_BYTE_ARRAY => {
            values().is_some_and(|mut lengths| counted(&mut lengths, count).is_some())
        }
        Encoding::DELTA_BYTE_ARRAY => values().is_some_and(|mut lengths| {
            // those of what is shared with the value before, then those of the rest
            passed(&mut lengths, count).is_some() && counted(&mut lengths, count).is_some()
        }),
        _ => true,
    }
}

impl Levels {
    /// Where the levels of a page end: each kind says its own length, as it has since levels are run-length encoded.
    fn end(self, bytes: &[u8]) -> Option<usize> {
        let mut end = 0usize;
        for _ in 0..usize::from(self.is_repeated) + usize::from(self.is_defined) {
            let (length, _) = bytes.get(end..)?.split_first_chunk::<4>()?;
            let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
            end = end.checked_add(4)?.checked_add(length)?;
        }
        Some(end)
    }
}

/// Reads the head of delta-encoded numbers: values in a block, small blocks in it, and numbers, unless there are too many.
fn counted(bytes: &mut &[u8], most: u64) -> Option<(usize, usize, u64)> {
    let mut next = || number(bytes).ok();
    let (block, parts, count, _first) = (next()?, next()?, next()?, next()?);
    let (block, parts) = (usize::try_from(block).ok()?, usize::try_from(parts).ok()?);
    (count <= most && block > 0 && parts > 0).then_some((block, parts, count))
}

/// Goes past delta-encoded numbers.
fn passed(bytes: &mut &[u8], most: u64) -> Option<()> {
    let (block, parts, count) = counted(bytes, most)?;
    let each = block / parts;
    let mut left = usize::try_from(count.saturating_sub(1)).ok()?;
    while left > 0 {
        let _least = number(bytes).ok()?;
        let (widths, rest) = bytes.split_at_checked(parts)?;
        *bytes = rest;
        for &width in widths {
            let length = if left > 0 {
                usize::from(width).checked_mul(each)? / 8
            } else {
                0
            };
            *bytes = bytes.get(length..)?;
            left = left.saturating_sub(each);
        }
    }
    Some(())
}
