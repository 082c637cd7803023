//! What a place to fill in is called and what is said of it, for those who go from place to place and hear no more than that.
//!
//! Labels come first, then whether it must be answered, then condition, hint and rule: who knows the form need not listen to
//! the end. What is said of a part of a date, a tick, a row or a section as a whole is said at the first of its places.

use super::document::{FieldBox, FieldBoxKind};
use super::layout_context::LayoutContext;
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::fixed_text;
use crate::model::issued::{IssuedConsent, IssuedItem, IssuedKind, IssuedSection, Obligation};
use crate::units::Rect;

/// An answer's name, and what is heard where it is written.
#[derive(Clone, Debug)]
pub(crate) struct AccessibleLabel {
    pub(crate) name: AnswerName,
    /// Item number and label, in a row behind what the row is called.
    label: String,
    unit: String,
    obligation: Option<Obligation>,
    /// Condition, hint and rule.
    remarks: Vec<String>,
    numeric: bool,
}

impl AccessibleLabel {
    /// What has a label and nothing else.
    pub(crate) fn plain(name: AnswerName, label: impl Into<String>) -> AccessibleLabel {
        let (label, unit, remarks) = (label.into(), String::new(), Vec::new());
        AccessibleLabel { name, label, unit, obligation: None, remarks, numeric: false }
    }

    /// An item, under another name than its own where it is a table's.
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

    /// The same under another name.
    pub(crate) fn with_name(&self, name: AnswerName) -> AccessibleLabel {
        AccessibleLabel { name, ..self.clone() }
    }

    /// The same in a row that is called so.
    pub(crate) fn in_row(self, row: &str) -> AccessibleLabel {
        AccessibleLabel { label: [row, &self.label].join(fixed_text::COMMA), ..self }
    }

    /// This part of it.
    pub(crate) fn with_part(self, part: &str) -> AccessibleLabel {
        AccessibleLabel { label: [&self.label, part].join(fixed_text::COMMA), ..self }
    }

    /// The same where this is said, too.
    pub(crate) fn with_remarks(mut self, more: Vec<String>) -> AccessibleLabel {
        self.remarks.extend(more);
        self
    }

    /// What need not be answered, below this.
    pub(crate) fn optional(self) -> AccessibleLabel {
        AccessibleLabel { obligation: None, remarks: Vec::new(), ..self }
    }

    /// A further part of what was said before.
    pub(crate) fn continued(self) -> AccessibleLabel {
        AccessibleLabel { remarks: Vec::new(), ..self }
    }

    /// What all places of the answer ask together.
    pub(crate) fn group_label(&self) -> String {
        self.tooltip("")
    }

    /// Label and part, unit, obligation, then all that is said of it.
    fn tooltip(&self, part: &str) -> String {
        let obligation = self.obligation.map_or("", Obligation::words);
        let parts = [&self.label, part, &self.unit, obligation];
        let all =
            parts.into_iter().chain(self.remarks.iter().map(|remark| remark.trim_end_matches(fixed_text::FULL_STOP)));
        all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(fixed_text::COMMA)
    }

    /// A place to write in or to tick, whose rectangle is not yet known. `part` says which part of the answer it is. The
    /// ticks of a choice say the option, and all together what is asked.
    pub(crate) fn field_box(&self, part: &str, entry: FieldBoxKind, draft: &LayoutContext) -> FieldBox {
        let is_tick = matches!(entry, FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. });
        let tick = || [self.label.as_str(), part].join(fixed_text::COMMA);
        FieldBox {
            name: self.name.clone(),
            tooltip: if is_tick { tick() } else { self.tooltip(part) },
            group_label: is_tick.then(|| self.group_label()),
            rect: Rect::default(),
            size: draft.style.text,
            required: self.obligation == Some(Obligation::Always),
            kind: entry,
            numeric: self.numeric,
            in_line: false,
            value: None,
        }
    }
}

impl LayoutContext<'_> {
    /// An item of the form, with what is said of its section where it is the first to answer there.
    pub(crate) fn accessible_label(&self, item: &IssuedItem) -> AccessibleLabel {
        AccessibleLabel::of_item(item, AnswerName::field(&item.name.value)).with_remarks(self.section_remarks(item))
    }

    /// What is said of an item as a whole, for the first of its places.
    pub(crate) fn item_remarks(&self, item: &IssuedItem) -> Vec<String> {
        let obligation = item.obligation.map(|obligation| obligation.words().to_owned());
        obligation.into_iter().chain(remarks(item)).chain(self.section_remarks(item)).collect()
    }

    /// What is said of the section that the item is the first to answer in.
    pub(crate) fn section_remarks(&self, item: &IssuedItem) -> Vec<String> {
        let is_first = |section: &&IssuedSection| {
            let first = section.items.iter().find(|item| has_fields(&item.kind));
            first.is_some_and(|first| first.name == item.name)
        };
        let section = self.form.sections.iter().find(is_first);
        let said = section.into_iter().flat_map(|section| {
            let condition = section.condition.as_ref().map(|condition| fixed_text::of_section(&condition.words));
            condition.into_iter().chain(section.hint.as_ref().map(|hint| hint.words("")))
        });
        said.collect()
    }
}

/// 8 就业形式
pub(crate) fn numbered_label(item: &IssuedItem) -> String {
    let number = item.number.map(|number| format!("{number} ")).unwrap_or_default();
    format!("{number}{}", item.label.zh)
}

/// Condition, hint and rule.
fn remarks(item: &IssuedItem) -> Vec<String> {
    let condition = item.condition.as_ref().map(|condition| condition.words.clone());
    let hint = item.hint.as_ref().map(|hint| hint.words(""));
    condition.into_iter().chain(hint).chain(item.rule_words().map(str::to_owned)).collect()
}

/// Is there anything to write or to tick?
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

/// Is the answer written in figures?
fn is_numeric(kind: &IssuedKind) -> bool {
    match kind.control() {
        Some(Control::Line { format, .. }) => format.is_latin,
        Some(Control::Number { .. } | Control::Date(_)) => true,
        Some(Control::Area { .. } | Control::Ticks { .. }) | None => false,
    }
}
