//! What a word is in an amount, a date or a time: the classes by which rare units and forms resemble common ones.

/// The class of a word in numbers, amounts, dates and times; `None` for all other words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Figure {
    #[default]
    None,
    /// A whole number that may be a day of a month.
    Day,
    /// A whole number that may be an age.
    Age,
    /// A number of four digits that may be a year.
    Year,
    /// Any other whole number.
    Whole,
    /// A number with decimals.
    Decimal,
    /// With `bn`, `m` or the like.
    Scaled,
    /// With a sign of currency before it.
    Money,
    /// With `p` or `c` after it.
    Pence,
    /// With a sign of per cent.
    Percent,
    /// With a unit.
    Measure,
    /// With the sign of a degree, or a capital C or F.
    Degree,
    /// A time of day: `8:30`, `5pm`.
    Clock,
    /// With `st`, `nd`, `rd` or `th`.
    Ordinal,
    /// A decade: `1990s`.
    Decade,
    /// Numbers joined by a hyphen or a dash: `3-1`.
    Score,
    /// Numbers joined by a stroke.
    Stroke,
    /// A number in letters.
    Word,
    /// `hundred` to `trillion`, `lakh`, `crore`, and their plurals.
    Scale,
    /// `first`, `second` and so on.
    OrdinalWord,
    /// A unit of measure.
    Unit,
    /// A currency or its smaller coin.
    Currency,
    /// A sign or code of a currency.
    Symbol,
    /// `percent`, `points` and the like.
    PercentWord,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A part of the day.
    DayPart,
    /// A unit of time below a day.
    Hours,
    /// A unit of time of a day or more.
    Days,
    /// Half of a time of day, or a time zone: `a.m.`, `GMT`.
    Half,
    /// A season of the year.
    Season,
    /// What makes a date relative: `last`, `ago`, `earlier`.
    Relative,
}

const SIGNS: &[char] = &['$', '€', '£', '¥', '₹', '₩', '₦', '₽', '₺', '₪', '฿', '₫', '₱', '₴', '₵'];

/// The class of a word, given also in lower case.
pub(crate) fn figure(word: &str, folded: &str) -> Figure {
    if folded.len() > 24 {
        return Figure::None;
    }
    match folded.find(|c: char| c.is_ascii_digit()) {
        Some(at) => in_digits(word, folded, at),
        None => in_letters(word, folded),
    }
}

fn in_digits(word: &str, folded: &str, at: usize) -> Figure {
    let (before, rest) = folded.split_at(at);
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | '-' | '–' | '/')))
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let signed = before.trim_start_matches(['-', '−', '~', '+']);
    if !signed.is_empty() {
        let money = signed.ends_with(SIGNS) || matches!(signed, "rs" | "rs." | "rm" | "r" | "sh" | "ksh" | "chf" | "eur" | "usd");
        return if money { Figure::Money } else { Figure::None };
    }
    let joined = |sign: &[char]| number.trim_end_matches(sign).contains(sign);
    match after {
        "" if joined(&[':']) => Figure::Clock,
        "" if joined(&['-', '–']) => Figure::Score,
        "" if joined(&['/']) => Figure::Stroke,
        "" if number.contains('.') => Figure::Decimal,
        "" => match number.parse::<u32>() {
            Ok(0..=31) => Figure::Day,
            Ok(32..=120) => Figure::Age,
            Ok(1400..=2100) if number.len() == 4 => Figure::Year,
            _ => Figure::Whole,
        },
        "bn" | "mn" | "k" | "tn" | "trn" | "b" => Figure::Scaled,
        "m" => Figure::Scaled,
        "p" | "¢" => Figure::Pence,
        "c" | "f" if word.ends_with(['C', 'F']) => Figure::Degree,
        "c" => Figure::Pence,
        "°" | "°c" | "°f" | "º" | "ºc" => Figure::Degree,
        "%" => Figure::Percent,
        "st" | "nd" | "rd" | "th" => Figure::Ordinal,
        "s" | "'s" | "’s" => Figure::Decade,
        "am" | "pm" | "a.m" | "p.m" | "a.m." | "p.m." | "hrs" | "h" => Figure::Clock,
        _ if UNITS.contains(&after) || SHORT_UNITS.contains(&after) => Figure::Measure,
        _ => Figure::None,
    }
}

