//! Names that a form gives twice as they are written; those it makes of them are a rule's (`answer-names`).
//!
//! Fields and the blanks of articles share one space of names, as `${name}` may mean any of them;
//! sections have their own, and so have the columns of each repeat, the rows of each matrix, the
//! parties of each signature block, the receivers of each consent and the articles.

use std::collections::HashMap;

use super::log::Log;
use crate::diagnostic::Diagnostic;
use crate::model::field::Field;
use crate::model::form::Section;
use crate::model::name::Name;
use crate::source::{Span, Spanned};
use crate::wording::load as words;

/// One space of names.
pub struct Taken<'a> {
    names: HashMap<&'a Name, Span>,
    log: &'a Log,
}

impl<'a> Taken<'a> {
    pub fn new(log: &'a Log) -> Taken<'a> {
        Taken { names: HashMap::new(), log }
    }

    /// Takes a name; `place` is where a diagnostic points when it is taken already.
    pub fn take(&mut self, name: &'a Name, place: Span) {
        match self.names.get(name) {
            Some(first) => {
                let twice = Diagnostic::error(&words::DUPLICATE_NAME, place).there(*first);
                self.log.push(twice.with("name", name));
            }
            None => _ = self.names.insert(name, place),
        }
    }

    fn all(mut self, names: impl IntoIterator<Item = &'a Spanned<Name>>) {
        names.into_iter().for_each(|name| self.take(&name.value, name.span));
    }
}

/// Reports the names of a form that are given twice; beside each section, where each of its fields
/// is asked for.
pub fn report(sections: &[(Section, Vec<Span>)], log: &Log) {
    Taken::new(log).all(sections.iter().map(|(section, _)| &section.name));
    let placed = sections.iter().flat_map(|(section, places)| section.fields.iter().zip(places.iter().copied()));
    among(placed, log);
}

/// Reports the names that fields, each with the place where it is asked for, give twice.
pub fn among<'a>(placed: impl Iterator<Item = (&'a Field, Span)>, log: &Log) {
    let space = || Taken::new(log);
    let (mut fields, mut articles) = (space(), space());
    for (field, place) in placed {
        fields.take(&field.name.value, place);
        space().all(field.kind.columns().iter().map(|column| &column.name));
        space().all(field.kind.rows().iter().map(|row| &row.name));
        space().all(field.kind.parties().iter().map(|party| &party.name));
        space().all(field.kind.receivers().iter().map(|receiver| &receiver.name));
        for clause in field.kind.clauses() {
            articles.take(&clause.name.value, clause.name.span);
            clause.blanks.iter().for_each(|blank| fields.take(&blank.name.value, blank.name.span));
        }
    }
}
