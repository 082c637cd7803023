//! Accessible labels: the texts that a screen reader speaks at a field, for users who move from field to field.
//!
//! The label comes first, then the obligation, then condition, hint and rule, so that users who know the form need not listen to
//! the end. Remarks on a whole date, choice, row or section are spoken at the first of its fields.

use super::document::{FieldBox, FieldBoxKind};
use super::layout_context::LayoutContext;
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::fixed_text;
use crate::model::issued::{IssuedConsent, IssuedItem, IssuedKind, IssuedSection, Obligation};
use crate::units::Rect;

/// The accessible label of an answer: its name and the texts that a screen reader speaks at its fields.
#[derive(Clone, Debug)]
pub(crate) struct AccessibleLabel {
    pub(crate) name: AnswerName,
    /// Item number and label; in a row, behind the label of the row.
    label: String,
    unit: String,
    obligation: Option<Obligation>,
    /// Condition, hint and rule.
    remarks: Vec<String>,
    numeric: bool,
}

impl AccessibleLabel {
    /// A label without unit, obligation and remarks.
    pub(crate) fn plain(name: AnswerName, label: impl Into<String>) -> AccessibleLabel {
        let (label, unit, remarks) = (label.into(), String::new(), Vec::new());
        AccessibleLabel { name, label, unit, obligation: None, remarks, numeric: false }
    }

    /// The label of an item; `name` is the answer name, which in a table differs by row.
    pub(crate) fn of_item(item: &IssuedItem, name: AnswerName) -> AccessibleLabel {
        let unit = match item.kind.control() {
            Some(Control::Number { unit: Some(unit), .. }) => unit.to_owned(),
            _ => String::new(),
        };
        AccessibleLabel {
            name,
            label: numbered_label(item),
            unit,
            obligation: item.obligation,
            remarks: remarks(item),
            numeric: is_numeric(&item.kind),
        }
    }

    /// The same label with another answer name.
    pub(crate) fn with_name(&self, name: AnswerName) -> AccessibleLabel {
        AccessibleLabel { name, ..self.clone() }
    }

    /// The same label behind the label of a row.
    pub(crate) fn in_row(self, row: &str) -> AccessibleLabel {
        AccessibleLabel { label: [row, &self.label].join(fixed_text::COMMA), ..self }
    }

    /// The same label with the label of a part behind it.
    pub(crate) fn with_part(self, part: &str) -> AccessibleLabel {
        AccessibleLabel { label: [&self.label, part].join(fixed_text::COMMA), ..self }
    }

    /// The same label with further remarks.
    pub(crate) fn with_remarks(mut self, remarks: Vec<String>) -> AccessibleLabel {
        self.remarks.extend(remarks);
        self
    }

    /// The same label without obligation and remarks, for an optional field below the answer.
    pub(crate) fn optional(self) -> AccessibleLabel {
        AccessibleLabel { obligation: None, remarks: Vec::new(), ..self }
    }

    /// The same label without remarks, for a further field of the answer.
    pub(crate) fn continued(self) -> AccessibleLabel {
        AccessibleLabel { remarks: Vec::new(), ..self }
    }

    /// The label of all fields of the answer together.
    pub(crate) fn group_label(&self) -> String {
        self.tooltip("")
    }

    /// The tooltip: label and part, unit, obligation, then the remarks.
    fn tooltip(&self, part: &str) -> String {
        let obligation = self.obligation.map_or("", Obligation::words);
        let parts = [&self.label, part, &self.unit, obligation];
        let all =
            parts.into_iter().chain(self.remarks.iter().map(|remark| remark.trim_end_matches(fixed_text::FULL_STOP)));
        all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(fixed_text::COMMA)
    }

    /// A field whose rectangle is not yet known. `part` is the label of a part of the answer. The radio buttons and checkboxes
    /// of a choice have the option as their tooltip, and all together the question as their group label.
    pub(crate) fn field_box(&self, part: &str, kind: FieldBoxKind, context: &LayoutContext) -> FieldBox {
        let is_option = matches!(kind, FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. });
        let option_tooltip = || [self.label.as_str(), part].join(fixed_text::COMMA);
        FieldBox {
            name: self.name.clone(),
            tooltip: if is_option { option_tooltip() } else { self.tooltip(part) },
            group_label: is_option.then(|| self.group_label()),
            rect: Rect::default(),
            size: context.style.text,
            required: self.obligation == Some(Obligation::Always),
            kind,
            numeric: self.numeric,
            in_line: false,
            value: None,
        }
    }
}

impl LayoutContext<'_> {
    /// The label of an item of the form, with the remarks of its section if the item has the first field there.
    pub(crate) fn accessible_label(&self, item: &IssuedItem) -> AccessibleLabel {
        AccessibleLabel::of_item(item, AnswerName::field(&item.name.value)).with_remarks(self.section_remarks(item))
    }

    /// The remarks on an item as a whole, for the first of its fields.
    pub(crate) fn item_remarks(&self, item: &IssuedItem) -> Vec<String> {
        let obligation = item.obligation.map(|obligation| obligation.words().to_owned());
        obligation.into_iter().chain(remarks(item)).chain(self.section_remarks(item)).collect()
    }

    /// The remarks of the section in which the item has the first field; empty for other items.
    pub(crate) fn section_remarks(&self, item: &IssuedItem) -> Vec<String> {
        let is_first = |section: &&IssuedSection| {
            let first = section.items.iter().find(|item| has_fields(&item.kind));
            first.is_some_and(|first| first.name == item.name)
        };
        let section = self.form.sections.iter().find(is_first);
        let remarks = section.into_iter().flat_map(|section| {
            let condition = section.condition.as_ref().map(|condition| fixed_text::of_section(&condition.words));
            condition.into_iter().chain(section.hint.as_ref().map(|hint| hint.words("")))
        });
        remarks.collect()
    }
}

/// The item number and label, such as 8 就业形式.
pub(crate) fn numbered_label(item: &IssuedItem) -> String {
    let number = item.number.map(|number| format!("{number} ")).unwrap_or_default();
    format!("{number}{}", item.label.zh)
}

/// The condition, hint and rule of an item.
fn remarks(item: &IssuedItem) -> Vec<String> {
    let condition = item.condition.as_ref().map(|condition| condition.words.clone());
    let hint = item.hint.as_ref().map(|hint| hint.words(""));
    condition.into_iter().chain(hint).chain(item.rule_words().map(str::to_owned)).collect()
}

/// Returns whether an item of this kind has any field.
fn has_fields(kind: &IssuedKind) -> bool {
    match kind {
        IssuedKind::Photo { .. } | IssuedKind::Note { .. } => false,
        IssuedKind::Signatures { parties } => parties.iter().any(|party| party.date),
        IssuedKind::Clauses { articles } => articles.iter().any(|article| !article.blanks.is_empty()),
        IssuedKind::Consent(IssuedConsent { .. })
        | IssuedKind::Question(_)
        | IssuedKind::Matrix { .. }
        | IssuedKind::Repeat { .. } => true,
    }
}

/// Returns whether the answer is written in digits.
fn is_numeric(kind: &IssuedKind) -> bool {
    match kind.control() {
        Some(Control::Line { format, .. }) => format.is_latin,
        Some(Control::Number { .. } | Control::Date(_)) => true,
        Some(Control::Area { .. } | Control::Ticks { .. }) | None => false,
    }
}
