//! Where things sit on a sheet.

pub mod fonts;
pub mod sheet;
