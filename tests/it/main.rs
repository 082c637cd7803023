//! What formpress promises, one file a promise.

mod all_kinds;
mod any_text;
mod checks;
mod command;
mod copies;
mod disk;
mod faults;
mod filling;
mod findings;
mod front_matter;
mod house;
mod loading;
mod markdown;
mod pages;
mod pdf;
mod publish;
mod real_project;
mod report;
mod sample;
mod serve;
mod sheets;
mod skips;
mod template_names;
mod templates;
mod typesetting;
mod workshop;
