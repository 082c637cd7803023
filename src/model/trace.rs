//! Which parts of forms serve which requirement, found from the sections that both name.

use super::anchor::Anchor;
use super::field::{Clause, Field, Kind, MatrixRow};
use super::form::Form;
use super::name::Name;
use super::requirement::{Requirement, SectionNumber};
use super::site::Site;
use super::terms;
use crate::source::Spanned;

/// A part of a form that says which sections it is from: an item, or a row, column, article or blank inside one.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub form: &'a Form,
    /// The item it is, or stands in.
    pub item: &'a Field,
    /// The names from the item down to it.
    pub path: Vec<&'a Spanned<Name>>,
    /// What it is called, from the item down to it.
    pub labels: Vec<String>,
    /// Its anchor on the form's page; a row has its table's.
    pub anchor: Anchor,
    /// The anchor of the item or article that sheets know the place of.
    pub on_sheet: Anchor,
    pub source: &'a [Spanned<String>],
}

/// A requirement and the parts of forms that serve it.
#[derive(Clone, Debug)]
pub struct Served<'a> {
    pub requirement: &'a Requirement,
    pub parts: Vec<Part<'a>>,
}

impl Served<'_> {
    /// The section that asks.
    pub fn section(&self) -> &SectionNumber {
        &self.requirement.section.value
    }
}

impl<'a> Part<'a> {
    /// What requirements call it: the form and the names down to it, with dots between: `visit.checks.pay`.
    pub fn reference(&self) -> String {
        let names = self.path.iter().map(|name| name.value.as_str());
        [self.form.id.as_str()].into_iter().chain(names).collect::<Vec<_>>().join(".")
    }

    /// The sections it is from; what names a law is none.
    pub fn sections(&self) -> impl Iterator<Item = SectionNumber> + 'a {
        self.source.iter().filter_map(|source| SectionNumber::new(&source.value))
    }

    fn item(form: &'a Form, item: &'a Field) -> Part<'a> {
        let anchor = Anchor::field(&item.name.value);
        let (path, labels, on_sheet) = (vec![&item.name], vec![item.label.zh.clone()], anchor.clone());
        Part { form, item, path, labels, anchor, on_sheet, source: &item.source }
    }

    fn inner(&self, name: &'a Spanned<Name>, label: &str, source: &'a [Spanned<String>]) -> Part<'a> {
        let mut part = Part { source, ..self.clone() };
        part.path.push(name);
        part.labels.push(label.to_owned());
        part
    }

    fn row(&self, row: &'a MatrixRow) -> Part<'a> {
        self.inner(&row.name, &row.label.zh, &row.source)
    }

    /// A column or blank.
    fn field(&self, field: &'a Field) -> Part<'a> {
        let part = self.inner(&field.name, &field.label.zh, &field.source);
        Part { anchor: self.anchor.inner(&field.name.value), ..part }
    }

    /// An article by its number, which runs on through the form.
    fn article(&self, clause: &'a Clause, number: usize) -> Part<'a> {
        let title = clause.title.as_ref().map_or("", |title| title.zh.as_str());
        let anchor = self.anchor.inner(&clause.name.value);
        let part = self.inner(&clause.name, &format!("{}{title}", terms::article(number)), &clause.source);
        Part { on_sheet: anchor.clone(), anchor, ..part }
    }
}

impl Form {
    /// Every part of the form that can be from a section, in reading order, what stands inside an item behind it. What an
    /// office added is not there.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let mut articles = 0;
        for field in self.top_fields().filter(|field| !field.of_office) {
            let item = Part::item(self, field);
            parts.push(item.clone());
            match &field.kind {
                Kind::Matrix { rows, .. } => parts.extend(rows.iter().map(|row| item.row(row))),
                Kind::Repeat { rows, columns, .. } => {
                    parts.extend(rows.iter().map(|row| item.row(row)));
                    parts.extend(columns.iter().map(|column| item.field(column)));
                }
                Kind::Clauses { clauses } => {
                    for clause in clauses {
                        articles += 1;
                        let article = item.article(clause, articles);
                        parts.push(article.clone());
                        parts.extend(clause.blanks.iter().map(|blank| article.field(blank)));
                    }
                }
                Kind::Question(_)
                | Kind::Photo { .. }
                | Kind::Signatures { .. }
                | Kind::Note { .. }
                | Kind::Consent(_) => {}
            }
        }
        parts
    }
}

/// Every requirement with what serves it, in the order in which they are written.
pub fn trace(site: &Site) -> Vec<Served<'_>> {
    let parts: Vec<Part> = site.forms.iter().flat_map(Form::parts).collect();
    let serve = |requirement| Served { requirement, parts: serving(site, requirement, &parts) };
    site.requirements.requirements.iter().map(serve).collect()
}

fn serving<'a>(site: &'a Site, requirement: &'a Requirement, parts: &[Part<'a>]) -> Vec<Part<'a>> {
    let section = &requirement.section.value;
    let is_alone = site.requirements.of(section).count() == 1;
    if !requirement.items.is_empty() {
        let named =
            requirement.items.iter().filter_map(|item| parts.iter().find(|part| part.reference() == item.value));
        return named.cloned().collect();
    }
    if !is_alone || !requirement.pages.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Part> = Vec::new();
    for part in parts.iter().filter(|part| part.sections().any(|of| of == *section)) {
        // What stands inside an item has its item's sections.
        if !found.last().is_some_and(|before| before.form.id == part.form.id && part.path.starts_with(&before.path)) {
            found.push(part.clone());
        }
    }
    found
}
