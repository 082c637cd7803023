//! One name, code or address for two things; names within one file are the loader's.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::Check;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Site;
use crate::model::address::Address;
use crate::model::facts::Action;
use crate::wording::check as say;

pub const CHECK: Check = Check {
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
    twice("number", site.forms.iter().map(|form| (&form.number, form.span)), &mut found);
    for list in &site.choices.0 {
        twice("label", list.choices.iter().map(|choice| (&choice.label.zh, choice.label.span)), &mut found);
    }
    twice("name", site.cities.iter().map(|city| (&city.name, city.span)), &mut found);
    twice("adcode", site.cities.iter().map(|city| (&city.adcode, city.span)), &mut found);
    let facts = &site.facts;
    twice("actions", facts.actions.iter().map(|action| (action.number, action_place(action))), &mut found);
    twice("measures", facts.measures.iter().map(|measure| (&measure.number.value, measure.number.span)), &mut found);
    addresses(site, &mut found);
    found
}

/// An action has no place of its own; the section it is from has.
pub fn action_place(action: &Action) -> Place {
    action.source.first().map_or(Place::from("content/facts.yaml"), |source| Place::Span(source.span))
}

fn twice<N: Ord + Display, P: Into<Place>>(
    key: &'static str,
    names: impl Iterator<Item = (N, P)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (name, place) in names {
        let shown = name.to_string();
        // What could not be read is empty, and was reported.
        if !shown.is_empty() && !seen.insert(name) {
            found.push(Diagnostic::error(&say::DUPLICATE, place).with("name", shown).with("key", key));
        }
    }
}

/// Two files that would be published at one address. A page may stand with a form, as its introduction.
fn addresses(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<Address, String> = BTreeMap::new();
    for made in [Address::robots(), Address::sitemap(), Address::manifest()] {
        taken.insert(made.clone(), made.to_string());
    }
    taken.extend(site.cities.iter().map(|city| (Address::city(&city.id), format!("content/cities/{}.yaml", city.id))));
    let pages = site.pages.iter().map(|page| (page.address.clone(), &page.path, Place::Span(page.title.span)));
    let files = site.files.iter().map(|path| (Address::file(path), path, Place::Path(format!("content/{path}"))));
    for (address, path, place) in pages.chain(files) {
        if let Some(other) = taken.get(&address) {
            found.push(Diagnostic::error(&say::SAME_ADDRESS, place).with("address", &address).with("other", other));
        }
        taken.insert(address, format!("content/{path}"));
    }
}
