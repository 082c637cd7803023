//! What readers get: pages from the model, PDFs and pictures from sheets, tables to fill in from the model. They never
//! meet.
//!
//! - In: the model, or laid-out pages of `paper`; options.
//! - Out: the bytes of one file, or of a few that belong together.
//! - May not know: each other, where files go, the command line.

pub mod card;
pub mod comparison;
pub mod html;
pub mod pdf;
pub mod svg;
pub mod table;
