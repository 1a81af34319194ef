//! Entities of several articles put together, and the tables over them: rows of `merging.toml`, and laws.

use dateline::corpus::{Member, Merged, Thing, Unit, Wishes, cooccurrence, merge, quotes_by, timeline};
use dateline::export::from_json;
use dateline::{Label, Record};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::rows::{compare, suite};

#[derive(Deserialize)]
struct Row {
    name: String,
    articles: Vec<Vec<String>>,
    #[serde(default)]
    together: Vec<Vec<String>>,
    #[serde(default)]
    apart: Vec<Vec<String>>,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default)]
    same: Vec<Vec<String>>,
    #[serde(default)]
    keep_apart: Vec<Vec<String>>,
}

/// The record of an article that consists of names: `LABEL name = alias @COUNTRY # role`, `@COUNTRY!` for the country itself.
fn record(entities: &[String]) -> Record {
    let (mut text, mut mentions, mut listed, mut roles) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for (line, number) in entities.iter().zip(1..) {
        let (line, role) = line.split_once(" # ").unwrap_or((line, ""));
        let (line, country) = line.split_once(" @").unwrap_or((line, ""));
        let (label, names) = line.split_once(' ').unwrap();
        let names: Vec<&str> = names.split(" = ").collect();
        let id = format!("e{number}");
        for name in &names {
            let start = text.chars().count();
            let end = start + name.chars().count();
            mentions.push(json!({"start": start, "end": end, "label": label, "text": name, "entity": id}));
            text += name;
            text += " spoke.\n\n";
        }
        let relation = country.ends_with('!').then_some("country");
        let country = Some(country.trim_end_matches('!')).filter(|country| !country.is_empty());
        let aliases = &names[1..];
        listed.push(
            json!({"id": id, "label": label, "name": names[0], "aliases": aliases, "country": country, "country_relation": relation}),
        );
        if !role.is_empty() {
            roles.push(json!({"entity": id, "person": names[0], "role": role}));
        }
    }
    let article = json!({"headline": null, "date": null, "source": null, "dateline": null});
    let json = json!({
        "id": null, "text": text, "article": article, "mentions": mentions, "entities": listed, "roles": roles,
    });
    from_json(&json.to_string()).unwrap()
}

fn wishes(lists: &[Vec<String>]) -> Vec<Vec<Thing>> {
    let things = |list: &Vec<String>| list.iter().cloned().map(Thing::Name).collect();
    lists.iter().map(things).collect()
}

#[test]
fn merging() {
    let rows: Vec<Row> = suite("merging");
    compare(rows.into_iter().map(|row| {
        let records: Vec<Record> = row.articles.iter().map(|entities| record(entities)).collect();
        let records: Vec<&Record> = records.iter().collect();
        let told = Wishes {
            same: wishes(&row.same),
            keep_apart: wishes(&row.keep_apart),
        };
        let things = merge(&records, &told).unwrap();
        sound(&records, &things);
        let thing = |place: &String| {
            let (article, name) = place.split_once(' ').unwrap();
            let article: u32 = article.parse::<u32>().unwrap() - 1;
            let is_it = |m: &Member| {
                m.article == article && records[m.article as usize].entities[m.entity as usize].name == name
            };
            let found = things.iter().position(|thing| thing.members.iter().any(is_it));
            found.unwrap_or_else(|| panic!("{}: {place}", row.name))
        };
        let mut wrong = Vec::new();
        for list in &row.together {
            let first = thing(&list[0]);
            wrong.extend(
                list.iter()
                    .filter(|place| thing(place) != first)
                    .map(|place| format!("apart: {place}")),
            );
        }
        for list in &row.apart {
            for (at, place) in list.iter().enumerate() {
                let before = list[..at].iter().any(|other| thing(other) == thing(place));
                wrong.extend(before.then(|| format!("together: {place}")));
            }
        }
        if !row.reasons.is_empty() {
            let members = things[thing(&row.together[0][0])].members.iter();
            let reasons: Vec<&str> = members.map(|member| member.reason.as_str()).collect();
            if reasons != row.reasons {
                wrong.push(format!("{reasons:?}"));
            }
        }
        (row.name.clone(), Vec::new(), wrong)
    }));
}

