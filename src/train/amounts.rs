//! Numbers, amounts and dates in the many forms that news writes them in, drawn at random.

use super::random::Random;
use crate::record::Label;

const SYMBOLS: [&str; 30] = [
    "$", "$", "$", "€", "€", "£", "£", "¥", "₹", "US$", "A$", "C$", "S$", "HK$", "NZ$", "NT$", "R", "RM", "Rs", "Rs ",
    "Rs. ", "R$", "₩", "₦", "Sh", "KSh", "CHF ", "EUR ", "USD ", "kr ",
];
const CURRENCIES: [&str; 34] = [
    "dollars", "euros", "pounds", "yen", "yuan", "won", "rupees", "pesos", "francs", "kronor", "kroner", "rand", "naira",
    "shillings", "dirhams", "riyals", "baht", "dong", "lira", "liras", "zlotys", "forints", "roubles", "rubles",
    "hryvnias", "ringgit", "rupiah", "taka", "reais", "Swiss francs", "Canadian dollars", "Australian dollars", "birr",
    "cedis",
];
const SCALES: [&str; 10] = [
    " million", " million", " billion", " billion", " trillion", "bn", "m", "k", "mn", " thousand",
];
const UNITS: [&str; 58] = [
    " km", "km", " kilometers", " kilometres", " miles", " mile", " m", "m", " meters", " metres", " feet", "ft", " foot",
    " inches", " cm", "mm", " tonnes", " tons", " metric tons", " kg", "kg", " kilograms", " pounds", " grams", "g",
    " litres", " liters", " gallons", " barrels", " acres", " hectares", " square miles", " square kilometers",
    " square feet", " square metres", " MW", "MW", " megawatts", " gigawatts", "GW", " GWh", " kilowatt-hours", "C", "F",
    "°C", "°F", " degrees", " degrees Celsius", " degrees Fahrenheit", " mph", "mph", " km/h", " kph", " knots",
    " carats", " ounces", " bushels", " nautical miles",
];
const JOINED_UNITS: [&str; 20] = [
    "-mile", "-km", "-kilometer", "-kilometre", "-foot", "-feet", "-meter", "-metre", "-acre", "-hectare", "-ton", "-tonne",
    "-pound", "-inch", "-megawatt", "-gallon", "-litre", "-degree", "-square-foot", "-yard",
];
const WORDS: [&str; 24] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fifteen",
    "sixteen", "eighteen", "twenty", "thirty", "forty", "fifty", "sixty", "twenty-five", "forty-eight", "ninety", "two dozen",
];
const ZONES: [&str; 8] = [" GMT", " ET", " local time", " UTC", " EST", " EDT", " BST", " IST"];
const HOURS: [&str; 12] = [
    "hours", "minutes", "seconds", "hour", "minute", "hours", "minutes", "hours", "minutes", "hours", "minutes", "minutes",
];
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];
const SHORT: [&str; 12] = [
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
];

/// Which forms may stand for one another in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An amount of any kind.
    Plain,
    /// An amount joined to what follows by hyphens (`20-foot`).
    Joined,
    /// A day with its month, with or without a year.
    Day,
}

/// The form of an amount or a date; nothing for those that have no others of their kind.
pub(super) fn form(label: Label, text: &str) -> Option<Form> {
    let digit = text.contains(|c: char| c.is_ascii_digit());
    let joined = text
        .as_bytes()
        .windows(2)
        .any(|w| w[0] == b'-' && w[1].is_ascii_alphabetic());
    match label {
        Label::QUANTITY if joined => Some(Form::Joined),
        Label::MONEY | Label::QUANTITY | Label::PERCENT if !joined => Some(Form::Plain),
        Label::TIME if !joined && digit => Some(Form::Plain),
        Label::CARDINAL if !joined && digit => Some(Form::Plain),
        Label::DATE if digit && !joined && MONTHS.iter().any(|m| text.contains(&m[..3])) && text.len() < 20 => {
            Some(Form::Day)
        }
        _ => None,
    }
}

/// A random text of this label and form.
pub(super) fn draw(label: Label, form: Form, r: &mut Random) -> String {
    match label {
        Label::MONEY => money(r),
        Label::QUANTITY if form == Form::Joined => format!("{}{}", small(r), r.pick(&JOINED_UNITS)),
        Label::QUANTITY => quantity(r),
        Label::PERCENT => percent(r),
        Label::TIME => time(r),
        Label::DATE => day(r),
        _ => cardinal(r),
    }
}

/// A number in digits: whole, with a decimal, or in groups of three.
fn digits(r: &mut Random) -> String {
    match r.below(8) {
        0..3 => (1 + r.below(99)).to_string(),
        3..5 => format!("{}.{}", 1 + r.below(99), 1 + r.below(9)),
        5 => (100 + r.below(899)).to_string(),
        6 => format!("{},{:03}", 1 + r.below(99), r.below(1000)),
        _ => format!("{}.{:02}", r.below(99), r.below(100)),
    }
}

