//! The files that pages show or link to: read, cleaned, and the others named.

use std::collections::{BTreeMap, BTreeSet};

use super::cleaning::{Cleaned, Fault, clean};
use super::drawing;
use super::files::Files;
use super::log::Log;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::address::Address;
use crate::model::attachment::{Absence, Attachment, Unpublished, medium};
use crate::model::name::is_portable;
use crate::model::page::Page;
use crate::model::site::{Proof, Withheld};
use crate::model::source_path::SourcePath;
use crate::source::{Sources, Span};
use crate::wording::load as words;

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Below the root, with `/` between the parts.
    pub path: String,
    pub address: Address,
    pub bytes: Vec<u8>,
}

/// What there is beside pages and data.
pub struct Attachments {
    pub published: Vec<Attachment>,
    pub unpublished: Vec<Unpublished>,
    /// The published ones as they are published, and the files of proof.
    pub assets: Vec<Asset>,
}

/// Reads what the pages of the site, and those who ask for proof, need of the other files of `content/`.
pub fn attachments(
    files: &mut Files,
    pages: &[Page],
    withheld: &[Withheld],
    proofs: &[Proof],
    log: &Log,
) -> Attachments {
    let named: BTreeSet<&Address> = pages.iter().flat_map(Page::destinations).collect();
    let waiting: BTreeMap<&Address, &Withheld> =
        withheld.iter().rev().flat_map(|page| page.destinations.iter().map(move |address| (address, page))).collect();
    let mut found = Attachments { published: Vec::new(), unpublished: Vec::new(), assets: Vec::new() };
    let paths: Vec<String> = files.others().map(str::to_owned).collect();
    for path in &paths {
        let (path, address) = (path.clone(), Address::file(path));
        let reason = match waiting.get(&address) {
            _ if named.contains(&address) => match attached(files, &path, log) {
                Some(cleaned) => {
                    found.published.push(Attachment { path: path.clone(), size: cleaned.size });
                    found.assets.push(Asset {
                        path: SourcePath::file(&path).to_string(),
                        address,
                        bytes: cleaned.bytes,
                    });
                    continue;
                }
                None => Absence::Refused,
            },
            _ if proofs.iter().any(|proof| proof.file.value == path) => continue,
            Some(page) => Absence::Withheld(page.path.clone()),
            None => Absence::Unlinked,
        };
        found.unpublished.push(Unpublished { path, reason });
    }
    for Proof { file, at } in proofs {
        if !paths.contains(&file.value) {
            let near = nearest(&file.value, paths.iter().map(String::as_str)).unwrap_or("—");
            log.push(Diagnostic::error(&words::PROOF_MISSING, file.span).with("path", &file.value).with("near", near));
        } else if let Some(bytes) = files.attachment(&file.value, log) {
            let path = SourcePath::file(&file.value).to_string();
            found.assets.push(Asset { path, address: Address::file(&at.value), bytes });
        }
    }
    found
}

fn attached(files: &mut Files, path: &str, log: &Log) -> Option<Cleaned> {
    medium(path)?;
    let bytes = files.attachment(path, log)?;
    cleaned(SourcePath::file(path).to_string(), bytes, &mut files.sources, log).map(|(_, cleaned)| cleaned)
}

/// A file as it is published, with its path below the root; `None` where it cannot be, which is reported.
pub fn cleaned(path: String, bytes: Vec<u8>, sources: &mut Sources, log: &Log) -> Option<(String, Cleaned)> {
    let before = log.count();
    if !is_portable(&path) {
        log.push(Diagnostic::error(&words::NAME_NOT_PORTABLE, path.as_str()));
    }
    if path.to_ascii_lowercase().ends_with(".svg") {
        draw(&path, &bytes, sources, log);
    }
    match clean(&path, bytes) {
        Ok(cleaned) => {
            if cleaned.placed {
                log.push(Diagnostic::new(&words::PLACE_REMOVED, path.as_str()));
            }
            (log.count() == before || cleaned.placed).then_some((path, cleaned))
        }
        Err(fault) => {
            log.push(match fault {
                Fault::Broken => Diagnostic::error(&words::ATTACHMENT_BROKEN, path),
                Fault::Another => Diagnostic::error(&words::ATTACHMENT_OF_ANOTHER_KIND, path),
                Fault::Turned => Diagnostic::error(&words::PICTURE_TURNED, path),
                Fault::TooLarge(width, height) => {
                    Diagnostic::error(&words::PICTURE_TOO_LARGE, path).with("width", width).with("height", height)
                }
            });
            None
        }
    }
}

/// So many faults of a drawing are told: a program that writes one wrong thing writes it a thousand times.
const MOST_FAULTS: usize = 5;

/// Reports what is wrong with a drawing.
fn draw(path: &str, bytes: &[u8], sources: &mut Sources, log: &Log) {
    let Ok(text) = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) else {
        return log.error(&words::NOT_UTF8, path);
    };
    let faults = drawing::faults(text);
    if faults.is_empty() {
        return;
    }
    let source = sources.add(path, text);
    for wrong in faults.into_iter().take(MOST_FAULTS) {
        let span = Span::new(source, wrong.range);
        log.push(Diagnostic::error(wrong.message, span).with("what", wrong.what));
    }
}
