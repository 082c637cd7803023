//! The recorded state of a form for all offices: the generic form, and the offices with other forms.

use super::aspect::Aspect;
use super::change::ReleaseChange;
use super::differences::{self, differences};
use super::impact::ChangeKind;
use super::part::{PartKind, StatePart};
use super::state::state;
use crate::model::issued::IssuedProgramme;
use crate::model::name::Name;
use crate::model::version::{Version, VersionBump};
use crate::source::Span;
use crate::wording::Lang;

/// Every form of the offices, in the order of the generic office's, which is the first.
pub fn all_form_states(offices: &[IssuedProgramme]) -> Vec<StatePart> {
    let offices: Vec<&IssuedProgramme> = offices.iter().collect();
    let forms = offices.first().map(|generic| generic.forms.iter()).into_iter().flatten();
    forms.filter_map(|form| form_state(&offices, &form.id)).collect()
}

/// A form as all offices issue it, the generic office first; `None` where that one has no such form.
pub(crate) fn form_state(offices: &[&IssuedProgramme], form: &Name) -> Option<StatePart> {
    let (generic, cities) = offices.split_first()?;
    let issued = generic.form(form)?;
    let part = state(issued);
    let of_city = |office: &&IssuedProgramme| {
        let own = office.form(form).filter(|own| own.issue_code != issued.issue_code)?;
        let city = office.office.city.as_ref()?;
        let state = state(own);
        let changes = differences::of_office(&part, &state);
        let decisions = changes.iter().filter(|change| !is_office_head(change)).map(|change| decision(change, &state));
        let office = StatePart::new(PartKind::Office, &city.id)
            .with(Aspect::Label, &city.name)
            .with(Aspect::Issue, &own.issue_code)
            .with_optional(Aspect::OfficeLine, state.get(Aspect::OfficeLine));
        Some(office.with_parts(decisions))
    };
    let offices: Vec<StatePart> = cities.iter().filter_map(of_city).collect();
    Some(part.with_parts(offices))
}

/// Is it what the office's head says, or the pattern of its numbers?
fn is_office_head(change: &ReleaseChange) -> bool {
    change.path.is_empty() && matches!(change.kind, ChangeKind::Changed(Aspect::OfficeLine | Aspect::Serial))
}

/// What an office decided: what is different, where, and all that is said of what it added.
fn decision(change: &ReleaseChange, office: &StatePart) -> StatePart {
    let added = change.before.is_none().then(|| change.path.last()).flatten();
    let whole = added.and_then(|place| {
        let is_it = |part: &&StatePart| part.kind == place.kind && part.name == place.name && !part.name.is_empty();
        office.all().into_iter().find(is_it).cloned()
    });
    StatePart::new(PartKind::Decision, change.key())
        .with(Aspect::DerivedText, change.place(Lang::Zh))
        .with_optional(Aspect::Value, change.after.as_ref())
        .with_parts(whole.filter(|_| change.kind == ChangeKind::Added))
}

/// A released form (`forms/releases/<form>-<version>.json`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Release {
    pub(crate) form: StatePart,
    /// The beginning of its file.
    pub(crate) span: Span,
}

impl Release {
    /// Is it of this form and version?
    pub(crate) fn is_of(&self, form: &str, version: &str) -> bool {
        self.form.name == form && self.form.get(Aspect::Version) == Some(version)
    }
}

/// The latest release of a form, and its version.
pub(crate) fn latest<'a>(releases: &'a [Release], form: &str) -> Option<(&'a Release, Version)> {
    let own = releases.iter().filter(|release| release.form.name == form);
    let versioned = own.filter_map(|release| Some((release, release.form.get(Aspect::Version)?.parse().ok()?)));
    versioned.max_by_key(|(_, version)| *version)
}

