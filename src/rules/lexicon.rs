//! Words by what they do in a sentence: one look-up per token tells all the classes that rules ask for.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::lexical::entries;

/// A set of classes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

impl Classes {
    /// Whether the class is in the set.
    pub(crate) fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }
}

/// Declares the classes: each with its doc and its list in `seeds/lists`.
macro_rules! classes {
    ($($(#[$meta:meta])* $class:ident = $list:literal),+ $(,)?) => {
        /// What a word does in a sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $($(#[$meta])* $class),+ }

        /// The classes and their lists: words with blanks or line ends between them, in any case.
        const LISTS: &[(Class, &str)] =
            &[$((Class::$class, include_str!(concat!("../../seeds/lists/", $list, ".txt")))),+];
    };
}

classes! {
    /// Names of months, abbreviated ones too.
    Month = "months",
    /// Names of weekdays, abbreviated ones too.
    Weekday = "weekdays",
    /// Past forms of irregular verbs.
    PastVerb = "past_verbs",
    /// Auxiliaries of what is to come.
    Modal = "modals",
    /// Words that make a clause one of what is to come.
    FutureCue = "future_cues",
    /// Words that do so with *to* or *for* after them.
    PlanWord = "plan_words",
    /// Past forms of verbs whose infinitive is to come.
    PlanVerb = "plan_verbs",
    /// Forms of *be* and *have*.
    Auxiliary = "auxiliaries",
    /// Present forms of verbs that news uses of what is fixed.
    PresentVerb = "present_verbs",
    /// The same without -s, which may be nouns.
    PluralVerb = "plural_verbs",
    /// Participles of what is fixed for a day: *is published on Thursday*.
    FixedWord = "fixed_words",
    /// Words after a month of delivery on a market.
    Delivery = "delivery_words",
    /// Words in -ed that are no past forms.
    NoPast = "no_past",
    /// Nouns of posts, ranks and occupations.
    RoleNoun = "role_nouns",
    /// Nouns that end as such ones do, and are none: *teenager*.
    NoAgent = "no_agents",
    /// What may stand before such a noun: *deputy*, *foreign*.
    PostModifier = "post_modifiers",
    /// What says that a post is over: *former*.
    FormerWord = "former_words",
    /// Words of address that name no post: *Mr.*, *Sir*.
    Honorific = "honorifics",
    /// Degrees and seats written behind a name: *KC*, *MP*.
    Degree = "degrees",
    /// Articles, demonstratives and possessive pronouns.
    Determiner = "determiners",
    /// Words that no phrase of a post runs over.
    PhraseStop = "phrase_stops",
    /// Nouns for what somebody may head: *party*, *agency*.
    GroupNoun = "group_nouns",
    /// Forms of verbs that report speech with marks or with a clause.
    SpeechVerb = "speech_verbs",
    /// Forms of further verbs that give words in marks to somebody.
    MarkVerb = "mark_verbs",
    /// Speech verbs whose clause often stands without `that`.
    BareVerb = "bare_verbs",
    /// Forms of speech verbs that are as often nouns.
    NounVerb = "noun_verbs",
    /// Words that begin a noun phrase.
    PhraseOpener = "phrase_openers",
    /// Prepositions and the like: what follows a noun's head.
    Preposition = "prepositions",
    /// Conjunctions and relative words.
    ClauseWord = "clause_words",
    /// Finite auxiliaries and modal verbs.
    FiniteWord = "finite_words",
    /// Past forms of strong verbs.
    StrongPast = "strong_pasts",
    /// Adverbs that may stand between a subject and its verb.
    Aside = "aside_words",
    /// Titles, nouns and pronouns of women.
    Female = "female_words",
    /// Titles, nouns and pronouns of men.
    Male = "male_words",
    /// Nouns before the title of a work.
    Work = "works",
    /// Words before a name in quotation marks.
    Naming = "naming_words",
    /// Nouns for an organisation.
    Group = "group_words",
    /// Nouns by which a report calls somebody whom it has named.
    Epithet = "epithets",
    /// Nouns for people who bear no post: *resident*, *survivor*.
    Bystander = "bystanders",
    /// Nouns for what is written or told, whose words are its writer's: *letter*, *report*.
    Writing = "writings",
    /// Words that begin no speaker.
    NoSpeaker = "no_speakers",
    /// Nouns behind a name that say what it is.
    Outlet = "outlet_words",
    /// Nouns for a business.
    Firm = "firm_words",
    /// Participles with which the writer goes on after a reported clause.
    Cut = "cut_words",
}

/// The classes of a word in lower case.
pub(crate) fn classes(folded: &str) -> Classes {
    static WORDS: LazyLock<HashMap<Box<str>, Classes, FixedState>> = LazyLock::new(|| {
        let mut words: HashMap<Box<str>, Classes, FixedState> = HashMap::default();
        for (class, list) in LISTS {
            for word in entries(list).flat_map(str::split_whitespace) {
                let word = word.to_lowercase().into_boxed_str();
                words.entry(word).or_default().0 |= 1 << *class as u8;
            }
        }
        words
    });
    WORDS.get(folded).copied().unwrap_or_default()
}

/// The lines of a list (from 0, comments left out) by their words in lower case.
pub(crate) fn lines_by_word(list: &'static str) -> HashMap<Box<str>, u8, FixedState> {
    let lines = (0..).zip(entries(list));
    let words = lines.flat_map(|(number, line)| line.split_whitespace().map(move |word| (word, number)));
    words
        .map(|(word, number)| (word.to_lowercase().into(), number))
        .collect()
}
