//! The parts of forms that serve each requirement, found by the sections that both cite.

use std::collections::HashMap;

use super::anchor::Anchor;
use super::field::{Clause, Field, FieldKind, MatrixRow};
use super::fixed_text;
use super::form::Form;
use super::name::Name;
use super::requirement::{Requirement, SectionNumber};
use super::site::Site;
use crate::source::Spanned;

/// A part of a form that cites sections of the document: an item, or a row, column, article or blank inside one.
#[derive(Clone, Debug)]
pub(crate) struct TracedPart<'a> {
    pub(crate) form: &'a Form,
    /// The item it is, or stands in.
    pub(crate) item: &'a Field,
    /// The names from the item down to it.
    pub(crate) path: Vec<&'a Spanned<Name>>,
    /// What it is called, from the item down to it.
    pub(crate) labels: Vec<String>,
    /// Its anchor on the form's page; a row has its table's.
    pub(crate) anchor: Anchor,
    /// The anchor of the item or article that sheets know the place of.
    pub(crate) sheet_anchor: Anchor,
    pub(crate) source: &'a [Spanned<String>],
    /// The sections among them; what names a law is none.
    pub(crate) sections: Vec<SectionNumber>,
}

/// A requirement and the parts of forms that serve it.
#[derive(Clone, Debug)]
pub(crate) struct TracedRequirement<'a> {
    pub(crate) requirement: &'a Requirement,
    pub(crate) parts: Vec<TracedPart<'a>>,
}

impl TracedRequirement<'_> {
    /// The section that asks.
    pub(crate) fn section(&self) -> &SectionNumber {
        &self.requirement.section.value
    }
}

impl<'a> TracedPart<'a> {
    /// What requirements call it: the form and the names down to it, with dots between: `visit.checks.pay`.
    pub(crate) fn reference(&self) -> String {
        let names = self.path.iter().map(|name| name.value.as_str());
        [self.form.id.as_str()].into_iter().chain(names).collect::<Vec<_>>().join(".")
    }

    fn item(form: &'a Form, item: &'a Field) -> TracedPart<'a> {
        let anchor = Anchor::field(&item.name.value);
        let (path, labels, on_sheet) = (vec![&item.name], vec![item.label.zh.clone()], anchor.clone());
        let (source, sections) = (&item.source[..], numbers(&item.source));
        TracedPart { form, item, path, labels, anchor, sheet_anchor: on_sheet, source, sections }
    }

    fn inner(&self, name: &'a Spanned<Name>, label: &str, source: &'a [Spanned<String>]) -> TracedPart<'a> {
        let mut part = TracedPart { source, sections: numbers(source), ..self.clone() };
        part.path.push(name);
        part.labels.push(label.to_owned());
        part
    }

    fn row(&self, row: &'a MatrixRow) -> TracedPart<'a> {
        self.inner(&row.name, &row.label.zh, &row.source)
    }

    /// A column or blank.
    fn field(&self, field: &'a Field) -> TracedPart<'a> {
        let part = self.inner(&field.name, &field.label.zh, &field.source);
        TracedPart { anchor: self.anchor.nested(&field.name.value), ..part }
    }

    /// An article by its number, which runs on through the form.
    fn article(&self, clause: &'a Clause, number: usize) -> TracedPart<'a> {
        let title = clause.title.as_ref().map_or("", |title| title.zh.as_str());
        let anchor = self.anchor.nested(&clause.name.value);
        let part = self.inner(&clause.name, &format!("{}{title}", fixed_text::article(number)), &clause.source);
        TracedPart { sheet_anchor: anchor.clone(), anchor, ..part }
    }
}

fn numbers(source: &[Spanned<String>]) -> Vec<SectionNumber> {
    source.iter().filter_map(|source| SectionNumber::new(&source.value)).collect()
}

impl Form {
    /// Every part of the form that can be from a section, in reading order, what stands inside an item behind it. What an
    /// office added is not there.
    pub(crate) fn parts(&self) -> Vec<TracedPart<'_>> {
        let mut parts = Vec::new();
        let mut articles = 0;
        for field in self.top_fields().filter(|field| !field.of_office) {
            let item = TracedPart::item(self, field);
            parts.push(item.clone());
            match &field.kind {
                FieldKind::Matrix { rows, .. } => parts.extend(rows.iter().map(|row| item.row(row))),
                FieldKind::Repeat { rows, columns, .. } => {
                    parts.extend(rows.iter().map(|row| item.row(row)));
                    parts.extend(columns.iter().map(|column| item.field(column)));
                }
                FieldKind::Clauses { clauses } => {
                    for clause in clauses {
                        articles += 1;
                        let article = item.article(clause, articles);
                        parts.push(article.clone());
                        parts.extend(clause.blanks.iter().map(|blank| article.field(blank)));
                    }
                }
                FieldKind::Question(_)
                | FieldKind::Photo { .. }
                | FieldKind::Signatures { .. }
                | FieldKind::Note { .. }
                | FieldKind::Consent(_) => {}
            }
        }
        parts
    }
}

/// Every requirement with what serves it, in the order in which they are written.
pub(crate) fn trace(site: &Site) -> Vec<TracedRequirement<'_>> {
    let parts: Vec<TracedPart> = site.forms.iter().flat_map(Form::parts).collect();
    let by_reference: HashMap<String, &TracedPart> = parts.iter().map(|part| (part.reference(), part)).collect();
    let mut asking: HashMap<&SectionNumber, usize> = HashMap::new();
    for requirement in &site.requirements.requirements {
        *asking.entry(&requirement.section.value).or_default() += 1;
    }
    let serving = |requirement: &Requirement| -> Vec<TracedPart> {
        let Requirement { section, items, pages, .. } = requirement;
        if !items.is_empty() {
            return items.iter().filter_map(|item| by_reference.get(&item.value).copied().cloned()).collect();
        }
        let is_alone = asking.get(&section.value) == Some(&1) && pages.is_empty();
        if is_alone { of_section(&section.value, &parts) } else { Vec::new() }
    };
    let served = |requirement| TracedRequirement { requirement, parts: serving(requirement) };
    site.requirements.requirements.iter().map(served).collect()
}

/// The parts that are from a section; what stands inside one of them is from its sections anyway.
fn of_section<'a>(section: &SectionNumber, parts: &[TracedPart<'a>]) -> Vec<TracedPart<'a>> {
    let mut found: Vec<TracedPart> = Vec::new();
    for part in parts.iter().filter(|part| part.sections.contains(section)) {
        if !found.last().is_some_and(|before| before.form.id == part.form.id && part.path.starts_with(&before.path)) {
            found.push(part.clone());
        }
    }
    found
}
