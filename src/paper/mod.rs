//! Where things sit on a sheet.

pub mod sheet;
