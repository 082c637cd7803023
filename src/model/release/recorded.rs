//! A form of all offices as it is kept: the generic one, and behind it the offices whose forms say something else.

use super::aspect::Aspect;
use super::change::Change;
use super::differences::{self, differences};
use super::impact::What;
use super::part::{Part, PartKind};
use super::state::state;
use crate::model::issued::IssuedProgramme;
use crate::model::name::Name;
use crate::model::version::{Step, Version};
use crate::source::Span;
use crate::wording::Lang;

/// Every form of the offices, in the order of the generic office's, which is the first.
pub fn recorded_all(offices: &[IssuedProgramme]) -> Vec<Part> {
    let offices: Vec<&IssuedProgramme> = offices.iter().collect();
    let forms = offices.first().map(|generic| generic.forms.iter()).into_iter().flatten();
    forms.filter_map(|form| recorded(&offices, &form.id)).collect()
}

/// A form as all offices issue it, the generic office first; `None` where that one has no such form.
pub fn recorded(offices: &[&IssuedProgramme], form: &Name) -> Option<Part> {
    let (generic, cities) = offices.split_first()?;
    let issued = generic.form(form)?;
    let part = state(issued);
    let of_city = |office: &&IssuedProgramme| {
        let own = office.form(form).filter(|own| own.issue != issued.issue)?;
        let city = office.office.city.as_ref()?;
        let state = state(own);
        let changes = differences::of_office(&part, &state);
        let decisions = changes.iter().filter(|change| !is_head(change)).map(|change| decision(change, &state));
        let office = Part::new(PartKind::Office, &city.id)
            .with(Aspect::Label, &city.name)
            .with(Aspect::Issue, &own.issue)
            .with_some(Aspect::OfficeLine, state.get(Aspect::OfficeLine));
        Some(office.having(decisions))
    };
    let offices: Vec<Part> = cities.iter().filter_map(of_city).collect();
    Some(part.having(offices))
}

/// Is it what the office's head says, or the pattern of its numbers?
fn is_head(change: &Change) -> bool {
    change.path.is_empty() && matches!(change.what, What::Changed(Aspect::OfficeLine | Aspect::Serial))
}

/// What an office decided: what is different, where, and all that is said of what it added.
fn decision(change: &Change, office: &Part) -> Part {
    let added = change.before.is_none().then(|| change.path.last()).flatten();
    let whole = added.and_then(|place| {
        let is_it = |part: &&Part| part.kind == place.kind && part.name == place.name && !part.name.is_empty();
        office.all().into_iter().find(is_it).cloned()
    });
    Part::new(PartKind::Decision, change.key())
        .with(Aspect::Said, change.place(Lang::Zh))
        .with_some(Aspect::Value, change.after.as_ref())
        .having(whole.filter(|_| change.what == What::Added))
}

/// A form as it was released (`forms/releases/<form>-<version>.json`).
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    pub form: Part,
    /// The beginning of its file.
    pub span: Span,
}

impl Release {
    /// Is it of this form and version?
    pub fn is_of(&self, form: &str, version: &str) -> bool {
        self.form.name == form && self.form.get(Aspect::Version) == Some(version)
    }
}

/// The latest release of a form, and its version.
pub fn latest<'a>(releases: &'a [Release], form: &str) -> Option<(&'a Release, Version)> {
    let own = releases.iter().filter(|release| release.form.name == form);
    let versioned = own.filter_map(|release| Some((release, release.form.get(Aspect::Version)?.parse().ok()?)));
    versioned.max_by_key(|(_, version)| *version)
}

/// Did an office, or the generic one, issue the recorded form with this issue?
pub fn issue_in(form: &Part, city: Option<&str>, issue: &str) -> bool {
    let own = form.of_kind(PartKind::Office).filter(|office| Some(office.name.as_str()) == city);
    own.chain([form]).any(|part| part.get(Aspect::Issue) == Some(issue))
}

/// A kept form with what offices decided since behind what it has; `None` where it has it all. What was kept of an office stays, as
/// its sheets are there.
pub fn with_offices(kept: &Part, now: &Part) -> Option<Part> {
    let mut more = kept.clone();
    let is_there = |office: &&Part| now.of_kind(PartKind::Office).any(|other| other.name == office.name);
    let gone: Vec<&Part> = kept.of_kind(PartKind::Office).filter(|office| !is_there(office)).collect();
    // An office that decides nothing any more issues the generic form.
    let generic = |office: &Part| {
        let part = Part::new(PartKind::Office, &office.name).with_some(Aspect::Label, office.get(Aspect::Label));
        part.with_some(Aspect::Issue, now.get(Aspect::Issue))
    };
    let all = now.of_kind(PartKind::Office).cloned().chain(gone.into_iter().map(generic));
    for office in all {
        let last = more.of_kind(PartKind::Office).filter(|known| known.name == office.name).last();
        if last.is_none_or(|last| last.get(Aspect::Issue) != office.get(Aspect::Issue)) {
            more.parts.push(office);
        }
    }
    (more.parts.len() > kept.parts.len()).then_some(more)
}

/// A form without what is kept of offices.
pub fn generic(form: &Part) -> Part {
    let mut form = form.clone();
    form.parts.retain(|part| part.kind != PartKind::Office);
    form
}

/// What became of a form between two records: of the programme's form first, then of the offices.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub changes: Vec<Change>,
    /// The step that the changes need.
    pub needed: Step,
    /// The step that the version makes; `None` where it goes back, or one of the two is none.
    pub made: Option<Step>,
    /// The version of the new state.
    pub version: String,
}

/// Compares two records of a form.
pub fn compare(old: &Part, new: &Part) -> Comparison {
    let changes = differences(old, new);
    let needed = changes.iter().map(|change| change.impact.step).max().unwrap_or(Step::None);
    let version = |form: &Part| form.get(Aspect::Version).unwrap_or_default().parse::<Version>().ok();
    let made = version(old).zip(version(new)).and_then(|(old, new)| new.step_from(&old));
    Comparison { changes, needed, made, version: new.get(Aspect::Version).unwrap_or_default().to_owned() }
}

/// A form before and now; one of the two may not be.
pub struct Compared<'a> {
    pub old: Option<&'a Part>,
    pub new: Option<&'a Part>,
    pub comparison: Option<Comparison>,
}

/// The forms of two sides, those of the new one first.
pub fn compared<'a>(old: &'a [Part], new: &'a [Part]) -> Vec<Compared<'a>> {
    let named = |forms: &'a [Part], name: &str| forms.iter().find(|form| form.name == name);
    let gone = old.iter().filter(|form| named(new, &form.name).is_none());
    let pairs = new.iter().map(|form| (named(old, &form.name), Some(form))).chain(gone.map(|form| (Some(form), None)));
    let compared = |(old, new): (Option<&'a Part>, Option<&'a Part>)| Compared {
        old,
        new,
        comparison: old.zip(new).map(|(old, new)| compare(old, new)),
    };
    pairs.map(compared).collect()
}

/// A version with what tells it from others of its number, as codes on sheets have it: `1.0.0+a1b2c3`.
pub fn edition(form: &Part) -> String {
    let said = |aspect| form.get(aspect).unwrap_or_default();
    format!("{}+{}", said(Aspect::Version), said(Aspect::Issue))
}

impl Comparison {
    /// Does the version say what the changes mean?
    pub fn is_versioned(&self) -> bool {
        self.made.is_some_and(|made| made >= self.needed)
    }
}
