//! The files that pages show or link to: read, and the others named.

use std::collections::{BTreeMap, BTreeSet};

use super::Asset;
use super::files::Files;
use super::log::Log;
use crate::model::address::Address;
use crate::model::attachment::{Absence, Attachment, Unpublished, medium};
use crate::model::page::Page;
use crate::model::site::Withheld;

/// What there is beside pages and data.
pub struct Attachments {
    pub published: Vec<Attachment>,
    pub unpublished: Vec<Unpublished>,
    /// The published ones as they are published, in the same order.
    pub assets: Vec<Asset>,
}

/// Reads what the pages of the site need of the other files of `content/`.
pub fn attachments(files: &Files, pages: &[Page], withheld: &[Withheld], log: &Log) -> Attachments {
    let named: BTreeSet<&Address> = pages.iter().flat_map(Page::destinations).collect();
    let waiting: BTreeMap<&Address, &Withheld> =
        withheld.iter().rev().flat_map(|page| page.destinations.iter().map(move |address| (address, page))).collect();
    let mut found = Attachments { published: Vec::new(), unpublished: Vec::new(), assets: Vec::new() };
    for path in files.others() {
        let address = Address::file(path);
        let absence = match waiting.get(&address) {
            _ if named.contains(&address) => None,
            Some(page) => Some(Absence::Withheld(page.path.clone())),
            None => Some(Absence::Unlinked),
        };
        let absence = match absence {
            Some(absence) => absence,
            None => match medium(path).and_then(|_| files.attachment(path, log)) {
                Some(bytes) => {
                    found.published.push(Attachment { path: path.to_owned() });
                    found.assets.push(Asset { path: format!("content/{path}"), address, bytes });
                    continue;
                }
                None => Absence::Refused,
            },
        };
        found.unpublished.push(Unpublished { path: path.to_owned(), reason: absence });
    }
    found
}
