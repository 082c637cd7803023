//! One name for two things.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::Check;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Site;
use crate::model::address::Address;
use crate::model::facts::Action;
use crate::model::form::Form;
use crate::model::kind::Kind;
use crate::wording::check as say;

pub const CHECK: Check = Check {
    code: "duplicates",
    title: "重名",
    catches: "一张表里重名的栏、节、填空、行、签署方；重复的选项和步骤；两张表同一个编号；两个城市同名或同代码；两个文件同一个网址。",
    hurts: "条件不知道读哪一栏，填好的数据对不上，后写的页面盖掉先写的。",
    example: "- {name: phone, type: phone, label: 电话}\n- {name: phone, type: phone, label: 家里电话}",
    fix: "换一个名字，或者删去一个。",
    messages: &[&say::DUPLICATE, &say::SAME_ADDRESS],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    site.forms.iter().for_each(|form| in_form(form, &mut found));
    twice("number", site.forms.iter().map(|form| (&form.number, form.span)), &mut found);
    for list in &site.choices.0 {
        twice("choices", list.choices.iter().map(|choice| (&choice.name.value, choice.name.span)), &mut found);
        twice("label", list.choices.iter().map(|choice| (&choice.label.zh, choice.label.span)), &mut found);
    }
    twice("name", site.cities.iter().map(|city| (&city.name, city.span)), &mut found);
    twice("adcode", site.cities.iter().map(|city| (&city.adcode, city.span)), &mut found);
    let facts = &site.facts;
    for diagram in &facts.diagrams {
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        twice("steps", steps.map(|step| (&step.name.value, step.name.span)), &mut found);
    }
    twice("actions", facts.actions.iter().map(|action| (action.number, action_place(action))), &mut found);
    twice("measures", facts.measures.iter().map(|measure| (&measure.number.value, measure.number.span)), &mut found);
    addresses(site, &mut found);
    found
}

/// An action has no place of its own; the section it is from has.
pub fn action_place(action: &Action) -> Place {
    action.source.first().map_or(Place::from("content/facts.yaml"), |source| Place::Span(source.span))
}

/// Names unique in the form, and within each table, article and block of signatures.
fn in_form(form: &Form, found: &mut Vec<Diagnostic>) {
    twice("sections", form.sections.iter().map(|section| (&section.name.value, section.name.span)), found);
    twice("fields", form.top_fields().map(|field| (&field.name.value, field.name.span)), found);
    for field in form.top_fields() {
        match &field.kind {
            Kind::Repeat { columns, .. } => {
                twice("columns", columns.iter().map(|column| (&column.name.value, column.name.span)), found);
            }
            Kind::Matrix { rows, .. } => {
                twice("rows", rows.iter().map(|row| (&row.name.value, row.name.span)), found);
            }
            Kind::Signatures { parties } => {
                twice("parties", parties.iter().map(|party| (&party.name.value, party.name.span)), found);
            }
            Kind::Clauses { clauses } => {
                twice("clauses", clauses.iter().map(|clause| (&clause.name.value, clause.name.span)), found);
                let blanks = clauses.iter().flat_map(|clause| &clause.blanks);
                twice("blanks", blanks.map(|blank| (&blank.name.value, blank.name.span)), found);
            }
            Kind::Text { .. }
            | Kind::Multiline { .. }
            | Kind::Integer { .. }
            | Kind::Decimal { .. }
            | Kind::Date
            | Kind::Month
            | Kind::Phone
            | Kind::IdNumber
            | Kind::CertificateNumber { .. }
            | Kind::SelectOne { .. }
            | Kind::SelectMultiple { .. }
            | Kind::Photo { .. }
            | Kind::Note { .. }
            | Kind::Reference { .. }
            | Kind::Consent(_) => {}
        }
    }
}

fn twice<N: Ord + Display, P: Into<Place>>(
    key: &'static str,
    names: impl Iterator<Item = (N, P)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (name, place) in names {
        let shown = name.to_string();
        // What could not be read is empty, and was reported.
        if !shown.is_empty() && !seen.insert(name) {
            found.push(Diagnostic::error(&say::DUPLICATE, place).with("name", shown).with("key", key));
        }
    }
}

/// Two files that would be published at one address. A page may stand with a form, as its introduction.
fn addresses(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<Address, String> = BTreeMap::new();
    for made in [Address::robots(), Address::sitemap(), Address::manifest()] {
        taken.insert(made.clone(), made.to_string());
    }
    taken.extend(site.cities.iter().map(|city| (Address::city(&city.id), format!("content/cities/{}.yaml", city.id))));
    let pages = site.pages.iter().map(|page| (page.address.clone(), &page.path, Place::Span(page.title.span)));
    let files = site.files.iter().map(|path| (Address::file(path), path, Place::Path(format!("content/{path}"))));
    for (address, path, place) in pages.chain(files) {
        if let Some(other) = taken.get(&address) {
            found.push(Diagnostic::error(&say::SAME_ADDRESS, place).with("address", &address).with("other", other));
        }
        taken.insert(address, format!("content/{path}"));
    }
}
