//! The files of an output, with their bytes and as records without them, and the sinks that take them as they are made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::FileStat;
use super::parity::ParityEntry;
use crate::digest::hexadecimal;
use crate::file_content::FileContent;
use crate::model::Address;

/// One file of the output.
#[derive(Clone, Debug)]
pub struct OutputFile {
    pub address: Address,
    pub content: FileContent,
    /// What a PDF is of.
    pub(crate) sheet: Option<Box<SheetRecord>>,
    pub(crate) key: Option<FileKey>,
    /// What the search knows of a page.
    pub(crate) search_entry: Option<String>,
    /// Where items begin on a form's blank sheets of the generic office.
    pub(crate) anchor_pages: Option<Box<AnchorPages>>,
}

/// The page, from 1, that each item and article of a form begins on, by its anchor on the form's page.
pub(crate) type AnchorPages = BTreeMap<String, usize>;

impl OutputFile {
    /// A file of which nothing more is known.
    pub(crate) fn new(address: Address, content: impl Into<FileContent>) -> OutputFile {
        OutputFile { address, content: content.into(), sheet: None, key: None, search_entry: None, anchor_pages: None }
    }
}

/// What a file is made from, its address with it: two with one key have the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileKey(Sha256Sum);

impl FileKey {
    pub(crate) fn of(digest: &[u8; 32]) -> FileKey {
        FileKey(Sha256Sum(*digest))
    }
}

/// A SHA-256, written in hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Sha256Sum(pub(crate) [u8; 32]);

impl From<Sha256Sum> for String {
    fn from(sum: Sha256Sum) -> String {
        hexadecimal(&sum.0)
    }
}

impl TryFrom<String> for Sha256Sum {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Sha256Sum, Self::Error> {
        let read = || {
            let digit = |digit: u8| char::from(digit).to_digit(16).map(|digit| digit as u8);
            let mut sum = [0; 32];
            for (byte, pair) in sum.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
                *byte = digit(pair[0])? << 4 | digit(pair[1])?;
            }
            (text.len() == 64).then_some(Sha256Sum(sum))
        };
        read().ok_or("64 hexadecimal digits are expected")
    }
}

/// What is known of a file that was made, without its bytes. It is kept of every file until the end: what few have is boxed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltFile {
    /// In bytes.
    pub(crate) size: u64,
    /// Of its bytes.
    pub(crate) sha256: Sha256Sum,
    /// None where it is made anew in every build.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) key: Option<FileKey>,
    /// What a PDF is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<Box<SheetRecord>>,
    /// What was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<Box<ParityEntry>>,
    /// What the search knows of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
    /// Where items begin on a form's blank sheets of the generic office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) begins: Option<Box<AnchorPages>>,
}

impl BuiltFile {
    pub fn of(content: &FileContent) -> BuiltFile {
        let (size, sha256) = (content.size(), Sha256Sum(content.sha256()));
        BuiltFile { size, sha256, key: None, sheet: None, entry: None, words: None, begins: None }
    }

    /// Are these its bytes?
    pub(crate) fn has_bytes(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.size && Sha256Sum(Sha256::digest(bytes).into()) == self.sha256
    }

    /// Has the plain file at a path its bytes?
    pub(crate) fn is_unchanged_at(&self, path: &Path) -> bool {
        let is_so_long = fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() == self.size);
        is_so_long && fs::read(path).is_ok_and(|bytes| self.has_bytes(&bytes))
    }
}

/// Where files go as they are made, from any thread.
pub trait OutputSink: Sync {
    /// Takes a file.
    fn put(&self, address: &Address, content: FileContent);

    /// Takes a file as the last build made it, if it is there as it was then; `seen` is how it lay on the disk.
    fn reuse(&self, _address: &Address, _made: &BuiltFile, _seen: Option<&FileStat>) -> bool {
        false
    }

    /// Is it of use to know what files were made from?
    fn can_reuse(&self) -> bool {
        true
    }

    /// Is what is put now of no use any more?
    fn is_closed(&self) -> bool {
        false
    }
}

/// Files that are held in memory.
pub(crate) type MemoryFiles = BTreeMap<Address, Arc<[u8]>>;

/// Files in memory, and those of the last build.
#[derive(Debug, Default)]
pub struct MemorySink {
    files: Mutex<MemoryFiles>,
    previous: MemoryFiles,
}

impl MemorySink {
    /// With what the last build into a memory made.
    pub(crate) fn with_previous(before: MemoryFiles) -> MemorySink {
        MemorySink { files: Mutex::default(), previous: before }
    }

    pub fn into_files(self) -> MemoryFiles {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn insert(&self, address: &Address, bytes: Arc<[u8]>) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone(), bytes);
    }
}

impl OutputSink for MemorySink {
    fn put(&self, address: &Address, content: FileContent) {
        self.insert(address, content.into_bytes().into());
    }

    fn reuse(&self, address: &Address, _made: &BuiltFile, _seen: Option<&FileStat>) -> bool {
        self.previous.get(address).map(|bytes| self.insert(address, bytes.clone())).is_some()
    }
}

/// Where files of a check go.
#[derive(Debug)]
pub(crate) struct NullSink;

impl OutputSink for NullSink {
    fn put(&self, _address: &Address, _content: FileContent) {}

    fn can_reuse(&self) -> bool {
        false
    }
}

/// What the manifest says about a PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetRecord {
    /// None of a booklet, as its number and version.
    pub(crate) form: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) version: Option<String>,
    /// What tells the form from others of its version.
    pub(crate) issue: String,
    pub(crate) city: Option<String>,
    pub(crate) variant: String,
    pub(crate) pages: usize,
}
