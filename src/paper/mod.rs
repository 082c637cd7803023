//! Where things sit on a sheet.
//!
//! 1. [`form`] walks through a form's sections and makes slabs of them: grid rows ([`grid`]), tables
//!    ([`table`]), running text ([`prose`]), signatures ([`signing`]); the head stands above ([`head`]).
//! 2. What one fills in is drawn by its control ([`control`]); words are set by [`paragraph`].
//! 3. [`flow`] breaks the slabs into pages and draws the frames; the running lines come last, when the
//!    number of pages is known ([`running`]).
//!
//! The result ([`sheet::Sheets`]) is all that outputs see. Nothing is laid out twice.

mod asked;
pub mod block;
mod booklet;
pub mod card;
pub mod code;
mod column;
mod consent;
mod continuation;
mod control;
mod draft;
pub mod filling;
mod flow;
pub mod fonts;
mod form;
mod grid;
mod head;
mod identity;
pub mod paragraph;
pub mod plate;
mod prose;
pub mod publicity;
pub mod rest;
mod room;
mod running;
pub mod sheet;
mod signing;
pub mod stack;
pub mod style;
mod table;
pub mod typing;

use crate::diagnostic::Checked;
use crate::model::issued::IssuedProgramme;
pub use form::{Layout, sheets, with_rows};

use fonts::Fonts;
use plate::{Matter, Plate};
use sheet::Sheets;

/// The booklet of an office, or the generic one. The diagnostics are those of [`sheets`].
pub fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> Checked<Sheets> {
    let Checked { value, diagnostics } = booklet::booklet(programme, fonts);
    Checked { value: value.sheets, diagnostics }
}

/// A form, a booklet or a page that publicises laid out for an office, to be had for others, too. The diagnostics are those of
/// [`sheets`]; what is no form has one layout.
pub fn plate(matter: Matter, layout: Layout, fonts: &Fonts) -> Checked<Plate> {
    match matter {
        Matter::Form(form) => form::plate(form, layout, fonts),
        Matter::Booklet(programme) => booklet::booklet(programme, fonts),
        Matter::Publicity(publicity) => {
            let Checked { value, diagnostics } = publicity::sheets(publicity, fonts);
            Checked { value: Plate::alone(value), diagnostics }
        }
    }
}
