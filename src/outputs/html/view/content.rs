//! Written pages, among them the home page, and the pages of all forms, of measures, of the search and the site map.

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

/// The variables of `content.html` and `not-found.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ContentPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
}

/// The variables of `home.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct HomePageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The cities to choose among.
    pub(crate) provinces: Vec<ProvinceView>,
    /// The page of all cities.
    pub(crate) cities: Option<LinkView>,
}

/// The variables of `forms.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FormsPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) forms: Vec<FormCardView>,
    pub(crate) choices: Vec<VariantView>,
    pub(crate) booklet: Option<BookletView>,
}

/// The variables of `site-map.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SiteMapPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) pages: Vec<SiteMapBranchView>,
    /// The identifier of this state of the contents, as in the manifest.
    pub(crate) edition: String,
}

/// The variables of `measures.html`.
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

/// The variables of `search.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SearchPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The link to the head of the search index, a script.
    pub(crate) index: String,
    /// Links to other entry points: the pages for the audiences of the home page, forms, cities, and the site map.
    pub(crate) doors: Vec<LinkView>,
}

/// The variables of `moved.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct MovedPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) to: LinkView,
}

impl MeasuresPageView {
    pub(crate) fn new(context: &PageContext, facet: Option<&Facet>) -> MeasuresPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        MeasuresPageView {
            frame,
            body,
            whole: facet.is_none(),
            all: LinkView { label: fixed_text::MEASURES.to_owned(), href: context.href(&Address::measures()) },
            groups: measures::facet_groups(context),
            measures: measures::measures(context, facet),
        }
    }
}

impl SearchPageView {
    pub(crate) fn new(context: &PageContext) -> SearchPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        let audiences = context.site.facts.audiences.iter().filter(|audience| audience.on_home_page);
        let audiences = audiences.map(|audience| Address::page(&audience.page.value));
        let all = audiences.chain([Address::forms(), Address::cities(), Address::site_map()]);
        let doors = all.filter_map(|address| context.link(&address)).collect();
        SearchPageView { frame, body, index: context.href(&Address::search_index()), doors }
    }
}

impl MovedPageView {
    pub(crate) fn new(context: &PageContext, to: &Page) -> MovedPageView {
        let label = to.title.value.clone();
        MovedPageView { frame: PageFrameView::new(context), to: LinkView { label, href: context.href(&to.address) } }
    }
}

impl ContentPageView {
    pub(crate) fn new(context: &PageContext) -> ContentPageView {
        ContentPageView {
            frame: PageFrameView::new(context),
            body: PageBodyView::new(context, context.route.written_page),
        }
    }
}

impl HomePageView {
    pub(crate) fn new(context: &PageContext) -> HomePageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        HomePageView {
            frame,
            body,
            provinces: page_lists::provinces(context),
            cities: context.link(&Address::cities()),
        }
    }
}

impl FormsPageView {
    pub(crate) fn new(context: &PageContext) -> FormsPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        FormsPageView {
            frame,
            body,
            forms: page_lists::form_cards(context),
            choices: downloads::variants(),
            booklet: downloads::booklet(context, None),
        }
    }
}

impl SiteMapPageView {
    pub(crate) fn new(context: &PageContext, edition: &str) -> SiteMapPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        SiteMapPageView { frame, body, pages: page_lists::site_map_branches(context), edition: edition.to_owned() }
    }
}
