//! A project opened for a command, and the threads to work on it.

use std::path::Path;

use super::command::SourceArguments;
use crate::diagnostic::{Diagnostic, WithDiagnostics, closest_name};
use crate::load::{Project, SettingOverrides, load};
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::web;
use crate::wording::{FilledMessage, Lang, cli, message, phrase};

/// Reads the project.
///
/// # Errors
/// There is none at this place.
pub(crate) fn open_project(sources: &SourceArguments) -> Result<WithDiagnostics<Project>, Diagnostic> {
    require_project(&sources.root)?;
    Ok(load(&sources.root, &overrides(sources)))
}

/// Reads the project with its drafts, as it stands at the root of a preview's host.
///
/// # Errors
/// As [`open_project`].
pub(crate) fn open_project_with_drafts(sources: &SourceArguments) -> Result<WithDiagnostics<Project>, Diagnostic> {
    require_project(&sources.root)?;
    let mut opened = load(&sources.root, &SettingOverrides { drafts: true, ..overrides(sources) });
    let base = &mut opened.value.site.settings.base_url;
    *base = base.as_deref().map(web::origin);
    Ok(opened)
}

fn overrides(sources: &SourceArguments) -> SettingOverrides {
    SettingOverrides { as_of: sources.as_of, base_url: sources.base_url.clone(), drafts: false }
}

/// Is there a project at this place at all?
pub(crate) fn require_project(root: &Path) -> Result<(), Diagnostic> {
    let settings = root.join(SourcePath::settings());
    let file = settings.display().to_string();
    if settings.exists() {
        Ok(())
    } else {
        Err(Diagnostic::new(message!(cli::NO_PROJECT, file), root.display().to_string()))
    }
}

/// Runs work on so many threads, or on every core.
pub(crate) fn run_on_threads<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> Result<T, Diagnostic> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build().map_err(|error| {
        let jobs = jobs.map_or_else(String::new, |jobs| jobs.to_string());
        Diagnostic::new(message!(cli::THREADS_FAILED, jobs, error), "--jobs")
    })?;
    Ok(pool.install(work))
}

/// The names of cities, each once; each must be known. A city whose file has faults is known: those are reported.
pub(crate) fn city_names(project: &Project, wanted: &[String], lang: Lang) -> Result<Vec<Name>, Diagnostic> {
    let known: Vec<&Name> =
        project.site.cities.iter().map(|city| &city.id).chain(&project.site.incomplete.cities).collect();
    let mut cities: Vec<Name> = Vec::new();
    for word in wanted {
        let city =
            known_name(word, &known, "--city", lang, |value, nearest| message!(cli::UNKNOWN_CITY, value, nearest))?;
        if !cities.contains(&city) {
            cities.push(city);
        }
    }
    Ok(cities)
}

/// The name of a form, which must be known, as a city's.
pub(crate) fn form_name(
    project: &Project,
    wanted: &str,
    command: &'static str,
    lang: Lang,
) -> Result<Name, Diagnostic> {
    let known: Vec<&Name> =
        project.site.forms.iter().map(|form| &form.id).chain(&project.site.incomplete.forms).collect();
    known_name(wanted, &known, command, lang, |value, nearest| message!(cli::UNKNOWN_FORM, value, nearest))
}

/// The known name that a word is, or the message made of the word and the nearest name.
fn known_name(
    word: &str,
    known: &[&Name],
    option: &str,
    lang: Lang,
    unknown: fn(&str, &str) -> FilledMessage,
) -> Result<Name, Diagnostic> {
    if let Some(name) = known.iter().find(|name| name.as_str() == word) {
        return Ok((*name).clone());
    }
    let meant = closest_name(word, known.iter().map(|name| name.as_str()));
    let suggestion = meant.map(|name| phrase!(cli::NEAREST, name).say(lang)).unwrap_or_default();
    Err(Diagnostic::new(unknown(word, &suggestion), option))
}
