//! The rules that check a loaded site.
//!
//! - In: a loaded [`Project`]: its [`Site`] and its source texts.
//! - Out: diagnostics; from the manuals of the rules, `docs/checks.md`.
//! - May not know: layout, outputs, the command line. A rule may use a function of another rule, but never runs it.
//!
//! Loading reports what cannot be read. A rule reports what was read but is wrong, must not be published, or is still
//! undecided. [`CHECKS`] is the list: a new rule is one file in this folder and one line in the list. Each rule
//! contains its own manual, from which [`manual`] generates `docs/checks.md`.
//!
//! Rules do not report what a broken file may contain ([`crate::model::site::Incomplete`]), so that one fault gives one
//! diagnostic.
//!
//! Steps:
//! 1. [`all_findings`] runs [`CHECKS`] on the site in parallel, and [`FORM_CHECKS`] on each form as an office issues
//!    it.
//! 2. [`findings`] applies the project's diagnostic policy and reports acknowledgements that match nothing.

mod agreement;
mod answer_names;
mod autocomplete;
mod certificates;
mod claims;
mod conditions;
mod consent_notices;
mod cycles;
mod deadlines;
mod derived_figures;
mod descriptions;
mod division_codes;
mod duplicates;
mod easy_read;
mod external_figures;
mod fact_relations;
mod figures;
mod form_insertions;
mod form_references;
mod front_matter;
mod glossary;
mod grid;
mod leftovers;
mod legal_review;
mod links;
mod measures;
mod navigation;
mod numbering;
mod offices;
mod option_lists;
mod overlays;
mod page_insertions;
mod paired_marks;
mod persons;
mod pictograms;
mod privacy;
mod project_counts;
mod publication;
mod publicity_pages;
mod publisher;
mod punctuation;
mod releases;
pub(crate) mod search;
mod serial;
mod sources;
mod support;
mod traceability;
mod typed_figures;
mod undecided;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, remove_duplicates};
use crate::load::Project;
use crate::model::Site;
use crate::model::overlay::{Overlay, apply_overlay};
use crate::model::pictogram::Pictograms;
use crate::model::requirement::Requirements;
use crate::model::site::{Incomplete, Settings};
use crate::model::source_path::SourcePath;
use crate::wording::{Lang, diagnostic_policy as say, message};

pub(crate) use support::rule::Check;

/// All rules, in the order of the manual.
pub const CHECKS: &[&Check] = &[
    &option_lists::CHECK,
    &form_references::CHECK,
    &form_insertions::CHECK,
    &page_insertions::CHECK,
    &pictograms::CHECK,
    &figures::CHECK,
    &links::CHECK,
    &publication::CHECK,
    &navigation::CHECK,
    &front_matter::CHECK,
    &search::CHECK,
    &measures::CHECK,
    &overlays::CHECK,
    &releases::CHECK,
    &duplicates::CHECK,
    &answer_names::CHECK,
    &conditions::CHECK,
    &cycles::CHECK,
    &grid::CHECK,
    &fact_relations::CHECK,
    &derived_figures::CHECK,
    &project_counts::CHECK,
    &external_figures::CHECK,
    &deadlines::CHECK,
    &sources::CHECK,
    &traceability::CHECK,
    &claims::CHECK,
    &privacy::CHECK,
    &consent_notices::CHECK,
    &persons::CHECK,
    &undecided::CHECK,
    &legal_review::CHECK,
    &offices::CHECK,
    &division_codes::CHECK,
    &publisher::CHECK,
    &serial::CHECK,
    &autocomplete::CHECK,
    &certificates::CHECK,
    &agreement::CHECK,
    &punctuation::CHECK,
    &paired_marks::CHECK,
    &numbering::CHECK,
    &glossary::CHECK,
    &leftovers::CHECK,
    &typed_figures::CHECK,
    &descriptions::CHECK,
    &easy_read::CHECK,
    &publicity_pages::CHECK,
];

/// The rules that also apply to a form as an office issues it.
const FORM_CHECKS: &[&Check] = &[
    &option_lists::CHECK,
    &form_references::CHECK,
    &form_insertions::CHECK,
    &duplicates::CHECK,
    &answer_names::CHECK,
    &conditions::CHECK,
    &cycles::CHECK,
    &grid::CHECK,
    &sources::CHECK,
    &privacy::CHECK,
    &consent_notices::CHECK,
    &autocomplete::CHECK,
    &certificates::CHECK,
];

