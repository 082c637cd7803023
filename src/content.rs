//! The bytes of a file: a beginning, which other files may have too, and what is its own behind it.
//!
//! A beginning is held once for all files that have it: it is neither copied nor hashed again for each.

use std::io::{self, Write};
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// The bytes that some files begin with.
#[derive(Debug, Default)]
pub struct Beginning {
    bytes: Vec<u8>,
    /// Of these bytes, to go on from.
    hash: Sha256,
}

/// The bytes of a file.
#[derive(Clone, Debug, Default)]
pub struct Content {
    beginning: Arc<Beginning>,
    own: Vec<u8>,
}

impl Beginning {
    pub fn new(bytes: Vec<u8>) -> Beginning {
        let hash = Sha256::new_with_prefix(&bytes);
        Beginning { bytes, hash }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The SHA-256 of a file that begins so and goes on with these bytes.
    pub fn sha256(&self, then: &[u8]) -> [u8; 32] {
        self.hash.clone().chain_update(then).finalize().into()
    }
}

impl Content {
    pub fn new(beginning: Arc<Beginning>, own: Vec<u8>) -> Content {
        Content { beginning, own }
    }

    /// What others may begin with, too; with no bytes where nothing is shared.
    pub fn beginning(&self) -> &Arc<Beginning> {
        &self.beginning
    }

    /// What stands behind the beginning.
    pub fn own(&self) -> &[u8] {
        &self.own
    }

    /// In bytes.
    pub fn size(&self) -> u64 {
        (self.beginning.bytes.len() + self.own.len()) as u64
    }

    pub fn sha256(&self) -> [u8; 32] {
        self.beginning.sha256(&self.own)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        [&*self.beginning.bytes, &self.own].concat()
    }

    pub fn into_bytes(self) -> Vec<u8> {
        if self.beginning.bytes.is_empty() { self.own } else { self.to_bytes() }
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// As the writer's.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&self.beginning.bytes)?;
        to.write_all(&self.own)
    }

    /// Are these its bytes?
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.strip_prefix(&*self.beginning.bytes) == Some(&self.own)
    }
}

impl From<Vec<u8>> for Content {
    fn from(own: Vec<u8>) -> Content {
        Content { own, ..Content::default() }
    }
}
