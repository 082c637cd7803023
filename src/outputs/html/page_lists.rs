//! The lists that a page may ask for by name: `${list:forms}` and its kin.

use std::collections::BTreeMap;

use serde::Serialize;

use super::accessibility_criteria;
use super::date::DateView;
use super::downloads::{self, SheetPictureView, VariantFileView};
use super::figures::{FigureView, SourceDocumentView, sections};
use super::glossary::{self, GlossaryGroupView};
use super::guide;
use super::measures::{MeasureView, measures};
use super::page_context::{LinkView, PageContext};
use super::route::Route;
use crate::model::name::Name;
use crate::model::number::Notation;
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::{Address, IssuedForm, fixed_text};

#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "list", content = "entries", rename_all = "snake_case")]
pub(crate) enum PageListView {
    Doors(Vec<PageCardView>),
    Forms(Vec<FormCardView>),
    Cities(Vec<ProvinceView>),
    Actions(Vec<ActionView>),
    Measures(Vec<MeasureView>),
    Pages(Vec<SiteMapBranchView>),
    News(Vec<NewsItemView>),
    Glossary(Vec<GlossaryGroupView>),
    Criteria(Vec<accessibility_criteria::CriteriaGroupView>),
    Documents(Vec<SourceDocumentView>),
    Contradictions(Vec<ContradictionView>),
    Undecided(Vec<UndecidedView>),
}

/// A page among others that one chooses from, and what it is about.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PageCardView {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) pictogram: Option<String>,
    pub(crate) summary: String,
}

/// A form on the shelf.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FormCardView {
    pub(crate) id: String,
    pub(crate) number: String,
    pub title: String,
    pub(crate) pictogram: Option<String>,
    pub(crate) href: String,
    pub(crate) purpose: String,
    pub(crate) filled_by: String,
    /// Of its first page.
    pub(crate) picture: Option<SheetPictureView>,
    /// Generic, in every variant.
    pub(crate) offers: Vec<VariantFileView>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ProvinceView {
    pub(crate) name: String,
    /// Is it a city itself?
    pub(crate) whole: bool,
    pub(crate) cities: Vec<LinkView>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ActionView {
    /// 一, 二 …
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) source: Option<String>,
    /// Its measures, by number.
    pub(crate) measures: Vec<LinkView>,
}

/// A piece of news.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct NewsItemView {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) date: DateView,
    pub(crate) summary: String,
}

/// A page of the site map with those directly below it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SiteMapBranchView {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) leaves: Vec<LinkView>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ContradictionView {
    pub(crate) anchor: String,
    pub(crate) figures: Vec<FigureView>,
    pub(crate) reason: String,
}

/// Something the programme leaves open.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct UndecidedView {
    pub(crate) form: LinkView,
    pub(crate) label: String,
    /// The written default, where there is one.
    pub(crate) value: Option<String>,
    pub(crate) reason: String,
    pub(crate) source: Option<String>,
}

impl PageListView {
    pub(crate) fn named(here: &PageContext, name: &Name) -> Option<PageListView> {
        Some(match name.as_str() {
            "doors" => PageListView::Doors(audience_cards(here)),
            "forms" => PageListView::Forms(form_cards(here)),
            "cities" => PageListView::Cities(provinces(here)),
            "actions" => PageListView::Actions(actions(here)),
            "measures" => PageListView::Measures(measures(here, None)),
            "pages" => PageListView::Pages(site_map_branches(here)),
            "news" => PageListView::News(news(here)),
            "glossary" => PageListView::Glossary(glossary::glossary_groups(here.site)),
            "criteria" => PageListView::Criteria(accessibility_criteria::criteria_groups(here)),
            "documents" => PageListView::Documents(
                here.site.facts.documents.iter().map(|d| SourceDocumentView::new(here, d)).collect(),
            ),
            "contradictions" => PageListView::Contradictions(contradictions(here)),
            "undecided" => PageListView::Undecided(undecided(here)),
            _ => return None,
        })
    }
}

impl PageCardView {
    /// The door to what is at an address; `None` where no page is.
    pub(crate) fn to(here: &PageContext, address: &Address) -> Option<PageCardView> {
        let route = here.route_at(address)?;
        let summary = route.written_page.and_then(|page| page.summary.clone());
        Some(PageCardView {
            href: here.href(address),
            title: route.title(here.site).into_owned(),
            pictogram: route.pictogram().map(Name::to_string),
            summary: summary.unwrap_or_else(|| route.description(here.site)),
        })
    }
}

/// The pages of the readers who have a door, in the order of the data.
fn audience_cards(here: &PageContext) -> Vec<PageCardView> {
    let doors = here.site.facts.audiences.iter().filter(|audience| audience.on_home_page);
    doors.filter_map(|audience| PageCardView::to(here, &Address::page(&audience.page.value))).collect()
}

