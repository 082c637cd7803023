//! Sheets as the bytes of a PDF: tagged (PDF/UA-1), archival (PDF/A-2a) and, as an option, fillable.
//!
//! - In: laid-out pages, a set of font subsets, options.
//! - Out: the bytes of a PDF.
//! - May not know: forms, fields and offices: only marks, structure elements and field boxes. One file names printpdf,
//!   which draws; lopdf writes what is around.
//!
//! The steps of one file:
//!
//! 1. [`marked_content`] groups the marks of pages into marked-content sequences, and [`structure`] makes one tree of
//!    them in reading order.
//! 2. [`content_stream`] writes the sequences as page contents, by printpdf, with the text alternatives of
//!    [`spoken_text`].
//! 3. [`structure_elements`] and [`widgets`] write the tree as structure elements and the fields as a form.
//! 4. [`metadata`], [`colour_profile`], [`shared_pdf`] and [`writer`] write the document around them, by lopdf, and its
//!    bytes.
//!
//! [`embedded_fonts`] is separate: the faces of a form are subset and compressed once, and shared by all its cities.
//! Nothing depends on a clock, on chance or on other threads.

mod cff;
mod charstring;
mod colour_profile;
mod content_stream;
mod embedded_fonts;
mod embolden;
mod marked_content;
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

/// The options of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PdfFileOptions {
    /// Does it have interactive fields in place of blanks for handwriting?
    pub fillable: bool,
}

/// The bytes of the PDF of a document; `fonts` must contain its characters.
pub fn pdf(sheets: &PaperDocument, fonts: &FontSet, options: &PdfFileOptions) -> Vec<u8> {
    SharedPdf::new(sheets, fonts, options.fillable, StreamReuse::ByOne).office_file(sheets, fonts).into_bytes()
}
