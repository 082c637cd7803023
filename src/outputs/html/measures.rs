//! The measures, whole or those of one facet, each with what one can choose it by.

use serde::Serialize;

use super::facet::{Facet, FacetKind, facets};
use super::figures::{FigureView, sections};
use super::page_context::PageContext;
use crate::model::number::Notation;
use crate::model::{facts, fixed_text};

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct MeasureView {
    pub number: u32,
    pub anchor: String,
    pub action: Option<String>,
    /// Does it open a new action in this list?
    pub opens: bool,
    pub what: String,
    pub departments: Vec<FacetValueView>,
    pub targets: Vec<FigureView>,
    pub deadlines: Vec<FacetValueView>,
    pub source: Option<String>,
    pub note: Option<String>,
    pub audience: Vec<FacetValueView>,
}

/// One value of a facet, and the page of all measures that have it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct FacetValueView {
    pub id: String,
    pub label: String,
    pub href: String,
}

/// A facet with all its values.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct FacetGroupView {
    pub key: &'static str,
    pub label: &'static str,
    pub options: Vec<FacetChoiceView>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct FacetChoiceView {
    pub tag: FacetValueView,
    /// How many measures have it.
    pub count: usize,
    /// Is this its page?
    pub current: bool,
}

/// The measures that have a facet, or all.
pub fn measures(here: &PageContext, facet: Option<&Facet>) -> Vec<MeasureView> {
    let facts = &here.site.facts;
    let all = facets(here.site);
    let mut before = None;
    let mut list = Vec::new();
    for measure in facts.measures.iter().filter(|measure| facet.is_none_or(|facet| facet.matches(here.site, measure))) {
        let action = facts.actions.iter().find(|action| action.number == measure.action.value);
        let targets = measure.targets.iter().filter_map(|name| facts.fact(&name.value));
        let tags = |kind| facet_values(here, &all, kind, measure);
        list.push(MeasureView {
            number: measure.number.value,
            anchor: measure.anchor(),
            action: action.map(|action| format!("{}、{}", fixed_text::numeral(action.number as usize), action.title)),
            opens: before != Some(measure.action.value),
            what: fixed_text::sentence(&measure.what),
            departments: tags(FacetKind::Department),
            targets: targets.map(|fact| FigureView::new(here, fact, Notation::Grouped)).collect(),
            deadlines: tags(FacetKind::Deadline),
            source: sections(&measure.source),
            note: measure.note.as_deref().map(fixed_text::sentence),
            audience: tags(FacetKind::Audience),
        });
        before = Some(measure.action.value);
    }
    list
}

/// A measure's values of a facet; departments in the measure's own order, the lead first.
fn facet_values(here: &PageContext, all: &[Facet], kind: FacetKind, measure: &facts::Measure) -> Vec<FacetValueView> {
    let mut own: Vec<&Facet> =
        all.iter().filter(|facet| facet.kind() == kind && facet.matches(here.site, measure)).collect();
    own.sort_by_key(|facet| match facet {
        Facet::Department(department) => measure.departments.iter().position(|d| d.value == department.label),
        Facet::Audience(_) | Facet::Deadline(_) => None,
    });
    own.into_iter().map(|facet| facet_value(here, facet)).collect()
}

fn facet_value(here: &PageContext, facet: &Facet) -> FacetValueView {
    FacetValueView { id: facet.id(), label: facet.label(here.site.settings.as_of), href: here.href(&facet.address()) }
}

/// Everything to choose by.
pub fn facet_groups(here: &PageContext) -> Vec<FacetGroupView> {
    let all = facets(here.site);
    let choice = |facet: &Facet| FacetChoiceView {
        tag: facet_value(here, facet),
        count: here.site.facts.measures.iter().filter(|measure| facet.matches(here.site, measure)).count(),
        current: facet.address() == *here.address(),
    };
    FacetKind::ALL
        .into_iter()
        .map(|kind| FacetGroupView {
            key: kind.key(),
            label: kind.label(),
            options: all.iter().filter(|facet| facet.kind() == kind).map(choice).collect(),
        })
        .collect()
}
