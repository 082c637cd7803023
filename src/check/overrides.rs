//! What cities decide of what the forms leave open.

use super::Check;
use super::form_references::unknown_form;
use super::names::proposal;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::check as say;

pub const CHECK: Check = Check {
    code: "overrides",
    title: "城市的决定",
    catches: "城市文件的 settings 写了没有的表单，或者那张表没有的待定事项。",
    hurts: "城市以为已经定了，印出来的表还是原来的样子。",
    example: "settings: {follow-up-record: {intervall: 3}}",
    fix: "写表单里 settings: 的名字，或者 retention。",
    messages: &[&say::UNKNOWN_FORM, &say::UNKNOWN_SETTING],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for own in site.cities.iter().flat_map(|city| &city.settings) {
        let Some(form) = site.form(&own.form.value) else {
            if !site.knows_form(&own.form.value) {
                found.push(unknown_form(site, &own.form));
            }
            continue;
        };
        let names = form.settings.iter().chain([&form.retention]).map(|setting| setting.name.value.as_str());
        if let Some(near) = proposal(own.setting.value.as_str(), names, site.gaps.forms.contains(&form.id)) {
            let unknown = Diagnostic::error(&say::UNKNOWN_SETTING, own.setting.span).with("form", &form.id);
            found.push(unknown.with("name", &own.setting.value).with("near", near));
        }
    }
    found
}