fn in_letters(word: &str, folded: &str) -> Figure {
    if word.ends_with(SIGNS) && word.chars().count() <= 4 {
        return Figure::Symbol;
    }
    let lists: [(Figure, &[&str]); 17] = [
        (Figure::Word, &NUMBERS),
        (Figure::Scale, &SCALES),
        (Figure::OrdinalWord, &ORDINALS),
        (Figure::Unit, &UNITS),
        (Figure::Currency, &CURRENCIES),
        (Figure::PercentWord, &["percent", "percentage", "pct", "cent", "point", "points", "basis", "%"]),
        (Figure::Month, &MONTHS),
        (Figure::Weekday, &WEEKDAYS),
        (
            Figure::DayPart,
            &[
                "morning", "mornings", "afternoon", "afternoons", "evening", "evenings", "night", "nights", "noon",
                "midnight", "midday", "dawn", "dusk", "lunchtime", "overnight", "tonight", "sunrise", "sunset",
                "daybreak", "nightfall", "mid-morning", "mid-afternoon",
            ],
        ),
        (Figure::Hours, &["hour", "hours", "minute", "minutes", "second", "seconds", "moments", "hr", "hrs", "min", "mins"]),
        (
            Figure::Days,
            &[
                "day", "days", "week", "weeks", "weekend", "weekends", "fortnight", "month", "months", "quarter",
                "quarters", "year", "years", "decade", "decades", "century", "centuries", "semester", "fiscal",
                "today", "yesterday", "tomorrow", "eve",
            ],
        ),
        (
            Figure::Half,
            &["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "gmt", "utc", "est", "edt", "pst", "pdt", "bst", "cet", "ist", "o'clock", "o’clock"],
        ),
        (Figure::Season, &["spring", "summer", "autumn", "fall", "winter", "season"]),
        (
            Figure::Relative,
            &[
                "ago", "earlier", "later", "last", "next", "this", "previous", "coming", "past", "early", "late", "mid",
                "recent", "same", "each", "every", "following", "prior", "since", "until", "before", "after", "within",
            ],
        ),
        (Figure::Symbol, &CODES),
        (Figure::Word, &["half", "dozen", "dozens", "couple", "third", "quarter", "two-thirds", "one-third"]),
        (Figure::Degree, &["°", "°c", "°f", "celsius", "fahrenheit"]),
    ];
    let found = lists.iter().find(|(_, list)| list.contains(&folded));
    found.map_or(Figure::None, |&(figure, _)| figure)
}

const NUMBERS: [&str; 30] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty",
    "seventy", "eighty", "ninety", "nought", "nil",
];
const SCALES: [&str; 15] = [
    "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions", "trillion", "trillions",
    "lakh", "lakhs", "crore", "crores", "quadrillion",
];
const ORDINALS: [&str; 24] = [
    "first", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth",
    "fortieth", "fiftieth", "sixtieth", "hundredth", "thousandth",
];
const MONTHS: [&str; 34] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct",
];
const WEEKDAYS: [&str; 26] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mondays", "tuesdays", "wednesdays",
    "thursdays", "fridays", "saturdays", "sundays", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "mon.", "tue.",
    "wed.", "thu.", "fri.",
];
/// Units as they are written apart, or joined to a number.
const UNITS: [&str; 108] = [
    "km", "kilometer", "kilometers", "kilometre", "kilometres", "mile", "miles", "meter", "meters", "metre", "metres",
    "foot", "feet", "ft", "inch", "inches", "yard", "yards", "centimeter", "centimeters", "centimetre", "centimetres",
    "millimeter", "millimeters", "millimetre", "millimetres", "nanometer", "nanometers", "nanometre", "nanometres",
    "tonne", "tonnes", "ton", "tons", "kilogram", "kilograms", "kilo", "kilos", "kg", "gram", "grams", "gramme",
    "grammes", "milligram", "milligrams", "ounce", "ounces", "litre", "litres", "liter", "liters", "millilitres",
    "milliliters", "gallon", "gallons", "barrel", "barrels", "bushel", "bushels", "acre", "acres", "hectare",
    "hectares", "square", "cubic", "watt", "watts", "kilowatt", "kilowatts", "megawatt", "megawatts", "gigawatt",
    "gigawatts", "terawatt-hours", "kilowatt-hour", "kilowatt-hours", "megawatt-hour", "megawatt-hours",
    "gigawatt-hours", "volt", "volts", "hertz", "megahertz", "gigahertz", "degree", "degrees", "mph", "kph", "knots",
    "magnitude", "megabytes", "gigabytes", "terabytes", "gigabit", "megabits", "carat", "carats", "calories",
    "light-years", "horsepower", "decibels", "fathoms", "pints", "pint", "tablespoon", "teaspoon", "teaspoons", "lbs",
];
/// Units that are only joined to a number.
const SHORT_UNITS: [&str; 42] = [
    "g", "mm", "cm", "lb", "mw", "gw", "kw", "tw", "kwh", "mwh", "gwh", "twh", "hz", "khz", "mhz", "ghz", "kb", "mb",
    "gb", "tb", "ml", "l", "oz", "in", "nm", "cc", "hp", "t", "mg", "mcg", "sq", "yd", "ha", "km/h", "kmh", "m/s",
    "bbl", "kt", "mt", "db", "mp", "sqm",
];
/// Names of currencies and of their coins, in the singular and the plural.
const CURRENCIES: [&str; 120] = [
    "dollar", "dollars", "cent", "cents", "euro", "euros", "pound", "pounds", "penny", "pence", "sterling", "yen", "yuan",
    "renminbi", "won", "rupee", "rupees", "paise", "peso", "pesos", "franc", "francs", "krona", "kronor", "krone",
    "kroner", "krona", "koruna", "koruny", "crown", "crowns", "rand", "naira", "shilling", "shillings", "dirham",
    "dirhams", "riyal", "riyals", "rial", "rials", "baht", "dong", "lira", "liras", "lire", "zloty", "zlotys", "forint",
    "forints", "rouble", "roubles", "ruble", "rubles", "kopecks", "hryvnia", "hryvnias", "ringgit", "rupiah", "taka",
    "real", "reais", "birr", "cedi", "cedis", "kwacha", "pula", "metical", "meticais", "kwanza", "kwanzas", "dinar",
    "dinars", "shekel", "shekels", "leu", "lei", "lev", "leva", "kuna", "tenge", "som", "soms", "sum", "manat", "manats",
    "lari", "dram", "drams", "tugrik", "togrog", "kyat", "kyats", "riel", "riels", "kip", "afghani", "afghanis", "ariary",
    "tala", "kina", "vatu", "pa'anga", "bolivar", "bolivars", "boliviano", "bolivianos", "guarani", "guaranis", "sol",
    "soles", "quetzal", "quetzales", "lempira", "lempiras", "cordoba", "cordobas", "colon", "colones", "gourde",
];
const CODES: [&str; 24] = [
    "usd", "eur", "gbp", "jpy", "cny", "inr", "aud", "cad", "chf", "sgd", "hkd", "nzd", "us$", "rs", "rs.", "rm", "dh",
    "sh", "ksh", "nok", "sek", "dkk", "pln", "zar",
];
