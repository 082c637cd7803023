//! `formpress cities`: what each city's office decides otherwise than the programme, and whose decisions nobody has confirmed since a
//! form moved on. It says the same as the page for those who manage the programme.

use serde::Serialize;

use super::command::{Ending, Format, Sources};
use super::console::{Console, ending};
use super::opening::open;
use super::report::pretty;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Project;
use crate::model::difference::{Deciding, deciding, summary};
use crate::source::Span;
use crate::wording::Lang;

pub fn run(sources: &Sources, format: Format, console: Console) -> Result<Ending, Diagnostic> {
    let opened = open(sources)?;
    let project = opened.value;
    let mut diagnostics = opened.diagnostics;
    diagnostics.extend(check::findings(&project));
    diagnostics.retain(|found| found.severity == Severity::Error);
    console.tell_findings(&diagnostics, &project.sources);
    let found = deciding(&project.site);
    console.give(&match format {
        Format::Text => text(&found, &project, console.lang),
        Format::Json => json(&found, &project, console.lang),
    });
    Ok(ending(&diagnostics))
}

/// A city, below it its forms, below each what is different and where that is written; then the count.
fn text(found: &[Deciding], project: &Project, lang: Lang) -> String {
    let mut out = String::new();
    let mut city = None;
    for deciding in found {
        let Deciding { city: of, form, differences, .. } = deciding;
        if city != Some(&of.id) {
            out.push_str(&format!("{} ({})\n", of.name, of.id));
            city = Some(&of.id);
        }
        let standing = deciding.standing(lang);
        out.push_str(&format!("  {} {} ({}): {standing}\n", form.number, form.title.zh, form.id));
        for difference in differences {
            let place = project.sources.locate(difference.span);
            out.push_str(&format!("    {} [{place}]\n", difference.change.words(lang)));
        }
    }
    out + &summary(&project.site, found, lang) + "\n"
}

/// The same for programs.
fn json(found: &[Deciding], project: &Project, lang: Lang) -> String {
    #[derive(Serialize)]
    struct Report<'a> {
        cities: usize,
        decisions: Vec<Decision<'a>>,
    }
    #[derive(Serialize)]
    struct Decision<'a> {
        city: &'a str,
        city_name: &'a str,
        form: &'a str,
        title: &'a str,
        base: &'a str,
        version: &'a str,
        lagging: bool,
        differences: Vec<Row<'a>>,
    }
    #[derive(Serialize)]
    struct Row<'a> {
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
        Row { key, message, path: &source.path, line: position.line, column: position.column }
    };
    let decisions = found.iter().map(|one| Decision {
        city: one.city.id.as_str(),
        city_name: &one.city.name,
        form: one.form.id.as_str(),
        title: &one.form.title.zh,
        base: &one.overlay.base.value,
        version: &one.form.version,
        lagging: one.lagging,
        differences: one.differences.iter().map(|d| row(d.change.key(), d.change.words(lang), d.span)).collect(),
    });
    pretty(&Report { cities: project.site.cities.len(), decisions: decisions.collect() })
}
