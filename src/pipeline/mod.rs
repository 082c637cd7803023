//! Plan, build, publish.
//!
//! 1. [`plan`](mod@plan): what the output consists of, each thing at its address
//! 2. [`build`](mod@build): every thing as bytes, on all cores, nothing on disk
//! 3. [`manifest`]: what was built, for machines
//! 4. [`claim`], [`publish`](mod@publish), [`swap`]: into the folder, all or nothing

pub mod build;
pub mod claim;
pub mod manifest;
pub mod publish;
pub mod swap;
