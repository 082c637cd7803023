//! The project's templates. The only file that names tera.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::pictogram;
use crate::diagnostic::{Diagnostic, Location, WithDiagnostics, closest_name};
use crate::digest::digest;
use crate::model::address::{Address, escaped};
use crate::model::pictogram::Pictograms;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::{SourceId, Sources, Span};
use crate::wording::{message, output};

/// The templates of pages, by their paths below `templates/`; these include all others.
pub const TEMPLATES: [&str; 17] = [
    "home.html",
    "content.html",
    "decisions.html",
    "proof.html",
    "trace.html",
    "forms.html",
    "form.html",
    "cities.html",
    "city.html",
    "city-form.html",
    PARTS_TEMPLATE,
    "offers.html",
    "measures.html",
    "moved.html",
    "search.html",
    "site-map.html",
    "not-found.html",
];

/// The function that puts a pictogram into a page: `{{ pictogram(name="phone") }}`; it prints nothing for a name that
/// is none.
const PICTOGRAM_FUNCTION: &str = "pictogram";

/// The template of the sections of a form to fill in, rendered once for all pages that have the same sections.
pub const PARTS_TEMPLATE: &str = "parts.html";

/// The project's templates, parsed.
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, SourceId>,
    /// The digest of each template with all that it needs.
    digests: BTreeMap<String, [u8; 32]>,
}

impl Templates {
    /// Parses the templates; each broken one is a diagnostic with its location. Templates may draw pictograms, and link
    /// to assets by name: `{{ asset(name="site.css") }}`.
    pub fn parse(
        sources: &Sources,
        templates: &[SourceId],
        pictograms: &Pictograms,
        assets: &BTreeMap<&str, &Address>,
    ) -> WithDiagnostics<Templates> {
        let name = |id: SourceId| match SourceKind::of(&sources.get(id).path) {
            SourceKind::Template(name) => name,
            _ => &sources.get(id).path,
        };
        let pictograms = pictogram::all(pictograms);
        let texts: BTreeMap<&str, &str> =
            templates.iter().map(|&id| (name(id), sources.get(id).text.as_str())).collect();
        let mut parsed = Templates {
            tera: Tera::default(),
            sources: templates.iter().map(|&id| (name(id).to_owned(), id)).collect(),
            digests: digests(&texts, &digest(&pictograms), assets),
        };
        parsed.tera.register_function(PICTOGRAM_FUNCTION, move |arguments: Kwargs, _: &State| {
            pictogram_markup(&arguments, &pictograms)
        });
        parsed.tera.register_function("asset", asset_function(assets));
        let mut diagnostics: Vec<Diagnostic> = TEMPLATES
            .iter()
            .filter(|name| !parsed.sources.contains_key(**name))
            .map(|name| missing_template(name))
            .collect();
        for &id in templates {
            let missing = |(name, range): (&str, Range<usize>)| {
                let near = closest_name(name, assets.keys().copied()).unwrap_or("—");
                Diagnostic::new(message!(output::ASSET_MISSING, name, near), Span::new(id, range))
            };
            let unknown = asset_names(&sources.get(id).text).filter(|(name, _)| !assets.contains_key(name));
            diagnostics.extend(unknown.map(missing));
        }
        let all = templates.iter().map(|&id| (name(id), sources.get(id).text.as_str()));
        let Err(set_error) = parsed.tera.add_raw_templates(all) else {
            return WithDiagnostics { value: parsed, diagnostics };
        };
        for &id in templates {
            // Each one alone: in a set, the first that cannot be parsed hides the others.
            let single = Tera::default().add_raw_template(name(id), &sources.get(id).text);
            if let Err(error) = single
                && let ErrorKind::SyntaxError(_) = error.kind()
            {
                diagnostics.extend(parsed.parse_errors(sources, &error));
            }
        }
        if diagnostics.is_empty() {
            diagnostics = parsed.duplicate_components(sources);
        }
        if diagnostics.is_empty() {
            diagnostics = parsed.parse_errors(sources, &set_error);
        }
        WithDiagnostics { value: parsed, diagnostics }
    }

