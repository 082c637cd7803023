//! Names that a form gives twice as they are written; those it makes of them are a rule's (`answer-names`).
//!
//! Fields and the blanks of articles share one space of names, as `${name}` may mean any of them;
//! sections have their own, and so have the columns of each repeat, the rows of each matrix, the
//! parties of each signature block, the receivers of each consent and the articles.

use std::collections::HashMap;

use super::diagnostic_log::DiagnosticLog;
use crate::diagnostic::Diagnostic;
use crate::model::field::Field;
use crate::model::form::Section;
use crate::model::name::Name;
use crate::source::{Span, Spanned};
use crate::wording::{load as words, message};

/// One space of names.
pub(crate) struct NameScope<'a> {
    names: HashMap<&'a Name, Span>,
    log: &'a DiagnosticLog,
}

impl<'a> NameScope<'a> {
    pub(crate) fn new(log: &'a DiagnosticLog) -> NameScope<'a> {
        NameScope { names: HashMap::new(), log }
    }

    /// Takes a name; `place` is where a diagnostic points when it is taken already.
    pub(crate) fn declare(&mut self, name: &'a Name, place: Span) {
        match self.names.get(name) {
            Some(first) => {
                self.log.push(Diagnostic::new(message!(words::DUPLICATE_NAME, there = *first, name), place));
            }
            None => _ = self.names.insert(name, place),
        }
    }

    fn declare_all(mut self, names: impl IntoIterator<Item = &'a Spanned<Name>>) {
        names.into_iter().for_each(|name| self.declare(&name.value, name.span));
    }
}

/// Reports the names of a form that are given twice; beside each section, where each of its fields
/// is asked for.
pub(crate) fn report_sections(sections: &[(Section, Vec<Span>)], log: &DiagnosticLog) {
    NameScope::new(log).declare_all(sections.iter().map(|(section, _)| &section.name));
    let placed = sections.iter().flat_map(|(section, places)| section.fields.iter().zip(places.iter().copied()));
    report_fields(placed, log);
}

/// Reports the names that fields, each with the place where it is asked for, give twice.
pub(crate) fn report_fields<'a>(placed: impl Iterator<Item = (&'a Field, Span)>, log: &DiagnosticLog) {
    let space = || NameScope::new(log);
    let (mut fields, mut articles) = (space(), space());
    for (field, place) in placed {
        fields.declare(&field.name.value, place);
        space().declare_all(field.kind.columns().iter().map(|column| &column.name));
        space().declare_all(field.kind.rows().iter().map(|row| &row.name));
        space().declare_all(field.kind.parties().iter().map(|party| &party.name));
        space().declare_all(field.kind.recipients().iter().map(|receiver| &receiver.name));
        for clause in field.kind.clauses() {
            articles.declare(&clause.name.value, clause.name.span);
            clause.blanks.iter().for_each(|blank| fields.declare(&blank.name.value, blank.name.span));
        }
    }
}
