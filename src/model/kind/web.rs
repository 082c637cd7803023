//! Addresses on the web.

use super::description::{KindRow, Shape};
use super::format::{Fault, LineFormat};
use super::written;
use crate::model::privacy::Privacy;
use crate::model::web;
use crate::wording::records as say;

pub const URL: KindRow = KindRow {
    name: "url",
    xlsform: "text",
    keys: &[],
    shape: Shape::Line(&FORMAT),
    zh: "网址",
    en: "an address on the web",
};

pub static FORMAT: LineFormat = LineFormat {
    name: "url",
    input: "url",
    mode: Some("url"),
    suits: |purpose| ["url", "photo"].contains(&purpose),
    figures: true,
    code: false,
    boxes: None,
    words: "网址，如https://www.example.cn",
    says: false,
    width: 24.0,
    privacy: Privacy::Public,
    read: |given, _| {
        let address = written::half(given)?;
        // A host may hold the sign between two addresses.
        if web::is_web(&address) && !address.contains('、') {
            Ok(address)
        } else {
            Err(Fault::new(&say::NOT_A_URL, &address))
        }
    },
    faults: &[&say::NOT_A_URL, &say::DIGITS_LOST],
    between: Some("、"),
};
