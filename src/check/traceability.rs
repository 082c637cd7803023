//! Rule `trace`: forms are compared with the sections of the plan that they serve, and the plan's requirements with the
//! forms.

use std::collections::BTreeSet;

use super::Check;
use super::support::suggestions::{most_similar_name, suggestion};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::fixed_text;
use crate::model::form::Form;
use crate::model::requirement::{DocumentSection, Requirement, SectionNumber};
use crate::model::source_path::GENERATED_PAGES;
use crate::model::traceability::{TracedPart, TracedRequirement, trace};
use crate::source::Spanned;
use crate::wording::trace as say;
use crate::wording::{check::UNKNOWN_DOCUMENT, message};

pub(crate) const CHECK: Check = Check {
    code: "trace",
    title: "方案的要求和表的栏目",
    catches: "表在 serves 里写了要落实的章节，没有一栏的 source 是它；一栏的 source 不在本表的 serves 里；方案的一条要求（content/requirements.yaml）没有表、没有页面落实，也没有写 undecided；写了没有的章节、栏目、页面。",
    hurts: "方案要求的事没有地方记，等检查的时候才发现；表上的一栏没有人说得出为了什么。",
    example: "serves: [五(七)6]   # 没有一栏的 source 是 五(七)6",
    fix: "补上栏目，改正 source，或者在 requirements.yaml 里写明由哪一页落实、为什么待定。",
    messages: &[
        &say::SECTION_UNKNOWN,
        &say::NO_SECTION_NUMBER,
        &say::SECTION_NOT_SERVED,
        &say::FIELD_SERVES_NOTHING,
        &say::REQUIREMENT_UNSERVED,
        &say::REQUIREMENT_UNDECIDED,
        &say::SECTION_WITHOUT_REQUIREMENT,
        &say::ITEM_UNKNOWN,
        &say::ITEM_OF_OTHER_SECTION,
        &say::PAGE_UNKNOWN,
        &UNKNOWN_DOCUMENT,
    ],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for form in &site.forms {
        let parts = form.parts();
        found.extend(unknown_sections(site, form, &parts));
        if !site.incomplete.forms.contains(&form.id) {
            found.extend(unserved_sections(site, form, &parts));
        }
        found.extend(unrelated_parts(form, &parts));
    }
    found.extend(check_document(site));
    found.extend(without_requirement(site));
    let known: BTreeSet<String> = site.forms.iter().flat_map(Form::parts).map(|part| part.reference()).collect();
    for served in trace(site) {
        found.extend(check_requirement(site, &served, &known));
    }
    found
}

/// A section as messages name it.
fn section_label(section: &SectionNumber) -> String {
    fixed_text::section(section.as_str())
}

/// Reports sections that a form names but the document does not have; nothing is reported without a list of sections.
fn unknown_sections(site: &Site, form: &Form, parts: &[TracedPart]) -> Vec<Diagnostic> {
    let of_parts = parts.iter().flat_map(|part| part.source);
    let of_sections = form.sections.iter().flat_map(|section| &section.source);
    let of_settings = form.settings.iter().flat_map(|setting| &setting.source);
    let named = form.serves.iter().chain(&form.source).chain(of_sections).chain(of_settings).chain(of_parts);
    let mut seen = BTreeSet::new();
    let first = named.filter(|source| seen.insert(source.span));
    first
        .filter_map(|source| unknown_section(site, &Spanned::new(SectionNumber::new(&source.value)?, source.span)))
        .collect()
}

fn unknown_section(site: &Site, section: &Spanned<SectionNumber>) -> Option<Diagnostic> {
    let sections = &site.requirements.sections;
    if sections.is_empty() || site.requirements.section(&section.value).is_some() {
        return None;
    }
    let known = sections.iter().map(|section| section.number.value.as_str());
    let near = suggestion(section.value.as_str(), known, site.incomplete.requirements)?;
    Some(Diagnostic::new(message!(say::SECTION_UNKNOWN, section = section_label(&section.value), near), section.span))
}

/// Reports sections that a form must serve but that are the source of none of its parts. Sections that do not exist are
/// skipped.
fn unserved_sections(site: &Site, form: &Form, parts: &[TracedPart]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for serves in &form.serves {
        let Some(section) = SectionNumber::new(&serves.value) else {
            found.push(Diagnostic::new(message!(say::NO_SECTION_NUMBER, text = &serves.value), serves.span));
            continue;
        };
        let sections = &site.requirements.sections;
        let is_there = sections.is_empty() || site.requirements.section(&section).is_some();
        if is_there && !parts.iter().any(|part| part.sections.iter().any(|of| section.contains(of))) {
            found.push(Diagnostic::new(
                message!(say::SECTION_NOT_SERVED, section = section_label(&section)),
                serves.span,
            ));
        }
    }
    found
}

