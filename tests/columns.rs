//! Tables say what the JSON record says, whatever is read.

use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use dateline::export::{Columns, Failure, Table, to_json};
use dateline::{Error, Record};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::laws::text;
use crate::rows::EXTRACTOR;

/// A cell as JSON writes it.
fn cell(column: &ArrayRef, n: usize) -> Value {
    if column.is_null(n) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Int32 => column.as_primitive::<Int32Type>().value(n).into(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(n).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(n).into(),
        // The shortest digits that give it back, as the record has them.
        DataType::Float32 => {
            let value = column.as_primitive::<Float32Type>().value(n).to_string();
            value.parse::<f64>().unwrap().into()
        }
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(n);
            let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(days);
            day.to_string().into()
        }
        DataType::Utf8 => column.as_string::<i32>().value(n).into(),
        DataType::List(_) => {
            let inside = column.as_list::<i32>().value(n);
            (0..inside.len()).map(|n| cell(&inside, n)).collect()
        }
        DataType::Struct(fields) => {
            let rows = column.as_struct();
            let named = fields.iter().zip(rows.columns());
            let row: Map<_, _> = named
                .map(|(field, column)| (field.name().clone(), cell(column, n)))
                .collect();
            row.into()
        }
        other => panic!("no table has a column of {other}"),
    }
}

/// The rows of a batch as JSON objects.
fn rows(batch: &RecordBatch) -> Vec<Value> {
    let schema = batch.schema();
    let row = |n| {
        let named = schema.fields().iter().zip(batch.columns());
        let row: Map<_, _> = named
            .map(|(field, column)| (field.name().clone(), cell(column, n)))
            .collect();
        row.into()
    };
    (0..batch.num_rows()).map(row).collect()
}

/// An object's values under these names, each given as `name` or `name=name in the record`.
fn chosen(from: &Value, names: &str) -> Map<String, Value> {
    let name = |name: &str| {
        let (name, there) = name.split_once('=').unwrap_or((name, name));
        (name.to_owned(), from[there].clone())
    };
    names.split(' ').map(name).collect()
}

/// The rows that the JSON record asks for, without number and name of the article.
fn wanted(table: Table, record: &Value) -> Vec<Value> {
    let numbered =
        |list: &str, number: &str, names: &str, parts: Option<(&[&str], &str, &str)>| -> Vec<Value> {
            let wanted = |one: &Value| {
                parts.is_none_or(|(labels, ..)| labels.iter().any(|label| one["label"] == **label))
            };
            let list = record[list].as_array().unwrap().iter().enumerate();
            let list = list.filter(|(_, one)| wanted(one));
            list.map(|(n, one)| {
                let mut row = chosen(one, names);
                if !number.is_empty() {
                    row.insert(number.to_owned(), n.into());
                }
                if let Some((_, part, names)) = parts {
                    row.extend(chosen(&one[part], names));
                }
                row.into()
            })
            .collect()
        };
    let values = "start end label text value";
    match table {
        Table::Mentions => numbered(
            "mentions",
            "mention",
            "start end label text entity value score",
            None,
        ),
        Table::Entities => {
            let names = "entity=id label name aliases country country_relation subdivision latitude longitude salience mentions";
            numbered("entities", "", names, None)
        }
        Table::Quotes => {
            let names = "quote=id start end text kind speaker speaker_entity cue when";
            numbered("quotes", "", names, None)
        }
        Table::Dates => {
            let parts = (&["DATE", "TIME"][..], "when", "earliest latest granularity rule");
            numbered("mentions", "mention", values, Some(parts))
        }
        Table::Amounts => {
            let labels = &["MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"][..];
            numbered(
                "mentions",
                "mention",
                values,
                Some((labels, "amount", "low high unit")),
            )
        }
        Table::Roles => numbered(
            "roles",
            "",
            "person role status entity organization start end",
            None,
        ),
        Table::Errors => Vec::new(),
        Table::Articles => {
            let mut row = chosen(
                &record["article"],
                "url headline date date_source bylines=byline source",
            );
            let dateline = &record["article"]["dateline"];
            row.insert(
                "dateline_places".into(),
                dateline.get("places").cloned().unwrap_or(json!([])),
            );
            row.insert("dateline_date".into(), dateline["date"].clone());
            row.extend(chosen(record, "text paragraphs warnings"));
            let sentences = record["sentences"].as_array().unwrap().iter();
            let sentences = sentences.map(|s| json!({"start": s[0], "end": s[1]}));
            row.insert("sentences".into(), sentences.collect());
            vec![row.into()]
        }
        Table::Records => {
            let mut row = wanted(Table::Articles, record).remove(0);
            for inside in [
                Table::Mentions,
                Table::Entities,
                Table::Quotes,
                Table::Dates,
                Table::Amounts,
                Table::Roles,
            ] {
                row[inside.as_str()] = wanted(inside, record).into();
            }
            row["error"] = Value::Null;
            vec![row]
        }
    }
}

