//! Rule `cycles`: conditions must not depend on each other in a cycle.

use std::collections::HashMap;

use super::Check;
use super::support::condition_scope::scoped_conditions;
use super::support::cycle_search::{cycle_path, shortest_cycles};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::Field;
use crate::model::form::Form;
use crate::source::Span;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "cycles",
    title: "绕成圈的条件",
    catches: "甲栏要看乙栏填了什么才填，乙栏又要看甲栏；一栏的条件读自己也算。",
    hurts: "谁也不能先填，按表面意思两栏都填不了。",
    example: "- {name: a, type: text, label: 甲, relevant: \"${b} = '1'\"}\n- {name: b, type: text, label: 乙, relevant: \"${a} = '1'\"}",
    fix: "去掉其中一个条件。",
    messages: &[&say::CYCLE],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    site.forms
        .iter()
        .flat_map(condition_cycles)
        .map(|cycle| {
            let names = cycle.fields.iter().map(|field| field.name.value.as_str());
            Diagnostic::new(message!(say::CYCLE, path = cycle_path(names)), cycle.span)
        })
        .collect()
}

/// All fields that are part of a cycle.
pub(crate) fn fields_in_cycles(form: &Form) -> Vec<&Field> {
    condition_cycles(form).into_iter().flat_map(|cycle| cycle.fields).collect()
}

/// A cycle of fields with conditions.
struct ConditionCycle<'a> {
    /// Each field reads the next one, and the last reads the first.
    fields: Vec<&'a Field>,
    /// The reference from the first field to the next.
    span: Span,
}

/// The cycles of a form, each from its first field; a field is in one cycle at most.
fn condition_cycles(form: &Form) -> Vec<ConditionCycle<'_>> {
    let fields: Vec<&Field> = form.fields().collect();
    let number: HashMap<*const Field, usize> =
        fields.iter().enumerate().map(|(at, field)| (*field as *const Field, at)).collect();
    let place = |field: &Field| number.get(&(field as *const Field)).copied();
    let mut reads: Vec<Vec<(usize, Span)>> = vec![Vec::new(); fields.len()];
    for condition in scoped_conditions(form) {
        for (name, to) in condition.references() {
            let Some(to) = to.and_then(place) else { continue };
            condition.targets.iter().filter_map(place).for_each(|from| reads[from].push((to, name.span)));
        }
    }
    let read: Vec<Vec<usize>> = reads.iter().map(|read| read.iter().map(|(to, _)| *to).collect()).collect();
    let cycle = |indexes: Vec<usize>| {
        let (first, second) = (*indexes.first()?, *indexes.get(1).or(indexes.first())?);
        let (_, span) = reads[first].iter().find(|(to, _)| *to == second)?;
        Some(ConditionCycle { span: *span, fields: indexes.into_iter().map(|field| fields[field]).collect() })
    };
    shortest_cycles(&read).into_iter().filter_map(cycle).collect()
}
