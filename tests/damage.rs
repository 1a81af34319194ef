//! Damaged files, and files that are meant to do damage: what is sound still comes, the rest is an error in bounded time.

use std::io::Read;
use std::time::{Duration, Instant};

use dateline::sources::{Documents, ReadOptions};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::sources::{LINES, bz2, documents, gz, line, read, tar, zip, zst};

/// Lines that do not pack well.
pub(crate) fn noise(lines: usize) -> String {
    let mut state = 7u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{:x}", state >> 20)
    };
    (0..lines)
        .map(|_| format!("{{\"text\": \"{} {} {}\"}}\n", word(), word(), word()))
        .collect()
}

#[test]
fn what_stands_before_damage_counts() {
    let lines = noise(20_000);
    for (file, packed) in [
        ("a.jsonl.gz", gz(lines.as_bytes())),
        ("a.jsonl.zst", zst(lines.as_bytes())),
        ("a.jsonl.bz2", bz2(lines.as_bytes())),
    ] {
        let cut = packed[..packed.len() * 2 / 3].to_vec();
        let found = read(file, cut);
        assert!(found.len() > 8_000, "{file}: {}", found.len());
        let (last, before) = found.split_last().unwrap();
        assert!(before.iter().all(|line| !line.starts_with('!')));
        assert!(
            last.starts_with("! ") && last.contains("it ends too early") && !last.contains("byte 0"),
            "{last}"
        );
        let mut flipped = packed;
        let middle = flipped.len() / 2;
        flipped[middle] ^= 0x55;
        let found = read(file, flipped);
        let bad = found.iter().filter(|line| line.starts_with('!')).count();
        assert!(
            found.len() > 100 && bad >= 1,
            "{file}: {} with {bad} errors",
            found.len()
        );
    }
}

#[test]
fn a_damaged_member_costs_itself() {
    let good = noise(2000).replace('{', "");
    let mut bad = gz(good.as_bytes());
    let middle = bad.len() / 2;
    bad.truncate(middle);
    let members: [(&str, &[u8]); 3] = [("a.txt", b"Rome"), ("b.txt.gz", &bad), ("c.txt", b"Paris")];
    for (file, bytes) in [
        ("a.tar", tar(&members)),
        ("a.zip", zip(&members)),
        ("a.tar.gz", gz(&tar(&members))),
    ] {
        let wanted = [
            format!("{file}!a.txt @0 : b\"Rome\""),
            format!("! {file}!b.txt.gz, byte 0: it ends too early"),
            format!("{file}!c.txt @0 : b\"Paris\""),
        ];
        assert_eq!(read(file, bytes), wanted);
    }
    let mut zipped = zip(&members);
    let at = zipped.windows(4).position(|bytes| bytes == b"Rome").unwrap_or(36);
    zipped[at] ^= 1;
    let found = read("a.zip", zipped);
    assert!(
        found[0].starts_with("! a.zip!a.txt, byte 0: it is damaged"),
        "{found:?}"
    );
    assert_eq!(found.len(), 3);
}

#[test]
fn tars_that_lie() {
    let whole = tar(&[("a.txt", b"Rome"), ("b.txt", b"Paris"), ("c.txt", b"Oslo")]);
    let with_size = |size: u64| {
        let mut bytes = whole.clone();
        let mut header = tar::Header::from_byte_slice(&bytes[1024..1536]).clone();
        header.set_size(size);
        header.set_cksum();
        bytes[1024..1536].copy_from_slice(header.as_bytes());
        bytes
    };
    let found = read("a.tar", with_size(1 << 40));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1], "! a.tar!b.txt, byte 0: it ends too early");
    let found = read("a.tar", with_size(0));
    assert_eq!(
        found,
        [
            "a.tar!a.txt @0 : b\"Rome\"",
            "a.tar!b.txt @0 : b\"\"",
            "! a.tar, byte 1536: no member of the archive begins where one should",
            "a.tar!c.txt @0 : b\"Oslo\"",
        ]
    );
    let cut = whole[..2100].to_vec();
    assert_eq!(
        read("a.tar", cut).last().unwrap(),
        "! a.tar, byte 2100: it ends too early"
    );
    let links = "a.tar";
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    builder
        .append_link(&mut header, "link.txt", "/etc/passwd")
        .unwrap();
    assert!(read(links, builder.into_inner().unwrap()).is_empty());
}

