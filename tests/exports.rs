//! Records in the forms of other tools: what stands in them, and that any text makes a sound file.

use std::collections::HashSet;

use dateline::export::{brat_configuration, from_json, to_brat, to_conll, to_gkg};
use dateline::{OffsetMap, Record};
use proptest::prelude::*;

use crate::laws::text;
use crate::rows::EXTRACTOR;

fn read(text: &str) -> Record {
    EXTRACTOR.extract_text(text)
}

/// A record of this text with the mentions of these code points, and nothing else.
fn foreign(text: &str, mentions: &[(usize, usize, &str)]) -> Record {
    let chars: Vec<char> = text.chars().collect();
    let mention = |&(start, end, label): &(usize, usize, &str)| {
        let words: String = chars[start..end].iter().collect();
        serde_json::json!({"start": start, "end": end, "label": label, "text": words})
    };
    let mentions: Vec<_> = mentions.iter().map(mention).collect();
    let article =
        serde_json::json!({"headline": null, "date": null, "byline": [], "source": null, "dateline": null});
    let record = serde_json::json!({"id": null, "text": text, "article": article, "mentions": mentions});
    from_json(&record.to_string()).unwrap()
}

#[test]
fn conll_has_a_token_a_line() {
    let record = read("Angela Merkel lives in Zürich.\n\nNobody came.");
    let wanted = "-DOCSTART-\tO\n\nAngela\tB-PERSON\nMerkel\tI-PERSON\nlives\tO\nin\tO\nZürich\tB-GPE\n.\tO\n\n\
                  Nobody\tO\ncame\tO\n.\tO\n\n";
    assert_eq!(to_conll(&record), wanted);
    assert_eq!(to_conll(&read("")), "-DOCSTART-\tO\n\n");
}

#[test]
fn tokens_are_cut_where_a_mention_begins_or_ends() {
    let record = foreign(
        "The Rheinmetallwerk. It",
        &[(4, 9, "LOC"), (9, 19, "ORG"), (19, 21, "FAC")],
    );
    let wanted = "-DOCSTART-\tO\n\nThe\tO\nRhein\tB-LOC\nmetallwerk\tB-ORG\n.\tB-FAC\n\nIt\tO\n\n";
    assert_eq!(to_conll(&record), wanted);
    let over = foreign("Ann came. Lee went.", &[(0, 13, "PERSON")]);
    let tags = to_conll(&over);
    assert!(
        tags.contains("Ann\tB-PERSON\ncame\tI-PERSON\n.\tI-PERSON\n\nLee\tB-PERSON\nwent\tO\n"),
        "{tags}"
    );
}

#[test]
fn brat_links_quotes_to_speakers() {
    let text = "Angela Merkel left Paris on Monday.\n\n“It was\na long day,” Merkel said.";
    let record = EXTRACTOR
        .with_scratch(|scratch| EXTRACTOR.extract(text.to_owned(), None, "2024-05-08".parse().ok(), scratch));
    let ann = to_brat(&record);
    let lines: Vec<&str> = ann.lines().collect();
    for line in [
        "T1\tPERSON 0 13\tAngela Merkel",
        "T2\tGPE 19 24\tParis",
        "T3\tDATE 28 34\tMonday",
        "T4\tPERSON 58 64\tMerkel",
        "*\tEquiv T1 T4",
        "#1\tAnnotatorNotes T3\t2024-05-06",
    ] {
        assert!(lines.contains(&line), "{line}\n{ann}");
    }
}

#[test]
fn brat_has_fragments_where_lines_end() {
    let record = foreign("North \n\r\n America\u{2028}won. x", &[(0, 22, "A.B")]);
    assert_eq!(to_brat(&record), "T1\tA_B 0 5;10 17;18 22\tNorth America won.\n");
    let blank = foreign("a \n b", &[(1, 4, "LOC"), (4, 5, "LOC")]);
    assert_eq!(to_brat(&blank), "T1\tLOC 4 5\tb\n");
}

#[test]
fn brat_is_told_the_labels_that_occur() {
    let records = [foreign("a b", &[(0, 1, "X.Y"), (2, 3, "ORG")])];
    let conf = brat_configuration(&records);
    assert!(
        conf.starts_with("[entities]\nORG\nX_Y\nQuote\n\n[relations]\nSpeaker\tArg1:Quote, Arg2:<ENTITY>\n")
    );
    assert!(conf.ends_with("[attributes]\nKind\tArg:Quote, Value:direct|fragment|indirect\n"));
}

