//! Loader of content pages: YAML front matter and a Markdown body.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use super::body;
use super::diagnostic_log::DiagnosticLog;
use super::files::SourceFiles;
use super::link;
use super::reader::{MapReader, boolean, date, label, map, name, one_of, spanned, string};
use super::site::language;
use super::yaml::{self, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::address::Address;
use crate::model::name::is_portable;
use crate::model::page::Page;
use crate::model::publicity::{Accent, Publicity};
use crate::model::site::{PageUnpublishedReason, UnpublishedPage};
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::{SourceId, SourceSlice, Span, Spanned};
use crate::wording::{load as words, message, page as say};

/// Reads the pages in path order, and returns the paths below `content/` of those that could not be read. Pages are
/// read on all cores, each with a separate log.
pub(crate) fn pages(files: &SourceFiles, log: &DiagnosticLog) -> (Vec<Page>, Vec<String>) {
    let texts: BTreeMap<&str, SourceId> = files.texts_of_kind(page_path).collect();
    let paths: Vec<(&str, &str)> = files.of_kind(page_path).collect();
    let read = paths.par_iter().map(|&(file, path)| {
        let log = DiagnosticLog::default();
        if !is_address(path) {
            log.push(Diagnostic::new(message!(words::BAD_FILE_NAME, name = path), file));
        } else if !is_portable(path) || !is_portable(path.trim_end_matches(".md")) {
            log.push(Diagnostic::new(message!(words::NAME_NOT_PORTABLE), file));
        }
        let page = texts.get(path).and_then(|&source| page(path, source, &files.sources.get(source).text, &log));
        (page.ok_or_else(|| path.to_owned()), log.into_diagnostics())
    });
    let read: Vec<(Result<Page, String>, Vec<Diagnostic>)> = read.collect();
    let (mut pages, mut unread) = (Vec::new(), Vec::new());
    for (page, diagnostics) in read {
        diagnostics.into_iter().for_each(|diagnostic| log.push(diagnostic));
        match page {
            Ok(page) => pages.push(page),
            Err(path) => unread.push(path),
        }
    }
    (pages, unread)
}

/// The path below `content/` of a page; `None` for other files.
fn page_path(kind: SourceKind<'_>) -> Option<&str> {
    match kind {
        SourceKind::Page(path) => Some(path),
        _ => None,
    }
}

/// Separates the pages that are published on a day from those that are not. With `drafts`, drafts and pages with a
/// future date are published too.
pub(crate) fn published_pages(pages: Vec<Page>, as_of: Date, drafts: bool) -> (Vec<Page>, Vec<UnpublishedPage>) {
    let mut unpublished = Vec::new();
    let mut published = Vec::new();
    for page in pages {
        let reason = match page.expires {
            Some(last) if last < as_of => Some(PageUnpublishedReason::Expired(last)),
            Some(_) | None if drafts => None,
            Some(_) | None if page.draft => Some(PageUnpublishedReason::Draft),
            Some(_) | None => page.date.filter(|date| *date > as_of).map(PageUnpublishedReason::Scheduled),
        };
        match reason {
            Some(reason) => {
                let destinations = page.destinations().cloned().collect();
                unpublished.push(UnpublishedPage { path: page.path, reason, destinations, span: page.title.span });
            }
            None => published.push(page),
        }
    }
    (published, unpublished)
}

/// Reads one page. The body is read even if the front matter is faulty, so that all faults are found at once.
fn page(path: &str, source: SourceId, text: &str, log: &DiagnosticLog) -> Option<Page> {
    let head = front_matter_range(text);
    let read = body::read(source, text, head.as_ref().map_or(0, |(_, body)| *body), path);
    read.diagnostics.into_iter().for_each(|diagnostic| log.push(diagnostic));
    let Some((yaml, _)) = head else {
        let first = text.find(['\r', '\n']).unwrap_or(text.len());
        log.error(message!(say::NO_FRONT_MATTER), Span::new(source, 0..first));
        return None;
    };
    let tree = yaml::parse(SourceSlice { source, text: &text[yaml.clone()], base: yaml.start }, log)?;
    let mut page = map(&tree, log, |map| front_matter(map, path))?;
    page.blocks = read.value.blocks;
    page.texts = read.value.texts;
    page.span = Span::new(source, 0..text.len());
    Some(page)
}

/// The byte range of the YAML between the first two `---` lines, and the byte position of the body.
fn front_matter_range(text: &str) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let is_fence = |line: &str| line.trim_end() == "---";
    let (_, first) = lines.next().filter(|(_, line)| is_fence(line))?;
    let (end, fence) = lines.find(|(_, line)| is_fence(line))?;
    Some((first.len()..end, end + fence.len()))
}

fn front_matter(map: &mut MapReader, path: &str) -> Page {
    let nothing = Spanned::new(String::new(), map.span);
    Page {
        path: path.to_owned(),
        address: Address::page(path),
        title: map.required("title", spanned).unwrap_or_else(|| nothing.clone()),
        nav_title: map.optional("nav_title", string),
        description: map.required("description", spanned).unwrap_or(nothing),
        summary: map.optional("summary", string),
        date: map.optional("date", date),
        updated: map.optional("updated", date),
        audience: map.one_or_many("audience", spanned),
        also: map.one_or_many("also", label),
        document: map.optional("document", name),
        sources: map.optional("sources", boolean).unwrap_or(false),
        product: map.optional("product", |node, log| {
            one_of(&Publicity::ALL)(node, log).map(|product| Spanned::new(product, node.span))
        }),
        accent: map.optional("accent", one_of(&Accent::ALL)).unwrap_or_default(),
        draft: map.optional("draft", boolean).unwrap_or(false),
        expires: map.optional("expires", date),
        aliases: map.one_or_many("aliases", alias),
        language: map.optional("language", language),
        translation_of: map.optional("translation_of", spanned),
        easy_read_of: map.optional("easy_read_of", spanned),
        cards: map.one_or_many("cards", source_file),
        pictogram: map.optional("pictogram", name),
        related: map.one_or_many("related", source_file),
        blocks: Vec::new(),
        texts: Vec::new(),
        span: map.span,
    }
}

/// Reads the address of a former path of the page below `content/`.
fn alias(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<Address>> {
    let path = spanned(node, log)?;
    if !is_address(&path.value) || !is_portable(&path.value) {
        log.push(Diagnostic::new(message!(words::BAD_FILE_NAME, name = &path.value), path.span));
        return None;
    }
    Some(Spanned::new(Address::page(&path.value), path.span))
}

/// Reads the address of a page by its path below `content/`, or of a form by its path below the root.
pub(crate) fn source_file(node: &YamlNode, log: &DiagnosticLog) -> Option<Spanned<Address>> {
    let path = spanned(node, log)?;
    match link::address(SourcePath::from_reference(&path.value).as_str(), &path.value) {
        Ok(address) => Some(Spanned::new(address, path.span)),
        Err(message) => {
            log.error(message, path.span);
            None
        }
    }
}

/// Can the path be an address without change: lower-case letters, digits, `-` and `_`?
fn is_address(path: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
    };
    path.strip_suffix(".md").is_some_and(|stem| stem.split('/').all(part))
}
