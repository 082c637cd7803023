//! The measures, whole or those of one facet, each with what one can choose it by.

use serde::Serialize;

use super::data::{Figure, sections};
use super::facet::{Facet, Kind, facets};
use super::here::Here;
use crate::model::number::Notation;
use crate::model::{facts, terms};

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Measure {
    pub number: u32,
    pub anchor: String,
    pub action: Option<String>,
    /// Does it open a new action in this list?
    pub opens: bool,
    pub what: String,
    pub departments: Vec<Tag>,
    pub targets: Vec<Figure>,
    pub deadlines: Vec<Tag>,
    pub source: Option<String>,
    pub note: Option<String>,
    pub audience: Vec<Tag>,
}

/// One value of a facet, and the page of all measures that have it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Tag {
    pub id: String,
    pub label: String,
    pub href: String,
}

/// A facet with all its values.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Group {
    pub key: &'static str,
    pub label: &'static str,
    pub options: Vec<Choice>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Choice {
    pub tag: Tag,
    /// How many measures have it.
    pub count: usize,
    /// Is this its page?
    pub current: bool,
}

/// The measures that have a facet, or all.
pub fn measures(here: &Here, facet: Option<&Facet>) -> Vec<Measure> {
    let facts = &here.site.facts;
    let all = facets(here.site);
    let mut before = None;
    let mut list = Vec::new();
    for measure in facts.measures.iter().filter(|measure| facet.is_none_or(|facet| facet.holds(here.site, measure))) {
        let action = facts.actions.iter().find(|action| action.number == measure.action.value);
        let targets = measure.targets.iter().filter_map(|name| facts.fact(&name.value));
        let tags = |kind| tags(here, &all, kind, measure);
        list.push(Measure {
            number: measure.number.value,
            anchor: measure.anchor(),
            action: action.map(|action| format!("{}、{}", terms::numeral(action.number as usize), action.title)),
            opens: before != Some(measure.action.value),
            what: terms::sentence(&measure.what),
            departments: tags(Kind::Department),
            targets: targets.map(|fact| Figure::new(here, fact, Notation::Grouped)).collect(),
            deadlines: tags(Kind::Deadline),
            source: sections(&measure.source),
            note: measure.note.as_deref().map(terms::sentence),
            audience: tags(Kind::Audience),
        });
        before = Some(measure.action.value);
    }
    list
}

/// A measure's values of a facet; departments in the measure's own order, the lead first.
fn tags(here: &Here, all: &[Facet], kind: Kind, measure: &facts::Measure) -> Vec<Tag> {
    let mut own: Vec<&Facet> =
        all.iter().filter(|facet| facet.kind() == kind && facet.holds(here.site, measure)).collect();
    own.sort_by_key(|facet| match facet {
        Facet::Department(department) => measure.departments.iter().position(|d| d.value == department.label),
        Facet::Audience(_) | Facet::Deadline(_) => None,
    });
    own.into_iter().map(|facet| tag(here, facet)).collect()
}

fn tag(here: &Here, facet: &Facet) -> Tag {
    Tag { id: facet.id(), label: facet.label(here.site.settings.as_of), href: here.href(&facet.address()) }
}

/// Everything to choose by.
pub fn groups(here: &Here) -> Vec<Group> {
    let all = facets(here.site);
    let choice = |facet: &Facet| Choice {
        tag: tag(here, facet),
        count: here.site.facts.measures.iter().filter(|measure| facet.holds(here.site, measure)).count(),
        current: facet.address() == *here.address(),
    };
    Kind::ALL
        .into_iter()
        .map(|kind| Group {
            key: kind.key(),
            label: kind.label(),
            options: all.iter().filter(|facet| facet.kind() == kind).map(choice).collect(),
        })
        .collect()
}
