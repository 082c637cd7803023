//! Where things sit on a sheet.

pub mod fonts;
pub mod paragraph;
pub mod sheet;
pub mod style;
