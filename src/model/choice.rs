//! Option lists that fields share (`forms/choices.yaml`).

use super::name::Name;
use super::prose::LocalizedText;
use crate::source::{Span, Spanned};

/// All option lists of the programme, in file order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices(pub Vec<ChoiceList>);

/// An option list, which fields name with `list:`.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct ChoiceList {
    pub name: Spanned<Name>,
    /// The national standard the codes are of, such as `GB/T 2261.1-2003`.
    pub(crate) standard: Option<String>,
    /// The section the options are taken from.
    pub(crate) source: Vec<Spanned<String>>,
    /// Why the list holds what the source does not say.
    pub(crate) inferred: Option<String>,
    pub choices: Vec<Choice>,
}

/// One option of a list.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Choice {
    /// The stored value, which for a list with a standard is the standard's code (XLSForm: `name`).
    pub name: Spanned<String>,
    pub label: LocalizedText,
    /// Other texts that tables may contain for it, besides label and value: 肢体残疾 for 肢体. No output prints them.
    pub(crate) also: Vec<String>,
    /// Followed by a blank to write in: 其他＿＿.
    pub(crate) other: bool,
}

impl Choices {
    pub fn get(&self, name: &Name) -> Option<&ChoiceList> {
        self.0.iter().find(|list| list.name.value == *name)
    }
}

impl ChoiceList {
    pub(crate) fn choice(&self, name: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name.value == name)
    }

    pub(crate) fn span(&self) -> Span {
        self.name.span
    }
}
