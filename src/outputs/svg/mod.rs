//! Sheets for screens: a page as an SVG picture, and the places to type in on it for scripts.
//!
//! - In: laid-out pages.
//! - Out: an SVG picture of each page, and a script with the places to fill in.
//! - May not know: forms, fields and offices; the font files.
//!
//! A picture is drawn from the very marks that the PDF is drawn from:
//!
//! 1. [`text`] writes the runs, in the families that systems have, each glyph where the sheet has it
//! 2. [`strokes`] writes rules, boxes and codes, as few paths as there are pens
//! 3. [`picture`] puts them into a document that needs nothing else: no script, no style sheet, no font file
//! 4. [`shared_svg`] keeps what is drawn of the bodies that offices share
//!
//! Lengths are in millimetres of the sheet and rounded to hundredths ([`length`]).

mod length;
mod picture;
mod places;
mod shared_svg;
mod strokes;
mod text;

pub use shared_svg::SharedSvg;
