//! Where things sit on a sheet.
//!
//! - In: an issued form, all forms of an office, or a page for publicity; a layout; the fonts.
//! - Out: pages with every mark in its place, in millimetres from the top left corner, with their structure tree;
//!   diagnostics for what does not fit.
//! - May not know: PDF, SVG, HTML, the disk. `fonts` alone names fontdb and skrifa.
//!
//! 1. [`form`] walks through a form's sections and makes slabs of them: grid rows ([`grid`]), tables
//!    ([`table`]), running text ([`prose`]), signatures ([`signatures`]); the head stands above ([`head`]).
//! 2. What one fills in is drawn by its control ([`control`]); words are set by [`paragraph`].
//! 3. [`flow`] breaks the slabs into pages and draws the frames; the running lines come last, when the
//!    number of pages is known ([`running_lines`]).
//!
//! The result ([`document::PaperDocument`]) is all that outputs see. Nothing is laid out twice.

mod accessible_label;
pub(crate) mod block;
mod booklet;
pub(crate) mod card;
mod consent;
mod continuation;
mod control;
pub(crate) mod document;
pub(crate) mod filling;
mod flow;
pub(crate) mod fonts;
mod form;
mod grid;
mod head;
mod layout_context;
mod length_limits;
mod metadata;
pub(crate) mod overflow;
pub(crate) mod paragraph;
mod prose;
pub(crate) mod publicity;
pub(crate) mod qr_code;
mod running_lines;
pub mod shared_layout;
mod signatures;
mod single_column;
pub(crate) mod stack;
pub(crate) mod style;
mod table;
pub(crate) mod text_field;

use crate::diagnostic::WithDiagnostics;
use crate::model::issued::IssuedProgramme;
pub use form::{PrintLayout, form_document, form_document_with_rows};

use document::PaperDocument;
use fonts::Fonts;
use shared_layout::{LayoutSource, SharedLayout};

/// The booklet of an office, or the generic one. The diagnostics are those of [`form_document`].
pub fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> WithDiagnostics<PaperDocument> {
    let WithDiagnostics { value, diagnostics } = booklet::booklet(programme, fonts);
    WithDiagnostics { value: value.document, diagnostics }
}

/// A form, a booklet or a page that publicises laid out for an office, to be had for others, too. The diagnostics are those of
/// [`form_document`]; what is no form has one layout.
pub fn shared_layout(matter: LayoutSource, layout: PrintLayout, fonts: &Fonts) -> WithDiagnostics<SharedLayout> {
    match matter {
        LayoutSource::Form(form) => form::shared_form_layout(form, layout, fonts),
        LayoutSource::Booklet(programme) => booklet::booklet(programme, fonts),
        LayoutSource::Publicity(publicity) => {
            let WithDiagnostics { value, diagnostics } = publicity::publicity_document(publicity, fonts);
            WithDiagnostics { value: SharedLayout::unshared(value), diagnostics }
        }
    }
}
