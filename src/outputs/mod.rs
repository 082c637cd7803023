//! What readers get: pages from the model, PDFs and pictures from sheets, tables to fill in from the model. They never
//! meet.

pub mod card;
pub mod comparison;
pub mod html;
pub mod pdf;
pub mod svg;
pub mod table;
