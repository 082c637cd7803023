//! Rule `answer-names`: two answers of a form must not have the same name.
//!
//! Names that are declared twice are reported by the loader ([`crate::load::duplicate_names`]); this rule checks the
//! names that the form derives from declared ones.

use std::collections::BTreeMap;

use super::Check;
use super::support::condition_scope::single_answer_fields;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::anchor::Anchor;
use crate::model::answers::{AnswerColumn, AnswerName};
use crate::model::choice::{Choice, ChoiceList};
use crate::model::field::{Field, FieldKind, Question};
use crate::model::form::Form;
use crate::model::{Site, issue};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "answer-names",
    title: "同名的答案",
    catches: "两处要填的用了同一个名字：栏目 devices_other 和选择题 devices 的“其他”；行 pay_note 和行 pay 的说明；栏目叫 office、serial，或者 part2 这样的名字；一个选项表里两个“其他”，多选的选项只差点和下划线；表格 steps 的列 day 和栏目 steps-day。",
    hurts: "填写版 PDF 和网页上，填一处，另一处跟着变；数据表里两列同名，分不出是哪一栏。",
    example: "- {name: devices, type: select_multiple, list: device, label: 配备辅具}    # device 有 other: true 的选项\n- {name: devices_other, type: text, label: 别的}",
    fix: "给其中一个换一个名字。",
    messages: &[&say::SAME_ANSWER, &say::RESERVED_ANSWER, &say::SAME_ANCHOR],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let of_form = |form| {
        let mut found = check_answers(site, form);
        found.extend(check_fields(form, &found));
        found.extend(check_anchors(form));
        found
    };
    site.forms
        .iter()
        .flat_map(of_form)
        .chain(site.choices.0.iter().flat_map(|list| check_options(site, list)))
        .collect()
}

/// Reports a field, row or column with the name of a derived answer: the office, the serial number, the text of 其他, a
/// note.
fn check_answers(site: &Site, form: &Form) -> Vec<Diagnostic> {
    // One blank row is enough: the others are equal.
    let rows = form.top_fields().map(|field| (field.name.value.clone(), 1)).collect();
    let issued = issue(site, form, None);
    let columns = issued.columns(&rows);
    let mut known: BTreeMap<&AnswerName, &AnswerColumn> = BTreeMap::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for column in &columns {
        let Some(other) = known.insert(&column.name, column) else { continue };
        let (written, derived) = match (column.item, other.item) {
            (Some(_), None) => (column, other),
            (None, Some(_)) => (other, column),
            (Some(_), Some(_)) | (None, None) => continue,
        };
        let (label, other, name) = (&written.label, &derived.label, &written.name);
        let same = Diagnostic::new(message!(say::SAME_ANSWER, there = derived.span, label, other, name), written.span);
        // The fault repeats in every named row; one report is enough.
        if !found
            .iter()
            .any(|earlier| (&earlier.location, earlier.second_place()) == (&same.location, same.second_place()))
        {
            found.push(same);
        }
    }
    found
}

/// Reports a field with a reserved name (office, serial number or further copy) that is not yet reported.
fn check_fields(form: &Form, reported: &[Diagnostic]) -> Vec<Diagnostic> {
    let reserved = single_answer_fields(form).filter(|field| AnswerName::is_reserved(&field.name.value));
    let is_reported =
        |field: &&Field| reported.iter().any(|earlier| earlier.location == Location::from(field.name.span));
    let fault = |field: &Field| {
        Diagnostic::new(
            message!(say::RESERVED_ANSWER, label = &field.label.zh, name = &field.name.value),
            field.name.span,
        )
    };
    reserved.filter(|field| !is_reported(field)).map(fault).collect()
}

fn check_anchors(form: &Form) -> Vec<Diagnostic> {
    let mut known: BTreeMap<Anchor, &Field> = BTreeMap::new();
    let mut found = Vec::new();
    for (anchor, field) in form.anchors() {
        let name = anchor.to_string();
        let Some(other) = known.insert(anchor, field) else { continue };
        // Equal names in one scope were reported during loading.
        if other.name.value != field.name.value {
            found.push(Diagnostic::new(
                message!(
                    say::SAME_ANCHOR,
                    there = other.name.span,
                    label = &field.label.zh,
                    other = &other.label.zh,
                    name
                ),
                field.name.span,
            ));
        }
    }
    found
}

/// Reports options with the same name for their tick boxes or for their blanks.
fn check_options(site: &Site, list: &ChoiceList) -> Vec<Diagnostic> {
    let chosen = |field: &Field| match &field.kind {
        FieldKind::Question(Question::Select { list: used, many: true }) => used.value == list.name.value,
        _ => false,
    };
    let several = site.forms.iter().flat_map(Form::fields).any(chosen);
    let question = AnswerName::field(&list.name.value);
    let mut known: BTreeMap<AnswerName, &Choice> = BTreeMap::new();
    let mut found = Vec::new();
    for choice in &list.choices {
        let tick = several.then(|| question.option(&choice.name.value));
        for name in tick.into_iter().chain(choice.other.then(|| question.other())) {
            let shown = name.to_string();
            let Some(other) = known.insert(name, choice) else { continue };
            // Equal values were reported during loading.
            if other.name.value != choice.name.value {
                found.push(Diagnostic::new(
                    message!(
                        say::SAME_ANSWER,
                        there = other.name.span,
                        label = &choice.label.zh,
                        other = &other.label.zh,
                        name = shown
                    ),
                    choice.name.span,
                ));
            }
        }
    }
    found
}
