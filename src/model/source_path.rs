//! Paths of all source files of a project. No other module spells them.
//!
//! [`SourcePath`] makes the path of a thing, [`SourceKind`] says what a path is. [`Address`] does the same for the output.

use std::fmt;
use std::path::Path;

use super::address::Address;
use super::name::Name;
use crate::diagnostic::Location;

const SETTINGS: &str = "site.yaml";
const FORMS: &str = "forms";
const CONTENT: &str = "content";
const TEMPLATES: &str = "templates";
const FONTS: &str = "fonts";

/// What a build reads at a project's root, files and whole folders, in the order in which it is read.
pub const TOP_LEVEL: [&str; 5] = [SETTINGS, FORMS, CONTENT, TEMPLATES, FONTS];

// Below `forms/`.
const CHOICES: &str = "choices";
const BLOCKS: &str = "blocks";
const RELEASES: &str = "releases";
/// Also below `content/`.
const CITIES: &str = "cities";

// Below `content/`.
const FACTS: &str = "facts.yaml";
const ACCESSIBILITY: &str = "accessibility.yaml";
const REQUIREMENTS: &str = "requirements.yaml";
const QUERIES: &str = "search.yaml";

// Below `templates/`.
const ASSETS: &str = "assets";
const PICTOGRAMS: &str = "pictograms";

const YAML: &str = ".yaml";
const JSON: &str = ".json";
const MARKDOWN: &str = ".md";
const SVG: &str = ".svg";

/// Pages that are made whether somebody writes something for them or not, below `content/`.
pub(crate) const GENERATED_PAGES: [&str; 8] = [
    "forms/index.md",
    "cities/index.md",
    "sitemap.md",
    "search.md",
    "policy/measures/index.md",
    "policy/trace/index.md",
    "about/offices.md",
    "about/parity.md",
];

/// The page that every page links as the accessibility statement, below `content/`.
pub(crate) const ACCESSIBILITY_PAGE: &str = "accessibility.md";

/// The folder of news, below `content/`.
pub(crate) const NEWS: &str = "news/";

/// The path of a file or folder of the sources below a project's root, with `/` between the parts: `forms/visit.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(String);

impl SourcePath {
    /// What marks a folder as a project.
    pub fn settings() -> SourcePath {
        SourcePath(SETTINGS.to_owned())
    }

    pub fn form(form: &Name) -> SourcePath {
        SourcePath(format!("{FORMS}/{form}{YAML}"))
    }

    /// The option lists that forms share.
    pub fn choices() -> SourcePath {
        SourcePath(format!("{FORMS}/{CHOICES}{YAML}"))
    }

    /// The groups of fields that forms share.
    pub fn blocks() -> SourcePath {
        SourcePath(format!("{FORMS}/{BLOCKS}{YAML}"))
    }

    /// What a city's office decides of the forms.
    pub fn overlay(city: &Name) -> SourcePath {
        SourcePath(format!("{FORMS}/{CITIES}/{city}{YAML}"))
    }

    /// A form as it was released under a version.
    pub(crate) fn release(form: &str, version: &str) -> SourcePath {
        SourcePath(format!("{FORMS}/{RELEASES}/{form}-{version}{JSON}"))
    }

    /// The folder of pages, data and files.
    pub(crate) fn content() -> SourcePath {
        SourcePath(CONTENT.to_owned())
    }

    pub fn city(city: &Name) -> SourcePath {
        SourcePath(format!("{CONTENT}/{CITIES}/{city}{YAML}"))
    }

    pub fn facts() -> SourcePath {
        SourcePath(format!("{CONTENT}/{FACTS}"))
    }

    /// How each criterion of accessibility is met.
    pub fn accessibility() -> SourcePath {
        SourcePath(format!("{CONTENT}/{ACCESSIBILITY}"))
    }

    /// What the plan asks for, and what serves it.
    pub fn requirements() -> SourcePath {
        SourcePath(format!("{CONTENT}/{REQUIREMENTS}"))
    }

