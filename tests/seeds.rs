//! Seeds of the fuzz targets: the sample articles in every form, and packed in every way.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};

use super::small_model;

const FORMS: [(&str, &str); 12] = [
    ("html", "html"),
    ("nitf_", "nitf"),
    ("newsml", "newsml"),
    ("ninjs_", "ninjs"),
    (".eml", "mail"),
    (".mbox", "mbox"),
    ("rss", "feed"),
    ("atom", "feed"),
    ("rows.jsonl", "json"),
    ("array.json", "json"),
    ("rows.csv", "csv"),
    (".tsv", "csv"),
];

/// Takes a seed: the target's name, the seed's name, and its bytes.
pub type Put<'a> = dyn FnMut(&str, &str, &[u8]) + 'a;

/// Makes every seed; `root` is the folder of the package.
pub fn make(root: &Path, put: &mut Put<'_>) {
    let samples = root.join("seeds/articles");
    for (name, bytes) in files(&samples.join("forms")) {
        let fits = |part: &&(&str, &str)| name.contains(part.0);
        FORMS
            .iter()
            .filter(fits)
            .for_each(|(_, target)| put(target, &name, &bytes));
        if name == "pages.warc.gz" {
            let mut plain = Vec::new();
            std::io::copy(&mut flate2::read::MultiGzDecoder::new(&*bytes), &mut plain).expect("gzip");
            put("warc", "pages.warc", &plain);
            put("warc", &name, &bytes);
        }
    }
    for (name, bytes) in files(&samples) {
        if name.ends_with(".txt") {
            put("parse", &name, &bytes);
        } else if name.ends_with(".json") {
            put("record", &name, &bytes);
            put("labelled", &name, &[&b"\x02"[..], &bytes].concat());
        }
    }
    let spacy = fs::read(root.join("tests/data/sample.spacy")).expect("a sample");
    put("labelled", "spacy", &[&b"\x04"[..], &spacy].concat());
    put(
        "labelled",
        "conll",
        b"\x03Kim B-PERSON\nmet O\nBMW I-ORG\n\nin O\nMunich U-GPE\n",
    );
    put(
        "labelled",
        "conllu",
        b"\x03# text = Kim left\n1\tKim\tKim\tPROPN\t_\t_\t2\tnsubj\t_\tB-PERSON\n",
    );
    let line = b"\x01{\"text\": \"Kim met BMW\", \"entities\": [[0, 3, \"PERSON\"], [8, 11, \"ORG\"]]}\n";
    put("labelled", "lines", line);
    put("model", "small", &small_model::file(&small_model::sections()));
    packed(put);
}

/// The sample articles in a small way, in each packing and archive.
fn packed(put: &mut Put<'_>) {
    let rows: &[u8] =
        b"{\"id\": 1, \"text\": \"Rome is wet.\", \"date\": \"2024-05-02\"}\n{\"text\": \"Paris is dry.\"}\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(rows).expect("memory");
    let gzip = gzip.finish().expect("memory");
    put("packed", "a.gz", &gzip);
    put("packed", "a.zst", &zstd::encode_all(rows, 3).expect("memory"));
    let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    bzip2.write_all(rows).expect("memory");
    put("packed", "a.bz2", &bzip2.finish().expect("memory"));

    let mut tar = tar::Builder::new(Vec::new());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("a.txt", &b"Rome is wet."[..]),
        ("b/c.jsonl", rows),
        ("d.jsonl.gz", &*gzip),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, bytes).expect("memory");
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    let tar = tar.into_inner().expect("memory");
    put("tar", "a.tar", &tar);
    put(
        "packed",
        "a.tar.zst",
        &zstd::encode_all(&*tar, 3).expect("memory"),
    );
    put("zip", "a.zip", &zip.finish().expect("memory").into_inner());

    let column = |cells: [&str; 2]| Arc::new(StringArray::from(cells.to_vec())) as ArrayRef;
    let batch = RecordBatch::try_from_iter([
        ("text", column(["Rome is wet.", "Paris is dry."])),
        ("date", column(["2024-05-02", "2024-05-03"])),
    ])
    .expect("columns of one length");
    let mut parquet =
        parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a schema");
    parquet.write(&batch).expect("memory");
    put("columns", "a.parquet", &parquet.into_inner().expect("memory"));
    let mut arrow = arrow_ipc::writer::FileWriter::try_new(Vec::new(), &batch.schema()).expect("a schema");
    arrow.write(&batch).expect("memory");
    arrow.finish().expect("memory");
    put("columns", "a.arrow", &arrow.into_inner().expect("memory"));
}

/// The files of a folder with their names.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the samples")
        .map(|entry| entry.expect("the samples").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let name = |path: &Path| {
        path.file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    paths
        .iter()
        .map(|path| (name(path), fs::read(path).expect("a sample")))
        .collect()
}
