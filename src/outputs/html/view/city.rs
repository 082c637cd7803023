//! The page of all cities, and a city's page: its share of the programme, its sheets, its office.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::form::Form;
use crate::model::number::Notation;
use crate::model::office_difference::differences;
use crate::model::{Address, fixed_text, office};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::bring_list::{self, BringItemView};
use crate::outputs::html::downloads::{self, BookletView, DownloadRowView, VariantView};
use crate::outputs::html::figures::{FigureSourcesView, FigureView};
use crate::outputs::html::office::OfficeView;
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::outputs::html::page_lists::{self, ProvinceView};
use crate::outputs::html::publicity::{self, PublicityFileView};
use crate::wording::Lang;

/// The variables of `cities.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CitiesPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) provinces: Vec<ProvinceView>,
    pub(crate) count: usize,
}

/// The variables of `city.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CityPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub name: String,
    pub(crate) adcode: String,
    pub office: OfficeView,
    pub(crate) targets: Vec<CityTargetView>,
    pub(crate) sources: FigureSourcesView,
    pub(crate) choices: Vec<VariantView>,
    pub(crate) sheets: Vec<DownloadRowView>,
    pub(crate) booklet: Option<BookletView>,
    /// The decisions of the office about its forms.
    pub(crate) decided: Vec<CityDecisionsView>,
    pub(crate) bring: Vec<BringItemView>,
    /// The page with the services and rules of the city.
    pub(crate) offers: Option<LinkView>,
    /// Publicity material as PDF files.
    pub(crate) papers: Vec<PublicityFileView>,
}

/// The decisions of the city's office about one form, one sentence each.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CityDecisionsView {
    pub(crate) form: LinkView,
    pub(crate) changes: Vec<String>,
}

/// The variables of `offers.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct OffersPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The same page as a PDF.
    pub(crate) paper: Option<PublicityFileView>,
    /// The city's page.
    pub(crate) city: Option<LinkView>,
    /// The public address of the city's page; `None` where no base URL is set.
    pub(crate) url: Option<String>,
}

/// A figure that the programme gives for each city, with the national figure.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CityTargetView {
    pub(crate) label: String,
    pub(crate) city: FigureView,
    pub(crate) national: Option<FigureView>,
}

/// The suffix of the names of facts that are the share of each city.
const PER_CITY_SUFFIX: &str = ".per_city";
/// The suffix of the names of facts that are the national figure of such a share.
const NATIONAL_SUFFIX: &str = ".national";

impl CitiesPageView {
    pub(crate) fn new(context: &PageContext) -> CitiesPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        CitiesPageView { frame, body, provinces: page_lists::provinces(context), count: context.site.cities.len() }
    }
}

impl CityPageView {
    pub(crate) fn new(context: &PageContext, city: &office::City) -> CityPageView {
        let ContentPageView { frame, mut body } = ContentPageView::new(context);
        let facts = &context.site.facts;
        body.kicker = Some(city.province.clone());
        // The pages about a city name the city; the city's page need not list them.
        let of_city = context.references.related(context.address());
        body.related = of_city.iter().filter_map(|page| context.link(&page.address)).collect();
        let shares: Vec<_> = facts
            .facts
            .iter()
            .filter_map(|fact| Some((fact, fact.name.value.strip_suffix(PER_CITY_SUFFIX)?)))
            .map(|(fact, stem)| (fact, facts.fact(&format!("{stem}{NATIONAL_SUFFIX}"))))
            .collect();
        let targets: Vec<CityTargetView> = shares
            .iter()
            .map(|(share, national)| CityTargetView {
                label: national.unwrap_or(share).label.clone(),
                city: FigureView::new(context, share, Notation::Grouped),
                national: national.map(|fact| FigureView::new(context, fact, Notation::Grouped)),
            })
            .collect();
        let rows = targets.iter().map(|target| (&*target.label, target.city.source.clone()));
        let sources = FigureSourcesView::new(context, rows, shares.iter().map(|(share, _)| *share));
        CityPageView {
            frame,
            body,
            name: city.name.clone(),
            adcode: city.adcode.clone(),
            office: OfficeView::new(context, &city.office),
            targets,
            sources,
            choices: downloads::variants(),
            sheets: downloads::downloads_by_form(context, city),
            booklet: downloads::booklet(context, Some(&city.id)),
            decided: context.site.forms.iter().filter_map(|form| CityDecisionsView::new(context, city, form)).collect(),
            bring: bring_list::bring_list(context, city),
            offers: context.link(&Address::offers(&city.id)),
            papers: publicity::publicity_files(context, Some(city)),
        }
    }
}

impl CityDecisionsView {
    fn new(context: &PageContext, city: &office::City, form: &Form) -> Option<CityDecisionsView> {
        let overlay = context.site.overlay(&form.id, &city.id)?;
        let changes: Vec<String> = differences(form, &context.site.choices, overlay)
            .iter()
            .map(|difference| fixed_text::sentence(&difference.change.words(Lang::Zh)))
            .collect();
        let href = context.href(&Address::city_form(&city.id, &form.id));
        (!changes.is_empty())
            .then(|| CityDecisionsView { form: LinkView { label: form.title.zh.clone(), href }, changes })
    }
}

impl OffersPageView {
    pub(crate) fn new(context: &PageContext, city: &office::City) -> OffersPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        let page = Address::city(&city.id);
        OffersPageView {
            frame,
            body,
            paper: context
                .route
                .written_page
                .and_then(|written| publicity::publicity_file(context, written, Some(city))),
            city: context.link(&page),
            url: context.site.settings.base_url.as_deref().map(|base| page.url(base)),
        }
    }
}
