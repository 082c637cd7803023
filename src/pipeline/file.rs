//! Files of an output: with their bytes, and what is known of them when those are let go; where files go as they are made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::Stat;
use super::parity::Entry;
use crate::content::Content;
use crate::digest::hexadecimal;
use crate::model::Address;

/// One file of the output.
#[derive(Clone, Debug)]
pub struct File {
    pub address: Address,
    pub content: Content,
    /// What a PDF is of.
    pub sheet: Option<Box<SheetRecord>>,
    pub key: Option<Key>,
    /// What the search knows of a page.
    pub words: Option<String>,
    /// Where items begin on a form's blank sheets of the generic office.
    pub begins: Option<Box<Begins>>,
}

/// The page, from 1, that each item and article of a form begins on, by its anchor on the form's page.
pub type Begins = BTreeMap<String, usize>;

impl File {
    /// A file of which nothing more is known.
    pub fn new(address: Address, content: impl Into<Content>) -> File {
        File { address, content: content.into(), sheet: None, key: None, words: None, begins: None }
    }
}

/// What a file is made from, its address with it: two with one key have the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(Sum);

impl Key {
    pub fn of(digest: &[u8; 32]) -> Key {
        Key(Sum(*digest))
    }
}

/// A SHA-256, written in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Sum(pub [u8; 32]);

impl From<Sum> for String {
    fn from(sum: Sum) -> String {
        hexadecimal(&sum.0)
    }
}

impl TryFrom<String> for Sum {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Sum, Self::Error> {
        let read = || {
            let digit = |digit: u8| char::from(digit).to_digit(16).map(|digit| digit as u8);
            let mut sum = [0; 32];
            for (byte, pair) in sum.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
                *byte = digit(pair[0])? << 4 | digit(pair[1])?;
            }
            (text.len() == 64).then_some(Sum(sum))
        };
        read().ok_or("64 hexadecimal digits are expected")
    }
}

/// What is known of a file that was made, without its bytes. It is kept of every file until the end: what few have is boxed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// In bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: Sum,
    /// None where it is made anew in every build.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// What a PDF is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Box<SheetRecord>>,
    /// What was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<Box<Entry>>,
    /// What the search knows of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where items begin on a form's blank sheets of the generic office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begins: Option<Box<Begins>>,
}

impl Made {
    pub fn of(content: &Content) -> Made {
        let (size, sha256) = (content.size(), Sum(content.sha256()));
        Made { size, sha256, key: None, sheet: None, entry: None, words: None, begins: None }
    }

    /// Are these its bytes?
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.size && Sum(Sha256::digest(bytes).into()) == self.sha256
    }

    /// Has the plain file at a path its bytes?
    pub fn is_at(&self, path: &Path) -> bool {
        let is_so_long = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == self.size);
        is_so_long && fs::read(path).is_ok_and(|bytes| self.is_of(&bytes))
    }
}

/// Where files go as they are made, from any thread.
pub trait Sink: Sync {
    /// Takes a file.
    fn put(&self, address: &Address, content: Content);

    /// Takes a file as the last build made it, if it is there as it was then; `seen` is how it lay on the disk.
    fn keep(&self, _address: &Address, _made: &Made, _seen: Option<&Stat>) -> bool {
        false
    }

    /// Is it of use to know what files were made from?
    fn may_keep(&self) -> bool {
        true
    }

    /// Is what is put now of no use any more?
    fn is_full(&self) -> bool {
        false
    }
}

/// Files that are held in memory.
pub type Files = BTreeMap<Address, Arc<[u8]>>;

/// Files in memory, and those of the last build.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<Files>,
    before: Files,
}

impl Memory {
    /// With what the last build into a memory made.
    pub fn after(before: Files) -> Memory {
        Memory { files: Mutex::default(), before }
    }

    pub fn into_files(self) -> Files {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&self, address: &Address, bytes: Arc<[u8]>) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone(), bytes);
    }
}

impl Sink for Memory {
    fn put(&self, address: &Address, content: Content) {
        self.insert(address, content.into_bytes().into());
    }

    fn keep(&self, address: &Address, _made: &Made, _seen: Option<&Stat>) -> bool {
        self.before.get(address).map(|bytes| self.insert(address, bytes.clone())).is_some()
    }
}

/// Where files of a check go.
#[derive(Debug)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _address: &Address, _content: Content) {}

    fn may_keep(&self) -> bool {
        false
    }
}

/// What the manifest says about a PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRecord {
    /// None of a booklet, as its number and version.
    pub form: Option<String>,
    pub number: Option<String>,
    pub version: Option<String>,
    /// What tells the form from others of its version.
    pub issue: String,
    pub city: Option<String>,
    pub variant: String,
    pub pages: usize,
}