/// All diagnostics of the rules after the policy of `site.yaml` is applied, and the acknowledgements that match
/// nothing.
pub fn findings(project: &Project) -> Vec<Diagnostic> {
    let Settings { diagnostic_policy: policy, .. } = &project.site.settings;
    let (mut diagnostics, matched) = policy.apply(all_findings(&project.site), &project.sources);
    diagnostics.extend(unused_acknowledgements(project, |index, code| {
        !matched.contains(&index) && !project.acknowledged.contains(&index) && !search::is_found_in_build(code)
    }));
    diagnostics
}

/// Reports acknowledgements that matched no diagnostic, among those that `is_meant` selects by 0-based index in the
/// list and by code.
pub(crate) fn unused_acknowledgements(project: &Project, is_meant: impl Fn(usize, &str) -> bool) -> Vec<Diagnostic> {
    // A file that could not be read may contain the acknowledged fault.
    if project.site.incomplete != Incomplete::default() {
        return Vec::new();
    }
    let acknowledged = project.site.settings.diagnostic_policy.acknowledged.iter().enumerate();
    let unused = acknowledged
        .filter(|(index, acknowledged)| is_meant(*index, &acknowledged.code))
        .map(|(_, acknowledged)| acknowledged);
    let unused =
        unused.filter(|acknowledged| !is_unpublished_page(&project.site, &acknowledged.file)).map(|acknowledged| {
            Diagnostic::new(
                message!(say::ACKNOWLEDGED_NOTHING, code = &acknowledged.code, file = &acknowledged.file),
                acknowledged.span,
            )
        });
    unused.collect()
}

fn is_unpublished_page(site: &Site, file: &str) -> bool {
    site.unpublished_pages.iter().any(|page| SourcePath::page(&page.path).as_str() == file)
}

/// All diagnostics of the rules, in the order of files and lines.
pub fn all_findings(site: &Site) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = CHECKS.par_iter().flat_map(|check| (check.run)(site)).collect();
    let offices = site.overlays.iter().filter_map(|overlay| site_of_office(site, overlay));
    let of_offices: Vec<Diagnostic> =
        offices.flat_map(|site| FORM_CHECKS.iter().flat_map(|check| (check.run)(&site)).collect::<Vec<_>>()).collect();
    found.extend(of_offices);
    remove_duplicates(&mut found);
    found.sort_by(|a, b| a.location.cmp(&b.location));
    found
}

/// The part of a site that form rules read, with a form as an office issues it.
fn site_of_office(site: &Site, overlay: &Overlay) -> Option<Site> {
    let form = site.form(&overlay.form.value)?;
    let (narrowed, choices) = apply_overlay(form, &site.choices, overlay);
    let forms = site.forms.iter().map(|form| if form.id == narrowed.id { narrowed.clone() } else { form.clone() });
    Some(Site {
        settings: site.settings.clone(),
        choices,
        forms: forms.collect(),
        cities: Vec::new(),
        overlays: Vec::new(),
        releases: Vec::new(),
        pages: Vec::new(),
        unpublished_pages: Vec::new(),
        files: Vec::new(),
        unpublished_files: Vec::new(),
        facts: site.facts.clone(),
        pictograms: Pictograms::default(),
        criteria: Vec::new(),
        requirements: Requirements::default(),
        queries: Vec::new(),
        incomplete: site.incomplete.clone(),
    })
}

/// The manual of the rules, in Markdown.
pub fn manual() -> String {
    let mut text = String::from(MANUAL_HEAD);
    for check in CHECKS {
        let Check { code, title, catches, hurts, example, fix, messages, run: _ } = check;
        text.push_str(&format!("\n## {code}：{title}\n\n{catches}\n\n**为什么**：{hurts}\n\n```\n{example}\n```\n\n"));
        text.push_str(&format!("**怎么改**：{fix}\n\n"));
        for message in *messages {
            let [what, _] = message.template(Lang::Zh);
            text.push_str(&format!("- `{}`：{what}\n", message.code));
        }
    }
    text
}

const MANUAL_HEAD: &str = "# 检查的规则

这一页由程序里各条规则的说明生成，不要手改。`formpress check` 列出全部发现；错误使生成停下；警告逐条列出，一个项目可以调整；待定的和已确认的平时只占一行。`formpress explain 代码` 说明一个代码。
读文件时就能看出的毛病（缩进、不认识的项、写错的日期等）不在这里，报告里自有说明。
";
