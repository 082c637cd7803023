//!
pub mod html;
pub mod pdf;