    /// The HTML of a page, from its template and its variables.
    ///
    /// # Errors
    /// The template names a value that does not exist or is of another kind: the location, and tera's message.
    pub(crate) fn render(&self, template: &str, view: &impl Serialize) -> Result<String, (Location, String)> {
        let context = Context::from_serialize(view);
        context.and_then(|context| self.tera.render(template, &context)).map_err(|error| match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                (self.place(report.filename(), report.span().range.clone()), report.message().to_owned())
            }
            _ => (SourcePath::templates().into(), error.to_string()),
        })
    }

    /// The key of a template with everything it extends, includes and calls: SHA-256 of their names and texts.
    pub(crate) fn digest(&self, template: &str) -> [u8; 32] {
        self.digests.get(template).copied().unwrap_or_default()
    }

    /// Components that two templates define: tera itself uses one of them, whichever it finds first.
    fn duplicate_components(&self, sources: &Sources) -> Vec<Diagnostic> {
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        let mut faults = Vec::new();
        for (template, &id) in &self.sources {
            let text = &sources.get(id).text;
            for (name, at) in components(text) {
                match first.get(name) {
                    Some(other) => {
                        let place = self.place(template, at..at + name.len());
                        let problem = format!("Component `{name}` is defined in both `{other}` and `{template}`");
                        faults.push(Diagnostic::new(message!(output::TEMPLATE_BROKEN, problem), place));
                    }
                    None => drop(first.insert(name, template)),
                }
            }
        }
        faults
    }

    /// The diagnostics for templates that tera cannot read, with the locations that tera reports.
    fn parse_errors(&self, sources: &Sources, error: &tera::Error) -> Vec<Diagnostic> {
        let diagnostic =
            |place: Location, problem: &str| Diagnostic::new(message!(output::TEMPLATE_BROKEN, problem), place);
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                vec![diagnostic(self.place(report.filename(), report.span().range.clone()), report.message())]
            }
            // Tera reports unknown names of all files as one text: a report for each, of which two lines are read.
            ErrorKind::Msg(reports) if reports.starts_with("error: ") => reports
                .split("\n\n")
                .filter_map(|report| {
                    let mut lines = report.lines();
                    let problem = lines.next()?.strip_prefix("error: ")?;
                    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
                    let column: usize = place.next()?.parse().ok()?;
                    let line: usize = place.next()?.parse().ok()?;
                    let file = place.next()?;
                    let start = sources.get(*self.sources.get(file)?).offset(line, column);
                    Some(diagnostic(self.place(file, start..start), problem))
                })
                .collect(),
            // Which template tera names first, in a circle or where a parent is missing, is chance; the first
            // name of the circle in alphabetical order and the missing name are not.
            ErrorKind::MissingParent { parent, .. } => vec![missing_template(parent)],
            ErrorKind::CircularExtend { inheritance_chain: chain, .. }
            | ErrorKind::CircularInclude { include_chain: chain, .. } => {
                let names: BTreeSet<&str> = chain.iter().map(String::as_str).collect();
                let circle = format!("circular: {}", names.iter().copied().collect::<Vec<_>>().join(" → "));
                vec![diagnostic(self.place(names.first().copied().unwrap_or_default(), 0..0), &circle)]
            }
            // The enum is not exhaustive: tera may add kinds.
            _ => vec![diagnostic(SourcePath::templates().into(), &error.to_string())],
        }
    }

    fn place(&self, template: &str, range: std::ops::Range<usize>) -> Location {
        match self.sources.get(template) {
            Some(&id) => Span::new(id, range).into(),
            None => SourcePath::template(template).into(),
        }
    }
}

/// The result of `pictogram(name=…)`.
fn pictogram_markup(arguments: &Kwargs, pictograms: &BTreeMap<String, String>) -> tera::TeraResult<Value> {
    let value = arguments.must_get::<Value>("name")?;
    let name = match value.as_str() {
        Some(name) => name,
        None if value.is_none() => return Ok(Value::safe_string("")),
        None => return Err(tera::Error::message("the name of a pictogram is a text")),
    };
    let unknown = || {
        let near = closest_name(name, pictograms.keys().map(String::as_str));
        let near = near.map(|near| format!("; the nearest is `{near}`")).unwrap_or_default();
        tera::Error::message(format!("there is no pictogram `{name}`{near}"))
    };
    pictograms.get(name).map(|markup| Value::safe_string(markup)).ok_or_else(unknown)
}

