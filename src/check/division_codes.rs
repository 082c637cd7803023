//! Rule `divisions`: the division code of a city agrees with its province (GB/T 2260).

use super::Check;
use super::leftovers::TO_WRITE;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::office::{City, UNKNOWN_DIVISION};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "divisions",
    title: "行政区划代码",
    catches: "城市的 adcode 前两位不是它所在省份的（GB/T 2260），或者不是一个地级市、直辖市的代码。",
    hurts: "代码印在每张表的编号里；错了，两个市的表分不开，汇总时算到别的省去。",
    example: "name: 武汉市\nprovince: 湖北省\nadcode: 430100        # 43 是湖南省",
    fix: "照民政部公布的代码改：前两位是省，地级市以 00 结尾（420100），直辖市后四位是 0（110000）。",
    messages: &[&say::DIVISION_OF_NO_PROVINCE, &say::DIVISION_OF_ANOTHER, &say::DIVISION_OF_NO_CITY],
    run,
};

/// The first two digits of a province's code, and its full name.
const PROVINCES: [(&str, &str); 34] = [
    ("11", "北京市"),
    ("12", "天津市"),
    ("13", "河北省"),
    ("14", "山西省"),
    ("15", "内蒙古自治区"),
    ("21", "辽宁省"),
    ("22", "吉林省"),
    ("23", "黑龙江省"),
    ("31", "上海市"),
    ("32", "江苏省"),
    ("33", "浙江省"),
    ("34", "安徽省"),
    ("35", "福建省"),
    ("36", "江西省"),
    ("37", "山东省"),
    ("41", "河南省"),
    ("42", "湖北省"),
    ("43", "湖南省"),
    ("44", "广东省"),
    ("45", "广西壮族自治区"),
    ("46", "海南省"),
    ("50", "重庆市"),
    ("51", "四川省"),
    ("52", "贵州省"),
    ("53", "云南省"),
    ("54", "西藏自治区"),
    ("61", "陕西省"),
    ("62", "甘肃省"),
    ("63", "青海省"),
    ("64", "宁夏回族自治区"),
    ("65", "新疆维吾尔自治区"),
    ("71", "台湾省"),
    ("81", "香港特别行政区"),
    ("82", "澳门特别行政区"),
];

/// The third and fourth digits of a county-level city directly under its province: 429004 仙桃市.
const WITHOUT_PREFECTURE: &str = "90";

fn run(site: &Site) -> Vec<Diagnostic> {
    site.cities.iter().filter_map(check_city).collect()
}

fn check_city(city: &City) -> Option<Diagnostic> {
    let City { name, province, adcode, .. } = city;
    // A placeholder is reported by another rule, and an unreadable value by the loader.
    if adcode == UNKNOWN_DIVISION || adcode.is_empty() || province.is_empty() || province.starts_with(TO_WRITE) {
        return None;
    }
    let wrong = |message| Diagnostic::new(message, city.spans.adcode);
    let Some((_, known)) = PROVINCES.iter().find(|(code, _)| adcode.starts_with(code)) else {
        return Some(wrong(message!(say::DIVISION_OF_NO_PROVINCE, adcode)));
    };
    if !is_province_name(province, known) {
        return Some(wrong(message!(say::DIVISION_OF_ANOTHER, adcode, province, other = known)));
    }
    let (middle, end) = (adcode.get(2..4)?, adcode.get(4..6)?);
    let is_whole_province = is_province_name(name, known);
    let is_city = match (middle, end) {
        ("00", "00") => is_whole_province,
        (WITHOUT_PREFECTURE, _) => !is_whole_province,
        (_, end) => end == "00" && !is_whole_province,
    };
    (!is_city).then(|| wrong(message!(say::DIVISION_OF_NO_CITY, adcode, name)))
}

/// Is the name that of the province, or its usual short form: 广西, 内蒙古, 湖北?
fn is_province_name(name: &str, province: &str) -> bool {
    name == province || name.chars().count() > 1 && province.strip_prefix(name).is_some_and(|rest| !rest.is_empty())
}
