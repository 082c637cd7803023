//! The lists that a page may ask for by name: `${list:forms}` and its kin.

use std::collections::BTreeMap;

use serde::Serialize;

use super::criteria;
use super::data::{Document, Figure, sections};
use super::day::Day;
use super::glossary::{self, Group};
use super::guide;
use super::here::{Here, Link};
use super::measures::{Measure, measures};
use super::offers::{self, Offer, Picture};
use super::route::Route;
use crate::model::name::Name;
use crate::model::number::Notation;
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::{Address, IssuedForm, terms};

#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "list", content = "entries", rename_all = "snake_case")]
pub enum List {
    Doors(Vec<Door>),
    Forms(Vec<Card>),
    Cities(Vec<Province>),
    Actions(Vec<Action>),
    Measures(Vec<Measure>),
    Pages(Vec<Branch>),
    News(Vec<Item>),
    Glossary(Vec<Group>),
    Criteria(Vec<criteria::Group>),
    Documents(Vec<Document>),
    Contradictions(Vec<Contradiction>),
    Undecided(Vec<Undecided>),
}

/// A page among others that one chooses from, and what it is about.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Door {
    pub href: String,
    pub title: String,
    pub pictogram: Option<String>,
    pub summary: String,
}

/// A form on the shelf.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Card {
    pub id: String,
    pub number: String,
    pub title: String,
    pub pictogram: Option<String>,
    pub href: String,
    pub purpose: String,
    pub filled_by: String,
    /// Of its first page.
    pub picture: Option<Picture>,
    /// Generic, in every variant.
    pub offers: Vec<Offer>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Province {
    pub name: String,
    /// Is it a city itself?
    pub whole: bool,
    pub cities: Vec<Link>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Action {
    /// 一, 二 …
    pub number: String,
    pub title: String,
    pub source: Option<String>,
    /// Its measures, by number.
    pub measures: Vec<Link>,
}

/// A piece of news.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Item {
    pub title: String,
    pub href: String,
    pub date: Day,
    pub summary: String,
}

/// A page of the site map with those directly below it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Branch {
    pub label: String,
    pub href: String,
    pub leaves: Vec<Link>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Contradiction {
    pub anchor: String,
    pub figures: Vec<Figure>,
    pub reason: String,
}

/// Something the programme leaves open.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Undecided {
    pub form: Link,
    pub label: String,
    /// The written default, where there is one.
    pub value: Option<String>,
    pub reason: String,
    pub source: Option<String>,
}

impl List {
    pub fn named(here: &Here, name: &Name) -> Option<List> {
        Some(match name.as_str() {
            "doors" => List::Doors(doors(here)),
            "forms" => List::Forms(cards(here)),
            "cities" => List::Cities(provinces(here)),
            "actions" => List::Actions(actions(here)),
            "measures" => List::Measures(measures(here, None)),
            "pages" => List::Pages(branches(here)),
            "news" => List::News(news(here)),
            "glossary" => List::Glossary(glossary::groups(here.site)),
            "criteria" => List::Criteria(criteria::groups(here)),
            "documents" => List::Documents(here.site.facts.documents.iter().map(|d| Document::new(here, d)).collect()),
            "contradictions" => List::Contradictions(contradictions(here)),
            "undecided" => List::Undecided(undecided(here)),
            _ => return None,
        })
    }
}

impl Door {
    /// The door to what is at an address; `None` where no page is.
    pub fn to(here: &Here, address: &Address) -> Option<Door> {
        let route = here.at(address)?;
        let summary = route.written.and_then(|page| page.summary.clone());
        Some(Door {
            href: here.href(address),
            title: route.title(here.site).into_owned(),
            pictogram: route.pictogram().map(Name::to_string),
            summary: summary.unwrap_or_else(|| route.description(here.site)),
        })
    }
}

/// The pages of the readers who have a door, in the order of the data.
fn doors(here: &Here) -> Vec<Door> {
    let doors = here.site.facts.audiences.iter().filter(|audience| audience.door);
    doors.filter_map(|audience| Door::to(here, &Address::page(&audience.page.value))).collect()
}

pub fn cards(here: &Here) -> Vec<Card> {
    let card = |form: &IssuedForm| Card {
        id: form.id.to_string(),
        number: form.number.clone(),
        title: form.title.zh.clone(),
        pictogram: here.at(&Address::form(&form.id)).and_then(Route::pictogram).map(Name::to_string),
        href: here.href(&Address::form(&form.id)),
        purpose: form.purpose.words(terms::BLANK),
        filled_by: form.filled_by.words(terms::BLANK),
        picture: offers::pictures(here, &form.id, None).into_iter().next(),
        offers: offers::offers(here, &form.id, None),
    };
    here.site.forms.iter().map(|form| card(&here.issued(form, None))).collect()
}

