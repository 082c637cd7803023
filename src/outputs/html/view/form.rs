//! A form's page: what it is for, its sheets, and the guide.

use serde::Serialize;

use super::{Content, Frame};
use crate::model::form::{self, Holders};
use crate::model::{Address, Variant, terms};
use crate::outputs::html::body::Body;
use crate::outputs::html::data::sections;
use crate::outputs::html::guide::{self, Part, Run};
use crate::outputs::html::here::{File, Here, Link};

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
    pub generic: Option<File>,
    pub provinces: Vec<Sheets>,
    pub parts: Vec<Part>,
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

/// The sheets of a province's cities.
#[derive(Debug, PartialEq, Serialize)]
pub struct Sheets {
    pub province: String,
    pub cities: Vec<Sheet>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Sheet {
    pub city: Link,
    pub file: File,
}

impl Form {
    pub fn new(here: &Here, form: &form::Form) -> Form {
        let Content { frame, body } = Content::new(here);
        let say = |prose| guide::runs(form, prose, &[]);
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
                count: terms::numeral(form.copy_count()),
                holders: form.holders().into_iter().map(str::to_owned).collect(),
                parties: match form.copies.holders {
                    Holders::Named(_) => false,
                    Holders::Parties => true,
                },
                undecided: form.copies.undecided.as_ref().map(|reason| reason.value.clone()),
            },
            retention: Setting::new(&form.retention),
            settings: form.settings.iter().map(Setting::new).collect(),
            instructions: form.instructions.iter().map(say).collect(),
            generic: here.file(&Address::sheet(&form.id, Variant::Blank, None)),
            provinces: sheets(here, form),
            parts: guide::guide(here, form),
            required: form.fields().any(|field| field.required),
            inferred: form.fields().any(|field| field.inferred.is_some()),
        }
    }
}

impl Setting {
    fn new(setting: &form::Setting) -> Setting {
        Setting {
            label: setting.label.clone(),
            value: setting.with_unit(),
            source: sections(&setting.source),
            undecided: setting.undecided.as_ref().map(|reason| reason.value.clone()),
        }
    }
}

fn sheets(here: &Here, form: &form::Form) -> Vec<Sheets> {
    here.site
        .provinces()
        .into_iter()
        .map(|(province, cities)| Sheets {
            province: province.to_owned(),
            cities: cities
                .into_iter()
                .filter_map(|city| {
                    let file = here.file(&Address::sheet(&form.id, Variant::Blank, Some(&city.id)))?;
                    Some(Sheet { city: here.link(&Address::city(&city.id))?, file })
                })
                .collect(),
        })
        .filter(|sheets: &Sheets| !sheets.cities.is_empty())
        .collect()
}
