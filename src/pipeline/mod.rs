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

pub mod build;
pub mod build_record;
pub mod city_selection;
pub mod disk;
pub mod export;
pub mod fill;
pub mod layout_cache;
pub mod manifest;
pub mod output_builder;
pub mod output_directory;
pub mod output_file;
pub mod output_path;
pub mod pages;
pub mod parity;
pub mod pdf_renderer;
pub mod plan;
pub mod progress;
pub mod publish;
pub mod search_check;
pub mod swap;
