//! Layout: the positions of all marks on the pages of a form, a booklet or publicity.
//!
//! - In: an issued form, all forms of an office, or publicity; a layout; the fonts.
//! - Out: pages with every mark in its position, in millimetres from the top left corner, with their structure tree;
//!   diagnostics for content that does not fit.
//! - May not know: PDF, SVG, HTML, the disk. `fonts` alone names fontdb and skrifa.
//!
//! 1. [`form`] turns a form's sections into flow items: grid rows ([`grid`]), tables ([`table`]), running text ([`prose`]),
//!    consents ([`consent`]), signatures ([`signatures`]), below the head ([`head`]).
//! 2. Answer cells are drawn by control ([`control`]); text is typeset by [`paragraph`].
//! 3. [`flow`] breaks the flow items into pages and draws the frames; the running lines come last, when the number of pages is
//!    known ([`running_lines`]).
//! 4. [`shared_layout`](mod@shared_layout) replaces the content of one office by that of another; [`filling`] fills in answers; [`stack`]
//!    combines documents.
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

/// Lays out the booklet of an office, or the generic one. The diagnostics are those of [`form_document`].
pub fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> WithDiagnostics<PaperDocument> {
    let WithDiagnostics { value, diagnostics } = booklet::booklet(programme, fonts);
    WithDiagnostics { value: value.document, diagnostics }
}

/// Lays out a form, a booklet or publicity for an office, as a layout that other offices can share. The diagnostics are those of
/// [`form_document`]; `layout` applies to forms alone.
pub fn shared_layout(source: LayoutSource, layout: PrintLayout, fonts: &Fonts) -> WithDiagnostics<SharedLayout> {
    match source {
        LayoutSource::Form(form) => form::shared_form_layout(form, layout, fonts),
        LayoutSource::Booklet(programme) => booklet::booklet(programme, fonts),
        LayoutSource::Publicity(publicity) => {
            let WithDiagnostics { value, diagnostics } = publicity::publicity_document(publicity, fonts);
            WithDiagnostics { value: SharedLayout::unshared(value), diagnostics }
        }
    }
}
