//! A form's page: what it is for, its sheets, and the guide.

use serde::Serialize;

use super::{Content, Frame};
use crate::model::issued::{Decision, IssuedForm, Passage};
use crate::model::name::Name;
use crate::model::page::{Insert, Page};
use crate::model::terms;
use crate::outputs::html::body::Body;
use crate::outputs::html::data::sections;
use crate::outputs::html::guide::{self, Part, Run};
use crate::outputs::html::here::{Here, Link};
use crate::outputs::html::offers::{self, Choice, Line, Offer, Picture};
use crate::outputs::html::questionnaire::{Questionnaire, questionnaire};

/// `form.html`
#[derive(Debug, PartialEq, Serialize)]
pub struct Form {
    pub frame: Frame,
    pub body: Body,
    /// 之一 … 之四
    pub number: String,
    pub title: String,
    pub title_en: Option<String>,
    pub version: String,
    pub effective: String,
    pub filled_by: Vec<Run>,
    pub when: Vec<Run>,
    pub purpose: Vec<Run>,
    pub source: Option<String>,
    pub copies: Copies,
    pub retention: Setting,
    pub settings: Vec<Setting>,
    pub instructions: Vec<Vec<Run>>,
    pub pictures: Vec<Picture>,
    /// Generic, in every variant.
    pub offers: Vec<Offer>,
    pub choices: Vec<Choice>,
    pub cities: Vec<Line>,
    pub questionnaire: Questionnaire,
    pub parts: Vec<Part>,
    /// The steps of the programme at which it is used.
    pub steps: Vec<Link>,
    /// Are there items that must be filled in?
    pub required: bool,
    /// Are there items the programme does not ask for?
    pub inferred: bool,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Copies {
    /// In Chinese numerals.
    pub count: String,
    pub holders: Vec<String>,
    /// As many as sign, one each.
    pub parties: bool,
    pub undecided: Option<String>,
}

/// What the programme leaves open, with its written default.
#[derive(Debug, PartialEq, Serialize)]
pub struct Setting {
    pub label: String,
    pub value: Option<String>,
    pub source: Option<String>,
    pub undecided: Option<String>,
}

impl Form {
    pub fn new(here: &Here, form: &IssuedForm) -> Form {
        let Content { frame, body } = Content::new(here);
        let say = |passage: &Passage| guide::runs(passage, &[]);
        Form {
            frame,
            body,
            number: form.number.clone(),
            title: form.title.zh.clone(),
            title_en: form.title.en.clone(),
            version: form.version.clone(),
            effective: terms::day(form.effective),
            filled_by: say(&form.filled_by),
            when: say(&form.when),
            purpose: say(&form.purpose),
            source: sections(&form.source),
            copies: Copies {
                count: terms::numeral(form.copies.count),
                holders: form.copies.holders.clone(),
                parties: form.copies.of_parties,
                undecided: form.copies.undecided.as_ref().map(|reason| reason.value.clone()),
            },
            retention: Setting::new(&form.retention),
            settings: form.decisions.iter().map(Setting::new).collect(),
            instructions: form.instructions.iter().map(say).collect(),
            pictures: offers::pictures(here, &form.id),
            offers: offers::offers(here, &form.id, None),
            choices: offers::choices(),
            cities: offers::by_city(here, form),
            questionnaire: questionnaire(form),
            parts: guide::guide(here, form),
            steps: steps(here, form),
            required: form.all_items().any(|item| item.required),
            inferred: form.all_items().any(|item| item.inferred.is_some()),
        }
    }
}

/// Where a diagram that some page shows says that the form is used.
fn steps(here: &Here, form: &IssuedForm) -> Vec<Link> {
    let site = here.site;
    let page = |name: &Name| {
        let shows = |page: &&Page| page.inserts().iter().any(|(kind, n)| *kind == Insert::Diagram && n.value == *name);
        // The home page shows the drawing; the page of the process has the steps in words.
        site.pages.iter().filter(shows).max_by_key(|page| page.path.len())
    };
    let mut links = Vec::new();
    for diagram in &site.facts.diagrams {
        let Some(page) = page(&diagram.name.value) else { continue };
        let steps = diagram.stages.iter().flat_map(|stage| &stage.steps);
        links.extend(steps.filter(|step| step.forms.iter().any(|name| name.value == form.id)).map(|step| Link {
            label: step.label.clone(),
            href: format!(
                "{}#{}-{}",
                here.href(&page.address),
                Insert::Diagram.anchor(&diagram.name.value),
                step.name.value
            ),
        }));
    }
    links
}

impl Setting {
    fn new(setting: &Decision) -> Setting {
        Setting {
            label: setting.label.clone(),
            value: setting.value.clone(),
            source: sections(&setting.source),
            undecided: setting.undecided.as_ref().map(|reason| reason.value.clone()),
        }
    }
}
