//! `docs/accessibility/ledger.yaml`: how each criterion of accessibility is met.

use super::files::Files;
use super::log::Log;
use super::reader::{list, map, one_of, spanned, string, string_or_empty};
use super::yaml::Node;
use crate::model::ledger::{Criterion, How, Standard};

pub const PATH: &str = "docs/accessibility/ledger.yaml";

/// The criteria in the order they are written; none where there is no such file.
pub fn ledger(files: &Files, log: &Log) -> Vec<Criterion> {
    files.tree(PATH, log).and_then(|tree| list(&tree, log, criterion)).unwrap_or_default()
}

fn criterion(node: &Node, log: &Log) -> Option<Criterion> {
    map(node, log, |map| {
        let (id, standard) = (map.required("id", spanned), map.required("standard", one_of(&Standard::ALL)));
        let (name, how) = (map.required("name", string), map.required("how", one_of(&How::ALL)));
        let mut said = |key| map.optional(key, string_or_empty).filter(|text| !text.is_empty());
        let (level, place, note) = (said("level"), said("where"), said("note"));
        Some(Criterion { id: id?, standard: standard?, name: name?, level, how: how?, place, note })
    })?
}
