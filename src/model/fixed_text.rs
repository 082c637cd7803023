//! Texts shared by sheets and pages that no YAML file contains.

use std::fmt::Display;

pub(crate) const YEAR: &str = "年";
pub(crate) const MONTH: &str = "月";
pub(crate) const DAY: &str = "日";
pub(crate) const SIGN: &str = "签名";
pub(crate) const SEAL: &str = "盖章";
pub(crate) const FINGERPRINT: &str = "手印";
pub(crate) const DATE: &str = "日期";
pub(crate) const SERIAL: &str = "编号";
pub(crate) const OFFICE: &str = "填报单位";
pub(crate) const INSTRUCTIONS: &str = "填表说明";
pub(crate) const REQUIRED_MARK: &str = "*";
pub(crate) const REQUIRED: &str = "必填";
pub(crate) const REQUIRED_WHEN_ASKED: &str = "符合条件时必填";
pub(crate) const REQUIRED_IN_ROW: &str = "用到这一行时必填";
pub(crate) const FULL_STOP: &str = "。";
pub(crate) const COMMA: &str = "，";
pub(crate) const COLON: &str = "：";
pub(crate) const SEMICOLON: &str = "；";
pub(crate) const BLANK: &str = "____";
/// A blank, read aloud.
pub(crate) const EMPTY: &str = "空白";
pub(crate) const TICKED: &str = "已选";
pub(crate) const PERSONAL: &str = "个人信息";
pub(crate) const SENSITIVE: &str = "敏感个人信息";
pub(crate) const COPIES: &str = "份数";

// What a booklet says beside its forms.
pub(crate) const BOOKLET: &str = "表册";
pub(crate) const BOOKLET_PURPOSE: &str = "封面、目录、各张表和续页在一个文件里，双面打印，装订成册。";
pub(crate) const COVER: &str = "封面";
pub(crate) const BLANK_PAGE: &str = "空白页";
pub(crate) const CONTENTS: &str = "目录";
pub(crate) const COVER_AND_CONTENTS: &str = "封面和目录";
pub(crate) const HOW_TO_USE: &str = "各表怎么用";
pub(crate) const FILE_NUMBER: &str = "档案编号";
pub(crate) const NAME: &str = "姓名";
pub(crate) const CITY: &str = "城市";
pub(crate) const FILLED_BY: &str = "谁填";
pub(crate) const WHEN: &str = "什么时候填";
pub(crate) const WHAT_FOR: &str = "做什么用";

// What paper that publicises says beside its page.
pub(crate) const OFFICE_NAME: &str = "机构";
pub(crate) const OFFICE_ADDRESS: &str = "地址";
pub(crate) const OFFICE_TELEPHONE: &str = "电话";
pub(crate) const OFFICE_HOURS: &str = "办公时间";
/// Where no address of the web is known.
pub(crate) const ASK_THE_OFFICE: &str = "想知道更多，请到当地残疾人联合会（简称残联）当面问。";
/// Behind the room for the name of whom a letter is to.
pub(crate) const ADDRESSEE: &str = "（单位名称）：";
pub(crate) const OPEN_THE_PAGE: &str = "用手机扫，打开网页";

// What the pages that nobody writes are called, unless somebody does.
pub(crate) const HOME: &str = "首页";
pub(crate) const FORMS: &str = "表单";
pub(crate) const CITIES: &str = "各市";
/// The page of what offices decide.
pub(crate) const DECISIONS: &str = "各市的决定";
/// Outputs that are filled in and are no sheets.
pub(crate) const FILLED_ON_PAGE: &str = "在网上填";
pub(crate) const TABLE_CSV: &str = "数据表（CSV）";
pub(crate) const TABLE_WORKBOOK: &str = "数据表（工作簿）";
/// The page of what the plan asks for, and where it is recorded.
pub(crate) const TRACE: &str = "方案的要求和表的栏目";
/// The page of what was compared.
pub(crate) const PARITY_PAGE: &str = "纸和网页核对";
pub(crate) const SITE_MAP: &str = "网站地图";
pub(crate) const SEARCH: &str = "搜索";
pub(crate) const MEASURES: &str = "措施";
pub(crate) const FOR_WHOM: &str = "和谁有关";
pub(crate) const IN_CHARGE: &str = "负责部门";
pub(crate) const DEADLINE: &str = "目标的期限";
pub(crate) const NO_DEADLINE: &str = "没有写期限";
/// The contact where no office is known.
pub(crate) const LOCAL_FEDERATION: &str = "当地的残疾人联合会（残联）";
/// What a document is called for its readers, where it does not say.
pub(crate) const PLAN: &str = "方案";
pub(crate) const NOT_FOUND: &str = "找不到这个页面";

