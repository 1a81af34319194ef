//! Names of one person: full names that agree, and surnames, first names and initials with the full name.

use std::sync::LazyLock;

use super::genders::honoured;
use super::names::{Map, NONE, Names, Set};
use super::world::{Gender, World};
use crate::lexical::entries;
use crate::record::{Label, Mention};

/// Bearers of one surname or first name that are told apart; further ones are left alone.
const BEARERS: usize = 24;
/// Mentions back to which somebody was named just now.
const JUST_NOW: u32 = 8;
/// Words of a name that are looked at.
const LONGEST: usize = 8;

/// Small words that a surname may begin with: `von der Leyen`, `al-Burhan`.
static PARTICLES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/particles.txt")).collect());
/// Family names that stand first: `Kim Jong-Un`.
static FAMILY_NAMES: LazyLock<Set<&str>> =
    LazyLock::new(|| entries(include_str!("../../seeds/lists/family_names.txt")).collect());
/// For each first name the numbers of the lines that it stands in.
static NICKNAMES: LazyLock<Map<&str, Vec<u32>>> = LazyLock::new(|| {
    let mut lines: Map<&str, Vec<u32>> = Map::default();
    for (number, line) in (0..).zip(entries(include_str!("../../seeds/lists/nicknames.txt"))) {
        for name in line.split(' ') {
            lines.entry(name).or_default().push(number);
        }
    }
    lines
});

/// What a word of a full name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Surname,
    Given,
    Middle,
}

/// Somebody whom the article names.
struct Person {
    name: u32,
    words: Vec<String>,
    /// `Jr`, `Sr`, `III`.
    suffix: Option<String>,
    gender: Option<Gender>,
    /// How many names had been read when this person was named last; 0 when not yet.
    named: u32,
    /// Whether one word of the name has meant this person.
    bare: bool,
}

/// The people of an article.
#[derive(Default)]
struct People {
    list: Vec<Person>,
    /// The person of each name.
    of_name: Map<u32, u32>,
    /// Who bears a surname, a first name, a middle name.
    bearers: Map<String, Vec<(Part, u32)>>,
}

/// Joins the names of people that mean one person, and says for each mention of a bare name whom it means: the name in
/// `names.of` becomes one of that person.
pub(super) fn join(text: &str, mentions: &[Mention], world: &World, names: &mut Names) {
    let mut people = People::default();
    let genders: Vec<Option<Gender>> = mentions
        .iter()
        .map(|mention| {
            if mention.label == Label::PERSON {
                honoured(text, mention.span)
            } else {
                None
            }
        })
        .collect();
    // Full names first: a headline's bare surname belongs to the person whom the body introduces.
    for (number, &name) in names.of.iter().enumerate() {
        if name == NONE || mentions[number].label != Label::PERSON {
            continue;
        }
        match people.of_name.get(&name) {
            Some(&person) => {
                let person = &mut people.list[person as usize];
                person.gender = person.gender.or(genders[number]);
            }
            None => {
                let (words, suffix) = split(&names.list[name as usize].key);
                if words.len() > 1 {
                    people.introduce(name, words, suffix, genders[number]);
                }
            }
        }
    }
    people.join_full(names, world);
    for number in 0..mentions.len() {
        let name = names.of[number];
        if name == NONE || mentions[number].label != Label::PERSON {
            continue;
        }
        let full = people.of_name.get(&name).copied();
        let person = match full {
            Some(person) if people.list[person as usize].words.len() > 1 => person,
            _ => people.bare(name, genders[number], names, number as u32),
        };
        names.of[number] = people.list[person as usize].name;
        people.list[person as usize].named = number as u32 + 1;
    }
}

