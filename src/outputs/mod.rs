//! What readers get: pages from the model, PDFs from sheets. The two never meet.

pub mod html;
pub mod pdf;
