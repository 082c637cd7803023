//! Which field a condition reads: `${name}` resolved within its form.

use crate::model::expression::Expression;
use crate::model::field::Field;
use crate::model::form::Form;
use crate::source::Spanned;

/// An expression of a form and what it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopedCondition<'a> {
    pub(crate) expression: &'a Expression,
    /// The fields it decides on or limits: one field, or all of a section.
    pub(crate) targets: &'a [Field],
    /// A constraint may read its own answer as `.`.
    pub(crate) is_constraint: bool,
    /// The fields of the same row, clause or form that go before the form's own.
    local_fields: &'a [Field],
    form: &'a Form,
}

impl<'a> ScopedCondition<'a> {
    /// The field of this name, as the condition sees it.
    pub(crate) fn resolve(&self, name: &str) -> Option<&'a Field> {
        let named = |field: &&Field| field.name.value.as_str() == name;
        self.local_fields.iter().find(named).or_else(|| single_answer_fields(self.form).find(named))
    }

    /// The names the condition may read.
    pub(crate) fn visible_names(&self) -> impl Iterator<Item = &'a str> {
        self.local_fields.iter().chain(single_answer_fields(self.form)).map(|field| field.name.value.as_str())
    }

    /// What the condition reads: each name with its field.
    pub(crate) fn references(&self) -> impl Iterator<Item = (&'a Spanned<String>, Option<&'a Field>)> {
        self.expression.answers().into_iter().map(|name| (name, self.resolve(&name.value)))
    }
}

/// Every condition and constraint of a form, in reading order.
pub(crate) fn scoped_conditions(form: &Form) -> Vec<ScopedCondition<'_>> {
    let mut found = Vec::new();
    for section in &form.sections {
        let of = &section.fields[..];
        found.extend(section.relevant.iter().map(|e| ScopedCondition {
            expression: e,
            targets: of,
            is_constraint: false,
            local_fields: &[],
            form,
        }));
        for field in &section.fields {
            field_conditions(field, &[], form, &mut found);
            for inner in field.kind.inner() {
                inner.iter().for_each(|field| field_conditions(field, inner, form, &mut found));
            }
        }
    }
    found
}

fn field_conditions<'a>(field: &'a Field, nearest: &'a [Field], form: &'a Form, found: &mut Vec<ScopedCondition<'a>>) {
    let of = std::slice::from_ref(field);
    found.extend(field.relevant.iter().map(|e| ScopedCondition {
        expression: e,
        targets: of,
        is_constraint: false,
        local_fields: nearest,
        form,
    }));
    let rules = field.constraint.iter().map(|rule| &rule.expression);
    found.extend(rules.map(|e| ScopedCondition {
        expression: e,
        targets: of,
        is_constraint: true,
        local_fields: nearest,
        form,
    }));
}

/// The fields that have one answer a sheet: those of sections, and the blanks of clauses.
pub(crate) fn single_answer_fields(form: &Form) -> impl Iterator<Item = &Field> {
    form.top_fields().flat_map(|field| if field.kind.clauses().is_empty() { vec![field] } else { field.with_inner() })
}
