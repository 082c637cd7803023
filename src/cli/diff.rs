//! `formpress diff`: compares two states of the forms, and reports what each difference means for sheets already printed or collected.

use std::collections::BTreeSet;
use std::path::Path;

use console::Term;
use serde::Serialize;

use super::atomic_file;
use super::command::{DiffFormat, ExitStatus};
use super::console::Console;
use super::form_states::StateSource;
use super::report::{self, pretty};
use crate::diagnostic::Diagnostic;
use crate::model::release::aspect::Aspect;
use crate::model::release::change::bump_words;
use crate::model::release::impact::ChangeKind;
use crate::model::release::office_states::{ComparedForm, ReleaseComparison, compare_all, edition};
use crate::model::release::part::StatePart;
use crate::outputs::comparison::page;
use crate::wording::cli::NOT_WRITTEN;
use crate::wording::{Lang, message, phrase, release as say};

/// What is compared, and where what is found goes.
pub(crate) struct DiffArguments<'a> {
    pub(crate) root: &'a Path,
    pub(crate) old: &'a str,
    pub(crate) new: &'a str,
    pub(crate) rendering: DiffFormat,
    pub(crate) file: Option<&'a Path>,
}

pub(crate) fn run(wish: &DiffArguments, console: Console) -> Result<ExitStatus, Diagnostic> {
    let [old, new] =
        [StateSource::of(wish.old).read_states(wish.root)?, StateSource::of(wish.new).read_states(wish.root)?];
    let is_whole = [&old, &new].iter().all(|states| states.faults.is_empty());
    for states in [&old, &new] {
        console.print_notice(&report::list(&states.faults, &states.sources, console.report_style(&Term::stderr())));
    }
    if !is_whole {
        return Ok(ExitStatus::Faults);
    }
    let named: BTreeSet<&str> = [&old, &new].iter().filter_map(|states| states.only_form()).collect();
    let wanted = |forms: &[StatePart]| -> Vec<StatePart> {
        forms.iter().filter(|form| named.is_empty() || named.contains(form.name.as_str())).cloned().collect()
    };
    let (old, new) = (wanted(&old.forms), wanted(&new.forms));
    let found = compare_all(&old, &new);
    let text = match wish.rendering {
        DiffFormat::Text => text(&found, console.lang),
        DiffFormat::Json => json(&found, console.lang),
        DiffFormat::Html => page(&found, [wish.old, wish.new], console.lang),
    };
    match wish.file {
        Some(file) => atomic_file::replace(file, text.as_bytes())
            .map_err(|error| Diagnostic::new(message!(NOT_WRITTEN, error), file.display().to_string()))?,
        None => console.print_result(&text),
    }
    Ok(ExitStatus::Done)
}

fn text(found: &[ComparedForm], lang: Lang) -> String {
    let mut out = String::new();
    for ComparedForm { old, new, comparison } in found {
        let Some(form) = new.or(*old) else { continue };
        let number = form.get(Aspect::Number).unwrap_or_default();
        out.push_str(&phrase!(say::OF_FORM, number, title = form.display_name(), id = form.name).say(lang));
        match (old, new, comparison) {
            (Some(old), Some(new), Some(comparison)) => {
                out.push_str(&format!("  {} → {}\n", edition(old), edition(new)));
                out.push_str(&of_form(comparison, lang));
            }
            (None, Some(new), _) => out.push_str(&format!("  {}\n    {}\n", edition(new), say::FORM_ADDED.say(lang))),
            (_, _, _) => out.push_str(&format!("\n    {}\n", say::FORM_REMOVED.say(lang))),
        }
    }
    out
}

/// The changes of a form, those that mean the same to everybody together, the gravest first.
pub(crate) fn of_form(comparison: &ReleaseComparison, lang: Lang) -> String {
    if comparison.changes.is_empty() {
        return format!("    {}\n", say::SAME.say(lang));
    }
    let mut out = String::new();
    let mut impacts: Vec<_> = Vec::new();
    for change in &comparison.changes {
        if !impacts.contains(&change.impact) {
            impacts.push(change.impact);
        }
    }
    impacts.sort_by_key(|impact| std::cmp::Reverse((impact.bump, impact.sheets, impact.answers, impact.scans)));
    for impact in impacts {
        let [stock, answers, scans] = impact.words(lang, &comparison.version);
        let means = phrase!(say::MEANS, stock, answers, scans, step = bump_words(impact.bump, lang));
        out.push_str(&format!("    {}\n", means.say(lang)));
        for change in comparison.changes.iter().filter(|change| change.impact == impact) {
            out.push_str(&format!("      {}\n", change.line(lang)));
        }
    }
    let (count, step) = (comparison.changes.len(), bump_words(comparison.required_bump, lang));
    let summary = if comparison.has_required_bump() {
        phrase!(say::VERSIONED, count, step)
    } else {
        phrase!(say::NOT_VERSIONED, count, step)
    };
    out + &format!("    {}\n", summary.say(lang))
}

fn json(found: &[ComparedForm], lang: Lang) -> String {
    /// The report of `formpress diff` as JSON.
    #[derive(Serialize)]
    struct DiffReport<'a> {
        forms: Vec<FormDiffReport<'a>>,
    }
    /// The changes of one form in that report.
    #[derive(Serialize)]
    struct FormDiffReport<'a> {
        form: &'a str,
        title: &'a str,
        old: Option<String>,
        new: Option<String>,
        needs: Option<&'static str>,
        versioned: Option<bool>,
        changes: Vec<ChangeReport<'a>>,
    }
    /// One change in that report.
    #[derive(Serialize)]
    struct ChangeReport<'a> {
        what: &'static str,
        /// The key of what is said otherwise.
        #[serde(skip_serializing_if = "Option::is_none")]
        aspect: Option<&'static str>,
        path: String,
        message: String,
        before: Option<&'a str>,
        after: Option<&'a str>,
        stock: &'static str,
        answers: &'static str,
        scans: &'static str,
        step: &'static str,
    }
    let forms = found.iter().filter_map(|one| {
        let form = one.new.or(one.old)?;
        let changes = one.comparison.as_ref().map_or(&[][..], |comparison| &comparison.changes);
        let rows = changes.iter().map(|change| ChangeReport {
            what: change.kind.name(),
            aspect: if let ChangeKind::Changed(aspect) = change.kind { Some(aspect.description().key) } else { None },
            path: change.keys(),
            message: change.line(lang),
            before: change.before.as_deref(),
            after: change.after.as_deref(),
            stock: change.impact.sheets.name(),
            answers: change.impact.answers.name(),
            scans: change.impact.scans.name(),
            step: change.impact.bump.name(),
        });
        Some(FormDiffReport {
            form: &form.name,
            title: form.display_name(),
            old: one.old.map(edition),
            new: one.new.map(edition),
            needs: one.comparison.as_ref().map(|comparison| comparison.required_bump.name()),
            versioned: one.comparison.as_ref().map(ReleaseComparison::has_required_bump),
            changes: rows.collect(),
        })
    });
    pretty(&DiffReport { forms: forms.collect() })
}
