//! What a place to fill in is called and what is said of it, for those who go from place to place and hear no more than that.
//!
//! Labels come first, then whether it must be answered, then condition, hint and rule: who knows the form need not listen to
//! the end. What is said of a part of a date, a tick, a row or a section as a whole is said at the first of its places.

use super::draft::Draft;
use super::sheet::{Entry, FieldBox};
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::issued::{Consent, Item, Kind, Obligation, Section};
use crate::model::terms;
use crate::units::Rect;

/// An answer's name, and what is heard where it is written.
#[derive(Clone, Debug)]
pub struct Asked {
    pub name: AnswerName,
    /// Item number and label, in a row behind what the row is called.
    label: String,
    unit: String,
    obligation: Option<Obligation>,
    /// Condition, hint and rule.
    remarks: Vec<String>,
    figures: bool,
}

impl Asked {
    /// What has a label and nothing else.
    pub fn plain(name: AnswerName, label: impl Into<String>) -> Asked {
        let (label, unit, remarks) = (label.into(), String::new(), Vec::new());
        Asked { name, label, unit, obligation: None, remarks, figures: false }
    }

    /// An item, under another name than its own where it is a table's.
    pub fn item(item: &Item, name: AnswerName) -> Asked {
        let unit = match item.kind.control() {
            Some(Control::Number { unit: Some(unit), .. }) => unit.to_owned(),
            _ => String::new(),
        };
        Asked {
            name,
            label: numbered(item),
            unit,
            obligation: item.obligation,
            remarks: remarks(item),
            figures: asks_figures(&item.kind),
        }
    }

    /// The same under another name.
    pub fn under(&self, name: AnswerName) -> Asked {
        Asked { name, ..self.clone() }
    }

    /// The same in a row that is called so.
    pub fn in_row(self, row: &str) -> Asked {
        Asked { label: [row, &self.label].join(terms::COMMA), ..self }
    }

    /// This part of it.
    pub fn with_part(self, part: &str) -> Asked {
        Asked { label: [&self.label, part].join(terms::COMMA), ..self }
    }

    /// The same where this is said, too.
    pub fn saying(mut self, more: Vec<String>) -> Asked {
        self.remarks.extend(more);
        self
    }

    /// What need not be answered, below this.
    pub fn optional(self) -> Asked {
        Asked { obligation: None, remarks: Vec::new(), ..self }
    }

    /// A further part of what was said before.
    pub fn further(self) -> Asked {
        Asked { remarks: Vec::new(), ..self }
    }

    /// What all places of the answer ask together.
    pub fn whole(&self) -> String {
        self.heard("")
    }

    /// Label and part, unit, obligation, then all that is said of it.
    fn heard(&self, part: &str) -> String {
        let obligation = self.obligation.map_or("", Obligation::words);
        let parts = [&self.label, part, &self.unit, obligation];
        let all = parts.into_iter().chain(self.remarks.iter().map(|remark| remark.trim_end_matches(terms::STOP)));
        all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(terms::COMMA)
    }

    /// A place to write in or to tick, whose rectangle is not yet known. `part` says which part of the answer it is. The
    /// ticks of a choice say the option, and all together what is asked.
    pub fn place(&self, part: &str, entry: Entry, draft: &Draft) -> FieldBox {
        let is_tick = matches!(entry, Entry::Radio { .. } | Entry::Check { .. });
        let tick = || [self.label.as_str(), part].join(terms::COMMA);
        FieldBox {
            name: self.name.clone(),
            tooltip: if is_tick { tick() } else { self.heard(part) },
            question: is_tick.then(|| self.whole()),
            rect: Rect::default(),
            size: draft.style.text,
            required: self.obligation == Some(Obligation::Always),
            entry,
            figures: self.figures,
            in_line: false,
            value: None,
        }
    }
}

impl Draft<'_> {
    /// An item of the form, with what is said of its section where it is the first to answer there.
    pub fn asked(&self, item: &Item) -> Asked {
        Asked::item(item, AnswerName::field(&item.name.value)).saying(self.of_section(item))
    }

    /// What is said of an item as a whole, for the first of its places.
    pub fn of_whole(&self, item: &Item) -> Vec<String> {
        let obligation = item.obligation.map(|obligation| obligation.words().to_owned());
        obligation.into_iter().chain(remarks(item)).chain(self.of_section(item)).collect()
    }

    /// What is said of the section that the item is the first to answer in.
    pub fn of_section(&self, item: &Item) -> Vec<String> {
        let is_first = |section: &&Section| {
            let first = section.items.iter().find(|item| has_places(&item.kind));
            first.is_some_and(|first| first.name == item.name)
        };
        let section = self.form.sections.iter().find(is_first);
        let said = section.into_iter().flat_map(|section| {
            let condition = section.condition.as_ref().map(|condition| terms::of_section(&condition.words));
            condition.into_iter().chain(section.hint.as_ref().map(|hint| hint.words("")))
        });
        said.collect()
    }
}

/// 8 就业形式
pub fn numbered(item: &Item) -> String {
    let number = item.number.map(|number| format!("{number} ")).unwrap_or_default();
    format!("{number}{}", item.label.zh)
}

/// Condition, hint and rule.
fn remarks(item: &Item) -> Vec<String> {
    let condition = item.condition.as_ref().map(|condition| condition.words.clone());
    let hint = item.hint.as_ref().map(|hint| hint.words(""));
    condition.into_iter().chain(hint).chain(item.rule_words().map(str::to_owned)).collect()
}

/// Is there anything to write or to tick?
fn has_places(kind: &Kind) -> bool {
    match kind {
        Kind::Photo { .. } | Kind::Note { .. } => false,
        Kind::Signatures { parties } => parties.iter().any(|party| party.date),
        Kind::Clauses { articles } => articles.iter().any(|article| !article.blanks.is_empty()),
        Kind::Consent(Consent { .. }) | Kind::Question(_) | Kind::Matrix { .. } | Kind::Repeat { .. } => true,
    }
}

/// Is the answer written in figures?
fn asks_figures(kind: &Kind) -> bool {
    match kind.control() {
        Some(Control::Line { format, .. }) => format.figures,
        Some(Control::Number { .. } | Control::Date(_)) => true,
        Some(Control::Area { .. } | Control::Ticks { .. }) | None => false,
    }
}
