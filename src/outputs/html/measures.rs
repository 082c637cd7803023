//! The measures, whole or those of one facet, each with what one can choose it by.

use serde::Serialize;

use super::facet::{Facet, FacetKind, facets};
use super::figures::{FigureView, sections};
use super::page_context::PageContext;
use crate::model::number::Notation;
use crate::model::{facts, fixed_text};

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct MeasureView {
    pub(crate) number: u32,
    pub(crate) anchor: String,
    pub(crate) action: Option<String>,
    /// Does it open a new action in this list?
    pub(crate) opens: bool,
    pub(crate) what: String,
    pub(crate) departments: Vec<FacetValueView>,
    pub(crate) targets: Vec<FigureView>,
    pub(crate) deadlines: Vec<FacetValueView>,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) audience: Vec<FacetValueView>,
}

/// One value of a facet, and the page of all measures that have it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FacetValueView {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) href: String,
}

/// A facet with all its values.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FacetGroupView {
    pub(crate) key: &'static str,
    pub(crate) label: &'static str,
    pub(crate) options: Vec<FacetChoiceView>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FacetChoiceView {
    pub(crate) tag: FacetValueView,
    /// How many measures have it.
    pub(crate) count: usize,
    /// Is this its page?
    pub(crate) current: bool,
}

/// The measures that have a facet, or all.
pub(crate) fn measures(here: &PageContext, facet: Option<&Facet>) -> Vec<MeasureView> {
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
pub(crate) fn facet_groups(here: &PageContext) -> Vec<FacetGroupView> {
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
