//! The outputs: pages made from the model, PDFs and pictures made from laid-out sheets, empty tables made from the
//! model. No output uses another one.
//!
//! - In: the model, or laid-out pages of `paper`; options.
//! - Out: the bytes of one file, or of a few that belong together.
//! - May not know: each other, where files go, the command line.

pub(crate) mod card;
pub(crate) mod comparison;
pub(crate) mod html;
pub(crate) mod pdf;
pub(crate) mod svg;
pub(crate) mod table;