fn columns(record: &Record, number: usize) -> Vec<String> {
    to_gkg(record, number).split('\t').map(str::to_owned).collect()
}

#[test]
fn a_line_of_a_knowledge_graph() {
    let text = "Merkel: “I | you #1”\nBy Ann Lee\n\nPARIS, May 2, 2024 (AP) — “It will cost $10 to $12 million, \
                and that is a lot,” Angela Merkel said in New York City in June 2023. Volvo sold 400 cars in 2022.";
    let record = read(text);
    let line = columns(&record, 7);
    assert_eq!(line.len(), 27, "{line:?}");
    assert_eq!(line[..4], ["20240502000000-7", "20240502000000", "2", "AP"]);
    let at = |word: &str| OffsetMap::new(text).to_chars(text, text.find(word).unwrap() as u32);
    let has = |column: usize, part: String| {
        let listed = line[column - 1].split(';').any(|entry| entry == part);
        assert!(listed, "{part} in column {column}: {:?}", line[column - 1]);
    };
    has(
        11,
        format!("3#New York City#US###40.71#-74.01##{}", at("New York City")),
    );
    has(13, format!("Angela Merkel,{}", at("Angela Merkel")));
    has(15, format!("Volvo,{}", at("Volvo")));
    has(17, format!("2#6#0#2023#{}", at("June 2023")));
    has(17, format!("1#0#0#2022#{}", at("2022")));
    has(24, format!("Volvo,{}", at("Volvo")));
    has(25, format!("10000000,USD,{}", at("$10")));
    has(25, format!("12000000,USD,{}", at("$10")));
    let quote = format!(
        "{}|51|said|It will cost $10 to $12 million, and that is a lot,",
        at("It will")
    );
    assert!(line[22].split('#').any(|block| block == quote), "{:?}", line[22]);
    assert!(
        line[26].contains("<PAGE_AUTHORS>Ann Lee</PAGE_AUTHORS>"),
        "{}",
        line[26]
    );
}

#[test]
fn what_is_not_known_is_empty() {
    let line = columns(&read(""), 1);
    let filled: Vec<&str> = line
        .iter()
        .map(String::as_str)
        .filter(|field| !field.is_empty())
        .collect();
    assert_eq!(filled, ["00000000000000-1", "00000000000000", "2", "wc:0"]);
}

/// Checks the annotations by brat's own rules: ids once, text under the offsets, relations between what is there.
fn check_brat(record: &Record) {
    let text: Vec<char> = record.article.text.chars().collect();
    let ann = to_brat(record);
    let mut names = HashSet::new();
    for line in ann.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, second) = (fields[0], fields[1]);
        assert!(name == "*" || names.insert(name.to_owned()), "{name} twice");
        if name.starts_with('T') {
            assert_eq!(fields.len(), 3, "{line:?}");
            let (kind, places) = second.split_once(' ').unwrap();
            assert!(
                kind.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            );
            let piece = |place: &str| {
                let (start, end) = place.split_once(' ').unwrap();
                let range = start.parse::<usize>().unwrap()..end.parse::<usize>().unwrap();
                assert!(!range.is_empty());
                text[range].iter().collect::<String>()
            };
            let pieces: Vec<String> = places.split(';').map(piece).collect();
            assert_eq!(pieces.join(" "), fields[2]);
        } else {
            let mut words = second.split(' ');
            words.next();
            for word in words.filter(|word| word.contains('T')) {
                let target = word.rsplit(':').next().unwrap();
                assert!(names.contains(target), "{line:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_makes_sound_files(text in text()) {
        let record = read(&text);
        check_brat(&record);
        prop_assert_eq!(columns(&record, 1).len(), 27);
        prop_assert!(!to_gkg(&record, 1).contains('\n'));
        let conll = to_conll(&record);
        let marked = conll.lines().filter(|line| line.contains("\tB-")).count();
        prop_assert!(marked >= record.mentions.len());
        prop_assert!(conll.lines().all(|line| line.is_empty() || line.split('\t').count() == 2));
    }
}
