//! Messages about tables of data and the rows in them.

use super::{Message, Phrase};

pub(crate) use super::tables::*;

// Cells

messages! {
pub(crate) const NOT_A_VALUE: Message = Message {
    code: "not-a-value",
    zh: ["{column}里的内容不能填进一栏", "写一段文字或一个数；多选写成文字的列表，重复的行写成对象的列表"],
    en: [
        "what {column} holds cannot be filled in",
        "write a text or a number; several options as a list of texts, rows as a list of objects",
    ],
};

pub(crate) const CELL_BROKEN: Message = Message {
    code: "cell-broken",
    zh: ["{column}的公式算不出来：{value}", "改好公式，或者直接写上值"],
    en: ["the formula in {column} has no value: {value}", "mend the formula, or write the value"],
};

pub(crate) const FORMULA_EMPTY: Message = Message {
    code: "formula-empty",
    zh: ["{column}是公式，文件里没有存下算好的值", "用 WPS 或 Excel 打开，保存一次再运行；或者复制以后“粘贴为数值”"],
    en: [
        "{column} is a formula whose value is not in the file",
        "open and save it in a spreadsheet program, or paste it as a value",
    ],
};

pub(crate) const NO_DAY: Message = Message {
    code: "no-day",
    zh: ["{column}的格式是日期或时间，存的数“{value}”却不是哪一天", "把格式改成“文本”，写上要印的内容"],
    en: [
        "{column} has the format of a date or time, but its number “{value}” is no day",
        "format it as text and write what is to be printed",
    ],
};

pub(crate) const SHOWN_OTHERWISE: Message = Message {
    code: "shown-otherwise",
    zh: [
        "{column}存的是“{value}”，看到的却是“{shown}”，不知道该印哪一个",
        "重新输入要印的数，或者改单元格格式，让全部数字显示出来",
    ],
    en: [
        "{column} keeps “{value}” but shows “{shown}”",
        "type the number that is to be printed, or change the format so that all of it shows",
    ],
};

pub(crate) const SHOWN_UNCLEARLY: Message = Message {
    code: "shown-unclearly",
    zh: ["{column}存的是“{value}”，格式“{format}”让人看到的是别的样子", "把格式改成“常规”或者“文本”，写上要印的内容"],
    en: [
        "{column} keeps “{value}”, which the format “{format}” shows as something else",
        "set the format to General or Text and write what is to be printed",
    ],
};

pub(crate) const DAY_SHOWN_PARTLY: Message = Message {
    code: "day-shown-partly",
    zh: ["{column}存的是“{value}”，单元格里看到的是“{shown}”，没有“{part}”", "把格式改成 年-月-日，核对以后保存"],
    en: [
        "{column} keeps “{value}” but shows “{shown}”, without its {part}",
        "set the format to year-month-day and compare",
    ],
};

pub(crate) const BECAME_A_DAY: Message = Message {
    code: "became-a-day",
    zh: ["{column}里的内容被电子表格变成了日期“{value}”", "把这一列的格式设为“文本”，再重新输入"],
    en: [
        "the spreadsheet turned what {column} says into the day “{value}”",
        "format the column as text and type it again",
    ],
};

pub(crate) const TIME_ZONE: Message = Message {
    code: "time-zone",
    zh: ["{column}“{value}”带着时区，不知道是哪一天", "只写日期，例如 2026-11-01"],
    en: [
        "{column}: “{value}” has a time zone, and nobody knows which day it is",
        "write the day alone, such as 2026-11-01",
    ],
};

// Values

pub(crate) const DIGITS_LOST: Message = Message {
    code: "digits-lost",
    zh: [
        "{column}“{value}”的数字已经丢了：电子表格只能保住 15 位",
        "把这一列的格式设为“文本”，再重新输入完整的号码；改格式找不回丢掉的数字",
    ],
    en: [
        "{column}: digits of “{value}” are lost, as a spreadsheet keeps only 15",
        "format the column as text and type the whole number again; formatting alone does not bring them back",
    ],
};

pub(crate) const TOO_LONG: Message = Message {
    code: "too-long",
    zh: ["{column}“{value}”有 {count} 个字，最多 {most} 个", "写短一些"],
    en: ["{column}: “{value}” has {count} characters, {most} at most", "make it shorter"],
};

pub(crate) const ONE_LINE: Message = Message {
    code: "one-line",
    zh: ["{column}只有一行，“{value}”里有换行", "去掉换行"],
    en: ["{column} has one line, but “{value}” has several", "remove the line breaks"],
};

pub(crate) const NOT_A_NUMBER: Message = Message {
    code: "not-a-number",
    zh: ["{column}“{value}”不是数", "只写数字，例如 {example}"],
    en: ["{column}: “{value}” is not a number", "write digits only, such as {example}"],
};

pub(crate) const NOT_WHOLE: Message = Message {
    code: "not-whole",
    zh: ["{column}“{value}”不是整数", "写整数，例如 3"],
    en: ["{column}: “{value}” is not a whole number", "write a whole number, such as 3"],
};

pub(crate) const NOT_A_DATE: Message = Message {
    code: "not-a-date",
    zh: ["{column}“{value}”不是日期", "按 年-月-日 写，例如 2026-11-01 或 2026年11月1日"],
    en: ["{column}: “{value}” is not a date", "write year-month-day, such as 2026-11-01 or 2026年11月1日"],
};

pub(crate) const NOT_A_MONTH: Message = Message {
    code: "not-a-month",
    zh: ["{column}“{value}”不是年月", "按 年-月 写，例如 1988-05 或 1988年5月"],
    en: ["{column}: “{value}” is not a month", "write year-month, such as 1988-05 or 1988年5月"],
};

pub(crate) const NOT_A_TIME: Message = Message {
    code: "not-a-time",
    zh: ["{column}“{value}”不是时间", "按 时:分 写，一天 24 小时，例如 08:30 或 14:05"],
    en: ["{column}: “{value}” is not a time of day", "write hour:minute in 24 hours, such as 08:30 or 14:05"],
};

pub(crate) const NOT_A_PHONE: Message = Message {
    code: "not-a-phone",
    zh: ["{column}“{value}”不是电话号码", "手机写 11 位，固定电话写区号和号码，例如 027-12345678；两个号码用“、”隔开"],
    en: [
        "{column}: “{value}” is not a telephone number",
        "a mobile has 11 digits, a landline area code and number, such as 027-12345678; put 、 between two",
    ],
};

pub(crate) const NOT_AN_EMAIL: Message = Message {
    code: "not-an-email",
    zh: ["{column}“{value}”不是电子邮箱", "只写一个完整的邮箱，例如 name@example.cn"],
    en: ["{column}: “{value}” is not an e-mail address", "write one whole address, such as name@example.cn"],
};

pub(crate) const NOT_A_URL: Message = Message {
    code: "not-a-url",
    zh: ["{column}“{value}”不是网址", "写完整的网址，例如 https://www.example.cn"],
    en: ["{column}: “{value}” is not an address on the web", "write the whole address, such as https://www.example.cn"],
};

pub(crate) const ID_LENGTH: Message = Message {
    code: "id-length",
    zh: ["{column}“{value}”有 {count} 位，应当是 18 位", "照身份证核对，最后一位可以是 X"],
    en: [
        "{column}: “{value}” has {count} places, not 18",
        "compare it with the identity card; the last place may be X",
    ],
};

pub(crate) const ID_CHARACTERS: Message = Message {
    code: "id-characters",
    zh: ["{column}“{value}”里有不是数字的字", "前 17 位都是数字，只有第 18 位可以是 X"],
    en: ["{column}: “{value}” holds what is no digit", "the first 17 places are digits; only the last may be X"],
};

pub(crate) const ID_BIRTH: Message = Message {
    code: "id-birth",
    zh: ["{column}“{value}”的第 7 到 14 位“{birth}”不是日期", "照身份证核对"],
    en: ["{column}: places 7 to 14 of “{value}”, “{birth}”, are no date", "compare it with the identity card"],
};

pub(crate) const ID_CHECK: Message = Message {
    code: "id-check",
    zh: ["{column}“{value}”有一位写错了：照前 17 位算，最后一位应当是 {digit}（GB 11643）", "照身份证逐位核对"],
    en: [
        "{column}: a place of “{value}” is wrong: after the first 17 the last would be {digit} (GB 11643)",
        "compare it with the identity card, place by place",
    ],
};

pub(crate) const CERTIFICATE: Message = Message {
    code: "certificate",
    zh: [
        "{column}“{value}”不是残疾人证号",
        "照残疾人证写：18 位身份证号、1 位类别（1—7）、1 位等级（1—4），补发的再加字母和次数；最多 {boxes} 位",
    ],
    en: [
        "{column}: “{value}” is not the number of a disability certificate",
        "copy it from the certificate: the identity number, kind (1–7), grade (1–4), for a reissue a letter and number; {boxes} places at most",
    ],
};

pub(crate) const NOT_A_SERIAL: Message = Message {
    code: "not-a-serial",
    zh: ["{column}“{value}”不是这种编号", "按“{pattern}”写，每个 _ 是一位数字或字母"],
    en: ["{column}: “{value}” is not such a number", "write it as “{pattern}”, a digit or letter for each _"],
};

pub(crate) const NOT_OFFERED: Message = Message {
    code: "not-offered",
    zh: ["{column}没有“{value}”这个选项", "写选项的字或代码：{options}"],
    en: ["{column} has no option “{value}”", "write an option's label or code: {options}"],
};

pub(crate) const ONLY_ONE: Message = Message {
    code: "only-one",
    zh: ["{column}只能选一项，“{value}”是 {count} 项", "留一项"],
    en: ["{column} takes one option, “{value}” are {count}", "keep one"],
};

pub(crate) const OTHER_NOT_CHOSEN: Message = Message {
    code: "other-not-chosen",
    zh: ["填了{column}“{value}”，但没有选“{option}”", "在“{of}”里选上“{option}”，或者删掉这个内容"],
    en: ["{column} says “{value}” but “{option}” is not chosen", "choose “{option}” in “{of}”, or remove the text"],
};

// Rules

pub(crate) const NOT_ANSWERED: Message = Message {
    code: "not-answered",
    zh: ["{column}必须填，却空着", "补上；要先印出来再手写，用 --partial"],
    en: ["{column} is required but empty", "fill it in; to print now and write by hand later, use --partial"],
};

pub(crate) const NOT_ASKED: Message = Message {
    code: "not-asked",
    zh: ["{column}不该填，却写了“{value}”：{condition}", "删掉这个内容，或者改正前面的答案"],
    en: ["{column} is not asked here but says “{value}” ({condition})", "remove it, or mend the answer it depends on"],
};

pub(crate) const RULE_BROKEN: Message = Message {
    code: "rule-broken",
    zh: ["{column}“{value}”不合规则：{rule}", "改正这个值，或者改正和它比的那一栏"],
    en: ["{column}: “{value}” breaks the rule: {rule}", "mend the value, or the one it is compared with"],
};

pub(crate) const RULE_BROKEN_TODAY: Message = Message {
    code: "rule-broken-today",
    zh: ["{column}“{value}”不合规则：{rule}", "改正这个值；填表当天按 {today} 算，要按别的日子算，用 --as-of"],
    en: [
        "{column}: “{value}” breaks the rule: {rule}",
        "mend the value; today counts as {today}, --as-of names another day",
    ],
};

pub(crate) const BORN_LATER: Message = Message {
    code: "born-later",
    zh: ["{column}里的出生日期“{birth}”在以后：填表当天按 {today} 算", "照身份证核对"],
    en: [
        "{column}: the day of birth “{birth}” is after {today}, which counts as today",
        "compare it with the identity card",
    ],
};

pub(crate) const OTHER_PERSON: Message = Message {
    code: "other-person",
    zh: ["{column}“{value}”的前 18 位和{of}“{number}”不一样", "照身份证和残疾人证核对，改正写错的一个"],
    en: [
        "{column}: the first 18 places of “{value}” are not {of}, “{number}”",
        "compare both with the cards and mend the one that is wrong",
    ],
};

pub(crate) const NUMBER_SAYS_OTHERWISE: Message = Message {
    code: "number-says-otherwise",
    zh: ["{column}“{value}”和{number}对不上：照号码应当是“{says}”", "照证件核对，改正写错的一个"],
    en: [
        "{column}: “{value}”, but after {number} it is “{says}”",
        "compare with the card and mend the one that is wrong",
    ],
};

// Rows among each other

pub(crate) const SERIAL_TWICE: Message = Message {
    code: "serial-twice",
    zh: ["{column}“{value}”在第 {rows} 行都有，一个编号只能给一份表", "核对以后改成各自的编号；这几行都没有印"],
    en: [
        "{column} “{value}” stands in rows {rows}; a number belongs to one sheet",
        "give each its own; none of these rows is printed",
    ],
};

pub(crate) const PERSON_TWICE: Message = Message {
    code: "person-twice",
    zh: ["第 {rows} 行是同一个人（{column}“{value}”）", "一个人填几次的不用改；重复了的，删掉一行"],
    en: [
        "rows {rows} are one person ({column} “{value}”)",
        "right if somebody fills it in several times; else remove one",
    ],
    level: Warning,
};

pub(crate) const ROW_TWICE: Message = Message {
    code: "row-twice",
    zh: ["第 {rows} 行的内容完全一样", "多余的删掉；确实要印几份的不用改"],
    en: ["rows {rows} are the same in everything", "remove what is too much; leave it if several copies are wanted"],
    level: Warning,
};

pub(crate) const SIGNS_CLEANED: Message = Message {
    code: "signs-cleaned",
    zh: [
        "{column}里有看不见的或者不规范的字符（{signs}），已经去掉或者换成平常的字：第 {rows} 行",
        "不用改；不放心的，看看印出来的字",
    ],
    en: [
        "{column} held characters that nobody sees or means ({signs}); they were removed or replaced: rows {rows}",
        "nothing needs doing; look at the print if in doubt",
    ],
    level: Warning,
};

pub(crate) const LINES_JOINED: Message = Message {
    code: "lines-joined",
    zh: ["{column}只有一行，格子里的换行去掉了：第 {rows} 行", "不用改；不放心的，看看印出来的字"],
    en: ["{column} has one line; line breaks in its cells were removed: rows {rows}", "look at the print if in doubt"],
    level: Warning,
};

// The sheet

pub(crate) const TOO_MUCH: Message = Message {
    code: "too-much",
    zh: ["{column}有 {count} 个字，续页上一项最多印 {most} 个", "写短一些"],
    en: ["{column} has {count} characters; a continuation sheet takes {most} of an answer at most", "make it shorter"],
};

pub(crate) const NO_PLACE: Message = Message {
    code: "no-place",
    zh: ["{column}“{value}”在表上没有地方填：这个表格的行不够", "把多出来的行另填一份"],
    en: [
        "{column}: the sheet has no place for “{value}”, as the table has too few rows",
        "put the rows that are left into another copy",
    ],
};

pub(crate) const UNPRINTABLE: Message = Message {
    code: "unprintable",
    zh: ["{column}里的“{character}”（{code}）字体里没有，印不出来", "核对是不是输错了；确有这个字的，这份表请手写"],
    en: [
        "{column}: the font has no glyph for “{character}” ({code})",
        "see whether it was mistyped; if it is right, fill in this sheet by hand",
    ],
};
}

/// What the sheet of explanations says of a column.
pub(crate) mod explain {
    use super::Phrase;

    pub(crate) const SHEET: Phrase = Phrase::new("说明", "说明");
    pub(crate) const DATA: Phrase = Phrase::new("数据", "数据");
    /// A row that begins so is not data.
    pub(crate) const MARK: &str = "说明：";
    pub(crate) const HEADINGS: [&str; 4] = ["栏名", "必填", "可以填什么", "什么时候填"];
    pub(crate) const LINES: &str = "文字，可以分行";
    pub(crate) const INTEGER: &str = "整数";
    pub(crate) const DECIMAL: &str = "数，可以有小数";
    pub(crate) const UNIT: &str = "，单位{unit}，不用写";
    pub(crate) const ONE: &str = "选一项：{options}";
    pub(crate) const MANY: &str = "可以选几项，用“、”隔开：{options}";
    pub(crate) const OTHER: &str = "选“{option}”时写是什么";
}
