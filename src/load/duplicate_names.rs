//! Reports names that a form declares twice. Derived names are checked by the rule `answer-names`.
//!
//! Fields and blanks of articles share one scope, because `${name}` may refer to any of them. Sections have a scope of
//! their own, as have the columns of each repeat, the rows of each matrix, the parties of each signature block, the
//! recipients of each consent, and the articles.

use std::collections::HashMap;

use super::diagnostic_log::DiagnosticLog;
use crate::diagnostic::Diagnostic;
use crate::model::field::Field;
use crate::model::form::Section;
use crate::model::name::Name;
use crate::source::{Span, Spanned};
use crate::wording::{load as words, message};

/// A scope of names, each declared once.
pub(crate) struct NameScope<'a> {
    names: HashMap<&'a Name, Span>,
    log: &'a DiagnosticLog,
}

impl<'a> NameScope<'a> {
    pub(crate) fn new(log: &'a DiagnosticLog) -> NameScope<'a> {
        NameScope { names: HashMap::new(), log }
    }

    /// Declares a name; `place` is the location of the diagnostic if the name is already declared.
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

/// Reports the names of a form that are declared twice. Each section comes with the spans where its fields were
/// requested.
pub(crate) fn report_sections(sections: &[(Section, Vec<Span>)], log: &DiagnosticLog) {
    NameScope::new(log).declare_all(sections.iter().map(|(section, _)| &section.name));
    let placed = sections.iter().flat_map(|(section, places)| section.fields.iter().zip(places.iter().copied()));
    report_fields(placed, log);
}

/// Reports names that are declared twice among fields, each with the span where it was requested.
pub(crate) fn report_fields<'a>(placed: impl Iterator<Item = (&'a Field, Span)>, log: &DiagnosticLog) {
    let scope = || NameScope::new(log);
    let (mut fields, mut articles) = (scope(), scope());
    for (field, place) in placed {
        fields.declare(&field.name.value, place);
        scope().declare_all(field.kind.columns().iter().map(|column| &column.name));
        scope().declare_all(field.kind.rows().iter().map(|row| &row.name));
        scope().declare_all(field.kind.parties().iter().map(|party| &party.name));
        scope().declare_all(field.kind.recipients().iter().map(|receiver| &receiver.name));
        for clause in field.kind.clauses() {
            articles.declare(&clause.name.value, clause.name.span);
            clause.blanks.iter().for_each(|blank| fields.declare(&blank.name.value, blank.name.span));
        }
    }
}
