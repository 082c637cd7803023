//! Which field a condition reads: `${name}` resolved within its form.

use crate::model::expression::Expression;
use crate::model::field::Field;
use crate::model::form::Form;
use crate::source::Spanned;

/// An expression of a form and what it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Condition<'a> {
    pub expression: &'a Expression,
    /// The fields it decides on or limits: one field, or all of a section.
    pub of: &'a [Field],
    /// A constraint may read its own answer as `.`.
    pub constraint: bool,
    /// The fields of the same row, clause or form that go before the form's own.
    nearest: &'a [Field],
    form: &'a Form,
}

impl<'a> Condition<'a> {
    /// The field of this name, as the condition sees it.
    pub fn field(&self, name: &str) -> Option<&'a Field> {
        let named = |field: &&Field| field.name.value.as_str() == name;
        self.nearest.iter().find(named).or_else(|| readable(self.form).find(named))
    }

    /// The names the condition may read.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.nearest.iter().chain(readable(self.form)).map(|field| field.name.value.as_str())
    }

    /// What the condition reads: each name with its field.
    pub fn reads(&self) -> impl Iterator<Item = (&'a Spanned<String>, Option<&'a Field>)> {
        self.expression.answers().into_iter().map(|name| (name, self.field(&name.value)))
    }
}

/// Every condition and constraint of a form, in reading order.
pub fn conditions(form: &Form) -> Vec<Condition<'_>> {
    let mut found = Vec::new();
    for section in &form.sections {
        let of = &section.fields[..];
        found.extend(section.relevant.iter().map(|e| Condition {
            expression: e,
            of,
            constraint: false,
            nearest: &[],
            form,
        }));
        for field in &section.fields {
            of_field(field, &[], form, &mut found);
            for inner in field.kind.inner() {
                inner.iter().for_each(|field| of_field(field, inner, form, &mut found));
            }
        }
    }
    found
}

fn of_field<'a>(field: &'a Field, nearest: &'a [Field], form: &'a Form, found: &mut Vec<Condition<'a>>) {
    let of = std::slice::from_ref(field);
    found.extend(field.relevant.iter().map(|e| Condition { expression: e, of, constraint: false, nearest, form }));
    let rules = field.constraint.iter().map(|rule| &rule.expression);
    found.extend(rules.map(|e| Condition { expression: e, of, constraint: true, nearest, form }));
}

/// The fields that have one answer a sheet: those of sections, and the blanks of clauses.
pub fn readable(form: &Form) -> impl Iterator<Item = &Field> {
    form.top_fields().flat_map(|field| if field.kind.clauses().is_empty() { vec![field] } else { field.with_inner() })
}
