//! Files of an output: with their bytes, and what is known of them when those are let go; where files go as they are made.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::model::name::Name;
use crate::model::{Address, Variant};

/// One file of the output.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub address: Address,
    pub bytes: Vec<u8>,
    /// What a PDF is of.
    pub sheet: Option<SheetRecord>,
}

/// A file that was made, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// In bytes.
    pub size: u64,
    /// Of its bytes.
    pub sha256: [u8; 32],
    /// What a PDF is of.
    pub sheet: Option<SheetRecord>,
}

impl Made {
    pub fn of(bytes: &[u8], sheet: Option<SheetRecord>) -> Made {
        Made { size: bytes.len() as u64, sha256: Sha256::digest(bytes).into(), sheet }
    }
}

/// Where files go as they are made, from any thread.
pub trait Sink: Sync {
    /// Takes the bytes of a file, of which the rest is known.
    fn put(&self, address: &Address, bytes: Vec<u8>, made: &Made);

    /// Is what is put now of no use any more?
    fn is_full(&self) -> bool {
        false
    }
}

/// Files in memory.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<Address, Vec<u8>>>);

impl Memory {
    pub fn into_files(self) -> BTreeMap<Address, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    fn put(&self, address: &Address, bytes: Vec<u8>, _made: &Made) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(address.clone(), bytes);
    }
}

/// What the manifest says about a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRecord {
    /// `None` of a booklet.
    pub form: Option<FormRecord>,
    pub city: Option<Name>,
    /// `None` of a booklet.
    pub variant: Option<Variant>,
    pub pages: usize,
}

/// Which form, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRecord {
    pub id: Name,
    pub number: String,
    pub version: String,
}
