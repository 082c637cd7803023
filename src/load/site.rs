//! Loader of `site.yaml`: the settings of the site, for example its title and its reference date.

use jiff::civil::Date;

use super::diagnostic_log::DiagnosticLog;
use super::diagnostic_policy;
use super::files::SourceFiles;
use super::reader::{date, label, map, one_of, spanned, string};
use super::yaml::{YamlContent, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::diagnostic_policy::DiagnosticPolicy;
use crate::model::name::is_portable;
use crate::model::site::{Publisher, PublisherProfile, Settings, VerificationFile};
use crate::model::source_path::SourcePath;
use crate::model::web;
use crate::source::Spanned;
use crate::wording::{load as words, message};

/// Language tags that a site's own language may have.
const SPOKEN_LANGUAGES: [&str; 4] = ["zh-CN", "zh", "zh-Hans", "zh-Hans-CN"];

/// Values from the command line that replace those of `site.yaml`.
#[derive(Clone, Debug, Default)]
pub struct SettingOverrides {
    pub as_of: Option<Date>,
    /// An absolute web address; see [`crate::model::web::parse_base_url`].
    pub base_url: Option<String>,
    /// True if drafts are published.
    pub drafts: bool,
}

/// Reads the settings and applies the overrides. A missing required setting is reported, and its value stays empty.
pub(crate) fn settings(files: &SourceFiles, overrides: &SettingOverrides, log: &DiagnosticLog) -> Settings {
    let path = SourcePath::settings();
    let tree = files.tree(path.as_str(), log);
    if !files.has(path.as_str()) {
        log.error(if files.is_empty() { message!(words::NO_PROJECT) } else { message!(words::NO_SITE_FILE) }, path);
    }
    let mut settings = tree.and_then(|tree| map(&tree, log, read)).unwrap_or_else(default_settings);
    if let Some(as_of) = overrides.as_of {
        settings.as_of = as_of;
    }
    if let Some(base) = &overrides.base_url {
        settings.base_url = Some(web::parse_base_url(base).unwrap_or_else(|_| base.clone()));
    }
    settings
}

fn read(map: &mut super::reader::MapReader) -> Settings {
    let unknown = default_settings();
    let mut text = |key| map.required(key, string).unwrap_or_default();
    let (title, description, programme) = (text("title"), text("description"), text("programme"));
    let (notice, unknown_office) = (text("notice"), text("unknown_office"));
    Settings {
        title,
        description,
        programme,
        notice,
        unknown_office,
        standing: map.optional("standing", label),
        language: map.required("language", spoken_language).unwrap_or(unknown.language),
        as_of: map.required("as_of", date).unwrap_or(unknown.as_of),
        base_url: map.optional("base_url", base_url),
        publisher: map.optional("publisher", publisher).unwrap_or_default(),
        navigation: map.required_list("navigation", spanned),
        verification_files: map.one_or_many("publish", verification_file),
        diagnostic_policy: DiagnosticPolicy {
            overrides: map.optional("checks", diagnostic_policy::severity_overrides).unwrap_or_default(),
            acknowledged: map.optional("acknowledged", diagnostic_policy::acknowledged).unwrap_or_default(),
        },
    }
}

/// Reads who is responsible for the site; an empty value is undecided.
fn publisher(node: &YamlNode, log: &DiagnosticLog) -> Option<Publisher> {
    const PROFILES: &[(&str, PublisherProfile)] =
        &[("gov", PublisherProfile::Government), ("org", PublisherProfile::Organisation)];
    map(node, log, |map| Publisher {
        profile: map.optional("profile", |node, log| {
            one_of(PROFILES)(node, log).map(|profile| Spanned::new(profile, node.span))
        }),
        organiser: map.optional("organiser", string),
        undertaker: map.optional("undertaker", string),
        contact: map.optional("contact", string),
        identity_code: map.optional("identity_code", string),
        icp_filing: map.optional("icp_filing", string),
        police_filing: map.optional("police_filing", string),
        error_report: map.optional("error_report", report_address),
        span: Some(map.span),
    })
}

/// Reads a web or mail address where visitors report errors.
fn report_address(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let text = string(node, log)?;
    let is_number = text.starts_with("tel:");
    if is_number || web::check_external_link(&text).is_err() {
        log.push(Diagnostic::new(message!(words::BAD_URL, text = &text), node.span));
        return None;
    }
    Some(text)
}

/// Empty settings, for a project without readable settings.
fn default_settings() -> Settings {
    Settings {
        title: String::new(),
        description: String::new(),
        programme: String::new(),
        standing: None,
        language: "zh-CN".to_owned(),
        as_of: Date::constant(1970, 1, 1),
        base_url: None,
        notice: String::new(),
        unknown_office: String::new(),
        publisher: Publisher::default(),
        navigation: Vec::new(),
        verification_files: Vec::new(),
        diagnostic_policy: DiagnosticPolicy::default(),
    }
}

fn base_url(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let text = string(node, log)?;
    let base = web::parse_base_url(&text);
    base.map_err(|message| log.error(message, node.span)).ok()
}

/// Reads a file to publish though no page links to it: its path, or its path and its output path.
fn verification_file(node: &YamlNode, log: &DiagnosticLog) -> Option<VerificationFile> {
    let verification = match &node.content {
        YamlContent::Map(_) => map(node, log, |map| {
            let file = map.required("file", spanned);
            let at = map.optional("at", spanned).or_else(|| file.clone());
            file.zip(at).map(|(file, at)| VerificationFile { file, output_path: at })
        })?,
        _ => spanned(node, log).map(|file| VerificationFile { output_path: file.clone(), file }),
    }?;
    if !is_verification_path(&verification.output_path.value) {
        log.push(Diagnostic::new(
            message!(words::PROOF_PLACE, path = &verification.output_path.value),
            verification.output_path.span,
        ));
        return None;
    }
    Some(verification)
}

/// May a verification file have this output path? Services that look for one expect a text, or the page that they gave.
fn is_verification_path(path: &str) -> bool {
    const ENDINGS: [&str; 5] = ["txt", "html", "htm", "xml", "json"];
    let name = path.rsplit('/').next().unwrap_or_default();
    let known = name.rsplit_once('.').is_none_or(|(_, ending)| ENDINGS.contains(&ending));
    let parts = path.strip_prefix(".well-known/").unwrap_or(path);
    known && is_portable(path) && parts.split('/').all(|part| !part.starts_with('.'))
}

/// Reads the language of the page frame, the sheets and the program's texts in them: simplified Chinese.
fn spoken_language(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let tag = language(node, log)?;
    if !SPOKEN_LANGUAGES.iter().any(|spoken| spoken.eq_ignore_ascii_case(&tag)) {
        log.push(Diagnostic::new(
            message!(words::LANGUAGE_NOT_SPOKEN, text = &tag, spoken = SPOKEN_LANGUAGES.join("、")),
            node.span,
        ));
        return None;
    }
    Some(tag)
}

/// Reads a language tag (BCP 47): parts of letters and digits with `-` between; the first part has two or three
/// letters.
pub(crate) fn language(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let text = string(node, log)?;
    let mut parts = text.split('-');
    let first_is_valid =
        parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest_is_valid =
        parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !(first_is_valid && rest_is_valid) {
        log.push(Diagnostic::new(message!(words::BAD_LANGUAGE, text = &text), node.span));
        return None;
    }
    Some(text)
}
