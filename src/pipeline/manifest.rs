//! `manifest.json`: every other file of the output with size and SHA-256, what each PDF is of, and
//! the fonts that were used.
//!
//! It is also the mark by which a later build knows that the folder is formpress's own.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::build::File;
use crate::model::Variant;
use crate::model::name::Name;
use crate::model::site::Settings;

const GENERATOR: &str = "formpress";

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'a str,
    generator_version: &'a str,
    as_of: String,
    base_url: Option<&'a str>,
    fonts: &'a [FontRecord],
    files: Vec<Entry<'a>>,
}

/// A font as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FontRecord {
    pub family: String,
    pub style: String,
    pub version: String,
    /// Of the font's file.
    pub sha256: String,
}

#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    size: usize,
    sha256: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    sheet: Option<Sheet<'a>>,
}

#[derive(Serialize)]
struct Sheet<'a> {
    /// None of a booklet, as its number and version.
    form: Option<&'a str>,
    number: Option<&'a str>,
    version: Option<&'a str>,
    city: Option<&'a str>,
    variant: &'a str,
    pages: usize,
}

/// The manifest of these files, in the order of their addresses.
pub fn manifest(files: &[File], fonts: &[FontRecord], settings: &Settings) -> Vec<u8> {
    let mut sorted: Vec<&File> = files.iter().collect();
    sorted.sort_by(|a, b| a.address.cmp(&b.address));
    let manifest = Manifest {
        generator: GENERATOR,
        generator_version: env!("CARGO_PKG_VERSION"),
        as_of: settings.as_of.to_string(),
        base_url: settings.base_url.as_deref(),
        fonts,
        files: sorted.par_iter().map(|file| entry(file)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entry(file: &File) -> Entry<'_> {
    let sheet = file.sheet.as_ref().map(|sheet| Sheet {
        form: sheet.form.as_ref().map(|form| form.id.as_str()),
        number: sheet.form.as_ref().map(|form| form.number.as_str()),
        version: sheet.form.as_ref().map(|form| form.version.as_str()),
        city: sheet.city.as_ref().map(|city| city.as_str()),
        variant: sheet.variant.map_or(Name::BOOKLET, Variant::name),
        pages: sheet.pages,
    });
    Entry {
        path: file.address.as_str(),
        size: file.bytes.len(),
        sha256: hexadecimal(&Sha256::digest(&file.bytes)),
        sheet,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Does this manifest say that formpress made the folder it lies in?
pub fn is_ours(path: &Path) -> bool {
    #[derive(Deserialize)]
    struct Mark {
        generator: String,
    }
    let mark = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Mark>(&bytes).ok());
    mark.is_some_and(|mark| mark.generator == GENERATOR)
}
