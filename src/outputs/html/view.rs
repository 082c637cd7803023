//! One view per template: what the template may print, by name.

mod city;
mod content;
mod form;
mod frame;

pub use city::{Cities, City};
pub use content::{Content, Forms, SiteMap};
pub use form::Form;
pub use frame::Frame;