    /// What people type into the search, and what they are to find.
    pub fn queries() -> SourcePath {
        SourcePath(format!("{CONTENT}/{QUERIES}"))
    }

    /// Where projects had [`SourcePath::accessibility`] before. Nothing reads it there.
    pub fn former_accessibility() -> SourcePath {
        SourcePath("docs/accessibility/ledger.yaml".to_owned())
    }

    /// A page by its path below `content/`, with its ending.
    pub fn page(path: &str) -> SourcePath {
        SourcePath::file(path)
    }

    /// A page by its path below `content/`, without its ending.
    pub fn page_of_stem(stem: &str) -> SourcePath {
        SourcePath::file(&format!("{stem}{MARKDOWN}"))
    }

    /// A file by its path below `content/`.
    pub fn file(path: &str) -> SourcePath {
        SourcePath(format!("{CONTENT}/{path}"))
    }

    /// The folder of templates.
    pub(crate) fn templates() -> SourcePath {
        SourcePath(TEMPLATES.to_owned())
    }

    /// A template by its path below `templates/`.
    pub fn template(path: &str) -> SourcePath {
        SourcePath(format!("{TEMPLATES}/{path}"))
    }

    /// A pictogram by its name.
    pub fn pictogram(name: &str) -> SourcePath {
        SourcePath(format!("{TEMPLATES}/{PICTOGRAMS}/{name}{SVG}"))
    }

    /// The folder of a project's own fonts.
    pub(crate) fn fonts() -> SourcePath {
        SourcePath(FONTS.to_owned())
    }

    /// The file that an address would be made from.
    pub fn of_address(address: &Address) -> SourcePath {
        let path = address.as_str();
        if *address == Address::home() {
            return SourcePath::page_of_stem("index");
        }
        let Some(stem) = path.strip_suffix("/index.html") else { return SourcePath::file(path) };
        match stem.split_once('/') {
            Some((FORMS, id)) if !id.contains('/') => SourcePath(format!("{FORMS}/{id}{YAML}")),
            Some((CITIES, id)) if !id.contains('/') => SourcePath(format!("{CONTENT}/{CITIES}/{id}{YAML}")),
            Some(_) | None => SourcePath::page_of_stem(stem),
        }
    }

    /// The path that pages and facts name: a form's below the root (`forms/visit.yaml`), any other below `content/`.
    pub fn from_reference(named: &str) -> SourcePath {
        match SourceKind::of(named) {
            SourceKind::Form(_)
            | SourceKind::Choices
            | SourceKind::Blocks
            | SourceKind::Overlay(_)
            | SourceKind::Release(_) => SourcePath(named.to_owned()),
            _ => SourcePath::file(named),
        }
    }

