//! Rule `links`: links and pictures lead to existing pages, anchors and files.

use std::collections::BTreeMap;

use super::Check;
use super::support::suggestions::most_similar_name;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::address::Address;
use crate::model::attachment::{AttachmentKind, attachment_kind, endings};
use crate::model::facts::Measure;
use crate::model::name::Name;
use crate::model::page::{DataInsert, Inline, LinkTarget, Page};
use crate::model::source_path::{GENERATED_PAGES, SourceKind, SourcePath, is_of_generated};
use crate::model::vocabulary::GlossaryTerm;
use crate::source::Span;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "links",
    title: "链接和图片",
    catches: "链接的页面、城市、表单、文件不存在；链接的标题那一页没有；图片文件不存在，或者不是图片；链接的文件是不发布的那种。",
    hurts: "点了没有反应，或者到不了要看的那一段。",
    example: "[怎么申请](../forms/indx.md#申请)",
    fix: "写源文件的路径，从本页所在文件夹写起；# 后面写那一页的标题。",
    messages: &[
        &say::LINK_UNKNOWN,
        &say::LINK_WITHHELD,
        &say::ANCHOR_UNKNOWN,
        &say::NOT_A_PICTURE,
        &say::LINK_TO_OTHER_KIND,
    ],
    run,
};

/// The possible targets of links.
struct LinkTargets<'a> {
    site: &'a Site,
    /// The path of the source file below the root, for each address.
    files: BTreeMap<Address, SourcePath>,
    pages: BTreeMap<&'a Address, &'a Page>,
}

fn run(site: &Site) -> Vec<Diagnostic> {
    let known =
        LinkTargets { site, files: source_files(site), pages: site.pages.iter().map(|p| (&p.address, p)).collect() };
    let mut found = Vec::new();
    for page in &site.pages {
        for inline in page.inlines() {
            match inline {
                Inline::Link { target, span, .. } => found.extend(known.link_fault(page, target, *span)),
                Inline::Image { target, span, .. } => {
                    found.extend(not_a_picture(target, *span).or_else(|| known.link_fault(page, target, *span)));
                }
                Inline::Words(_)
                | Inline::Strong(_)
                | Inline::Emphasis(_)
                | Inline::Code(_)
                | Inline::Fact { .. }
                | Inline::FootnoteReference { .. }
                | Inline::Pictogram(_)
                | Inline::Break => {}
            }
        }
    }
    found
}

/// Reports an image that is not a picture file.
fn not_a_picture(target: &LinkTarget, span: Span) -> Option<Diagnostic> {
    let LinkTarget::Internal { address, .. } = target else { return None };
    if attachment_kind(address.as_str()) == Some(AttachmentKind::Picture) {
        return None;
    }
    Some(Diagnostic::new(
        message!(
            say::NOT_A_PICTURE,
            path = SourcePath::of_address(address),
            kinds = endings(Some(AttachmentKind::Picture))
        ),
        span,
    ))
}

/// Reports a link to a file with a format that is not published; faults of other files were reported during loading.
fn unpublished_file(path: &str, span: Span) -> Option<Diagnostic> {
    attachment_kind(path).is_none().then(|| {
        Diagnostic::new(message!(say::LINK_TO_OTHER_KIND, path = SourcePath::file(path), kinds = endings(None)), span)
    })
}

/// All addresses that have a source file, even if the file could not be read.
fn source_files(site: &Site) -> BTreeMap<Address, SourcePath> {
    let mut files = BTreeMap::new();
    for generated in GENERATED_PAGES {
        files.insert(Address::page(generated), SourcePath::page(generated));
    }
    for path in site.pages.iter().map(|page| &page.path).chain(&site.incomplete.pages) {
        files.insert(Address::page(path), SourcePath::page(path));
    }
    files.extend(site.files.iter().map(|file| (Address::file(&file.path), SourcePath::file(&file.path))));
    let forms = site.forms.iter().map(|form| &form.id).chain(&site.incomplete.forms);
    files.extend(forms.map(|id| (Address::form(id), SourcePath::form(id))));
    let cities = site.cities.iter().map(|city| &city.id).chain(&site.incomplete.cities);
    files.extend(cities.map(|id| (Address::city(id), SourcePath::city(id))));
    files
}

