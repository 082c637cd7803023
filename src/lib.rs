//! formpress turns YAML definitions of a programme's forms and its policy pages in Markdown into one
//! accessible website and the matching printable PDFs.
//!
//! The house has floors, and arrows only go down (a test guards them); read it from the bottom:
//!
//! 1. **words everyone uses**: [`units`], [`source`], [`markup`], [`diagnostic`], [`digest`], [`cache`], [`file_content`], [`wording`]
//! 2. [`model`]: the programme as plain data
//! 3. [`load`]: files to model, every fault with its place
//! 4. [`check`]: rules over a loaded site · [`parity`]: finished outputs read back and held against what was issued
//! 5. [`paper`]: where things sit on a sheet
//! 6. [`outputs`]: HTML from the model, PDF from sheets; they never meet
//! 7. [`pipeline`]: plan, build, publish
//! 8. [`cli`]: the command line and the preview server

pub mod cache;
pub mod diagnostic;
pub mod digest;
pub mod file_content;
pub mod markup;
pub mod source;
pub mod units;
pub mod wording;

pub mod model;

pub mod load;

pub mod check;

pub mod parity;

pub mod paper;

pub mod outputs;

pub mod pipeline;

pub mod cli;
