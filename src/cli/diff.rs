//! `formpress diff`: what two states of the forms differ in, and what that means for what was printed and collected.

use std::collections::BTreeSet;
use std::path::Path;

use console::Term;
use serde::Serialize;

use super::command::{Ending, Rendering};
use super::console::Console;
use super::report::{self, pretty};
use super::states::Side;
use super::writing;
use crate::diagnostic::Diagnostic;
use crate::model::release::aspect::Aspect;
use crate::model::release::change::step_words;
use crate::model::release::impact::{Answers, Scans, Stock, What};
use crate::model::release::part::Part;
use crate::model::release::recorded::{Compared, Comparison, compared, edition};
use crate::outputs::comparison::page;
use crate::wording::cli::NOT_WRITTEN;
use crate::wording::{Lang, release as say};

/// What is compared, and where what is found goes.
pub struct Wish<'a> {
    pub root: &'a Path,
    pub old: &'a str,
    pub new: &'a str,
    pub rendering: Rendering,
    pub file: Option<&'a Path>,
}

pub fn run(wish: &Wish, console: Console) -> Result<Ending, Diagnostic> {
    let [old, new] = [Side::of(wish.old).states(wish.root)?, Side::of(wish.new).states(wish.root)?];
    let is_whole = [&old, &new].iter().all(|states| states.faults.is_empty());
    for states in [&old, &new] {
        console.tell(&report::list(&states.faults, &states.sources, console.style(&Term::stderr())));
    }
    if !is_whole {
        return Ok(Ending::Faults);
    }
    let named: BTreeSet<&str> = [&old, &new].iter().filter_map(|states| states.only()).collect();
    let wanted = |forms: &[Part]| -> Vec<Part> {
        forms.iter().filter(|form| named.is_empty() || named.contains(form.name.as_str())).cloned().collect()
    };
    let (old, new) = (wanted(&old.forms), wanted(&new.forms));
    let found = compared(&old, &new);
    let text = match wish.rendering {
        Rendering::Text => text(&found, console.lang),
        Rendering::Json => json(&found, console.lang),
        Rendering::Html => page(&found, [wish.old, wish.new], console.lang),
    };
    match wish.file {
        Some(file) => writing::replace(file, text.as_bytes())
            .map_err(|error| Diagnostic::error(&NOT_WRITTEN, file.display().to_string()).with("error", error))?,
        None => console.give(&text),
    }
    Ok(Ending::Done)
}

fn text(found: &[Compared], lang: Lang) -> String {
    let mut out = String::new();
    for Compared { old, new, comparison } in found {
        let Some(form) = new.or(*old) else { continue };
        let number = form.get(Aspect::Number).unwrap_or_default();
        let arguments = [("number", number.to_owned()), ("title", form.called().to_owned()), ("id", form.name.clone())];
        out.push_str(&say::OF_FORM.fill(lang, &arguments));
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
pub fn of_form(comparison: &Comparison, lang: Lang) -> String {
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
    impacts.sort_by_key(|impact| std::cmp::Reverse((impact.step, impact.stock, impact.answers, impact.scans)));
    for impact in impacts {
        let [stock, answers, scans] = impact.words(lang, &comparison.version);
        let step = step_words(impact.step, lang).to_owned();
        let arguments = [("stock", stock), ("answers", answers), ("scans", scans), ("step", step)];
        out.push_str(&format!("    {}\n", say::MEANS.fill(lang, &arguments)));
        for change in comparison.changes.iter().filter(|change| change.impact == impact) {
            out.push_str(&format!("      {}\n", change.line(lang)));
        }
    }
    let count = comparison.changes.len().to_string();
    let needed = step_words(comparison.needed, lang).to_owned();
    let summary = if comparison.is_versioned() { &say::VERSIONED } else { &say::NOT_VERSIONED };
    out + &format!("    {}\n", summary.fill(lang, &[("count", count), ("step", needed)]))
}

fn json(found: &[Compared], lang: Lang) -> String {
    #[derive(Serialize)]
    struct Report<'a> {
        forms: Vec<Form<'a>>,
    }
    #[derive(Serialize)]
    struct Form<'a> {
        form: &'a str,
        title: &'a str,
        old: Option<String>,
        new: Option<String>,
        needs: Option<&'static str>,
        versioned: Option<bool>,
        changes: Vec<Row<'a>>,
    }
    #[derive(Serialize)]
    struct Row<'a> {
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
        let rows = changes.iter().map(|change| Row {
            what: change.what.name(),
            aspect: if let What::Changed(aspect) = change.what { Some(aspect.row().key) } else { None },
            path: change.keys(),
            message: change.line(lang),
            before: change.before.as_deref(),
            after: change.after.as_deref(),
            stock: Stock::ALL[change.impact.stock as usize].0,
            answers: Answers::ALL[change.impact.answers as usize].0,
            scans: Scans::ALL[change.impact.scans as usize].0,
            step: change.impact.step.name(),
        });
        Some(Form {
            form: &form.name,
            title: form.called(),
            old: one.old.map(edition),
            new: one.new.map(edition),
            needs: one.comparison.as_ref().map(|comparison| comparison.needed.name()),
            versioned: one.comparison.as_ref().map(Comparison::is_versioned),
            changes: rows.collect(),
        })
    });
    pretty(&Report { forms: forms.collect() })
}
