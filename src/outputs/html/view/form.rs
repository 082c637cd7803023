//! A form's page: what it is for, its sheets, the form in the browser, and the guide; and a city's, which leads to the
//! generic one for the guide.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;

use super::{Content, Frame};
use crate::diagnostic::Place;
use crate::digest::digest;
use crate::model::anchor::Anchor;
use crate::model::issued::{self, Decision, IssuedForm, Passage};
use crate::model::office;
use crate::model::page::Insert;
use crate::model::{Address, terms};
use crate::outputs::html::body::Body;
use crate::outputs::html::data::sections;
use crate::outputs::html::drawn::Drawn;
use crate::outputs::html::guide::{self, Run};
use crate::outputs::html::here::{Here, Link};
use crate::outputs::html::lists::{self, Province};
use crate::outputs::html::offers::{self, Choice, Line, Offer, Picture};
use crate::outputs::html::part::{Explained, Part, Parts};
use crate::outputs::html::questionnaire::{Controls, Questionnaire};
use crate::outputs::html::template::{PARTS, Templates};

/// `form.html`
#[derive(Hash, Serialize)]
pub struct Form<'a> {
    pub frame: Frame,
    pub body: Body,
    pub id: String,
    pub title: String,
    pub brief: Brief,
    pub pictures: Vec<Picture>,
    /// The script with the places on its sheets.
    pub places: String,
    /// Generic, in every variant.
    pub offers: Vec<Offer>,
    pub choices: Vec<Choice>,
    pub cities: Vec<Line>,
    /// The form in the browser as each city issues it.
    pub provinces: Vec<Province>,
    #[serde(skip)]
    pub asked: Asked<'a>,
    /// The steps of the programme at which it is used.
    pub steps: Vec<Link>,
    /// Are there items that must be filled in?
    pub required: bool,
    /// Are there items the programme does not ask for?
    pub inferred: bool,
}

/// `city-form.html`
#[derive(Hash, Serialize)]
pub struct CityForm<'a> {
    pub frame: Frame,
    pub body: Body,
    /// The city's page.
    pub city: Link,
    pub brief: Brief,
    pub pictures: Vec<Picture>,
    /// The script with the places on its sheets.
    pub places: String,
    /// The city's, in every variant.
    pub offers: Vec<Offer>,
    #[serde(skip)]
    pub asked: Asked<'a>,
    /// The generic form's page.
    pub generic: Link,
    /// The parts of its guide.
    pub guide: Vec<Link>,
}

/// What is asked: by far the most of a form's page, so that it is made when it is printed, and what it is made from tells
/// it from others.
pub struct Asked<'a> {
    here: Here<'a>,
    form: IssuedForm,
}

/// `parts.html`
#[derive(Serialize)]
pub struct ToFill {
    parts: Vec<Part>,
}

/// What pages print of what is asked.
#[derive(Serialize)]
pub struct Printed {
    pub questionnaire: Questionnaire,
    /// Where it is explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<Explained>>,
}

impl Asked<'_> {
    /// The parts of the form to fill in, before they are rendered.
    pub fn to_fill(&self) -> ToFill {
        ToFill { parts: Parts::new(&self.here, &self.form).parts }
    }

    /// The sections of the form as they are explained.
    pub fn explained(&self) -> Vec<Explained> {
        Parts::new(&self.here, &self.form).explained
    }

    /// The form to fill in.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn questionnaire(&self, templates: &Templates) -> Result<Questionnaire, (Place, String)> {
        let drawn = self.drawn(templates)?;
        let head = self.form.head_columns();
        Ok(Questionnaire {
            office: self.form.office.name.clone(),
            head: Controls::new(&head).head_of_sheet(&self.form),
            required: drawn.required,
            parts: drawn.parts.clone(),
            data: drawn.data.script(&self.form, &head),
        })
    }

    /// What offices that say the same have in common, rendered once.
    fn drawn(&self, templates: &Templates) -> Result<Arc<Drawn>, (Place, String)> {
        let key = digest(&(self.form.says(), self.form.office.name.is_some()));
        if let Some(drawn) = self.here.drawn.known(&key) {
            return Ok(drawn);
        }
        let Parts { parts, data, required, .. } = Parts::new(&self.here, &self.form);
        let parts = templates.render(PARTS, &ToFill { parts })?;
        Ok(self.here.drawn.keep(key, Drawn { parts, data, required }))
    }
}

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.form.hash(state);
        // It leads to other forms, by their titles.
        for form in &self.here.site.forms {
            (&form.title, self.here.href(&Address::form(&form.id))).hash(state);
        }
    }
}

