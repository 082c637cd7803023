//! Paths of all files in the output folder. No other module joins ids into output paths.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::name::Name;
use super::variant::Variant;
use crate::digest::hexadecimal;

/// The path of a file below the output folder, with `/` between the parts: `forms/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    pub fn home() -> Address {
        Address("index.html".into())
    }

    pub fn not_found() -> Address {
        Address("404.html".into())
    }

    /// A file of the project's own, by its path below `templates/assets/`, before it is [named by its bytes](Address::with_digest).
    pub fn asset(path: &str) -> Address {
        Address(format!("assets/{path}"))
    }

    /// The address with the first eight hexadecimal digits of a SHA-256 before the ending: `assets/site.3f9a1c02.css`. A file whose
    /// address changes with its bytes may be kept by browsers as long as they like.
    pub fn with_digest(&self, sha256: &[u8; 32]) -> Address {
        let digest = hexadecimal(&sha256[..4]);
        let file = self.0.rfind('/').map_or(0, |slash| slash + 1);
        match self.0[file..].rfind('.').filter(|dot| *dot > 0) {
            Some(dot) => Address(format!("{}.{digest}{}", &self.0[..file + dot], &self.0[file + dot..])),
            None => Address(format!("{}.{digest}", self.0)),
        }
    }

    /// The address before it was [named by its bytes](Address::with_digest); `None` where it was not.
    pub fn without_digest(&self) -> Option<Address> {
        let (rest, ending) = self.0.rsplit_once('.')?;
        let (stem, digest) = rest.rsplit_once('.')?;
        let is_digest = digest.len() == 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_digest.then(|| Address(format!("{stem}.{ending}")))
    }

    pub(crate) fn forms() -> Address {
        Address("forms/index.html".into())
    }

    pub fn form(form: &Name) -> Address {
        Address(format!("forms/{form}/index.html"))
    }

    pub(crate) fn cities() -> Address {
        Address("cities/index.html".into())
    }

    pub(crate) fn city(city: &Name) -> Address {
        Address(format!("cities/{city}/index.html"))
    }

    /// A form in the browser as the office of a city issues it.
    pub fn city_form(city: &Name, form: &Name) -> Address {
        Address(format!("{}/index.html", folder(form, Some(city))))
    }

    /// The page with a form as the office of a city issues it, or the generic one, or with all its forms.
    pub(crate) fn of_office(city: Option<&Name>, form: Option<&Name>) -> Address {
        match (city, form) {
            (None, None) => Address::forms(),
            (None, Some(form)) => Address::form(form),
            (Some(city), None) => Address::city(city),
            (Some(city), Some(form)) => Address::city_form(city, form),
        }
    }

    /// The sheets of a form in one variant, for a city or generic.
    pub fn form_pdf(form: &Name, variant: Variant, city: Option<&Name>) -> Address {
        let suffix = match variant {
            Variant::Blank => String::new(),
            Variant::Fillable | Variant::Large => format!("-{}", variant.name()),
        };
        match city {
            Some(city) => Address(format!("cities/{city}/{form}{suffix}.pdf")),
            None => Address(format!("forms/{form}/{form}{suffix}.pdf")),
        }
    }

    /// A page of a form's blank sheets as a picture, counted from 1: for a city or generic, beside the page that has
    /// the form in the browser.
    pub(crate) fn picture(form: &Name, city: Option<&Name>, page: usize) -> Address {
        Address(format!("{}/sheet-{page}.svg", folder(form, city)))
    }

    /// Whose sheets' pictures a path is kept for, however many they are: the city, where it is a city's, and the form.
    /// Upper and lower case are not told apart.
    pub(crate) fn of_picture(path: &str) -> Option<(Option<String>, String)> {
        let path = path.to_lowercase();
        let (folder, file) = path.rsplit_once('/')?;
        let page = file.strip_prefix("sheet-")?.strip_suffix(".svg")?;
        if page.is_empty() || !page.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match folder.split('/').collect::<Vec<_>>()[..] {
            ["forms", form] => Some((None, form.to_owned())),
            ["cities", city, form] => Some((Some(city.to_owned()), form.to_owned())),
            _ => None,
        }
    }

    /// Where a filled-in form is written on these sheets, as a script.
    pub(crate) fn places(form: &Name, city: Option<&Name>) -> Address {
        Address(format!("{}/places.js", folder(form, city)))
    }

    /// The picture of a page in link previews.
    pub(crate) fn card(page: &Address) -> Address {
        let stem = page.0.strip_suffix(".html").unwrap_or(&page.0);
        Address(format!("cards/{stem}.png"))
    }

    /// All forms of a city in one file to print and bind, or the generic ones.
    pub(crate) fn booklet(city: Option<&Name>) -> Address {
        match city {
            Some(city) => Address(format!("cities/{city}/{}.pdf", Name::BOOKLET)),
            None => Address(format!("forms/{}.pdf", Name::BOOKLET)),
        }
    }

    /// The PDF of a page as a publicity product, for a city or generic: next to the page, or in the city's folder.
    pub fn publicity(page: &str, city: Option<&Name>) -> Address {
        let stem = page.strip_suffix(".md").unwrap_or(page);
        match city {
            Some(city) => Address(format!("cities/{city}/{}.pdf", stem.rsplit('/').next().unwrap_or(stem))),
            None => Address(format!("{stem}.pdf")),
        }
    }

    /// The site map for people; [`Address::sitemap`] is for search engines.
    pub(crate) fn site_map() -> Address {
        Address("sitemap/index.html".into())
    }

    /// The measures, and below it those of one reader, department or deadline.
    pub(crate) fn measures() -> Address {
        Address("policy/measures/index.html".into())
    }

    pub(crate) fn measures_of(facet: &str, value: &str) -> Address {
        Address(format!("policy/measures/{facet}-{value}/index.html"))
    }

    /// What a city offers, on one sheet.
    pub(crate) fn offers(city: &Name) -> Address {
        Address(format!("cities/{city}/offers/index.html"))
    }

    /// What offices decide of the forms, for those who manage the programme.
    pub fn decisions() -> Address {
        Address("about/offices/index.html".into())
    }

    /// What was compared of the outputs, for those who manage the programme.
    pub fn parity_page() -> Address {
        Address("about/parity/index.html".into())
    }

    /// What the plan asks for and where it is recorded, for those who manage the programme.
    pub fn trace() -> Address {
        Address("policy/trace/index.html".into())
    }

    pub(crate) fn search() -> Address {
        Address("search/index.html".into())
    }

    /// The head of the search's index, as a script, which pages opened from a disk can load.
    pub fn search_index() -> Address {
        Address("search/index.js".into())
    }

    /// A part of the search's index, before it is [named by its bytes](Address::with_digest).
    pub fn search_part(name: &str) -> Address {
        Address(format!("search/{name}.js"))
    }

    /// The suggestions of the search, shown while a query is typed.
    pub(crate) fn suggestions() -> Address {
        Address("search/suggestions.js".into())
    }

    /// News for feed readers (RFC 4287).
    pub(crate) fn feed() -> Address {
        Address("news/feed.xml".into())
    }

    pub(crate) fn robots() -> Address {
        Address("robots.txt".into())
    }

    pub(crate) fn sitemap() -> Address {
        Address("sitemap.xml".into())
    }

    /// What a part of an output is known by, and what it was made from.
    pub(crate) fn shard() -> Address {
        Address("part.formpress".into())
    }

    /// What was read back of the output and compared.
    pub fn parity() -> Address {
        Address("parity.json".into())
    }

    /// What a table to fill copies of a form from is called.
    pub(crate) fn table(form: &Name, ending: &str) -> Address {
        Address(format!("{form}.{ending}"))
    }

    /// The file with a form's issued state, in the folder of its page.
    pub(crate) const STATE: &str = "issued.json";

    /// What a form says where it is issued, by all offices.
    pub(crate) fn state(form: &Name) -> Address {
        Address(format!("{}/{}", folder(form, None), Address::STATE))
    }

    /// The folder of the forms' folders.
    pub(crate) fn forms_folder() -> &'static str {
        "forms"
    }

    pub fn manifest() -> Address {
        Address("manifest.json".into())
    }

    /// A content page by its path below `content/`: `about.md` is at `about/index.html`, an `index.md`
    /// is its folder's, and `404.md` stands alone, as web servers want it.
    pub(crate) fn page(path: &str) -> Address {
        let stem = path.strip_suffix(".md").unwrap_or(path);
        if stem == "404" {
            return Address::not_found();
        }
        match stem.strip_suffix("index") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => Address(format!("{folder}index.html")),
            _ => Address(format!("{stem}/index.html")),
        }
    }

    /// A file copied as it is, by its path below `content/` or `templates/assets/`.
    pub fn file(path: &str) -> Address {
        Address(path.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is written behind the root of a host or a folder of it.
    pub(crate) fn escaped(&self) -> String {
        escaped(&self.0)
    }

    /// The path to write in a link on `self` that leads to `to`: relative, and naming `index.html`, so
    /// that one output serves `file://`, a root and a sub-path.
    pub(crate) fn link(&self, to: &Address) -> String {
        let from: Vec<&str> = self.0.split('/').collect();
        let target: Vec<&str> = to.0.split('/').collect();
        let (from_folder, target_folder) = (&from[..from.len() - 1], &target[..target.len() - 1]);
        let shared = from_folder.iter().zip(target_folder).take_while(|(a, b)| a == b).count();
        let mut parts = vec![".."; from_folder.len() - shared];
        parts.extend(&target[shared..]);
        parts.join("/")
    }

    /// The address of the folder's index that this page hangs below: of `policy/plan/index.html` it is
    /// `policy/index.html`. `None` for the home page.
    pub(crate) fn parent(&self) -> Option<Address> {
        let folder = match self.0.strip_suffix("/index.html") {
            Some(own) => own,
            None if self.0 == "index.html" => return None,
            None => &self.0,
        };
        Some(match folder.rsplit_once('/') {
            Some((parent, _)) => Address(format!("{parent}/index.html")),
            None => Address::home(),
        })
    }

    /// The public URL below a base URL: folders without their `index.html`.
    pub(crate) fn url(&self, base: &str) -> String {
        let path = match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        };
        format!("{base}/{}", escaped(path))
    }
}

/// Where the page of a form is with what belongs to it.
fn folder(form: &Name, city: Option<&Name>) -> String {
    city.map_or_else(|| format!("forms/{form}"), |city| format!("cities/{city}/{form}"))
}

/// A path as addresses write it: spaces, hanzi and signs that mean something there as `%20` (RFC 3986, section 3.3).
pub(crate) fn escaped(path: &str) -> String {
    const SIGNS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(path, SIGNS).to_string()
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
