//! Pages that publicise, on paper: posters, handouts, letters, booklets in easy words.
//!
//! 1. [`style`] has the measures of each kind, in several sizes of type; the largest that fits is taken.
//! 2. [`typesetting`] sets the page's blocks in a column, [`office_details`] what the office has of its own; [`column_layout`] has what columns are put
//!    onto pages with.
//! 3. [`poster`], [`handout`], [`letter`] and [`easy_read`] put columns onto pages. What has no room even in the smallest type
//!    is a fault; nothing is cut.

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

/// A page that publicises as sheets. The diagnostics say what does not fit and what cannot be printed.
pub(crate) fn publicity_document(publicity: &IssuedPublicity, fonts: &Fonts) -> WithDiagnostics<PaperDocument> {
    let mut composed = PublicityPages::default();
    let mut setter = None;
    for look in PublicityStyle::all(publicity.kind, publicity.accent) {
        let mut trial = PublicityTypesetter::new(publicity, fonts, look);
        composed = match publicity.kind {
            Publicity::Poster => poster::compose(&mut trial),
            Publicity::Handout => handout::compose(&mut trial),
            Publicity::Letter => letter::compose(&mut trial),
            Publicity::EasyRead => easy_read::compose(&mut trial),
        };
        let fits = composed.overflow <= Mm::ZERO && trial.broken_word.is_none();
        setter = Some(trial);
        if fits {
            break;
        }
    }
    let (structure, diagnostics) =
        setter.map(|setter| structure_and_diagnostics(setter, composed.overflow)).unwrap_or_default();
    let value = PaperDocument {
        metadata: metadata::publicity_metadata(publicity),
        pages: composed.pages,
        labels: Vec::new(),
        structure: Arc::new(structure),
        outline: composed.outline,
        anchor_pages: Arc::default(),
    };
    WithDiagnostics { value, diagnostics }
}

/// The structure, and what is said of what was set.
fn structure_and_diagnostics(setter: PublicityTypesetter, over: Mm) -> (Vec<StructureElement>, Vec<Diagnostic>) {
    let place = setter.publicity.title.span;
    let mut faults = Vec::new();
    if over > Mm::ZERO {
        faults.push(Diagnostic::new(
            message!(
                PUBLICITY_OVERFULL,
                title = &setter.publicity.title.value,
                over = over.0.ceil(),
                size = setter.style.text.size.0
            ),
            place,
        ));
    }
    if let Some(torn) = &setter.broken_word {
        faults.push(Diagnostic::new(message!(PUBLICITY_WORD_BROKEN, text = torn), place));
    }
    faults.extend(setter.missing.keys().map(|(character, face)| {
        Diagnostic::new(
            message!(GLYPH_MISSING, family = setter.fonts.face(*face).family, character, code = code_point(*character)),
            place,
        )
    }));
    (setter.structure, faults)
}