/// Reports parts with a source outside the sections that their form serves, each at its own source.
fn unrelated_parts(form: &Form, parts: &[TracedPart]) -> Vec<Diagnostic> {
    let serves: Vec<SectionNumber> =
        form.serves.iter().filter_map(|section| SectionNumber::new(&section.value)).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for part in parts.iter().filter(|_| !serves.is_empty()) {
        let is_served = part.sections.iter().any(|of| serves.iter().any(|section| section.contains(of)));
        let Some(source) = part.source.iter().find(|source| SectionNumber::new(&source.value).is_some()) else {
            continue;
        };
        if !is_served && seen.insert(source.span) {
            let labels = part.labels.join(fixed_text::COLON);
            found.push(Diagnostic::new(
                message!(say::FIELD_SERVES_NOTHING, label = labels, section = fixed_text::section(&source.value)),
                source.span,
            ));
        }
    }
    found
}

fn check_document(site: &Site) -> Option<Diagnostic> {
    let document = site.requirements.document.as_ref()?;
    let known = site.facts.documents.iter().map(|document| document.name.value.as_str());
    let near = suggestion(document.value.as_str(), known, site.incomplete.facts)?;
    Some(Diagnostic::new(message!(UNKNOWN_DOCUMENT, name = &document.value, near), document.span))
}

/// Reports sections without subsections that have no requirement, although their chapter has some.
fn without_requirement(site: &Site) -> Vec<Diagnostic> {
    let plan = &site.requirements;
    let chapters: BTreeSet<&str> = plan.requirements.iter().map(|of| of.section.value.chapter()).collect();
    let is_last = |section: &DocumentSection| {
        let number = &section.number.value;
        !plan.sections.iter().any(|below| below.number.value != *number && number.contains(&below.number.value))
    };
    let has_requirement = |section: &DocumentSection| plan.of(&section.number.value).next().is_some();
    let found = plan.sections.iter().filter(|section| {
        chapters.contains(section.number.value.chapter()) && is_last(section) && !has_requirement(section)
    });
    let diagnostic = |section: &DocumentSection| {
        Diagnostic::new(
            message!(say::SECTION_WITHOUT_REQUIREMENT, section = section_label(&section.number.value)),
            section.number.span,
        )
    };
    found.filter(|_| !site.incomplete.requirements).map(diagnostic).collect()
}

/// Is the page written, generated, or possibly in a file that could not be read?
fn is_existing_page(site: &Site, path: &str) -> bool {
    site.page(path).is_some()
        || GENERATED_PAGES.contains(&path)
        || site.incomplete.pages.iter().any(|page| page == path)
}

/// The most similar item of the named form; if the form does not exist, the most similar form.
fn nearest_item<'a>(site: &'a Site, form: &str, item: &str, known: &'a BTreeSet<String>) -> &'a str {
    let start = format!("{form}.");
    let of_form: Vec<&str> =
        known.range(start.clone()..).take_while(|name| name.starts_with(&start)).map(String::as_str).collect();
    if of_form.is_empty() {
        return most_similar_name(form, site.forms.iter().map(|form| form.id.as_str()));
    }
    most_similar_name(item, of_form)
}

fn check_requirement(site: &Site, served: &TracedRequirement, known: &BTreeSet<String>) -> Vec<Diagnostic> {
    let TracedRequirement { requirement, parts } = served;
    let Requirement { section, what, items, pages, undecided } = requirement;
    let plan = &site.requirements;
    let mut found: Vec<Diagnostic> = unknown_section(site, section).into_iter().collect();
    for item in items.iter().filter(|item| !known.contains(&item.value)) {
        let form = item.value.split_once('.').map_or(item.value.as_str(), |(form, _)| form);
        if !site.incomplete.forms.iter().any(|id| id.as_str() == form) {
            let near = nearest_item(site, form, &item.value, known);
            found.push(Diagnostic::new(message!(say::ITEM_UNKNOWN, item = &item.value, near), item.span));
        }
    }
    for item in items {
        let Some(part) = parts.iter().find(|part| part.reference() == item.value) else { continue };
        // A section that does not exist was already reported.
        let is_known = part.sections.iter().all(|of| plan.sections.is_empty() || plan.section(of).is_some());
        if is_known && !part.sections.iter().any(|of| section.value.overlaps(of)) {
            found.push(Diagnostic::new(
                message!(say::ITEM_OF_OTHER_SECTION, item = &item.value, section = section_label(&section.value)),
                item.span,
            ));
        }
    }
    for page in pages.iter().filter(|page| !is_existing_page(site, &page.value)) {
        let near = most_similar_name(&page.value, site.pages.iter().map(|page| page.path.as_str()));
        found.push(Diagnostic::new(message!(say::PAGE_UNKNOWN, path = &page.value, near), page.span));
    }
    match undecided {
        Some(reason) => {
            let why = reason.value.trim_end_matches(fixed_text::FULL_STOP);
            let open =
                message!(say::REQUIREMENT_UNDECIDED, section = section_label(&section.value), what, reason = why);
            found.push(Diagnostic::new(open, reason.span));
        }
        None if found.is_empty()
            && items.is_empty()
            && pages.is_empty()
            && parts.is_empty()
            && site.incomplete.forms.is_empty() =>
        {
            found.push(Diagnostic::new(
                message!(say::REQUIREMENT_UNSERVED, section = section_label(&section.value), what),
                section.span,
            ));
        }
        None => {}
    }
    found
}
