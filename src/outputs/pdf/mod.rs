//! Sheets to the bytes of a PDF: tagged (PDF/UA-1), archival (PDF/A-2a) and, where asked for, fillable.
//!
//! The way of one file:
//!
//! 1. [`structure`]: marks become marked-content sequences and one tree in reading order
//! 2. [`canvas`]: sequences become page contents, by printpdf, with what [`speech`] says of their words
//! 3. [`tags`] and [`widgets`]: the tree becomes structure elements, the fields a form
//! 4. [`metadata`], [`profile`], [`plate`], [`file`]: the document around them, by lopdf, and its bytes
//!
//! [`fonts`] is apart: the faces of a form are subset and compressed once, and shared by all its
//! cities. Nothing depends on a clock, on chance or on what other threads do.

mod canvas;
mod cff;
mod charstring;
mod file;
mod fonts;
mod metadata;
mod objects;
mod pictogram;
mod plate;
mod profile;
mod speech;
mod structure;
mod subset;
mod tags;
mod typed;
mod weight;
mod widgets;

pub use file::is_as_written;
pub use fonts::{FontSet, Typing, fonts, typing, unfit, used};
pub use objects::Had;
pub use plate::Plate;
pub use typed::gb2312_level_1;

use crate::paper::sheet::Sheets;

/// How a file is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// With fields to type in, instead of blanks to write in.
    pub fillable: bool,
}

/// The bytes of the PDF of some sheets, drawn with a [`FontSet`] that holds their characters.
pub fn pdf(sheets: &Sheets, fonts: &FontSet, options: &Options) -> Vec<u8> {
    Plate::new(sheets, fonts, options.fillable, Had::ByOne).file(sheets, fonts).into_bytes()
}
