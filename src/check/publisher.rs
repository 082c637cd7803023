//! Rule `publisher`: the data of the publisher that each page footer must show are complete.

use super::Check;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Site;
use crate::model::source_path::SourcePath;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "publisher",
    title: "主办单位和备案",
    catches: "site.yaml 的 publisher 没有写由哪一类单位发布（profile），或者这一类单位必须写的项还空着。",
    hurts: "读的人不知道网站是谁办的、错了找谁改；正式发布时缺少必须公示的编号。",
    example: "publisher: {profile: gov, organiser: …}        # 没有网站标识码、备案号",
    fix: "由主办单位提供以后写上，不要编造；profile 写 gov（政府网站）或者 org（其他单位）。",
    messages: &[&say::PROFILE_UNDECIDED, &say::PUBLISHER_MISSING],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let publisher = &site.settings.publisher;
    let Some(profile) = &publisher.profile else {
        let place: Location = publisher.span.map_or_else(|| SourcePath::settings().into(), Into::into);
        return vec![Diagnostic::new(message!(say::PROFILE_UNDECIDED), place)];
    };
    let missing = publisher.required(profile.value).into_iter().filter(|(_, known)| !known);
    missing.map(|(key, _)| Diagnostic::new(message!(say::PUBLISHER_MISSING, key), profile.span)).collect()
}
