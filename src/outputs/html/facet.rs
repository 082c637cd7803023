//! What measures can be chosen by: whom they are for, who is in charge, until when.

use jiff::civil::Date;

use crate::model::facts::Measure;
use crate::model::vocabulary::{Audience, Department};
use crate::model::{Address, Site, terms};

/// One value of one of the three.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Facet<'a> {
    Audience(&'a Audience),
    Department(&'a Department),
    /// The last day of a target; `None` where no target says a day.
    Deadline(Option<Date>),
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Audience,
    Department,
    Deadline,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Audience, Kind::Department, Kind::Deadline];

    /// Part of addresses, and the name of its control.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Audience => "audience",
            Kind::Department => "department",
            Kind::Deadline => "deadline",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Kind::Audience => terms::FOR_WHOM,
            Kind::Department => terms::IN_CHARGE,
            Kind::Deadline => terms::DEADLINE,
        }
    }
}

/// Every value that some measure has, in the order of the data, deadlines by day with none last.
pub fn facets(site: &Site) -> Vec<Facet<'_>> {
    let facts = &site.facts;
    let mut days: Vec<Option<Date>> = facts.measures.iter().flat_map(|measure| facts.deadlines(measure)).collect();
    days.sort_by_key(|day| (day.is_none(), *day));
    days.dedup();
    let audiences = facts.audiences.iter().map(Facet::Audience);
    let departments = facts.departments.iter().map(Facet::Department);
    audiences
        .chain(departments)
        .filter(|facet| facts.measures.iter().any(|measure| facet.holds(site, measure)))
        .chain(days.into_iter().map(Facet::Deadline))
        .collect()
}

impl Facet<'_> {
    pub fn kind(&self) -> Kind {
        match self {
            Facet::Audience(_) => Kind::Audience,
            Facet::Department(_) => Kind::Department,
            Facet::Deadline(_) => Kind::Deadline,
        }
    }

    /// Part of addresses: lower case.
    pub fn id(&self) -> String {
        match self {
            Facet::Audience(audience) => audience.name.value.to_string(),
            Facet::Department(department) => department.name.value.to_string(),
            Facet::Deadline(Some(day)) => day.to_string(),
            Facet::Deadline(None) => "none".to_owned(),
        }
    }

    pub fn address(&self) -> Address {
        Address::measures_of(self.kind().key(), &self.id())
    }

    /// As an option says it; a day that is over says so.
    pub fn label(&self, as_of: Date) -> String {
        match self {
            Facet::Audience(audience) => audience.label.clone(),
            Facet::Department(department) => department.label.clone(),
            Facet::Deadline(Some(day)) if *day < as_of => {
                format!("{}{}", terms::day(*day), terms::bracketed(terms::EXPIRED))
            }
            Facet::Deadline(Some(day)) => terms::day(*day),
            Facet::Deadline(None) => terms::NO_DEADLINE.to_owned(),
        }
    }

    pub fn title(&self, as_of: Date) -> String {
        match self {
            Facet::Audience(audience) => format!("和{}有关的{}", audience.label, terms::MEASURES),
            Facet::Department(department) => format!("{}负责的{}", department.label, terms::MEASURES),
            Facet::Deadline(Some(_)) => format!("目标期到{}的{}", self.label(as_of), terms::MEASURES),
            Facet::Deadline(None) => format!("{}的{}", terms::NO_DEADLINE, terms::MEASURES),
        }
    }

    /// Is it one of the measure's?
    pub fn holds(&self, site: &Site, measure: &Measure) -> bool {
        match self {
            Facet::Audience(audience) => measure.audience.iter().any(|label| label.value == audience.label),
            Facet::Department(department) => measure.departments.iter().any(|label| label.value == department.label),
            Facet::Deadline(day) => site.facts.deadlines(measure).contains(day),
        }
    }
}
