//! The description of a kind of field: name, keys and shape. Loader, outputs and manuals read it.

use super::format::{DateFormat, LineFormat};

/// A kind of field, as `type` in YAML names it.
#[derive(Debug)]
pub struct KindDescription {
    /// The word behind `type:`.
    pub name: &'static str,
    /// Its nearest XLSForm type.
    pub(crate) xlsform: &'static str,
    /// The keys it takes beside those every field takes.
    pub keys: &'static [KeyDescription],
    pub shape: FieldShape,
    pub zh: &'static str,
    pub(crate) en: &'static str,
}

/// The shape of a field: what the loader makes and outputs draw. Kinds with one shape differ only by their
/// descriptions.
#[derive(Clone, Copy, Debug)]
pub enum FieldShape {
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

impl FieldShape {
    /// The keys of every field that say something of an answer, where there is none to say it of.
    pub(crate) fn excluded_keys(self) -> &'static [&'static str] {
        match self {
            FieldShape::Repeat | FieldShape::Photo => &["constraint"],
            FieldShape::Signatures | FieldShape::Note | FieldShape::Clauses | FieldShape::Consent => {
                &["required", "constraint"]
            }
            _ => &[],
        }
    }

    /// Can it be a column of a table or a blank in a sentence?
    pub fn is_simple(self) -> bool {
        match self {
            FieldShape::Line(_)
            | FieldShape::Area
            | FieldShape::Number { .. }
            | FieldShape::Date(_)
            | FieldShape::Certificate(_)
            | FieldShape::Select { .. }
            | FieldShape::Reference => true,
            FieldShape::Matrix
            | FieldShape::Repeat
            | FieldShape::Photo
            | FieldShape::Signatures
            | FieldShape::Note
            | FieldShape::Clauses
            | FieldShape::Consent => false,
        }
    }
}

/// A key of a YAML map, with the type of its value.
#[derive(Debug)]
pub struct KeyDescription {
    pub name: &'static str,
    pub required: bool,
    pub(crate) value: KeyValueType,
}

/// The type of the value of a key.
#[derive(Debug)]
pub(crate) enum KeyValueType {
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
    List(&'static KeyValueType),
    Map(&'static [KeyDescription]),
}

impl KeyDescription {
    pub(crate) const fn required(name: &'static str, value: KeyValueType) -> KeyDescription {
        KeyDescription { name, required: true, value }
    }

    pub(crate) const fn optional(name: &'static str, value: KeyValueType) -> KeyDescription {
        KeyDescription { name, required: false, value }
    }
}
