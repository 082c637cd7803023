//! What is said of a kind of field: its name, the keys it takes, and its shape, by which loader, outputs and
//! documents do what they do.

use super::format::{DateFormat, LineFormat};

/// A kind of field as the YAML names it.
#[derive(Debug)]
pub struct KindRow {
    /// The word behind `type:`.
    pub name: &'static str,
    /// Its nearest XLSForm type.
    pub xlsform: &'static str,
    /// The keys it takes beside those every field takes.
    pub keys: &'static [Key],
    pub shape: Shape,
    pub zh: &'static str,
    pub en: &'static str,
}

/// The shape of a field: what the loader makes of it, and what outputs draw. Kinds of one shape differ by their
/// descriptions alone.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One line, written after a format.
    Line(&'static LineFormat),
    /// Several lines.
    Area,
    Number {
        decimal: bool,
    },
    /// Figures, each with its word behind it: 年 月 日.
    Date(&'static DateFormat),
    /// The number of a disability certificate, which other questions say the same of.
    Certificate(&'static LineFormat),
    Select {
        many: bool,
    },
    /// The number of a sheet of another form.
    Reference,
    Matrix,
    Repeat,
    Photo,
    Signatures,
    Note,
    Clauses,
    Consent,
}

impl Shape {
    /// The keys of every field that say something of an answer, where there is none to say it of.
    pub fn without(self) -> &'static [&'static str] {
        match self {
            Shape::Repeat | Shape::Photo => &["constraint"],
            Shape::Signatures | Shape::Note | Shape::Clauses | Shape::Consent => &["required", "constraint"],
            _ => &[],
        }
    }

    /// Can it be a column of a table or a blank in a sentence?
    pub fn is_simple(self) -> bool {
        match self {
            Shape::Line(_)
            | Shape::Area
            | Shape::Number { .. }
            | Shape::Date(_)
            | Shape::Certificate(_)
            | Shape::Select { .. }
            | Shape::Reference => true,
            Shape::Matrix
            | Shape::Repeat
            | Shape::Photo
            | Shape::Signatures
            | Shape::Note
            | Shape::Clauses
            | Shape::Consent => false,
        }
    }
}

/// A key of a map in the YAML.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub value: KeyValue,
}

/// What stands behind a key.
#[derive(Debug)]
pub enum KeyValue {
    Boolean,
    /// A whole number within these limits.
    Whole {
        least: u32,
        most: u32,
    },
    /// A length on the sheet in millimetres.
    Length,
    /// Width and height in millimetres.
    Size,
    String,
    /// In Chinese, with English perhaps.
    Text,
    /// Text with `${name}`s in it.
    Prose,
    Expression,
    /// A name of a kind of field.
    Kind,
    Name,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One string or several.
    Strings,
    /// Fields that one control answers.
    Fields,
    List(&'static KeyValue),
    Map(&'static [Key]),
}

impl Key {
    pub const fn required(name: &'static str, value: KeyValue) -> Key {
        Key { name, required: true, value }
    }

    pub const fn optional(name: &'static str, value: KeyValue) -> Key {
        Key { name, required: false, value }
    }
}
