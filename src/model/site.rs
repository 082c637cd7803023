//! The model of a whole project, as checks and outputs read it.

use jiff::civil::Date;

use super::accessibility::AccessibilityCriterion;
use super::address::Address;
use super::attachment::{Attachment, UnpublishedFile};
use super::choice::Choices;
use super::diagnostic_policy::DiagnosticPolicy;
use super::facts::Facts;
use super::form::Form;
use super::name::Name;
use super::office::City;
use super::overlay::Overlay;
use super::page::Page;
use super::pictogram::Pictograms;
use super::publicity::Publicity;
use super::release::office_states::Release;
use super::requirement::Requirements;
use super::search::SearchQuery;
use crate::source::{Span, Spanned};

/// A project: settings, forms, option lists, cities with their decisions, pages, files and facts. Everything below is
/// plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    pub settings: Settings,
    pub choices: Choices,
    /// In the order of their numbers, 之一 first.
    pub forms: Vec<Form>,
    /// In the order of their division codes, so that a province's cities stand together.
    pub cities: Vec<City>,
    /// What their offices decide of the forms, in the order of the files and of the lines in them.
    pub overlays: Vec<Overlay>,
    /// Forms as they were released, in the order of the files.
    pub(crate) releases: Vec<Release>,
    /// In the order of their paths.
    pub pages: Vec<Page>,
    /// Pages that are written but not shown, in the order of their paths.
    pub(crate) unpublished_pages: Vec<UnpublishedPage>,
    /// The files below `content/` that pages show or link to, in the order of their paths.
    pub files: Vec<Attachment>,
    /// The other files below `content/`, in the order of their paths.
    pub unpublished_files: Vec<UnpublishedFile>,
    pub facts: Facts,
    pub pictograms: Pictograms,
    /// How each criterion of accessibility is met.
    pub(crate) criteria: Vec<AccessibilityCriterion>,
    /// What the plan asks for, and what serves it.
    pub(crate) requirements: Requirements,
    /// What people type into the search, in the order of the file.
    pub queries: Vec<SearchQuery>,
    /// What could not be read whole; empty wherever a site is built.
    pub incomplete: Incomplete,
}

/// The names that faulty files may define. Checks do not report them as missing, so that one fault gives one
/// diagnostic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incomplete {
    /// `forms/choices.yaml`: any list may be in it.
    pub choices: bool,
    /// `content/facts.yaml`: any fact, table, chart or diagram may be in it.
    pub facts: bool,
    /// `content/requirements.yaml`: any section may be in it.
    pub(crate) requirements: bool,
    /// `templates/pictograms/`: any pictogram may be in it.
    pub pictograms: bool,
    /// Forms that were not read whole, whether they are in the site or not: any field or setting may be in them.
    pub forms: Vec<Name>,
    /// Cities that are not in the site although their file is there.
    pub cities: Vec<Name>,
    /// Pages that are not in the site although their file is there, by path below `content/`.
    pub pages: Vec<String>,
}

/// The contents of `site.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The site's name.
    pub title: String,
    pub description: String,
    /// The programme as sheets name it above their title: 长江新里程计划·高科技助残就业项目.
    pub programme: String,
    /// The status of forms that are not issued yet, printed on every sheet and form page: 样表，依据方案送审稿设计.
    pub standing: Option<String>,
    /// BCP 47, such as `zh-CN`.
    pub language: String,
    /// The day the contents speak of; everything that depends on a date reads it, never a clock.
    pub as_of: Date,
    /// Escaped as machines want it (RFC 3986), without a slash at the end; canonical addresses and the site map are written only where it is known.
    pub base_url: Option<String>,
    /// Said on every page: the plan is a draft for review.
    pub notice: String,
    /// What a reader does where an office's details are unknown.
    pub unknown_office: String,
    /// Who publishes the site, and what has to stand at the foot of each page.
    pub publisher: Publisher,
    /// The pages of the main navigation, by path below `content/`.
    pub navigation: Vec<Spanned<String>>,
    /// Files that are published though no page links to them.
    pub verification_files: Vec<VerificationFile>,
    /// What is thought of findings.
    pub diagnostic_policy: DiagnosticPolicy,
}

