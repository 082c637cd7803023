//! What is reckoned of a value once, when somebody first asks.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// Something reckoned of the value it stands in: no part of what that says, so that it makes no difference between two,
/// and is reckoned anew of a copy, which may be changed.
#[derive(Debug)]
pub(crate) struct OnceValue<T>(OnceLock<T>);

impl<T> OnceValue<T> {
    /// What `reckoned` gave when it was first asked.
    pub(crate) fn get_or_compute(&self, reckoned: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(reckoned)
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
