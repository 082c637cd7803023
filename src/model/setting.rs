//! A setting: a value of a form that the programme leaves to offices, and the values it may have.

use super::field::Constraint;
use super::name::Name;
use crate::source::Spanned;

/// A value that the programme may leave open; texts insert it as `${name}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    pub name: Spanned<Name>,
    pub(crate) label: String,
    pub(crate) value_type: SettingType,
    /// What stands for it: the written default, or what an office decided. `None` is printed as a blank.
    pub value: Option<String>,
    pub(crate) unit: Option<String>,
    /// What the value must satisfy; it reads the value alone.
    pub(crate) constraint: Option<Constraint>,
    /// The fact that value and unit are taken from, where the programme has decided it; no office decides it.
    pub fact: Option<Spanned<String>>,
    pub(crate) source: Vec<Spanned<String>>,
    /// Why nobody has decided it yet; `check` lists it.
    pub(crate) undecided: Option<Spanned<String>>,
    /// Is it the programme's alone, so that no office decides it?
    pub(crate) readonly: bool,
    /// Did an office decide the value?
    pub of_office: bool,
}

/// The type of the value of a setting (`type` in YAML).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SettingType {
    Text,
    Integer,
    Decimal,
}

impl SettingType {
    pub(crate) const ALL: [(&'static str, SettingType); 3] =
        [("text", SettingType::Text), ("integer", SettingType::Integer), ("decimal", SettingType::Decimal)];
}

impl Setting {
    /// The value with its unit behind it; `None` where nothing is decided.
    pub fn with_unit(&self) -> Option<String> {
        let value = self.value.as_ref().filter(|value| !value.is_empty())?;
        Some(format!("{value}{}", self.unit.as_deref().unwrap_or_default()))
    }

    /// The constraint in the author's words: what is said where it is broken, or the expression.
    pub(crate) fn rule(&self) -> &str {
        match &self.constraint {
            Some(Constraint { message: Some(message), .. }) => message.zh.trim_end_matches('。'),
            Some(constraint) => &constraint.expression.text,
            None => "",
        }
    }
}
