//! What formpress promises, one file a promise.

mod front_matter;
mod house;
mod markdown;
mod pages;
mod pdf;
mod publish;
mod real_project;
mod report;
mod typesetting;
