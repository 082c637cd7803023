//! Content pages: front matter and Markdown.

use super::files::Files;
use super::log::Log;
use crate::model::page::Page;

/// The pages in the order of their paths, and the paths below `content/` of those that could not be read.
pub fn pages(_files: &Files, _log: &Log) -> (Vec<Page>, Vec<String>) {
    (Vec::new(), Vec::new())
}