/// Checks the tables of records against their JSON, in one batch and in two.
fn check(records: &[Record]) {
    let mut columns = Columns::with(Table::ALL);
    for (record, number) in records.iter().zip(100..) {
        columns.push(number, record);
    }
    assert_eq!(columns.len(), records.len());
    let texts: usize = records.iter().map(|record| record.article.text.len()).sum();
    assert!(columns.bytes() >= 2 * texts, "the text stands in two tables");
    let batches = columns.finish();
    assert!(columns.is_empty() && columns.bytes() == 0);
    assert_eq!(batches.len(), Table::ALL.len());
    for (&table, (named, batch)) in Table::ALL.iter().zip(&batches) {
        assert_eq!((table, batch.schema()), (*named, table.schema()));
        let mut all = Vec::new();
        for (record, number) in records.iter().zip(100..) {
            let json: Value = serde_json::from_str(&to_json(record)).unwrap();
            for mut row in wanted(table, &json) {
                row["article"] = number.into();
                row["article_id"] = json["id"].clone();
                all.push(row);
            }
        }
        let found = rows(batch);
        assert_eq!(found.len(), all.len(), "rows of {table}");
        for (found, wanted) in found.iter().zip(&all) {
            assert_eq!(found, wanted, "a row of {table}");
        }
    }
    for record in records {
        columns.push(7, record);
    }
    for ((_, one), (_, other)) in batches.iter().zip(columns.finish()) {
        assert_eq!(one.num_rows(), other.num_rows(), "the builders start anew");
    }
}

#[test]
fn tables_of_the_samples_are_their_records() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let mut record = EXTRACTOR.extract_text(&std::fs::read_to_string(path).unwrap());
        record.article.id = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        record.article.url = Some("https://news.example/a".to_owned());
        record
    };
    let records: Vec<Record> = paths.iter().map(read).collect();
    assert!(records.len() >= 24);
    check(&records);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn tables_of_any_texts_are_their_records(texts in prop::collection::vec(text(), 0..5)) {
        let records: Vec<Record> = texts.iter().map(|text| EXTRACTOR.extract_text(text)).collect();
        check(&records);
    }
}