/// What one should know of a form before one fills it in.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Brief {
    /// 之一 … 之四
    pub number: String,
    pub version: String,
    /// From which day it is used, and why nobody has decided that.
    pub effective: String,
    pub open: Option<String>,
    /// What it is while nobody has issued it.
    pub standing: Option<String>,
    /// The office that issues it; none of the generic one.
    pub office: Option<Vec<Run>>,
    pub filled_by: Vec<Run>,
    pub when: Vec<Run>,
    pub purpose: Vec<Run>,
    pub source: Option<String>,
    /// The articles of law it rests on or names, and who held it against the law.
    pub laws: Option<String>,
    pub reviewed: Option<String>,
    pub copies: Copies,
    pub retention: Setting,
    pub settings: Vec<Setting>,
    pub instructions: Vec<Vec<Run>>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Copies {
    /// In Chinese numerals.
    pub count: String,
    pub holders: Vec<String>,
    /// As many as sign, one each.
    pub parties: bool,
    pub undecided: Option<String>,
}

/// What the programme leaves open, and what was decided.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Setting {
    pub label: String,
    pub value: Option<String>,
    /// Did the office decide it?
    pub of_office: bool,
    pub source: Option<String>,
    pub undecided: Option<String>,
}

impl<'a> Form<'a> {
    pub fn new(here: &Here<'a>, form: &IssuedForm) -> Form<'a> {
        let Content { frame, mut body } = Content::new(here);
        body.kicker = Some(kicker(form));
        Form {
            frame,
            body,
            id: form.id.to_string(),
            title: form.title.zh.clone(),
            brief: Brief::new(form),
            pictures: offers::pictures(here, &form.id, None),
            places: offers::places(here, &form.id, None),
            offers: offers::offers(here, &form.id, None),
            choices: offers::choices(),
            cities: offers::by_city(here, form),
            provinces: lists::by_province(here, |city| {
                let href = here.href(&Address::city_form(&city.id, &form.id));
                Some(Link { label: city.name.clone(), href })
            }),
            asked: Asked { here: here.clone(), form: form.clone() },
            steps: steps(here, form),
            required: form.all_items().any(|item| item.obligation.is_some()),
            inferred: form.all_items().any(|item| item.inferred.is_some()),
        }
    }
}

impl<'a> CityForm<'a> {
    pub fn new(here: &Here<'a>, city: &office::City, form: &IssuedForm) -> CityForm<'a> {
        let Content { frame, mut body } = Content::new(here);
        body.kicker = Some(kicker(form));
        let generic = here.href(&Address::form(&form.id));
        let explained = |section: &issued::Section| Link {
            label: terms::heading(section.number, &section.title.zh),
            href: format!("{generic}#{}", Anchor::section(&section.name.value)),
        };
        CityForm {
            frame,
            body,
            city: Link { label: city.name.clone(), href: here.href(&Address::city(&city.id)) },
            brief: Brief::new(form),
            pictures: offers::pictures(here, &form.id, Some(&city.id)),
            places: offers::places(here, &form.id, Some(&city.id)),
            offers: offers::offers(here, &form.id, Some(&city.id)),
            asked: Asked { here: here.clone(), form: form.clone() },
            guide: form.sections.iter().map(explained).collect(),
            generic: Link { label: form.title.zh.clone(), href: generic },
        }
    }
}

/// Which form it is, whose, and what it is while nobody has issued it.
fn kicker(form: &IssuedForm) -> String {
    let words = [Some(&form.number), form.office.city.as_ref().map(|city| &city.name), form.standing.as_ref()];
    words.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(terms::COMMA)
}

impl Brief {
    fn new(form: &IssuedForm) -> Brief {
        let say = |passage: &Passage| guide::runs(passage, &[]);
        Brief {
            number: form.number.clone(),
            version: form.version.clone(),
            effective: form.effective.words(),
            open: form.effective.undecided.as_ref().map(|reason| reason.value.clone()),
            standing: form.standing.clone(),
            office: form.office.city.as_ref().map(|_| guide::said(&form.office.line, &[])),
            filled_by: say(&form.filled_by),
            when: say(&form.when),
            purpose: say(&form.purpose),
            source: sections(&form.source),
            laws: guide::laws(&form.laws),
            reviewed: form.reviewed.clone(),
            copies: Copies {
                count: terms::counted(form.copies.count),
                holders: form.copies.holders.clone(),
                parties: form.copies.of_parties,
                undecided: form.copies.undecided.as_ref().map(|reason| reason.value.clone()),
            },
            retention: Setting::new(&form.retention),
            settings: form.decisions.iter().map(Setting::new).collect(),
            instructions: form.instructions.iter().map(say).collect(),
        }
    }
}

/// Where a diagram that some page shows says that the form is used.
fn steps(here: &Here, form: &IssuedForm) -> Vec<Link> {
    let mut links = Vec::new();
    for diagram in &here.site.facts.diagrams {
        // The home page shows the drawing; the page of the process has the steps in words.
        let pages = here.references.diagram(&diagram.name.value).iter();
        let Some(page) = pages.max_by_key(|page| page.path.len()) else { continue };
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
            of_office: setting.of_office,
            source: sections(&setting.source),
            undecided: setting.undecided.as_ref().map(|reason| reason.value.clone()),
        }
    }
}
