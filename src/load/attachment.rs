//! Loads the files of `content/` that pages show or link to, cleans them, and lists the files that are not published.

use std::collections::{BTreeMap, BTreeSet};

use super::cleaning::{CleanedFile, MediaFault, clean};
use super::diagnostic_log::DiagnosticLog;
use super::drawing;
use super::files::SourceFiles;
use crate::diagnostic::{Diagnostic, closest_name};
use crate::model::address::Address;
use crate::model::attachment::{Attachment, FileUnpublishedReason, UnpublishedFile, attachment_kind};
use crate::model::name::is_portable;
use crate::model::page::Page;
use crate::model::site::{UnpublishedPage, VerificationFile};
use crate::model::source_path::SourcePath;
use crate::source::{Sources, Span};
use crate::wording::{load as words, message};

/// A file that the build copies without change: path, address and bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Path below the root, with `/` between the parts.
    pub path: String,
    pub address: Address,
    pub bytes: Vec<u8>,
}

/// The files of `content/` that are neither pages nor data, sorted into published and unpublished.
pub(crate) struct Attachments {
    pub(crate) published: Vec<Attachment>,
    pub(crate) unpublished: Vec<UnpublishedFile>,
    /// The published files with their cleaned bytes, and the verification files.
    pub(crate) assets: Vec<Asset>,
}

/// Reads the files of `content/` that the published pages link to, and those that are listed as verification files.
pub(crate) fn attachments(
    files: &mut SourceFiles,
    pages: &[Page],
    unpublished_pages: &[UnpublishedPage],
    verification_files: &[VerificationFile],
    log: &DiagnosticLog,
) -> Attachments {
    let linked: BTreeSet<&Address> = pages.iter().flat_map(Page::destinations).collect();
    let unpublished_links: BTreeMap<&Address, &UnpublishedPage> = unpublished_pages
        .iter()
        .rev()
        .flat_map(|page| page.destinations.iter().map(move |address| (address, page)))
        .collect();
    let mut found = Attachments { published: Vec::new(), unpublished: Vec::new(), assets: Vec::new() };
    let paths: Vec<String> = files.others().map(str::to_owned).collect();
    for path in &paths {
        let (path, address) = (path.clone(), Address::file(path));
        let reason = match unpublished_links.get(&address) {
            _ if linked.contains(&address) => match clean_attachment(files, &path, log) {
                Some(cleaned) => {
                    found.published.push(Attachment { path: path.clone(), size: cleaned.size });
                    found.assets.push(Asset {
                        path: SourcePath::file(&path).to_string(),
                        address,
                        bytes: cleaned.bytes,
                    });
                    continue;
                }
                None => FileUnpublishedReason::Refused,
            },
            _ if verification_files.iter().any(|verification| verification.file.value == path) => continue,
            Some(page) => FileUnpublishedReason::OnUnpublishedPage(page.path.clone()),
            None => FileUnpublishedReason::NotLinked,
        };
        found.unpublished.push(UnpublishedFile { path, reason });
    }
    for VerificationFile { file, output_path: at } in verification_files {
        if !paths.contains(&file.value) {
            let near = closest_name(&file.value, paths.iter().map(String::as_str)).unwrap_or("—");
            log.push(Diagnostic::new(message!(words::PROOF_MISSING, path = &file.value, near), file.span));
        } else if let Some(bytes) = files.attachment(&file.value, log) {
            let path = SourcePath::file(&file.value).to_string();
            found.assets.push(Asset { path, address: Address::file(&at.value), bytes });
        }
    }
    found
}

fn clean_attachment(files: &mut SourceFiles, path: &str, log: &DiagnosticLog) -> Option<CleanedFile> {
    attachment_kind(path)?;
    let bytes = files.attachment(path, log)?;
    clean_asset(SourcePath::file(path).to_string(), bytes, &mut files.sources, log).map(|(_, cleaned)| cleaned)
}

/// Cleans a file for publication and returns it with its path below the root; `None` where it cannot be published,
/// which is reported.
pub(crate) fn clean_asset(
    path: String,
    bytes: Vec<u8>,
    sources: &mut Sources,
    log: &DiagnosticLog,
) -> Option<(String, CleanedFile)> {
    let before = log.count();
    if !is_portable(&path) {
        log.push(Diagnostic::new(message!(words::NAME_NOT_PORTABLE), path.as_str()));
    }
    if path.to_ascii_lowercase().ends_with(".svg") {
        check_drawing(&path, &bytes, sources, log);
    }
    match clean(&path, bytes) {
        Ok(cleaned) => {
            if cleaned.has_location {
                log.push(Diagnostic::new(message!(words::PLACE_REMOVED), path.as_str()));
            }
            (log.count() == before || cleaned.has_location).then_some((path, cleaned))
        }
        Err(fault) => {
            log.push(match fault {
                MediaFault::Broken => Diagnostic::new(message!(words::ATTACHMENT_BROKEN), path),
                MediaFault::WrongFormat => Diagnostic::new(message!(words::ATTACHMENT_OF_ANOTHER_KIND), path),
                MediaFault::NotUpright => Diagnostic::new(message!(words::PICTURE_TURNED), path),
                MediaFault::TooLarge(width, height) => {
                    Diagnostic::new(message!(words::PICTURE_TOO_LARGE, width, height), path)
                }
            });
            None
        }
    }
}

/// Faults that are reported of one drawing. A program that writes one wrong thing writes it a thousand times.
const MOST_FAULTS: usize = 5;

/// Reports the faults of an SVG drawing.
fn check_drawing(path: &str, bytes: &[u8], sources: &mut Sources, log: &DiagnosticLog) {
    let Ok(text) = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) else {
        return log.error(message!(words::NOT_UTF8), path);
    };
    let faults = drawing::faults(text);
    if faults.is_empty() {
        return;
    }
    let source = sources.add(path, text);
    for fault in faults.into_iter().take(MOST_FAULTS) {
        log.error(fault.message, Span::new(source, fault.range));
    }
}
