//! A table's columns held against the list of what was issued: every answer once, in order, with what must be known of it.

use std::collections::BTreeMap;

use super::compare::{ParityDifference, ParityFault};
use super::expected_piece::{ExpectedEntry, QuestionPart};
use super::read_content::without_separators;
use super::table::ReadColumn;
use crate::model::fixed_text;
use crate::model::issued::Obligation;

/// An answer with everything that its places say.
struct ExpectedColumn<'a> {
    entry: &'a ExpectedEntry,
    name: &'a str,
    obligation: Option<Obligation>,
    limit: Option<u32>,
    /// Codes and labels of a choice.
    options: Vec<(&'a str, &'a str)>,
    heard: Vec<(QuestionPart, &'a str)>,
}

/// What differs, in the order of the columns.
pub(crate) fn column_differences(list: &[&ExpectedEntry], columns: &[ReadColumn]) -> Vec<ParityDifference> {
    let expected = expected_columns(list);
    let mut found = Vec::new();
    let mut rest = columns.iter();
    for answer in &expected {
        let bracketed = fixed_text::bracketed(answer.name);
        let is_it =
            |column: &ReadColumn| column.heading.trim_end_matches(fixed_text::REQUIRED_MARK).ends_with(&bracketed);
        match rest.clone().position(is_it) {
            None => {
                found.push(answer.difference(ParityFault::Missing(QuestionPart::Place, answer.name.to_owned()), ""))
            }
            Some(before) => {
                // Columns that stand before it and belong to nobody.
                found.extend(
                    rest.by_ref().take(before).map(|column| answer.difference(ParityFault::Extra, &column.heading)),
                );
                found.extend(rest.next().into_iter().flat_map(|column| answer.faults(column)));
            }
        }
    }
    let last = ExpectedEntry::default();
    found.extend(rest.map(|column| ParityDifference {
        span: last.span,
        label: String::new(),
        fault: ParityFault::Extra,
        excerpt: column.heading.clone(),
    }));
    found
}

fn expected_columns<'a>(list: &[&'a ExpectedEntry]) -> Vec<ExpectedColumn<'a>> {
    let mut expected: Vec<ExpectedColumn> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for &entry in list {
        for piece in &entry.ordered {
            let Some(answer) = &piece.answer else { continue };
            let name = answer.name.as_str();
            let at = *known.entry(name).or_insert_with(|| {
                let options = Vec::new();
                expected.push(ExpectedColumn {
                    entry,
                    name,
                    obligation: None,
                    limit: None,
                    options,
                    heard: Vec::new(),
                });
                expected.len() - 1
            });
            let column = &mut expected[at];
            column.obligation = column.obligation.or(answer.obligation);
            column.limit = column.limit.or(answer.limit);
            for (part, words) in &answer.accessible_texts {
                match (part, &answer.value) {
                    (QuestionPart::Option, Some(code)) => column.options.push((code, words)),
                    _ if !column.heard.contains(&(*part, words)) => column.heard.push((*part, words)),
                    _ => {}
                }
            }
        }
    }
    expected
}

impl ExpectedColumn<'_> {
    fn difference(&self, fault: ParityFault, says: &str) -> ParityDifference {
        ParityDifference { span: self.entry.span, label: self.entry.label.clone(), fault, excerpt: says.to_owned() }
    }

    fn faults(&self, column: &ReadColumn) -> Vec<ParityDifference> {
        let mut faults = Vec::new();
        let (heading, explained) = (without_separators(&column.heading), without_separators(&column.explanation));
        for (part, words) in &self.heard {
            let is_there = match part {
                // A blank row is called by its number alone.
                QuestionPart::Row => heading.contains(&words.replace(['第', '行'], "")),
                QuestionPart::Label => heading.contains(words),
                QuestionPart::Option => explained.contains(words) || heading.contains(words),
                _ => explained.contains(words),
            };
            if !is_there {
                faults.push(ParityFault::AccessibleText(*part, (*words).to_owned()));
            }
        }
        let mut rest = explained.as_str();
        for (code, label) in &self.options {
            let written = format!("{code}{label}");
            match rest.find(&written) {
                Some(at) => rest = &rest[at + written.len()..],
                None => faults.push(ParityFault::Missing(QuestionPart::Option, format!("{code} {label}"))),
            }
        }
        let is_marked = column.heading.ends_with(fixed_text::REQUIRED_MARK);
        let words = self.obligation.map_or("", Obligation::words);
        if is_marked != self.obligation.is_some() || !explained.contains(words) {
            faults.push(ParityFault::Required(self.obligation.is_some()));
        }
        if let Some(most) = self.limit
            && !explained.contains(&most.to_string())
        {
            faults.push(ParityFault::Limit(most));
        }
        let says = format!("{} {}", column.heading, column.explanation);
        faults.into_iter().map(|fault| self.difference(fault, &says)).collect()
    }
}