impl LinkTargets<'_> {
    fn link_fault(&self, page: &Page, target: &LinkTarget, span: Span) -> Option<Diagnostic> {
        let page_path = SourcePath::page(&page.path);
        match target {
            LinkTarget::External(_) | LinkTarget::Broken(_) => None,
            LinkTarget::SamePage(anchor) => self.anchor_fault(page, anchor, span),
            LinkTarget::Internal { address, anchor } => {
                let Some(path) = self.files.get(address) else {
                    let mut unpublished_pages = self.site.unpublished_pages.iter();
                    if let Some(page) = unpublished_pages.find(|page| Address::page(&page.path) == *address) {
                        return Some(Diagnostic::new(message!(say::LINK_WITHHELD, path = &page.path), span));
                    }
                    let mut unpublished = self.site.unpublished_files.iter();
                    if let Some(file) = unpublished.find(|file| Address::file(&file.path) == *address) {
                        return unpublished_file(&file.path, span);
                    }
                    let written = SourcePath::of_address(address);
                    let unpublished: Vec<SourcePath> =
                        self.site.unpublished_files.iter().map(|file| SourcePath::file(&file.path)).collect();
                    let known = self.files.values().chain(&unpublished).map(SourcePath::as_str);
                    let near = Address::file(page_path.as_str())
                        .link(&Address::file(most_similar_name(written.as_str(), known)));
                    return Some(Diagnostic::new(message!(say::LINK_UNKNOWN, path = &written, near), span));
                };
                // Pages of forms, cities and lists have generated anchors in addition to those of the text.
                let kind = SourceKind::of(path.as_str());
                let whole = matches!(kind, SourceKind::Page(page) if !is_of_generated(page));
                let target = self.pages.get(address).filter(|_| whole)?;
                self.anchor_fault(target, anchor.as_deref()?, span)
            }
        }
    }

    fn anchor_fault(&self, target: &Page, anchor: &str, span: Span) -> Option<Diagnostic> {
        let mut anchors = target.anchors();
        anchors.extend(target.inserts().iter().flat_map(|(kind, name)| self.inserted_anchors(*kind, &name.value)));
        if anchors.iter().any(|known| known == anchor) {
            return None;
        }
        let near = match most_similar_name(anchor, anchors.iter().map(String::as_str)) {
            near if anchors.is_empty() => near.to_owned(),
            near => format!("#{near}"),
        };
        Some(Diagnostic::new(message!(say::ANCHOR_UNKNOWN, path = SourcePath::page(&target.path), anchor, near), span))
    }
}

impl LinkTargets<'_> {
    /// The anchors of the parts of an insert.
    fn inserted_anchors(&self, kind: DataInsert, name: &Name) -> Vec<String> {
        let facts = &self.site.facts;
        match kind {
            DataInsert::List if name.as_str() == "measures" => facts.measures.iter().map(Measure::anchor).collect(),
            DataInsert::Diagram => {
                let diagram = facts.diagrams.iter().filter(|diagram| diagram.name.value == *name);
                let steps = diagram.flat_map(|diagram| &diagram.stages).flat_map(|stage| &stage.steps);
                steps.map(|step| format!("{}-{}", kind.anchor(name), step.name.value)).collect()
            }
            DataInsert::List if name.as_str() == "glossary" => {
                facts.glossary.iter().map(GlossaryTerm::anchor).collect()
            }
            DataInsert::List
            | DataInsert::Paper
            | DataInsert::Table
            | DataInsert::Figures
            | DataInsert::Chart
            | DataInsert::Timeline => Vec::new(),
        }
    }
}