// What forms ask for that one has to bring.
pub(crate) const DISABILITY_CERTIFICATE: &str = "残疾人证";
pub(crate) const IDENTITY_CARD: &str = "居民身份证";
pub(crate) const PHOTO: &str = "照片";
pub(crate) const SEAL_OF_THE_EMPLOYER: &str = "单位的公章（单位来办的）";

// Who answers for the site.
pub(crate) const ORGANISER: &str = "主办单位";
pub(crate) const UNDERTAKER: &str = "承办单位";
pub(crate) const CONTACT: &str = "联系方式";
pub(crate) const IDENTITY_CODE: &str = "网站标识码";
pub(crate) const ICP_FILING: &str = "备案编号";
pub(crate) const POLICE_FILING: &str = "公安备案";

// What stands behind a figure that is not simply so.
pub(crate) const EXPIRED: &str = "目标期已满";
pub(crate) const DERIVED: &str = "推算";
pub(crate) const EXTERNAL: &str = "原文之外的资料，待核实";
pub(crate) const DISAGREES: &str = "有出入";
pub(crate) const FOOTNOTES: &str = "注";
pub(crate) const BACK_TO_TEXT: &str = "回到正文";

/// What paper that publicises is called where it is offered.
pub(crate) fn publicity(kind: Publicity) -> &'static str {
    match kind {
        Publicity::Poster => "海报（A3）",
        Publicity::Handout => "折页（A4，折成三折）",
        Publicity::Letter => "给用人单位的信（A4）",
        Publicity::EasyRead => "易读小册子（A5）",
    }
}

/// What it is for.
pub(crate) fn publicity_purpose(kind: Publicity) -> &'static str {
    match kind {
        Publicity::Poster => "贴在残联、社区、医院、学校。",
        Publicity::Handout => "双面打印，沿短边翻，右边先往里折；发给来问的人。",
        Publicity::Letter => "写上单位名称，盖章，寄给或者送给用人单位。",
        Publicity::EasyRead => "双面打印，装订；一句说一件事，字大。",
    }
}

/// A language's name in itself; its tag where that is not known here.
pub(crate) fn language(tag: &str) -> &str {
    match tag.split('-').next() {
        Some("zh") => "中文",
        Some("en") => "English",
        _ => tag,
    }
}

/// What the sheet of a city's offers is called.
pub(crate) fn offers_of(city: &str) -> String {
    format!("{city}能为您做什么")
}

use super::publicity::Publicity;
use super::signing_mode::SigningMode;
use super::variant::Variant;

/// Where an office is reached, behind its name.
pub(crate) fn telephone(number: &str) -> String {
    format!("　电话{COLON}{number}")
}

/// What a variant is called where it is offered.
pub(crate) fn variant(variant: Variant) -> &'static str {
    match variant {
        Variant::Blank => "打印（空白）",
        Variant::Fillable => "在电脑上填写",
        Variant::Large => "大字版",
    }
}

/// What a variant is for.
pub(crate) fn variant_purpose(variant: Variant) -> &'static str {
    match variant {
        Variant::Blank => "打印出来，用笔填。",
        Variant::Fillable => "在电脑上打开，用键盘填，填好了再打印或者保存。",
        Variant::Large => "字大，看小字吃力的人用；打印出来，用笔填。",
    }
}

/// What a way of signing is called.
pub(crate) fn mode(mode: SigningMode) -> &'static str {
    match mode {
        SigningMode::Sign => SIGN,
        SigningMode::Seal => SEAL,
        SigningMode::Fingerprint => FINGERPRINT,
    }
}

/// A section of a document as it is printed, with full-width brackets: 五（七）7. A numeral alone would
/// be taken for a dash: 第一部分.
pub(crate) fn section(source: &str) -> String {
    if source.chars().all(|c| c == '十' || DIGITS.iter().any(|digit| digit.starts_with(c))) {
        return format!("第{source}部分");
    }
    source.replace('(', "（").replace(')', "）").replace(';', "；").replace(',', "，")
}

/// Does a text end as a sentence does?
pub(crate) fn is_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '…'])
}

/// A text with exactly one full stop or the like at its end.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if is_sentence(text) { text.to_owned() } else { format!("{}。", text.trim_end_matches(['；', '，'])) }
}

/// A day as it is printed: 2026年11月22日.
pub(crate) fn day(date: jiff::civil::Date) -> String {
    format!("{}{YEAR}{}{MONTH}{}{DAY}", date.year(), date.month(), date.day())
}

