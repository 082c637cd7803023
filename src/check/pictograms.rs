//! Rule `pictograms`: referenced pictograms exist.

use super::Check;
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::name::Name;
use crate::model::page::Inline;
use crate::source::Spanned;
use crate::wording::{message, pictogram as say};

pub(crate) const CHECK: Check = Check {
    code: "pictograms",
    title: "图标的名字",
    catches: "页面、表单、流程图的步骤里写的 pictogram，页面正文里的 ${pictogram:…}，templates/pictograms 里没有这个图标。",
    hurts: "该有图标的地方是空的；看图认路的人就少了一个记号。",
    example: "- ${pictogram:fone} 打电话问。",
    fix: "改正名字；没有合适的，照 templates/pictograms 里别的图标画一个。",
    messages: &[&say::UNKNOWN],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let pages = site.pages.iter().filter_map(|page| page.pictogram.as_ref());
    let forms = site.forms.iter().filter_map(|form| form.pictogram.as_ref());
    let steps = site.facts.diagrams.iter().flat_map(|diagram| &diagram.stages).flat_map(|stage| &stage.steps);
    let written = site.pages.iter().flat_map(|page| page.inlines()).filter_map(|inline| match inline {
        Inline::Pictogram(name) => Some(name),
        _ => None,
    });
    let named = pages.chain(forms).chain(steps.filter_map(|step| step.pictogram.as_ref())).chain(written);
    named.filter_map(|name| unknown_pictogram(site, name)).collect()
}

/// The diagnostic for the name of a pictogram that does not exist.
fn unknown_pictogram(site: &Site, name: &Spanned<Name>) -> Option<Diagnostic> {
    site.pictograms.get(name.value.as_str()).is_none().then_some(())?;
    let near = suggestion(name.value.as_str(), site.pictograms.names(), site.incomplete.pictograms)?;
    Some(Diagnostic::new(message!(say::UNKNOWN, name = &name.value, near), name.span))
}
