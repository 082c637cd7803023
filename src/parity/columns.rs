//! A table's columns held against the list of what was issued: every answer once, in order, with what must be known of it.

use std::collections::BTreeMap;

use super::compare::{Difference, Fault};
use super::piece::{Asked, Part};
use super::reading::bare;
use super::table::Column;
use crate::model::issued::Obligation;
use crate::model::terms;

/// An answer with everything that its places say.
struct Expected<'a> {
    entry: &'a Asked,
    name: &'a str,
    obligation: Option<Obligation>,
    limit: Option<u32>,
    /// Codes and labels of a choice.
    options: Vec<(&'a str, &'a str)>,
    heard: Vec<(Part, &'a str)>,
}

/// What differs, in the order of the columns.
pub fn differences(list: &[&Asked], columns: &[Column]) -> Vec<Difference> {
    let expected = expected(list);
    let mut found = Vec::new();
    let mut rest = columns.iter();
    for answer in &expected {
        let bracketed = terms::bracketed(answer.name);
        let is_it = |column: &Column| column.heading.trim_end_matches(terms::REQUIRED_MARK).ends_with(&bracketed);
        match rest.clone().position(is_it) {
            None => found.push(answer.differs(Fault::Missing(Part::Place, answer.name.to_owned()), "")),
            Some(before) => {
                // Columns that stand before it and belong to nobody.
                found.extend(rest.by_ref().take(before).map(|column| answer.differs(Fault::Extra, &column.heading)));
                found.extend(rest.next().into_iter().flat_map(|column| answer.faults(column)));
            }
        }
    }
    let last = Asked::default();
    found.extend(rest.map(|column| Difference {
        span: last.span,
        called: String::new(),
        fault: Fault::Extra,
        says: column.heading.clone(),
    }));
    found
}

fn expected<'a>(list: &[&'a Asked]) -> Vec<Expected<'a>> {
    let mut expected: Vec<Expected> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for &entry in list {
        for piece in &entry.then {
            let Some(answer) = &piece.answer else { continue };
            let name = answer.name.as_str();
            let at = *known.entry(name).or_insert_with(|| {
                let options = Vec::new();
                expected.push(Expected { entry, name, obligation: None, limit: None, options, heard: Vec::new() });
                expected.len() - 1
            });
            let column = &mut expected[at];
            column.obligation = column.obligation.or(answer.obligation);
            column.limit = column.limit.or(answer.limit);
            for (part, words) in &answer.heard {
                match (part, &answer.value) {
                    (Part::Option, Some(code)) => column.options.push((code, words)),
                    _ if !column.heard.contains(&(*part, words)) => column.heard.push((*part, words)),
                    _ => {}
                }
            }
        }
    }
    expected
}

impl Expected<'_> {
    fn differs(&self, fault: Fault, says: &str) -> Difference {
        Difference { span: self.entry.span, called: self.entry.called.clone(), fault, says: says.to_owned() }
    }

    fn faults(&self, column: &Column) -> Vec<Difference> {
        let mut faults = Vec::new();
        let (heading, explained) = (bare(&column.heading), bare(&column.explained));
        for (part, words) in &self.heard {
            let is_there = match part {
                // A blank row is called by its number alone.
                Part::Row => heading.contains(&words.replace(['第', '行'], "")),
                Part::Label => heading.contains(words),
                Part::Option => explained.contains(words) || heading.contains(words),
                _ => explained.contains(words),
            };
            if !is_there {
                faults.push(Fault::Heard(*part, (*words).to_owned()));
            }
        }
        let mut rest = explained.as_str();
        for (code, label) in &self.options {
            let written = format!("{code}{label}");
            match rest.find(&written) {
                Some(at) => rest = &rest[at + written.len()..],
                None => faults.push(Fault::Missing(Part::Option, format!("{code} {label}"))),
            }
        }
        let is_marked = column.heading.ends_with(terms::REQUIRED_MARK);
        let words = self.obligation.map_or("", Obligation::words);
        if is_marked != self.obligation.is_some() || !explained.contains(words) {
            faults.push(Fault::Required(self.obligation.is_some()));
        }
        if let Some(most) = self.limit
            && !explained.contains(&most.to_string())
        {
            faults.push(Fault::Limit(most));
        }
        let says = format!("{} {}", column.heading, column.explained);
        faults.into_iter().map(|fault| self.differs(fault, &says)).collect()
    }
}
