//! Rule `sources`: fields, actions, measures and derived facts have a source.

use super::Check;
use super::duplicates::action_place;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Site;
use crate::model::facts::FactOrigin;
use crate::model::field::Field;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "sources",
    title: "出处",
    catches: "表单的栏、武汉的行动和措施没有出处；推算的事实（derived: true）既没有算式，也没有出处或 note。栏可以用所在一节的出处，方案没有写的写 inferred。",
    hurts: "没有人说得出为什么要填这一栏，也查不到数字从哪里来。",
    example: "{name: hobby, type: text, label: 爱好}",
    fix: "写 source: 方案的章节，或者 inferred: 为什么要有。",
    messages: &[&say::NO_SOURCE],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut without: Vec<(String, Location)> = Vec::new();
    for section in site.forms.iter().flat_map(|form| &form.sections) {
        let inherited = !section.source.is_empty() || section.inferred.is_some();
        // A field that an office adds does not inherit the section's source.
        let has_no_source = |f: &&Field| (f.of_office || !inherited) && f.source.is_empty() && f.inferred.is_none();
        let fields = section.fields.iter().filter(has_no_source);
        without.extend(fields.map(|field| (field.label.zh.clone(), field.name.span.into())));
    }
    for fact in &site.facts.facts {
        let needs = match fact.origin {
            FactOrigin::Derived(None) => fact.note.is_none(),
            // A stated fact without a source was already refused by the loader.
            FactOrigin::Stated | FactOrigin::Derived(Some(_)) | FactOrigin::External { .. } => false,
        };
        if needs && fact.source.is_empty() {
            without.push((fact.label.clone(), fact.span().into()));
        }
    }
    let actions = site.facts.actions.iter().filter(|action| action.source.is_empty());
    without.extend(actions.map(|action| (action.title.clone(), action_place(action))));
    let measures = site.facts.measures.iter().filter(|measure| measure.source.is_empty());
    without.extend(measures.map(|measure| (measure.what.clone(), measure.number.span.into())));
    without.into_iter().map(|(name, place)| Diagnostic::new(message!(say::NO_SOURCE, name), place)).collect()
}
