//! Plan, build, publish.
//!
//! - In: a project, the fonts, which cities and products to make, the output of the last build.
//! - Out: an output folder with manifest and `parity.json`; or diagnostics, and the folder as it was.
//! - May not know: arguments of the command line and words of its reports; how far it is, it tells a `Progress`.
//!
//! 1. [`plan`](mod@plan): what the output consists of, each thing at its address; [`city_selection`] leaves
//!    cities out of a site
//! 2. [`build`](mod@build): every thing made, on all cores, and handed over as it is made, each a [`output_file`](mod@output_file); [`pdf_renderer`] lays out and
//!    prints the sheets, [`pages`](mod@pages) makes the rest, [`output_builder`] takes both and knows what need not be made by the [`build_record`] of the last
//!    build, [`layout_cache`] know of them without printing, [`progress`] is told how far it is;
//!    [`export`] is what somebody wants printed in one file
//! 3. [`parity`]: what was made is what was issued, or nothing is published; [`manifest`]: what was built, for machines
//! 4. [`output_path`](mod@output_path), [`output_directory`], [`publish`](mod@publish), [`swap`]: beside the output, and into its place all or nothing;
//!    [`disk`] is what they ask of the disk

pub(crate) mod build;
pub(crate) mod build_record;
pub(crate) mod city_selection;
pub(crate) mod disk;
pub(crate) mod export;
pub(crate) mod fill;
pub(crate) mod layout_cache;
pub(crate) mod manifest;
pub(crate) mod output_builder;
pub(crate) mod output_directory;
pub(crate) mod output_file;
pub(crate) mod output_path;
pub(crate) mod pages;
pub(crate) mod parity;
pub(crate) mod pdf_renderer;
pub(crate) mod plan;
pub(crate) mod progress;
pub(crate) mod publish;
pub(crate) mod search_check;
pub(crate) mod swap;
