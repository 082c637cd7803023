//! Decimal numbers as text (digits, at most one point, an optional minus), and their notation for readers.

/// The largest number of significant digits.
pub(crate) const MOST_DIGITS: usize = 15;
/// The largest length of a number, in characters.
pub(crate) const LONGEST: usize = 40;

/// Returns the number that a text represents, if it has no more digits than an `f64` keeps exactly.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    (is_numeral(text) && digits <= MOST_DIGITS && text.len() <= LONGEST).then(|| text.parse().ok())?
}

/// Is the text written as a number?
pub(crate) fn is_numeral(text: &str) -> bool {
    let plain = text.strip_prefix('-').unwrap_or(text);
    plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && plain.bytes().filter(|byte| *byte == b'.').count() < 2
}

/// Is the text written as a whole number?
pub(crate) fn is_whole(text: &str) -> bool {
    is_numeral(text) && !text.contains('.')
}

/// A notation of numbers for readers. None of them rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Running Chinese: 2.4万 and 1.4亿 where so few digits say all of it; else 11,160, and 1500 with up to four digits
    /// (GB/T 15835-2011, 4.3 and 5.1.1).
    Short,
    /// Tables and whatever is compared digit by digit: 24,000, and 1,500 above it.
    Grouped,
    /// Running English: 140 million; else 24,000.
    English,
}

/// A number as printed, with its unit: `2.4万` and `名` for the unit 名; `1.4亿` and `元` for the unit 万元.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub text: String,
    pub unit: String,
}

/// The powers of ten that have a word of their own, the largest first.
const OF_CHINESE: [(usize, &str); 2] = [(8, "亿"), (4, "万")];
const OF_ENGLISH: [(usize, &str); 2] = [(9, " billion"), (6, " million")];

/// More digits than these, or more of them behind the point, are no short way to say a number.
const MOST_SHORT: usize = 4;
const MOST_DECIMALS: usize = 2;

/// A number that [`is_numeral`], as it is written before its unit.
pub(crate) fn format_number(number: &str, unit: &str, notation: Notation) -> Numeral {
    let (sign, plain) = number.strip_prefix('-').map_or(("", number), |plain| ("-", plain));
    let multiplied = OF_CHINESE.into_iter().find(|(_, word)| unit.starts_with(word));
    let (power, word) = multiplied.unwrap_or((0, ""));
    let unit = unit[word.len()..].to_owned();
    let (plain, whole) = (&*shifted(plain, 0), shifted(plain, power));
    let text = match notation {
        Notation::Short => short(&whole, &OF_CHINESE),
        Notation::English => Some(short(&whole, &OF_ENGLISH).unwrap_or_else(|| grouped(&whole))),
        Notation::Grouped => None,
    };
    let text = text.unwrap_or_else(|| match notation {
        Notation::Short if plain.split('.').next().is_some_and(|whole| whole.len() <= MOST_SHORT) => plain.to_owned(),
        _ => grouped(plain),
    } + word);
    Numeral { text: format!("{sign}{text}"), unit }
}

/// A number with the word of the largest power that it reaches and that leaves few digits; `None` where none does.
fn short(number: &str, words: &[(usize, &str)]) -> Option<String> {
    let of = |&(power, word): &(usize, &str)| {
        let whole = number.split('.').next().unwrap_or_default();
        let shifted = divided(number, power);
        let (digits, decimals) = shifted
            .split_once('.')
            .map_or((shifted.len(), 0), |(whole, decimals)| (whole.len() + decimals.len(), decimals.len()));
        (whole.len() > power && digits <= MOST_SHORT && decimals <= MOST_DECIMALS).then(|| format!("{shifted}{word}"))
    };
    words.iter().find_map(of)
}

/// A number times a power of ten.
fn shifted(number: &str, power: usize) -> String {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let zeros = "0".repeat(power.saturating_sub(decimals.len()));
    let digits = format!("{whole}{decimals}{zeros}");
    let (whole, decimals) = digits.split_at(whole.len() + power);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

/// A number of more whole digits than the power, divided by that power of ten, without zeros at its end.
fn divided(number: &str, power: usize) -> String {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let (before, fraction) = whole.split_at(whole.len().saturating_sub(power));
    let fraction = format!("{fraction}{decimals}");
    match fraction.trim_end_matches('0') {
        "" => before.to_owned(),
        fraction => format!("{before}.{fraction}"),
    }
}

/// A number with a comma before every three whole digits.
fn grouped(number: &str) -> String {
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let mut text = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    decimals.map_or(text.clone(), |decimals| format!("{text}.{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_its_readers_write_it_and_never_rounded() {
        // Number, unit; running Chinese, table, running English.
        let table = [
            ("24000", "名", "2.4万|名", "24,000|名", "24,000|名"),
            ("21600", "名", "2.16万|名", "21,600|名", "21,600|名"),
            ("11160", "名", "11,160|名", "11,160|名", "11,160|名"),
            ("17470", "人", "17,470|人", "17,470|人", "17,470|人"),
            ("10000", "", "1万|", "10,000|", "10,000|"),
            ("9600", "名", "9600|名", "9,600|名", "9,600|名"),
            ("800", "名", "800|名", "800|名", "800|名"),
            ("0", "名", "0|名", "0|名", "0|名"),
            ("-24000", "元", "-2.4万|元", "-24,000|元", "-24,000|元"),
            ("14000", "万元", "1.4亿|元", "14,000万|元", "140 million|元"),
            ("2000", "万元", "2000万|元", "2,000万|元", "20 million|元"),
            ("12345", "万元", "12,345万|元", "12,345万|元", "123,450,000|元"),
            ("0.5", "万元", "0.5万|元", "0.5万|元", "5,000|元"),
            ("8296", "万人", "8296万|人", "8,296万|人", "82.96 million|人"),
            ("13", "亿人", "13亿|人", "13亿|人", "1.3 billion|人"),
            ("13.40", "亿人", "13.4亿|人", "13.40亿|人", "1.34 billion|人"),
            ("123456789012345", "", "123,456,789,012,345|", "123,456,789,012,345|", "123,456,789,012,345|"),
            ("46.5", "%", "46.5|%", "46.5|%", "46.5|%"),
            ("60.0", "%", "60.0|%", "60.0|%", "60.0|%"),
            ("24000.5", "元", "24,000.5|元", "24,000.5|元", "24,000.5|元"),
        ];
        for (number, unit, short, grouped, english) in table {
            let all = [(Notation::Short, short), (Notation::Grouped, grouped), (Notation::English, english)];
            for (notation, expected) in all {
                let Numeral { text, unit: left } = format_number(number, unit, notation);
                assert_eq!(format!("{text}|{left}"), expected, "{number}{unit}");
            }
        }
    }
}
