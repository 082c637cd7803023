//! Written pages, the home among them, the shelf of forms and the site map.

use serde::Serialize;

use super::PageFrameView;
use crate::model::page::Page;
use crate::model::{Address, fixed_text};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::downloads::{self, BookletView, VariantView};
use crate::outputs::html::facet::Facet;
use crate::outputs::html::measures::{self, FacetGroupView, MeasureView};
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::outputs::html::page_lists::{self, FormCardView, ProvinceView, SiteMapBranchView};

/// `content.html`, `not-found.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ContentPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
}

/// `home.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct HomePageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The cities to choose among.
    pub(crate) provinces: Vec<ProvinceView>,
    /// The page of all cities.
    pub(crate) cities: Option<LinkView>,
}

/// `forms.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FormsPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) forms: Vec<FormCardView>,
    pub(crate) choices: Vec<VariantView>,
    pub(crate) booklet: Option<BookletView>,
}

/// `site-map.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SiteMapPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) pages: Vec<SiteMapBranchView>,
    /// What tells these contents from others; the manifest says the same.
    pub(crate) edition: String,
}

/// `measures.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct MeasuresPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// Is this the page of all measures?
    pub(crate) whole: bool,
    pub(crate) all: LinkView,
    pub(crate) groups: Vec<FacetGroupView>,
    pub(crate) measures: Vec<MeasureView>,
}

/// `search.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SearchPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The head of what the search looks through, a script.
    pub(crate) index: String,
    /// Where else to go: what readers are for whom the site is, forms, cities, and all pages.
    pub(crate) doors: Vec<LinkView>,
}

/// `moved.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct MovedPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) to: LinkView,
}

impl MeasuresPageView {
    pub(crate) fn new(here: &PageContext, facet: Option<&Facet>) -> MeasuresPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        MeasuresPageView {
            frame,
            body,
            whole: facet.is_none(),
            all: LinkView { label: fixed_text::MEASURES.to_owned(), href: here.href(&Address::measures()) },
            groups: measures::facet_groups(here),
            measures: measures::measures(here, facet),
        }
    }
}

impl SearchPageView {
    pub(crate) fn new(here: &PageContext) -> SearchPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        let readers = here.site.facts.audiences.iter().filter(|audience| audience.on_home_page);
        let readers = readers.map(|audience| Address::page(&audience.page.value));
        let all = readers.chain([Address::forms(), Address::cities(), Address::site_map()]);
        let doors = all.filter_map(|address| here.link(&address)).collect();
        SearchPageView { frame, body, index: here.href(&Address::search_index()), doors }
    }
}

impl MovedPageView {
    pub(crate) fn new(here: &PageContext, to: &Page) -> MovedPageView {
        let label = to.title.value.clone();
        MovedPageView { frame: PageFrameView::new(here), to: LinkView { label, href: here.href(&to.address) } }
    }
}

impl ContentPageView {
    pub(crate) fn new(here: &PageContext) -> ContentPageView {
        ContentPageView { frame: PageFrameView::new(here), body: PageBodyView::new(here, here.route.written_page) }
    }
}

impl HomePageView {
    pub(crate) fn new(here: &PageContext) -> HomePageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        HomePageView { frame, body, provinces: page_lists::provinces(here), cities: here.link(&Address::cities()) }
    }
}

impl FormsPageView {
    pub(crate) fn new(here: &PageContext) -> FormsPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        FormsPageView {
            frame,
            body,
            forms: page_lists::form_cards(here),
            choices: downloads::variants(),
            booklet: downloads::booklet(here, None),
        }
    }
}

impl SiteMapPageView {
    pub(crate) fn new(here: &PageContext, edition: &str) -> SiteMapPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        SiteMapPageView { frame, body, pages: page_lists::site_map_branches(here), edition: edition.to_owned() }
    }
}
