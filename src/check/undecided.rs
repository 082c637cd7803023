//! Rule `undecided`: lists what the programme leaves undecided.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::fixed_text;
use crate::model::form::Form;
use crate::model::setting::Setting;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "undecided",
    title: "待定事项",
    catches: "表单里写了 undecided 的事项、份数、保存年限和起用日期，一一列出；没有值又没有说为什么的，是错误。",
    hurts: "方案没有写的，程序不能替人定；不列出来，就没有人去定。",
    example: "retention: {value: \"\", unit: 年}",
    fix: "由主办单位决定以后写 value、删去 undecided；没有定的写明为什么。",
    messages: &[
        &say::SETTING_UNDECIDED,
        &say::SETTING_BLANK,
        &say::COPIES_UNDECIDED,
        &say::EFFECTIVE_UNDECIDED,
        &say::VALUE_MISSING,
        &say::NO_COPIES,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for form in &site.forms {
        found.extend(form.settings.iter().chain([&form.retention]).filter_map(check_setting));
        let whole = [check_effective_date(form), check_copies(form)].into_iter().flatten();
        found.extend(whole.filter(|_| !site.incomplete.forms.contains(&form.id)));
    }
    found
}

fn check_setting(setting: &Setting) -> Option<Diagnostic> {
    let unit = setting.unit.as_deref().unwrap_or_default();
    match (&setting.value, &setting.undecided) {
        (Some(_), None) => None,
        (None, None) => Some(Diagnostic::new(message!(say::VALUE_MISSING, name = &setting.label), setting.name.span)),
        (value, Some(reason)) => {
            let (label, why) = (&setting.label, reason.value.trim_end_matches('。'));
            let message = match value {
                Some(value) => message!(say::SETTING_UNDECIDED, label, value = format!("{value}{unit}"), reason = why),
                None => message!(say::SETTING_BLANK, label, reason = why),
            };
            Some(Diagnostic::new(message, reason.span))
        }
    }
}

fn check_effective_date(form: &Form) -> Option<Diagnostic> {
    let effective = &form.effective;
    let Some(reason) = &effective.undecided else {
        let missing = || Diagnostic::new(message!(say::VALUE_MISSING, name = fixed_text::EFFECTIVE), effective.span);
        return effective.day.is_none().then(missing);
    };
    Some(Diagnostic::new(
        message!(say::EFFECTIVE_UNDECIDED, printed = effective.words(), reason = reason.value.trim_end_matches('。')),
        reason.span,
    ))
}

fn check_copies(form: &Form) -> Option<Diagnostic> {
    let count = form.copy_count();
    if count == 0 {
        return Some(Diagnostic::new(message!(say::NO_COPIES), form.span));
    }
    let reason = form.copies.undecided.as_ref()?;
    Some(Diagnostic::new(
        message!(say::COPIES_UNDECIDED, count, reason = reason.value.trim_end_matches('。')),
        reason.span,
    ))
}
