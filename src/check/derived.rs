//! Figures that were computed from others.

use super::Check;
use super::relations::{unclear_fault, value};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::evaluation::Outcome;
use crate::model::facts::{Fact, Standing, Value};
use crate::wording::check as say;

pub const CHECK: Check = Check {
    code: "derived",
    title: "推算的数",
    catches: "derived 的算式算出来和 value 不一样（按写出的小数位四舍五入后比）。",
    hurts: "原来的数改了，推算的数没有跟着改。",
    example: "stable.rate: {value: 64.5, unit: \"%\", derived: \"${stable} div ${recommended} * 100\"}   # 应是 46.5",
    fix: "改正 value 或算式。",
    messages: &[&say::DERIVED_WRONG, &say::NOT_COMPUTABLE, &say::NOT_A_NUMBER, &say::UNKNOWN_FACT],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    site.facts.facts.iter().filter_map(|fact| fault(site, fact)).collect()
}

fn fault(site: &Site, fact: &Fact) -> Option<Diagnostic> {
    let Standing::Derived(Some(expression)) = &fact.standing else { return None };
    let outcome = match expression.evaluate(&|name| value(name, &site.facts)) {
        Ok(outcome) => outcome,
        Err(unclear) => return unclear_fault(unclear, expression, site),
    };
    let computed = match (&fact.value, outcome) {
        (Value::Number { text, number }, Outcome::Number(computed)) => {
            let places = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let step = 10_f64.powi(-i32::try_from(places).ok()?);
            // A half is rounded either way by those who compute by hand.
            if (number - computed).abs() <= step / 2.0 + 1e-9 * computed.abs().max(1.0) {
                return None;
            }
            format!("{computed:.places$}")
        }
        (Value::Text(text), Outcome::Text(words)) if *text == words => return None,
        (_, Outcome::Number(computed)) => computed.to_string(),
        (_, Outcome::Text(words)) => words,
        (_, Outcome::Truth(truth)) => truth.to_string(),
    };
    let wrong = Diagnostic::error(&say::DERIVED_WRONG, fact.span()).with("name", &fact.name.value);
    Some(wrong.with("value", fact.text()).with("computed", computed))
}