pub fn provinces(here: &Here) -> Vec<Province> {
    by_province(here, |city| here.link(&Address::city(&city.id)))
}

/// The cities that a page of each is led to, by province.
pub fn by_province(here: &Here, link: impl Fn(&City) -> Option<Link>) -> Vec<Province> {
    let province = |(name, cities): (&str, Vec<&City>)| Province {
        name: name.to_owned(),
        whole: cities.iter().all(|city| city.name == name),
        cities: cities.into_iter().filter_map(&link).collect(),
    };
    here.site.provinces().into_iter().map(province).collect()
}

fn news(here: &Here) -> Vec<Item> {
    let item = |(date, page): (jiff::civil::Date, &Page)| Item {
        title: page.title.value.clone(),
        href: here.href(&page.address),
        date: Day::new(date),
        summary: page.summary.clone().unwrap_or_else(|| page.description.value.clone()),
    };
    here.site.news().into_iter().map(item).collect()
}

fn actions(here: &Here) -> Vec<Action> {
    let facts = &here.site.facts;
    let action = |action: &crate::model::facts::Action| Action {
        number: terms::numeral(action.number as usize),
        title: action.title.clone(),
        source: sections(&action.source),
        measures: facts
            .measures
            .iter()
            .filter(|measure| measure.action.value == action.number)
            .map(|measure| Link {
                label: measure.number.value.to_string(),
                href: format!("{}#{}", here.href(&Address::measures()), measure.anchor()),
            })
            .collect(),
    };
    facts.actions.iter().map(action).collect()
}

/// The pages of the site: those of the first level, and below each index of a folder all that is in it.
pub fn branches(here: &Here) -> Vec<Branch> {
    let above = |address: &Address| folder(address).filter(|index| index != address && here.at(index).is_some());
    let (leaves, tops): (Vec<Address>, Vec<Address>) =
        here.listed().map(Route::address).partition(|address| above(address).is_some());
    let mut below: BTreeMap<Address, Vec<Link>> = BTreeMap::new();
    for address in leaves {
        if let (Some(index), Some(link)) = (above(&address), here.link(&address)) {
            below.entry(index).or_default().push(link);
        }
    }
    let branch = |address: Address| {
        let Link { label, href } = here.link(&address)?;
        Some(Branch { label, href, leaves: below.remove(&address).unwrap_or_default() })
    };
    tops.into_iter().filter_map(branch).collect()
}

/// The index of the folder of the first level that a page is in.
fn folder(address: &Address) -> Option<Address> {
    address.as_str().split_once('/').map(|(folder, _)| Address::page(&format!("{folder}/index")))
}

fn contradictions(here: &Here) -> Vec<Contradiction> {
    let facts = &here.site.facts;
    let contradiction = |(names, relation): (Vec<&str>, &crate::model::facts::Relation)| {
        let shown = names.into_iter().filter_map(|name| facts.fact(name));
        Some(Contradiction {
            anchor: relation.anchor(),
            reason: terms::sentence(&relation.acknowledged.as_ref()?.value),
            figures: shown.map(|fact| Figure::new(here, fact, Notation::Grouped)).collect(),
        })
    };
    facts.contradictions().filter_map(contradiction).collect()
}

fn undecided(here: &Here) -> Vec<Undecided> {
    let mut list = Vec::new();
    for form in &here.site.forms {
        let Some(link) = here.link(&Address::form(&form.id)) else { continue };
        if let Some(reason) = &form.copies.undecided {
            list.push(Undecided {
                form: link.clone(),
                label: terms::COPIES.to_owned(),
                value: Some(form.holders().join("、")),
                reason: reason.value.clone(),
                source: None,
            });
        }
        if let Some(reason) = &form.effective.undecided {
            list.push(Undecided {
                form: link.clone(),
                label: terms::EFFECTIVE.to_owned(),
                value: Some(form.effective.words()),
                reason: reason.value.clone(),
                source: None,
            });
        }
        let laws = form.laws();
        if !laws.is_empty() && form.reviewed().is_none() {
            list.push(Undecided {
                form: link.clone(),
                label: terms::LAWS.to_owned(),
                value: guide::laws(&laws),
                reason: terms::LEGAL_REVIEW_OPEN.to_owned(),
                source: None,
            });
        }
        for setting in form.settings.iter().chain([&form.retention]) {
            let Some(reason) = &setting.undecided else { continue };
            list.push(Undecided {
                form: link.clone(),
                label: setting.label.clone(),
                value: setting.with_unit(),
                reason: reason.value.clone(),
                source: sections(&setting.source),
            });
        }
    }
    list
}
