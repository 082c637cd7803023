//! Sheets to the bytes of a PDF: tagged (PDF/UA-1), archival (PDF/A-2a) and, where asked for, fillable.
//!
//! - In: laid-out pages, a set of font subsets, options.
//! - Out: the bytes of a PDF.
//! - May not know: forms, fields and offices: only marks, structure elements and field boxes. One file names
//!   printpdf, which draws; lopdf writes what is around.
//!
//! The way of one file:
//!
//! 1. [`structure`]: marks become marked-content sequences and one tree in reading order
//! 2. [`content_stream`]: sequences become page contents, by printpdf, with what [`spoken_text`] says of their words
//! 3. [`structure_elements`] and [`widgets`]: the tree becomes structure elements, the fields a form
//! 4. [`metadata`], [`colour_profile`], [`shared_pdf`], [`writer`]: the document around them, by lopdf, and its bytes
//!
//! [`embedded_fonts`] is apart: the faces of a form are subset and compressed once, and shared by all its
//! cities. Nothing depends on a clock, on chance or on what other threads do.

mod cff;
mod charstring;
mod colour_profile;
mod content_stream;
mod embedded_fonts;
mod embolden;
mod metadata;
mod objects;
mod pictogram;
mod shared_pdf;
mod spoken_text;
mod structure;
mod structure_elements;
mod subset;
mod typing_characters;
mod widgets;
mod writer;

pub use embedded_fonts::{FontSet, characters_by_face, font_set, typing_font};
pub(crate) use embedded_fonts::{TypingFont, unusable_faces};
pub use objects::StreamReuse;
pub use shared_pdf::SharedPdf;
pub use typing_characters::gb2312_level_1;
pub(crate) use writer::is_unmodified;

use crate::paper::document::PaperDocument;

/// How a file is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PdfFileOptions {
    /// With fields to type in, instead of blanks to write in.
    pub fillable: bool,
}

/// The bytes of the PDF of some sheets, drawn with a [`FontSet`] that holds their characters.
pub fn pdf(sheets: &PaperDocument, fonts: &FontSet, options: &PdfFileOptions) -> Vec<u8> {
    SharedPdf::new(sheets, fonts, options.fillable, StreamReuse::ByOne).office_file(sheets, fonts).into_bytes()
}
