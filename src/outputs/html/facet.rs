//! The three facets that measures are filtered by: their audience, the department in charge, the deadline.

use jiff::civil::Date;

use crate::model::facts::Measure;
use crate::model::vocabulary::{Audience, Department};
use crate::model::{Address, Site, fixed_text};

/// One value of a facet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Facet<'a> {
    Audience(&'a Audience),
    Department(&'a Department),
    /// The last day of a target; `None` where no target has a date.
    Deadline(Option<Date>),
}

/// The name of a facet, without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FacetKind {
    Audience,
    Department,
    Deadline,
}

impl FacetKind {
    pub(crate) const ALL: [FacetKind; 3] = [FacetKind::Audience, FacetKind::Department, FacetKind::Deadline];

    /// The name of the facet in addresses and of its control.
    pub(crate) fn key(self) -> &'static str {
        match self {
            FacetKind::Audience => "audience",
            FacetKind::Department => "department",
            FacetKind::Deadline => "deadline",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            FacetKind::Audience => fixed_text::FOR_WHOM,
            FacetKind::Department => fixed_text::IN_CHARGE,
            FacetKind::Deadline => fixed_text::DEADLINE,
        }
    }
}

/// All values that a measure has, in the order of the data; deadlines by date, with none last.
pub(crate) fn facets(site: &Site) -> Vec<Facet<'_>> {
    let facts = &site.facts;
    let mut days: Vec<Option<Date>> = facts.measures.iter().flat_map(|measure| facts.deadlines(measure)).collect();
    days.sort_by_key(|day| (day.is_none(), *day));
    days.dedup();
    let audiences = facts.audiences.iter().map(Facet::Audience);
    let departments = facts.departments.iter().map(Facet::Department);
    audiences
        .chain(departments)
        .filter(|facet| facts.measures.iter().any(|measure| facet.matches(site, measure)))
        .chain(days.into_iter().map(Facet::Deadline))
        .collect()
}

impl Facet<'_> {
    pub(crate) fn kind(&self) -> FacetKind {
        match self {
            Facet::Audience(_) => FacetKind::Audience,
            Facet::Department(_) => FacetKind::Department,
            Facet::Deadline(_) => FacetKind::Deadline,
        }
    }

    /// The name of the value in addresses, in lower case.
    pub(crate) fn id(&self) -> String {
        match self {
            Facet::Audience(audience) => audience.name.value.to_string(),
            Facet::Department(department) => department.name.value.to_string(),
            Facet::Deadline(Some(day)) => day.to_string(),
            Facet::Deadline(None) => "none".to_owned(),
        }
    }

    pub(crate) fn address(&self) -> Address {
        Address::measures_of(self.kind().key(), &self.id())
    }

    /// The label of the value in a list of options; an expired deadline is marked.
    pub(crate) fn label(&self, as_of: Date) -> String {
        match self {
            Facet::Audience(audience) => audience.label.clone(),
            Facet::Department(department) => department.label.clone(),
            Facet::Deadline(Some(day)) if *day < as_of => {
                format!("{}{}", fixed_text::day(*day), fixed_text::bracketed(fixed_text::EXPIRED))
            }
            Facet::Deadline(Some(day)) => fixed_text::day(*day),
            Facet::Deadline(None) => fixed_text::NO_DEADLINE.to_owned(),
        }
    }

    pub(crate) fn title(&self, as_of: Date) -> String {
        match self {
            Facet::Audience(audience) => format!("和{}有关的{}", audience.label, fixed_text::MEASURES),
            Facet::Department(department) => format!("{}负责的{}", department.label, fixed_text::MEASURES),
            Facet::Deadline(Some(_)) => format!("目标期到{}的{}", self.label(as_of), fixed_text::MEASURES),
            Facet::Deadline(None) => format!("{}的{}", fixed_text::NO_DEADLINE, fixed_text::MEASURES),
        }
    }

    /// Does the measure have this value?
    pub(crate) fn matches(&self, site: &Site, measure: &Measure) -> bool {
        match self {
            Facet::Audience(audience) => measure.audience.iter().any(|label| label.value == audience.label),
            Facet::Department(department) => measure.departments.iter().any(|label| label.value == department.label),
            Facet::Deadline(day) => site.facts.deadlines(measure).contains(day),
        }
    }
}
