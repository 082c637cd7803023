//! `site.yaml`: what the site is called, and the day it speaks of.

use jiff::civil::Date;

use super::Overrides;
use super::files::Files;
use super::log::Log;
use super::reader::{date, map, one_of, spanned, string};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::site::{Profile, Publisher, Settings};
use crate::source::Spanned;
use crate::wording::load as words;

pub const PATH: &str = "site.yaml";

/// What a site's own language may be called.
const SPOKEN: [&str; 4] = ["zh-CN", "zh", "zh-Hans", "zh-Hans-CN"];

/// The settings, with what the command line says instead. Where a required one is missing, which is
/// reported, its place is empty.
pub fn settings(files: &Files, overrides: &Overrides, log: &Log) -> Settings {
    if !files.has(PATH) && files.paths("", "").next().is_none() {
        log.error(&words::NO_PROJECT, PATH);
    } else if !files.has(PATH) {
        log.error(&words::NO_SITE_FILE, PATH);
    }
    let tree = files.tree(PATH, log);
    let mut settings = tree.and_then(|tree| map(&tree, log, read)).unwrap_or_else(unknown);
    if let Some(as_of) = overrides.as_of {
        settings.as_of = as_of;
    }
    if let Some(base) = &overrides.base_url {
        settings.base_url = Some(base.trim_end_matches('/').to_owned());
    }
    settings
}

fn read(map: &mut super::reader::Map) -> Settings {
    let unknown = unknown();
    let mut text = |key| map.required(key, string).unwrap_or_default();
    let (title, description, programme) = (text("title"), text("description"), text("programme"));
    let (notice, unknown_office) = (text("notice"), text("unknown_office"));
    Settings {
        title,
        description,
        programme,
        notice,
        unknown_office,
        language: map.required("language", spoken).unwrap_or(unknown.language),
        as_of: map.required("as_of", date).unwrap_or(unknown.as_of),
        base_url: map.optional("base_url", base_url),
        publisher: map.optional("publisher", publisher).unwrap_or_default(),
        navigation: map.required_list("navigation", spanned),
    }
}

/// Who answers for the site; an empty value is one that nobody has said yet.
fn publisher(node: &Node, log: &Log) -> Option<Publisher> {
    const PROFILES: &[(&str, Profile)] = &[("gov", Profile::Government), ("org", Profile::Organisation)];
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

/// A web or mail address where errors are reported.
fn report_address(node: &Node, log: &Log) -> Option<String> {
    let text = string(node, log)?;
    let mail = text.strip_prefix("mailto:").is_some_and(|address| address.contains('@') && !address.contains(' '));
    if !mail && !is_base_url(&text) {
        log.push(Diagnostic::error(&words::BAD_URL, node.span).with("text", &text));
        return None;
    }
    Some(text)
}

/// Empty settings, for a project whose own could not be read.
fn unknown() -> Settings {
    Settings {
        title: String::new(),
        description: String::new(),
        programme: String::new(),
        language: "zh-CN".to_owned(),
        as_of: Date::constant(1970, 1, 1),
        base_url: None,
        notice: String::new(),
        unknown_office: String::new(),
        publisher: Publisher::default(),
        navigation: Vec::new(),
    }
}

/// Is it a whole web address that paths can be added to?
pub fn is_base_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.starts_with('/') && !host.is_empty())
        && !text
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>' | '\\'))
}

fn base_url(node: &Node, log: &Log) -> Option<String> {
    let text = string(node, log)?;
    if !is_base_url(&text) {
        log.push(Diagnostic::error(&words::BAD_URL, node.span).with("text", &text));
        return None;
    }
    Some(text.trim_end_matches('/').to_owned())
}

/// The language of the frame of every page, of the sheets and of what the program says in them: simplified Chinese.
fn spoken(node: &Node, log: &Log) -> Option<String> {
    let tag = language(node, log)?;
    if !SPOKEN.iter().any(|spoken| spoken.eq_ignore_ascii_case(&tag)) {
        let wrong = Diagnostic::error(&words::LANGUAGE_NOT_SPOKEN, node.span).with("text", &tag);
        log.push(wrong.with("spoken", SPOKEN.join("、")));
        return None;
    }
    Some(tag)
}

/// A language tag (BCP 47): parts of letters and digits with `-` between, the first two or three letters.
pub fn language(node: &Node, log: &Log) -> Option<String> {
    let text = string(node, log)?;
    let mut parts = text.split('-');
    let first =
        parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !(first && rest) {
        log.push(Diagnostic::error(&words::BAD_LANGUAGE, node.span).with("text", &text));
        return None;
    }
    Some(text)
}
