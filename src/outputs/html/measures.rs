//! The measures of the programme, all or those of one facet, each with its facet values.

use serde::Serialize;

use super::facet::{Facet, FacetKind, facets};
use super::figures::{FigureView, sections};
use super::page_context::PageContext;
use crate::model::number::Notation;
use crate::model::{facts, fixed_text};

/// A measure, as a template prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct MeasureView {
    pub(crate) number: u32,
    pub(crate) anchor: String,
    pub(crate) action: Option<String>,
    /// Is it the first of a new action in this list?
    pub(crate) opens: bool,
    pub(crate) what: String,
    pub(crate) departments: Vec<FacetValueView>,
    pub(crate) targets: Vec<FigureView>,
    pub(crate) deadlines: Vec<FacetValueView>,
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) audience: Vec<FacetValueView>,
}

/// A value of a facet, with the link to all measures that have it.
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

/// A value to choose, with the number of its measures.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FacetChoiceView {
    pub(crate) tag: FacetValueView,
    /// The number of measures that have it.
    pub(crate) count: usize,
    /// Is this the page of the value?
    pub(crate) current: bool,
}

/// The measures that have a facet value, or all.
pub(crate) fn measures(context: &PageContext, facet: Option<&Facet>) -> Vec<MeasureView> {
    let facts = &context.site.facts;
    let all = facets(context.site);
    let mut before = None;
    let mut list = Vec::new();
    for measure in
        facts.measures.iter().filter(|measure| facet.is_none_or(|facet| facet.matches(context.site, measure)))
    {
        let action = facts.actions.iter().find(|action| action.number == measure.action.value);
        let targets = measure.targets.iter().filter_map(|name| facts.fact(&name.value));
        let tags = |kind| facet_values(context, &all, kind, measure);
        list.push(MeasureView {
            number: measure.number.value,
            anchor: measure.anchor(),
            action: action.map(|action| format!("{}、{}", fixed_text::numeral(action.number as usize), action.title)),
            opens: before != Some(measure.action.value),
            what: fixed_text::sentence(&measure.what),
            departments: tags(FacetKind::Department),
            targets: targets.map(|fact| FigureView::new(context, fact, Notation::Grouped)).collect(),
            deadlines: tags(FacetKind::Deadline),
            source: sections(&measure.source),
            note: measure.note.as_deref().map(fixed_text::sentence),
            audience: tags(FacetKind::Audience),
        });
        before = Some(measure.action.value);
    }
    list
}

/// A measure's values of a facet; departments are in the measure's order, the leading one first.
fn facet_values(
    context: &PageContext,
    all: &[Facet],
    kind: FacetKind,
    measure: &facts::Measure,
) -> Vec<FacetValueView> {
    let mut values: Vec<&Facet> =
        all.iter().filter(|facet| facet.kind() == kind && facet.matches(context.site, measure)).collect();
    values.sort_by_key(|facet| match facet {
        Facet::Department(department) => measure.departments.iter().position(|d| d.value == department.label),
        Facet::Audience(_) | Facet::Deadline(_) => None,
    });
    values.into_iter().map(|facet| facet_value(context, facet)).collect()
}

fn facet_value(context: &PageContext, facet: &Facet) -> FacetValueView {
    FacetValueView {
        id: facet.id(),
        label: facet.label(context.site.settings.as_of),
        href: context.href(&facet.address()),
    }
}

/// All facets with all their values.
pub(crate) fn facet_groups(context: &PageContext) -> Vec<FacetGroupView> {
    let all = facets(context.site);
    let choice = |facet: &Facet| FacetChoiceView {
        tag: facet_value(context, facet),
        count: context.site.facts.measures.iter().filter(|measure| facet.matches(context.site, measure)).count(),
        current: facet.address() == *context.address(),
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
