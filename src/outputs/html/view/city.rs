//! The cities and a city's page: its share of the programme, its sheets, its office.

use serde::Serialize;

use super::{Content, Frame};
use crate::model::difference::differences;
use crate::model::form::Form;
use crate::model::number::Notation;
use crate::model::{Address, office, terms};
use crate::outputs::html::body::Body;
use crate::outputs::html::bring::{self, Item};
use crate::outputs::html::data::{Figure, Sources};
use crate::outputs::html::here::{Here, Link};
use crate::outputs::html::lists::{self, Province};
use crate::outputs::html::offers::{self, Booklet, Choice, Line};
use crate::outputs::html::office::Office;
use crate::outputs::html::paper::{self, Paper};
use crate::wording::Lang;

/// `cities.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Cities {
    pub frame: Frame,
    pub body: Body,
    pub provinces: Vec<Province>,
    pub count: usize,
}

/// `city.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct City {
    pub frame: Frame,
    pub body: Body,
    pub name: String,
    pub adcode: String,
    pub office: Office,
    pub targets: Vec<Target>,
    pub sources: Sources,
    pub choices: Vec<Choice>,
    pub sheets: Vec<Line>,
    pub booklet: Option<Booklet>,
    /// What the office decided of its forms.
    pub decided: Vec<Decided>,
    pub bring: Vec<Item>,
    /// The sheet of what the city offers, as a page.
    pub offers: Option<Link>,
    /// What publicises, on paper.
    pub papers: Vec<Paper>,
}

/// A form, and what its office decided of it, a sentence each.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Decided {
    pub form: Link,
    pub changes: Vec<String>,
}

/// `offers.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Offers {
    pub frame: Frame,
    pub body: Body,
    /// The same on paper.
    pub paper: Option<Paper>,
    /// The city's page.
    pub city: Option<Link>,
    /// Its public address, where a base URL is known.
    pub url: Option<String>,
}

/// A figure that the programme gives for each city, beside the national one.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Target {
    pub label: String,
    pub city: Figure,
    pub national: Option<Figure>,
}

/// Facts whose names end so are a city's share, and what the country has of the same.
const PER_CITY: &str = ".per_city";
const NATIONAL: &str = ".national";

impl Cities {
    pub fn new(here: &Here) -> Cities {
        let Content { frame, body } = Content::new(here);
        Cities { frame, body, provinces: lists::provinces(here), count: here.site.cities.len() }
    }
}

impl City {
    pub fn new(here: &Here, city: &office::City) -> City {
        let Content { frame, mut body } = Content::new(here);
        let facts = &here.site.facts;
        body.kicker = Some(city.province.clone());
        // What is written of the city says so; nobody has to say it twice.
        let of_city = here.references.related(here.address());
        body.related = of_city.iter().filter_map(|page| here.link(&page.address)).collect();
        let shares: Vec<_> = facts
            .facts
            .iter()
            .filter_map(|fact| Some((fact, fact.name.value.strip_suffix(PER_CITY)?)))
            .map(|(fact, stem)| (fact, facts.fact(&format!("{stem}{NATIONAL}"))))
            .collect();
        let targets: Vec<Target> = shares
            .iter()
            .map(|(share, national)| Target {
                label: national.unwrap_or(share).label.clone(),
                city: Figure::new(here, share, Notation::Grouped),
                national: national.map(|fact| Figure::new(here, fact, Notation::Grouped)),
            })
            .collect();
        let rows = targets.iter().map(|target| (&*target.label, target.city.source.clone()));
        let sources = Sources::new(here, rows, shares.iter().map(|(share, _)| *share));
        City {
            frame,
            body,
            name: city.name.clone(),
            adcode: city.adcode.clone(),
            office: Office::new(here, &city.office),
            targets,
            sources,
            choices: offers::choices(),
            sheets: offers::by_form(here, city),
            booklet: offers::booklet(here, Some(&city.id)),
            decided: here.site.forms.iter().filter_map(|form| Decided::new(here, city, form)).collect(),
            bring: bring::bring(here, city),
            offers: here.link(&Address::offers(&city.id)),
            papers: paper::papers(here, Some(city)),
        }
    }
}

impl Decided {
    fn new(here: &Here, city: &office::City, form: &Form) -> Option<Decided> {
        let overlay = here.site.overlay(&form.id, &city.id)?;
        let changes: Vec<String> = differences(form, &here.site.choices, overlay)
            .iter()
            .map(|difference| terms::sentence(&difference.change.words(Lang::Zh)))
            .collect();
        let href = here.href(&Address::city_form(&city.id, &form.id));
        (!changes.is_empty()).then(|| Decided { form: Link { label: form.title.zh.clone(), href }, changes })
    }
}

impl Offers {
    pub fn new(here: &Here, city: &office::City) -> Offers {
        let Content { frame, body } = Content::new(here);
        let page = Address::city(&city.id);
        Offers {
            frame,
            body,
            paper: here.route.written.and_then(|written| paper::paper(here, written, Some(city))),
            city: here.link(&page),
            url: here.site.settings.base_url.as_deref().map(|base| page.url(base)),
        }
    }
}
