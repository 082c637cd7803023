//! Finds quantities in texts, in any notation: 24000, 24,000, 24，000, 24 000, ２４０００, 2.4万, 二万四千, 两万四, 10％, 百分之十.

use std::ops::Range;

/// A quantity in a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// The amount in millionths.
    pub(crate) amount: u128,
    /// True for a percentage.
    pub(crate) percent: bool,
    /// True for an approximate quantity (几十, 百余).
    pub(crate) rough: bool,
    /// Byte range in the text: a percent sign and 万 included, the unit excluded.
    pub(crate) range: Range<usize>,
}

/// The amount 1, in millionths.
pub(crate) const ONE: u128 = 1_000_000;

/// Limit of digits; a longer sequence is not a quantity.
const MAX_DIGITS: usize = 15;

/// Limit of a number in hanzi; a larger number is wordplay.
const MAX_HANZI_NUMBER: u128 = 1_000_000_000_000_000;

const PER_CENT: &str = "百分之";

/// Thousands separators.
const SEPARATORS: [char; 6] = [',', '，', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// All quantities of a text except those that are part of a name, a code, a date or the number of an article.
pub(crate) fn quantities(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].find(is_number_start) {
        let start = at + first;
        let rest = &text[start..];
        let before = text[..start].chars().next_back();
        let share = rest.strip_prefix(PER_CENT).filter(|rest| rest.starts_with(is_number_start));
        let (number, skipped) = share.map_or((rest, 0), |rest| (rest, PER_CENT.len()));
        let (amount, length) =
            if number.starts_with(|c| digit_value(c).is_some()) { arabic_number(number) } else { hanzi_number(number) };
        let mut end = start + skipped + length.max(number.chars().next().map_or(1, char::len_utf8));
        at = end;
        let Some(amount) = amount.filter(|_| !is_inside_name(before)) else { continue };
        let after = text[end..].trim_start_matches(' ');
        let sign = after.chars().next().filter(|c| matches!(c, '%' | '％'));
        if let Some(sign) = sign {
            end = text.len() - after.len() + sign.len_utf8();
        }
        let about = |c: char| matches!(c, '多' | '余' | '几' | '来');
        let rough = before.is_some_and(|c| matches!(c, '几' | '数')) || after.starts_with(about);
        found.push(Quantity { amount, percent: skipped > 0 || sign.is_some(), rough, range: start..end });
        at = end;
    }
    found
}

fn is_number_start(c: char) -> bool {
    digit_value(c).is_some() || hanzi_digit_value(c).is_some() || hanzi_power(c).is_some()
}

/// Does the preceding character make the number part of a name, a code, an article number or a range?
fn is_inside_name(before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_alphanumeric() || "-–—－～~./第〔#".contains(c))
}

fn digit_value(c: char) -> Option<u128> {
    match c {
        '0'..='9' => Some(u128::from(c as u32 - '0' as u32)),
        '０'..='９' => Some(u128::from(c as u32 - '０' as u32)),
        _ => None,
    }
}

fn hanzi_digit_value(c: char) -> Option<u128> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn hanzi_power(c: char) -> Option<u128> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// The value of digits with multiplying hanzi (2.4万, 2万4千), and the length in bytes.
fn arabic_number(text: &str) -> (Option<u128>, usize) {
    let (mut sum, mut at, mut last) = (0u128, 0, u128::MAX);
    loop {
        let (number, length) = plain_digits(&text[at..]);
        let Some(number) = number else { return (None, at + length) };
        let (mut factor, mut end) = (1, at + length);
        for c in text[end..].chars() {
            let Some(power) = hanzi_power(c).filter(|_| factor < 1_000_000_000) else { break };
            factor *= power;
            end += c.len_utf8();
        }
        if factor >= last {
            return (Some(sum), at);
        }
        // 2万4 is 24000.
        let bare = factor == 1 && last < u128::MAX && length == 1;
        sum += if bare { number * (last / 10) } else { number * factor };
        at = end;
        last = factor;
        if factor == 1 || !text[at..].starts_with(|c| digit_value(c).is_some()) {
            return (Some(sum), at);
        }
    }
}

