//! Written pages, the home among them, the shelf of forms and the site map.

use serde::Serialize;

use super::Frame;
use crate::model::page::Page;
use crate::model::{Address, terms};
use crate::outputs::html::body::Body;
use crate::outputs::html::facet::Facet;
use crate::outputs::html::here::{Here, Link};
use crate::outputs::html::lists::{self, Branch, Card, Province};
use crate::outputs::html::measures::{self, Group, Measure};
use crate::outputs::html::offers::{self, Booklet, Choice};

/// `content.html`, `not-found.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Content {
    pub frame: Frame,
    pub body: Body,
}

/// `home.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Home {
    pub frame: Frame,
    pub body: Body,
    /// The cities to choose among.
    pub provinces: Vec<Province>,
    /// The page of all cities.
    pub cities: Option<Link>,
}

/// `forms.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Forms {
    pub frame: Frame,
    pub body: Body,
    pub forms: Vec<Card>,
    pub choices: Vec<Choice>,
    pub booklet: Option<Booklet>,
}

/// `site-map.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct SiteMap {
    pub frame: Frame,
    pub body: Body,
    pub pages: Vec<Branch>,
    /// What tells these contents from others; the manifest says the same.
    pub edition: String,
}

/// `measures.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Measures {
    pub frame: Frame,
    pub body: Body,
    /// Is this the page of all measures?
    pub whole: bool,
    pub all: Link,
    pub groups: Vec<Group>,
    pub measures: Vec<Measure>,
}

/// `search.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Search {
    pub frame: Frame,
    pub body: Body,
    /// The head of what the search looks through, a script.
    pub index: String,
    /// Where else to go: what readers are for whom the site is, forms, cities, and all pages.
    pub doors: Vec<Link>,
}

/// `moved.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Moved {
    pub frame: Frame,
    pub to: Link,
}

impl Measures {
    pub fn new(here: &Here, facet: Option<&Facet>) -> Measures {
        let Content { frame, body } = Content::new(here);
        Measures {
            frame,
            body,
            whole: facet.is_none(),
            all: Link { label: terms::MEASURES.to_owned(), href: here.href(&Address::measures()) },
            groups: measures::groups(here),
            measures: measures::measures(here, facet),
        }
    }
}

impl Search {
    pub fn new(here: &Here) -> Search {
        let Content { frame, body } = Content::new(here);
        let readers = here.site.facts.audiences.iter().filter(|audience| audience.door);
        let readers = readers.map(|audience| Address::page(&audience.page.value));
        let all = readers.chain([Address::forms(), Address::cities(), Address::site_map()]);
        let doors = all.filter_map(|address| here.link(&address)).collect();
        Search { frame, body, index: here.href(&Address::search_index()), doors }
    }
}

impl Moved {
    pub fn new(here: &Here, to: &Page) -> Moved {
        let label = to.title.value.clone();
        Moved { frame: Frame::new(here), to: Link { label, href: here.href(&to.address) } }
    }
}

impl Content {
    pub fn new(here: &Here) -> Content {
        Content { frame: Frame::new(here), body: Body::new(here, here.route.written) }
    }
}

impl Home {
    pub fn new(here: &Here) -> Home {
        let Content { frame, body } = Content::new(here);
        Home { frame, body, provinces: lists::provinces(here), cities: here.link(&Address::cities()) }
    }
}

impl Forms {
    pub fn new(here: &Here) -> Forms {
        let Content { frame, body } = Content::new(here);
        Forms {
            frame,
            body,
            forms: lists::cards(here),
            choices: offers::choices(),
            booklet: offers::booklet(here, None),
        }
    }
}

impl SiteMap {
    pub fn new(here: &Here, edition: &str) -> SiteMap {
        let Content { frame, body } = Content::new(here);
        SiteMap { frame, body, pages: lists::branches(here), edition: edition.to_owned() }
    }
}
