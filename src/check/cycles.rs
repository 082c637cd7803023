//! Conditions that wait for each other.

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
        .flat_map(|form| cycles(form))
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

/// That a field's condition reads another field, and where.
struct Edge<'a> {
    from: &'a Field,
    to: &'a Field,
    span: Span,
}

/// The cycles of a form, each once, from its first field on.
fn cycles(form: &Form) -> Vec<Cycle<'_>> {
    let mut edges = Vec::new();
    for condition in conditions(form) {
        for (name, to) in condition.reads() {
            let reads = to.into_iter().flat_map(|to| condition.of.iter().map(move |from| (from, to)));
            edges.extend(reads.map(|(from, to)| Edge { from, to, span: name.span }));
        }
    }
    let mut found: Vec<Cycle> = Vec::new();
    for edge in &edges {
        let known = |field: &Field| found.iter().any(|c| c.fields.iter().any(|other| std::ptr::eq(*other, field)));
        if known(edge.from) {
            continue;
        }
        if let Some(way) = way(&edges, edge.to, edge.from) {
            let fields = std::iter::once(edge.from).chain(way).collect();
            found.push(Cycle { fields, span: edge.span });
        }
    }
    found
}

/// The fields from one up to, but without, another, each reading the next; the shortest such way.
fn way<'a>(edges: &[Edge<'a>], from: &'a Field, to: &'a Field) -> Option<Vec<&'a Field>> {
    let mut ways: Vec<Vec<&Field>> = vec![vec![from]];
    let mut seen: Vec<&Field> = vec![from];
    let mut next = 0;
    while let Some(way) = ways.get(next).cloned() {
        next += 1;
        let last = *way.last()?;
        if std::ptr::eq(last, to) {
            return Some(way[..way.len() - 1].to_vec());
        }
        for edge in edges.iter().filter(|edge| std::ptr::eq(edge.from, last)) {
            if !seen.iter().any(|field| std::ptr::eq(*field, edge.to)) {
                seen.push(edge.to);
                ways.push(way.iter().copied().chain([edge.to]).collect());
            }
        }
    }
    None
}
