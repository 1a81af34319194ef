//! Compiles the gazetteer: lists of names to the finite-state map that is shipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::gazetteer::{EXACT, Kind, Kinds};
use crate::lexical::compose;
use crate::span::Span;
use crate::text::{fold_word, tokenize};

/// How many of the commonest surnames count as common, and how many in all are taken.
const COMMON_SURNAMES: usize = 1_000;
const SURNAMES: usize = 30_000;
/// Smallest population of a place that is taken from the list of towns.
const TOWN: u64 = 5_000;

/// Reads `seeds/names` and the gazetteers in `data`, and returns the map's bytes with the number of keys.
pub(super) fn compile(seeds: &Path, data: &Path) -> Result<(Vec<u8>, usize), Error> {
    let mut names = Names::default();
    let tables = [
        "organisations",
        "people",
        "places",
        "groups",
        "products",
        "events",
        "facilities",
        "laws",
        "works",
        "languages",
    ];
    for table in tables {
        names.add_written(&seeds.join(format!("{table}.tsv")))?;
    }
    names.add_cities(&data.join("geonames/cities1000.tsv"))?;
    names.add_cities(&data.join("geonames/cities15000.tsv"))?;
    names.add_census(&data.join("us_census_names"))?;
    names.add_column(
        &data.join("universities/universities.tsv"),
        '\t',
        0,
        Kind::University,
    )?;
    names.add_column(&data.join("companies/constituents.csv"), ',', 1, Kind::Company)?;
    names.add_listed(&data.join("companies/nasdaq-listed-symbols.csv"))?;
    names.add_acronyms(&data.join("acronyms_pd_mined/acronyms.tsv"))?;
    let count = names.map.len();
    let entries = names
        .map
        .into_iter()
        .map(|(key, kinds)| (key, u64::from(kinds.0)));
    let map = fst::Map::from_iter(entries).map_err(|why| Error::record(why.to_string()))?;
    Ok((map.into_fst().into_inner(), count))
}

#[derive(Default)]
struct Names {
    map: BTreeMap<String, Kinds>,
    folded: String,
}

impl Names {
    fn add(&mut self, name: &str, kind: Kind) {
        let name = &*compose(name.trim().trim_start_matches("The ").trim_start_matches("the "));
        let mut tokens = Vec::new();
        tokenize(name, Span::new(0, name.len()), &mut tokens);
        let acronym = tokens.len() == 1 && name.len() <= 6 && name.chars().all(|c| !c.is_lowercase());
        let mut key = String::new();
        if acronym {
            key.push(EXACT);
            key.push_str(name);
        } else {
            for token in &tokens {
                if !key.is_empty() {
                    key.push(' ');
                }
                fold_word(token.span.slice(name), &mut self.folded);
                key.push_str(&self.folded);
            }
        }
        if key.len() > 1 && tokens.len() <= 12 {
            let kinds = self.map.entry(key).or_default();
            *kinds = kinds.and(Kinds::of(kind));
        }
    }

    /// The first and last words of a person's full name are evidence by themselves.
    fn add_person(&mut self, name: &str, whole: bool) {
        self.add(name, Kind::Person);
        let words: Vec<&str> = name.split(' ').collect();
        if let [first, .., last] = words[..]
            && whole
        {
            self.add(first, Kind::FirstName);
            self.add(last, Kind::Surname);
        }
    }