#[test]
fn what_could_not_be_read_is_a_row_of_errors_and_of_records() {
    let mut columns = Columns::with(&[Table::Errors, Table::Mentions, Table::Records]);
    let missing = Error::file(
        "a.txt".as_ref(),
        std::io::Error::new(std::io::ErrorKind::NotFound, "gone"),
    );
    columns.push_error(3, &missing, Some("a"));
    columns.push(4, &EXTRACTOR.extract_text("Angela Merkel left."));
    let place = Failure {
        file: Some("dump.tar".into()),
        member: Some("b.html".into()),
        number: Some(u64::MAX),
        offset: Some(12),
        reason: "not a page".into(),
    };
    columns.push_failure(5, None, &place);
    assert_eq!(columns.len(), 3);
    let batches = columns.finish();
    assert_eq!(
        rows(&batches[0].1),
        [
            json!({"article": 3, "article_id": "a", "file": "a.txt", "member": null, "number": null, "offset": null,
                "reason": "gone"}),
            json!({"article": 5, "article_id": null, "file": "dump.tar", "member": "b.html", "number": i64::MAX,
                "offset": 12, "reason": "not a page"}),
        ]
    );
    assert_eq!(batches[1].1.num_rows(), 1);
    let records = rows(&batches[2].1);
    let short: Vec<_> = records
        .iter()
        .map(|row| Value::Object(chosen(row, "article article_id text error")))
        .collect();
    assert_eq!(
        short,
        [
            json!({"article": 3, "article_id": "a", "text": null, "error": "gone"}),
            json!({"article": 4, "article_id": null, "text": "Angela Merkel left.", "error": null}),
            json!({"article": 5, "article_id": null, "text": null, "error": "not a page"}),
        ]
    );
    assert_eq!(
        (&records[0]["mentions"], &records[2]["sentences"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(records[1]["mentions"][0]["text"], "Angela Merkel");
}

#[test]
fn schemas_are_fixed() {
    // A change here is a change of the version in the metadata, unless it adds a column.
    let shown = |table: &Table| {
        let schema = table.schema();
        assert_eq!(schema.metadata()["dateline.schema"], "1");
        let fields = schema.fields().iter();
        let fields = fields.map(|field| {
            let kind = match field.data_type() {
                DataType::List(item) => match item.data_type() {
                    DataType::Struct(fields) => {
                        let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
                        format!("[{}]", names.join(" "))
                    }
                    kind => format!("[{kind}]"),
                },
                kind => kind.to_string(),
            };
            format!(
                "{} {kind}{}",
                field.name(),
                if field.is_nullable() { "?" } else { "" }
            )
        });
        format!("{table}: {}", fields.collect::<Vec<_>>().join(", "))
    };
    let front = "article Int64, article_id Utf8?";
    let text = "start Int32, end Int32";
    let wanted = [
        format!(
            "articles: {front}, url Utf8?, headline Utf8?, date Date32?, date_source Utf8, bylines [Utf8], source Utf8?, \
             dateline_places [Utf8], dateline_date Date32?, text Utf8, paragraphs [start end kind], \
             sentences [start end], warnings [start end code]"
        ),
        format!(
            "mentions: {front}, mention Int32, {text}, label Utf8, text Utf8, entity Utf8?, value Utf8?, score Float32"
        ),
        format!(
            "entities: {front}, entity Utf8, label Utf8, name Utf8, aliases [Utf8], country Utf8?, country_relation Utf8?, \
             subdivision Utf8?, latitude Float32?, longitude Float32?, salience Float32, mentions [Int32]"
        ),
        format!(
            "quotes: {front}, quote Utf8, {text}, text Utf8, kind Utf8, speaker Utf8?, speaker_entity Utf8?, cue Utf8?, \
             when Utf8?"
        ),
        format!(
            "dates: {front}, mention Int32, {text}, label Utf8, text Utf8, value Utf8?, earliest Date32?, latest Date32?, \
             granularity Utf8?, rule Utf8?"
        ),
        format!(
            "amounts: {front}, mention Int32, {text}, label Utf8, text Utf8, value Utf8?, low Float64?, high Float64?, \
             unit Utf8?"
        ),
        format!(
            "roles: {front}, person Utf8, role Utf8, status Utf8, entity Utf8?, organization Utf8?, start Int32?, end Int32?"
        ),
        format!("errors: {front}, file Utf8?, member Utf8?, number Int64?, offset Int64?, reason Utf8"),
    ];
    let found: Vec<String> = Table::FLAT.iter().map(shown).collect();
    assert_eq!(found, wanted);
}