pub(crate) fn form_cards(here: &PageContext) -> Vec<FormCardView> {
    let card = |form: &IssuedForm| FormCardView {
        id: form.id.to_string(),
        number: form.number.clone(),
        title: form.title.zh.clone(),
        pictogram: here.route_at(&Address::form(&form.id)).and_then(Route::pictogram).map(Name::to_string),
        href: here.href(&Address::form(&form.id)),
        purpose: form.purpose.words(fixed_text::BLANK),
        filled_by: form.filled_by.words(fixed_text::BLANK),
        picture: downloads::sheet_pictures(here, &form.id, None).into_iter().next(),
        offers: downloads::variant_files(here, &form.id, None),
    };
    here.site.forms.iter().map(|form| card(&here.issued_form(form, None))).collect()
}

pub(crate) fn provinces(here: &PageContext) -> Vec<ProvinceView> {
    by_province(here, |city| here.link(&Address::city(&city.id)))
}

/// The cities that a page of each is led to, by province.
pub(crate) fn by_province(here: &PageContext, link: impl Fn(&City) -> Option<LinkView>) -> Vec<ProvinceView> {
    let province = |(name, cities): (&str, Vec<&City>)| ProvinceView {
        name: name.to_owned(),
        whole: cities.iter().all(|city| city.name == name),
        cities: cities.into_iter().filter_map(&link).collect(),
    };
    here.site.provinces().into_iter().map(province).collect()
}

fn news(here: &PageContext) -> Vec<NewsItemView> {
    let item = |(date, page): (jiff::civil::Date, &Page)| NewsItemView {
        title: page.title.value.clone(),
        href: here.href(&page.address),
        date: DateView::new(date),
        summary: page.summary.clone().unwrap_or_else(|| page.description.value.clone()),
    };
    here.site.news().into_iter().map(item).collect()
}

fn actions(here: &PageContext) -> Vec<ActionView> {
    let facts = &here.site.facts;
    let action = |action: &crate::model::facts::Action| ActionView {
        number: fixed_text::numeral(action.number as usize),
        title: action.title.clone(),
        source: sections(&action.source),
        measures: facts
            .measures
            .iter()
            .filter(|measure| measure.action.value == action.number)
            .map(|measure| LinkView {
                label: measure.number.value.to_string(),
                href: format!("{}#{}", here.href(&Address::measures()), measure.anchor()),
            })
            .collect(),
    };
    facts.actions.iter().map(action).collect()
}

/// The pages of the site: those of the first level, and below each index of a folder all that is in it.
pub(crate) fn site_map_branches(here: &PageContext) -> Vec<SiteMapBranchView> {
    let above =
        |address: &Address| folder_index(address).filter(|index| index != address && here.route_at(index).is_some());
    let (leaves, tops): (Vec<Address>, Vec<Address>) =
        here.listed_routes().map(Route::address).partition(|address| above(address).is_some());
    let mut below: BTreeMap<Address, Vec<LinkView>> = BTreeMap::new();
    for address in leaves {
        if let (Some(index), Some(link)) = (above(&address), here.link(&address)) {
            below.entry(index).or_default().push(link);
        }
    }
    let branch = |address: Address| {
        let LinkView { label, href } = here.link(&address)?;
        Some(SiteMapBranchView { label, href, leaves: below.remove(&address).unwrap_or_default() })
    };
    tops.into_iter().filter_map(branch).collect()
}

/// The index of the folder of the first level that a page is in.
fn folder_index(address: &Address) -> Option<Address> {
    address.as_str().split_once('/').map(|(folder, _)| Address::page(&format!("{folder}/index")))
}

fn contradictions(here: &PageContext) -> Vec<ContradictionView> {
    let facts = &here.site.facts;
    let contradiction = |(names, relation): (Vec<&str>, &crate::model::facts::Relation)| {
        let shown = names.into_iter().filter_map(|name| facts.fact(name));
        Some(ContradictionView {
            anchor: relation.anchor(),
            reason: fixed_text::sentence(&relation.acknowledged.as_ref()?.value),
            figures: shown.map(|fact| FigureView::new(here, fact, Notation::Grouped)).collect(),
        })
    };
    facts.contradictions().filter_map(contradiction).collect()
}

fn undecided(here: &PageContext) -> Vec<UndecidedView> {
    let mut list = Vec::new();
    for form in &here.site.forms {
        let Some(link) = here.link(&Address::form(&form.id)) else { continue };
        if let Some(reason) = &form.copies.undecided {
            list.push(UndecidedView {
                form: link.clone(),
                label: fixed_text::COPIES.to_owned(),
                value: Some(form.holders().join("、")),
                reason: reason.value.clone(),
                source: None,
            });
        }
        if let Some(reason) = &form.effective.undecided {
            list.push(UndecidedView {
                form: link.clone(),
                label: fixed_text::EFFECTIVE.to_owned(),
                value: Some(form.effective.words()),
                reason: reason.value.clone(),
                source: None,
            });
        }
        let laws = form.laws();
        if !laws.is_empty() && form.reviewed().is_none() {
            list.push(UndecidedView {
                form: link.clone(),
                label: fixed_text::LAWS.to_owned(),
                value: guide::laws(&laws),
                reason: fixed_text::LEGAL_REVIEW_OPEN.to_owned(),
                source: None,
            });
        }
        for setting in form.settings.iter().chain([&form.retention]) {
            let Some(reason) = &setting.undecided else { continue };
            list.push(UndecidedView {
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
