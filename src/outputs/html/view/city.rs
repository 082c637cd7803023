//! The cities and a city's page: its share of the programme, its sheets, its office.

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

/// `cities.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CitiesPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) provinces: Vec<ProvinceView>,
    pub(crate) count: usize,
}

/// `city.html`
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
    /// What the office decided of its forms.
    pub(crate) decided: Vec<CityDecisionsView>,
    pub(crate) bring: Vec<BringItemView>,
    /// The sheet of what the city offers, as a page.
    pub(crate) offers: Option<LinkView>,
    /// What publicises, on paper.
    pub(crate) papers: Vec<PublicityFileView>,
}

/// A form, and what its office decided of it, a sentence each.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CityDecisionsView {
    pub(crate) form: LinkView,
    pub(crate) changes: Vec<String>,
}

/// `offers.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct OffersPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The same on paper.
    pub(crate) paper: Option<PublicityFileView>,
    /// The city's page.
    pub(crate) city: Option<LinkView>,
    /// Its public address, where a base URL is known.
    pub(crate) url: Option<String>,
}

/// A figure that the programme gives for each city, beside the national one.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct CityTargetView {
    pub(crate) label: String,
    pub(crate) city: FigureView,
    pub(crate) national: Option<FigureView>,
}

/// Facts whose names end so are a city's share, and what the country has of the same.
const PER_CITY_SUFFIX: &str = ".per_city";
const NATIONAL_SUFFIX: &str = ".national";

impl CitiesPageView {
    pub(crate) fn new(here: &PageContext) -> CitiesPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        CitiesPageView { frame, body, provinces: page_lists::provinces(here), count: here.site.cities.len() }
    }
}

impl CityPageView {
    pub(crate) fn new(here: &PageContext, city: &office::City) -> CityPageView {
        let ContentPageView { frame, mut body } = ContentPageView::new(here);
        let facts = &here.site.facts;
        body.kicker = Some(city.province.clone());
        // What is written of the city says so; nobody has to say it twice.
        let of_city = here.references.related(here.address());
        body.related = of_city.iter().filter_map(|page| here.link(&page.address)).collect();
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
                city: FigureView::new(here, share, Notation::Grouped),
                national: national.map(|fact| FigureView::new(here, fact, Notation::Grouped)),
            })
            .collect();
        let rows = targets.iter().map(|target| (&*target.label, target.city.source.clone()));
        let sources = FigureSourcesView::new(here, rows, shares.iter().map(|(share, _)| *share));
        CityPageView {
            frame,
            body,
            name: city.name.clone(),
            adcode: city.adcode.clone(),
            office: OfficeView::new(here, &city.office),
            targets,
            sources,
            choices: downloads::variants(),
            sheets: downloads::downloads_by_form(here, city),
            booklet: downloads::booklet(here, Some(&city.id)),
            decided: here.site.forms.iter().filter_map(|form| CityDecisionsView::new(here, city, form)).collect(),
            bring: bring_list::bring_list(here, city),
            offers: here.link(&Address::offers(&city.id)),
            papers: publicity::publicity_files(here, Some(city)),
        }
    }
}

impl CityDecisionsView {
    fn new(here: &PageContext, city: &office::City, form: &Form) -> Option<CityDecisionsView> {
        let overlay = here.site.overlay(&form.id, &city.id)?;
        let changes: Vec<String> = differences(form, &here.site.choices, overlay)
            .iter()
            .map(|difference| fixed_text::sentence(&difference.change.words(Lang::Zh)))
            .collect();
        let href = here.href(&Address::city_form(&city.id, &form.id));
        (!changes.is_empty())
            .then(|| CityDecisionsView { form: LinkView { label: form.title.zh.clone(), href }, changes })
    }
}

impl OffersPageView {
    pub(crate) fn new(here: &PageContext, city: &office::City) -> OffersPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        let page = Address::city(&city.id);
        OffersPageView {
            frame,
            body,
            paper: here.route.written_page.and_then(|written| publicity::publicity_file(here, written, Some(city))),
            city: here.link(&page),
            url: here.site.settings.base_url.as_deref().map(|base| page.url(base)),
        }
    }
}