/// The names of the components that a template defines, with their byte offsets.
fn components(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices("{%").filter_map(|(at, _)| {
        let rest = text[at + 2..].trim_start_matches('-').trim_start().strip_prefix("component")?;
        let name = rest.trim_start();
        let start = text.len() - name.len();
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(name.len());
        (name.len() < rest.len() && end > 0).then(|| (&name[..end], start))
    })
}

fn missing_template(name: &str) -> Diagnostic {
    Diagnostic::new(message!(output::TEMPLATE_MISSING, name), SourcePath::template(name))
}

/// The function with which a template links to an asset from the page that is rendered.
fn asset_function(
    assets: &BTreeMap<&str, &Address>,
) -> impl Fn(Kwargs, &State) -> TeraResult<String> + Sync + Send + 'static {
    let assets: BTreeMap<String, String> =
        assets.iter().map(|(name, address)| ((*name).to_owned(), escaped(address.as_str()))).collect();
    move |kwargs, state| {
        let name: &str = kwargs.must_get("name")?;
        let asset = assets.get(name).ok_or_else(|| tera::Error::message(format!("no asset is called `{name}`")))?;
        let frame: Option<Value> = state.get("frame")?;
        let root = frame.as_ref().and_then(|frame| frame.get_from_path("root")?.as_str());
        let root = root.ok_or_else(|| tera::Error::message("`asset` links from pages, by their `frame.root`"))?;
        Ok(format!("{root}{asset}"))
    }
}

/// The names by which a template links to assets, with their byte ranges. Where the name is not a literal, its source
/// text is returned, which is the name of no asset.
fn asset_names(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    const CALL: &str = "asset(";
    let calls = text.match_indices(CALL).filter(|(at, _)| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|before| !before.is_alphanumeric() && before != '_')
    });
    calls.map(|(at, _)| {
        let arguments = &text[at + CALL.len()..];
        let value = arguments.trim_start().strip_prefix("name").map(str::trim_start);
        let value = value.and_then(|rest| rest.strip_prefix('=')).map_or(arguments, str::trim_start);
        let (open, name) = match value.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => (1, value[1..].split(quote).next().unwrap_or_default()),
            _ => (0, value.split([')', '}']).next().unwrap_or_default()),
        };
        let start = text.len() - value.len() + open;
        (name, start..start + name.len())
    })
}

/// The digest of each template with all that it needs: the templates that it names in a string, which is how others are
/// extended and included, and so on; those with components, which can be called anywhere; the pictograms where one of
/// them draws any; and the assets that they link to.
fn digests(
    texts: &BTreeMap<&str, &str>,
    pictograms: &[u8; 32],
    assets: &BTreeMap<&str, &Address>,
) -> BTreeMap<String, [u8; 32]> {
    let names = |text: &str| -> BTreeSet<&str> {
        let is_named = |name: &str| {
            text.match_indices(name).any(|(at, _)| {
                let (before, after) = (text[..at].chars().next_back(), text[at + name.len()..].chars().next());
                matches!(before, Some('"' | '\'' | '`')) && before == after
            })
        };
        texts.keys().copied().filter(|name| is_named(name)).collect()
    };
    let named: BTreeMap<&str, BTreeSet<&str>> = texts.iter().map(|(name, text)| (*name, names(text))).collect();
    let components = texts.iter().filter(|(_, text)| text.contains("endcomponent")).map(|(name, _)| *name);
    let components: Vec<&str> = components.collect();
    let digest = |name: &str| {
        let mut needed = BTreeSet::new();
        let mut open: Vec<&str> = components.iter().copied().chain([name]).collect();
        while let Some(name) = open.pop() {
            if needed.insert(name) {
                open.extend(named.get(name).into_iter().flatten());
            }
        }
        let texts: Vec<_> = needed.iter().filter_map(|name| Some((*name, *texts.get(name)?))).collect();
        let draws = texts.iter().any(|(_, text)| text.contains(PICTOGRAM_FUNCTION));
        let links = texts.iter().flat_map(|(_, text)| asset_names(text)).map(|(name, _)| (name, assets.get(name)));
        let links: BTreeMap<_, _> = links.collect();
        digest(&(name, &texts, draws.then_some(pictograms), links))
    };
    texts.keys().map(|name| ((*name).to_owned(), digest(name))).collect()
}