pub(crate) const ENUMERATION_COMMA: &str = "、";
pub(crate) const PURPOSE: &str = "处理目的";
pub(crate) const METHOD: &str = "处理方式";
pub(crate) const NECESSITY: &str = "为什么必要";
pub(crate) const IMPACT: &str = "对您的影响";
pub(crate) const RETENTION: &str = "保存期限";
pub(crate) const RIGHTS: &str = "您的权利";
pub(crate) const AGREE: &str = "同意";
pub(crate) const DISAGREE: &str = "不同意";
pub(crate) const THIRD_PARTIES: &str = "表上写到的其他人";
pub(crate) const BY_PHONE: &str = "电话、视频办理的";
pub(crate) const PERSON_SIGNS: &str = "本人签名";
pub(crate) const GUARDIAN_SIGNS: &str = "监护人签名";
pub(crate) const GUARDIAN_NEEDED: &str = "要监护人签的，看填表说明";
pub(crate) const CONSENT_DATE: &str = "同意日期";

/// What decides who signs: who can act for themselves, and whose guardian agrees to the use of what is personal.
pub(crate) const SIGNING_BASIS: [&str; 2] = ["《民法典》第十七条至第二十三条", "《个人信息保护法》第三十一条"];

/// Who signs, the person, a guardian or both, and that nobody who knows the law has looked at it, where that is so.
pub(crate) fn signing_note(open: bool) -> String {
    let [capacity, consent] = SIGNING_BASIS;
    let open = if open { format!("{COMMA}{LEGAL_REVIEW_OPEN}") } else { String::new() };
    format!(
        "本人签名或者按手印。不满8周岁，或者不能辨认自己行为的，由监护人签；满8周岁不满18周岁，或者不能完全辨认自己行为的，\
         本人签，监护人同意也签；满16周岁、主要靠自己劳动收入生活的，由本人签；不满14周岁的，个人信息由监护人同意\
         （{capacity}、{consent}{open}）。"
    )
}

/// 第一条
pub(crate) fn article(number: usize) -> String {
    format!("第{}条", numeral(number))
}

/// （一）
pub(crate) fn point(number: usize) -> String {
    format!("（{}）", numeral(number))
}

/// 前面已经印了“武汉市”
pub(crate) fn printed_before(words: &str) -> String {
    format!("前面已经印了“{words}”")
}

/// 一、基本情况
pub(crate) fn heading(number: usize, title: &str) -> String {
    format!("{}、{title}", numeral(number))
}

pub(crate) fn bracketed(words: &str) -> String {
    format!("（{words}）")
}

/// How many copies are made and who keeps them.
pub(crate) fn copies(count: usize, holders: &str) -> String {
    match count {
        1 => format!("一式一份，由{holders}。"),
        _ => format!("一式{}份：{holders}各一份。", counted(count)),
    }
}

/// One of several copies and who keeps it: 第一联 机构存档.
pub(crate) fn copy(number: usize, holder: &str) -> String {
    format!("第{}联 {holder}", numeral(number))
}

/// What a consent rests on.
pub(crate) const CONSENT_BASIS: &str =
    "《个人信息保护法》第十四条、第十五条、第十七条、第二十三条、第二十九条、第三十条";
pub(crate) const LAWS: &str = "法律依据";
/// The note on a form without legal review.
pub(crate) const LEGAL_REVIEW_OPEN: &str = "待法律审核";

/// What is agreed to for sensitive items (个人信息保护法 29).
pub(crate) const SENSITIVE_CONSENT: &str = "我单独同意按以上告知处理上面列出的敏感个人信息";

/// What is agreed to for passing on to one receiver (个人信息保护法 23).
pub(crate) fn sharing_consent(to: &str, what: &str, purpose: &str) -> String {
    format!("我单独同意把{what}提供给{to}，用于{purpose}")
}

/// What of a section is meant: 服务对象（照片、身份证号）.
pub(crate) fn of_section_items(title: &str, labels: &[&str]) -> String {
    match labels {
        [label] if *label == title => title.to_owned(),
        _ => format!("{title}{}", bracketed(&labels.join(ENUMERATION_COMMA))),
    }
}

/// The running foot: which version, since when.
pub(crate) fn version(version: &str, effective: &str) -> String {
    format!("版本 {version}{}", bracketed(effective))
}

pub(crate) const EFFECTIVE: &str = "起用日期";
pub(crate) const EFFECTIVE_UNKNOWN: &str = "起用日期未定";

/// From which day a form is used, perhaps for now.
pub(crate) fn effective(day: &str, for_now: bool) -> String {
    format!("{}{day}起用", if for_now { "暂定" } else { "" })
}

/// One of several blanks that a number is written in.
pub(crate) fn serial_part(number: usize, places: usize) -> String {
    format!("{SERIAL}{COMMA}第{}段{COMMA}{places}位", numeral(number))
}

/// What is asked once more on a following page.
pub(crate) fn on_page(page: usize, asked: &str) -> String {
    format!("第 {page} 页的{asked}")
}

