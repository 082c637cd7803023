//! What the programme leaves open.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::fixed_text;
use crate::model::form::Form;
use crate::model::setting::Setting;
use crate::wording::check as say;

pub const CHECK: Check = Check {
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
        (None, None) => Some(Diagnostic::error(&say::VALUE_MISSING, setting.name.span).with("name", &setting.label)),
        (value, Some(reason)) => {
            let message = if value.is_some() { &say::SETTING_UNDECIDED } else { &say::SETTING_BLANK };
            let open = Diagnostic::new(message, reason.span).with("label", &setting.label);
            let open = open.with("value", format!("{}{unit}", value.as_deref().unwrap_or_default()));
            Some(open.with("reason", reason.value.trim_end_matches('。')))
        }
    }
}

fn check_effective_date(form: &Form) -> Option<Diagnostic> {
    let effective = &form.effective;
    let Some(reason) = &effective.undecided else {
        let missing = || Diagnostic::error(&say::VALUE_MISSING, effective.span).with("name", fixed_text::EFFECTIVE);
        return effective.day.is_none().then(missing);
    };
    let open = Diagnostic::new(&say::EFFECTIVE_UNDECIDED, reason.span);
    Some(open.with("printed", effective.words()).with("reason", reason.value.trim_end_matches('。')))
}

fn check_copies(form: &Form) -> Option<Diagnostic> {
    let count = form.copy_count();
    if count == 0 {
        return Some(Diagnostic::error(&say::NO_COPIES, form.span));
    }
    let reason = form.copies.undecided.as_ref()?;
    let open = Diagnostic::new(&say::COPIES_UNDECIDED, reason.span).with("count", count);
    Some(open.with("reason", reason.value.trim_end_matches('。')))
}
