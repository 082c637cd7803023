//! Pages of a small programme that has everything once, as text.

use std::collections::BTreeMap;

use formpress::testing::html::{Download, ParityKindView, ParitySummaryView, Route, Templates, Website};
use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::model::{Address, Site};
use formpress::testing::pipeline::products;
use formpress::testing::words::Sources;

use crate::programme::with;

/// Where some items begin on the sheets.
fn begins() -> BTreeMap<String, usize> {
    [("field-birth", 1), ("field-articles-help", 2), ("field-tests", 3)]
        .map(|(item, page)| (item.to_owned(), page))
        .into()
}

/// The tests' own programme, without and with a base URL.
pub struct Example {
    project: Project,
    published: Project,
    templates: Templates,
    downloads: BTreeMap<Address, Download>,
}

impl Example {
    pub fn new() -> Example {
        let project = with(&SettingOverrides::default());
        let templates =
            Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets());
        assert_eq!(templates.diagnostics, []);
        let cities = || project.site.cities.iter().map(|city| Some(&city.id)).chain([None]);
        let addresses = products(&project.site).flat_map(|product| cities().map(move |city| product.address(city)));
        let downloads = addresses
            .map(|address| {
                (address.clone(), Download { address, bytes: Some(84_213), pages: Some(3), anchor_pages: begins() })
            })
            .collect();
        let base_url = Some("https://example.org/forms".to_owned());
        let published = with(&SettingOverrides { base_url, ..SettingOverrides::default() });
        Example { project, published, templates: templates.value, downloads }
    }

    fn of<'a>(&'a self, project: &'a Project) -> Website<'a> {
        Website::new(&project.site, &[], &self.templates, &self.downloads, "0123456789")
    }

    /// Where nobody knows where it will be.
    pub fn website(&self) -> Website<'_> {
        self.of(&self.project)
    }

    /// With a base URL.
    pub fn published(&self) -> Website<'_> {
        let sheets = ParityKindView { label: "打印", outputs: 3, items: 30, places: 60 };
        self.of(&self.published).with_parity(ParitySummaryView { offices: 3, kinds: vec![sheets] })
    }

    pub fn site(&self) -> &Site {
        &self.project.site
    }

    pub fn downloads(&self) -> &BTreeMap<Address, Download> {
        &self.downloads
    }

    /// The texts of the templates.
    pub fn sources(&self) -> &Sources {
        &self.project.sources
    }
}

fn page(website: &Website, address: &str) -> String {
    let route = website.routes().find(|route| route.address().as_str() == address).unwrap();
    let html = website.page(route).html().unwrap();
    tidy(&html)
}

/// What stands in `<main>`, which is what a page says.
fn main_of(html: &str) -> String {
    let start = html.find("<main").unwrap();
    let end = html.find("</main>").unwrap();
    html[start..end].split_once('\n').unwrap().1.to_owned()
}

