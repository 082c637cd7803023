//! The table of field kinds: the name of each in the YAML, its XLSForm type and the keys it takes.
//!
//! [`KINDS`] is the table a new kind is added to; [`super::field::Kind`] is what the loader makes of a row.

/// A row of the table of kinds: its name in the YAML, its nearest XLSForm type, the keys it takes
/// beside those every field takes, and what it is.
#[derive(Debug)]
pub struct KindRow {
    pub name: &'static str,
    pub xlsform: &'static str,
    /// `(key, is it required)`
    pub keys: &'static [(&'static str, bool)],
    pub zh: &'static str,
    pub en: &'static str,
}

/// Every field kind.
pub const KINDS: &[KindRow] = &[
    KindRow { name: "text", xlsform: "text", keys: &[("length", false)], zh: "一行文字", en: "one line of text" },
    KindRow {
        name: "multiline",
        xlsform: "text",
        keys: &[("rows", false)],
        zh: "多行文字",
        en: "several lines of text",
    },
    KindRow { name: "integer", xlsform: "integer", keys: &[("unit", false)], zh: "整数", en: "a whole number" },
    KindRow { name: "decimal", xlsform: "decimal", keys: &[("unit", false)], zh: "小数", en: "a decimal number" },
    KindRow { name: "date", xlsform: "date", keys: &[], zh: "年月日", en: "a date" },
    KindRow { name: "month", xlsform: "date", keys: &[], zh: "年月", en: "a year and month" },
    KindRow { name: "phone", xlsform: "text", keys: &[], zh: "电话号码", en: "a telephone number" },
    KindRow {
        name: "id_number", xlsform: "text", keys: &[], zh: "公民身份号码", en: "a citizen's identity number"
    },
    KindRow {
        name: "certificate_number",
        xlsform: "text",
        keys: &[("boxes", false), ("of", false), ("kind", false), ("grade", false)],
        zh: "残疾人证号",
        en: "a disability certificate's number",
    },
    KindRow { name: "select_one", xlsform: "select_one", keys: &[("list", true)], zh: "单选", en: "one of a list" },
    KindRow {
        name: "select_multiple",
        xlsform: "select_multiple",
        keys: &[("list", true)],
        zh: "多选",
        en: "any of a list",
    },
    KindRow {
        name: "matrix",
        xlsform: "begin_group",
        keys: &[("list", true), ("rows", true), ("note", false)],
        zh: "逐行选择的表格",
        en: "a choice in each row of a table",
    },
    KindRow {
        name: "repeat",
        xlsform: "begin_repeat",
        keys: &[("columns", true), ("blank_rows", false), ("rows", false), ("row_height", false)],
        zh: "可重复的行",
        en: "rows to repeat",
    },
    KindRow { name: "photo", xlsform: "image", keys: &[("size", false)], zh: "照片", en: "a photograph" },
    KindRow {
        name: "signatures",
        xlsform: "image",
        keys: &[("parties", true)],
        zh: "签章",
        en: "signatures and seals",
    },
    KindRow { name: "note", xlsform: "note", keys: &[], zh: "说明文字", en: "static text" },
    KindRow {
        name: "clauses",
        xlsform: "begin_group",
        keys: &[("clauses", true)],
        zh: "带填空的条款",
        en: "articles with blanks",
    },
    KindRow {
        name: "reference",
        xlsform: "text",
        keys: &[("form", true)],
        zh: "另一张表的编号",
        en: "the number of another form's sheet",
    },
    KindRow {
        name: "consent",
        xlsform: "acknowledge",
        keys: &[
            ("purpose", true),
            ("method", true),
            ("necessity", true),
            ("impact", true),
            ("retention", true),
            ("rights", true),
            ("share_with", false),
        ],
        zh: "个人信息告知和单独同意",
        en: "notice and separate consent for personal information",
    },
];

/// Keys that every field takes. `label` and `type` and `name` are required.
pub const FIELD_KEYS: &[&str] = &[
    "name",
    "type",
    "label",
    "hint",
    "required",
    "relevant",
    "relevant_text",
    "constraint",
    "constraint_text",
    "constraint_message",
    "privacy",
    "autocomplete",
    "source",
    "inferred",
    "label_width",
    "width",
    "row_span",
];
