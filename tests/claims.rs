//! Files of columns that claim more than they hold cost nothing; those that hold as much are read.

use std::path::PathBuf;

use dateline::Document;
use dateline::sources::{Documents, ReadOptions};

/// Documents and errors of a file below `tests/data`.
fn read(file: &str) -> Vec<Result<Document, String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(file);
    Documents::of_file(&path, &ReadOptions::default())
        .map(|found| found.map_err(|why| why.to_string()))
        .collect()
}

#[test]
fn what_is_not_there_is_not_made_room_for() {
    for (file, why) in [
        ("block_of_ten_terabytes.arrow", "a part goes on behind the end"),
        (
            "lengths_of_many_values.parquet",
            "a page claims more values than it has",
        ),
        (
            "prefixes_of_many_values.parquet",
            "a page claims more values than it has",
        ),
        ("page_of_two_gigabytes.parquet", "more than 100 times their size"),
    ] {
        let found = read(&format!("fuzz/columns/{file}"));
        let [Err(said)] = &found[..] else {
            panic!("{file}: {found:?}");
        };
        assert!(
            said.contains("the table is damaged") && said.contains(why),
            "{said}"
        );
    }
}

/// Both forms of pages, with text that says only what differs from the row before, and with nulls and lists.
#[test]
fn delta_encoded_pages_are_read() {
    for file in ["columns/delta_1.parquet", "columns/delta_2.parquet"] {
        let found = read(file);
        assert_eq!(found.len(), 300);
        for (number, found) in found.iter().enumerate() {
            match found {
                Ok(document) => {
                    let day = format!("Paris is wet on day {}. ", number * number);
                    assert_eq!(
                        document.content,
                        dateline::Content::Text(day + &"It rained. ".repeat(number % 5))
                    );
                    let authors: Vec<String> = (0..number % 3).map(|n| format!("Ann Lee{n}")).collect();
                    assert_eq!(document.told.byline, authors);
                }
                Err(why) => assert!(number % 7 == 3, "{why}"),
            }
        }
    }
}
