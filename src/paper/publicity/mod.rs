//! Layout of publicity: posters, handouts, letters and booklets in easy language.
//!
//! - In: an [`IssuedPublicity`] and the fonts.
//! - Out: a [`PaperDocument`], and diagnostics for missing glyphs, broken words and text that does not fit.
//! - May not know: forms and their layout context, PDF, SVG, HTML, the disk.
//!
//! 1. [`style`] has the styles of each kind, in several type sizes; the largest that fits is used.
//! 2. [`typesetting`] lays out the page's blocks as column items, [`office_details`] contacts, QR code and signature;
//!    [`column_layout`] places column items.
//! 3. [`poster`], [`handout`], [`letter`] and [`easy_read`] put columns onto pages. Text that has no room even in the smallest
//!    type size is an error; nothing is cut off.

mod column_layout;
mod easy_read;
mod handout;
mod letter;
mod office_details;
mod poster;
mod style;
mod typesetting;

use std::sync::Arc;

use super::document::{PaperDocument, StructureElement};
use super::fonts::Fonts;
use super::metadata;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::character::code_point;
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::publicity::Publicity;
use crate::units::Mm;
use crate::wording::message;
use crate::wording::output::{GLYPH_MISSING, PUBLICITY_OVERFULL, PUBLICITY_WORD_BROKEN};
use column_layout::PublicityPages;
use style::PublicityStyle;
use typesetting::PublicityTypesetter;

/// Lays out publicity in the largest style that fits. The diagnostics report text that does not fit and missing glyphs.
pub(crate) fn publicity_document(publicity: &IssuedPublicity, fonts: &Fonts) -> WithDiagnostics<PaperDocument> {
    let mut pages = PublicityPages::default();
    let mut typesetter = None;
    for style in PublicityStyle::all(publicity.kind, publicity.accent) {
        let mut trial = PublicityTypesetter::new(publicity, fonts, style);
        pages = match publicity.kind {
            Publicity::Poster => poster::compose(&mut trial),
            Publicity::Handout => handout::compose(&mut trial),
            Publicity::Letter => letter::compose(&mut trial),
            Publicity::EasyRead => easy_read::compose(&mut trial),
        };
        let fits = pages.overflow <= Mm::ZERO && trial.broken_word.is_none();
        typesetter = Some(trial);
        if fits {
            break;
        }
    }
    let (structure, diagnostics) =
        typesetter.map(|typesetter| structure_and_diagnostics(typesetter, pages.overflow)).unwrap_or_default();
    let value = PaperDocument {
        metadata: metadata::publicity_metadata(publicity),
        pages: pages.pages,
        labels: Vec::new(),
        structure: Arc::new(structure),
        outline: pages.outline,
        anchor_pages: Arc::default(),
    };
    WithDiagnostics { value, diagnostics }
}

/// The structure tree and the diagnostics of a finished typesetter.
fn structure_and_diagnostics(typesetter: PublicityTypesetter, excess: Mm) -> (Vec<StructureElement>, Vec<Diagnostic>) {
    let span = typesetter.publicity.title.span;
    let mut diagnostics = Vec::new();
    if excess > Mm::ZERO {
        diagnostics.push(Diagnostic::new(
            message!(
                PUBLICITY_OVERFULL,
                title = &typesetter.publicity.title.value,
                over = excess.0.ceil(),
                size = typesetter.style.text.size.0
            ),
            span,
        ));
    }
    if let Some(text) = &typesetter.broken_word {
        diagnostics.push(Diagnostic::new(message!(PUBLICITY_WORD_BROKEN, text), span));
    }
    diagnostics.extend(typesetter.missing.keys().map(|(character, face)| {
        Diagnostic::new(
            message!(
                GLYPH_MISSING,
                family = typesetter.fonts.face(*face).family,
                character,
                code = code_point(*character)
            ),
            span,
        )
    }));
    (typesetter.structure, diagnostics)
}
