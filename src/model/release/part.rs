//! A part of an issued form: its name, its aspects and its subparts.

use std::collections::BTreeMap;

use super::aspect::Aspect;
use crate::wording::{Phrase, release as say};

/// A part of an issued form; the form itself is the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePart {
    pub(crate) kind: PartKind,
    /// Unique among those of its kind beside it; empty where parts of its kind have none, and the text speaks for itself.
    pub name: String,
    /// The aspects that have a value.
    pub(crate) aspects: BTreeMap<Aspect, String>,
    /// In the order of their kinds, and of each kind in the order of the form.
    pub(crate) parts: Vec<StatePart>,
}

/// The kind of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PartKind {
    Form,
    /// Who keeps a copy.
    Holder,
    Setting,
    /// A paragraph of 填表说明.
    Instruction,
    Section,
    Item,
    /// A column of a table with rows to write in.
    Column,
    /// A named row of a table.
    Row,
    /// An article of an agreement.
    Article,
    /// A point below an article, numbered （一）（二）….
    Point,
    /// What a text leaves open to write in.
    Blank,
    /// A notice given before consent.
    ConsentNotice,
    /// What is agreed to or not.
    Agreement,
    /// A party that signs.
    Party,
    /// An option list.
    List,
    /// One option of a list.
    Choice,
    /// The office of a city.
    Office,
    /// What an office's form differs in from the programme's.
    Decision,
}

/// The JSON key and the display name of a kind of part.
pub(crate) struct PartKindDescription {
    pub(crate) kind: PartKind,
    /// Of a list of them in JSON.
    pub(crate) key: &'static str,
    pub(crate) phrase: &'static Phrase,
    /// Has each a name, or only a text?
    pub(crate) named: bool,
}

/// Every kind, in the order of [`PartKind`].
pub(crate) const PART_KINDS: [PartKindDescription; 18] = [
    row(PartKind::Form, "form", &say::FORM, true),
    row(PartKind::Holder, "copies", &say::HOLDER, false),
    row(PartKind::Setting, "settings", &say::SETTING, true),
    row(PartKind::Instruction, "instructions", &say::INSTRUCTION, false),
    row(PartKind::Section, "sections", &say::SECTION, true),
    row(PartKind::Item, "items", &say::ITEM, true),
    row(PartKind::Column, "columns", &say::COLUMN, true),
    row(PartKind::Row, "rows", &say::ROW, true),
    row(PartKind::Article, "articles", &say::ARTICLE, true),
    row(PartKind::Point, "points", &say::POINT, false),
    row(PartKind::Blank, "blanks", &say::BLANK, true),
    row(PartKind::ConsentNotice, "told", &say::TOLD, true),
    row(PartKind::Agreement, "agreements", &say::AGREEMENT, true),
    row(PartKind::Party, "parties", &say::PARTY, true),
    row(PartKind::List, "lists", &say::LIST, true),
    row(PartKind::Choice, "choices", &say::CHOICE, true),
    row(PartKind::Office, "offices", &say::OFFICE, true),
    row(PartKind::Decision, "decisions", &say::DECISION, true),
];

const fn row(kind: PartKind, key: &'static str, phrase: &'static Phrase, named: bool) -> PartKindDescription {
    PartKindDescription { kind, key, phrase, named }
}

impl PartKind {
    pub(crate) fn description(self) -> &'static PartKindDescription {
        &PART_KINDS[self as usize]
    }

    /// Is it something that is asked?
    pub(crate) fn is_question(self) -> bool {
        matches!(self, PartKind::Item | PartKind::Column | PartKind::Blank)
    }
}

impl StatePart {
    pub(crate) fn new(kind: PartKind, name: impl ToString) -> StatePart {
        StatePart { kind, name: name.to_string(), aspects: BTreeMap::new(), parts: Vec::new() }
    }

    /// A part of a kind without names.
    pub(crate) fn text(kind: PartKind, text: impl ToString) -> StatePart {
        StatePart::new(kind, "").with(Aspect::Text, text)
    }

    /// Says something of it; nothing where the text is empty.
    #[must_use]
    pub(crate) fn with(mut self, aspect: Aspect, text: impl ToString) -> StatePart {
        let text = text.to_string();
        if !text.is_empty() {
            self.aspects.insert(aspect, text);
        }
        self
    }

    /// Says something of it where there is something to say.
    #[must_use]
    pub(crate) fn with_optional(self, aspect: Aspect, text: Option<impl ToString>) -> StatePart {
        match text {
            Some(text) => self.with(aspect, text),
            None => self,
        }
    }

    /// Says `yes` of it where that is so.
    #[must_use]
    pub(crate) fn with_flag(self, aspect: Aspect, is_so: bool) -> StatePart {
        if is_so { self.with(aspect, YES) } else { self }
    }

    /// Adds parts of a kind that sorts behind those it has.
    #[must_use]
    pub(crate) fn with_parts(mut self, parts: impl IntoIterator<Item = StatePart>) -> StatePart {
        self.parts.extend(parts);
        self
    }

    pub fn get(&self, aspect: Aspect) -> Option<&str> {
        self.aspects.get(&aspect).map(String::as_str)
    }

    /// What people call it: its label, title or text, or its name; what is told by its heading.
    pub(crate) fn display_name(&self) -> &str {
        if self.kind == PartKind::ConsentNotice {
            return &self.name;
        }
        let said = [Aspect::Label, Aspect::Title, Aspect::Text, Aspect::DerivedText]
            .into_iter()
            .find_map(|aspect| self.get(aspect));
        said.unwrap_or(&self.name)
    }

    /// Leaves out what follows from something else, in all of it.
    pub(crate) fn drop_derived(&mut self) {
        self.aspects.retain(|aspect, _| !aspect.description().derived || *aspect == Aspect::Version);
        self.parts.iter_mut().for_each(StatePart::drop_derived);
    }

    /// Its parts of a kind.
    pub(crate) fn of_kind(&self, kind: PartKind) -> impl Iterator<Item = &StatePart> {
        self.parts.iter().filter(move |part| part.kind == kind)
    }

    /// Of a form, its items in reading order, each with the section it stands in.
    pub(crate) fn items(&self) -> impl Iterator<Item = (&StatePart, &StatePart)> {
        let of_section = |section| StatePart::of_kind(section, PartKind::Item).map(move |item| (section, item));
        self.of_kind(PartKind::Section).flat_map(of_section)
    }

    /// The part and all within it.
    pub(crate) fn all(&self) -> Vec<&StatePart> {
        std::iter::once(self).chain(self.parts.iter().flat_map(StatePart::all)).collect()
    }
}

/// What is said of a part where an aspect is true of it.
pub(crate) const YES: &str = "yes";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_their_order() {
        assert!(PART_KINDS.iter().enumerate().all(|(at, row)| row.kind as usize == at));
    }
}
