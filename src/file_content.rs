//! The bytes of a file in two parts: a prefix that other files may share, and a suffix.
//!
//! A beginning is held once for all files that have it: it is neither copied nor hashed again for each.

use std::io::{self, Write};
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// The first bytes of several files, with the state of their SHA-256.
#[derive(Debug, Default)]
pub struct SharedPrefix {
    bytes: Vec<u8>,
    /// The SHA-256 state after these bytes, from which the hash of a whole file continues.
    hash: Sha256,
}

/// The bytes of one file: a shared prefix, then its suffix.
#[derive(Clone, Debug, Default)]
pub struct FileContent {
    prefix: Arc<SharedPrefix>,
    suffix: Vec<u8>,
}

impl SharedPrefix {
    pub(crate) fn new(bytes: Vec<u8>) -> SharedPrefix {
        let hash = Sha256::new_with_prefix(&bytes);
        SharedPrefix { bytes, hash }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The SHA-256 of a file that begins so and goes on with these bytes.
    pub(crate) fn sha256(&self, then: &[u8]) -> [u8; 32] {
        self.hash.clone().chain_update(then).finalize().into()
    }
}

impl FileContent {
    pub fn new(prefix: Arc<SharedPrefix>, suffix: Vec<u8>) -> FileContent {
        FileContent { prefix, suffix }
    }

    /// The prefix that other files may share; empty if nothing is shared.
    pub fn prefix(&self) -> &Arc<SharedPrefix> {
        &self.prefix
    }

    /// The bytes after the prefix.
    pub fn suffix(&self) -> &[u8] {
        &self.suffix
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        (self.prefix.bytes.len() + self.suffix.len()) as u64
    }

    pub(crate) fn sha256(&self) -> [u8; 32] {
        self.prefix.sha256(&self.suffix)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        [&*self.prefix.bytes, &self.suffix].concat()
    }

    pub fn into_bytes(self) -> Vec<u8> {
        if self.prefix.bytes.is_empty() { self.suffix } else { self.to_bytes() }
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// As the writer's.
    pub(crate) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&self.prefix.bytes)?;
        to.write_all(&self.suffix)
    }

    /// Are these its bytes?
    pub(crate) fn equals(&self, bytes: &[u8]) -> bool {
        bytes.strip_prefix(&*self.prefix.bytes) == Some(&self.suffix)
    }
}

impl From<Vec<u8>> for FileContent {
    fn from(suffix: Vec<u8>) -> FileContent {
        FileContent { suffix, ..FileContent::default() }
    }
}
