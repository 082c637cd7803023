//! Plan, build, publish.
//!
//! 1. [`plan`](mod@plan): what the output consists of, each thing at its address; [`chosen`] leaves
//!    cities out of a site
//! 2. [`build`](mod@build): every thing made, on all cores, and handed over as it is made, each a [`file`](mod@file); [`press`] lays out and
//!    prints the sheets, [`pages`](mod@pages) makes the rest, [`making`] takes both and knows what need not be made by the [`record`] of the last
//!    build, [`proofs`] know of them without printing, [`progress`] is told how far it is;
//!    [`order`] is what somebody wants printed in one file
//! 3. [`parity`]: what was made is what was issued, or nothing is published; [`manifest`]: what was built, for machines
//! 4. [`place`](mod@place), [`claim`], [`publish`](mod@publish), [`swap`](mod@swap): beside the output, and into its place all or nothing;
//!    [`disk`] is what they ask of the disk

pub mod build;
pub mod chosen;
pub mod claim;
pub mod copies;
pub mod disk;
pub mod file;
pub mod finding;
pub mod making;
pub mod manifest;
pub mod order;
pub mod pages;
pub mod parity;
pub mod place;
pub mod plan;
pub mod press;
pub mod progress;
pub mod proofs;
pub mod publish;
pub mod record;
pub mod swap;
