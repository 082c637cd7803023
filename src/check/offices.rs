//! Rule `offices`: lists the unknown contact data of the cities' offices.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "offices",
    title: "各市的机构",
    catches: "城市文件的 office 里还不知道的项，一个城市一行。",
    hurts: "不是毛病：不知道的印成空白，网页告诉读的人怎样找当地残联。列出来，是为了有人去查实。",
    example: "office: {}",
    fix: "查实以后写上；不要猜。",
    messages: &[&say::OFFICE_UNKNOWN],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for city in &site.cities {
        let office = &city.office;
        let keys = [
            ("name", &office.name),
            ("address", &office.address),
            ("hotline", &office.hotline),
            ("hours", &office.hours),
            ("seal", &office.seal),
        ];
        let unknown: Vec<&str> = keys.iter().filter(|(_, value)| value.is_none()).map(|(key, _)| *key).collect();
        if !unknown.is_empty() {
            found.push(Diagnostic::new(
                message!(say::OFFICE_UNKNOWN, city = &city.name, what = unknown.join("、")),
                city.span,
            ));
        }
    }
    found
}