    /// A table of `seeds/names`: name, label, aliases by `|`, country, kind.
    fn add_written(&mut self, path: &Path) -> Result<(), Error> {
        for line in read(path)?.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, label, aliases, _, detail] = columns[..] else {
                return Err(Error::record(format!(
                    "{}: five columns expected in {line:?}",
                    path.display()
                )));
            };
            let kind = kind_of(label, detail);
            for (n, name) in std::iter::once(name)
                .chain(aliases.split('|').filter(|a| !a.is_empty()))
                .enumerate()
            {
                match kind {
                    Kind::Person => self.add_person(name, n == 0),
                    kind => self.add(name, kind),
                }
            }
        }
        Ok(())
    }

    fn add_cities(&mut self, path: &Path) -> Result<(), Error> {
        for line in read(path)?.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            let population = columns.get(3).and_then(|p| p.parse::<u64>().ok()).unwrap_or(0);
            let kind = match population {
                500_000.. => Kind::LargeCity,
                50_000.. => Kind::City,
                TOWN.. => Kind::Town,
                _ => continue,
            };
            self.add(columns[0], kind);
        }
        Ok(())
    }

    fn add_census(&mut self, folder: &Path) -> Result<(), Error> {
        let first_column = |line: &str| line.split_whitespace().next().unwrap_or("").to_lowercase();
        for file in ["dist.female.first", "dist.male.first"] {
            for line in read(&folder.join(file))?.lines() {
                self.add(&first_column(line), Kind::FirstName);
            }
        }
        for (n, line) in read(&folder.join("dist.all.last"))?
            .lines()
            .take(SURNAMES)
            .enumerate()
        {
            self.add(
                &first_column(line),
                if n < COMMON_SURNAMES {
                    Kind::CommonSurname
                } else {
                    Kind::Surname
                },
            );
        }
        Ok(())
    }

    fn add_column(&mut self, path: &Path, separator: char, column: usize, kind: Kind) -> Result<(), Error> {
        for line in read(path)?.lines() {
            if let Some(name) = line.split(separator).nth(column) {
                self.add(name.trim_matches('"'), kind);
            }
        }
        Ok(())
    }

    /// Listed companies, funds and shell companies left out, legal forms cut off as well.
    fn add_listed(&mut self, path: &Path) -> Result<(), Error> {
        const FORMS: [&str; 14] = [
            ", Inc.",
            " Inc.",
            " Corporation",
            " Corp.",
            " plc",
            " Ltd.",
            " Limited",
            " Company",
            " Co.",
            " N.V.",
            " S.A.",
            " AG",
            " Holdings",
            " Group",
        ];
        for line in read(path)?.lines().skip(1) {
            let name = line.split(',').nth(1).unwrap_or("").trim_matches('"');
            if ["ETF", "Fund", "Acquisition", "Trust", "Notes"]
                .iter()
                .any(|word| name.contains(word))
            {
                continue;
            }
            self.add(name, Kind::Company);
            if let Some(short) = FORMS.iter().find_map(|form| name.strip_suffix(form))
                && short.contains(' ')
            {
                self.add(short, Kind::Company);
            }
        }
        Ok(())
    }

    fn add_acronyms(&mut self, path: &Path) -> Result<(), Error> {
        for line in read(path)?.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            let count = columns.get(2).and_then(|c| c.parse::<u32>().ok()).unwrap_or(0);
            if count > 3 && columns[0].contains(' ') {
                self.add(columns[0], Kind::Association);
                self.add(columns[1], Kind::Association);
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|why| Error::file(path, why))
}

/// The kind of a written name by its label and detail.
fn kind_of(label: &str, detail: &str) -> Kind {
    match (label, detail) {
        ("PERSON", _) => Kind::Person,
        ("NORP", "nationality" | "city" | "continental") => Kind::Nationality,
        ("NORP", _) => Kind::Group,
        ("GPE", "country" | "nation" | "breakaway" | "historical") => Kind::Country,
        ("GPE", "city_nickname") => Kind::City,
        ("GPE", _) => Kind::Province,
        ("LOC", "river" | "ocean" | "lake") => Kind::Water,
        ("LOC", "mountain") => Kind::Mountain,
        ("LOC", _) => Kind::Region,
        ("FAC", _) => Kind::Building,
        ("PRODUCT", "index" | "commodity" | "crypto") => Kind::Index,
        ("PRODUCT", _) => Kind::Product,
        ("EVENT", "holiday") => Kind::Holiday,
        ("EVENT", _) => Kind::Event,
        ("WORK_OF_ART", _) => Kind::Work,
        ("LAW", _) => Kind::Law,
        ("LANGUAGE", _) => Kind::Language,
        (
            _,
            "government" | "ministry" | "agency" | "regulator" | "central_bank" | "court" | "legislature",
        ) => Kind::Government,
        (_, "military" | "police" | "intelligence" | "space_agency") => Kind::Government,
        (_, "party") => Kind::Party,
        (_, "newspaper" | "broadcaster" | "news_agency" | "journal") => Kind::Media,
        (_, "football_club" | "team") => Kind::Team,
        (_, "league") => Kind::League,
        (_, "university") => Kind::University,
        (_, "international") => Kind::International,
        (_, "armed_group") => Kind::ArmedGroup,
        (_, "company" | "exchange" | "law_firm") => Kind::Company,
        _ => Kind::Association,
    }
}
