//! The lists that a page inserts by name: `${list:forms}` and others.

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

/// A list made from the data, by its name.
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

/// A page to choose among others, with its summary.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PageCardView {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) pictogram: Option<String>,
    pub(crate) summary: String,
}

/// A form in the list of all forms.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FormCardView {
    pub(crate) id: String,
    pub(crate) number: String,
    pub title: String,
    pub(crate) pictogram: Option<String>,
    pub(crate) href: String,
    pub(crate) purpose: String,
    pub(crate) filled_by: String,
    /// The picture of its first page.
    pub(crate) picture: Option<SheetPictureView>,
    /// The generic form in every variant.
    pub(crate) offers: Vec<VariantFileView>,
}

/// A province with its cities.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ProvinceView {
    pub(crate) name: String,
    /// Is the province a city itself?
    pub(crate) whole: bool,
    pub(crate) cities: Vec<LinkView>,
}

/// An action of the programme with its measures.
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

/// A page of the site map with the pages directly below it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SiteMapBranchView {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) leaves: Vec<LinkView>,
}

/// Figures that contradict each other, with the reason that the project gives.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ContradictionView {
    pub(crate) anchor: String,
    pub(crate) figures: Vec<FigureView>,
    pub(crate) reason: String,
}

/// A decision that the programme leaves open.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct UndecidedView {
    pub(crate) form: LinkView,
    pub(crate) label: String,
    /// The written default; `None` where there is none.
    pub(crate) value: Option<String>,
    pub(crate) reason: String,
    pub(crate) source: Option<String>,
}

impl PageListView {
    /// The list of this name; `None` where there is no such list.
    pub(crate) fn named(context: &PageContext, name: &Name) -> Option<PageListView> {
        Some(match name.as_str() {
            "doors" => PageListView::Doors(audience_cards(context)),
            "forms" => PageListView::Forms(form_cards(context)),
            "cities" => PageListView::Cities(provinces(context)),
            "actions" => PageListView::Actions(actions(context)),
            "measures" => PageListView::Measures(measures(context, None)),
            "pages" => PageListView::Pages(site_map_branches(context)),
            "news" => PageListView::News(news(context)),
            "glossary" => PageListView::Glossary(glossary::glossary_groups(context.site)),
            "criteria" => PageListView::Criteria(accessibility_criteria::criteria_groups(context)),
            "documents" => PageListView::Documents(
                context.site.facts.documents.iter().map(|d| SourceDocumentView::new(context, d)).collect(),
            ),
            "contradictions" => PageListView::Contradictions(contradictions(context)),
            "undecided" => PageListView::Undecided(undecided(context)),
            _ => return None,
        })
    }
}

impl PageCardView {
    /// The card of the page at an address; `None` where there is no page.
    pub(crate) fn to(context: &PageContext, address: &Address) -> Option<PageCardView> {
        let route = context.route_at(address)?;
        let summary = route.written_page.and_then(|page| page.summary.clone());
        Some(PageCardView {
            href: context.href(address),
            title: route.title(context.site).into_owned(),
            pictogram: route.pictogram().map(Name::to_string),
            summary: summary.unwrap_or_else(|| route.description(context.site)),
        })
    }
}

/// The pages for the audiences that the home page offers, in the order of the data.
fn audience_cards(context: &PageContext) -> Vec<PageCardView> {
    let audiences = context.site.facts.audiences.iter().filter(|audience| audience.on_home_page);
    audiences.filter_map(|audience| PageCardView::to(context, &Address::page(&audience.page.value))).collect()
}

pub(crate) fn form_cards(context: &PageContext) -> Vec<FormCardView> {
    let card = |form: &IssuedForm| FormCardView {
        id: form.id.to_string(),
        number: form.number.clone(),
        title: form.title.zh.clone(),
        pictogram: context.route_at(&Address::form(&form.id)).and_then(Route::pictogram).map(Name::to_string),
        href: context.href(&Address::form(&form.id)),
        purpose: form.purpose.words(fixed_text::BLANK),
        filled_by: form.filled_by.words(fixed_text::BLANK),
        picture: downloads::sheet_pictures(context, &form.id, None).into_iter().next(),
        offers: downloads::variant_files(context, &form.id, None),
    };
    context.site.forms.iter().map(|form| card(&context.issued_form(form, None))).collect()
}

pub(crate) fn provinces(context: &PageContext) -> Vec<ProvinceView> {
    by_province(context, |city| context.link(&Address::city(&city.id)))
}

/// The cities for which `link` returns a link, by province.
pub(crate) fn by_province(context: &PageContext, link: impl Fn(&City) -> Option<LinkView>) -> Vec<ProvinceView> {
    let province = |(name, cities): (&str, Vec<&City>)| ProvinceView {
        name: name.to_owned(),
        whole: cities.iter().all(|city| city.name == name),
        cities: cities.into_iter().filter_map(&link).collect(),
    };
    context.site.provinces().into_iter().map(province).collect()
}

fn news(context: &PageContext) -> Vec<NewsItemView> {
    let item = |(date, page): (jiff::civil::Date, &Page)| NewsItemView {
        title: page.title.value.clone(),
        href: context.href(&page.address),
        date: DateView::new(date),
        summary: page.summary.clone().unwrap_or_else(|| page.description.value.clone()),
    };
    context.site.news().into_iter().map(item).collect()
}

fn actions(context: &PageContext) -> Vec<ActionView> {
    let facts = &context.site.facts;
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
                href: format!("{}#{}", context.href(&Address::measures()), measure.anchor()),
            })
            .collect(),
    };
    facts.actions.iter().map(action).collect()
}

/// The pages of the site: those of the first level, and below the index page of each folder all pages in it.
pub(crate) fn site_map_branches(context: &PageContext) -> Vec<SiteMapBranchView> {
    let above =
        |address: &Address| folder_index(address).filter(|index| index != address && context.route_at(index).is_some());
    let (leaves, tops): (Vec<Address>, Vec<Address>) =
        context.listed_routes().map(Route::address).partition(|address| above(address).is_some());
    let mut below: BTreeMap<Address, Vec<LinkView>> = BTreeMap::new();
    for address in leaves {
        if let (Some(index), Some(link)) = (above(&address), context.link(&address)) {
            below.entry(index).or_default().push(link);
        }
    }
    let branch = |address: Address| {
        let LinkView { label, href } = context.link(&address)?;
        Some(SiteMapBranchView { label, href, leaves: below.remove(&address).unwrap_or_default() })
    };
    tops.into_iter().filter_map(branch).collect()
}

/// The index page of the first-level folder that a page is in.
fn folder_index(address: &Address) -> Option<Address> {
    address.as_str().split_once('/').map(|(folder, _)| Address::page(&format!("{folder}/index")))
}

fn contradictions(context: &PageContext) -> Vec<ContradictionView> {
    let facts = &context.site.facts;
    let contradiction = |(names, relation): (Vec<&str>, &crate::model::facts::Relation)| {
        let shown = names.into_iter().filter_map(|name| facts.fact(name));
        Some(ContradictionView {
            anchor: relation.anchor(),
            reason: fixed_text::sentence(&relation.acknowledged.as_ref()?.value),
            figures: shown.map(|fact| FigureView::new(context, fact, Notation::Grouped)).collect(),
        })
    };
    facts.contradictions().filter_map(contradiction).collect()
}

fn undecided(context: &PageContext) -> Vec<UndecidedView> {
    let mut list = Vec::new();
    for form in &context.site.forms {
        let Some(link) = context.link(&Address::form(&form.id)) else { continue };
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