/// A file that proves the ownership of the site to search engines, WeChat or a domain authority.
#[derive(Clone, Debug, PartialEq)]
pub struct VerificationFile {
    /// Below `content/`.
    pub(crate) file: Spanned<String>,
    /// Below the output folder.
    pub(crate) output_path: Spanned<String>,
}

/// The publisher of the site. Values that are not given are `None` and are not printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publisher {
    pub(crate) profile: Option<Spanned<PublisherProfile>>,
    /// 主办单位
    pub(crate) organiser: Option<String>,
    /// 承办单位
    pub(crate) undertaker: Option<String>,
    /// 联系方式
    pub(crate) contact: Option<String>,
    /// 政府网站标识码 (国办发〔2017〕47号)
    pub(crate) identity_code: Option<String>,
    /// 互联网信息服务备案编号
    pub(crate) icp_filing: Option<String>,
    /// 公安机关备案号
    pub(crate) police_filing: Option<String>,
    /// Where errors of the site are reported: a web or mail address.
    pub(crate) error_report: Option<String>,
    pub(crate) span: Option<Span>,
}

/// The kind of publisher, which decides what the footer must contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PublisherProfile {
    /// A government website.
    Government,
    /// Any other organisation's.
    Organisation,
}

impl Publisher {
    /// What the foot of a page has to say for a profile: the key of `site.yaml` and what is known.
    pub(crate) fn required(&self, profile: PublisherProfile) -> Vec<(&'static str, bool)> {
        let code =
            matches!(profile, PublisherProfile::Government).then_some(("identity_code", self.identity_code.is_some()));
        let all = [
            ("organiser", self.organiser.is_some()),
            ("contact", self.contact.is_some()),
            ("icp_filing", self.icp_filing.is_some()),
            ("police_filing", self.police_filing.is_some()),
            ("error_report", self.error_report.is_some()),
        ];
        all.into_iter().chain(code).collect()
    }
}

/// A page of `content/` that is not in the site.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnpublishedPage {
    /// Below `content/`.
    pub(crate) path: String,
    pub(crate) reason: PageUnpublishedReason,
    /// What the page links to or shows.
    pub(crate) destinations: Vec<Address>,
    pub(crate) span: Span,
}

/// Why a page is not in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageUnpublishedReason {
    Draft,
    /// Its last day is before `as_of`.
    Expired(Date),
    /// The day of the news is after `as_of`.
    Scheduled(Date),
}

impl Site {
    pub fn form(&self, id: &Name) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// Is there a form of this id, read or not?
    pub(crate) fn has_form(&self, id: &Name) -> bool {
        self.form(id).is_some() || self.incomplete.forms.contains(id)
    }

    pub(crate) fn city(&self, id: &Name) -> Option<&City> {
        self.cities.iter().find(|city| city.id == *id)
    }

    /// What a city's office decides of a form.
    pub fn overlay(&self, form: &Name, city: &Name) -> Option<&Overlay> {
        self.overlays.iter().find(|overlay| overlay.form.value == *form && overlay.city == *city)
    }

    /// A page by its path below `content/`.
    pub(crate) fn page(&self, path: &str) -> Option<&Page> {
        let at = self.pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()?;
        self.pages.get(at)
    }

    /// The first page that is made into this.
    pub(crate) fn product(&self, kind: Publicity) -> Option<&Page> {
        self.pages.iter().find(|page| page.publicity() == Some(kind))
    }

    /// A published file by its path below `content/`.
    pub(crate) fn file(&self, path: &str) -> Option<&Attachment> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// The pages with a date, the latest first.
    pub(crate) fn news(&self) -> Vec<(Date, &Page)> {
        let mut news: Vec<_> = self.pages.iter().filter_map(|page| Some((page.date?, page))).collect();
        news.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.path.cmp(&second.path)));
        news
    }

    /// The provinces in the order of their division codes, each with its cities.
    pub(crate) fn provinces(&self) -> Vec<(&str, Vec<&City>)> {
        let mut provinces: Vec<(&str, Vec<&City>)> = Vec::new();
        for city in &self.cities {
            match provinces.last_mut() {
                Some((province, cities)) if *province == city.province => cities.push(city),
                _ => provinces.push((&city.province, vec![city])),
            }
        }
        provinces
    }
}
