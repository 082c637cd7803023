//! `formpress cities`: lists what each city's office decides otherwise than the programme, and the decisions that were not confirmed
//! since a form changed. It says the same as the page for those who manage the programme.

use serde::Serialize;

use super::command::{ExitStatus, OutputFormat, SourceArguments};
use super::console::{Console, exit_status};
use super::project::open_project;
use super::report::pretty;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Project;
use crate::model::office_difference::{OfficeFormDifferences, office_differences, summary};
use crate::source::Span;
use crate::wording::Lang;

pub(crate) fn run(sources: &SourceArguments, format: OutputFormat, console: Console) -> Result<ExitStatus, Diagnostic> {
    let opened = open_project(sources)?;
    let project = opened.value;
    let mut diagnostics = opened.diagnostics;
    diagnostics.extend(check::findings(&project));
    diagnostics.retain(|found| found.severity == Severity::Error);
    console.report_findings(&diagnostics, &project.sources);
    let found = office_differences(&project.site);
    console.print_result(&match format {
        OutputFormat::Text => cities_text(&found, &project, console.lang),
        OutputFormat::Json => cities_json(&found, &project, console.lang),
    });
    Ok(exit_status(&diagnostics))
}

/// A city, below it its forms, below each what is different and where that is written; then the count.
fn cities_text(found: &[OfficeFormDifferences], project: &Project, lang: Lang) -> String {
    let mut out = String::new();
    let mut city = None;
    for deciding in found {
        let OfficeFormDifferences { city: of, form, differences, .. } = deciding;
        if city != Some(&of.id) {
            out.push_str(&format!("{} ({})\n", of.name, of.id));
            city = Some(&of.id);
        }
        let standing = deciding.status_words(lang);
        out.push_str(&format!("  {} {} ({}): {standing}\n", form.number, form.title.zh, form.id));
        for difference in differences {
            let place = project.sources.locate(difference.span);
            out.push_str(&format!("    {} [{place}]\n", difference.change.words(lang)));
        }
    }
    out + &summary(&project.site, found, lang) + "\n"
}

/// The same for programs.
fn cities_json(found: &[OfficeFormDifferences], project: &Project, lang: Lang) -> String {
    /// The report of `formpress cities` as JSON.
    #[derive(Serialize)]
    struct CitiesReport<'a> {
        cities: usize,
        decisions: Vec<DecisionReport<'a>>,
    }
    /// One form of one city in that report, with its differences.
    #[derive(Serialize)]
    struct DecisionReport<'a> {
        city: &'a str,
        city_name: &'a str,
        form: &'a str,
        title: &'a str,
        base: &'a str,
        version: &'a str,
        lagging: bool,
        differences: Vec<DifferenceReport<'a>>,
    }
    /// One difference between a city's form and the programme's, in that report.
    #[derive(Serialize)]
    struct DifferenceReport<'a> {
        /// The key of the overlay it stands under.
        key: &'a str,
        message: String,
        path: &'a str,
        line: usize,
        column: usize,
    }
    let row = |key, message, span: Span| {
        let source = project.sources.get(span.source);
        let position = source.position(span.start);
        DifferenceReport { key, message, path: &source.path, line: position.line, column: position.column }
    };
    let decisions = found.iter().map(|one| DecisionReport {
        city: one.city.id.as_str(),
        city_name: &one.city.name,
        form: one.form.id.as_str(),
        title: &one.form.title.zh,
        base: &one.overlay.base.value,
        version: &one.form.version,
        lagging: one.lagging,
        differences: one.differences.iter().map(|d| row(d.change.key(), d.change.words(lang), d.span)).collect(),
    });
    pretty(&CitiesReport { cities: project.site.cities.len(), decisions: decisions.collect() })
}
