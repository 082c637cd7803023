//! What formpress promises, one file a promise.

mod markdown;
mod pages;
mod publish;
mod typesetting;