#[test]
fn bombs_cost_little() {
    let zeros = |pack: fn(&mut dyn Read) -> Vec<u8>| pack(&mut std::io::repeat(0).take(1 << 30));
    let gz_of = |reader: &mut dyn Read| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        std::io::copy(reader, &mut encoder).unwrap();
        encoder.finish().unwrap()
    };
    let bomb = zeros(gz_of);
    let long = "more than 64 MiB in one document";
    let limit = |file: &str, bytes: Vec<u8>| {
        let began = Instant::now();
        let found: Vec<String> = documents(file, bytes, &ReadOptions::default())
            .map(line)
            .collect();
        assert!(
            began.elapsed() < Duration::from_secs(4),
            "{file} took {:?}",
            began.elapsed()
        );
        found
    };
    assert_eq!(
        limit("a.txt.gz", bomb.clone()),
        [format!("! a.txt.gz, byte 0: {long}")]
    );
    let found = limit("a.jsonl.gz", bomb.clone());
    assert!(
        found.len() == 1 && found[0].contains("it unpacks to more than 100 times its size"),
        "{found:?}"
    );
    for file in ["a.csv.gz", "a.mbox.gz", "a.json.gz"] {
        let found = limit(file, bomb.clone());
        assert!(found.len() == 1 && found[0].starts_with("! "), "{found:?}");
    }
    let members: [(&str, &[u8]); 2] = [("a.txt.gz", &bomb), ("b.txt", b"Rome")];
    let found = limit("a.tar", tar(&members));
    assert_eq!(
        found,
        [
            format!("! a.tar!a.txt.gz, byte 0: {long}"),
            "a.tar!b.txt @0 : b\"Rome\"".to_owned()
        ]
    );
    let many: Vec<(String, &[u8])> = (0..50).map(|n| (format!("{n}.txt.gz"), &*bomb)).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (&**name, *bytes)).collect();
    let packed = gz(&zip(&many));
    let found = limit("many.zip.gz", packed);
    assert!(found.len() < 6, "{found:?}");
}

#[test]
fn long_lines_cost_themselves() {
    let long = format!("{{\"text\": \"{}\"}}\n", "Rome is wet. ".repeat((50 << 20) / 13));
    let found = read("a.jsonl", [long.as_bytes(), LINES.as_bytes()].concat());
    assert_eq!(found.len(), 3);
    let longer = [long.trim_end(), long.trim_end(), "\n", LINES].concat();
    let found = read("a.jsonl", longer.clone().into());
    assert_eq!(found[0], "! a.jsonl!0, byte 0: more than 64 MiB in one document");
    assert_eq!(found.len(), 3);
    let found = read("a.csv", format!("id,text\n1,\"{longer}").into());
    assert!(
        found.len() == 1 && found[0].contains("a quote may be open"),
        "{found:?}"
    );
    let deep = [b"{\"text\": ".to_vec(), vec![b'['; 10 << 20]].concat();
    assert_eq!(
        read("a.json", deep),
        ["! a.json!0, byte 0: the JSON ends in the middle"]
    );
    let deep = format!(
        "{{\"text\": {}{}}}\n{LINES}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let found = read("a.jsonl", deep.into());
    assert!(
        found.len() == 3 && found[0].contains("recursion limit"),
        "{found:?}"
    );
}

#[test]
fn a_panic_of_a_reader_is_told_and_ends_the_file() {
    struct Panics;
    impl Read for Panics {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            panic!("on purpose");
        }
    }
    let sound = std::io::Cursor::new(noise(2_000).into_bytes());
    let reader = sound.chain(Panics);
    let found: Vec<String> = Documents::of_reader(reader, "a.jsonl", &ReadOptions::default())
        .map(line)
        .collect();
    let (last, before) = found.split_last().unwrap();
    assert_eq!(
        last,
        "! a.jsonl, byte 0: a mistake in dateline: reading it panicked"
    );
    assert!(!before.is_empty() && before.iter().all(|line| !line.starts_with('!')));
}

