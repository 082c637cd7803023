//! Rule `derived`: figures that are derived from others have the calculated value.

use std::collections::HashMap;

use super::Check;
use super::fact_relations::{evaluation_fault, fact_value};
use super::support::cycle_search::{cycle_path, shortest_cycles};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::constant_evaluation::ConstantValue;
use crate::model::facts::{Fact, FactOrigin, FactValue, Facts};
use crate::source::Spanned;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "derived",
    title: "推算的数",
    catches: "derived 的算式算出来和 value 不一样（按写出的小数位四舍五入后比）；算式绕回来用到自己；算出来的数大得不准。",
    hurts: "原来的数改了，推算的数没有跟着改；自己推出自己的数，其实没有出处。",
    example: "stable.rate: {value: 64.5, unit: \"%\", derived: \"${stable} div ${recommended} * 100\"}   # 应是 46.5",
    fix: "改正 value 或算式。",
    messages: &[
        &say::DERIVED_WRONG,
        &say::DERIVED_FROM_ITSELF,
        &say::NOT_COMPUTABLE,
        &say::NUMBERS_TOO_LARGE,
        &say::NOT_A_NUMBER,
        &say::UNKNOWN_FACT,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let facts = &site.facts.facts;
    let place: HashMap<&str, usize> =
        facts.iter().enumerate().map(|(at, fact)| (fact.name.value.as_str(), at)).collect();
    let read = |name: &Spanned<String>| {
        place.get(name.value.as_str()).or_else(|| place.get(Facts::of_answer(&name.value))).copied()
    };
    let reads: Vec<Vec<usize>> = facts
        .iter()
        .map(|fact| match &fact.origin {
            FactOrigin::Derived(Some(expression)) => expression.answers().into_iter().filter_map(read).collect(),
            FactOrigin::Derived(None) | FactOrigin::Stated | FactOrigin::External { .. } => Vec::new(),
        })
        .collect();
    let cycles = shortest_cycles(&reads).into_iter().filter_map(|cycle| {
        let path = cycle_path(cycle.iter().map(|&at| facts[at].name.value.as_str()));
        Some(Diagnostic::new(message!(say::DERIVED_FROM_ITSELF, path), facts[*cycle.first()?].span()))
    });
    cycles.chain(facts.iter().filter_map(|fact| check_fact(site, fact))).collect()
}

fn check_fact(site: &Site, fact: &Fact) -> Option<Diagnostic> {
    let FactOrigin::Derived(Some(expression)) = &fact.origin else { return None };
    let outcome = match expression.evaluate(&|name| fact_value(name, &site.facts)) {
        Ok(outcome) => outcome,
        Err(error) => return evaluation_fault(error, expression, site),
    };
    let computed = match (&fact.value, outcome) {
        (FactValue::Number { text, number }, ConstantValue::Number(computed)) => {
            let places = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let step = 10_f64.powi(-i32::try_from(places).ok()?);
            // Persons round a half up or down.
            if (number - computed).abs() <= step / 2.0 + 1e-9 * computed.abs().max(1.0) {
                return None;
            }
            format!("{computed:.places$}")
        }
        (FactValue::Text(text), ConstantValue::Text(words)) if *text == words => return None,
        (_, ConstantValue::Number(computed)) => computed.to_string(),
        (_, ConstantValue::Text(words)) => words,
        (_, ConstantValue::Truth(truth)) => truth.to_string(),
    };
    Some(Diagnostic::new(
        message!(say::DERIVED_WRONG, name = &fact.name.value, value = fact.text(), computed),
        fact.span(),
    ))
}
