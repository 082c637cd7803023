//! States of issued forms as records that are kept and compared, and the impact of changes between them.
//!
//! 1. [`part`]: a part of an issued form with everything that is said of it, by [`aspect`]; the whole is a tree of them
//! 2. [`state`]: the tree of a form as an office issues it, and its digest, which the codes on its sheets begin
//! 3. [`json`]: the tree as text, that people read and that is kept for every release
//! 4. [`pairs`] and [`differences`]: what of two trees differs, each a [`change`] · [`impact`]: what that means for printed sheets,
//!    collected answers and scans, and which step of the version it needs
//! 5. [`office_states`]: a form of all offices as it is kept: the generic one, and in what each office's differs

pub(crate) mod aspect;
pub(crate) mod change;
pub(crate) mod differences;
pub(crate) mod impact;
pub(crate) mod json;
pub(crate) mod office_states;
pub(crate) mod pairs;
pub(crate) mod part;
pub(crate) mod state;