#[test]
fn an_open_quote_costs_its_row() {
    let open = "a quote opens in this row that nothing closes";
    let rows = [
        (
            "at the end",
            "id,text\n1,Rome\n2,\"Paris\n3,Oslo\n4,Bern\n",
            vec![
                "a.csv!0 @8 text id=1 : Rome".to_owned(),
                format!("! a.csv!1, byte 15: line 3: {open}"),
                "a.csv!2 @24 text id=3 : Oslo".to_owned(),
                "a.csv!3 @31 text id=4 : Bern".to_owned(),
            ],
        ),
        (
            "before a row with quotes",
            "id,text\n1,\"Rome\n2,Paris\n3,\"Oslo\"\n4,Bern\n",
            vec![
                "! a.csv!0, byte 8: line 2: this row ends behind a quote within a field: one before may be open".to_owned(),
                "a.csv!1 @16 text id=2 : Paris".to_owned(),
                "a.csv!2 @24 text id=3 : Oslo".to_owned(),
                "a.csv!3 @33 text id=4 : Bern".to_owned(),
            ],
        ),
        (
            "so that fields are lost",
            "id,text,url\n1,\"Rome,a\n2,Paris,b\n3,\"Oslo\",c\n4,\"Bern\n\",d\n",
            vec![
                "! a.csv!0, byte 12: line 2: this row ends behind a quote within a field: one before may be open".to_owned(),
                "a.csv!1 @22 text id=2 url=b : Paris".to_owned(),
                "a.csv!2 @32 text id=3 url=c : Oslo".to_owned(),
                "a.csv!3 @43 text id=4 url=d : Bern\n".to_owned(),
            ],
        ),
        (
            "none: a text has lines and quotes",
            "id,text\r\n1,\"Rome\r\n\r\nis \"\"wet\"\".\"\r\n\r\n2,Paris",
            vec![
                "a.csv!0 @9 text id=1 : Rome\r\n\r\nis \"wet\".".to_owned(),
                "a.csv!1 @36 text id=2 : Paris".to_owned(),
            ],
        ),
    ];
    for (name, table, expected) in rows {
        assert_eq!(read("a.csv", table.into()), expected, "{name}");
    }
    // Behind every one of many, in a time that grows with their number.
    let many = "1,\"Rome\n2,Paris\n".repeat(100_000);
    let found = read("a.csv", format!("id,text\n{many}").into());
    let sound = found.iter().filter(|line| line.contains("id=2")).count();
    assert!(
        sound > 99_000 && found.len() < 200_001,
        "{sound} of {}",
        found.len()
    );
}

#[test]
fn gzip_goes_on_behind_a_damaged_member() {
    let lines = noise(3000);
    let (one, rest) = lines.split_at(lines.len() / 3);
    let (two, three) = rest.split_at(rest.len() / 2);
    let [one, two, three] = [one, two, three].map(|piece| gz(piece.as_bytes()));
    let mut flipped = two.clone();
    flipped[two.len() / 2] ^= 0x55;
    let cut = two[..two.len() / 2].to_vec();
    let no_sum = [&two[..two.len() - 8], &[0; 8][..]].concat();
    let whole = 3000;
    // Behind a cut the next member is unpacked as if it were the rest, until something in it cannot be.
    for (name, bad, least, most) in [
        ("flipped", flipped, 1900, 3),
        ("cut", cut, 1900, 20),
        ("sum", no_sum, 2900, 3),
    ] {
        let begins = one.len() + bad.len();
        let bytes = [&one[..], &bad, &three].concat();
        let found = read("a.jsonl.gz", bytes);
        let errors: Vec<&String> = found.iter().filter(|line| line.starts_with('!')).collect();
        let told = format!(
            "in what is packed at byte {}; read on at byte {begins} of the packed file",
            one.len()
        );
        assert!(
            errors.iter().any(|error| error.contains(&told)),
            "{name}: {errors:#?}"
        );
        assert!(errors.len() <= most, "{name}: {errors:#?}");
        let sound = found.len() - errors.len();
        assert!((least..whole).contains(&sound), "{name}: {sound} lines");
        assert!(found.last().is_some_and(|line| !line.starts_with('!')), "{name}");
    }
    // Web archives pack each record by itself.
    let record = |page: &str| {
        let head = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html";
        gz(format!("{head}\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n", page.len()).as_bytes())
    };
    let mut bad = record("<p>Paris is dry, and so is Oslo");
    let middle = bad.len() / 2;
    bad[middle..middle + 4].copy_from_slice(&[0xFF; 4]);
    let bytes = [record("<p>Rome"), bad, record("<p>Bern"), vec![0; 100]].concat();
    let found = read("a.warc.gz", bytes);
    assert!(found[0].ends_with("b\"<p>Rome\""), "{found:#?}");
    assert!(found.last().unwrap().ends_with("b\"<p>Bern\""), "{found:#?}");
    assert!(
        found.iter().any(|line| line.contains("read on at byte")),
        "{found:#?}"
    );
}

