//! Writes and reads `manifest.json`: every other file of the output with its size in bytes and SHA-256, what each PDF is of, and
//! the fonts that were used.
//!
//! It is also the mark by which a later build knows that the folder is formpress's own, and which of its files are as
//! they were made.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::output_file::{BuiltFile, Sha256Sum, SheetRecord};
use crate::model::Address;
use crate::model::site::Settings;

const GENERATOR: &str = "formpress";

/// The content of `manifest.json` as it is written.
#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'a str,
    generator_version: &'a str,
    as_of: String,
    edition: &'a str,
    base_url: Option<&'a str>,
    fonts: &'a [FontRecord],
    files: Vec<ManifestEntry<'a>>,
}

/// A font as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FontRecord {
    pub(crate) family: String,
    pub(crate) style: String,
    pub(crate) version: String,
    /// Of the font's file.
    pub(crate) sha256: Sha256Sum,
}

/// One file of the output in `manifest.json`: path, size in bytes, SHA-256, and what a PDF is of.
#[derive(Serialize)]
struct ManifestEntry<'a> {
    path: &'a str,
    size: u64,
    sha256: Sha256Sum,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a SheetRecord>,
}

/// The manifest of these files.
pub fn manifest(
    files: &BTreeMap<Address, BuiltFile>,
    fonts: &[FontRecord],
    settings: &Settings,
    edition: &str,
) -> Vec<u8> {
    let manifest = Manifest {
        generator: GENERATOR,
        generator_version: env!("CARGO_PKG_VERSION"),
        as_of: settings.as_of.to_string(),
        edition,
        base_url: settings.base_url.as_deref(),
        fonts,
        files: files.iter().map(|(address, made)| entry(address, made)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entry<'a>(address: &'a Address, made: &'a BuiltFile) -> ManifestEntry<'a> {
    ManifestEntry { path: address.as_str(), size: made.size, sha256: made.sha256, sheet: made.sheet.as_deref() }
}

/// The mark of a folder that is being made: the beginning of a manifest.
pub(crate) fn folder_mark() -> Vec<u8> {
    format!("{{\n  \"generator\": \"{GENERATOR}\"\n}}\n").into_bytes()
}

/// Does this manifest say that formpress made the folder it lies in? Its beginning says so, also where a build was
/// stopped while writing it.
pub fn is_formpress_manifest(path: &Path) -> bool {
    const ENOUGH: u64 = 200;
    let mut beginning = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(ENOUGH).read_to_end(&mut beginning));
    beginning.retain(|byte| !byte.is_ascii_whitespace());
    read.is_ok() && beginning.starts_with(format!("{{\"generator\":\"{GENERATOR}\"").as_bytes())
}

/// The files of an output as it was made, by path.
#[derive(Debug, Default)]
pub struct ManifestFiles(BTreeMap<String, BuiltFile>);

impl ManifestFiles {
    /// What a manifest lists; nothing where it cannot be read.
    pub fn read(path: &Path) -> ManifestFiles {
        /// The list of files in a `manifest.json` that is read.
        #[derive(Deserialize)]
        struct ManifestRows {
            files: Vec<ManifestRow>,
        }
        /// One file of that list.
        #[derive(Deserialize)]
        struct ManifestRow {
            path: String,
            #[serde(flatten)]
            made: BuiltFile,
        }
        let listed = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<ManifestRows>(&bytes).ok());
        let rows = listed.into_iter().flat_map(|listed| listed.files);
        ManifestFiles(rows.map(|row| (row.path, row.made)).collect())
    }

    /// Is the file at this path below `folder` as it was made?
    pub fn is_unchanged(&self, folder: &Path, path: &Path) -> bool {
        let name: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        self.0.get(&name.join("/")).is_some_and(|made| made.is_unchanged_at(&folder.join(path)))
    }
}