/// The words of a name in lower case, honorifics cut off, and its suffix.
fn split(key: &str) -> (Vec<String>, Option<String>) {
    let spread = key.split(|c: char| c == ',' || c.is_whitespace());
    let mut words: Vec<&str> = spread.filter(|word| !word.is_empty()).take(LONGEST).collect();
    while words.len() > 1 && super::genders::is_honorific(words[0]) {
        words.remove(0);
    }
    let mut suffix = None;
    if let [_, .., last @ ("jr" | "sr" | "ii" | "iii" | "iv")] = words[..] {
        suffix = Some(last.to_owned());
        words.pop();
    }
    // `J.K. Rowling`, `JK Rowling`: each initial is a word.
    let mut out = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let consonants = word.len() == 2 && word.is_ascii() && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        if consonants && at + 1 < words.len() {
            out.extend(word.chars().map(String::from));
        } else {
            out.push((*word).to_owned());
        }
    }
    (out, suffix)
}

impl People {
    fn introduce(
        &mut self,
        name: u32,
        words: Vec<String>,
        suffix: Option<String>,
        gender: Option<Gender>,
    ) -> u32 {
        let person = self.list.len() as u32;
        self.list.push(Person {
            name,
            words,
            suffix,
            gender,
            named: 0,
            bare: false,
        });
        self.of_name.insert(name, person);
        person
    }

    /// Notes by which words a person may be meant.
    fn note(&mut self, word: &str, part: Part, person: u32) {
        let bearers = self.bearers.entry(word.to_owned()).or_default();
        if bearers.len() < BEARERS && !bearers.iter().any(|(_, known)| *known == person) {
            bearers.push((part, person));
        }
    }

    /// Notes all words by which the bearer of a full name may be meant.
    fn note_all(&mut self, person: u32, world: &World) {
        let words = self.list[person as usize].words.clone();
        let [given, middle @ .., last] = &words[..] else {
            return;
        };
        let family_first = FAMILY_NAMES.contains(&**given) && world.gender(given).is_none();
        // Surnames: the last word and its last part (Ocasio-Cortez, al-Assad).
        self.note(last, Part::Surname, person);
        if let Some((_, part)) = last.rsplit_once('-') {
            self.note(part, Part::Surname, person);
        }
        self.note(
            given,
            if family_first { Part::Surname } else { Part::Given },
            person,
        );
        for word in middle
            .iter()
            .filter(|word| word.len() > 1 && !PARTICLES.contains(&***word))
        {
            // `Dolores “Dee” Ferris` is also called *Dee*.
            let bare = word.trim_matches(['"', '“', '”', '\'', '‘', '’', '(', ')']);
            let part = if bare.len() < word.len() {
                Part::Given
            } else {
                Part::Middle
            };
            self.note(bare, part, person);
        }
    }

    /// Joins full names that agree: `Donald J. Trump` and `Donald Trump`; one that agrees with two others stays alone.
    fn join_full(&mut self, names: &mut Names, world: &World) {
        // The fullest first, so that a short form meets all of its long ones.
        let mut order: Vec<u32> = (0..self.list.len() as u32).collect();
        order.sort_by_key(|&p| std::cmp::Reverse(self.list[p as usize].words.len()));
        let mut known: Map<String, Vec<u32>> = Map::default();
        for person in order {
            let this = &self.list[person as usize];
            let ends = ends(&this.words);
            let mut agreeing: Vec<u32> = Vec::new();
            for other in ends.iter().flat_map(|end| known.get(end).into_iter().flatten()) {
                if !agreeing.contains(other) && agree(this, &self.list[*other as usize]) {
                    agreeing.push(*other);
                }
            }
            if let [other] = agreeing[..] {
                names.join(this.name, self.list[other as usize].name);
                let gender = this.gender;
                let name = this.name;
                let other_person = &mut self.list[other as usize];
                other_person.gender = other_person.gender.or(gender);
                self.of_name.insert(name, other);
                continue;
            }
            for end in ends {
                let bearers = known.entry(end).or_default();
                if bearers.len() < BEARERS {
                    bearers.push(person);
                }
            }
        }
        for person in 0..self.list.len() as u32 {
            let Person {
                name, gender, words, ..
            } = &self.list[person as usize];
            if self.of_name.get(name) == Some(&person) {
                let gender = gender.or_else(|| world.gender(&words[0]));
                self.list[person as usize].gender = gender;
                self.note_all(person, world);
            }
        }
    }

