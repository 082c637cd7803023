//! Resolves `${name}` in a condition to a field of the form.

use crate::model::expression::Expression;
use crate::model::field::Field;
use crate::model::form::Form;
use crate::source::Spanned;

/// An expression of a form, with its targets and its scope of names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopedCondition<'a> {
    pub(crate) expression: &'a Expression,
    /// The fields that the expression controls or limits: one field, or all fields of a section.
    pub(crate) targets: &'a [Field],
    /// True for a constraint, which may read its own answer as `.`.
    pub(crate) is_constraint: bool,
    /// Fields of the same row, article or form that take precedence over the form's other fields.
    local_fields: &'a [Field],
    form: &'a Form,
}

impl<'a> ScopedCondition<'a> {
    /// The field with this name, in the scope of the condition.
    pub(crate) fn resolve(&self, name: &str) -> Option<&'a Field> {
        let named = |field: &&Field| field.name.value.as_str() == name;
        self.local_fields.iter().find(named).or_else(|| single_answer_fields(self.form).find(named))
    }

    /// The names that the condition may read.
    pub(crate) fn visible_names(&self) -> impl Iterator<Item = &'a str> {
        self.local_fields.iter().chain(single_answer_fields(self.form)).map(|field| field.name.value.as_str())
    }

    /// The names that the condition reads, each with its field.
    pub(crate) fn references(&self) -> impl Iterator<Item = (&'a Spanned<String>, Option<&'a Field>)> {
        self.expression.answers().into_iter().map(|name| (name, self.resolve(&name.value)))
    }
}

/// All conditions and constraints of a form, in reading order.
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

/// The fields with one answer for each sheet: the fields of sections, and the blanks of articles.
pub(crate) fn single_answer_fields(form: &Form) -> impl Iterator<Item = &Field> {
    form.top_fields().flat_map(|field| if field.kind.clauses().is_empty() { vec![field] } else { field.with_inner() })
}
