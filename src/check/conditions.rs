//! Rule `conditions`: conditions and constraints read existing, earlier answers and compare them with existing options.

use super::Check;
use super::cycles::fields_in_cycles;
use super::support::condition_scope::{ScopedCondition, scoped_conditions};
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::choice::ChoiceList;
use crate::model::constant_evaluation::EvaluationError;
use crate::model::expression::{ExpressionNode, Operator};
use crate::model::field::{Field, FieldKind, Question};
use crate::model::form::Form;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "conditions",
    title: "条件和限制",
    catches: "relevant 和 constraint 读了没有的栏、后面才填的栏、没有单个答案的栏；比的选项不在选项表里，或者没有加引号；算式除以零，或者算出来的数大得不准。",
    hurts: "这一栏永远不用填或者永远要填，纸上印出的“……时填”也说不通。",
    example: "relevant: ${met} = '3'        # 选项表 yes_no 只有 1 和 2",
    fix: "改正栏名和选项；条件写在后面那一栏。",
    messages: &[
        &say::UNKNOWN_FIELD,
        &say::READS_LATER,
        &say::READS_NO_ANSWER,
        &say::OWN_IN_CONDITION,
        &say::UNKNOWN_OPTION,
        &say::OPTION_NOT_QUOTED,
        &say::NOT_A_CHOICE,
        &say::NOT_COMPUTABLE,
        &say::NUMBERS_TOO_LARGE,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for form in &site.forms {
        let order: Vec<&Field> = form.fields().collect();
        let circular = fields_in_cycles(form);
        for condition in scoped_conditions(form) {
            check_names(site, form, &condition, &order, &circular, &mut found);
            condition.expression.node.visit(&mut |node| found.extend(check_comparison(site, &condition, node)));
        }
    }
    found
}

fn check_names(
    site: &Site,
    form: &Form,
    condition: &ScopedCondition,
    order: &[&Field],
    circular: &[&Field],
    found: &mut Vec<Diagnostic>,
) {
    let place = |field: &Field| order.iter().position(|other| std::ptr::eq(*other, field));
    let own_position = condition.targets.first().and_then(place);
    for (name, field) in condition.references() {
        let Some(field) = field else {
            if let Some(near) =
                suggestion(&name.value, condition.visible_names(), site.incomplete.forms.contains(&form.id))
            {
                found.push(Diagnostic::new(message!(say::UNKNOWN_FIELD, name = &name.value, near), name.span));
            }
            continue;
        };
        if let Some(kind) = kind_without_answer(&field.kind) {
            found.push(Diagnostic::new(message!(say::READS_NO_ANSWER, name = &name.value, kind), name.span));
        } else if place(field) > own_position && !circular.iter().any(|other| std::ptr::eq(*other, field)) {
            found.push(Diagnostic::new(message!(say::READS_LATER, name = &name.value), name.span));
        }
    }
}

/// The name of a kind without a single answer.
fn kind_without_answer(kind: &FieldKind) -> Option<&'static str> {
    match kind {
        FieldKind::Matrix { .. } => Some("matrix"),
        FieldKind::Repeat { .. } => Some("repeat"),
        FieldKind::Photo { .. } => Some("photo"),
        FieldKind::Signatures { .. } => Some("signatures"),
        FieldKind::Note { .. } => Some("note"),
        FieldKind::Clauses { .. } => Some("clauses"),
        FieldKind::Consent(_) => Some("consent"),
        FieldKind::Question(_) => None,
    }
}

/// The fault of one comparison or function, if it has one.
fn check_comparison(site: &Site, condition: &ScopedCondition, node: &ExpressionNode) -> Option<Diagnostic> {
    let span = condition.expression.span;
    match node {
        ExpressionNode::Own if !condition.is_constraint => Some(Diagnostic::new(message!(say::OWN_IN_CONDITION), span)),
        ExpressionNode::Binary(Operator::Equal | Operator::NotEqual, left, right) => {
            let (field, value) = match (&**left, &**right) {
                (answer @ (ExpressionNode::Answer(_) | ExpressionNode::Own), value) => {
                    (compared_field(condition, answer)?, value)
                }
                (value, answer @ (ExpressionNode::Answer(_) | ExpressionNode::Own)) => {
                    (compared_field(condition, answer)?, value)
                }
                _ => return None,
            };
            let list = site.choices.get(&field.kind.list()?.value)?;
            match value {
                ExpressionNode::Text(option) => unknown_option(list, option, condition),
                ExpressionNode::Number(option) => Some(Diagnostic::new(message!(say::OPTION_NOT_QUOTED, option), span)),
                _ => None,
            }
        }
        ExpressionNode::Binary(Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide, ..) => {
            let message = match node.never_computable()? {
                EvaluationError::TooLarge => message!(say::NUMBERS_TOO_LARGE, values = &condition.expression.text),
                _ => message!(say::NOT_COMPUTABLE, values = &condition.expression.text),
            };
            Some(Diagnostic::new(message, span))
        }
        ExpressionNode::Selected(answer, value) => {
            let field = compared_field(condition, answer)?;
            let Some(list) = field.kind.list() else {
                return Some(not_a_choice(field, "selected", condition));
            };
            match &**value {
                ExpressionNode::Text(option) => unknown_option(site.choices.get(&list.value)?, option, condition),
                _ => None,
            }
        }
        ExpressionNode::CountSelected(answer) => {
            let field = compared_field(condition, answer)?;
            (!matches!(field.kind, FieldKind::Question(Question::Select { many: true, .. })))
                .then(|| not_a_choice(field, "count-selected", condition))
        }
        ExpressionNode::Own
        | ExpressionNode::Answer(_)
        | ExpressionNode::Number(_)
        | ExpressionNode::Text(_)
        | ExpressionNode::Today => None,
        ExpressionNode::Not(_) | ExpressionNode::Binary(..) | ExpressionNode::Regex(..) => None,
    }
}

fn compared_field<'a>(condition: &ScopedCondition<'a>, node: &ExpressionNode) -> Option<&'a Field> {
    match node {
        ExpressionNode::Answer(name) => condition.resolve(&name.value),
        ExpressionNode::Own if condition.is_constraint => condition.targets.first(),
        _ => None,
    }
}

fn unknown_option(list: &ChoiceList, option: &str, condition: &ScopedCondition) -> Option<Diagnostic> {
    let options: Vec<String> = list.choices.iter().map(|choice| format!("'{}'", choice.name.value)).collect();
    let unknown = || message!(say::UNKNOWN_OPTION, option, list = &list.name.value, options = options.join("、"));
    let none = list.choice(option).is_none();
    none.then(|| Diagnostic::new(unknown(), condition.expression.span))
}

fn not_a_choice(field: &Field, function: &str, condition: &ScopedCondition) -> Diagnostic {
    Diagnostic::new(message!(say::NOT_A_CHOICE, name = &field.name.value, function), condition.expression.span)
}
