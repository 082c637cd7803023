//! Conditions that wait for each other.

use std::collections::BTreeMap;

use super::Check;
use super::reading::conditions;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::form::{Field, Form};
use crate::source::Span;
use crate::wording::check as say;

pub const CHECK: Check = Check {
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
        .flat_map(cycles)
        .map(|cycle| {
            let names: Vec<&str> =
                cycle.fields.iter().chain(cycle.fields.first()).map(|field| field.name.value.as_str()).collect();
            Diagnostic::error(&say::CYCLE, cycle.span).with("path", names.join(" → "))
        })
        .collect()
}

/// Every field that is part of a cycle.
pub fn in_cycles(form: &Form) -> Vec<&Field> {
    cycles(form).into_iter().flat_map(|cycle| cycle.fields).collect()
}

struct Cycle<'a> {
    /// Each reads the next, the last the first.
    fields: Vec<&'a Field>,
    /// Where the first reads the next.
    span: Span,
}

/// The cycles of a form, each field in one at most, from its first field on.
fn cycles(form: &Form) -> Vec<Cycle<'_>> {
    let fields: Vec<&Field> = form.fields().collect();
    let number: BTreeMap<*const Field, usize> =
        fields.iter().enumerate().map(|(at, field)| (*field as *const Field, at)).collect();
    let place = |field: &Field| number.get(&(field as *const Field)).copied();
    let mut reads: Vec<Vec<(usize, Span)>> = vec![Vec::new(); fields.len()];
    for condition in conditions(form) {
        for (name, to) in condition.reads() {
            let Some(to) = to.and_then(place) else { continue };
            condition.of.iter().filter_map(place).for_each(|from| reads[from].push((to, name.span)));
        }
    }
    let mut found: Vec<Cycle> = Vec::new();
    let mut known = vec![false; fields.len()];
    for from in 0..fields.len() {
        for &(to, span) in &reads[from] {
            if !known[from]
                && let Some(way) = way(&reads, to, from)
            {
                let cycle: Vec<usize> = std::iter::once(from).chain(way).collect();
                cycle.iter().for_each(|&field| known[field] = true);
                found.push(Cycle { fields: cycle.iter().map(|&field| fields[field]).collect(), span });
            }
        }
    }
    found
}

/// The fields from one up to, but without, another, each reading the next; the shortest such way.
fn way(reads: &[Vec<(usize, Span)>], from: usize, to: usize) -> Option<Vec<usize>> {
    let mut before: Vec<Option<usize>> = vec![None; reads.len()];
    let mut queue = vec![from];
    let mut next = 0;
    while let Some(&field) = queue.get(next) {
        next += 1;
        if field == to {
            // Back along the way that was found; `from` itself has nothing before it.
            let mut way: Vec<usize> = std::iter::successors(before[field], |&field| before[field]).collect();
            way.reverse();
            return Some(way);
        }
        for &(read, _) in &reads[field] {
            if read != from && before[read].is_none() {
                before[read] = Some(field);
                queue.push(read);
            }
        }
    }
    None
}
