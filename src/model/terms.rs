//! Words that sheets and pages share and no YAML gives: written once, here.

pub const YEAR: &str = "年";
pub const MONTH: &str = "月";
pub const DAY: &str = "日";
pub const SIGN: &str = "签名";
pub const SEAL: &str = "盖章";
pub const FINGERPRINT: &str = "手印";
pub const DATE: &str = "日期";
pub const SERIAL: &str = "编号";
pub const OFFICE: &str = "填报单位";
pub const INSTRUCTIONS: &str = "填表说明";
pub const REQUIRED_MARK: &str = "*";
pub const DRAFT: &str = "送审稿";

use super::kind::Mode;

/// What a way of signing is called.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Sign => SIGN,
        Mode::Seal => SEAL,
        Mode::Fingerprint => FINGERPRINT,
    }
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number from 0 to 99 in Chinese numerals, as headings and articles count: 一, 十, 二十一.
pub fn numeral(number: usize) -> String {
    let (tens, ones) = (number / 10, number % 10);
    match (tens, ones) {
        (0, _) => DIGITS[ones].to_owned(),
        (10.., _) => number.to_string(),
        _ => {
            let head = if tens == 1 { "" } else { DIGITS[tens] };
            let tail = if ones == 0 { "" } else { DIGITS[ones] };
            format!("{head}十{tail}")
        }
    }
}
