//! Written pages, the home among them, the shelf of forms and the site map.

use serde::Serialize;

use super::Frame;
use crate::outputs::html::body::Body;
use crate::outputs::html::here::Here;
use crate::outputs::html::lists::{self, Branch, Card};
use crate::outputs::html::offers::{self, Booklet, Choice};

/// `content.html`, `home.html`, `not-found.html`
#[derive(Debug, PartialEq, Serialize)]
pub struct Content {
    pub frame: Frame,
    pub body: Body,
}

/// `forms.html`
#[derive(Debug, PartialEq, Serialize)]
pub struct Forms {
    pub frame: Frame,
    pub body: Body,
    pub forms: Vec<Card>,
    pub choices: Vec<Choice>,
    pub booklet: Option<Booklet>,
}

/// `site-map.html`
#[derive(Debug, PartialEq, Serialize)]
pub struct SiteMap {
    pub frame: Frame,
    pub body: Body,
    pub pages: Vec<Branch>,
}

impl Content {
    pub fn new(here: &Here) -> Content {
        Content { frame: Frame::new(here), body: Body::new(here, here.route.written) }
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
    pub fn new(here: &Here) -> SiteMap {
        let Content { frame, body } = Content::new(here);
        SiteMap { frame, body, pages: lists::branches(here) }
    }
}