/// Without empty lines, which templates leave and browsers do not show.
/// Without empty lines, and with names of assets that do not change with what these hold.
fn tidy(html: &str) -> String {
    let link = |word: &str| Address::file(word).without_digest().map_or(word.to_owned(), |address| address.to_string());
    let html = html.split('"').map(link).collect::<Vec<_>>().join("\"");
    html.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// Compares `<main>` of a page with `snapshots/`.
#[track_caller]
fn shows(address: &str) {
    let example = Example::new();
    insta::assert_snapshot!(address.replace(['/', '.'], "_"), main_of(&page(&example.website(), address)));
}

#[test]
fn a_written_page_with_everything_the_data_can_insert() {
    shows("policy/plan/index.html");
}

#[test]
fn the_home_page() {
    shows("index.html");
}

#[test]
fn a_form_with_a_field_of_every_kind() {
    shows("forms/gallery/index.html");
}

#[test]
fn an_agreement() {
    shows("forms/agreement/index.html");
}

#[test]
fn a_city_whose_office_is_known() {
    shows("cities/wuhan/index.html");
}

#[test]
fn a_city_whose_office_is_unknown() {
    shows("cities/shijiazhuang/index.html");
}

#[test]
fn what_a_city_offers() {
    shows("cities/shijiazhuang/offers/index.html");
}

#[test]
fn the_measures_and_those_of_one_department() {
    shows("policy/measures/index.html");
    shows("policy/measures/department-human-resources/index.html");
}

#[test]
fn the_accessibility_statement() {
    shows("accessibility/index.html");
}

#[test]
fn the_search() {
    shows("search/index.html");
}

#[test]
fn news_and_words_that_are_explained() {
    shows("news/index.html");
    shows("news/opened/index.html");
    shows("policy/words/index.html");
}

#[test]
fn a_page_in_easy_words_and_one_in_another_language() {
    shows("policy/easy/index.html");
    insta::assert_snapshot!(page(&Example::new().published(), "en/index.html"));
}

#[test]
fn pages_about_a_programme_that_is_over_say_so_first_in_their_readers_words() {
    let mut example = Example::new();
    let mut top = |day: &str, address: &str| {
        let overrides = SettingOverrides { as_of: day.parse().ok(), ..SettingOverrides::default() };
        example.project = with(&overrides);
        let html = page(&example.website(), address);
        let (before, over) = html.split_once("<p class=\"over\"")?;
        assert!(before.contains("<h1>") && !before.contains("<h2"), "{address}: it stands right below the title");
        Some(over.split_once('>')?.1.split_once("</p>")?.0.to_owned())
    };
    let city = "cities/wuhan/offers/index.html";
    for (address, words) in [
        ("policy/plan/index.html", "项目2011年已到期，<a href=\"../../cities/index.html\">先问当地残联</a>。"),
        (city, "项目2011年已到期，<a href=\"../index.html#office\">先问当地残联</a>。"),
        ("cities/wuhan/index.html", "项目2011年已到期，<a href=\"#office\">先问当地残联</a>。"),
        ("forms/agreement/index.html", "项目2011年已到期，<a "),
        (
            "policy/easy/index.html",
            "这个项目2011年结束了。<a href=\"../../cities/index.html\">现在有没有帮助，请问残联</a>。",
        ),
        ("en/index.html", "The programme on this page ended in 2011. <a "),
    ] {
        assert_eq!(top("2011-12-31", address), None, "{address}: it still runs");
        let said = top("2012-01-01", address).unwrap_or_default();
        assert!(said.contains(words), "{address}: {said}");
    }
    assert_eq!(top("2026-11-22", "policy/words/index.html"), None, "a page that names no document");
}

#[test]
fn a_page_that_moved_leads_on() {
    insta::assert_snapshot!(page(&Example::new().published(), "policy/short/index.html"));
}

#[test]
fn drafts_expired_pages_and_news_to_come_are_not_there() {
    let example = Example::new();
    let addresses: Vec<String> = example.website().routes().map(|route| route.address().to_string()).collect();
    assert!(addresses.contains(&"news/opened/index.html".to_owned()));
    let withheld = ["later", "over/", "coming"];
    assert!(!addresses.iter().any(|address| withheld.iter().any(|name| address.contains(name))), "{addresses:?}");
}

#[test]
fn news_for_feed_readers() {
    let example = Example::new();
    assert_eq!(example.website().feed(), None);
    insta::assert_snapshot!(String::from_utf8(example.published().feed().unwrap()).unwrap());
}

#[test]
fn the_site_map() {
    shows("sitemap/index.html");
}

#[test]
fn a_whole_page_where_the_base_url_is_known() {
    let example = Example::new();
    insta::assert_snapshot!(page(&example.published(), "cities/index.html"));
}

#[test]
fn a_form_as_a_city_issues_it() {
    shows("cities/wuhan/gallery/index.html");
}

/// It is met by its address alone.
#[test]
fn what_offices_decide_for_those_who_manage_the_programme() {
    shows("about/offices/index.html");
    let example = Example::new();
    let website = example.website();
    let decisions = website.routes().find(|route| route.address() == Address::decisions()).expect("the page");
    assert!(!decisions.is_listed() && !decisions.is_searchable());
}

/// Each requirement with its items on the forms' pages, or pages, or why there is neither; it is met by its address alone.
#[test]
fn what_the_plan_asks_for_and_where_it_is_recorded() {
    shows("policy/trace/index.html");
    let example = Example::new();
    let website = example.website();
    let trace = website.routes().find(|route| route.address() == Address::trace()).expect("the page");
    assert!(!trace.is_listed() && !trace.is_searchable());
    let html = page(&website, "policy/trace/index.html");
    let led = html.split("href=\"../../forms/").skip(1).filter_map(|rest| rest.split('"').next());
    let led: Vec<(&str, &str)> =
        led.filter_map(|href| href.split_once('#')).filter(|(path, _)| path.ends_with("index.html")).collect();
    assert!(led.len() > 5, "{led:?}");
    for (path, anchor) in led {
        let form = page(&website, &format!("forms/{path}"));
        assert!(form.contains(&format!("id=\"{anchor}\"")), "{path} has no {anchor}");
    }
}

#[test]
fn an_offices_page_asks_what_it_added_and_leaves_to_paper_what_it_hides() {
    let example = Example::new();
    let website = example.website();
    let asks = |address: &str, name: &str| page(&website, address).contains(&format!("name=\"{name}\""));
    let (generic, own) = ("forms/record/index.html", "cities/wuhan/record/index.html");
    assert_eq!([asks(generic, "account"), asks(own, "account")], [true, false]);
    assert_eq!([asks(generic, "basics_on"), asks(own, "basics_on")], [false, true]);
}

#[test]
fn a_citys_form_is_the_generic_one_to_search_engines_and_the_search() {
    let example = Example::new();
    let website = example.published();
    let html = page(&website, "cities/wuhan/gallery/index.html");
    assert!(html.contains("<link rel=\"canonical\" href=\"https://example.org/forms/forms/gallery/\">"));
    let routes: Vec<&Route> =
        website.routes().filter(|route| route.address().as_str().ends_with("/gallery/index.html")).collect();
    assert_eq!(routes.len(), 1 + example.site().cities.len());
    for route in routes {
        let is_generic = route.address() == Address::file("forms/gallery/index.html");
        assert_eq!((route.is_listed(), route.is_searchable()), (is_generic, is_generic), "{}", route.address());
    }
}

#[test]
fn the_page_for_what_is_not_found_links_from_any_depth() {
    let example = Example::new();
    insta::assert_snapshot!(page(&example.published(), "404.html"));
}

#[test]
fn search_engines_are_told_where_the_base_url_is_known() {
    let example = Example::new();
    assert_eq!(example.website().sitemap_xml(), None);
    let sitemap = String::from_utf8(example.published().sitemap_xml().unwrap()).unwrap();
    insta::assert_snapshot!(sitemap);
    let robots = [example.website().robots(), example.published().robots()].concat();
    insta::assert_snapshot!(String::from_utf8(robots).unwrap(), @r"
    User-agent: *
    Allow: /
    User-agent: *
    Allow: /

    Sitemap: https://example.org/forms/sitemap.xml
    ");
}