fn small(r: &mut Random) -> String {
    match r.below(3) {
        0 => (*r.pick(&WORDS)).to_owned(),
        _ => digits(r),
    }
}

fn money(r: &mut Random) -> String {
    let symbol = *r.pick(&SYMBOLS);
    let scale = if r.below(3) == 0 { "" } else { *r.pick(&SCALES) };
    match r.below(12) {
        0..6 => format!("{symbol}{}{scale}", digits(r)),
        6 => format!("{symbol}{}{scale} to {symbol}{}{scale}", digits(r), digits(r)),
        7 => format!("{symbol}{}-{symbol}{}{scale}", digits(r), digits(r)),
        8 | 9 => {
            let scale = if scale.starts_with(' ') { scale } else { "" };
            format!("{}{scale} {}", small(r), r.pick(&CURRENCIES))
        }
        10 => format!("{}{}", 1 + r.below(98), r.pick(&["p", "c", " cents", " pence", "¢"])),
        _ => format!("{}{}", symbol, 1 + r.below(9_999)),
    }
}

fn quantity(r: &mut Random) -> String {
    match r.below(16) {
        0 => format!("magnitude {}.{}", 3 + r.below(6), r.below(10)),
        1 => format!("{} to {}{}", small(r), small(r), r.pick(&UNITS)),
        2 => format!("{} feet {} inches", 4 + r.below(4), 1 + r.below(11)),
        3 => format!("{} million{}", digits(r), r.pick(&[" tonnes", " barrels", " tons", " acres", " hectares", " gallons"])),
        4 => format!("hundreds of{}", r.pick(&[" miles", " kilometers", " tons", " acres", " tonnes", " feet"])),
        5 => format!("-{}{}", digits(r), r.pick(&["C", "F", "°C", " degrees"])),
        _ => format!("{}{}", small(r), r.pick(&UNITS)),
    }
}

fn percent(r: &mut Random) -> String {
    let sign = *r.pick(&["%", "%", "%", " percent", " per cent", " percent", " pct"]);
    match r.below(10) {
        0 => format!("{} to {}{sign}", digits(r), digits(r)),
        1 => format!("{}{sign} to {}{sign}", digits(r), digits(r)),
        2 => format!("{} basis points", 5 * (1 + r.below(40))),
        3 => format!("{} percentage points", small(r)),
        4 => format!("{}{sign}", r.pick(&WORDS)),
        _ => format!("{}{sign}", digits(r)),
    }
}

fn time(r: &mut Random) -> String {
    let hour = 1 + r.below(12);
    let half = *r.pick(&[" a.m.", " p.m.", "am", "pm", " am", " pm", " a.m.", " p.m."]);
    let zone = if r.below(3) == 0 { *r.pick(&ZONES) } else { "" };
    match r.below(10) {
        0 | 1 => format!("{hour}{half}{zone}"),
        2 => format!("{hour}:{:02}{half}{zone}", r.below(60)),
        3 => format!("{:02}:{:02}{zone}", r.below(24), r.below(60)),
        4 => format!("{:02}{:02} GMT", r.below(24), r.below(60)),
        5 => format!("{hour}.{:02}{half}", r.below(60)),
        6 => format!("{hour}{half} to {}{half}", 1 + r.below(12)),
        _ => format!("{} {}", small(r), r.pick(&HOURS)),
    }
}

fn cardinal(r: &mut Random) -> String {
    match r.below(12) {
        0 => format!("{} to {}", 1 + r.below(99), 2 + r.below(999)),
        1 => format!("{}-{}", r.below(9), r.below(9)),
        2 => format!("{} million", digits(r)),
        3 => format!("{}{}", digits(r), r.pick(&["m", "bn", "k", " billion", " million", " lakh", " crore"])),
        4 => format!("{},{:03},{:03}", 1 + r.below(99), r.below(1000), r.below(1000)),
        5 => (*r.pick(&WORDS)).to_owned(),
        _ => digits(r),
    }
}

fn day(r: &mut Random) -> String {
    let (day, month, year) = (1 + r.below(28), r.below(12), 1985 + r.below(45));
    let (long, short) = (MONTHS[month], SHORT[month]);
    let ending = match day {
        1 | 21 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    match r.below(14) {
        0..3 => format!("{short} {day}"),
        3 => format!("{long} {day}"),
        4 => format!("{day} {long}"),
        5 => format!("{day} {long} {year}"),
        6 => format!("{long} {day}, {year}"),
        7 => format!("{short} {day}, {year}"),
        8 => format!("{long} {day}{ending}"),
        9 => format!("{day}{ending} {long}"),
        10 => format!("{day} {} {year}", &long[..3]),
        11 => format!("{short} {day} to {} {}", SHORT[(month + 1) % 12], 1 + r.below(28)),
        12 => format!("{long} {year}"),
        _ => format!("{} {day}", &long[..3]),
    }
}
