//! Rule `releases`: a form with changes since its last release has the necessary new version.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::form::Form;
use crate::model::release::change::ReleaseChange;
use crate::model::release::office_states::{Release, compare, generic, latest};
use crate::model::release::state::state;
use crate::model::source_path::SourcePath;
use crate::model::version::Version;
use crate::model::{Site, issue};
use crate::wording::{Bilingual, Lang, message, release as say};

pub(crate) const CHECK: Check = Check {
    code: "releases",
    title: "发布和版本",
    catches: "表单和 forms/releases 里发布的最新一版不一样，版本却没有按改动的轻重改：删改栏目、换代码、加必填改首位，加栏目、加选项、换位置改中间一位，改措辞改末位；版本比发布的还低。没有发布过的表单不管。办事机构自己的决定不算。",
    hurts: "两张印着同一个版本的表问的不一样，代码“1”在一张上是满意、在另一张上是不满意；收回来分不清，汇总就错了。",
    example: "version: 1.0.0   # 发布的 1.0.0 版里 1 是满意，现在 1 是不满意",
    fix: "照提示改 version；改完用 formpress release 发布。不想改的，把内容改回去。formpress diff 逐处说明改了什么、意味着什么。",
    messages: &[&say::STEP_MISSING, &say::VERSION_BACK],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let is_complete = |form: &&Form| !site.incomplete.choices && !site.incomplete.forms.contains(&form.id);
    let forms = site.forms.iter().filter(is_complete);
    forms.filter_map(|form| release_fault(site, form, latest(&site.releases, form.id.as_str())?)).collect()
}

fn release_fault(site: &Site, form: &Form, (release, version): (&Release, Version)) -> Option<Diagnostic> {
    let now: Version = form.version.parse().ok()?;
    let path = SourcePath::release(&release.form.name, &version.to_string());
    if now < version {
        return Some(Diagnostic::new(message!(say::VERSION_BACK, now, released = version), form.version_span));
    }
    let comparison = compare(&generic(&release.form), &state(&issue(site, form, None)));
    if comparison.has_required_bump() {
        return None;
    }
    let mut changes: Vec<&ReleaseChange> = comparison.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.impact.bump));
    let lines = |lang| changes.iter().take(MAX_SHOWN_CHANGES).map(|change| change.line(lang)).collect::<Vec<_>>();
    let message = message!(
        say::STEP_MISSING,
        now,
        released = version,
        path,
        count = changes.len(),
        version = version.bumped(comparison.required_bump),
        changes = Bilingual { zh: lines(Lang::Zh).join("；"), en: lines(Lang::En).join("; ") }
    );
    Some(Diagnostic::new(message, form.version_span))
}

/// Number of changes that a message names, those with the greatest impact first.
const MAX_SHOWN_CHANGES: usize = 3;
