//! Resolves the destination of a link in a page.
//!
//! Pages link by the path of the source file, relative to the page's own folder: `../forms/index.md`,
//! `../cities/wuhan.yaml`, `../../forms/follow-up-record.yaml`. Whether the file exists is checked by `check`, which
//! has the whole site.

use percent_encoding::percent_decode_str;

use crate::model::address::Address;
use crate::model::name::Name;
use crate::model::page::LinkTarget;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::model::web;
use crate::wording::{FilledMessage, message, page as say};

/// The target of a link destination in the page `page` (its path below `content/`), or the message that explains why
/// there is none.
pub(crate) fn link_target(destination: &str, page: &str) -> Result<LinkTarget, FilledMessage> {
    let not_a_path = || message!(say::LINK_NOT_A_PATH, link = destination);
    if has_scheme(destination) {
        return web::check_external_link(destination).map(|()| LinkTarget::External(destination.to_owned()));
    }
    // `%23` and `%3F` are characters of a file name.
    let (path, anchor) = destination.split_once('#').unwrap_or((destination, ""));
    let decoded = |part| percent_decode_str(part).decode_utf8().map_err(|_| not_a_path());
    let anchor = Some(decoded(anchor)?.into_owned()).filter(|anchor| !anchor.is_empty());
    if path.contains('?') {
        return Err(not_a_path());
    }
    match (&*decoded(path)?, anchor) {
        ("", Some(anchor)) => Ok(LinkTarget::SamePage(anchor)),
        ("", None) => Err(message!(say::LINK_EMPTY)),
        (path, _) if path.starts_with('/') || path.contains('\\') => Err(not_a_path()),
        (path, anchor) => {
            let path = join(page, path).ok_or_else(|| message!(say::LINK_OUTSIDE, link = destination))?;
            Ok(LinkTarget::Internal { address: address(&path, destination)?, anchor })
        }
    }
}

/// Does the destination begin with a scheme, such as `https:` or `mailto:` (RFC 3986, section 3.1)?
fn has_scheme(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// Resolves a path in a page to a path below the root; `None` where it leads out of the project.
fn join(page: &str, path: &str) -> Option<String> {
    let page = SourcePath::page(page);
    let mut parts: Vec<&str> = page.as_str().split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The address that is generated from a source file, given by its path below the root.
pub fn address(path: &str, link: &str) -> Result<Address, FilledMessage> {
    let named = |id, address: fn(&Name) -> Address| {
        Name::new(id).map(|id| address(&id)).ok_or_else(|| message!(say::LINK_NOT_A_PATH, link))
    };
    match SourceKind::of(path) {
        SourceKind::City(id) => named(id, Address::city),
        SourceKind::Form(id) => named(id, Address::form),
        SourceKind::Page(page) => Ok(Address::page(page)),
        SourceKind::File(file) if file.ends_with('/') || file.is_empty() => Err(message!(say::LINK_TO_FOLDER, link)),
        SourceKind::File(file) => Ok(Address::file(file)),
        _ => Err(message!(say::LINK_OUTSIDE, link)),
    }
}
