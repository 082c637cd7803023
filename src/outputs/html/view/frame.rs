//! The frame of every page: everything around its contents.

use serde::Serialize;

use crate::model::name::Name;
use crate::model::source_path::ACCESSIBILITY_PAGE;
use crate::model::{Address, card, fixed_text, site};
use crate::outputs::html::body;
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::outputs::html::page_info::{ExpiryNoticeView, PageInfoView};
use crate::outputs::html::route::{PageSubject, ancestors};

/// The frame of a page, as the layout template prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PageFrameView {
    /// The language tag of the page (BCP 47), for `lang` (WCAG 3.1.1).
    pub(crate) language: String,
    /// The language tag of everything around the contents.
    pub(crate) site_language: String,
    /// Is the page in another language than the site?
    pub(crate) foreign: bool,
    /// The same tag with `_`, for Open Graph.
    pub(crate) locale: String,
    pub(crate) title: String,
    /// The pictogram on the page's card.
    pub(crate) pictogram: Option<String>,
    pub(crate) description: String,
    /// The public address; `None` where no base URL is set.
    pub(crate) canonical: Option<String>,
    /// The page in each of its languages, including its own, where a base URL is set (RFC 8288, `hreflang`).
    pub(crate) alternates: Vec<AlternateLinkView>,
    /// The news for feed readers, where a base URL is set.
    pub(crate) feed: Option<String>,
    /// The preview image for shared links to the page.
    pub(crate) card: Option<PreviewImageView>,
    /// The prefix of links to addresses that are written from the root of the output; the template function `asset`
    /// reads it.
    pub(crate) root: String,
    pub(crate) site: LinkView,
    pub(crate) programme: String,
    pub(crate) is_home: bool,
    pub(crate) navigation: Vec<NavigationItemView>,
    /// The pages above this one, the home page first; empty on the home page.
    pub(crate) crumbs: Vec<LinkView>,
    /// The notice at the top of a page about a document that has expired.
    pub(crate) over: Option<ExpiryNoticeView>,
    /// The facts about the page beside its text.
    pub(crate) about: Option<PageInfoView>,
    pub(crate) notice: String,
    pub(crate) as_of: String,
    pub(crate) publisher: PublisherView,
    /// The name and version of the program that made the page.
    pub(crate) program: &'static str,
    pub(crate) search: Option<LinkView>,
    /// The link to the suggestions for the search field, a script.
    pub(crate) suggestions: String,
    pub(crate) site_map: Option<LinkView>,
    pub(crate) accessibility: Option<LinkView>,
}

/// The publisher of the site, as far as the settings name it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PublisherView {
    /// Label and words, in the order of the page's footer.
    pub(crate) lines: Vec<(&'static str, String)>,
    pub(crate) error_report: Option<String>,
}

/// A link to the page in another language, for search engines.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct AlternateLinkView {
    pub(crate) language: String,
    pub(crate) href: String,
}

/// An image with its size in pixels.
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
    pub(crate) fn new(context: &PageContext) -> PageFrameView {
        let settings = &context.site.settings;
        let ancestors = ancestors(&context.routes, context.address());
        let navigation = settings.navigation.iter().map(|path| Address::page(&path.value)).filter_map(|address| {
            let LinkView { label, href } = context.link(&address)?;
            let current = if address == *context.address() {
                Some("page")
            } else if ancestors.contains(&address) && address != Address::home() {
                Some("true")
            } else {
                None
            };
            Some(NavigationItemView { label, href, current })
        });
        PageFrameView {
            language: context.language().to_owned(),
            site_language: settings.language.clone(),
            foreign: context.is_foreign(),
            locale: context.language().replace('-', "_"),
            pictogram: context.route.pictogram().map(Name::to_string),
            title: context.route.title(context.site).into_owned(),
            alternates: alternates(context),
            feed: settings
                .base_url
                .as_ref()
                .filter(|_| context.references.news())
                .map(|_| context.href(&Address::feed())),
            description: context.route.description(context.site),
            canonical: settings.base_url.as_deref().filter(|_| context.route.subject != PageSubject::NotFound).map(
                |base| {
                    match context.route.subject {
                        PageSubject::Moved { from: _, to } => to.address.url(base),
                        // Thirty pages that differ only by the office are one page to a search engine, as its users are in any city.
                        PageSubject::CityForm(_, form) => Address::form(&form.id).url(base),
                        _ => context.address().url(base),
                    }
                },
            ),
            card: settings.base_url.as_deref().filter(|_| context.route.is_listed()).map(|base| PreviewImageView {
                url: Address::card(context.address()).url(base),
                width: card::WIDTH,
                height: card::HEIGHT,
            }),
            root: context.root_href(),
            site: LinkView { label: settings.title.clone(), href: context.href(&Address::home()) },
            programme: settings.programme.clone(),
            is_home: context.route.is_home(),
            navigation: navigation.collect(),
            crumbs: ancestors.iter().filter_map(|address| context.link(address)).collect(),
            over: ExpiryNoticeView::new(context),
            about: PageInfoView::new(context),
            notice: settings.notice.clone(),
            as_of: fixed_text::day(settings.as_of),
            publisher: PublisherView::new(&settings.publisher),
            program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
            search: context.link(&Address::search()),
            suggestions: context.href(&Address::suggestions()),
            site_map: context.link(&Address::site_map()),
            accessibility: context.link(&Address::page(ACCESSIBILITY_PAGE)),
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

fn alternates(context: &PageContext) -> Vec<AlternateLinkView> {
    let (Some(base), Some(page)) = (&context.site.settings.base_url, context.route.written_page) else {
        return Vec::new();
    };
    let others = body::language_versions(context, page);
    if others.is_empty() {
        return Vec::new();
    }
    let page_link = (context.language(), context.address().clone());
    let mut all: Vec<AlternateLinkView> = std::iter::once(page_link)
        .chain(others)
        .map(|(language, address)| AlternateLinkView { language: language.to_owned(), href: address.url(base) })
        .collect();
    all.sort_by(|a, b| a.language.cmp(&b.language));
    all
}
