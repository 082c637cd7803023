//! The drawing of a process and, from the same data, its text: stages from top to bottom, the steps of
//! a stage side by side, arrows between them.
//!
//! [`layout`] gives every step a box and leads the arrows, [`svg`] writes both down.
//!
//! The ordered list ([`Stage`]) says the same and more; narrow screens show only it (WCAG 1.1.1, 1.4.10).

mod layout;
mod svg;

use serde::Serialize;

use super::data::{Sources, sections};
use super::here::{Here, Link};
use crate::model::facts;
use crate::model::page::Insert;
use crate::model::{Address, name::Name, terms};

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Diagram {
    pub anchor: String,
    pub caption: String,
    pub note: Option<String>,
    pub svg: String,
    /// Is any arrow drawn from the text alone?
    pub inferred: bool,
    pub stages: Vec<Stage>,
    /// Is the text open from the start? On the home page the drawing is enough.
    pub open: bool,
    pub sources: Sources,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Stage {
    pub number: String,
    pub title: String,
    /// The first that a step of it has.
    pub pictogram: Option<String>,
    pub steps: Vec<Step>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Step {
    pub anchor: String,
    pub label: String,
    pub pictogram: Option<String>,
    pub source: Option<String>,
    pub forms: Vec<Link>,
    pub next: Vec<Next>,
}

/// Where an arrow leads.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Next {
    pub label: Option<String>,
    pub step: Link,
    pub inferred: bool,
}

impl Diagram {
    pub fn new(here: &Here, diagram: &facts::Diagram) -> Diagram {
        let anchor = Insert::Diagram.anchor(&diagram.name.value);
        let stages = diagram
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| Stage {
                number: terms::numeral(index + 1),
                title: stage.title.clone(),
                pictogram: stage
                    .steps
                    .iter()
                    .find_map(|step| step.pictogram.as_ref())
                    .map(|name| name.value.to_string()),
                steps: stage.steps.iter().map(|step| text(here, diagram, &anchor, step)).collect(),
            })
            .collect();
        let steps = || diagram.stages.iter().flat_map(|stage| &stage.steps);
        let rows = steps().map(|step| (&*step.label, sections(&step.source)));
        let facts = steps().filter_map(|step| here.site.facts.fact(&step.fact.as_ref()?.value));
        Diagram {
            sources: Sources::new(here, rows, facts),
            svg: svg::svg(&layout::Layout::new(diagram), &format!("{anchor}-caption")),
            caption: diagram.caption.clone(),
            note: diagram.note.clone(),
            inferred: diagram.arrows.iter().any(|arrow| arrow.inferred),
            stages,
            open: !here.route.is_home(),
            anchor,
        }
    }
}

fn text(here: &Here, diagram: &facts::Diagram, anchor: &str, step: &facts::Step) -> Step {
    let at = |name: &Name| format!("{anchor}-{name}");
    let label = |name: &Name| {
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        steps.into_iter().find(|step| step.name.value == *name).map(|step| step.label.clone())
    };
    let next = diagram.arrows.iter().filter(|arrow| arrow.from.value == step.name.value);
    Step {
        anchor: at(&step.name.value),
        label: step.label.clone(),
        pictogram: step.pictogram.as_ref().map(|name| name.value.to_string()),
        source: sections(&step.source).filter(|_| here.shows_sources()),
        forms: step
            .forms
            .iter()
            .filter_map(|form| here.site.form(&form.value))
            .map(|form| Link {
                label: format!("{} {}", form.number, form.title.zh),
                href: here.href(&Address::form(&form.id)),
            })
            .collect(),
        next: next
            .filter_map(|arrow| {
                Some(Next {
                    label: arrow.label.clone(),
                    step: Link { label: label(&arrow.to.value)?, href: format!("#{}", at(&arrow.to.value)) },
                    inferred: arrow.inferred,
                })
            })
            .collect(),
    }
}
