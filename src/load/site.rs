//! `site.yaml`: what the site is called, and the day it speaks of.

use jiff::civil::Date;

use super::Overrides;
use super::files::Files;
use super::log::Log;
use super::reader::{date, map, spanned, string};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::site::Settings;
use crate::wording::load as words;

pub const PATH: &str = "site.yaml";

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
        language: map.required("language", language).unwrap_or(unknown.language),
        as_of: map.required("as_of", date).unwrap_or(unknown.as_of),
        base_url: map.optional("base_url", base_url),
        organiser: map.optional("organiser", string),
        navigation: map.required_list("navigation", spanned),
    }
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
        organiser: None,
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

/// A language tag (BCP 47): parts of letters and digits with `-` between, the first two or three letters.
fn language(node: &Node, log: &Log) -> Option<String> {
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
