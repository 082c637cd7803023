//! Values that are made once, by a digest of what they are made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// A digest (SHA-256) of what is read as one.
pub(crate) type CacheKey = [u8; 32];

/// The key of these bytes, one after the other.
pub(crate) fn cache_key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> CacheKey {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// Values that are made once for a key, on any thread; of two threads that make one at the same time either is kept. Those
/// that were not asked for while many others were are let go, so that what is kept does not grow with what is made.
pub(crate) struct Cache<V> {
    /// How many are kept at the most.
    capacity: usize,
    values: Mutex<CacheEntries<V>>,
}

struct CacheEntries<V> {
    /// How often one was asked for.
    lookups: u64,
    /// With when it was asked for last.
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

    /// What is kept of a key.
    pub(crate) fn get(&self, key: &CacheKey) -> Option<Arc<V>> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.lookups += 1;
        let now = values.lookups;
        let (last, value) = values.by_key.get_mut(key)?;
        *last = now;
        Some(value.clone())
    }

    /// Keeps a value in place of what was kept of its key.
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