    /// The path as pages and facts name it, which [`SourcePath::from_reference`] reads.
    pub fn reference(&self) -> &str {
        match self.0.split_once('/') {
            Some((CONTENT, below)) => below,
            Some(_) | None => &self.0,
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The kind of a source file, found from its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind<'a> {
    /// `site.yaml`.
    Settings,
    Choices,
    Blocks,
    /// The name of a form, which may be none: `forms/<name>.yaml`.
    Form(&'a str),
    /// The name of a city, which may be none: `forms/cities/<name>.yaml`.
    Overlay(&'a str),
    /// The form and version of a release, with a hyphen between, which may be none: `forms/releases/<name>.json`.
    Release(&'a str),
    Facts,
    Accessibility,
    Requirements,
    Queries,
    /// The name of a city, which may be none: `content/cities/<name>.yaml`.
    City(&'a str),
    /// The path of a page below `content/`, with its ending.
    Page(&'a str),
    /// The path below `content/` of what is neither page nor YAML.
    File(&'a str),
    /// The path below `content/` of YAML that is not read.
    OtherYaml(&'a str),
    /// The path below `templates/` of what is no asset.
    Template(&'a str),
    /// The path below `templates/assets/` of what pages load.
    Asset(&'a str),
    /// The name of a pictogram, which may be none: `templates/pictograms/<name>.svg`.
    Pictogram(&'a str),
    /// Something in `fonts/`.
    Font,
    /// Where [`SourceKind::Accessibility`] was.
    FormerAccessibility,
    /// Nothing that is read.
    Unknown,
}

impl<'a> SourceKind<'a> {
    /// What the path below the root is, whether it is there or not.
    pub fn of(path: &'a str) -> SourceKind<'a> {
        match path.split_once('/') {
            None if path == SETTINGS => SourceKind::Settings,
            Some((FORMS, below)) => match below.strip_suffix(YAML) {
                Some(CHOICES) => SourceKind::Choices,
                Some(BLOCKS) => SourceKind::Blocks,
                Some(id) => match id.split_once('/') {
                    Some((CITIES, city)) => SourceKind::Overlay(city),
                    Some(_) | None => SourceKind::Form(id),
                },
                None => match below.split_once('/') {
                    Some((RELEASES, file)) => file.strip_suffix(JSON).map_or(SourceKind::Unknown, SourceKind::Release),
                    Some(_) | None => SourceKind::Unknown,
                },
            },
            Some((CONTENT, below)) => SourceKind::of_content(below),
            Some((TEMPLATES, below)) => match below.split_once('/') {
                Some((ASSETS, asset)) => SourceKind::Asset(asset),
                Some((PICTOGRAMS, file)) => file.strip_suffix(SVG).map_or(SourceKind::Unknown, SourceKind::Pictogram),
                Some(_) | None => SourceKind::Template(below),
            },
            Some((FONTS, _)) => SourceKind::Font,
            Some(_) if path == SourcePath::former_accessibility().as_str() => SourceKind::FormerAccessibility,
            Some(_) | None => SourceKind::Unknown,
        }
    }

    /// What a path below `content/` is.
    fn of_content(below: &'a str) -> SourceKind<'a> {
        let city = |(folder, file): (&str, &'a str)| (folder == CITIES).then(|| file.strip_suffix(YAML))?;
        match below {
            FACTS => SourceKind::Facts,
            ACCESSIBILITY => SourceKind::Accessibility,
            REQUIREMENTS => SourceKind::Requirements,
            QUERIES => SourceKind::Queries,
            _ if below.ends_with(MARKDOWN) => SourceKind::Page(below),
            _ if below.ends_with(YAML) => {
                below.split_once('/').and_then(city).map_or(SourceKind::OtherYaml(below), SourceKind::City)
            }
            _ => SourceKind::File(below),
        }
    }
}

/// Is a path below the root one of those that a build may read, or a folder with such?
pub fn is_source(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next().is_some_and(|top| TOP_LEVEL.contains(&top)) && !parts.any(is_hidden)
}

/// Is this the name of a file of editors or systems, which is not read: `.git`, `.DS_Store`, `~$form.yaml`,
/// `form.yaml~`, `Thumbs.db`?
pub fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '~', '#']) || name.ends_with(['~', '#']) || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// The form that a page below `content/` introduces, which need not be there: `forms/visit.md` that of `visit`.
pub(crate) fn introduced_form(page: &str) -> Option<&str> {
    let id = page.strip_prefix(FORMS)?.strip_prefix('/')?.strip_suffix(MARKDOWN)?;
    Some(id).filter(|id| *id != "index")
}

/// Does a page below `content/` stand on a page that is made of data: of a form, a city or one of [`GENERATED_PAGES`]?
pub(crate) fn is_of_generated(page: &str) -> bool {
    let top = page.split_once('/').map(|(top, _)| top);
    matches!(top, Some(FORMS | CITIES)) || GENERATED_PAGES.contains(&page)
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<Path> for SourcePath {
    fn as_ref(&self) -> &Path {
        Path::new(&self.0)
    }
}

impl From<SourcePath> for Location {
    fn from(path: SourcePath) -> Location {
        Location::Path(path.0)
    }
}