    /// The person whom a surname or a first name alone means in a mention.
    fn bare(&mut self, name: u32, gender: Option<Gender>, names: &mut Names, number: u32) -> u32 {
        let (words, _) = split(&names.list[name as usize].key);
        let word = words.first().cloned().unwrap_or_default();
        let fits = |person: &Person| gender.is_none() || person.gender.is_none() || person.gender == gender;
        let bearers = self.bearers.get(&word).map_or(&[][..], |bearers| &bearers[..]);
        let fitting = bearers.iter().filter(|(_, p)| fits(&self.list[*p as usize]));
        // A surname before a first name before a middle name; whoever was named last, or the first to come.
        let rank = |&&(part, p): &&(Part, u32)| {
            let Person { named, bare, .. } = self.list[p as usize];
            // The one whom one word has meant stays the one, unless another of the family was named just now.
            let now = named + JUST_NOW > number;
            let strange = !bare && !now;
            (
                part == Part::Middle,
                named == 0,
                strange,
                std::cmp::Reverse(named),
                part,
            )
        };
        if let Some(&(_, person)) = fitting.min_by_key(rank) {
            self.list[person as usize].bare = true;
            let known = &mut self.list[person as usize].gender;
            *known = known.or(gender);
            return person;
        }
        // Mrs. Smith beside Mr. Smith: the name is the same, the person is not.
        let own = match self.of_name.get(&name) {
            Some(&known) if bearers.len() >= BEARERS => return known,
            Some(_) => names.split(name),
            None => name,
        };
        let person = self.introduce(own, words, None, gender);
        self.note(&word, Part::Surname, person);
        person
    }
}

/// The words by which full names that may agree find each other.
fn ends(words: &[String]) -> Vec<String> {
    let last = words.last().map_or("", String::as_str);
    let part = last.rsplit_once('-').map_or(last, |(_, part)| part);
    let first = words.first().map_or("", String::as_str);
    let mut ends: Vec<String> = [part, first, &words.concat().replace('-', "")]
        .map(str::to_owned)
        .into();
    ends.dedup();
    ends
}

/// Whether two full names, the shorter first, may be one person's.
fn agree(short: &Person, long: &Person) -> bool {
    if short.suffix != long.suffix {
        return false;
    }
    let joined = |words: &[String]| words.concat().replace('-', "");
    if joined(&short.words) == joined(&long.words) {
        return true;
    }
    if let ([a, b], [c, d]) = (&short.words[..], &long.words[..])
        && a == d
        && b == c
    {
        return true; // `Abe Shinzo`, `Shinzo Abe`
    }
    // `George W. Bush` is not `George H. W. Bush`: middle initials stand in their order.
    if let ([given, middle, _, ..], [other_given, other_middle, ..]) = (&short.words[..], &long.words[..])
        && same_word(given, other_given)
        && middle.chars().count() == 1
        && !same_word(middle, other_middle)
    {
        return false;
    }
    let mut rest = long.words.iter();
    let all_there = short
        .words
        .iter()
        .all(|word| rest.any(|other| same_word(word, other)));
    let same_end = match (short.words.last(), long.words.last()) {
        (Some(one), Some(other)) => same_surname(one, other),
        _ => false,
    };
    // `Mohammed bin Salman` of `Mohammed bin Salman Al Saud`
    let same_start = short.words.len() > 2 && long.words.starts_with(&short.words);
    all_there && same_end || same_start
}

fn same_surname(one: &str, other: &str) -> bool {
    let part = |word: &str| word.rsplit_once('-').map_or(word, |(_, part)| part).to_owned();
    one == other || part(one) == other || part(other) == one
}

/// Whether two words may be the same part of a name: equal, an initial of the other, or its short form.
fn same_word(one: &str, other: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    let lines = |word: &str| NICKNAMES.get(word).map_or(&[][..], |lines| &lines[..]);
    one == other
        || initial(one, other)
        || initial(other, one)
        || same_surname(one, other) && one.contains('-') != other.contains('-')
        || lines(one).iter().any(|line| lines(other).contains(line))
}
