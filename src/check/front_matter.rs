//! Rule `front-matter`: pages and audiences that the front matter of pages names exist.

use super::Check;
use super::support::suggestions::{most_similar_name, suggestion};
use crate::diagnostic::Diagnostic;
use crate::model::page::Page;
use crate::model::site::PageUnpublishedReason;
use crate::model::source_path::{GENERATED_PAGES, SourcePath};
use crate::model::{Address, Site};
use crate::source::{Span, Spanned};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "front-matter",
    title: "页面的文件头",
    catches: "translation_of、easy_read_of、cards、related 写了没有的页面；audience 写了 audiences 里没有的人；document 写了 documents 里没有的文件；草稿、过期的页面、日期没有到的消息，一一列出；updated 比 as_of 还晚。",
    hurts: "“易读版”“英文”“接着看”的链接点不开；该看的人在自己那一类里找不到这一页。",
    example: "easy_read_of: services/find-wrok.md",
    fix: "写 content 里有的页面的路径；人照 content/facts.yaml 的 audiences 写。",
    messages: &[
        &say::UNKNOWN_PAGE,
        &say::UNKNOWN_AUDIENCE,
        &say::UNKNOWN_DOCUMENT,
        &say::PAGE_DRAFT,
        &say::PAGE_EXPIRED,
        &say::PAGE_WAITS,
        &say::UPDATED_LATER,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let written: Vec<&str> =
        site.pages.iter().map(|page| &page.path).chain(&site.incomplete.pages).map(String::as_str).collect();
    let unknown = |path: &str, span| unknown_page(site, path, span);
    for page in &site.pages {
        for path in [&page.translation_of, &page.easy_read_of].into_iter().flatten() {
            if !written.contains(&path.value.as_str()) && !GENERATED_PAGES.contains(&path.value.as_str()) {
                found.push(unknown(&path.value, path.span));
            }
        }
        found.extend(
            page.cards
                .iter()
                .chain(&page.related)
                .filter(|address| !is_existing_address(site, &address.value))
                .map(|address| unknown(SourcePath::of_address(&address.value).reference(), address.span)),
        );
        found.extend(page.document.iter().filter_map(|document| {
            let known = site.facts.documents.iter().map(|document| document.name.value.as_str());
            let near = suggestion(document.value.as_str(), known, site.incomplete.facts)?;
            Some(Diagnostic::new(message!(say::UNKNOWN_DOCUMENT, name = &document.value, near), document.span))
        }));
        found.extend(page.audience.iter().filter_map(|audience| unknown_audience(site, audience)));
    }
    found.extend(
        site.facts
            .audiences
            .iter()
            .filter(|audience| !written.contains(&audience.page.value.as_str()))
            .map(|audience| unknown(&audience.page.value, audience.page.span)),
    );
    found.extend(site.unpublished_pages.iter().map(|page| {
        let path = &page.path;
        let message = match page.reason {
            PageUnpublishedReason::Draft => message!(say::PAGE_DRAFT, path),
            PageUnpublishedReason::Expired(last) => message!(say::PAGE_EXPIRED, path, last),
            PageUnpublishedReason::Scheduled(date) => {
                message!(say::PAGE_WAITS, path, date, as_of = site.settings.as_of)
            }
        };
        Diagnostic::new(message, page.span)
    }));
    let as_of = site.settings.as_of;
    found.extend(site.pages.iter().filter_map(|page| {
        let later = page.updated.filter(|updated| *updated > as_of)?;
        Some(Diagnostic::new(message!(say::UPDATED_LATER, updated = later, as_of), page.title.span))
    }));
    found
}

/// The diagnostic for a page that does not exist, by its path below `content/`.
pub(crate) fn unknown_page(site: &Site, path: &str, span: Span) -> Diagnostic {
    let written = site.pages.iter().map(|page| &page.path).chain(&site.incomplete.pages).map(String::as_str);
    let near = most_similar_name(path, written.chain(GENERATED_PAGES));
    Diagnostic::new(message!(say::UNKNOWN_PAGE, path, near), span)
}

/// The diagnostic for an audience that the facts do not contain.
pub(crate) fn unknown_audience(site: &Site, audience: &Spanned<String>) -> Option<Diagnostic> {
    let known = site.facts.audiences.iter().map(|audience| audience.label.as_str());
    let near = suggestion(&audience.value, known, site.incomplete.facts)?;
    Some(Diagnostic::new(message!(say::UNKNOWN_AUDIENCE, name = &audience.value, near), audience.span))
}

/// Does the address belong to a page, form or city, or to a file that could not be read?
pub(crate) fn is_existing_address(site: &Site, address: &Address) -> bool {
    let page = |page: &Page| page.address == *address;
    let form = |id| Address::form(id) == *address;
    site.pages.iter().any(page)
        || site.incomplete.pages.iter().any(|path| Address::page(path) == *address)
        || GENERATED_PAGES.iter().any(|path| Address::page(path) == *address)
        || site.forms.iter().map(|form| &form.id).chain(&site.incomplete.forms).any(form)
        || site.cities.iter().any(|city| Address::city(&city.id) == *address)
}
