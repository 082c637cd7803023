//! formpress turns YAML definitions of a programme's forms and its policy pages in Markdown into one
//! accessible website and the matching printable PDFs.
//!
//! Modules form layers, and each layer uses only lower ones (`tests/it/house.rs` checks this). From the lowest:
//!
//! 1. **shared words**: `units`, `source`, `markup`, `diagnostic`, `digest`, `cache`, `file_content`, `wording`
//! 2. `model`: the programme as plain data
//! 3. `load`: reads files into the model and reports every fault with its place
//! 4. `check`: rules over a loaded site · `parity`: finished outputs read back and compared with the issued forms
//! 5. `paper`: the layout of sheets
//! 6. `outputs`: HTML from the model, PDF from sheets; outputs do not use each other
//! 7. `pipeline`: plan, build, publish
//! 8. `cli`: the command line and the preview server

// Lints speak in the configuration in which they are right: what only tests reach (through `testing`) is not to be documented
// for users, and is neither unreachable nor dead where tests are.
#![cfg_attr(feature = "testing", warn(unreachable_pub))]
#![cfg_attr(not(feature = "testing"), warn(missing_docs), allow(dead_code, unused_imports))]

mod cache;
mod diagnostic;
mod digest;
mod file_content;
mod markup;
mod source;
mod units;
mod wording;

mod model;

mod load;

mod check;

mod parity;

mod paper;

mod outputs;

mod pipeline;

mod cli;

#[cfg(feature = "testing")]
pub mod testing;

#[doc(hidden)]
pub use cli::run;
