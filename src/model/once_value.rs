//! A value that is computed on first use and then kept.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// A lazily computed value of the struct that contains it. It is left out of comparisons and hashes, and a clone
/// computes it again, because the clone may be changed.
#[derive(Debug)]
pub(crate) struct OnceValue<T>(OnceLock<T>);

impl<T> OnceValue<T> {
    /// Returns the value; calls `compute` on first use.
    pub(crate) fn get_or_compute(&self, compute: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(compute)
    }
}

impl<T> Default for OnceValue<T> {
    fn default() -> OnceValue<T> {
        OnceValue(OnceLock::new())
    }
}

impl<T> Clone for OnceValue<T> {
    fn clone(&self) -> OnceValue<T> {
        OnceValue::default()
    }
}

impl<T> PartialEq for OnceValue<T> {
    fn eq(&self, _: &OnceValue<T>) -> bool {
        true
    }
}

impl<T> Hash for OnceValue<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
