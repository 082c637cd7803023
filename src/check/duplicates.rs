//! Rule `duplicates`: two things must not have the same number, name, code or address. Names within one file are
//! checked by the loader.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::Check;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Site;
use crate::model::address::Address;
use crate::model::facts::Action;
use crate::model::source_path::SourcePath;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "duplicates",
    title: "重名",
    catches: "两张表同一个编号；一个选项表里两个一样的选项；两个城市同名或同代码；两项行动、两条措施同一个编号；两个文件同一个网址。",
    hurts: "填好的数据对不上，后写的页面盖掉先写的。",
    example: "id: hankou\nname: 武汉市\nadcode: 420100        # 已经有 wuhan.yaml",
    fix: "换一个名字，或者删去一个。",
    messages: &[&say::DUPLICATE, &say::SAME_ADDRESS],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let forms = site.forms.iter().map(|form| (&form.number, form.span, SourcePath::form(&form.id)));
    check_names("number", forms, &mut found);
    for list in &site.choices.0 {
        let labels = list.choices.iter().map(|choice| (&choice.label.zh, choice.label.span, SourcePath::choices()));
        check_names("label", labels, &mut found);
    }
    check_names("name", site.cities.iter().map(|city| (&city.name, city.span, SourcePath::city(&city.id))), &mut found);
    check_names(
        "adcode",
        site.cities.iter().map(|city| (&city.adcode, city.span, SourcePath::city(&city.id))),
        &mut found,
    );
    let facts = &site.facts;
    let actions = facts.actions.iter().map(|action| (action.number, action_place(action), SourcePath::facts()));
    check_names("actions", actions, &mut found);
    let measures =
        facts.measures.iter().map(|measure| (measure.number.value, measure.number.span, SourcePath::facts()));
    check_names("measures", measures, &mut found);
    check_addresses(site, &mut found);
    found
}

/// The location of an action: that of its first source, because an action has no span.
pub(crate) fn action_place(action: &Action) -> Location {
    action.source.first().map_or_else(|| SourcePath::facts().into(), |source| Location::Span(source.span))
}

/// Reports equal names; each name comes with its location and its file.
fn check_names<N: Ord + Display, P: Into<Location>>(
    key: &'static str,
    names: impl Iterator<Item = (N, P, SourcePath)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<N, SourcePath> = BTreeMap::new();
    for (name, place, file) in names {
        let shown = name.to_string();
        if let Some(other) = seen.get(&name) {
            found.push(Diagnostic::new(message!(say::DUPLICATE, name = shown, key, other), place));
        } else if !shown.is_empty() {
            // An unreadable value is empty, and was reported.
            seen.insert(name, file);
        }
    }
}

/// Reports two files with the same output address. A page may share its address with the form that it introduces.
fn check_addresses(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut used: BTreeMap<Address, String> = BTreeMap::new();
    for reserved in [Address::robots(), Address::sitemap(), Address::manifest()] {
        used.insert(reserved, env!("CARGO_PKG_NAME").to_owned());
    }
    used.extend(site.cities.iter().map(|city| (Address::city(&city.id), SourcePath::city(&city.id).to_string())));
    let pages = site.pages.iter().map(|page| (page.address.clone(), &page.path, Location::Span(page.title.span)));
    let files = site.files.iter().map(|file| &file.path);
    let files = files.map(|path| (Address::file(path), path, SourcePath::file(path).into()));
    for (address, path, place) in pages.chain(files) {
        if let Some(other) = used.get(&address) {
            found.push(Diagnostic::new(message!(say::SAME_ADDRESS, address = &address, other), place));
        }
        used.insert(address, SourcePath::file(path).to_string());
    }
}