/// The value in millionths of digits with thousands separators or a decimal point, and the length in bytes.
fn plain_digits(text: &str) -> (Option<u128>, usize) {
    let run = |text: &str| text.find(|c| digit_value(c).is_none()).unwrap_or(text.len());
    let count = |text: &str| text.chars().count();
    let mut end = run(text);
    if count(&text[..end]) <= 3 {
        while let Some(sign) = text[end..].chars().next().filter(|c| SEPARATORS.contains(c)) {
            let group = &text[end + sign.len_utf8()..];
            let length = run(group);
            if count(&group[..length]) != 3 {
                break;
            }
            end += sign.len_utf8() + length;
        }
    }
    let whole: Vec<u128> = text[..end].chars().filter_map(digit_value).collect();
    let mut millionths = Vec::new();
    if let Some(point) = text[end..].chars().next().filter(|c| matches!(c, '.' | '．')) {
        let from = end + point.len_utf8();
        let length = run(&text[from..]);
        if length > 0 {
            millionths = text[from..from + length].chars().filter_map(digit_value).collect();
            end = from + length;
        }
    }
    // A second point marks the number of a version or section.
    let goes_on = text[end..].starts_with('.') && text[end + 1..].starts_with(|c| digit_value(c).is_some());
    if whole.len() > MAX_DIGITS || millionths.len() > 6 || goes_on {
        return (None, end);
    }
    let fraction = (0..6).fold(0, |sum, place| sum * 10 + millionths.get(place).copied().unwrap_or(0));
    (Some(whole.iter().fold(0, |sum, digit| sum * 10 + digit) * ONE + fraction), end)
}

/// The value of a number in hanzi, and its length in bytes. `None` where the hanzi are not a number, or are adjacent
/// single digits (二〇二六, 三四).
fn hanzi_number(text: &str) -> (Option<u128>, usize) {
    let length = text.find(|c| hanzi_digit_value(c).is_none() && hanzi_power(c).is_none()).unwrap_or(text.len());
    (hanzi_value(&text[..length]), length)
}

fn hanzi_value(text: &str) -> Option<u128> {
    // The sum of all, the sum below the last 万 or 亿, and the digit that waits for its power.
    let (mut sum, mut below, mut open): (u128, u128, Option<u128>) = (0, 0, None);
    let (mut last, mut zero) = (1u128, false);
    if text.chars().count() > MAX_DIGITS {
        return None;
    }
    for c in text.chars() {
        if let Some(value) = hanzi_digit_value(c) {
            if open.is_some() {
                return None;
            }
            zero |= value == 0;
            open = (value > 0).then_some(value);
            continue;
        }
        let power = hanzi_power(c)?;
        match (power, open.take()) {
            (10_000.., digit) => {
                let before = below + digit.unwrap_or(0);
                if before == 0 {
                    return None;
                }
                if power > 10_000 {
                    sum = (sum + before) * power
                } else {
                    sum += before * power
                }
                below = 0;
                if sum > MAX_HANZI_NUMBER {
                    return None;
                }
            }
            (_, Some(digit)) => below += digit * power,
            (10, None) => below += 10,
            (_, None) => return None,
        }
        (last, zero) = (power, false);
    }
    // 两万四 is 24000, 一百零五 is 105.
    let rest = open.unwrap_or(0) * if last >= 100 && !zero { last / 10 } else { 1 };
    Some((sum + below + rest) * ONE).filter(|amount| *amount > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_figure_is_the_figure() {
        let same = [
            "24000",
            "24,000",
            "24，000",
            "24 000",
            "24\u{a0}000",
            "２４０００",
            "2.4万",
            "2万4千",
            "2万4",
            "二万四千",
            "两万四",
            "两万四千",
            "24千",
        ];
        for text in same {
            let found = quantities(&format!("培训{text}名"));
            assert_eq!(found.iter().map(|found| found.amount).collect::<Vec<_>>(), [24_000 * ONE], "{text}");
        }
        let others = [
            ("1.4亿元", 140_000_000 * ONE, false),
            ("一亿四千万元", 140_000_000 * ONE, false),
            ("一百零五人", 105 * ONE, false),
            ("一百五人", 150 * ONE, false),
            ("十个", 10 * ONE, false),
            ("二十四个", 24 * ONE, false),
            ("10%", 10 * ONE, true),
            ("10％", 10 * ONE, true),
            ("46.5 %", 46_500_000, true),
            ("百分之十", 10 * ONE, true),
            ("百分之46.5", 46_500_000, true),
        ];
        for (text, amount, percent) in others {
            let found = quantities(text);
            let shown: Vec<_> = found.iter().map(|found| (found.amount, found.percent)).collect();
            assert_eq!(shown, [(amount, percent)], "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_is_none() {
        for text in ["GB/T 37668-2019", "第二十九条", "2.2.1", "万一", "千万不要", "“十四五”", "二〇二六年", "三四个"]
        {
            let counts = quantities(text);
            let counts: Vec<_> =
                counts.iter().filter(|found| found.amount >= 10 * ONE && found.amount != 37_668 * ONE).collect();
            assert!(counts.is_empty(), "{text}: {counts:?}");
        }
    }
}
