//! What every page has around its contents.

use serde::Serialize;

use crate::model::name::Name;
use crate::model::source_path::ACCESSIBILITY_PAGE;
use crate::model::{Address, card, fixed_text, site};
use crate::outputs::html::body;
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::outputs::html::page_info::{ExpiryNoticeView, PageInfoView};
use crate::outputs::html::route::{PageSubject, ancestors};

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PageFrameView {
    /// BCP 47, for `lang` (WCAG 3.1.1).
    pub(crate) language: String,
    /// Of everything around the contents.
    pub(crate) site_language: String,
    /// Is the page in another language than the site?
    pub(crate) foreign: bool,
    /// The same with `_`, for Open Graph.
    pub(crate) locale: String,
    pub(crate) title: String,
    /// What is drawn where the page is chosen among others.
    pub(crate) pictogram: Option<String>,
    pub(crate) description: String,
    /// The public address, where a base URL is known.
    pub(crate) canonical: Option<String>,
    /// The page in each language it is in, itself included, where a base URL is known (RFC 8288, `hreflang`).
    pub(crate) alternates: Vec<AlternateLinkView>,
    /// News for feed readers, where a base URL is known.
    pub(crate) feed: Option<String>,
    /// What stands for the page where a link to it is passed on.
    pub(crate) card: Option<PreviewImageView>,
    /// What links from the root of the output begin with; the function `asset` of templates reads it.
    pub(crate) root: String,
    pub(crate) site: LinkView,
    pub(crate) programme: String,
    pub(crate) is_home: bool,
    pub(crate) navigation: Vec<NavigationItemView>,
    /// The pages this one hangs below, the home first; empty on the home page.
    pub(crate) crumbs: Vec<LinkView>,
    /// What is said at the top of a page whose document has run out.
    pub(crate) over: Option<ExpiryNoticeView>,
    /// What the page says of itself beside its text.
    pub(crate) about: Option<PageInfoView>,
    pub(crate) notice: String,
    pub(crate) as_of: String,
    pub(crate) publisher: PublisherView,
    /// Which program made the page.
    pub(crate) program: &'static str,
    pub(crate) search: Option<LinkView>,
    /// What is suggested while somebody types into the search, a script.
    pub(crate) suggestions: String,
    pub(crate) site_map: Option<LinkView>,
    pub(crate) accessibility: Option<LinkView>,
}

/// Who answers for the site, as far as anybody has said.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PublisherView {
    /// Label and words, in the order of the foot of a page.
    pub(crate) lines: Vec<(&'static str, String)>,
    pub(crate) error_report: Option<String>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct AlternateLinkView {
    pub(crate) language: String,
    pub(crate) href: String,
}

/// A picture and its size in pixels.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PreviewImageView {
    pub(crate) url: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// An entry of the main navigation.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct NavigationItemView {
    pub(crate) label: String,
    pub(crate) href: String,
    /// `aria-current`: `page` on the page itself, `true` below it (WAI-ARIA 1.2, 6.6).
    pub(crate) current: Option<&'static str>,
}

impl PageFrameView {
    pub(crate) fn new(here: &PageContext) -> PageFrameView {
        let settings = &here.site.settings;
        let ancestors = ancestors(&here.routes, here.address());
        let navigation = settings.navigation.iter().map(|path| Address::page(&path.value)).filter_map(|address| {
            let LinkView { label, href } = here.link(&address)?;
            let current = if address == *here.address() {
                Some("page")
            } else if ancestors.contains(&address) && address != Address::home() {
                Some("true")
            } else {
                None
            };
            Some(NavigationItemView { label, href, current })
        });
        PageFrameView {
            language: here.language().to_owned(),
            site_language: settings.language.clone(),
            foreign: here.is_foreign(),
            locale: here.language().replace('-', "_"),
            pictogram: here.route.pictogram().map(Name::to_string),
            title: here.route.title(here.site).into_owned(),
            alternates: alternates(here),
            feed: settings.base_url.as_ref().filter(|_| here.references.news()).map(|_| here.href(&Address::feed())),
            description: here.route.description(here.site),
            canonical: settings.base_url.as_deref().filter(|_| here.route.subject != PageSubject::NotFound).map(
                |base| {
                    match here.route.subject {
                        PageSubject::Moved { from: _, to } => to.address.url(base),
                        // Thirty pages that differ by an office are one to a search engine, whose readers are of any city.
                        PageSubject::CityForm(_, form) => Address::form(&form.id).url(base),
                        _ => here.address().url(base),
                    }
                },
            ),
            card: settings.base_url.as_deref().filter(|_| here.route.is_listed()).map(|base| PreviewImageView {
                url: Address::card(here.address()).url(base),
                width: card::WIDTH,
                height: card::HEIGHT,
            }),
            root: here.root_href(),
            site: LinkView { label: settings.title.clone(), href: here.href(&Address::home()) },
            programme: settings.programme.clone(),
            is_home: here.route.is_home(),
            navigation: navigation.collect(),
            crumbs: ancestors.iter().filter_map(|address| here.link(address)).collect(),
            over: ExpiryNoticeView::new(here),
            about: PageInfoView::new(here),
            notice: settings.notice.clone(),
            as_of: fixed_text::day(settings.as_of),
            publisher: PublisherView::new(&settings.publisher),
            program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
            search: here.link(&Address::search()),
            suggestions: here.href(&Address::suggestions()),
            site_map: here.link(&Address::site_map()),
            accessibility: here.link(&Address::page(ACCESSIBILITY_PAGE)),
        }
    }
}

impl PublisherView {
    fn new(publisher: &site::Publisher) -> PublisherView {
        let lines = [
            (fixed_text::ORGANISER, &publisher.organiser),
            (fixed_text::UNDERTAKER, &publisher.undertaker),
            (fixed_text::CONTACT, &publisher.contact),
            (fixed_text::IDENTITY_CODE, &publisher.identity_code),
            (fixed_text::ICP_FILING, &publisher.icp_filing),
            (fixed_text::POLICE_FILING, &publisher.police_filing),
        ];
        PublisherView {
            lines: lines.into_iter().filter_map(|(label, words)| Some((label, words.clone()?))).collect(),
            error_report: publisher.error_report.clone(),
        }
    }
}

fn alternates(here: &PageContext) -> Vec<AlternateLinkView> {
    let (Some(base), Some(page)) = (&here.site.settings.base_url, here.route.written_page) else { return Vec::new() };
    let others = body::language_versions(here, page);
    if others.is_empty() {
        return Vec::new();
    }
    let own = (here.language(), here.address().clone());
    let mut all: Vec<AlternateLinkView> = std::iter::once(own)
        .chain(others)
        .map(|(language, address)| AlternateLinkView { language: language.to_owned(), href: address.url(base) })
        .collect();
    all.sort_by(|a, b| a.language.cmp(&b.language));
    all
}