#[test]
fn a_zip_without_a_directory_is_read_from_its_beginning() {
    let members: [(&str, &[u8]); 3] = [("a.txt", b"Rome"), ("b/", b""), ("c.jsonl", LINES.as_bytes())];
    let whole = zip(&members);
    let directory = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let found = read("a.zip", whole[..directory].to_vec());
    assert!(
        found[0].starts_with("! a.zip, byte 0: the zip is damaged"),
        "{found:#?}"
    );
    let sound = [
        "a.zip!a.txt @0 : b\"Rome\"",
        "a.zip!c.jsonl!0 @0 text : Rome is wet.",
        "a.zip!c.jsonl!1 @25 text : Paris is dry.",
    ];
    assert_eq!(found[1..], sound);
    let cut = read("a.zip", whole[..directory - 10].to_vec());
    assert_eq!(cut[1], sound[0]);
    assert!(cut[2].starts_with("! a.zip!c.jsonl, byte 0: "), "{cut:#?}");
}

/// What a strict extractor and any other make of a document: the error, and the codes of warnings.
#[cfg(feature = "html")]
fn strictly(content: Vec<u8>) -> (Option<String>, Vec<String>) {
    let read = |strict| {
        let options = dateline::Options {
            strict,
            ..dateline::Options::default()
        };
        let extractor = dateline::Extractor::embedded()
            .unwrap()
            .with_options(&options)
            .unwrap();
        let document = documents("a", content.clone(), &ReadOptions::default())
            .next()
            .unwrap();
        extractor.with_scratch(|scratch| extractor.read(document.unwrap().into(), scratch))
    };
    let odd = read(false).unwrap().warnings;
    let codes = odd.iter().map(|warning| warning.code.to_string()).collect();
    (read(true).err().map(|why| why.to_string()), codes)
}

#[test]
#[cfg(feature = "html")]
fn what_is_damaged_warns_or_is_refused() {
    let page = "<html><head><meta charset='iso-8859-1'><title>Rain</title></head><body><article><h1>Rain in Łódź</h1>\
        <p>It rained in Łódź on Thursday for the whole of the day.</p><p>It went on for hours.</p></article></body></html>";
    let mail = "From: a@b.example\nMessage-ID: <1@b.example>\nSubject: Rain\nContent-Type: multipart/mixed; boundary=\"x\"\n\n\
        --x\nContent-Type: text/plain; charset=iso-8859-1\n\nIt rained in Łódź.\n--x--\n";
    let half = |text: &str, mark: &str| text.as_bytes()[..text.find(mark).unwrap()].to_vec();
    let rows: [(&str, Vec<u8>, &[&str], bool); 6] = [
        ("a page", page.into(), &["wrong_encoding"], false),
        (
            "half of it",
            half(page, "</p></article>"),
            &["wrong_encoding", "truncated"],
            true,
        ),
        ("a mail", mail.into(), &["wrong_encoding"], false),
        (
            "half of it",
            half(mail, "\n--x--"),
            &["wrong_encoding", "truncated"],
            true,
        ),
        (
            "a text that may be none",
            b"Rain fell \0 in Rome.".to_vec(),
            &["binary"],
            true,
        ),
        ("a text", b"Rain fell in Rome.".to_vec(), &[], false),
    ];
    for (name, content, codes, is_refused) in rows {
        let (error, found) = strictly(content);
        assert_eq!(found, codes, "{name}");
        assert_eq!(error.is_some(), is_refused, "{name}: {error:?}");
        assert!(error.is_none_or(|why| why.starts_with("a, byte 0: it ") && why.contains(" at character ")));
    }
}
