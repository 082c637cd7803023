//! Pages that publicise, on paper: posters, handouts, letters, booklets in easy words.
//!
//! 1. [`look`] has the measures of each kind, in several sizes of type; the largest that fits is taken.
//! 2. [`setting`] sets the page's blocks in a column, [`office`] what the office has of its own; [`column`] has what columns are put
//!    onto pages with.
//! 3. [`poster`], [`handout`], [`letter`] and [`easy_read`] put columns onto pages. What has no room even in the smallest type
//!    is a fault; nothing is cut.

mod column;
mod easy_read;
mod handout;
mod letter;
mod look;
mod office;
mod poster;
mod setting;

use std::sync::Arc;

use super::fonts::Fonts;
use super::identity;
use super::sheet::{Element, Sheets};
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::publicity::Publicity;
use crate::model::script::code_point;
use crate::units::Mm;
use crate::wording::output::{GLYPH_MISSING, PUBLICITY_OVERFULL, PUBLICITY_WORD_BROKEN};
use column::Composed;
use look::Look;
use setting::Setter;

/// A page that publicises as sheets. The diagnostics say what does not fit and what cannot be printed.
pub fn sheets(publicity: &IssuedPublicity, fonts: &Fonts) -> Checked<Sheets> {
    let mut composed = Composed::default();
    let mut setter = None;
    for look in Look::all(publicity.kind, publicity.accent) {
        let mut trial = Setter::new(publicity, fonts, look);
        composed = match publicity.kind {
            Publicity::Poster => poster::compose(&mut trial),
            Publicity::Handout => handout::compose(&mut trial),
            Publicity::Letter => letter::compose(&mut trial),
            Publicity::EasyRead => easy_read::compose(&mut trial),
        };
        let fits = composed.over <= Mm::ZERO && trial.torn.is_none();
        setter = Some(trial);
        if fits {
            break;
        }
    }
    let (structure, diagnostics) = setter.map(|setter| faults(setter, composed.over)).unwrap_or_default();
    let value = Sheets {
        identity: identity::of_publicity(publicity),
        pages: composed.pages,
        labels: Vec::new(),
        structure: Arc::new(structure),
        outline: composed.outline,
        begins: Arc::default(),
    };
    Checked { value, diagnostics }
}

/// The structure, and what is said of what was set.
fn faults(setter: Setter, over: Mm) -> (Vec<Element>, Vec<Diagnostic>) {
    let place = setter.publicity.title.span;
    let mut faults = Vec::new();
    if over > Mm::ZERO {
        let fault = Diagnostic::new(&PUBLICITY_OVERFULL, place).with("title", &setter.publicity.title.value);
        faults.push(fault.with("over", over.0.ceil()).with("size", setter.look.text.size.0));
    }
    if let Some(torn) = &setter.torn {
        faults.push(Diagnostic::new(&PUBLICITY_WORD_BROKEN, place).with("text", torn));
    }
    faults.extend(setter.missing.keys().map(|(character, face)| {
        let fault = Diagnostic::error(&GLYPH_MISSING, place).with("family", setter.fonts.face(*face).family);
        fault.with("character", character).with("code", code_point(*character))
    }));
    (setter.structure, faults)
}
