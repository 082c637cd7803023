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

// What the pages that nobody writes are called, unless somebody does.
pub const HOME: &str = "首页";
pub const FORMS: &str = "表单";
pub const CITIES: &str = "各市";
pub const SITE_MAP: &str = "网站地图";
pub const NOT_FOUND: &str = "找不到这个页面";

// What stands behind a figure that is not simply so.
pub const EXPIRED: &str = "目标期已满";
pub const DERIVED: &str = "推算";
pub const EXTERNAL: &str = "原文之外的资料，待核实";
pub const DISAGREES: &str = "原文有出入，见注";
pub const BACK_TO_TEXT: &str = "回到正文";

use super::kind::Mode;

/// What a way of signing is called.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Sign => SIGN,
        Mode::Seal => SEAL,
        Mode::Fingerprint => FINGERPRINT,
    }
}

/// A section of a document as it is printed, with full-width brackets: 五（七）7.
pub fn section(source: &str) -> String {
    source.replace('(', "（").replace(')', "）").replace(';', "；").replace(',', "，")
}

/// A day as it is printed: 2026年11月22日.
pub fn day(date: jiff::civil::Date) -> String {
    format!("{}{YEAR}{}{MONTH}{}{DAY}", date.year(), date.month(), date.day())
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
