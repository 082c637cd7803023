//! Sheets for screens: a page as an SVG picture, and the places of its fields as data for scripts.
//!
//! - In: laid-out pages.
//! - Out: an SVG picture of each page, and a script with the places to fill in.
//! - May not know: forms, fields and offices; the font files.
//!
//! A picture is drawn from the same marks as the PDF:
//!
//! 1. [`text`] writes text runs, in the font families that systems have, each glyph at its place on the sheet.
//! 2. [`strokes`] writes rules, boxes and codes, one path for each pen.
//! 3. [`picture`] puts them into a document that needs nothing else: no script, no style sheet, no font file.
//! 4. [`shared_svg`] keeps the drawings of bodies that offices share.
//!
//! Lengths are in millimetres of the sheet and rounded to hundredths ([`length`]).

mod length;
mod picture;
mod places;
mod shared_svg;
mod strokes;
mod text;

pub use shared_svg::SharedSvg;
