//! The diagram of a process: a drawing, and the same data as a list. Stages are drawn from top to bottom, the steps of
//! a stage side by side, arrows between them.
//!
//! [`layout`] places a box for every step and routes the arrows, [`svg`] writes both as SVG.
//!
//! The ordered list ([`DiagramStageView`]) has the same contents and more; narrow screens show only the list (WCAG
//! 1.1.1, 1.4.10).

mod layout;
mod svg;

use serde::Serialize;

use super::figures::{FigureSourcesView, sections};
use super::page_context::{LinkView, PageContext};
use crate::model::facts;
use crate::model::page::DataInsert;
use crate::model::{Address, fixed_text, name::Name};

/// The diagram of a process, as a template prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramView {
    pub(crate) anchor: String,
    pub(crate) caption: String,
    pub(crate) note: Option<String>,
    pub(crate) svg: String,
    /// Is there an arrow that is inferred from the text?
    pub(crate) inferred: bool,
    pub(crate) stages: Vec<DiagramStageView>,
    /// Is the list open from the start? On the home page the drawing is enough.
    pub(crate) open: bool,
    pub(crate) sources: FigureSourcesView,
}

/// A stage of a process with its steps.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramStageView {
    pub(crate) number: String,
    pub(crate) title: String,
    /// The first pictogram among its steps.
    pub(crate) pictogram: Option<String>,
    pub(crate) steps: Vec<DiagramStepView>,
}

/// A step of a process, with the forms that it uses and the steps that follow.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramStepView {
    pub(crate) anchor: String,
    pub(crate) label: String,
    pub(crate) pictogram: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) forms: Vec<LinkView>,
    pub(crate) next: Vec<DiagramArrowView>,
}

/// An arrow to a following step.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DiagramArrowView {
    pub(crate) label: Option<String>,
    pub(crate) step: LinkView,
    pub(crate) inferred: bool,
}

impl DiagramView {
    pub(crate) fn new(context: &PageContext, diagram: &facts::Diagram) -> DiagramView {
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
                steps: stage.steps.iter().map(|step| step_view(context, diagram, &anchor, step)).collect(),
            })
            .collect();
        let steps = || diagram.stages.iter().flat_map(|stage| &stage.steps);
        let rows = steps().map(|step| (&*step.label, sections(&step.source)));
        let facts = steps().filter_map(|step| context.site.facts.fact(&step.fact.as_ref()?.value));
        DiagramView {
            sources: FigureSourcesView::new(context, rows, facts),
            svg: svg::svg(&layout::DiagramLayout::new(diagram), &format!("{anchor}-caption")),
            caption: diagram.caption.clone(),
            note: diagram.note.clone(),
            inferred: diagram.arrows.iter().any(|arrow| arrow.inferred),
            stages,
            open: !context.route.is_home(),
            anchor,
        }
    }
}

fn step_view(
    context: &PageContext,
    diagram: &facts::Diagram,
    anchor: &str,
    step: &facts::DiagramStep,
) -> DiagramStepView {
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
        source: sections(&step.source).filter(|_| context.shows_sources()),
        forms: step
            .forms
            .iter()
            .filter_map(|form| context.site.form(&form.value))
            .map(|form| LinkView {
                label: format!("{} {}", form.number, form.title.zh),
                href: context.href(&Address::form(&form.id)),
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
