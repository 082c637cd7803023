//! `formpress identify`: names the sheet that a printed code belongs to, whether it is current, and what changed in the form since.

use std::io::Read;

use super::command::{ExitStatus, SourceArguments};
use super::console::Console;
use super::diff::of_form;
use super::project::open_project;
use crate::diagnostic::Diagnostic;
use crate::load::Project;
use crate::model::issued::IssuedProgramme;
use crate::model::name::Name;
use crate::model::release::aspect::Aspect;
use crate::model::release::office_states::{compare, form_state, generic, issue_in};
use crate::model::release::part::StatePart;
use crate::model::sheet_code::{SheetCode, is_address};
use crate::model::{Site, issue_for_all_offices};
use crate::wording::release as say;
use crate::wording::{Lang, cli::NOT_READ_IN, message, phrase};

/// The most that is read from standard input.
const MAX_INPUT_BYTES: u64 = 1 << 20;

pub(crate) fn run(sources: &SourceArguments, codes: &[String], console: Console) -> Result<ExitStatus, Diagnostic> {
    let opened = open_project(sources)?;
    let project = opened.value;
    let offices = issue_for_all_offices(&project.site);
    let offices: Vec<&IssuedProgramme> = offices.iter().collect();
    let mut typed = String::new();
    if codes.is_empty() {
        let read = std::io::stdin().take(MAX_INPUT_BYTES).read_to_string(&mut typed);
        read.map_err(|error| Diagnostic::new(message!(NOT_READ_IN, error), "formpress identify"))?;
    }
    let lines = codes.iter().flat_map(|code| code.lines()).chain(typed.lines());
    let mut is_known = true;
    let mut lines = lines.map(str::trim).filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        // The second line of a code; alone it is none.
        let address = lines.next_if(|next| line.parse::<SheetCode>().is_ok() && is_address(next));
        let code = [line].into_iter().chain(address).collect::<Vec<_>>().join("\n");
        let (text, known) = identify_line(&code, &project, &offices, console.lang);
        is_known &= known;
        console.print_result(&text);
    }
    Ok(if is_known { ExitStatus::Done } else { ExitStatus::Faults })
}

/// What is told of a code, and whether its sheet is known.
fn identify_line(line: &str, project: &Project, offices: &[&IssuedProgramme], lang: Lang) -> (String, bool) {
    let Ok(code) = line.parse::<SheetCode>() else {
        return (format!("{line}\n  {}\n", say::NO_CODE.say(lang)), false);
    };
    let site = &project.site;
    let mut out = format!("{line}\n  {}\n", code_words(&code, site, lang));
    if code.form == Name::BOOKLET {
        return (out + &format!("  {}\n", say::CODE_OF_BOOKLET.say(lang)), true);
    }
    let Some(record) = Name::new(&code.form).and_then(|id| form_state(offices, &id)) else {
        return (out + &format!("  {}\n", say::FORM_UNKNOWN.say(lang)), false);
    };
    let city = code.city.as_deref();
    let version = record.get(Aspect::Version).unwrap_or_default();
    let is_now =
        code.version == version && code.issue_code.as_deref().is_none_or(|issue| issue == issue_now(offices, &code));
    let same = |form: &&StatePart| form.get(Aspect::Version) == Some(&code.version);
    let of_version = site.releases.iter().map(|release| &release.form).filter(|form| form.name == code.form).find(same);
    let is_of = |form: &StatePart| code.issue_code.as_deref().is_none_or(|issue| issue_in(form, city, issue));
    match of_version {
        _ if is_now && code.issue_code.is_some() => out.push_str(&format!("  {}\n", say::IS_CURRENT.say(lang))),
        Some(form) if is_of(form) => {
            let comparison = compare(&generic(form), &generic(&record));
            if comparison.changes.is_empty() {
                out.push_str(&format!("  {}\n", say::IS_CURRENT.say(lang)));
            } else {
                out.push_str(&format!("  {}\n", phrase!(say::IS_RELEASE, version).say(lang)));
                out.push_str(&of_form(&comparison, lang));
            }
        }
        // A code of former programs has no issue.
        None if is_now => out.push_str(&format!("  {}\n", say::VERSION_ALONE.say(lang))),
        Some(_) => {
            out.push_str(&format!("  {}\n", phrase!(say::ISSUE_UNKNOWN, version = code.version).say(lang)));
            return (out, false);
        }
        None => {
            out.push_str(&format!("  {}\n", phrase!(say::VERSION_UNKNOWN, version = code.version).say(lang)));
            return (out, false);
        }
    }
    (out, true)
}

/// Form, version, issue, office, layout and page of a code, in words.
fn code_words(code: &SheetCode, site: &Site, lang: Lang) -> String {
    let form = site.forms.iter().find(|form| form.id.as_str() == code.form);
    let title =
        form.map_or_else(|| code.form.clone(), |form| format!("{} {}（{}）", form.number, form.title.zh, form.id));
    let city = code.city.as_deref().and_then(Name::new);
    let office = match (&city, city.as_ref().and_then(|city| site.city(city))) {
        (None, _) => say::NO_OFFICE.say(lang).to_owned(),
        (Some(_), Some(city)) => city.office.name.clone().unwrap_or_else(|| city.name.clone()),
        (Some(id), None) => id.to_string(),
    };
    let layout = match code.layout {
        None => &say::NOT_SAID,
        Some(true) => &say::LAYOUT_LARGE,
        Some(false) => &say::LAYOUT_REGULAR,
    };
    let SheetCode { version, page, pages, .. } = code;
    let issue = code.issue_code.as_deref().unwrap_or_else(|| say::NOT_SAID.say(lang));
    let layout = layout.say(lang);
    phrase!(say::OF_CODE, form = title, version, issue, office, layout, page, pages).say(lang)
}

/// What the office of the code issues now, by its issue; the generic form's where there is no such office.
fn issue_now(offices: &[&IssuedProgramme], code: &SheetCode) -> String {
    let of = |office: &&IssuedProgramme| {
        office.forms.iter().find(|form| form.id.as_str() == code.form).map(|form| form.issue_code.clone())
    };
    let own = offices.iter().find(|office| office.city().map(Name::as_str) == code.city.as_deref());
    own.or(offices.first()).and_then(of).unwrap_or_default()
}