/// The page of a whole booklet.
pub(crate) fn folio(page: usize, pages: usize) -> String {
    format!("全册第 {page} 页　共 {pages} 页")
}

/// The day the contents speak of.
pub(crate) fn as_of(day: &str) -> String {
    format!("内容截至 {day}")
}

/// 第 1 页　共 2 页
pub(crate) fn page_of(page: usize, pages: usize) -> String {
    format!("第 {page} 页　共 {pages} 页")
}

/// The running foot: where the form is on the web, as one types it in. Browsers put `https://` before it themselves.
pub(crate) fn on_the_web(address: &str) -> String {
    format!("网上填这张表：{}", address.strip_prefix("https://").unwrap_or(address))
}

/// A title on a following page.
pub(crate) fn continued(title: &str) -> String {
    format!("{title}（续）")
}

pub(crate) const CONTINUATION: &str = "续页";
/// In a cell that has no room for its answer.
pub(crate) const SEE_CONTINUATION: &str = "见续页";
/// Where not even that has room.
pub(crate) const SEE_BRIEFLY: &str = "续";
pub(crate) const REST_NOTE: &str = "表上写不下的，写在这里。";

/// Which answer stands whole on a continuation sheet: 第 9 项　现住址
pub(crate) fn rest_label(number: Option<impl Display>, label: &str) -> String {
    number.map_or_else(|| label.to_owned(), |number| format!("{}　{label}", item(number)))
}

/// A table that goes on behind the form.
pub(crate) fn continuation(table: &str) -> String {
    format!("{table}（续页）")
}

/// A row of a table that has no name: 追踪观察记录，第 1 行
pub(crate) fn row(table: &str, number: &str) -> String {
    format!("{table}{COMMA}{}", row_number(number))
}

/// 第 1 行
pub(crate) fn row_number(number: &str) -> String {
    format!("第 {number} 行")
}

pub(crate) const OR: &str = "或";

pub(crate) fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// What is said of a section as a whole.
pub(crate) fn of_section(words: &str) -> String {
    format!("这一部分{words}")
}

/// 第 9 项
pub(crate) fn item(number: impl Display) -> String {
    format!("第 {number} 项")
}

/// Where one goes on after an option.
pub(crate) fn skip_after_option(options: &str, target: &str) -> String {
    format!("选{options}的，跳到{target}")
}

/// Where one goes on after every option but this one.
pub(crate) fn skip_unless(option: &str, target: &str) -> String {
    format!("不选{option}的，跳到{target}")
}

/// Where one goes on after an item that not everybody is asked.
pub(crate) fn skip_after_item(target: &str) -> String {
    format!("填完跳到{target}")
}

/// How many boxes a comb has, as a screen reader says it.
pub(crate) fn places(boxes: u32) -> String {
    format!("{boxes}格，每格一个字符")
}

/// How many characters a text has at most, behind what it is: 文字，最多40字.
pub(crate) fn at_most(characters: u32) -> String {
    format!("，最多{characters}字")
}

/// A number in Chinese numerals as things are counted, where two is 两: 一份, 两份, 十二份.
pub(crate) fn counted(number: usize) -> String {
    match number {
        2 => "两".to_owned(),
        number => numeral(number),
    }
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

const TENS: [(usize, &str); 3] = [(1000, "千"), (100, "百"), (10, "十")];

/// A number below 10 000 in Chinese numerals, as headings and articles count: 一, 十, 二十一, 四百七十, 一千零一十九; digits of
/// what is larger.
pub(crate) fn numeral(number: usize) -> String {
    if number >= 10_000 {
        return number.to_string();
    }
    let mut words = String::new();
    let mut rest = number;
    for (ten, word) in TENS {
        let digit = rest / ten;
        rest %= ten;
        match digit {
            // A zero stands for one or several places that are left out before another.
            0 if rest > 0 && words.ends_with(['千', '百']) => words.push_str(DIGITS[0]),
            0 => {}
            1 if words.is_empty() && ten == 10 => words.push_str(word),
            _ => {
                words.push_str(DIGITS[digit]);
                words.push_str(word);
            }
        }
    }
    if rest > 0 || words.is_empty() {
        words.push_str(DIGITS[rest]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numbers_are_counted_as_headings_and_articles_are() {
        for (number, words) in [
            (0, "零"),
            (2, "二"),
            (10, "十"),
            (19, "十九"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (470, "四百七十"),
            (1005, "一千零五"),
            (1019, "一千零一十九"),
            (1260, "一千二百六十"),
            (9999, "九千九百九十九"),
            (10_000, "10000"),
        ] {
            assert_eq!(numeral(number), words);
        }
    }
}
