//! What the plan asks for, and where it is recorded: a requirements traceability matrix (ISO/IEC/IEEE 29148), for those who
//! manage the programme.

use serde::Serialize;

use super::{Content, Frame};
use crate::model::requirement::SectionNumber;
use crate::model::trace::{Part, Served, trace};
use crate::model::{Address, Variant, terms};
use crate::outputs::html::body::Body;
use crate::outputs::html::data::Document;
use crate::outputs::html::here::{Here, Link};

/// `trace.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Trace {
    pub frame: Frame,
    pub body: Body,
    /// The document that asks.
    pub document: Option<Document>,
    pub chapters: Vec<Chapter>,
    pub count: Count,
}

/// How many requirements there are: all, recorded in a form, served by a page alone, and undecided in whole or in part.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub struct Count {
    pub all: usize,
    pub recorded: usize,
    pub told: usize,
    pub undecided: usize,
}

/// What a chapter of the document asks for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Chapter {
    pub anchor: String,
    /// 五（七）
    pub number: String,
    pub title: Option<String>,
    pub sections: Vec<Section>,
}

/// What a section of it asks for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Section {
    /// 五（七）7（1）
    pub number: String,
    pub title: Option<String>,
    pub rows: Vec<Row>,
}

/// A requirement.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    pub what: String,
    pub items: Vec<Item>,
    pub pages: Vec<Link>,
    /// A sentence.
    pub undecided: Option<String>,
}

/// An item that serves it, or a part of one.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Item {
    /// 之三
    pub form: String,
    pub number: Option<usize>,
    /// On the form's page.
    pub link: Link,
    /// Of the generic blank sheets; not known where there are none.
    pub sheet: Option<Sheet>,
}

/// A page of a PDF, counted from 1, and where to open it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Sheet {
    pub page: usize,
    pub href: String,
}

impl Trace {
    pub fn new(here: &Here) -> Trace {
        let Content { frame, body } = Content::new(here);
        let (asked, facts) = (&here.site.requirements, &here.site.facts);
        let served = trace(here.site);
        let mut count = Count { all: served.len(), ..Count::default() };
        for Served { requirement, parts } in &served {
            count.recorded += usize::from(!parts.is_empty());
            count.told += usize::from(parts.is_empty() && !requirement.pages.is_empty());
            count.undecided += usize::from(requirement.undecided.is_some());
        }
        let title = |number: &SectionNumber| asked.section(number).map(|section| section.title.clone());
        let section = |served: &[Served]| {
            let number = served.first()?.section();
            Some(Section {
                number: terms::section(number.as_str()),
                title: title(number),
                rows: served.iter().map(|served| row(here, served)).collect(),
            })
        };
        let chapter = |served: &[Served]| {
            let number = SectionNumber::new(served.first()?.section().chapter())?;
            Some(Chapter {
                anchor: number.to_string(),
                number: terms::section(number.as_str()),
                title: title(&number),
                sections: served.chunk_by(|one, next| one.section() == next.section()).filter_map(section).collect(),
            })
        };
        let same = |one: &Served, next: &Served| one.section().chapter() == next.section().chapter();
        let document = asked.document.as_ref().and_then(|name| facts.document(&name.value));
        Trace {
            frame,
            body,
            document: document.map(|document| Document::new(here, document)),
            chapters: served.chunk_by(same).filter_map(chapter).collect(),
            count,
        }
    }
}

fn row(here: &Here, served: &Served) -> Row {
    let Served { requirement, parts } = served;
    Row {
        what: requirement.what.clone(),
        items: parts.iter().map(|part| item(here, part)).collect(),
        pages: requirement.pages.iter().filter_map(|page| here.link(&Address::page(&page.value))).collect(),
        undecided: requirement.undecided.as_ref().map(|reason| terms::sentence(&reason.value)),
    }
}

fn item(here: &Here, part: &Part) -> Item {
    let page = Address::form(&part.form.id);
    let sheets = Address::sheet(&part.form.id, Variant::Blank, None);
    let begins = here.downloads.get(&sheets).and_then(|sheets| sheets.begins.get(&part.on_sheet.to_string()));
    Item {
        form: part.form.number.clone(),
        number: part.form.item_number(part.item),
        link: Link { label: part.labels.join(terms::COLON), href: format!("{}#{}", here.href(&page), part.anchor) },
        sheet: begins.map(|&page| Sheet { page, href: format!("{}#page={page}", here.href(&sheets)) }),
    }
}
