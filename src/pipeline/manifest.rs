//! `manifest.json`: every other file of the output with size and SHA-256, what each PDF is of, and
//! the fonts that were used.
//!
//! It is also the mark by which a later build knows that the folder is formpress's own, and which of its files are as
//! they were made.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::file::Made;
use crate::model::name::Name;
use crate::model::site::Settings;
use crate::model::{Address, Variant};

const GENERATOR: &str = "formpress";

#[derive(Serialize)]
struct Manifest<'a> {
    generator: &'a str,
    generator_version: &'a str,
    as_of: String,
    edition: &'a str,
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
    size: u64,
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

/// The manifest of these files.
pub fn manifest(files: &BTreeMap<Address, Made>, fonts: &[FontRecord], settings: &Settings, edition: &str) -> Vec<u8> {
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

fn entry<'a>(address: &'a Address, made: &'a Made) -> Entry<'a> {
    let sheet = made.sheet.as_ref().map(|sheet| Sheet {
        form: sheet.form.as_ref().map(|form| form.id.as_str()),
        number: sheet.form.as_ref().map(|form| form.number.as_str()),
        version: sheet.form.as_ref().map(|form| form.version.as_str()),
        city: sheet.city.as_ref().map(|city| city.as_str()),
        variant: sheet.variant.map_or(Name::BOOKLET, Variant::name),
        pages: sheet.pages,
    });
    Entry { path: address.as_str(), size: made.size, sha256: hexadecimal(&made.sha256), sheet }
}

/// The mark of a folder that is being made: the beginning of a manifest.
pub fn mark() -> Vec<u8> {
    format!("{{\n  \"generator\": \"{GENERATOR}\"\n}}\n").into_bytes()
}

/// Bytes in hexadecimal, in small letters.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Does this manifest say that formpress made the folder it lies in? Its beginning says so, also where a build was
/// stopped while writing it.
pub fn is_ours(path: &Path) -> bool {
    const ENOUGH: u64 = 200;
    let mut beginning = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(ENOUGH).read_to_end(&mut beginning));
    beginning.retain(|byte| !byte.is_ascii_whitespace());
    read.is_ok() && beginning.starts_with(format!("{{\"generator\":\"{GENERATOR}\"").as_bytes())
}

/// The files of an output as it was made: size and SHA-256 by path.
#[derive(Debug, Default)]
pub struct Listed(BTreeMap<String, (u64, String)>);

impl Listed {
    /// What a manifest lists; nothing where it cannot be read.
    pub fn read(path: &Path) -> Listed {
        #[derive(Deserialize)]
        struct Rows {
            files: Vec<Row>,
        }
        #[derive(Deserialize)]
        struct Row {
            path: String,
            size: u64,
            sha256: String,
        }
        let listed = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Rows>(&bytes).ok());
        let rows = listed.into_iter().flat_map(|listed| listed.files);
        Listed(rows.map(|row| (row.path, (row.size, row.sha256))).collect())
    }

    /// Is the file at this path below `folder` as it was made?
    pub fn holds(&self, folder: &Path, path: &Path) -> bool {
        let name: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        let Some((size, sum)) = self.0.get(&name.join("/")) else { return false };
        let path = folder.join(path);
        let is_so_long = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() == *size);
        is_so_long && fs::read(&path).is_ok_and(|bytes| hexadecimal(&Sha256::digest(&bytes)) == *sum)
    }
}