/// Every entity stands in one thing, and every member but the first has a reason with another.
fn sound(records: &[&Record], things: &[Merged]) {
    let mut seen: Vec<Vec<bool>> = records
        .iter()
        .map(|record| vec![false; record.entities.len()])
        .collect();
    for thing in things {
        for (at, member) in thing.members.iter().enumerate() {
            let place = &mut seen[member.article as usize][member.entity as usize];
            assert!(!std::mem::replace(place, true), "no entity stands in two things");
            assert_eq!(member.with.is_none(), at == 0);
            assert!(
                member
                    .with
                    .is_none_or(|with| (with as usize) < thing.members.len() && with as usize != at)
            );
        }
        assert!(
            thing
                .members
                .is_sorted_by_key(|member| (member.article, member.entity))
        );
        let names = [&[thing.name.clone()][..], &thing.aliases].concat();
        assert!(
            names
                .iter()
                .all(|name| names.iter().filter(|other| *other == name).count() == 1)
        );
    }
    assert!(
        seen.iter().flatten().all(|&seen| seen),
        "every entity stands in a thing"
    );
}

/// Names that meet often.
fn articles() -> impl Strategy<Value = Vec<Vec<String>>> {
    let first = prop::sample::select(vec![
        "John",
        "J.",
        "Jon",
        "Bill",
        "William",
        "Kim",
        "Ann-Marie",
        "Élodie",
    ]);
    let last = prop::sample::select(vec![
        "Smith",
        "Smith Jr.",
        "H. Smith",
        "Jong-Un",
        "Okonkwo-Lee",
        "O'Hara",
    ]);
    let entity = prop_oneof![
        (first, last.clone()).prop_map(|(first, last)| format!("PERSON {first} {last} = {last}")),
        last.prop_map(|last| format!("PERSON {last}")),
        "ORG (The )?[AB]cme( Inc\\.| Ltd)?( = AC)?( @GB| @US)?",
        "GPE (Georgia|U\\.S\\.|United States)( @GE| @US!?)?",
        "(EVENT|NORP|PERSON) \\PC{1,6}".prop_filter("words", |entity| {
            let name = entity.split_once(' ').map_or("", |(_, name)| name);
            !name.contains(['=', '@', '#']) && !name.trim().is_empty() && name.trim() == name
        }),
    ];
    prop::collection::vec(prop::collection::vec(entity, 0..6), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_articles_give_sound_things_and_tables(articles in articles()) {
        let records: Vec<Record> = articles.iter().map(|entities| record(entities)).collect();
        let records: Vec<&Record> = records.iter().collect();
        let things = merge(&records, &Wishes::default()).unwrap();
        sound(&records, &things);
        prop_assert_eq!(&things, &merge(&records, &Wishes::default()).unwrap());
        let members: Vec<&[Member]> = things.iter().map(|thing| &thing.members[..]).collect();
        let counted = |unit| cooccurrence(&records, &members, unit, 1).len();
        prop_assert!(counted(Unit::Sentence) <= counted(Unit::Paragraph));
        prop_assert!(counted(Unit::Paragraph) <= counted(Unit::Article));
        for thing in &things {
            let rows = timeline(&records, &thing.members, true);
            prop_assert!(rows.iter().all(|row| thing.members.iter().any(|member| member.article == row.article)));
            prop_assert!(quotes_by(&records, &thing.members).is_empty());
        }
    }

    #[test]
    fn what_is_kept_apart_stays_apart(articles in articles()) {
        let records: Vec<Record> = articles.iter().map(|entities| record(entities)).collect();
        let records: Vec<&Record> = records.iter().collect();
        let Some(thing) = merge(&records, &Wishes::default()).unwrap().into_iter().next() else { return Ok(()) };
        let all = thing.members.iter().map(|member| Thing::Entity(member.article, member.entity)).collect();
        let told = Wishes { keep_apart: vec![all], ..Wishes::default() };
        for other in merge(&records, &told).unwrap() {
            let both = other.members.iter().filter(|m| thing.members.iter().any(|n| (n.article, n.entity) == (m.article, m.entity)));
            prop_assert!(thing.members.len() < 2 || both.count() <= 1);
        }
    }
}

#[test]
fn wishes_that_make_no_sense_are_refused() {
    let record = record(&["PERSON Ann Lee".to_owned(), "PERSON Bo Ek".to_owned()]);
    let both = || {
        vec![vec![
            Thing::Name("Ann Lee".to_owned()),
            Thing::Name("Bo Ek".to_owned()),
        ]]
    };
    let told = |same, keep_apart| {
        merge(&[&record], &Wishes { same, keep_apart })
            .unwrap_err()
            .to_string()
    };
    assert!(told(both(), both()).contains("contradict"));
    assert!(
        told(wishes(&[vec!["Cy Young".to_owned()]]), vec![]).contains("no entity is called \"Cy Young\"")
    );
    assert!(told(vec![], vec![vec![Thing::Entity(3, 0)]]).contains("none of these articles"));
}

/// A record with dates and quotes.
fn told(text: &str, published: &str, dates: &[(&str, &str)], quote: &str) -> Record {
    let at = |words: &str| text.find(words).unwrap();
    let mention = |words: &str, label: &str, more: Value| {
        let mut mention =
            json!({"start": at(words), "end": at(words) + words.len(), "label": label, "text": words});
        let more = more.as_object().unwrap().clone();
        mention.as_object_mut().unwrap().extend(more);
        mention
    };
    let mut mentions = vec![mention("Ann Zywicki", "PERSON", json!({"entity": "e1"}))];
    for (words, day) in dates {
        let when = json!({"earliest": day, "latest": day, "granularity": "day", "rule": "stated"});
        mentions.push(mention(words, "DATE", json!({"value": day, "when": when})));
    }
    mentions.sort_by_key(|mention| mention["start"].as_u64());
    let json = json!({
        "id": null, "text": text,
        "article": {"headline": null, "date": published, "source": null, "dateline": null},
        "mentions": mentions,
        "entities": [{"id": "e1", "label": "PERSON", "name": "Ann Zywicki"}],
        "quotes": [{"id": "q1", "start": at(quote), "end": at(quote) + quote.len(), "text": quote, "kind": "direct",
                    "speaker": "Ann Zywicki", "speaker_entity": "e1", "cue": "said"}],
    });
    from_json(&json.to_string()).unwrap()
}

#[test]
fn timelines_are_in_the_order_of_time_and_quotes_in_that_of_articles() {
    let late = told(
        "Ann Zywicki left on May 9. \"I am done,\" she said.",
        "2024-05-10",
        &[("May 9", "2024-05-09")],
        "I am done",
    );
    let early = told(
        "On May 1 and on May 20, 2023 Ann Zywicki rose. \"Up,\" she said.",
        "2024-05-03",
        &[("May 1", "2024-05-01"), ("May 20, 2023", "2023-05-20")],
        "Up",
    );
    let undated = told("Ann Zywicki sings. \"La,\" she said.", "2024-05-05", &[], "La");
    let records = [&late, &early, &undated];
    let thing = merge(&records, &Wishes::default()).unwrap().remove(0);
    assert_eq!(
        (&*thing.name, thing.label, thing.members.len()),
        ("Ann Zywicki", Label::PERSON, 3)
    );
    let days = |undated| {
        let rows = timeline(&records, &thing.members, undated).into_iter();
        let day = |row: dateline::corpus::Dated| {
            let mentions = &records[row.article as usize].mentions;
            let value = row.mention.and_then(|m| mentions[m as usize].value.as_ref());
            value.map_or_else(|| "none".to_owned(), |value| value.text.clone())
        };
        rows.map(day).collect::<Vec<_>>()
    };
    assert_eq!(days(false), ["2023-05-20", "2024-05-01", "2024-05-09"]);
    assert_eq!(days(true), ["2023-05-20", "2024-05-01", "none", "2024-05-09"]);
    assert_eq!(quotes_by(&records, &thing.members), [(0, 0), (1, 0), (2, 0)]);
}

#[test]
fn pairs_are_counted_by_unit() {
    let lines = |names: &[&str]| record(&names.iter().map(|name| format!("ORG {name}")).collect::<Vec<_>>());
    let (one, two) = (
        lines(&["Acme Mining", "Bolt Rail", "Cargo Lines"]),
        lines(&["Bolt Rail", "Acme Mining"]),
    );
    let records = [&one, &two];
    let things = merge(&records, &Wishes::default()).unwrap();
    let members: Vec<&[Member]> = things.iter().map(|thing| &thing.members[..]).collect();
    let pairs = cooccurrence(&records, &members, Unit::Article, 1);
    assert_eq!(pairs.len(), 3);
    assert_eq!((pairs[0].count, pairs[0].articles), (2, 2));
    assert_eq!(cooccurrence(&records, &members, Unit::Article, 2).len(), 1);
    assert!(cooccurrence(&records, &members, Unit::Sentence, 1).is_empty());
}

#[test]
fn many_articles_take_bounded_time() {
    let start = std::time::Instant::now();
    let people = |article: usize| {
        let mut lines = vec![
            "PERSON John Smith".to_owned(),
            "PERSON Smith".to_owned(),
            "ORG Acme Inc. = AC".to_owned(),
        ];
        lines.extend(
            (0..20).map(|n| format!("PERSON Kim {}{n} Smith", (b'a' + (article % 26) as u8) as char)),
        );
        lines.extend((0..20).map(|n| format!("ORG House {} {n}", article % 97)));
        record(&lines)
    };
    let records: Vec<Record> = (0..1000).map(people).collect();
    let records: Vec<&Record> = records.iter().collect();
    let built = start.elapsed();
    let things = merge(&records, &Wishes::default()).unwrap();
    sound(&records[..0], &[]);
    assert!(!things.is_empty());
    let took = start.elapsed() - built;
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
}
