//! The drawing of a process and, from the same data, its text: stages from top to bottom, the steps of
//! a stage side by side, arrows between them.
//!
//! [`layout`] gives every step a box and leads the arrows, [`svg`] writes both down.
//!
//! The ordered list ([`DiagramStageView`]) says the same and more; narrow screens show only it (WCAG 1.1.1, 1.4.10).

mod layout;
mod svg;

use serde::Serialize;

use super::figures::{FigureSourcesView, sections};
use super::page_context::{LinkView, PageContext};
use crate::model::facts;
use crate::model::page::DataInsert;
use crate::model::{Address, fixed_text, name::Name};

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramView {
    pub(crate) anchor: String,
    pub(crate) caption: String,
    pub(crate) note: Option<String>,
    pub(crate) svg: String,
    /// Is any arrow drawn from the text alone?
    pub(crate) inferred: bool,
    pub(crate) stages: Vec<DiagramStageView>,
    /// Is the text open from the start? On the home page the drawing is enough.
    pub(crate) open: bool,
    pub(crate) sources: FigureSourcesView,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramStageView {
    pub(crate) number: String,
    pub(crate) title: String,
    /// The first that a step of it has.
    pub(crate) pictogram: Option<String>,
    pub(crate) steps: Vec<DiagramStepView>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramStepView {
    pub(crate) anchor: String,
    pub(crate) label: String,
    pub(crate) pictogram: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) forms: Vec<LinkView>,
    pub(crate) next: Vec<DiagramArrowView>,
}

/// Where an arrow leads.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramArrowView {
    pub(crate) label: Option<String>,
    pub(crate) step: LinkView,
    pub(crate) inferred: bool,
}

impl DiagramView {
    pub(crate) fn new(here: &PageContext, diagram: &facts::Diagram) -> DiagramView {
        let anchor = DataInsert::Diagram.anchor(&diagram.name.value);
        let stages = diagram
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| DiagramStageView {
                number: fixed_text::numeral(index + 1),
                title: stage.title.clone(),
                pictogram: stage
                    .steps
                    .iter()
                    .find_map(|step| step.pictogram.as_ref())
                    .map(|name| name.value.to_string()),
                steps: stage.steps.iter().map(|step| step_view(here, diagram, &anchor, step)).collect(),
            })
            .collect();
        let steps = || diagram.stages.iter().flat_map(|stage| &stage.steps);
        let rows = steps().map(|step| (&*step.label, sections(&step.source)));
        let facts = steps().filter_map(|step| here.site.facts.fact(&step.fact.as_ref()?.value));
        DiagramView {
            sources: FigureSourcesView::new(here, rows, facts),
            svg: svg::svg(&layout::DiagramLayout::new(diagram), &format!("{anchor}-caption")),
            caption: diagram.caption.clone(),
            note: diagram.note.clone(),
            inferred: diagram.arrows.iter().any(|arrow| arrow.inferred),
            stages,
            open: !here.route.is_home(),
            anchor,
        }
    }
}

fn step_view(here: &PageContext, diagram: &facts::Diagram, anchor: &str, step: &facts::DiagramStep) -> DiagramStepView {
    let at = |name: &Name| format!("{anchor}-{name}");
    let label = |name: &Name| {
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        steps.into_iter().find(|step| step.name.value == *name).map(|step| step.label.clone())
    };
    let next = diagram.arrows.iter().filter(|arrow| arrow.from.value == step.name.value);
    DiagramStepView {
        anchor: at(&step.name.value),
        label: step.label.clone(),
        pictogram: step.pictogram.as_ref().map(|name| name.value.to_string()),
        source: sections(&step.source).filter(|_| here.shows_sources()),
        forms: step
            .forms
            .iter()
            .filter_map(|form| here.site.form(&form.value))
            .map(|form| LinkView {
                label: format!("{} {}", form.number, form.title.zh),
                href: here.href(&Address::form(&form.id)),
            })
            .collect(),
        next: next
            .filter_map(|arrow| {
                Some(DiagramArrowView {
                    label: arrow.label.clone(),
                    step: LinkView { label: label(&arrow.to.value)?, href: format!("#{}", at(&arrow.to.value)) },
                    inferred: arrow.inferred,
                })
            })
            .collect(),
    }
}
