//! Comparison of a table's columns with the expected list: every answer has one column, in order, with its explanations.

use std::collections::BTreeMap;

use super::compare::{ParityDifference, ParityFault};
use super::expected_piece::{ExpectedEntry, QuestionPart};
use super::read_content::without_separators;
use super::table::ReadColumn;
use crate::model::fixed_text;
use crate::model::issued::Obligation;

/// The column that one answer must have: its name, obligation, limit, options and the texts that its heading must contain.
struct ExpectedColumn<'a> {
    entry: &'a ExpectedEntry,
    name: &'a str,
    obligation: Option<Obligation>,
    limit: Option<u32>,
    /// Codes and labels of a choice.
    options: Vec<(&'a str, &'a str)>,
    accessible_texts: Vec<(QuestionPart, &'a str)>,
}

/// The differences between the expected list and the columns, in the order of the columns.
pub(crate) fn column_differences(list: &[&ExpectedEntry], columns: &[ReadColumn]) -> Vec<ParityDifference> {
    let expected = expected_columns(list);
    let mut found = Vec::new();
    let mut remaining = columns.iter();
    for answer in &expected {
        let bracketed = fixed_text::bracketed(answer.name);
        let is_it =
            |column: &ReadColumn| column.heading.trim_end_matches(fixed_text::REQUIRED_MARK).ends_with(&bracketed);
        match remaining.clone().position(is_it) {
            None => {
                found.push(answer.difference(ParityFault::Missing(QuestionPart::Place, answer.name.to_owned()), ""))
            }
            Some(before) => {
                // Columns before it that no answer has.
                found.extend(
                    remaining
                        .by_ref()
                        .take(before)
                        .map(|column| answer.difference(ParityFault::Extra, &column.heading)),
                );
                found.extend(remaining.next().into_iter().flat_map(|column| answer.faults(column)));
            }
        }
    }
    let last = ExpectedEntry::default();
    found.extend(remaining.map(|column| ParityDifference {
        span: last.span,
        label: String::new(),
        fault: ParityFault::Extra,
        excerpt: column.heading.clone(),
    }));
    found
}

fn expected_columns<'a>(list: &[&'a ExpectedEntry]) -> Vec<ExpectedColumn<'a>> {
    let mut expected: Vec<ExpectedColumn> = Vec::new();
    let mut index_by_name: BTreeMap<&str, usize> = BTreeMap::new();
    for &entry in list {
        for piece in &entry.ordered {
            let Some(answer) = &piece.answer else { continue };
            let name = answer.name.as_str();
            let at = *index_by_name.entry(name).or_insert_with(|| {
                let options = Vec::new();
                expected.push(ExpectedColumn {
                    entry,
                    name,
                    obligation: None,
                    limit: None,
                    options,
                    accessible_texts: Vec::new(),
                });
                expected.len() - 1
            });
            let column = &mut expected[at];
            column.obligation = column.obligation.or(answer.obligation);
            column.limit = column.limit.or(answer.limit);
            for (part, words) in &answer.accessible_texts {
                match (part, &answer.value) {
                    (QuestionPart::Option, Some(code)) => column.options.push((code, words)),
                    _ if !column.accessible_texts.contains(&(*part, words)) => {
                        column.accessible_texts.push((*part, words))
                    }
                    _ => {}
                }
            }
        }
    }
    expected
}

impl ExpectedColumn<'_> {
    fn difference(&self, fault: ParityFault, excerpt: &str) -> ParityDifference {
        ParityDifference { span: self.entry.span, label: self.entry.label.clone(), fault, excerpt: excerpt.to_owned() }
    }

    fn faults(&self, column: &ReadColumn) -> Vec<ParityDifference> {
        let mut faults = Vec::new();
        let (heading, explanation) = (without_separators(&column.heading), without_separators(&column.explanation));
        for (part, words) in &self.accessible_texts {
            let is_there = match part {
                // The heading names a blank row by its number alone.
                QuestionPart::Row => heading.contains(&words.replace(['第', '行'], "")),
                QuestionPart::Label => heading.contains(words),
                QuestionPart::Option => explanation.contains(words) || heading.contains(words),
                _ => explanation.contains(words),
            };
            if !is_there {
                faults.push(ParityFault::AccessibleText(*part, (*words).to_owned()));
            }
        }
        let mut remaining = explanation.as_str();
        for (code, label) in &self.options {
            let written = format!("{code}{label}");
            match remaining.find(&written) {
                Some(at) => remaining = &remaining[at + written.len()..],
                None => faults.push(ParityFault::Missing(QuestionPart::Option, format!("{code} {label}"))),
            }
        }
        let is_marked = column.heading.ends_with(fixed_text::REQUIRED_MARK);
        let words = self.obligation.map_or("", Obligation::words);
        if is_marked != self.obligation.is_some() || !explanation.contains(words) {
            faults.push(ParityFault::Required(self.obligation.is_some()));
        }
        if let Some(most) = self.limit
            && !explanation.contains(&most.to_string())
        {
            faults.push(ParityFault::Limit(most));
        }
        let excerpt = format!("{} {}", column.heading, column.explanation);
        faults.into_iter().map(|fault| self.difference(fault, &excerpt)).collect()
    }
}
