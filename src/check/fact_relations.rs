//! Rule `relations`: the relations between facts hold, or the contradiction is acknowledged.

use super::Check;
use super::page_insertions::unknown_fact;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::constant_evaluation::{ConstantValue, EvaluationError};
use crate::model::expression::Expression;
use crate::model::facts::{FactValue, Facts};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "relations",
    title: "数字之间的关系",
    catches: "relations 里写的关系不成立；不成立而写了 acknowledged 的，列为已知的矛盾；成立了还写着 acknowledged 的。",
    hurts: "同一件事两处数字不一样，读的人不知道信哪个。",
    example: "holds: ${institutions.national} = ${institutions.per_city} * ${cities.total}   # 100 = 4 * 30",
    fix: "改正数字；原文自己矛盾的，在 acknowledged 里写明，网站会注出来。",
    messages: &[
        &say::RELATION_BROKEN,
        &say::RELATION_ACKNOWLEDGED,
        &say::RELATION_HOLDS,
        &say::NOT_COMPUTABLE,
        &say::NUMBERS_TOO_LARGE,
        &say::NOT_A_NUMBER,
        &say::UNKNOWN_FACT,
    ],
    run,
};

/// Characters of an expression that a message quotes.
const MOST_SHOWN: usize = 200;

fn run(site: &Site) -> Vec<Diagnostic> {
    let facts = &site.facts;
    let mut found = Vec::new();
    for relation in &facts.relations {
        let expression = &relation.holds;
        let values = with_values(expression, facts);
        let place = expression.span;
        match (expression.holds(&|name| fact_value(name, facts)), &relation.acknowledged) {
            (Ok(true), None) => {}
            (Ok(true), Some(reason)) => {
                found.push(Diagnostic::new(message!(say::RELATION_HOLDS, values), reason.span));
            }
            (Ok(false), None) => {
                found.push(Diagnostic::new(message!(say::RELATION_BROKEN, values), place));
            }
            (Ok(false), Some(reason)) => {
                found.push(Diagnostic::new(
                    message!(say::RELATION_ACKNOWLEDGED, values, reason = reason.value.trim_end_matches('。')),
                    reason.span,
                ));
            }
            (Err(error), _) => found.extend(evaluation_fault(error, expression, site)),
        }
    }
    found
}

/// The value of `${name}`: a number, an end of a range, or the words of a text or list.
pub(crate) fn fact_value(name: &str, facts: &Facts) -> Option<ConstantValue> {
    if let Some(number) = facts.number(name) {
        return Some(ConstantValue::Number(number));
    }
    let fact = facts.fact(name)?;
    match &fact.value {
        FactValue::Text(_) | FactValue::List(_) => Some(ConstantValue::Text(fact.text())),
        FactValue::Number { .. } | FactValue::Range { .. } => None,
    }
}

/// The diagnostic for an expression over facts that has no value.
pub(crate) fn evaluation_fault(error: EvaluationError, expression: &Expression, site: &Site) -> Option<Diagnostic> {
    let facts = &site.facts;
    match error {
        EvaluationError::UnknownName(name)
            if facts.fact(&name.value).or(facts.fact(Facts::of_answer(&name.value))).is_some() =>
        {
            Some(Diagnostic::new(message!(say::NOT_A_NUMBER, name = name.value), name.span))
        }
        EvaluationError::UnknownName(name) => unknown_fact(&name, facts, site.incomplete.facts),
        EvaluationError::TooLarge => {
            let values = with_values(expression, facts);
            Some(Diagnostic::new(message!(say::NUMBERS_TOO_LARGE, values), expression.span))
        }
        EvaluationError::MixedTypes | EvaluationError::DivisionByZero | EvaluationError::Unsupported => {
            let values = with_values(expression, facts);
            Some(Diagnostic::new(message!(say::NOT_COMPUTABLE, values), expression.span))
        }
    }
}

/// The expression with the values of facts instead of their names: 100 = 4 * 30. A long expression is cut after its
/// beginning.
fn with_values(expression: &Expression, facts: &Facts) -> String {
    let mut text = expression.text.clone();
    for name in expression.answers() {
        let shown = match fact_value(&name.value, facts) {
            Some(ConstantValue::Number(number)) => number.to_string(),
            Some(ConstantValue::Text(words)) => words,
            Some(ConstantValue::Truth(_)) | None => continue,
        };
        text = text.replace(&format!("${{{}}}", name.value), &shown);
    }
    match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}……", &text[..end]),
        None => text,
    }
}
