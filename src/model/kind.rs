//! What kinds of field there are, and the keys each one takes in the YAML.
//!
//! [`KINDS`] is the table a new kind is added to; [`Kind`] is what the loader makes of a row.
//! What a person fills in is not decided here but by [`super::control`], of which there are few.

use super::form::Field;
use super::name::Name;
use super::prose::{Prose, Text};
use crate::source::Spanned;
use crate::units::Mm;

/// A field's kind with what only that kind has.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Asked with one control.
    Question(Question),
    /// Rows times the options of a list, with room for a note beside each row.
    Matrix {
        list: Spanned<Name>,
        rows: Vec<MatrixRow>,
        note: Option<Column>,
    },
    /// A table with rows to write in, first those that are named, then blank ones; its header is
    /// repeated on each page.
    Repeat {
        columns: Vec<Field>,
        rows: Vec<MatrixRow>,
        blank_rows: u32,
        row_height: Option<Mm>,
    },
    /// A place for a photograph of the given size.
    Photo {
        width: Mm,
        height: Mm,
    },
    Signatures {
        parties: Vec<Party>,
    },
    /// Static text; the field's label is what it says (XLSForm: `note`).
    Note {
        text: Prose,
    },
    /// Numbered articles with blanks inside the sentence.
    Clauses {
        clauses: Vec<Clause>,
    },
    /// Notice and separate consent for personal information (个人信息保护法 17, 23, 29, 30).
    Consent(Box<Consent>),
}

/// A question that one control answers; it may stand on the grid, in a table's column or in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// One line of text; `length` in characters where it is limited.
    Text {
        length: Option<u32>,
    },
    /// Several lines; `rows` of writing room on paper.
    Multiline {
        rows: u32,
    },
    Integer {
        unit: Option<String>,
    },
    Decimal {
        unit: Option<String>,
    },
    /// 年 月 日
    Date,
    /// 年 月
    Month,
    Phone,
    /// A citizen's identity number of 18 places, the last a check digit, `X` allowed (GB 11643-1999).
    IdNumber,
    /// A disability certificate's number: the 18 of the identity number, kind, grade, and room for a
    /// reissue suffix up to `boxes` places.
    CertificateNumber {
        boxes: u32,
        /// The questions that say the same of the person: identity number, kind and grade.
        of: Option<Spanned<Name>>,
        kind: Option<Spanned<Name>>,
        grade: Option<Spanned<Name>>,
    },
    SelectOne {
        list: Spanned<Name>,
    },
    SelectMultiple {
        list: Spanned<Name>,
    },
    /// The number of a sheet of another form.
    Reference {
        form: Spanned<Name>,
    },
}

/// A row of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    pub name: Spanned<Name>,
    pub label: Text,
    pub source: Vec<Spanned<String>>,
    /// The law the row rests on, printed in the guide.
    pub basis: Option<String>,
    pub inferred: Option<String>,
}

/// A heading and a width in columns of the grid of 24.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub label: Text,
    pub width: u32,
}

/// Someone who signs.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    pub name: Spanned<Name>,
    pub label: Text,
    /// In the order they are printed; any one of them binds (民法典 490).
    pub modes: Vec<Mode>,
    pub date: bool,
    pub hint: Option<Prose>,
}

/// How a party signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 签名
    Sign,
    /// 公章
    Seal,
    /// 手印
    Fingerprint,
}

impl Mode {
    pub const ALL: [(&'static str, Mode); 3] =
        [("sign", Mode::Sign), ("seal", Mode::Seal), ("fingerprint", Mode::Fingerprint)];
}

/// One article of an agreement. Its number runs on through the whole form.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    pub name: Spanned<Name>,
    pub title: Option<Text>,
    pub text: Prose,
    /// What stands below the article, numbered （一）（二）….
    pub points: Vec<Prose>,
    /// The fields that `${name}` in text and points stands for.
    pub blanks: Vec<Field>,
    /// Laws whose demand on the agreement this article meets.
    pub covers: Vec<Spanned<String>>,
    pub source: Vec<Spanned<String>>,
    pub inferred: Option<String>,
}

/// The five things a person must be told, and what they agree to.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    pub purpose: Prose,
    pub method: Prose,
    /// Why sensitive information is needed (个人信息保护法 30).
    pub necessity: Prose,
    /// What it means for the person (个人信息保护法 30).
    pub impact: Prose,
    pub retention: Prose,
    pub rights: Prose,
    /// To whom it is passed on; not empty means a separate consent (个人信息保护法 23).
    pub share_with: Vec<String>,
}

impl Kind {
    /// Can it be a column of a table or a blank in a sentence?
    pub fn is_simple(&self) -> bool {
        match self {
            Kind::Question(_) => true,
            Kind::Matrix { .. }
            | Kind::Repeat { .. }
            | Kind::Photo { .. }
            | Kind::Signatures { .. }
            | Kind::Note { .. }
            | Kind::Clauses { .. }
            | Kind::Consent(_) => false,
        }
    }

    /// Does it stand in a cell of the grid, beside others?
    pub fn stands_on_grid(&self) -> bool {
        match self {
            Kind::Question(_) | Kind::Photo { .. } | Kind::Note { .. } => true,
            Kind::Matrix { .. }
            | Kind::Repeat { .. }
            | Kind::Signatures { .. }
            | Kind::Consent(_)
            | Kind::Clauses { .. } => false,
        }
    }

    /// Is it asked and answered, so that it bears a number? Texts, articles, consents and signatures
    /// stand for themselves.
    pub fn is_item(&self) -> bool {
        match self {
            Kind::Question(_) | Kind::Matrix { .. } | Kind::Repeat { .. } | Kind::Photo { .. } => true,
            Kind::Signatures { .. } | Kind::Note { .. } | Kind::Clauses { .. } | Kind::Consent(_) => false,
        }
    }
}

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
    "constraint",
    "constraint_message",
    "privacy",
    "autocomplete",
    "source",
    "inferred",
    "label_width",
    "width",
    "row_span",
];
