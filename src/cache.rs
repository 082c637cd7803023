//! An in-memory cache of values, keyed by the SHA-256 digest of what they are made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// The SHA-256 digest of the inputs of a cached value: 32 bytes.
pub(crate) type CacheKey = [u8; 32];

/// Returns the key of several byte strings; each is hashed with its length, so that `ab`, `c` and `a`, `bc` differ.
pub(crate) fn cache_key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> CacheKey {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// A cache of values that any thread may read and fill. If two threads make the same value at once, one result is kept.
/// When the cache is full, the least recently used half is removed, so that memory does not grow with the number of
/// values made.
pub(crate) struct Cache<V> {
    /// The largest number of entries.
    capacity: usize,
    values: Mutex<CacheEntries<V>>,
}

/// The entries of a [`Cache`] with the counter of lookups that orders them by last use.
struct CacheEntries<V> {
    /// The number of lookups so far.
    lookups: u64,
    /// Each value with the number of its last lookup.
    by_key: HashMap<CacheKey, (u64, Arc<V>)>,
}

impl<V> Cache<V> {
    pub(crate) fn new(most: usize) -> Cache<V> {
        Cache { capacity: most, values: Mutex::new(CacheEntries { lookups: 0, by_key: HashMap::new() }) }
    }

    pub(crate) fn get_or_make(&self, key: CacheKey, make: impl FnOnce() -> V) -> Arc<V> {
        match self.get(&key) {
            Some(known) => known,
            None => self.insert(key, make()),
        }
    }

    /// The cached value of a key.
    pub(crate) fn get(&self, key: &CacheKey) -> Option<Arc<V>> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.lookups += 1;
        let now = values.lookups;
        let (last, value) = values.by_key.get_mut(key)?;
        *last = now;
        Some(value.clone())
    }

    /// Caches a value; an earlier value of the same key is replaced.
    pub(crate) fn insert(&self, key: CacheKey, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        if values.by_key.len() >= self.capacity {
            // The half that was not asked for longest goes.
            let mut last: Vec<u64> = values.by_key.values().map(|(last, _)| *last).collect();
            last.sort_unstable();
            let middle = last[last.len() / 2];
            values.by_key.retain(|_, (last, _)| *last > middle);
        }
        let now = values.lookups;
        values.by_key.insert(key, (now, value.clone()));
        value
    }
}