/// Did an office, or the generic one, issue the recorded form with this issue?
pub(crate) fn issue_in(form: &StatePart, city: Option<&str>, issue: &str) -> bool {
    let own = form.of_kind(PartKind::Office).filter(|office| Some(office.name.as_str()) == city);
    own.chain([form]).any(|part| part.get(Aspect::Issue) == Some(issue))
}

/// A kept form with what offices decided since behind what it has; `None` where it has it all. What was kept of an office stays, as
/// its sheets are there.
pub(crate) fn with_offices(kept: &StatePart, now: &StatePart) -> Option<StatePart> {
    let mut more = kept.clone();
    let is_there = |office: &&StatePart| now.of_kind(PartKind::Office).any(|other| other.name == office.name);
    let gone: Vec<&StatePart> = kept.of_kind(PartKind::Office).filter(|office| !is_there(office)).collect();
    // An office that decides nothing any more issues the generic form.
    let generic = |office: &StatePart| {
        let part =
            StatePart::new(PartKind::Office, &office.name).with_optional(Aspect::Label, office.get(Aspect::Label));
        part.with_optional(Aspect::Issue, now.get(Aspect::Issue))
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
pub(crate) fn generic(form: &StatePart) -> StatePart {
    let mut form = form.clone();
    form.parts.retain(|part| part.kind != PartKind::Office);
    form
}

/// The comparison of two records of a form: changes of the programme's form first, then those of offices.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleaseComparison {
    pub changes: Vec<ReleaseChange>,
    /// The step that the changes need.
    pub required_bump: VersionBump,
    /// The step that the version makes; `None` where it goes back, or one of the two is none.
    pub(crate) actual_bump: Option<VersionBump>,
    /// The version of the new state.
    pub(crate) version: String,
}

/// Compares two records of a form.
pub fn compare(old: &StatePart, new: &StatePart) -> ReleaseComparison {
    let changes = differences(old, new);
    let needed = changes.iter().map(|change| change.impact.bump).max().unwrap_or(VersionBump::None);
    let version = |form: &StatePart| form.get(Aspect::Version).unwrap_or_default().parse::<Version>().ok();
    let made = version(old).zip(version(new)).and_then(|(old, new)| new.bump_from(&old));
    ReleaseComparison {
        changes,
        required_bump: needed,
        actual_bump: made,
        version: new.get(Aspect::Version).unwrap_or_default().to_owned(),
    }
}

/// A form in an older and a newer record; it may be missing in one of them.
pub(crate) struct ComparedForm<'a> {
    pub(crate) old: Option<&'a StatePart>,
    pub(crate) new: Option<&'a StatePart>,
    pub(crate) comparison: Option<ReleaseComparison>,
}

/// The forms of two sides, those of the new one first.
pub(crate) fn compare_all<'a>(old: &'a [StatePart], new: &'a [StatePart]) -> Vec<ComparedForm<'a>> {
    let named = |forms: &'a [StatePart], name: &str| forms.iter().find(|form| form.name == name);
    let gone = old.iter().filter(|form| named(new, &form.name).is_none());
    let pairs = new.iter().map(|form| (named(old, &form.name), Some(form))).chain(gone.map(|form| (Some(form), None)));
    let compared = |(old, new): (Option<&'a StatePart>, Option<&'a StatePart>)| ComparedForm {
        old,
        new,
        comparison: old.zip(new).map(|(old, new)| compare(old, new)),
    };
    pairs.map(compared).collect()
}

/// A version with what tells it from others of its number, as codes on sheets have it: `1.0.0+a1b2c3`.
pub(crate) fn edition(form: &StatePart) -> String {
    let said = |aspect| form.get(aspect).unwrap_or_default();
    format!("{}+{}", said(Aspect::Version), said(Aspect::Issue))
}

impl ReleaseComparison {
    /// Does the version say what the changes mean?
    pub(crate) fn has_required_bump(&self) -> bool {
        self.actual_bump.is_some_and(|made| made >= self.required_bump)
    }
}
